//! `opener`: paragraphs or sentences that begin alike.

use super::{Check, Inspector, Read};
use crate::draft::{Draft, Mask, Role, TokenKind};
use crate::reading::words::{hash, is_function_word};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;
use rustc_hash::FxHashMap;

/// Which beginnings are compared, and how many alike are too many.
#[derive(Debug)]
pub(crate) enum Opener {
    /// Paragraphs anywhere in the story.
    Paragraphs {
        /// Words and phrases that count by themselves, each a row of words in small letters.
        phrases: Vec<Phrase>,
        /// How many words count as a beginning where none of the phrases stands; 0 for none.
        words: usize,
        at_least: usize,
    },
    /// Sentences in a row.
    Sentences { at_least: usize },
}

/// A row of words in small letters.
#[derive(Debug)]
pub(crate) struct Phrase {
    /// The hash of the first: it refuses nearly every paragraph.
    first: u32,
    words: Vec<Box<str>>,
}

impl Phrase {
    fn new(text: &str) -> Option<Self> {
        let words: Vec<Box<str>> = text.to_lowercase().split_whitespace().map(Into::into).collect();
        let first = words.first().map(|first| hash(first, 0..first.len()))?;
        Some(Self { first, words })
    }
}

impl Read for Opener {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let per = super::choice(table, "per", &[("paragraph", true), ("sentence", false)])?;
        let number = |key, otherwise| table.number(key).map_or(otherwise, |(number, _)| number);
        let at_least = number("at-least", 3).max(2);
        if !per {
            return Some(Self::Sentences { at_least });
        }
        let phrases = table.strings("find").iter().filter_map(|text| Phrase::new(text.value)).collect();
        Some(Self::Paragraphs { phrases, words: number("words", 0), at_least })
    }
}

impl Check for Opener {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        match self {
            Self::Paragraphs { phrases, words, at_least } => paragraphs(inspector, phrases, *words, *at_least),
            Self::Sentences { at_least } => sentences(inspector, *at_least),
        }
    }
}

/// What a paragraph begins with.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Beginning {
    /// One of the phrases, by index.
    Phrase(usize),
    /// A hash of its first words.
    Words(u64),
}

fn paragraphs(inspector: &mut Inspector<'_>, phrases: &[Phrase], words: usize, at_least: usize) {
    let draft = inspector.draft;
    let hashes = inspector.readings.hashes();
    let mut seen: FxHashMap<Beginning, Vec<Span>> = FxHashMap::default();
    let mut found: Vec<Vec<Span>> = Vec::new();
    for index in inspector.blocks() {
        let block = &draft.blocks[index];
        let tokens = &draft.tokens[block.tokens.clone()];
        if block.role != Role::Body || tokens.first().is_none_or(|first| first.kind != TokenKind::Word) {
            continue;
        }
        let known = begins_with(draft, block.tokens.start, hashes[block.tokens.start], phrases);
        let (beginning, length) = if let Some((at, phrase)) = known {
            (Beginning::Phrase(at), phrase.words.len())
        } else if words > 0 && tokens.len() > words && tokens[..words].iter().all(|token| token.kind == TokenKind::Word)
        {
            let start = block.tokens.start;
            let hash = hashes[start..start + words].iter().fold(0_u64, |hash, &word| {
                (hash.rotate_left(21) ^ u64::from(word)).wrapping_mul(0x0000_0100_0000_01b3)
            });
            (Beginning::Words(hash), words)
        } else {
            continue;
        };
        let span = tokens[0].span.cover(tokens[length - 1].span);
        if !inspector.looks_at(span) || draft.is_masked(span, &[Mask::Emphasis, Mask::Link, Mask::Quoted]) {
            continue;
        }
        let places = seen.entry(beginning).or_default();
        places.push(span);
        if places.len() == at_least {
            found.push(places.clone());
        }
    }
    for places in found {
        let last = places[at_least - 1];
        let message = format!("“{}” opens {} paragraphs of this story", draft.text(last), counted(at_least));
        let mut finding = inspector.finding(last, message);
        for (at, &place) in places[..at_least - 1].iter().enumerate() {
            finding = finding.evidence(place, if at == 0 { "first here" } else { "again" });
        }
        inspector.report(finding);
    }
}

/// The phrase that the tokens from `start` on are, and its index.
fn begins_with<'p>(draft: &Draft, start: usize, first: u32, phrases: &'p [Phrase]) -> Option<(usize, &'p Phrase)> {
    let text = draft.prose.text();
    let is = |phrase: &Phrase| {
        phrase.first == first
            && draft.tokens.get(start..start + phrase.words.len()).is_some_and(|tokens| {
                let mut pairs = tokens.iter().zip(&phrase.words);
                pairs.all(|(token, word)| token.text(text).eq_ignore_ascii_case(word))
            })
    };
    let at = phrases.iter().position(is)?;
    Some((at, &phrases[at]))
}

fn counted(count: usize) -> String {
    ["two", "three", "four", "five"]
        .get(count.wrapping_sub(2))
        .map_or_else(|| count.to_string(), |&word| word.to_owned())
}

fn sentences(inspector: &mut Inspector<'_>, at_least: usize) {
    let draft = inspector.draft;
    let hashes = inspector.readings.hashes();
    let mut row: Vec<Span> = Vec::new();
    let mut last: Option<u32> = None;
    let mut found: Vec<Vec<Span>> = Vec::new();
    for index in inspector.blocks() {
        let block = &draft.blocks[index];
        if block.role != Role::Body {
            continue;
        }
        for sentence in &draft.sentences[block.sentences.clone()] {
            let first = sentence.tokens.start;
            let token = &draft.tokens[first];
            // An article opens every other sentence of any story.
            let article = matches!(token.text(draft.prose.text()), "The" | "A" | "An");
            let counts = token.kind == TokenKind::Word && !article && inspector.looks_at(token.span);
            if last != Some(hashes[first]) || !counts {
                row.clear();
            }
            last = counts.then_some(hashes[first]);
            if !counts {
                continue;
            }
            row.push(token.span);
            // A word of substance is heard sooner than a pronoun.
            let wanted = if is_function_word(token.text(draft.prose.text())) { at_least } else { at_least - 1 };
            if row.len() == wanted.max(2) {
                found.push(row.clone());
            }
        }
    }
    for places in found {
        let word = draft.text(places[0]);
        let message = format!("{} sentences in a row begin with “{word}”", counted(places.len()));
        let finding = inspector.finding(places[places.len() - 1], message).evidence(places[0], "the first of them");
        inspector.report(finding);
    }
}
