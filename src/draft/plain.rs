//! Plain text: a paragraph a line, or hard-wrapped.

use super::block::{Builder, Mask, Role};
use super::headline::{Candidate, dateline_length, is_headline, list_marker};
use crate::source::Span;
use std::ops::Range;

/// A line that is not blank.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) span: Span,
    /// Whether a blank line stands before it.
    pub(super) set_off: bool,
}

/// Lines that make a block, by their index.
pub(super) struct Part {
    pub(super) lines: Range<usize>,
    pub(super) role: Role,
    /// Whether a dateline may open it.
    pub(super) is_opening: bool,
}

impl Part {
    fn line(index: usize, role: Role) -> Self {
        Self { lines: index..index + 1, role, is_opening: true }
    }
}

/// Lines that are blocks of their own, or lines that are to be joined.
pub(super) fn parse(builder: &mut Builder<'_>) {
    let source = builder.source;
    let text = source.text();
    let mut lines: Vec<Line> = Vec::new();
    let mut blank = true;
    for index in 0..source.line_starts().len() {
        let mut span = source.line_span(index);
        if index == 0 {
            span.start = span.start.max(source.start() as u32);
        }
        let line = &text[span.range()];
        let trimmed = line.trim();
        if trimmed.is_empty() {
            blank = true;
            continue;
        }
        let start = span.range().start + (line.len() - line.trim_start().len());
        lines.push(Line { span: Span::new(start, start + trimmed.len()), set_off: blank });
        blank = false;
    }
    let wrapped = is_wrapped(text, &lines);
    for part in outline(text, &lines, wrapped, builder.has_headline()) {
        block(builder, &lines[part.lines], part.role, part.is_opening);
    }
}

/// What the lines of a text are in the story, by their shape and place. `wrapped` says that a paragraph may take several.
pub(super) fn outline(text: &str, lines: &[Line], wrapped: bool, has_headline: bool) -> Vec<Part> {
    let mut parts = if has_headline { Vec::new() } else { headline(text, lines, wrapped) };
    let mut at = parts.len();
    let mut references = false;
    let mut body_seen = false;
    let front = at;
    while at < lines.len() {
        let mut to = at + 1;
        if wrapped {
            while to < lines.len() && joins(text, lines, at, to) {
                to += 1;
            }
        }
        let first = &text[lines[at].span.range()];
        let last = &text[lines[to - 1].span.range()];
        let length: usize = lines[at..to].iter().map(|line| line.span.len()).sum();
        let next = lines.get(to).map(|line| &text[line.span.range()]);
        let role = role_of(first, last, length, next, body_seen, at - front, references);
        if role == Role::Subhead {
            references = is_reference_heading(first);
        }
        body_seen |= role == Role::Body;
        parts.push(Part { lines: at..to, role, is_opening: front == at });
        at = to;
    }
    parts
}

/// Whether the lines of the text are parts of paragraphs rather than paragraphs.
///
/// A paragraph a line shows in long lines most of which end a sentence. Short texts are read line by line unless
/// lines without a full stop are followed by lines in lower case.
fn is_wrapped(text: &str, lines: &[Line]) -> bool {
    let mut lengths: Vec<usize> = lines.iter().map(|line| text[line.span.range()].chars().count()).collect();
    if lengths.is_empty() {
        return false;
    }
    let middle = lengths.len() / 2;
    let median = *lengths.select_nth_unstable(middle).1;
    let ended = lines.iter().filter(|line| ends_sentence(&text[line.span.range()])).count();
    if median > 80 && ended * 10 >= lines.len() * 6 {
        return false;
    }
    let mut carried = 0;
    for pair in lines.windows(2) {
        let (one, two) = (&text[pair[0].span.range()], &text[pair[1].span.range()]);
        if !pair[1].set_off && !ends_sentence(one) && one.chars().count() >= 40 && list_marker(two).is_none() {
            carried += 1;
        }
    }
    carried >= 2 && carried * 5 >= lines.len() && median <= 100
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '”', '"', ':', '…', '’'])
}

/// Whether line `to` goes on with the paragraph that starts at `from`.
fn joins(text: &str, lines: &[Line], from: usize, to: usize) -> bool {
    let (before, line) = (&text[lines[to - 1].span.range()], &text[lines[to].span.range()]);
    if lines[to].set_off || list_marker(line).is_some() || is_reference(line) {
        return false;
    }
    let _ = from;
    // A short line that ends a sentence ends its paragraph when the next one starts afresh.
    !(ends_sentence(before) && before.chars().count() < 45 && line.chars().next().is_some_and(|c| !c.is_lowercase()))
}

/// The headline, copies of it, and the dek, a part for each line from the first on; none if there is no headline.
fn headline(text: &str, lines: &[Line], wrapped: bool) -> Vec<Part> {
    let Some(first) = lines.first() else { return Vec::new() };
    let line = &text[first.span.range()];
    let second = lines.get(1);
    // A headline pasted twice says nothing of the length of the body.
    let body = lines.iter().skip(1).find(|other| text[other.span.range()] != *line);
    let candidate = Candidate {
        line,
        blank_after: second.is_some_and(|line| line.set_off),
        next_length: body.map_or(0, |line| line.span.len()),
    };
    if second.is_none() || !is_headline(&candidate) {
        return Vec::new();
    }
    let copies = lines.iter().skip(1).take_while(|other| text[other.span.range()] == *line).count();
    let mut parts: Vec<Part> = (0..=copies).map(|index| Part::line(index, Role::Headline)).collect();
    let byline = |parts: &mut Vec<Part>| {
        if lines.get(parts.len()).is_some_and(|next| is_byline(&text[next.span.range()])) {
            parts.push(Part::line(parts.len(), Role::Byline));
        }
    };
    byline(&mut parts);
    if let (Some(dek), Some(next)) = (lines.get(parts.len()), lines.get(parts.len() + 1))
        // The first line of a wrapped paragraph is no sentence of its own.
        && (!wrapped || next.set_off)
        && is_dek(&text[dek.span.range()], line, next.span.len())
    {
        parts.push(Part::line(parts.len(), Role::Dek));
        byline(&mut parts);
    }
    parts
}

/// At most 40 words, shorter than what follows, and without a full stop, or two clauses joined by a dash, or words of
/// the headline again.
fn is_dek(line: &str, headline: &str, next_length: usize) -> bool {
    let words = line.split_whitespace().count();
    if !(4..=40).contains(&words)
        || line.len() >= next_length
        || list_marker(line).is_some()
        || dateline_length(line).is_some()
    {
        return false;
    }
    let dashed = [" - ", " – ", " — "].iter().any(|dash| line.contains(dash));
    let content = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.len() > 4)
            .map(|w| w.to_lowercase()[..floor4(w)].to_owned())
            .collect::<Vec<_>>()
    };
    let shared = {
        let headline = content(headline);
        content(line).iter().filter(|word| headline.contains(word)).count()
    };
    !ends_sentence(line) || (dashed && words <= 40) || (shared >= 2 && words <= 25 && next_length > 2 * line.len())
}

/// Where to cut a word of five letters or more so that its endings do not matter.
fn floor4(word: &str) -> usize {
    let lower = word.to_lowercase();
    crate::source::floor_boundary(&lower, lower.len().min(5))
}

/// `By Ana Silva`, `By Ana Silva and Tom Reed, Political editor`.
pub(super) fn is_byline(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")) else { return false };
    let words: Vec<&str> = rest.split_whitespace().collect();
    (2..=12).contains(&words.len())
        && !ends_sentence(line)
        && words[..2].iter().all(|word| super::token::is_capitalised(word))
}

fn role_of(
    first: &str,
    last: &str,
    length: usize,
    next: Option<&str>,
    body_seen: bool,
    distance: usize,
    references: bool,
) -> Role {
    let listed = || list_marker(first).is_some() || first.contains("http") || is_entry(first);
    if is_reference(first) || (references && listed()) {
        return Role::Reference;
    }
    if list_marker(first).is_some() {
        return Role::List;
    }
    if distance <= 2 && is_byline(first) {
        return Role::Byline;
    }
    let words = first.split_whitespace().count();
    let heading = words <= 8
        && length == first.len()
        && !last.ends_with(['.', '!', '…', ',', ';', '"', '”'])
        && first.chars().any(char::is_alphabetic);
    let followed = next.is_some_and(|next| {
        next.len() > first.len() && (next.split_whitespace().count() > 8 || list_marker(next).is_some())
    });
    if heading && followed && (body_seen || is_reference_heading(first)) && !first.starts_with(char::is_lowercase) {
        return Role::Subhead;
    }
    Role::Body
}

/// `[1] Wilson, C.` or `1. Wilson, C. (2025)`.
pub(super) fn is_reference(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix('[') {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        return (1..=3).contains(&digits) && rest[digits..].starts_with("] ");
    }
    if is_author_year(line) {
        return true;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) || !matches!(line.as_bytes().get(digits), Some(b'.' | b')')) {
        return false;
    }
    has_year_in_brackets(line)
        && (line.contains("http") || line.contains("doi") || line.contains("Press") || line.matches('.').count() >= 3)
}

/// `Ministry of Works (2020) Annual report.`: under a heading that announces sources, anything with a year in brackets
/// behind its first words is one.
pub(super) fn is_entry(line: &str) -> bool {
    const AUTHORS: usize = 100;
    const LONGEST: usize = 400;
    line.len() <= LONGEST
        && line.starts_with(char::is_uppercase)
        && has_year_in_brackets(&line[..crate::source::floor_boundary(line, line.len().min(AUTHORS))])
}

/// `Alder, J. (2019) Counting the commuters.`: a surname, initials, and a year in brackets before the title.
fn is_author_year(line: &str) -> bool {
    // Nearly every line has no initial after its first comma: that is asked first.
    let Some(comma) = memchr::memchr_iter(b',', line.as_bytes()).find(|&comma| line[comma..].starts_with(", ")) else {
        return false;
    };
    let (surname, rest) = (&line[..comma], &line[comma + 2..]);
    let initial = rest.as_bytes().get(1) == Some(&b'.') && rest.starts_with(char::is_uppercase);
    if !initial {
        return false;
    }
    let surname_like = surname.split(' ').count() <= 3
        && super::token::is_capitalised(surname)
        && surname.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’'));
    let year = rest
        .find('(')
        .is_some_and(|at| at <= 80 && has_year_in_brackets(&rest[at..crate::source::floor_boundary(rest, at + 6)]));
    surname_like && year
}

/// Whether `(2025` or `(2025, June 2)` stands in the line.
fn has_year_in_brackets(line: &str) -> bool {
    line.match_indices('(').any(|(at, _)| {
        let year = line.as_bytes().get(at + 1..at + 5);
        year.is_some_and(|year| {
            year.iter().all(u8::is_ascii_digit) && matches!(year[..2], [b'1', b'8' | b'9'] | [b'2', b'0'])
        })
    })
}

/// Whether a heading announces a list of sources.
pub(super) fn is_reference_heading(line: &str) -> bool {
    let name = line.trim().trim_end_matches(':').to_ascii_lowercase();
    matches!(
        name.as_str(),
        "references"
            | "sources"
            | "bibliography"
            | "notes"
            | "works cited"
            | "footnotes"
            | "endnotes"
            | "citations"
            | "further reading"
    )
}

/// Adds a block made of one or more lines.
fn block(builder: &mut Builder<'_>, lines: &[Line], role: Role, opening: bool) {
    let text = builder.source.text();
    let (first, last) = (lines[0], lines[lines.len() - 1]);
    let start = first.span.range().start;
    builder.open(role, start);
    let from = builder.prose.len();
    let marker = if role == Role::List { list_marker(&text[first.span.range()]).unwrap_or(0) } else { 0 };
    for (index, line) in lines.iter().enumerate() {
        let mut span = line.span;
        if index == 0 {
            span.start += marker as u32;
        } else {
            // The line break and the indentation after it are one space to the reader.
            builder.prose.push_as(" ", Span { start: lines[index - 1].span.end, end: span.start });
        }
        builder.text(span);
    }
    if opening
        && role == Role::Body
        && let Some(length) = dateline_length(&text[first.span.range()])
    {
        builder.masks.push((Span::new(from, from + length), Mask::Dateline));
    }
    if let Some(block) = builder.current() {
        block.set_off = first.set_off;
    }
    builder.close(last.span.range().end);
}

#[cfg(test)]
mod tests {
    use crate::draft::{Draft, ReadOptions, Role};
    use crate::source::Source;
    use std::sync::Arc;

    #[test]
    fn the_first_line_of_a_wrapped_paragraph_is_no_dek() {
        let text = "Harbour closes in spring\n\n\
            The harbour of the old town will be closed to all ships from March\n\
            on, the council said on Monday, and nobody knows for how long it is\n\
            going to stay so.\n\n\
            The crews were told in the night that they would have to leave the\n\
            quay before the week is over, and most of them have left already.\n";
        let draft = Draft::read(Arc::new(Source::new("a.txt", text)), &ReadOptions::default());
        let roles: Vec<Role> = draft.blocks.iter().map(|block| block.role).collect();
        assert_eq!(roles, [Role::Headline, Role::Body, Role::Body]);
    }
}
