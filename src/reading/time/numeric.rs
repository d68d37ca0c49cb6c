//! Dates in figures: “2025-06-02”, “13/6/2025”, “05-Aug-2016”.

use super::calendar::Point;
use super::days;
use super::model::{Calendar, Relation};
use super::range::between;
use super::reader::{Reader, split_figures};
use super::vocabulary::{self, Lexeme};

impl Reader<'_> {
    /// “2025-06-02”, “13/6/2025”, “on 22/04”. Where the order of day and month is in doubt, the month is guessed to stand
    /// first, and the guess is marked as one.
    pub(super) fn numeric_date(&self, at: usize) -> Option<Point> {
        let first = self.word(at);
        let before = at.wrapping_sub(1);
        let ends_range = self.is_dash(before) && self.is(at.wrapping_sub(3), "/") && self.is(at + 1, "/");
        // “-2020-07-01-”: a mark that nothing stands before.
        let opens = self.four_figures(at).is_some() && self.is_dash(before) && !self.is_glued(before);
        if self.is_glued(at) && !ends_range && !opens && self.is_any(before, &["-", "/", ".", "#", "_", "$"]) {
            return None;
        }
        // “13.6.2025” is one token.
        if first.contains('.') {
            let mut parts = first.split('.');
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            return (parts.next().is_none() && year.len() == 4)
                .then(|| self.ordered(day, month, year, false))
                .flatten()
                .map(|calendar| (calendar, at + 1));
        }
        let mark = self.word(at + 1);
        if !matches!(mark, "-" | "/") || !self.is_glued(at + 1) || !self.is_glued(at + 2) {
            return None;
        }
        // “23/Sep/2020”, “2020/Sep/23”.
        if mark == "/"
            && let Lexeme::Month(month) = self.lexeme(at + 2)
            && self.is(at + 3, "/")
        {
            let (year_at, day_at) = if first.len() == 4 { (at, at + 4) } else { (at + 4, at) };
            let year = self.four_figures(year_at)?;
            return Some((self.full_date(Some(year), month, small(self.word(day_at))?), at + 5));
        }
        let second = self.word(at + 2);
        // “23-2020-September”.
        if mark == "-"
            && let Some((year, month)) = second.split_once('-')
        {
            let Lexeme::Month(month) = vocabulary::of_word(month) else { return None };
            return Some((self.full_date(Some(year_of(year)?), month, small(first)?), at + 3));
        }
        if self.word(at + 3) == mark && self.is_glued(at + 3) && self.is_glued(at + 4) {
            let third = self.word(at + 4);
            let goes_on = self.is_glued(at + 5) && matches!(self.word(at + 5), "-" | "/") && self.is_glued(at + 6);
            if goes_on && mark == "-" && third.len() == 4 {
                return self.two_dates(at);
            }
            if goes_on && (mark == "-" || !self.is_dash(at + 5) || !self.is(at + 7, "/")) {
                return None;
            }
            if self.four_figures(at).is_some() {
                let (year, month, day) = (first.parse().ok()?, small(second)?, small(third)?);
                // A month 13 and a day 32 are kept, since somebody meant a date; other figures are a number.
                (month <= 13 && day <= 32 && second.len() == 2).then_some(())?;
                return Some((self.full_date(Some(year), month, day), at + 5));
            }
            let date = match third.len() {
                4 => self.ordered(first, second, third, mark == "/"),
                // “A 10/20/30 rule” is none.
                2 if mark == "/" && !self.is_attribute(at, at + 5) => self.of_short_year(first, second, third),
                _ => None,
            };
            return date.map(|date| (date, at + 5));
        }
        if mark == "/" { self.day_and_month(at) } else { None }
    }

    /// “10-1-2018-10-7-2018”.
    fn two_dates(&self, at: usize) -> Option<Point> {
        let glued = (1..=10).all(|next| self.is_glued(at + next)) && !(self.is_glued(at + 11) && self.is_dash(at + 11));
        let dashed = (1..=9).step_by(2).all(|next| self.is(at + next, "-"));
        (glued && dashed).then_some(())?;
        let date = |at: usize| self.ordered(self.word(at), self.word(at + 2), self.word(at + 4), true);
        let (first, last) = (date(at)?, date(at + 6)?);
        let ordered = first.core.zip(last.core).is_some_and(|(a, b)| a.0 <= b.0);
        ordered.then(|| (between(first, last, self.span(at, at + 5), self.span(at + 6, at + 11)), at + 11))
    }

    /// Whether figures stand between an article and a noun.
    fn is_attribute(&self, at: usize, next: usize) -> bool {
        let article = matches!(self.lexeme(at.wrapping_sub(1)), Lexeme::The | Lexeme::Article | Lexeme::Its);
        article || self.is_matter(next)
    }

    /// “On 22/04”, “Friday 7/6”, “from 10/1 to 11/7”: a fraction anywhere else.
    fn day_and_month(&self, at: usize) -> Option<Point> {
        let next = at + 3;
        if self.is_glued(next) && (self.is(next, "/") || (self.is_dash(next) && !self.is(next + 2, "/"))) {
            return None;
        }
        let (one, two) = (small(self.word(at))?, small(self.word(at + 2))?);
        // “9/11” is what happened on one such day; “24/7” is always.
        if (one, two) == (9, 11) || self.is_attribute(at, next) {
            return None;
        }
        let fraction = one < two;
        let before = self.lexeme(at.wrapping_sub(1));
        let order = unambiguous(one, two);
        let dated = match before {
            Lexeme::Weekday(_) | Lexeme::Relation(Relation::On | Relation::Since | Relation::Until) => true,
            Lexeme::Relation(Relation::By) => order.is_some(),
            Lexeme::Relation(Relation::From) => {
                let ends =
                    matches!(self.lexeme(next), Lexeme::Relation(Relation::To | Relation::Until | Relation::Through))
                        || self.is_dash(next);
                !fraction && ends && self.is(next + 2, "/")
            }
            Lexeme::Relation(Relation::To | Relation::Through) => !fraction && self.is(at.wrapping_sub(3), "/"),
            // “On 11/20, 11/22 or 11/25”.
            _ => {
                let listed = self.is(at.wrapping_sub(3), "/") && self.is_dated_list(at);
                listed && (order.is_some() || !fraction || self.is_dash(at.wrapping_sub(1)))
            }
        };
        dated.then_some(())?;
        let (date, end) = match order {
            Some((day, month)) => {
                let (year, end) = self.year_after(next);
                (self.full_date(year, month, day), end)
            }
            None => {
                let (year, end) = self.year_after(next);
                (self.guessed(year, one, two)?, end)
            }
        };
        Some((date, end))
    }

    /// Whether a list or a range of dates in figures, the first of which is told to be one, leads to a token.
    fn is_dated_list(&self, at: usize) -> bool {
        let mut item = at;
        for _ in 0..8 {
            let joined =
                self.is_any(item.wrapping_sub(1), &[",", "or"]) || self.lexeme(item.wrapping_sub(1)) == Lexeme::And;
            if !(joined || self.is_dash(item.wrapping_sub(1))) || !self.is(item.wrapping_sub(3), "/") {
                break;
            }
            item = item.wrapping_sub(4);
        }
        item != at && matches!(self.lexeme(item.wrapping_sub(1)), Lexeme::Relation(Relation::On | Relation::From))
    }

    /// A date in figures with its year; two figures that can both be the month are only taken where dates look so.
    fn ordered(&self, first: &str, second: &str, year: &str, guess: bool) -> Option<Calendar> {
        let year: i16 = year.parse().ok().filter(|year| (1000..=2199).contains(year))?;
        let (one, two) = (small(first)?, small(second)?);
        match unambiguous(one, two) {
            Some((day, month)) => Some(self.full_date(Some(year), month, day)),
            None if guess => self.guessed(Some(year), one, two),
            None => None,
        }
    }

    /// “12/31/99”: the year of two figures lies in one century or the other.
    fn of_short_year(&self, first: &str, second: &str, year: &str) -> Option<Calendar> {
        let year = self.century_of(year.parse().ok()?);
        let (one, two) = (small(first)?, small(second)?);
        let mut date = match unambiguous(one, two) {
            Some((day, month)) => self.full_date(Some(year), month, day),
            None => self.guessed(Some(year), one, two)?,
        };
        if year < 2000
            && let (Some(core), Some(outer)) = (date.core, date.outer)
        {
            let later = core.1.checked_add(jiff::Span::new().try_years(100).ok()?).ok()?;
            date.outer = Some((outer.0, outer.1.max(later)));
        }
        Some(date)
    }

    /// A date whose order is in doubt: the month first, and at most the day first.
    fn guessed(&self, year: Option<i16>, one: i8, two: i8) -> Option<Calendar> {
        (one <= 12 && two <= 12).then_some(())?;
        let (guess, other) = (self.full_date(year, one, two), self.full_date(year, two, one));
        Some(Calendar { outer: days::union(guess.outer, other.outer), guess: guess.core, ..guess })
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
        // “September-2020-23”, “23-2020-September”.
        if parts.next().is_none()
            && let (Some(year), Some(third)) = (year_of(second), third)
        {
            let (month, day) =
                if first.as_bytes().first().is_some_and(u8::is_ascii_digit) { (third, first) } else { (first, third) };
            let Lexeme::Month(month) = vocabulary::of_word(month) else { return None };
            return Some((self.full_date(Some(year), month, small(day)?), at + 1));
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
