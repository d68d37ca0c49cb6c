//! Who says what: for each sentence and each quotation, what it rests on.
//!
//! A statement rests on a source if a verb that reports governs it, or a quotation carries it, or it goes on with what
//! the sentence before was told by somebody. There is no trained model: verbs and nouns are word lists, and a verb
//! counts only where it stands as one, with somebody as its subject and something to report.

mod carry;
pub(crate) mod claims;
mod class;
mod clause;
mod context;
mod grammar;
mod group;
mod lexicon;
mod needs;
mod noun;
mod phrase;
mod picture;
mod quotes;
mod saying;
mod source;
mod subject;
mod triggers;
mod verb;

pub(crate) use class::is_regional;
pub(crate) use context::{Context, Contexts, check_context};
pub(crate) use lexicon::{CueClass, Lexicon, Words, check_cue, check_head};
pub use picture::Sourcing;
pub(crate) use saying::Saying;
pub(crate) use source::{Source, SourceClass, Tokens};

use crate::draft::{Draft, Role};
use crate::reading::names::{Lists, Names};
use source::View;
use std::ops::Range;

/// What a sentence rests on.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// The tokens of the sentence.
    pub(crate) tokens: Tokens,
    /// The sayings in it, as a range of [`Attribution::sayings`].
    pub(crate) sayings: Tokens,
    pub(crate) class: SourceClass,
    /// The tokens that name the source, in this sentence or, carried over, in one before.
    pub(crate) source: Option<Tokens>,
    /// The tokens of the verb.
    pub(crate) cue: Option<Tokens>,
    /// Whether the source is one of a sentence before.
    pub(crate) is_carried: bool,
}

/// Who speaks a quotation.
#[derive(Clone, Debug)]
pub(crate) struct Speaker {
    /// The tokens of the quotation.
    pub(crate) quoted: Tokens,
    pub(crate) class: SourceClass,
    pub(crate) source: Option<Tokens>,
}

/// Who says what in a draft.
#[derive(Debug, Default)]
pub(crate) struct Attribution {
    /// In the order of the text.
    pub(crate) sayings: Vec<Saying>,
    /// One for each sentence.
    pub(crate) statements: Vec<Statement>,
    /// One for each quotation, of class [`SourceClass::None`] where nobody is told to speak it.
    pub(crate) speakers: Vec<Speaker>,
}

impl Attribution {
    /// The sayings of a sentence.
    pub(crate) fn sayings_of(&self, sentence: usize) -> &[Saying] {
        self.statements.get(sentence).map_or(&[], |statement| &self.sayings[statement.sayings.range()])
    }

    /// What a word rests on: the nearest saying that governs it, else the speaker of a quotation over it, else the source
    /// that its sentence carries on.
    pub(crate) fn class_at(&self, token: usize) -> SourceClass {
        let sentence = self.statements.partition_point(|statement| statement.tokens.range().start <= token);
        let Some(sentence) =
            sentence.checked_sub(1).filter(|&index| self.statements[index].tokens.range().contains(&token))
        else {
            return SourceClass::None;
        };
        let sayings = self.sayings_of(sentence);
        let after = sayings.partition_point(|saying| saying.cue.start <= token);
        let near = &sayings[after.saturating_sub(MOST)..(after + MOST).min(sayings.len())];
        let governing = near.iter().filter(|saying| saying.governs.contains(&token));
        if let Some(saying) = governing.min_by_key(|saying| saying.cue.start.abs_diff(token)) {
            return saying.source_class();
        }
        let after = self.speakers.partition_point(|speaker| speaker.quoted.range().start <= token);
        let over =
            self.speakers[..after].iter().rev().take(DEEPEST).find(|speaker| speaker.quoted.range().contains(&token));
        if let Some(speaker) = over.filter(|speaker| speaker.class != SourceClass::None) {
            return speaker.class;
        }
        let statement = &self.statements[sentence];
        if statement.is_carried { statement.class } else { SourceClass::None }
    }
}

/// Reads who says what. `hashes` are those of the tokens.
pub(super) fn find(draft: &Draft, hashes: &[u32], lists: &Lists, names: &Names) -> Attribution {
    let view = View { draft, hashes, lists, lexicon: lists.speech(), names };
    let mut all = Attribution {
        // One in two sentences of news tells who says so.
        sayings: Vec::with_capacity(draft.sentences.len() / 2),
        statements: Vec::with_capacity(draft.sentences.len()),
        speakers: Vec::with_capacity(draft.quotes.len()),
    };
    for sentence in &draft.sentences {
        let from = all.sayings.len();
        if reads(draft.blocks[sentence.block].role) {
            all.sayings.extend(view.sayings(sentence.tokens.clone()));
        }
        let sayings = from..all.sayings.len();
        resolve(&view, &mut all, sayings.clone());
        // What one says another said rests on the first: the saying that no other governs, the one that governs most.
        let found = &all.sayings[sayings.clone()];
        let is_governed = |saying: &Saying| {
            found.iter().take(MOST).any(|other| {
                // “The port will close, the mayor feared, officials said”: the one that trails.
                let is_governor = if other.trails() {
                    other.cue.start > saying.cue.start
                } else {
                    other.cue.start < saying.cue.start
                };
                other.source.is_some()
                    && other.governs.contains(&saying.cue.start)
                    && is_governor
                    && (other.trails() || !saying.trails())
            })
        };
        let rank = |saying: &&Saying| {
            let length = std::cmp::Reverse(saying.governs.len());
            (saying.source.is_none(), is_governed(saying), length, saying.cue.start)
        };
        let best = found.iter().take(MOST).min_by_key(rank);
        all.statements.push(Statement {
            tokens: Tokens::from(&sentence.tokens),
            class: best.map_or(SourceClass::None, Saying::source_class),
            source: best.and_then(|saying| saying.source.as_ref()).map(|source| Tokens::from(&source.tokens)),
            cue: best.map(|saying| Tokens::from(&saying.cue)),
            sayings: Tokens::from(&sayings),
            is_carried: false,
        });
    }
    quotes::find_speakers(&view, &mut all);
    carry::carry_over(&view, &mut all);
    all
}

/// Has “they” stand for the last group that spoke, in the sentence or in the one before, and “the official” for one who
/// was told of without a name.
fn resolve(view: &View<'_>, all: &mut Attribution, sayings: Range<usize>) {
    for index in sayings {
        let Some(source) = &all.sayings[index].source else { continue };
        let known = if source.is_pronoun {
            let stem = view.text(source.head).split(['\'', '’']).next().unwrap_or_default();
            if !["they", "who", "their"].iter().any(|pronoun| stem.eq_ignore_ascii_case(pronoun)) {
                continue;
            }
            let near = all.sayings[index.saturating_sub(NEAR)..index].iter().rev();
            near.filter_map(|saying| saying.source.as_ref())
                .find(|source| !source.is_pronoun)
                .filter(|known| known.class >= SourceClass::Described)
        } else if source.class == SourceClass::Described && matches!(view.text(source.tokens.start), "the" | "The") {
            let head = view.hash(source.head);
            let near = all.sayings[index.saturating_sub(FAR)..index].iter().rev();
            near.filter_map(|saying| saying.source.as_ref())
                .find(|source| view.hash(source.head) == head)
                .filter(|known| matches!(known.class, SourceClass::Anonymous | SourceClass::Vague))
        } else {
            None
        };
        if let Some(class) = known.map(|known| known.class)
            && let Some(source) = &mut all.sayings[index].source
        {
            source.class = class;
        }
    }
}

/// A quotation of this many words says something; a shorter one is a turn of phrase.
pub(crate) const CLAUSE: usize = 5;

/// No sentence has more sayings that are worth comparing.
const MOST: usize = 16;

/// How many quotations may lie within one another.
const DEEPEST: usize = 3;

/// How many sayings back a pronoun reaches.
const NEAR: usize = 2;

/// How many sayings back “the official” does.
const FAR: usize = 12;

/// Whether a block holds statements.
pub(crate) fn reads(role: Role) -> bool {
    matches!(
        role,
        Role::Headline | Role::Dek | Role::Body | Role::List | Role::Caption | Role::Blockquote | Role::Subhead
    )
}

#[cfg(test)]
mod tests;
