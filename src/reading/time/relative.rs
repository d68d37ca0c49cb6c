//! What is counted from the story date: “last Friday”, “this week”, “the past three years”, “yesterday”.

use super::calendar::{Point, with_weekday};
use super::current::grain_of;
use super::days;
use super::length::{Read, WORKING, working_days};
use super::model::{Calendar, Comparator, Direction, Grain, Length, Relation, Unit, Value, Written};
use super::offset::told;
use super::period;
use super::reader::{Count, Reader};
use super::vocabulary::{Lexeme, Pointer};

/// Words after which “last” is a verb.
const MODAL: &[&str] = &["would", "could", "can", "may", "might", "should", "must", "to", "not", "cannot"];

impl Reader<'_> {
    /// “The past three years”, “the next day”, “the following year”, “the year before”: lengths of time, not periods.
    pub(super) fn stretch(&self, at: usize) -> Option<Read> {
        let the = usize::from(matches!(self.lexeme(at), Lexeme::The | Lexeme::Its));
        let Lexeme::Pointer(pointer) = self.lexeme(at + the) else {
            return if the == 1 { self.beside(at) } else { None };
        };
        // “It will last three days”.
        let verb = pointer == Pointer::Last
            && the == 0
            && (self.lexeme(at.wrapping_sub(1)) == Lexeme::Will || self.is_any(at.wrapping_sub(1), MODAL));
        if verb {
            return None;
        }
        let direction = match pointer {
            Pointer::Next | Pointer::Following => Direction::Ahead,
            _ => Direction::Back,
        };
        let mut next = at + the + 1;
        let counted = self.count(next).filter(|(count, _)| *count != Count::Article);
        if let Some((Count::Exact(count), word)) = counted
            && self.is_any(word, WORKING)
            && self.lexeme(word + 1) == Lexeme::Unit(Unit::Day, true)
            && !matches!(pointer, Pointer::This | Pointer::Same)
        {
            return Some((self.since_story(working_days(count), direction, true), at, word + 2));
        }
        let from_text = matches!(pointer, Pointer::Following | Pointer::Previous | Pointer::Same);
        if let Some((count, unit_at)) = counted
            && let Lexeme::Unit(unit, plural) = self.lexeme(unit_at)
            && !matches!(pointer, Pointer::This | Pointer::Same)
        {
            if self.is(unit_at + 1, "of") && self.calendar(unit_at + 2, true).is_some() {
                return None;
            }
            let mut length = match count {
                Count::Exact(count) => Length::new(count, unit, Comparator::Plain),
                Count::Between(low, high) if plural => Length::vague((low, high), unit),
                _ => return None,
            };
            next = unit_at + 1;
            // “The last three months and two weeks”.
            while self.lexeme(next) == Lexeme::And
                && let Some((Count::Exact(more), more_at)) = self.count(next + 1)
                && let Lexeme::Unit(smaller, _) = self.lexeme(more_at)
                && smaller < unit
                && !matches!(self.lexeme(more_at + 1), Lexeme::Ago | Lexeme::Later | Lexeme::Earlier)
                && !(self.lexeme(more_at + 1) == Lexeme::And && self.lexeme(more_at + 4) == Lexeme::Ago)
            {
                let sum = length.count.unwrap_or_default() + more * smaller.days() / unit.days();
                length = Length::new(sum, unit, Comparator::Plain);
                next = more_at + 1;
            }
            let value = match (from_text && self.story.is_none(), unit) {
                (true, _) => told(length, direction),
                _ => self.since_story(length, direction, true),
            };
            return Some((value, at, next));
        }
        let Lexeme::Unit(unit, plural) = self.lexeme(next) else {
            return match (pointer, self.lexeme(next)) {
                (Pointer::Following | Pointer::Previous, Lexeme::PartOfDay) if the == 1 => {
                    Some((told(Length::new(1.0, Unit::Day, Comparator::Plain), direction), at, next + 1))
                }
                _ => None,
            };
        };
        if matches!(unit, Unit::Second | Unit::Minute) {
            return None;
        }
        let length =
            if plural { Length::vague((2.0, f64::INFINITY), unit) } else { Length::new(1.0, unit, Comparator::Plain) };
        match (pointer, plural) {
            // “The past year”, “the last year”: up to now; “last year” is a year of the calendar.
            (Pointer::Past, _) => Some((self.since_story(length, direction, true), at, next + 1)),
            (Pointer::Last, false) if the == 1 && self.lexeme(at) == Lexeme::The && unit != Unit::Century => {
                let of = self.is(next + 1, "of");
                (!of && matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade))
                    .then(|| (self.since_story(length, direction, true), at, next + 1))
            }
            (Pointer::Next | Pointer::Last, false) if unit == Unit::Fortnight => {
                Some((self.since_story(length, direction, true), at, next + 1))
            }
            (Pointer::Following | Pointer::Previous, false) if the == 1 => {
                Some((told(length, direction), at, next + 1))
            }
            (Pointer::Next, false) if unit == Unit::Day => Some((told(length, direction), at, next + 1)),
            _ => None,
        }
    }

    /// “The day before”, “the year after”.
    fn beside(&self, at: usize) -> Option<Read> {
        let Lexeme::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year), false) = self.lexeme(at + 1)
        else {
            return None;
        };
        // “The week after next”.
        if matches!(self.lexeme(at + 3), Lexeme::Pointer(Pointer::Next | Pointer::Last)) {
            return None;
        }
        let direction = match self.lexeme(at + 2) {
            Lexeme::Relation(Relation::Before) | Lexeme::Earlier => Direction::Back,
            Lexeme::Relation(Relation::After) => Direction::Ahead,
            _ => return None,
        };
        Some((told(Length::new(1.0, unit, Comparator::Plain), direction), at, at + 3))
    }

    /// “Last week”, “this March”, “next Tuesday”, “last night”, “that year”.
    pub(super) fn pointed(&self, at: usize, pointer: Pointer) -> Option<Point> {
        let mut next = at + 1;
        let step = match pointer {
            Pointer::This => 0,
            Pointer::Last | Pointer::Previous => -1,
            Pointer::Next => 1,
            Pointer::Same => return self.same(at),
            Pointer::Past | Pointer::Following => return None,
        };
        // “The last week of May”, “the last three weeks of the year”.
        if pointer == Pointer::Last {
            let (count, unit_at) = match self.count(next) {
                Some((Count::Exact(count), unit_at)) => (count, unit_at),
                _ => (1.0, next),
            };
            if let Some(point) = self.slice(-1, count, unit_at) {
                return Some(point);
            }
        }
        let fiscal = self.lexeme(next) == Lexeme::Fiscal || self.is_any(next, &["calendar", "financial"]);
        next += usize::from(fiscal);
        match self.lexeme(next) {
            Lexeme::Unit(unit, false) => {
                if pointer == Pointer::Last && matches!(unit, Unit::Day | Unit::Hour) || unit == Unit::Day {
                    return None;
                }
                let period = self.period(unit, step)?;
                // “Next week Monday”, “this week on Tuesday”.
                let day_at = if self.is(next + 1, "on") { next + 2 } else { next + 1 };
                if let (Unit::Week, Lexeme::Weekday(weekday)) = (unit, self.lexeme(day_at))
                    && let Some((first, _)) = period.core
                {
                    let day = days::in_week(first, weekday).map(|day| (day, day));
                    return Some((with_weekday(Calendar::exact(day, Grain::Day), weekday), day_at + 1));
                }
                if fiscal && !self.is(next - 1, "calendar") {
                    let mut year = period.core.map_or(period, |(first, _)| period::fiscal(first.year()));
                    year.written = Written::default();
                    return Some((year, next + 1));
                }
                Some((period, next + 1))
            }
            Lexeme::Month(month) if self.is_capitalised(next) => {
                let core = self.story.and_then(|story| {
                    let here = story.month();
                    let turn = match step {
                        -1 => -i16::from(month >= here),
                        1 => i16::from(month <= here),
                        _ => 0,
                    };
                    days::month(story.year() + turn, month)
                });
                // “Last March” in May may be the one of the year before.
                let outer = core.and_then(|(first, last)| match step {
                    -1 => Some((first.checked_sub(jiff::Span::new().try_years(1).ok()?).ok()?, last)),
                    1 => Some((first, last.checked_add(jiff::Span::new().try_years(1).ok()?).ok()?)),
                    _ => Some((first, last)),
                });
                let mut calendar = Calendar::new(core, outer, Grain::Month);
                calendar.written.month = Some(month);
                Some((calendar, next + 1))
            }
            Lexeme::Weekday(weekday) => {
                // “This Friday 12 May”: the date says it all.
                if let Some((dated, end)) = self.dated_weekday(next, weekday) {
                    return Some((dated, end));
                }
                let days = self.story.and_then(|story| {
                    let there = days::plus(story, 7 * i64::from(step))?;
                    let day = days::in_week(there, weekday)?;
                    // Between “last Friday” and the Friday that was last, opinions differ.
                    let near = match step {
                        -1 => (1..=7).find_map(|back| days::plus(story, -back).filter(|day| day.weekday() == weekday)),
                        1 => (1..=7).find_map(|ahead| days::plus(story, ahead).filter(|day| day.weekday() == weekday)),
                        _ => (-3..=7).find_map(|ahead| days::plus(story, ahead).filter(|day| day.weekday() == weekday)),
                    }?;
                    Some((day, near))
                });
                let core = days.map(|(day, _)| (day, day));
                let outer = days.map(|(day, near)| (day.min(near), day.max(near)));
                Some((with_weekday(Calendar::new(core, outer, Grain::Day), weekday), next + 1))
            }
            Lexeme::Season(season) => {
                let (core, outer) = self.story.map_or((None, None), |story| {
                    let this = days::season(story.year(), season);
                    let began = this.0.is_some_and(|(first, _)| first < story);
                    let turn = match step {
                        -1 if began && this.0.is_some_and(|(_, last)| last < story) => 0,
                        -1 => -1,
                        1 if !began => 0,
                        other => other,
                    };
                    let (core, outer) = days::season(story.year() + turn, season);
                    let other = days::season(story.year() + step, season).1;
                    (core, days::union(outer, other))
                });
                Some((Calendar::new(core, outer, Grain::Season), next + 1))
            }
            Lexeme::Holiday if self.is_capitalised(next) => self.pointed_holiday(next, pointer),
            Lexeme::PartOfDay if step == 0 => Some((self.day_from_story(0), next + 1)),
            Lexeme::PartOfDay if pointer == Pointer::Last && self.word(next).starts_with("night") => {
                Some((self.day_from_story(-1), next + 1))
            }
            _ => None,
        }
    }

    /// “That year”, “the same week”: what the text told of before.
    fn same(&self, at: usize) -> Option<Point> {
        let one = self.lexeme(at.wrapping_sub(1));
        let same = self.is(at + 1, "same");
        let unit_at = if same { at + 2 } else { at + 1 };
        let Lexeme::Unit(unit, false) = self.lexeme(unit_at) else { return None };
        let that = self.is(at, "that");
        let placed = matches!(one, Lexeme::Relation(_) | Lexeme::Later | Lexeme::Earlier | Lexeme::Phase(_))
            || self.is_any(at.wrapping_sub(1), &["", ".", ",", "“"]);
        let grain = grain_of(unit)?;
        (!that || same || placed).then(|| (Calendar::new(None, None, grain), unit_at + 1))
    }

    /// “Yesterday”.
    pub(super) fn day_word(&self, at: usize, offset: i8) -> Option<Point> {
        // “Today's world” is no day.
        let broad = self.is_any(at + 1, &["world", "society", "generation", "standards", "youth", "economy", "market"]);
        (!broad).then(|| (self.day_from_story(offset), at + 1))
    }

    pub(super) fn day_from_story(&self, offset: i8) -> Calendar {
        let day = self.story.and_then(|story| days::plus(story, i64::from(offset)));
        Calendar::exact(day.map(|day| (day, day)), Grain::Day)
    }

    /// The word before an expression that ties it to what it is about, and the index of its token.
    pub(super) fn relation(&self, from: usize, value: &Value) -> (Relation, Option<usize>) {
        let mut at = from.wrapping_sub(1);
        // The apostrophe of “’90s”.
        if self.is_glued(from) && self.is_any(at, &["’", "'", "‘"]) {
            at = at.wrapping_sub(1);
        }
        if self.lexeme(at) == Lexeme::The {
            at = at.wrapping_sub(1);
        }
        match self.lexeme(at) {
            Lexeme::Relation(Relation::In | Relation::On | Relation::At)
                if self.lexeme(at.wrapping_sub(1)) == Lexeme::Relation(Relation::Born) =>
            {
                (Relation::Born, Some(at - 1))
            }
            Lexeme::Relation(Relation::Of) if self.is(at.wrapping_sub(1), "as") => (Relation::AsOf, Some(at - 1)),
            Lexeme::Relation(relation) => (relation, Some(at)),
            Lexeme::Comparator(Comparator::About) if matches!(value, Value::Calendar(_)) => {
                (Relation::Around, Some(at))
            }
            Lexeme::Comparator(Comparator::Over) if matches!(value, Value::Offset(_)) => (Relation::During, Some(at)),
            // “Between March and May”: the range starts after the word.
            _ => (Relation::None, None),
        }
    }
}
