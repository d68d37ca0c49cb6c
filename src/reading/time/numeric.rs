//! Dates in figures: “2025-06-02”, “13/6/2025”, “05-Aug-2016”.

use super::calendar::Point;
use super::model::{Calendar, Relation};
use super::reader::{Reader, split_figures};
use super::vocabulary::{self, Lexeme};

impl Reader<'_> {
    /// “2025-06-02”, “13/6/2025”, “22/04” where the order is not in doubt.
    pub(super) fn numeric_date(&self, at: usize) -> Option<Point> {
        let first = self.word(at);
        if self.is_glued(at) && (self.is_any(at.wrapping_sub(1), &["-", "/", ".", "#", "_", "$"])) {
            return None;
        }
        // “13.6.2025” is one token.
        if first.contains('.') {
            let mut parts = first.split('.');
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            return (parts.next().is_none() && year.len() == 4)
                .then(|| self.ordered(day, month, year))
                .flatten()
                .map(|calendar| (calendar, at + 1));
        }
        let mark = self.word(at + 1);
        // “23/Sep/2020”.
        if mark == "/"
            && let (Lexeme::Month(month), Some(year)) = (self.lexeme(at + 2), self.four_figures(at + 4))
            && self.is(at + 3, "/")
        {
            return Some((self.full_date(Some(year), month, small(first)?), at + 5));
        }
        if !matches!(mark, "-" | "/") || !self.is_glued(at + 1) || !self.is_glued(at + 2) {
            return None;
        }
        let second = self.word(at + 2);
        if self.word(at + 3) == mark && self.is_glued(at + 3) && self.is_glued(at + 4) {
            let third = self.word(at + 4);
            let goes_on = self.is_glued(at + 5) && matches!(self.word(at + 5), "-" | "/") && self.is_glued(at + 6);
            if goes_on {
                return None;
            }
            if self.four_figures(at).is_some() {
                let (year, month, day) = (first.parse().ok()?, small(second)?, small(third)?);
                // A month 13 and a day 32 are kept, since somebody meant a date; other figures are a number.
                (month <= 13 && day <= 32 && second.len() == 2).then_some(())?;
                return Some((self.full_date(Some(year), month, day), at + 5));
            }
            return (third.len() == 4).then(|| self.ordered(first, second, third)).flatten().map(|date| (date, at + 5));
        }
        // “On 22/04”: a fraction anywhere else.
        let before = self.lexeme(at.wrapping_sub(1));
        let dated = matches!(
            before,
            Lexeme::Weekday(_) | Lexeme::Relation(Relation::On | Relation::Since | Relation::Until | Relation::By)
        );
        if mark == "/" && dated && !self.is_glued(at + 3) {
            let (one, two) = (small(first)?, small(second)?);
            let (day, month) = unambiguous(one, two)?;
            return Some((self.full_date(None, month, day), at + 3));
        }
        None
    }

    pub(super) fn ordered(&self, first: &str, second: &str, year: &str) -> Option<Calendar> {
        let year: i16 = year.parse().ok().filter(|year| (1000..=2199).contains(year))?;
        let (day, month) = unambiguous(small(first)?, small(second)?)?;
        Some(self.full_date(Some(year), month, day))
    }

    /// “05-Aug-2016”, “2019-Q1”, “mid-July”, “19th-century”.
    pub(super) fn joined_point(&self, at: usize) -> Option<Point> {
        let word = self.word(at);
        let mut parts = word.split('-');
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
        if parts.next().is_none()
            && let (Lexeme::Month(month), Some(year)) = (vocabulary::of_word(second), third.and_then(year_of))
            && let Some(day) = small(split_figures(first).0)
        {
            return Some((self.full_date(Some(year), month, day), at + 1));
        }
        if let (Some(year), Lexeme::Month(month)) = (year_of(first), vocabulary::of_word(second))
            && let Some(day) = third.and_then(small)
        {
            return Some((self.full_date(Some(year), month, day), at + 1));
        }
        if third.is_some() {
            return None;
        }
        if let Lexeme::Month(month) = vocabulary::of_word(first) {
            return self.joined_months(at, month, first, second);
        }
        self.joined_period(at, first, second)
    }
}

/// Day and month, where only one order is possible.
pub(super) fn unambiguous(one: i8, two: i8) -> Option<(i8, i8)> {
    match (one, two) {
        (13..=31, 1..=12) => Some((one, two)),
        (1..=12, 13..=31) => Some((two, one)),
        (1..=12, 1..=12) if one == two => Some((one, two)),
        _ => None,
    }
}

/// A number of one or two figures.
pub(super) fn small(word: &str) -> Option<i8> {
    let figures = (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    figures.then(|| word.parse().ok()).flatten().filter(|number| *number > 0)
}

pub(super) fn year_of(word: &str) -> Option<i16> {
    let figures = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    figures.then(|| word.parse().ok()).flatten().filter(|year| (1000..=2199).contains(year))
}
