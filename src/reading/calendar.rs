//! Weekdays and months, and dates written with them.

use crate::draft::MONTH_NAMES;
use jiff::civil::{Date, Weekday};

/// English names of the weekdays, in small letters.
pub(crate) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// The weekday of that name: in full, or cut to three letters or more as in `Tues`.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    let word = word.to_ascii_lowercase();
    let known = |name: &str| {
        name == word
            || (word.len() >= 3
                && word.len() <= 5
                && name.starts_with(word.as_str())
                && word != "sun"
                && word != "sat"
                && word != "wed")
    };
    WEEKDAYS.iter().find(|(name, _)| known(name)).map(|&(_, day)| day)
}

/// The month of that name, from 1: in full, or as AP abbreviates it.
pub(crate) fn month(word: &str) -> Option<i8> {
    let word = word.to_ascii_lowercase();
    let word = word.trim_end_matches('.');
    let short = matches!(word, "jan" | "feb" | "aug" | "sept" | "sep" | "oct" | "nov" | "dec" | "jun" | "jul" | "apr");
    let index = MONTH_NAMES.iter().position(|name| *name == word || (short && name.starts_with(word)))?;
    i8::try_from(index + 1).ok()
}

/// The day of the month in `2`, `2nd`, `21st`.
pub(crate) fn day_of_month(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    let day: i8 = digits.parse().ok()?;
    ((1..=31).contains(&day)
        && digits.len() <= 2
        && matches!(suffix.to_ascii_lowercase().as_str(), "" | "st" | "nd" | "rd" | "th"))
    .then_some(day)
}

/// A day as messages have it: `19 March 2022`.
pub(crate) fn day_in_words(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// How many days a month (from 1) has, in a year if that is known: February has 29 where it is not.
pub(crate) fn days_in_month(month: i8, year: Option<i16>) -> i8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_some_and(|year| !has_leap_day(year)) => 28,
        2 => 29,
        _ => 31,
    }
}

/// Whether a year has a 29 February in the calendar that was in use, in any country of Europe.
fn has_leap_day(year: i16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0 || year < ONE_CALENDAR)
}

/// From this year on all countries of Europe count by one calendar.
pub(crate) const ONE_CALENDAR: i16 = 1924;

/// A year in figures that a story may speak of.
pub(crate) fn year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1750..=2150).contains(year))
}

/// English name of a weekday.
pub(crate) fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// The date with that day and month nearest to another.
pub(crate) fn nearest(month: i8, day: i8, to: Date) -> Option<Date> {
    let years = [to.year() - 1, to.year(), to.year() + 1];
    years
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .min_by_key(|date| date.since(to).map_or(i32::MAX, |span| span.get_days().abs()))
}
