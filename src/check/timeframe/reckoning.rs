//! Counting with days, and saying it in words.

use crate::draft::Draft;
use crate::reading::events::{Anchor, Attribute, Events, Extent};
use crate::reading::time::{Days, Unit};
use jiff::ToSpan;
use jiff::civil::Date;

/// When a story is read: not before the one day, not after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Now {
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    /// Whether the story has a date; else the bounds follow from what it says.
    pub(super) is_dated: bool,
}

impl Now {
    /// The date of the story, or what it says of it: “the first since March 2022” and “the first in three years” about one
    /// event leave a year.
    pub(super) fn of(draft: &Draft, events: &Events) -> Self {
        if let Some(date) = draft.date {
            return Self { from: Some(date), to: Some(date), is_dated: true };
        }
        let mut now = Self::default();
        let of = |attribute| events.anchors.iter().filter(move |one| one.attribute == attribute && !one.is_quoted);
        for since in of(Attribute::Since) {
            for gap in of(Attribute::Gap).filter(|gap| gap.event.may_be(&since.event)) {
                let (Extent::Days { core, .. }, Extent::Length { outer, .. }) = (since.extent, gap.extent) else {
                    continue;
                };
                let from = later(core.0, outer.0);
                now.from = now.from.max(from);
                let to = later(core.1, outer.1);
                now.to = match (now.to, to) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
            }
        }
        now
    }
}

/// The day so many days after another; `None` beyond the calendar.
pub(super) fn later(date: Date, days: f64) -> Option<Date> {
    if !days.is_finite() || days.abs() > 400_000.0 {
        return None;
    }
    date.checked_add((days.round() as i64).days()).ok()
}

/// Days from one day to another.
pub(super) fn days_between(from: Date, to: Date) -> f64 {
    from.until(to).map_or(f64::NAN, |span| f64::from(span.get_days()))
}

/// How long something that began in `start` has gone on, at least and at most, in days.
pub(super) fn elapsed(start: Days, now: &Now) -> (f64, f64) {
    let least = now.from.map_or(f64::NEG_INFINITY, |from| days_between(start.1, from));
    let most = now.to.map_or(f64::INFINITY, |to| days_between(start.0, to));
    (least, most)
}

/// The length that an anchor tells, in days: what readers agree on, and the farthest that any would take.
pub(super) fn length(extent: Extent) -> Option<((f64, f64), (f64, f64))> {
    match extent {
        Extent::Length { core, outer, .. } => Some((core, outer)),
        Extent::Ordinal { n, unit, entering } => {
            let unit = unit.days();
            let n = f64::from(n);
            let core = ((n - 1.0) * unit, n * unit);
            // What is about to begin is said to begin some weeks too early or too late.
            let slack = if entering { 60.0_f64.min(unit / 2.0) } else { 31.0_f64.min(unit / 4.0) };
            let end = if entering { core.0 + slack } else { core.1 + slack };
            Some((core, (core.0 - slack, end)))
        }
        Extent::Days { .. } => None,
    }
}

/// Whether the one ends before the other begins, with ends left out: “over a year” is less than two, “over three” is
/// three or more.
pub(super) fn is_apart(one: (f64, f64), other: (f64, f64)) -> bool {
    one.1 <= other.0 || other.1 <= one.0
}

/// Whether no day lies in both.
pub(super) fn are_apart(one: Days, other: Days) -> bool {
    one.1 < other.0 || other.1 < one.0
}

/// The unit of a length.
pub(super) fn unit(anchor: &Anchor) -> Option<Unit> {
    match anchor.extent {
        Extent::Length { unit, .. } | Extent::Ordinal { unit, .. } => Some(unit),
        Extent::Days { .. } => None,
    }
}

/// “first”, “second” ... “12th”.
pub(super) fn ordinal(n: u32) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let word = n.checked_sub(1).and_then(|index| WORDS.get(index as usize));
    word.map_or_else(
        || {
            let ending = match (n % 10, n % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("{n}{ending}")
        },
        |word| (*word).to_owned(),
    )
}

/// “About 3 years and 4 months”, to the month.
pub(super) fn roughly(days: f64) -> String {
    let months = (days / Unit::Month.days()).round().max(0.0) as u32;
    let count = |n: u32, unit: &str| if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") };
    match (months / 12, months % 12) {
        (0, 0) => count(days.max(0.0).round() as u32, "day"),
        (0, months) => count(months, "month"),
        (years, 0) => count(years, "year"),
        (years, months) => format!("{} and {}", count(years, "year"), count(months, "month")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_told_to_the_month() {
        for (days, words) in [(3.0, "3 days"), (31.0, "1 month"), (366.0, "1 year"), (1200.0, "3 years and 3 months")] {
            assert_eq!(roughly(days), words);
        }
        assert_eq!([1, 11, 21, 22, 23, 112].map(ordinal), ["first", "11th", "21st", "22nd", "23rd", "112th"]);
    }

    #[test]
    fn half_open_lengths_touch_without_meeting() {
        assert!(is_apart((1.0, 3.0), (3.0, 5.0)));
        assert!(!is_apart((1.0, 3.1), (3.0, 5.0)));
    }

    #[test]
    fn days_beyond_the_calendar_are_none() {
        assert_eq!(later(Date::MAX, 1.0), None);
        assert_eq!(later(Date::MIN, f64::INFINITY), None);
    }
}
