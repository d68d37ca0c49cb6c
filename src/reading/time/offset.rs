//! What is counted from a day by a length of time: “two days ago”, “three weeks before Easter”.

use super::days;
use super::length::Read;
use super::model::{AgeWhen, Days, Direction, Grain, Length, Offset, Origin, Relation, Unit, Value};
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
        if let Some(stretch) = self.starting(length, from, next, lasted) {
            return stretch;
        }
        // “In two weeks’ time”.
        if self.is(next, "time")
            && matches!(self.word(next.wrapping_sub(1)).as_bytes(), [.., b's'] | [.., b's', b'\''])
            && self.lexeme(from.wrapping_sub(1)) == Lexeme::Relation(Relation::In)
        {
            return (self.since_story(length, Direction::Ahead, false), from, next + 1);
        }
        if self.is_any(next, &["'", "’"])
            && self.is(next + 1, "time")
            && self.lexeme(from.wrapping_sub(1)) == Lexeme::Relation(Relation::In)
        {
            return (self.since_story(length, Direction::Ahead, false), from, next + 2);
        }
        match self.lexeme(next) {
            Lexeme::Ago => return (self.since_story(length, Direction::Back, false), from, next + 1),
            // “Thirty minutes later this week”.
            Lexeme::Later | Lexeme::Earlier if matches!(self.lexeme(next + 1), Lexeme::Pointer(Pointer::This)) => {}
            Lexeme::Later => return (told(length, Direction::Ahead), from, next + 1),
            Lexeme::Earlier => return (told(length, Direction::Back), from, next + 1),
            Lexeme::Relation(relation @ (Relation::Before | Relation::After | Relation::From)) => {
                let direction = if relation == Relation::Before { Direction::Back } else { Direction::Ahead };
                if relation == Relation::From && self.is(next + 1, "now") {
                    return (self.since_story(length, direction, false), from, next + 2);
                }
                if let Some((calendar, end)) = self.calendar(next + 1, true).filter(|_| !lasted) {
                    let calendar = calendar.without_guess();
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
        if self.lexeme(from.wrapping_sub(1)) == Lexeme::Relation(Relation::In)
            && (self.is_future(from) || self.is_intended(from))
        {
            return (self.since_story(length, Direction::Ahead, false), from, next);
        }
        (Value::Duration(length), from, next)
    }

    /// “For two weeks starting May 20”, “for three days from Monday”: all of a stretch from a day on.
    fn starting(&self, length: Length, from: usize, next: usize, lasted: bool) -> Option<Read> {
        let comma = usize::from(self.is(next, ","));
        let word = next + comma;
        let day_at = if self.is_any(word, &["starting", "beginning"]) {
            word + 1 + usize::from(self.is_any(word + 1, &["from", "on"]))
        } else if lasted && self.lexeme(word) == Lexeme::Relation(Relation::From) {
            word + 1
        } else {
            return None;
        };
        let (start, end) = self.calendar(day_at, true)?;
        if start.grain != Grain::Day {
            return None;
        }
        let start = start.without_guess();
        let reach = |days: Option<Days>, most: f64| {
            let (first, last) = days?;
            let last = days::plus(days::shifted(last, most, length.unit)?, -1)?;
            Some((first, last.max(first)))
        };
        let core = reach(start.core, length.count.unwrap_or(length.core.1));
        let outer = reach(start.outer, length.outer.1.min(length.core.1 * 2.0));
        let outer = days::union(outer, core).or(outer);
        let offset = Offset { length, direction: Direction::Ahead, origin: Origin::Date, whole: true, core, outer };
        Some((Value::Offset(offset), from, end))
    }

    /// Whether a word of the future stands a few words before.
    pub(super) fn is_future(&self, at: usize) -> bool {
        for back in 1..=12 {
            let before = at.wrapping_sub(back);
            match self.lexeme(before) {
                Lexeme::Will => return true,
                // “Will he return on Monday? or on Friday?”
                Lexeme::Other => match self.word(before) {
                    "" | "." | ";" => return false,
                    "!" | "?" if !self.is_small(before + 1) => return false,
                    _ => {}
                },
                _ => {}
            }
        }
        false
    }

    /// Whether somebody wants or hopes to do what the words before tell of: “she hopes to retire in three years”.
    fn is_intended(&self, at: usize) -> bool {
        let meant = ["want", "wants", "hope", "hopes", "intend", "intends", "going", "aim", "aims"];
        (2..=8)
            .map(|back| at.wrapping_sub(back))
            .take_while(|before| !matches!(self.word(*before), "" | "." | "!" | "?" | ";" | ","))
            .any(|before| self.is(before + 1, "to") && self.is_any(before, &meant))
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
                // “The next two quarters” may be those of the calendar.
                let whole_units = matches!(length.unit, Unit::Quarter | Unit::Fortnight | Unit::Weekend);
                let slack = if whole_units { length.unit.days().ceil() as i64 } else { 0 };
                let wider = outer.and_then(|(first, last)| {
                    if back {
                        Some((days::plus(first, -slack)?, last))
                    } else {
                        Some((first, days::plus(last, slack)?))
                    }
                });
                (stretch(core), stretch(wider.or(outer)))
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
