//! Markup that publishing systems add to Markdown: attributes in braces, boxes between colons, abbreviations, comments
//! between percent signs, formulas.

use super::code::{Code, code};
use crate::draft::template::{Kind, Part};
use memchr::memmem;

/// Marks further apart than this (bytes) do not belong together.
const LONGEST: usize = 2000;

/// The parts of a text that are such markup.
pub(super) fn parts(text: &str, parts: &mut Vec<Part>) {
    let bytes = text.as_bytes();
    if bytes.starts_with(b":::")
        || memchr::memchr3(b'{', b'$', b'%', bytes).is_some()
        || memmem::find(bytes, b"\n:").is_some()
        || memmem::find(bytes, b" :").is_some()
        || memmem::find(bytes, b"*[").is_some()
    {
        let code = code(text);
        attributes(text, &mut Code::new(&code), parts);
        formulas(text, &mut Code::new(&code), parts);
        lines(text, &mut Code::new(&code), parts);
    }
    addresses(text, parts);
}

/// Brackets within one another that are kept track of.
const DEEPEST: usize = 32;

/// Lists of attributes: `{: .note}`, `{#id}` and `{.note}` on a line of their own or after what they belong to, and spans
/// of words in brackets that have some: `[word]{.note}`.
fn attributes(text: &str, code: &mut Code<'_>, parts: &mut Vec<Part>) {
    let bytes = text.as_bytes();
    if memchr::memchr(b'{', bytes).is_none() {
        return;
    }
    // Brackets that are open.
    let mut open: Vec<usize> = Vec::new();
    let mut done = 0;
    for at in memchr::memchr3_iter(b'{', b'[', b']', bytes) {
        if at < done {
            continue;
        }
        if let Some(end) = code.end_at(at) {
            done = end;
            continue;
        }
        if at > 0 && bytes[at - 1] == b'\\' {
            continue;
        }
        match bytes[at] {
            b'[' => {
                // Brackets that nothing closes must not pile up.
                open.truncate(DEEPEST);
                open.push(at);
            }
            b']' => {
                let opener = open.pop();
                // What is in brackets with a value after it may be anything: chat tools leave `[cite:1]{index=1}`.
                let is_span = matches!(bytes.get(at + 2), Some(b'.' | b'#' | b':'));
                if let Some(end) = attribute_list(text, at + 1).filter(|_| is_span) {
                    // Brackets of another paragraph are not meant.
                    let opener = opener.filter(|&opener| {
                        at - opener <= LONGEST && memmem::find(&bytes[opener..at], b"\n\n").is_none()
                    });
                    match opener {
                        Some(opener) => {
                            parts.push(Part::new(opener, opener + 1, Kind::Markup));
                            parts.push(Part::new(at, end, Kind::Markup));
                        }
                        None => parts.push(Part::new(at + 1, end, Kind::Markup)),
                    }
                    done = end;
                }
            }
            _ => {
                let Some(end) = attribute_list(text, at) else { continue };
                let before = at.checked_sub(1).map(|before| bytes[before]);
                let belongs = bytes[at + 1] == b':' || before.is_some_and(|byte| b")`*_~>".contains(&byte));
                if belongs || has_line_to_itself(text, at, end) {
                    parts.push(Part::new(at, end, Kind::Markup));
                    done = end;
                }
            }
        }
    }
}

fn has_line_to_itself(text: &str, start: usize, end: usize) -> bool {
    let is_gap = |byte: &u8| matches!(byte, b' ' | b'\t' | b'>');
    let before = text.as_bytes()[..start].iter().rev().find(|byte| !is_gap(byte));
    let after = text.as_bytes()[end..].iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    before.is_none_or(|byte| *byte == b'\n') && after.is_none_or(|byte| *byte == b'\n')
}

/// End of the list of attributes that opens at `at`: names after `.` and `#`, and values after `=`. One with a colon after
/// its brace may hold anything.
fn attribute_list(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.get(at) != Some(&b'{') || bytes.get(at + 1) == Some(&b'{') {
        return None;
    }
    let window = &bytes[at + 1..bytes.len().min(at + LONGEST)];
    let length = memchr::memchr3(b'}', b'\n', b'{', window).filter(|&length| window[length] == b'}')?;
    let inside = &text[at + 1..at + 1 + length];
    let end = at + 1 + length + 1;
    let is_named = |word: &str| word.chars().all(|c| c.is_alphanumeric() || "-_:./%".contains(c)) && !word.is_empty();
    if let Some(rest) = inside.strip_prefix(':') {
        return (!rest.trim().is_empty() && !rest.starts_with(['-', ')', '('])).then_some(end);
    }
    let mut words = 0;
    let mut rest = inside.trim();
    while !rest.is_empty() {
        let length = match rest.as_bytes()[0] {
            b'.' | b'#' => {
                let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
                is_named(&rest[1..length]).then_some(length)?
            }
            _ => {
                let equals = rest.find('=').filter(|&equals| is_named(&rest[..equals]))?;
                let value = &rest[equals + 1..];
                let length = match value.as_bytes().first()? {
                    quote @ (b'"' | b'\'') => 2 + memchr::memchr(*quote, &value.as_bytes()[1..])?,
                    _ => value.find(char::is_whitespace).unwrap_or(value.len()),
                };
                equals + 1 + length
            }
        };
        words += 1;
        rest = rest[length..].trim_start();
    }
    (words > 0).then_some(end)
}

/// Formulas between dollar signs. Prices have them too: what is between two of one sentence counts as a formula only if it
/// has signs of one, or is a single letter.
fn formulas(text: &str, code: &mut Code<'_>, parts: &mut Vec<Part>) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in memchr::memchr_iter(b'$', bytes) {
        if at < done || (at > 0 && bytes[at - 1] == b'\\') {
            continue;
        }
        if let Some(end) = code.end_at(at) {
            done = end;
            continue;
        }
        if bytes.get(at + 1) == Some(&b'$') {
            done = at + 2;
            let window = &bytes[at + 2..bytes.len().min(at + LONGEST)];
            let near = memmem::find(window, b"$$");
            if let Some(length) = near.filter(|&end| end > 0 && memmem::find(&window[..end], b"\n\n").is_none()) {
                done = at + 2 + length + 2;
                parts.push(Part::new(at, done, Kind::Formula));
            }
        } else if let Some(end) = inline_formula(text, at) {
            parts.push(Part::new(at, end, Kind::Formula));
            done = end;
        }
    }
}

/// End of the formula that opens with the one dollar sign at `at`.
fn inline_formula(text: &str, at: usize) -> Option<usize> {
    /// Formulas longer than this stand on lines of their own.
    const LONGEST: usize = 200;
    let bytes = text.as_bytes();
    let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    if is_word(at.checked_sub(1).map(|before| &bytes[before])) {
        return None;
    }
    let window = &bytes[at + 1..bytes.len().min(at + LONGEST)];
    let length = memchr::memchr2(b'$', b'\n', window).filter(|&length| window[length] == b'$')?;
    let inside = &text[at + 1..at + 1 + length];
    let is_letter = || inside.len() == 1 && inside.as_bytes()[0].is_ascii_alphabetic();
    let has_signs = || {
        let operators = inside.contains(['^', '_', '=']) || inside.contains('\\');
        // `${a_b}` is a variable that nothing filled in, and the sign closes nothing before a number.
        let is_price = inside.starts_with(|c: char| c.is_ascii_digit()) && !inside.contains(['^', '\\']);
        operators && !is_price && !inside.starts_with('{')
    };
    let fits = inside.trim() == inside && !is_word(bytes.get(at + 1 + length + 1)) && (is_letter() || has_signs());
    fits.then_some(at + 1 + length + 1)
}

/// What is markup by the line: fences of boxes, abbreviations, comments.
fn lines(text: &str, code: &mut Code<'_>, parts: &mut Vec<Part>) {
    let mut at = 0;
    let mut comment: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start_matches([' ', '\t', '>']);
        let start = at + (line.len() - trimmed.len());
        let end = start + trimmed.trim_end().len();
        at += line.len();
        if comment.is_none() && (start == end || code.end_at(start).is_some()) {
            continue;
        }
        let trimmed = trimmed.trim_end();
        if trimmed == "%%" {
            match comment.take().filter(|from| end - from <= LONGEST) {
                Some(from) => parts.push(Part::new(from, end, Kind::Comment)),
                None => comment = Some(start),
            }
        } else if comment.is_none() {
            if trimmed.starts_with(":::") {
                fence(text, start, end, parts);
            } else if is_abbreviation(trimmed) {
                parts.push(Part::new(start, end, Kind::Markup));
            } else {
                // A word of an emoji, or anything else that is no definition of the line before.
                if trimmed.starts_with(':') && !trimmed[1..].starts_with([' ', '\t']) {
                    parts.push(Part::new(start, start + 1, Kind::Address));
                }
                percent_comments(trimmed, start, parts);
            }
        }
    }
}

/// A box between colons: `::: {.note}`, `:::tip Title`, `:::note[Title]{.a}`, `:::`. Its title is text.
fn fence(text: &str, start: usize, end: usize, parts: &mut Vec<Part>) {
    let line = &text[start..end];
    let colons = line.bytes().take_while(|byte| *byte == b':').count();
    let rest = line[colons..].trim_start();
    let named = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    let whole = Part::new(start, end, Kind::Markup);
    let at = end - rest.len() + named;
    let after = &text[at..end];
    let title = after.trim_start_matches([' ', '\t']);
    let title_at = end - title.len();
    let has_no_title = rest.is_empty()
        || (title.starts_with('{') && title.ends_with(['}', ':']))
        || (named > 0 && title.bytes().all(|byte| byte == b':'));
    if has_no_title {
        parts.push(whole);
    } else if named > 0 && title.starts_with('[') {
        let Some(close) = title.rfind(']').filter(|close| *close > 1) else { return parts.push(whole) };
        parts.push(Part::new(start, title_at + 1, Kind::Markup));
        parts.push(Part::new(title_at + close, end, Kind::Markup));
    } else if named > 0 && after.starts_with([' ', '\t']) {
        parts.push(Part::new(start, title_at, Kind::Markup));
    }
}

/// `*[HTML]: HyperText Markup Language`
fn is_abbreviation(line: &str) -> bool {
    line.strip_prefix("*[")
        .is_some_and(|rest| rest.find(']').is_some_and(|end| end > 0 && rest[end..].starts_with("]:")))
}

/// `%% a note %%` in a line. `%%NAME%%` is a variable that nothing filled in.
fn percent_comments(line: &str, start: usize, parts: &mut Vec<Part>) {
    let mut open: Option<usize> = None;
    for at in memmem::find_iter(line.as_bytes(), b"%%") {
        match open.take() {
            Some(from) if line[..at].ends_with(' ') => {
                parts.push(Part::new(start + from, start + at + 2, Kind::Comment));
            }
            _ => {
                let free = at == 0 || line[..at].ends_with(char::is_whitespace);
                open = (free && line[at + 2..].starts_with(' ')).then_some(at);
            }
        }
    }
}

/// Web addresses that hold underscores or tildes, which Markdown would take for emphasis next to a mark.
fn addresses(text: &str, parts: &mut Vec<Part>) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in memmem::find_iter(bytes, b"://") {
        if at < done {
            continue;
        }
        let mut depth = 0usize;
        let length = bytes[at..].iter().take_while(|byte| match byte {
            b'(' => {
                depth += 1;
                true
            }
            b')' => {
                depth = depth.wrapping_sub(1);
                depth != usize::MAX
            }
            byte => byte.is_ascii_graphic() && !b"<>|\"'`[]{}*\\".contains(byte),
        });
        done = at + length.count();
        let address = &text[at..done];
        let address = address.trim_end_matches(['?', '!', '.', ',', ':', ';', '_', '~']);
        let held = address.as_bytes().windows(2).any(|pair| {
            let marks = |byte: u8| matches!(byte, b'_' | b'~');
            (marks(pair[0]) && !pair[1].is_ascii_alphanumeric()) || (marks(pair[1]) && !pair[0].is_ascii_alphanumeric())
        });
        if held {
            parts.push(Part::new(at, at + address.len(), Kind::Address));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::template::Shielded;

    /// The parts of a text, all or of one kind.
    fn found(text: &str) -> Vec<(&str, Kind)> {
        let mut found = Vec::new();
        parts(text, &mut found);
        let shielded = Shielded::new(text, found);
        shielded.parts.iter().map(|part| (&text[part.span.range()], part.kind)).collect()
    }

    fn markup(text: &str, expected: &[&str]) {
        let expected: Vec<_> = expected.iter().map(|part| (*part, Kind::Markup)).collect();
        assert_eq!(found(text), expected, "{text}");
    }

    #[test]
    fn attributes_belong_to_what_they_follow() {
        markup("Text.\n{: .note #id a=\"b c\"}\n", &["{: .note #id a=\"b c\"}"]);
        markup("> {.note}\n", &["{.note}"]);
        markup("![a](b.png){width=50%} *c*{.d}", &["{width=50%}", "{.d}"]);
        markup("a [b *c*]{.d} [e]{.f}", &["[", "]{.d}", "[", "]{.f}"]);
        for text in [
            "The set {1, 2} and {name}.",
            "a {.b} c",
            "`[a]{.b}`",
            "[a]{b}",
            "{}",
            "{: }",
            "\\[a\\]{b",
            "{:)}",
            "{{ a }}",
        ] {
            markup(text, &[]);
        }
    }

    #[test]
    fn boxes_have_titles() {
        markup("::: {.note}\nText.\n:::\n", &["::: {.note}", ":::"]);
        markup(":::tip\n", &[":::tip"]);
        markup(":::tip The quay\n", &[":::tip "]);
        markup("::: note :::\n", &["::: note :::"]);
        markup(":::note[The *quay*]{.a}\n", &[":::note[", "]{.a}"]);
        markup(": b\nstd::fmt\n```\n:::\n```\n", &[]);
    }

    #[test]
    fn abbreviations_and_comments() {
        markup("*[GSA]: General Services\n*[a] b\n* [a]: b\n", &["*[GSA]: General Services"]);
        assert_eq!(found("a %% b %% c %%NAME%% 5 %% d"), [("%% b %%", Kind::Comment)]);
        assert_eq!(found("%%\na\n\nb\n%%\nc"), [("%%\na\n\nb\n%%", Kind::Comment)]);
    }

    #[test]
    fn prices_are_no_formulas() {
        for text in [
            "It costs $5 and $10.",
            "from $5-$10, US$5 (NZ$) or $5 million ($A8m)",
            "A$AP Rocky and Ke$ha",
            "${a_b} $ x $ $5_$",
            "`$x$` $$",
            "$NAME and $HOME",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for text in ["$x$", "$E = mc^2$", "$\\alpha$", "$$\na_b\n$$", "$$x$$"] {
            assert_eq!(found(&format!("a {text}, b")), [(text, Kind::Formula)]);
        }
    }

    #[test]
    fn a_colon_without_a_space_defines_nothing() {
        assert_eq!(found("a\n:tree: b\n: c\n"), [(":", Kind::Address)]);
    }

    #[test]
    fn addresses_keep_their_underscores() {
        assert_eq!(
            found("*see https://x.org/_a_/b_, c* and (https://x.org/a_b_)_"),
            [("://x.org/_a_/b", Kind::Address)]
        );
        assert_eq!(found("[a](https://x.org/(_a_)/)"), [("://x.org/(_a_)/", Kind::Address)]);
    }

    #[test]
    fn opening_marks_alone_take_no_time() {
        for unit in ["{", "[", "[a]{.b}", "$", "$$ ", "$ ", "%%", "%% ", "://", "*[", "{:", ":::", "\n> "] {
            found(&unit.repeat(100_000));
        }
    }
}
