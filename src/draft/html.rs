//! HTML: a whole page, or a part of one as content systems hold them.

pub(super) mod element;
mod tags;

use super::block::Builder;
use super::front_matter;
use super::markup::{Name, Walker};
use super::template::Shielded;
use crate::source::Span;
use std::borrow::Cow;
use tags::{Kind, Tag, tags};

/// Reads a page into blocks.
pub(super) fn parse(builder: &mut Builder<'_>) {
    let base = if builder.is_embedded { builder.source.start() } else { front_matter::read(builder) };
    let source = builder.source;
    let shielded = Shielded::of_tags(&source.text()[base..]);
    // Tokenisers fold line endings, and places would be wrong.
    let text = match memchr::memchr(b'\r', shielded.text.as_bytes()) {
        Some(_) => Cow::Owned(shielded.text.replace('\r', " ")),
        None => Cow::Borrowed(&*shielded.text),
    };
    let moved = |span: Span| Span::new(base + span.range().start, base + span.range().end);
    let templates: Vec<Span> = shielded.tags.iter().copied().map(moved).collect();
    let mut page = Page { walker: Walker::new(builder, &templates), base };
    let mut at = 0;
    tags(&text, |tag| {
        page.walker.text_with_references(moved(Span::new(at, tag.span.range().start)));
        at = tag.span.range().end;
        page.tag(tag, moved(tag.span));
    });
    page.walker.text_with_references(moved(Span::new(at, text.len())));
    page.walker.finish(source.text().len());
}

/// The page as it is read.
struct Page<'w, 's> {
    walker: Walker<'w, 's>,
    /// Where the page begins in the source.
    base: usize,
}

impl Page<'_, '_> {
    /// A tag or comment. `span` is its place in the source.
    fn tag(&mut self, tag: &Tag<'_>, span: Span) {
        let name = Name::of(tag.name);
        match tag.kind {
            Kind::Comment => self.walker.comment(span),
            Kind::End => self.walker.end(name, tag.element, span),
            Kind::Start => {
                self.walker.start(name, tag.element, span);
                if element::is_empty(tag.name) {
                    self.walker.end(name, tag.element, span);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
