//! What people are shown of many diagnostics: a few of each rule for each file, and how many more there are.

use crate::diagnostic::{Diagnostic, Level};
use rustc_hash::FxHashMap;
use std::fmt;

/// An entry of a report for people.
pub(super) enum Entry<'d> {
    /// A diagnostic, in full.
    Show(&'d Diagnostic),
    /// How many more there are of one rule in one file.
    More(More<'d>),
}

/// How many diagnostics of one rule in one file are left out.
pub(super) struct More<'d> {
    pub(super) path: &'d str,
    rule: &'d str,
    level: Level,
    count: usize,
}

impl More<'_> {
    /// The same without the file, for where it is clear.
    pub(super) fn in_its_file(&self) -> String {
        let Self { rule, level, count, .. } = self;
        let plural = if *count > 1 && *level == Level::Warning { "s" } else { "" };
        format!("{count} more {level}{plural} of {rule} (--max-per-rule 0 shows all)")
    }
}

impl fmt::Display for More<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.in_its_file())
    }
}

/// The diagnostics that are reported, at most `most` of a rule in a file (0: all), each file followed by a count of
/// what was left out. Errors are never left out.
pub(super) fn select(diagnostics: &[Diagnostic], most: usize) -> Vec<Entry<'_>> {
    let reported = || diagnostics.iter().filter(|diagnostic| diagnostic.is_reported());
    let mut last: FxHashMap<&str, usize> = FxHashMap::default();
    for (index, diagnostic) in reported().enumerate() {
        last.insert(&diagnostic.path, index);
    }
    let mut seen: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    // In the order in which the first of each was left out.
    let mut left_out: FxHashMap<&str, Vec<More<'_>>> = FxHashMap::default();
    let mut entries = Vec::new();
    for (index, diagnostic) in reported().enumerate() {
        let path: &str = &diagnostic.path;
        let count = seen.entry((path, &diagnostic.rule)).or_default();
        *count += usize::from(diagnostic.level < Level::Error);
        if diagnostic.level == Level::Error || most == 0 || *count <= most {
            entries.push(Entry::Show(diagnostic));
        } else {
            let more = left_out.entry(path).or_default();
            let rule: &str = &diagnostic.rule;
            match more.iter_mut().find(|more| more.rule == rule && more.level == diagnostic.level) {
                Some(more) => more.count += 1,
                None => more.push(More { path, rule, level: diagnostic.level, count: 1 }),
            }
        }
        if last.get(path) == Some(&index) {
            entries.extend(left_out.remove(path).into_iter().flatten().map(Entry::More));
        }
    }
    entries
}
