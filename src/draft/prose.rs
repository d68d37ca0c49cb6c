//! The text that a reader sees, and the way back from it to the source: the only place where offsets are translated.

use crate::source::{Source, Span, floor_boundary};

/// From `prose` on, text was taken from `source` on: byte for byte where `linear`, else as one indivisible piece.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Piece {
    prose: u32,
    source: Span,
    linear: bool,
}

/// All the prose of a draft: its blocks one after another, with a line feed between them.
#[derive(Debug, Default)]
pub struct Prose {
    text: String,
    pieces: Vec<Piece>,
}

impl Prose {
    /// An empty prose with room for `bytes`.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), pieces: Vec::new() }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Length so far, in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no prose at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text of a range of prose.
    #[must_use]
    pub fn slice(&self, range: Span) -> &str {
        &self.text[range.range()]
    }

    /// Appends source text as it stands.
    pub fn push(&mut self, source: &Source, span: Span) {
        if !span.is_empty() {
            self.push_linear(source.slice(span), span);
        }
    }

    fn push_linear(&mut self, text: &str, span: Span) {
        let prose = self.text.len() as u32;
        let joins = self.pieces.last().is_some_and(|last| {
            last.linear && last.source.end == span.start && last.prose + last.source.len() as u32 == prose
        });
        match self.pieces.last_mut() {
            Some(last) if joins => last.source.end = span.end,
            _ => self.pieces.push(Piece { prose, source: span, linear: true }),
        }
        self.text.push_str(text);
    }

    /// Appends text that stands for a span of source as a whole: an entity, an escape, a line break.
    pub fn push_as(&mut self, text: &str, span: Span) {
        if text.is_empty() {
            return;
        }
        self.pieces.push(Piece { prose: self.text.len() as u32, source: span, linear: false });
        self.text.push_str(text);
    }

    /// Appends a prose that was made from the text of another one, `outer`, which knows the way on from there.
    pub fn append(&mut self, inner: &Self, outer: &Self) {
        for (index, piece) in inner.pieces.iter().enumerate() {
            let end = inner.pieces.get(index + 1).map_or(inner.text.len(), |next| next.prose as usize);
            let text = &inner.text[piece.prose as usize..end];
            if piece.linear {
                self.append_linear(text, piece.source, outer);
            } else {
                self.push_as(text, outer.to_source(piece.source));
            }
        }
    }

    /// Appends text that stands in `outer` as it is: in pieces, as it came there.
    fn append_linear(&mut self, text: &str, at: Span, outer: &Self) {
        let mut from = at.start;
        let mut index = outer.pieces.partition_point(|piece| piece.prose <= from).saturating_sub(1);
        while let Some(piece) = outer.pieces.get(index).filter(|piece| piece.prose < at.end) {
            let next = outer.pieces.get(index + 1).map_or(outer.text.len() as u32, |next| next.prose);
            let to = next.min(at.end);
            let part = &text[(from - at.start) as usize..(to - at.start) as usize];
            if piece.linear {
                let start = piece.source.start + (from - piece.prose);
                self.push_linear(part, Span { start, end: start + (to - from) });
            } else {
                self.push_as(part, piece.source);
            }
            (from, index) = (to, index + 1);
        }
    }

    /// Takes back everything from `length` on, which must be a character boundary.
    pub fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        while self.pieces.last().is_some_and(|piece| piece.prose as usize >= length) {
            self.pieces.pop();
        }
        if let Some(last) = self.pieces.last_mut().filter(|last| last.linear) {
            last.source.end = last.source.end.min(last.source.start + (length as u32 - last.prose));
        }
    }

    /// Appends the line feed that separates blocks. It belongs to no source text.
    pub fn push_break(&mut self, at: usize) {
        self.push_as("\n", Span::new(at, at));
    }

    /// The span of source text that a range of prose was taken from.
    ///
    /// An empty range maps to the empty span before the character it stands at.
    #[must_use]
    pub fn to_source(&self, range: Span) -> Span {
        if range.is_empty() {
            let start = self.source_of(range.start).map_or(0, |(piece, within)| start_in(piece, within));
            return Span { start, end: start };
        }
        let start = self.source_of(range.start).map_or(0, |(piece, within)| start_in(piece, within));
        let last = floor_boundary(&self.text, range.end as usize - 1) as u32;
        let width = range.end - last;
        let end = self.source_of(last).map_or(start, |(piece, within)| {
            if piece.linear { piece.source.start + within + width } else { piece.source.end }
        });
        Span { start, end: end.max(start) }
    }

    /// The spans of source text that it was taken from, in the order of the prose.
    #[cfg(feature = "cli")]
    pub(crate) fn spans(&self) -> impl Iterator<Item = Span> {
        self.pieces.iter().map(|piece| piece.source)
    }

    /// Whether a range of prose was taken from one stretch of source text, without markup between its pieces that no reader
    /// sees and that would go with it.
    #[must_use]
    pub fn is_unbroken(&self, range: Span, source: &Source) -> bool {
        let from = self.pieces.partition_point(|piece| piece.prose <= range.start).saturating_sub(1);
        let pieces = self.pieces[from..].iter().take_while(|piece| piece.prose < range.end);
        let gap = |one: &Piece, next: &Piece| source.text().get(one.source.range().end..next.source.range().start);
        // A line break of HTML is a space to the reader.
        let is_tag = |piece: &Piece| !piece.linear && source.slice(piece.source).contains('<');
        if pieces.clone().any(is_tag) {
            return false;
        }
        pieces.clone().zip(pieces.skip(1)).all(|(one, next)| gap(one, next).is_some_and(|gap| gap.trim().is_empty()))
    }

    fn source_of(&self, at: u32) -> Option<(Piece, u32)> {
        let index = self.pieces.partition_point(|piece| piece.prose <= at).checked_sub(1)?;
        let piece = self.pieces[index];
        Some((piece, at - piece.prose))
    }
}

fn start_in(piece: Piece, within: u32) -> u32 {
    if piece.linear { piece.source.start + within } else { piece.source.start }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_join_and_breaks_do_not_widen_spans() {
        let source = Source::new("x", "one two\nthree");
        let mut prose = Prose::default();
        prose.push(&source, Span::new(0, 4));
        prose.push(&source, Span::new(4, 7));
        prose.push_as(" ", Span::new(7, 8));
        prose.push(&source, Span::new(8, 13));
        assert_eq!(prose.pieces.len(), 3);
        assert_eq!(prose.to_source(Span::new(4, 13)), Span::new(4, 13));
        assert_eq!(prose.to_source(Span::new(4, 7)), Span::new(4, 7));
        assert!(prose.is_unbroken(Span::new(0, 13), &source));
    }

    #[test]
    fn what_was_made_from_a_prose_leads_back_to_its_source() {
        // A JSON string that holds HTML.
        let source = Source::new("x", r#""a \u0026amp; <b>caf\u00e9</b> b""#);
        let mut value = Prose::default();
        value.push(&source, Span::new(1, 3));
        value.push_as("&", Span::new(3, 9));
        value.push(&source, Span::new(9, 20));
        value.push_as("é", Span::new(20, 26));
        value.push(&source, Span::new(26, 32));
        assert_eq!(value.text(), "a &amp; <b>café</b> b");
        let inner = Source::new("x", value.text());
        let mut read = Prose::default();
        read.push(&inner, Span::new(0, 2));
        read.push_as("&", Span::new(2, 7));
        read.push(&inner, Span::new(7, 8));
        read.push(&inner, Span::new(11, 16));
        read.push(&inner, Span::new(20, 22));
        let mut prose = Prose::default();
        prose.append(&read, &value);
        assert_eq!(prose.text(), "a & café b");
        let written = |word: &str| {
            let at = prose.text().find(word).expect("the word");
            source.slice(prose.to_source(Span::new(at, at + word.len())))
        };
        assert_eq!(written("&"), r"\u0026amp;");
        assert_eq!(written("caf"), "caf");
        assert_eq!(written("café"), r"caf\u00e9");
        assert_eq!(written("b"), "b");
    }

    #[test]
    fn markup_between_pieces_breaks_them() {
        let source = Source::new("x", "one <b>,  two");
        let mut prose = Prose::default();
        prose.push(&source, Span::new(0, 4));
        prose.push(&source, Span::new(7, 9));
        prose.push(&source, Span::new(10, 13));
        assert!(!prose.is_unbroken(Span::new(3, 5), &source));
        assert!(prose.is_unbroken(Span::new(4, 9), &source));
        assert!(prose.is_unbroken(Span::new(0, 4), &source));
    }
}
