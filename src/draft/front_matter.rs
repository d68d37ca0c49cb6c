//! Front matter.

use super::Language;
use super::block::Builder;
use crate::source::Span;

/// A front matter field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name, with dots for nested ones.
    pub name: Box<str>,
    /// Value as text.
    pub value: Box<str>,
    /// The value in the source.
    pub span: Span,
}

impl Field {
    pub(super) fn language(&self) -> Option<Language> {
        matches!(&*self.name, "lang" | "language").then(|| Language::from_tag(&self.value)).flatten()
    }
}

/// Reads front matter into blocks and fields; returns where the body starts.
pub(super) fn read(builder: &mut Builder<'_>) -> usize {
    builder.source.start()
}
