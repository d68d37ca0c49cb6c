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

/// Notes the quotations of a draft with the surname of whoever speaks them.
pub(super) fn note(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let hashes = inspector.readings.hashes();
    let mut notes = Vec::new();
    for (number, quote) in draft.quotes.iter().enumerate() {
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
        let spoken: Vec<&str> = words.iter().map(|&at| draft.text(draft.tokens[at].span)).collect();
        let value = format!("{}\t{}", speaker(inspector, number), spoken.join(" "));
        notes.push((keys, value, quote.span));
    }
    for (keys, value, span) in notes {
        inspector.note_under(keys, &value, span);
    }
}

/// The surname of the speaker of a quotation, by its number; nothing where it is not told, or told by a pronoun.
fn speaker<'a>(inspector: &Inspector<'a>, number: usize) -> &'a str {
    let speakers = &inspector.readings.attribution().speakers;
    let source = speakers.get(number).and_then(|speaker| speaker.source);
    let named = source.and_then(|source| inspector.readings.names().within(source.range()).first());
    named.map_or("", |mention| inspector.draft.text(mention.surname_span))
}

/// Reports a quotation that differs in one place from what another draft quotes.
pub(super) fn compare(rule: &Rule, group: &Group<'_>) -> Vec<Diagnostic> {
    let facts = group.facts();
    let of = |own: &Fact| {
        // Facts stand by path: those of the draft itself are one run.
        let from = facts.partition_point(|fact| fact.path < own.path);
        let to = from + group.of_path(&own.path).len();
        let others = facts[..from].iter().chain(&facts[to..]).take(COMPARED);
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

/// The words in which two quotations of one speaker differ, if they differ in one place inside and in more than spelling
/// and small words.
fn change(mine: &str, theirs: &str) -> Option<(String, String)> {
    let ((my_speaker, mine), (their_speaker, theirs)) = (mine.split_once('\t')?, theirs.split_once('\t')?);
    let two_people = !my_speaker.is_empty() && !their_speaker.is_empty() && my_speaker != their_speaker;
    if mine == theirs || two_people {
        return None;
    }
    let (mine, theirs): (Vec<&str>, Vec<&str>) = (mine.split(' ').collect(), theirs.split(' ').collect());
    let start = mine.iter().zip(&theirs).take_while(|(one, other)| same(one, other)).count();
    let shorter = mine.len().min(theirs.len());
    let end = mine.iter().rev().zip(theirs.iter().rev()).take_while(|(one, other)| same(one, other)).count();
    let end = end.min(shorter - start);
    // Where one begins or ends earlier, somebody quoted less.
    if start == 0 || end == 0 {
        return None;
    }
    let (mine, theirs) = (&mine[start..mine.len() - end], &theirs[start..theirs.len() - end]);
    let is_short = mine.len().max(theirs.len()) <= (shorter / 10).clamp(1, MOST_CHANGED);
    (is_short && !is_style(mine, theirs)).then(|| (cut(mine), cut(theirs)))
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Words as a message shows them.
fn cut(words: &[&str]) -> String {
    let words = words.join(" ");
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words,
    }
}

/// No more letters of the words that differ are shown.
const SHOWN: usize = 60;

/// Whether words differ as two desks would write one thing: “organise” and “organize”, “grey” and “gray”, “it’s” and “it is”,
/// “ten” and “10”, with or without “that”.
fn is_style(mine: &[&str], theirs: &[&str]) -> bool {
    let all = || mine.iter().chain(theirs);
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = |word: &&str| word.chars().all(char::is_alphabetic);
    if mine.len() == theirs.len() && all().all(is_number) {
        return false;
    }
    let is_like = |(one, other): (&&str, &&str)| {
        let (long, short) =
            (one.chars().count().max(other.chars().count()), one.chars().count().min(other.chars().count()));
        let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
        // “Grey” and “gray”, but not “war” and “tax”.
        let most = if short < LONG { 1 } else { 2 };
        long <= LONGEST
            && (shared >= SAME_WORD || strsim::osa_distance(&one.to_lowercase(), &other.to_lowercase()) <= most)
    };
    let is_turned = all().any(|word| TURNS.split_ascii_whitespace().any(|turn| same(turn, word)));
    let is_small = |word: &&str| SMALL.split_ascii_whitespace().any(|small| same(small, word));
    // A “not” more or less turns the words round; an article does nothing.
    !all().all(is_plain) || !is_turned && (all().all(is_small) || mine.iter().zip(theirs).any(is_like))
}

/// Words that turn what is said round, however like another they look.
const TURNS: &str = "not never no cannot none nothing nobody nor neither without with more less fewer before after million billion \
    thousand hundred two three four five six seven eight nine ten eleven twelve";

/// Words that one desk leaves out and another puts in.
const SMALL: &str =
    "a an the that which who whom and have has had of to is are was were am be been just really very so well";

/// Words that share so many letters at the start are forms or spellings of one; so are those that differ in a letter or, from
/// so many letters up, in two. No word is longer than the longest.
const SAME_WORD: usize = 4;
const LONG: usize = 6;
const LONGEST: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;

    fn told(one: &str, other: &str) -> Option<String> {
        change(&format!("Osei\t{one}"), &format!("\t{other}")).map(|(mine, theirs)| format!("{mine}/{theirs}"))
    }

    #[test]
    fn one_change_inside_is_told() {
        let is = |one, other, change: &str| assert_eq!(told(one, other).as_deref(), Some(change));
        is("we will never leave this harbour", "we will soon leave this harbour", "never/soon");
        is("we will not leave this harbour", "we will leave this harbour", "not/");
        is("we lost 40 men in Leeds", "we lost 14 men in Leeds", "40/14");
        is("we spent two million on the boats", "we spent two billion on the boats", "million/billion");
        is("we can do it with the boats", "we cannot do it with the boats", "can/cannot");
        is("we raised the war in the sea", "we raised the tax in the sea", "war/tax");
        is("the talks in Leeds have failed", "the talks in Bristol have failed", "Leeds/Bristol");
    }

    #[test]
    fn style_and_cuts_are_left_alone() {
        for (one, other) in [
            ("we will leave this harbour", "We will leave this harbour"),
            ("but we will leave this harbour", "we will leave this harbour"),
            ("we organise this harbour", "we organize this harbour"),
            ("the grey harbour is shut", "the gray harbour is shut"),
            ("we lost ten men in Leeds", "we lost 10 men in Leeds"),
            ("we knew that the harbour was shut", "we knew the harbour was shut"),
            ("we won’t leave this harbour", "we never leave this harbour"),
            ("we two will leave the sea today", "we two had lost the sea today"),
        ] {
            assert_eq!(told(one, other), None, "{one}");
        }
        assert_eq!(change("Osei\twe mourn Jack with his family", "Marsh\twe mourn Amelia with his family"), None);
    }
}
