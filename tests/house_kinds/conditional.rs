//! `conditional`: words that call for others.

use super::*;

const RULE: &str = "[check.conditional]\nif = '/\\b([A-Z]{3,5})\\b/'\nthen = '/\\(([A-Z]{3,5})\\)/'\n";

#[test]
fn each_abbreviation_is_reported_once_unless_explained_before() {
    let draft = "The World Health Organization (WHO) warned UNHCR. WHO and UNHCR met; the UNHCR left.";
    let found = diagnostics(RULE, draft);
    assert_eq!(found.iter().map(|d| (&*d.text, d.place.column)).collect::<Vec<_>>(), [("UNHCR", 44)]);
}

#[test]
fn late_is_not_before_but_is_anywhere() {
    let draft = "WHO warned. The World Health Organization (WHO) met.";
    let found = diagnostics(RULE, draft);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].evidence[0].label, "only here");
    assert!(texts(&format!("{RULE}order = \"anywhere\"\n"), draft).is_empty());
}

#[test]
fn without_groups_any_match_will_do() {
    let rule = "[check.conditional]\nif = \"GCHQ\"\nthen = '/intelligence (?:service|agency)/'\n";
    assert_eq!(texts(rule, "GCHQ said no, GCHQ said."), ["GCHQ"]);
    assert!(texts(rule, "The intelligence service GCHQ said no.").is_empty());
}

#[test]
fn exceptions_and_places() {
    assert!(texts(&format!("{RULE}exceptions = [\"NATO\", \"BBC\"]\n"), "NATO told the BBC.").is_empty());
    let rule = format!("in = [\"body\"]\n{RULE}");
    assert!(
        texts(&rule, "NATO to leave the talks\n\nThe talks on the alliance ended on Friday in the capital.\n")
            .is_empty()
    );
}

#[test]
fn mistakes_have_a_place_and_a_remedy() {
    one_mistake("[check.conditional]\nif = \"x\"\n", "conditional", "`then` is missing", "Add `then`");
    one_mistake(&format!("{RULE}order = \"befor\"\n"), "\"befor\"", "`order` cannot be", "`before`");
    one_mistake(&RULE.replace("5})\\b/", "5}\\b/"), "(", "this pattern is wrong", "");
}
