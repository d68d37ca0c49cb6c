//! A quotation that reads differently in another draft.
//!
//! A draft notes each longer quotation under a few of its runs of words, so that two printings of one quotation meet under
//! one of them and nothing is compared with everything. That two stories quote the same words is as it should be; that they
//! differ in one place inside is a slip in one of them.

use super::duplicate::is_in_story;
use crate::check::Inspector;
use crate::desk::{Fact, Group};
use crate::diagnostic::{Diagnostic, Evidence};
use crate::draft::TokenKind;
use crate::reading::sketch::mixed;
use crate::rule::Rule;
use std::collections::BTreeSet;

/// A quotation of fewer words may be said by two people.
const SHORTEST: usize = 10;

/// How many words make a run, and how many runs a quotation is noted under: of two that differ in one word of twelve,
/// nine in ten share one.
const RUN: usize = 3;
const KEYS: usize = 3;

/// In larger groups each quotation is compared with so many of the others.
const COMPARED: usize = 32;

/// No more words may differ.
const MOST_CHANGED: usize = 3;

/// Notes the quotations of a draft, their words in small letters.
pub(super) fn note(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let hashes = inspector.readings.hashes();
    let mut notes = Vec::new();
    for quote in &draft.quotes {
        let is_cut = || draft.text(quote.span).contains(['[', '…']) || draft.text(quote.span).contains("...");
        if !quote.closed || quote.tokens.len() < SHORTEST || !inspector.looks_at_quote(quote) || is_cut() {
            continue;
        }
        let words: Vec<usize> = quote.tokens.clone().filter(|&at| draft.tokens[at].kind != TokenKind::Mark).collect();
        if words.len() < SHORTEST || !is_in_story(draft, quote) {
            continue;
        }
        let key =
            |run: &[usize]| run.iter().fold(0, |all: u64, &at| mixed(all.rotate_left(32) ^ u64::from(hashes[at])));
        let smallest: BTreeSet<u64> = words.windows(RUN).map(key).collect();
        let keys: Vec<String> = smallest.into_iter().take(KEYS).map(|key| format!("{key:016x}")).collect();
        let value: Vec<String> = words.iter().map(|&at| draft.text(draft.tokens[at].span).to_lowercase()).collect();
        notes.push((keys, value.join(" "), quote.span));
    }
    for (keys, value, span) in notes {
        inspector.note_under(keys, &value, span);
    }
}

/// Reports a quotation that differs in one place from what another draft quotes.
pub(super) fn compare(rule: &Rule, group: &Group<'_>) -> Vec<Diagnostic> {
    let facts = group.facts();
    let of = |own: &Fact| {
        let others = facts.iter().filter(|other| other.path != own.path).take(COMPARED);
        let (other, mine, theirs) = others.into_iter().find_map(|&other| {
            let (mine, theirs) = change(&own.value, &other.value)?;
            Some((other, mine, theirs))
        })?;
        let path = &other.path;
        let message = match (mine.as_str(), theirs.as_str()) {
            ("", theirs) => format!("this quotation lacks “{theirs}”, which it has in {path}"),
            (mine, "") => format!("this quotation has “{mine}”, which it lacks in {path}"),
            (mine, theirs) => format!("this quotation has “{mine}” here and “{theirs}” in {path}"),
        };
        let mut diagnostic = own.diagnostic(rule, message);
        diagnostic.evidence.push(Evidence {
            path: other.path.clone(),
            place: other.place,
            label: "the same quotation".into(),
        });
        Some(diagnostic)
    };
    group.subjects().filter_map(of).collect()
}

/// The words in which two quotations differ, if they differ in one place inside and in more than spelling.
fn change(mine: &str, theirs: &str) -> Option<(String, String)> {
    if mine == theirs {
        return None;
    }
    let (mine, theirs): (Vec<&str>, Vec<&str>) = (mine.split(' ').collect(), theirs.split(' ').collect());
    let start = mine.iter().zip(&theirs).take_while(|(one, other)| one == other).count();
    let shorter = mine.len().min(theirs.len());
    let end =
        mine.iter().rev().zip(theirs.iter().rev()).take_while(|(one, other)| one == other).count().min(shorter - start);
    // Where one begins or ends earlier, somebody quoted less.
    if start == 0 || end == 0 {
        return None;
    }
    let (mine, theirs) = (&mine[start..mine.len() - end], &theirs[start..theirs.len() - end]);
    let is_short = mine.len().max(theirs.len()) <= (shorter / 10).clamp(1, MOST_CHANGED);
    let is_word = |word: &&str| word.chars().all(char::is_alphabetic);
    // “Organise” and “organize”, “it’s” and “it is”, “ten” and “10” are matters of style.
    let is_spelling = mine.iter().zip(theirs).any(|(one, other)| {
        let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
        shared >= SAME_WORD
    });
    let is_style = is_spelling || !mine.iter().chain(theirs).all(is_word);
    (is_short && !is_style).then(|| (mine.join(" "), theirs.join(" ")))
}

/// Words that share so many letters at the start are forms or spellings of one.
const SAME_WORD: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_change_inside_is_told() {
        let told = |one, other| change(one, other).map(|(mine, theirs)| format!("{mine}/{theirs}"));
        assert_eq!(
            told("we will never leave this harbour", "we will soon leave this harbour").as_deref(),
            Some("never/soon")
        );
        assert_eq!(told("we will not leave this harbour", "we will leave this harbour").as_deref(), Some("not/"));
        assert_eq!(told("we will leave this harbour", "we will leave this harbour"), None);
        assert_eq!(told("but we will leave this harbour", "we will leave this harbour"), None);
        assert_eq!(told("we organise this harbour", "we organize this harbour"), None);
        assert_eq!(told("we won’t leave this harbour", "we never leave this harbour"), None);
        assert_eq!(told("we two will leave the sea today", "we two had lost the sea today"), None);
    }
}
