//! What a paragraph of a Word document is by its style and its place.

use crate::draft::FieldNames;
use crate::draft::block::Role;
use crate::source::{Paragraph, WordPlace, WordStyles};

/// What a paragraph is by its style and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing is said of it.
    Plain,
    Headline,
    Dek,
    Byline,
    /// A heading of that level, from 1.
    Heading(u8),
    Quote,
    Caption,
    Item,
    Code,
    Cell,
    /// A footnote, an endnote, or an entry of a bibliography.
    Note,
    /// The table of contents, which Word makes.
    Contents,
}

/// The names of styles, in small letters, which are the same in Word of any language; some are those of LibreOffice, pandoc
/// and of newsrooms' templates.
const NAMES: [(Kind, &[&str]); 10] = [
    (Kind::Headline, &["title", "headline", "hed"]),
    (Kind::Dek, &["subtitle", "dek", "deck", "standfirst", "strapline"]),
    (Kind::Byline, &["byline", "author"]),
    (Kind::Heading(2), &["subhead", "subheading", "crosshead", "cross head"]),
    (
        Kind::Quote,
        &["quote", "intense quote", "block text", "quotations", "block quotation", "blockquote", "pull quote"],
    ),
    (Kind::Caption, &["caption", "image caption", "table caption", "cutline"]),
    (Kind::Code, &["html preformatted", "preformatted text", "source code", "code", "macro text", "macro"]),
    (Kind::Note, &["footnote text", "endnote text", "footnote", "endnote", "bibliography"]),
    (Kind::Contents, &["table of figures", "toc heading", "contents heading", "index heading"]),
    (Kind::Item, &["list"]),
];

/// How the names of styles begin that come in several.
const FAMILIES: [(Kind, &str); 3] = [(Kind::Item, "list "), (Kind::Contents, "toc "), (Kind::Contents, "contents ")];

impl Kind {
    pub(super) fn of(paragraph: &Paragraph, styles: &WordStyles, fields: &FieldNames) -> Self {
        match paragraph.place {
            WordPlace::Note => return Self::Note,
            WordPlace::Cell => return Self::Cell,
            WordPlace::Story => {}
        }
        let by_name = styles.names(paragraph.style).find_map(|name| Self::of_name(name, fields));
        let level =
            paragraph.level.map_or_else(|| styles.level(paragraph.style), |level| Some(level).filter(|&l| l > 0));
        let is_listed = || paragraph.is_listed.unwrap_or_else(|| styles.is_listed(paragraph.style));
        match (by_name, level) {
            (Some(kind), _) => kind,
            (None, Some(level)) => Self::Heading(level),
            (None, None) if is_listed() => Self::Item,
            (None, None) => Self::Plain,
        }
    }

    fn of_name(name: &str, fields: &FieldNames) -> Option<Self> {
        let is_among = |names: &[Box<str>]| names.iter().any(|known| known.to_lowercase() == name);
        if is_among(&fields.headline) {
            return Some(Self::Headline);
        } else if is_among(&fields.dek) {
            return Some(Self::Dek);
        } else if is_among(&fields.byline) {
            return Some(Self::Byline);
        } else if is_among(&fields.caption) {
            return Some(Self::Caption);
        }
        if let Some(level) = name.strip_prefix("heading ") {
            return level.parse().ok().filter(|level| (1..=9).contains(level)).map(Self::Heading);
        }
        let whole = NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(kind, _)| *kind);
        whole.or_else(|| FAMILIES.iter().find(|(_, family)| name.starts_with(family)).map(|(kind, _)| *kind))
    }

    /// The role, and the level of a heading.
    pub(super) fn role(self) -> (Role, u8) {
        match self {
            Self::Plain => (Role::Body, 0),
            Self::Headline => (Role::Headline, 1),
            Self::Dek => (Role::Dek, 0),
            Self::Byline => (Role::Byline, 0),
            Self::Heading(level) => (Role::Subhead, level),
            Self::Quote => (Role::Blockquote, 0),
            Self::Caption => (Role::Caption, 0),
            Self::Item => (Role::List, 0),
            Self::Code => (Role::Code, 0),
            Self::Cell => (Role::Table, 0),
            Self::Note => (Role::Reference, 0),
            Self::Contents => (Role::Markup, 0),
        }
    }
}
