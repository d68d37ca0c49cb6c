//! Marks in the text that refer to nothing.

use super::entries;
use crate::check::Inspector;
use crate::draft::Mask;
use crate::source::Span;

/// Marks in the text that point at no entry: `[7]` beside a list of six, `[^note]` without its note, and the marks of encyclopedias that ask for a source.
pub(super) fn inspect(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let entries = entries(draft);
    let text = draft.prose.text();
    let numbers: Vec<u32> = entries.iter().filter_map(|entry| entry.key.number()).collect();
    let mut found: Vec<(Span, String)> = Vec::new();
    for at in memchr::memchr_iter(b'[', text.as_bytes()) {
        let inner = &text[at + 1..];
        let most = crate::source::floor_boundary(inner, inner.len().min(LONGEST_MARK));
        let Some(end) = inner[..most].find(']') else { continue };
        let span = Span::new(at, at + 1 + end + 1);
        let inner = &inner[..end];
        if !inspector.looks_at(span) || draft.is_masked(span, &[Mask::Link]) {
            continue;
        }
        if let Some(note) = inner.strip_prefix('^').filter(|note| is_label(note)) {
            found.push((span, format!("there is no note “{note}”")));
        } else if ASKS.iter().any(|ask| inner.eq_ignore_ascii_case(ask)) {
            found.push((span, format!("“[{inner}]” was never answered")));
        } else if let Some(number) = numbers.iter().max().and_then(|&most| missing(inner, &numbers, most)) {
            found.push((span, format!("the list of references has no entry {number}")));
        }
    }
    for (span, message) in found {
        inspector.report(inspector.finding(span, message));
    }
}

/// Whether a text may name a note.
fn is_label(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// The longest mark in brackets that is read, in bytes.
const LONGEST_MARK: usize = 40;

/// What an encyclopedia's editors write behind a statement without a source.
const ASKS: [&str; 9] = [
    "citation needed",
    "clarification needed",
    "who?",
    "when?",
    "where?",
    "better source needed",
    "according to whom?",
    "dubious - discuss",
    "page needed",
];

/// The first number of a mark such as `2`, `2, 5` or `2-4` that no entry has. Years and large figures are no marks.
fn missing(inner: &str, numbers: &[u32], most: u32) -> Option<u32> {
    let plain = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–'));
    let read = |part: &str| part.trim().parse::<u32>().ok();
    let asked: Option<Vec<u32>> = inner.split([',', '-', '–']).map(read).collect();
    // An entry or two may be lost; a number far beyond the list is something else.
    asked.filter(|_| plain)?.into_iter().find(|number| !numbers.contains(number) && *number <= most + 20)
}
