//! What several checks want to know of a draft, computed once and only when first asked for.

pub(crate) mod addresses;
pub(crate) mod attribution;
pub(crate) mod calendar;
pub(crate) mod characters;
pub(crate) mod enumeration;
pub(crate) mod events;
mod garbled;
pub(crate) mod names;
pub(crate) mod numbers;
mod opinion;
pub(crate) mod repeats;
pub(crate) mod similar;
pub(crate) mod sketch;
pub(crate) mod time;
pub(crate) mod words;

use crate::draft::{Draft, Role};
use crate::source::Span;
use std::cell::OnceCell;

/// The readings of one draft.
pub(crate) struct Readings<'d> {
    draft: &'d Draft,
    /// What is known of names.
    pub(crate) lists: &'d names::Lists,
    hashes: OnceCell<Vec<u32>>,
    repeats: OnceCell<Vec<repeats::Repeat>>,
    similar: OnceCell<Vec<similar::Similar>>,
    characters: OnceCell<characters::Characters>,
    addresses: OnceCell<Vec<addresses::Address>>,
    code: OnceCell<Vec<Span>>,
    names: OnceCell<names::Names>,
    attribution: OnceCell<attribution::Attribution>,
    claims: OnceCell<Vec<Option<attribution::claims::Claim>>>,
    sourcing: OnceCell<attribution::Sourcing>,
    spellings: OnceCell<Vec<names::Spelling>>,
    times: OnceCell<time::Times>,
    events: OnceCell<events::Events>,
    numbers: OnceCell<Vec<numbers::Number>>,
    opinion: OnceCell<bool>,
    first_body: OnceCell<usize>,
    sketch: OnceCell<Option<Box<sketch::Sketch>>>,
}

impl<'d> Readings<'d> {
    pub(crate) fn new(draft: &'d Draft, lists: &'d names::Lists) -> Self {
        Self {
            draft,
            lists,
            hashes: OnceCell::new(),
            repeats: OnceCell::new(),
            similar: OnceCell::new(),
            characters: OnceCell::new(),
            addresses: OnceCell::new(),
            code: OnceCell::new(),
            names: OnceCell::new(),
            attribution: OnceCell::new(),
            claims: OnceCell::new(),
            sourcing: OnceCell::new(),
            spellings: OnceCell::new(),
            times: OnceCell::new(),
            events: OnceCell::new(),
            numbers: OnceCell::new(),
            opinion: OnceCell::new(),
            first_body: OnceCell::new(),
            sketch: OnceCell::new(),
        }
    }

    /// A hash of each token, equal where the words are equal but for capitals and the shape of apostrophes.
    pub(crate) fn hashes(&self) -> &[u32] {
        self.hashes.get_or_init(|| words::hashes(self.draft))
    }

    /// Words and phrases that stand twice in a row.
    pub(crate) fn repeats(&self) -> &[repeats::Repeat] {
        self.repeats.get_or_init(|| repeats::find(self.draft, self.hashes()))
    }

    /// Pairs of sentences in nearly the same words.
    pub(crate) fn similar(&self) -> &[similar::Similar] {
        self.similar.get_or_init(|| similar::find(self.draft, self.hashes()))
    }

    /// What stands out among the characters that are not ASCII.
    pub(crate) fn characters(&self) -> &characters::Characters {
        self.characters.get_or_init(|| characters::find(self.draft))
    }

    /// Web addresses in the source, link targets included.
    pub(crate) fn addresses(&self) -> &[addresses::Address] {
        self.addresses.get_or_init(|| addresses::find(self.draft))
    }

    /// Who and what the draft names.
    pub(crate) fn names(&self) -> &names::Names {
        self.names.get_or_init(|| names::find(self.draft, self.hashes(), self.lists))
    }

    /// Who says what.
    pub(crate) fn attribution(&self) -> &attribution::Attribution {
        self.attribution.get_or_init(|| attribution::find(self.draft, self.hashes(), self.lists, self.names()))
    }

    /// What sort of claim each sentence makes.
    pub(crate) fn claims(&self) -> &[Option<attribution::claims::Claim>] {
        self.claims
            .get_or_init(|| attribution::claims::find(self.draft, self.hashes(), self.numbers(), self.lists.speech()))
    }

    /// What the statements of the draft rest on, in numbers.
    pub(crate) fn sourcing(&self) -> attribution::Sourcing {
        *self.sourcing.get_or_init(|| attribution::Sourcing::of(self.draft, self.attribution(), self.claims()))
    }

    /// Names that have several spellings.
    pub(crate) fn spellings(&self) -> &[names::Spelling] {
        self.spellings.get_or_init(|| self.lists.find_spellings(self.draft, self.hashes()))
    }

    /// Expressions of time.
    pub(crate) fn times(&self) -> &time::Times {
        self.times.get_or_init(|| time::find(self.draft, self.hashes()))
    }

    /// What the draft says of when things happened.
    pub(crate) fn events(&self) -> &events::Events {
        self.events.get_or_init(|| events::find(self.draft, self.hashes(), self.lists, self.times()))
    }

    /// The numbers, in figures and in words.
    pub(crate) fn numbers(&self) -> &[numbers::Number] {
        self.numbers.get_or_init(|| numbers::find(self.draft, self.hashes()))
    }

    /// Whether the draft is an opinion piece: it says so, or its writer speaks of “I” outside quotations.
    pub(crate) fn is_opinion(&self) -> bool {
        *self.opinion.get_or_init(|| opinion::is_opinion(self.draft))
    }

    /// The first paragraph of the story, by the number of its block; of a draft without paragraphs, beyond all blocks.
    pub(crate) fn first_body(&self) -> usize {
        let is_body = |block: &crate::draft::Block| block.role == Role::Body;
        *self.first_body.get_or_init(|| self.draft.blocks.iter().position(is_body).unwrap_or(usize::MAX))
    }

    /// What tells how much of the story stands in others, unless it is too short for that.
    pub(crate) fn sketch(&self) -> Option<&sketch::Sketch> {
        self.sketch.get_or_init(|| sketch::of(self.draft, self.hashes()).map(Box::new)).as_deref()
    }

    /// Whether a place in the source lies in code, a block of it or inline.
    pub(crate) fn is_code(&self, at: Span) -> bool {
        let code = self.code.get_or_init(|| self.draft.code());
        let after = code.partition_point(|span| span.start <= at.start);
        after > 0 && at.end <= code[after - 1].end
    }
}
