//! Text values of front matter, taken into the prose so that every character leads back to the bytes that spell it.

use crate::draft::Prose;
use crate::source::{Source, Span};

/// How the source spells a text value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::draft) enum Spelling {
    /// As it is, but for line breaks and indentation: plain and block scalars, TOML's literal strings.
    Bare,
    /// With each apostrophe doubled: YAML in single quotation marks.
    Doubled,
    /// With backslashes: double quotation marks in any language.
    Escaped,
}

impl Spelling {
    /// The spelling of a YAML scalar, and its span without quotation marks.
    pub(super) fn of_yaml(source: &Source, span: Span) -> (Span, Self) {
        // The span of a block scalar ends with a line feed, so a quotation inside one is not taken for its marks.
        match source.slice(span).as_bytes() {
            [b'"', .., b'"'] => (inside(span, 1), Self::Escaped),
            [b'\'', .., b'\''] => (inside(span, 1), Self::Doubled),
            _ => (trimmed(source, span), Self::Bare),
        }
    }

    /// The spelling of a TOML string, and its span without quotation marks.
    pub(super) fn of_toml(source: &Source, span: Span) -> (Span, Self) {
        let text = source.slice(span);
        let long = text.len() >= 6 && (text.starts_with("\"\"\"") || text.starts_with("'''"));
        let inner = inside(span, if long { 3 } else { usize::from(text.len() >= 2) });
        (inner, if text.starts_with('"') { Self::Escaped } else { Self::Bare })
    }
}

fn inside(span: Span, marks: usize) -> Span {
    Span::new(span.range().start + marks, span.range().end - marks)
}

fn trimmed(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let blank = |c: char| c.is_ascii_whitespace();
    let start = span.range().start + (text.len() - text.trim_start_matches(blank).len());
    Span::new(start, start + text.trim_matches(blank).len())
}

/// What the next bytes of a value's spelling yield.
enum Step {
    /// So many bytes that are the same in both.
    Same(usize),
    /// Bytes of the source, bytes of the value: one indivisible piece.
    Piece(usize, usize),
    /// A line break and what goes with it: one space to the reader. Bytes of the source, bytes of the value.
    Space(usize, usize),
    /// Bytes of the source that yield nothing.
    Nothing(usize),
}

impl Step {
    /// Bytes of the value that are yielded.
    fn used(&self) -> usize {
        match *self {
            Self::Same(used) | Self::Piece(_, used) | Self::Space(_, used) => used,
            Self::Nothing(_) => 0,
        }
    }
}

/// Appends `value`, which `span` of the source spells.
pub(super) fn push(prose: &mut Prose, source: &Source, value: &str, span: Span, spelling: Spelling) {
    let raw = source.slice(span);
    let blank = |c: char| c.is_ascii_whitespace();
    let read = value.trim_matches(blank);
    // White space before the first word may be spelt with backslashes, and is passed over with them.
    let (mut at, mut rest) = (0, if spelling == Spelling::Escaped { value.trim_end_matches(blank) } else { read });
    // Most values are spelt as they read.
    if raw == read && !raw.contains(['\n', '\r']) {
        prose.push(source, span);
        return;
    }
    while !rest.is_empty() {
        let from = span.range().start + at;
        let Some(step) = step(&raw[at..], rest, spelling) else {
            // A spelling this module does not know (binary, say): the rest is one piece, which is coarse but true.
            prose.push_as(rest, Span::new(from, span.range().end));
            return;
        };
        let (taken, used) = match step {
            Step::Same(bytes) | Step::Piece(bytes, _) | Step::Space(bytes, _) if rest.len() > read.len() => {
                (bytes, step.used())
            }
            Step::Same(bytes) => {
                prose.push(source, Span::new(from, from + bytes));
                (bytes, bytes)
            }
            Step::Piece(taken, used) => {
                prose.push_as(&rest[..used], Span::new(from, from + taken));
                (taken, used)
            }
            Step::Space(taken, used) => {
                prose.push_as(" ", Span::new(from, from + taken));
                (taken, used)
            }
            Step::Nothing(taken) => (taken, 0),
        };
        at += taken;
        rest = &rest[used..];
    }
}

/// The next step, or `None` if the source does not spell the value.
fn step(raw: &str, rest: &str, spelling: Spelling) -> Option<Step> {
    let special = |byte: u8| {
        byte.is_ascii_whitespace()
            || (byte == b'\\' && spelling == Spelling::Escaped)
            || (byte == b'\'' && spelling == Spelling::Doubled)
    };
    let mut same = raw.bytes().zip(rest.bytes()).take_while(|&(one, two)| one == two && !special(one)).count();
    while !raw.is_char_boundary(same) {
        same -= 1;
    }
    if same > 0 {
        return Some(Step::Same(same));
    }
    match *raw.as_bytes().first()? {
        byte if byte.is_ascii_whitespace() => Some(blank(raw, rest)),
        b'\\' if spelling == Spelling::Escaped => escape(raw, rest),
        b'\'' if spelling == Spelling::Doubled => {
            (raw.starts_with("''") && rest.starts_with('\'')).then_some(Step::Piece(2, 1))
        }
        _ => None,
    }
}

fn blanks(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_whitespace).count()
}

/// White space: kept within a line, folded with the indentation that follows where it breaks a line.
fn blank(raw: &str, rest: &str) -> Step {
    let run = blanks(raw);
    if raw[..run].contains(['\n', '\r']) {
        return match blanks(rest) {
            0 => Step::Nothing(run),
            used => Step::Space(run, used),
        };
    }
    match raw[..run].bytes().zip(rest.bytes()).take_while(|(one, two)| one == two).count() {
        0 => Step::Nothing(run),
        same => Step::Same(same),
    }
}

/// A backslash and what follows it.
fn escape(raw: &str, rest: &str) -> Option<Step> {
    let letter = raw[1..].chars().next()?;
    let length = match letter {
        // A line break that is not there for the reader.
        '\n' | '\r' | ' ' | '\t' if raw[1..1 + blanks(&raw[1..])].contains(['\n', '\r']) => {
            return Some(Step::Nothing(1 + blanks(&raw[1..])));
        }
        'x' => 4,
        'u' => 6,
        'U' => 10,
        other => 1 + other.len_utf8(),
    };
    let yielded = rest.chars().next()?;
    // Two halves of JSON make a character beyond 16 bits.
    let is_pair = letter == 'u' && yielded.len_utf16() == 2 && raw[length.min(raw.len())..].starts_with("\\u");
    let length = if is_pair { 12 } else { length };
    raw.is_char_boundary(length).then_some(())?;
    // A line feed inside a block would part it in two.
    let wide = yielded.len_utf8();
    Some(if yielded.is_ascii_whitespace() { Step::Space(length, wide) } else { Step::Piece(length, wide) })
}
