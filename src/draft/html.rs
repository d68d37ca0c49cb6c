//! HTML: a whole page, or a part of one as content systems hold them.

pub(super) mod element;
mod linked_data;
mod outline;
mod roles;
mod tags;

use super::block::{Builder, Role};
use super::markup::{Element, Name, Walker};
use super::template::{self, Shielded};
use super::{Field, FieldNames, front_matter};
use crate::source::{Source, Span};
use outline::{Headline, Outline};
use std::borrow::Cow;
use tags::{Attribute, Kind, Tag, tags};

/// Whether a page is a layout: it has template tags, and no front matter that tells a headline.
pub(super) fn is_layout(source: &Source, names: &FieldNames) -> bool {
    let text = &source.text()[source.start()..];
    let has_marks = [b"{{", b"{%"].iter().any(|mark| memchr::memmem::find(text.as_bytes(), *mark).is_some());
    if !has_marks || template::tags(text).is_empty() {
        return false;
    }
    let mut builder = Builder::with_capacity(source, names, 0);
    front_matter::read(&mut builder);
    !builder.has_headline()
}

/// Reads a page into blocks.
pub(super) fn parse(builder: &mut Builder<'_>) {
    let base = if builder.is_embedded { builder.source.start() } else { front_matter::read(builder) };
    let source = builder.source;
    let text = &source.text()[base..];
    let shielded = Shielded::of_html(text, template::tags(text));
    // Tokenisers fold line endings, and places would be wrong.
    let text = match memchr::memchr(b'\r', shielded.text.as_bytes()) {
        Some(_) => Cow::Owned(shielded.text.replace('\r', " ")),
        None => Cow::Borrowed(&*shielded.text),
    };
    let templates: Vec<Span> = shielded.parts.iter().map(|part| moved(part.span, base)).collect();
    let outline = Outline::of(&text, builder.has_headline());
    let mut walker = Walker::new(builder, &templates);
    // Which heading is the headline is known, if there is one.
    walker.so_far.has_headline = true;
    let mut page = Page { walker, outline, text: &text, base };
    if let Some(date) = page.outline.date {
        page.field("datePublished", date);
    }
    let mut at = 0;
    tags(&text, |tag| {
        page.words(Span::new(at, tag.span.range().start));
        at = tag.span.range().end;
        page.tag(tag);
    });
    page.words(Span::new(at, text.len()));
    page.walker.finish(source.text().len());
}

/// A place in the text that is parsed, in the source.
fn moved(span: Span, base: usize) -> Span {
    Span::new(base + span.range().start, base + span.range().end)
}

/// Elements that a paragraph does not reach out of.
const CELLS: [Name; 4] = [Name::of(b"td"), Name::of(b"th"), Name::of(b"caption"), Name::of(b"table")];

/// Elements that items of lists do not reach out of.
const LISTS: [Name; 4] = [Name::of(b"ul"), Name::of(b"ol"), Name::of(b"menu"), Name::of(b"dl")];

/// Elements that cells and rows of tables do not reach out of.
const TABLES: [Name; 1] = [Name::of(b"table")];

/// The page as it is read.
struct Page<'w, 's> {
    walker: Walker<'w, 's>,
    outline: Outline,
    /// The text that is parsed.
    text: &'w str,
    /// Where it begins in the source.
    base: usize,
}

impl Page<'_, '_> {
    /// Text between two tags. Outside of the story only what belongs to its head is read.
    fn words(&mut self, span: Span) {
        let of_head = || [Role::Headline, Role::Dek, Role::Byline].iter().any(|&role| self.walker.is_in(role));
        if !span.is_empty() && (!self.outline.is_outside(span.range().start) || of_head()) {
            self.walker.text_with_references(moved(span, self.base));
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        let place = moved(tag.span, self.base);
        let name = Name::of(tag.name);
        match tag.kind {
            Kind::Comment => self.walker.comment(place),
            Kind::End => self.walker.end(name, tag.element, place),
            Kind::Start => {
                self.end_before(tag, place.range().start);
                self.tell(tag);
                let element = self.meaning(tag);
                self.walker.start(name, element, place);
                if element::is_empty(tag.name) {
                    self.walker.end(name, element, place);
                }
            }
        }
    }

    /// Ends what nobody has to end: a paragraph before the next block, an item before the next item.
    fn end_before(&mut self, tag: &Tag<'_>, at: usize) {
        let mut end = |names: &[&[u8]], limits: &[Name]| {
            for name in names {
                self.walker.end_at(Name::of(name), limits, at);
            }
        };
        match tag.name {
            b"li" => end(&[b"li"], &LISTS),
            b"dt" | b"dd" => end(&[b"dt", b"dd"], &LISTS),
            b"td" | b"th" => end(&[b"td", b"th"], &TABLES),
            b"tr" | b"tbody" | b"thead" | b"tfoot" => end(&[b"tr", b"td", b"th", b"caption"], &TABLES),
            // A link in a link ends it.
            b"a" => self.walker.end(Name::of(b"a"), tag.element, Span::new(at, at)),
            _ if !tag.element.is_in_line() => end(&[b"p"], &CELLS),
            _ => {}
        }
    }

    /// What an element is to a reader, by its name, its attributes and its place.
    fn meaning(&self, tag: &Tag<'_>) -> Element {
        let start = tag.span.range().start;
        if self.outline.headline == Some(Headline::Element(start)) {
            let Element::Role(_, level) = tag.element else { return Element::Role(Role::Headline, 1) };
            return Element::Role(Role::Headline, level);
        }
        let kept = self.outline.keeps(start);
        let element = match tag.name {
            b"head" => Element::Block,
            b"form" if !kept => Element::Unread,
            b"header" | b"footer" | b"aside" if !kept && self.outline.is_outside(start) => Element::Unread,
            _ => tag.element,
        };
        if roles::is_hidden(tag, self.text) {
            return element.unread();
        }
        let is_leaf = matches!(tag.name, b"p" | b"div" | b"address" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6");
        // Behind the story stand the bylines of others.
        let is_late = self.outline.story.is_some_and(|story| start >= story.range().end);
        match roles::of(tag, self.text).filter(|_| is_leaf && !is_late) {
            Some(role) => element.with_role(role),
            None => element,
        }
    }

    /// Notes what a tag itself tells: a headline, a date, a language, the words that stand for a picture.
    fn tell(&mut self, tag: &Tag<'_>) {
        let start = tag.span.range().start;
        match self.outline.headline {
            Some(Headline::Text(at, span)) if at == start => {
                self.walker.alone(Role::Headline, moved(span, self.base));
            }
            Some(Headline::Json(at, span)) if at == start => {
                linked_data::block(self.walker.builder, Role::Headline, moved(span, self.base));
            }
            _ => {}
        }
        let value = |attribute| tag.value(attribute);
        let text = |span: Span| &self.text[span.range()];
        match tag.name {
            b"html" => self.field_of("lang", value(Attribute::Lang)),
            b"meta" => {
                let named = [Attribute::Name, Attribute::Property, Attribute::ItemProp].into_iter().find_map(value);
                if let Some(name) = named {
                    let name = text(name);
                    self.field_of(name, value(Attribute::Content));
                }
            }
            b"time" => {
                let published = value(Attribute::ItemProp).is_some_and(|name| text(name) == "datePublished");
                let of_story = !self.outline.is_outside(start) && !self.walker.so_far.body_seen;
                if published || (of_story && self.walker.is_read()) {
                    self.field_of(if published { "datePublished" } else { "time" }, value(Attribute::Datetime));
                    self.walker.suppose(Role::Byline);
                }
            }
            b"img" | b"image" => {
                if let Some(alt) = value(Attribute::Alt).filter(|_| !self.outline.is_outside(start)) {
                    self.picture(tag, alt);
                }
            }
            _ if tag.element.may_stand_in_a_word() && roles::of(tag, self.text) == Some(Role::Byline) => {
                self.walker.suppose(Role::Byline);
            }
            _ => {}
        }
    }

    /// The words that stand for a picture. A single one is a name or a label.
    fn picture(&mut self, tag: &Tag<'_>, alt: Span) {
        const FEWEST: usize = 2;
        let words = self.text[alt.range()].split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
        if words >= FEWEST && !roles::is_hidden(tag, self.text) {
            self.walker.caption(moved(alt, self.base));
        }
    }

    fn field_of(&mut self, name: &str, value: Option<Span>) {
        if let Some(value) = value {
            self.field(name, value);
        }
    }

    /// A field, unless a template fills it in.
    fn field(&mut self, name: &str, value: Span) {
        let span = moved(value, self.base);
        let written = self.walker.builder.source.slice(span);
        if !written.trim().is_empty() && !written.contains("{{") && !written.contains("{%") {
            self.walker.builder.fields.push(Field { name: name.into(), value: written.into(), span });
        }
    }
}

#[cfg(test)]
mod tests;
