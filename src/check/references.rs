//! `references`: lists of sources and the marks in the text that point at them.

use super::{Check, Inspector, Read};
use crate::draft::{Block, Draft, Mask, Role};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;

/// Reports a list of references that nothing in the text refers to, or a mark in the text that refers to nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) enum References {
    OrphanList,
    DanglingCitation,
}

impl Read for References {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let known = [("orphan-list", Self::OrphanList), ("dangling-citation", Self::DanglingCitation)];
        super::choice(table, "report", &known)
    }
}

/// The fewest entries that make a list.
const FEWEST: usize = 2;

impl Check for References {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let entries = entries(inspector.draft);
        match self {
            Self::OrphanList => orphan_list(inspector, &entries),
            Self::DanglingCitation => dangling(inspector, &entries),
        }
    }
}

/// The entries of all lists of references.
fn entries(draft: &Draft) -> Vec<Entry> {
    // Lists run together in one Markdown paragraph still have an entry a line in the source.
    let mut entries: Vec<Entry> = Vec::new();
    for (block, this) in draft.blocks.iter().enumerate().filter(|(_, block)| block.role == Role::Reference) {
        let text = draft.source.slice(this.source);
        let mut start = this.source.range().start;
        for line in text.split_inclusive('\n') {
            let shown = line.trim_start_matches([' ', '\t', '*', '-', '>']).trim_end();
            let from = start + line.find(shown).unwrap_or(0);
            entries.extend(key(shown).map(|key| Entry { block, line: Span::new(from, from + shown.len()), key }));
            start += line.len();
        }
    }
    entries
}

fn orphan_list(inspector: &mut Inspector<'_>, entries: &[Entry]) {
    let draft = inspector.draft;
    if entries.len() < FEWEST {
        return;
    }
    let first = entries[0].block;
    let under = draft.blocks[..first].iter().rev().find(|block| block.role == Role::Subhead);
    // A reading list is for the reader; nothing has to point at it.
    if under.is_some_and(|heading| draft.text(heading.prose).to_lowercase().contains("reading")) {
        return;
    }
    let cited = draft.blocks.iter().any(|block| {
        !matches!(block.role, Role::Reference | Role::Code | Role::Markup) && cites(draft, block, entries)
    });
    if cited {
        return;
    }
    let message = format!("{} references, and nothing in the text refers to them", entries.len());
    let last = entries[entries.len() - 1].line;
    let line = draft.source.slice(last);
    let mark = Span::new(last.range().start, last.range().start + line.find(char::is_whitespace).unwrap_or(line.len()));
    let finding = inspector
        .finding_in_source(head_of(draft, entries[0].line), message)
        .evidence_in_source(mark, "the last of them");
    inspector.report(finding);
}
/// Marks in the text that point at no entry: `[7]` beside a list of six, `[^note]` without its note, superscript figures
/// after a word where there is no list at all, and the marks of encyclopedias that ask for a source.
fn dangling(inspector: &mut Inspector<'_>, entries: &[Entry]) {
    let draft = inspector.draft;
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
    if entries.is_empty() {
        superscripts(inspector, &mut found);
    }
    found.sort_by_key(|(span, _)| span.start);
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

/// Superscript figures behind a word or a full stop. Powers and units have them behind a single letter or a figure.
fn superscripts(inspector: &Inspector<'_>, found: &mut Vec<(Span, String)>) {
    let text = inspector.draft.prose.text();
    let mut done = 0;
    for span in inspector.draft.folded.beyond_ascii() {
        let is_figure = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
        let Some(first) = text[span.range()].chars().next().filter(|&c| is_figure(c)) else { continue };
        if span.start < done {
            continue;
        }
        let rest = &text[span.range().start..];
        let length = rest.find(|c: char| !is_figure(c)).unwrap_or(rest.len());
        done = span.start + length as u32;
        let mut before = text[..span.range().start].chars().rev();
        let marked = match before.next() {
            Some('.' | '!' | '?' | '"' | '”') => {
                before.next().is_some_and(|c| c.is_alphabetic() || matches!(c, '"' | '”' | ')'))
            }
            // `m²` and `km³` are units.
            Some(c) if c.is_ascii_lowercase() => {
                let letters = 1 + before.take_while(|c| c.is_ascii_alphabetic()).count();
                letters >= 4 || (letters >= 3 && !matches!(first, '²' | '³'))
            }
            _ => false,
        };
        let whole = Span { start: span.start, end: done };
        if marked && inspector.looks_at(whole) && !inspector.draft.is_masked(whole, &[Mask::Link]) {
            found.push((whole, format!("“{}” refers to a note that is not here", &text[whole.range()])));
        }
    }
}

/// The most characters of an entry that are shown; no word is cut.
const SHOWN: usize = 80;

/// The first words of an entry.
fn head_of(draft: &Draft, line: Span) -> Span {
    let text = draft.source.slice(line);
    let most = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(SHOWN).last().unwrap_or(text.len());
    let cut = if most < text.len() { text[..most].rfind(' ').unwrap_or(most) } else { most };
    let end = text[..cut].trim_end().len();
    Span::new(line.range().start, line.range().start + end)
}

/// A line of a list of references.
struct Entry {
    /// The block that holds it, by index.
    block: usize,
    /// The line in the source.
    line: Span,
    key: Key,
}

/// How the text would point at an entry.
enum Key {
    Number(String),
    AuthorYear(String, String),
}

impl Key {
    fn number(&self) -> Option<u32> {
        match self {
            Self::Number(number) => number.parse().ok(),
            Self::AuthorYear(..) => None,
        }
    }
}

fn key(text: &str) -> Option<Key> {
    let digits: String = text.trim_start_matches('[').chars().take_while(char::is_ascii_digit).collect();
    if !digits.is_empty() && digits.len() <= 3 {
        return Some(Key::Number(digits));
    }
    if ["http", "www", "<"].iter().any(|start| text.starts_with(start)) {
        return None;
    }
    let author: String = text.chars().take_while(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’')).collect();
    let year = text
        .split(|c: char| !c.is_ascii_digit())
        .find(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))?;
    (author.chars().count() >= 3).then(|| Key::AuthorYear(author, year.to_owned()))
}

/// Whether a block points at one of the entries: `[2]`, a superscript, `(Alder, 2019)`, `Alder (2019)`.
fn cites(draft: &Draft, block: &Block, entries: &[Entry]) -> bool {
    let text = draft.text(block.prose);
    if text.contains(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '†']) {
        return true;
    }
    let bracketed = text.match_indices('[').any(|(at, _)| {
        let inner = &text[at + 1..];
        let inner = inner.split(']').next().unwrap_or("");
        inner.len() <= 12
            && inner.starts_with(|c: char| c.is_ascii_digit() || c == '^')
            && inner.trim_start_matches('^').chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–'))
    });
    bracketed
        || entries.iter().any(|entry| match &entry.key {
            Key::Number(number) => {
                text.contains(&format!("({number})"))
                    && text.matches('(').count() > 0
                    && !text.contains(&format!("({number}) "))
            }
            Key::AuthorYear(author, year) => text.match_indices(author.as_str()).any(|(at, _)| {
                let end = crate::source::floor_boundary(text, at + author.len() + 40);
                text[at..end].contains(year.as_str())
            }),
        })
}
