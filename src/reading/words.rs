//! Words: their hashes, and the ones that carry grammar rather than matter.

use crate::draft::{Draft, Token, TokenKind};
use crate::source::eight_bytes;
use rustc_hash::FxHashSet;
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

static FUNCTION_WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| FUNCTION.split_whitespace().collect());

/// Whether a word carries grammar rather than matter.
pub(crate) fn is_function_word(word: &str) -> bool {
    if word.len() > 10 {
        return false;
    }
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return FUNCTION_WORDS.contains(word.to_ascii_lowercase().as_str());
    }
    FUNCTION_WORDS.contains(word)
}

/// Equal but for ASCII capitals.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// The hash of each token of a draft.
pub(super) fn hashes(draft: &Draft) -> Vec<u32> {
    let text = draft.prose.text();
    // Nothing is compared by its marks.
    let of = |token: &Token| if token.kind == TokenKind::Mark { 0 } else { hash(text, token.span.range()) };
    draft.tokens.iter().map(of).collect()
}

/// The hash of the word at a range of a text, equal whatever its capitals and the shape of its apostrophes.
fn hash(text: &str, word: Range<usize>) -> u32 {
    if let Some(hash) = hash_of(text.as_bytes(), word.clone(), 0x7f) {
        return hash;
    }
    let plain = |character: char| match character {
        '’' => '\'',
        '‐' | '‑' => '-',
        other => other,
    };
    let lower: String = text[word].chars().map(plain).flat_map(char::to_lowercase).collect();
    hash_of(lower.as_bytes(), 0..lower.len(), u8::MAX).unwrap_or_default()
}

/// Hashes a word eight bytes at a time, if it has no byte with other bits than these. The bit that parts small letters
/// from capitals is set in all bytes: the digits and marks that words have inside have it anyway.
fn hash_of(text: &[u8], word: Range<usize>, bits: u8) -> Option<u32> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const FACTOR: u64 = 0xf135_7aea_2e62_a9c5;
    let (mut hash, mut all) = (word.len() as u64, 0);
    let mut at = word.start;
    while at < word.end {
        let beyond = 8_usize.saturating_sub(word.end - at);
        let bytes = eight_bytes(text, at) & (u64::MAX >> (8 * beyond));
        all |= bytes;
        hash = (hash.rotate_left(5) ^ (bytes | EACH * 0x20)).wrapping_mul(FACTOR);
        at += 8;
    }
    (all & !(EACH * u64::from(bits)) == 0).then_some((hash >> 32) as u32)
}

/// Endings that a stem goes without, the longest first.
const ENDINGS: [&[u8]; 7] = [b"ations", b"ation", b"ing", b"ed", b"es", b"ly", b"s"];

/// The hash of a word's stem: equal for the forms of one word, in the regular case.
pub(super) fn stem(word: &str) -> u32 {
    const PRIME: u32 = 0x0100_0193;
    let word = crate::draft::without_possessive(word);
    if !word.is_ascii() {
        return hash(word, 0..word.len());
    }
    let bytes = word.as_bytes();
    let long_enough = |ending: &&[u8]| bytes.len() >= ending.len() + 4;
    let ending = ENDINGS
        .into_iter()
        .filter(long_enough)
        .find(|ending| bytes[bytes.len() - ending.len()..].eq_ignore_ascii_case(ending))
        .map_or(0, <[u8]>::len);
    let stem = &bytes[..bytes.len() - ending];
    // “charge” and “charged”: the e goes with the ending.
    let stem = if stem.len() > 4 { stem.strip_suffix(b"e").unwrap_or(stem) } else { stem };
    stem.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME))
}

/// Whether two neighbouring tokens have nothing but white space between them.
pub(crate) fn adjoin(draft: &Draft, left: &Token, right: &Token) -> bool {
    let gap = &draft.prose.text()[left.span.range().end..right.span.range().start];
    !gap.is_empty() && gap.bytes().all(|byte| byte == b' ' || byte == b'\t')
        || (!gap.is_empty() && !gap.is_ascii() && gap.chars().all(char::is_whitespace))
}
