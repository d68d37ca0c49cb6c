//! The bytes of a file after edits.

use crate::diagnostic::Edit;
use crate::source::{Source, Span, decode};

/// A file after edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What was done to those it had.
    pub made: Vec<Made>,
}

/// An edit, counted in bytes of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// First byte replaced.
    pub start: u32,
    /// First byte kept after it.
    pub end: u32,
    /// How many bytes were put there.
    pub length: u32,
}

/// Makes edits, which are in order and do not overlap, in the bytes that a source was read from. What they put there is written
/// in the encoding of the file; all other bytes stay.
///
/// `None` if the result would not read as the text with those edits: if it cannot be written in that encoding, or if without
/// what was deleted the rest would be taken for another.
#[must_use]
pub fn apply(bytes: &[u8], source: &Source, edits: &[Edit]) -> Option<Applied> {
    let mut applied = Applied { bytes: Vec::with_capacity(bytes.len()), made: Vec::with_capacity(edits.len()) };
    let mut text = String::with_capacity(source.text().len());
    let (mut at, mut told) = (0, 0);
    for edit in edits {
        let insert = source.encoding().encode(&edit.insert)?;
        applied.bytes.extend_from_slice(bytes.get(at..edit.start as usize)?);
        applied.bytes.extend_from_slice(&insert);
        applied.made.push(Made { start: edit.start, end: edit.end, length: insert.len() as u32 });
        at = edit.end as usize;
        let span = Span { start: source.decoded(edit.start), end: source.decoded(edit.end) };
        text.push_str(source.text().get(told..span.range().start)?);
        text.push_str(&edit.insert);
        told = span.range().end;
    }
    applied.bytes.extend_from_slice(bytes.get(at..)?);
    text.push_str(source.text().get(told..)?);
    let (after, _) = decode(source.path().clone(), applied.bytes.clone()).ok()?;
    // A file of Windows-1252 that has lost its last character that is not ASCII is the same in both.
    let is_same = after.encoding() == source.encoding() || after.text().is_ascii();
    (is_same && after.text() == text).then_some(applied)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(bytes: &[u8], edits: &[(u32, u32, &str)]) -> Option<Vec<u8>> {
        let (source, _) = decode("x", bytes.to_vec()).expect("text");
        let edits: Vec<Edit> =
            edits.iter().map(|&(start, end, insert)| Edit { start, end, insert: insert.into() }).collect();
        apply(bytes, &source, &edits).map(|applied| applied.bytes)
    }

    #[test]
    fn other_bytes_stay_in_every_encoding() {
        assert_eq!(applied(b"the the end\r", &[(3, 7, "")]).as_deref(), Some(&b"the end\r"[..]));
        assert_eq!(applied(b"caf\xe9 it's", &[(7, 8, "’")]).as_deref(), Some(&b"caf\xe9 it\x92s"[..]));
        assert_eq!(applied(b"\xef\xbb\xbfa  b", &[(4, 6, " ")]).as_deref(), Some(&b"\xef\xbb\xbfa b"[..]));
        let wide: Vec<u8> = "\u{feff}a  😀".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wanted: Vec<u8> = "\u{feff}a 😀".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(applied(&wide, &[(4, 8, " ")]), Some(wanted));
        assert_eq!(applied(b"caf\xe9", &[(3, 4, "e")]).as_deref(), Some(&b"cafe"[..]));
    }

    #[test]
    fn nothing_is_written_that_reads_otherwise() {
        // What is left of this file is valid UTF-8.
        assert_eq!(applied(b"\xc3-\xa9", &[(1, 2, "")]), None);
        assert_eq!(applied(b"caf\xe9", &[(0, 1, "ő")]), None);
        assert_eq!(applied(b"short", &[(3, 9, "")]), None);
    }
}
