//! Blocks of HTML: the text in them, as paragraphs, items, cells, headings and captions.

use super::Reader;
use crate::draft::allow;
use crate::draft::block::Role;
use crate::draft::html::element;
use crate::draft::markup::Element;
use crate::draft::markup::pieces::{Piece, pieces};
use crate::draft::markup::tokenise;
use crate::source::Span;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use std::convert::Infallible;

/// What stands in a block of HTML.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Start,
    End,
    /// A comment, a declaration, a processing instruction.
    Comment,
}

/// A tag or a comment, by its place in the block.
struct Mark {
    kind: Kind,
    name: Box<str>,
    span: Span,
}

/// Tags and comments in the order of the text. What lies between them is text.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let place = |span: html5gum::Span<usize>| Span::new(span.start, span.end);
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, span: html5gum::Span<usize>| -> Option<Infallible> {
            let (kind, name): (_, &[u8]) = match event {
                CallbackEvent::OpenStartTag { name } => (Kind::Start, name),
                CallbackEvent::EndTag { name } => (Kind::End, name),
                CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => (Kind::Comment, b""),
                CallbackEvent::CloseStartTag { .. } => {
                    if let Some(mark) = marks.last_mut() {
                        mark.span.end = span.end as u32;
                    }
                    return None;
                }
                _ => return None,
            };
            marks.push(Mark { kind, name: String::from_utf8_lossy(name).into(), span: place(span) });
            None
        });
    emitter.naively_switch_states(true);
    tokenise(text, emitter);
    marks
}

/// Where the walk through a block of HTML stands.
#[derive(Default)]
struct Walk {
    /// Elements that are open and say what their text is.
    open: Vec<Box<str>>,
    /// The element whose content is passed over, and how many of its name are open.
    unread: Option<(Box<str>, usize)>,
    /// Start of the last tag that begins a block.
    block: Option<usize>,
}

impl Walk {
    /// What text is here, and the level of a heading.
    fn role(&self, around: Role) -> (Role, u8) {
        if around == Role::Reference {
            return (around, 0);
        }
        for name in self.open.iter().rev() {
            match &**name {
                "figcaption" | "caption" => return (Role::Caption, 0),
                "td" | "th" => return (Role::Table, 0),
                name if heading(name) > 0 => return (Role::Subhead, heading(name)),
                _ => {}
            }
        }
        let inside = |wanted: &[&str]| self.open.iter().any(|name| wanted.contains(&&**name));
        if around == Role::Blockquote || inside(&["blockquote"]) {
            (Role::Blockquote, 0)
        } else if inside(&["li", "dt", "dd"]) {
            (Role::List, 0)
        } else {
            (around, 0)
        }
    }
}

/// Level of a heading's tag, else 0.
fn heading(name: &str) -> u8 {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => level - b'0',
        _ => 0,
    }
}

impl Reader<'_, '_> {
    /// A block of HTML. `lines` are the parts of it that are HTML; the rest are marks of a quotation or a list.
    pub(super) fn elements(&mut self, span: Span, lines: &[Span]) {
        let source = self.builder.source;
        let base = span.range().start;
        let text = self.bare(span, lines);
        let (blocks, body_seen) = (self.builder.blocks.len(), self.so_far.body_seen);
        let mut walk = Walk::default();
        let (mut at, mut ours, mut others) = (0, 0, 0);
        for mark in marks(&text) {
            let Some(mut place) =
                text.get(mark.span.range()).map(|_| mark.span).filter(|span| span.range().start >= at)
            else {
                continue;
            };
            self.html_text(&walk, &text, base, at, place.range().start);
            at = place.range().end;
            place = Span::new(base + place.range().start, base + place.range().end);
            // A comment before text in its line was given as a tag, and so may be marks that HTML does not know.
            let part = self.inline.part_at(place);
            if mark.kind == Kind::Comment || part.is_some() || source.slice(place).starts_with("<!--") {
                let about = if self.open.is_some() { place.range().start } else { place.range().end };
                let is_ours = allow::comment(self.builder, place, about);
                (ours, others) = (ours + usize::from(is_ours), others + usize::from(!is_ours));
                self.inline.captions_of_tags(self.builder, place);
                if part.is_some() {
                    self.component(place);
                }
            } else {
                others += 1;
                self.element(&mut walk, &mark, place);
            }
        }
        self.html_text(&walk, &text, base, at, text.len());
        self.close(span.range().end);
        if !self.so_far.has_headline {
            // A banner in HTML over the headline is not the story.
            self.so_far.body_seen = body_seen;
        }
        // A comment that allows a rule speaks of the next block and is none itself.
        let comments_only = ours > 0 && others == 0;
        if self.builder.blocks.len() == blocks && !comments_only {
            self.builder.opaque(Role::Markup, span);
        }
        self.captions();
    }

    /// The HTML alone, as long as what it stands in. Carriage returns are blanked, for tokenisers fold them.
    fn bare(&self, span: Span, lines: &[Span]) -> String {
        let mut bare = String::with_capacity(span.len());
        let start = span.range().start;
        for line in lines {
            let line = Span { start: line.start.max((start + bare.len()) as u32), end: line.end.min(span.end) };
            if line.start >= line.end {
                continue;
            }
            bare.extend(std::iter::repeat_n(' ', line.range().start - start - bare.len()));
            match self.inline.shielded_text(line) {
                Some(text) => bare.extend(text.chars().map(|c| if c == '\r' { ' ' } else { c })),
                None => bare.extend(std::iter::repeat_n(' ', line.len())),
            }
        }
        bare.extend(std::iter::repeat_n(' ', span.len().saturating_sub(bare.len())));
        bare
    }

    /// The text between two tags.
    fn html_text(&mut self, walk: &Walk, text: &str, base: usize, from: usize, to: usize) {
        let Some(between) = text.get(from..to) else { return };
        if walk.unread.is_some() || (self.open.is_none() && between.trim().is_empty()) {
            return;
        }
        if self.open.is_none() {
            let (role, heading) = walk.role(self.text_role());
            let lead = between.len() - between.trim_start().len();
            self.open(role, heading, walk.block.unwrap_or(base + from + lead));
        }
        pieces(between, base + from, |piece| {
            let span = match &piece {
                Piece::Plain(span) | Piece::Space(span) | Piece::Entity(_, span) => *span,
            };
            self.inline.html_piece(self.builder, piece);
            self.reach(span);
        });
    }

    /// A tag.
    fn element(&mut self, walk: &mut Walk, mark: &Mark, place: Span) {
        let name = &*mark.name;
        if let Some((unread, depth)) = &mut walk.unread {
            if **unread == *name {
                *depth = if mark.kind == Kind::Start { *depth + 1 } else { *depth - 1 };
                if *depth == 0 {
                    walk.unread = None;
                }
            }
            return;
        }
        let element = element::of(name.as_bytes());
        let in_word = element.may_stand_in_a_word();
        if in_word || matches!(element, Element::Space | Element::Break) {
            if self.open.is_none() && name == "img" {
                self.inline.captions_of(self.builder, place);
            } else if self.open.is_some() {
                self.inline.html(self.builder, place);
                self.reach(place);
            } else if mark.kind == Kind::Start && in_word {
                // A link or emphasis that opens its block.
                let (role, heading) = walk.role(self.text_role());
                self.open(role, heading, walk.block.unwrap_or(place.range().start));
                self.inline.html(self.builder, place);
            }
            return;
        }
        let ends = mark.kind == Kind::End;
        self.close(if ends { place.range().end } else { place.range().start });
        walk.block = (!ends).then_some(place.range().start);
        if ends {
            if let Some(index) = walk.open.iter().rposition(|open| **open == *name) {
                walk.open.truncate(index);
            }
        } else if element.is_unread() {
            walk.unread = Some((name.into(), 1));
        } else {
            // Items and cells need no end tag.
            if walk.open.last().is_some_and(|open| **open == *name) && matches!(name, "li" | "td" | "th" | "dt" | "dd")
            {
                walk.open.pop();
            }
            let tells = matches!(name, "figcaption" | "caption" | "td" | "th" | "blockquote" | "li" | "dt" | "dd");
            if tells || heading(name) > 0 {
                walk.open.push(name.into());
            }
        }
    }

    /// Captions that wait for the end of their block.
    pub(super) fn captions(&mut self) {
        for caption in self.inline.take_captions() {
            self.inline.caption(self.builder, &caption);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_lie_where_they_are_written() {
        let text = "é<P class=\"a>b\">x &amp; <br/>ü</P><!-- é --> <?php?><script>if (a<b) {}</script>";
        let found: Vec<_> = marks(text).iter().map(|mark| &text[mark.span.range()]).collect();
        assert_eq!(found, ["<P class=\"a>b\">", "<br/>", "</P>", "<!-- é -->", "<?php?>", "<script>", "</script>"]);
        assert_eq!(&*marks(text)[0].name, "p");
    }
}
