//! Dates: “2 June 2025”, “June 2nd”, “2025-06-02”, and months.

use super::days;
use super::model::{Calendar, Days, Grain, Relation, Written};
use super::reader::Reader;
use super::vocabulary::{self, Lexeme};
use jiff::civil::{Date, Weekday};

/// A place on the calendar and the token after it.
pub(super) type Point = (Calendar, usize);

impl Calendar {
    pub(super) fn new(core: Option<Days>, outer: Option<Days>, grain: Grain) -> Self {
        Self { core, outer, grain, written: Written::default(), ends: None, guess: None }
    }

    /// A stretch whose bounds are not in doubt.
    pub(super) fn exact(days: Option<Days>, grain: Grain) -> Self {
        Self::new(days, days, grain)
    }

    pub(super) fn with_year(mut self, year: i16) -> Self {
        self.written.year = Some(year);
        self
    }
}

impl Reader<'_> {
    /// The place on the calendar that starts at a token. `sure` tells that what stands before it makes a bare month or year
    /// one: “since March”.
    pub(super) fn calendar(&self, at: usize, sure: bool) -> Option<Point> {
        match self.lexeme(at) {
            Lexeme::The => self.after_the(at, sure),
            Lexeme::Month(month) => self.month_first(at, month, sure),
            Lexeme::Figures => {
                self.numeric_date(at).or_else(|| self.day_first(at)).or_else(|| self.figures_period(at, sure))
            }
            Lexeme::Ordinal(_) => self.day_first(at).or_else(|| self.ranked_part(at)),
            Lexeme::Joined => self.joined_point(at),
            Lexeme::Code => self.coded_point(at),
            Lexeme::Weekday(weekday) => self.on_weekday(at, weekday),
            Lexeme::Season(season) => self.season_point(at, season),
            Lexeme::Phase(phase) => self.phase_point(at, phase),
            Lexeme::Pointer(pointer) => self.pointed(at, pointer),
            Lexeme::Day(offset) => self.day_word(at, offset),
            Lexeme::Decade(decade) => self.named_decade(at, decade),
            Lexeme::Fiscal => self.fiscal_year(at),
            Lexeme::Later | Lexeme::Earlier => self.sooner_or_later(at),
            // “Two May 2020 votes”: in words throughout, unless what stands before makes it a date.
            Lexeme::Number(_) => self.day_first(at).filter(|(date, end)| {
                sure || (date.written.year.is_some() && self.four_figures(end.wrapping_sub(1)).is_none())
            }),
            Lexeme::Rest => self.rest(at),
            Lexeme::Holiday => self.holiday_point(at, sure),
            _ => None,
        }
    }

    fn after_the(&self, at: usize, sure: bool) -> Option<Point> {
        match self.lexeme(at + 1) {
            Lexeme::Unit(..) => self.the_unit(at),
            Lexeme::Month(month) => self.month_first(at + 1, month, sure || self.is_small(at + 2)),
            Lexeme::Other | Lexeme::The | Lexeme::Day(_) => None,
            Lexeme::Weekday(_) => None,
            // “Until the 21st”.
            Lexeme::Figures if sure => self.calendar(at + 1, sure).or_else(|| self.day_alone(at + 1)),
            _ => self.calendar(at + 1, sure),
        }
    }

    /// A month that can be told from the verb or name that is spelt like it.
    pub(super) fn is_month(&self, at: usize) -> bool {
        self.is_capitalised(at) || !self.is_any(at, &["may", "march", "mar", "august"]) || self.begins_months(at)
    }

    /// Whether a month is the first of two: “between august and october”.
    fn begins_months(&self, at: usize) -> bool {
        matches!(self.lexeme(at.wrapping_sub(1)), Lexeme::Relation(Relation::From | Relation::Between))
            && matches!(
                self.lexeme(at + 1),
                Lexeme::And | Lexeme::Relation(Relation::To | Relation::Until | Relation::Through)
            )
            && matches!(self.lexeme(at + 2), Lexeme::Month(_))
    }

    /// “June 2, 2025”, “June 2-5”, “June 2025”, “June”.
    fn month_first(&self, at: usize, month: i8, sure: bool) -> Option<Point> {
        if !self.is_month(at) {
            return None;
        }
        let mut next = at + 1;
        let short = !self.is_any(at, &["may", "june", "july"])
            && self.word(at).len() <= 4
            && self.word(at).len() >= 3
            && self.is(next, ".");
        if short && self.is_glued(next) {
            next += 1;
        }
        // “October, 1st”, “June the 2nd”.
        let comma = self.is(next, ",");
        let day_at =
            if (comma && self.day(next + 1).is_some_and(|(_, ordinal)| ordinal)) || self.lexeme(next) == Lexeme::The {
                next + 1
            } else {
                next
            };
        if let Some(range) = self.joined_days(at, month, day_at).or_else(|| self.slashed_month(at, month)) {
            return Some(range);
        }
        if let Some(date) = self.spelt_date(month, day_at) {
            return Some(date);
        }
        if let Some((day, ordinal)) = self.day(day_at).filter(|_| !self.is_new_line(day_at))
            && !self.is_amount(day_at)
            && (self.lexeme(day_at) == Lexeme::Figures
                || self.lexeme(day_at + 1) != Lexeme::Other
                || !self.is_small(day_at + 1))
        {
            if let Some(range) = self.joined_year(at, month, day, day_at + 1) {
                return Some(range);
            }
            let (year, end) = self.year_after(day_at + 1);
            // “March 35” is no date; “March 35, 2020” is meant for one.
            if day <= 31 || (year.is_some() && !ordinal) {
                return Some((self.full_date(year, month, day), end));
            }
        }
        // “May, 1750”, “June of 1995”, “June 2025”.
        let year_at = if self.is(next, ",") || self.is(next, "of") || self.is(next, "in") { next + 1 } else { next };
        if let Some(year) = self.four_figures(year_at).filter(|_| !self.is_new_line(year_at) && !self.is_clock(year_at))
        {
            let month = self.whole_month(Some(year), month);
            return Some((month, year_at + 1));
        }
        if let Some((year, end)) = self.year_in_words(year_at).or_else(|| self.short_year_of(year_at)) {
            return Some((self.whole_month(Some(year), month), end));
        }
        if self.lexeme(year_at) == Lexeme::Pointer(vocabulary::Pointer::This)
            || self.lexeme(year_at) == Lexeme::Pointer(vocabulary::Pointer::Last)
            || self.lexeme(year_at) == Lexeme::Pointer(vocabulary::Pointer::Next)
        {
            // “March this year”, “in May last year”.
            if let Some((whole, end)) = self.calendar(year_at, true)
                && whole.grain == Grain::Year
            {
                let year = whole.core.map(|(first, _)| first.year());
                let mut month = self.whole_month(year, month);
                month.written.year = None;
                return Some((month, end));
            }
        }
        (sure || self.is_bare_month(at, next)).then(|| (self.whole_month(None, month), next))
    }

    /// Whether a month alone is one: by the word before it, and not by the name after it.
    fn is_bare_month(&self, at: usize, next: usize) -> bool {
        let one = at.wrapping_sub(1);
        let before = self.lexeme(one);
        let abbreviated = self.word(at).len() == 3 && !self.is(at, "May");
        let nameable = matches!(self.word(at), "April" | "May" | "June" | "July" | "August" | "Jan" | "March");
        let named = nameable && self.is_capitalised(next) && !self.is_new_line(next);
        match before {
            Lexeme::Relation(
                Relation::In | Relation::Since | Relation::Until | Relation::During | Relation::Between,
            ) => true,
            Lexeme::Relation(
                Relation::From | Relation::By | Relation::Before | Relation::After | Relation::Of | Relation::Through,
            ) => (!named && self.is_capitalised(at)) || self.begins_months(at),
            // “In the april.”
            Lexeme::The if !self.is_capitalised(at) => {
                matches!(self.lexeme(at.wrapping_sub(2)), Lexeme::Relation(Relation::In))
                    && !self.is_small(next)
                    && !abbreviated
            }
            // “The May elections”, “a March deadline”; not “the March on the capital”.
            Lexeme::The | Lexeme::Article | Lexeme::Its => {
                !abbreviated
                    && self.is_capitalised(at)
                    && self.is_small(next)
                    && !matches!(self.lexeme(next), Lexeme::Relation(_) | Lexeme::And)
            }
            _ => false,
        }
    }

    /// Whether a figure counts something: “June 20%”, “May 2 million”.
    pub(super) fn is_amount(&self, at: usize) -> bool {
        self.is_any(at + 1, &["%", "percent", "per", "million", "billion", "km", "°"]) || self.is_clock_mark(at)
    }

    fn is_clock_mark(&self, at: usize) -> bool {
        self.is(at + 1, ":") && self.is_glued(at + 1) && self.is_glued(at + 2)
    }

    /// “2 June 2025”, “2nd of June”, “the second day of June”.
    pub(super) fn day_first(&self, at: usize) -> Option<Point> {
        let (day, end, ordinal) = match self.day(at) {
            Some((day, ordinal)) => (day, at + 1, ordinal),
            None => {
                let (number, end) = self.number_in_words(at)?;
                ((1.0..=31.0).contains(&number).then_some(number as i8)?, end, false)
            }
        };
        let mut next = end;
        if ordinal && self.is(next, "day") {
            next += 1;
        }
        if ordinal && self.is(next, "of") {
            next += 1;
        }
        let Lexeme::Month(month) = self.lexeme(next) else { return None };
        if !self.is_month(next) || self.is_new_line(next) {
            return None;
        }
        let dotted = self.word(next).len() <= 4 && self.is(next + 1, ".") && self.is_glued(next + 1);
        let (year, to) =
            self.year_after(if dotted && self.four_figures(next + 2).is_some() { next + 2 } else { next + 1 });
        // “In 2020 3 May voters”: a month is no name after a figure of two digits at most.
        (day <= 31 || year.is_some()).then(|| (self.full_date(year, month, day), to))
    }

    /// The year after a day and a month, and the token after it.
    pub(super) fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let year_at = if self.is(at, ",") || self.is(at, "of") || self.is(at, "in") { at + 1 } else { at };
        if let Some(year) = self.four_figures(year_at)
            && !self.is_new_line(year_at)
            && !self.is_clock(year_at)
        {
            return (Some(year), year_at + 1);
        }
        if let Some((year, end)) = self.year_in_words(year_at) {
            return (Some(year), end);
        }
        // Years of three figures are only sure after a full date: “30 September 420”.
        let word = self.word(at);
        if word.len() == 3
            && self.lexeme(at) == Lexeme::Figures
            && !self.is_small(at + 1)
            && let Ok(year) = word.parse()
        {
            return (Some(year), at + 1);
        }
        (None, at)
    }

    /// Whether four figures are a time of day: “12 February 1500 GMT”.
    pub(super) fn is_clock(&self, at: usize) -> bool {
        self.is_any(at + 1, &["GMT", "BST", "UTC", "CET", "EST", "EDT", "hrs", "hours", "local", "ET", "PT", "h"])
            || (self.is(at + 1, ":") && self.is_glued(at + 1) && self.is_glued(at + 2))
    }

    pub(super) fn full_date(&self, year: Option<i16>, month: i8, day: i8) -> Calendar {
        let known = year.or_else(|| self.year_beside(month, day));
        let date = known.and_then(|year| Date::new(year, month, day).ok());
        let core = date.map(|date| (date, date));
        let mut outer = core;
        if year.is_none() {
            let near = self.story.and_then(|story| crate::reading::calendar::nearest(month, day, story));
            outer = days::union(core, near.map(|date| (date, date)).or(core));
        }
        let written = Written { year, month: Some(month), day: Some(day), weekday: None };
        Calendar { core, outer, grain: Grain::Day, written, ends: None, guess: None }
    }

    /// The year of a date that is written without one: the last year written in the block, else the one that brings the
    /// date nearest to the story.
    fn year_beside(&self, month: i8, day: i8) -> Option<i16> {
        let story = self.story?;
        let near = crate::reading::calendar::nearest(month, day, story).map_or(story.year(), Date::year);
        // A month or a day of the month is as near in the future as in the past.
        if matches!(self.lexeme(self.start), Lexeme::Month(_) | Lexeme::Figures) && self.is_future(self.start) {
            let here = (story.month(), story.day()) <= (month, day);
            return Some(if here { story.year() } else { story.year().saturating_add(1) });
        }
        // “Since November” in October is past.
        let since = self.lexeme(self.start.wrapping_sub(1)) == Lexeme::Relation(Relation::Since);
        let to_come = near > story.year() || (near == story.year() && month > story.month());
        let near = if since && to_come { near.saturating_sub(1) } else { near };
        Some(self.said.filter(|said| *said < story.year()).unwrap_or(near))
    }

    /// A month, of the year that was written or is meant.
    pub(super) fn whole_month(&self, year: Option<i16>, month: i8) -> Calendar {
        let known = year.or_else(|| self.year_beside(month, 15));
        let core = known.and_then(|year| days::month(year, month));
        let mut outer = core;
        if year.is_none()
            && let Some(near) = self.story.and_then(|story| crate::reading::calendar::nearest(month, 15, story))
        {
            outer = days::union(core, days::month(near.year(), month));
        }
        let mut calendar = Calendar::new(core, outer, Grain::Month);
        calendar.written = Written { year, month: Some(month), day: None, weekday: None };
        calendar
    }
}

/// A weekday written out beside a date.
pub(super) fn with_weekday(mut calendar: Calendar, weekday: Weekday) -> Calendar {
    calendar.written.weekday = Some(weekday);
    calendar
}
