//! The settings of each kind of check that house rules are made of; each is read by the file of its name in `src/check`.

mod special;

use super::{Key, amount, choice, count, flag, or_list, table, text, texts, with_one_of};
use serde_json::{Value, json};

/// Where a check gets its terms.
const SOURCES: [&str; 3] = ["find", "lexicon", "table"];

const TERM: &str = "a word or a phrase, or a pattern between slashes";

/// Every kind with its settings.
pub(super) fn all() -> Vec<Key> {
    let mut kinds = vec![
        ("phrases", phrases("Words and patterns that should not be there.", [])),
        ("swap", swap()),
        ("occurrence", occurrence()),
        ("repetition", repetition()),
        ("consistency", consistency()),
        ("conditional", conditional()),
        ("capitalization", capitalization()),
        ("metric", metric()),
        ("sequence", sequence()),
    ];
    kinds.extend(special::all());
    kinds
}

fn list(key: &'static str, of_what: &str) -> Key {
    (key, text(&format!("The name of a word list: {of_what}.")))
}

fn match_case(default: bool) -> Key {
    ("match-case", flag(&format!("Whether capitals matter; `{default}` by default.")))
}

fn boundary() -> Key {
    let about = "What plain terms match: whole words (`word`, the default), also parts of words joined by a hyphen \
                 (`part`), or `anywhere`.";
    ("boundary", choice(about, &["word", "part", "anywhere"]))
}

fn exceptions() -> Key {
    ("exceptions", texts("Longer terms in which a hit does not count: `lead` but for `lead singer`."))
}

fn from_table(columns: &str) -> Key {
    ("table", text(&format!("The name of a CSV or TSV file beside the rule, with {columns}.")))
}

fn per(default: &str) -> Key {
    let about = format!("The stretch of text in which it is counted or measured; `{default}` by default.");
    ("per", choice(&about, &["draft", "paragraph", "sentence", "headline"]))
}

/// Where terms come from and how they are matched.
fn terms() -> Vec<Key> {
    vec![
        ("find", texts(&format!("What to look for: {TERM}, or a list of them."))),
        list("lexicon", "what to look for"),
        from_table("the column `find`, what to look for, and if you like `note`, a sentence for the message"),
        match_case(false),
        boundary(),
    ]
}

fn terms_and<const N: usize>(others: [Key; N]) -> impl Iterator<Item = Key> {
    terms().into_iter().chain([exceptions()]).chain(others)
}

fn phrases<const N: usize>(about: &str, others: [Key; N]) -> Value {
    let keys = [
        ("delete", flag("Whether to offer deleting what is found; `false` by default.")),
        ("safe", flag("Whether deleting it is right in every sentence; `false` by default.")),
    ];
    let mut table = with_one_of(table(about, terms_and(keys).chain(others), &[]), &SOURCES);
    table["dependencies"] = json!({ "safe": ["delete"] });
    table
}

fn swap() -> Value {
    let about = "Lines of `find = \"put\"`: what to find stands left, what to write instead right. `$1`, `$2` … stand for \
                 the groups of a pattern; with an empty `put`, what is found should go.";
    let swaps = json!({ "description": about, "type": "object", "additionalProperties": { "type": "string" } });
    let keys = [
        ("swaps", swaps),
        from_table("the columns `find` and `put`, and if you like `note`, a sentence for the message"),
        ("safe", flag("Whether the swap is right in every sentence; `false` by default.")),
        match_case(false),
        boundary(),
        exceptions(),
    ];
    with_one_of(table("One wording in place of another.", keys, &[]), &["swaps", "table"])
}

fn occurrence() -> Value {
    let keys = [
        ("at-most", count("The first one above it is reported, with those before it as evidence.")),
        ("at-least", count("If there are fewer, that is reported.")),
        ("distinct", flag("Whether each term is counted once, however often it comes; `false` by default.")),
        (
            "per-1000-words",
            amount("With `at-most`: report only if there are also that many in 1,000 words of the draft."),
        ),
        per("draft"),
    ];
    let mut table = table("Something that comes too often, or not often enough.", terms_and(keys), &[]);
    table["allOf"] = json!([with_one_of(json!({}), &SOURCES), with_one_of(json!({}), &["at-most", "at-least"])]);
    table
}

fn repetition() -> Value {
    let keys = [
        ("within", count("How many words may lie between the two, at most; 10 by default, 0 for side by side.")),
        per("paragraph"),
        ("ignore", texts("Words that may be repeated.")),
    ];
    with_one_of(table("The same words again, a few words later.", terms_and(keys), &[]), &SOURCES)
}

fn consistency() -> Value {
    let sets = json!({
        "description": "Sets of ways to write the same thing, such as `[\"adviser\", \"advisor\"]`.",
        "type": "array",
        "items": { "type": "array", "items": { "type": "string" } },
    });
    let keys = [
        ("sets", sets),
        list("lexicon", "a set a line, its forms parted by ` | `"),
        from_table("the columns `find` and `put`, which make a set"),
        ("prefer", texts("Forms that win even where they are rarer; fixes in favour of them are safe.")),
        match_case(false),
        boundary(),
        exceptions(),
    ];
    with_one_of(table("Two ways to write the same thing in one draft.", keys, &[]), &["sets", "lexicon", "table"])
}

fn conditional() -> Value {
    let order = "Whether that must stand before it (`before`, the default) or `anywhere`.";
    let keys = [
        ("if", texts(&format!("What calls for something else: {TERM}, or a list of them."))),
        ("then", texts(&format!("What it calls for: {TERM}, or a list of them; looked for in the whole draft."))),
        ("order", choice(order, &["before", "anywhere"])),
        match_case(true),
        boundary(),
        exceptions(),
    ];
    table("Words that call for others.", keys, &["if", "then"])
}

fn capitalization() -> Value {
    let keys = [
        ("style", choice("Which words take a capital.", &["sentence", "title", "lower", "upper"])),
        ("pattern", text("Instead of a style: a pattern between slashes that the block must match.")),
        ("exceptions", texts("Words and phrases that stay as they are written here.")),
        list("lexicon", "more exceptions"),
        ("after-colon", flag("Whether a capital after a colon is right; `true` by default.")),
        ("small-words", texts("For title style: the words without a capital, in place of the usual list.")),
        match_case(true),
    ];
    let mut table = table("Which words of a headline take a capital.", keys, &[]);
    table["oneOf"] = json!([{ "required": ["style"] }, { "required": ["pattern"] }]);
    table
}

fn metric() -> Value {
    let measures = ["words", "characters", "sentences", "words-per-sentence", "words-per-paragraph", "grade"];
    let keys = [
        ("measure", choice("What is measured; `grade` is the Flesch-Kincaid grade, for English.", &measures)),
        per("draft"),
        ("at-most", amount("More than this is reported.")),
        ("at-least", amount("Less than this is reported.")),
    ];
    with_one_of(table("How long, and how hard to read.", keys, &["measure"]), &["at-most", "at-least"])
}

fn sequence() -> Value {
    let classes = ["word", "number", "capitalised", "lower", "upper", "punctuation", "weekday", "month"];
    let keys = [
        ("word", texts("That word, or that mark; a possessive counts as the word.")),
        ("words", texts("One of these words.")),
        ("pattern", text("A token in which this pattern, between slashes, is found.")),
        ("is", choice("A kind of token; weekdays and months are those of English.", &classes)),
        ("not", texts("Any token but these words; one of them may be a pattern between slashes.")),
        ("skip", count("Up to that many tokens of any kind.")),
    ];
    let mut token = table("A token: a word, a number or a mark. It says one thing that it is.", keys, &[]);
    token["minProperties"] = json!(1);
    token["maxProperties"] = json!(1);
    let tokens = "The tokens in order; at least one is a `word` or `words`, and all lie in one sentence.";
    let report = json!({
        "description": "The first and the last token to report, counted from 1; without this key, all are reported.",
        "type": "array",
        "items": { "type": "integer", "minimum": 1 },
        "minItems": 2,
        "maxItems": 2,
    });
    let keys = [("tokens", or_list(tokens, token)), ("report", report), match_case(false), exceptions()];
    table("Words and kinds of words that follow one another in a sentence.", keys, &["tokens"])
}
