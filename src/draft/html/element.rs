//! What the elements of HTML are to a reader, by their names.

use crate::draft::block::{Mask, Role};
use crate::draft::markup::Element;

/// The element of a name in small letters. One that HTML does not know parts paragraphs, but for those that word
/// processors put into sentences, which have a colon in their names.
pub(in crate::draft) fn of(name: &[u8]) -> Element {
    match name {
        b"a" => Element::Inline(Some(Mask::Link)),
        b"b" | b"strong" | b"i" | b"em" => Element::Inline(Some(Mask::Emphasis)),
        b"code" | b"kbd" | b"samp" | b"tt" => Element::Inline(Some(Mask::Code)),
        b"abbr" | b"acronym" | b"bdi" | b"bdo" | b"big" | b"cite" | b"data" | b"dfn" | b"font" | b"ins" | b"label"
        | b"mark" | b"nobr" | b"q" | b"rb" | b"ruby" | b"small" | b"span" | b"sub" | b"time" | b"u" | b"var"
        | b"wbr" => Element::Inline(None),
        b"sup" => Element::Raised,
        // Struck text is no longer part of the sentence.
        b"del" | b"s" | b"strike" => Element::Hidden,
        b"br" => Element::Break,
        b"img" | b"image" | b"input" => Element::Space,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Element::Role(Role::Subhead, name[1] - b'0'),
        b"li" | b"dt" | b"dd" => Element::Role(Role::List, 0),
        b"td" | b"th" => Element::Role(Role::Table, 0),
        b"figcaption" | b"caption" => Element::Role(Role::Caption, 0),
        b"blockquote" => Element::Role(Role::Blockquote, 0),
        b"pre" | b"listing" | b"plaintext" | b"xmp" => Element::Code,
        b"base" | b"button" | b"canvas" | b"col" | b"datalist" | b"embed" | b"link" | b"math" | b"meta"
        | b"noscript" | b"optgroup" | b"option" | b"param" | b"rp" | b"rt" | b"script" | b"select" | b"source"
        | b"style" | b"svg" | b"template" | b"textarea" | b"track" => Element::Hidden,
        b"area" | b"audio" | b"frameset" | b"head" | b"iframe" | b"map" | b"nav" | b"noframes" | b"object"
        | b"title" | b"video" => Element::Unread,
        name if name.contains(&b':') => Element::Inline(None),
        _ => Element::Block,
    }
}

/// Whether an element has neither text nor an end tag.
pub(super) fn is_empty(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"image"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}
