//! Pairs of sentences in nearly the same words, found by an inverted index on the stems of their content words.
//!
//! Only stems that few sentences share bring two sentences together, so the number of pairs that are looked at grows with
//! the text and no faster. What is brought together is then compared word by word.

use super::words::{is_function_hash, stem};
use crate::draft::{Draft, Role, Sentence, Token, TokenKind, is_capitalised};
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
    let index = Index::new(draft, hashes);
    let mut places = index.places();
    let mut sentences_of = vec![0_u32; index.stems.len()];
    // How many rare stems each earlier sentence shares with this one, which of them do, and which share enough.
    let mut shared = vec![0_u8; draft.sentences.len()];
    let (mut touched, mut candidates): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
    let mut found: Vec<Similar> = Vec::new();
    for again in 0..draft.sentences.len() {
        for &stem in index.of(again) {
            let Some((from, to)) = &mut places[stem as usize] else { continue };
            for &first in &sentences_of[*from as usize..*to as usize] {
                let count = &mut shared[first as usize];
                *count += 1;
                match usize::from(*count) {
                    1 => touched.push(first),
                    SHARED => candidates.push(first),
                    _ => {}
                }
            }
            sentences_of[*to as usize] = again as u32;
            *to += 1;
        }
        candidates.sort_unstable();
        let alike =
            |first: usize| Some(Similar { first, again, of_a_series: alike(draft, hashes, &index, first, again)? });
        found.extend(candidates.drain(..).find_map(|first| alike(first as usize)));
        touched.drain(..).for_each(|first| shared[first as usize] = 0);
    }
    mark_series(&mut found);
    found
}

/// The stems of the content words of the sentences that are compared. They go by numbers, counted up from nought.
struct Index {
    /// Those of all sentences in a row, each once a sentence.
    stems: Vec<u32>,
    /// Where those of each sentence end.
    ends: Vec<u32>,
    /// In how many sentences each stem stands.
    counts: Vec<u32>,
}

impl Index {
    fn new(draft: &Draft, hashes: &[u32]) -> Self {
        let mut index = Self {
            stems: Vec::with_capacity(draft.tokens.len() / 2),
            ends: Vec::with_capacity(draft.sentences.len()),
            counts: Vec::with_capacity(draft.tokens.len() / 4),
        };
        let mut numbers = Numbers::new(draft.tokens.len());
        // The last sentence in which each stem was seen.
        let mut last: Vec<u32> = Vec::with_capacity(draft.tokens.len() / 4);
        for (number, sentence) in draft.sentences.iter().enumerate() {
            let from = index.stems.len();
            if is_compared(draft, sentence) {
                for token in sentence.tokens.clone() {
                    let Some(stem) = content_stem(draft, hashes, token) else { continue };
                    let stem = numbers.of(stem);
                    match last.get_mut(stem as usize) {
                        None => last.push(number as u32),
                        Some(last) if *last == number as u32 => continue,
                        Some(last) => *last = number as u32,
                    }
                    index.stems.push(stem);
                }
                index.counts.resize(last.len(), 0);
                if index.stems.len() - from < FEWEST {
                    index.stems.truncate(from);
                }
                index.stems[from..].iter().for_each(|&stem| index.counts[stem as usize] += 1);
            }
            index.ends.push(index.stems.len() as u32);
        }
        index
    }

    /// The stems of a sentence.
    fn of(&self, sentence: usize) -> &[u32] {
        let from = sentence.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.stems[from as usize..self.ends[sentence] as usize]
    }

    /// Room in one row for the sentences of each rare stem: where it begins, and where, for now, it ends. A stem that
    /// stands in one sentence only brings none together.
    fn places(&self) -> Vec<Option<(u32, u32)>> {
        let mut next = 0;
        let place = |&count: &u32| {
            (2..=RARE).contains(&(count as usize)).then(|| {
                let from = next;
                next += count;
                (from, from)
            })
        };
        self.counts.iter().map(place).collect()
    }
}

/// Numbers for hashes, counted up from nought: a table that knows how many there may be at most.
struct Numbers {
    /// Hash and number, the number counted from one; each at the place that its highest bits name or the next that was
    /// free.
    places: Vec<(u32, u32)>,
    shift: u32,
    count: u32,
}

impl Numbers {
    fn new(most: usize) -> Self {
        // One place more than there may be hashes is always free.
        let bits = (most + 2).next_power_of_two().trailing_zeros();
        Self { places: vec![(0, 0); 1 << bits], shift: u32::BITS.saturating_sub(bits), count: 0 }
    }

    fn of(&mut self, hash: u32) -> u32 {
        let mut place = (hash >> self.shift) as usize;
        loop {
            match &mut self.places[place] {
                (_, 0) => {
                    self.count += 1;
                    self.places[place] = (hash, self.count);
                    return self.count - 1;
                }
                (known, number) if *known == hash => return *number - 1,
                _ => place = (place + 1) & (self.places.len() - 1),
            }
        }
    }
}

/// Whether a sentence is compared with others.
fn is_compared(draft: &Draft, sentence: &Sentence) -> bool {
    // A summary in front matter says what the story says. In plain text, what looks like one may be the first paragraph.
    let block = &draft.blocks[sentence.block];
    let told = matches!(block.role, Role::Body | Role::List | Role::Dek) && block.field.is_none();
    told && (FEWEST..=LONGEST).contains(&sentence.tokens.len())
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

/// Room for a bit for each word of a sentence, most of them left free.
const BITS: [u64; 8] = [0; 8];

/// The stem of a word that carries matter, or the number as it stands.
fn content_stem(draft: &Draft, hashes: &[u32], token: usize) -> Option<u32> {
    let Token { kind, span } = draft.tokens[token];
    let has = match kind {
        TokenKind::Word => span.len() > 2 && !is_function_hash(hashes[token]),
        TokenKind::Number => true,
        _ => false,
    };
    has.then(|| stem(draft.prose.text(), span.range(), hashes[token]))
}

/// Whether two sentences are nearly the same, and then whether only names and numbers differ. Sentences that are quite the
/// same are another matter.
fn alike(draft: &Draft, hashes: &[u32], index: &Index, first: usize, again: usize) -> Option<bool> {
    let tokens = |sentence: usize| draft.sentences[sentence].tokens.clone();
    // Marks have no hash.
    let words_of = |sentence: usize| hashes[tokens(sentence)].iter().filter(|&&hash| hash != 0);
    let (count_one, count_two) = (words_of(first).count(), words_of(again).count());
    let (longer, shorter) = (count_one.max(count_two), count_one.min(count_two));
    let (stems_one, stems_two) = (index.of(first), index.of(again));
    let shared = stems_one.iter().filter(|stem| stems_two.contains(stem)).count();
    let all = stems_one.len() + stems_two.len() - shared;
    let overlap = shared as f64 / all as f64;
    let near = |same: usize| {
        let in_order = same as f64 / longer as f64;
        let held = same as f64 / shorter as f64;
        (in_order >= 0.8 && shorter >= 12) || (overlap >= 0.7 && shared >= 8) || (held >= 0.9 && shared >= 8)
    };
    // More words than both have, in whatever order, they cannot have in one order. A bit for each word tells how many
    // both have at most.
    let bit = |hash: u32| (hash as usize % BITS.len(), 1_u64 << (hash >> 26));
    let mut bits = BITS;
    words_of(first).map(|&hash| bit(hash)).for_each(|(at, bit)| bits[at] |= bit);
    let both = words_of(again).map(|&hash| bit(hash)).filter(|&(at, bit)| bits[at] & bit != 0).count();
    if !near(both) {
        return None;
    }
    let words = |sentence: usize| -> Vec<usize> { tokens(sentence).filter(|&token| hashes[token] != 0).collect() };
    let (one, two) = (words(first), words(again));
    let (kept_one, kept_two) = common(hashes, &one, &two);
    let same = kept_one.iter().filter(|&&kept| kept).count();
    if same == longer || !near(same) {
        return None;
    }
    let name = |token: usize| {
        let token = &draft.tokens[token];
        token.kind == TokenKind::Number || is_capitalised(token.text(draft.prose.text()))
    };
    let only_names = |words: &[usize], kept: &[bool]| words.iter().zip(kept).all(|(&word, &kept)| kept || name(word));
    Some(only_names(&one, &kept_one) && only_names(&two, &kept_two))
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
