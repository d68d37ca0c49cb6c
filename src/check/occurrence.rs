//! `occurrence`: something that comes too often, or not often enough.

use super::phrases::{Exceptions, Matching, gather, message, nothing_to_find};
use super::unit::Per;
use super::{Check, Inspector, Read};
use crate::rule::Resources;
use crate::scan::Term;
use crate::source::Span;
use crate::table::Table;
use rustc_hash::FxHashSet;

/// The most earlier places that are shown.
const MOST_EVIDENCE: usize = 8;

/// Terms, and how often one of them may come.
#[derive(Debug)]
pub(crate) struct Occurrence {
    terms: Vec<Term>,
    exceptions: Exceptions,
    at_most: Option<usize>,
    at_least: Option<usize>,
    per: Per,
    /// Whether each term counts once.
    distinct: bool,
    /// How many there must be in 1,000 words of the draft.
    density: f64,
}

impl Read for Occurrence {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let matching = Matching::read(table);
        let exceptions = Exceptions::read(table, matching);
        let per = Per::read(table, Per::Draft);
        let before = table.file().mistakes.count();
        let (at_most, at_least) = (table.number("at-most"), table.number("at-least"));
        match (at_most, at_least) {
            (None, None) if table.file().mistakes.count() == before => {
                let remedy = "Add `at-most = 2`, `at-least = 1`, or both.";
                table.file().mistake(table.span(), "this check has no limit", Some(remedy.into()));
            }
            (Some((most, _)), Some((least, span))) if least > most => {
                let message = format!("no {} can have at least {least} and at most {most}", per.name());
                table.file().mistake(span, message, Some("Make `at-least` the smaller number.".into()));
            }
            _ => {}
        }
        let distinct = table.boolean("distinct").unwrap_or(false);
        let density = table.decimal("per-1000-words").map_or(0.0, |(number, _)| number);
        let before = table.file().mistakes.count();
        let (terms, _) = gather(table, resources, matching);
        if table.file().mistakes.count() == before {
            nothing_to_find(table, terms.len(), "Add `find`, `lexicon` or `table`.")?;
        }
        let (at_most, at_least) = (at_most.map(|(most, _)| most), at_least.map(|(least, _)| least));
        Some(Self { terms, exceptions, at_most, at_least, per, distinct, density })
    }
}

impl Check for Occurrence {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let counted = self.counted(inspector);
        if let Some(most) = self.at_most {
            for unit in counted.chunk_by(|a, b| a.0 == b.0) {
                if unit.len() > most && self.is_dense(inspector, unit.len()) {
                    self.too_many(inspector, unit, most);
                }
            }
        }
        if let Some(least) = self.at_least {
            for (unit, at) in self.per.units(inspector) {
                let from = counted.partition_point(|(other, _)| *other < unit);
                let count = counted[from..].iter().take_while(|(other, _)| *other == unit).count();
                if count < least {
                    self.too_few(inspector, at, count, least);
                }
            }
        }
    }
}

impl Occurrence {
    /// Each place that counts, with its unit, in the order of the text. Terms that overlap count once.
    fn counted(&self, inspector: &Inspector<'_>) -> Vec<(usize, Span)> {
        let mut counted: Vec<(usize, Span)> = Vec::new();
        let mut seen: FxHashSet<(usize, u32)> = FxHashSet::default();
        for hit in inspector.hits() {
            if counted.last().is_some_and(|(_, last)| hit.span.start < last.end) {
                continue;
            }
            if let Some(unit) = self.per.unit_of(inspector.draft, hit.span)
                && !self.exceptions.cover(inspector, hit.span)
                && (!self.distinct || seen.insert((unit, hit.term)))
            {
                counted.push((unit, hit.span));
            }
        }
        counted
    }

    /// Whether that many are enough for the length of the draft.
    fn is_dense(&self, inspector: &Inspector<'_>, count: usize) -> bool {
        if self.density <= 0.0 {
            return true;
        }
        let words = inspector.draft.tokens.iter().filter(|token| token.is_word()).count();
        count as f64 * 1000.0 >= self.density * words as f64
    }

    fn too_many(&self, inspector: &mut Inspector<'_>, unit: &[(usize, Span)], most: usize) {
        // Where kinds are counted, none is the one too many: the first speaks for all.
        let reported = if self.distinct { 0 } else { most };
        let (_, at) = unit[reported];
        let (text, count, per) = (inspector.draft.text(at), unit.len().to_string(), self.per.name());
        let message = message(inspector.rule.message.as_ref(), &[("text", text), ("count", &count)], || {
            let summary = &inspector.rule.summary;
            format!("“{text}”: {count} in this {per}, where at most {most} may be ({summary})")
        });
        let mut finding = inspector.finding(at, message);
        if self.per == Per::Draft {
            finding = finding.about_draft("");
        }
        let others = unit.iter().enumerate().filter(|&(number, _)| number != reported);
        let shown = if self.distinct { unit.len() } else { most };
        for (number, &(_, other)) in others.take_while(|&(number, _)| number < shown).take(MOST_EVIDENCE) {
            finding = finding.evidence(other, format!("number {}", number + 1));
        }
        inspector.report(finding);
    }

    fn too_few(&self, inspector: &mut Inspector<'_>, at: Span, count: usize, least: usize) {
        let (number, per) = (count.to_string(), self.per.name());
        let message = message(inspector.rule.message.as_ref(), &[("count", &number)], || {
            let summary = &inspector.rule.summary;
            format!("{number} in this {per}, where at least {least} should be ({summary})")
        });
        let finding = inspector.finding(at, message);
        inspector.report(if self.per == Per::Draft { finding.about_draft("") } else { finding });
    }
}
