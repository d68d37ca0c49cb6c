//! What the values of a file in ArchieML are in the story.

use super::{DEEPEST, Id, Node, Tree, decoded, entry, push};
use crate::draft::block::{Builder, Role};
use crate::draft::front_matter::{Entry, Kind, Node as Value};
use crate::draft::value::Notation;
use crate::draft::{Field, Prose, allow, date};
use crate::source::Span;

/// Fields and lists that are the story.
const BODIES: [&str; 6] = ["body", "content", "text", "story", "article", "main"];

/// A text, and what it is.
struct Part {
    role: Role,
    name: Box<str>,
    text: Span,
    /// Whether it stands in the story, and so is told as no field.
    in_story: bool,
}

/// Names of what stands in a story, each with what it is.
fn role_in_story(name: &str, around: Role) -> Role {
    let name = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    match &*name {
        // The words of a quotation, of an item, of a picture.
        "text" | "p" | "para" | "paragraph" | "body" | "content" | "copy" | "html" | "markdown" => match around {
            Role::Blockquote | Role::List | Role::Caption | Role::Subhead => around,
            _ => Role::Body,
        },
        "headline" | "h1" => Role::Headline,
        "subhead" | "subhed" | "subheading" | "subheader" | "crosshead" | "heading" | "header" | "hed" | "title"
        | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Subhead,
        "quote" | "pullquote" | "pull-quote" | "pull_quote" | "blockquote" | "pull" => Role::Blockquote,
        "caption" | "cutline" | "alt" | "credit" => Role::Caption,
        "list" | "ul" | "ol" | "li" | "item" | "items" | "bullets" => Role::List,
        "byline" | "author" | "authors" => Role::Byline,
        _ => Role::FrontMatter,
    }
}

/// Reads the tree into blocks, fields and allowances.
pub(super) fn read(builder: &mut Builder<'_>, tree: &Tree<'_>) {
    let mut walk = Walk { builder, tree, parts: Vec::new(), settings: Vec::new() };
    if let Node::Object(fields) = tree.node(Tree::ROOT) {
        for &(name, id) in fields {
            walk.field(String::new(), name, id, DEEPEST);
        }
    }
    let Walk { mut parts, settings, .. } = walk;
    parts.sort_by_key(|part| part.text.start);
    for part in parts.iter().filter(|part| !part.in_story) {
        let value = decoded(builder.source, part.text).text().into();
        builder.fields.push(Field { name: part.name.clone(), value, span: part.text });
    }
    let names = builder.names;
    let holds =
        |name: &str| parts.iter().position(|part| !part.in_story && *part.name == *name && is_copy(builder, part));
    let (headline, dek) = (names.headlines().find_map(holds), names.deks().find_map(holds));
    for (index, role) in [(headline, Role::Headline), (dek, Role::Dek)] {
        if let Some(index) = index {
            line(builder, &parts[index], role);
        }
    }
    let mut has_headline = headline.is_some();
    let mut run = Prose::default();
    for (index, part) in parts.iter().enumerate() {
        if Some(index) == headline || Some(index) == dek {
            continue;
        }
        if part.role == Role::Body {
            if !run.is_empty() {
                run.push_as("\n\n", Span { start: part.text.start, end: part.text.start });
            }
            push(&mut run, builder.source, part.text);
            continue;
        }
        flush(builder, &mut run);
        match part.role {
            Role::Headline if has_headline => line(builder, part, Role::Subhead),
            Role::Headline => {
                has_headline = true;
                line(builder, part, Role::Headline);
            }
            Role::Blockquote => quotation(builder, part),
            Role::FrontMatter if !is_copy(builder, part) => {}
            role => line(builder, part, role),
        }
    }
    flush(builder, &mut run);
    for entry in settings {
        allow::front_matter(builder, &entry);
    }
}

struct Walk<'w, 's, 't> {
    builder: &'w Builder<'s>,
    tree: &'t Tree<'t>,
    parts: Vec<Part>,
    /// What the draft says to this program.
    settings: Vec<Entry>,
}

impl Walk<'_, '_, '_> {
    /// A field outside the story; `around` is the name, with dots, of what it stands in.
    fn field(&mut self, around: String, name: Span, id: Id, depth: usize) {
        let source = self.builder.source;
        if around.is_empty() && source.slice(name) == "copydesk" {
            self.settings.push(entry(source, self.tree, name, id, depth));
            return;
        }
        let dot = if around.is_empty() { "" } else { "." };
        self.value(&format!("{around}{dot}{}", source.slice(name)), id, depth);
    }

    /// A value outside the story.
    fn value(&mut self, name: &str, id: Id, depth: usize) {
        if depth == 0 {
            return;
        }
        let names = self.builder.names;
        let is_body = names.is_body(name) || BODIES.contains(&name);
        match self.tree.node(id) {
            Node::Text(span) => {
                let role = match name {
                    _ if is_body => Role::Body,
                    _ if names.is_byline(name) => Role::Byline,
                    _ if names.captions().any(|caption| caption == name) => Role::Caption,
                    _ => Role::FrontMatter,
                };
                self.part(role, name, *span, is_body);
            }
            Node::List(list) if list.is_freeform || is_body => self.items(&list.items, "text", Role::Body, depth),
            Node::List(list) => list.items.iter().for_each(|&item| self.value(name, item, depth - 1)),
            Node::Object(fields) => {
                for &(inner, id) in fields {
                    self.field(name.to_owned(), inner, id, depth - 1);
                }
            }
            Node::Line { value, .. } => value.iter().for_each(|&id| self.value(name, id, depth - 1)),
        }
    }

    fn items(&mut self, items: &[Id], name: &str, role: Role, depth: usize) {
        items.iter().for_each(|&item| self.in_story(name, item, role, depth - 1));
    }

    /// A value in the story, which its name makes `role`.
    fn in_story(&mut self, name: &str, id: Id, role: Role, depth: usize) {
        if depth == 0 {
            return;
        }
        let (source, tree) = (self.builder.source, self.tree);
        match tree.node(id) {
            Node::Text(span) => self.part(role, name, *span, true),
            Node::List(list) => self.items(&list.items, name, role, depth),
            Node::Line { name: None, value } => {
                value.iter().for_each(|&id| self.in_story("text", id, Role::Body, depth - 1));
            }
            Node::Line { name: Some(name), value } => {
                value.iter().for_each(|&id| self.named(*name, source.slice(*name), id, role, depth - 1));
            }
            Node::Object(fields) => {
                let kind = tree.field(id, "type").and_then(|id| match tree.node(id) {
                    Node::Text(span) => Some(source.slice(*span)),
                    _ => None,
                });
                let around = kind.map_or(role, |kind| self.role(kind, role));
                for &(inner, id) in fields {
                    match (source.slice(inner), kind) {
                        ("type", Some(_)) => {}
                        ("value", Some(kind)) => self.named(inner, kind, id, around, depth - 1),
                        (written, _) => self.named(inner, written, id, around, depth - 1),
                    }
                }
            }
        }
    }

    /// What a name in the story says of its value.
    fn named(&mut self, at: Span, name: &str, id: Id, around: Role, depth: usize) {
        if name.split('.').next() == Some("copydesk") {
            let settings = entry(self.builder.source, self.tree, at, id, depth);
            self.settings.push(settings_of(name, settings));
            return;
        }
        self.in_story(name, id, self.role(name, around), depth);
    }

    fn role(&self, name: &str, around: Role) -> Role {
        let names = self.builder.names;
        match name {
            _ if names.is_caption(name) => Role::Caption,
            _ if names.is_body(name) => Role::Body,
            _ => role_in_story(name, around),
        }
    }

    fn part(&mut self, role: Role, name: &str, text: Span, in_story: bool) {
        if !text.is_empty() {
            self.parts.push(Part { role, name: name.into(), text, in_story });
        }
    }
}

/// A line `copydesk.allow: ...` in the story: the name of the settings, and what they hold.
fn settings_of(name: &str, entry: Entry) -> Entry {
    match name.split_once('.') {
        Some((first, rest)) => {
            let span = entry.span;
            let inner = Entry { key: rest.into(), ..entry };
            let node = Value { span, kind: Kind::Table(vec![inner]) };
            Entry { key: first.into(), span, node }
        }
        None => entry,
    }
}

/// Whether a field is text that a reader may see: not a date, a number, an address.
fn is_copy(builder: &Builder<'_>, part: &Part) -> bool {
    let text = builder.source.slice(part.text);
    let is_date = || text.starts_with(|c: char| c.is_ascii_digit()) && text.len() <= 40 && date::parse(text).is_some();
    let is_word = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    text.contains(char::is_alphabetic) && !is_word(&["true", "false", "yes", "no", "null", "none"]) && !is_date()
}

/// Reads the paragraphs so far.
fn flush(builder: &mut Builder<'_>, run: &mut Prose) {
    if !run.is_empty() {
        builder.text_of(&std::mem::take(run), Notation::Markdown);
    }
}

/// Reads a part as one line. Only what is outside the story has a field's name.
fn line(builder: &mut Builder<'_>, part: &Part, role: Role) {
    let value = decoded(builder.source, part.text);
    let named = !part.in_story || role == Role::FrontMatter;
    builder.line_of(role, named.then_some(&*part.name), &value);
}

fn quotation(builder: &mut Builder<'_>, part: &Part) {
    let from = builder.blocks.len();
    builder.text_of(&decoded(builder.source, part.text), Notation::Markdown);
    for block in builder.blocks[from..].iter_mut().filter(|block| block.role == Role::Body) {
        block.role = Role::Blockquote;
    }
}
