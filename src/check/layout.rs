//! `layout`: what is left in running text of the layout it had elsewhere.

mod list;
mod markdown;

use super::{Check, Inspector, Read};
use crate::rule::Resources;
use crate::scan::Term;
use crate::table::Table;

/// What a rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Report {
    /// Marks of Markdown that readers would see.
    Markdown,
    /// A list whose items were run together in one paragraph.
    CollapsedList,
}

/// Reports marks of Markdown, or lists run together.
#[derive(Debug)]
pub(crate) struct Layout {
    report: Report,
    terms: Vec<Term>,
}

impl Read for Layout {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let known = [("markdown", Report::Markdown), ("collapsed-list", Report::CollapsedList)];
        let report = super::choice(table, "report", &known)?;
        let terms = match report {
            Report::Markdown => markdown::terms(table),
            Report::CollapsedList => Vec::new(),
        };
        Some(Self { report, terms })
    }
}

impl Check for Layout {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        match self.report {
            Report::Markdown => markdown::inspect(inspector),
            Report::CollapsedList => list::inspect(inspector),
        }
    }
}
