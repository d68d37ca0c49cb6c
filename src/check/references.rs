//! `references`: lists of sources and the marks in the text that point at them.

use super::{Check, Inspector, Read};
use crate::draft::{Block, Draft, Role};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;

/// Reports a list of references that nothing in the text refers to.
#[derive(Debug)]
pub(crate) struct References;

impl Read for References {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        super::choice(table, "report", &[("orphan-list", ())])?;
        Some(Self)
    }
}

/// The fewest entries that make a list.
const FEWEST: usize = 2;

impl Check for References {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let entries: Vec<(usize, Key)> = draft
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| block.role == Role::Reference)
            .filter_map(|(index, block)| Some((index, key(draft, block)?)))
            .collect();
        if entries.len() < FEWEST {
            return;
        }
        let first = &draft.blocks[entries[0].0];
        let under = draft.blocks[..entries[0].0].iter().rev().find(|block| block.role == Role::Subhead);
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
        let line = draft.text(first.prose);
        let end = line
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take_while(|&at| at <= 80)
            .last()
            .unwrap_or(line.len());
        let shown = Span::new(first.prose.range().start, first.prose.range().start + end);
        let message = format!("{} references, and nothing in the text refers to them", entries.len());
        let last = draft.blocks[entries[entries.len() - 1].0].prose;
        let mut finding = inspector.finding(shown, message);
        if entries.len() > 1 {
            let start = last.range().start;
            finding = finding.evidence(Span::new(start, start + first_word(draft, last)), "the last of them");
        }
        inspector.report(finding);
    }
}

fn first_word(draft: &Draft, span: Span) -> usize {
    draft.text(span).find(char::is_whitespace).unwrap_or(span.len())
}

/// How the text would point at an entry.
enum Key {
    Number(String),
    AuthorYear(String, String),
}

fn key(draft: &Draft, block: &Block) -> Option<Key> {
    let text = draft.text(block.prose).trim_start();
    let digits: String = text.trim_start_matches('[').chars().take_while(char::is_ascii_digit).collect();
    if !digits.is_empty() && digits.len() <= 3 {
        return Some(Key::Number(digits));
    }
    let author: String = text.chars().take_while(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’')).collect();
    let year = text
        .split(|c: char| !c.is_ascii_digit())
        .find(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))?;
    (author.chars().count() >= 3).then(|| Key::AuthorYear(author, year.to_owned()))
}

/// Whether a block points at one of the entries: `[2]`, a superscript, `(Alder, 2019)`, `Alder (2019)`.
fn cites(draft: &Draft, block: &Block, entries: &[(usize, Key)]) -> bool {
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
        || entries.iter().any(|(_, key)| match key {
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
