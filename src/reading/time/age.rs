//! Ages, and ranks of years: “57-year-old”, “its third year”.

use super::length::Read;
use super::model::{AgeWhen, Unit, Value};
use super::reader::{Reader, split_figures};
use super::spelt::hyphened_number;
use super::vocabulary::Lexeme;

impl Reader<'_> {
    /// “Its third year”, “entering its third month”, “the third straight year”, “the third year of”.
    pub(super) fn ordinal(&self, at: usize) -> Option<Read> {
        let n = self.rank(at)?;
        let straight = self.is_any(at + 1, &["straight", "consecutive", "successive", "full"]);
        let unit_at = if straight { at + 2 } else { at + 1 };
        let Lexeme::Unit(unit, false) = self.lexeme(unit_at) else { return None };
        if matches!(unit, Unit::Century | Unit::Quarter) {
            return None;
        }
        let of_month = self.is(unit_at + 1, "of")
            && self.lexeme(unit_at + 2) == Lexeme::The
            && self.lexeme(unit_at + 3) == Lexeme::Unit(Unit::Month, false);
        if of_month && unit == Unit::Day {
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
        if let Some(when) = self.told_age(at, count) {
            return Some((Value::Age { count, unit: Unit::Year, when }, at, at + 1));
        }
        let word = self.word(at);
        let named = |at: usize| {
            self.is_capitalised(at)
                && matches!(self.lexeme(at), Lexeme::Other | Lexeme::Joined)
                && self.word(at).len() > 1
        };
        let (comma, name) = (at.wrapping_sub(1), at.wrapping_sub(2));
        let apart = self.is(comma, ",") && self.is(at + 1, ",") && self.lexeme(at + 2) != Lexeme::Figures;
        let person = named(name) && self.is_capitalised(at.wrapping_sub(3)) && !self.is_new_line(at);
        ((1..=3).contains(&word.len()) && (1..=115).contains(&count) && apart && person).then_some((
            Value::Age { count, unit: Unit::Year, when: AgeWhen::Now },
            at,
            at + 1,
        ))
    }

    /// A number that only what stands around it makes an age: “Jane Roe (57), who”, “she is 57.”, “turned 50 in May”,
    /// “died at 88”.
    fn told_age(&self, at: usize, count: u16) -> Option<AgeWhen> {
        if !(10..=120).contains(&count) || self.word(at).len() > 12 {
            return None;
        }
        let (before, after) = (at.wrapping_sub(1), at + 1);
        let named = |at: usize| self.is_capitalised(at) && self.lexeme(at) == Lexeme::Other && self.word(at).len() > 1;
        let ends = || self.word(after).is_empty() || self.is_any(after, &[".", ",", ";", "and", "but"]);
        match self.word(before) {
            "(" => {
                // After a name alone it may be the minute of a goal, or a number of votes.
                let explained = match self.word(after + 1) {
                    "," => self.is_any(after + 2, &["who", "whose", "of", "from", "a", "an"]),
                    word => matches!(word, "who" | "of" | "from" | "told" | "said" | "says"),
                };
                let is_name = named(before.wrapping_sub(1)) && self.is_capitalised(before.wrapping_sub(2));
                (self.is(after, ")") && explained && is_name).then_some(AgeWhen::Now)
            }
            "is" => {
                let subject = before.wrapping_sub(1);
                let is_pronoun = self.is_any(subject, &["he", "she"]);
                let is_relative = self.is(subject, "who") && self.is(subject.wrapping_sub(1), ",");
                let is_somebody = is_pronoun || is_relative || named(subject);
                // “She is 46, 20 years older than her son.”
                let is_list = self.is(after, ",") && self.lexeme(after + 1) == Lexeme::Figures;
                (is_somebody && ends() && !is_list).then_some(AgeWhen::Now)
            }
            "turned" | "turns" => {
                let goes_on = ["on", "in", "last", "this", "earlier", "next", "at", "yesterday", "today"];
                (ends() || self.is_any(after, &goes_on)).then_some(AgeWhen::Birthday)
            }
            "at" => {
                // “Died at 10 on Tuesday” is by the clock.
                let died = (2..=5).any(|back| self.is_any(at.wrapping_sub(back), &["died", "dies"]));
                (died && count > 24 && ends()).then_some(AgeWhen::Then)
            }
            _ => None,
        }
    }

    pub(super) fn whole_number(&self, at: usize) -> Option<u16> {
        match self.lexeme(at) {
            Lexeme::Figures => self.word(at).parse().ok(),
            Lexeme::Number(n @ 1..=99) => Some(n),
            Lexeme::Joined => hyphened_number(self.word(at)),
            _ => None,
        }
    }
}
