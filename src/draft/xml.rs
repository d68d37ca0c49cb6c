//! The XML of news agencies: NITF, and NewsML-G2 with NITF, XHTML or plain text in it.
//!
//! What NITF calls the parts of a story is in [`nitf`], what NewsML-G2 says around it in [`newsml`]. Entities that a document
//! declares itself are never expanded.

mod newsml;
mod nitf;
mod reader;

use super::Format;
use super::block::Builder;
use crate::source::{Source, Span};
use quick_xml::Reader;
use quick_xml::events::Event;

/// The elements of NewsML-G2 that hold a story, or point to some.
const ITEMS: [&str; 2] = ["newsItem", "packageItem"];

/// What is sent with several items in it.
const MESSAGE: &str = "newsMessage";

/// The other items of NewsML-G2. They describe codes, people, events and plans, and hold no story.
const OTHER_ITEMS: [&str; 4] = ["conceptItem", "knowledgeItem", "planningItem", "catalogItem"];

/// How an XML file is written, by its root element.
pub(super) fn recognise(source: &Source) -> Option<Format> {
    match &*root(source)? {
        "nitf" => Some(Format::Nitf),
        "html" => Some(Format::Html),
        name if name == MESSAGE || ITEMS.contains(&name) || OTHER_ITEMS.contains(&name) => Some(Format::NewsMl),
        _ => None,
    }
}

/// The name of the root element, without its prefix.
fn root(source: &Source) -> Option<String> {
    let mut events = events(&source.text()[source.start()..]);
    loop {
        match events.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => {
                return Some(tag.local_name().as_ref().to_owned());
            }
            Event::Text(text) if !text.borrow().into_inner().trim().is_empty() => return None,
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Where the items of a message stand; none where the file is one item.
pub(super) fn stories(source: &Source) -> Vec<Span> {
    if root(source).as_deref() != Some(MESSAGE) {
        return Vec::new();
    }
    let base = source.start();
    let mut events = events(&source.text()[base..]);
    let (mut stories, mut depth, mut open) = (Vec::new(), 0_usize, None);
    loop {
        let start = base + events.buffer_position() as usize;
        let Ok(event) = events.read_event() else { break };
        let end = base + events.buffer_position() as usize;
        match event {
            Event::Start(tag) => {
                if open.is_none() && ITEMS.contains(&tag.local_name().as_ref()) {
                    open = Some((depth, start));
                }
                depth += 1;
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if let Some((_, from)) = open.take_if(|(outer, _)| *outer == depth) {
                    stories.push(Span::new(from, end));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    // An item that nothing ends reaches to the end of the file.
    stories.extend(open.map(|(_, from)| Span::new(from, source.text().len())));
    stories
}

/// Reads a story.
pub(super) fn parse(builder: &mut Builder<'_>) {
    reader::read(builder);
}

/// A reader of XML that goes on where documents are a little broken.
fn events(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

#[cfg(test)]
mod tests;
