//! Periods that lie next to the story date or are named by their unit: “the week of June 2”, “the year 2020”.

use super::calendar::Point;
use super::days;
use super::model::{Calendar, Comparator, Days, Grain, Relation, Unit};
use super::reader::Reader;
use super::vocabulary::{Lexeme, Pointer};
use jiff::civil::Date;

impl Reader<'_> {
    /// “The year 2020”, “the week of June 2”, “the weekend”.
    pub(super) fn the_unit(&self, at: usize) -> Option<Point> {
        let Lexeme::Unit(unit, false) = self.lexeme(at + 1) else { return None };
        if unit == Unit::Year
            && let Some(year) = self.four_figures(at + 2)
        {
            return Some((Calendar::exact(days::year(year), Grain::Year).with_year(year), at + 3));
        }
        if unit == Unit::Week
            && let Some(week) = self.week_of(at + 2)
        {
            return Some(week);
        }
        if let Some(point) = self.bare_unit(at + 1, unit).or_else(|| self.after_next(at + 1, unit)) {
            return Some(point);
        }
        if unit == Unit::Week
            && let Some(n) = self.week_number(at + 2)
        {
            return Some((self.numbered_week(n, self.story.map(|story| story.year())), at + 3));
        }
        let placed = matches!(
            self.lexeme(at.wrapping_sub(1)),
            Lexeme::Relation(Relation::On | Relation::During)
                | Lexeme::Later
                | Lexeme::Earlier
                | Lexeme::Comparator(Comparator::Over)
        ) || (matches!(self.lexeme(at.wrapping_sub(1)), Lexeme::Relation(Relation::In))
            && matches!(self.lexeme(at.wrapping_sub(2)), Lexeme::Later | Lexeme::Earlier | Lexeme::Phase(_)));
        match unit {
            Unit::Weekend if placed => Some((self.current(unit)?, at + 2)),
            Unit::Year | Unit::Month | Unit::Week
                if matches!(self.lexeme(at.wrapping_sub(2)), Lexeme::Later | Lexeme::Earlier | Lexeme::Phase(_)) =>
            {
                Some((self.current(unit)?, at + 2))
            }
            _ => None,
        }
    }

    /// “[The week] of June 2”, “[the week] starting Monday”.
    fn week_of(&self, at: usize) -> Option<Point> {
        self.is_any(at, &["of", "starting", "beginning"]).then_some(())?;
        let day_at = if self.is(at + 1, "on") { at + 2 } else { at + 1 };
        let day = self.calendar(day_at, false);
        let day = day.or_else(|| (self.lexeme(day_at) == Lexeme::The).then(|| self.day_alone(day_at + 1)).flatten());
        let (day, end) = day.filter(|(day, _)| day.grain == Grain::Day)?;
        let from = |days: Option<Days>| days.and_then(|(first, last)| Some((first, days::plus(last, 6)?)));
        let starts = from(day.core);
        // “The week of” a day in its middle may be the one that holds it.
        let holding = day.core.and_then(|(first, _)| days::week(first)).filter(|_| self.is(at, "of"));
        let core = holding.filter(|(_, sunday)| day.core.is_some_and(|(first, _)| first != *sunday)).or(starts);
        let outer = days::union(days::union(from(day.outer), starts), core).or(from(day.outer));
        let week =
            Calendar { written: day.written, guess: day.guess.and(core), ..Calendar::new(core, outer, Grain::Week) };
        Some((week, end))
    }

    /// “Week 27 of 2020”, “year to date”: without an article.
    pub(super) fn bare_unit(&self, at: usize, unit: Unit) -> Option<Point> {
        if matches!(unit, Unit::Year | Unit::Month | Unit::Quarter) && self.is(at + 1, "to") && self.is(at + 2, "date")
        {
            let days = self.period(unit, 0).and_then(|whole| whole.core).zip(self.story);
            let days = days.map(|((first, _), story)| (first, story));
            return Some((Calendar::exact(days, Grain::Part), at + 3));
        }
        let n = (unit == Unit::Week).then(|| self.week_number(at + 1)).flatten()?;
        self.is(at + 2, "of").then_some(())?;
        let (year, end) = self.calendar(at + 3, true).filter(|(year, _)| year.grain == Grain::Year)?;
        let week = self.numbered_week(n, year.core.map(|(first, _)| first.year()));
        Some((Calendar { written: year.written, ..week }, end))
    }

    fn week_number(&self, at: usize) -> Option<i64> {
        if self.word(at).len() > 2 || self.is_amount(at) {
            return None;
        }
        self.word(at).parse().ok().filter(|n| (1..=53).contains(n))
    }

    /// A week by its number: the first holds 4 January.
    fn numbered_week(&self, n: i64, year: Option<i16>) -> Calendar {
        let first = year.and_then(|year| Date::new(year, 1, 4).ok()).and_then(days::week);
        let days =
            first.and_then(|(monday, _)| Some((days::plus(monday, 7 * (n - 1))?, days::plus(monday, 7 * n - 1)?)));
        // Others count from 1 January.
        let outer = days.and_then(|(first, last)| Some((days::plus(first, -7)?, days::plus(last, 7)?)));
        Calendar::new(days, outer, Grain::Week)
    }

    /// “The week after next”, “the year before last”.
    fn after_next(&self, at: usize, unit: Unit) -> Option<Point> {
        let step = match (self.lexeme(at + 1), self.lexeme(at + 2)) {
            (Lexeme::Relation(Relation::After), Lexeme::Pointer(Pointer::Next)) => 2,
            (Lexeme::Relation(Relation::Before), Lexeme::Pointer(Pointer::Last)) => -2,
            _ => return None,
        };
        // “The week before last Christmas”.
        if self.lexeme(at + 3) != Lexeme::Other || (self.is_small(at + 3) && self.is(at + 3, "election")) {
            return None;
        }
        matches!(unit, Unit::Week | Unit::Weekend | Unit::Month | Unit::Year | Unit::Quarter)
            .then(|| self.period(unit, step))?
            .map(|period| (period, at + 3))
    }

    /// “The rest of the week”, “the remainder of 2019”.
    pub(super) fn rest(&self, at: usize) -> Option<Point> {
        self.is(at + 1, "of").then_some(())?;
        let (whole, end) = match (self.lexeme(at + 2), self.lexeme(at + 3)) {
            (Lexeme::The, Lexeme::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year), false)) => {
                (self.current(unit)?, at + 4)
            }
            _ => self.calendar(at + 2, true)?,
        };
        if matches!(whole.grain, Grain::Day | Grain::Range) {
            return None;
        }
        let days = whole.core.map(|(first, last)| match self.story.filter(|story| (first..=last).contains(story)) {
            Some(story) => (story, last),
            None => (first, last),
        });
        Some((Calendar { written: whole.written, ..Calendar::new(days, whole.outer, Grain::Part) }, end))
    }

    /// The period that the story date lies in, “the year” of “the end of the year”. It may be another that the text tells
    /// of, so that there are no outer bounds.
    pub(super) fn current(&self, unit: Unit) -> Option<Calendar> {
        let mut calendar = self.period(unit, 0)?;
        calendar.outer = None;
        Some(calendar)
    }

    /// A period next to the story date's, so many on.
    pub(super) fn period(&self, unit: Unit, step: i16) -> Option<Calendar> {
        let grain = grain_of(unit)?;
        let Some(story) = self.story else { return Some(Calendar::new(None, None, grain)) };
        let year = story.year().saturating_add(step);
        let days = match unit {
            Unit::Year => days::year(year),
            Unit::Month => days::months(story.year(), i16::from(story.month()) + step, i16::from(story.month()) + step),
            Unit::Quarter => {
                let first = (i16::from(story.month()) - 1) / 3 * 3 + 1 + 3 * step;
                days::months(story.year(), first, first + 2)
            }
            Unit::Week | Unit::Weekend => {
                let week = days::plus(story, 7 * i64::from(step)).and_then(days::week);
                if unit == Unit::Week {
                    week
                } else {
                    week.and_then(|(monday, sunday)| Some((days::plus(monday, 5)?, sunday)))
                }
            }
            Unit::Decade => {
                let first = year_floor(story.year(), 10).saturating_add(10 * step);
                days::years(first, first + 9)
            }
            Unit::Century => {
                let first = year_floor(story.year(), 100).saturating_add(100 * step);
                days::years(first, first + 99)
            }
            _ => None,
        };
        // A week begins on a Sunday for some, and “this weekend” on a Monday may be the one before.
        let slack = match unit {
            Unit::Week => 1,
            Unit::Weekend => 7,
            _ => 0,
        };
        let outer = days.and_then(|(first, last)| Some((days::plus(first, -slack)?, days::plus(last, slack)?)));
        Some(Calendar::new(days, outer, grain))
    }
}

fn year_floor(year: i16, step: i16) -> i16 {
    year.div_euclid(step) * step
}

pub(super) fn grain_of(unit: Unit) -> Option<Grain> {
    Some(match unit {
        Unit::Day => Grain::Day,
        Unit::Weekend => Grain::Weekend,
        Unit::Week => Grain::Week,
        Unit::Month => Grain::Month,
        Unit::Quarter => Grain::Quarter,
        Unit::Year => Grain::Year,
        Unit::Decade => Grain::Decade,
        Unit::Century => Grain::Century,
        _ => return None,
    })
}
