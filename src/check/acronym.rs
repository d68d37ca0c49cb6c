//! `acronym`: letters that stand for a name which the story never gives.

use super::{Check, Inspector, Read};
use crate::draft::{Draft, Mask, Role, Token, TokenKind, is_capitalised};
use crate::reading::words::{hash, is_function_hash};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;

/// Which letters everybody knows, and how often others may stand unexplained.
#[derive(Debug)]
pub(crate) struct Acronym {
    known: FxHashSet<Box<str>>,
    at_least: usize,
}

impl Read for Acronym {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let at_least = table.number("at-least").map_or(2, |(number, _)| number).max(1);
        let lexicon = resources.required_lexicon(table, "lexicon")?;
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
        shouted(inspector, &mut order);
        let (explained, initials) = (OnceCell::new(), OnceCell::new());
        for letters in order {
            if explained.get_or_init(|| explained_in(draft)).contains(letters)
                || memchr::memmem::find(initials.get_or_init(|| initials_of(inspector)), letters.as_bytes()).is_some()
            {
                continue;
            }
            let (span, count) = seen[letters];
            let message = format!("“{letters}” stands {count} times in this story and is never explained");
            inspector.report(inspector.finding(span, message).about_draft(letters));
        }
    }
}

/// The letters of a word that is all capitals, a plural or possessive ending left out.
fn letters<'t>(token: &Token, text: &'t str) -> Option<&'t str> {
    // Two bytes tell of nearly every word that it has small letters.
    let capital = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_uppercase);
    let mut first = text.as_bytes()[token.span.range()].iter();
    if token.kind != TokenKind::Word || !capital(first.next()) || !capital(first.next()) {
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

/// Leaves out letters that stand somewhere as a word in small letters: in capitals they shout.
fn shouted(inspector: &Inspector<'_>, order: &mut Vec<&str>) {
    let (draft, hashes) = (inspector.draft, inspector.readings.hashes());
    let bytes = draft.prose.text().as_bytes();
    let wanted: Vec<u32> = order.iter().map(|letters| hash(letters, 0..letters.len())).collect();
    // A bit for each wanted hash parts nearly all others from them.
    let bit = |hash: u32| 1_u64 << (hash % 64);
    let bits = wanted.iter().fold(0, |bits, &hash| bits | bit(hash));
    let mut shouted: Vec<u32> = Vec::new();
    for (token, &hash) in draft.tokens.iter().zip(hashes) {
        if bits & bit(hash) != 0 && token.kind == TokenKind::Word && wanted.contains(&hash) {
            let word = &bytes[token.span.range()];
            if LETTERS.contains(&word.len()) && word[1..].iter().all(u8::is_ascii_lowercase) {
                shouted.push(hash);
            }
        }
    }
    let mut each = wanted.iter();
    order.retain(|_| each.next().is_none_or(|hash| !shouted.contains(hash)));
}

/// Letters that stand in brackets, or before them: `World Food Programme (WFP)`, `WFP (World Food Programme)`.
fn explained_in(draft: &Draft) -> FxHashSet<&str> {
    let text = draft.prose.text();
    let mark = |at: usize, mark: &str| draft.tokens.get(at).is_some_and(|token| token.text(text) == mark);
    let in_brackets = |at: usize| (at > 0 && mark(at - 1, "(")) || mark(at + 1, "(") || mark(at + 1, ")");
    let tokens = draft.tokens.iter().enumerate();
    let all = tokens.filter_map(|(at, token)| Some((at, letters(token, text)?)));
    all.filter(|&(at, _)| in_brackets(at)).map(|(_, letters)| letters).collect()
}

/// The first letters of all names of the draft in a row, those of “of” and “and” left out.
fn initials_of(inspector: &Inspector<'_>) -> Vec<u8> {
    let text = inspector.draft.prose.text();
    let mut initials = Vec::new();
    for (token, &hash) in inspector.draft.tokens.iter().zip(inspector.readings.hashes()) {
        let small = text.as_bytes()[token.span.range().start].is_ascii_lowercase();
        if !small && is_capitalised(token.text(text)) {
            // The parts of a compound count: Non-Governmental Organisation.
            let parts = token.text(text).split('-').filter(|part| is_capitalised(part));
            initials.extend(parts.filter_map(|part| part.bytes().next()).filter(u8::is_ascii_uppercase));
        } else if initials.last() != Some(&b' ') && !is_function_hash(hash) {
            initials.push(b' ');
        }
    }
    initials
}
