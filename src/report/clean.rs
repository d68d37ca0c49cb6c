//! Text of a draft, made fit to be shown.

use std::borrow::Cow;

/// What is shown for a character, where the character itself would do something to the terminal.
///
/// A draft is somebody else's text: an escape sequence in it must not reach the terminal, and a bidirectional override
/// must not make a line read as another.
pub(crate) fn shown(character: char) -> char {
    match character {
        '\0'..='\x1f' => char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}'),
        '\x7f' => '␡',
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => character,
    }
}

/// Text on one line: runs of white space that hold a line end or a tab become one space.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| shown(character) == character) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for (index, part) in text.split(['\n', '\r', '\t']).enumerate() {
        let part = if index == 0 { part } else { part.trim_start() };
        if index > 0 && !part.is_empty() && !line.is_empty() {
            line.truncate(line.trim_end().len());
            line.push(' ');
        }
        line.extend(part.chars().map(shown));
    }
    Cow::Owned(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_but_text() {
        assert_eq!(one_line("red \x1b[31mtext\x07"), "red ␛[31mtext␇");
        assert_eq!(one_line("\u{202e}txet\u{85}"), "\u{fffd}txet\u{fffd}");
        assert_eq!(one_line("one \r\n\n\ttwo\n"), "one two");
        assert_eq!(one_line("e\u{301} 👩‍👧 שלום"), "e\u{301} 👩‍👧 שלום");
    }
}
