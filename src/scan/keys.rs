//! What is kept under the bytes that a word begins with.

use crate::source::{HIGHEST_BITS, at_least, eight_bytes, letters_and_digits};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

/// The longest key, in bytes.
pub(super) const LONGEST: usize = 8;

/// How many bits tell early that no key is the one that was asked for: enough for few keys to share one, and still in reach.
const SIEVE: usize = 1 << 18;

/// The lengths of keys that the sieve knows. One of the two that are shorter begins too many words for that.
const LENGTHS: [usize; 4] = [3, 4, 6, LONGEST];

/// Values by the bytes that a word begins with.
pub(super) struct Keys<T> {
    /// By the first two bytes of a word, six bits of each: whether keys of one or two bytes begin so, as bits from 1 up.
    short: Box<[u8; 1 << 12]>,
    sieve: Box<[u64; SIEVE / 64]>,
    numbers: FxHashMap<u64, u32>,
    /// By the number of a key.
    values: Grouped<T>,
}

impl<T: Copy> Keys<T> {
    /// Keeps each value under the bytes with it, in the order given. Of these as many count as [`key_length`] says.
    pub(super) fn new(pairs: &[(&[u8], T)]) -> Self {
        let (mut short, mut sieve) = (Box::new([0; 1 << 12]), Box::new([0; SIEVE / 64]));
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(pairs.len(), FxBuildHasher);
        let mut groups = Vec::with_capacity(pairs.len());
        for (bytes, _) in pairs {
            let (key, length) = (key_of(bytes), key_length(bytes));
            if length < LENGTHS[0] {
                // After a key of one byte anything may follow.
                let starts = &mut short[start_of(key)..][..if length == 1 { 1 << 6 } else { 1 }];
                starts.iter_mut().for_each(|lengths| *lengths |= 1 << (length - 1));
            } else {
                let bit = bit_of(key);
                sieve[bit / 64] |= 1 << (bit % 64);
            }
            let next = numbers.len() as u32;
            groups.push(*numbers.entry(key).or_insert(next));
        }
        let values: Vec<T> = pairs.iter().map(|&(_, value)| value).collect();
        Self { short, sieve, values: Grouped::new(&groups, numbers.len(), &values), numbers }
    }

    /// Hands over what is kept under the bytes at a place of a text.
    pub(super) fn at(&self, text: &[u8], place: usize, mut take: impl FnMut(&T)) {
        let head = eight_bytes(text, place);
        let mut lengths = self.short[start_of(head)];
        for length in LENGTHS {
            let bit = bit_of(cut(head, length));
            lengths |= ((self.sieve[bit / 64] >> (bit % 64) & 1) as u8) << (length - 1);
        }
        while lengths != 0 {
            let key = cut(head, lengths.trailing_zeros() as usize + 1);
            lengths &= lengths - 1;
            if let Some(&number) = self.numbers.get(&key) {
                self.values.of(number).iter().for_each(&mut take);
            }
        }
    }
}

/// Values in numbered groups.
pub(super) struct Grouped<T> {
    values: Vec<T>,
    /// Where each group ends; it begins where the one before it ends.
    ends: Vec<u32>,
}

impl<T: Copy> Grouped<T> {
    /// Puts each value into the group that has the number at its place, in the order given.
    pub(super) fn new(numbers: &[u32], groups: usize, values: &[T]) -> Self {
        let mut ends = vec![0; groups];
        numbers.iter().for_each(|&number| ends[number as usize] += 1);
        let mut before = 0;
        for end in &mut ends {
            before += std::mem::replace(end, before);
        }
        // Until all are in, `ends` tells where the next value of each group goes.
        let mut places = vec![0; values.len()];
        for (place, &number) in (0..).zip(numbers) {
            let end = &mut ends[number as usize];
            places[*end as usize] = place;
            *end += 1;
        }
        Self { values: places.into_iter().map(|place: u32| values[place as usize]).collect(), ends }
    }

    /// The values of one group.
    pub(super) fn of(&self, number: u32) -> &[T] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.values[start as usize..self.ends[number as usize] as usize]
    }
}

/// How many bytes of a string that is not empty make its key. Few lengths are fewer questions.
pub(super) fn key_length(bytes: &[u8]) -> usize {
    match bytes.len() {
        LONGEST.. => LONGEST,
        6.. => 6,
        4.. => 4,
        few => few,
    }
}

/// The key of a string.
pub(super) fn key_of(bytes: &[u8]) -> u64 {
    cut(eight_bytes(bytes, 0), key_length(bytes))
}

/// So many of the first bytes of a word, with their number if there is room for it: a zero may be a byte of the text.
fn cut(head: u64, length: usize) -> u64 {
    if length == LONGEST { head } else { head & ((1 << (8 * length)) - 1) | (length as u64) << 56 }
}

/// Six bits of each of the first two bytes of a word, which tell letters, digits and marks.
fn start_of(head: u64) -> usize {
    let bits = |byte: u32| {
        let byte = (head >> (8 * byte)) as usize;
        byte & 0x1f | (byte & 0x40) >> 1
    };
    bits(0) << 6 | bits(1)
}

fn bit_of(key: u64) -> usize {
    FxBuildHasher.hash_one(key) as usize % SIEVE
}

/// Whether a word or a mark starts at a byte, if this one stands before it. Each character beyond ASCII counts as a mark.
pub(super) fn starts_word(before: Option<u8>, byte: u8) -> bool {
    let goes_on = before.is_some_and(|before| before.is_ascii_alphanumeric()) && byte.is_ascii_alphanumeric();
    (byte.is_ascii_graphic() || byte >= FIRST_LEAD) && !goes_on
}

/// The first byte of a character beyond ASCII is at least this.
const FIRST_LEAD: u8 = 0xc0;

/// Hands over where words and marks start, as [`starts_word`] says: eight bytes at a time, each answered by its
/// highest bit.
pub(super) fn word_starts(text: &[u8], mut take: impl FnMut(usize)) {
    let mut before = 0;
    let mut place = 0;
    while place < text.len() {
        let bytes = eight_bytes(text, place);
        let ascii = bytes & !HIGHEST_BITS;
        let words = letters_and_digits(bytes);
        let graphic = at_least(ascii, b'!') & !at_least(ascii, 0x7f) & !bytes;
        let leads = bytes & (bytes << 1);
        let mut starts = (graphic | leads) & HIGHEST_BITS & !(words & (words << 8 | before));
        before = words >> 56;
        while starts != 0 {
            take(place + starts.trailing_zeros() as usize / 8);
            starts &= starts - 1;
        }
        place += 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_start_where_they_are_said_to() {
        let text = "a bc-d 3rd, \u{e9}t\u{e9} _x y's \u{41a}\u{438}\u{457}\u{432} 20mins @z{|}~ 9:0/1 end".as_bytes();
        for from in 0..9 {
            let text = &text[from..];
            let mut found = Vec::new();
            word_starts(text, |place| found.push(place));
            let before = |place: usize| place.checked_sub(1).map(|before| text[before]);
            let wanted: Vec<usize> = (0..text.len()).filter(|&place| starts_word(before(place), text[place])).collect();
            assert_eq!(found, wanted);
        }
    }

    #[test]
    fn keys_of_every_length_are_found() {
        let words: [&[u8]; 6] = [b"a", b"an", b"and", b"andes", b"andesite", b"andesite rock"];
        let pairs: Vec<(&[u8], usize)> = words.iter().zip(0..).map(|(&word, index)| (word, index)).collect();
        let keys = Keys::new(&pairs);
        let found = |text: &[u8]| {
            let mut found = Vec::new();
            keys.at(text, 0, |&index| found.push(index));
            found
        };
        assert_eq!(found(b"andesite"), [0, 1, 2, 3, 4, 5]);
        assert_eq!(found(b"andean"), [0, 1, 2, 3]);
        assert_eq!(found(b"an"), [0, 1]);
        assert!(found(b"und").is_empty());
    }
}
