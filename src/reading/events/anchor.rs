//! Anchors: expressions of time, each tied to the event it is about.

use super::event::{Event, Finder};
use crate::draft::Mask;
use crate::reading::time::{Calendar, Days, Length, Relation, Time, Unit, Value};
use crate::source::Span;
use std::ops::Range;

/// What an anchor tells of its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// When it began.
    Start,
    /// For how long it has gone on.
    Elapsed,
    /// The last time before: “the first talks since March 2022”.
    Since,
    /// How long ago the last time before was: “the first talks in three years”.
    Gap,
}

/// When, or how long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Extent {
    /// Days on the calendar: those on which readers agree, and the farthest that any would take.
    Days { core: Days, outer: Days },
    /// A length in days.
    Length { core: (f64, f64), outer: (f64, f64), unit: Unit },
    /// “In its third year”: the count, and whether it only begins.
    Ordinal { n: u16, unit: Unit, entering: bool },
}

/// A time, tied to an event.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    pub(crate) event: Event,
    pub(crate) attribute: Attribute,
    pub(crate) extent: Extent,
    /// The words that say it.
    pub(crate) span: Span,
    /// Whether they are somebody's words.
    pub(crate) is_quoted: bool,
}

/// Reads what a time says of an event, if it says anything that is certain.
pub(super) fn read(finder: &Finder<'_>, time: &Time) -> Option<Anchor> {
    let sentence = finder.sentence(time.span)?;
    let first = finder.token_at(time.relation_at.unwrap_or(time.span).start);
    let last = finder.token_at(time.span.end);
    let place = Place { finder, sentence, first, last };
    let (event, attribute, extent, from) = match time.value {
        Value::Ordinal { n, unit, entering } => {
            let (event, from) = place.ordinal()?;
            (event, Attribute::Elapsed, Extent::Ordinal { n, unit, entering }, from)
        }
        Value::Duration(length) => {
            if let Some((event, from)) = place.first_in(time.relation) {
                (event, Attribute::Gap, extent(&length), from)
            } else {
                let (event, from) = place.elapsed(time)?;
                (event, Attribute::Elapsed, extent(&length), from)
            }
        }
        Value::Calendar(calendar) => {
            // A month without its year is of whatever year the story speaks.
            calendar.written.year?;
            let days = days(&calendar)?;
            if time.relation == Relation::Since
                && let Some((event, from)) = place.first_in(time.relation)
            {
                (event, Attribute::Since, days, from)
            } else {
                let (event, from) = place.start(time)?;
                (event, Attribute::Start, days, from)
            }
        }
        _ => return None,
    };
    if matches!(attribute, Attribute::Start | Attribute::Elapsed) && place.is_somebodys() {
        return None;
    }
    let start = finder.draft.tokens[from].span.start.min(time.span.start);
    let span = Span { start, end: time.span.end };
    let is_quoted = finder.draft.is_masked(time.span, &[Mask::Quoted]);
    Some(Anchor { event, attribute, extent, span, is_quoted })
}

fn extent(length: &Length) -> Extent {
    let days = |(low, high): (f64, f64)| (low * length.unit.days(), high * length.unit.days());
    Extent::Length { core: days(length.core), outer: days(length.outer), unit: length.unit }
}

fn days(calendar: &Calendar) -> Option<Extent> {
    let core = calendar.core?;
    Some(Extent::Days { core, outer: calendar.outer.unwrap_or(core) })
}

/// Verbs with which something begins.
const BEGINS: &[&str] =
    &["began", "begun", "started", "erupted", "begins", "starts", "launched", "broke", "broken", "commenced", "opened"];

/// Words that say that something goes on.
const GOES_ON: &[&str] = &[
    "lasted",
    "lasting",
    "ongoing",
    "going",
    "gone",
    "raged",
    "raging",
    "dragged",
    "dragging",
    "continued",
    "continuing",
    "continues",
    "running",
    "run",
    "lasts",
    "rumbled",
    "simmered",
    "simmering",
];

/// Words for those who have seen more or less of something than others have.
const PEOPLE: &[&str] = &[
    "many",
    "some",
    "most",
    "him",
    "her",
    "his",
    "them",
    "their",
    "us",
    "our",
    "me",
    "my",
    "those",
    "these",
    "people",
    "families",
    "family",
    "residents",
    "civilians",
    "children",
    "soldiers",
    "survivors",
    "refugees",
    "villagers",
    "women",
    "men",
    "parents",
    "mothers",
    "workers",
    "veterans",
    "prisoners",
    "couple",
    "town",
    "village",
    "city",
    "region",
];

/// Words in whose sentence a thing is not yet what is told of it.
const NOT_YET: [&str; 7] = ["will", "would", "if", "may", "might", "could", "soon"];

/// The same, or no longer so.
const NOT_NOW: [&str; 17] = [
    "will", "would", "if", "may", "might", "could", "soon", "about", "when", "was", "were", "had", "then", "until",
    "entered", "as", "by",
];

/// A time in its sentence.
struct Place<'f, 'd> {
    finder: &'f Finder<'d>,
    sentence: Range<usize>,
    /// The first token of the expression, the preposition included.
    first: usize,
    /// The token after it.
    last: usize,
}

impl Place<'_, '_> {
    /// “The war, now in its third year”, “the war is in its third year”, “now in its third year, the war”.
    fn ordinal(&self) -> Option<(Event, usize)> {
        let finder = self.finder;
        // What will be, was or may be in its third year is not in it now.
        let is_now = (self.first.saturating_sub(3)..self.first).any(|near| finder.is(near, &["now"]));
        let tense: &[&str] = if is_now { &NOT_YET } else { &NOT_NOW };
        // A capital inside the sentence makes a month of “May”.
        let is_tense =
            |near: usize| tense.contains(&finder.text(near)) || near == self.sentence.start && finder.is(near, tense);
        if self.sentence.clone().any(is_tense) || finder.is(self.last, &["of", "since", "when"]) {
            return None;
        }
        let mut from = self.first;
        while from > self.sentence.start
            && finder.is(from - 1, &["now", "in", "into", "already", "well", "entering", "entered", "its", "currently"])
        {
            from -= 1;
        }
        if let Some((noun, event)) = finder.before(from, &self.sentence, 9)
            && self.is_quiet(noun + 1, from)
        {
            return Some((event, from));
        }
        let next = finder.is(self.last, &[","]).then_some(self.last + 1)?;
        let (_, event) = finder.after(next, &self.sentence, 4)?;
        Some((event, from))
    }

    /// “The first talks between A and B in three years”, “the talks, the first since March”.
    fn first_in(&self, relation: Relation) -> Option<(Event, usize)> {
        if !matches!(relation, Relation::In | Relation::For | Relation::Since) {
            return None;
        }
        let finder = self.finder;
        let from = self.first.saturating_sub(12).max(self.sentence.start);
        let rank = (from..self.first).rev().find(|&near| finder.is(near, &["first", "latest", "last"]))?;
        // “At first”, “the first time”, “first-hand”.
        if finder.is(rank + 1, &["time", "of"]) || rank > 0 && finder.is(rank - 1, &["at"]) {
            return None;
        }
        if (rank..self.first).any(|near| finder.is(near, &[".", ";", ":"])) {
            return None;
        }
        let start =
            if rank > self.sentence.start && finder.is(rank - 1, &["the", "their", "its"]) { rank - 1 } else { rank };
        if let Some((_, mut event)) = finder.after(rank + 1, &(self.sentence.start..self.first), 7) {
            event.rank = Some(1);
            return Some((event, start));
        }
        // In apposition: “the negotiations, the first since March”.
        let comma = start.checked_sub(1).filter(|&comma| finder.is(comma, &[",", "–", "—", "-", "("]))?;
        if self.first > rank + 2 {
            return None;
        }
        let (noun, mut event) = finder.before(comma, &self.sentence, 6)?;
        event.rank = Some(1);
        self.is_quiet(noun + 1, comma).then_some((event, start))
    }

    /// “The war, which has been going on for over a year”, “after three years, the strike”, “the three-year war”.
    fn elapsed(&self, time: &Time) -> Option<(Event, usize)> {
        let finder = self.finder;
        // “Three-year war”, “three years of war”.
        let of = usize::from(finder.is(self.last, &["of"]));
        if time.relation != Relation::In
            && self.last + of < self.sentence.end
            && finder.class(self.last + of).is_some()
            && (of == 1 || finder.text(self.first).contains('-') || finder.is(self.last - 1, &["old"]))
        {
            let event = finder.event(self.last + of, &self.sentence)?;
            return Some((event, self.first));
        }
        let near = self.first.saturating_sub(4).max(self.sentence.start);
        if let Some(verb) = (near..self.first).rev().find(|&near| finder.is(near, GOES_ON)) {
            let mut start = verb;
            while start > self.sentence.start
                && finder.is(
                    start - 1,
                    &["has", "have", "had", "been", "now", "already", "is", "which", "that", "was", "also"],
                )
            {
                start -= 1;
            }
            // How long it lasted and ended is told in the past; how long it goes on, of now.
            let is_now = !finder.is(start, &["was", "had"]) && !finder.is(verb, &["lasted", "lasting", "gone", "run"])
                || (start..verb).any(|near| finder.is(near, &["has", "have"]));
            let (noun, event) = finder.before(start, &self.sentence, 9)?;
            return (is_now && self.is_quiet(noun + 1, start)).then_some((event, start));
        }
        if time.relation == Relation::After && finder.is(self.last, &[","]) && self.first <= self.sentence.start + 1 {
            let (noun, event) = finder.after(self.last + 1, &self.sentence, 4)?;
            return finder
                .is(noun + 1, &["is", "has", "shows", "remains", "drags", "goes", "continues"])
                .then_some((event, self.first));
        }
        None
    }

    /// “The war, which began in February 2022”, “the invasion of February 2022”.
    fn start(&self, time: &Time) -> Option<(Event, usize)> {
        if !matches!(time.relation, Relation::In | Relation::On | Relation::Since | Relation::None | Relation::At) {
            return None;
        }
        let finder = self.finder;
        let near = self.first.saturating_sub(4).max(self.sentence.start);
        let verb = (near..self.first).rev().find(|&near| finder.is(near, BEGINS))?;
        // “When it began talks in 2020” has an object, “began to fall in 2020” another verb.
        let between = verb + 1..self.first;
        let is_plain = between
            .clone()
            .all(|near| finder.is(near, &["out", "back", "early", "late", "in", "on", "at", "around", "again"]));
        if !is_plain {
            return None;
        }
        let mut start = verb;
        while start > self.sentence.start
            && finder.is(start - 1, &["which", "that", "had", "has", "have", "was", "first"])
        {
            start -= 1;
        }
        let (noun, event) = finder.before(start, &self.sentence, 14)?;
        self.is_quiet(noun + 1, start).then_some((event, verb))
    }

    /// Whether the time is one for somebody, and not for all: “for her family, the war has lasted 20 years”, “the war has
    /// lasted 20 years for her family”.
    fn is_somebodys(&self) -> bool {
        let finder = self.finder;
        let (from, end) = (self.sentence.start, self.sentence.end);
        let is_for = |near: usize| {
            let article = usize::from(finder.is(near + 1, &["the", "a", "an", "many", "some", "most"]));
            let whom = near + 1 + article;
            let is_named = article == 0 && crate::draft::is_capitalised(finder.text(whom));
            near != self.first && whom < end && finder.is(near, &["for", "to"]) && (is_named || finder.is(whom, PEOPLE))
        };
        let opens = is_for(from) || is_for(from + 1);
        let apart = (from + 1..self.first).any(|near| finder.is(near - 1, &[","]) && is_for(near));
        let follows = [self.last, self.last + 1].into_iter().any(|near| finder.is(near, &["for"]) && is_for(near));
        opens || apart || follows
    }

    /// Whether nothing stands between an event and what is said of it but more of its own name: no other subject, no
    /// other clause.
    fn is_quiet(&self, from: usize, to: usize) -> bool {
        let finder = self.finder;
        (from..to).all(|near| {
            let word = finder.text(near);
            !matches!(word, ";" | ":" | "." | "who" | "when" | "while" | "but" | "he" | "she" | "they" | "it")
        })
    }
}
