//! `occurrence`: something that comes too often, or not often enough.

use super::phrases::{Exceptions, Matching, gather, message, nothing_to_find};
use super::unit::Per;
use super::{Check, Inspector, Read};
use crate::rule::Resources;
use crate::scan::Term;
use crate::source::Span;
use crate::table::Table;

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
        let before = table.file().mistakes.count();
        let (terms, _) = gather(table, resources, matching);
        if table.file().mistakes.count() == before {
            nothing_to_find(table, terms.len(), "Add `find`, `lexicon` or `table`.")?;
        }
        let (at_most, at_least) = (at_most.map(|(most, _)| most), at_least.map(|(least, _)| least));
        Some(Self { terms, exceptions, at_most, at_least, per })
    }
}

impl Check for Occurrence {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let counted = self.counted(inspector);
        if let Some(most) = self.at_most {
            for unit in counted.chunk_by(|a, b| a.0 == b.0).filter(|unit| unit.len() > most) {
                self.too_many(inspector, unit, most);
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
        for hit in inspector.hits() {
            if counted.last().is_some_and(|(_, last)| hit.span.start < last.end) {
                continue;
            }
            if let Some(unit) = self.per.unit_of(inspector.draft, hit.span)
                && !self.exceptions.cover(inspector, hit.span)
            {
                counted.push((unit, hit.span));
            }
        }
        counted
    }

    fn too_many(&self, inspector: &mut Inspector<'_>, unit: &[(usize, Span)], most: usize) {
        let (_, at) = unit[most];
        let (text, count, per) = (inspector.draft.text(at), unit.len().to_string(), self.per.name());
        let message = message(inspector.rule.message.as_ref(), &[("text", text), ("count", &count)], || {
            let summary = &inspector.rule.summary;
            format!("“{text}”: {count} in this {per}, where at most {most} may be ({summary})")
        });
        let mut finding = inspector.finding(at, message);
        for (number, &(_, earlier)) in unit[..most].iter().enumerate().take(MOST_EVIDENCE) {
            finding = finding.evidence(earlier, format!("number {}", number + 1));
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
        inspector.report(finding);
    }
}
