//! One name, two spellings in drafts that are checked together.
//!
//! Only what is certain is compared: spellings of one set of a word list, spellings of one public figure, and surnames
//! that sound alike beside the same given name.

use super::forms::plain;
use super::spellings::{house_form, house_remedy, is_explained, mentions};
use crate::check::Inspector;
use crate::desk::{Fact, Group};
use crate::diagnostic::{Diagnostic, Evidence};
use crate::draft::fold_text;
use crate::reading::names::{Figure, Mention, key_of_word, skeleton};
use crate::reading::time::Value;
use crate::rule::Rule;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Notes how often each draft uses each spelling, at its first mention.
pub(super) fn note(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    // Copy of an agency that is kept word for word has the agency's spellings.
    if draft.fields.iter().any(|field| &*field.name == "wire" && &*field.value == "true") {
        return;
    }
    let lists = inspector.readings.lists;
    let mut sets: BTreeMap<(u32, &str), (Span, usize)> = BTreeMap::new();
    for mention in mentions(inspector).iter().filter(|mention| !mention.quoted) {
        if lists.is_place(mention.set) && is_of_history(inspector, mention.span) {
            continue;
        }
        sets.entry((mention.set, mention.form)).or_insert((mention.span, 0)).1 += 1;
    }
    let is_twofold = |set: u32| sets.keys().filter(|(other, _)| *other == set).count() > 1;
    let explained: BTreeSet<u32> =
        sets.keys().map(|(set, _)| *set).filter(|&set| is_twofold(set) && is_explained(draft, lists, set)).collect();
    for ((set, form), (span, times)) in sets.iter().filter(|((set, _), _)| !explained.contains(set)) {
        let Some(key) = lists.spellings(*set).next() else { continue };
        inspector.note(&format!("{SET}{key}"), &value(form, *times), *span);
    }
    let names = inspector.readings.names();
    for person in &names.people {
        let mut spellings: BTreeMap<&str, (&Mention, usize)> = BTreeMap::new();
        for mention in names.mentions_of(person).filter(|mention| !mention.is_quoted) {
            let full = spellings.entry(draft.text(mention.surname_span)).or_insert((mention, 0));
            full.1 += 1;
        }
        let given = draft.text(inspector.draft.tokens[names.mentions[person.mentions[0] as usize].tokens.start].span);
        for (surname, (mention, times)) in spellings {
            if let Some(key) = key(inspector, given, person.given, surname) {
                inspector.note(&key, &value(surname, times), mention.span);
            }
        }
    }
}

/// Of what happened before then a story may be told with the names of the time.
const HISTORY: i16 = 2000;

/// Whether the sentence of a name, or the one before it, tells of a year of the past and of none of the present.
fn is_of_history(inspector: &Inspector<'_>, at: Span) -> bool {
    let draft = inspector.draft;
    let Some(index) = draft.sentence_at(at.start) else { return false };
    let years = |span: Span| {
        let times = inspector.readings.times().within(span).iter();
        times.filter_map(|time| match time.value {
            Value::Calendar(calendar) => calendar.written.year.or(calendar.core.map(|(first, _)| first.year())),
            _ => None,
        })
    };
    let here = draft.sentences[index].span;
    let before = index.checked_sub(1).map(|before| &draft.sentences[before]);
    let before =
        before.filter(|before| before.block == draft.sentences[index].block).map_or(here, |before| before.span);
    let nearest = years(here).next().is_some();
    let told = if nearest { here } else { before };
    years(told).next().is_some() && years(told).all(|year| year < HISTORY)
}

/// What is compared: a public figure, or a given name and the sound of a surname.
fn key(inspector: &Inspector<'_>, given: &str, given_key: u32, surname: &str) -> Option<String> {
    let lists = inspector.readings.lists;
    let of_given =
        |figure: &Figure<'_>| figure.given().any(|name| name.split(' ').next().map(key_of_word) == Some(given_key));
    if let Some(figure) = lists.figures_of(surname).find(of_given) {
        return Some(format!("figure:{}", figure.name()));
    }
    (surname.chars().count() >= 5).then(|| format!("sound:{} {:x}", fold_text(given).to_lowercase(), skeleton(surname)))
}

/// What the keys of sets of spellings begin with.
const SET: &str = "set:";

fn value(form: &str, times: usize) -> String {
    format!("{form}\t{times}")
}

fn read(fact: &Fact) -> (&str, usize) {
    let (form, times) = fact.value.split_once('\t').unwrap_or((&fact.value, "1"));
    (form, times.parse().unwrap_or(1))
}

/// Reports the rarer spellings, each at its first use in each draft.
pub(super) fn compare(rule: &Rule, group: &Group<'_>, preferred: &[String]) -> Vec<Diagnostic> {
    // By spelling: the drafts that use it, how often all of them do, and the first.
    let mut used: BTreeMap<&str, (usize, usize, &Fact)> = BTreeMap::new();
    for &fact in group.facts() {
        let (form, times) = read(fact);
        let count = used.entry(form).or_insert((0, 0, fact));
        (count.0, count.1) = (count.0 + 1, count.1 + times);
    }
    if used.len() < 2 {
        return Vec::new();
    }
    let house = group
        .facts()
        .first()
        .and_then(|fact| house_form(rule.names.spellings_of(fact.key.strip_prefix(SET)?), preferred));
    let is_house = |form: &str| house == Some(form) || preferred.iter().any(|name| name == form);
    let rank = |form: &str| (is_house(form), used[form].0, used[form].1);
    let Some(main) = used.keys().copied().rev().max_by_key(|form| rank(form)) else { return Vec::new() };
    let runner_up = used.keys().copied().find(|form| *form != main && rank(form) == rank(main));
    let mut diagnostics = Vec::new();
    for fact in group.subjects() {
        let (form, _) = read(fact);
        // Where neither spelling is the more usual one, each draft is shown the other.
        let Some(other) = (if form == main { runner_up } else { Some(main) }) else { continue };
        let evidence = used[other].2;
        // A draft that has both spellings is told of them by the rule for one draft.
        let has_both = group.of_path(&fact.path).iter().any(|fact| read(fact).0 == other);
        if has_both || is_one(form, other) || rule.names.are_different(form, other) {
            continue;
        }
        let times = used[other].0;
        let message = format!("“{form}” here, “{other}” in {}", drafts(times));
        let mut diagnostic = fact.diagnostic(rule, message);
        if is_house(other) {
            diagnostic.remedy = Some(house_remedy(other));
        }
        let label = format!("“{other}”");
        diagnostic.evidence.push(Evidence { path: evidence.path.clone(), place: evidence.place, label });
        diagnostics.push(diagnostic);
    }
    diagnostics
}

/// Whether two spellings differ in capitals, accents and marks only. Drafts of several hands do.
fn is_one(form: &str, other: &str) -> bool {
    plain(form) == plain(other)
}

fn drafts(count: usize) -> String {
    match count {
        1 => "another draft".into(),
        count => format!("{count} other drafts"),
    }
}
