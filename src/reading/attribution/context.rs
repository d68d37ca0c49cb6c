//! Words by what they make of a claim: it is before a court, it is denied, it is in a film.

use crate::reading::names::{Entries, alternatives, key_of_word};
use rustc_hash::FxHashMap;

/// What a word makes of a claim in its sentence or paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    /// Courts and the police: what is alleged there is so in law.
    Law = 1,
    /// What was found, denied or looked into is no accusation of the writer's.
    Settled = 1 << 1,
    /// Something is done with an accusation that somebody else has made.
    Handled = 1 << 2,
    /// It is told in a work: a film, a novel.
    Fiction = 1 << 3,
    /// What stands for somebody who can be accused: “Osei’s administration”.
    Target = 1 << 4,
    /// Nouns that make an accusation of what follows.
    Allegation = 1 << 5,
}

impl Context {
    const NAMES: [(&'static str, Self); 6] = [
        ("law", Self::Law),
        ("settled", Self::Settled),
        ("handled", Self::Handled),
        ("fiction", Self::Fiction),
        ("target", Self::Target),
        ("allegation", Self::Allegation),
    ];
}

/// The words of each context.
#[derive(Debug, Default)]
pub(crate) struct Contexts {
    of: FxHashMap<u32, u8>,
}

impl Contexts {
    pub(crate) fn new(entries: &Entries) -> Self {
        let mut contexts = Self::default();
        for (words, context) in entries.iter().filter_map(|entry| read(entry).ok()) {
            for word in alternatives(words) {
                *contexts.of.entry(key_of_word(word)).or_default() |= context as u8;
            }
        }
        contexts
    }

    /// Whether a word, by its hash, is one of a context.
    pub(crate) fn has(&self, word: u32, context: Context) -> bool {
        self.of.get(&word).is_some_and(|known| known & context as u8 != 0)
    }

    /// Whether any of some words is.
    pub(crate) fn any(&self, words: &[u32], context: Context) -> bool {
        words.iter().any(|&word| self.has(word, context))
    }
}

/// What is wrong with an entry of the list.
pub(crate) fn check_context(entry: &str) -> Result<(), &'static str> {
    read(entry).map(drop)
}

fn read(entry: &str) -> Result<(&str, Context), &'static str> {
    let (words, named) = entry.split_once(';').unwrap_or((entry, ""));
    let context = Context::NAMES.iter().find(|(name, _)| *name == named.trim());
    let &(_, context) = context.ok_or(
        "words are written `court | tribunal ; law`, with a class: law, settled, handled, fiction, target or allegation",
    )?;
    if alternatives(words).next().is_none() { Err("the word is missing") } else { Ok((words, context)) }
}
