//! The schemas that `copydesk schema` prints, and the readers: what one of them knows or refuses, the other has to.

mod published;
mod rules;
mod settings;

use copydesk::config::Root;
use copydesk::diagnostic::Diagnostic;
use copydesk::rule::{RuleFile, RuleSet};
use copydesk::source::Source;
use copydesk::{Settings, diagnostic::trouble};
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

pub(crate) fn printed(of: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(["schema", of]).output().expect("copydesk");
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).expect("JSON")
}

pub(crate) fn validator(of: &str) -> Validator {
    let schema = printed(of);
    assert!(jsonschema::draft7::meta::is_valid(&schema), "{of}: {:?}", jsonschema::draft7::meta::validate(&schema));
    jsonschema::draft7::new(&schema).expect("a sound schema")
}

/// A TOML document as a validator sees it; nothing where it is no TOML.
pub(crate) fn json(text: &str) -> Option<Value> {
    DeTable::parse(text).ok().map(|top| of_table(top.get_ref()))
}

pub(crate) fn of_table(table: &DeTable<'_>) -> Value {
    table.iter().map(|(name, value)| (name.get_ref().to_string(), of_value(value.get_ref()))).collect()
}

pub(crate) fn of_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(number) => json!(number.as_str().replace('_', "").parse::<i64>().expect("a number")),
        DeValue::Float(number) => json!(number.as_str().replace('_', "").parse::<f64>().expect("a number")),
        DeValue::Boolean(flag) => json!(flag),
        DeValue::Datetime(time) => json!({ "time": time.to_string() }),
        DeValue::Array(items) => items.iter().map(|item| of_value(item.get_ref())).collect(),
        DeValue::Table(table) => of_table(table),
    }
}

/// A JSON value as TOML: documents are put together as JSON.
pub(crate) fn toml(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(name, value)| format!("{} = {}", json!(name), toml(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

pub(crate) fn document(value: &Value) -> String {
    let fields = value.as_object().expect("a table");
    fields.iter().map(|(name, value)| format!("{} = {}\n", json!(name), toml(value))).collect()
}

pub(crate) fn mistakes_in_settings(text: &str) -> Vec<Diagnostic> {
    Settings::read(&Arc::new(Source::new("copydesk.toml", text)), Root::default()).err().unwrap_or_default()
}

/// What is wrong in each of these rule files. They are read together, since the built-in rules are read beside them.
pub(crate) fn mistakes_in_rules(texts: &[String]) -> Vec<Vec<Diagnostic>> {
    let name = |number: usize| format!("family-{number}/rule-{number}.toml");
    let file = |(number, text): (usize, &String)| RuleFile {
        name: name(number),
        source: Arc::new(Source::new(name(number), text.as_str())),
    };
    let files: Vec<RuleFile> = texts.iter().enumerate().map(file).collect();
    let mut found: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for mistake in RuleSet::with_house(&files, &[]).err().unwrap_or_default() {
        assert_eq!(mistake.rule.as_ref(), trouble::RULE);
        found.entry(mistake.path.to_string()).or_default().push(mistake);
    }
    (0..texts.len()).map(|number| found.remove(&name(number)).unwrap_or_default()).collect()
}

/// Whether a mistake is one of form: a key that is unknown or missing, or a value of the wrong type or name. A schema sees
/// those; that a pattern cannot be read or that a word list does not exist it cannot see.
pub(crate) fn is_of_form(mistake: &Diagnostic) -> bool {
    let message = &mistake.message;
    let starts =
        ["there is no setting", "there is no level", "there is no boundary", "there is no kind", "a rule has one"];
    starts.iter().any(|start| message.starts_with(start))
        || message.contains("` must be ")
        || message.contains("` cannot be ")
        || message.ends_with("is missing")
}

/// Compares the two on documents, and returns those that both accept.
pub(crate) fn compare(documents: &[Value], schema: &Validator, found: &[Vec<Diagnostic>]) -> Vec<Value> {
    let mut sound = Vec::new();
    for (value, mistakes) in documents.iter().zip(found) {
        let faults: Vec<String> = schema.iter_errors(value).map(|error| error.to_string()).collect();
        let text = document(value);
        assert!(faults.is_empty() || !mistakes.is_empty(), "only the schema refuses\n{text}\n{faults:?}");
        let told: Vec<&str> = mistakes.iter().map(|mistake| &*mistake.message).collect();
        let of_form = mistakes.iter().any(is_of_form);
        assert!(!faults.is_empty() || !of_form, "only the reader refuses\n{text}\n{told:?}");
        if mistakes.is_empty() {
            sound.push(value.clone());
        }
    }
    sound
}

/// A value of each type, and of each type within a list or a table.
pub(crate) fn values() -> Vec<Value> {
    let mut values = vec![json!("word"), json!(true), json!(5), json!(-1), json!(1.5), json!(-0.5)];
    let inner = values.clone();
    values.extend(inner.iter().map(|value| json!([value])));
    values.extend(inner.iter().map(|value| json!([[value, "other"]])));
    values.extend(inner.iter().map(|value| json!({ "key": value })));
    values.push(json!([1, 2]));
    values
}

/// The keys that a table may have by the schema, each with a name out of the list that it is chosen from, if there is one.
pub(crate) type Keys = BTreeMap<String, Option<Value>>;

pub(crate) fn keys(schema: &Value, at: &Value, found: &mut Keys) {
    match at {
        Value::Object(fields) => {
            if let Some(properties) = fields.get("properties").and_then(Value::as_object) {
                let chosen = |value: &Value| value.pointer("/enum/0").cloned();
                found.extend(properties.iter().map(|(key, value)| (key.clone(), chosen(value))));
            }
            if let Some(name) = fields.get("$ref").and_then(Value::as_str) {
                keys(schema, schema.pointer(name.trim_start_matches('#')).expect("a definition"), found);
            }
            for part in ["anyOf", "oneOf", "allOf"] {
                let parts = fields.get(part).and_then(Value::as_array).into_iter().flatten();
                parts.for_each(|part| keys(schema, part, found));
            }
            if let Some(items) = fields.get("items") {
                keys(schema, items, found);
            }
        }
        _ => panic!("{at} is no schema"),
    }
}

pub(crate) fn known(schema: &Value, pointer: &str) -> Keys {
    let mut found = Keys::new();
    keys(schema, schema.pointer(pointer).unwrap_or_else(|| panic!("{pointer}")), &mut found);
    found
}

pub(crate) fn names_of(keys: &Keys) -> BTreeSet<String> {
    keys.keys().cloned().collect()
}

/// The document with each key at `pointer` set to each value, and with a key that nobody knows.
pub(crate) fn variations(document: &Value, pointer: &str, keys: &Keys) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    let unknown = (UNKNOWN.to_owned(), None);
    for (key, chosen) in keys.iter().chain([(&unknown.0, &unknown.1)]) {
        let current = document.pointer(pointer).and_then(|table| table.get(key)).cloned();
        for value in values().into_iter().chain(current).chain(chosen.clone()) {
            let mut document = document.clone();
            document.pointer_mut(pointer).expect("a table")[key.as_str()] = value;
            all.push((key.clone(), document));
        }
    }
    all
}

/// A name that nobody knows.
pub(crate) const UNKNOWN: &str = "zzzzzz";

/// The names that the reader lists where it meets [`UNKNOWN`].
pub(crate) fn listed(mistake: &Diagnostic, lead: &str) -> Option<BTreeSet<String>> {
    if !mistake.message.contains(UNKNOWN) {
        return None;
    }
    let names = mistake.remedy.as_deref()?.strip_prefix(lead)?;
    Some(names.split('`').skip(1).step_by(2).map(str::to_owned).collect())
}

pub(crate) fn names(list: &Value) -> BTreeSet<String> {
    list.as_array().expect("names").iter().map(|name| name.as_str().expect("a name").to_owned()).collect()
}

/// A rule with this check.
pub(crate) fn rule(check: Value) -> Value {
    json!({
        "summary": "a fault",
        "why": "It matters.",
        "remedy": "Mend it.",
        "level": "error",
        "check": check,
        "example": [{ "bad": "b", "good": "g" }],
    })
}

/// The built-in rules, by file.
pub(crate) fn built_in() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for family in fs::read_dir(path("rules")).expect("rules") {
        for file in fs::read_dir(family.expect("entry").path()).expect("a family") {
            let file = file.expect("entry").path();
            if file.extension().is_some_and(|ending| ending == "toml") {
                files.push((file.display().to_string(), fs::read_to_string(&file).expect("a rule")));
            }
        }
    }
    files.sort();
    files
}

/// The TOML blocks of a document that hold `with`.
pub(crate) fn examples(name: &str, with: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut lines = text.lines();
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let block: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        if info.starts_with("toml") && block.contains(with) {
            blocks.push((format!("{name}: {block}"), block));
        }
    }
    blocks
}
