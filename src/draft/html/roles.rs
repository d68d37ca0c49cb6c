//! What attributes say of the text in an element: that nobody sees it, or what it is in the story.

use super::tags::{Attribute, Tag};
use crate::draft::block::Role;

/// Names that newsrooms give to parts of a story in classes and properties.
const NAMES: [(Role, &[&str]); 4] = [
    (
        Role::Dek,
        &[
            "dek",
            "deck",
            "standfirst",
            "subtitle",
            "sub-title",
            "subheadline",
            "sub-headline",
            "subhed",
            "alternativeheadline",
        ],
    ),
    (Role::Byline, &["byline", "by-line", "byline-name", "author", "authors", "author-name", "contributors"]),
    (Role::Caption, &["caption", "caption-text", "photo-caption", "image-caption", "media-caption", "img-caption"]),
    (Role::Blockquote, &["pullquote", "pull-quote"]),
];

/// What classes put before such a name.
const BEFORE: [&str; 10] =
    ["article-", "story-", "post-", "entry-", "page-", "content-", "news-", "headline-", "wp-", "c-"];

/// Classes of text for screen readers.
const UNSEEN: [&str; 5] = ["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only"];

/// Whether browsers do not show an element.
pub(super) fn is_hidden(tag: &Tag<'_>, text: &str) -> bool {
    let value = |attribute| tag.value(attribute).map(|span| &text[span.range()]);
    let says =
        |attribute, wanted: &str| value(attribute).is_some_and(|value| value.trim().eq_ignore_ascii_case(wanted));
    let unseen = |class: &str| UNSEEN.iter().any(|unseen| class.eq_ignore_ascii_case(unseen));
    (value(Attribute::Hidden).is_some() && !says(Attribute::Hidden, "until-found"))
        || says(Attribute::AriaHidden, "true")
        || (tag.name == b"dialog" && value(Attribute::Open).is_none())
        || value(Attribute::Class).is_some_and(|classes| classes.split_ascii_whitespace().any(unseen))
        || value(Attribute::Style).is_some_and(hides)
}

/// Whether a style hides what it is given to.
fn hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let value = value.split('!').next().unwrap_or_default().trim();
        let is = |wanted: &str, hidden: &str| {
            property.trim().eq_ignore_ascii_case(wanted) && value.eq_ignore_ascii_case(hidden)
        };
        is("display", "none") || is("visibility", "hidden")
    })
}

/// What an element is in the story, by its class, its property or its relation.
pub(super) fn of(tag: &Tag<'_>, text: &str) -> Option<Role> {
    [Attribute::Class, Attribute::ItemProp, Attribute::Rel]
        .iter()
        .filter_map(|&attribute| tag.value(attribute))
        .flat_map(|span| text[span.range()].split_ascii_whitespace())
        .find_map(named)
}

fn named(name: &str) -> Option<Role> {
    let mut name = name.rsplit("__").next().unwrap_or(name);
    while let Some(rest) = BEFORE.iter().find_map(|before| {
        name.get(..before.len()).filter(|start| start.eq_ignore_ascii_case(before)).map(|_| &name[before.len()..])
    }) {
        name = rest;
    }
    let is = |known: &&str| name.eq_ignore_ascii_case(known);
    NAMES.iter().find(|(_, names)| names.iter().any(is)).map(|&(role, _)| role)
}
