//! SARIF 2.1.0, which code scanning and many viewers read.
//!
//! What GitHub's code scanning accepts is kept to, errors first, and what is left out is counted in a notification.
//! Unreadable files and mistakes in settings are results like any other: notifications are shown nowhere that an editor
//! looks.

mod about;
mod model;

use super::json::asked_for;
use super::path::{from_folder, uri};
use super::{Options, path};
use crate::diagnostic::{Diagnostic, Edit, Fix, Level, Standing, trouble};
use crate::source::{Place, Span};
use model::{ArtifactChange, ArtifactLocation, Content, Fingerprints, Invocation, Location, Notification, Outcome};
use model::{PhysicalLocation, Region, Replacement, Suppression, Text, Tool};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::io;

/// Results that code scanning accepts in a run; of these it shows the first 5,000.
const MOST_RESULTS: usize = 25_000;
/// Places of a result that code scanning shows.
const MOST_PLACES: usize = 100;
/// Code scanning accepts files of 10 MB when they are compressed. A report becomes a tenth of its size or less.
const MOST_BYTES: usize = 80_000_000;
/// How many characters of a message are written.
const LONGEST_MESSAGE: usize = 1000;
/// Longer texts are not shown with their place: part of one would not be what stands there.
const LONGEST_SNIPPET: usize = 1000;

/// What was left out.
#[derive(Default)]
struct LeftOut {
    results: usize,
    places: usize,
}

/// Writes everything but what was not asked for, each result on its own line, so that reports compare well.
pub(super) fn render(diagnostics: &[Diagnostic], options: &Options<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut wanted: Vec<&Diagnostic> = asked_for(diagnostics).filter(|one| !one.is_fixed()).collect();
    let execution_successful = !wanted.iter().any(|one| keeps_from_running(one));
    wanted.sort_by_key(|one| (!one.is_reported(), Reverse(one.level)));
    let mut left_out = LeftOut { results: wanted.len().saturating_sub(MOST_RESULTS), places: 0 };
    wanted.truncate(MOST_RESULTS);
    let mut indices: FxHashMap<&str, usize> = FxHashMap::default();
    let mut rules = Vec::new();
    for diagnostic in &wanted {
        indices.entry(&diagnostic.rule).or_insert_with(|| {
            rules.push(about::rule(diagnostic, options));
            rules.len() - 1
        });
    }
    let driver = model::Driver {
        name: "copydesk",
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules,
    };
    out.write_all(
        b"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":",
    )?;
    serde_json::to_writer(&mut *out, &Tool { driver })?;
    // Without an address of its own, which would differ from machine to machine: whoever reads the report knows it.
    out.write_all(b",\"columnKind\":\"unicodeCodePoints\",\"originalUriBaseIds\":{\"SRCROOT\":{\"description\":{\"text\":\"The folder that copydesk was started in.\"}}},\"results\":[")?;
    let mut written = 0;
    for (index, diagnostic) in wanted.iter().enumerate() {
        let rule_index = indices.get(&*diagnostic.rule).copied().unwrap_or(0);
        let line = serde_json::to_vec(&result(diagnostic, rule_index, options))?;
        if written + line.len() > MOST_BYTES {
            left_out.results += wanted.len() - index;
            break;
        }
        written += line.len();
        left_out.places += diagnostic.evidence.len().saturating_sub(MOST_PLACES - 1);
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        out.write_all(&line)?;
    }
    out.write_all(b"\n],\"invocations\":[")?;
    let tool_execution_notifications = left_out.notifications();
    serde_json::to_writer(&mut *out, &Invocation { execution_successful, tool_execution_notifications })?;
    out.write_all(b"]}]}\n")
}

impl LeftOut {
    fn notifications(&self) -> Vec<Notification> {
        let counted = [
            (self.results, "results were left out, the least serious first: code scanning does not accept more"),
            (self.places, "related places were left out: code scanning does not show more of a result"),
        ];
        let told = counted.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(count, what)| Notification { level: "warning", message: text(format!("{count} {what}.")) }).collect()
    }
}

/// Whether the run could not be done as asked.
fn keeps_from_running(diagnostic: &Diagnostic) -> bool {
    let Diagnostic { family, rule, level, .. } = diagnostic;
    let is_trouble = **family == *trouble::FAMILY && *level == Level::Error;
    is_trouble && matches!(&**rule, trouble::UNREADABLE | trouble::INTERNAL | trouble::SETTINGS | trouble::RULE)
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "note",
    }
}

fn text(text: impl Into<String>) -> Text {
    Text { text: text.into() }
}

/// A message, so that a quotation in it does not become a link: `[words](address)` is one in any text of SARIF.
fn message(told: &str) -> Text {
    text(shortened(told, LONGEST_MESSAGE).replace("](", "\\]("))
}

/// The text, or as much of it as `most` characters hold.
fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}

fn result<'d>(diagnostic: &'d Diagnostic, rule_index: usize, options: &Options<'_>) -> Outcome<'d> {
    let Diagnostic { path, place, evidence, fingerprint, .. } = diagnostic;
    let related = evidence.iter().take(MOST_PLACES - 1).enumerate().map(|(index, one)| Location {
        id: Some(index + 1),
        message: Some(message(&one.label)),
        physical_location: physical(&one.path, region(&one.place, ""), options),
    });
    Outcome {
        rule_id: &diagnostic.rule,
        rule_index,
        level: level(diagnostic.level),
        message: match &diagnostic.remedy {
            Some(remedy) => message(&format!("{}\n{remedy}", diagnostic.message)),
            None => message(&diagnostic.message),
        },
        locations: [Location {
            id: None,
            message: None,
            physical_location: physical(path, region(place, &diagnostic.text), options),
        }],
        related_locations: related.collect(),
        // `primaryLocationLineHash` is left to those who upload: they complain of one that they have not made.
        partial_fingerprints: Some(Fingerprints { own: fingerprint }).filter(|_| !fingerprint.is_empty()),
        fixes: diagnostic.fixes.iter().map(|one| fix(one, diagnostic, options)).collect(),
        suppressions: match &diagnostic.standing {
            Standing::Allowed { by, reason } => Some([suppression(by, reason, path, options)]),
            Standing::Baselined { by } => Some([suppression(by, "It is in the baseline.", path, options)]),
            _ => None,
        },
    }
}

fn physical(path: &str, region: Region, options: &Options<'_>) -> PhysicalLocation {
    PhysicalLocation { artifact_location: artifact(path, options), region: Some(region) }
}

fn artifact(path: &str, options: &Options<'_>) -> ArtifactLocation {
    let uri = uri(&from_folder(path, options.folder));
    let uri_base_id = Some("SRCROOT").filter(|_| !uri.starts_with(path::FILE));
    ArtifactLocation { uri, uri_base_id }
}

fn region(place: &Place, snippet: &str) -> Region {
    let has_snippet = !snippet.is_empty() && snippet.chars().nth(LONGEST_SNIPPET).is_none();
    Region {
        start_line: Some(place.line.max(1)),
        start_column: Some(place.column.max(1)),
        end_line: Some(place.end_line.max(1)),
        end_column: Some(place.end_column.max(1)),
        byte_offset: Some(place.start),
        byte_length: Some(place.end - place.start),
        snippet: has_snippet.then(|| text(snippet)),
    }
}

fn fix<'d>(fix: &'d Fix, diagnostic: &'d Diagnostic, options: &Options<'_>) -> model::Fix<'d> {
    let replacement = |edit: &'d Edit| Replacement {
        deleted_region: edited(edit, diagnostic, options),
        inserted_content: Some(Content { text: &edit.insert }).filter(|_| !edit.insert.is_empty()),
    };
    let told = diagnostic.remedy.as_deref().unwrap_or("Change the text.");
    let note = match (fix.safe, fix.quoted) {
        (false, _) => " Look at it: the meaning may change.",
        (true, true) => " Look at it: a quotation changes.",
        (true, false) => "",
    };
    model::Fix {
        description: text(format!("{told}{note}")),
        artifact_changes: [ArtifactChange {
            artifact_location: artifact(&diagnostic.path, options),
            replacements: fix.edits.iter().map(replacement).collect(),
        }],
    }
}

/// The region of an edit: by its bytes, and by lines where they are known, since most viewers go by those.
fn edited(edit: &Edit, diagnostic: &Diagnostic, options: &Options<'_>) -> Region {
    let place = &diagnostic.place;
    if (edit.start, edit.end) == (place.start, place.end) {
        return region(place, "");
    }
    match (options.sources)(&diagnostic.path) {
        Some(source) => {
            let span = Span { start: source.decoded(edit.start), end: source.decoded(edit.end) };
            region(&source.place(span), "")
        }
        None => Region { byte_offset: Some(edit.start), byte_length: Some(edit.end - edit.start), ..Region::default() },
    }
}

/// Where somebody allowed a finding: in the draft itself, in the settings, or in a baseline.
fn suppression<'d>(by: &str, reason: &'d str, path: &str, options: &Options<'_>) -> Suppression<'d> {
    let (file, line) = by.rsplit_once(':').unwrap_or((by, ""));
    let region = line.parse().ok().map(|line: u32| Region { start_line: Some(line.max(1)), ..Region::default() });
    Suppression {
        kind: if file == path { "inSource" } else { "external" },
        justification: reason,
        location: Some(Location {
            id: None,
            message: None,
            physical_location: PhysicalLocation { artifact_location: artifact(file, options), region },
        }),
    }
}

#[cfg(test)]
mod tests;
