//! The copy of a text that a Markdown parser is given: as long as the original, and with what the parser would read wrongly
//! as plain words or as markup of its own.

use crate::source::Span;
use memchr::memmem;
use std::borrow::Cow;

/// What a part of the text is that a Markdown parser does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::draft) enum Kind {
    /// A tag of a template language. In a sentence it stands for the text that it yields.
    Tag,
    /// Code: tags that are shown and not followed, a tag that holds code.
    Code,
    /// A formula between dollar signs.
    Formula,
    /// Marks that no reader sees: attributes, fences of boxes, tags of components.
    Markup,
    /// A comment in the syntax of a template language.
    Comment,
    /// Text that is read as it stands, with characters in it that Markdown would take for marks: most are web addresses.
    Address,
}

/// A part of the text, with what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::draft) struct Part {
    pub(in crate::draft) span: Span,
    pub(in crate::draft) kind: Kind,
}

impl Part {
    pub(in crate::draft) const fn new(start: usize, end: usize, kind: Kind) -> Self {
        Self { span: Span::new(start, end), kind }
    }
}

/// What stands in for something in the copy.
#[derive(Clone, Copy, PartialEq)]
enum Stand {
    /// A word: what is in a sentence.
    Word,
    /// A processing instruction, which Markdown reads as a block of markup and which may end a paragraph.
    Block,
    /// An HTML tag, of which there may be any number in a sentence. So is a comment with text after it, of which Markdown
    /// would make a block, and lose the text.
    Inline,
    /// An address: letters for the characters that may be marks.
    Letters,
}

/// A text without what Markdown parsers do not know, and where that was.
pub(in crate::draft) struct Shielded<'t> {
    /// The text to parse. Byte for byte as long as the original.
    pub(in crate::draft) text: Cow<'t, str>,
    /// The parts, in order; none overlaps another.
    pub(in crate::draft) parts: Vec<Part>,
}

impl<'t> Shielded<'t> {
    /// Shields `text`. Of parts that overlap the one that begins first counts.
    pub(in crate::draft) fn new(text: &'t str, parts: Vec<Part>) -> Self {
        let parts = apart(parts);
        let (stands, comments) = (stands(text, &parts), comments_before_text(text, &parts));
        Self::with(text, parts, stands, comments)
    }

    /// Shields a text of HTML, in which comments may stand anywhere and tags that nobody knows are tags.
    pub(in crate::draft) fn of_html(text: &'t str, parts: Vec<Part>) -> Self {
        let parts = apart(parts);
        let stands = stands(text, &parts).into_iter().map(|stand| match stand {
            Stand::Inline => Stand::Block,
            stand => stand,
        });
        let stands = stands.collect();
        Self::with(text, parts, stands, Vec::new())
    }

    fn with(text: &'t str, parts: Vec<Part>, stands: Vec<Stand>, comments: Vec<Span>) -> Self {
        if parts.is_empty() && comments.is_empty() {
            return Self { text: Cow::Borrowed(text), parts };
        }
        let mut stands: Vec<(Span, Stand)> = parts.iter().map(|part| part.span).zip(stands).collect();
        stands.extend(comments.into_iter().map(|span| (span, Stand::Inline)));
        stands.sort_unstable_by_key(|(span, _)| span.start);
        let mut copy = String::with_capacity(text.len());
        for (span, stand) in stands {
            copy.push_str(&text[copy.len()..span.range().start]);
            let (open, close) = match stand {
                Stand::Letters => {
                    copy.extend(text[span.range()].chars().map(|c| if matches!(c, '_' | '~' | ':') { 'x' } else { c }));
                    continue;
                }
                Stand::Word => ("", ""),
                Stand::Block => ("<?", "?>"),
                Stand::Inline => ("<", ">"),
            };
            let Some(inside) = span.len().checked_sub(open.len() + close.len()).filter(|&inside| inside > 0) else {
                // Too short to be a tag: a bracket, or a fragment of JSX.
                copy.extend(std::iter::repeat_n(' ', span.len()));
                continue;
            };
            copy.push_str(open);
            copy.extend(std::iter::repeat_n('x', inside));
            copy.push_str(close);
        }
        copy.push_str(&text[copy.len()..]);
        Self { text: Cow::Owned(copy), parts }
    }

    /// `span`, widened so that it does not begin or end inside a part.
    pub(in crate::draft) fn snap(&self, span: Span) -> Span {
        let before = |at: u32| {
            let index = self.parts.partition_point(|part| part.span.start < at).checked_sub(1)?;
            Some(self.parts[index]).filter(|part| at < part.span.end && part.kind != Kind::Address)
        };
        Span {
            start: before(span.start).map_or(span.start, |part| part.span.start),
            end: before(span.end).map_or(span.end, |part| part.span.end),
        }
    }

    /// The parts that overlap `span`.
    pub(in crate::draft) fn parts_in(&self, span: Span) -> &[Part] {
        let from = self.parts.partition_point(|part| part.span.end <= span.start);
        let to = self.parts.partition_point(|part| part.span.start < span.end);
        &self.parts[from..to.max(from)]
    }
}

/// Parts in order, without those that overlap one before them.
fn apart(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort_by_key(|part| part.span.start);
    let mut end = 0;
    parts.retain(|part| {
        let free = part.span.start >= end && !part.span.is_empty();
        end = if free { part.span.end } else { end };
        free
    });
    parts
}

/// A part that does something (`{{< note >}}`, `{% if %}`, `</Note>`) and has its line to itself is a block.
/// One that yields text (`{{ site.name }}`) stays in the sentence, however its lines are wrapped.
fn stands(text: &str, parts: &[Part]) -> Vec<Stand> {
    let mut clear = vec![false; parts.len()];
    let mut end = 0;
    for (index, part) in parts.iter().enumerate() {
        let line = text[end..part.span.range().start].rfind(['\n', '\r']).map(|at| end + at + 1);
        let gap = &text[line.unwrap_or(end)..part.span.range().start];
        let starts = line.is_some() || index == 0 || clear[index - 1];
        clear[index] = starts && gap.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'>'));
        end = part.span.range().end;
    }
    let mut stands = vec![Stand::Word; parts.len()];
    let mut after = true;
    let mut next = text.len();
    for (index, part) in parts.iter().enumerate().rev() {
        let rest = &text[part.span.range().end..next];
        let line = rest.find(['\n', '\r']);
        let gap = &rest[..line.unwrap_or(rest.len())];
        let written = &text[part.span.range()];
        // The title of a box follows its fence.
        let ends = ((line.is_some() || after) && gap.trim().is_empty()) || written.starts_with("::");
        stands[index] = match part.kind {
            Kind::Address => Stand::Letters,
            _ if clear[index] && ends && acts(written, part.kind) => Stand::Block,
            Kind::Tag | Kind::Code | Kind::Formula => Stand::Word,
            Kind::Markup | Kind::Comment => Stand::Inline,
        };
        after = ends;
        next = part.span.range().start;
    }
    stands
}

/// What a tag between two braces does where it yields no text by itself: sections of Mustache, Go's actions.
const ACTIONS: [&str; 10] =
    ["if", "else", "end", "range", "with", "block", "define", "template", "partial", "partialCached"];

/// Whether a part that stands alone on its line is a block of its own.
fn acts(written: &str, kind: Kind) -> bool {
    match kind {
        Kind::Markup => !is_phrasing(written),
        Kind::Formula => written.starts_with("$$"),
        _ => {
            if let Some(inner) = written.strip_prefix("{{") {
                let inner = inner.trim_start_matches(['-', '~']).trim_start();
                inner.starts_with(['<', '%', '#', '/', '^', '!', '>']) || ACTIONS.contains(&super::name(written))
            } else if written.starts_with('{') {
                // An expression of JSX yields text too.
                written.starts_with("{%") || kind == Kind::Comment
            } else {
                !written.starts_with("<%=") && !written.starts_with("<?=")
            }
        }
    }
}

/// Whether a tag of JSX is one that stands in sentences.
fn is_phrasing(tag: &str) -> bool {
    const PHRASING: [&str; 18] = [
        "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "span", "strong",
        "sub", "sup",
    ];
    let Some(inner) = tag.strip_prefix('<') else { return false };
    let inner = inner.trim_start_matches('/');
    let length = inner.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'.').count();
    PHRASING.contains(&&inner[..length])
}

/// HTML comments within a line, with text after them.
fn comments_before_text(text: &str, parts: &[Part]) -> Vec<Span> {
    let mut comments = Vec::new();
    // End of the line that was last looked at, and up to where nothing more is to be found.
    let (mut line, mut done) = (0, 0);
    for at in memmem::find_iter(text.as_bytes(), b"<!--") {
        if at < done {
            continue;
        }
        if at >= line {
            line = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length);
        }
        let Some(length) = text.get(at + 4..line).and_then(|rest| rest.find("-->")) else {
            done = line;
            continue;
        };
        let span = Span::new(at, at + 4 + length + 3);
        done = span.range().end;
        let part = parts.partition_point(|part| part.span.end <= span.start);
        let free = parts.get(part).is_none_or(|part| !part.span.overlaps(span));
        if free && !text[done..line].trim_start().is_empty() {
            comments.push(span);
        }
    }
    comments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shield(text: &str) -> String {
        let shielded = Shielded::new(text, super::super::tags(text));
        assert_eq!(shielded.text.len(), text.len());
        shielded.text.into_owned()
    }

    #[test]
    fn tags_become_words_or_blocks() {
        assert_eq!(shield("a [b]({{< ref \"c_d\" >}}) e"), "a [b](xxxxxxxxxxxxxxxxx) e");
        assert_eq!(shield("{{< note >}}\nText.\n{{< /note >}}"), "<?xxxxxxxx?>\nText.\n<?xxxxxxxxx?>");
        assert_eq!(shield("  {% a %} {% b %}\n"), "  <?xxx?> <?xxx?>\n");
        assert_eq!(shield("The\n{{ name }}\nsaid"), "The\nxxxxxxxxxx\nsaid");
        assert_eq!(shield("{{#a}}\n{{ b }}\n{{/a}}"), "<?xx?>\nxxxxxxx\n<?xx?>");
        assert_eq!(shield("{{ end }}\n<%= a %>\n<% b %>"), "<?xxxxx?>\nxxxxxxxx\n<?xxx?>");
        assert_eq!(shield("{{< img\n  a=\"é\" >}}\n"), "<?xxxxxxxxxxxxxxxx?>\n");
        assert_eq!(shield("a {# é #} b\n{# c #}\n"), "a <xxxxxx> b\n<?xxx?>\n");
    }

    #[test]
    fn of_parts_that_overlap_the_first_counts() {
        let parts = vec![Part::new(2, 6, Kind::Tag), Part::new(0, 4, Kind::Markup), Part::new(4, 5, Kind::Markup)];
        let shielded = Shielded::new("abcdefgh", parts);
        assert_eq!(shielded.text, "<xx> fgh");
    }

    #[test]
    fn comments_do_not_swallow_the_text_after_them() {
        assert_eq!(shield("<!-- a --> b\n<!-- c -->\n"), "<xxxxxxxx> b\n<!-- c -->\n");
    }
}
