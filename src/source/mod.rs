//! A draft as it lies on disk: its text, and where each character stands in the original bytes.

mod decode;
mod word;

pub use decode::{Encoding, Notice, Unreadable, decode};
pub use word::BrokenWord;
#[cfg(test)]
pub(crate) use word::fixture as word_fixture;
pub(crate) use word::{Document, Mark as WordMark, Paragraph, Place as WordPlace, Styles as WordStyles};

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A half-open byte range. Of a [`Source`]'s decoded text unless the place that uses it says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// First byte after the span.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`, in bytes.
    ///
    /// Sources are capped far below 4 GiB (see [`Source::LARGEST`]), so the narrowing cannot lose anything.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The span as a range for slicing.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether the two spans share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// How decoded offsets relate to offsets in the original bytes.
#[derive(Clone, Debug, PartialEq)]
enum ByteMap {
    /// UTF-8: the text is the file.
    Same,
    /// Sorted `(decoded, original)` pairs: from each decoded offset on, text runs byte for byte until the next pair.
    Pieces(Vec<(u32, u32)>),
    /// Two bytes a code unit after a byte-order mark; pairs at every [`CHECKPOINT`] bytes of text or so.
    Utf16(Vec<(u32, u32)>),
}

/// How far apart (bytes) the places are from which characters are counted.
const CHECKPOINT: usize = 4096;

/// The text of one file or of standard input.
#[derive(Debug)]
pub struct Source {
    path: Arc<str>,
    text: String,
    encoding: Encoding,
    map: ByteMap,
    /// What a Word document says of its text.
    word: Option<Box<Document>>,
    /// The file that it is a part of, and where in it.
    whole: Option<(Arc<Source>, Span)>,
    lines: OnceLock<Vec<u32>>,
    /// Characters before each multiple of [`CHECKPOINT`] (rounded down to a character boundary).
    characters: OnceLock<Vec<(u32, u32)>>,
}

/// A place as people and other programs are told it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// First byte, in the original file.
    pub start: u32,
    /// First byte after it, in the original file.
    pub end: u32,
    /// Line of the first character, from 1.
    pub line: u32,
    /// Column of the first character, from 1, in characters.
    pub column: u32,
    /// Line of the first character after the span.
    pub end_line: u32,
    /// Column of the first character after the span.
    pub end_column: u32,
}

impl Source {
    /// The largest file that is read, in bytes (1 GiB).
    pub const LARGEST: u64 = 1 << 30;

    /// A source from text that is already in memory.
    #[must_use]
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        Self::with_map(path.into(), text.into(), Encoding::Utf8, ByteMap::Same)
    }

    fn with_map(path: Arc<str>, text: String, encoding: Encoding, map: ByteMap) -> Self {
        Self { path, text, encoding, map, word: None, whole: None, lines: OnceLock::new(), characters: OnceLock::new() }
    }

    /// The text that was taken out of a Word document.
    fn of_word(path: Arc<str>, text: String, document: Document) -> Self {
        Self { word: Some(Box::new(document)), ..Self::with_map(path, text, Encoding::Word, ByteMap::Same) }
    }

    /// The path as it was given.
    #[must_use]
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// The decoded text, a byte-order mark included.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the file was encoded.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// A part of a source as a source of its own: one story of several in a file. Places that are told are those in the file.
    #[must_use]
    pub fn part(whole: &Arc<Self>, at: Span) -> Self {
        let within = |pairs: &[(u32, u32)]| {
            let inside = pairs.iter().filter(|(decoded, _)| at.start < *decoded && *decoded <= at.end);
            let first = (0, whole.original(at.start));
            std::iter::once(first).chain(inside.map(|&(decoded, original)| (decoded - at.start, original))).collect()
        };
        let map = match &whole.map {
            ByteMap::Same => ByteMap::Pieces(vec![(0, at.start)]),
            ByteMap::Pieces(pairs) => ByteMap::Pieces(within(pairs)),
            ByteMap::Utf16(pairs) => ByteMap::Utf16(within(pairs)),
        };
        let part = Self::with_map(whole.path.clone(), whole.slice(at).to_owned(), whole.encoding, map);
        Self { whole: Some((Arc::clone(whole), at)), ..part }
    }

    /// The file that a source is a part of, and where in it a span of the part stands; of a whole file, that span in itself.
    #[must_use]
    pub fn in_whole(self: &Arc<Self>, span: Span) -> (Arc<Self>, Span) {
        match &self.whole {
            None => (Arc::clone(self), span),
            Some((whole, at)) => (Arc::clone(whole), Span { start: at.start + span.start, end: at.start + span.end }),
        }
    }

    /// Whether it is a part of a file.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.whole.is_some()
    }

    /// Whether it is the text of a Word document, a paragraph a line.
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.encoding == Encoding::Word
    }

    /// What a Word document says of its text.
    pub(crate) fn word(&self) -> Option<&Document> {
        self.word.as_deref()
    }

    /// The text without a byte-order mark.
    #[must_use]
    pub fn body(&self) -> Span {
        Span::new(self.start(), self.text.len())
    }

    /// Where the text begins: after a byte-order mark if there is one.
    #[must_use]
    pub fn start(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// Byte offsets at which lines start. LF, CRLF and a lone CR each end a line.
    pub fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let mut starts = vec![0];
            for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
                if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                    starts.push(at as u32 + 1);
                }
            }
            starts
        })
    }

    /// The 0-based line that holds the byte at `offset`.
    pub fn line_index(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|&start| start as usize <= offset) - 1
    }

    /// The bytes of a 0-based line, without its line end.
    pub fn line_span(&self, line: usize) -> Span {
        let starts = self.line_starts();
        let start = starts[line] as usize;
        let end = starts.get(line + 1).map_or(self.text.len(), |&next| next as usize);
        let trimmed = self.text[start..end].trim_end_matches(['\n', '\r']).len();
        Span::new(start, start + trimmed)
    }

    /// Characters before `offset`.
    fn characters_before(&self, offset: usize) -> u32 {
        let marks = self.characters.get_or_init(|| {
            let mut marks = vec![(0, 0)];
            let (mut from, mut count) = (0, 0);
            while from + CHECKPOINT < self.text.len() {
                let to = floor_boundary(&self.text, from + CHECKPOINT);
                count += self.text[from..to].chars().count() as u32;
                marks.push((to as u32, count));
                from = to;
            }
            marks
        });
        let (at, count) = marks[marks.partition_point(|&(at, _)| at as usize <= offset) - 1];
        count + self.text[at as usize..offset].chars().count() as u32
    }

    /// Line and column, both from 1; the column counts characters, and a byte-order mark counts for none.
    pub fn line_column(&self, offset: usize) -> (u32, u32) {
        if let Some((whole, at)) = &self.whole {
            return whole.line_column(at.range().start + offset);
        }
        let line = self.line_index(offset);
        let mut start = self.line_starts()[line] as usize;
        if line == 0 {
            start = self.start().min(offset);
        }
        let column = if offset - start <= CHECKPOINT {
            self.text[start..offset].chars().count() as u32
        } else {
            self.characters_before(offset) - self.characters_before(start)
        };
        (line as u32 + 1, column + 1)
    }

    /// The place of a span, for people and other programs.
    pub fn place(&self, span: Span) -> Place {
        let (line, column) = self.line_column(span.start as usize);
        let (end_line, end_column) = self.line_column(span.end as usize);
        let (start, end) = (self.original(span.start), self.original(span.end));
        Place { start, end, line, column, end_line, end_column }
    }

    /// The offset in the original bytes of an offset in the text.
    #[must_use]
    pub fn original(&self, offset: u32) -> u32 {
        let before = |pairs: &[(u32, u32)]| pairs[pairs.partition_point(|&(at, _)| at <= offset) - 1];
        match &self.map {
            ByteMap::Same => offset,
            ByteMap::Pieces(pairs) => {
                let (at, original) = before(pairs);
                original + (offset - at)
            }
            ByteMap::Utf16(pairs) => {
                let (at, original) = before(pairs);
                let units = self.text[at as usize..offset as usize].chars().map(char::len_utf16).sum::<usize>();
                original + 2 * units as u32
            }
        }
    }

    /// The offset in the text of an offset in the original bytes: the inverse of [`Source::original`] at character
    /// boundaries, the start of the character elsewhere.
    #[must_use]
    pub fn decoded(&self, original: u32) -> u32 {
        let before = |pairs: &[(u32, u32)]| pairs[pairs.partition_point(|&(_, at)| at <= original).max(1) - 1];
        match &self.map {
            ByteMap::Same => original,
            ByteMap::Pieces(pairs) => {
                let (at, from) = before(pairs);
                floor_boundary(&self.text, (at + original.saturating_sub(from)) as usize) as u32
            }
            ByteMap::Utf16(pairs) => {
                let (at, mut from) = before(pairs);
                let mut decoded = at;
                for character in self.text[at as usize..].chars() {
                    from += 2 * character.len_utf16() as u32;
                    if from > original {
                        break;
                    }
                    decoded += character.len_utf8() as u32;
                }
                decoded
            }
        }
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }
}

/// Eight bytes from a place of a text on, the first one lowest, with zeros after the end of the text.
pub(crate) fn eight_bytes(text: &[u8], place: usize) -> u64 {
    let rest = &text[place..];
    match rest.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => rest.iter().rev().fold(0, |bytes, &byte| bytes << 8 | u64::from(byte)),
    }
}

/// The highest bit of each of eight bytes.
pub(crate) const HIGHEST_BITS: u64 = 0x8080_8080_8080_8080;

/// The highest bit of each of eight bytes that is an ASCII letter or digit.
pub(crate) fn letters_and_digits(bytes: u64) -> u64 {
    let ascii = bytes & !HIGHEST_BITS;
    let small = ascii | (0x20 * EACH_BYTE);
    let letters = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digits = at_least(ascii, b'0') & !at_least(ascii, b'9' + 1);
    (letters | digits) & !bytes & HIGHEST_BITS
}

/// The highest bit of each of eight ASCII bytes that is no less than that. The other bits mean nothing.
pub(crate) fn at_least(ascii: u64, least: u8) -> u64 {
    ascii + u64::from(0x80 - least) * EACH_BYTE
}

/// One in each of eight bytes.
const EACH_BYTE: u64 = 0x0101_0101_0101_0101;

/// The last character boundary at or before `offset`.
#[must_use]
pub fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let source = Source::new("x", "a\nb\r\nc\rd");
        assert_eq!(source.line_starts(), [0, 2, 5, 7]);
        assert_eq!(source.line_column(7), (4, 1));
        assert_eq!(source.slice(source.line_span(1)), "b");
    }

    #[test]
    fn columns_count_characters_far_into_a_line() {
        let source = Source::new("x", "é".repeat(10_000));
        assert_eq!(source.line_column(2 * 9_000), (1, 9_001));
    }
}
