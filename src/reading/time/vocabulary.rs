//! The words that expressions of time are made of, found by their hashes.

use super::days::{Phase, Season};
use super::lexicon::{NUMBERS, ORDINALS, OTHERS, SHORT_MONTHS, SHORT_WEEKDAYS, TENS, UNITS};
use super::model::{Comparator, Relation, Unit};
use crate::draft::MONTH_NAMES;
use crate::reading::calendar::WEEKDAYS;
use crate::reading::words::{self, Sieve};
use jiff::civil::Weekday;
use std::sync::LazyLock;

/// What a word can be in an expression of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lexeme {
    /// Nothing.
    Other,
    /// Begins with a figure.
    Figures,
    /// Has a hyphen inside.
    Joined,
    /// A short word with a figure at its end: `Q3`, `FY2019`.
    Code,
    Month(i8),
    Weekday(Weekday),
    /// A unit, and whether it is in the plural.
    Unit(Unit, bool),
    /// A number in words.
    Number(u16),
    Ordinal(u16),
    /// “Few”, “several”, “dozen”: from and to how many.
    Vague(u16, u16),
    Couple,
    Half,
    Season(Season),
    Phase(Phase),
    /// Points at a period next to another or at this one.
    Pointer(Pointer),
    /// A day counted from the story's.
    Day(i8),
    /// Morning, evening ...
    PartOfDay,
    /// A decade by its name: 90 for “nineties”.
    Decade(u8),
    Relation(Relation),
    Comparator(Comparator),
    Article,
    The,
    And,
    Than,
    Ago,
    /// After a length: “later”, “earlier”.
    Later,
    Earlier,
    Old,
    /// “Aged”, “age”.
    Age,
    Every,
    /// A possessive pronoun.
    Its,
    /// A word that tells of the future.
    Will,
    Fiscal,
    Now,
    /// “Rest”, “remainder”.
    Rest,
    All,
    /// Begins the name of a holiday.
    Holiday,
}

impl Lexeme {
    /// Whether an expression can be found at such a word: its first, or its number or rank.
    #[inline]
    pub(super) fn starts(self) -> bool {
        !matches!(
            self,
            Self::Other
                | Self::Relation(_)
                | Self::Comparator(_)
                | Self::And
                | Self::Than
                | Self::Ago
                | Self::Old
                | Self::PartOfDay
                | Self::Every
                | Self::Will
        )
    }
}

/// Which period is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pointer {
    This,
    Last,
    /// “Past”: a stretch up to now.
    Past,
    Next,
    /// “Following”, “same”, “that”: counted from what the text told of.
    Following,
    Previous,
    Same,
}

/// Several times the number of words, so that one look settles nearly every word that passes the sieve.
const PLACES: usize = 2048;

/// The words by hash.
pub(super) struct Table {
    /// The hashes of the words. It stays near at hand where the table does not.
    sieve: Sieve,
    /// Each at the place that the hash's highest bits name or the next that was free. Nought is no word.
    places: Vec<(u32, Lexeme)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { sieve: Sieve::default(), places: vec![(0, Lexeme::Other); PLACES] };
    let mut add = |word: &str, lexeme: Lexeme| table.add(word, lexeme);
    OTHERS.iter().for_each(|&(word, lexeme)| add(word, lexeme));
    let numbers = NUMBERS.iter().zip(0..).chain(TENS.iter().zip((20..).step_by(10)));
    numbers.for_each(|(name, number)| add(name, Lexeme::Number(number)));
    add("hundred", Lexeme::Number(100));
    add("thousand", Lexeme::Number(1000));
    ORDINALS.iter().zip(1..).for_each(|(name, number)| add(name, Lexeme::Ordinal(number)));
    add("thirtieth", Lexeme::Ordinal(30));
    for (tens, base) in [("twenty", 20), ("thirty", 30)] {
        for (name, number) in ORDINALS.iter().take(9).zip(1..) {
            add(&format!("{tens}-{name}"), Lexeme::Ordinal(base + number));
        }
    }
    let mut with_possessive = |word: &str, lexeme: Lexeme| {
        add(word, lexeme);
        add(&format!("{word}'s"), lexeme);
    };
    MONTH_NAMES.iter().zip(1..).for_each(|(name, number)| with_possessive(name, Lexeme::Month(number)));
    SHORT_MONTHS.iter().for_each(|&(name, number)| with_possessive(name, Lexeme::Month(number)));
    WEEKDAYS.iter().chain(&SHORT_WEEKDAYS).for_each(|&(name, day)| with_possessive(name, Lexeme::Weekday(day)));
    for (singular, plural, unit) in UNITS {
        with_possessive(singular, Lexeme::Unit(unit, false));
        with_possessive(plural, Lexeme::Unit(unit, true));
    }
    table
});

impl Table {
    fn add(&mut self, word: &str, lexeme: Lexeme) {
        let hash = words::hash(word, 0..word.len());
        self.sieve.add(hash);
        let mut place = first_place(hash);
        while self.places[place].0 != 0 {
            place = (place + 1) % PLACES;
        }
        self.places[place] = (hash, lexeme);
    }

    /// What a word is, by its hash.
    #[inline]
    pub(super) fn get(&self, hash: u32) -> Lexeme {
        if self.sieve.may_hold(hash) { self.look(hash) } else { Lexeme::Other }
    }

    fn look(&self, hash: u32) -> Lexeme {
        let mut place = first_place(hash);
        while self.places[place].0 != 0 {
            if self.places[place].0 == hash {
                return self.places[place].1;
            }
            place = (place + 1) % PLACES;
        }
        Lexeme::Other
    }
}

fn first_place(hash: u32) -> usize {
    (hash >> 21) as usize % PLACES
}

/// The words by hash.
pub(super) fn table() -> &'static Table {
    &TABLE
}

/// What a word is.
pub(super) fn of_word(word: &str) -> Lexeme {
    match word.as_bytes().first() {
        None => Lexeme::Other,
        Some(byte) if byte.is_ascii_digit() => Lexeme::Figures,
        _ => table().get(words::hash(word, 0..word.len())),
    }
}
