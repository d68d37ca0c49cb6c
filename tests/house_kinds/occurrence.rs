//! `occurrence`: too often, not often enough.

use super::*;

#[test]
fn the_one_too_many_is_reported_with_those_before() {
    let rule = "[check.occurrence]\nfind = [\"mayor\", \"spring\"]\nat-most = 2\n";
    assert!(texts(&rule.replace("= 2", "= 3"), STORY).is_empty());
    let found = diagnostics(rule, STORY);
    assert_eq!(found.iter().map(|d| &*d.text).collect::<Vec<_>>(), ["mayor"]);
    assert_eq!(found[0].evidence.len(), 2);
    assert_eq!(found[0].message, "“mayor”: 3 in this draft, where at most 2 may be (house style)");
}

#[test]
fn units_count_apart() {
    let rule = |per| format!("[check.occurrence]\nfind = [\"the\"]\nat-most = 3\nper = \"{per}\"\n");
    assert_eq!(diagnostics(&rule("draft"), STORY).len(), 1);
    assert_eq!(diagnostics(&rule("paragraph"), STORY).len(), 1);
    assert_eq!(diagnostics(&rule("headline"), STORY).len(), 0);
    assert_eq!(diagnostics(&rule("sentence"), "The a. The b. The c. The d. The e.").len(), 0);
}

#[test]
fn too_few_are_reported_where_the_unit_begins() {
    let rule = "[check.occurrence]\nfind = \"clerk\"\nat-least = 1\n";
    assert_eq!(texts(rule, STORY), ["Council backs new bridge"]);
    let rule = "[check.occurrence]\nfind = \"mayor\"\nat-least = 1\nper = \"paragraph\"\n";
    assert!(texts(rule, STORY).is_empty());
    let rule = "[check.occurrence]\nfind = \"chamber\"\nat-least = 1\nper = \"paragraph\"\n";
    assert_eq!(texts(rule, STORY), ["Work on it starts in the spring, the mayor said, if the money is found by then."]);
}

#[test]
fn exceptions_and_places_count_for_nothing() {
    let rule = "in = [\"headline\"]\n[check.occurrence]\nfind = \"bridge\"\nat-most = 0\nexceptions = \"new bridge\"\n";
    assert!(texts(rule, STORY).is_empty());
    assert_eq!(texts(&rule.replace("new bridge", "old bridge"), STORY), ["bridge"]);
}

#[test]
fn mistakes_have_a_place_and_a_remedy() {
    let rule = "[check.occurrence]\nfind = \"x\"\nat-most = 1\nper = \"paragraf\"\n";
    one_mistake(rule, "\"paragraf\"", "`per` cannot be", "Did you mean `paragraph`?");
    one_mistake("[check.occurrence]\nfind = \"x\"\n", "occurrence", "no limit", "at-most");
    one_mistake("[check.occurrence]\nfind = \"x\"\nat-most = 1\nat-least = 2\n", "2", "at least 2", "smaller");
}
