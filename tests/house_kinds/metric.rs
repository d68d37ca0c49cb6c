//! `metric`: lengths.

use super::*;

fn rule(measure: &str, per: &str, limits: &str) -> String {
    format!("[check.metric]\nmeasure = \"{measure}\"\nper = \"{per}\"\n{limits}\n")
}

#[test]
fn long_sentences_and_headlines() {
    let found = diagnostics(&rule("words", "sentence", "at-most = 15"), STORY);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].message, "this sentence has 16 words; the limit is at most 15");
    let found = diagnostics(&rule("characters", "headline", "at-most = 20"), STORY);
    assert_eq!(found[0].message, "this headline has 24 characters; the limit is at most 20");
    assert!(texts(&rule("characters", "headline", "at-most = 24"), STORY).is_empty());
}

#[test]
fn drafts_and_paragraphs() {
    let found = diagnostics(&rule("words", "draft", "at-least = 100"), STORY);
    assert_eq!(found[0].text, "Council backs new bridge");
    assert_eq!(found[0].message, "this draft has 33 words; the limit is at least 100");
    assert_eq!(diagnostics(&rule("sentences", "paragraph", "at-least = 2"), STORY).len(), 2);
    assert!(texts(&rule("words-per-paragraph", "draft", "at-most = 17"), STORY).is_empty());
    assert_eq!(texts(&rule("words-per-sentence", "draft", "at-most = 15.5"), STORY).len(), 1);
    assert_eq!(texts(&rule("grade", "draft", "at-least = 30"), STORY).len(), 1);
    assert!(texts(&rule("grade", "draft", "at-most = 12"), STORY).is_empty());
}

#[test]
fn only_the_places_of_the_rule_count() {
    let rule = format!("in = [\"headline\"]\n{}", rule("words", "draft", "at-most = 3"));
    let found = diagnostics(&rule, STORY);
    assert_eq!(found[0].message, "this draft has 4 words; the limit is at most 3");
    assert!(texts(&rule.replace("headline", "caption"), STORY).is_empty());
}

#[test]
fn mistakes_have_a_place_and_a_remedy() {
    let broken = rule("wrods", "draft", "at-most = 1");
    one_mistake(&broken, "\"wrods\"", "`measure` cannot be", "Did you mean `words`?");
    one_mistake(&rule("words-per-paragraph", "sentence", "at-most = 1"), "per", "one sentence", "draft");
    one_mistake(&rule("words", "draft", ""), "metric", "no limit", "at-most");
}
