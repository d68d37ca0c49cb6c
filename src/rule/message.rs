//! What a rule says: a sentence with slots.

use crate::table::{Table, Text, suggest};

/// A part of a message.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Words(Box<str>),
    Slot(&'static str),
}

/// A message with slots such as `{text}`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Message {
    parts: Vec<Part>,
}

/// The slots a message may have, with what fills each.
pub(crate) const SLOTS: [(&str, &str); 4] = [
    ("text", "the words found"),
    ("put", "what to put instead"),
    ("note", "the note of the table's row"),
    ("count", "how many were counted"),
];

impl Message {
    /// Reads a message, reporting slots that do not exist.
    pub(crate) fn read(table: &Table<'_>, text: Text<'_>) -> Self {
        let mut parts = Vec::new();
        let mut rest = text.value;
        while let Some(open) = rest.find('{') {
            parts.push(Part::Words(rest[..open].into()));
            let Some(length) = rest[open..].find('}') else {
                table.file().mistake(text.span, "the message has a `{` without `}`", None);
                rest = "";
                break;
            };
            let name = &rest[open + 1..open + length];
            match SLOTS.iter().find(|(slot, _)| *slot == name) {
                Some((slot, _)) => parts.push(Part::Slot(slot)),
                None => {
                    let known = SLOTS.iter().map(|(slot, _)| *slot);
                    let remedy = suggest(name, known.clone())
                        .unwrap_or_else(|| format!("Slots: {}.", crate::table::listed(known)));
                    table.file().mistake(text.span, format!("messages have no slot `{{{name}}}`"), Some(remedy));
                }
            }
            rest = &rest[open + length + 1..];
        }
        parts.push(Part::Words(rest.into()));
        Self { parts }
    }

    /// The message with its slots filled; a slot that nothing fills is left out.
    pub(crate) fn fill(&self, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Words(words) => out.push_str(words),
                Part::Slot(slot) => {
                    if let Some((_, value)) = values.iter().find(|(name, _)| name == slot) {
                        out.push_str(value);
                    }
                }
            }
        }
        out.trim().to_owned()
    }
}
