//! Reckoning with days: months, years, seasons, and parts of them.

use super::model::{Days, Length, Unit};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// How the middle, the beginning or the end of something is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Early,
    Mid,
    Late,
}

/// A season, from spring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

pub(super) fn plus(date: Date, days: i64) -> Option<Date> {
    // No story reaches farther than some thousand years; a figure of 400 digits does.
    if days.abs() > 4_000_000 {
        return None;
    }
    date.checked_add(days.days()).ok()
}

/// All of some years.
pub(super) fn years(first: i16, last: i16) -> Option<Days> {
    Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

pub(super) fn year(year: i16) -> Option<Days> {
    years(year, year)
}

/// Some months of a year; months beyond 12 lie in the next year, months below 1 in the one before.
pub(super) fn months(year: i16, first: i16, last: i16) -> Option<Days> {
    let place = |month: i16| {
        let index = month - 1;
        Some((year.checked_add(index.div_euclid(12))?, i8::try_from(index.rem_euclid(12) + 1).ok()?))
    };
    let ((first_year, first), (last_year, last)) = (place(first)?, place(last)?);
    Some((Date::new(first_year, first, 1).ok()?, Date::new(last_year, last, 1).ok()?.last_of_month()))
}

pub(super) fn month(year: i16, month: i8) -> Option<Days> {
    months(year, i16::from(month), i16::from(month))
}

/// The week that holds a day, from Monday.
pub(super) fn week(date: Date) -> Option<Days> {
    let monday = plus(date, -i64::from(date.weekday().to_monday_zero_offset()))?;
    Some((monday, plus(monday, 6)?))
}

/// The day of a week that falls on a weekday.
pub(super) fn in_week(date: Date, weekday: Weekday) -> Option<Date> {
    plus(week(date)?.0, i64::from(weekday.to_monday_zero_offset()))
}

/// A quarter of a year, from 1.
pub(super) fn quarter(year: i16, n: i16) -> Option<Days> {
    months(year, 3 * n - 2, 3 * n)
}

/// The core and the outer bounds of a season. South of the equator it falls into the other half of the year.
pub(super) fn season(year: i16, season: Season) -> (Option<Days>, Option<Days>) {
    let core = match season {
        Season::Spring => months(year, 3, 5),
        Season::Summer => months(year, 6, 8),
        Season::Autumn => months(year, 9, 11),
        Season::Winter => months(year, 12, 14),
    };
    let outer = if season == Season::Winter { months(year, 0, 15) } else { months(year, 1, 14) };
    (core, outer)
}

/// The core and the outer bounds of a part of a stretch.
pub(super) fn part(whole: Days, phase: Phase) -> (Option<Days>, Option<Days>) {
    let (first, last) = whole;
    let is_year = first.month() == 1 && first.day() == 1 && last.month() == 12 && last.day() == 31;
    if is_year && first.year() == last.year() {
        let year = first.year();
        return match phase {
            Phase::Early => (months(year, 1, 2), months(year, 1, 4)),
            Phase::Mid => (months(year, 5, 8), months(year, 4, 9)),
            Phase::Late => (months(year, 10, 12), months(year, 9, 13)),
        };
    }
    let length = days_between(first, last) + 1;
    let slice = |from: i64, to: i64| {
        let last = plus(first, length * to / 12 - 1)?;
        Some((plus(first, length * from / 12)?, last.max(first)))
    };
    match phase {
        Phase::Early => (slice(0, 4), slice(0, 6)),
        Phase::Mid => (slice(4, 8), slice(3, 9)),
        Phase::Late => (slice(8, 12), slice(6, 13)),
    }
}

/// How many days lie between two dates.
pub(super) fn days_between(first: Date, last: Date) -> i64 {
    first.until(last).map_or(0, |span| i64::from(span.get_days()))
}

/// A day so many units from another, forward or, below nought, back.
pub(super) fn shifted(date: Date, count: f64, unit: Unit) -> Option<Date> {
    if !count.is_finite() || count.abs() * unit.days() > 4_000_000.0 {
        return None;
    }
    let whole = count.fract() == 0.0;
    let n = count as i64;
    match unit {
        Unit::Month if whole => date.checked_add(n.months()).ok(),
        Unit::Quarter if whole => date.checked_add((n * 3).months()).ok(),
        Unit::Year if whole => date.checked_add(n.years()).ok(),
        Unit::Decade if whole => date.checked_add((n * 10).years()).ok(),
        Unit::Century if whole => date.checked_add((n * 100).years()).ok(),
        _ => plus(date, (count * unit.days()).round() as i64),
    }
}

/// The days that lie a length of time from another: exact for a plain number of days or weeks.
pub(super) fn away(origin: Days, length: &Length, back: bool) -> (Option<Days>, Option<Days>) {
    let exact = length.comparator == super::model::Comparator::Plain && length.unit <= Unit::Week;
    let reach = |(low, high): (f64, f64)| {
        let (near, far) = if back { (-low, -high) } else { (low, high) };
        let (near, far) = (shifted(if back { origin.1 } else { origin.0 }, near, length.unit)?, far);
        let far = shifted(if back { origin.0 } else { origin.1 }, far, length.unit)?;
        Some((near.min(far), near.max(far)))
    };
    let point = length.count.filter(|_| exact).and_then(|count| {
        let count = if back { -count } else { count };
        let (first, last) = (shifted(origin.0, count, length.unit)?, shifted(origin.1, count, length.unit)?);
        Some((first, last))
    });
    match point {
        // “Two weeks ago” may be a few days more or less; “two days ago” is not.
        Some(point) if length.unit == Unit::Day => (Some(point), Some(point)),
        Some(point) => (Some(point), reach(length.outer)),
        None => (reach(length.core), reach(length.outer)),
    }
}

/// The smallest stretch that holds two others.
pub(super) fn union(a: Option<Days>, b: Option<Days>) -> Option<Days> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        _ => None,
    }
}
