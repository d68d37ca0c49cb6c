//! Where somebody says something: a verb that reports, the one who is its subject, and the words that it governs.

use super::grammar::Part;
use super::lexicon::{CueClass, Needs};
use super::source::{Source, SourceClass, View};
use crate::draft::{Role, is_capitalised};
use std::ops::Range;

/// How many tokens may follow a verb that stands after what it reports: “..., said Osei, the mayor, on Monday”.
const LONGEST_TAIL: usize = 12;

/// How many tokens on either side of a word tell what it reports and for whom.
const REACH: usize = 150;

/// How many sayings back the subject of a verb may be found.
const RECENT: usize = 16;

/// Somebody says something.
#[derive(Clone, Debug)]
pub(crate) struct Saying {
    /// The tokens of the verb, with its particle: “point out”, “according to”.
    pub(crate) cue: Range<usize>,
    pub(crate) class: CueClass,
    /// Who; `None` where the text does not tell: “it is believed”.
    pub(crate) source: Option<Source>,
    /// The tokens that it governs.
    pub(crate) governs: Range<usize>,
    /// Whether what a vague source says is a clause or a quotation, and not just a thing. Of other sources nobody asks.
    pub(crate) vague_claim: bool,
}

impl Saying {
    pub(super) fn new(governs: Range<usize>, cue: Range<usize>, class: CueClass, source: Option<Source>) -> Self {
        Self { cue, class, source, governs, vague_claim: false }
    }

    pub(crate) fn source_class(&self) -> SourceClass {
        self.source.as_ref().map_or(SourceClass::Agentless, |source| source.class)
    }

    /// Whether it stands after the words that it governs: “..., said Osei”, “..., according to Osei”.
    pub(crate) fn trails(&self) -> bool {
        let start = self.source.as_ref().map_or(self.cue.start, |source| source.tokens.start.min(self.cue.start));
        self.governs.start + 2 < start && self.governs.end <= self.cue.end.max(start) + LONGEST_TAIL
    }
}

impl View<'_> {
    /// The sayings of a sentence, in the order of the text.
    pub(super) fn sayings(&self, sentence: Range<usize>) -> Vec<Saying> {
        let mut found: Vec<Saying> = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            // A sentence without end is read around the word only.
            let near = at.saturating_sub(REACH).max(sentence.start)..(at + REACH).min(sentence.end);
            let mut saying = self.saying_at(at, &near, &found[found.len().saturating_sub(RECENT)..]);
            if let Some(saying) = &mut saying
                && saying.source_class() == SourceClass::Vague
            {
                saying.vague_claim = self.has_what_it_needs(&saying.cue, Needs::Claim, &near);
            }
            at = saying.as_ref().map_or(at + 1, |saying| saying.cue.end.max(at + 1));
            found.extend(saying);
        }
        found
    }

    fn saying_at(&self, at: usize, sentence: &Range<usize>, before: &[Saying]) -> Option<Saying> {
        let hash = self.hash(at);
        if self.is_mark(at) {
            return if self.text(at) == ":" { self.colon_at(at, sentence) } else { None };
        }
        if !self.lexicon.may_be_cue(hash) || self.is_quoted(at) {
            return None;
        }
        // A capital inside a sentence is one of a name.
        let is_capital = is_capitalised(self.text(at)) && at > sentence.start && !self.in_headline(at);
        let is_name = is_capital || self.mention_at(at).is_some();
        if !is_name || is_capital && self.is_title(at, sentence) {
            let mut verbs = self.lexicon.verbs_of(hash);
            let found = verbs.find_map(|(verb, form)| self.verb_at(at, verb, form, sentence, before));
            if found.is_some() {
                return found;
            }
        }
        let part = self.part(at);
        if part == Part::default() { None } else { self.trigger_at(at, part, sentence, before) }
    }

    /// Whether the words about a token are written as a title, though it is none: “Osei Says Port Will Close”.
    fn is_title(&self, at: usize, sentence: &Range<usize>) -> bool {
        let long = |token: &usize| self.text(*token).len() > 3;
        let is_capital = |token: usize| is_capitalised(self.text(token));
        let mut after = (at + 1..sentence.end).take_while(|&token| !self.is_mark(token)).filter(long).take(3);
        let is_followed = after.clone().count() >= 2 && after.all(is_capital);
        is_followed && is_capital(at - 1)
    }

    pub(super) fn in_headline(&self, at: usize) -> bool {
        let block = self.draft.block_at(self.draft.tokens[at].span.start);
        block.is_some_and(|block| self.draft.blocks[block].role == Role::Headline)
    }
}
