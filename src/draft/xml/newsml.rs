//! What the elements of NewsML-G2 are to a reader: nearly all of them are for machines.

use crate::draft::block::Role;
use crate::draft::markup::Element;

/// What an element is. `None` for those that carry a story in another notation.
///
/// Readers get the headline, the summary or caption, the byline, the dateline and the content; all else, from rights to
/// subjects, is about the item.
pub(super) fn element(name: &str) -> Element {
    match name {
        "newsMessage" | "itemSet" | "newsItem" | "packageItem" | "contentMeta" | "contentSet" | "inlineXML"
        | "groupSet" | "group" | "itemRef" => Element::Block,
        "by" => Element::Role(Role::Byline, 0),
        // Which of these is the headline or the dek is known at the end of the item.
        "headline" | "description" | "dateline" | "slugline" | "creditline" | "keyword" | "title" => {
            Element::Role(Role::FrontMatter, 0)
        }
        _ => Element::Unread,
    }
}

/// Attributes that say something of the whole item: element, attribute, and the field it is taken for.
pub(super) const FIELDS: [(&str, &str, &str); 3] =
    [("language", "tag", "language"), ("newsItem", "lang", "language"), ("packageItem", "lang", "language")];

/// Elements whose text says something of the whole item. The first that stands there counts.
pub(super) const TEXTS: [&str; 3] = ["versionCreated", "contentCreated", "firstCreated"];
