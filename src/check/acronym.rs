//! `acronym`: letters that stand for a name which the story never gives.

use super::{Check, Inspector, Read};
use crate::draft::{Draft, Mask, Role, Token, TokenKind, is_capitalised};
use crate::reading::words::is_function_word;
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;
use rustc_hash::{FxHashMap, FxHashSet};

/// Which letters everybody knows, and how often others may stand unexplained.
#[derive(Debug)]
pub(crate) struct Acronym {
    known: FxHashSet<Box<str>>,
    at_least: usize,
}

impl Read for Acronym {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let at_least = table.number("at-least").map_or(2, |(number, _)| number).max(1);
        let lexicon = resources.lexicon(table, "lexicon")?;
        Some(Self { known: lexicon.entries().map(|(entry, _)| entry.into()).collect(), at_least })
    }
}

/// The letters that are looked at: fewer are initials, more are words that shout.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;

impl Check for Acronym {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let text = draft.prose.text();
        let mut seen: FxHashMap<&str, (Span, usize)> = FxHashMap::default();
        let mut order: Vec<&str> = Vec::new();
        for index in inspector.blocks() {
            let block = &draft.blocks[index];
            if block.role != Role::Body || block.field.is_some() {
                continue;
            }
            for at in block.tokens.clone() {
                let Some(letters) = letters(&draft.tokens[at], text) else { continue };
                if self.known.contains(letters) || is_numeral(letters) || shouts(draft, at) {
                    continue;
                }
                let span = draft.tokens[at].span;
                if !inspector.looks_at(span) || draft.is_masked(span, &[Mask::Link]) {
                    continue;
                }
                let place = seen.entry(letters).or_insert_with(|| {
                    order.push(letters);
                    (span, 0)
                });
                place.1 += 1;
            }
        }
        order.retain(|letters| seen[letters].1 >= self.at_least);
        if order.is_empty() {
            return;
        }
        let explained = explained(draft);
        let initials = initials(draft);
        let words = words(inspector);
        for letters in order {
            if words.contains(letters.to_ascii_lowercase().as_str())
                || explained.contains(letters)
                || memchr::memmem::find(&initials, letters.as_bytes()).is_some()
            {
                continue;
            }
            let (span, count) = seen[letters];
            let message = format!("“{letters}” stands {count} times in this story and is never explained");
            inspector.report(inspector.finding(span, message));
        }
    }
}

/// The letters of a word that is all capitals, a plural or possessive ending left out.
fn letters<'t>(token: &Token, text: &'t str) -> Option<&'t str> {
    if token.kind != TokenKind::Word {
        return None;
    }
    let word = crate::draft::without_possessive(token.text(text));
    let word = word.strip_suffix('s').unwrap_or(word);
    (LETTERS.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(word)
}

fn is_numeral(letters: &str) -> bool {
    letters.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'))
}

/// Whether the words beside a word are in capitals too.
fn shouts(draft: &Draft, at: usize) -> bool {
    let text = draft.prose.text();
    let upper = |at: Option<usize>| {
        at.and_then(|at| draft.tokens.get(at)).is_some_and(|token| {
            let word = token.text(text);
            token.kind == TokenKind::Word && word.len() > 1 && !word.bytes().any(|byte| byte.is_ascii_lowercase())
        })
    };
    upper(at.checked_sub(1)) || upper(Some(at + 1))
}

/// The words of that length that stand in small letters somewhere: in capitals they shout.
fn words(inspector: &Inspector<'_>) -> FxHashSet<String> {
    let text = inspector.draft.prose.text();
    let words = inspector.draft.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let words = words.map(|token| token.text(text)).filter(|word| LETTERS.contains(&word.len()));
    words
        .filter(|word| word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase()))
        .map(str::to_ascii_lowercase)
        .collect()
}

/// Letters that stand in brackets, or before them: `World Food Programme (WFP)`, `WFP (World Food Programme)`.
fn explained(draft: &Draft) -> FxHashSet<&str> {
    let text = draft.prose.text();
    let mark = |at: usize, mark: &str| draft.tokens.get(at).is_some_and(|token| token.text(text) == mark);
    let in_brackets = |at: usize| (at > 0 && mark(at - 1, "(")) || mark(at + 1, "(") || mark(at + 1, ")");
    let tokens = draft.tokens.iter().enumerate();
    tokens.filter(|&(at, _)| in_brackets(at)).filter_map(|(_, token)| letters(token, text)).collect()
}

/// The first letters of all names of the draft in a row, those of “of” and “and” left out.
fn initials(draft: &Draft) -> Vec<u8> {
    let text = draft.prose.text();
    let mut initials = Vec::new();
    for token in &draft.tokens {
        let word = token.text(text);
        if is_capitalised(word) {
            // The parts of a compound count: Non-Governmental Organisation.
            let parts = word.split('-').filter(|part| is_capitalised(part));
            initials.extend(parts.filter_map(|part| part.bytes().next()).filter(u8::is_ascii_uppercase));
        } else if !is_function_word(word) {
            initials.push(b' ');
        }
    }
    initials
}
