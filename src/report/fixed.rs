//! What was mended: a line for each edit.

use super::clean::one_line;
use crate::diagnostic::{Change, Diagnostic, Standing};
use crate::source::Place;
use std::fmt;

/// How many characters of a text are shown.
const SHOWN: usize = 60;

/// An edit that was made.
pub(super) struct Fixed<'d> {
    diagnostic: &'d Diagnostic,
    change: &'d Change,
    is_only: bool,
}

/// All edits that were made.
pub(super) fn fixed(diagnostics: &[Diagnostic]) -> impl Iterator<Item = Fixed<'_>> {
    diagnostics.iter().flat_map(|diagnostic| {
        let changes = match &diagnostic.standing {
            Standing::Fixed { changes } => changes.as_slice(),
            _ => &[],
        };
        changes.iter().map(move |change| Fixed { diagnostic, change, is_only: changes.len() == 1 })
    })
}

impl Fixed<'_> {
    /// `path:line:column: `, where it was in the file before.
    pub(super) fn place(&self) -> String {
        let Change { line, column, .. } = self.change;
        format!("{}:{line}:{column}: ", one_line(&self.diagnostic.path))
    }

    /// `fixed[rule]`.
    pub(super) fn head(&self) -> String {
        format!("fixed[{}]", self.diagnostic.rule)
    }

    /// What became of the text, in words.
    pub(super) fn told(&self) -> String {
        let Change { old, new, .. } = self.change;
        match (old.is_empty(), new.is_empty()) {
            (false, true) => format!("deleted {}", quoted(if old.trim().is_empty() { old } else { old.trim() })),
            (true, false) => {
                let Diagnostic { text, place: Place { line, end_line, .. }, .. } = self.diagnostic;
                let is_short = self.is_only && line == end_line && !text.is_empty() && text.chars().count() <= SHOWN;
                let place = if is_short { format!(" in {}", quoted(text)) } else { String::new() };
                format!("inserted {}{place}", quoted(new))
            }
            _ => format!("{} → {}", quoted(old), quoted(new)),
        }
    }
}

impl fmt::Display for Fixed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}: {}", self.place(), self.head(), self.told())
    }
}

/// A text in quotation marks, or the name of what cannot be seen between them.
fn quoted(text: &str) -> String {
    let many = |one: &str, count: usize| if count == 1 { format!("a {one}") } else { format!("{count} {one}s") };
    let line_breaks = text.replace("\r\n", "\n").chars().filter(|c| matches!(c, '\n' | '\r')).count();
    if text.is_empty() {
        "nothing".to_owned()
    } else if text.chars().all(|c| c == ' ') {
        many("space", text.len())
    } else if text.chars().all(|c| matches!(c, '\n' | '\r')) {
        many("line break", line_breaks)
    } else if text.chars().count() == 1 && text.chars().all(is_unseen) {
        text.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect()
    } else {
        let text = text.replace("\r\n", "⏎").replace(['\n', '\r'], "⏎");
        let text = one_line(&text);
        match text.char_indices().nth(SHOWN) {
            Some((at, _)) => format!("“{}…”", text[..at].trim_end()),
            None => format!("“{text}”"),
        }
    }
}

/// Whether a character leaves no ink: a space or a mark without width.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::find;
    use crate::source::Source;

    #[test]
    fn an_edit_reads_as_what_was_done() {
        let source = Source::new("a.txt", "The talks failed.The end.");
        let told = |old: &str, new: &str| {
            let mut one = find(&source, 10..20, "some-rule", crate::diagnostic::Level::Warning, "seen");
            let change = Change { line: 1, column: 11, old: old.into(), new: new.into() };
            one.standing = Standing::Fixed { changes: vec![change] };
            fixed(&[one]).map(|fixed| fixed.to_string()).collect::<String>()
        };
        for (old, new, wanted) in [
            (" ,", ",", "“ ,” → “,”"),
            (" the", "", "deleted “the”"),
            ("", " ", "inserted a space in “failed.The”"),
            ("   ", " ", "3 spaces → a space"),
            ("\u{a0}", " ", "U+00A0 → a space"),
            ("\r\n\r\n", "", "deleted 2 line breaks"),
            ("Scroll to Top\n", "", "deleted “Scroll to Top”"),
            ("a\u{1b}[31m", "a", "“a␛[31m” → “a”"),
        ] {
            assert_eq!(told(old, new), format!("a.txt:1:11: fixed[some-rule]: {wanted}"));
        }
        assert!(told(&"long ".repeat(40), "").ends_with(" long…”"));
    }
}
