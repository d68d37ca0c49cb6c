//! Lengths of time.

use super::model::{AgeWhen, Comparator, Direction, Length, Relation, Unit, Value};
use super::reader::{Count, Reader};
use super::spelt::hyphened_number;
use super::vocabulary::{self, Lexeme, Pointer};

/// What was read, and its first token and the one after its last.
pub(super) type Read = (Value, usize, usize);

/// Adjectives that stand between a number and its unit without changing the length.
const BETWEEN: &[&str] =
    &["full", "long", "straight", "consecutive", "successive", "more", "whole", "calendar", "solid"];

/// Adjectives that leave out weekends and holidays.
pub(super) const WORKING: &[&str] = &["business", "working", "trading", "work"];

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
        let working = self.is_any(next, WORKING);
        if (working || self.is_any(next, BETWEEN)) && count != Count::Article {
            next += 1;
        }
        let (unit, plural) = match self.lexeme(next) {
            Lexeme::Unit(unit, plural) => (unit, plural),
            // “One second” of many; a second is a rank unless it is counted.
            Lexeme::Ordinal(2) if self.is(next, "second") && count == Count::Exact(1.0) => (Unit::Second, false),
            Lexeme::PartOfDay if self.is(next, "night") && matches!(count, Count::Exact(_)) => (Unit::Day, false),
            _ => return None,
        };
        // “A SEC filing”: the short word counts behind figures only.
        let abbreviated = unit == Unit::Second && self.is_any(next, &["sec", "secs"]);
        if (unit == Unit::Quarter && !plural)
            || (abbreviated && !(self.is_small(next) && self.lexeme(at) == Lexeme::Figures))
        {
            return None;
        }
        next += 1;
        let mut length = match count {
            Count::Exact(count) if working && unit == Unit::Day => working_days(count),
            Count::Exact(count) => Length::new(count, unit, Comparator::Plain),
            Count::Between(low, high) => {
                if !plural {
                    return None;
                }
                Length::vague((low, high), unit)
            }
            Count::Article => {
                // “Over 40 hours in a workweek”.
                if plural || !self.is_no_rate(at, next) || self.is(next - 1, "workweek") {
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
            (length, next) = self.with_smaller(length, at, next);
        }
        Some((length, at, next))
    }

    /// “One hour and 30 minutes”, unless the second is counted from: “for three months and two days ago found it”.
    fn with_smaller(&self, length: Length, from: usize, next: usize) -> (Length, usize) {
        let after = || {
            let joined = matches!(self.lexeme(next), Lexeme::And);
            // “One month 21 days”.
            let beside = matches!(self.lexeme(next), Lexeme::Figures | Lexeme::Number(_)) && !self.is_glued(next);
            (joined || beside).then_some(())?;
            let (Count::Exact(more), unit_at) = self.count(next + usize::from(joined))? else { return None };
            let Lexeme::Unit(unit, _) = self.lexeme(unit_at) else { return None };
            let end = unit_at + 1;
            // “Two weeks and two days ago”, but not “for three months, and two days ago”.
            let beside = matches!(
                (length.unit, unit),
                (Unit::Week, Unit::Day)
                    | (Unit::Year, Unit::Month)
                    | (Unit::Hour, Unit::Minute)
                    | (Unit::Day, Unit::Hour)
            );
            let one = from.wrapping_sub(1);
            let goes_on =
                self.lexeme(one) == Lexeme::And && matches!(self.lexeme(one.wrapping_sub(1)), Lexeme::Unit(..));
            let lasted = goes_on || self.lexeme(one) == Lexeme::Relation(Relation::For);
            let apart =
                (!beside || lasted) && matches!(self.lexeme(end), Lexeme::Ago | Lexeme::Later | Lexeme::Earlier);
            (unit < length.unit && !apart).then_some((more * unit.days() / length.unit.days(), end))
        };
        match after() {
            Some((more, end)) => {
                (Length::new(length.count.unwrap_or_default() + more, length.unit, Comparator::Plain), end)
            }
            None => (length, next),
        }
    }

    /// “All day”, “all week”.
    pub(super) fn all_of(&self, at: usize) -> Option<Read> {
        let unit = match self.lexeme(at + 1) {
            Lexeme::Unit(unit @ (Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Year), false) => unit,
            Lexeme::PartOfDay if self.is(at + 1, "night") => Unit::Day,
            _ => return None,
        };
        Some((Value::Duration(Length::new(1.0, unit, Comparator::About)), at, at + 2))
    }

    /// “For another day”.
    pub(super) fn another(&self, at: usize, unit: Unit) -> Option<Read> {
        let one = at.wrapping_sub(1);
        let lasts = self.is(one, "another")
            && matches!(
                self.lexeme(at.wrapping_sub(2)),
                Lexeme::Relation(Relation::For | Relation::In | Relation::Within)
            )
            && unit != Unit::Quarter;
        lasts.then(|| self.finished(Length::new(1.0, unit, Comparator::Plain), one, at + 1))
    }

    /// “For years”, “decades ago”, “months later”: how many is left open.
    fn bare_plural(&self, unit: Unit, at: usize) -> Option<(Length, usize, usize)> {
        let counted = matches!(self.lexeme(at + 1), Lexeme::Ago | Lexeme::Later | Lexeme::Earlier);
        let lasts = |at: usize| self.lexeme(at) == Lexeme::Relation(Relation::For);
        let lasted = lasts(at.wrapping_sub(1));
        let some = self.is(at.wrapping_sub(1), "some") && (counted || lasts(at.wrapping_sub(2)));
        if !(counted || lasted || some) || matches!(unit, Unit::Quarter | Unit::Second) {
            return None;
        }
        // “For some days”.
        if some {
            return Some((Length::vague((2.0, 10.0), unit), at - 1, at + 1));
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
            // “Two hours or more than four days”.
            Some(count) if self.is(next, "or") && self.lexeme(next + 2) != Lexeme::Than => {
                (Length::new(count, length.unit, comparator), next + 2)
            }
            _ => (length, next),
        }
    }

    /// What stands before a number, and where it starts.
    pub(super) fn comparator(&self, at: usize) -> (Comparator, usize) {
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

    /// “For 3Y”.
    fn shortened(&self, at: usize) -> Option<Read> {
        let count: f64 = self.word(at).strip_suffix('Y')?.parse().ok().filter(|count| (1.0..=100.0).contains(count))?;
        let lasts = self.lexeme(at.wrapping_sub(1)) == Lexeme::Relation(Relation::For);
        lasts.then(|| (Value::Duration(Length::new(count, Unit::Year, Comparator::Plain)), at, at + 1))
    }

    /// “Three-year”, “30-day”, “two-and-a-half-year”, “57-year-old”, “decades-long”.
    pub(super) fn joined_length(&self, at: usize) -> Option<Read> {
        let word = self.word(at);
        if let Some(length) = self.shortened(at) {
            return Some(length);
        }
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

/// So many working days: a week has five at most, and holidays come on top.
pub(super) fn working_days(count: f64) -> Length {
    Length::vague(((count - 0.5).max(0.0), count * 1.4 + 3.0), Unit::Day)
}
