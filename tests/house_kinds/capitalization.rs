//! `capitalization`: headline styles.

use super::*;

fn rule(style: &str) -> String {
    format!("in = [\"headline\", \"subhead\"]\n[check.capitalization]\nstyle = \"{style}\"\n")
}

const BODY: &str = "\n\nThe vote in Kyiv on Monday backed the plan of Amara Osei, the mayor, and NATO.\n";

fn of(style: &str, headline: &str) -> Vec<(String, String)> {
    let draft = format!("{headline}{BODY}");
    let found = diagnostics(&rule(style), &draft);
    found.iter().map(|d| (d.text.clone(), fixed(&draft, std::slice::from_ref(d)).replace(BODY, ""))).collect()
}

#[test]
fn sentence_style_keeps_names() {
    assert!(of("sentence", "Kyiv council backs Osei’s plan on Tuesday: NATO pleased").is_empty());
    assert!(of("sentence", "Vote backs plan: What it means for I-95 and iPhone makers").is_empty());
    assert!(of("sentence", "Mayor says ‘Nobody knows’ after vote").is_empty());
    let wanted = ("Backs".to_owned(), "Council backs mayor in Kyiv vote".to_owned());
    assert_eq!(of("sentence", "Council Backs Mayor in Kyiv Vote"), [wanted]);
    assert_eq!(of("sentence", "council backs mayor")[0].1, "Council backs mayor");
}

#[test]
fn title_style_knows_small_words() {
    assert!(of("title", "Council Backs the Plan of a Mayor With Doubts").is_empty());
    assert!(of("title", "What the Vote Is For").is_empty());
    assert!(of("title", "iPhone Sales Up: A Guide to the Co-founder’s Plan").is_empty());
    assert_eq!(of("title", "Council backs The Plan")[0].1, "Council Backs the Plan");
    assert_eq!(of("title", "the Plan and What it is for")[0].1, "The Plan and What It Is For");
}

#[test]
fn lower_and_upper() {
    assert_eq!(of("lower", "Council backs NATO Plan")[0].1, "council backs NATO plan");
    assert_eq!(of("upper", "COUNCIL backs iPhone")[0].1, "COUNCIL BACKS iPhone");
}

#[test]
fn exceptions_stay_as_they_are() {
    let draft = format!("Fans of Duran Duran and Lego’s maker met{BODY}");
    let rule = format!("{}exceptions = [\"Duran Duran\", \"Lego\"]\n", rule("sentence"));
    assert!(texts(&rule, &draft).is_empty());
    assert_eq!(texts(&rule.replace("Lego", "LEGO"), &draft), ["Lego’s"]);
}

#[test]
fn the_first_word_is_reported_and_the_others_shown() {
    let found = diagnostics(&rule("sentence"), &format!("Council Backs Mayor{BODY}"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "“Backs” in a headline in sentence style: write “backs” (and 1 word more)");
    assert_eq!(found[0].evidence.len(), 1);
    assert!(!found[0].fixes[0].safe);
}

#[test]
fn small_words_of_the_house_are_all_there_are() {
    let rule = format!("{}small-words = [\"the\", \"from\"]\n", rule("title"));
    assert_eq!(texts(&rule, &format!("News From the War of the Worlds{BODY}")), ["From"]);
}

#[test]
fn a_pattern_instead_of_a_style() {
    let rule = "in = [\"headline\"]\n[check.capitalization]\npattern = '/^[A-Z][a-z]+: /'\n";
    assert_eq!(texts(rule, &format!("Council backs plan{BODY}")), ["Council backs plan"]);
    assert!(texts(rule, &format!("Opinion: the council is right{BODY}")).is_empty());
}

#[test]
fn mistakes_have_a_place_and_a_remedy() {
    one_mistake(&rule("sentance"), "\"sentance\"", "`style` cannot be", "Did you mean `sentence`?");
    one_mistake("[check.capitalization]\nafter-colon = true\n", "capitalization", "no style", "style = ");
}
