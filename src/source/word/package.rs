//! The parts that a Word document is packed of.

use super::BrokenWord;
use super::xml::{Step, attribute, walk};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// How many bytes the parts of a document that are read may unpack to, all together. The text of a novel takes ten.
pub(super) const LARGEST: u64 = 24 << 20;

/// A document, packed.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

/// Where the parts lie that belong to another: a part's kind, and its path.
pub(super) struct Beside(Vec<(Box<str>, Box<str>)>);

impl Beside {
    pub(super) fn of(&self, kind: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| **known == *kind).map(|(_, path)| &**path)
    }
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, BrokenWord> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BrokenWord::Damaged)?;
        Ok(Self { archive, left: LARGEST })
    }

    /// The path of the document itself, if there is one of Word's.
    pub(super) fn main(&mut self) -> Result<Option<String>, BrokenWord> {
        const USUAL: &str = "word/document.xml";
        let named = self.beside("")?.of("officeDocument").map(str::to_owned);
        let is_there = |path: &String| self.archive.index_for_name(path).is_some();
        let main = named.filter(is_there).or_else(|| Some(USUAL.to_owned()).filter(is_there));
        let Some(main) = main else { return Ok(None) };
        // Tables and slides are packed in the same way.
        Ok(if main.contains("xl/") || main.contains("ppt/") { None } else { Some(main) })
    }

    /// The parts that belong to that one, or to the package if it is the empty path.
    pub(super) fn beside(&mut self, path: &str) -> Result<Beside, BrokenWord> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut parts = Vec::new();
        if let Some(xml) = self.part(&format!("{folder}_rels/{name}.rels"), "relationships")? {
            walk(&xml, "relationships", |step| {
                if let Step::Open { of, .. } = step
                    && of.local_name().as_ref() == "Relationship"
                    && let (Some(kind), Some(target)) = (attribute(of, "Type"), attribute(of, "Target"))
                {
                    let kind = kind.rsplit('/').next().unwrap_or_default().into();
                    parts.push((kind, resolve(&folder, &target)));
                }
            })?;
        }
        Ok(Beside(parts))
    }

    /// The text of a part, if there is one. `name` is what it is called where it is broken.
    pub(super) fn part(&mut self, path: &str, name: &'static str) -> Result<Option<String>, BrokenWord> {
        let mut bytes = Vec::new();
        match self.archive.by_name(path) {
            Ok(part) => {
                // Only what is really there is unpacked, whatever the size that the package promises.
                part.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| BrokenWord::Damaged)?;
            }
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(BrokenWord::Protected),
            Err(_) => return Err(BrokenWord::Damaged),
        }
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(BrokenWord::TooLarge)?;
        if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes) {
            return Ok(Some(encoding.decode(&bytes).0.into_owned()));
        }
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|error| BrokenWord::Xml { part: name, at: error.utf8_error().valid_up_to() as u64 })
    }
}

/// The path in the package of what is named in a folder (which is empty, or ends with a slash).
fn resolve(folder: &str, target: &str) -> Box<str> {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.into();
    }
    let mut parts: Vec<&str> = folder.split_terminator('/').collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/").into()
}
