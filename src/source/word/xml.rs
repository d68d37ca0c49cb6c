//! The elements of a part, by the names that WordprocessingML has for them.

use super::BrokenWord;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// A step through a part.
pub(super) enum Step<'s> {
    /// An element begins. Those of other vocabularies have an empty name.
    Open { name: &'s str, of: &'s BytesStart<'s> },
    /// An element ends.
    Close { name: &'s str },
    /// Text, as it stands or for an entity.
    Text(&'s str),
}

/// How deep elements may stand in one another. Word gives up far earlier.
const DEEPEST: usize = 10_000;

/// The prefixes under which a part has the vocabularies that matter here. They are declared at its root.
struct Prefixes {
    word: Box<str>,
    compatibility: Box<str>,
    mathematics: Box<str>,
}

impl Prefixes {
    fn of(root: &BytesStart<'_>) -> Self {
        let mut prefixes = Self { word: "w".into(), compatibility: "mc".into(), mathematics: "m".into() };
        for attribute in root.attributes().with_checks(false).flatten() {
            let key: &str = attribute.key.as_ref();
            let Some(prefix) = key.strip_prefix("xmlns:").or_else(|| (key == "xmlns").then_some("")) else { continue };
            match &*attribute.value {
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                | "http://purl.oclc.org/ooxml/wordprocessingml/main" => prefixes.word = prefix.into(),
                "http://schemas.openxmlformats.org/markup-compatibility/2006" => prefixes.compatibility = prefix.into(),
                "http://schemas.openxmlformats.org/officeDocument/2006/math"
                | "http://purl.oclc.org/ooxml/officeDocument/math" => prefixes.mathematics = prefix.into(),
                _ => {}
            }
        }
        prefixes
    }

    /// The name of an element in its vocabulary, or nothing where it has no meaning here.
    fn local<'n>(&self, name: &'n str) -> &'n str {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let is_ours = *prefix == *self.word
            || *prefix == *self.compatibility && local == "Fallback"
            || *prefix == *self.mathematics && local == "t";
        if is_ours { local } else { "" }
    }
}

/// Goes through a part, element by element.
pub(super) fn walk(xml: &str, part: &'static str, mut take: impl FnMut(Step<'_>)) -> Result<(), BrokenWord> {
    let mut reader = Reader::from_str(xml);
    let mut prefixes: Option<Prefixes> = None;
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| BrokenWord::Xml { part, at: reader.error_position() })?;
        match event {
            Event::Start(of) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(BrokenWord::Xml { part, at: reader.buffer_position() });
                }
                let prefixes = prefixes.get_or_insert_with(|| Prefixes::of(&of));
                take(Step::Open { name: prefixes.local(of.name().as_ref()), of: &of });
            }
            Event::Empty(of) => {
                let prefixes = prefixes.get_or_insert_with(|| Prefixes::of(&of));
                let name = of.name();
                let name = prefixes.local(name.as_ref());
                take(Step::Open { name, of: &of });
                take(Step::Close { name });
            }
            Event::End(of) => {
                depth = depth.saturating_sub(1);
                let name = of.name();
                take(Step::Close { name: prefixes.as_ref().map_or("", |prefixes| prefixes.local(name.as_ref())) });
            }
            Event::Text(text) => take(Step::Text(&text)),
            Event::CData(text) => take(Step::Text(&text)),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten();
                let named = quick_xml::escape::resolve_predefined_entity(&reference);
                match (character, named) {
                    (Some(character), _) => take(Step::Text(character.encode_utf8(&mut [0; 4]))),
                    (None, Some(text)) => take(Step::Text(text)),
                    // Parts have no declarations of their own: nobody can tell what it stands for.
                    (None, None) => take(Step::Text("\u{fffd}")),
                }
            }
            // A part that is cut off ends inside elements.
            Event::Eof if depth > 0 => return Err(BrokenWord::Xml { part, at: xml.len() as u64 }),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
        }
    }
}

/// Whether the root of a part is that of a document.
pub(super) fn is_document(xml: &str) -> bool {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(root) | Event::Empty(root)) => {
                return Prefixes::of(&root).local(root.name().as_ref()) == "document";
            }
            // What is broken before its root is told of as broken.
            Ok(Event::Eof) => return false,
            Err(_) => return true,
            Ok(_) => {}
        }
    }
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute<'a>(of: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let mut attributes = of.attributes();
    let found = attributes.with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// The value of the attribute that most elements have.
pub(super) fn value<'a>(of: &'a BytesStart<'_>) -> Option<Cow<'a, str>> {
    attribute(of, "val")
}

/// Whether an element switches something on, such as bold.
pub(super) fn is_on(of: &BytesStart<'_>) -> bool {
    !matches!(value(of).as_deref(), Some("0" | "false" | "off" | "none"))
}
