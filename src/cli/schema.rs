//! `copydesk schema`: JSON Schemas of `copydesk.toml` and of rule files, for editors that complete and check TOML.
//!
//! The readers are written by hand, for the sake of what they say of mistakes, and the schemas beside them. `tests/schema`
//! holds the two together: what one of them knows or refuses, the other has to. Words are those of draft-07, which
//! every plugin for TOML reads; `additionalProperties` is always there, since Tombi takes its absence for `false`.

mod kinds;
mod rule;
mod settings;

use super::arguments::{Schema, SchemaOf};
use super::{Status, Surroundings};
use crate::rule::RuleSet;
use serde_json::{Map, Value, json};
use std::io;

pub(super) fn run(options: &Schema, world: &mut Surroundings<'_>) -> io::Result<Status> {
    let rules = RuleSet::built_in().map_err(|_| io::Error::other("the built-in rules cannot be read"))?;
    let (title, mut schema) = match options.of {
        SchemaOf::Config => ("Settings of copydesk", settings::schema(&rules)),
        SchemaOf::Rule => ("A rule of copydesk", rule::schema()),
    };
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(title);
    writeln!(world.out, "{schema:#}")?;
    Ok(Status::Clean)
}

/// A setting: its name and what may stand there.
type Key = (&'static str, Value);

/// A value of a JSON type.
fn of_type(about: &str, wanted: &str) -> Value {
    json!({ "description": about, "type": wanted })
}

/// A string.
fn text(about: &str) -> Value {
    of_type(about, "string")
}

/// A string that says something.
fn words(about: &str) -> Value {
    json!({ "description": about, "type": "string", "pattern": "\\S" })
}

/// A string or a list of strings.
fn texts(about: &str) -> Value {
    json!({ "description": about, "type": ["string", "array"], "items": { "type": "string" } })
}

/// A string or a list of strings, at least one.
fn some_texts(about: &str) -> Value {
    let mut value = texts(about);
    value["minItems"] = json!(1);
    value
}

/// `true` or `false`.
fn flag(about: &str) -> Value {
    of_type(about, "boolean")
}

/// A whole number from 0 up.
fn count(about: &str) -> Value {
    json!({ "description": about, "type": "integer", "minimum": 0 })
}

/// A number from 0 up.
fn amount(about: &str) -> Value {
    json!({ "description": about, "type": "number", "minimum": 0 })
}

/// One of a few names.
fn choice(about: &str, names: &[&str]) -> Value {
    json!({ "description": about, "enum": names })
}

/// A name of which some are known; there may be others.
fn suggestion<'n>(names: impl Iterator<Item = &'n str>) -> Value {
    json!({ "anyOf": [{ "enum": names.collect::<Vec<_>>() }, { "type": "string" }] })
}

/// A value of a type, or a list of such values. Each keyword bears on one of the two: of alternatives in `anyOf`, editors
/// would only say that none fits.
fn or_list(about: &str, value: Value) -> Value {
    let mut both = value.clone();
    both["description"] = json!(about);
    both["type"] = json!([value["type"], "array"]);
    both["items"] = value;
    both
}

/// One of the alternatives that `value` has, or a list of them.
fn one_or_more(about: &str, value: &Value) -> Value {
    json!({ "description": about, "anyOf": [value, { "type": "array", "items": value }] })
}

/// A table with these keys and no others.
fn table(about: &str, keys: impl IntoIterator<Item = Key>, required: &[&str]) -> Value {
    let properties: Map<String, Value> = keys.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let mut table = of_type(about, "object");
    table["properties"] = Value::Object(properties);
    table["additionalProperties"] = json!(false);
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

/// The table, if it has one of these keys.
fn with_one_of(mut table: Value, keys: &[&str]) -> Value {
    table["anyOf"] = keys.iter().map(|key| json!({ "required": [key] })).collect();
    table
}
