//! Ranges between two points of the calendar: “June 2-5”, “2014–2016”, “from March to May 2020”.

use super::calendar::Point;
use super::days;
use super::model::{Calendar, Days, Grain, Relation, Unit, Written};
use super::numeric::{small, year_of};
use super::reader::Reader;
use super::vocabulary::{self, Lexeme};
use crate::source::Span;

impl Reader<'_> {
    /// “June-August 1992”, “Dec-2018”.
    pub(super) fn joined_months(&self, at: usize, month: i8, first: &str, second: &str) -> Option<Point> {
        if let Some(year) = year_of(second) {
            return Some((self.whole_month(Some(year), month), at + 1));
        }
        let Lexeme::Month(last) = vocabulary::of_word(second) else { return None };
        self.is_capitalised(at).then_some(())?;
        let year = self.four_figures(at + 1).filter(|_| !self.is_new_line(at + 1));
        let end = self.whole_month(year, last);
        let first_year = end.core.and_then(|(day, _)| day.year().checked_sub(i16::from(month > last))).or(year);
        let start = Calendar {
            written: Written { year, month: Some(month), ..Written::default() },
            ..self.whole_month(first_year, month)
        };
        let whole = self.span(at, at + 1);
        let dash = whole.range().start + first.len();
        let ends = (
            Span::new(whole.range().start, dash),
            Span::new(dash + 1, self.span(at, at + 1 + usize::from(year.is_some())).range().end),
        );
        Some((between(start, end, ends.0, ends.1), at + 1 + usize::from(year.is_some())))
    }

    /// “Nov 18-Dec 19, 2015”: the hyphen makes one word of a day and a month.
    pub(super) fn joined_days(&self, at: usize, month: i8, day_at: usize) -> Option<Point> {
        if self.lexeme(day_at) != Lexeme::Joined {
            return None;
        }
        let word = self.word(day_at);
        let (day, last_month) = word.split_once('-')?;
        let Lexeme::Month(last_month) = vocabulary::of_word(last_month) else { return None };
        let (last_day, _) = self.day(day_at + 1)?;
        let (year, end) = self.year_after(day_at + 2);
        let last = self.full_date(year, last_month, last_day);
        let first_year = last.core.and_then(|(date, _)| date.year().checked_sub(i16::from(month > last_month)));
        let mut first = self.full_date(first_year, month, small(day)?);
        first.written.year = year;
        let at_dash = self.span(day_at, day_at + 1).range().start + day.len();
        let first_at = Span::new(self.span(at, at + 1).range().start, at_dash);
        let last_at = Span::new(at_dash + 1, self.span(day_at, end).range().end);
        Some((between(first, last, first_at, last_at), end))
    }

    /// “Nov 18 2014-Dec 19 2015”: the hyphen makes one word of a year and a month.
    pub(super) fn joined_year(&self, at: usize, month: i8, day: i8, year_at: usize) -> Option<Point> {
        let year_at = if self.is(year_at, ",") { year_at + 1 } else { year_at };
        if self.lexeme(year_at) != Lexeme::Joined {
            return None;
        }
        let (year, last_month) = self.word(year_at).split_once('-')?;
        let first_year = year_of(year)?;
        let Lexeme::Month(last_month) = vocabulary::of_word(last_month) else { return None };
        let (last_day, _) = self.day(year_at + 1)?;
        let (last_year, end) = self.year_after(year_at + 2);
        let first = self.full_date(Some(first_year), month, day);
        let last = self.full_date(Some(last_year?), last_month, last_day);
        let at_dash = self.span(year_at, year_at + 1).range().start + year.len();
        let first_at = Span::new(self.span(at, at + 1).range().start, at_dash);
        let last_at = Span::new(at_dash + 1, self.span(year_at, end).range().end);
        Some((between(first, last, first_at, last_at), end))
    }

    /// “Dec/2018”, “Nov/2”, “Dec/2018-May/2019”.
    pub(super) fn slashed_month(&self, at: usize, month: i8) -> Option<Point> {
        let next = at + 2;
        let glued = self.is_glued(at + 1) && self.is_glued(next) && !(self.is_glued(at + 3) && self.is(at + 3, "/"));
        let slashed = self.is(at + 1, "/") && self.is_capitalised(at) && !(self.is_glued(at) && self.is(at - 1, "/"));
        let word = self.word(next);
        if slashed
            && let (Some((year, last_month)), Some(last_year)) = (word.split_once('-'), self.four_figures(at + 4))
            && let (Some(year), Lexeme::Month(last_month)) = (year_of(year), vocabulary::of_word(last_month))
            && self.is(at + 3, "/")
        {
            let (first, last) = (self.whole_month(Some(year), month), self.whole_month(Some(last_year), last_month));
            let at_dash = self.span(next, next + 1).range().start + 4;
            let first_at = Span::new(self.span(at, at + 1).range().start, at_dash);
            let last_at = Span::new(at_dash + 1, self.span(next, at + 5).range().end);
            return Some((between(first, last, first_at, last_at), at + 5));
        }
        if !slashed || !glued || (self.is_glued(at + 3) && self.is_dash(at + 3)) {
            return None;
        }
        if let Some(year) = year_of(word) {
            return Some((self.whole_month(Some(year), month), at + 3));
        }
        let day = small(word).filter(|day| *day <= 31 && !self.is_amount(next))?;
        Some((self.full_date(None, month, day), at + 3))
    }

    /// Goes on from a point to the end of a range: “June 2-5”, “2014–2016”, “March to May 2020”.
    pub(super) fn range(&self, from: usize, start: Point) -> Point {
        let (first, next) = start;
        self.range_end(from, first, next).unwrap_or(start)
    }

    fn range_end(&self, from: usize, first: Calendar, next: usize) -> Option<Point> {
        let before = self.lexeme(from.wrapping_sub(1));
        let dash = self.is_dash(next) && !self.is_new_line(next + 1);
        let joined = match self.lexeme(next) {
            Lexeme::Relation(Relation::To | Relation::Through | Relation::Until) => true,
            Lexeme::And => before == Lexeme::Relation(Relation::Between),
            _ => dash,
        };
        if !joined {
            return None;
        }
        // “From April the ninth to the seventeenth”.
        let the = first.written.day.is_some() && self.lexeme(next + 1) == Lexeme::The && self.day(next + 2).is_some();
        let at = next + 1 + usize::from(the);
        let whole = self.span(from, next);
        // “June 2-5”: the month stands once.
        if first.grain == Grain::Day
            && let (Some(month), Some((day, _))) = (first.written.month, self.day(at))
            && !matches!(self.lexeme(at + 1), Lexeme::Month(_) | Lexeme::Unit(..))
            && !(self.is(at + 1, "/") && first.guess.is_some())
            && (self.word(at).len() <= 4 || matches!(self.lexeme(at), Lexeme::Ordinal(_)))
            && !self.is_amount(at)
            && !(self.is_glued(at + 1) && matches!(self.word(at + 1), "-" | "/"))
        {
            let (year, end) = self.year_after(at + 1);
            let year = year.or(first.written.year);
            let start = self.full_date(year, month, first.written.day?);
            return Some((between(start, self.full_date(year, month, day), whole, self.span(at, end)), end));
        }
        // “2019-20”.
        if first.grain == Grain::Year
            && let (Some(year), [a, b]) = (first.written.year, self.word(at).as_bytes())
            && a.is_ascii_digit()
            && b.is_ascii_digit()
            && dash
            && !(self.is_glued(at + 1) && matches!(self.word(at + 1), "-" | "/" | "%"))
        {
            let last = year - year % 100 + i16::from(a - b'0') * 10 + i16::from(b - b'0');
            if last > year {
                let last = Calendar::exact(days::year(last), Grain::Year).with_year(last);
                return Some((between(first, last, whole, self.span(at, at + 1)), at + 1));
            }
        }
        if self.is_any(at, &["now", "present"]) && !(self.is(next, "to") && self.is(at, "present")) {
            let story = self.story?;
            let now = Calendar::exact(Some((story, story)), Grain::Day);
            return Some((between(first, now, whole, self.span(at, at + 1)), at + 1));
        }
        // “From March to date”.
        if self.is(next, "to") && self.is(at, "date") && before == Lexeme::Relation(Relation::From) {
            let story = self.story?;
            let now = Calendar::exact(Some((story, story)), Grain::Day);
            return Some((between(first, now, whole, self.span(at, at + 1)), at + 1));
        }
        let (last, end) = self.calendar(at, true)?;
        let now = self.lexeme(from) == Lexeme::Now;
        let last = if now { self.still_to_come(last) } else { last };
        let fits = last.grain == first.grain || !dash;
        if !fits || last.grain == Grain::Range {
            return None;
        }
        // “March to May 2020”, “2 June to 5 July 2020”: the year stands once.
        let year = last.written.year.or(last.core.map(|(_, end)| end.year()));
        let first = match (first.written, year) {
            (written @ Written { year: None, month: Some(month), day, .. }, Some(year))
                if first.grain != Grain::Part =>
            {
                let of_year = |year| match day {
                    Some(day) => self.full_date(Some(year), month, day),
                    None => self.whole_month(Some(year), month),
                };
                let same = of_year(year);
                // “November to March 2020”: over the turn of the year.
                let turns = same.core.zip(last.core).is_some_and(|(a, b)| a.0 > b.0);
                let placed = if turns { of_year(year.saturating_sub(1)) } else { same };
                Calendar { written: Written { year: last.written.year, ..written }, ..placed }
            }
            _ => first,
        };
        if first.written.year.is_some() && first.core.zip(last.core).is_some_and(|(a, b)| a.0 > b.1) {
            return None;
        }
        Some((between(first, last, whole, self.span(at, end)), end))
    }

    /// “Between now and May 21”, “from now until Friday”.
    pub(super) fn now_until(&self, at: usize) -> Option<Point> {
        let before = self.lexeme(at.wrapping_sub(1));
        // “Till date”.
        if self.is(at, "date") && self.is_any(at.wrapping_sub(1), &["till", "until"]) {
            let story = self.story?;
            return Some((Calendar::exact(Some((story, story)), Grain::Day), at + 1));
        }
        let now = self.is(at, "now") && matches!(before, Lexeme::Relation(Relation::Between | Relation::From));
        let story = self.story.filter(|_| now)?;
        self.range_end(at, Calendar::exact(Some((story, story)), Grain::Day), at + 1)
    }

    /// “4-23 of next month”, “from 4 to 23 in this month”.
    fn days_of_next(&self, at: usize, day: i8, dash: usize) -> Option<Point> {
        let (last_day, _) = self.day(dash + 1).filter(|(last, _)| (day..=31).contains(last))?;
        let pointer_at = dash + 3;
        (self.is(dash + 2, "in") || self.is(dash + 2, "of")).then_some(())?;
        let Lexeme::Pointer(pointer) = self.lexeme(pointer_at) else { return None };
        let (month, end) = self.pointed(pointer_at, pointer).filter(|(month, _)| month.grain == Grain::Month)?;
        let of = |day: i8| {
            let date = month.core.and_then(|(first, _)| first.with().day(day).build().ok());
            Calendar::exact(date.map(|date| (date, date)), Grain::Day)
        };
        Some((between(of(day), of(last_day), self.span(at, dash), self.span(dash + 1, end)), end))
    }

    /// A date without a year that the story date leads up to.
    fn still_to_come(&self, date: Calendar) -> Calendar {
        let (Some(story), Some(month), None) = (self.story, date.written.month, date.written.year) else { return date };
        if date.core.is_none_or(|(first, _)| first >= story) || date.grain == Grain::Part {
            return date;
        }
        let of_year = |year: i16| match date.written.day {
            Some(day) => self.full_date(Some(year), month, day),
            None => self.whole_month(Some(year), month),
        };
        let here = of_year(story.year());
        let there = if here.core.is_some_and(|(first, _)| first >= story) {
            here
        } else {
            of_year(story.year().saturating_add(1))
        };
        Calendar { written: date.written, ..there }
    }

    /// “4 to 23 January”, “2-5 June”, “2 and 5 June”: the month stands at the end. Also where the start and the end stand.
    pub(super) fn days_of_month(&self, at: usize) -> Option<Point> {
        let (day, _) = self.day(at)?;
        let next = at + 1;
        let joined = match self.lexeme(next) {
            Lexeme::Relation(Relation::To | Relation::Until | Relation::Through) => true,
            Lexeme::And => self.lexeme(at.wrapping_sub(1)) == Lexeme::Relation(Relation::Between),
            _ => self.is_dash(next),
        };
        joined.then_some(())?;
        let Some((last, end)) = self.day_first(next + 1) else { return self.days_of_next(at, day, next) };
        let (written, last_day) = (last.written, last.written.day?);
        let start = self.full_date(written.year, written.month?, day);
        (day < last_day).then(|| (between(start, last, self.span(at, next), self.span(next + 1, end)), end))
    }
}

/// From one point to another.
pub(super) fn between(first: Calendar, last: Calendar, first_at: Span, last_at: Span) -> Calendar {
    // Where no year is written, what begins a range lies before its end: “from March to now”, “Wednesday to Sunday”.
    let turned = first.core.zip(last.core).is_some_and(|(a, b)| a.0 > b.1);
    let first = match first.written {
        Written { year: None, month: Some(_), .. } if turned => back(first, 1.0, Unit::Year),
        Written { year: None, month: None, weekday: Some(_), .. } if turned => back(first, 1.0, Unit::Week),
        _ => first,
    };
    let join = |a: Option<Days>, b: Option<Days>| a.zip(b).map(|(a, b)| (a.0, b.1)).filter(|(from, to)| from <= to);
    let core = join(first.core, last.core);
    Calendar {
        core,
        outer: join(first.outer, last.outer),
        grain: Grain::Range,
        written: first.written,
        ends: Some((first_at, last_at)),
        guess: first.guess.or(last.guess).and(core),
    }
}

/// The same place on the calendar, some units before.
fn back(calendar: Calendar, count: f64, unit: Unit) -> Calendar {
    let back = |days: Option<Days>| {
        let (first, last) = days?;
        Some((days::shifted(first, -count, unit)?, days::shifted(last, -count, unit)?))
    };
    let core = back(calendar.core);
    Calendar { core, outer: days::union(back(calendar.outer), calendar.outer), ..calendar }
}
