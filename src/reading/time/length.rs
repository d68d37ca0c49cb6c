//! Lengths of time, what is counted from a day by them, and ages.

use super::days;
use super::model::{AgeWhen, Comparator, Direction, Length, Offset, Origin, Relation, Unit, Value};
use super::reader::{Count, Reader, hyphened_number, split_figures};
use super::vocabulary::{self, Lexeme, Pointer};

/// What was read, and its first token and the one after its last.
pub(super) type Read = (Value, usize, usize);

/// Adjectives that stand between a number and its unit without changing the length.
const BETWEEN: &[&str] = &[
    "full",
    "long",
    "straight",
    "consecutive",
    "successive",
    "more",
    "whole",
    "calendar",
    "solid",
    "business",
    "working",
    "trading",
];

impl Reader<'_> {
    /// A length of time that starts with its number, with all that it is part of.
    pub(super) fn counted(&self, at: usize) -> Option<Read> {
        let before = self.lexeme(at.wrapping_sub(1));
        if before == Lexeme::Every {
            return None;
        }
        if let Some(stretch) = self.counted_stretch(at) {
            return Some(stretch);
        }
        let (length, from, next) = self.length(at)?;
        let (mut length, next) = self.more_or_less(length, next);
        let (comparator, from) =
            if length.comparator == Comparator::Plain { self.comparator(from) } else { (length.comparator, from) };
        if let Some(count) = length.count
            && comparator != length.comparator
        {
            length = Length::new(count, length.unit, comparator);
        }
        Some(self.finished(length, from, next))
    }

    /// “The five past years”.
    fn counted_stretch(&self, at: usize) -> Option<Read> {
        let (Count::Exact(count), next) = self.count(at)? else { return None };
        let direction = match self.lexeme(next) {
            Lexeme::Pointer(Pointer::Next) => Direction::Ahead,
            Lexeme::Pointer(Pointer::Past | Pointer::Last | Pointer::Previous) => Direction::Back,
            _ => return None,
        };
        let Lexeme::Unit(unit, true) = self.lexeme(next + 1) else { return None };
        Some((self.since_story(Length::new(count, unit, Comparator::Plain), direction, true), at, next + 2))
    }

    /// A number and its unit.
    fn length(&self, at: usize) -> Option<(Length, usize, usize)> {
        if let Lexeme::Unit(unit, true) = self.lexeme(at) {
            return self.bare_plural(unit, at);
        }
        let (count, mut next) = self.count(at)?;
        if self.is_any(next, BETWEEN) && count != Count::Article {
            next += 1;
        }
        let (unit, plural) = match self.lexeme(next) {
            Lexeme::Unit(unit, plural) => (unit, plural),
            // “One second” of many; a second is a rank unless it is counted.
            Lexeme::Ordinal(2) if self.is(next, "second") && count == Count::Exact(1.0) => (Unit::Second, false),
            Lexeme::PartOfDay if self.is(next, "night") && matches!(count, Count::Exact(_)) => (Unit::Day, false),
            _ => return None,
        };
        if unit == Unit::Quarter && !plural {
            return None;
        }
        next += 1;
        let mut length = match count {
            Count::Exact(count) => Length::new(count, unit, Comparator::Plain),
            Count::Between(low, high) => {
                if !plural {
                    return None;
                }
                Length::vague((low, high), unit)
            }
            Count::Article => {
                if plural || !self.is_no_rate(at, next) {
                    return None;
                }
                Length::new(1.0, unit, Comparator::Plain)
            }
        };
        // “One day” is some day, unless it is counted from or by.
        if count == Count::Exact(1.0) && unit == Unit::Day && self.is(at, "one") && !self.is_no_rate(at, next) {
            return None;
        }
        if let Some(counted) = length.count {
            let half = if self.is(next + 1, "half") { next + 2 } else { next + 3 };
            if self.lexeme(next) == Lexeme::And && self.is(half - 1, "half") {
                length = Length::new(counted + 0.5, unit, Comparator::Plain);
                next = half;
            }
            (length, next) = self.with_smaller(length, next);
        }
        Some((length, at, next))
    }

    /// “One hour and 30 minutes”, unless the second is counted from: “for three months and two days ago found it”.
    fn with_smaller(&self, length: Length, next: usize) -> (Length, usize) {
        let after = || {
            if self.lexeme(next) != Lexeme::And {
                return None;
            }
            let (Count::Exact(more), unit_at) = self.count(next + 1)? else { return None };
            let Lexeme::Unit(unit, _) = self.lexeme(unit_at) else { return None };
            let end = unit_at + 1;
            let apart = matches!(self.lexeme(end), Lexeme::Ago | Lexeme::Later | Lexeme::Earlier);
            (unit < length.unit && !apart).then_some((more * unit.days() / length.unit.days(), end))
        };
        match after() {
            Some((more, end)) => {
                (Length::new(length.count.unwrap_or_default() + more, length.unit, Comparator::Plain), end)
            }
            None => (length, next),
        }
    }

    /// “For years”, “decades ago”, “months later”: how many is left open.
    fn bare_plural(&self, unit: Unit, at: usize) -> Option<(Length, usize, usize)> {
        let counted = matches!(self.lexeme(at + 1), Lexeme::Ago | Lexeme::Later | Lexeme::Earlier);
        let lasted = self.lexeme(at.wrapping_sub(1)) == Lexeme::Relation(Relation::For);
        if !(counted || lasted) || matches!(unit, Unit::Quarter | Unit::Second) {
            return None;
        }
        let least = if unit == Unit::Decade { 20.0 } else { 2.0 };
        let unit = if unit == Unit::Decade { Unit::Year } else { unit };
        Some((Length::vague((least, f64::INFINITY), unit), at, at + 1))
    }

    /// Whether “a day” there is a length and no rate, as in “ten miles a day”.
    fn is_no_rate(&self, at: usize, next: usize) -> bool {
        let before = self.lexeme(at.wrapping_sub(1));
        let counted = matches!(
            self.lexeme(next),
            Lexeme::Ago | Lexeme::Later | Lexeme::Earlier | Lexeme::Relation(Relation::After | Relation::Before)
        ) || (self.lexeme(next) == Lexeme::And
            && self.lexeme(next + 1) == Lexeme::Article
            && self.is(next + 2, "half"));
        counted
            || self.comparator(at).1 != at
            || matches!(
                before,
                Lexeme::Comparator(_)
                    | Lexeme::Relation(
                        Relation::In
                            | Relation::For
                            | Relation::Within
                            | Relation::After
                            | Relation::Before
                            | Relation::By
                    )
            )
            || self.is_any(
                at.wrapping_sub(1),
                &[
                    "took", "takes", "take", "taken", "lasted", "lasts", "last", "lasting", "spent", "spend", "just",
                    "only", "half",
                ],
            )
    }

    /// “Or more”, “or so” after a length.
    fn more_or_less(&self, length: Length, next: usize) -> (Length, usize) {
        let comparator = match self.word(next + 1) {
            "more" | "longer" => Comparator::AtLeast,
            "so" => Comparator::About,
            "less" => Comparator::UpTo,
            _ => return (length, next),
        };
        match length.count {
            Some(count) if self.is(next, "or") => (Length::new(count, length.unit, comparator), next + 2),
            _ => (length, next),
        }
    }

    /// What stands before a number, and where it starts.
    fn comparator(&self, at: usize) -> (Comparator, usize) {
        let (one, two, three) = (at.wrapping_sub(1), at.wrapping_sub(2), at.wrapping_sub(3));
        match self.lexeme(one) {
            Lexeme::Than => {
                let no = self.is_any(three, &["no", "not"]);
                let (comparator, from) = match self.word(two).to_ascii_lowercase().as_str() {
                    "more" | "longer" | "greater" if no => (Comparator::UpTo, three),
                    "less" | "fewer" if no => (Comparator::AtLeast, three),
                    "more" | "longer" | "greater" => (Comparator::Over, two),
                    "less" | "fewer" => (Comparator::Under, two),
                    _ => return (Comparator::Plain, at),
                };
                (comparator, from)
            }
            Lexeme::Comparator(comparator) => {
                let from = if self.is_any(two, &["just", "well"]) { two } else { one };
                (comparator, from)
            }
            Lexeme::Relation(Relation::To) if self.is(two, "up") => (Comparator::UpTo, two),
            _ if self.is(one, "least") && self.is(two, "at") => (Comparator::AtLeast, two),
            _ if self.is(one, "most") && self.is(two, "at") => (Comparator::UpTo, two),
            _ => (Comparator::Plain, at),
        }
    }

    /// What a length is part of: an age, something counted from a day, or nothing.
    fn finished(&self, length: Length, from: usize, next: usize) -> Read {
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
                    let away = |days: Option<super::model::Days>| {
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
                let stretch = |days: Option<super::model::Days>| {
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

    /// “Three-year”, “30-day”, “two-and-a-half-year”, “57-year-old”, “decades-long”.
    pub(super) fn joined_length(&self, at: usize) -> Option<Read> {
        let word = self.word(at);
        let (head, tail) = match word.rsplit_once('-')? {
            (head, "old" | "olds" | "long") => head.rsplit_once('-').unwrap_or(("", head)),
            parts => parts,
        };
        let Lexeme::Unit(unit, plural) = vocabulary::of_word(tail) else { return None };
        let old = word.ends_with("-old") || word.ends_with("-olds");
        let count = match head {
            "" if plural => {
                return (!old).then(|| (Value::Duration(Length::vague((2.0, f64::INFINITY), unit)), at, at + 1));
            }
            "" => 1.0,
            _ => head_count(head)?,
        };
        let start = |from: usize| if self.lexeme(from.wrapping_sub(1)) == Lexeme::Article { from - 1 } else { from };
        if old {
            let count = (count.fract() == 0.0 && count <= 300.0).then_some(count as u16)?;
            let past = self.is_any(at.wrapping_sub(2), &["was", "were"]);
            return Some((
                Value::Age { count, unit, when: if past { AgeWhen::Then } else { AgeWhen::Now } },
                at,
                at + 1,
            ));
        }
        let (comparator, from) = self.comparator(start(at));
        let from = if comparator == Comparator::Plain { at } else { from };
        Some((Value::Duration(Length::new(count, unit, comparator)), from, at + 1))
    }

    /// “Its third year”, “entering its third month”, “the third straight year”, “the third year of”.
    pub(super) fn ordinal(&self, at: usize) -> Option<Read> {
        let n = self.rank(at)?;
        let straight = self.is_any(at + 1, &["straight", "consecutive", "successive", "full"]);
        let unit_at = if straight { at + 2 } else { at + 1 };
        let Lexeme::Unit(unit, false) = self.lexeme(unit_at) else { return None };
        if matches!(unit, Unit::Century | Unit::Quarter) {
            return None;
        }
        let before = self.lexeme(at.wrapping_sub(1));
        let of = self.is(unit_at + 1, "of") && matches!(before, Lexeme::The | Lexeme::Relation(_));
        let possessed = before == Lexeme::Its || self.word(at.wrapping_sub(1)).ends_with("’s");
        if !(possessed || straight || of) {
            return None;
        }
        let from = if possessed || before == Lexeme::The { at - 1 } else { at };
        let enters = ["entering", "enters", "entered", "enter", "begins", "began", "beginning", "starts", "starting"];
        let entering = self.is_any(from.wrapping_sub(1), &enters);
        let from = if entering { from - 1 } else { from };
        Some((Value::Ordinal { n, unit, entering }, from, unit_at + 1))
    }

    /// A rank: “third”, “3rd”.
    pub(super) fn rank(&self, at: usize) -> Option<u16> {
        match self.lexeme(at) {
            Lexeme::Ordinal(n) => Some(n),
            Lexeme::Figures => {
                let (digits, suffix) = split_figures(self.word(at));
                let n: u16 = digits.parse().ok()?;
                matches!(suffix, "st" | "nd" | "rd" | "th").then_some(n).filter(|n| *n > 0)
            }
            _ => None,
        }
    }

    /// “Jane Roe, 57,”, “aged 57”, “at the age of 57”.
    pub(super) fn age(&self, at: usize) -> Option<Read> {
        if let Lexeme::Age = self.lexeme(at) {
            let number_at = if self.is(at + 1, "of") { at + 2 } else { at + 1 };
            let count = self.whole_number(number_at)?;
            let measured = matches!(self.lexeme(number_at + 1), Lexeme::Unit(..));
            let ranged = self.is_dash(number_at + 1) || self.is_any(number_at + 1, &["to", "and", "or"]);
            if measured || ranged || count > 125 {
                return None;
            }
            let then = self.is_any(at, &["age"])
                && matches!(self.word(at.wrapping_sub(1)).to_ascii_lowercase().as_str(), "the" | "at");
            let when = if then { AgeWhen::Then } else { AgeWhen::Now };
            return Some((Value::Age { count, unit: Unit::Year, when }, at, number_at + 1));
        }
        let count = self.whole_number(at)?;
        let word = self.word(at);
        let named = |at: usize| self.is_capitalised(at) && self.lexeme(at) == Lexeme::Other && self.word(at).len() > 1;
        let (comma, name) = (at.wrapping_sub(1), at.wrapping_sub(2));
        let apart = self.is(comma, ",") && self.is(at + 1, ",") && self.lexeme(at + 2) != Lexeme::Figures;
        let person = named(name) && self.is_capitalised(at.wrapping_sub(3)) && !self.is_new_line(at);
        ((1..=3).contains(&word.len()) && (1..=115).contains(&count) && apart && person).then_some((
            Value::Age { count, unit: Unit::Year, when: AgeWhen::Now },
            at,
            at + 1,
        ))
    }

    fn whole_number(&self, at: usize) -> Option<u16> {
        match self.lexeme(at) {
            Lexeme::Figures => self.word(at).parse().ok(),
            Lexeme::Number(n @ 1..=99) => Some(n),
            Lexeme::Joined => hyphened_number(self.word(at)),
            _ => None,
        }
    }
}

/// A length counted from something that the text told of.
pub(super) fn told(length: Length, direction: Direction) -> Value {
    Value::Offset(Offset { length, direction, origin: Origin::Told, whole: false, core: None, outer: None })
}

/// The number before the unit of “three-year”, “two-and-a-half-year”.
fn head_count(head: &str) -> Option<f64> {
    if let Some(whole) = head.strip_suffix("-and-a-half") {
        return Some(head_count(whole)? + 0.5);
    }
    match vocabulary::of_word(head) {
        Lexeme::Number(n) => Some(f64::from(n)),
        Lexeme::Half => Some(0.5),
        Lexeme::Figures if head.len() <= 6 => head.replace(',', "").parse().ok(),
        _ => hyphened_number(head).map(f64::from),
    }
}
