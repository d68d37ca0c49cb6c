//! Weekdays, alone and beside what tells which one is meant.

use super::calendar::{Point, with_weekday};
use super::days;
use super::model::{Calendar, Grain, Relation};
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
        if short
            && !matches!(
                self.lexeme(one),
                Lexeme::Relation(Relation::On | Relation::By | Relation::Since | Relation::Until)
            )
        {
            return None;
        }
        // “The Sunday Herald”.
        if self.lexeme(one) == Lexeme::The && self.is_capitalised(at + 1) {
            return None;
        }
        // “Friday the 13th” is a film, or a superstition.
        if self.is(at + 1, "the") && self.day(at + 2).is_some_and(|(_, ordinal)| ordinal) {
            return None;
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
