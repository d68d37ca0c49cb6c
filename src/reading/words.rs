//! Words: their hashes, and the ones that carry grammar rather than matter.

use crate::draft::{Draft, Token, TokenKind};
use crate::source::{HIGHEST_BITS, eight_bytes};
use std::ops::Range;
use std::sync::LazyLock;

/// Words that carry grammar: articles, pronouns, prepositions, conjunctions, auxiliaries.
const FUNCTION: &str = "a about above across after again against all along also although am amid among an and another any \
    anyone are around as at away back be because been before behind being below between both but by can cannot could did do \
    does doing done down during each either else even ever every few for from further get gets getting got had has have \
    having he her here hers herself him himself his how however i if in into is it its itself just least less like may me \
    might mine more most much must my myself near neither never no nor not nothing now of off on once one only onto or other \
    others our ours ourselves out over own per rather same shall she should since so some somehow someone something still \
    such than that the their theirs them themselves then there these they this those though through throughout thus till to \
    too toward towards under until up upon us very via was we well were what whatever when where whether which while who \
    whoever whole whom whose why will with within without would yet you your yours yourself";

/// The hashes of the function words, each at the place that its highest bits name or the next that was free. Nought is no
/// word.
static FUNCTION_HASHES: LazyLock<[u32; FUNCTION_PLACES]> = LazyLock::new(|| {
    let mut places = [0; FUNCTION_PLACES];
    for word in FUNCTION.split_whitespace() {
        let hash = hash(word, 0..word.len());
        let mut place = first_place(hash);
        while places[place] != 0 {
            place = (place + 1) % FUNCTION_PLACES;
        }
        places[place] = hash;
    }
    places
});

/// Several times the number of function words, so that one look tells of nearly every word whether it is one.
const FUNCTION_PLACES: usize = 1024;

fn first_place(hash: u32) -> usize {
    (hash >> 22) as usize % FUNCTION_PLACES
}

/// Whether a word carries grammar rather than matter.
pub(crate) fn is_function_word(word: &str) -> bool {
    word.len() <= 10 && is_function_hash(hash(word, 0..word.len()))
}

/// The same of a word that is known by its hash: see [`super::Readings::hashes`].
pub(crate) fn is_function_hash(hash: u32) -> bool {
    let places = &*FUNCTION_HASHES;
    let mut place = first_place(hash);
    while places[place] != 0 {
        if places[place] == hash {
            return true;
        }
        place = (place + 1) % FUNCTION_PLACES;
    }
    false
}

/// A set of word hashes that may hold more than it was given, and answers in one look: most words are in none of the sets
/// that a draft is asked about.
#[derive(Clone, Debug)]
pub(crate) struct Sieve(Box<[u64; SIEVE_BITS / 64]>);

const SIEVE_BITS: usize = 1 << 14;

impl Default for Sieve {
    fn default() -> Self {
        Self(Box::new([0; SIEVE_BITS / 64]))
    }
}

impl Sieve {
    /// A sieve of these hashes.
    pub(crate) fn of(hashes: impl IntoIterator<Item = u32>) -> Self {
        let mut sieve = Self::default();
        hashes.into_iter().for_each(|hash| sieve.add(hash));
        sieve
    }

    pub(crate) fn add(&mut self, hash: u32) {
        let bit = hash as usize >> 18;
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether the hash may have been added.
    pub(crate) fn may_hold(&self, hash: u32) -> bool {
        let bit = hash as usize >> 18;
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// Equal but for ASCII capitals.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// Whether a word is one of those in a list parted by spaces, but for capitals.
pub(crate) fn is_one_of(word: &str, list: &str) -> bool {
    list.split_ascii_whitespace().any(|known| same(known, word))
}

/// The hash of each token of a draft.
pub(super) fn hashes(draft: &Draft) -> Vec<u32> {
    let text = draft.prose.text();
    // Nothing is compared by its marks.
    let of = |token: &Token| if token.kind == TokenKind::Mark { 0 } else { hash(text, token.span.range()) };
    draft.tokens.iter().map(of).collect()
}

/// The hash of the word at a range of a text, equal whatever its capitals and the shape of its apostrophes.
#[inline]
pub(crate) fn hash(text: &str, word: Range<usize>) -> u32 {
    // As `hash_of` has it, for the words that one step is enough for: nearly all.
    if (1..=8).contains(&word.len()) {
        let bytes = eight_bytes(text.as_bytes(), word.start) & (u64::MAX >> (64 - 8 * word.len()));
        if bytes & HIGHEST_BITS == 0 {
            return (mixed(word.len() as u64, bytes) >> 32) as u32;
        }
    }
    hash_of_long(text, word)
}

#[inline(never)]
fn hash_of_long(text: &str, word: Range<usize>) -> u32 {
    hash_of(text.as_bytes(), word.clone(), 0x7f).unwrap_or_else(|| hash_of_other(&text[word]))
}

/// The hash of a word that is not all ASCII.
#[cold]
fn hash_of_other(word: &str) -> u32 {
    let plain = |character: char| match character {
        '’' => '\'',
        '‐' | '‑' => '-',
        other => other,
    };
    let lower: String = word.chars().map(plain).flat_map(char::to_lowercase).collect();
    hash_of(lower.as_bytes(), 0..lower.len(), u8::MAX).unwrap_or_default()
}

/// One in each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;

/// A hash with eight more bytes in it, capitals counted as small letters.
fn mixed(hash: u64, bytes: u64) -> u64 {
    const FACTOR: u64 = 0xf135_7aea_2e62_a9c5;
    (hash.rotate_left(5) ^ (bytes | (EACH * 0x20))).wrapping_mul(FACTOR)
}

/// Hashes a word eight bytes at a time, if it has no byte with other bits than these. The bit that parts small letters
/// from capitals is set in all bytes: the digits and marks that words have inside have it anyway.
fn hash_of(text: &[u8], word: Range<usize>, bits: u8) -> Option<u32> {
    let (mut hash, mut all) = (word.len() as u64, 0);
    let mut at = word.start;
    while at < word.end {
        let beyond = 8_usize.saturating_sub(word.end - at);
        let bytes = eight_bytes(text, at) & (u64::MAX >> (8 * beyond));
        all |= bytes;
        hash = mixed(hash, bytes);
        at += 8;
    }
    (all & !(EACH * u64::from(bits)) == 0).then_some((hash >> 32) as u32)
}

/// The hash of the stem of the word at a range of a text whose own hash is known: equal for the forms of one word, in the
/// regular case.
pub(super) fn stem(text: &str, word: Range<usize>, hash: u32) -> u32 {
    // Half of all words end in a letter that no ending ends in.
    let last = text.as_bytes()[word.end - 1];
    if last.is_ascii() && !matches!(last.to_ascii_lowercase(), b's' | b'n' | b'g' | b'd' | b'y' | b'e' | b'\'') {
        return hash;
    }
    let start = word.start;
    let mut word = &text[word];
    // Only these end a possessive, and most words end otherwise.
    if matches!(word.as_bytes().last(), Some(b's' | b'S' | b'\'' | 0x80..)) {
        word = crate::draft::without_possessive(word);
    }
    let mut end = start + word.len();
    end -= ending(text.as_bytes(), start..end);
    // “charge” and “charged”: the e goes with the ending.
    if end - start > 4 && text.as_bytes()[end - 1] == b'e' {
        end -= 1;
    }
    hash_of(text.as_bytes(), start..end, 0x7f).unwrap_or_else(|| hash_of_other(word))
}

/// Endings that a stem goes without, the longest first, with their lengths.
const ENDINGS: [(u64, usize); 7] =
    [packed(b"ations"), packed(b"ation"), packed(b"ing"), packed(b"ed"), packed(b"es"), packed(b"ly"), packed(b"s")];

/// The bytes of an ending in a number, the last one highest, and how many they are.
const fn packed(ending: &[u8]) -> (u64, usize) {
    let (mut bytes, mut at) = (0, ending.len());
    while at > 0 {
        at -= 1;
        bytes = (bytes << 8) | ending[at] as u64;
    }
    (bytes, ending.len())
}

/// Length of the ending that the stem of the word at a range of a text goes without.
fn ending(text: &[u8], word: Range<usize>) -> usize {
    // The last eight bytes in small letters, the last one highest.
    let tail = match word.end.checked_sub(8) {
        Some(at) => eight_bytes(text, at),
        None => eight_bytes(text, 0) << (8 * (8 - word.end)),
    };
    let tail = tail | (EACH * 0x20);
    if !matches!((tail >> 56) as u8, b's' | b'n' | b'g' | b'd' | b'y') {
        return 0;
    }
    let is = |&(ending, length): &(u64, usize)| word.len() >= length + 4 && tail >> (64 - 8 * length) == ending;
    ENDINGS.into_iter().find(is).map_or(0, |(_, length)| length)
}

/// Whether two neighbouring tokens have nothing but white space between them.
pub(crate) fn adjoin(draft: &Draft, left: &Token, right: &Token) -> bool {
    let gap = &draft.prose.text()[left.span.range().end..right.span.range().start];
    !gap.is_empty() && gap.bytes().all(|byte| byte == b' ' || byte == b'\t')
        || (!gap.is_empty() && !gap.is_ascii() && gap.chars().all(char::is_whitespace))
}
