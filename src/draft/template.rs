//! Tags of template languages in Markdown and HTML: Hugo's `{{< ref "x" >}}`, Liquid's `{% include x %}`.
//!
//! A Markdown parser knows nothing of them and breaks them at quotation marks, underscores and brackets. So it is
//! given a copy of the text, of the same length, in which each tag is a plain word or, on a line of its own, a block of
//! markup; the prose is then taken from the original.

use crate::source::Span;
use memchr::{memchr_iter, memmem};
use std::borrow::Cow;

/// The longest tag (bytes) that is believed; an opening mark that nothing closes must not swallow the draft.
const LONGEST: usize = 2000;

/// Markdown without template tags, and where they were.
pub(super) struct Shielded<'t> {
    /// The text to parse. Byte for byte as long as the original.
    pub(super) text: Cow<'t, str>,
    /// The tags, in order.
    pub(super) tags: Vec<Span>,
}

/// What stands in for something in the copy.
#[derive(Clone, Copy, PartialEq)]
enum Stand {
    /// A word: what is in a sentence.
    Word,
    /// A processing instruction, which Markdown reads as a block of markup and which may end a paragraph.
    Block,
    /// An HTML tag: a comment with text after it, of which Markdown would make a block, and lose the text.
    Inline,
}

impl<'t> Shielded<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let tags = find(text);
        let comments = comments_before_text(text, &tags);
        Self::without(text, tags, comments)
    }

    /// For HTML, in which comments may stand anywhere.
    pub(super) fn of_tags(text: &'t str) -> Self {
        Self::without(text, find(text), Vec::new())
    }

    fn without(text: &'t str, tags: Vec<Span>, comments: Vec<Span>) -> Self {
        let stands = stands(text, &tags);
        if tags.is_empty() && comments.is_empty() {
            return Self { text: Cow::Borrowed(text), tags };
        }
        let mut parts: Vec<(Span, Stand)> = tags.iter().copied().zip(stands).collect();
        parts.extend(comments.into_iter().map(|span| (span, Stand::Inline)));
        parts.sort_unstable_by_key(|(span, _)| span.start);
        let mut copy = String::with_capacity(text.len());
        for (span, stand) in parts {
            copy.push_str(&text[copy.len()..span.range().start]);
            let (open, close) = match stand {
                Stand::Word => ("", ""),
                Stand::Block => ("<?", "?>"),
                Stand::Inline => ("<", ">"),
            };
            copy.push_str(open);
            copy.extend(std::iter::repeat_n('x', span.len() - open.len() - close.len()));
            copy.push_str(close);
        }
        copy.push_str(&text[copy.len()..]);
        Self { text: Cow::Owned(copy), tags }
    }

    /// `span`, widened so that it does not begin or end inside a tag.
    pub(super) fn snap(&self, span: Span) -> Span {
        let before = |at: u32| {
            let index = self.tags.partition_point(|tag| tag.start < at).checked_sub(1)?;
            Some(self.tags[index]).filter(|tag| at < tag.end)
        };
        Span {
            start: before(span.start).map_or(span.start, |tag| tag.start),
            end: before(span.end).map_or(span.end, |tag| tag.end),
        }
    }

    /// The tags that overlap `span`.
    pub(super) fn tags_in(&self, span: Span) -> &[Span] {
        let from = self.tags.partition_point(|tag| tag.end <= span.start);
        let to = self.tags.partition_point(|tag| tag.start < span.end);
        &self.tags[from..to.max(from)]
    }
}

/// All tags. A tag that holds code or a comment reaches to the one that closes it.
fn find(text: &str) -> Vec<Span> {
    let mut tags: Vec<Span> = Vec::new();
    let mut end = 0;
    // Where code began and how it will end.
    let mut holding: Option<(usize, String)> = None;
    for at in memchr_iter(b'{', text.as_bytes()) {
        if at < end {
            continue;
        }
        let Some(to) = tag_end(text, at) else { continue };
        end = to;
        let name = name(&text[at..to]);
        match &holding {
            Some((index, closer)) => {
                if name == closer {
                    let first = *index;
                    tags.truncate(first + 1);
                    tags[first].end = to as u32;
                    holding = None;
                    continue;
                }
            }
            None => match name {
                "highlight" if text[at..].starts_with("{{") => holding = Some((tags.len(), "/highlight".to_owned())),
                "highlight" | "comment" => holding = Some((tags.len(), format!("end{name}"))),
                _ => {}
            },
        }
        tags.push(Span::new(at, to));
    }
    tags
}

/// End of the tag that opens at `at`, if there is one.
fn tag_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (skip, closer): (usize, &[u8]) = match (bytes.get(at + 1)?, bytes.get(at + 2)) {
        (b'{', Some(b'<')) => (3, b">}}"),
        (b'{', Some(b'%')) => (3, b"%}}"),
        (b'{', _) => (2, b"}}"),
        (b'%', _) => (2, b"%}"),
        _ => return None,
    };
    let from = at + skip;
    let window = bytes.get(from..(from + LONGEST).min(bytes.len()))?;
    let length = memmem::find(window, closer)?;
    let inside = &window[..length];
    let blank_line = memmem::find(inside, b"\n\n").is_some() || memmem::find(inside, b"\n\r\n").is_some();
    (!blank_line).then_some(from + length + closer.len())
}

/// The first word of a tag, with the stroke of a closing one.
fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches(['{', '<', '%', '-']).trim_start();
    let stroke = usize::from(inner.starts_with('/'));
    let length = inner[stroke..].bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
    &inner[..stroke + length]
}

/// A tag that does something (`{{< note >}}`, `{% if %}`) and has its line to itself is a block.
/// One that yields text (`{{ site.name }}`) stays in the sentence, however its lines are wrapped.
fn stands(text: &str, tags: &[Span]) -> Vec<Stand> {
    let mut clear = vec![false; tags.len()];
    let mut end = 0;
    for (index, tag) in tags.iter().enumerate() {
        let line = text[end..tag.range().start].rfind(['\n', '\r']).map(|at| end + at + 1);
        let gap = &text[line.unwrap_or(end)..tag.range().start];
        let starts = line.is_some() || index == 0 || clear[index - 1];
        clear[index] = starts && gap.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'>'));
        end = tag.range().end;
    }
    let mut stands = vec![Stand::Word; tags.len()];
    let mut after = true;
    let mut next = text.len();
    for (index, tag) in tags.iter().enumerate().rev() {
        let rest = &text[tag.range().end..next];
        let line = rest.find(['\n', '\r']);
        let gap = &rest[..line.unwrap_or(rest.len())];
        let ends = (line.is_some() || after) && gap.trim().is_empty();
        let acts =
            !text[tag.range()].starts_with("{{") || matches!(text.as_bytes()[tag.range().start + 2], b'<' | b'%');
        if clear[index] && ends && acts {
            stands[index] = Stand::Block;
        }
        after = ends;
        next = tag.range().start;
    }
    stands
}

/// Comments within a line, with text after them.
fn comments_before_text(text: &str, tags: &[Span]) -> Vec<Span> {
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
        let tag = tags.partition_point(|tag| tag.end <= span.start);
        let free = tags.get(tag).is_none_or(|tag| !tag.overlaps(span));
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
        let shielded = Shielded::new(text);
        assert_eq!(shielded.text.len(), text.len());
        shielded.text.into_owned()
    }

    #[test]
    fn tags_become_words_or_blocks() {
        assert_eq!(shield("a [b]({{< ref \"c_d\" >}}) e"), "a [b](xxxxxxxxxxxxxxxxx) e");
        assert_eq!(shield("{{< note >}}\nText.\n{{< /note >}}"), "<?xxxxxxxx?>\nText.\n<?xxxxxxxxx?>");
        assert_eq!(shield("  {% a %} {% b %}\n"), "  <?xxx?> <?xxx?>\n");
        assert_eq!(shield("The\n{{ name }}\nsaid"), "The\nxxxxxxxxxx\nsaid");
        assert_eq!(shield("{{< img\n  a=\"é\" >}}\n"), "<?xxxxxxxxxxxxxxxx?>\n");
    }

    #[test]
    fn what_nothing_closes_is_text() {
        for text in ["a {{ b", "{{ a\n\nb }}", "{%", "{", "{ % a %}"] {
            assert_eq!(shield(text), text);
        }
    }

    #[test]
    fn code_in_tags_is_one_tag() {
        let text = "{% highlight x %}\na {{ b }}\n\nc\n{% endhighlight %}\nd";
        let shielded = Shielded::new(text);
        assert_eq!(shielded.tags, [Span::new(0, text.len() - 2)]);
        assert!(shielded.text.starts_with("<?xxx"));
    }

    #[test]
    fn comments_do_not_swallow_the_text_after_them() {
        assert_eq!(shield("<!-- a --> b\n<!-- c -->\n"), "<xxxxxxxx> b\n<!-- c -->\n");
    }
}
