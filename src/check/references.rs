//! `references`: lists of sources and the marks in the text that point at them.

mod after;
mod dangling;
mod tokens;

use super::phrases::{Exceptions, Matching, gather, nothing_to_find};
use super::{Check, Inspector, Read};
use crate::draft::{Block, Draft, Role};
use crate::rule::Resources;
use crate::scan::Term;
use crate::source::Span;
use crate::table::Table;

/// What a rule asks for.
#[derive(Debug)]
enum Report {
    /// A list of references that nothing in the text refers to.
    OrphanList,
    /// A mark in the text that refers to nothing.
    DanglingCitation,
    /// Text of the story after the list.
    TextAfter,
    /// Marks of a chat tool, which point at sources that only the tool could see.
    Tokens { exceptions: Exceptions, listed: usize },
}

/// Reports what goes wrong between a text and its sources.
#[derive(Debug)]
pub(crate) struct References {
    report: Report,
    terms: Vec<Term>,
}

impl Read for References {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let known = [("orphan-list", 0), ("dangling-citation", 1), ("text-after-list", 2), ("tool-tokens", 3)];
        match super::choice(table, "report", &known)? {
            0 => Some(Self { report: Report::OrphanList, terms: Vec::new() }),
            1 => Some(Self { report: Report::DanglingCitation, terms: Vec::new() }),
            2 => Some(Self { report: Report::TextAfter, terms: Vec::new() }),
            _ => {
                let matching = Matching::read(table);
                let exceptions = Exceptions::read(table, matching);
                let before = table.file().mistakes.count();
                let (mut terms, _) = gather(table, resources, matching);
                if table.file().mistakes.count() == before {
                    nothing_to_find(table, terms.len(), "Add `lexicon`.")?;
                }
                let listed = terms.len();
                terms.extend(
                    tokens::RAISED.iter().filter_map(|raised| matching.term(table.file(), raised, table.span())),
                );
                Some(Self { report: Report::Tokens { exceptions, listed }, terms })
            }
        }
    }
}

/// The fewest entries that make a list.
const FEWEST: usize = 2;

impl Check for References {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        match &self.report {
            Report::OrphanList => orphan_list(inspector),
            Report::DanglingCitation => dangling::inspect(inspector),
            Report::TextAfter => after::inspect(inspector),
            Report::Tokens { exceptions, listed } => tokens::inspect(inspector, exceptions, *listed),
        }
    }
}

/// The entries of all lists of references. Lists run together in one Markdown paragraph still have an entry a line in the
/// source.
fn entries(draft: &Draft) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (block, this) in draft.blocks.iter().enumerate().filter(|(_, block)| block.role == Role::Reference) {
        let text = draft.source.slice(this.source);
        let mut start = this.source.range().start;
        let known = entries.len();
        for line in text.split_inclusive('\n') {
            let shown = line.trim_start_matches([' ', '\t', '*', '-', '>']).trim_end();
            let from = start + line.find(shown).unwrap_or(0);
            entries.extend(key(shown).map(|key| Entry { block, line: Span::new(from, from + shown.len()), key }));
            start += line.len();
        }
        // Markup may stand before it: a tag, a backslash.
        if entries.len() == known {
            let line = draft.prose.to_source(this.prose);
            entries.extend(key(draft.text(this.prose)).map(|key| Entry { block, line, key }));
        }
    }
    entries
}

fn orphan_list(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let entries = entries(draft);
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
        !matches!(block.role, Role::Reference | Role::Code | Role::Markup) && cites(draft, block, &entries)
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
