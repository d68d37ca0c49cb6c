//! Word documents: which blocks there are, by the styles of the paragraphs and, where these say nothing, by their shape.
//!
//! The source is the text of the document, a paragraph a line.

mod style;

use super::allow::{self, AllowComment, in_a_comment};
use super::block::{Builder, Mask, Role};
use super::headline::{dateline_length, list_marker};
use super::language::Language;
use super::plain::{Line, is_byline, is_reference, is_reference_heading, outline};
use crate::diagnostic::Diagnostic;
use crate::source::{Document, Source, Span, WordMark};
use style::Kind;

/// How a comment of Word's is written, for remedies.
const IN_A_REMARK: &str = "Write the comment as `copydesk: allow rule-id - the reason`.";

/// Paragraphs in bold type that are longer than this (in words) are no subheads.
const LONGEST_SUBHEAD: usize = 12;

/// Paragraphs longer than this (bytes) announce no list of sources.
const LONGEST_HEADING: usize = 40;

/// Reads a Word document into blocks.
pub(super) fn parse(builder: &mut Builder<'_>) {
    let source = builder.source;
    let Some(document) = source.word() else { return };
    let lines = lines(source, document, builder);
    let by_style = headline_by_style(&lines);
    let roles = match by_style {
        Some(headline) => by_styles(source, &lines, headline),
        None => by_shape(source, &lines, builder.has_headline()),
    };
    for (index, line) in lines.iter().enumerate() {
        let role = subhead_in_bold(source, &lines, &roles, index).unwrap_or(roles[index].0);
        match role {
            Role::Code | Role::Markup => builder.opaque(role, line.text.span),
            role => block(builder, document, line, role, roles[index].1),
        }
    }
    remarks(builder, document);
}

/// The language that a Word document has its text marked with. It is asked last: where nobody has chosen one, Word writes that
/// of the computer it runs on.
pub(super) fn language(source: &Source) -> Option<Language> {
    let letters = source.word()?.language?;
    Language::from_tag(std::str::from_utf8(&letters).ok()?)
}

/// A line of a paragraph: what stands between two line breaks, without spaces at its ends.
struct Stretch {
    text: Line,
    kind: Kind,
    is_bold: bool,
}

/// The lines that are not blank. One line break is a space, as in any text; where there are two, a new paragraph begins, as
/// it looks to the reader.
fn lines(source: &Source, document: &Document, builder: &Builder<'_>) -> Vec<Stretch> {
    let text = source.text();
    let mut lines = Vec::new();
    let mut at = 0;
    for paragraph in &document.paragraphs {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length);
        let kind = Kind::of(paragraph, &document.styles, builder.names);
        let mut from = at;
        while from < end {
            let to = double_break(&text[from..end]).map_or(end, |length| from + length);
            let trimmed = text[from..to].trim();
            let start = from + (text[from..to].len() - text[from..to].trim_start().len());
            if !trimmed.is_empty() {
                let span = Span::new(start, start + trimmed.len());
                lines.push(Stretch { text: Line { span, set_off: true }, kind, is_bold: paragraph.is_bold });
            }
            from = to.max(from + 1);
        }
        at = end + 1;
    }
    lines
}

/// Where two line breaks stand with nothing but spaces between them, after the first words.
fn double_break(text: &str) -> Option<usize> {
    let lead = text.len() - text.trim_start().len();
    let bytes = &text.as_bytes()[lead..];
    let is_double = |&at: &usize| bytes[at + 1..].iter().find(|byte| !matches!(byte, b' ' | b'\t')) == Some(&0xb);
    memchr::memchr_iter(0xb, bytes).find(is_double).map(|at| lead + at)
}

/// The line that a style makes the headline: the title, or else a heading of the first level before any text.
fn headline_by_style(lines: &[Stretch]) -> Option<usize> {
    lines.iter().position(|line| line.kind == Kind::Headline).or_else(|| {
        let first = lines.iter().position(|line| line.kind == Kind::Heading(1))?;
        let is_text = |line: &Stretch| line.kind == Kind::Plain;
        (!lines[..first].iter().any(is_text)).then_some(first)
    })
}

/// The role and the level of each line of a document that has a headline by its style.
fn by_styles(source: &Source, lines: &[Stretch], headline: usize) -> Vec<(Role, u8)> {
    let (mut body_seen, mut references) = (false, false);
    let title = source.slice(lines[headline].text.span);
    let is_copy = |line: &&Stretch| line.kind == Kind::Plain && source.slice(line.text.span) == title;
    let copies = lines[headline + 1..].iter().take_while(is_copy).count();
    let role = |(index, line): (usize, &Stretch)| {
        let text = source.slice(line.text.span);
        let (role, level) = line.kind.role();
        let role = match role {
            // As in a plain text, a headline that was pasted twice is two.
            _ if (headline..=headline + copies).contains(&index) => Role::Headline,
            Role::Headline => Role::Subhead,
            Role::Subhead => {
                references = is_reference_heading(text);
                Role::Subhead
            }
            Role::Body | Role::List if references || is_reference(text) => Role::Reference,
            Role::Body if text.len() < LONGEST_HEADING && is_reference_heading(text) => {
                references = true;
                Role::Subhead
            }
            Role::Body if !body_seen && is_byline(text) => Role::Byline,
            Role::Body if list_marker(text).is_some() => Role::List,
            role => role,
        };
        body_seen |= role == Role::Body;
        let level = if matches!(role, Role::Headline | Role::Subhead) { level.max(1) } else { 0 };
        (role, if line.kind == Kind::Plain { 0 } else { level })
    };
    lines.iter().enumerate().map(role).collect()
}

/// The same where no style says which line is the headline: lines without a style of their own are read as a plain text.
fn by_shape(source: &Source, lines: &[Stretch], has_headline: bool) -> Vec<(Role, u8)> {
    let mut roles: Vec<(Role, u8)> = lines.iter().map(|line| line.kind.role()).collect();
    let plain: Vec<usize> = (0..lines.len()).filter(|&index| lines[index].kind == Kind::Plain).collect();
    let of_plain: Vec<Line> = plain.iter().map(|&index| lines[index].text).collect();
    // What stands after a heading is no headline.
    let has_headline = has_headline || plain.first() != Some(&0);
    for part in outline(source.text(), &of_plain, false, has_headline) {
        for line in part.lines {
            roles[plain[line]].0 = part.role;
        }
    }
    roles
}

/// A short paragraph all in bold type between paragraphs that are not is a subhead to whoever reads it.
fn subhead_in_bold(source: &Source, lines: &[Stretch], roles: &[(Role, u8)], index: usize) -> Option<Role> {
    let line = &lines[index];
    let is_body = |index: usize| lines.get(index).is_some_and(|line| roles[index].0 == Role::Body && !line.is_bold);
    if !line.is_bold || line.kind != Kind::Plain || roles[index].0 != Role::Body || !is_body(index + 1) {
        return None;
    }
    let text = source.slice(line.text.span);
    let is_short = text.split_whitespace().take(LONGEST_SUBHEAD + 1).count() <= LONGEST_SUBHEAD;
    let is_open = !text.ends_with(['.', '!', '…', ',', ';', ':', '"', '”']);
    let follows_body = index > 0 && !matches!(roles[index - 1].0, Role::Headline | Role::Dek | Role::Byline);
    (is_short && is_open && follows_body).then_some(Role::Subhead)
}

/// Adds a block made of a line.
fn block(builder: &mut Builder<'_>, document: &Document, line: &Stretch, role: Role, level: u8) {
    let span = line.text.span;
    let text = builder.source.slice(span);
    builder.open(role, span.range().start);
    let from = builder.prose.len();
    let marker = if role == Role::List && line.kind == Kind::Plain { list_marker(text).unwrap_or(0) } else { 0 };
    let inked = Span::new(span.range().start + marker, span.range().end);
    let gaps = ink(builder, inked);
    masks(builder, document, inked, from, &gaps);
    let opens = role == Role::Body && !builder.blocks.iter().rev().skip(1).any(|block| block.role == Role::Body);
    if let Some(length) =
        Some(builder.prose.slice(Span::new(from, builder.prose.len()))).filter(|_| opens).and_then(dateline_length)
    {
        builder.masks.push((Span::new(from, from + length), Mask::Dateline));
    }
    if let Some(block) = builder.current() {
        block.heading = level;
    }
    builder.close(span.range().end);
}

/// Adds text to the prose: white space with a tab or a line break in it is one space. Returns the spans of such spaces.
fn ink(builder: &mut Builder<'_>, span: Span) -> Vec<Span> {
    let text = builder.source.slice(span);
    let start = span.range().start;
    let mut gaps = Vec::new();
    let mut from = 0;
    for at in memchr::memchr2_iter(b'\t', 0xb, text.as_bytes()) {
        if at < from {
            continue;
        }
        let before = from + text[from..at].trim_end_matches(' ').len();
        let after = at + (text[at..].len() - text[at..].trim_start_matches([' ', '\t', '\u{b}']).len());
        builder.text(Span::new(start + from, start + before));
        let gap = Span::new(start + before, start + after);
        builder.prose.push_as(" ", gap);
        gaps.push(gap);
        from = after;
    }
    builder.text(Span::new(start + from, span.range().end));
    gaps
}

/// Masks what is marked in the text that was added to the prose from `from` on.
fn masks(builder: &mut Builder<'_>, document: &Document, span: Span, from: usize, gaps: &[Span]) {
    // A mark may begin before the line: in the marker of a list, or before a double line break.
    let first = document.marks.partition_point(|(mark, _)| mark.start < span.start).saturating_sub(4);
    let mut passed = 0;
    let mut lost = 0;
    for &(mark, kind) in document.marks[first..].iter().take_while(|(mark, _)| mark.start < span.end) {
        let mark = Span { start: mark.start.max(span.start), end: mark.end.min(span.end) };
        if mark.is_empty() {
            continue;
        }
        while gaps.get(passed).is_some_and(|gap| gap.end <= mark.start) {
            lost += gaps[passed].len() - 1;
            passed += 1;
        }
        let place = |at: u32, lost: usize| from + (at - span.start) as usize - lost;
        // A mark that begins in a gap begins at its space.
        let within =
            gaps.get(passed).filter(|gap| gap.start < mark.start).map_or(0, |gap| (mark.start - gap.start) as usize);
        let start = place(mark.start, lost + within);
        let inside: usize = gaps[passed..]
            .iter()
            .take_while(|gap| gap.start < mark.end)
            .map(|gap| (gap.end.min(mark.end) - gap.start) as usize - 1)
            .sum();
        let end = place(mark.end, lost + inside);
        let mask = match kind {
            WordMark::Emphasis => Mask::Emphasis,
            WordMark::Code => Mask::Code,
            WordMark::Link => Mask::Link,
        };
        if start < end {
            builder.masks.push((Span::new(start, end), mask));
        }
    }
}

/// The comments that allow something. They stand beside the text: what is said of them is said of the words that they are
/// about.
fn remarks(builder: &mut Builder<'_>, document: &Document) {
    let source = builder.source;
    for remark in &document.remarks {
        let written = Source::new(source.path().clone(), format!("<!--{}-->", remark.text));
        let mut inner = Builder::new(&written, builder.names);
        allow::comment(&mut inner, Span::new(0, written.text().len()), 0);
        let Builder { allows, troubles, .. } = inner;
        builder.allows.extend(allows.into_iter().map(|allow| AllowComment {
            rules: allow.rules.into_iter().map(|(name, _)| (name, remark.span)).collect(),
            span: remark.span,
            block: Some(remark.span.start),
            reason: allow.reason,
        }));
        builder.troubles.extend(troubles.into_iter().map(|trouble| Diagnostic {
            place: source.place(remark.span),
            text: source.slice(remark.span).to_owned(),
            remedy: trouble.remedy.map(|remedy| remedy.replace(&in_a_comment(("<!--", "-->")), IN_A_REMARK)),
            ..trouble
        }));
    }
}

#[cfg(test)]
mod tests;
