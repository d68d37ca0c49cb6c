//! The words that expressions of time are made of, found by their hashes.

use super::days::{Phase, Season};
use super::model::{Comparator, Relation, Unit};
use crate::draft::MONTH_NAMES;
use crate::reading::words;
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

type Entry = (&'static str, Lexeme);

const OTHERS: &[Entry] = {
    use Comparator as C;
    use Lexeme as L;
    use Pointer as P;
    use Relation as R;
    &[
        ("seconds", L::Unit(Unit::Second, true)),
        ("few", L::Vague(2, 6)),
        ("several", L::Vague(3, 10)),
        ("dozen", L::Vague(12, 12)),
        ("dozens", L::Vague(24, 100)),
        ("couple", L::Couple),
        ("half", L::Half),
        ("spring", L::Season(Season::Spring)),
        ("summer", L::Season(Season::Summer)),
        ("autumn", L::Season(Season::Autumn)),
        ("fall", L::Season(Season::Autumn)),
        ("winter", L::Season(Season::Winter)),
        ("spring's", L::Season(Season::Spring)),
        ("summer's", L::Season(Season::Summer)),
        ("autumn's", L::Season(Season::Autumn)),
        ("fall's", L::Season(Season::Autumn)),
        ("winter's", L::Season(Season::Winter)),
        ("early", L::Phase(Phase::Early)),
        ("beginning", L::Phase(Phase::Early)),
        ("start", L::Phase(Phase::Early)),
        ("mid", L::Phase(Phase::Mid)),
        ("middle", L::Phase(Phase::Mid)),
        ("late", L::Phase(Phase::Late)),
        ("end", L::Phase(Phase::Late)),
        ("this", L::Pointer(P::This)),
        ("last", L::Pointer(P::Last)),
        ("past", L::Pointer(P::Past)),
        ("next", L::Pointer(P::Next)),
        ("coming", L::Pointer(P::Next)),
        ("upcoming", L::Pointer(P::Next)),
        ("following", L::Pointer(P::Following)),
        ("previous", L::Pointer(P::Previous)),
        ("preceding", L::Pointer(P::Previous)),
        ("same", L::Pointer(P::Same)),
        ("that", L::Pointer(P::Same)),
        ("today", L::Day(0)),
        ("today's", L::Day(0)),
        ("tonight", L::Day(0)),
        ("tonight's", L::Day(0)),
        ("yesterday", L::Day(-1)),
        ("yesterday's", L::Day(-1)),
        ("tomorrow", L::Day(1)),
        ("tomorrow's", L::Day(1)),
        ("morning", L::PartOfDay),
        ("morning's", L::PartOfDay),
        ("afternoon", L::PartOfDay),
        ("evening", L::PartOfDay),
        ("evening's", L::PartOfDay),
        ("night", L::PartOfDay),
        ("night's", L::PartOfDay),
        ("nights", L::Unit(Unit::Day, true)),
        ("in", L::Relation(R::In)),
        ("on", L::Relation(R::On)),
        ("at", L::Relation(R::At)),
        ("for", L::Relation(R::For)),
        ("by", L::Relation(R::By)),
        ("from", L::Relation(R::From)),
        ("to", L::Relation(R::To)),
        ("since", L::Relation(R::Since)),
        ("until", L::Relation(R::Until)),
        ("till", L::Relation(R::Until)),
        ("before", L::Relation(R::Before)),
        ("after", L::Relation(R::After)),
        ("between", L::Relation(R::Between)),
        ("during", L::Relation(R::During)),
        ("throughout", L::Relation(R::During)),
        ("within", L::Relation(R::Within)),
        ("through", L::Relation(R::Through)),
        ("of", L::Relation(R::Of)),
        ("born", L::Relation(R::Born)),
        ("over", L::Comparator(C::Over)),
        ("nearly", L::Comparator(C::Nearly)),
        ("almost", L::Comparator(C::Nearly)),
        ("about", L::Comparator(C::About)),
        ("around", L::Comparator(C::About)),
        ("roughly", L::Comparator(C::About)),
        ("approximately", L::Comparator(C::About)),
        ("some", L::Comparator(C::About)),
        ("circa", L::Comparator(C::About)),
        ("under", L::Comparator(C::Under)),
        ("exactly", L::Comparator(C::Plain)),
        ("a", L::Article),
        ("an", L::Article),
        ("the", L::The),
        ("and", L::And),
        ("than", L::Than),
        ("ago", L::Ago),
        ("later", L::Later),
        ("afterwards", L::Later),
        ("afterward", L::Later),
        ("earlier", L::Earlier),
        ("previously", L::Earlier),
        ("old", L::Old),
        ("aged", L::Age),
        ("age", L::Age),
        ("every", L::Every),
        ("each", L::Every),
        ("per", L::Every),
        ("its", L::Its),
        ("his", L::Its),
        ("her", L::Its),
        ("their", L::Its),
        ("our", L::Its),
        ("my", L::Its),
        ("your", L::Its),
        ("will", L::Will),
        ("we'll", L::Will),
        ("i'll", L::Will),
        ("it'll", L::Will),
        ("he'll", L::Will),
        ("she'll", L::Will),
        ("they'll", L::Will),
        ("you'll", L::Will),
        ("shall", L::Will),
        ("won't", L::Will),
        ("due", L::Will),
        ("scheduled", L::Will),
        ("expected", L::Will),
        ("plans", L::Will),
        ("set", L::Will),
        ("fiscal", L::Fiscal),
        ("now", L::Now),
        ("present", L::Now),
        ("twenties", L::Decade(20)),
        ("thirties", L::Decade(30)),
        ("forties", L::Decade(40)),
        ("fifties", L::Decade(50)),
        ("sixties", L::Decade(60)),
        ("seventies", L::Decade(70)),
        ("eighties", L::Decade(80)),
        ("nineties", L::Decade(90)),
    ]
};

const NUMBERS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// The short names of months, by the month's number.
const SHORT_MONTHS: [(&str, i8); 12] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

const WEEKDAYS: [(&str, Weekday); 18] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("tues", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("weds", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("thur", Weekday::Thursday),
    ("thurs", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

const UNITS: [(&str, &str, Unit); 13] = [
    ("minute", "minutes", Unit::Minute),
    ("hour", "hours", Unit::Hour),
    ("day", "days", Unit::Day),
    ("week", "weeks", Unit::Week),
    ("weekend", "weekends", Unit::Weekend),
    ("fortnight", "fortnights", Unit::Fortnight),
    ("month", "months", Unit::Month),
    ("quarter", "quarters", Unit::Quarter),
    ("year", "years", Unit::Year),
    ("decade", "decades", Unit::Decade),
    ("century", "centuries", Unit::Century),
    ("min", "mins", Unit::Minute),
    ("yr", "yrs", Unit::Year),
];

/// Several times the number of words, so that one look settles nearly every word.
const PLACES: usize = 2048;

/// The words by hash, each at the place that the hash's highest bits name or the next that was free. Nought is no word.
static TABLE: LazyLock<Vec<(u32, Lexeme)>> = LazyLock::new(|| {
    let mut table = vec![(0, Lexeme::Other); PLACES];
    let mut add = |word: &str, lexeme: Lexeme| {
        let hash = words::hash(word, 0..word.len());
        let mut place = first_place(hash);
        while table[place].0 != 0 {
            place = (place + 1) % PLACES;
        }
        table[place] = (hash, lexeme);
    };
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
    WEEKDAYS.iter().for_each(|&(name, day)| with_possessive(name, Lexeme::Weekday(day)));
    for (singular, plural, unit) in UNITS {
        with_possessive(singular, Lexeme::Unit(unit, false));
        with_possessive(plural, Lexeme::Unit(unit, true));
    }
    table
});

fn first_place(hash: u32) -> usize {
    (hash >> 21) as usize % PLACES
}

/// What a word is, by its hash.
#[inline]
pub(super) fn by_hash(table: &[(u32, Lexeme)], hash: u32) -> Lexeme {
    let mut place = first_place(hash);
    while table[place].0 != 0 {
        if table[place].0 == hash {
            return table[place].1;
        }
        place = (place + 1) % PLACES;
    }
    Lexeme::Other
}

/// The words by hash.
pub(super) fn table() -> &'static [(u32, Lexeme)] {
    &TABLE
}

/// What a word is.
pub(super) fn of_word(word: &str) -> Lexeme {
    if word.is_empty() {
        return Lexeme::Other;
    }
    if word.as_bytes()[0].is_ascii_digit() {
        return Lexeme::Figures;
    }
    by_hash(table(), words::hash(word, 0..word.len()))
}
