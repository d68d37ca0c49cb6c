//! The tags of a page, one after another, with what is written in them.

use super::element;
use crate::draft::markup::Element;
use crate::draft::markup::tokenise;
use crate::source::Span;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use std::convert::Infallible;

/// Attributes that say something to readers, or of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    Alt,
    AriaHidden,
    Class,
    Content,
    Datetime,
    Hidden,
    Href,
    ItemProp,
    Lang,
    Name,
    Open,
    Property,
    Rel,
    Role,
    Style,
    Type,
}

impl Attribute {
    const ALL: [(&'static [u8], Self); 16] = [
        (b"alt", Self::Alt),
        (b"aria-hidden", Self::AriaHidden),
        (b"class", Self::Class),
        (b"content", Self::Content),
        (b"datetime", Self::Datetime),
        (b"hidden", Self::Hidden),
        (b"href", Self::Href),
        (b"itemprop", Self::ItemProp),
        (b"lang", Self::Lang),
        (b"name", Self::Name),
        (b"open", Self::Open),
        (b"property", Self::Property),
        (b"rel", Self::Rel),
        (b"role", Self::Role),
        (b"style", Self::Style),
        (b"type", Self::Type),
    ];

    fn of(name: &[u8]) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|&(_, attribute)| attribute)
    }
}

/// What stands between two texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Start,
    End,
    /// A comment, a declaration, a processing instruction.
    Comment,
}

/// A tag or a comment.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    pub(super) kind: Kind,
    /// In small letters.
    pub(super) name: &'t [u8],
    pub(super) element: Element,
    pub(super) span: Span,
    /// The values of attributes, each without quotation marks and by its first place in the tag. One without a value is
    /// empty.
    values: [Option<Span>; Attribute::ALL.len()],
}

impl Tag<'_> {
    /// Where the value of an attribute stands.
    pub(super) fn value(&self, attribute: Attribute) -> Option<Span> {
        self.values[attribute as usize]
    }
}

/// Gives all tags and comments of `text` in its order. What lies between them is text.
pub(super) fn tags(text: &str, mut give: impl FnMut(&Tag<'_>)) {
    let place = |span: html5gum::Span<usize>| Span::new(span.start, span.end);
    let mut name: Vec<u8> = Vec::new();
    let mut start = 0;
    let mut values = [None; Attribute::ALL.len()];
    let mut attribute: Option<Attribute> = None;
    let mut at = 0;
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<Infallible> {
            let (kind, of, from) = match event {
                CallbackEvent::OpenStartTag { name: opened } => {
                    name.clear();
                    name.extend_from_slice(opened);
                    start = span.start;
                    values = [None; Attribute::ALL.len()];
                    attribute = None;
                    return None;
                }
                CallbackEvent::AttributeName { name } => {
                    attribute = Attribute::of(name).filter(|&known| values[known as usize].is_none());
                    if let Some(attribute) = attribute {
                        values[attribute as usize] = Some(Span::new(span.end, span.end));
                    }
                    return None;
                }
                CallbackEvent::AttributeValue { .. } => {
                    if let Some(attribute) = attribute.take() {
                        values[attribute as usize] = Some(place(span));
                    }
                    return None;
                }
                CallbackEvent::CloseStartTag { .. } => (Kind::Start, &name[..], start),
                CallbackEvent::EndTag { name } => (Kind::End, name, span.start),
                CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => (Kind::Comment, &b""[..], span.start),
                CallbackEvent::String { .. } | CallbackEvent::Error(_) => return None,
            };
            let span = Span::new(from, span.end);
            if from >= at && text.get(span.range()).is_some() {
                at = span.range().end;
                give(&Tag { kind, name: of, element: element::of(of), span, values });
            }
            None
        });
    emitter.naively_switch_states(true);
    tokenise(text, emitter);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_values_lie_where_they_are_written() {
        let text = "é<P class=\"a>b\" alt=é&amp;x hidden title='é' LANG = 'en'>x &amp; <br/>ü</P ><!-- é --> <?php?>\
            <script>if (a<b) {}</script><p class=a class=b alt=\"\">";
        let mut found = Vec::new();
        tags(text, |tag| {
            let value = |attribute| tag.value(attribute).map(|span| &text[span.range()]);
            let values = [Attribute::Class, Attribute::Alt, Attribute::Hidden, Attribute::Lang].map(value);
            found.push((&text[tag.span.range()], String::from_utf8_lossy(tag.name).into_owned(), values));
        });
        let none = [None; 4];
        let first = "<P class=\"a>b\" alt=é&amp;x hidden title='é' LANG = 'en'>";
        let wanted = [
            (first, "p", [Some("a>b"), Some("é&amp;x"), Some(""), Some("en")]),
            ("<br/>", "br", none),
            ("</P >", "p", none),
            ("<!-- é -->", "", none),
            ("<?php?>", "", none),
            ("<script>", "script", none),
            ("</script>", "script", none),
            ("<p class=a class=b alt=\"\">", "p", [Some("a"), Some(""), None, None]),
        ];
        assert_eq!(found, wanted.map(|(tag, name, values)| (tag, name.to_owned(), values)));
    }
}
