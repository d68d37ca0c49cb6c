//! Periods that lie next to the story date or are named by their unit: “the week of June 2”, “the year 2020”.

use super::calendar::Point;
use super::days;
use super::model::{Calendar, Comparator, Days, Grain, Relation, Unit};
use super::reader::Reader;
use super::vocabulary::Lexeme;

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
            && self.is_any(at + 2, &["of", "starting", "beginning"])
            && let Some((day, end)) = self.calendar(if self.is(at + 3, "on") { at + 4 } else { at + 3 }, false)
            && day.grain == Grain::Day
        {
            let from = |days: Option<Days>| days.and_then(|(first, _)| Some((first, days::plus(first, 6)?)));
            return Some((
                Calendar { written: day.written, ..Calendar::new(from(day.core), from(day.outer), Grain::Week) },
                end,
            ));
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
