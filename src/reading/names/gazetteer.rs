//! Names of several spellings, and where a draft has them.

use super::entries::Entries;
use super::lists::{alternatives, key_of_word};
use crate::draft::{Draft, TokenKind, fold_text, is_capitalised, without_possessive};
use crate::reading::words::Sieve;
use crate::source::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// A spelling where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// The set of spellings, by number.
    pub(crate) set: u32,
    /// The spelling in its set, by number.
    pub(crate) form: u16,
    /// In the prose, without a possessive ending.
    pub(crate) span: Span,
}

/// Where sets of spellings stand in their list.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    /// By first word: the spellings that start with it.
    by_first: FxHashMap<u32, Vec<(u32, u16)>>,
    words: FxHashSet<u32>,
    /// The first words, for a quick look.
    sieve: Sieve,
}

/// The spellings of a set: what stands before the kind and the phrases.
pub(crate) fn forms(entry: &str) -> impl Iterator<Item = &str> {
    alternatives(entry.split(['!', '@']).next().unwrap_or_default())
}

/// Whether a set is one of a place: what is none has its kind after `@`.
pub(super) fn is_place(entry: &str) -> bool {
    !entry.split('!').next().unwrap_or_default().contains('@')
}

/// The phrases of a set that keep their spelling.
fn kept(entry: &str) -> impl Iterator<Item = &str> {
    let kept = entry.split_once('!').map_or("", |(_, kept)| kept);
    kept.split(';').map(str::trim).filter(|phrase| !phrase.is_empty())
}

/// The first word of a name, without what tokens do not hold.
fn first_word(name: &str) -> &str {
    name.split_ascii_whitespace().next().unwrap_or(name).trim_end_matches(['.', ','])
}

impl Gazetteer {
    pub(super) fn new(entries: &Entries) -> Self {
        let mut gazetteer = Self::default();
        for (set, entry) in entries.iter().enumerate() {
            for (form, name) in forms(entry).enumerate() {
                let key = key_of_word(first_word(name));
                gazetteer.sieve.add(key);
                gazetteer.by_first.entry(key).or_default().push((set as u32, form as u16));
                gazetteer.words.extend(name.split_ascii_whitespace().map(key_of_word));
            }
        }
        gazetteer
    }

    pub(super) fn has_word(&self, word: u32) -> bool {
        self.words.contains(&word)
    }

    /// The sets with a spelling that starts with the same word as a name.
    pub(super) fn sets_starting(&self, name: &str) -> impl Iterator<Item = u32> + use<'_> {
        let starting = self.by_first.get(&key_of_word(first_word(name)));
        starting.into_iter().flatten().map(|&(set, _)| set)
    }

    /// The entry of the set with that usual spelling.
    pub(crate) fn set_named<'e>(&self, name: &str, entries: &'e Entries) -> Option<&'e str> {
        let starting = self.by_first.get(&key_of_word(first_word(name)))?;
        starting.iter().map(|&(set, _)| entries.get(set)).find(|entry| forms(entry).next() == Some(name))
    }

    pub(super) fn knows(&self, name: &str, entries: &Entries) -> bool {
        let starting = self.by_first.get(&key_of_word(first_word(name)));
        starting.into_iter().flatten().any(|&(set, _)| forms(entries.get(set)).any(|form| form == name))
    }

    /// Finds the spellings in a draft, in the order of the text, the longest at a place. `hashes` are those of its tokens.
    pub(crate) fn find(&self, draft: &Draft, hashes: &[u32], entries: &Entries) -> Vec<Spelling> {
        let mut found: Vec<Spelling> = Vec::new();
        let text = draft.prose.text().as_bytes();
        for (token, &hash) in draft.tokens.iter().zip(hashes) {
            if token.kind != TokenKind::Word {
                continue;
            }
            // Names have a capital, but for those that begin with an Arabic article.
            let first = text[token.span.range().start];
            if first.is_ascii_lowercase() && !matches!(first, b'a' | b'e' | b'u') {
                continue;
            }
            let word = draft.text(token.span);
            let is_compound = memchr::memchr(b'-', word.as_bytes()).is_some();
            if first.is_ascii_lowercase()
                && !(is_compound && is_capitalised(without_article(word)))
                && !is_article(word)
            {
                continue;
            }
            let bare = without_possessive(word);
            let is_plain = bare.len() == word.len() && word.is_ascii();
            let key = if is_plain { hash } else { key_of_word(bare) };
            if !is_compound && !self.sieve.may_hold(key) {
                continue;
            }
            let mut best = self.at(draft, entries, key, token.span.start);
            if best.is_none() && is_compound {
                // “Kyiv-based”, “Moscow-Kiev”: each part may be a name.
                let mut start = token.span.start;
                for part in word.split('-') {
                    best = best.or_else(|| self.at(draft, entries, key_of_word(without_possessive(part)), start));
                    start += part.len() as u32 + 1;
                }
            }
            found.extend(best.filter(|best| found.last().is_none_or(|last| last.span.end <= best.span.start)));
        }
        found
    }

    /// The longest spelling that stands at a place and starts with the word of that key.
    fn at(&self, draft: &Draft, entries: &Entries, key: u32, start: u32) -> Option<Spelling> {
        let candidates = self.by_first.get(&key)?;
        let text = &draft.folded.lower;
        let from = draft.folded.from_prose(start) as usize;
        let mut best: Option<(bool, Spelling)> = None;
        for &(set, form) in candidates {
            let entry = entries.get(set);
            let Some(name) = forms(entry).nth(usize::from(form)) else { continue };
            let folded = fold_text(name).to_ascii_lowercase();
            let to = from + folded.len();
            let ends = |to: usize| !text[to..].starts_with(|c: char| c.is_alphanumeric());
            if !text.get(from..).is_some_and(|rest| rest.starts_with(&folded)) || !ends(to) {
                continue;
            }
            let span = draft.folded.to_prose(Span::new(from, to));
            // Of two spellings that fold alike the one that is written so.
            let is_exact = draft.text(span) == name;
            let longer = best.as_ref().is_none_or(|(exact, known)| {
                span.len() > known.span.len() || span.len() == known.span.len() && is_exact && !exact
            });
            if longer && is_name(draft.text(span)) && !is_kept(text, from, &folded, entry) {
                best = Some((is_exact, Spelling { set, form, span }));
            }
        }
        best.map(|(_, spelling)| spelling)
    }
}

/// Whether the phrase around a name keeps its spelling. `text` and the name are folded.
fn is_kept(text: &str, at: usize, name: &str, entry: &str) -> bool {
    kept(entry).any(|phrase| {
        let phrase = fold_text(phrase).to_ascii_lowercase();
        phrase.match_indices(name).any(|(offset, _)| {
            at.checked_sub(offset).and_then(|from| text.get(from..)).is_some_and(|rest| rest.starts_with(&phrase))
        })
    })
}

/// The Arabic articles that a name may have before it, in small letters.
const ARTICLES: [&str; 10] = ["al-", "el-", "ash-", "an-", "as-", "ar-", "at-", "az-", "ul-", "ad-"];

/// A name without the Arabic article before it: “al-Qaeda”.
fn without_article(name: &str) -> &str {
    let stripped = ARTICLES.iter().find_map(|article| name.strip_prefix(article));
    stripped.or_else(|| name.strip_prefix("al ")).or_else(|| name.strip_prefix("el ")).unwrap_or(name)
}

fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el")
}

/// Whether a spelling has its capital.
fn is_name(text: &str) -> bool {
    is_capitalised(without_article(text))
}
