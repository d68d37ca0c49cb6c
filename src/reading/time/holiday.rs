//! Holidays whose day is fixed or can be worked out, by their names in full: “Christmas Day”, “since Easter”.

use super::calendar::Point;
use super::days;
use super::model::{Calendar, Grain, Relation};
use super::reader::Reader;
use super::vocabulary::{Lexeme, Pointer};
use jiff::civil::{Date, Weekday};

/// When a holiday falls in a year.
#[derive(Clone, Copy)]
enum Falls {
    On(i8, i8),
    /// So many days from Easter Sunday.
    Easter(i64),
    /// The n-th such weekday of a month; the last for -1.
    Nth(i8, i8, Weekday),
}

struct Holiday {
    falls: Falls,
    /// When it falls elsewhere: Thanksgiving in Canada, Mother's Day in Britain.
    elsewhere: Option<Falls>,
    /// Whether the name alone is enough to know that the day is meant.
    sure: bool,
}

const fn sure(falls: Falls) -> Holiday {
    Holiday { falls, elsewhere: None, sure: true }
}

const fn bare(falls: Falls) -> Holiday {
    Holiday { falls, elsewhere: None, sure: false }
}

impl Reader<'_> {
    /// The holiday whose name starts at a token, and the token after the name.
    fn holiday(&self, at: usize) -> Option<(Holiday, usize)> {
        let second = self.word(at + 1);
        let day = matches!(second, "Day" | "day");
        let pair = |holiday: Holiday| Some((holiday, at + 2));
        let alone = |falls: Falls| Some((bare(falls), at + 1));
        match self.word(at) {
            "Christmas" if day => pair(sure(Falls::On(12, 25))),
            "Christmas" if second == "Eve" => pair(sure(Falls::On(12, 24))),
            "Christmas" => alone(Falls::On(12, 25)),
            "Boxing" if second == "Day" => pair(sure(Falls::On(12, 26))),
            "Halloween" => alone(Falls::On(10, 31)),
            "Juneteenth" => Some((sure(Falls::On(6, 19)), at + 1)),
            "Easter" if second == "Sunday" => pair(sure(Falls::Easter(0))),
            "Easter" if second == "Monday" => pair(sure(Falls::Easter(1))),
            "Easter" => alone(Falls::Easter(0)),
            "Good" if second == "Friday" => pair(sure(Falls::Easter(-2))),
            "Palm" if second == "Sunday" => pair(sure(Falls::Easter(-7))),
            "Ash" if second == "Wednesday" => pair(sure(Falls::Easter(-46))),
            "Thanksgiving" => {
                let elsewhere = Some(Falls::Nth(10, 2, Weekday::Monday));
                let falls = Falls::Nth(11, 4, Weekday::Thursday);
                Some((Holiday { falls, elsewhere, sure: day }, at + 1 + usize::from(day)))
            }
            "Labor" if second == "Day" => pair(sure(Falls::Nth(9, 1, Weekday::Monday))),
            "Memorial" if second == "Day" => pair(sure(Falls::Nth(5, -1, Weekday::Monday))),
            "Veterans" if second == "Day" => pair(sure(Falls::On(11, 11))),
            "New" if self.is_any(at + 1, &["Year's", "Year’s"]) => match self.word(at + 2) {
                "Day" => Some((sure(Falls::On(1, 1)), at + 3)),
                "Eve" => Some((sure(Falls::On(12, 31)), at + 3)),
                _ => None,
            },
            "Valentine's" | "Valentine’s" if second == "Day" => pair(sure(Falls::On(2, 14))),
            "Mother's" | "Mother’s" if second == "Day" => pair(Holiday {
                falls: Falls::Nth(5, 2, Weekday::Sunday),
                elsewhere: Some(Falls::Easter(-21)),
                sure: true,
            }),
            "Father's" | "Father’s" if second == "Day" => pair(sure(Falls::Nth(6, 3, Weekday::Sunday))),
            _ => None,
        }
    }

    /// “Christmas Day”, “Easter 2020”, “since Easter”.
    pub(super) fn holiday_point(&self, at: usize, known: bool) -> Option<Point> {
        let (holiday, next) = self.holiday(at)?;
        let one = at.wrapping_sub(1);
        // “The Christmas Day Massacre”, “Father Christmas”, “Easter Island”.
        let part_of_name = (self.is_capitalised(next) && !self.is_new_line(next))
            || (self.is_capitalised(one) && self.lexeme(one) == Lexeme::Other && !self.is_new_line(at));
        if part_of_name {
            return None;
        }
        let year_at = if self.is_any(next, &[",", "of", "in"]) { next + 1 } else { next };
        if let Some(year) = self.four_figures(year_at).filter(|_| !self.is_new_line(year_at)) {
            let point = self.holiday_of(&holiday, year).with_year(year);
            return Some((point, year_at + 1));
        }
        let placed = known
            || matches!(
                self.lexeme(one),
                Lexeme::Relation(
                    Relation::On
                        | Relation::At
                        | Relation::By
                        | Relation::Since
                        | Relation::Until
                        | Relation::Before
                        | Relation::After
                        | Relation::Between
                        | Relation::During
                )
            );
        // “Before Christmas dinner”: a name alone can be an adjective; “on the Labor Day weekend” is none of it.
        let ends = !self.is_matter(next);
        if !ends || !(holiday.sure || placed) {
            return None;
        }
        let Some(story) = self.story else { return Some((Calendar::new(None, None, Grain::Day), next)) };
        let around = [-1, 0, 1].map(|turn| self.holiday_of(&holiday, story.year().saturating_add(turn)));
        // “Since Christmas” is past, and “until Easter” to come.
        let fits = |day: &Date| match self.lexeme(one) {
            Lexeme::Relation(Relation::Since) => *day <= story,
            Lexeme::Relation(Relation::Until) => *day >= story,
            _ => true,
        };
        let core = around
            .iter()
            .filter_map(|day| day.core)
            .filter(|(day, _)| fits(day))
            .min_by_key(|(day, _)| days::days_between(story, *day).abs());
        let outer = around.iter().filter_map(|day| day.outer).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        Some((Calendar::new(core, outer, Grain::Day), next))
    }

    /// “Last Easter”, “next Christmas”.
    pub(super) fn pointed_holiday(&self, at: usize, pointer: Pointer) -> Option<Point> {
        let (holiday, next) = self.holiday(at)?;
        // “Wham's Last Christmas”: a title.
        if self.is_capitalised(at.wrapping_sub(1)) && self.is_word(at.wrapping_sub(2)) && !self.is_new_line(at - 1) {
            return None;
        }
        let ends = !self.is_matter(next);
        if !ends || (self.is_capitalised(next) && !self.is_new_line(next)) {
            return None;
        }
        let Some(story) = self.story else { return Some((Calendar::new(None, None, Grain::Day), next)) };
        let of = |turn: i16| self.holiday_of(&holiday, story.year().saturating_add(turn));
        let falls =
            |day: &Calendar, wanted: fn(Date, Date) -> bool| day.core.is_some_and(|(day, _)| wanted(day, story));
        let (this, turned) = match pointer {
            Pointer::Last => (falls(&of(0), |day, story| day < story), of(-1)),
            Pointer::Next => (falls(&of(0), |day, story| day > story), of(1)),
            Pointer::This => (true, of(0)),
            _ => return None,
        };
        let day = if this { of(0) } else { turned };
        let outer = days::union(day.outer, turned.outer);
        Some((Calendar { outer, ..day }, next))
    }

    /// A holiday in a year. Where countries differ, there is no day on which all readers agree.
    fn holiday_of(&self, holiday: &Holiday, year: i16) -> Calendar {
        let whole = |falls| falls_on(falls, year).map(|day| (day, day));
        let day = whole(holiday.falls);
        match holiday.elsewhere {
            None if holiday.sure => Calendar::exact(day, Grain::Day),
            // “Before Christmas” may leave out a few days.
            None => {
                let around = day.and_then(|(day, _)| Some((days::plus(day, -7)?, days::plus(day, 7)?)));
                Calendar::new(day, around, Grain::Day)
            }
            Some(elsewhere) => Calendar::new(None, days::union(day, whole(elsewhere)), Grain::Day),
        }
    }
}

fn falls_on(falls: Falls, year: i16) -> Option<Date> {
    match falls {
        Falls::On(month, day) => Date::new(year, month, day).ok(),
        Falls::Easter(offset) => days::plus(easter(year)?, offset),
        Falls::Nth(month, n, weekday) => Date::new(year, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok(),
    }
}

/// Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Date> {
    // Before 1583 another calendar was in use.
    if year < 1583 {
        return None;
    }
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
