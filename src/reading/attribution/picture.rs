//! What the statements of a draft rest on, in numbers.

use super::claims::Claim;
use super::{Attribution, CLAUSE, SourceClass, reads};
use crate::draft::Draft;
use std::collections::BTreeSet;

/// What the statements of drafts rest on, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Sourcing {
    /// People, news organisations, bodies and documents that are named as sources, each counted once a draft.
    pub named: usize,
    /// Sources told by their office, job or tie to the matter.
    pub described: usize,
    /// Sources that are not to be named.
    pub anonymous: usize,
    /// Statements that rest on groups nobody could ring, or on nobody.
    pub vague: usize,
    /// Claims (accusations, tolls, figures, ranks, intentions) that rest on a source.
    pub attributed_claims: usize,
    /// The same that rest on nobody who is told.
    pub bare_claims: usize,
    /// Quotations of five words and more that somebody speaks.
    pub spoken_quotations: usize,
    /// The same that nobody is said to speak.
    pub unspoken_quotations: usize,
    /// Words of the drafts.
    pub words: usize,
}

impl Sourcing {
    /// The picture of a draft.
    pub(crate) fn of(draft: &Draft, attribution: &Attribution, claims: &[Option<Claim>]) -> Self {
        let mut picture =
            Self { words: draft.tokens.iter().filter(|token| token.is_word()).count(), ..Self::default() };
        let mut seen = BTreeSet::new();
        for saying in &attribution.sayings {
            let class = saying.source_class();
            let Some(source) = saying.source.as_ref().filter(|_| class < SourceClass::Vague) else {
                picture.vague += 1;
                continue;
            };
            let is_first = seen.insert((class, draft.text(draft.tokens[source.head].span).to_lowercase()));
            if source.is_pronoun || !is_first {
                continue;
            }
            match class {
                SourceClass::Described => picture.described += 1,
                SourceClass::Anonymous => picture.anonymous += 1,
                _ => picture.named += 1,
            }
        }
        let in_story = |block: usize| reads(draft.blocks[block].role);
        for ((sentence, statement), claim) in draft.sentences.iter().zip(&attribution.statements).zip(claims) {
            if claim.is_none() || !in_story(sentence.block) {
                continue;
            }
            let is_attributed = statement.class < SourceClass::Vague;
            *(if is_attributed { &mut picture.attributed_claims } else { &mut picture.bare_claims }) += 1;
        }
        for (quote, speaker) in draft.quotes.iter().zip(&attribution.speakers) {
            let words = draft.tokens[quote.tokens.clone()].iter().filter(|token| token.is_word()).count();
            if words < CLAUSE || !in_story(quote.block) {
                continue;
            }
            *(if speaker.class != SourceClass::None {
                &mut picture.spoken_quotations
            } else {
                &mut picture.unspoken_quotations
            }) += 1;
        }
        picture
    }

    /// Adds the numbers of another draft.
    pub fn add(&mut self, other: &Self) {
        self.named += other.named;
        self.described += other.described;
        self.anonymous += other.anonymous;
        self.vague += other.vague;
        self.attributed_claims += other.attributed_claims;
        self.bare_claims += other.bare_claims;
        self.spoken_quotations += other.spoken_quotations;
        self.unspoken_quotations += other.unspoken_quotations;
        self.words += other.words;
    }
}

impl std::fmt::Display for Sourcing {
    /// In one line, for people.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let per_thousand = |count: usize| count as f64 * 1000.0 / self.words.max(1) as f64;
        write!(
            out,
            "sources: {} named, {} described, {} anonymous; resting on nobody in particular: {}; claims per 1,000 words: {:.1} attributed, {:.1} bare; \
             quotations: {} with a speaker, {} without",
            self.named,
            self.described,
            self.anonymous,
            self.vague,
            per_thousand(self.attributed_claims),
            per_thousand(self.bare_claims),
            self.spoken_quotations,
            self.unspoken_quotations,
        )
    }
}
