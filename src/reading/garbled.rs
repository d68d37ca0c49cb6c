//! Text that was written in UTF-8 and read as something else: `â€™` for `’`, `Ã©` for `é`.
//!
//! The bytes that such characters stand for are gathered and read again as what they were. What then makes a character
//! that a newspaper prints was garbled; what does not is left alone, for `Ã` and `É` are letters too.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1251, WINDOWS_1252};

/// A garbled stretch, from where it was looked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Garbled {
    /// Bytes of prose.
    pub(super) length: usize,
    /// What was meant, where nothing was lost.
    pub(super) meant: Option<String>,
}

impl Garbled {
    fn lost(length: usize) -> Option<Self> {
        Some(Self { length, meant: None })
    }
}

/// What the DOS code page makes of the marks that copy is full of; the library does not know that page.
const DOS: [(&str, &str); 6] = [("ΓÇÖ", "’"), ("ΓÇÿ", "‘"), ("ΓÇ£", "“"), ("ΓÇ¥", "”"), ("ΓÇô", "–"), ("ΓÇö", "—")];

/// The garbled text that starts with `first`, the character at `at`.
pub(super) fn starts_at(prose: &str, at: usize, first: char) -> Option<Garbled> {
    let rest = &prose[at..];
    match first {
        '\u{fffd}' => {
            let length = rest.len() - rest.trim_start_matches('\u{fffd}').len();
            Garbled::lost(length)
        }
        'Â'..='ô' => read_again(prose, at, WINDOWS_1252).or_else(|| torn(prose, at, first)),
        '‚' if rest[first.len_utf8()..].starts_with('Ä') => read_again(prose, at, MACINTOSH),
        '√' | '¬' => read_again(prose, at, MACINTOSH),
        'в' if rest[first.len_utf8()..].starts_with('Ђ') => read_again(prose, at, WINDOWS_1251),
        'Γ' => DOS
            .iter()
            .find(|(seen, _)| rest.starts_with(seen))
            .map(|(seen, meant)| Garbled { length: seen.len(), meant: Some((*meant).to_owned()) }),
        _ => None,
    }
}

/// Reads a run of characters again, as the UTF-8 that their bytes are in `wrong`.
fn read_again(prose: &str, at: usize, wrong: &'static Encoding) -> Option<Garbled> {
    let mut meant = String::new();
    let mut length = 0;
    while let Some((character, taken)) = character(&prose[at + length..], wrong) {
        meant.push(character);
        length += taken;
    }
    if length == 0 || !is_plausible(prose, at, length, &meant, wrong) {
        return None;
    }
    // What was garbled twice is read twice.
    let mut once = meant.clone();
    while let Some(again) = whole(&once, wrong) {
        once = again;
    }
    Some(Garbled { length, meant: (!once.contains('\u{fffd}')).then_some(once) })
}

/// The character whose bytes the first few characters of a text are, and the length of these.
fn character(text: &str, wrong: &'static Encoding) -> Option<(char, usize)> {
    let mut bytes = [0_u8; 4];
    let (mut count, mut wanted, mut length) = (0, 1, 0);
    for character in text.chars().take(4) {
        let byte = byte_of(character, wrong)?;
        if count == 0 {
            wanted = match byte {
                0xc2..=0xdf => 2,
                0xe2..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return None,
            };
        }
        bytes[count] = byte;
        count += 1;
        length += character.len_utf8();
        if count == wanted {
            let meant = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
            return Some((meant, length));
        }
    }
    None
}

/// The byte beyond ASCII that was read as a character.
fn byte_of(character: char, wrong: &'static Encoding) -> Option<u8> {
    if character.is_ascii() {
        return None;
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmapped) = wrong.encode(character.encode_utf8(&mut buffer));
    match *bytes {
        [byte] if !unmapped => Some(byte),
        _ => None,
    }
}

/// A whole text read again, if all that is not ASCII in it is garbled.
fn whole(text: &str, wrong: &'static Encoding) -> Option<String> {
    let mut out = String::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let (meant, length) = if first.is_ascii() { (first, 1) } else { character(&text[at..], wrong)? };
        out.push(meant);
        at += length;
    }
    (out != text).then_some(out)
}

/// Whether the characters read anew are what copy holds, and what they were read from is not.
fn is_plausible(prose: &str, at: usize, length: usize, meant: &str, wrong: &'static Encoding) -> bool {
    let before = prose[..at].chars().next_back();
    let after = prose[at + length..].chars().next();
    let in_word = before.is_some_and(char::is_lowercase) || after.is_some_and(char::is_alphabetic);
    let mut characters = meant.chars();
    let (Some(first), more) = (characters.next(), characters.next().is_some()) else { return false };
    let mac = wrong == MACINTOSH;
    match first {
        // Controls are nothing that anybody meant.
        '\u{80}'..='\u{9f}' => false,
        '\u{a0}'..='\u{bf}' => true,
        // AVELÃ” ends in a letter and a quotation mark, MÃ–NCHEN goes on.
        '\u{c0}'..='\u{ff}' if mac => in_word || more,
        '\u{c0}'..='\u{ff}' => {
            let lead = prose[at..].chars().nth(1);
            !before.is_some_and(char::is_uppercase) || in_word || more || lead.is_some_and(char::is_alphabetic)
        }
        '\u{2000}'..='\u{2bff}' | '\u{fb00}'..='\u{fb06}' | '\u{feff}' | '\u{fffd}' | '\u{1f000}'..='\u{1ffff}' => true,
        '\u{100}'..='\u{17f}' => in_word || more,
        // Greek, Cyrillic, Hebrew, Arabic and farther scripts come in words, not in single letters.
        _ => more && meant.chars().filter(|c| c.is_alphabetic()).count() > 1,
    }
}

/// The second half of a garbled letter where it is a fraction that was then spelt out, and the letter.
const FRACTIONS: [(&str, &str); 3] = [("1⁄4", "ü"), ("1⁄2", "ý"), ("3⁄4", "þ")];

/// What is left of a garbled character that lost a part: `Â` before a space, `Ã` behind a small letter, `â€` alone.
fn torn(prose: &str, at: usize, first: char) -> Option<Garbled> {
    let width = first.len_utf8();
    let before = prose[..at].chars().next_back();
    let after = prose[at + width..].chars().next();
    let alone = before.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation() || c.is_ascii_digit())
        && after.is_none_or(char::is_whitespace);
    let halved = FRACTIONS.iter().find(|(fraction, _)| first == 'Ã' && prose[at + width..].starts_with(fraction));
    if let Some((fraction, meant)) = halved {
        return Some(Garbled { length: width + fraction.len(), meant: Some((*meant).to_owned()) });
    }
    match first {
        'â' if after == Some('€') => Garbled::lost(width + '€'.len_utf8()),
        // A capital with a tilde or a hat right behind a small letter, or a word by itself.
        'Ã' | 'Â' if alone || before.is_some_and(|c| c.is_ascii_lowercase()) => Garbled::lost(width),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with everything garbled mended, `?` for what is lost.
    fn mended(text: &str) -> String {
        let (mut out, mut at) = (String::new(), 0);
        while let Some(character) = text[at..].chars().next() {
            match starts_at(text, at, character).filter(|_| !character.is_ascii()) {
                Some(garbled) => {
                    out.push_str(garbled.meant.as_deref().unwrap_or("?"));
                    at += garbled.length;
                }
                None => {
                    out.push(character);
                    at += character.len_utf8();
                }
            }
        }
        out
    }

    #[test]
    fn text_read_in_the_wrong_code_is_mended() {
        for text in
            ["it’s “fine” – or not… £5", "Zürich, São Paulo, MÜNCHEN", "Kovač, Łódź, Škoda", "Привет всем", "a 😀 face"]
        {
            let (wrong, _, _) = WINDOWS_1252.decode(text.as_bytes());
            assert_eq!(mended(&wrong), text);
            let (twice, _, _) = WINDOWS_1252.decode(wrong.as_bytes());
            assert_eq!(mended(&twice), text);
        }
        for text in ["it’s “fine” – or", "the café in Zürich", "it cost £5"] {
            let (wrong, _, _) = MACINTOSH.decode(text.as_bytes());
            assert_eq!(mended(&wrong), text);
        }
        let (wrong, _, _) = WINDOWS_1251.decode("it’s “fine”".as_bytes());
        assert_eq!(mended(&wrong), "it’s “fine”");
        assert_eq!(mended("itΓÇÖs"), "it’s");
    }

    #[test]
    fn what_was_lost_is_told_and_what_is_right_is_left() {
        assert_eq!(
            mended("theyâ€ said, voilÃ , GÃ1⁄4len, 5Â percent, \u{fffd}\u{fffd}"),
            "they? said, voil? , Gülen, 5? percent, ?"
        );
        for text in [
            "SÃO PAULO",
            "A AVELÃ”, disse",
            "„Ä“ und „Å“",
            "CAFÉ»",
            "« café»…",
            "Âge, pâté",
            "√2 ¬p",
            "Đà Nẵng",
            "naïve",
            "20 °C",
            "“ÎLE”",
        ] {
            assert_eq!(mended(text), text);
        }
    }
}
