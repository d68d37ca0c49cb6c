//! Numbers: in figures, in words, and by vague words.

use super::calendar::Point;
use super::reader::{Count, Reader};
use super::vocabulary::{self, Lexeme};

impl Reader<'_> {
    /// A number in figures: `1,200`, `3.5`.
    pub(super) fn figures(&self, at: usize) -> Option<f64> {
        let word = self.word(at);
        if word.len() > 12 || !word.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b',' | b'.')) {
            return None;
        }
        if word.contains(',') { word.replace(',', "").parse().ok() } else { word.parse().ok() }
    }

    /// How many: in figures, in words, or by a vague word. Also the index after it.
    pub(super) fn count(&self, at: usize) -> Option<(Count, usize)> {
        let (count, next) = self.single_count(at)?;
        // “Two or three years”, “two to three years”.
        if let Count::Exact(low) = count
            && (self.is_dash(next) || self.is(next, "or") || self.is(next, "to"))
            && let Some((Count::Exact(high), after)) = self.single_count(next + 1)
            && high > low
            && matches!(self.lexeme(after), Lexeme::Unit(..))
        {
            return Some((Count::Between(low, high), after));
        }
        Some((count, next))
    }

    pub(super) fn single_count(&self, at: usize) -> Option<(Count, usize)> {
        match self.lexeme(at) {
            Lexeme::Figures => Some(self.with_half(self.figures(at)?, at + 1)),
            Lexeme::Number(_) | Lexeme::Joined => {
                let (number, next) = self.number_in_words(at)?;
                Some(self.with_half(number, next))
            }
            Lexeme::Vague(low, high) => {
                let next = if self.is(at + 1, "of") { at + 2 } else { at + 1 };
                Some((Count::Between(f64::from(low), f64::from(high)), next))
            }
            Lexeme::Couple => {
                let next = if self.is(at + 1, "of") { at + 2 } else { at + 1 };
                Some((Count::Between(2.0, 3.0), next))
            }
            Lexeme::Half if self.lexeme(at + 1) == Lexeme::Article => Some((Count::Exact(0.5), at + 2)),
            Lexeme::Half => Some((Count::Exact(0.5), at + 1)),
            Lexeme::Article => match self.lexeme(at + 1) {
                Lexeme::Vague(12, 12) => Some((Count::Exact(12.0), at + 2)),
                Lexeme::Vague(..) | Lexeme::Couple | Lexeme::Half => self.single_count(at + 1),
                Lexeme::Number(100 | 1000) => {
                    self.number_in_words(at + 1).map(|(number, next)| (Count::Exact(number), next))
                }
                _ => Some((Count::Article, at + 1)),
            },
            _ => None,
        }
    }

    /// “And a half”, “and a quarter” after a number.
    pub(super) fn with_half(&self, number: f64, next: usize) -> (Count, usize) {
        let part = self.lexeme(next) == Lexeme::And && self.lexeme(next + 1) == Lexeme::Article;
        match (part, self.lexeme(next + 2)) {
            (true, Lexeme::Half) => (Count::Exact(number + 0.5), next + 3),
            (true, _) if self.is(next + 2, "quarter") => (Count::Exact(number + 0.25), next + 3),
            _ => (Count::Exact(number), next),
        }
    }

    /// “Twenty-five”, “twenty five”, “two hundred and ten”, “two dozen”.
    pub(super) fn number_in_words(&self, at: usize) -> Option<(f64, usize)> {
        let (mut total, mut below, mut next) = (0.0_f64, 0.0_f64, at);
        while next < at + 8 {
            match self.lexeme(next) {
                Lexeme::Number(1000) => (total, below) = (total + below.max(1.0) * 1000.0, 0.0),
                Lexeme::Number(100) => below = below.max(1.0) * 100.0,
                Lexeme::Vague(12, 12) if next > at => below *= 12.0,
                // “Twenty five”, but not “five twenty”.
                Lexeme::Number(n) if below == 0.0 || (below % 100.0 == 0.0) || (below % 10.0 == 0.0 && n < 10) => {
                    below += f64::from(n);
                }
                Lexeme::Joined => {
                    let Some(n) = hyphened_number(self.word(next)).filter(|_| below % 100.0 == 0.0) else { break };
                    below += f64::from(n);
                }
                Lexeme::And
                    if next > at
                        && below >= 100.0
                        && matches!(self.lexeme(next + 1), Lexeme::Number(1..100) | Lexeme::Joined) => {}
                _ => break,
            }
            next += 1;
        }
        (next > at).then_some((total + below, next))
    }

    /// “Nineteen eighty-six”, “nineteen hundred and five”, “two thousand and eighteen”: a year in words beside a month.
    pub(super) fn year_in_words(&self, at: usize) -> Option<(i16, usize)> {
        let Lexeme::Number(first) = self.lexeme(at) else { return None };
        let first = i16::try_from(first).ok()?;
        let and = |at: usize| at + usize::from(self.lexeme(at) == Lexeme::And);
        let (century, rest) = match self.lexeme(at + 1) {
            Lexeme::Number(1000) if first == 2 => (20, self.below_hundred(and(at + 2)).unwrap_or((0, at + 2))),
            Lexeme::Number(100) if (11..=20).contains(&first) => {
                (first, self.below_hundred(and(at + 2)).unwrap_or((0, at + 2)))
            }
            _ if (11..=20).contains(&first) => (first, self.below_hundred(at + 1).filter(|(rest, _)| *rest >= 10)?),
            _ => return None,
        };
        // “In May twenty thirteen-year-olds”: nothing that is counted may follow.
        let counts = matches!(self.lexeme(rest.1), Lexeme::Unit(..) | Lexeme::Joined)
            || (self.is_small(rest.1) && self.lexeme(rest.1) == Lexeme::Other);
        (!counts).then_some((century * 100 + rest.0, rest.1))
    }

    /// “Five”, “twenty five”, “twenty-five”.
    pub(super) fn below_hundred(&self, at: usize) -> Option<(i16, usize)> {
        match (self.lexeme(at), self.lexeme(at + 1)) {
            (Lexeme::Number(tens @ 20..=90), Lexeme::Number(ones @ 1..=9)) => {
                Some((i16::try_from(tens + ones).ok()?, at + 2))
            }
            (Lexeme::Number(n @ 1..=99), _) => Some((i16::try_from(n).ok()?, at + 1)),
            (Lexeme::Joined, _) => Some((i16::try_from(hyphened_number(self.word(at))?).ok()?, at + 1)),
            _ => None,
        }
    }

    /// “January twenty five nineteen eighty six”: the day and the year in words.
    pub(super) fn spelt_date(&self, month: i8, at: usize) -> Option<Point> {
        let (day, next) = self.below_hundred(at).filter(|(day, _)| (1..=31).contains(day))?;
        let (year, end) = self.year_in_words(if self.is(next, ",") { next + 1 } else { next })?;
        Some((self.full_date(Some(year), month, i8::try_from(day).ok()?), end))
    }
}

/// The number in “twenty-five”.
pub(super) fn hyphened_number(word: &str) -> Option<u16> {
    let (tens, ones) = word.split_once('-')?;
    match (vocabulary::of_word(tens), vocabulary::of_word(ones)) {
        (Lexeme::Number(tens @ 20..=90), Lexeme::Number(ones @ 1..=9)) => Some(tens + ones),
        _ => None,
    }
}
