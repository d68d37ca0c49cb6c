//! Words and phrases that stand twice in a row, and words on both sides of “and”: one pass over the tokens.

use super::words::{adjoin, same};
use crate::draft::{Draft, TokenKind};
use std::ops::Range;

/// The longest phrase looked for, in words.
const LONGEST: usize = 5;

/// What stands twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// The same words twice in a row: `words` of them, from token `first` on.
    Row {
        /// First token of the first copy.
        first: usize,
        /// Words in one copy.
        words: usize,
    },
    /// The same word before and after “and” or “or”.
    Pair {
        /// Token of the first copy; the conjunction and the second copy follow.
        first: usize,
    },
}

/// Finds all repeats in a draft, in the order of the text. Of overlapping ones the shorter phrase wins.
pub(super) fn find(draft: &Draft, hashes: &[u32]) -> Vec<Repeat> {
    let mut found = Vec::new();
    for sentence in &draft.sentences {
        let tokens = sentence.tokens.clone();
        let mut at = tokens.start;
        while at + 1 < tokens.end {
            // What stands twice comes again soon; of nearly all words that can be said at once.
            if !comes_soon(&hashes[at..]) || draft.tokens[at].kind != TokenKind::Word {
                at += 1;
                continue;
            }
            if let Some(words) =
                (1..=LONGEST).find(|&words| at + 2 * words <= tokens.end && twice(draft, hashes, at, words))
            {
                found.push(Repeat::Row { first: at, words });
                at += words;
                continue;
            }
            if at + 2 < tokens.end && hashes[at] == hashes[at + 2] && is_pair(draft, at) {
                found.push(Repeat::Pair { first: at });
            }
            at += 1;
        }
    }
    found
}

/// Whether the first of a row of hashes is among the next ones.
fn comes_soon(hashes: &[u32]) -> bool {
    match hashes.first_chunk::<{ LONGEST + 1 }>() {
        // Five comparisons at once are faster than a loop that may stop early.
        Some([this, soon @ ..]) => soon.iter().fold(false, |found, hash| found | (hash == this)),
        None => hashes[1..].contains(&hashes[0]),
    }
}

fn twice(draft: &Draft, hashes: &[u32], at: usize, words: usize) -> bool {
    hashes[at..at + words] == hashes[at + words..at + 2 * words]
        && in_a_row(draft, at..at + 2 * words)
        && (at..at + words).all(|index| equal(draft, index, index + words))
}

/// Hashes may collide; the words decide.
fn equal(draft: &Draft, a: usize, b: usize) -> bool {
    let text = draft.prose.text();
    let (a, b) = (draft.tokens[a].text(text), draft.tokens[b].text(text));
    same(a, b) || (!a.is_ascii() && a.to_lowercase().replace('’', "'") == b.to_lowercase().replace('’', "'"))
}

/// Whether the tokens are words with nothing but white space between them.
fn in_a_row(draft: &Draft, tokens: Range<usize>) -> bool {
    let tokens = &draft.tokens[tokens];
    tokens.iter().all(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        && tokens.windows(2).all(|pair| adjoin(draft, &pair[0], &pair[1]))
}

fn is_pair(draft: &Draft, at: usize) -> bool {
    let between = draft.tokens[at + 1].text(draft.prose.text());
    (same(between, "and") || same(between, "or")) && in_a_row(draft, at..at + 3) && equal(draft, at, at + 2)
}
