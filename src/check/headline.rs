//! `headline`: what goes wrong with the lines at the top.

mod body;
mod case;
mod dek;
mod duplicate;
mod facts;
mod other;
mod shape;

use super::{Check, Inspector, Read};
use crate::desk::Group;
use crate::diagnostic::Diagnostic;
use crate::draft::{Block, Draft, Role, TokenKind};
use crate::reading::words::is_function_hash;
use crate::rule::{Resources, Rule};
use crate::table::Table;
use std::ops::Range;

/// What a rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Report {
    /// A headline that stands twice at the top.
    Duplicate,
    /// A headline that comes again further down.
    InBody,
    /// A dek that says the same.
    Dek,
    /// Two styles of capitals in one headline.
    Case,
    /// A full stop at the end.
    Period,
    /// A last word that asks for another.
    Unfinished,
    /// No headline at all.
    Missing,
    /// Names and figures that the story does not have.
    Facts,
    /// One that stands over another draft as well.
    OtherFile,
}

/// Reports one fault of headlines.
#[derive(Debug)]
pub(crate) struct Headline {
    report: Report,
    /// Whether a top heading in Markdown may repeat the title of the front matter.
    heading_mirrors_title: bool,
}

/// The fewest words that make a headline rather than a kicker or a slug.
const FEWEST: usize = 4;
/// The most tokens of a block that are compared.
const LONGEST: usize = 60;

impl Read for Headline {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let known = [
            ("duplicate", Report::Duplicate),
            ("in-body", Report::InBody),
            ("dek", Report::Dek),
            ("case", Report::Case),
            ("period", Report::Period),
            ("unfinished", Report::Unfinished),
            ("missing", Report::Missing),
            ("facts", Report::Facts),
            ("other-file", Report::OtherFile),
        ];
        let report = super::choice(table, "report", &known)?;
        Some(Self { report, heading_mirrors_title: table.boolean("heading-mirrors-title").unwrap_or(true) })
    }
}

impl Check for Headline {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        match self.report {
            Report::Duplicate => duplicate::inspect(inspector, self.heading_mirrors_title),
            Report::InBody => body::inspect(inspector),
            Report::Dek => dek::inspect(inspector),
            Report::Case => case::inspect(inspector),
            Report::Period => shape::period(inspector),
            Report::Unfinished => shape::unfinished(inspector),
            Report::Missing => shape::missing(inspector),
            Report::Facts => facts::inspect(inspector),
            Report::OtherFile => other::note(inspector),
        }
    }

    fn spans_drafts(&self) -> bool {
        self.report == Report::OtherFile
    }

    fn compare(&self, rule: &Rule, group: &Group<'_>) -> Vec<Diagnostic> {
        match self.report {
            Report::OtherFile => other::compare(rule, group),
            _ => Vec::new(),
        }
    }
}

/// The words of a stretch of tokens, as hashes that do not tell capitals or shapes of apostrophes apart.
fn words(inspector: &Inspector<'_>, tokens: Range<usize>) -> Vec<u32> {
    let (draft, hashes) = (inspector.draft, inspector.readings.hashes());
    // A headline is short; a paragraph need not be read to its end to see that it is none.
    let tokens = tokens.take(LONGEST);
    tokens.filter(|&index| draft.tokens[index].kind != TokenKind::Mark).map(|index| hashes[index]).collect()
}

/// The same without words that carry grammar.
fn matter(inspector: &Inspector<'_>, tokens: Range<usize>) -> Vec<u32> {
    let (draft, hashes) = (inspector.draft, inspector.readings.hashes());
    let matters = |&index: &usize| draft.tokens[index].kind != TokenKind::Mark && !is_function_hash(hashes[index]);
    tokens.take(LONGEST).filter(matters).map(|index| hashes[index]).collect()
}

/// The blocks at the top, without fields of the front matter other than the headline.
fn top(draft: &Draft) -> impl Iterator<Item = &Block> {
    draft.blocks.iter().filter(|block| {
        matches!(block.role, Role::Headline | Role::Dek | Role::Body | Role::Subhead)
            && (block.field.is_none() || block.role == Role::Headline)
    })
}
