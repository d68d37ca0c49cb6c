//! The schema of `copydesk.toml`; its reader is `src/config/read.rs`.

use super::{choice, one_or_more, or_list, some_texts, suggestion, table, text, texts, words};
use crate::draft::Format;
use crate::rule::RuleSet;
use serde_json::{Map, Value, json};

/// What can be said of a rule or a family.
const LEVELS: [&str; 5] = ["advice", "warning", "error", "off", "on"];

pub(super) fn schema(rules: &RuleSet) -> Value {
    let about = "Settings of copydesk for the folder of this file and all below it. Patterns are relative to it: one \
                 without a `/` matches a name at any depth, one that matches a folder matches everything in it.";
    let house = "The folder of the newsroom’s own rules, beside or below this file. A rule with the name of a built-in \
                 replaces it.";
    let keys = [
        ("language", language("The language of drafts that name none themselves, such as `en`.")),
        ("formats", formats()),
        ("fields", fields()),
        ("include", texts("Which files are drafts; if there is no such key, every file whose ending names a format.")),
        ("exclude", texts("Files and folders that are never checked.")),
        ("house-rules", words(house)),
        ("baseline", words("The file of findings that rest, instead of the one beside this file.")),
        ("desk", desk()),
        ("rules", json!({ "$ref": "#/definitions/rules" })),
        ("override", or_list("Other levels for some drafts; of several that match, the last counts.", overriding())),
        ("allow", or_list("What is right although a rule reports it.", allow(rules))),
        ("lexicon", lexicons()),
        ("names", names()),
    ];
    let mut schema = table(about, keys, &[]);
    schema["definitions"] = json!({ "rules": levels(rules) });
    schema
}

/// The code of a language, alone or at the start of a tag such as `en-GB`.
pub(super) fn language(about: &str) -> Value {
    json!({ "description": about, "type": "string", "pattern": "^[A-Za-z]{2}([-_]|$)" })
}

fn formats() -> Value {
    let of = |format: Format| (format.name(), texts(&format!("Drafts that are written in {}.", format.title())));
    let about = "How drafts are written where the endings of their names do not say; the files count as drafts.";
    table(about, Format::ALL.map(of), &[])
}

fn fields() -> Value {
    let keys = [
        ("headline", texts("Fields that hold the headline; they come before those that are known anyway.")),
        ("dek", texts("Fields that hold the dek; likewise.")),
        ("byline", texts("Fields that say who wrote it.")),
        ("date", texts("Fields that hold the date of the story; likewise.")),
        ("body", texts("Fields that are read as part of the story.")),
        ("caption", texts("Fields that hold the words that go with a picture.")),
    ];
    table("What front matter, ArchieML and JSON call the parts of a story; `a.b` is a field in another.", keys, &[])
}

fn desk() -> Value {
    let archive =
        "Drafts that the others are compared with. They are not checked themselves unless they are asked for.";
    table("What drafts are compared with.", [("archive", texts(archive))], &[])
}

fn levels(rules: &RuleSet) -> Value {
    let mut properties = Map::new();
    for family in rules.families() {
        properties.insert(family.to_owned(), choice(&format!("The rules of the family `{family}`."), &LEVELS));
    }
    for rule in rules.rules() {
        let on = if rule.on { "" } else { ", off" };
        let about = format!("Finds: {} (family `{}`; {}{on}).", rule.summary, rule.family, rule.level);
        properties.insert(rule.id.to_string(), choice(&about, &LEVELS));
    }
    json!({
        "description": "Levels of rules and of families of rules. A rule beats its family.",
        "type": "object",
        "properties": properties,
        "additionalProperties": choice("A rule or a family of your own.", &LEVELS),
    })
}

fn overriding() -> Value {
    let keys = [
        ("paths", some_texts("The drafts it is for, such as `opinion/**`.")),
        ("rules", json!({ "$ref": "#/definitions/rules" })),
    ];
    table("Other levels for some drafts.", keys, &["paths", "rules"])
}

fn allow(rules: &RuleSet) -> Value {
    let ids = rules.rules().iter().map(|rule| &*rule.id);
    let known = suggestion(ids.chain(rules.families()));
    let keys = [
        ("path", some_texts("The drafts it is for, such as `drafts/menu.txt`.")),
        ("rule", one_or_more("The rules or families that are allowed there.", &known)),
        ("text", text("Only findings that hold these words.")),
        ("reason", words("Why this is right, for whoever reads it next year.")),
    ];
    table("What is right although a rule reports it.", keys, &["path", "rule", "reason"])
}

fn lexicons() -> Value {
    let list = |about: &str| {
        let keys = [("add", texts("Entries to add to the list.")), ("remove", texts("Entries to take from the list."))];
        table(about, keys, &[])
    };
    let known = |name: &str| (name.to_owned(), list(&format!("Changes to the built-in word list `{name}`.")));
    let properties: Map<String, Value> = RuleSet::word_lists().map(known).collect();
    json!({
        "description": "Entries to add to word lists and to take from them, a table for each list.",
        "type": "object",
        "properties": properties,
        "additionalProperties": list("Changes to a word list of your own."),
    })
}

fn names() -> Value {
    table("Names.", [("prefer", texts("The spellings of names that the house prefers."))], &[])
}
