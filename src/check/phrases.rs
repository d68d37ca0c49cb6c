//! `phrases`: words and patterns that should not be there.

use super::{Check, Inspector, Read};
use crate::rule::{Message, Resources, Row};
use crate::scan::{Boundary, Term, TermError};
use crate::source::{Source, Span};
use crate::table::{File, Table, Text};
use rayon::prelude::*;

/// Terms, exceptions to them, and whether they may be deleted.
#[derive(Debug)]
pub(crate) struct Phrases {
    terms: Vec<Term>,
    /// By term: the note of its row in a table.
    notes: Vec<Option<Box<str>>>,
    exceptions: Exceptions,
    delete: Option<bool>,
}

/// Longer terms in which a hit does not count.
#[derive(Debug, Default)]
pub(crate) struct Exceptions(Vec<Term>);

/// How terms of a rule are to be matched.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matching {
    pub(crate) match_case: bool,
    pub(crate) boundary: Boundary,
}

impl Matching {
    pub(crate) fn read(table: &Table<'_>) -> Self {
        let match_case = table.boolean("match-case").unwrap_or(false);
        let boundary = table.string("boundary").map_or(Boundary::Word, |text| {
            let known = Boundary::NAMES.iter().find(|(name, _)| *name == text.value);
            if known.is_none() {
                let names = || Boundary::NAMES.iter().map(|(name, _)| *name);
                let remedy = crate::table::suggest(text.value, names())
                    .unwrap_or_else(|| format!("Boundaries: {}.", crate::table::listed(names())));
                table.file().mistake(text.span, format!("there is no boundary `{}`", text.value), Some(remedy));
            }
            known.map_or(Boundary::Word, |(_, boundary)| *boundary)
        });
        Self { match_case, boundary }
    }

    /// Terms written in a rule file, a word list or a table, in their order; what is wrong with one is reported there,
    /// and `None` stands in its place. A style guide has thousands, so they are made ready in parallel.
    pub(crate) fn each(self, file: File<'_>, texts: &[Text<'_>]) -> Vec<Option<Term>> {
        const TOGETHER: usize = 100;
        let read = |text: &Text<'_>| Term::new(text.value, self.match_case, self.boundary);
        let terms: Vec<Result<Term, TermError>> = if texts.len() <= TOGETHER {
            texts.iter().map(read).collect()
        } else {
            texts.par_iter().with_min_len(TOGETHER).map(read).collect()
        };
        let report = |(term, text): (Result<Term, TermError>, &Text<'_>)| match term {
            Ok(term) => Some(term),
            Err(error) => {
                file.mistake(inside(file.source, text.span, text.value, &error.at), error.message, None);
                None
            }
        };
        terms.into_iter().zip(texts).map(report).collect()
    }

    /// A single term; what is wrong with it is reported.
    pub(crate) fn term(self, file: File<'_>, value: &str, span: Span) -> Option<Term> {
        self.each(file, &[Text { value, span }]).pop().flatten()
    }

    /// The terms written under a key of a rule.
    pub(crate) fn terms(self, table: &Table<'_>, texts: &[Text<'_>]) -> Vec<Term> {
        self.each(table.file(), texts).into_iter().flatten().collect()
    }
}

/// The part of a written term that is wrong, if it stands in the file as it was read; else the whole.
fn inside(source: &Source, span: Span, written: &str, at: &std::ops::Range<usize>) -> Span {
    // One or three quotation marks stand around a string, none around a bare key, a cell or a word of a list.
    let start = span.range().start + span.len().saturating_sub(written.len()) / 2;
    let same = source.text().get(start..start + written.len()) == Some(written);
    if same && at.end <= written.len() && written.is_char_boundary(at.start) && written.is_char_boundary(at.end) {
        Span::new(start + at.start, start + at.end)
    } else {
        span
    }
}

impl Exceptions {
    pub(crate) fn read(table: &Table<'_>, matching: Matching) -> Self {
        Self(matching.terms(table, &table.strings("exceptions")))
    }

    /// Whether a hit lies in an exception. Exceptions are looked for only where there is a hit, in its block.
    pub(crate) fn cover(&self, inspector: &Inspector<'_>, hit: Span) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let draft = inspector.draft;
        let Some(block) = draft.block_at(hit.start) else { return false };
        let prose = draft.blocks[block].prose;
        let text = draft.prose.text();
        let wanted = draft.folded.range_of(hit).range();
        self.0.iter().any(|term| {
            // The block is read around the hit, as far as a match can reach.
            let reach = term.reach();
            let from = crate::source::floor_boundary(text, prose.start.max(hit.start.saturating_sub(reach)) as usize);
            let to = crate::source::floor_boundary(text, prose.end.min(hit.end + reach) as usize);
            let window = draft.folded.range_of(Span::new(from, to)).range();
            let found = term.find_in(&draft.folded.cased[window.clone()]);
            found.iter().any(|at| window.start + at.start <= wanted.start && wanted.end <= window.start + at.end)
        })
    }
}

/// The terms of `find`, of a word list and of a table, with the rows of the table.
pub(crate) fn gather(
    table: &Table<'_>,
    resources: &Resources<'_>,
    matching: Matching,
) -> (Vec<Term>, Vec<Option<Row>>) {
    let mut terms = matching.terms(table, &table.strings("find"));
    if let Some(lexicon) = resources.lexicon(table, "lexicon") {
        let file = File { source: lexicon.source(), ..table.file() };
        let listed: Vec<Text<'_>> = lexicon.entries().map(|(value, span)| Text { value, span }).collect();
        terms.extend(matching.each(file, &listed).into_iter().flatten());
    }
    let mut rows = Vec::new();
    rows.resize_with(terms.len(), || None);
    if let Some((source, of_table)) = resources.rows(table, "table", false) {
        let file = File { source: &source, ..table.file() };
        let of_rows = matching.each(file, &Row::finds(&of_table));
        for (term, row) in of_rows.into_iter().zip(of_table) {
            if let Some(term) = term {
                terms.push(term);
                rows.push(Some(row));
            }
        }
    }
    (terms, rows)
}

/// Reports a check that has nothing to look for.
pub(crate) fn nothing_to_find(table: &Table<'_>, found: usize, remedy: &str) -> Option<()> {
    if found == 0 {
        table.file().mistake(table.span(), "this check has nothing to look for", Some(remedy.to_owned()));
        return None;
    }
    Some(())
}

impl Read for Phrases {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let matching = Matching::read(table);
        let exceptions = Exceptions::read(table, matching);
        let delete = table.boolean("delete").map(|_| table.boolean("safe").unwrap_or(false));
        let before = table.file().mistakes.count();
        let (terms, rows) = gather(table, resources, matching);
        if table.file().mistakes.count() == before {
            nothing_to_find(table, terms.len(), "Add `find`, `lexicon` or `table`.")?;
        }
        let notes = rows.into_iter().map(|row| row.and_then(|row| row.note).map(|note| note.text.into())).collect();
        Some(Self { terms, notes, exceptions, delete })
    }
}

impl Check for Phrases {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        for hit in inspector.longest_hits() {
            if self.exceptions.cover(inspector, hit.span) {
                continue;
            }
            let text = inspector.draft.text(hit.span).trim();
            let note = self.notes.get(hit.term as usize).and_then(Option::as_deref).unwrap_or("");
            let message = message(inspector.rule.message.as_ref(), &[("text", text), ("note", note)], || {
                let summary = &inspector.rule.summary;
                if note.is_empty() { format!("“{text}”: {summary}") } else { format!("“{text}”: {note}") }
            });
            let mut finding = inspector.finding(hit.span, message);
            if let Some(safe) = self.delete {
                finding = finding.fix(hit.span, "", safe);
            }
            inspector.report(finding);
        }
    }
}

/// The rule's message with its slots filled, or another.
pub(crate) fn message(message: Option<&Message>, values: &[(&str, &str)], other: impl FnOnce() -> String) -> String {
    message.map_or_else(other, |message| message.fill(values))
}
