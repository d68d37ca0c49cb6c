//! Tags of template languages: Hugo's `{{< ref "x" >}}`, Liquid's and Jinja's `{% include x %}`, Mustache's `{{#x}}`,
//! `<%= x %>` and `<?php x ?>`.
//!
//! A Markdown parser knows nothing of them and breaks them at quotation marks, underscores and brackets. So it is
//! given a copy of the text, of the same length, in which each tag is a plain word or, on a line of its own, a block of
//! markup; the prose is then taken from the original.

mod shield;

pub(super) use shield::{Kind, Part, Shielded};

use crate::source::Span;
use memchr::{memchr2_iter, memmem};

/// The longest tag (bytes) that is believed; an opening mark that nothing closes must not swallow the draft.
const LONGEST: usize = 2000;

/// Tags in pairs, what is between them, and the name of the one that closes. Between braces of Hugo's the stroke closes.
const HOLDING: [(&str, Kind, &str); 5] = [
    ("highlight", Kind::Code, "endhighlight"),
    ("comment", Kind::Comment, "endcomment"),
    ("raw", Kind::Tag, "endraw"),
    ("verbatim", Kind::Tag, "endverbatim"),
    ("highlight", Kind::Code, "/highlight"),
];

/// A tag that reaches to the one that closes it.
struct Holding {
    /// Index of the opening tag.
    first: usize,
    kind: Kind,
    closer: &'static str,
}

/// All tags. A tag that holds code or a comment reaches to the one that closes it.
pub(super) fn tags(text: &str) -> Vec<Part> {
    let mut tags: Vec<Part> = Vec::new();
    let mut finder = Finder::new(text);
    let mut end = 0;
    let mut holding: Option<Holding> = None;
    for at in memchr2_iter(b'{', b'<', text.as_bytes()) {
        if at < end {
            continue;
        }
        let Some((to, kind)) = finder.tag(at) else { continue };
        end = to;
        let tag = &text[at..to];
        let name = name(tag);
        if let Some(open) = &holding {
            if name == open.closer {
                close(&mut tags, open, Part::new(at, to, kind));
                holding = None;
                continue;
            }
        } else if kind == Kind::Tag {
            let hugo = tag.starts_with("{{");
            holding = HOLDING
                .into_iter()
                .find(|(opener, _, closer)| *opener == name && hugo == closer.starts_with('/'))
                .map(|(_, kind, closer)| Holding { first: tags.len(), kind, closer });
        }
        tags.push(Part::new(at, to, kind));
    }
    tags
}

/// A tag that holds others has been closed by `closer`.
fn close(tags: &mut Vec<Part>, open: &Holding, closer: Part) {
    if open.kind == Kind::Tag {
        // What is between is shown as it stands: readers see tags that are spoken of.
        tags[open.first + 1..].iter_mut().for_each(|tag| tag.kind = Kind::Code);
        tags.push(closer);
        return;
    }
    tags.truncate(open.first + 1);
    tags[open.first].span.end = closer.span.end;
    tags[open.first].kind = open.kind;
}

/// Finds the ends of tags. Where each closing mark comes next is remembered, so that a text of opening marks alone is not
/// gone through from each of them.
struct Finder<'t> {
    text: &'t str,
    /// For each closing mark, where it was last found to come next.
    next: [Option<usize>; CLOSERS.len()],
}

/// Opening marks, the longer ones first, with the closing ones and what lies between.
const MARKS: [(&str, usize, Kind); 14] = [
    ("{{</*", 0, Kind::Code),
    ("{{%/*", 1, Kind::Code),
    ("{{<", 2, Kind::Tag),
    ("{{%", 3, Kind::Tag),
    ("{{!--", 4, Kind::Comment),
    ("{{!", 5, Kind::Comment),
    ("{{", 5, Kind::Tag),
    ("{%", 6, Kind::Tag),
    ("{#", 7, Kind::Comment),
    ("<%#", 8, Kind::Comment),
    ("<%--", 9, Kind::Comment),
    ("<%", 8, Kind::Tag),
    ("<?php", 10, Kind::Tag),
    ("<?=", 10, Kind::Tag),
];

/// Closing marks. The last two are blank lines, which a tag does not hold.
const CLOSERS: [&str; 13] =
    ["*/>}}", "*/%}}", ">}}", "%}}", "--}}", "}}", "%}", "#}", "%>", "--%>", "?>", "\n\n", "\n\r\n"];

impl<'t> Finder<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, next: [Some(0); CLOSERS.len()] }
    }

    /// Where a closing mark comes next from `from` on, if near enough.
    fn next(&mut self, closer: usize, from: usize) -> Option<usize> {
        if self.next[closer].is_some_and(|at| at <= from) {
            let found = memmem::find(&self.text.as_bytes()[from..], CLOSERS[closer].as_bytes());
            self.next[closer] = found.map(|length| from + length);
        }
        self.next[closer].filter(|at| at - from <= LONGEST)
    }

    fn blank_line(&mut self, from: usize) -> Option<usize> {
        let lines = [CLOSERS.len() - 2, CLOSERS.len() - 1].map(|line| self.next(line, from));
        lines.into_iter().flatten().min()
    }

    /// End and kind of the tag that opens at `at`, if there is one.
    fn tag(&mut self, at: usize) -> Option<(usize, Kind)> {
        let text = self.text;
        let rest = &text.as_bytes()[at..];
        let (opener, closer, mut kind) = MARKS.into_iter().find(|(opener, ..)| rest.starts_with(opener.as_bytes()))?;
        let from = at + opener.len();
        // `{#id}` is the name of a heading.
        if opener == "{#" && rest.get(2).is_some_and(u8::is_ascii_alphanumeric) {
            return None;
        }
        let mut end = self.next(closer, from)?;
        if opener == "{{" && text[from..end].trim_start_matches(['-', ' ']).starts_with("/*") {
            kind = Kind::Comment;
        }
        if kind == Kind::Tag {
            // A tag that another begins in was never closed.
            let holds_another = || unquoted(text, Span::new(from, end), &opener[..2]).is_some();
            if self.blank_line(from).is_some_and(|blank| blank < end) || (opener.starts_with('{') && holds_another()) {
                return None;
            }
            if text[from..end].contains(['"', '`', '\'']) {
                let far = crate::source::floor_boundary(text, from + LONGEST);
                let limit = self.blank_line(end).map_or(far, |blank| blank.min(far));
                end = unquoted(text, Span::new(from, limit), CLOSERS[closer]).unwrap_or(end);
            }
        }
        let mut end = end + CLOSERS[closer].len();
        // `{{{ a }}}` has three.
        if opener == "{{" && rest.get(2) == Some(&b'{') && text.as_bytes().get(end) == Some(&b'}') {
            end += 1;
        }
        Some((end, kind))
    }
}

/// The first closing mark in `span` that stands in no quotation. `None` if there is none, or a quotation does not end.
fn unquoted(text: &str, span: Span, closer: &str) -> Option<usize> {
    let bytes = &text.as_bytes()[..span.range().end];
    let mut at = span.range().start;
    while at < bytes.len() && !bytes[at..].starts_with(closer.as_bytes()) {
        // An apostrophe in a word opens nothing.
        let opens = matches!(bytes[at], b'"' | b'`') || (bytes[at] == b'\'' && !bytes[at - 1].is_ascii_alphanumeric());
        if opens {
            at += 1 + memchr::memchr(bytes[at], &bytes[at + 1..])?;
        }
        at += 1;
    }
    (at < bytes.len()).then_some(at)
}

/// The first word of a tag, with the stroke of a closing one.
fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches(['{', '<', '%', '-']).trim_start();
    let stroke = usize::from(inner.starts_with('/'));
    let length = inner[stroke..].bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
    &inner[..stroke + length]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Kind)> {
        tags(text).iter().map(|tag| (&text[tag.span.range()], tag.kind)).collect()
    }

    #[test]
    fn what_nothing_closes_is_text() {
        for text in
            ["a {{ b", "{{ a\n\nb }}", "{%", "{", "{ % a %}", "{{ a }", "{% a", "<% a", "# A {#b} c#}", "<?xml ?>"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn code_in_tags_is_one_tag() {
        let text = "{% highlight x %}\na {{ b }}\n\nc\n{% endhighlight %}\nd";
        assert_eq!(found(text), [(&text[..text.len() - 2], Kind::Code)]);
        let text = "{% comment %}a {{ b }}\n\nc{% endcomment %}";
        assert_eq!(found(text), [(text, Kind::Comment)]);
        assert_eq!(found("{% comment %} {{ b }}").len(), 2);
    }

    #[test]
    fn quotations_in_tags_may_hold_closing_marks() {
        for text in [
            "{{< a \"é>}}\" `b\n>}}` >}}",
            "{% a '%}' %}",
            "{{% a b=\"{{< c >}}\" %}}",
            "{{ a | b: \"}}\" }}",
            "<%= \"%>\" %>",
            "{% include a.html b=It's %}",
            "{{{ a }}}",
        ] {
            assert_eq!(found(text), [(text, Kind::Tag)], "{text}");
        }
        // A quotation mark that nothing closes.
        assert_eq!(found("{% a \" %}\n\n\"b\" %}"), [("{% a \" %}", Kind::Tag)]);
    }

    #[test]
    fn comments_and_tags_that_are_spoken_of() {
        for text in [
            "{{/* a\n\nb */}}",
            "{{- /* a */ -}}",
            "{# a\n\nb #}",
            "{{!-- a --}}",
            "{{! a }}",
            "<%# a %>",
            "<%-- a --%>",
        ] {
            assert_eq!(found(text), [(text, Kind::Comment)], "{text}");
        }
        for text in ["{{</* ref \"a\" */>}}", "{{%/* a */%}}"] {
            assert_eq!(found(text), [(text, Kind::Code)], "{text}");
        }
        assert_eq!(
            found("{% raw %}a {{ b }} c{% endraw %} {{ d }}"),
            [("{% raw %}", Kind::Tag), ("{{ b }}", Kind::Code), ("{% endraw %}", Kind::Tag), ("{{ d }}", Kind::Tag)]
        );
    }

    #[test]
    fn opening_marks_alone_take_no_time() {
        for unit in ["{{", "{{<", "{%", "<%", "{#", "{{ \"", "{{`}}"] {
            assert!(tags(&unit.repeat(200_000)).len() <= 200_000);
        }
    }
}
