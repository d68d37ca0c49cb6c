//! Attributes that readers get: the text that stands for a picture, and what template tags set under it.

use super::inline::Ink;
use crate::draft::block::Builder;
use crate::draft::markup::pieces::{Piece, pieces};
use crate::source::Span;

/// Attributes of HTML pictures that hold words.
pub(super) const OF_PICTURES: &[&str] = &["alt"];

/// Attributes of template tags that hold words.
pub(super) const OF_TEMPLATES: &[&str] = &["alt", "caption", "title", "text"];

/// Template tags that hold code, or set what is used elsewhere.
const SILENT: [&str; 11] =
    ["assign", "capture", "case", "comment", "elsif", "highlight", "if", "raw", "set", "unless", "when"];

/// A value with fewer words than this is a name or a class, not a caption.
const FEWEST_WORDS: usize = 2;

/// The captions in a tag: of HTML, or of a template language.
pub(super) fn captions(builder: &Builder<'_>, tag: Span) -> Vec<Vec<Ink>> {
    let text = builder.source.slice(tag);
    let template = text.starts_with('{') || is_component(text);
    let wanted = if template { OF_TEMPLATES } else { OF_PICTURES };
    let name = text.trim_start_matches(['{', '<', '%', '-', ' ']).split([' ', '\n', '\t', '%']).next();
    if template && name.is_some_and(|name| SILENT.contains(&name)) {
        return Vec::new();
    }
    let mut found: Vec<&str> = Vec::new();
    let mut captions = Vec::new();
    for value in values(text, wanted, template) {
        let written = text[value.range()].trim();
        let words = written.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
        // The same words twice in a tag are seen once: either text or picture.
        if words < FEWEST_WORDS || written.contains("${") || found.contains(&written) {
            continue;
        }
        found.push(written);
        let start = tag.range().start + value.range().start + text[value.range()].find(written).unwrap_or(0);
        captions.push(inks(written, start, template));
    }
    captions
}

/// Whether a tag is of a component, not of HTML: `<Figure>`, `<ui.Figure>`.
pub(super) fn is_component(tag: &str) -> bool {
    let Some(name) = tag.strip_prefix('<') else { return false };
    let name = &name[..name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'.').count()];
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && (name.contains('.')
            || (name.starts_with(|c: char| c.is_ascii_uppercase()) && name.contains(|c: char| c.is_ascii_lowercase())))
}

/// Where the values of the attributes called `wanted` stand in a tag.
fn values(tag: &str, wanted: &[&str], template: bool) -> Vec<Span> {
    let bytes = tag.as_bytes();
    let mut values = Vec::new();
    let mut at = 0;
    while let Some(length) = memchr::memchr3(b'"', b'\'', b'`', &bytes[at..]) {
        let quote = at + length;
        let start = quote + 1;
        let end = closing(bytes, start, bytes[quote], template);
        let before = tag[at..quote].trim_end();
        // A string may be an expression of JSX.
        let before = before.strip_suffix('{').unwrap_or(before).trim_end();
        if let Some(name) = before.strip_suffix('=').map(str::trim_end) {
            let length = name.bytes().rev().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
            let name = &name[name.len() - length..];
            if wanted.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                values.push(Span::new(start, end));
            }
        }
        at = (end + 1).min(bytes.len());
    }
    values
}

/// End of the quoted value that begins at `start`.
fn closing(bytes: &[u8], start: usize, quote: u8, escapes: bool) -> usize {
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if byte == quote {
            return at;
        }
        // An escaped character is ASCII here: quotation marks and the backslash itself.
        at += if escapes && byte == b'\\' && bytes.get(at + 1).is_some_and(u8::is_ascii) { 2 } else { 1 };
    }
    bytes.len()
}

/// A value as a reader sees it: without tags, and without the marks of Markdown where a template may hold them.
fn inks(value: &str, base: usize, template: bool) -> Vec<Ink> {
    let mut inks = Vec::new();
    let mut push = |from: usize, to: usize| {
        pieces(&value[from..to], base + from, |piece| {
            let (text, span) = match piece {
                Piece::Plain(span) => (value[span.range().start - base..span.range().end - base].into(), span),
                Piece::Space(span) => (" ".into(), span),
                Piece::Entity(text, span) => (text.into(), span),
            };
            inks.push(Ink { text, span });
        });
    };
    let (mut from, mut at) = (0, 0);
    while template && let Some(length) = value[at..].find(['<', '[', ']', '*', '\\']) {
        at += length;
        let rest = &value[at..];
        let skipped = match rest.as_bytes()[0] {
            b'<' if rest[1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) => {
                rest.find('>').map(|end| end + 1)
            }
            b'[' => rest.contains("](").then_some(1),
            b']' if rest.starts_with("](") => rest.find(')').map(|end| end + 1),
            b'*' => Some(1),
            b'\\' => rest[1..].starts_with(['"', '\'', '\\']).then_some(1),
            _ => None,
        };
        if let Some(skipped) = skipped {
            push(from, at);
            from = at + skipped;
        }
        // What a backslash escapes is text.
        at += skipped.unwrap_or(1) + usize::from(skipped.is_some() && rest.starts_with('\\'));
    }
    push(from, value.len());
    inks
}
