//! The settings of kinds that were made for one or a few built-in rules.

use super::super::{Key, amount, choice, count, flag, table, text, texts, with_one_of};
use super::{SOURCES, list, match_case, phrases, terms, terms_and};
use serde_json::{Value, json};

const WHICH: &str = "Which of the things that this kind knows to look for.";

pub(super) fn all() -> Vec<Key> {
    vec![
        ("acronym", acronym()),
        ("ages", nothing("Ages, births and deaths that contradict one another.")),
        ("attribution", attribution()),
        ("brackets", brackets()),
        ("conflict", nothing("Marks of a merge conflict.")),
        ("characters", characters()),
        ("counts", nothing("A number of items that is announced and not met.")),
        ("dates", report("Dates that contradict the calendar.", &["weekday", "impossible"], [])),
        ("duplicate", duplicate()),
        ("echo", echo()),
        ("furniture", furniture()),
        ("headline", headline()),
        ("markup", with_one_of(table("Markup that readers would see.", terms(), &[]), &SOURCES)),
        ("layout", report("What is left of a layout in running text.", &["markdown", "collapsed-list"], [])),
        ("links", report("Web addresses.", &["malformed", "date-mismatch", "stand-in"], [])),
        ("names", names()),
        ("opener", opener()),
        ("quotes", report("Quotations.", &["unbalanced", "unattributed", "fragment", "duplicate", "across"], [])),
        ("references", references()),
        ("relative", nothing("Expressions such as “today” that a reader cannot place.")),
        ("repeat", repeat()),
        ("template", template()),
        ("timeframe", report("Statements about one event.", &["conflict", "nth", "conflict-across"], [])),
        ("tracking", tracking()),
        ("unfinished", unfinished()),
        ("sums", nothing("Numbers that contradict one another.")),
        ("similar", report("Sentences that say nearly the same.", &["sentence"], [])),
        ("spacing", report("Spaces that are missing or repeated.", &["missing", "repeated"], [])),
        ("story", report("Stories that stand in two files.", &["duplicate"], [])),
    ]
}

/// A kind without settings.
fn nothing(about: &str) -> Value {
    table(&format!("{about} It has no settings."), [], &[])
}

/// A kind that looks for several things, of which a rule chooses one.
fn report<const N: usize>(about: &str, names: &[&str], others: [Key; N]) -> Value {
    table(about, [("report", choice(WHICH, names))].into_iter().chain(others), &["report"])
}

/// A kind whose other settings depend on what a rule chooses under `key`.
fn variants<const N: usize>(about: &str, key: &str, variants: [(&[&str], Value); N]) -> Value {
    let variant = |(names, mut table): (&[&str], Value)| {
        table["properties"][key] = choice(WHICH, names);
        let mut required = vec![json!(key)];
        required.extend(table["required"].as_array().into_iter().flatten().cloned());
        table["required"] = json!(required);
        table
    };
    json!({ "description": about, "type": "object", "anyOf": Vec::from(variants.map(variant)) })
}

fn acronym() -> Value {
    let keys = [
        list("lexicon", "acronyms that need no explanation"),
        ("at-least", count("How often an acronym has to stand in a draft to be reported; 2 by default.")),
    ];
    table("Acronyms that are not explained.", keys, &["lexicon"])
}

fn attribution() -> Value {
    const ABOUT: &str = "What statements rest on.";
    let lists = |keys: &[&'static str]| table(ABOUT, keys.iter().map(|key| list(key, "what the rule goes by")), keys);
    let choices: [(&[&str], Value); 11] = [
        (&["anonymous", "mental"], lists(&[])),
        (&["vague"], lists(&["people", "pronouns", "documents", "groups"])),
        (&["density"], lists(&["people", "pronouns", "documents", "groups", "verbs", "adverbs"])),
        (&["agentless", "loaded"], lists(&["verbs"])),
        (&["adverbs"], lists(&["adverbs"])),
        (&["accusations"], lists(&["words", "verbs"])),
        (&["casualties", "superlatives"], lists(&["words"])),
        (&["figures"], lists(&["sums"])),
        (&["intent"], lists(&["aims", "feelings", "designs"])),
        (&["ownerless"], lists(&["nouns"])),
        (&["voice"], lists(&["adverbs", "verdicts", "clear"])),
    ];
    variants(ABOUT, "report", choices)
}

fn brackets() -> Value {
    let keys = [
        list("inside", "what stands in brackets and should have been settled"),
        ("first", texts("The words that the entries of `inside` open with.")),
        ("marks", text("The brackets that are looked into, by the one that opens; all by default: `[(<{`.")),
    ];
    let mut table = phrases("Brackets with something in them that should have been settled, and phrases.", keys);
    table["required"] = json!(["inside"]);
    table
}

fn characters() -> Value {
    let names = ["garbled", "hidden", "look-alike", "apostrophes", "quotation-marks"];
    report("Characters that are damaged, invisible, of another alphabet, or mixed.", &names, [])
}

fn duplicate() -> Value {
    let keys = [("min-words", count("The fewest words of a passage that is looked at; 6 by default."))];
    table("Paragraphs and sentences that stand in a draft twice.", keys, &[])
}

fn echo() -> Value {
    let mut at_least = count("The shortest run that is reported, in words; 8 by default.");
    at_least["minimum"] = json!(4);
    let pasted = "From how many words on a run is reported at the level of the rule, not as advice; 12 by default.";
    table("The same long run of words in two places.", [("at-least", at_least), ("pasted", count(pasted))], &[])
}

fn furniture() -> Value {
    let keys = [
        list("lines", "the lines; one after `!` is sure, one after `?` in doubt"),
        list("menu", "words that make a menu of lines in a row"),
        list("sections", "names of sections, for rows of them in a sentence"),
        match_case(false),
        ("wire", flag("Whether to look for end marks and story numbers of wires too; `false` by default.")),
        ("at-least", amount("The score from which a line is reported; 3 by default.")),
        ("most", count("A draft with more such lines than this means them, and nothing is reported.")),
    ];
    table("Lines of a web page that are no part of the story.", keys, &["lines"])
}

fn headline() -> Value {
    let names = ["duplicate", "in-body", "dek", "case", "period", "unfinished", "missing", "facts", "other-file"];
    let mirrors = "Whether a first heading may repeat the title of the front matter; `true` by default.";
    report("What goes wrong with the lines at the top.", &names, [("heading-mirrors-title", flag(mirrors))])
}

fn names() -> Value {
    let names = ["variant", "variant-across", "near-miss", "first-mention", "two-offices", "former-office", "old-name"];
    report("Names and offices.", &names, [])
}

fn opener() -> Value {
    const ABOUT: &str = "Paragraphs or sentences that begin alike.";
    let at_least = || ("at-least", count("From how many on they are reported; 3 by default, at least 2."));
    let words = "How many words count as a beginning where none of those stands; 0, the default, for none.";
    let paragraphs =
        [at_least(), ("find", texts("Words and phrases that count by themselves.")), ("words", count(words))];
    let choices: [(&[&str], Value); 2] =
        [(&["paragraph"], table(ABOUT, paragraphs, &[])), (&["sentence"], table(ABOUT, [at_least()], &[]))];
    variants(ABOUT, "per", choices)
}

fn references() -> Value {
    const ABOUT: &str = "What goes wrong between a text and its sources.";
    let choices: [(&[&str], Value); 2] = [
        (&["orphan-list", "dangling-citation", "text-after-list"], table(ABOUT, [], &[])),
        (&["tool-tokens"], with_one_of(table(ABOUT, terms_and([]), &[]), &SOURCES)),
    ];
    variants(ABOUT, "report", choices)
}

fn repeat() -> Value {
    let keys = [
        ("allow", texts("Words that may stand twice.")),
        ("emphasis", texts("Words that stand twice for emphasis; these are advice only.")),
    ];
    report("The same words twice in a row, or on both sides of “and”.", &["word", "phrase", "coordinate"], keys)
}

fn template() -> Value {
    let fields = list("fields", "fields of forms that a tag may name");
    let mut table = phrases("Variables of a template that nothing filled in.", [fields]);
    table["required"] = json!(["fields"]);
    table
}

fn tracking() -> Value {
    let about = "Parameters of web addresses that tell where a reader came from.";
    table(about, [list("parameters", "the parameters")], &["parameters"])
}

fn unfinished() -> Value {
    let keys = [("at-least", count("The fewest words of a paragraph that is looked at; 8 by default."))];
    table("Paragraphs and sentences that break off.", keys, &[])
}
