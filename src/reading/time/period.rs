//! Years and what is longer or shorter by name: decades, centuries, quarters, seasons, and parts of them.

use super::calendar::Point;
use super::days::{self, Phase, Season};
use super::model::{Calendar, Days, Grain, Relation, Unit};
use super::numeric::{small, year_of};
use super::reader::{Count, Reader, split_figures};
use super::vocabulary::{self, Lexeme, Pointer};

impl Reader<'_> {
    /// “20th century”; “20th Century” before another name is part of one.
    pub(super) fn century(&self, at: usize, n: i16) -> Option<Point> {
        let named = self.word(at + 1) == "Century" && self.is_capitalised(at + 2) && !self.is_new_line(at + 2);
        (self.is_any(at + 1, &["century", "century's", "century’s"]) && !named).then_some(())?;
        century(n).map(|century| (century, at + 2))
    }

    /// “Twentieth century”, “first half of 2020”, “third quarter of 2020”, “first week of March”, “second of August”.
    pub(super) fn ranked_part(&self, at: usize) -> Option<Point> {
        let n = i16::try_from(self.rank(at)?).ok()?;
        if let Some(point) = self.century(at, n) {
            return Some(point);
        }
        let of = |at: usize| self.is(at, "of") || self.is(at, "in");
        let whole = |at: usize| self.calendar(if of(at) { at + 1 } else { at }, true);
        match self.lexeme(at + 1) {
            Lexeme::Half | Lexeme::Unit(Unit::Quarter, false) if n <= 4 => {
                let (year, end) = whole(at + 2).filter(|(whole, _)| whole.grain == Grain::Year)?;
                let first = year.core?.0.year();
                let half = self.lexeme(at + 1) == Lexeme::Half;
                let part = match (half, n) {
                    (true, 1) => Calendar::exact(days::months(first, 1, 6), Grain::HalfYear),
                    (true, 2) => Calendar::exact(days::months(first, 7, 12), Grain::HalfYear),
                    (true, _) => return None,
                    _ => Calendar::exact(days::quarter(first, n), Grain::Quarter),
                };
                Some((Calendar { written: year.written, ..part }, end))
            }
            // “Three days of the first week of May”: from the first on.
            _ => {
                let (count, unit_at) = match self.count(at + 1) {
                    Some((Count::Exact(count), next)) if n == 1 => (count, next),
                    _ => (1.0, at + 1),
                };
                self.slice(n, count, unit_at)
            }
        }
    }

    /// “[First, last] three weeks of this year”: from the n-th on, from the end for -1.
    pub(super) fn slice(&self, n: i16, count: f64, unit_at: usize) -> Option<Point> {
        let Lexeme::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Weekend), _) =
            self.lexeme(unit_at)
        else {
            return None;
        };
        self.is(unit_at + 1, "of").then_some(())?;
        let (whole, end) = match (self.lexeme(unit_at + 2), self.lexeme(unit_at + 3)) {
            // “The twenty-sixth day of the month”.
            (Lexeme::The, Lexeme::Unit(Unit::Month, false)) if unit == Unit::Day && n > 0 => {
                (self.current(Unit::Month)?, unit_at + 4)
            }
            _ => self.calendar(unit_at + 2, true)?,
        };
        let (first, last) = whole.core?;
        let weekly = matches!(unit, Unit::Week | Unit::Weekend);
        let core = if n < 0 {
            let from = days::shifted(days::plus(last, 1)?, -count, unit)?;
            (from, last)
        } else {
            // A first week may begin with its first Monday.
            let from = days::shifted(first, f64::from(n - 1), unit)?;
            (from, days::plus(days::shifted(from, count, unit)?, -1)?)
        };
        let slack = if weekly { 6 } else { 0 };
        let outer = (days::plus(core.0, -slack)?, days::plus(core.1, slack)?);
        let outer = whole.outer.map(|_| outer);
        let grain = if unit == Unit::Day && count <= 1.0 { Grain::Day } else { Grain::Part };
        (core.0 <= core.1 && (n < 0 || core.0 <= last))
            .then(|| (Calendar { written: whole.written, ..Calendar::new(Some(core), outer, grain) }, end))
    }

    /// “Spring 2020”, “the summer of 2012”, “in the spring”.
    pub(super) fn season_point(&self, at: usize, season: Season) -> Option<Point> {
        let year_at = if self.is(at + 1, "of") || self.is(at + 1, ",") { at + 2 } else { at + 1 };
        if let Some(year) = self.four_figures(year_at) {
            let (core, outer) = days::season(year, season);
            return Some((Calendar::new(core, outer, Grain::Season).with_year(year), year_at + 1));
        }
        // “The fall of Rome”, “in spring water”, “the spring broke”.
        let article = self.lexeme(at.wrapping_sub(1)) == Lexeme::The;
        let before = if article { at.wrapping_sub(2) } else { at.wrapping_sub(1) };
        let placed = matches!(
            self.lexeme(before),
            Lexeme::Relation(Relation::In | Relation::Since | Relation::During | Relation::Until | Relation::By)
        );
        let ends = !self.is_small(at + 1) || matches!(self.lexeme(at + 1), Lexeme::And | Lexeme::Relation(_));
        (placed && ends && !self.is(at + 1, "of")).then(|| {
            let (core, outer) = match self.story {
                Some(story) => {
                    let (core, outer) = days::season(story.year(), season);
                    (core, days::union(outer, days::season(story.year() - 1, season).1))
                }
                None => (None, None),
            };
            (Calendar::new(core, outer, Grain::Season), at + 1)
        })
    }

    /// “Fiscal 2019”, “fiscal year 2019”.
    pub(super) fn fiscal_year(&self, at: usize) -> Option<Point> {
        let year_at = if self.is(at + 1, "year") { at + 2 } else { at + 1 };
        let year = self.four_figures(year_at)?;
        Some((fiscal(year), year_at + 1))
    }

    /// “Q3 2020”, “Q3”, “H1 2020”, “FY2019”.
    pub(super) fn coded_point(&self, at: usize) -> Option<Point> {
        let word = self.word(at);
        if let Some(rest) = word.strip_prefix("FY") {
            let year = year_of(rest)
                .or_else(|| (rest.len() == 2).then(|| rest.parse::<i16>().ok()).flatten().map(|n| 2000 + n))?;
            return Some((fiscal(year), at + 1));
        }
        // “Dec31, 1994”: only with its year.
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        if let (3.., Lexeme::Month(month)) = (letters, vocabulary::of_word(&word[..letters])) {
            let (Some(year), end) = self.year_after(at + 1) else { return None };
            return Some((self.full_date(Some(year), month, small(&word[letters..])?), end));
        }
        let n = coded(word)?;
        let of = usize::from(self.is(at + 1, "of"));
        let year = self.four_figures(at + 1 + of);
        let before = self.four_figures(at.wrapping_sub(1));
        // Without a year “H1” is a heading, or a road.
        if year.is_none() && before.is_none() && !word.starts_with(['Q', 'q']) {
            return None;
        }
        let of_year = year.or(before).or(self.story.map(|story| story.year()));
        let part = of_year.and_then(|year| stretch(n, word, year));
        let mut point =
            Calendar::new(part, part, if word.starts_with(['Q', 'q']) { Grain::Quarter } else { Grain::HalfYear });
        if year.or(before).is_none() {
            point.outer = self.story.and_then(|story| days::years(story.year() - 1, story.year() + 1));
        }
        point.written.year = year;
        Some((point, if year.is_some() { at + 2 + of } else { at + 1 }))
    }

    /// “2019-Q1”, “mid-July”, “mid-2019”, “19th-century”.
    pub(super) fn joined_period(&self, at: usize, first: &str, second: &str) -> Option<Point> {
        if let (Some(year), Some(n)) = (year_of(first), coded(second)) {
            return Some((Calendar::exact(stretch(n, second, year), Grain::Quarter).with_year(year), at + 1));
        }
        if second == "century" {
            let n = match vocabulary::of_word(first) {
                Lexeme::Ordinal(n) => i16::try_from(n).ok()?,
                _ => split_figures(first).0.parse().ok()?,
            };
            return century(n).map(|century| (century, at + 1));
        }
        let Lexeme::Phase(phase) = vocabulary::of_word(first) else { return None };
        let (whole, end) = match vocabulary::of_word(second) {
            Lexeme::Month(month) => {
                let year = self.four_figures(at + 1).filter(|_| !self.is_new_line(at + 1));
                (self.whole_month(year, month), at + 1 + usize::from(year.is_some()))
            }
            Lexeme::Figures => match split_figures(second) {
                (year, "") => {
                    let year = year_of(year)?;
                    (Calendar::exact(days::year(year), Grain::Year).with_year(year), at + 1)
                }
                (decade, "s") => (self.decade(decade.parse().ok()?)?, at + 1),
                (n, "th" | "st" | "nd" | "rd") if self.is(at + 1, "century") => (century(n.parse().ok()?)?, at + 2),
                _ => return None,
            },
            Lexeme::Decade(decade) => (self.recent_decade(i16::from(decade))?, at + 1),
            _ => return None,
        };
        Some((part_of(whole, phase), end))
    }

    /// “Early 2022”, “the beginning of 2022”, “the end of last year”, “late in May”.
    pub(super) fn phase_point(&self, at: usize, phase: Phase) -> Option<Point> {
        let adjective = self.is_any(at, &["early", "mid", "late"]);
        let mut next = at + 1;
        if self.is(next, "of") || (adjective && (self.is(next, "in") || self.is_dash(next))) {
            next += 1;
        } else if !adjective {
            return None;
        }
        let whole_at = if self.lexeme(next) == Lexeme::The { next + 1 } else { next };
        let of_unit = match self.lexeme(whole_at) {
            Lexeme::Unit(unit, false) if next > at + 1 && !adjective => {
                self.current(unit).map(|unit| (unit, whole_at + 1))
            }
            Lexeme::Unit(..) => None,
            // “Late Thursday”: the day says it all.
            Lexeme::Weekday(_) | Lexeme::Day(_) => return self.calendar(whole_at, true),
            _ => self.calendar(whole_at, true),
        };
        let (whole, end) = of_unit?;
        if whole.grain == Grain::Day {
            return adjective.then_some((whole, end));
        }
        Some((part_of(whole, phase), end))
    }

    /// “Later this year”, “earlier in 2019”.
    pub(super) fn sooner_or_later(&self, at: usize) -> Option<Point> {
        let next = if self.is(at + 1, "in") { at + 2 } else { at + 1 };
        let this = matches!(self.lexeme(next), Lexeme::Pointer(Pointer::This));
        if !this && next == at + 1 {
            return None;
        }
        let (whole, end) = self.calendar(next, true)?;
        let (first, last) = whole.core?;
        if whole.grain == Grain::Day {
            return None;
        }
        let earlier = self.lexeme(at) == Lexeme::Earlier;
        let within = self.story.filter(|story| (first..=last).contains(story) && this);
        let core = match within {
            Some(story) if earlier => (first, story),
            Some(story) => (story, last),
            None => (first, last),
        };
        Some((Calendar { written: whole.written, ..Calendar::exact(Some(core), Grain::Part) }, end))
    }
}

/// A part of something longer.
pub(super) fn part_of(whole: Calendar, phase: Phase) -> Calendar {
    let parts = |days: Option<Days>| days.map_or((None, None), |days| days::part(days, phase));
    let core = parts(whole.core).0;
    let outer = if whole.core == whole.outer { parts(whole.core).1 } else { whole.outer };
    Calendar { written: whole.written, ..Calendar::new(core, outer, Grain::Part) }
}

/// Companies and states begin their year when they like.
pub(super) fn fiscal(year: i16) -> Calendar {
    Calendar::new(days::year(year), days::months(year, -8, 15), Grain::FiscalYear).with_year(year)
}

pub(super) fn century(n: i16) -> Option<Calendar> {
    (1..=22).contains(&n).then_some(())?;
    let first = (n - 1) * 100;
    // By the calendar it lasts from 1901 to 2000; nearly everybody means 1900 to 1999.
    Some(Calendar::new(days::years(first.max(1), first + 99), days::years(first.max(1), first + 100), Grain::Century))
}

/// The number in “Q3” and “H1”.
fn coded(word: &str) -> Option<i16> {
    let (letter, number) = word.split_at_checked(1)?;
    let n: i16 = number.parse().ok()?;
    match letter {
        "Q" | "q" => (1..=4).contains(&n).then_some(n),
        "H" => (1..=2).contains(&n).then_some(n),
        _ => None,
    }
}

fn stretch(n: i16, word: &str, year: i16) -> Option<Days> {
    if word.starts_with('H') { days::months(year, 6 * n - 5, 6 * n) } else { days::quarter(year, n) }
}
