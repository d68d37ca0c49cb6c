//! `ages`: what is said of one person's age, birth and death that does not agree.

mod whom;

use super::{Check, Inspector, Read};
use crate::draft::{Draft, Mask};
use crate::reading::calendar::day_in_words;
use crate::reading::time::{AgeWhen, Calendar, Days, Relation, Time, Unit, Value};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;
use jiff::civil::Date;
use std::collections::BTreeMap;
use whom::{Reader, Whom};

/// Reports ages that do not agree.
#[derive(Debug)]
pub(crate) struct Ages;

impl Read for Ages {
    fn read(_: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        Some(Self)
    }
}

/// What a draft says of how old somebody is or was.
#[derive(Clone, Copy, Debug)]
enum Statement {
    /// Years, when the story runs.
    Age { years: u16, is_full: bool, is_pronoun: bool },
    /// The days on one of which the person was born.
    Born { days: Days, is_birthday: bool },
    /// The days on one of which the person died.
    Died { days: Days, is_written: bool },
    /// Years, on the day of death, which is one of these if it is known.
    DiedAged { years: u16, days: Option<Days> },
    /// The days of birth and of death in brackets after the name.
    Lived { born: Days, died: Days },
}

impl Check for Ages {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let times = inspector.readings.times().all();
        let wanted = |time: &&Time| match time.value {
            Value::Age { unit: Unit::Year, .. } => true,
            Value::Calendar(calendar) => calendar.core.is_some(),
            _ => false,
        };
        let is_age = |time: &Time| time.relation == Relation::Born || matches!(time.value, Value::Age { .. });
        if !times.iter().any(|time| is_age(time) || is_life(draft, time)) {
            return;
        }
        let reader = Reader { draft, names: inspector.readings.names(), lists: inspector.readings.lists };
        let mut said: BTreeMap<u32, Vec<(Statement, Span)>> = BTreeMap::new();
        for (index, time) in times.iter().enumerate().filter(|(_, time)| wanted(time)) {
            if draft.is_masked(time.span, &[Mask::Quoted]) || !inspector.looks_at(time.span) {
                continue;
            }
            if let Some((whom, statement, span)) = statement(reader, times, index) {
                said.entry(whom.person).or_default().push((statement, span));
            }
        }
        for statements in said.values_mut().filter(|statements| !are_of_two(statements)) {
            statements.truncate(MOST_TOLD);
            place_deaths(statements);
            report_first(inspector, statements);
        }
    }
}

/// What an expression of time says of somebody's age.
fn statement(reader: Reader<'_>, times: &[Time], index: usize) -> Option<(Whom, Statement, Span)> {
    let (draft, time) = (reader.draft, &times[index]);
    match time.value {
        Value::Age { count, when: AgeWhen::Birthday, .. } => {
            // “Turned 50 on Tuesday”, “turned 50 last year”.
            let next = times.get(index + 1).filter(|next| {
                draft.tokens_in(Span { start: time.span.end, end: next.span.start }).len() <= 2
                    && !draft.prose.text()[time.span.range().end..next.span.range().start].contains(['.', ';', ','])
            })?;
            let Value::Calendar(calendar) = next.value else { return None };
            let (first, last) = calendar.core?;
            let days = (years_before(first, count)?, years_before(last, count)?);
            let (whom, span) = reader.turned(time)?;
            Some((whom, Statement::Born { days, is_birthday: true }, span.cover(next.span)))
        }
        Value::Age { count, when, .. } => {
            if let Some((whom, span)) = reader.died(time) {
                return Some((whom, Statement::DiedAged { years: count, days: reader.just_before(span) }, span));
            }
            if when != AgeWhen::Now || tells_of_another_year(draft, times, time) {
                return None;
            }
            let (whom, span) = reader.aged(time)?;
            let is_pronoun = !draft.text(whom.at).contains(' ') && matches!(draft.text(whom.at), "He" | "She");
            Some((whom, Statement::Age { years: count, is_full: whom.is_full, is_pronoun }, span))
        }
        Value::Calendar(calendar) if time.relation == Relation::Born => {
            let days = calendar.core.filter(|_| calendar.written.year.is_some())?;
            let (whom, span) = reader.born(time)?;
            Some((whom, Statement::Born { days, is_birthday: false }, span))
        }
        Value::Calendar(calendar) if is_life(draft, time) => {
            let (born, died) = life(draft, &calendar)?;
            let (whom, span) = reader.lived(time)?;
            Some((whom, Statement::Lived { born, died }, span))
        }
        Value::Calendar(calendar) => {
            let (whom, span) = reader.died(time)?;
            // A weekday may be of another week than the date of the file says.
            let is_written = calendar.written.year.is_some();
            Some((whom, Statement::Died { days: calendar.core?, is_written }, span))
        }
        _ => None,
    }
}

/// Whether a range of years stands alone in brackets.
fn is_life(draft: &Draft, time: &Time) -> bool {
    let range = time.span.range();
    matches!(time.value, Value::Calendar(Calendar { ends: Some(_), .. }))
        && draft.prose.text()[..range.start].ends_with('(')
        && draft.prose.text()[range.end..].starts_with(')')
}

/// The days of birth and death that the ends of a range are, where both are years or both days.
fn life(draft: &Draft, calendar: &Calendar) -> Option<(Days, Days)> {
    let (from, to) = calendar.core?;
    let (first, last) = calendar.ends?;
    let words = |span: Span| draft.tokens_in(span).iter().filter(|token| draft.text(token.span) != ",").count();
    let year = |day: Date| Some((Date::new(day.year(), 1, 1).ok()?, Date::new(day.year(), 12, 31).ok()?));
    let (born, died) = match (words(first), words(last)) {
        (1, 1) => (year(from)?, year(to)?),
        (3, 3) => ((from, from), (to, to)),
        _ => return None,
    };
    (years(from, to) >= SHORTEST_LIFE).then_some((born, died))
}

/// Dates in brackets that lie nearer together are of an office, a career, a marriage.
const SHORTEST_LIFE: i32 = 25;

/// The same day so many years before.
fn years_before(day: Date, years: u16) -> Option<Date> {
    let year = day.year().checked_sub(i16::try_from(years).ok()?)?;
    // Of the 29th of February, the 28th.
    Date::new(year, day.month(), day.day()).or_else(|_| Date::new(year, day.month(), 28)).ok()
}

/// Of more statements about one person only the first are compared, so that time does not grow with the square of the text.
const MOST_TOLD: usize = 64;

/// Whether full names stand with ages or lives that two people of one name have: “John Baker, 70, and John Baker, 40”.
fn are_of_two(statements: &[(Statement, Span)]) -> bool {
    let full =
        |statement: &Statement| matches!(statement, Statement::Age { is_full: true, .. } | Statement::Lived { .. });
    let mut told = statements.iter().map(|(statement, _)| *statement).filter(full);
    let Some(first) = told.next() else { return false };
    told.any(|other| match (first, other) {
        (Statement::Age { years: a, .. }, Statement::Age { years: b, .. }) => i32::from(a.abs_diff(b)) > MOST,
        (Statement::Lived { born: a, died: b }, Statement::Lived { born: c, died: d }) => apart(a, c) && apart(b, d),
        _ => false,
    })
}

/// Tells those who died at some age on which day, where another place has it.
fn place_deaths(statements: &mut [(Statement, Span)]) {
    let known = statements.iter().find_map(|(statement, _)| match statement {
        Statement::Died { days, .. } | Statement::Lived { died: days, .. } => Some(*days),
        _ => None,
    });
    for (statement, _) in statements {
        if let Statement::DiedAged { days, .. } = statement {
            *days = known.or(*days);
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
    use Statement::{Age, Born, Died, DiedAged, Lived};
    match (one, other) {
        // Two full names with an age each may be two people of one name; a pronoun may be a child's.
        (Age { years: a, is_pronoun: first, .. }, Age { years: b, is_full, is_pronoun }) => {
            let is_near = i32::from(a.abs_diff(b)) <= MOST || !(first || is_pronoun);
            (a != b && !is_full && is_near).then(String::new)
        }
        // Of birthdays that are told by the day of the story the year may be off where its date is.
        (Born { days: a, is_birthday: one }, Born { days: b, is_birthday: other }) => {
            (apart(a, b) && (!(one || other) || is_slip(a, b))).then(String::new)
        }
        (Age { years: age, .. }, Born { days, .. }) | (Born { days, .. }, Age { years: age, .. }) => {
            let date = date?;
            is_wrong(age, days, (date, date))
                .map(|then| format!(": who was born then is {then} on {}", day_in_words(date)))
        }
        (Died { days: a, is_written: one }, Died { days: b, is_written: other }) => {
            (apart(a, b) && one && other).then(String::new)
        }
        (Lived { died: a, .. }, Died { days: b, is_written })
        | (Died { days: b, is_written }, Lived { died: a, .. }) => {
            (apart(a, b) && is_slip(a, b) && is_written).then(String::new)
        }
        (Lived { born: a, .. }, Born { days: b, .. }) | (Born { days: b, .. }, Lived { born: a, .. }) => {
            (apart(a, b) && is_slip(a, b)).then(String::new)
        }
        (Lived { born: a, died: c }, Lived { born: b, died: d }) => {
            // Far apart, they are two people of one name.
            (apart(a, b) != apart(c, d) && is_slip(a, b) && is_slip(c, d)).then(String::new)
        }
        (DiedAged { years: a, .. }, DiedAged { years: b, .. }) => (a != b).then(String::new),
        (Lived { born, died }, DiedAged { years, .. }) | (DiedAged { years, .. }, Lived { born, died }) => {
            is_wrong(years, born, died).map(|then| format!(": who lived then died at {then}"))
        }
        (DiedAged { years, days: Some(died) }, Born { days: born, .. })
        | (Born { days: born, .. }, DiedAged { years, days: Some(died) }) => {
            is_wrong(years, born, died).map(|then| format!(": who was born and died then was {then}"))
        }
        _ => None,
    }
}

/// Whether two stretches share no day.
fn apart(one: Days, other: Days) -> bool {
    one.1 < other.0 || other.1 < one.0
}

/// Whether two stretches lie as near to each other as a slip puts them.
fn is_slip(one: Days, other: Days) -> bool {
    (i32::from(one.0.year()) - i32::from(other.0.year())).abs() <= MOST
}

/// How old somebody was who was born and was spoken of on some of those days, if the age is another, and near it.
fn is_wrong(age: u16, born: Days, then: Days) -> Option<String> {
    let (youngest, oldest) = (years(born.1, then.0), years(born.0, then.1));
    let is_right = (youngest..=oldest).contains(&i32::from(age));
    // Farther off it is no slip: somebody of the past, at the age of the time.
    let is_slip = (youngest - MOST..=oldest + MOST).contains(&i32::from(age));
    let right = if youngest == oldest { format!("{oldest}") } else { format!("{youngest} or {oldest}") };
    (!is_right && is_slip).then_some(right)
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
