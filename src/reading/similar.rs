//! Pairs of sentences in nearly the same words, found by an inverted index on the stems of their content words.
//!
//! Only stems that few sentences share bring two sentences together, so the number of pairs that are looked at grows with
//! the text and no faster. What is brought together is then compared word by word.

use super::words::{is_function_word, stem};
use crate::draft::{Draft, Role, Token, TokenKind, is_capitalised};
use rustc_hash::FxHashMap;

/// Two sentences of a draft in nearly, but not quite, the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Similar {
    /// The earlier sentence, by index.
    pub(crate) first: usize,
    /// The later one.
    pub(crate) again: usize,
    /// Whether they differ in nothing but names and numbers, as lines of a table in words do, or are two of several.
    pub(crate) of_a_series: bool,
}

/// The fewest content words of a sentence that is compared.
const FEWEST: usize = 6;
/// The most tokens of one: what is longer is no sentence, and comparing takes time in proportion to the product.
const LONGEST: usize = 120;
/// In how many sentences a stem may stand and still bring two of them together.
const RARE: usize = 10;
/// How many rare stems two sentences must share to be compared.
const SHARED: usize = 4;

/// Finds the pairs, in the order of the later sentence; each later sentence once.
pub(super) fn find(draft: &Draft, hashes: &[u32]) -> Vec<Similar> {
    let text = draft.prose.text();
    // Stem above sentence, and below later above earlier sentence: one number is sorted faster than two.
    let mut index: Vec<u64> = Vec::with_capacity(draft.tokens.len() / 2);
    let mut stems: Vec<u32> = Vec::new();
    for (number, sentence) in draft.sentences.iter().enumerate() {
        // A summary in front matter says what the story says. In plain text, what looks like one may be the first paragraph.
        let block = &draft.blocks[sentence.block];
        let told = matches!(block.role, Role::Body | Role::List | Role::Dek) && block.field.is_none();
        if !told || sentence.tokens.len() > LONGEST {
            continue;
        }
        stems.clear();
        stems.extend(draft.tokens[sentence.tokens.clone()].iter().filter_map(|token| content_stem(token, text)));
        stems.sort_unstable();
        stems.dedup();
        if stems.len() >= FEWEST {
            index.extend(stems.iter().map(|&stem| packed(stem as usize, number)));
        }
    }
    index.sort_unstable();
    let mut pairs: Vec<u64> = Vec::new();
    for of_stem in index.chunk_by(|one, other| one >> 32 == other >> 32) {
        if of_stem.len() > RARE {
            continue;
        }
        for (at, &again) in of_stem.iter().enumerate() {
            pairs.extend(of_stem[..at].iter().map(|&first| packed(low(again), low(first))));
        }
    }
    pairs.sort_unstable();
    let mut found: Vec<Similar> = Vec::new();
    for pair in pairs.chunk_by(|one, other| one == other).filter(|pair| pair.len() >= SHARED) {
        let (again, first) = ((pair[0] >> 32) as usize, low(pair[0]));
        if found.last().is_some_and(|last| last.again == again) {
            continue;
        }
        if let Some(of_a_series) = alike(draft, hashes, first, again) {
            found.push(Similar { first, again, of_a_series });
        }
    }
    mark_series(&mut found);
    found
}

/// Two numbers of 32 bits in one, the first above the second.
fn packed(high: usize, low: usize) -> u64 {
    (high as u64) << 32 | low as u64
}

/// The second of two packed numbers.
fn low(packed: u64) -> usize {
    (packed & u64::from(u32::MAX)) as usize
}

/// From how many sentences alike on they are a formula: questions of a poll, lines of results.
const SERIES: usize = 3;

/// Marks the pairs of sentences that are alike not by twos but by threes or more.
fn mark_series(found: &mut [Similar]) {
    // Each later sentence comes once, so that a pair leads back to at most one other.
    let mut first_of: Vec<usize> = Vec::with_capacity(found.len());
    for pair in found.iter() {
        let before = found[..first_of.len()].binary_search_by_key(&pair.first, |earlier| earlier.again);
        first_of.push(before.map_or(pair.first, |at| first_of[at]));
    }
    let mut sizes: FxHashMap<usize, usize> = FxHashMap::default();
    for &first in &first_of {
        *sizes.entry(first).or_insert(1) += 1;
    }
    for (pair, first) in found.iter_mut().zip(first_of) {
        pair.of_a_series |= sizes[&first] >= SERIES;
    }
}

/// The stem of a word that carries matter, or the number as it stands.
fn content_stem(token: &Token, text: &str) -> Option<u32> {
    let word = token.text(text);
    match token.kind {
        TokenKind::Word if word.len() > 2 && !is_function_word(word) => Some(stem(word)),
        TokenKind::Number => Some(stem(word)),
        _ => None,
    }
}

/// Whether two sentences are nearly the same, and then whether only names and numbers differ. Sentences that are quite the
/// same are another matter.
fn alike(draft: &Draft, hashes: &[u32], first: usize, again: usize) -> Option<bool> {
    let words = |sentence: usize| -> Vec<usize> {
        let tokens = draft.sentences[sentence].tokens.clone();
        tokens.filter(|&token| draft.tokens[token].kind != TokenKind::Mark).collect()
    };
    let (one, two) = (words(first), words(again));
    let (kept_one, kept_two) = common(hashes, &one, &two);
    let same = kept_one.iter().filter(|&&kept| kept).count();
    let (longer, shorter) = (one.len().max(two.len()), one.len().min(two.len()));
    if same == longer {
        return None;
    }
    let in_order = same as f64 / longer as f64;
    let held = same as f64 / shorter as f64;
    let stems = |tokens: &[usize]| {
        let text = draft.prose.text();
        let mut stems: Vec<u32> = tokens.iter().filter_map(|&token| content_stem(&draft.tokens[token], text)).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let (stems_one, stems_two) = (stems(&one), stems(&two));
    let shared = stems_one.iter().filter(|stem| stems_two.binary_search(stem).is_ok()).count();
    let all = stems_one.len() + stems_two.len() - shared;
    let overlap = shared as f64 / all as f64;
    let near = (in_order >= 0.8 && shorter >= 12) || (overlap >= 0.7 && shared >= 8) || (held >= 0.9 && shared >= 8);
    let name = |token: usize| {
        let token = &draft.tokens[token];
        token.kind == TokenKind::Number || is_capitalised(token.text(draft.prose.text()))
    };
    let only_names = |words: &[usize], kept: &[bool]| words.iter().zip(kept).all(|(&word, &kept)| kept || name(word));
    near.then(|| only_names(&one, &kept_one) && only_names(&two, &kept_two))
}

/// Which words of two rows belong to their longest common subsequence.
fn common(hashes: &[u32], one: &[usize], two: &[usize]) -> (Vec<bool>, Vec<bool>) {
    let width = two.len() + 1;
    let mut longest = vec![0_u8; (one.len() + 1) * width];
    for (i, &a) in one.iter().enumerate().rev() {
        for (j, &b) in two.iter().enumerate().rev() {
            longest[i * width + j] = if hashes[a] == hashes[b] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut in_one, mut in_two) = (vec![false; one.len()], vec![false; two.len()]);
    let (mut i, mut j) = (0, 0);
    while i < one.len() && j < two.len() {
        if hashes[one[i]] == hashes[two[j]] {
            (in_one[i], in_two[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (in_one, in_two)
}
