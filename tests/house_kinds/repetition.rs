//! `repetition`: the same words again.

use super::*;

const RULE: &str = "[check.repetition]\nfind = ['/\\b[a-z]{6,}\\b/']\nwithin = 5\n";

#[test]
fn the_second_is_reported_with_the_first() {
    let found = diagnostics(RULE, "The council met. A council vote on the budget came later than the council hoped.");
    assert_eq!(found.iter().map(|d| (d.place.column, &*d.text)).collect::<Vec<_>>(), [(20, "council")]);
    assert_eq!(found[0].evidence[0].place.column, 5);
}

#[test]
fn none_between_means_side_by_side() {
    let rule = RULE.replace('5', "0").replace('6', "2");
    assert_eq!(texts(&rule, "It was, was it that that?"), ["was", "that"]);
    assert!(texts(&rule, "It was, I was.").is_empty());
}

#[test]
fn ignored_words_exceptions_and_paragraphs() {
    let rule = format!("{RULE}ignore = [\"Council\"]\nexceptions = ['/Duran Duran/']\n");
    assert!(texts(&rule, "The council and the Council met Duran Duran.").is_empty());
    assert!(
        texts(RULE, "They saw the council.\n\nCouncil members left early on Monday evening, they said.").is_empty()
    );
    let rule = format!("not-in = [\"quotation\"]\n{RULE}");
    assert!(texts(&rule, "He said “really, really” once.").is_empty());
}

#[test]
fn mistakes_have_a_place_and_a_remedy() {
    one_mistake(&RULE.replace("within", "withn"), "withn", "no setting `withn`", "Did you mean `within`?");
    one_mistake("[check.repetition]\nwithin = 3\n", "repetition", "nothing to look for", "find");
}
