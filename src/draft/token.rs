//! Tokens: words, numbers and marks.

use super::{Block, Mask};
use crate::source::{HIGHEST_BITS, Span, eight_bytes, letters_and_digits};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenKind {
    /// Letters, with the hyphens, apostrophes and digits inside: `co-founder`, `Ukraine’s`, `U.S.`, `F16`.
    Word,
    /// Digits, with the separators inside: `1,000`, `3.5`, `14:30`. A word of digits and letters counts as a word
    /// unless the letters are an ordinal's or a decade's (`3rd`, `1990s`).
    Number,
    /// A single mark.
    Mark,
    /// A web or mail address, as a whole.
    Address,
}

/// A token and where it stands in the prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Range in the prose.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

impl Token {
    /// Whether it is a word.
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// The token's text in `prose`.
    #[must_use]
    pub fn text<'p>(&self, prose: &'p str) -> &'p str {
        &prose[self.span.range()]
    }
}

/// Whether a word starts with a capital letter.
#[must_use]
pub(crate) fn is_capitalised(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        _ => word.chars().next().is_some_and(char::is_uppercase),
    }
}

/// A word without its possessive ending.
#[must_use]
pub(crate) fn without_possessive(word: &str) -> &str {
    // The bytes of ’ are e2 80 99.
    let ending = match word.as_bytes() {
        [.., b'\'', b's' | b'S'] => 2,
        [.., 0xe2, 0x80, 0x99, b's' | b'S'] => 4,
        [.., b'\''] => 1,
        [.., 0xe2, 0x80, 0x99] => 3,
        _ => 0,
    };
    &word[..word.len() - ending]
}

/// Cuts the prose of each block into tokens, and masks addresses.
pub(super) fn tokenise(prose: &str, blocks: &mut [Block], masks: &mut Vec<(Span, Mask)>) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(prose.len() / 5);
    for block in blocks {
        let from = tokens.len();
        scan(prose, block.prose, &mut tokens, masks);
        block.tokens = from..tokens.len();
    }
    tokens
}

fn scan(prose: &str, range: Span, tokens: &mut Vec<Token>, masks: &mut Vec<(Span, Mask)>) {
    let (bytes, end) = (&prose.as_bytes()[..range.range().end], range.range().end);
    let mut at = range.range().start;
    while at < end {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let (kind, to) = if byte.is_ascii_alphabetic() {
            let run = run_length(bytes, at);
            // Nearly every word ends in a space or a mark that neither words nor addresses have inside.
            match bytes.get(at + run) {
                Some(b'\'' | b'-' | b'.' | b':' | b'@' | b'_' | b'+' | 0x80..) => match address(bytes, at, run) {
                    Some(to) => (TokenKind::Address, to),
                    None => word(prose, at, end),
                },
                _ => (TokenKind::Word, at + run),
            }
        } else if byte.is_ascii_digit() {
            number(prose, at, end)
        } else if byte.is_ascii() {
            (TokenKind::Mark, at + 1)
        } else {
            let character = prose[at..].chars().next().unwrap_or(' ');
            if character.is_whitespace() || is_invisible(character) {
                at += character.len_utf8();
                continue;
            }
            if character.is_alphabetic() { word(prose, at, end) } else { (TokenKind::Mark, at + character.len_utf8()) }
        };
        let span = Span::new(at, to);
        if kind == TokenKind::Address {
            masks.push((span, Mask::Url));
        }
        tokens.push(Token { span, kind });
        at = to;
    }
}

/// How many ASCII letters and digits stand in a row, eight looked at in one step.
fn run_length(bytes: &[u8], at: usize) -> usize {
    let mut to = at;
    loop {
        let others = !letters_and_digits(eight_bytes(bytes, to)) & HIGHEST_BITS;
        let run = others.trailing_zeros() as usize / 8;
        to += run;
        // After the end come noughts, which are neither.
        if run < 8 {
            return to - at;
        }
    }
}

/// Characters that take no room: they neither part words nor count as marks.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// End of the word that starts at `at`.
fn word(prose: &str, at: usize, end: usize) -> (TokenKind, usize) {
    let bytes = &prose.as_bytes()[..end];
    let mut to = at;
    let mut dots = 0;
    while let Some(&byte) = bytes.get(to) {
        if byte.is_ascii_alphanumeric() {
            to += 1;
            continue;
        }
        let joiner = match byte {
            b'\'' | b'-' => 1,
            b'.' => {
                // Initials: a single letter before each full stop.
                let single = to == at + 1 || (dots > 0 && bytes[to - 2] == b'.');
                if single
                    && bytes[to - 1].is_ascii_alphabetic()
                    && bytes.get(to + 1).is_some_and(u8::is_ascii_alphabetic)
                    && !bytes.get(to + 2).is_some_and(u8::is_ascii_alphanumeric)
                {
                    dots += 1;
                    to += 1;
                    continue;
                }
                if dots > 0 && single {
                    to += 1;
                }
                break;
            }
            _ if byte.is_ascii() => break,
            _ => {
                let character = prose[to..end].chars().next().unwrap_or(' ');
                if character.is_alphanumeric() || is_combining(character) || is_invisible(character) {
                    to += character.len_utf8();
                    continue;
                }
                if matches!(character, '’' | '‐' | '‑') { character.len_utf8() } else { break }
            }
        };
        if prose[to + joiner..end].chars().next().is_some_and(char::is_alphanumeric) {
            to += joiner;
        } else {
            break;
        }
    }
    (TokenKind::Word, to.max(at + 1))
}

fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// End of the number that starts at `at`; a word if letters follow that no number has.
fn number(prose: &str, at: usize, end: usize) -> (TokenKind, usize) {
    let bytes = &prose.as_bytes()[..end];
    let digits = |mut to: usize| {
        while bytes.get(to).is_some_and(u8::is_ascii_digit) {
            to += 1;
        }
        to
    };
    let mut to = digits(at);
    while bytes.get(to).is_some_and(|byte| matches!(byte, b',' | b'.' | b':'))
        && bytes.get(to + 1).is_some_and(u8::is_ascii_digit)
    {
        to = digits(to + 1);
    }
    let letters = prose[to..end].chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
    let tail = &prose[to..to + letters];
    let joined = bytes.get(to + letters).is_some_and(|&byte| byte == b'-')
        && prose[to + letters + 1..end].chars().next().is_some_and(char::is_alphabetic);
    if (tail.is_empty()
        || ["st", "nd", "rd", "th", "s", "m", "bn", "k", "pm", "am", "km", "kg", "ft", "in"].contains(&tail))
        && !joined
    {
        return (TokenKind::Number, to + letters);
    }
    let (_, end) = word(prose, to, end);
    (TokenKind::Word, end.max(to))
}

/// End of the web or mail address that starts at `at` with a run of so many letters and digits.
fn address(bytes: &[u8], at: usize, run: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let goes_on = match rest.get(run) {
        Some(b':') => rest[run..].starts_with(b"://"),
        Some(b'.' | b'@' | b'-' | b'_' | b'+') => rest.get(run + 1).is_some_and(u8::is_ascii_alphanumeric),
        _ => false,
    };
    if !goes_on {
        return None;
    }
    let starts = |prefix: &[u8]| rest.len() > prefix.len() && rest[..prefix.len()].eq_ignore_ascii_case(prefix);
    let web = starts(b"http://") || starts(b"https://") || starts(b"www.") || starts(b"ftp://");
    let length = rest
        .iter()
        .take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'<' | b'>' | b'"' | b'|'))
        .count();
    if !web {
        // A mail address has its sign within the first run; look no further than a word or two.
        let name = rest
            .iter()
            .take(64)
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+'))
            .count();
        if rest.get(name) != Some(&b'@') || !rest.get(name + 1).is_some_and(u8::is_ascii_alphanumeric) {
            return bare_domain(rest).map(|length| at + length);
        }
    }
    let mut to = length;
    while to > 0
        && (matches!(rest[to - 1], b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b']' | b'*' | b'_')
            || (rest[to - 1] == b')' && !rest[..to].contains(&b'(')))
    {
        to -= 1;
    }
    // Curly quotes and dashes after an address are not part of it.
    if let Some(mark) = std::str::from_utf8(&rest[..to]).ok().and_then(|text| text.find(['“', '”', '’', '—', '–', '…']))
    {
        to = mark;
    }
    (to > 0).then(|| at + to)
}

/// Length of a domain named in running text: `Booking.com`, `data.gov/metrics`.
fn bare_domain(rest: &[u8]) -> Option<usize> {
    const ENDINGS: [&[u8]; 12] =
        [b"com", b"org", b"net", b"gov", b"edu", b"mil", b"info", b"io", b"co.uk", b"org.uk", b"ac.uk", b"gov.uk"];
    let name =
        rest.iter().take(64).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')).count();
    let host = rest[..name].trim_ascii_end();
    let host = host.strip_suffix(b".").unwrap_or(host);
    let dotted = ENDINGS.iter().any(|ending| {
        host.len() > ending.len() + 1
            && host[host.len() - ending.len()..].eq_ignore_ascii_case(ending)
            && host[host.len() - ending.len() - 1] == b'.'
    });
    if !dotted {
        return None;
    }
    let path = if rest.get(host.len()) == Some(&b'/') {
        rest[host.len()..]
            .iter()
            .take_while(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"' | b')' | b','))
            .count()
    } else {
        0
    };
    let mut to = host.len() + path;
    while path > 0 && matches!(rest[to - 1], b'.' | b';' | b':' | b'!' | b'?') {
        to -= 1;
    }
    Some(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Role;

    fn tokens(text: &str) -> Vec<&str> {
        let mut blocks = [Block {
            role: Role::Body,
            prose: Span::new(0, text.len()),
            source: Span::default(),
            tokens: 0..0,
            sentences: 0..0,
            field: None,
            heading: 0,
            set_off: true,
        }];
        tokenise(text, &mut blocks, &mut Vec::new()).iter().map(|token| token.text(text)).collect()
    }

    proptest::proptest! {
        #[test]
        fn a_run_is_as_long_as_it_looks(bytes in "[ -~\u{e9}\u{0}]{0,30}") {
            for at in 0..=bytes.len() {
                let run = bytes.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                proptest::prop_assert_eq!(run_length(bytes.as_bytes(), at), run);
            }
        }
    }

    #[test]
    fn words_keep_what_is_inside_them() {
        assert_eq!(
            tokens("The co-founder’s U.S. plan, O'Brien"),
            ["The", "co-founder’s", "U.S.", "plan", ",", "O'Brien"]
        );
        assert_eq!(tokens("rock ’n’ roll’ the"), ["rock", "’", "n", "’", "roll", "’", "the"]);
    }

    #[test]
    fn numbers_keep_their_separators() {
        assert_eq!(
            tokens("1,000 at 14:30, 3.5% of 30-day £4m 3rd."),
            ["1,000", "at", "14:30", ",", "3.5", "%", "of", "30-day", "£", "4m", "3rd", "."]
        );
    }

    #[test]
    fn addresses_are_one_token() {
        assert_eq!(
            tokens("See https://x.org/a,b?c=d. Mail a.b@c.org, or Booking.com."),
            ["See", "https://x.org/a,b?c=d", ".", "Mail", "a.b@c.org", ",", "or", "Booking.com", "."]
        );
    }
}
