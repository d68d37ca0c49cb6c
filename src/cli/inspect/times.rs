//! How `copydesk inspect` shows what an expression of time says.

use crate::reading::time::{Days, Length, Origin, Relation, Time, Value};
use serde::Serialize;
use std::fmt::Write as _;

/// What an expression of time says, in the words of the output.
#[derive(Default, Serialize)]
pub(super) struct Timing {
    kind: &'static str,
    relation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    grain: Option<&'static str>,
    /// First and last day of the core, both included.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outer_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outer_to: Option<String>,
    /// Whether the order of day and month is in doubt: the days are those if the month stands first.
    #[serde(skip_serializing_if = "Option::is_none")]
    ambiguous: Option<bool>,
    /// The parts that were written, whether or not there is such a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<i8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<i8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weekday: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparator: Option<&'static str>,
    /// Bounds of a length in units, the upper one not included; none where there is no bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    most: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outer_least: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outer_most: Option<f64>,
    /// Which one of an ordinal, how many of an age.
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entering: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    whole: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<&'static str>,
}

impl Timing {
    pub(super) fn of(time: &Time) -> Self {
        let mut timing = Self { kind: time.value.name(), relation: time.relation.name(), ..Self::default() };
        match &time.value {
            Value::Calendar(calendar) => {
                timing.grain = Some(calendar.grain.name());
                timing.place(calendar.core.or(calendar.guess), calendar.outer);
                timing.ambiguous = calendar.guess.is_some().then_some(true);
                let written = calendar.written;
                (timing.year, timing.month, timing.day) = (written.year, written.month, written.day);
                timing.weekday = written.weekday.map(crate::reading::calendar::weekday_name);
            }
            Value::Duration(length) => timing.last(length),
            Value::Ordinal { n, unit, entering } => {
                (timing.n, timing.unit, timing.entering) = (Some(*n), Some(unit.name()), Some(*entering));
            }
            Value::Offset(offset) => {
                timing.last(&offset.length);
                timing.place(offset.core, offset.outer);
                timing.direction = Some(offset.direction.name());
                timing.whole = Some(offset.whole);
                timing.origin = Some(match offset.origin {
                    Origin::Story => "story",
                    Origin::Date => "date",
                    Origin::Told => "told",
                });
            }
            Value::Age { count, unit, when } => {
                (timing.n, timing.unit) = (Some(*count), Some(unit.name()));
                timing.when = Some(when.name());
            }
        }
        timing
    }

    fn place(&mut self, core: Option<Days>, outer: Option<Days>) {
        let written = |days: Option<Days>| days.map(|(from, to)| (from.to_string(), to.to_string())).unzip();
        (self.from, self.to) = written(core);
        (self.outer_from, self.outer_to) = written(outer);
    }

    fn last(&mut self, length: &Length) {
        let bound = |bound: f64| bound.is_finite().then_some(bound);
        (self.unit, self.comparator) = (Some(length.unit.name()), Some(length.comparator.name()));
        (self.least, self.most) = (bound(length.core.0), bound(length.core.1));
        (self.outer_least, self.outer_most) = (bound(length.outer.0), bound(length.outer.1));
    }

    /// In a few words, for people.
    pub(super) fn in_words(&self) -> String {
        let mut words = self.kind.to_owned();
        let age = self.n.zip(self.unit).filter(|_| self.when.is_some());
        if let Some((n, unit)) = age {
            // “Age 46”, “age 7 months”.
            let _ = if unit == "year" { write!(words, " {n}") } else { write!(words, " {n} {unit}s") };
        }
        if self.relation != Relation::None.name() {
            let part = if age.is_some() { "," } else { "" };
            words = format!("{words}{part} {}", self.relation);
        }
        if let Some(grain) = self.grain {
            words = format!("{words}, {grain}");
        }
        if let (Some(least), Some(unit)) = (self.least, self.unit) {
            let most = self.most.map_or_else(|| "∞".to_owned(), |most| format!("{most:.1}"));
            let _ = write!(words, ", {least:.1} to {most} {unit}s");
        } else if let (Some(n), Some(unit), None) = (self.n, self.unit, self.when) {
            let _ = write!(words, ", {unit} {n}");
        }
        if let (Some(from), Some(to)) = (&self.from, &self.to) {
            let _ = write!(words, ", {from} to {to}");
        }
        if let (Some(from), Some(to)) = (&self.outer_from, &self.outer_to)
            && (self.outer_from != self.from || self.outer_to != self.to)
        {
            let _ = write!(words, " (at most {from} to {to})");
        }
        words
    }
}
