//! From the events of an XML document to blocks.

use super::{events, newsml, nitf};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::draft::block::{Builder, Role};
use crate::draft::markup::pieces::{Piece, pieces};
use crate::draft::markup::{Element, Name, Walker};
use crate::draft::{Field, Prose, html, plain};
use crate::source::{Source, Span};
use quick_xml::events::{BytesStart, Event};

/// The notation of a part of the document.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Notation {
    NewsMl,
    Nitf,
    Xhtml,
}

/// What is taken out of the running text.
enum Taken {
    /// The text of a field of the whole item.
    Field(&'static str, Option<Span>),
    /// A text in a notation of its own.
    Data { value: Prose, is_html: bool },
}

struct Reader<'r, 's> {
    source: &'s Source,
    walker: Walker<'r, 's>,
    fields: Vec<Field>,
    /// Of each open element that begins another notation: how deep it is, and what the notation was around it.
    notations: Vec<(usize, Notation)>,
    notation: Notation,
    depth: usize,
    /// How deep the head of the story is, if it is open.
    head: Option<usize>,
    /// What is taken out of the text until an element ends that is so deep.
    taken: Option<(usize, Taken)>,
    /// What stands as data of its own, to be read once the walker has written what is before it.
    data: Vec<(Prose, bool)>,
}

/// Reads a story.
pub(super) fn read(builder: &mut Builder<'_>) {
    let source = builder.source;
    let at = source.body();
    let from = builder.blocks.len();
    let (broken, fields, data) = {
        let mut reader = Reader {
            source,
            walker: Walker::new(builder, &[]),
            fields: Vec::new(),
            notations: Vec::new(),
            notation: Notation::NewsMl,
            depth: 0,
            head: None,
            taken: None,
            data: Vec::new(),
        };
        let broken = reader.events(at);
        let Reader { walker, fields, data, .. } = reader;
        walker.finish(at.range().end);
        (broken, fields, data)
    };
    builder.fields.extend(fields);
    for (value, is_html) in data {
        builder.embed(&value, |inner| if is_html { html::parse(inner) } else { plain::parse(inner) });
    }
    if let Some((place, message)) = broken {
        let told = Diagnostic::trouble(source, place, trouble::UNREADABLE, Level::Error, message);
        builder.troubles.push(told.with_remedy("Mend the XML here; what comes after it was not read."));
    }
    promote(builder, from);
}

/// Where a story tells its headline and dek only in what is said about it, those are the ones that readers see.
fn promote(builder: &mut Builder<'_>, from: usize) {
    let blocks = &mut builder.blocks[from..];
    for (role, names) in [(Role::Headline, &["headline", "title"][..]), (Role::Dek, &["description"])] {
        if blocks.iter().any(|block| block.role == role) {
            continue;
        }
        let named = |name: &str| blocks.iter().position(|block| block.field.as_deref() == Some(name));
        if let Some(index) = names.iter().find_map(|name| named(name)) {
            blocks[index].role = role;
        }
    }
}

impl<'s> Reader<'_, 's> {
    /// Goes through the document; returns where and why that ends early.
    fn events(&mut self, at: Span) -> Option<(Span, String)> {
        let base = at.range().start;
        let mut events = events(self.source.slice(at));
        loop {
            let start = base + events.buffer_position() as usize;
            let event = match events.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let place = base + events.error_position() as usize;
                    let place = crate::source::floor_boundary(self.source.text(), place.min(at.range().end));
                    return Some((Span::new(place, place), format!("this XML cannot be read: {error}")));
                }
            };
            let span = Span::new(start, base + events.buffer_position() as usize);
            match event {
                Event::Start(tag) => {
                    self.start(&tag, span);
                    self.depth += 1;
                }
                Event::Empty(tag) => {
                    let name = tag.local_name().into_inner().to_owned();
                    self.start(&tag, span);
                    self.depth += 1;
                    self.end(&name, Span { start: span.end, end: span.end });
                }
                Event::End(tag) => self.end(tag.local_name().into_inner(), span),
                Event::Text(_) => self.text(span),
                // `<![CDATA[` … `]]>`
                Event::CData(_) => self.text(Span::new(span.range().start + 9, span.range().end - 3)),
                Event::GeneralRef(_) => self.reference(span),
                Event::Comment(_) => self.walker.comment(span),
                Event::Eof => return None,
                Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, span: Span) {
        let local = tag.local_name();
        let name = local.as_ref();
        self.fields_of(tag, name);
        let begun = match name {
            "nitf" => Some(Notation::Nitf),
            "html" => Some(Notation::Xhtml),
            _ if self.depth == 0 && nitf::element(name, false).is_some() => Some(Notation::Nitf),
            _ => None,
        };
        if let Some(notation) = begun {
            self.notations.push((self.depth, std::mem::replace(&mut self.notation, notation)));
        }
        if self.taken.is_none() {
            self.taken = self.takes(tag, name).map(|taken| (self.depth, taken));
        }
        if matches!(name, "hedline" | "body.head") {
            self.head.get_or_insert(self.depth);
        }
        let element = self.element(name, tag);
        self.walker.start(Name::of(name.as_bytes()), element, span);
    }

    fn end(&mut self, name: &str, span: Span) {
        // An end tag that nothing begins.
        self.depth = self.depth.saturating_sub(1);
        let element = self.element_of(name);
        let blocks = self.walker.builder.blocks.len();
        self.walker.end(Name::of(name.as_bytes()), element, span);
        if element == Element::Role(Role::FrontMatter, 0) {
            self.name_block(name, blocks);
        }
        if self.head.is_some_and(|head| head >= self.depth) {
            self.head = None;
        }
        if let Some((_, taken)) = self.taken.take_if(|(depth, _)| *depth >= self.depth) {
            self.put(taken);
        }
        if let Some((_, around)) = self.notations.pop_if(|(depth, _)| *depth >= self.depth) {
            self.notation = around;
        }
    }

    /// What an element is, with what its attributes say.
    fn element(&self, name: &str, tag: &BytesStart<'_>) -> Element {
        let element = self.element_of(name);
        // The words that go with a picture are no summary of a story.
        let is_caption = name == "description" && attribute(tag, "role").is_some_and(|role| role.ends_with("caption"));
        if is_caption && self.notation == Notation::NewsMl { Element::Role(Role::Caption, 0) } else { element }
    }

    fn element_of(&self, name: &str) -> Element {
        match self.notation {
            Notation::NewsMl => newsml::element(name),
            Notation::Nitf => nitf::element(name, self.head.is_some()).unwrap_or(Element::Inline(None)),
            Notation::Xhtml => html::element::of(name.as_bytes()),
        }
    }

    /// A block that tells a field of the story is known by that field.
    fn name_block(&mut self, name: &str, blocks: usize) {
        let new = self.walker.builder.blocks.get_mut(blocks.saturating_sub(1)..).unwrap_or_default();
        if let Some(block) = new.iter_mut().rfind(|block| block.role == Role::FrontMatter && block.field.is_none()) {
            block.field = Some(name.into());
        }
    }

    /// What an element takes out of the running text.
    fn takes(&self, tag: &BytesStart<'_>, name: &str) -> Option<Taken> {
        if self.notation != Notation::NewsMl {
            return (name == "title" && self.notation == Notation::Nitf).then_some(Taken::Field("title", None));
        }
        if name == "inlineData" {
            let is_html = attribute(tag, "contenttype").is_some_and(|kind| kind.contains("html"));
            return Some(Taken::Data { value: Prose::default(), is_html });
        }
        newsml::TEXTS.iter().find(|text| **text == name).map(|text| Taken::Field(text, None))
    }

    /// Fields that stand in attributes.
    fn fields_of(&mut self, tag: &BytesStart<'_>, name: &str) {
        for (_, wanted, field) in nitf::FIELDS.iter().chain(&newsml::FIELDS).filter(|(of, ..)| *of == name) {
            let Some(value) = attribute(tag, wanted) else { continue };
            let start = value.as_ptr() as usize - self.source.text().as_ptr() as usize;
            let span = Span::new(start, start + value.len());
            self.fields.push(Field { name: (*field).into(), value: value.into(), span });
        }
    }

    /// Text as it stands.
    fn text(&mut self, span: Span) {
        match &mut self.taken {
            None => self.walker.text(span),
            Some((_, Taken::Field(_, place))) => *place = Some(place.map_or(span, |first| first.cover(span))),
            Some((_, Taken::Data { value, .. })) => value.push(self.source, span),
        }
    }

    /// A character reference. One that stands for nothing that is known is read as it stands.
    fn reference(&mut self, span: Span) {
        match &mut self.taken {
            None => self.walker.text_with_references(span),
            Some((_, Taken::Data { value, .. })) => {
                pieces(self.source.slice(span), span.range().start, |piece| match piece {
                    Piece::Entity(text, span) => value.push_as(&text, span),
                    Piece::Plain(span) | Piece::Space(span) => value.push(self.source, span),
                });
            }
            Some(_) => self.text(span),
        }
    }

    fn put(&mut self, taken: Taken) {
        match taken {
            Taken::Field(name, Some(span)) => {
                let text = self.source.slice(span);
                let start = span.range().start + (text.len() - text.trim_start().len());
                let span = Span::new(start, start + text.trim().len());
                self.fields.push(Field { name: name.into(), value: text.trim().into(), span });
            }
            Taken::Field(_, None) => {}
            Taken::Data { value, is_html } => self.data.push((value, is_html)),
        }
    }
}

/// The value of an attribute, as it is written.
fn attribute<'t>(tag: &'t BytesStart<'_>, name: &str) -> Option<&'t str> {
    tag.attributes().with_checks(false).flatten().find_map(|attribute| {
        let is_it = attribute.key.local_name().as_ref() == name;
        match attribute.value {
            std::borrow::Cow::Borrowed(value) if is_it => Some(value),
            _ => None,
        }
    })
}
