//! Years and decades in figures, and what makes four figures a year.

use super::calendar::Point;
use super::days;
use super::model::{Calendar, Grain, Relation};
use super::reader::{Reader, split_figures};
use super::vocabulary::Lexeme;

/// Words before a number that make it no year.
const NUMBERED: &[&str] = &[
    "page", "pages", "p", "pp", "no", "nos", "number", "vol", "volume", "version", "chapter", "section", "article",
    "route", "highway", "flight", "room", "bus", "model", "line", "figure", "table", "item", "lot", "unit", "class",
    "grade", "channel", "fm", "am", "isbn", "issn", "rule", "code", "suite", "apt", "box", "bill", "act", "art", "id",
];

/// Marks that make the number after them an amount or part of something else.
const AMOUNT_MARKS: &[&str] = &["$", "£", "€", "¥", "#", "+", "/", ".", "_", "@", "=", "*", "×", "№", "§", ":"];

impl Reader<'_> {
    /// A year, a decade or a century in figures.
    pub(super) fn figures_period(&self, at: usize, sure: bool) -> Option<Point> {
        let (digits, suffix) = split_figures(self.word(at));
        match (digits.len(), suffix) {
            (4, "s") => self.decade(digits.parse().ok()?).map(|decade| (decade, at + 1)),
            (4, "") => self.year_point(at, sure),
            (2, "s") => self.short_decade(at, digits.parse().ok()?),
            (1..=2, "st" | "nd" | "rd" | "th") => {
                self.century(at, digits.parse().ok()?).or_else(|| self.ranked_part(at))
            }
            (2, "") => self.short_year(at),
            (3, "") => self.early_year(at),
            _ => None,
        }
    }

    /// “’84”: a year of two figures behind an apostrophe.
    fn short_year(&self, at: usize) -> Option<Point> {
        let mark = matches!(self.word(at.wrapping_sub(1)), "’" | "'" | "‘") && self.is_glued(at);
        // “’90's” is a decade.
        let decade = self.is_glued(at + 1) && matches!(self.word(at + 1), "’" | "'");
        let after = self.lexeme(at.wrapping_sub(2));
        let placed = matches!(after, Lexeme::Relation(_) | Lexeme::Month(_) | Lexeme::Season(_) | Lexeme::Phase(_));
        if !mark || !placed || self.is_glued(at.wrapping_sub(1)) {
            return None;
        }
        let short: i16 = self.word(at).parse().ok()?;
        if decade {
            return self.is(at + 2, "s").then(|| self.decade(1900 + short)).flatten().map(|decade| (decade, at + 3));
        }
        let year = self.century_of(short);
        Some((Calendar::exact(days::year(year), Grain::Year).with_year(year), at + 1))
    }

    /// “April of 87”: two figures after “of” and before a mark.
    pub(super) fn short_year_of(&self, at: usize) -> Option<(i16, usize)> {
        let word = self.word(at);
        let short = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        let ends = self.is_any(at + 1, &[".", ",", ";", ")", "!", "?"]) || self.word(at + 1).is_empty();
        if !short || !ends || !self.is(at.wrapping_sub(1), "of") || (self.is_glued(at + 2) && self.is_glued(at + 1)) {
            return None;
        }
        Some((self.century_of(word.parse().ok()?), at + 1))
    }

    /// The year that two figures are short for: not far in the future of the story.
    pub(super) fn century_of(&self, short: i16) -> i16 {
        let pivot = self.story.map_or(2030, |story| story.year().saturating_add(5));
        if 2000 + short <= pivot { 2000 + short } else { 1900 + short }
    }

    /// “347 AD”: with three figures only where the era says so.
    fn early_year(&self, at: usize) -> Option<Point> {
        let era = |at: usize| self.is_any(at, &["AD", "CE", "A.D.", "C.E."]) && self.is_capitalised(at);
        let year: i16 = self.word(at).parse().ok()?;
        let end = if era(at + 1) { at + 2 } else { at + 1 };
        let before = era(at.wrapping_sub(1));
        (before || end > at + 1).then(|| (Calendar::exact(days::year(year), Grain::Year).with_year(year), end))
    }

    /// Four figures that are a year by what stands around them.
    fn year_point(&self, at: usize, sure: bool) -> Option<Point> {
        let year = self.four_figures(at)?;
        let one = at.wrapping_sub(1);
        let recent = (1900..=2099).contains(&year);
        if self.is_clock(at) || self.is_counted(at) {
            return None;
        }
        let glued = self.is_glued(at);
        if (glued && self.is_any(one, AMOUNT_MARKS))
            || self.is_any(one, &["$", "£", "€", "¥", "#"])
            || self.is_numbered(at)
        {
            return None;
        }
        // “555-2010”, “2010-X”: a part of something longer, unless a year stands before the dash.
        let span = self.four_figures(at.wrapping_sub(2)).is_some() && !self.is_dash(at.wrapping_sub(3));
        if glued && self.is_dash(one) && self.is_glued(one) && !span {
            return None;
        }
        let era = usize::from(self.is_any(at + 1, &["AD", "CE"]));
        let apostrophe = self.is_any(at + 1, &["'", "’"]) && self.is_glued(at + 1);
        if apostrophe
            && self.is(at + 2, "s")
            && self.is_glued(at + 2)
            && year % 10 == 0
            && (self.lexeme(one) == Lexeme::The || matches!(self.lexeme(one), Lexeme::Phase(_)))
        {
            return self.decade(year).map(|decade| (decade, at + 3));
        }
        let point = (Calendar::exact(days::year(year), Grain::Year).with_year(year), at + 1 + era);
        if sure || era > 0 {
            return Some(point);
        }
        // “In 2017 april”: the month after its year, where the sentence ends.
        if let Lexeme::Month(month) = self.lexeme(at + 1)
            && matches!(self.lexeme(one), Lexeme::Relation(Relation::In | Relation::Since | Relation::Until))
            && !self.is_any(at + 1, &["may", "march", "mar"])
            && (self.is_any(at + 2, &[".", ",", ";", ")", "?", "!"]) || self.word(at + 2).is_empty())
        {
            return Some((self.whole_month(Some(year), month), at + 2));
        }
        // “2018 or later”, “later than 2018”, “but not 1998”.
        let open = self.is_any(at + 1, &["or", "and"]) && self.is_any(at + 2, &["later", "earlier", "after", "before"]);
        let compared = self.lexeme(one) == Lexeme::Than
            && (self.is_any(at.wrapping_sub(2), &["later", "earlier"]) || self.is(at.wrapping_sub(4), "year"));
        let excepted =
            self.is(one, "not") && self.said.is_some() && !self.is_capitalised(at + 1) && !self.is_small(at + 1);
        if recent && (open || compared || excepted) {
            return Some(point);
        }
        let placed = match self.lexeme(one) {
            Lexeme::Relation(
                Relation::In
                | Relation::Since
                | Relation::By
                | Relation::Until
                | Relation::During
                | Relation::From
                | Relation::Between
                // “(Born 1969)”.
                | Relation::Born,
            ) => true,
            Lexeme::Relation(Relation::Before | Relation::After | Relation::Through | Relation::Of)
            | Lexeme::Comparator(_) => recent && !self.is_plural_noun(at + 1),
            Lexeme::Relation(Relation::To) if recent => !self.is_plural_noun(at + 1),
            Lexeme::Relation(Relation::At | Relation::For) => recent && self.is_adjective(at),
            Lexeme::Relation(Relation::To) => self.is(at.wrapping_sub(2), "back"),
            Lexeme::Relation(_) | Lexeme::Than => false,
            Lexeme::And => recent || self.year_nearby(at),
            Lexeme::Season(_) | Lexeme::Phase(_) | Lexeme::Fiscal => recent,
            Lexeme::The | Lexeme::Its | Lexeme::Article => recent && !self.is_same_noun(at + 1),
            _ if self.is(one, "(") => {
                self.is_any(at + 1, &[")", "-", "–", "—", ",", ";"])
                    && (recent || self.is(at + 2, ")") || self.is(at + 1, ")"))
            }
            _ if self.is(one, "or") && self.year_nearby(at) => true,
            _ if self.is(one, "as") && self.is_any(at.wrapping_sub(2), &["recently", "early", "late", "back"]) => true,
            _ if self.is_any(one, &["year", "years", "c", "ca", "cy", "copyright", "©"]) => true,
            Lexeme::Figures | Lexeme::Number(_) | Lexeme::Vague(..) => false,
            _ => recent && self.stands_as_year(at),
        };
        // “2001, 56(12), 1303–1313” are pages.
        let spanned = !placed
            && self.is_dash(at + 1)
            && (recent || !self.is(one, ","))
            && self.four_figures(at + 2).is_some_and(|last| last > year);
        (placed || spanned).then_some(point)
    }

    /// Whether what stands after four figures shows that they count: “2014 people”, “2,000 km”.
    fn is_counted(&self, at: usize) -> bool {
        let next = at + 1;
        matches!(self.lexeme(next), Lexeme::Unit(_, true))
            || (self.is_any(
                next,
                &[
                    "%", "percent", "per", "km", "kg", "m", "cm", "mm", "ft", "feet", "miles", "metres", "meters",
                    "people", "more", "other", "men", "women", "children", "million", "billion", "dollars", "pounds",
                    "euros", "votes", "calories", "°", "points", "jobs", "tons", "tonnes", "acres", "words", "square",
                    "cases", "rpm", "hp", "mAh", "calorie", "members", "seats", "homes", "houses", "copies", "volts",
                    "watts", "degrees",
                ],
            ))
            || (self.is_any(next, &[",", "."])
                && self.is_glued(next)
                && self.is_glued(next + 1)
                && self.lexeme(next + 1) == Lexeme::Figures)
    }

    fn is_numbered(&self, at: usize) -> bool {
        let one = at.wrapping_sub(1);
        let word = if self.is(one, ".") { at.wrapping_sub(2) } else { one };
        self.is_any(word, NUMBERED)
    }

    fn is_adjective(&self, at: usize) -> bool {
        let next = at + 1;
        self.is_capitalised(next) || (self.is_small(next) && !self.is_plural_noun(next))
    }

    /// Whether a word in small letters looks like a noun in the plural.
    pub(super) fn is_plural_noun(&self, at: usize) -> bool {
        let word = self.word(at);
        self.is_small(at)
            && word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !matches!(self.lexeme(at), Lexeme::Day(_))
    }

    /// “The 2014 people who”: a count even behind an article.
    fn is_same_noun(&self, at: usize) -> bool {
        self.is_any(at, &["people", "men", "women", "children"])
    }

    /// Whether four figures without a preposition stand where a year stands: “World Cup 2018”, “2022 talks”, alone.
    fn stands_as_year(&self, at: usize) -> bool {
        let one = at.wrapping_sub(1);
        let (opens, closes) = (self.word(one).is_empty() || self.is_new_line(at), self.word(at + 1).is_empty());
        let name_before = self.is_capitalised(one)
            && matches!(self.lexeme(one), Lexeme::Other | Lexeme::Joined)
            && self.word(one).len() > 1;
        let possessive = self.word(one).ends_with("'s") || self.word(one).ends_with("’s");
        let name_after = self.is_capitalised(at + 1) && !self.is_new_line(at + 1);
        let noun_after = self.is_small(at + 1) && !self.is_plural_noun(at + 1);
        if opens && closes {
            return true;
        }
        if possessive || name_after || (opens && noun_after) {
            return true;
        }
        let ended = closes || self.is_any(at + 1, &[".", ",", ";", ")", "-", "–", "'", "’"]);
        (name_before && (ended || noun_after))
            || (self.is_small(one) && noun_after && self.is_noun_of_event(at + 1))
            || (self.is_any(one, &[",", "-", "–", "/"]) && ended && self.year_nearby(at))
    }

    /// Nouns that a year stands before without an article.
    fn is_noun_of_event(&self, at: usize) -> bool {
        self.is_any(
            at,
            &[
                "season", "election", "talks", "war", "campaign", "report", "study", "survey", "budget", "census",
                "levels",
            ],
        )
    }

    /// Whether another year stands before the mark before a token: “2010, 2011”.
    pub(super) fn year_nearby(&self, at: usize) -> bool {
        self.four_figures(at.wrapping_sub(2)).is_some()
    }

    pub(super) fn decade(&self, year: i16) -> Option<Calendar> {
        (year % 10 == 0 && (1000..=2190).contains(&year)).then_some(())?;
        let core = days::years(year, year + 9);
        // “The 1900s” is a decade to some and a century to others.
        let outer = if year % 100 == 0 { days::years(year, year + 99) } else { core };
        let mut decade = Calendar::new(core, outer, Grain::Decade);
        decade.written.year = Some(year);
        Some(decade)
    }

    /// “’90s”. Without the apostrophe it may be degrees or somebody's age.
    fn short_decade(&self, at: usize, short: i16) -> Option<Point> {
        let mark = matches!(self.word(at.wrapping_sub(1)), "’" | "'" | "‘") && self.is_glued(at);
        let whose = self.lexeme(at.wrapping_sub(2));
        if short % 10 != 0 || !mark || whose == Lexeme::Its {
            return None;
        }
        self.recent_decade(short).map(|decade| (decade, at + 1))
    }

    pub(super) fn named_decade(&self, at: usize, short: u8) -> Option<Point> {
        let one = self.lexeme(at.wrapping_sub(1));
        let two = self.lexeme(at.wrapping_sub(2));
        let before = if matches!(one, Lexeme::Phase(_)) { two } else { one };
        let placed = matches!(before, Lexeme::The | Lexeme::Relation(Relation::In));
        (placed && short >= 50).then(|| self.recent_decade(i16::from(short)))?.map(|decade| (decade, at + 1))
    }

    /// The decade of that number that is past: of two that may be meant, both are told.
    pub(super) fn recent_decade(&self, short: i16) -> Option<Calendar> {
        if short >= 30 {
            return self.decade(1900 + short);
        }
        let mut decade = self.decade(2000 + short)?;
        decade.outer = days::union(days::years(1900 + short, 1909 + short), decade.core);
        Some(decade)
    }
}
