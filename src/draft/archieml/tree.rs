//! A file in ArchieML as a tree whose values know where they stand.
//!
//! The language has no errors: a line that says nothing is passed over. What is not settled by its specification is read as
//! the reference parser reads it.

use super::line::{self, Command, Scope};
use crate::source::{Source, Span};
use rustc_hash::FxHashMap;

/// A value, by its number in the tree.
pub(super) type Id = u32;

/// Scopes within one another that are kept track of.
const DEEPEST_SCOPE: usize = 1000;

/// Names in a name with dots beyond which nobody means it as one.
const LONGEST_NAME: usize = 32;

/// A value.
#[derive(Debug)]
pub(super) enum Node {
    /// From its first character to its last one. If it has several lines, a backslash at the start of any but the first is
    /// not part of it.
    Text(Span),
    /// Fields, each with its name.
    Object(Vec<(Span, Id)>),
    List(List),
    /// A line of a freeform list: a paragraph, or what a name stands before.
    Line {
        name: Option<Span>,
        value: Option<Id>,
    },
}

#[derive(Debug)]
pub(super) struct List {
    pub(super) items: Vec<Id>,
    pub(super) is_freeform: bool,
}

/// What a file holds.
#[derive(Debug)]
pub(super) struct Tree<'s> {
    nodes: Vec<Node>,
    /// Where in an object a name stands.
    places: FxHashMap<(Id, &'s str), usize>,
    /// Lines outside all values that are comments of HTML.
    pub(super) comments: Vec<Span>,
}

/// What lists hold so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Texts,
    Objects,
}

/// A bracket that is open.
struct Frame {
    list: Option<Id>,
    is_freeform: bool,
    kind: Option<Kind>,
    /// The name that begins a new object whenever it comes.
    first: Option<Span>,
    /// The object that was open before.
    scope: Id,
}

struct Reader<'s> {
    source: &'s Source,
    tree: Tree<'s>,
    frames: Vec<Frame>,
    /// The object that takes fields.
    scope: Id,
    /// The text that an `:end` would give all lines so far.
    open: Option<Id>,
    is_skipping: bool,
}

impl<'s> Tree<'s> {
    pub(super) const ROOT: Id = 0;

    /// Reads a whole source.
    pub(super) fn read(source: &'s Source) -> Self {
        let tree = Self { nodes: vec![Node::Object(Vec::new())], places: FxHashMap::default(), comments: Vec::new() };
        let mut reader = Reader { source, tree, frames: Vec::new(), scope: Self::ROOT, open: None, is_skipping: false };
        for index in 0..source.line_starts().len() {
            let mut span = source.line_span(index);
            span.start = span.start.max(source.start() as u32).min(span.end);
            if !reader.line(index, span) {
                break;
            }
        }
        reader.tree
    }

    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }

    /// The field of an object.
    pub(super) fn field(&self, object: Id, name: &str) -> Option<Id> {
        let place = *self.places.get(&(object, name))?;
        let Node::Object(fields) = self.node(object) else { return None };
        fields.get(place).map(|&(_, id)| id)
    }

    fn add(&mut self, node: Node) -> Id {
        self.nodes.push(node);
        self.nodes.len() as Id - 1
    }

    /// Sets a field; one that is there is replaced.
    fn set(&mut self, source: &'s Source, object: Id, name: Span, value: Id) {
        let Node::Object(fields) = &mut self.nodes[object as usize] else { return };
        let place = *self.places.entry((object, source.slice(name))).or_insert(fields.len());
        match fields.get_mut(place) {
            Some(field) => *field = (name, value),
            None => fields.push((name, value)),
        }
    }

    /// The object that a field holds; a new one in place of anything else but a list, which has no fields.
    fn enter(&mut self, source: &'s Source, object: Id, name: Span) -> Id {
        if let Some(id) = self.field(object, source.slice(name))
            && !matches!(self.node(id), Node::Text(_))
        {
            return id;
        }
        let id = self.add(Node::Object(Vec::new()));
        self.set(source, object, name, id);
        id
    }

    /// Goes down a name with dots to the object that its last part is a field of.
    fn descend(&mut self, source: &'s Source, mut object: Id, name: Span) -> (Id, Span) {
        let text = source.slice(name);
        let mut start = name.range().start;
        for part in text.split('.').take(LONGEST_NAME) {
            let span = Span::new(start, start + part.len());
            if span.end == name.end {
                return (object, span);
            }
            object = self.enter(source, object, span);
            start += part.len() + 1;
        }
        (object, Span::new(start, name.range().end))
    }
}

impl<'s> Reader<'s> {
    /// Reads a line. Returns whether there is more to read.
    fn line(&mut self, index: usize, span: Span) -> bool {
        let (text, at) = (self.source.slice(span), span.range().start);
        let kind = |frame: &Frame| frame.kind;
        let in_texts = self.frames.last().and_then(kind) == Some(Kind::Texts);
        let may_list = |frame: &Frame| frame.list.is_some() && !frame.is_freeform && frame.kind != Some(Kind::Objects);
        if let Some(command) = line::command(text) {
            return self.command(command, index);
        }
        if self.is_skipping {
            return true;
        }
        if !in_texts && let Some((name, value)) = line::key(text, at) {
            self.field(name, value);
        } else if self.frames.last().is_some_and(may_list)
            && let Some(value) = line::item(text, at)
        {
            self.item(value);
        } else if let Some(scope) = line::scope(text, at) {
            self.open = None;
            self.bracket(scope);
        } else {
            self.text(span);
        }
        true
    }

    fn command(&mut self, command: Command, index: usize) -> bool {
        if self.is_skipping && !matches!(command, Command::EndSkip | Command::Ignore) {
            return true;
        }
        let open = self.open.take();
        match command {
            Command::End => {
                if let Some(id) = open {
                    self.lengthen(id, index);
                }
            }
            Command::Skip => self.is_skipping = true,
            Command::EndSkip => self.is_skipping = false,
            Command::Ignore => return false,
        }
        true
    }

    /// Gives a text all lines up to the one with that number.
    fn lengthen(&mut self, id: Id, end: usize) {
        let end = self.source.line_starts()[end] as usize;
        let Node::Text(span) = &mut self.tree.nodes[id as usize] else { return };
        if span.is_empty() {
            // Nothing stands on its own line.
            let next = self.source.line_index(span.range().start) + 1;
            let start = self.source.line_starts().get(next).map_or(end, |&start| start as usize).min(end);
            let rest = self.source.slice(Span::new(start, end)).trim_start_matches([' ', '\t']);
            // A backslash that begins its first line is none of it, for that is not the line of the name.
            let start = if let Some(rest) = rest.strip_prefix('\\') { end - rest.len() } else { start };
            *span = Span::new(start, start);
        }
        let start = span.range().start;
        let whole = self.source.slice(Span::new(start, end)).trim_end_matches(line::is_space);
        span.end = span.end.max((start + whole.len()) as u32);
        // What stands in a value is read with it.
        let within = *span;
        while self.tree.comments.last().is_some_and(|comment| comment.start >= within.start) {
            self.tree.comments.pop();
        }
    }

    /// `name: value`.
    fn field(&mut self, name: Span, value: Span) {
        self.begin(name);
        let text = self.tree.add(Node::Text(value));
        if self.frames.last().is_some_and(|frame| frame.is_freeform) {
            self.fill(text);
            self.open = None;
            return;
        }
        let (object, last) = self.tree.descend(self.source, self.scope, name);
        self.tree.set(self.source, object, last, text);
        self.open = Some(text);
    }

    /// `* value`.
    fn item(&mut self, value: Span) {
        let text = self.tree.add(Node::Text(value));
        if let Some(frame) = self.frames.last_mut() {
            frame.kind = Some(Kind::Texts);
            let list = frame.list;
            self.push(list, text);
        }
        self.open = Some(text);
    }

    /// A line that is none of all this: a paragraph in a freeform list, anywhere else a comment or part of a value.
    fn text(&mut self, span: Span) {
        let text = self.source.slice(span);
        let trimmed = text.trim_matches(line::is_space);
        if trimmed.is_empty() {
            return;
        }
        let start = span.range().start + (text.len() - text.trim_start_matches(line::is_space).len());
        let span = Span::new(start, start + trimmed.len());
        match self.frames.last() {
            Some(Frame { is_freeform: true, list, .. }) => {
                let list = *list;
                let value = Some(self.tree.add(Node::Text(span)));
                let line = self.tree.add(Node::Line { name: None, value });
                self.push(list, line);
            }
            _ if trimmed.starts_with("<!--") => self.tree.comments.push(span),
            _ => {}
        }
    }

    /// In a list of objects: begins a new one where the first name comes again, in a freeform one always.
    fn begin(&mut self, name: Span) {
        let source = self.source;
        let Some(frame) = self.frames.last_mut().filter(|frame| frame.list.is_some()) else { return };
        if frame.kind == Some(Kind::Texts) {
            return;
        }
        frame.kind = Some(Kind::Objects);
        let (list, is_freeform) = (frame.list, frame.is_freeform);
        if frame.first.is_none_or(|first| source.slice(first) == source.slice(name)) {
            let node = if is_freeform {
                Node::Line { name: Some(name), value: None }
            } else {
                frame.first = Some(name);
                Node::Object(Vec::new())
            };
            self.scope = self.tree.add(node);
            self.push(list, self.scope);
        }
    }

    fn push(&mut self, list: Option<Id>, item: Id) {
        if let Some(id) = list
            && let Node::List(list) = &mut self.tree.nodes[id as usize]
        {
            list.items.push(item);
        }
    }

    /// Gives the line of a freeform list that was begun its value.
    fn fill(&mut self, id: Id) {
        if let Node::Line { value, .. } = &mut self.tree.nodes[self.scope as usize] {
            *value = Some(id);
        }
    }

    /// `[name]`, `{name}`, `[]`, `{}`.
    fn bracket(&mut self, at: Scope) {
        if at.key.is_empty() {
            self.scope = self.frames.pop().map_or(Tree::ROOT, |frame| frame.scope);
            return;
        }
        let in_freeform = self.frames.last().is_some_and(|frame| frame.is_freeform);
        if at.is_nested {
            self.begin(at.key);
        } else {
            self.frames.clear();
            self.scope = Tree::ROOT;
        }
        let before = self.scope;
        let around = if self.frames.is_empty() { Tree::ROOT } else { before };
        let new = match at.is_list {
            true => Node::List(List { items: Vec::new(), is_freeform: at.is_freeform }),
            false => Node::Object(Vec::new()),
        };
        let value = if in_freeform && at.is_nested {
            let value = self.tree.add(new);
            self.fill(value);
            value
        } else {
            // The name that ends an open freeform list is taken whole.
            let (object, last) =
                if in_freeform { (around, at.key) } else { self.tree.descend(self.source, around, at.key) };
            if at.is_list || at.is_nested {
                let value = self.tree.add(new);
                self.tree.set(self.source, object, last, value);
                value
            } else {
                // An object that is opened again goes on.
                self.tree.enter(self.source, object, last)
            }
        };
        if !at.is_list {
            self.scope = value;
        }
        if self.frames.len() < DEEPEST_SCOPE {
            let list = at.is_list.then_some(value);
            self.frames.push(Frame { list, is_freeform: at.is_freeform, kind: None, first: None, scope: before });
        }
    }
}

#[cfg(test)]
mod tests;
