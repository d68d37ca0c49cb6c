//! What the elements of NITF are to a reader (News Industry Text Format 3.x, IPTC).

use crate::draft::block::{Mask, Role};
use crate::draft::markup::Element;

/// What an element is; `is_head` where it stands in the head of the story. `None` for elements that NITF does not know.
pub(super) fn element(name: &str, is_head: bool) -> Option<Element> {
    use Element::{Block, Break, Code, Inline, Raised, Role as Says, Unread};
    Some(match name {
        "nitf" | "body" | "body.head" | "body.content" | "body.end" | "hedline" | "block" | "p" | "ol" | "ul"
        | "dl" | "table" | "tr" | "thead" | "tbody" | "tfoot" | "nitf-table" | "media" | "hr" => Block,
        "hl1" => Says(Role::Headline, 1),
        "hl2" if is_head => Says(Role::Dek, 0),
        "hl2" => Says(Role::Subhead, 2),
        "abstract" => Says(Role::Dek, 0),
        "byline" => Says(Role::Byline, 0),
        "dateline" | "distributor" => Says(Role::FrontMatter, 0),
        "li" | "dt" | "dd" => Says(Role::List, 0),
        "td" | "th" => Says(Role::Table, 0),
        "bq" => Says(Role::Blockquote, 0),
        "caption" | "media-caption" | "media-producer" => Says(Role::Caption, 0),
        "fn" | "bibliography" => Says(Role::Reference, 0),
        // Who said what is set off.
        "credit" | "tagline" => Block,
        "pre" => Code,
        "br" => Break,
        "a" => Inline(Some(Mask::Link)),
        "em" | "b" | "i" | "strong" => Inline(Some(Mask::Emphasis)),
        "sup" => Raised,
        "head"
        | "note"
        | "rights"
        | "series"
        | "media-reference"
        | "media-metadata"
        | "media-object"
        | "nitf-table-metadata"
        | "custom-table"
        | "nitf-col"
        | "nitf-colgroup"
        | "col"
        | "colgroup"
        | "classifier"
        | "virtloc" => Unread,
        // Names of people, places, sums of money ... in the running text.
        "byttl" | "chron" | "city" | "copyrite" | "copyrite.holder" | "copyrite.year" | "country"
        | "delivery.office" | "delivery.point" | "denom" | "event" | "frac" | "frac-sep" | "function" | "lang"
        | "location" | "money" | "name.family" | "name.given" | "num" | "numer" | "object.title" | "org"
        | "alt-code" | "person" | "postaddr" | "postcode" | "pronounce" | "q" | "region" | "state" | "story.date"
        | "sub" | "sublocation" | "care.of" | "addressee" => Inline(None),
        _ => return None,
    })
}

/// Attributes that say something of the whole story: element, attribute, and the field it is taken for.
pub(super) const FIELDS: [(&str, &str, &str); 4] = [
    ("date.issue", "norm", "date"),
    ("pubdata", "date.publication", "published"),
    ("story.date", "norm", "date"),
    ("nitf", "lang", "language"),
];
