//! Weekdays, alone and beside what tells which one is meant.

use super::calendar::{Point, with_weekday};
use super::days;
use super::model::{Calendar, Grain, Relation, Unit};
use super::reader::Reader;
use super::vocabulary::{Lexeme, Pointer};
use jiff::civil::Weekday;

impl Reader<'_> {
    /// “Monday”, “Monday, June 2”, “Tuesday of last week”.
    pub(super) fn on_weekday(&self, at: usize, weekday: Weekday) -> Option<Point> {
        let word = self.word(at);
        // “Sun”, “sat”, “wed” are words of their own.
        let short = word.len() <= 5 && !word.to_ascii_lowercase().ends_with("day");
        if let Some(dated) = self.dated_weekday(at, weekday) {
            return Some(dated);
        }
        let dotted = usize::from(short && self.is(at + 1, ".") && self.is_glued(at + 1));
        let one = at.wrapping_sub(1);
        let idiom =
            self.is_any(one, &["every", "each", "black", "good", "super", "ash", "bloody", "ruby", "cyber", "a"]);
        if idiom || !self.is_capitalised(at) && short || self.is_any(at + 1, &["school", "league"]) {
            return None;
        }
        // “The Sun said”, “Mon Repos”: a short name needs a day's preposition.
        let listed = self.is_any(one, &["or", "and"]) && matches!(self.lexeme(at.wrapping_sub(2)), Lexeme::Weekday(_));
        let placed = matches!(
            self.lexeme(one),
            Lexeme::Relation(Relation::On | Relation::By | Relation::Since | Relation::Until)
        );
        if short && !placed && !listed {
            let day = self.weekday_of_month(at, weekday);
            return day.filter(|_| self.lexeme(at + 1) == Lexeme::Figures);
        }
        // “The Sunday Herald”.
        if self.lexeme(one) == Lexeme::The && self.is_capitalised(at + 1) {
            return None;
        }
        if let Some((day, end)) = self.weekday_of_month(at, weekday) {
            return Some((day, end));
        }
        // “Friday the 13th” is a film, or a superstition.
        if self.is(at + 1, "the") && self.day(at + 2).is_some_and(|(_, ordinal)| ordinal) {
            return None;
        }
        // “Tuesday next week”.
        if let Lexeme::Pointer(pointer @ (Pointer::This | Pointer::Last | Pointer::Next)) = self.lexeme(at + 1)
            && self.lexeme(at + 2) == Lexeme::Unit(Unit::Week, false)
            && self.is_small(at + 1)
            && let Some((week, end)) = self.pointed(at + 1, pointer).filter(|(week, _)| week.grain == Grain::Week)
        {
            let day = week.core.and_then(|(first, _)| days::in_week(first, weekday)).map(|day| (day, day));
            return Some((with_weekday(Calendar::exact(day, Grain::Day), weekday), end));
        }
        if self.is(at + 1, "of")
            && let Lexeme::Pointer(pointer @ (Pointer::This | Pointer::Last | Pointer::Next)) = self.lexeme(at + 2)
            && let Some((week, end)) = self.pointed(at + 2, pointer).filter(|(week, _)| week.grain == Grain::Week)
        {
            let day = week.core.and_then(|(first, _)| days::in_week(first, weekday)).map(|day| (day, day));
            return Some((with_weekday(Calendar::exact(day, Grain::Day), weekday), end));
        }
        let days = self.story.and_then(|story| {
            let back = (0..7).find_map(|back| days::plus(story, -back).filter(|day| day.weekday() == weekday))?;
            let ahead = (0..7).find_map(|ahead| days::plus(story, ahead).filter(|day| day.weekday() == weekday))?;
            Some((back, ahead))
        });
        let core = days.map(|(back, ahead)| if self.is_future(at) { (ahead, ahead) } else { (back, back) });
        Some((with_weekday(Calendar::new(core, days, Grain::Day), weekday), at + 1 + dotted))
    }

    /// “Monday the 21st”, “Wed 13th”: the nearest such weekday that is the day of a month.
    fn weekday_of_month(&self, at: usize, weekday: Weekday) -> Option<Point> {
        let the = usize::from(self.lexeme(at + 1) == Lexeme::The);
        let (day, ordinal) = self.day(at + 1 + the)?;
        let next = at + 2 + the;
        let spelt = the == 1 || self.lexeme(at + 1) == Lexeme::Figures;
        let superstition = day == 13 && weekday == Weekday::Friday;
        // “On Saturday the 18th hole”.
        let ends = !self.is_matter(next);
        let ends =
            ends && !self.is_capitalised(next) && !matches!(self.lexeme(next), Lexeme::Unit(..) | Lexeme::Month(_));
        if !ordinal || !spelt || !ends || superstition || self.is(next, "of") {
            return None;
        }
        let near = self.story.and_then(|story| {
            let month = |turn: i16| {
                let (first, _) =
                    days::months(story.year(), i16::from(story.month()) + turn, i16::from(story.month()) + turn)?;
                first.with().day(day).build().ok().filter(|date| date.weekday() == weekday)
            };
            let ahead = self.is_future(at);
            (-12..=12)
                .filter_map(month)
                .min_by_key(|date| (ahead && *date < story, days::days_between(story, *date).abs()))
        });
        let mut point = with_weekday(Calendar::exact(near.map(|day| (day, day)), Grain::Day), weekday);
        // In another month it falls on that weekday as well.
        point.outer = near.and_then(|day| Some((days::plus(day, -366)?, days::plus(day, 366)?)));
        point.written.day = Some(day);
        Some((point, next))
    }

    /// “[The week of the] 18th”, “[until the] 21st”: a day of the month that is the story's, or of one beside it.
    pub(super) fn day_alone(&self, at: usize) -> Option<Point> {
        let (day, _) = self.day(at).filter(|(day, ordinal)| *ordinal && *day <= 31)?;
        let next = at + 1;
        let ends = !self.is_matter(next);
        if !ends || self.is_capitalised(next) || self.is(next, "of") || matches!(self.lexeme(next), Lexeme::Unit(..)) {
            return None;
        }
        let around = [-1, 0, 1].map(|turn| {
            let story = self.story?;
            let month = i16::from(story.month()) + turn;
            days::months(story.year(), month, month)?.0.with().day(day).build().ok()
        });
        let core = around[1].map(|day| (day, day));
        let outer = core.map(|(day, _)| (around[0].unwrap_or(day), around[2].unwrap_or(day)));
        let mut point = Calendar::new(core, outer, Grain::Day);
        point.written.day = Some(day);
        Some((point, next))
    }

    /// “Monday, June 2, 2025”, “Monday 2 June”.
    pub(super) fn dated_weekday(&self, at: usize, weekday: Weekday) -> Option<Point> {
        let mut next = at + 1;
        while next <= at + 3
            && (self.is(next, ",") || (self.is(next, ".") && self.is_glued(next)) || self.is(next, "the"))
        {
            next += 1;
        }
        let (date, end) = match self.lexeme(next) {
            Lexeme::Month(_) | Lexeme::Figures | Lexeme::Ordinal(_) => self.calendar(next, false)?,
            _ => return None,
        };
        let dated = date.grain == Grain::Day && date.written.day.is_some() && !self.is_new_line(next);
        dated.then(|| (with_weekday(date, weekday), end))
    }
}
