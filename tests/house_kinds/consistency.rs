//! `consistency`: two ways to write one thing.

use super::*;

const RULE: &str = "[check.consistency]\nsets = [[\"adviser\", \"advisor\"], [\"per cent\", \"percent\"]]\n";

#[test]
fn the_rarer_form_is_reported() {
    let draft = "An adviser spoke. Advisor to two, adviser of none: 5 percent.";
    let found = diagnostics(RULE, draft);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].text, "Advisor");
    assert_eq!(found[0].message, "“Advisor” here, “Adviser” 2 times elsewhere: write “Adviser”");
    assert_eq!(found[0].evidence[0].place.column, 4);
    assert!(!found[0].fixes[0].safe);
    assert_eq!(fixed(draft, &found), draft.replace("Advisor", "Adviser"));
}

#[test]
fn of_equals_the_later_gives_way_unless_it_is_preferred() {
    assert_eq!(texts(RULE, "One advisor, one adviser."), ["adviser"]);
    let found = diagnostics(&format!("{RULE}prefer = \"adviser\"\n"), "One advisor, an advisor, one adviser.");
    assert_eq!(found.iter().map(|d| &*d.text).collect::<Vec<_>>(), ["advisor", "advisor"]);
    assert!(found[0].fixes[0].safe);
}

#[test]
fn lines_of_a_set_are_held_together() {
    let rule = "[check.consistency]\nsets = [[\"organise | organize\", \"organised | organized\"]]\n";
    let found = diagnostics(rule, "They organise, he organised, it was organized.");
    assert_eq!(found.iter().map(|d| &*d.text).collect::<Vec<_>>(), ["organized"]);
    assert_eq!(found[0].fixes[0].edits[0].insert, "organised");
}

#[test]
fn accents_make_a_form() {
    let rule = "[check.consistency]\nsets = [[\"cafe\", \"café\"]]\n";
    assert_eq!(texts(rule, "A café, the Café, a cafe."), ["cafe"]);
    assert!(texts(rule, "A café, the café.").is_empty());
}

#[test]
fn tables_and_lists_have_sets_too() {
    let others = [
        ("style/forms.csv", "find,put,note\nadviser,advisor,See the guide.\n"),
        ("lexicon/pairs.txt", "per cent | percent\n"),
    ];
    let rule = "[check.consistency]\ntable = \"forms.csv\"\nlexicon = \"pairs\"\n";
    let found = diagnostics_with(rule, &others, "One adviser, one advisor; 3 percent, 4 per cent.");
    assert_eq!(found.iter().map(|d| &*d.text).collect::<Vec<_>>(), ["advisor", "per cent"]);
    assert!(found[0].message.ends_with(". See the guide."));
}

#[test]
fn exceptions_and_quotations_do_not_count() {
    let rule = format!("not-in = [\"quotation\"]\n{RULE}exceptions = \"Advisor Street\"\n");
    assert!(texts(&rule, "An adviser of Advisor Street said: “No advisor.”").is_empty());
}

#[test]
fn mistakes_have_a_place_and_a_remedy() {
    one_mistake(&format!("{RULE}prefer = \"advizer\"\n"), "\"advizer\"", "no set has `advizer`", "`adviser`");
    one_mistake("[check.consistency]\nsets = [[\"one\"]]\n", "[\"one\"]", "two forms", "every form");
    let rule = "[check.consistency]\nsets = [[\"a b | c d\", \"e f | c d\"]]\n";
    one_mistake(rule, "c d", "listed twice", "Delete one");
    let rule = "[check.consistency]\nsets = [[\"a | b\", \"c | d | e\"]]\n";
    one_mistake(rule, "[\"a | b\", \"c | d | e\"]", "same number of forms", "organise | organize");
}
