//! The schema of a rule file; its readers are `src/rule/file.rs`, `src/rule/scope.rs` and `src/rule/example.rs`.

use super::settings::language;
use super::{choice, flag, kinds, one_or_more, or_list, table, text, texts, words};
use crate::diagnostic::Level;
use crate::rule::Place;
use serde_json::{Value, json};

pub(super) fn schema() -> Value {
    let about = "A rule: what to look for, how serious it is, why it matters and what to do, with examples that are its \
                 tests. The name of the file is the id of the rule, its folder the family.";
    let level = "`error`: must not be published as it stands; `warning`: an editor has to look; `advice`: worth \
                 considering.";
    let message = "What it says of a finding instead of the usual. Slots: `{text}`, the words found; `{put}`, what to \
                   write instead; `{note}`, the note of the table’s row; `{count}`, how many were counted.";
    let languages = "The languages of drafts it is for, such as `[\"en\"]`; all, if there is no such key.";
    let places_in = "The parts of a draft it looks at; all but references and front matter, if there is no such key.";
    let keys = [
        ("summary", words("What the rule finds, in a few words; it ends most messages.")),
        ("why", words("Why that matters, in a sentence.")),
        ("remedy", words("What to do about it.")),
        ("level", choice(level, &Level::ALL.map(Level::name))),
        ("on", flag("`false` for a rule that runs only where copydesk.toml turns it on.")),
        ("languages", or_list(languages, language("The code of a language."))),
        ("in", places(places_in)),
        ("not-in", places("The parts of a draft it does not look at.")),
        ("message", text(message)),
        ("check", check()),
        ("example", or_list("Drafts that it flags and drafts that it leaves alone: the tests of the rule.", example())),
    ];
    table(about, keys, &["summary", "why", "remedy", "level", "check", "example"])
}

fn places(about: &str) -> Value {
    let named = json!({ "enum": Place::names().collect::<Vec<_>>() });
    let field = json!({ "description": "A front matter field.", "type": "string", "pattern": "^front-matter\\.." });
    one_or_more(about, &json!({ "anyOf": [named, field] }))
}

fn check() -> Value {
    let mut check = table("What the rule looks for: a table of exactly one kind, `[check.KIND]`.", kinds::all(), &[]);
    check["minProperties"] = json!(1);
    check["maxProperties"] = json!(1);
    check
}

fn example() -> Value {
    let level = "The level of what it reports there, where a rule may report at more than one.";
    let others = "Drafts that are checked together with it, for rules between drafts; what they are told themselves does \
                  not count.";
    let keys = [
        ("bad", text("A draft that the rule flags.")),
        ("flags", texts("The words it flags there, all of them; without this key, anything it flags will do.")),
        ("level", choice(level, &Level::ALL.map(Level::name))),
        ("fixed", text("The bad draft after the rule’s fixes.")),
        ("good", texts("Drafts that the rule leaves alone.")),
        (
            "format",
            text("How the drafts are written: `text` (the default), `markdown`, `html` … or an ending, such as `md`."),
        ),
        ("date", text("The story date, such as `2025-06-02`, for rules about dates.")),
        ("others", texts(others)),
    ];
    table("Drafts that the rule flags and drafts that it leaves alone.", keys, &[])
}
