//! The phrase that says who spoke, and what sort of source that is.

use super::grammar::{Part, part_of};
use super::lexicon::Lexicon;
use crate::draft::{Draft, Mask, TokenKind, is_capitalised, without_possessive};
use crate::reading::names::{Lists, Mention, Names};
use std::ops::Range;

/// What sort of source a statement rests on, the best one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SourceClass {
    /// Somebody by name, or a pronoun for somebody.
    Named,
    /// A news organisation.
    Outlet,
    /// A body that answers for what it says, or a country for its government.
    Institution,
    /// A report, a poll, a letter whose owner is told.
    Document,
    /// Somebody with an office, a job or a tie to the matter: “police officers”, “her mother”.
    Described,
    /// A source who is not to be named.
    Anonymous,
    /// A group that nobody could ring up: “analysts”, “many”.
    Vague,
    /// Nobody: “it is believed”.
    Agentless,
    /// No statement by anybody.
    None,
}

/// A range of tokens in half the room: what is kept of every sentence of a draft has to be small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tokens {
    start: u32,
    end: u32,
}

impl Tokens {
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<&Range<usize>> for Tokens {
    fn from(range: &Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }
}

/// A phrase that says who spoke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    pub(crate) class: SourceClass,
    /// The noun or name that the phrase is about.
    pub(crate) head: usize,
    /// Whether it is a pronoun, or “who” after a comma.
    pub(crate) is_pronoun: bool,
}

/// A draft with all that tells who spoke.
#[derive(Clone, Copy)]
pub(super) struct View<'d> {
    pub(super) draft: &'d Draft,
    pub(super) hashes: &'d [u32],
    pub(super) lists: &'d Lists,
    pub(super) lexicon: &'d Lexicon,
    pub(super) names: &'d Names,
}

impl<'d> View<'d> {
    /// The hash of a token; of none, nought.
    pub(super) fn hash(&self, token: usize) -> u32 {
        self.hashes.get(token).copied().unwrap_or_default()
    }

    pub(super) fn text(&self, token: usize) -> &'d str {
        self.draft.tokens.get(token).map_or("", |token| self.draft.text(token.span))
    }

    pub(super) fn part(&self, token: usize) -> Part {
        self.hashes.get(token).map_or(Part::default(), |&hash| part_of(hash))
    }

    pub(super) fn is_mark(&self, token: usize) -> bool {
        self.draft.tokens.get(token).is_none_or(|token| token.kind == TokenKind::Mark)
    }

    pub(super) fn is_quoted(&self, token: usize) -> bool {
        self.draft.tokens.get(token).is_some_and(|token| self.draft.is_masked(token.span, &[Mask::Quoted]))
    }

    pub(super) fn is_adverb(&self, token: usize) -> bool {
        let word = self.text(token);
        self.part(token).has(Part::ADVERB) || word.len() > 4 && word.ends_with("ly") && !is_capitalised(word)
    }

    /// The name that covers a token.
    pub(super) fn mention_at(&self, token: usize) -> Option<&'d Mention> {
        self.names.mention_at(token)
    }

    pub(super) fn is_possessive(&self, token: usize) -> bool {
        let word = self.text(token);
        without_possessive(word).len() < word.len() || self.part(token).has(Part::POSSESSIVE)
    }

    /// Whether a capital says that a word is a name.
    pub(super) fn is_inside_sentence(&self, token: usize) -> bool {
        let sentence = self.draft.sentence_at(self.draft.tokens[token].span.start);
        sentence.is_some_and(|sentence| self.draft.sentences[sentence].tokens.start < token)
    }
}
