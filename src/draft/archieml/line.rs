//! What a line of ArchieML says.

use crate::source::Span;

/// A word behind a colon that tells the reader of the file what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// The value that was begun ends here and has all lines so far.
    End,
    /// What follows is not read until `:endskip`.
    Skip,
    EndSkip,
    /// The file ends here.
    Ignore,
}

/// The bracket line of an object or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scope {
    pub(super) is_list: bool,
    /// With a dot before the name: within the one that is open.
    pub(super) is_nested: bool,
    /// With a plus before the name: lines of text are items.
    pub(super) is_freeform: bool,
    /// The name; without one the last bracket is closed.
    pub(super) key: Span,
}

/// The command of a line. What stands behind the word says nothing.
pub(super) fn command(line: &str) -> Option<Command> {
    const COMMANDS: [(&str, Command); 4] =
        [("endskip", Command::EndSkip), ("ignore", Command::Ignore), ("skip", Command::Skip), ("end", Command::End)];
    let word = blanks(line.trim_start_matches(is_space).strip_prefix(':')?).as_bytes();
    let is = |name: &str| word.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()));
    COMMANDS.into_iter().find(|(name, _)| is(name)).map(|(_, command)| command)
}

/// The name of a line `name: value`, and its value; `at` is where the line begins.
pub(super) fn key(line: &str, at: usize) -> Option<(Span, Span)> {
    let text = line.trim_start_matches(is_space);
    let length = text.find(is_in_no_name).unwrap_or(text.len());
    let value = blanks(blanks(&text[length..]).strip_prefix(':')?);
    let start = at + line.len() - text.len();
    (length > 0).then(|| (Span::new(start, start + length), trimmed(line, value, at)))
}

/// The value of a line `* value`.
pub(super) fn item(line: &str, at: usize) -> Option<Span> {
    let value = blanks(line.trim_start_matches(is_space).strip_prefix('*')?);
    Some(trimmed(line, value, at))
}

/// The bracket that opens a line. What stands behind it says nothing.
pub(super) fn scope(line: &str, at: usize) -> Option<Scope> {
    let text = line.trim_start_matches(is_space);
    let is_list = text.starts_with('[');
    let inner = blanks(text.strip_prefix(['[', '{'])?);
    let key = blanks(inner.trim_start_matches(['+', '.']));
    let flags = &inner[..inner.len() - inner.trim_start_matches(['+', '.']).len()];
    let length = key.find(is_in_no_name).unwrap_or(key.len());
    blanks(&key[length..]).strip_prefix([']', '}'])?;
    let start = at + line.len() - key.len();
    Some(Scope {
        is_list,
        is_nested: flags.contains('.'),
        is_freeform: is_list && flags.contains('+'),
        key: Span::new(start, start + length),
    })
}

/// `rest`, with which `line` ends, without the blanks behind it.
fn trimmed(line: &str, rest: &str, at: usize) -> Span {
    let start = at + line.len() - rest.len();
    Span::new(start, start + rest.trim_end_matches(is_space).len())
}

fn blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r'])
}

/// White space as the specification has it, marks without width among it.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\0' | '\u{200b}' | '\u{feff}')
}

fn is_in_no_name(c: char) -> bool {
    is_space(c) || matches!(c, '[' | '\\' | ']' | '{' | '}' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_known_by_how_they_begin() {
        assert_eq!(command(" : END of it"), Some(Command::End));
        assert_eq!(command(":endskip"), Some(Command::EndSkip));
        assert_eq!(command("\t:Ignore"), Some(Command::Ignore));
        assert_eq!(command(":skipper"), Some(Command::Skip));
        for line in ["end", ":é", ":", "a :end", "\\:end"] {
            assert_eq!(command(line), None, "{line}");
        }
    }

    #[test]
    fn names_and_values_lie_where_they_are_written() {
        let line = "\u{a0} Zoë.name \t:  a: b \u{3000}";
        let (name, value) = key(line, 10).expect("a key");
        let slice = |span: Span| &line[span.range().start - 10..span.range().end - 10];
        assert_eq!((slice(name), slice(value)), ("Zoë.name", "a: b"));
        for line in ["He said: no", ": a", "a\\b: c", "[a]: b", "Plain"] {
            assert_eq!(key(line, 0), None, "{line}");
        }
        assert_eq!(item("  *\té ", 5), Some(Span::new(9, 11)));
        assert_eq!(item("é * ", 5), None);
    }

    #[test]
    fn brackets_open_and_close() {
        let found = scope(" [ .+ body ] and so on", 0).expect("a list");
        assert_eq!(
            (found.is_list, found.is_nested, found.is_freeform, found.key),
            (true, true, true, Span::new(6, 10))
        );
        let found = scope("{}", 0).expect("an end");
        assert!(!found.is_list && found.key.is_empty());
        for line in ["[a b]", "[a", "a [b]", "{\\a}"] {
            assert_eq!(scope(line, 0), None, "{line}");
        }
    }
}
