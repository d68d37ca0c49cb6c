//! The file of a baseline: JSON lines, an entry each, in the order of what they say. Nothing in a line depends on another, so
//! that changes to it are as small as they can be and two branches seldom touch the same lines.

use super::Entry;
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::source::{Source, Span};
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// The first line.
#[derive(Serialize, Deserialize)]
struct Header {
    #[serde(rename = "copydesk-baseline")]
    version: u32,
    /// For people.
    #[serde(default)]
    about: String,
}

/// The key that tells it from an entry.
const HEADER: &str = "copydesk-baseline";

/// The version of the form. It grows when older programs would misread it.
const VERSION: u32 = 1;

const ABOUT: &str = "Findings that copydesk lets rest, a line each. `copydesk baseline` adds what is found now, \
                     `copydesk baseline --prune` takes out what was mended. The order of lines does not matter.";

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// The entries, in the order of the file.
    pub entries: Vec<Entry>,
    /// Where each stands.
    pub spans: Vec<Span>,
    /// What is wrong with other lines.
    pub mistakes: Vec<Diagnostic>,
}

/// Reads the text of a baseline. A line that cannot be read takes no other with it.
#[must_use]
pub fn read(source: &Source) -> Lines {
    let mut lines = Lines::default();
    let mut in_conflict = false;
    for index in 0..source.line_starts().len() {
        let mut span = source.line_span(index);
        span.start = span.start.max(source.start() as u32);
        let line = source.slice(span).trim();
        if line.is_empty() {
            continue;
        }
        if let Some(begins) = conflict_marker(line) {
            // One that is told of at its beginning need not be told of again.
            if begins || !in_conflict {
                let message = "a conflict of a merge was left here";
                let told = Diagnostic::trouble(source, span, trouble::BASELINE, Level::Error, message);
                lines.mistakes.push(told.with_remedy(
                    "Delete the lines of marks and keep the entries of both sides; `copydesk baseline --prune` then takes \
                     out those that match nothing.",
                ));
            }
            in_conflict = true;
            continue;
        }
        match entry(line) {
            Ok(Some(entry)) => {
                lines.entries.push(entry);
                lines.spans.push(span);
            }
            Ok(None) => {}
            Err((message, remedy)) => {
                let told = Diagnostic::trouble(source, span, trouble::BASELINE, Level::Error, message);
                lines.mistakes.push(told.with_remedy(remedy));
            }
        }
    }
    lines
}

/// Whether a line is a mark that git leaves in a conflict, and begins it.
fn conflict_marker(line: &str) -> Option<bool> {
    let is_mark = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
    is_mark.then(|| line.starts_with('<'))
}

/// The entry of a line; nothing for the header. Else what is wrong, and what to do.
fn entry(line: &str) -> Result<Option<Entry>, (String, &'static str)> {
    const RESTORE: &str = "Restore the line, or delete it: `copydesk baseline` adds again what is found.";
    // Nearly every line is an entry, and need not be read twice.
    let header = line.contains(HEADER).then(|| serde_json::from_str::<Header>(line).ok()).flatten();
    match header {
        Some(Header { version: VERSION, .. }) => return Ok(None),
        Some(Header { version, .. }) => {
            let message = format!("this baseline has the form {version}; this copydesk knows form {VERSION}");
            return Err((message, "Use the copydesk that wrote it, or delete the file and write it anew."));
        }
        None => {}
    }
    let entry: Entry = serde_json::from_str(line).map_err(|error| {
        let error = error.to_string();
        let why = error.split(" at line ").next().unwrap_or(&error);
        (format!("this is no entry of a baseline: {why}"), RESTORE)
    })?;
    let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    if entry.fingerprint.len() != 16 || !entry.fingerprint.chars().all(is_digit) {
        return Err((format!("`{}` is no fingerprint of 16 digits and letters", entry.fingerprint), RESTORE));
    }
    Ok(Some(entry))
}

/// The text of a baseline with these entries.
#[must_use]
pub fn write(mut entries: Vec<Entry>) -> String {
    entries.sort_unstable();
    let mut text = line(&Header { version: VERSION, about: ABOUT.to_owned() });
    text.extend(entries.iter().map(line));
    text
}

/// A line of JSON. What a reviewer could not see, such as a space without width, is written as an escape.
fn line(value: &impl Serialize) -> String {
    // Nothing in the two types has a form that JSON lacks.
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut line = String::with_capacity(json.len() + 1);
    for character in json.chars() {
        if is_hidden(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(line, "\\u{unit:04x}");
            }
        } else {
            line.push(character);
        }
    }
    line.push('\n');
    line
}

fn is_hidden(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_control();
    }
    // After a letter, since an accent of its own is shown with what stands before it.
    ['a', character].iter().collect::<String>().escape_debug().count() > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, text: &str) -> Entry {
        let (rule, fingerprint) = ("invisible-character".to_owned(), "0123456789abcdef".to_owned());
        Entry { path: path.to_owned(), rule, text: text.to_owned(), fingerprint }
    }

    #[test]
    fn what_is_written_is_read_again_whatever_the_words_hold() {
        let texts = [
            "",
            " ",
            "a\tb\n\"c\"\\ \r",
            "\u{200b}",
            "\u{202e}",
            "\u{a0}",
            "e\u{301}",
            "שלום",
            "👩‍👧",
            "\u{7f}\u{85}\u{2028}",
        ];
        let entries: Vec<Entry> = texts.iter().enumerate().map(|(n, text)| entry(&format!("{n}.md"), text)).collect();
        let text = write(entries.iter().rev().cloned().collect());
        let lines = read(&Source::new("b", text.as_str()));
        assert_eq!((lines.entries, lines.mistakes), (entries, Vec::new()));
        assert_eq!(text.lines().count(), texts.len() + 1);
        assert!(text.contains("\"e\u{301}\""));
        assert!(!text.contains(['\u{200b}', '\u{202e}', '\u{a0}', '\u{7f}', '\u{85}', '\u{2028}']));
        // Another platform's line ends, and a mark of the encoding, are no mistakes.
        let lines = read(&Source::new("b", format!("\u{feff}{}", text.replace('\n', "\r\n"))));
        assert_eq!((lines.entries.len(), lines.mistakes.len()), (texts.len(), 0));
    }

    #[test]
    fn a_broken_line_takes_no_other_with_it() {
        let good = line(&entry("a.md", "TK"));
        let text = format!(
            "{{\"copydesk-baseline\":1}}\n{good}\n<<<<<<< ours\n{good}=======\n>>>>>>> theirs\n{{\"path\":\"a.md\"}}\nwords\n{}{{\"copydesk-baseline\":9}}\n",
            good.replace("0123", "012"),
        );
        let lines = read(&Source::new("b", text));
        assert_eq!(lines.entries.len(), 2);
        let told: Vec<(u32, &str)> = lines.mistakes.iter().map(|one| (one.place.line, &*one.message)).collect();
        assert_eq!(
            told,
            [
                (4, "a conflict of a merge was left here"),
                (8, "this is no entry of a baseline: missing field `rule`"),
                (9, "this is no entry of a baseline: expected value"),
                (10, "`012456789abcdef` is no fingerprint of 16 digits and letters"),
                (11, "this baseline has the form 9; this copydesk knows form 1"),
            ]
        );
    }
}
