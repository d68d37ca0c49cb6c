//! The language of a draft.

use super::{Block, Prose};

/// A language, by its two-letter code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language([u8; 2]);

impl Language {
    /// English, the language of most built-in rules.
    pub const ENGLISH: Self = Self(*b"en");

    /// The language of a tag such as `en`, `en-GB` or `uk`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_']).next()?;
        match code.to_ascii_lowercase().as_bytes() {
            &[a, b] if a.is_ascii_lowercase() && b.is_ascii_lowercase() => Some(Self([a, b])),
            _ => None,
        }
    }

    /// The two-letter code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("en")
    }
}

pub(super) fn guess(blocks: &[Block], prose: &Prose) -> Option<Language> {
    let _ = (blocks, prose);
    None
}
