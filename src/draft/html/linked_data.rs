//! What a page tells search engines in JSON-LD: the headline of its story, and when it was published.

use crate::draft::block::{Builder, Role};
use crate::source::Span;
use serde::Deserialize;
use serde_json::value::RawValue;

/// Where strings of interest stand, quotation marks left out.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    pub(super) headline: Option<Span>,
    pub(super) date: Option<Span>,
}

/// A thing that is described. Anything else of it is passed over.
#[derive(Deserialize, Default)]
struct Thing<'t> {
    #[serde(borrow, default)]
    headline: Option<&'t RawValue>,
    #[serde(borrow, default, rename = "datePublished")]
    date: Option<&'t RawValue>,
    #[serde(borrow, default, rename = "@graph")]
    graph: Option<&'t RawValue>,
}

impl LinkedData {
    /// Reads the data that stand at `span`. What cannot be read tells nothing: it is meant for machines.
    pub(super) fn read(text: &str, span: Span) -> Self {
        let mut found = Self::default();
        let json = &text[span.range()];
        for thing in things(json) {
            let graph = thing.graph.map(|graph| things(graph.get())).unwrap_or_default();
            for thing in std::iter::once(thing).chain(graph) {
                let place = |raw: &RawValue| {
                    let inner = raw.get().strip_prefix('"')?.strip_suffix('"')?;
                    let start = inner.as_ptr() as usize - text.as_ptr() as usize;
                    (!inner.trim().is_empty()).then(|| Span::new(start, start + inner.len()))
                };
                found.headline = found.headline.or_else(|| thing.headline.and_then(place));
                found.date = found.date.or_else(|| thing.date.and_then(place));
            }
        }
        found
    }
}

/// The things that a piece of JSON describes: one, or a list of them.
fn things(json: &str) -> Vec<Thing<'_>> {
    serde_json::from_str(json).or_else(|_| serde_json::from_str(json).map(|thing| vec![thing])).unwrap_or_default()
}

/// A block made of a JSON string without its quotation marks.
pub(super) fn block(builder: &mut Builder<'_>, role: Role, span: Span) {
    builder.open(role, span.range().start);
    let text = builder.source.slice(span);
    let base = span.range().start;
    let (mut from, mut at) = (0, 0);
    while let Some(length) = memchr::memchr(b'\\', &text.as_bytes()[at..]) {
        at += length;
        let length = escape_length(&text.as_bytes()[at..]);
        let decoded =
            text.get(at..at + length).and_then(|escape| serde_json::from_str::<String>(&format!("\"{escape}\"")).ok());
        let Some(decoded) = decoded else { break };
        builder.text(Span::new(base + from, base + at));
        builder.prose.push_as(&decoded.replace(['\n', '\r', '\t'], " "), Span::new(base + at, base + at + length));
        at += length;
        from = at;
    }
    builder.text(Span::new(base + from, base + text.len()));
    builder.close(span.range().end);
}

/// Bytes of the escape that begins here: two halves of a character go together.
fn escape_length(bytes: &[u8]) -> usize {
    match bytes {
        [_, b'u', b'd' | b'D', b'8'..=b'9' | b'a'..=b'b' | b'A'..=b'B', ..] => 12,
        [_, b'u', ..] => 6,
        _ => 2,
    }
}
