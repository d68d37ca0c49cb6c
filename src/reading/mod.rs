//! What several checks want to know of a draft, computed once and only when first asked for.

pub(crate) mod calendar;
pub(crate) mod repeats;
pub(crate) mod sources;
pub(crate) mod words;

use crate::draft::Draft;
use std::cell::OnceCell;

/// The readings of one draft.
pub(crate) struct Readings<'d> {
    draft: &'d Draft,
    hashes: OnceCell<Vec<u32>>,
    repeats: OnceCell<Vec<repeats::Repeat>>,
}

impl<'d> Readings<'d> {
    pub(crate) fn new(draft: &'d Draft) -> Self {
        Self { draft, hashes: OnceCell::new(), repeats: OnceCell::new() }
    }

    /// A hash of each token, equal where the words are equal but for capitals and the shape of apostrophes.
    pub(crate) fn hashes(&self) -> &[u32] {
        self.hashes.get_or_init(|| words::hashes(self.draft))
    }

    /// Words and phrases that stand twice in a row.
    pub(crate) fn repeats(&self) -> &[repeats::Repeat] {
        self.repeats.get_or_init(|| repeats::find(self.draft, self.hashes()))
    }
}
