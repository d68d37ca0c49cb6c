//! The entries of a word list, as they stand in its file and as the settings add to them.

use crate::source::{Source, Span};
use std::sync::Arc;

/// The entries of a word list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entries {
    source: Option<Arc<Source>>,
    spans: Vec<Span>,
    added: Vec<Box<str>>,
}

impl Entries {
    /// The entries of a file, and what was added to them.
    pub(crate) fn new(source: Arc<Source>, spans: Vec<Span>, added: Vec<Box<str>>) -> Self {
        Self { source: Some(source), spans, added }
    }

    /// The entries, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let text = self.source.as_ref().map_or("", |source| source.text());
        self.spans.iter().map(move |span| &text[span.range()]).chain(self.added.iter().map(|entry| &**entry))
    }

    /// How many of them stand in the file.
    pub(super) fn own(&self) -> usize {
        self.spans.len()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.spans.len() + self.added.len()
    }

    /// An entry by its number.
    pub(crate) fn get(&self, number: u32) -> &str {
        let index = number as usize;
        match (self.spans.get(index), &self.source) {
            (Some(&span), Some(source)) => source.slice(span),
            _ => self.added.get(index.saturating_sub(self.spans.len())).map_or("", |entry| entry),
        }
    }
}
