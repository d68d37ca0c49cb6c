//! Time in the prose: every expression of it, and what it says.
//!
//! What lies in the past or the future of the story is counted from the story date; without one only what is explicit is
//! placed on the calendar. Each place has a core, on which readers agree, and outer bounds, beyond which none goes.

mod age;
mod calendar;
mod current;
mod days;
mod holiday;
mod length;
mod lexicon;
mod model;
mod numeric;
mod offset;
mod period;
mod range;
mod reader;
mod relative;
mod spelt;
#[cfg(test)]
mod tests;
mod vocabulary;
mod weekday;
mod year;

#[cfg_attr(not(feature = "cli"), allow(unused_imports))]
pub(crate) use model::{AgeWhen, Calendar, Days, Length, Origin, Relation, Time, Unit, Value};

use crate::draft::{Draft, Language, Mask, Role};
use crate::source::Span;
use calendar::Point;
use length::Read;
use model::Grain;
use reader::Reader;
use vocabulary::Lexeme;

/// The expressions of time of a draft, in the order of the text; none overlaps another.
#[derive(Debug, Default)]
pub(crate) struct Times(Vec<Time>);

impl Times {
    /// All of them.
    pub(crate) fn all(&self) -> &[Time] {
        &self.0
    }

    /// Those inside a range of prose.
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    pub(crate) fn within(&self, range: Span) -> &[Time] {
        let from = self.0.partition_point(|time| time.span.start < range.start);
        let to = self.0.partition_point(|time| time.span.end <= range.end);
        &self.0[from..to.max(from)]
    }
}

/// What no reader reads as prose, and addresses.
const SKIPPED: &[Mask] = &[Mask::Url, Mask::Code, Mask::Template];

/// Reads the times of a draft in English, or in a language that is not known.
pub(super) fn find(draft: &Draft, hashes: &[u32]) -> Times {
    let mut found = Vec::new();
    if draft.language.is_some_and(|language| language != Language::ENGLISH) {
        return Times(found);
    }
    let mut reader = Reader::new(draft, hashes);
    let read = |role: Role| !matches!(role, Role::Code | Role::Markup | Role::FrontMatter);
    for block in draft.blocks.iter().filter(|block| read(block.role)) {
        reader.turn_to(block.tokens.clone());
        let mut free = block.tokens.start;
        for start in 0..reader.starts.len() {
            let at = reader.starts[start];
            if at < free || reader.is_bare(at) {
                continue;
            }
            reader.start = at;
            let Some((value, from, next)) = reader.expression(at).filter(|(_, from, _)| *from >= free) else {
                continue;
            };
            let span = reader.span(from, next);
            free = next;
            if draft.is_masked(span, SKIPPED) {
                continue;
            }
            if let Value::Calendar(calendar) = &value
                && let Some(year) = calendar.written.year
            {
                reader.said = Some(year);
            }
            let (relation, word) = reader.relation(from, &value);
            let relation_at = word.map(|word| reader.span(word, word + 1));
            let value = match value {
                Value::Calendar(calendar) => Value::Calendar(calendar.without_guess()),
                other => other,
            };
            found.push(Time { span, relation, relation_at, value });
        }
    }
    Times(found)
}

impl Reader<'_> {
    /// Whether a token is an article before a word that is nothing: the two most frequent words of all.
    #[inline]
    fn is_bare(&self, at: usize) -> bool {
        matches!(self.lexeme(at), Lexeme::The | Lexeme::Article | Lexeme::Its | Lexeme::All)
            && self.lexeme(at + 1) == Lexeme::Other
    }

    /// The expression that a token begins, or the number or rank of which is there.
    fn expression(&self, at: usize) -> Option<Read> {
        match self.lexeme(at) {
            Lexeme::Now => self.now_until(at).map(|(range, next)| (Value::Calendar(range), at, next)),
            Lexeme::Article | Lexeme::Vague(..) | Lexeme::Couple | Lexeme::Half => self.counted(at),
            Lexeme::Unit(_, true) => self.counted(at),
            Lexeme::Unit(unit, false) => self.another(at, unit).or_else(|| self.whole(at, self.bare_unit(at, unit)?)),
            Lexeme::All => self.all_of(at),
            Lexeme::Number(_) => self.counted(at).or_else(|| self.age(at)).or_else(|| self.placed(at)),
            Lexeme::Figures => {
                self.counted(at).or_else(|| self.age(at)).or_else(|| self.ordinal(at)).or_else(|| self.placed(at))
            }
            Lexeme::Joined => self.joined_length(at).or_else(|| self.counted(at)).or_else(|| self.placed(at)),
            Lexeme::Age => self.age(at),
            Lexeme::Ordinal(_) => self.ordinal(at).or_else(|| self.placed(at)),
            Lexeme::Pointer(_) => self.stretch(at).or_else(|| self.placed(at)),
            Lexeme::The | Lexeme::Its => {
                let stretch = self.stretch(at);
                if stretch.is_none() && self.lexeme(at) == Lexeme::Its {
                    None
                } else {
                    stretch.or_else(|| self.placed(at))
                }
            }
            Lexeme::Month(_)
            | Lexeme::Code
            | Lexeme::Weekday(_)
            | Lexeme::Season(_)
            | Lexeme::Phase(_)
            | Lexeme::Day(_)
            | Lexeme::Decade(_)
            | Lexeme::Later
            | Lexeme::Earlier
            | Lexeme::Rest
            | Lexeme::Fiscal => self.placed(at),
            Lexeme::Holiday => {
                if self.is_capitalised(at) {
                    self.placed(at)
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    /// A place on the calendar, or a range of it.
    fn placed(&self, at: usize) -> Option<Read> {
        if let Some((range, next)) = self.days_of_month(at) {
            return Some((Value::Calendar(range), at, next));
        }
        if self.lexeme(at) == Lexeme::The
            && self.rank(at + 1).is_some()
            && self.ordinal(at + 1).is_some()
            && self.ranked_part(at + 1).is_none()
        {
            return None;
        }
        self.whole(at, self.calendar(at, false)?)
    }

    /// A place on the calendar with the range that it may begin.
    fn whole(&self, at: usize, point: Point) -> Option<Read> {
        let (calendar, next) = self.range(at, point);
        // “The 1990s” and “the 20th century” are named without their article.
        let bare =
            self.lexeme(at) == Lexeme::The && matches!(calendar.grain, Grain::Decade | Grain::Century | Grain::Year);
        let bare = bare && !self.is(at + 1, "year");
        Some((Value::Calendar(calendar), at + usize::from(bare), next))
    }
}
