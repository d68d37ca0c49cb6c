//! `echo`: the same long run of words in two places.

use super::{Check, Inspector, Read};
use crate::diagnostic::Level;
use crate::draft::{Draft, Mask, Role, TokenKind, is_capitalised};
use crate::reading::words::is_function_word;
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;

/// How many words in a row are too many to come again by chance.
#[derive(Debug)]
pub(crate) struct Echo {
    /// The shortest run that is reported, in words; as advice.
    at_least: usize,
    /// From how many words on a run is reported at the rule's own level.
    pasted: usize,
}

impl Read for Echo {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let number = |key, otherwise| table.number(key).map_or(otherwise, |(number, _)| number);
        let (at_least, pasted) = (number("at-least", 8), number("pasted", 12));
        if at_least < SHORTEST {
            let message = format!("runs of fewer than {SHORTEST} words come again in every story");
            table.file().mistake(table.key_span("at-least").unwrap_or(table.span()), message, None);
            return None;
        }
        Some(Self { at_least, pasted })
    }
}

/// The shortest run that a rule may ask for, in words.
const SHORTEST: usize = 4;
/// The fewest words of substance in a run.
const SUBSTANCE: usize = 3;

/// A word of a draft as this check sees it.
#[derive(Clone, Copy)]
struct Word {
    hash: u32,
    token: u32,
    sentence: u32,
}

/// A run of words that came before.
#[derive(Clone, Copy)]
struct Run {
    first: usize,
    again: usize,
    words: usize,
}

impl Check for Echo {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let words = words(inspector);
        let runs = self.runs(&words);
        let mut found = Vec::new();
        for run in runs {
            let span = |from: usize| {
                let tokens = &inspector.draft.tokens;
                tokens[words[from].token as usize].span.cover(tokens[words[from + run.words - 1].token as usize].span)
            };
            let (first, again) = (span(run.first), span(run.again));
            if !self.matters(inspector, &words, run, first, again) {
                continue;
            }
            let message = format!("these {} words stood in the story before", run.words);
            let mut finding = inspector.finding(again, message).evidence(first, "first written here");
            if run.words < self.pasted {
                finding = finding.at_most(Level::Advice);
            }
            found.push(finding);
        }
        found.into_iter().for_each(|finding| inspector.report(finding));
    }
}

/// The words of the story, outside quotations.
fn words(inspector: &Inspector<'_>) -> Vec<Word> {
    let draft = inspector.draft;
    let hashes = inspector.readings.hashes();
    let mut words = Vec::with_capacity(draft.tokens.len());
    for index in inspector.blocks() {
        let block = &draft.blocks[index];
        if block.role != Role::Body || block.field.is_some() {
            continue;
        }
        for sentence in block.sentences.clone() {
            let tokens = draft.sentences[sentence].tokens.clone();
            words.extend(tokens.filter(|&token| draft.tokens[token].kind != TokenKind::Mark).map(|token| Word {
                hash: hashes[token],
                token: token as u32,
                sentence: sentence as u32,
            }));
        }
    }
    words
}

/// The hash of each window of so many words inside one sentence, with its first word.
fn windows(words: &[Word], length: usize) -> Vec<(u64, u32)> {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let Some((start, rest)) = words.split_at_checked(length) else { return Vec::new() };
    let add = |hash: u64, word: &Word| hash.wrapping_add(u64::from(word.hash)).wrapping_mul(FACTOR);
    let highest = FACTOR.wrapping_pow(length as u32);
    // The hash rolls: what the last word adds, and without what the first had become.
    let mut hash = start.iter().fold(0, add);
    let mut windows = Vec::with_capacity(rest.len() + 1);
    for at in 0..=rest.len() {
        let last = &words[at + length - 1];
        if at > 0 {
            hash = add(hash.wrapping_sub(highest.wrapping_mul(u64::from(words[at - 1].hash))), last);
        }
        if words[at].sentence == last.sentence {
            windows.push((hash, at as u32));
        }
    }
    windows
}

/// Leaves out windows that stand alone, which are nearly all: a bit for each hash tells so, now and then too cautiously.
/// What is left is quickly sorted.
fn keep_repeated(windows: &mut Vec<(u64, u32)>) {
    let size = (windows.len() / 4 + 1).next_power_of_two();
    let (mut seen, mut again) = (vec![0_u64; size], vec![0_u64; size]);
    let place = |hash: u64| ((hash >> 40) as usize & (size - 1), 1_u64 << (hash >> 58));
    for &(hash, _) in windows.iter() {
        let (at, bit) = place(hash);
        again[at] |= seen[at] & bit;
        seen[at] |= bit;
    }
    windows.retain(|&(hash, _)| {
        let (at, bit) = place(hash);
        again[at] & bit != 0
    });
}

impl Echo {
    /// The longest runs that stood in the draft before, each inside one sentence, in the order of the text.
    fn runs(&self, words: &[Word]) -> Vec<Run> {
        let length = self.at_least;
        let mut windows = windows(words, length);
        keep_repeated(&mut windows);
        windows.sort_unstable();
        let mut again: Vec<(u32, u32)> = Vec::new();
        // What comes a third time is a formula that the writer repeats on purpose.
        for group in windows.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() == 2) {
            again.extend(group[1..].iter().map(|&(_, at)| (at, group[0].1)));
        }
        again.sort_unstable();
        let mut runs: Vec<Run> = Vec::new();
        for (later, earlier) in again {
            let (again, first) = (later as usize, earlier as usize);
            match runs.last_mut() {
                // The next window of the same run.
                Some(run)
                    if again + length == run.again + run.words + 1
                        && first + length == run.first + run.words + 1
                        && words[again].sentence == words[run.again].sentence =>
                {
                    run.words += 1;
                }
                // A window of a run that began elsewhere: the words are told of already.
                Some(run) if again < run.again + run.words => {}
                _ => runs.push(Run { first, again, words: length }),
            }
        }
        runs.retain(|run| run.first + run.words <= run.again);
        runs
    }

    /// Whether a run is a slip, and no other check tells of it.
    fn matters(&self, inspector: &Inspector<'_>, words: &[Word], run: Run, first: Span, again: Span) -> bool {
        let draft = inspector.draft;
        let set_off = [Mask::Quoted, Mask::Link, Mask::Emphasis];
        if !inspector.looks_at(again) || draft.is_masked(first, &set_off) || draft.is_masked(again, &set_off) {
            return false;
        }
        // A whole sentence that stands twice, or nearly, is told of as that.
        let (one, two) = (words[run.first].sentence as usize, words[run.again].sentence as usize);
        let whole = |sentence: usize| is_whole(draft, sentence, run.words);
        let similar = inspector.readings.similar();
        if (whole(one) && whole(two)) || similar.iter().any(|pair| (pair.first, pair.again) == (one, two)) {
            return false;
        }
        let text = |word: &Word| draft.tokens[word.token as usize].text(draft.prose.text());
        let run = &words[run.again..run.again + run.words];
        let substance = run.iter().filter(|word| {
            let word = text(word);
            word.len() > 3 && !word.as_bytes()[0].is_ascii_digit() && !is_function_word(word)
        });
        // Names of bodies, titles and the like cannot be said otherwise.
        let named = run.iter().filter(|word| is_capitalised(text(word)) || text(word).as_bytes()[0].is_ascii_digit());
        substance.count() >= SUBSTANCE && named.count() * 5 < run.len() * 2
    }
}

/// Whether a sentence has no more words than that.
fn is_whole(draft: &Draft, sentence: usize, words: usize) -> bool {
    let tokens = draft.sentences[sentence].tokens.clone();
    tokens.filter(|&token| draft.tokens[token].kind != TokenKind::Mark).count() <= words
}
