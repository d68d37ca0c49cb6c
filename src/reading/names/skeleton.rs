//! Skeletons: what is left of a name when the ways to spell its sounds in Latin letters are levelled.
//!
//! `Zelensky`, `Zelenskyy` and `Zelenskiy` have one skeleton, and so have `Odesa` and `Odessa`.

use crate::draft::fold_text;

/// The skeleton of a name, as a number: equal where the skeletons are. Accents, apostrophes, hyphens and capitals do not
/// count, nor do doubled letters.
pub(crate) fn skeleton(name: &str) -> u64 {
    let mut letters = [0_u8; LONGEST];
    let mut length = 0;
    let mut hash = Hash::default();
    let mut add = |byte: u8| {
        if byte.is_ascii_alphanumeric() && length < LONGEST {
            letters[length] = byte.to_ascii_lowercase();
            length += 1;
        }
    };
    if name.is_ascii() {
        name.bytes().for_each(&mut add);
    } else {
        let folded = fold_text(name);
        folded.bytes().for_each(&mut add);
        // Letters of other scripts, which folding leaves alone, stand for themselves.
        folded.chars().filter(|letter| !letter.is_ascii()).for_each(|letter| hash.add(u32::from(letter)));
    }
    let mut rest = &letters[..length];
    let mut last = 0;
    while let Some(&first) = rest.first() {
        let (sound, length) = sound(rest);
        rest = &rest[length..];
        let mut push = |letter: u8| {
            if letter != last {
                hash.add(u32::from(letter));
                last = letter;
            }
        };
        match sound {
            Some(sound) => sound.bytes().for_each(&mut push),
            None => push(first),
        }
    }
    hash.0
}

/// Letters beyond this many do not count.
const LONGEST: usize = 48;

/// A hash of letters in their order.
#[derive(Default)]
struct Hash(u64);

impl Hash {
    fn add(&mut self, letter: u32) {
        self.0 = (self.0.rotate_left(7) ^ u64::from(letter)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// What letters stand for one sound at the start, and how many they are; the longest group counts.
fn sound(letters: &[u8]) -> (Option<&'static str>, usize) {
    match letters {
        [b's', b'h', b'c', b'h', ..] => (Some("S"), 4),
        [b't', b's', b'c', b'h', ..] => (Some("C"), 4),
        [b's', b'c', b'h', ..] => (Some("S"), 3),
        [b't', b'c', b'h', ..] => (Some("C"), 3),
        [b's', b'h', ..] => (Some("S"), 2),
        [b'c', b'h', ..] => (Some("C"), 2),
        [b'z', b'h', ..] => (Some("Z"), 2),
        [b'k', b'h', ..] => (Some("h"), 2),
        [b'g', b'h', ..] => (Some("g"), 2),
        [b'p', b'h', ..] => (Some("f"), 2),
        [b'd', b'h', ..] => (Some("d"), 2),
        [b't', b'h', ..] => (Some("t"), 2),
        [b't', b's' | b'z', ..] => (Some("c"), 2),
        [b'c', b'k', ..] => (Some("k"), 2),
        [b'q', ..] => (Some("k"), 1),
        [b'x', ..] => (Some("ks"), 1),
        [b'w', ..] => (Some("v"), 1),
        [b'o', b'u' | b'o', ..] => (Some("u"), 2),
        [b'i', b'y', b'y', ..] => (Some("i"), 3),
        [b'e', b'e' | b'i' | b'y', ..] | [b'i', b'y' | b'j' | b'i' | b'e', ..] | [b'a', b'y' | b'i', ..] => {
            (Some("i"), 2)
        }
        [b'y', b'y' | b'i', ..] => (Some("i"), 2),
        [b'y', b'e', ..] => (Some("e"), 2),
        [b'y', b'o', ..] => (Some("o"), 2),
        [b'y' | b'i', b'u', ..] => (Some("u"), 2),
        [b'y' | b'i', b'a', ..] => (Some("a"), 2),
        [b'y', ..] => (Some("i"), 1),
        _ => (None, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_skeleton() {
        for spellings in [
            &["Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskij"][..],
            &["Odesa", "Odessa"],
            &["Tykhyi", "Tykhyy", "Tykhiy"],
            &["Hoffman", "Hoffmann"],
            &["Erdogan", "Erdoğan"],
            &["Khrushchev", "Khrushchyev"],
            &["Al-Assad", "al Assad"],
        ] {
            let first = skeleton(spellings[0]);
            spellings.iter().for_each(|name| assert_eq!(skeleton(name), first, "{name}"));
        }
        for (one, other) in [("Morrison", "Orbison"), ("Horgan", "Horan"), ("Misra", "Mishra"), ("", "A")] {
            assert_ne!(skeleton(one), skeleton(other));
        }
    }
}
