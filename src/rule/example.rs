//! The examples of a rule, which are also its tests.

use super::Rule;
use crate::diagnostic::{Diagnostic, Level};
use crate::draft::{Draft, Format, ReadOptions};
use crate::source::{Source, Span};
use crate::table::Table;
use std::sync::Arc;

/// A draft that a rule flags, one that it leaves alone, or both.
#[derive(Clone, Debug)]
pub struct Example {
    /// A draft that the rule reports on.
    pub bad: Option<String>,
    /// The words it flags, each at least once; if empty, any will do.
    pub flags: Vec<String>,
    /// The level of what is reported in the bad draft; the rule’s own or below if `None`.
    pub level: Option<Level>,
    /// The bad draft after the first fix of every report.
    pub fixed: Option<String>,
    /// Drafts that the rule says nothing about.
    pub good: Vec<String>,
    /// Other drafts that are checked together with it.
    pub others: Vec<String>,
    /// How the drafts are written.
    pub format: Format,
    /// The story date.
    pub date: Option<jiff::civil::Date>,
    /// Where the example stands in the rule file.
    pub span: Span,
}

/// An example that does not hold.
#[derive(Clone, Debug)]
pub struct ExampleFailure {
    /// Where the example stands in the rule file.
    pub span: Span,
    /// What happened instead.
    pub message: String,
}

impl Example {
    pub(super) fn read_all(table: &Table<'_>) -> Vec<Self> {
        let examples: Vec<Self> = table.tables("example").iter().filter_map(Self::read).collect();
        let missing = match (examples.iter().any(|e| e.bad.is_some()), examples.iter().any(|e| !e.good.is_empty())) {
            (true, true) => return examples,
            (false, true) => "a `bad` draft that it flags",
            (true, false) => "a `good` draft that it leaves alone",
            (false, false) => "a `bad` and a `good` draft",
        };
        let remedy =
            "Write [[example]] with `bad = \"…\"`, `flags = [\"…\"]` and `good = \"…\"`: they are the rule's tests.";
        table.file().mistake(table.span(), format!("the rule has no example with {missing}"), Some(remedy.into()));
        examples
    }

    fn read(table: &Table<'_>) -> Option<Self> {
        let text = |key| table.string(key).map(|text| text.value.to_owned());
        let format = match table.string("format") {
            None => Format::Text,
            Some(name) => match Format::from_name(name.value).or_else(|| Format::of_path(&format!("x.{}", name.value)))
            {
                Some(format) if format != Format::Word => format,
                _ => {
                    let known = Format::ALL.into_iter().filter(|format| *format != Format::Word).map(Format::name);
                    table.file().mistake(
                        name.span,
                        format!("there is no format `{}`", name.value),
                        Some(format!("Formats: {}.", crate::table::listed(known))),
                    );
                    return None;
                }
            },
        };
        let date = table.string("date").and_then(|text| {
            let date = text.value.parse().ok();
            if date.is_none() {
                table.file().mistake(text.span, "this is not a date", Some("Write it like 2025-06-02.".into()));
            }
            date
        });
        let level = table.choice("level", &Level::ALL.map(|level| (level.name(), level)));
        let flags: Vec<_> = table.strings("flags");
        let bad = text("bad");
        for flag in &flags {
            if bad.as_ref().is_some_and(|bad| !bad.contains(flag.value)) {
                table.file().mistake(flag.span, "these words are not in the bad draft", None);
            }
        }
        let example = Self {
            bad,
            flags: flags.iter().map(|text| text.value.to_owned()).collect(),
            level,
            fixed: text("fixed"),
            good: table.strings("good").iter().map(|text| text.value.to_owned()).collect(),
            others: table.strings("others").iter().map(|text| text.value.to_owned()).collect(),
            format,
            date,
            span: table.span(),
        };
        table.finish();
        Some(example)
    }

    fn diagnostics(&self, rule: &Rule, text: &str) -> Vec<Diagnostic> {
        let ending = self.format.ending();
        let options = ReadOptions {
            format: Some(self.format),
            date: self.date,
            language: rule.languages.first().copied(),
            ..ReadOptions::default()
        };
        let read = |name: String, text: &str| Draft::read(Arc::new(Source::new(name, text)), &options);
        let name = format!("example.{ending}");
        let others = self.others.iter().enumerate();
        let mut drafts: Vec<Draft> =
            others.map(|(index, text)| read(format!("other-{}.{ending}", index + 1), text)).collect();
        drafts.push(read(name.clone(), text));
        let mut found = crate::inspect_alone(rule, &drafts);
        found.retain(|diagnostic| *diagnostic.path == *name);
        found
    }

    fn failures(&self, rule: &Rule) -> Vec<String> {
        let mut failures = Vec::new();
        if let Some(bad) = &self.bad {
            let found = self.diagnostics(rule, bad);
            if found.is_empty() {
                failures.push(format!("nothing was reported in the bad draft: {bad}"));
            }
            for flag in &self.flags {
                if !found.iter().any(|d| d.text == *flag) && !found.is_empty() {
                    let texts: Vec<String> = found.iter().map(|d| format!("“{}”", d.text)).collect();
                    failures.push(format!("“{flag}” was not flagged, but this was: {}", texts.join(", ")));
                }
            }
            for extra in found.iter().filter(|d| !self.flags.is_empty() && !self.flags.contains(&d.text)) {
                failures.push(format!("“{}” was flagged too: {}", extra.text, extra.message));
            }
            for other in found.iter().filter(|d| self.level.is_some_and(|level| level != d.level)) {
                failures.push(format!("“{}” was reported as {}", other.text, other.level));
            }
            if let Some(fixed) = &self.fixed {
                let edits = found.iter().filter_map(|d| d.fixes.first()).flat_map(|fix| fix.edits.clone()).collect();
                let after = apply(bad, edits);
                if after != *fixed {
                    failures.push(format!("the fix gives: {after}"));
                }
            }
        }
        for good in &self.good {
            for extra in self.diagnostics(rule, good) {
                failures.push(format!("“{}” was flagged in a good draft: {}", extra.text, extra.message));
            }
        }
        failures
    }
}

/// The text after edits, those that overlap an earlier one left out.
fn apply(text: &str, mut edits: Vec<crate::diagnostic::Edit>) -> String {
    edits.sort_by_key(|edit| (edit.start, edit.end));
    let (mut out, mut at) = (String::new(), 0);
    for edit in edits {
        let (start, end) = (edit.start as usize, edit.end as usize);
        if start < at {
            continue;
        }
        out.push_str(&text[at..start]);
        out.push_str(&edit.insert);
        at = end;
    }
    out + &text[at..]
}

/// Tries the examples of a rule; returns those that do not hold.
#[must_use]
pub fn try_examples(rule: &Rule) -> Vec<ExampleFailure> {
    let of = |example: &Example| {
        let span = example.span;
        example.failures(rule).into_iter().map(move |message| ExampleFailure { span, message })
    };
    rule.examples.iter().flat_map(of).collect()
}
