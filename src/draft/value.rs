//! Values of fields, in JSON and in ArchieML, read by the notation they hold.

use super::block::{Builder, Role};
use super::{Prose, html, markdown, plain};
use crate::source::{Source, Span};

/// How the text in a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Text,
    Markdown,
    Html,
}

/// Elements with which texts in HTML begin.
const OPENERS: [&str; 34] = [
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "div",
    "em",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "main",
    "ol",
    "p",
    "picture",
    "pre",
    "section",
    "span",
    "strong",
    "sub",
    "table",
    "u",
    "ul",
];

impl Notation {
    /// What a field of that name holds: as the name says, or as the text shows.
    pub(super) fn of(name: &str, text: &str) -> Self {
        let mut words = name.rsplit('.').next().unwrap_or(name).split(['_', '-']);
        let says = |notation: &str| name.to_ascii_lowercase().ends_with(notation);
        if says("html") || opens_with_tag(text) {
            Self::Html
        } else if says("markdown") || words.any(|word| word == "md") {
            Self::Markdown
        } else {
            Self::Text
        }
    }
}

/// Whether a text begins with a tag of HTML, a comment or a declaration.
pub(super) fn opens_with_tag(text: &str) -> bool {
    text.trim_start().strip_prefix('<').is_some_and(|rest| rest.starts_with('!') || names_element(rest))
}

/// Whether what follows `<` is the tag of an element that texts are made of.
fn names_element(rest: &str) -> bool {
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let name = &rest[..rest.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    let ends = rest[name.len()..].starts_with(['>', '/', ' ', '\n', '\t', '\r']);
    ends && OPENERS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a line holds a tag or a character reference of HTML.
fn has_markup(text: &str) -> bool {
    memchr::memchr2_iter(b'<', b'&', text.as_bytes()).any(|at| {
        let rest = &text[at + 1..];
        if text.as_bytes()[at] == b'<' { names_element(rest) } else { names_character(rest) }
    })
}

/// Whether what follows `&` is a character reference. Names are at least two letters long.
fn names_character(rest: &str) -> bool {
    /// Longer than the names that anybody writes.
    const LONGEST: usize = 8;
    let (digits, name) = match rest.strip_prefix('#') {
        Some(number) => (true, number.strip_prefix(['x', 'X']).unwrap_or(number)),
        None => (false, rest),
    };
    let length = name.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
    let is_long = if digits { length > 0 } else { length > 1 };
    is_long && length <= LONGEST && name[length..].starts_with(';')
}

impl Builder<'_> {
    /// Reads a value that is part of the story.
    pub(super) fn text_of(&mut self, value: &Prose, notation: Notation) {
        match notation {
            Notation::Text => self.embed(value, plain::parse),
            Notation::Markdown => self.embed(value, markdown::parse),
            Notation::Html => self.embed(value, html::parse),
        }
    }

    /// Reads a value that is a line to the reader: a headline, a dek, a caption. White space, however long, is one space;
    /// tags of HTML are no words.
    pub(super) fn line_of(&mut self, role: Role, field: Option<&str>, value: &Prose) {
        let from = self.blocks.len();
        if has_markup(value.text()) {
            self.embed(value, html::parse);
        } else {
            self.embed(value, |inner| line(inner, role));
        }
        for block in self.blocks[from..].iter_mut().filter(|block| !matches!(block.role, Role::Code | Role::Markup)) {
            block.role = role;
            block.heading = 0;
            block.field = field.map(Into::into);
        }
    }
}

/// The whole source as one block.
fn line(builder: &mut Builder<'_>, role: Role) {
    let source: &Source = builder.source;
    let text = source.text();
    let whole = text.trim();
    let start = text.len() - text.trim_start().len();
    let end = start + whole.len();
    builder.open(role, start);
    let mut at = start;
    while at < end {
        let rest = &text[at..end];
        let words = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let blank = rest.len() - words - rest[words..].trim_ascii_start().len();
        if &rest[words..words + blank] == " " {
            builder.text(Span::new(at, at + words + blank));
        } else {
            builder.text(Span::new(at, at + words));
            builder.prose.push_as(if blank > 0 { " " } else { "" }, Span::new(at + words, at + words + blank));
        }
        at += words + blank;
    }
    builder.close(end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::FieldNames;

    #[test]
    fn notations_are_told_by_name_or_by_the_first_tag() {
        for (name, text, notation) in [
            ("body_html", "Plain", Notation::Html),
            ("content.html", "Plain", Notation::Html),
            ("bodyHTML", "Plain", Notation::Html),
            ("body", " \n<p>Text", Notation::Html),
            ("body", "<!-- x -->", Notation::Html),
            ("body", "<name> said", Notation::Text),
            ("body", "<3 <p>", Notation::Text),
            ("body_md", "Plain", Notation::Markdown),
            ("body_markdown", "<P>", Notation::Html),
            ("body", "# Plain", Notation::Text),
        ] {
            assert_eq!(Notation::of(name, text), notation, "{name} {text}");
        }
    }

    #[test]
    fn a_line_is_one_block_with_single_spaces() {
        let source = Source::new("x", "\n Zo\u{eb}\u{301}  a\tb c\r\n d ");
        let mut value = Prose::default();
        value.push(&source, Span::new(0, source.text().len()));
        let mut builder = Builder::new(&source, FieldNames::none());
        builder.line_of(Role::Dek, Some("dek"), &value);
        let [block] = &builder.blocks[..] else { panic!("{:?}", builder.blocks) };
        assert_eq!((block.role, block.field.as_deref()), (Role::Dek, Some("dek")));
        assert_eq!(builder.prose.text(), "Zo\u{eb}\u{301} a b c d");
        let end = builder.prose.len();
        assert_eq!(source.slice(builder.prose.to_source(Span::new(end - 3, end))), "c\r\n d");
    }

    #[test]
    fn markup_in_a_line_is_known_from_other_signs() {
        for text in ["<b>New</b> pier", "The pier</a>", "Fish &amp; chips", "It&#8217;s", "A <br/>"] {
            assert!(has_markup(text), "{text}");
        }
        for text in ["a < b", "Q&A; more", "AT&T", "<insert name>", "&", "&;"] {
            assert!(!has_markup(text), "{text}");
        }
    }
}
