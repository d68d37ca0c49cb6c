//! Finds many literals in one pass. Nearly all of them hold the start of a word or a mark, so only there the text is
//! compared with them: every sixth byte or so. An automaton would step at each byte, through a table that fits no cache.

use super::keys::{Keys, key_length, key_of, starts_word, word_starts};
use crate::reading::words::is_function_word;
use crate::source::eight_bytes;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::ops::Range;

/// The most literals that are looked at where one word starts; a style guide of 13,000 entries has hundreds about “said”.
const MOST_OF_A_KEY: u32 = 512;

/// Bytes by how common they are in prose, the most common first.
const COMMON: &[u8] = b" etaoinsrhldcumfpgwybv.,k'-\"1209j";

/// A literal, and whether it is only looked for where a word starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Literal<'l> {
    pub(super) bytes: &'l [u8],
    pub(super) starts_word: bool,
}

impl Literal<'_> {
    /// Where in it a word or a mark starts.
    fn word_starts(&self) -> impl Iterator<Item = usize> {
        let before = |place: usize| match place.checked_sub(1) {
            Some(before) => Some(self.bytes[before]),
            None => (!self.starts_word).then_some(b'a'),
        };
        (0..self.bytes.len()).filter(move |&place| starts_word(before(place), self.bytes[place]))
    }
}

/// Literals, ready to be found.
pub(super) struct Finder<'l> {
    literals: Vec<Literal<'l>>,
    /// By the bytes where a word starts in them.
    keyed: Keys<Keyed>,
    /// The others, which may be anywhere.
    loose: Loose,
}

/// A literal that is known by a word in it.
#[derive(Clone, Copy)]
struct Keyed {
    literal: u32,
    /// Where in it the word starts.
    within: u32,
    /// Two bytes at the end of it that the word is not at, and where in it they are: a glance at them refuses nearly all of
    /// the literals that share a word.
    glance: Option<[u8; 2]>,
    glance_at: u32,
}

impl Keyed {
    fn new(literal: u32, bytes: &[u8], within: usize) -> Self {
        let last = bytes.len().saturating_sub(2);
        let glance_at = if within == 0 { last } else { 0 };
        let glance = bytes.get(glance_at..glance_at + 2).and_then(|two| two.try_into().ok());
        Self { literal, within: within as u32, glance, glance_at: glance_at as u32 }
    }

    /// Where the literal would begin in a text if its word starts at a place there, unless it cannot.
    fn start(&self, text: &[u8], place: usize) -> Option<usize> {
        let from = place.checked_sub(self.within as usize)?;
        let at = from + self.glance_at as usize;
        self.glance.is_none_or(|two| text.get(at..at + 2) == Some(&two)).then_some(from)
    }
}

/// How common a key is that is not worth stopping at.
const COMMON_KEY: u32 = 1024;

/// How often words of a text begin as a key does, roughly: less with each byte that says something. A word that carries
/// grammar says as much as one byte, a mark that prose seldom has as much as three.
fn commonness(key: &[u8]) -> u32 {
    let words = key.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let of_words = words.map(|word| match str::from_utf8(word) {
        Ok(word) if !is_function_word(word) => word.len(),
        _ => 1,
    });
    let of_marks = key.iter().filter(|byte| !byte.is_ascii_alphanumeric() && !COMMON.contains(byte)).map(|_| 3);
    match of_words.chain(of_marks).sum() {
        0 | 1 => 4096,
        2 => COMMON_KEY,
        3 => 256,
        4 => 64,
        5 => 16,
        6 => 8,
        7 => 4,
        _ => 1,
    }
}

/// Literals that may be anywhere, by three bytes of them that are rare together.
struct Loose {
    /// Which threes of bytes are looked for, a bit for each hash.
    threes: Box<[u64; THREES / 64]>,
    /// By three, or as many as a literal has: literals, and where in each it is.
    literals: FxHashMap<u32, Vec<(u32, u32)>>,
    /// How many bytes the keys of `literals` have, as bits from 1 up.
    lengths: u8,
}

/// How many hashes of three bytes there are.
const THREES: usize = 1 << 16;

impl<'l> Finder<'l> {
    /// Gets ready to find literals that are not empty, in ASCII lower case.
    pub(super) fn new(literals: Vec<Literal<'l>>) -> Self {
        let mut counts: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(2 * literals.len(), FxBuildHasher);
        for literal in &literals {
            literal.word_starts().for_each(|place| *counts.entry(key_of(&literal.bytes[place..])).or_default() += 1);
        }
        let (mut keyed, mut loose) = (Vec::with_capacity(literals.len()), Vec::new());
        for (index, literal) in literals.iter().enumerate() {
            // The later words of a phrase say more than the first ones.
            let count = |place: usize| counts[&key_of(&literal.bytes[place..])];
            let cost = |place: usize| {
                let key = &literal.bytes[place..place + key_length(&literal.bytes[place..])];
                (count(place) * commonness(key), std::cmp::Reverse(place))
            };
            let mut places = literal.word_starts();
            let best = match (places.next(), places.next()) {
                (only, None) => only,
                _ => literal.word_starts().min_by_key(|&place| cost(place)),
            };
            // Three bytes inside a word say more than an “of” that ends it.
            let tells = |&place: &usize| {
                let rest = &literal.bytes[place..];
                place == 0 || literal.bytes.len() < 4 || rest.len() > 3 || commonness(rest) < COMMON_KEY
            };
            match best.filter(tells).filter(|&place| count(place) <= MOST_OF_A_KEY) {
                Some(place) => keyed.push((&literal.bytes[place..], Keyed::new(index as u32, literal.bytes, place))),
                None => loose.push(index as u32),
            }
        }
        let keyed = Keys::new(&keyed);
        Self { loose: Loose::new(&literals, &loose), literals, keyed }
    }

    /// Hands over every place where a literal stands in a text in ASCII lower case, in no order, each once. One that has
    /// to start a word may be left out where it does not.
    pub(super) fn find(&self, text: &[u8], mut take: impl FnMut(usize, Range<usize>)) {
        let mut take_if_there = |literal: u32, from: usize| {
            let range = from..from + self.literals[literal as usize].bytes.len();
            if text.get(range.clone()) == Some(self.literals[literal as usize].bytes) {
                take(literal as usize, range);
            }
        };
        word_starts(text, |place| {
            self.keyed.at(text, place, |keyed| {
                if let Some(from) = keyed.start(text, place) {
                    take_if_there(keyed.literal, from);
                }
            });
        });
        self.loose.find(text, take_if_there);
    }
}

impl Loose {
    fn new(literals: &[Literal<'_>], loose: &[u32]) -> Self {
        let mut this = Self { threes: Box::new([0; THREES / 64]), literals: FxHashMap::default(), lengths: 0 };
        let common =
            |byte: &u8| COMMON.len() - COMMON.iter().position(|known| known == byte).unwrap_or(COMMON.len() - 1);
        for &literal in loose {
            let bytes = literals[literal as usize].bytes;
            let places = 0..bytes.len().saturating_sub(2);
            let rarest = places.min_by_key(|&place| bytes[place..place + 3].iter().map(common).product::<usize>());
            let (place, length) = (rarest.unwrap_or(0), bytes.len().min(3) as u32);
            let key = key_at(bytes, place, length);
            // After a shorter one anything may follow.
            for rest in 0..1_u32 << (24 - 8 * length) {
                let bit = Self::bit((key | rest << (8 * length)) & WHOLE);
                this.threes[bit / 64] |= 1 << (bit % 64);
            }
            this.lengths |= 1 << length;
            this.literals.entry(key).or_default().push((literal, place as u32));
        }
        this
    }

    fn bit(three: u32) -> usize {
        three.wrapping_mul(0x9e37_79b1) as usize >> 16
    }

    /// Hands over the literals whose three bytes stand in a text, and where they would begin.
    fn find(&self, text: &[u8], mut take: impl FnMut(u32, usize)) {
        if self.literals.is_empty() {
            return;
        }
        for (place, four) in text.windows(4).enumerate() {
            let bit = Self::bit(u32::from_le_bytes([four[0], four[1], four[2], four[3]]) & WHOLE);
            if self.threes[bit / 64] >> (bit % 64) & 1 != 0 {
                self.look(text, place, &mut take);
            }
        }
        (text.len().saturating_sub(3)..text.len()).for_each(|place| self.look(text, place, &mut take));
    }

    /// Hands over the literals that one place of a text speaks for, which is seldom.
    #[cold]
    fn look(&self, text: &[u8], place: usize, take: &mut impl FnMut(u32, usize)) {
        for length in (1..=3).filter(|length| self.lengths >> length & 1 != 0) {
            for (literal, within) in self.literals.get(&key_at(text, place, length)).into_iter().flatten() {
                if let Some(from) = place.checked_sub(*within as usize) {
                    take(*literal, from);
                }
            }
        }
    }
}

/// Three bytes.
const WHOLE: u32 = 0xff_ffff;

/// So many of the bytes at a place of a text, up to three, with their number. After the end of the text are noughts.
fn key_at(text: &[u8], place: usize, length: u32) -> u32 {
    (eight_bytes(text, place) as u32 & ((1 << (8 * length)) - 1)) | length << 24
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All literals at all places of a text.
    fn plainly<'t>(literals: &'t [Literal<'t>], text: &'t [u8]) -> Vec<(usize, Range<usize>)> {
        let mut all = Vec::new();
        for (index, literal) in literals.iter().enumerate() {
            let length = literal.bytes.len();
            let starts = text.windows(length).enumerate().filter(|(_, window)| *window == literal.bytes);
            let before = |start: usize| start.checked_sub(1).map(|before| text[before]);
            let wanted = starts.filter(|&(start, _)| !literal.starts_word || starts_word(before(start), text[start]));
            all.extend(wanted.map(|(start, _)| (index, start..start + length)));
        }
        all
    }

    proptest::proptest! {
        #[test]
        fn finds_what_is_there(
            literals in proptest::collection::btree_set("[ab ]{1,3}[ab, é]{0,9}", 1..90),
            words in proptest::bool::ANY,
            text in "[ab, é]{0,200}",
        ) {
            let literals: Vec<Literal<'_>> = literals
                .iter()
                .map(|literal| literal.as_bytes())
                .map(|bytes| Literal { bytes, starts_word: words && bytes[0].is_ascii_alphanumeric() })
                .collect();
            let wanted = plainly(&literals, text.as_bytes());
            let mut found = Vec::new();
            Finder::new(literals.clone()).find(text.as_bytes(), |literal, range| found.push((literal, range)));
            found.sort_by_key(|(literal, range)| (*literal, range.start));
            // One that has to start a word may be found elsewhere too: its terms decide.
            found.retain(|(literal, range)| {
                let before = range.start.checked_sub(1).map(|before| text.as_bytes()[before]);
                !literals[*literal].starts_word || starts_word(before, text.as_bytes()[range.start])
            });
            proptest::prop_assert_eq!(found, wanted);
        }
    }
}
