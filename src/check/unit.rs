//! What is counted apart: the draft as a whole, its paragraphs, its sentences, its headline.

use super::Inspector;
use crate::draft::{Draft, Role};
use crate::source::Span;
use crate::table::Table;

/// The `per` of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Per {
    Draft,
    Paragraph,
    Sentence,
    Headline,
}

impl Per {
    const NAMES: [(&'static str, Self); 4] = [
        ("draft", Self::Draft),
        ("paragraph", Self::Paragraph),
        ("sentence", Self::Sentence),
        ("headline", Self::Headline),
    ];

    /// Reads `per`.
    pub(crate) fn read(table: &Table<'_>, otherwise: Self) -> Self {
        table.choice("per", &Self::NAMES).unwrap_or(otherwise)
    }

    /// The name used in rules and in messages.
    pub(crate) fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, per)| *per == self).map_or("", |(name, _)| name)
    }

    /// Which unit a place lies in. Units are numbered in the order of the text; headlines are the only places that
    /// count per headline.
    pub(crate) fn unit_of(self, draft: &Draft, at: Span) -> Option<usize> {
        match self {
            Self::Draft => Some(0),
            Self::Paragraph => draft.block_at(at.start),
            Self::Sentence => draft.sentence_at(at.start),
            Self::Headline => draft.block_at(at.start).filter(|&block| draft.blocks[block].role == Role::Headline),
        }
    }

    /// The units that the rule looks at, each with the place where something about it is reported.
    pub(crate) fn units(self, inspector: &Inspector<'_>) -> Vec<(usize, Span)> {
        let draft = inspector.draft;
        match self {
            Self::Draft => opening(inspector).map(|at| (0, at)).into_iter().collect(),
            Self::Paragraph => paragraphs(inspector).map(|block| (block, start_of(draft, block))).collect(),
            Self::Sentence => {
                let sentences = paragraphs(inspector).flat_map(|block| draft.blocks[block].sentences.clone());
                sentences.map(|sentence| (sentence, draft.sentences[sentence].span)).collect()
            }
            Self::Headline => headlines(inspector).map(|block| (block, draft.blocks[block].prose)).collect(),
        }
    }
}

/// The blocks that are paragraphs: those of the running text, unless the rule names the blocks it wants.
pub(crate) fn paragraphs<'a>(inspector: &Inspector<'a>) -> impl Iterator<Item = usize> + use<'a> {
    let (draft, named) = (inspector.draft, inspector.rule.scope.names_blocks());
    inspector
        .blocks()
        .filter(move |&block| named || matches!(draft.blocks[block].role, Role::Body | Role::List | Role::Blockquote))
}

/// The headlines that the rule looks at.
pub(crate) fn headlines<'a>(inspector: &Inspector<'a>) -> impl Iterator<Item = usize> + use<'a> {
    let draft = inspector.draft;
    inspector.blocks().filter(move |&block| draft.blocks[block].role == Role::Headline)
}

/// The first sentence of a block, which stands for all of it in a report.
pub(crate) fn start_of(draft: &Draft, block: usize) -> Span {
    let block = &draft.blocks[block];
    draft.sentences.get(block.sentences.start).filter(|_| !block.sentences.is_empty()).map_or(block.prose, |s| s.span)
}

/// Where something about the whole draft is reported: at the headline, or the start of the first block in scope. A
/// draft with nothing in scope has no such place.
pub(crate) fn opening(inspector: &Inspector<'_>) -> Option<Span> {
    let first = inspector.blocks().next()?;
    Some(inspector.draft.headline().map_or_else(|| start_of(inspector.draft, first), |headline| headline.prose))
}
