//! `repetition`: the same words again, a few words later.

use super::phrases::{Exceptions, Matching, gather, message, nothing_to_find};
use super::unit::Per;
use super::{Check, Inspector, Read};
use crate::draft::{Draft, TokenKind, fold_text};
use crate::rule::Resources;
use crate::scan::Term;
use crate::source::Span;
use crate::table::Table;
use rustc_hash::{FxHashMap, FxHashSet};

/// How many words may lie between two of the same unless the rule says otherwise.
const WITHIN: usize = 10;

/// What may be repeated, how close, and what may always be.
#[derive(Debug)]
pub(crate) struct Repetition {
    terms: Vec<Term>,
    exceptions: Exceptions,
    within: usize,
    per: Per,
    ignore: FxHashSet<Box<str>>,
}

impl Read for Repetition {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let matching = Matching::read(table);
        let exceptions = Exceptions::read(table, matching);
        let within = table.number("within").map_or(WITHIN, |(within, _)| within);
        let per = Per::read(table, Per::Paragraph);
        let ignore = table.strings("ignore");
        let ignore = ignore.iter().map(|text| fold_text(text.value).to_ascii_lowercase().into()).collect();
        let before = table.file().mistakes.count();
        let (terms, _) = gather(table, resources, matching);
        if table.file().mistakes.count() == before {
            let remedy = r"Add `find`, such as `find = ['/\b[a-z]{6,}\b/']` for all words of six letters or more.";
            nothing_to_find(table, terms.len(), remedy)?;
        }
        Some(Self { terms, exceptions, within, per, ignore })
    }
}

impl Check for Repetition {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let mut last: FxHashMap<&str, Span> = FxHashMap::default();
        for hit in inspector.hits() {
            let words = draft.folded.lower[draft.folded.range_of(hit.span).range()].trim();
            if self.ignore.contains(words) {
                continue;
            }
            let Some(earlier) = last.insert(words, hit.span) else { continue };
            if !self.is_close(draft, earlier, hit.span) || self.exceptions.cover(inspector, hit.span) {
                continue;
            }
            let text = draft.text(hit.span);
            let message = message(inspector.rule.message.as_ref(), &[("text", text)], || {
                format!("“{text}” again: {}", inspector.rule.summary)
            });
            let finding = inspector.finding(hit.span, message).evidence(earlier, "first here");
            inspector.report(finding);
        }
    }
}

impl Repetition {
    /// Whether at most so many words lie between two places of one unit.
    fn is_close(&self, draft: &Draft, earlier: Span, later: Span) -> bool {
        // Two patterns may find the same words in the same place.
        if later.start < earlier.end || self.per.unit_of(draft, earlier) != self.per.unit_of(draft, later) {
            return false;
        }
        let between = draft.tokens_in(Span { start: earlier.end, end: later.start });
        let words = between.iter().filter(|token| token.kind != TokenKind::Mark);
        words.take(self.within.saturating_add(1)).count() <= self.within
    }
}
