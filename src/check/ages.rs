//! `ages`: the ages of one person that do not agree with each other or with the year of birth.

use super::{Check, Inspector, Read};
use crate::draft::{Draft, Mask};
use crate::reading::calendar::day_in_words;
use crate::reading::names::{Kind, Mention, Names};
use crate::reading::time::{AgeWhen, Days, Relation, Time, Unit, Value};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Reports ages that do not agree.
#[derive(Debug)]
pub(crate) struct Ages;

impl Read for Ages {
    fn read(_: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        Some(Self)
    }
}

/// What a draft says of how old somebody is.
#[derive(Clone, Copy, Debug)]
enum Statement {
    /// Years, when the story runs.
    Age { years: u16, is_full: bool },
    /// The days on one of which the person was born.
    Born(Days),
}

impl Check for Ages {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let times = inspector.readings.times().all();
        let wanted = |time: &&Time| {
            matches!(time.value, Value::Age { when: AgeWhen::Now, unit: Unit::Year, .. })
                || time.relation == Relation::Born
        };
        let Some(first) = times.iter().position(|time| wanted(&time)) else { return };
        let names = inspector.readings.names();
        let mut said: BTreeMap<u32, Vec<(Statement, Span)>> = BTreeMap::new();
        for time in times[first..].iter().filter(wanted) {
            if draft.is_masked(time.span, &[Mask::Quoted]) || !inspector.looks_at(time.span) {
                continue;
            }
            let found = match time.value {
                Value::Age { count, .. } if !tells_of_another_year(draft, times, time) => {
                    aged(draft, names, time).map(|(mention, person, span)| {
                        (person, Statement::Age { years: count, is_full: mention.is_full() }, span)
                    })
                }
                Value::Calendar(calendar) if calendar.written.year.is_some() => {
                    let days = calendar.core;
                    born(draft, names, time)
                        .zip(days)
                        .map(|((person, span), days)| (person, Statement::Born(days), span))
                }
                _ => None,
            };
            if let Some((person, statement, span)) = found {
                said.entry(person).or_default().push((statement, span));
            }
        }
        for statements in said.values() {
            report_first(inspector, statements);
        }
    }
}

/// Reports the first statement about a person that does not agree with one before it.
fn report_first(inspector: &mut Inspector<'_>, statements: &[(Statement, Span)]) {
    let date = inspector.draft.date;
    for (index, (later, span)) in statements.iter().enumerate() {
        let clash =
            statements[..index].iter().find_map(|(earlier, other)| Some((clash(*earlier, *later, date)?, *other)));
        let Some((why, other)) = clash else { continue };
        let text = inspector.draft.text(*span).to_owned();
        let message = format!("“{text}” here, “{}” before{why}", inspector.draft.text(other));
        let finding = inspector.finding(*span, message).evidence(other, "the other statement");
        inspector.report(finding);
        return;
    }
}

/// Why two statements cannot both be true, to be added to what they are.
fn clash(one: Statement, other: Statement, date: Option<Date>) -> Option<String> {
    match (one, other) {
        // Two full names with an age each may be two people of one name.
        (Statement::Age { years: a, .. }, Statement::Age { years: b, is_full }) => {
            (a != b && !is_full).then(String::new)
        }
        (Statement::Born(a), Statement::Born(b)) => (a.1 < b.0 || b.1 < a.0).then(String::new),
        (Statement::Age { years: age, .. }, Statement::Born(days))
        | (Statement::Born(days), Statement::Age { years: age, .. }) => {
            let date = date?;
            let (youngest, oldest) = (years(days.1, date), years(days.0, date));
            let is_right = (youngest..=oldest).contains(&i32::from(age));
            // Farther off it is no slip: somebody of the past, at the age of the time.
            let is_slip = (youngest - MOST..=oldest + MOST).contains(&i32::from(age));
            let then = if youngest == oldest { format!("{oldest}") } else { format!("{youngest} or {oldest}") };
            (!is_right && is_slip).then(|| format!(": who was born then is {then} on {}", day_in_words(date)))
        }
    }
}

/// Most years that an age is off by a slip.
const MOST: i32 = 15;

/// How many birthdays lie between two days.
fn years(born: Date, now: Date) -> i32 {
    let had_birthday = (now.month(), now.day()) >= (born.month(), born.day());
    i32::from(now.year()) - i32::from(born.year()) - i32::from(!had_birthday)
}

/// Whether the sentence of an age, or the one before it, speaks of a year, in which the person may have been that old.
fn tells_of_another_year(draft: &Draft, times: &[Time], age: &Time) -> bool {
    let Some(sentence) = draft.sentence_at(age.span.start) else { return true };
    // The sentence before may set the scene.
    let before = draft.sentences[sentence.saturating_sub(1)].span;
    let sentence = draft.sentences[sentence].span;
    let from = times.partition_point(|time| time.span.start < before.start.min(sentence.start));
    times[from..].iter().take_while(|time| time.span.end <= sentence.end).any(|time| {
        time.relation != Relation::Born
            && matches!(time.value, Value::Calendar(calendar) if calendar.written.year.is_some())
    })
}

/// Most words between an age and the name after it: “the 57-year-old former harbour pilot Piotr Wendelin”.
const LONGEST_ROLE: usize = 4;

/// Whom an age is of: the name right before it, or after it with nothing but a role between. With the words of both.
fn aged<'n>(draft: &Draft, names: &'n Names, time: &Time) -> Option<(&'n Mention, u32, Span)> {
    let before = mention_before(names, time.span).filter(|mention| {
        let gap = draft.prose.text()[mention.span.range().end..time.span.range().start].trim();
        matches!(gap, "," | "(" | ", aged" | "aged" | ", age" | "is" | ", now" | ", who is")
    });
    if let Some(mention) = before {
        return Some((mention, mention.person?, mention.span.cover(time.span)));
    }
    let at = names.mentions.partition_point(|mention| mention.span.start < time.span.end);
    let mention = names.mentions.get(at)?;
    let first = draft.tokens.partition_point(|token| token.span.start < time.span.end);
    let role = draft.tokens.get(first..mention.tokens.start)?;
    let is_role = role.len() <= LONGEST_ROLE
        && role.iter().all(|token| token.is_word() && draft.text(token.span).starts_with(char::is_lowercase));
    let is_old = draft.text(time.span).contains("old");
    (is_old && is_role).then_some((mention, mention.person?, time.span.cover(mention.span)))
}

/// Who was born then: the last person named before it in the sentence, with the words from “born” on.
fn born(draft: &Draft, names: &Names, time: &Time) -> Option<(u32, Span)> {
    let sentence = draft.sentences[draft.sentence_at(time.span.start)?].span;
    let mention = mention_before(names, time.span).filter(|mention| mention.span.start >= sentence.start)?;
    let verb = draft.tokens_in(Span { start: mention.span.end, end: time.span.start });
    let verb = verb.iter().find(|token| draft.text(token.span).eq_ignore_ascii_case("born"))?;
    // “Osei’s son was born in 1990”: somebody else.
    let gap = draft.prose.text()[mention.span.range().end..verb.span.range().start].trim();
    let is_subject = matches!(gap, "" | "," | "was" | "is" | "(" | ", who was" | "who was" | "had been");
    is_subject.then_some((mention.person?, verb.span.cover(time.span)))
}

/// The last person named before a place.
fn mention_before(names: &Names, at: Span) -> Option<&Mention> {
    let before = names.mentions.partition_point(|mention| mention.span.end <= at.start);
    names.mentions[..before].last().filter(|mention| mention.kind == Kind::Person)
}
