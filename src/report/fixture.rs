//! Diagnostics for the tests of the formats.

use super::{Fixing, Format, Options, render};
use crate::diagnostic::{Diagnostic, Level, Standing};
use crate::source::Source;
use std::ops::Range;
use std::sync::Arc;

/// Options for a report of one draft on a wide screen.
pub(super) fn options<'r>(sources: &'r (dyn Fn(&str) -> Option<Arc<Source>> + Sync)) -> Options<'r> {
    Options {
        sources,
        width: 100,
        colour: false,
        max_per_rule: 3,
        quiet: false,
        statistics: false,
        files: 1,
        skipped: 0,
        words: 0,
        sourcing: &[],
        explain_hint: false,
        fixing: Fixing::No,
        rules: &[],
        folder: None,
    }
}

pub(super) fn report(format: Format, diagnostics: &[Diagnostic], options: &Options<'_>) -> String {
    let mut out = Vec::new();
    render(format, diagnostics, options, &mut out).expect("memory can be written to");
    String::from_utf8(out).expect("UTF-8")
}

/// A diagnostic about a range of the text.
pub(super) fn find(source: &Source, range: Range<usize>, rule: &str, level: Level, message: &str) -> Diagnostic {
    Diagnostic::new(source, range.into(), rule, "names", level, message)
}

/// Diagnostics of these levels, given by their initials, each of a rule of its own level.
pub(super) fn with_levels(reported: &str, below: &str, allowed: usize) -> Vec<Diagnostic> {
    let of = |initial: char, standing| {
        let (level, rule) = match initial {
            'e' => (Level::Error, "placeholder-tk"),
            'w' => (Level::Warning, "name-variant"),
            _ => (Level::Advice, "doubled-word"),
        };
        let mut diagnostic = find(&Source::new("a.txt", "TK"), 0..2, rule, level, "message");
        diagnostic.standing = standing;
        diagnostic
    };
    let mut all: Vec<_> = reported.chars().map(|initial| of(initial, Standing::Reported)).collect();
    all.extend(below.chars().map(|initial| of(initial, Standing::BelowLevel)));
    let allow = Standing::Allowed { by: "a.txt:1".into(), reason: "asked".into() };
    all.extend((0..allowed).map(|_| of('w', allow.clone())));
    all
}
