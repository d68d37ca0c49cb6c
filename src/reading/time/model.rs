//! What a point or stretch of time is, once it has been read.

use crate::source::Span;
use jiff::civil::{Date, Weekday};

/// The first and the last day of a stretch.
pub(crate) type Days = (Date, Date);

/// An expression of time in the prose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Time {
    /// Where it stands in the prose, without the preposition before it.
    pub(crate) span: Span,
    /// What stands before it.
    pub(crate) relation: Relation,
    /// Where that word stands.
    pub(crate) relation_at: Option<Span>,
    /// What it says.
    pub(crate) value: Value,
}

/// The word that ties an expression of time to what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    None,
    In,
    On,
    At,
    For,
    By,
    From,
    To,
    Since,
    Until,
    Before,
    After,
    Between,
    During,
    Within,
    Through,
    Around,
    Of,
    /// “As of Friday”.
    AsOf,
    /// “Born in 1968”, “born on 3 May 1968”.
    Born,
}

impl Relation {
    /// The name that `inspect` prints.
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::In => "in",
            Self::On => "on",
            Self::At => "at",
            Self::For => "for",
            Self::By => "by",
            Self::From => "from",
            Self::To => "to",
            Self::Since => "since",
            Self::Until => "until",
            Self::Before => "before",
            Self::After => "after",
            Self::Between => "between",
            Self::During => "during",
            Self::Within => "within",
            Self::Through => "through",
            Self::Around => "around",
            Self::Of => "of",
            Self::AsOf => "as-of",
            Self::Born => "born",
        }
    }
}

/// What an expression of time says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value {
    /// A point or a stretch on the calendar.
    Calendar(Calendar),
    /// A length of time.
    Duration(Length),
    /// “Its third year”, “entering its third month”.
    Ordinal {
        /// Which one, from 1.
        n: u16,
        unit: Unit,
        /// Whether it only begins.
        entering: bool,
    },
    /// A length of time counted from a day.
    Offset(Offset),
    /// An age: “57-year-old”, “aged 57”, “Jane Roe, 57,”.
    Age {
        /// How many units old.
        count: u16,
        unit: Unit,
        when: AgeWhen,
    },
}

impl Calendar {
    /// Takes what is only guessed out of what is known.
    pub(super) fn without_guess(mut self) -> Self {
        if self.guess.is_some() {
            self.guess = self.core.take();
            self.written = Written { year: self.written.year, ..Written::default() };
        }
        self
    }
}

impl Value {
    /// The name that `inspect` prints.
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Calendar(_) => "calendar",
            Self::Duration(_) => "duration",
            Self::Ordinal { .. } => "ordinal",
            Self::Offset(_) => "offset",
            Self::Age { .. } => "age",
        }
    }
}

/// When somebody has the age that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AgeWhen {
    /// When the story runs.
    Now,
    /// At what the sentence tells of: “at the age of 23”.
    Then,
    /// From the birthday that the sentence tells of: “turned 50 on Tuesday”.
    Birthday,
}

impl AgeWhen {
    /// The name that `inspect` prints.
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Then => "then",
            Self::Birthday => "birthday",
        }
    }
}

/// A point or a stretch on the calendar. Readers agree on the core; no reader goes beyond the outer bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Calendar {
    /// `None` where the day does not exist or the year cannot be told.
    pub(crate) core: Option<Days>,
    pub(crate) outer: Option<Days>,
    pub(crate) grain: Grain,
    /// The parts that were written; of a range, those of its start.
    pub(crate) written: Written,
    /// Of a range, where its start and its end stand.
    pub(crate) ends: Option<(Span, Span)>,
    /// The days that are meant if the month stands first, where figures leave the order in doubt (“2/6/2025”). There is no
    /// core then, and of the parts only the year is told: no rule may rely on a guess.
    pub(crate) guess: Option<Days>,
}

/// The parts of a date that were written out, whether or not such a day exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) year: Option<i16>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    pub(crate) weekday: Option<Weekday>,
}

/// How fine a place on the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grain {
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    HalfYear,
    /// The beginning, the middle or the end of something longer.
    Part,
    Year,
    FiscalYear,
    Decade,
    Century,
    /// From one point to another.
    Range,
}

impl Grain {
    /// The name that `inspect` prints.
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Season => "season",
            Self::HalfYear => "half-year",
            Self::Part => "part",
            Self::Year => "year",
            Self::FiscalYear => "fiscal-year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Range => "range",
        }
    }
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The name that `inspect` prints.
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Fortnight => "fortnight",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }

    /// About how many days it has.
    pub(crate) const fn days(self) -> f64 {
        match self {
            Self::Second => 1.0 / 86_400.0,
            Self::Minute => 1.0 / 1_440.0,
            Self::Hour => 1.0 / 24.0,
            Self::Day => 1.0,
            Self::Weekend | Self::Week => 7.0,
            Self::Fortnight => 14.0,
            Self::Month => 365.25 / 12.0,
            Self::Quarter => 365.25 / 4.0,
            Self::Year => 365.25,
            Self::Decade => 3_652.5,
            Self::Century => 36_525.0,
        }
    }
}

/// What stands before a number: “over three years”, “nearly three years”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparator {
    /// Nothing, or “exactly”.
    Plain,
    About,
    Over,
    Nearly,
    Under,
    AtLeast,
    UpTo,
    /// The number itself is vague: “several years”.
    Vague,
}

impl Comparator {
    /// The name that `inspect` prints.
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::About => "about",
            Self::Over => "over",
            Self::Nearly => "nearly",
            Self::Under => "under",
            Self::AtLeast => "at-least",
            Self::UpTo => "up-to",
            Self::Vague => "vague",
        }
    }
}

/// A length of time, in units, the lower bound included and the upper not; there may be no upper bound (infinity).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Length {
    pub(crate) unit: Unit,
    /// The number that was written, if one was.
    pub(crate) count: Option<f64>,
    pub(crate) core: (f64, f64),
    pub(crate) outer: (f64, f64),
    pub(crate) comparator: Comparator,
}

impl Length {
    /// The length that a written number and what stands before it stand for.
    pub(crate) fn new(count: f64, unit: Unit, comparator: Comparator) -> Self {
        // Bounds as readers take them: “over a year” is one and a bit, not three.
        let n = count;
        let (core, outer) = match comparator {
            Comparator::Plain | Comparator::Vague => ((n - 0.5, n + 0.5), (n - 0.5, n + 0.5)),
            Comparator::About => ((n * 0.8, n * 1.2), (n * 0.8, n * 1.2)),
            Comparator::Over => ((n, n + 1.0), (n, n + 2.0)),
            Comparator::Nearly => ((n - 1.0, n), (n - 1.5, n)),
            Comparator::Under => ((n / 2.0, n), (0.0, n)),
            Comparator::AtLeast => ((n, f64::INFINITY), (n, f64::INFINITY)),
            Comparator::UpTo => ((0.0, n), (0.0, n)),
        };
        let not_negative = |(low, high): (f64, f64)| (low.max(0.0), high);
        Self { unit, count: Some(count), core: not_negative(core), outer: not_negative(outer), comparator }
    }

    /// A length told by a vague word.
    pub(crate) fn vague(core: (f64, f64), unit: Unit) -> Self {
        Self { unit, count: None, core, outer: core, comparator: Comparator::Vague }
    }
}

/// A length of time counted from a day: “three years ago”, “two days later”, “the past three years”.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Offset {
    pub(crate) length: Length,
    pub(crate) direction: Direction,
    pub(crate) origin: Origin,
    /// Whether all of the stretch is meant: “the past three years”, unlike “three years ago”.
    pub(crate) whole: bool,
    pub(crate) core: Option<Days>,
    pub(crate) outer: Option<Days>,
}

/// Which way time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Back,
    Ahead,
}

impl Direction {
    /// The name that `inspect` prints.
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Back => "back",
            Self::Ahead => "ahead",
        }
    }
}

/// What time is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The story date: “ago”, “from now”.
    Story,
    /// A date that is part of the expression: “two weeks before May 13, 1999”.
    Date,
    /// Something that the text told of: “two days later”.
    Told,
}
