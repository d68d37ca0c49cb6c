//! What is counted from a day by a length of time: “two days ago”, “three weeks before Easter”.

use super::days;
use super::length::Read;
use super::model::{AgeWhen, Days, Direction, Length, Offset, Origin, Relation, Value};
use super::reader::Reader;
use super::vocabulary::{Lexeme, Pointer};

impl Reader<'_> {
    /// What a length is part of: an age, something counted from a day, or nothing.
    pub(super) fn finished(&self, length: Length, from: usize, next: usize) -> Read {
        let whole_years = length.count.filter(|count| (0.0..=300.0).contains(count) && count.fract() == 0.0);
        if let Some(count) = whole_years {
            let of_age = self.is(next, "of") && self.is(next + 1, "age");
            if self.lexeme(next) == Lexeme::Old || of_age {
                let past = self.is_any(from.wrapping_sub(1), &["was", "were"]);
                let when = if past { AgeWhen::Then } else { AgeWhen::Now };
                let end = if of_age { next + 2 } else { next + 1 };
                return (Value::Age { count: count as u16, unit: length.unit, when }, from, end);
            }
        }
        let lasted = self.lexeme(from.wrapping_sub(1)) == Lexeme::Relation(Relation::For);
        match self.lexeme(next) {
            Lexeme::Ago => return (self.since_story(length, Direction::Back, false), from, next + 1),
            // “Thirty minutes later this week”.
            Lexeme::Later | Lexeme::Earlier if matches!(self.lexeme(next + 1), Lexeme::Pointer(Pointer::This)) => {}
            Lexeme::Later => return (told(length, Direction::Ahead), from, next + 1),
            Lexeme::Earlier => return (told(length, Direction::Back), from, next + 1),
            Lexeme::Relation(relation @ (Relation::Before | Relation::After | Relation::From)) => {
                let direction = if relation == Relation::Before { Direction::Back } else { Direction::Ahead };
                if relation == Relation::From && self.lexeme(next + 1) == Lexeme::Now {
                    return (self.since_story(length, direction, false), from, next + 2);
                }
                if let Some((calendar, end)) = self.calendar(next + 1, true).filter(|_| !lasted) {
                    let away = |days: Option<Days>| {
                        days.map_or((None, None), |days| days::away(days, &length, direction == Direction::Back))
                    };
                    let (core, outer) = (away(calendar.core).0, away(calendar.outer).1);
                    let offset = Offset { length, direction, origin: Origin::Date, whole: false, core, outer };
                    return (Value::Offset(offset), from, end);
                }
                // “Two years before the war”; “for two years before the war” is a length.
                if relation != Relation::From && !lasted {
                    return (told(length, direction), from, next + 1);
                }
            }
            _ => {}
        }
        if self.lexeme(from.wrapping_sub(1)) == Lexeme::Relation(Relation::In) && self.is_future(from) {
            return (self.since_story(length, Direction::Ahead, false), from, next);
        }
        (Value::Duration(length), from, next)
    }

    /// Whether a word of the future stands a few words before.
    pub(super) fn is_future(&self, at: usize) -> bool {
        for back in 1..=12 {
            let before = at.wrapping_sub(back);
            if matches!(self.word(before), "" | "." | "!" | "?" | ";") {
                return false;
            }
            if self.lexeme(before) == Lexeme::Will {
                return true;
            }
        }
        false
    }

    /// A length counted from the story date.
    pub(super) fn since_story(&self, length: Length, direction: Direction, whole: bool) -> Value {
        let back = direction == Direction::Back;
        let (core, outer) = match self.story {
            Some(story) if whole => {
                let stretch = |days: Option<Days>| {
                    days.map(|(first, last)| if back { (first.min(story), story) } else { (story, last.max(story)) })
                };
                let (core, outer) = days::away((story, story), &length, back);
                (stretch(core), stretch(outer))
            }
            Some(story) => days::away((story, story), &length, back),
            None => (None, None),
        };
        Value::Offset(Offset { length, direction, origin: Origin::Story, whole, core, outer })
    }
}

/// A length counted from something that the text told of.
pub(super) fn told(length: Length, direction: Direction) -> Value {
    Value::Offset(Offset { length, direction, origin: Origin::Told, whole: false, core: None, outer: None })
}
