//! `dates`: dates that cannot be right.

use super::{Check, Inspector, Read, impossible};
use crate::draft::{Draft, Token, TokenKind};
use crate::reading::calendar::{ONE_CALENDAR, day_in_words, day_of_month, month, nearest, weekday, weekday_name, year};
use crate::rule::Resources;
use crate::scan::{Boundary, Term};
use crate::source::Span;
use crate::table::Table;
use jiff::civil::{Date, Weekday};

/// Reports a weekday that is not the one of its date, or days and times of day that no calendar and no clock has.
#[derive(Debug)]
pub(crate) enum Dates {
    Weekday { names: Vec<Term> },
    Impossible,
}

/// What a rule may ask for.
#[derive(Clone, Copy)]
enum Report {
    Weekday,
    Impossible,
}

impl Read for Dates {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let report =
            super::choice(table, "report", &[("weekday", Report::Weekday), ("impossible", Report::Impossible)])?;
        if matches!(report, Report::Impossible) {
            return Some(Self::Impossible);
        }
        let names = [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
            "Mon",
            "Tue",
            "Tues",
            "Thu",
            "Thur",
            "Thurs",
            "Fri",
            "Sat",
            "Sun",
            "Wed",
            "Weds",
        ];
        let names = names.iter().filter_map(|name| Term::new(name, true, Boundary::Word).ok()).collect();
        Some(Self::Weekday { names })
    }
}

/// A weekday written beside a date.
struct Claim {
    weekday: Weekday,
    /// The weekday's own place.
    at: Span,
    /// Weekday and date.
    span: Span,
    day: i8,
    month: i8,
    year: Option<i16>,
}

impl Check for Dates {
    fn terms(&self) -> &[Term] {
        match self {
            Self::Weekday { names } => names,
            Self::Impossible => &[],
        }
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        if matches!(self, Self::Impossible) {
            return impossible::inspect(inspector);
        }
        let draft = inspector.draft;
        for hit in inspector.hits() {
            let Some(claim) = claim(draft, hit.span) else { continue };
            let date = match (claim.year, draft.date) {
                (Some(year), _) => Date::new(year, claim.month, claim.day).ok(),
                (None, Some(story)) => nearest(claim.month, claim.day, story),
                // A year that the story gives elsewhere may be any year: without a story date there is no telling.
                (None, None) => None,
            };
            // Before 1924 some countries still counted by the old calendar, in which the weekday may be right.
            let Some(date) = date.filter(|date| date.year() >= ONE_CALENDAR) else { continue };
            if date.weekday() == claim.weekday {
                continue;
            }
            let whole = draft.text(claim.span);
            let message = format!("“{whole}” was a {}", weekday_name(date.weekday()));
            let mut finding = inspector.finding(claim.span, message.clone());
            if claim.year.is_none() {
                let message = format!("“{whole}”: {} was a {}", day_in_words(date), weekday_name(date.weekday()));
                finding = inspector.finding(claim.span, message);
            }
            if let Some(other) = same_weekday_near(claim.weekday, date) {
                let remedy = format!(
                    "Make it {}, or {} {}.",
                    weekday_name(date.weekday()),
                    weekday_name(claim.weekday),
                    other.strftime("%-d %B")
                );
                finding = finding.remedy(remedy);
            }
            let right = weekday_name(date.weekday());
            let written = draft.text(claim.at);
            if written == weekday_name(claim.weekday) {
                finding = finding.fix(claim.at, right, false);
            }
            inspector.report(finding);
        }
    }
}

/// The date nearest to `date` that falls on a weekday.
fn same_weekday_near(weekday: Weekday, date: Date) -> Option<Date> {
    let ahead = i64::from(date.weekday().until(weekday));
    let days = if ahead <= 3 { ahead } else { ahead - 7 };
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Short names that are words of their own too; with a capital and a date after them they are weekdays.
fn short_weekday(word: &str) -> Option<Weekday> {
    match word {
        "Sat" => Some(Weekday::Saturday),
        "Sun" => Some(Weekday::Sunday),
        "Wed" | "Weds" => Some(Weekday::Wednesday),
        _ => None,
    }
}

/// Reads the date that stands beside a weekday, within the same sentence.
fn claim(draft: &Draft, at: Span) -> Option<Claim> {
    let weekday = weekday(draft.text(at)).or_else(|| short_weekday(draft.text(at)))?;
    let sentence = &draft.sentences[draft.sentence_at(at.start)?];
    let tokens = &draft.tokens[sentence.tokens.clone()];
    let from = tokens.partition_point(|token| token.span.start < at.start);
    let text = |token: &Token| draft.text(token.span);
    // “every Friday in May”, “Friday's 2 June talks” speak of no one day.
    if from > 0
        && matches!(
            text(&tokens[from - 1]).to_ascii_lowercase().as_str(),
            "every" | "each" | "black" | "good" | "super" | "ash" | "bloody" | "ruby" | "cyber"
        )
    {
        return None;
    }
    let mut next = from + 1;
    let mut words = Vec::new();
    while let Some(token) = tokens.get(next).filter(|_| words.len() < 4 && next <= from + 7) {
        let word = text(token);
        match token.kind {
            TokenKind::Mark if matches!(word, "," | "." | "(") => {}
            TokenKind::Mark => break,
            _ if matches!(word, "the" | "of" | "on") => {}
            _ => words.push(token),
        }
        next += 1;
    }
    let (&first, rest) = words.split_first()?;
    let (day, month, used) = match (day_of_month(text(first)), month(text(first))) {
        (Some(day), None) => (day, month(text(rest.first()?))?, 2),
        (None, Some(month)) => (day_of_month(text(rest.first()?))?, month, 2),
        _ => return None,
    };
    let last = words[used - 1];
    let index = tokens.partition_point(|token| token.span.start < last.span.start);
    let after: Vec<&str> = tokens[index + 1..].iter().take(3).map(text).collect();
    // A range names two days; “2 June-5 June” may start on any of them.
    let tail = draft.prose.text()[last.span.range().end..].trim_start();
    if tail.starts_with(['-', '–', '—', '/', '&'])
        || after.first().is_some_and(|word| matches!(*word, "to" | "and" | "through" | "until"))
            && after
                .get(1)
                .is_some_and(|word| day_of_month(word).is_some() || crate::reading::calendar::month(word).is_some())
    {
        return None;
    }
    let (mut year_of, mut end) = (None, last.span.end);
    if let Some(token) = words.get(used).filter(|token| draft.text(token.span).len() == 4) {
        let between = &draft.prose.text()[last.span.range().end..token.span.range().start];
        if between.trim().is_empty() || between.trim() == "," {
            let clock = is_clock(draft, token);
            if clock {
                return None;
            }
            year_of = year(text(token));
            end = if year_of.is_some() { token.span.end } else { end };
        }
    }
    Some(Claim { weekday, at, span: Span { start: at.start, end }, day, month, year: year_of })
}

/// Whether four figures after a date are a time of day: “Saturday 12 February 1500 GMT”, “kick-off 1930”.
fn is_clock(draft: &Draft, token: &Token) -> bool {
    let rest = draft.prose.text()[token.span.range().end..].trim_start();
    let zone = ["GMT", "BST", "UTC", "CET", "EST", "EDT", "hrs", "hours", "local", "ET", "PT", "h "];
    let four: Option<u16> = draft.text(token.span).parse().ok();
    zone.iter().any(|zone| rest.starts_with(zone))
        || four.is_some_and(|four| {
            four < 1800
                || (four % 100 < 60 && four < 2000 && four % 5 == 0 && four < 1960 && rest.starts_with([':', '\n']))
        })
}
