//! `sequence`: tokens that follow one another.

use super::*;

fn rule(tokens: &str) -> String {
    format!("[check.sequence]\ntokens = [{tokens}]\n")
}

#[test]
fn tokens_follow_one_another() {
    let rule = rule("{ is = \"capitalised\" }, { words = [\"is\", \"was\"] }, { skip = 2 }, { pattern = '/ing$/' }");
    assert_eq!(
        texts(&rule, "Osei was not really leaving. Osei was in the end leaving."),
        ["Osei was not really leaving"]
    );
    assert_eq!(texts(&rule, "We saw Osei is leaving."), ["Osei is leaving"]);
    assert!(texts(&rule, "Osei was. Leaving hurt.").is_empty());
}

#[test]
fn classes_of_tokens() {
    let rule =
        rule("{ word = \"on\" }, { is = \"weekday\" }, { word = \",\" }, { is = \"month\" }, { is = \"number\" }");
    assert_eq!(texts(&rule, "It met on Monday, May 5. It may sit on Monday, may 5."), ["on Monday, May 5"]);
    let rule = self::rule("{ is = \"upper\" }, { word = \"chief\" }, { not = [\"of\", '/^ex/'] }, { is = \"lower\" }");
    assert_eq!(
        texts(&rule, "NATO’s chief then left. NATO chief of staff left. NATO chief executives left."),
        ["NATO’s chief then left"]
    );
}

#[test]
fn a_part_may_be_reported() {
    let rule = format!("{}report = [2, 2]\n", rule("{ word = \"very\" }, { is = \"lower\" }, { word = \"indeed\" }"));
    assert_eq!(texts(&rule, "It was very cold indeed."), ["cold"]);
}

#[test]
fn skips_before_the_anchor_and_exceptions_and_places() {
    let base = rule("{ word = \"not\" }, { skip = 3 }, { word = \"regardless\" }");
    let draft = "He did not, he said, go regardless. “Not so, regardless.”";
    assert_eq!(texts(&base, draft), ["Not so, regardless"]);
    assert!(texts(&format!("not-in = [\"quotation\"]\n{base}"), draft).is_empty());
    assert!(texts(&format!("{base}exceptions = \"not so, regardless\"\n"), draft).is_empty());
}

#[test]
fn mistakes_have_a_place_and_a_remedy() {
    one_mistake(&rule("{ word = \"on\" }, { is = \"weekdy\" }"), "\"weekdy\"", "`is` cannot be", "`weekday`");
    one_mistake(&rule("{ is = \"number\" }"), "sequence", "no token of this sequence is a word", "word");
    one_mistake(&rule("{ word = \"due to\" }"), "\"due to\"", "not one word", "each word");
    one_mistake(&rule("{ wrod = \"due\" }"), "wrod", "no setting `wrod`", "`word`");
    one_mistake(&rule("{ word = \"a\", is = \"number\" }"), "{ word = \"a\", is = \"number\" }", "one thing", "braces");
    one_mistake(&rule("{ word = \"due\" }, { skip = 2 }"), "{ skip = 2 }", "begin or end with `skip`", "out");
    let found = mistakes(&format!("{}report = [0, 9]\n", rule("{ word = \"due\" }")));
    assert_eq!(found[0].0, "[0, 9]");
}

#[test]
fn many_skips_end_in_time() {
    let skips = "{ is = \"lower\" }, { skip = 8 }, ".repeat(6);
    let rule = rule(&format!("{{ word = \"start\" }}, {skips}{{ word = \"finis\" }}"));
    let draft = format!("Start {}.", "start a ".repeat(2_000));
    assert!(texts(&rule, &draft).is_empty());
}
