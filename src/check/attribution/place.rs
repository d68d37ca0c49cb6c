//! A word that a rule asks about, in its sentence, and what the sentence rests on.

use crate::check::Inspector;
use crate::draft::{Draft, Mask, Role, TokenKind, is_capitalised};
use crate::reading::attribution::{Attribution, Context, Contexts, Saying, SourceClass};
use crate::reading::words::is_one_of;
use crate::scan::Hit;
use crate::source::Span;
use std::ops::Range;

/// Where a term was found.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) draft: &'a Draft,
    pub(super) attribution: &'a Attribution,
    pub(super) hashes: &'a [u32],
    pub(super) contexts: &'a Contexts,
    /// The block of the first paragraph of the story.
    pub(super) first_body: usize,
    /// Which term.
    pub(super) term: u32,
    /// The first token of the hit, and the one after its last.
    pub(super) at: usize,
    pub(super) end: usize,
    /// The sentence.
    pub(super) sentence: usize,
}

/// How many tokens on either side of a hit are read of its sentence, and of its paragraph.
const SENTENCE: usize = 150;
const PARAGRAPH: usize = 400;

/// How many sayings of a sentence are asked whose they are.
const MOST: usize = 16;

/// Verbs of those who say nothing.
const REFUSALS: &str =
    "respond responded responding declined declines decline refused refuses refuse comment commented";

impl<'a> Place<'a> {
    /// The places of the rule's terms, in the order of the text, quotations left out.
    pub(super) fn all(inspector: &Inspector<'a>) -> Vec<Self> {
        let mut hits = inspector.longest_hits();
        hits.sort_unstable_by_key(|hit| hit.span);
        hits.into_iter().filter_map(|hit| Self::of(inspector, hit)).collect()
    }

    fn of(inspector: &Inspector<'a>, hit: Hit) -> Option<Self> {
        let draft = inspector.draft;
        if draft.is_masked(hit.span, &[Mask::Quoted]) {
            return None;
        }
        let sentence = draft.sentence_at(hit.span.start)?;
        let at = draft.tokens.partition_point(|token| token.span.start < hit.span.start);
        let end = draft.tokens.partition_point(|token| token.span.start < hit.span.end);
        let (attribution, hashes) = (inspector.readings.attribution(), inspector.readings.hashes());
        (at < end && draft.tokens[at].span.start == hit.span.start).then_some(Self {
            draft,
            attribution,
            hashes,
            contexts: inspector.readings.lists.contexts(),
            first_body: inspector.readings.first_body(),
            term: hit.term,
            at,
            end,
            sentence,
        })
    }

    /// The tokens of the sentence, of a sentence without end those around the hit.
    pub(super) fn tokens(&self) -> Range<usize> {
        self.around(&self.draft.sentences[self.sentence].tokens, SENTENCE)
    }

    fn around(&self, tokens: &Range<usize>, reach: usize) -> Range<usize> {
        self.at.saturating_sub(reach).max(tokens.start)..(self.end + reach).min(tokens.end)
    }

    /// The word or mark at a token of the block; of one beyond it, nothing: what follows is another matter.
    pub(super) fn text(&self, at: usize) -> &'a str {
        let block = &self.draft.blocks[self.draft.sentences[self.sentence].block].tokens;
        let token = self.draft.tokens.get(at).filter(|_| block.contains(&at));
        token.map_or("", |token| self.draft.text(token.span))
    }

    /// Whether the word at a token is one of those in a list parted by spaces.
    pub(super) fn is(&self, at: usize, words: &str) -> bool {
        is_one_of(self.text(at), words)
    }

    /// The token before the hit, in the sentence.
    pub(super) fn before(&self) -> Option<usize> {
        self.at.checked_sub(1).filter(|&at| at >= self.tokens().start)
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.draft.tokens.get(at).is_none_or(|token| token.kind == TokenKind::Mark)
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.draft.is_masked(self.draft.tokens[at].span, &[Mask::Quoted])
    }

    /// Whether any word of a range is one of a list.
    pub(super) fn any(&self, mut range: Range<usize>, words: &str) -> bool {
        range.any(|at| self.is(at, words))
    }

    /// The range of prose from one token to another, both included.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        self.draft.tokens[from].span.cover(self.draft.tokens[to].span)
    }

    /// What the hit rests on.
    pub(super) fn class(&self) -> SourceClass {
        self.class_at(self.at)
    }

    /// What a token rests on.
    pub(super) fn class_at(&self, token: usize) -> SourceClass {
        self.attribution.class_at(token)
    }

    /// What some tokens rest on, verbs and nouns of saying among them left out: of all that govern them, the best.
    pub(super) fn class_of(&self, tokens: Range<usize>) -> SourceClass {
        let sayings = self.attribution.sayings_of(self.sentence);
        let after = sayings.partition_point(|saying| saying.cue.start <= tokens.start);
        let near = &sayings[after.saturating_sub(MOST)..(after + MOST).min(sayings.len())];
        let governing =
            near.iter().filter(|saying| saying.governs.contains(&tokens.start) && !tokens.contains(&saying.cue.start));
        let carried = &self.attribution.statements[self.sentence];
        let carried = if carried.is_carried { carried.class } else { SourceClass::None };
        governing.map(|saying| saying.source_class()).min().unwrap_or(carried)
    }

    /// Whether the sentence, or the one before in its paragraph, names who says so.
    pub(super) fn is_sourced_nearby(&self) -> bool {
        self.is_sourced_but_for(0..0)
    }

    /// The same, verbs in a range of tokens left out.
    pub(super) fn is_sourced_but_for(&self, hedged: Range<usize>) -> bool {
        let block = self.draft.sentences[self.sentence].block;
        // Who did not answer is no source.
        let answers = |saying: &&Saying| !self.is(saying.cue.start, REFUSALS);
        let own =
            self.attribution.sayings_of(self.sentence).iter().filter(|saying| !hedged.contains(&saying.cue.start));
        let own = own.filter(answers);
        let before = self.sentence.checked_sub(1).filter(|&before| self.draft.sentences[before].block == block);
        let before = before.map(|before| (self.attribution.sayings_of(before), &self.attribution.statements[before]));
        let this = &self.attribution.statements[self.sentence];
        own.take(MOST).any(|saying| saying.source_class() <= SourceClass::Described)
            || this.is_carried && this.class <= SourceClass::Described
            || before.is_some_and(|(sayings, statement)| {
                statement.class <= SourceClass::Described
                    && (sayings.is_empty() || sayings.iter().any(|saying| answers(&saying)))
                    || sayings
                        .iter()
                        .filter(answers)
                        .take(MOST)
                        .any(|saying| saying.source_class() <= SourceClass::Described)
            })
    }

    /// Whether one of the sentences that follow names who says so.
    pub(super) fn is_answered_ahead(&self, sentences: usize) -> bool {
        let ahead = self.attribution.statements.iter().skip(self.sentence + 1).take(sentences);
        ahead.into_iter().any(|statement| statement.class <= SourceClass::Described)
    }

    /// The tokens of the paragraph, of one without end those around the hit.
    pub(super) fn paragraph(&self) -> Range<usize> {
        self.around(&self.draft.blocks[self.block()].tokens, PARAGRAPH)
    }

    pub(super) fn block(&self) -> usize {
        self.draft.sentences[self.sentence].block
    }

    /// Whether any word of a range is one of a context.
    pub(super) fn tells(&self, range: Range<usize>, context: Context) -> bool {
        self.contexts.any(&self.hashes[range], context)
    }

    /// Whether the paragraph tells of a court, or of the police.
    pub(super) fn is_in_law(&self) -> bool {
        self.tells(self.paragraph(), Context::Law)
    }

    /// Whether the sentence stands in the first paragraph of the story, or in its dek.
    pub(super) fn opens_story(&self) -> bool {
        let block = self.block();
        block <= self.first_body || self.draft.blocks[block].role == Role::Dek
    }

    /// Whether the sentence has a link, which says where its facts come from.
    pub(super) fn is_linked(&self) -> bool {
        self.draft.is_masked(self.draft.sentences[self.sentence].span, &[Mask::Link, Mask::Url])
    }

    /// Whether a word starts with a capital where that makes a name of it.
    pub(super) fn is_name(&self, at: usize) -> bool {
        at > self.tokens().start && at < self.tokens().end && is_capitalised(self.text(at)) && self.text(at).len() > 1
    }
}

/// Whether a word is a year of four digits among some.
pub(super) fn is_year(word: &str, among: Range<i16>) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year| among.contains(&year))
}

/// The years that a story may write about.
pub(super) const YEARS: Range<i16> = 1000..2100;
