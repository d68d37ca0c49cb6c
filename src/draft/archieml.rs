//! ArchieML: fields, lists and lines of text that writers type into shared documents.
//!
//! The story is what stands in freeform lists (`[+body]`) and in fields and lists that are called the body. Its texts are
//! read as Markdown, which has HTML in it as well: pages are made from them by either, and to a reader plain text is the same
//! in both. Lines that follow one another are read together, so that lists and references are seen as such. Fields of one
//! line (headlines, captions, credits) hold no more than words, character references and tags of HTML.
//!
//! What is found is allowed for the whole draft by a field `copydesk.allow: rule-id - the reason`, or a list of that
//! name; for the paragraph that follows, by a line `<!-- copydesk: allow rule-id - the reason -->`. Outside of values such a
//! line is passed over as all are that say nothing, and in the story it is a comment of HTML: it gets into no page.

mod line;
mod story;
mod tree;

use super::Prose;
use super::allow;
use super::block::Builder;
use super::front_matter::{Entry, Kind, Node as Value, Spelling};
use crate::source::{Source, Span};
use tree::{Id, Node, Tree};

/// Objects and lists within one another, beyond which nothing is looked at.
const DEEPEST: usize = 32;

/// Reads a draft in ArchieML into blocks.
pub(super) fn parse(builder: &mut Builder<'_>) {
    let tree = Tree::read(builder.source);
    story::read(builder, &tree);
    for &comment in &tree.comments {
        let text = builder.source.slice(comment);
        let end = text.find("-->").map_or(text.len(), |at| at + "-->".len());
        let span = Span::new(comment.range().start, comment.range().start + end);
        allow::comment(builder, span, span.range().end);
    }
}

/// Appends the text at `span` so that each character leads back to what spells it.
fn push(prose: &mut Prose, source: &Source, span: Span) {
    let text = source.slice(span);
    let mut from = 0;
    // A backslash that begins a line keeps it from being read as anything else, and is no text.
    for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()) {
        let rest = &text[end + 1..];
        let blank = rest.len() - rest.trim_start_matches(|c| c != '\n' && c != '\r' && line::is_space(c)).len();
        if rest[blank..].starts_with('\\') {
            let at = end + 1 + blank;
            prose.push(source, Span::new(span.range().start + from, span.range().start + at));
            from = at + 1;
        }
    }
    prose.push(source, Span::new(span.range().start + from, span.range().end));
}

/// The text at `span`, decoded.
fn decoded(source: &Source, span: Span) -> Prose {
    let mut prose = Prose::with_capacity(span.len());
    push(&mut prose, source, span);
    prose
}

/// A field as one of front matter.
fn entry(source: &Source, tree: &Tree<'_>, name: Span, id: Id, depth: usize) -> Entry {
    Entry { key: source.slice(name).into(), span: name, node: value(source, tree, id, depth) }
}

fn value(source: &Source, tree: &Tree<'_>, id: Id, depth: usize) -> Value {
    let nothing = Value { span: Span::default(), kind: Kind::Nothing };
    if depth == 0 {
        return nothing;
    }
    match tree.node(id) {
        Node::Text(span) => {
            Value { span: *span, kind: Kind::Text(decoded(source, *span).text().into(), Spelling::Bare) }
        }
        Node::Object(fields) => {
            let fields = fields.iter().map(|&(name, id)| entry(source, tree, name, id, depth - 1)).collect();
            Value { kind: Kind::Table(fields), ..nothing }
        }
        Node::List(list) => {
            let items = list.items.iter().map(|&id| value(source, tree, id, depth - 1)).collect();
            Value { kind: Kind::List(items), ..nothing }
        }
        Node::Line { value: Some(id), .. } => value(source, tree, *id, depth - 1),
        Node::Line { value: None, .. } => nothing,
    }
}

#[cfg(test)]
mod tests;
