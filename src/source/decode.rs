//! Bytes to text: UTF-8, UTF-16 with a byte-order mark, Word documents, and Windows-1252 where nothing else fits.

use super::{BrokenWord, ByteMap, CHECKPOINT, Source, word};
use std::sync::Arc;

/// How a file was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// UTF-16, little-endian, announced by its byte-order mark.
    Utf16Le,
    /// UTF-16, big-endian, announced by its byte-order mark.
    Utf16Be,
    /// Windows-1252, assumed because the bytes are not UTF-8.
    Windows1252,
    /// A Word document, whose text was taken out of it: a paragraph a line. Offsets are those of that text.
    Word,
}

impl Encoding {
    /// The bytes of a text in a file of this encoding, without a byte-order mark; `None` if it cannot hold a character of it.
    #[must_use]
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Utf8 => Some(text.as_bytes().to_vec()),
            Self::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Windows1252 => {
                let (bytes, _, has_failed) = encoding_rs::WINDOWS_1252.encode(text);
                (!has_failed).then(|| bytes.into_owned())
            }
            Self::Word => None,
        }
    }
}

/// Something about the encoding that the reader should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The bytes are not UTF-8 and were read as Windows-1252. Offset of the first such byte in the original.
    ReadAsWindows1252 {
        /// Byte offset in the original.
        at: u32,
    },
    /// The file is UTF-8 but for some bytes, each shown as U+FFFD.
    BrokenBytes {
        /// Byte offset of the first in the original.
        at: u32,
        /// How many stretches of bytes could not be read.
        count: usize,
    },
}

/// Why bytes could not be turned into text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The bytes hold a NUL early on and no byte-order mark: not text.
    #[error("this is a binary file (a NUL byte at offset {at})")]
    Binary {
        /// Offset of the NUL byte.
        at: usize,
    },
    /// The file is in UTF-32, which nobody writes drafts in.
    #[error("this file is in UTF-32; save it as UTF-8")]
    Utf32,
    /// The file is larger than [`Source::LARGEST`].
    #[error("the file has {size} bytes; at most {} are read", Source::LARGEST)]
    TooLarge {
        /// Size in bytes.
        size: u64,
    },
    /// The file is a Word document whose text cannot be taken out.
    #[error(transparent)]
    Word(#[from] BrokenWord),
}

impl Unreadable {
    /// What to do about it, where that is not said with it.
    #[must_use]
    pub const fn remedy(&self) -> Option<&'static str> {
        match self {
            Self::Word(error) => Some(error.remedy()),
            Self::Binary { .. } | Self::Utf32 | Self::TooLarge { .. } => None,
        }
    }
}

/// How far into a file (bytes) a NUL byte makes it a binary file; what git and ripgrep do.
const BINARY_WINDOW: usize = 8000;

/// Decodes the bytes of a file.
///
/// # Errors
/// [`Unreadable`] for binary files, for damaged Word documents and for files larger than [`Source::LARGEST`].
pub fn decode(path: impl Into<Arc<str>>, bytes: Vec<u8>) -> Result<(Source, Option<Notice>), Unreadable> {
    let path = path.into();
    if bytes.len() as u64 > Source::LARGEST {
        return Err(Unreadable::TooLarge { size: bytes.len() as u64 });
    }
    if matches!(bytes.get(..4), Some([0xff, 0xfe, 0, 0] | [0, 0, 0xfe, 0xff])) {
        return Err(Unreadable::Utf32);
    }
    match bytes.get(..2) {
        Some([0xff, 0xfe]) => return Ok(utf16(path, &bytes, Encoding::Utf16Le)),
        Some([0xfe, 0xff]) => return Ok(utf16(path, &bytes, Encoding::Utf16Be)),
        _ => {}
    }
    if let Some(document) = word::read(&path, &bytes) {
        let (text, document) = document?;
        return Ok((Source::of_word(path, text, document), None));
    }
    if let Some(at) = memchr::memchr(0, &bytes[..bytes.len().min(BINARY_WINDOW)]) {
        return Err(Unreadable::Binary { at });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((Source::with_map(path, text, Encoding::Utf8, ByteMap::Same), None)),
        Err(error) => Ok(not_utf8(path, error.as_bytes())),
    }
}

/// Text with some invalid bytes is broken UTF-8 where most of what is not ASCII is valid, else Windows-1252.
fn not_utf8(path: Arc<str>, bytes: &[u8]) -> (Source, Option<Notice>) {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    let at = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len() as u32);
    if valid > 2 * invalid {
        let notice = Notice::BrokenBytes { at, count: invalid };
        (broken_utf8(path, bytes), Some(notice))
    } else {
        (windows1252(path, bytes), Some(Notice::ReadAsWindows1252 { at }))
    }
}

fn broken_utf8(path: Arc<str>, bytes: &[u8]) -> Source {
    let (mut text, mut pieces, mut original) = (String::with_capacity(bytes.len()), vec![(0, 0)], 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        original += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            text.push('\u{fffd}');
            original += chunk.invalid().len();
            pieces.push((text.len() as u32, original as u32));
        }
    }
    Source::with_map(path, text, Encoding::Utf8, ByteMap::Pieces(pieces))
}

fn windows1252(path: Arc<str>, bytes: &[u8]) -> Source {
    let (mut text, mut pieces, mut from) = (String::with_capacity(bytes.len()), vec![(0, 0)], 0);
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
        text.push_str(&String::from_utf8_lossy(&bytes[from..at]));
        let (character, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes[at..=at]);
        text.push_str(&character);
        from = at + 1;
        pieces.push((text.len() as u32, from as u32));
    }
    text.push_str(&String::from_utf8_lossy(&bytes[from..]));
    Source::with_map(path, text, Encoding::Windows1252, ByteMap::Pieces(pieces))
}

/// The byte-order mark stays in the text, so that offset 0 is offset 0 of the file.
fn utf16(path: Arc<str>, bytes: &[u8], encoding: Encoding) -> (Source, Option<Notice>) {
    let unit = |pair: &[u8]| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes([pair[0], pair[1]]),
        _ => u16::from_le_bytes([pair[0], pair[1]]),
    };
    let (mut text, mut marks) = (String::with_capacity(bytes.len() / 2), vec![(0, 0)]);
    let (mut original, mut broken, mut next) = (0, None, CHECKPOINT);
    for decoded in char::decode_utf16(bytes.chunks_exact(2).map(unit)) {
        let character = decoded.unwrap_or_else(|_| {
            broken.get_or_insert((original as u32, 0)).1 += 1;
            char::REPLACEMENT_CHARACTER
        });
        text.push(character);
        original += 2 * character.len_utf16();
        if text.len() >= next {
            marks.push((text.len() as u32, original as u32));
            next = text.len() + CHECKPOINT;
        }
    }
    if bytes.len() % 2 == 1 {
        broken.get_or_insert((original as u32, 0)).1 += 1;
    }
    let notice = broken.map(|(at, count)| Notice::BrokenBytes { at, count });
    (Source::with_map(path, text, encoding, ByteMap::Utf16(marks)), notice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Source, Option<Notice>) {
        decode("x", bytes.to_vec()).expect("text")
    }

    #[test]
    fn windows_1252_maps_back_to_its_bytes() {
        let (source, notice) = read(b"caf\xe9 \x93now\x94");
        assert_eq!(source.text(), "café “now”");
        assert_eq!(notice, Some(Notice::ReadAsWindows1252 { at: 3 }));
        let now = source.text().find("now").expect("now") as u32;
        assert_eq!((source.original(now), source.decoded(6)), (6, now));
    }

    #[test]
    fn utf16_maps_back_to_its_bytes() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("a😀b".encode_utf16().flat_map(u16::to_le_bytes));
        let (source, notice) = read(&bytes);
        assert_eq!((source.text(), notice), ("\u{feff}a😀b", None));
        let b = source.text().find('b').expect("b") as u32;
        assert_eq!((source.original(b), source.decoded(8)), (8, b));
        assert_eq!(source.line_column(b as usize), (1, 3));
    }

    #[test]
    fn what_a_file_can_hold_is_written_in_its_encoding() {
        assert_eq!(Encoding::Windows1252.encode("’é").as_deref(), Some(&b"\x92\xe9"[..]));
        assert_eq!(Encoding::Windows1252.encode("ő"), None);
        assert_eq!(Encoding::Utf16Be.encode("a😀").as_deref(), Some(&[0, b'a', 0xd8, 0x3d, 0xde, 0][..]));
        assert_eq!(Encoding::Utf8.encode("é").as_deref(), Some("é".as_bytes()));
    }

    #[test]
    fn one_bad_byte_does_not_turn_utf8_into_windows_1252() {
        let mut bytes = "“Kyiv” – “Odesa”".as_bytes().to_vec();
        bytes.push(0xff);
        bytes.extend(b" end");
        let (source, notice) = read(&bytes);
        assert!(source.text().ends_with("Odesa”\u{fffd} end"));
        assert!(matches!(notice, Some(Notice::BrokenBytes { count: 1, .. })));
        let end = source.text().find(" end").expect("end") as u32;
        assert_eq!(source.original(end) as usize, bytes.len() - 4);
    }

    #[test]
    fn a_nul_byte_means_binary() {
        assert_eq!(decode("x", b"PK\x00".to_vec()).expect_err("binary"), Unreadable::Binary { at: 2 });
    }
}
