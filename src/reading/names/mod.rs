//! Who and what a draft names: capitalised words that go together, the people among them, and which mention is of whom.
//!
//! There is no trained model. A word is taken for a name if it stands with a capital where only names do, away from the
//! start of a sentence; this document-centred evidence is right nearly always. A person is introduced by the full name,
//! and later mentions of the bare surname join the person introduced last. What is in doubt joins nobody.

mod entries;
mod faults;
mod figures;
mod gazetteer;
mod lists;
mod people;
mod runs;
mod skeleton;
mod titles;
mod vocabulary;

pub(crate) use entries::Entries;
pub(crate) use faults::{fault_of_list, faults};
pub(crate) use figures::{Figure, Tenure};
pub(crate) use gazetteer::Spelling;
pub(crate) use lists::{LISTS, Lists, alternatives, key_of_word, key_of_words};
pub(crate) use people::is_active;
pub(crate) use skeleton::skeleton;
pub(crate) use titles::TitleClass;
pub(crate) use vocabulary::{is_institution, is_kin};

use crate::draft::Draft;
use crate::source::Span;
use std::ops::Range;

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// Somebody.
    Person,
    /// A place, an organisation, a work: anything else, or nothing certain.
    Other,
}

/// A name where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// The name in the prose, without titles and without a possessive ending.
    pub(crate) span: Span,
    /// Its tokens, particles and initials included.
    pub(crate) tokens: Range<usize>,
    /// Its first word (`None` if it has one word only) and its last, suffixes such as `Jr` left out, by
    /// [`key_of_word`].
    pub(crate) given: Option<u32>,
    pub(crate) surname: u32,
    /// The place of the last word.
    pub(crate) surname_span: Span,
    /// Whether the first word is a single letter.
    pub(crate) is_initial: bool,
    /// The title right before it.
    pub(crate) title: Option<Range<usize>>,
    /// `Jr`, `III`, if it has one.
    pub(crate) suffix: Option<u32>,
    pub(crate) kind: Kind,
    /// The person, by index.
    pub(crate) person: Option<u32>,
    /// Whether it stands in quotation marks.
    pub(crate) is_quoted: bool,
    /// Whether its last word stands in small letters somewhere in the draft.
    pub(crate) is_word: bool,
    /// Whether its first word does, or names an institution.
    pub(crate) starts_with_word: bool,
    /// Whether an article stands before it: “the Osei affair”, “the Americans”.
    pub(crate) has_article: bool,
    /// The block that holds it.
    pub(crate) block: u32,
}

impl Mention {
    /// Whether it has a given name or an initial.
    pub(crate) fn is_full(&self) -> bool {
        self.given.is_some()
    }
}

/// Somebody whom the draft introduces by full name.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// The first word of the full name, and its first letter.
    pub(crate) given: u32,
    pub(crate) letter: Option<char>,
    pub(crate) surname: u32,
    /// The mentions, in the order of the text, by index.
    pub(crate) mentions: Vec<u32>,
}

/// The names of a draft.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// In the order of the text.
    pub(crate) mentions: Vec<Mention>,
    /// In the order in which they are introduced.
    pub(crate) people: Vec<Person>,
    /// A bit for each token: whether a mention covers it. Few do, and every word of a saying is asked.
    covered: Vec<u64>,
}

impl Names {
    /// The mentions in a range of tokens, in the order of the text.
    pub(crate) fn within(&self, tokens: Range<usize>) -> &[Mention] {
        let from = self.mentions.partition_point(|mention| mention.tokens.end <= tokens.start);
        let count = self.mentions[from..].partition_point(|mention| mention.tokens.start < tokens.end);
        &self.mentions[from..from + count]
    }

    /// The mention that covers a token.
    pub(crate) fn mention_at(&self, token: usize) -> Option<&Mention> {
        let is_covered = self.covered.get(token / 64).is_some_and(|bits| bits >> (token % 64) & 1 != 0);
        if is_covered { self.within(token..token + 1).first() } else { None }
    }

    /// The mentions of a person, in the order of the text.
    pub(crate) fn mentions_of(&self, person: &Person) -> impl Iterator<Item = &Mention> {
        person.mentions.iter().map(|&index| &self.mentions[index as usize])
    }
}

/// Reads the names of a draft. `hashes` are those of its tokens.
pub(super) fn find(draft: &Draft, hashes: &[u32], lists: &Lists) -> Names {
    let mentions = runs::find(draft, hashes, lists);
    let mut covered = vec![0_u64; draft.tokens.len().div_ceil(64)];
    for token in mentions.iter().flat_map(|mention| mention.tokens.clone()) {
        covered[token / 64] |= 1 << (token % 64);
    }
    let mut names = Names { mentions, people: Vec::new(), covered };
    people::introduce(draft, lists, &mut names);
    names
}
