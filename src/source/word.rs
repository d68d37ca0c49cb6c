//! Word documents: the text that is taken out of them, a paragraph a line, and what they say of it beside.
//!
//! The text is that which a reader sees with all changes accepted: what was inserted is in, what was deleted, comments,
//! field codes and hidden text are out. A tab is a tab and a line break inside a paragraph a vertical tab, as Word itself
//! writes them where it gives out text. Footnotes and endnotes follow the story in the order of their marks.

mod package;
mod story;
mod styles;
mod xml;

pub(crate) use story::{Mark, Paragraph, Place, Remark};
pub(crate) use styles::Styles;

use super::Span;
use package::Package;
use story::Story;

/// What a Word document says of its text.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// A paragraph for each line of the text.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// What is marked in the text, in the order of the starts.
    pub(crate) marks: Vec<(Span, Mark)>,
    /// The comments that are addressed to this program, in the order of the text.
    pub(crate) remarks: Vec<Remark>,
    /// The styles that paragraphs have.
    pub(crate) styles: Styles,
    /// The two letters of the language that all of the text is marked with.
    pub(crate) language: Option<[u8; 2]>,
}

/// Why a Word document cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokenWord {
    /// The file is cut off or damaged.
    #[error("this Word document is damaged: the file is cut off, or parts of it cannot be unpacked")]
    Damaged,
    /// It is protected by a password, or in the format of Word before 2007.
    #[error("this Word document is protected by a password, or was saved by a Word older than its name says")]
    Protected,
    /// It unpacks to more than is read.
    #[error("this Word document is too large: its text unpacks to more than {} MiB", package::LARGEST >> 20)]
    TooLarge,
    /// A part of it is no XML, or not what Word writes.
    #[error("this Word document is damaged: its part “{part}” is broken at byte {at}")]
    Xml {
        /// What the part holds.
        part: &'static str,
        /// Byte in the part, unpacked.
        at: u64,
    },
    /// A `.docx` in which there is no document.
    #[error("this file is packed like a Word document, but there is none in it")]
    NoDocument,
}

impl BrokenWord {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Damaged | Self::Xml { .. } => "Open it in Word, which can mend many such files, and save it anew.",
            Self::Protected => "Open it in Word, take the password off, and save it as a Word document (.docx).",
            Self::TooLarge => "Split it, or save it as plain text.",
            Self::NoDocument => "Save it as a Word document (.docx), or name it after what it is.",
        }
    }
}

/// How a file begins that is packed as Word documents are.
const PACKED: &[u8] = b"PK\x03\x04";

/// How a file begins that old programs of Microsoft wrote, and new ones write around an encrypted document.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The text of a Word document and what it says of it; `None` if the bytes are no such document and its name does not say
/// that they are.
pub(super) fn read(path: &str, bytes: &[u8]) -> Option<Result<(String, Document), BrokenWord>> {
    let is_named_so = path.len() > 5 && path.as_bytes()[path.len() - 5..].eq_ignore_ascii_case(b".docx");
    if !bytes.starts_with(PACKED) {
        return (is_named_so && bytes.starts_with(COMPOUND)).then_some(Err(BrokenWord::Protected));
    }
    let told = |error: BrokenWord| is_named_so.then_some(Err(error));
    let Ok(mut package) = Package::open(bytes) else { return told(BrokenWord::Damaged) };
    let main = match package.main() {
        Ok(Some(main)) => main,
        Ok(None) => return told(BrokenWord::NoDocument),
        Err(error) => return told(error),
    };
    Some(document(&mut package, &main))
}

fn document(package: &mut Package<'_>, main: &str) -> Result<(String, Document), BrokenWord> {
    let xml = package.part(main, "document")?.ok_or(BrokenWord::NoDocument)?;
    if !xml::is_document(&xml) {
        return Err(BrokenWord::NoDocument);
    }
    let parts = package.beside(main)?;
    let mut part = |name: &'static str| match parts.of(name) {
        Some(path) => package.part(path, name),
        None => Ok(None),
    };
    let styles = part("styles")?.map(|xml| Styles::read(&xml)).transpose()?.unwrap_or_default();
    let remarks = part("comments")?.map(|xml| story::remarks(&xml)).transpose()?.unwrap_or_default();
    let mut story = Story::read(&xml, "document", &styles, &remarks)?;
    drop(xml);
    for name in ["footnotes", "endnotes"] {
        if story.refers_to(name)
            && let Some(xml) = part(name)?
        {
            let notes = Story::read(&xml, name, &styles, &remarks)?;
            story.append_notes(name, &notes);
        }
    }
    Ok(story.finish(styles, remarks))
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
