//! How wide text is on a terminal, and text broken into lines of some width.

use super::clean::shown;
use unicode_width::UnicodeWidthChar;

/// Columns that a tab is shown as, wherever it is: in an excerpt there is nothing to line up with, and with tab stops
/// the width of a text would depend on where it is shown.
pub(super) const TAB: usize = 4;

/// Columns that a character takes, as codespan-reporting counts them once [`shown`] has replaced what it replaces.
pub(super) fn of(character: char) -> usize {
    match character {
        '\t' => TAB,
        ' '..='~' => 1,
        // Not shown at all: see `terminal::Shown`.
        '\u{feff}' => 0,
        _ => shown(character).width().unwrap_or(0),
    }
}

/// Columns of a text, or `limit` if there are as many or more: texts may be very long.
pub(super) fn up_to(text: &str, limit: usize) -> usize {
    let mut column = 0;
    for (at, character) in text.char_indices() {
        // A text of nothing but marks without width is looked at no longer than any other.
        if column >= limit || at > limit.saturating_mul(16) {
            return limit;
        }
        column += of(character);
    }
    column.min(limit)
}

/// Columns of a text.
pub(super) fn of_text(text: &str) -> usize {
    text.chars().map(of).sum()
}

/// The lines of `text`, broken at spaces so that the first has at most `first` columns and the others at most `others`.
/// A word that is too long stands alone.
pub(super) fn wrap(text: &str, first: usize, others: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        lines.push(String::new());
        let mut column = 0;
        for word in line.split(' ') {
            let width = of_text(word);
            let room = if lines.len() == 1 { first } else { others };
            if column > 0 && column + 1 + width > room {
                lines.push(String::new());
                column = 0;
            }
            if let Some(last) = lines.last_mut() {
                if column > 0 {
                    last.push(' ');
                    column += 1;
                }
                last.push_str(word);
            }
            column += width;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_a_terminal() {
        assert_eq!(of_text("e\u{301}—“x”"), 5);
        assert_eq!(of_text("東京"), 4);
        assert_eq!(of_text("a\tb"), 6);
        assert_eq!(of_text("\u{feff}\x1b"), 1);
        assert_eq!(up_to(&"a".repeat(1000), 10), 10);
    }

    #[test]
    fn text_breaks_at_spaces() {
        assert_eq!(wrap("one two three\nfour", 7, 5), ["one two", "three", "four"]);
        assert_eq!(wrap("unbreakable word", 4, 4), ["unbreakable", "word"]);
        assert_eq!(wrap("", 4, 4), Vec::<String>::new());
    }
}
