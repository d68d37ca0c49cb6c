//! What a run comes to, in a line and in a table.

use super::clean::one_line;
use super::{Fixing, Options};
use crate::diagnostic::{Diagnostic, Level, Standing};
use crate::reading::attribution::Sourcing;
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// How many diagnostics there are of each level, strongest first, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) reported: [usize; 3],
    pub(super) below: [usize; 3],
    pub(super) allowed: usize,
    pub(super) baselined: usize,
    pub(super) unchanged: usize,
    pub(super) fixed: usize,
}

/// The levels in the order of [`Counts`].
pub(super) const STRONGEST_FIRST: [Level; 3] = [Level::Error, Level::Warning, Level::Advice];

impl Counts {
    pub(super) fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics {
            let level = Level::Error as usize - diagnostic.level as usize;
            match diagnostic.standing {
                Standing::Reported => counts.reported[level] += 1,
                Standing::BelowLevel => counts.below[level] += 1,
                Standing::Allowed { .. } => counts.allowed += 1,
                Standing::Baselined { .. } => counts.baselined += 1,
                Standing::Unchanged => counts.unchanged += 1,
                Standing::Fixed { .. } => counts.fixed += 1,
                Standing::Overshadowed { .. } => {}
            }
        }
        counts
    }
}

/// One line that says what a run comes to, without a line end.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic], options: &Options<'_>) -> String {
    let counts = Counts::of(diagnostics);
    let found = by_level(counts.reported);
    let mut line = if found.is_empty() { "no problems".to_owned() } else { found };
    if options.files > 0 {
        let _ = write!(line, " in {}", plural(options.files, "draft"));
    } else if counts == Counts::default() {
        line = "no drafts to check".to_owned();
    }
    let hidden = by_level(counts.below);
    if !hidden.is_empty() {
        let weakest =
            STRONGEST_FIRST.into_iter().rev().find(|&level| counts.below[Level::Error as usize - level as usize] > 0);
        let them = if counts.below.iter().sum::<usize>() == 1 { "it" } else { "them" };
        let _ = write!(line, "; {hidden} not shown (--level {} shows {them})", weakest.unwrap_or(Level::Advice));
    }
    if counts.allowed > 0 {
        let _ = write!(line, "; {} allowed", counts.allowed);
    }
    if counts.baselined > 0 {
        let _ = write!(line, "; {} in the baseline", counts.baselined);
    }
    if counts.unchanged > 0 {
        let _ = write!(line, "; {} on lines that have not changed", counts.unchanged);
    }
    if counts.fixed > 0 {
        let would = if matches!(options.fixing, Fixing::Shown(_)) { "would be " } else { "" };
        let _ = write!(line, "; {} {would}fixed", counts.fixed);
    }
    line.push_str(&left_alone(options.fixing));
    if options.skipped > 0 {
        let _ = write!(line, "; {} skipped", plural(options.skipped, "file"));
    }
    line
}

/// Which fixes were not made.
fn left_alone(fixing: Fixing) -> String {
    let (Fixing::Made(left) | Fixing::Shown(left)) = fixing else { return String::new() };
    let fixes = |count: usize| format!("{count} fix{}", if count == 1 { "" } else { "es" });
    let mut told = String::new();
    if left.quotations > 0 {
        let them = if left.quotations == 1 { "it" } else { "them" };
        let _ = write!(told, "; {} left in quotations (--fix-quotations makes {them})", fixes(left.quotations));
    }
    if left.unchanged > 0 {
        let _ = write!(told, "; {} left that would change other lines", fixes(left.unchanged));
    }
    if left.later > 0 {
        let _ = write!(told, "; {} left for another run of --fix", fixes(left.later));
    }
    if left.read_only > 0 {
        let _ = write!(told, "; {} left in drafts that are only read, such as Word documents", fixes(left.read_only));
    }
    if left.unwritable > 0 {
        let _ = write!(told, "; {} left that the file cannot hold", fixes(left.unwritable));
    }
    told
}

/// "2 errors, 1 warning and 3 advice"; nothing when there is nothing.
fn by_level(counts: [usize; 3]) -> String {
    let parts: Vec<String> = STRONGEST_FIRST
        .into_iter()
        .zip(counts)
        .filter(|&(_, count)| count > 0)
        // "Advice" has no plural.
        .map(
            |(level, count)| {
                if level == Level::Advice { format!("{count} advice") } else { plural(count, level.name()) }
            },
        )
        .collect();
    match parts.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// How often each rule reported something, most often first; nothing when nothing was reported.
pub(super) fn statistics(diagnostics: &[Diagnostic], options: &Options<'_>) -> String {
    let mut counted: FxHashMap<(&str, Level), usize> = FxHashMap::default();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.is_reported()) {
        *counted.entry((&diagnostic.rule, diagnostic.level)).or_default() += 1;
    }
    let mut rows: Vec<_> = counted.into_iter().map(|((rule, level), count)| (count, level, rule)).collect();
    rows.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(b.2)));
    let widest = rows.iter().map(|(_, _, rule)| rule.chars().count()).max().unwrap_or(0);
    let digits = rows.first().map_or(0, |(count, ..)| count.to_string().len());
    let mut table = String::new();
    for (count, level, rule) in rows {
        if options.words > 0 {
            let rate = count as f64 * 1000.0 / options.words as f64;
            let _ = writeln!(table, "{count:>digits$}  {level:<7}  {rule:<widest$}  {rate:>6.2} per 1,000 words");
        } else {
            let _ = writeln!(table, "{count:>digits$}  {level:<7}  {rule}");
        }
    }
    table
}

/// More drafts than this are told of together only.
const MOST_DRAFTS: usize = 20;

/// What the statements of the drafts rest on, a line for each draft, and one for all.
pub(super) fn sourcing(options: &Options<'_>) -> String {
    let mut lines = String::new();
    let mut all = Sourcing::default();
    for (path, picture) in options.sourcing {
        all.add(picture);
        if options.sourcing.len() <= MOST_DRAFTS {
            let _ = writeln!(lines, "{}: {picture}", one_line(path));
        }
    }
    if options.sourcing.len() > 1 {
        let _ = writeln!(lines, "all {} drafts: {all}", options.sourcing.len());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{options, with_levels};
    use super::*;

    #[test]
    fn a_summary_reads_as_a_sentence() {
        let none = |_: &str| None;
        let of = |reported: &str, below: &str, allowed, files| {
            let options = Options { files, ..options(&none) };
            summary(&with_levels(reported, below, allowed), &options)
        };
        assert_eq!(of("", "", 0, 5), "no problems in 5 drafts");
        assert_eq!(of("", "", 0, 0), "no drafts to check");
        assert_eq!(of("e", "", 0, 0), "1 error");
        assert_eq!(
            of("eeewwwww", "aa", 0, 5),
            "3 errors and 5 warnings in 5 drafts; 2 advice not shown (--level advice shows them)"
        );
        assert_eq!(of("ewa", "", 1, 1), "1 error, 1 warning and 1 advice in 1 draft; 1 allowed");
        assert_eq!(
            of("", "w", 2, 2),
            "no problems in 2 drafts; 1 warning not shown (--level warning shows it); 2 allowed"
        );
        let mut resting = with_levels("e", "", 1);
        resting[0].standing = Standing::Baselined { by: "copydesk-baseline.jsonl:2".into() };
        let one = Options { files: 1, ..options(&none) };
        assert_eq!(summary(&resting, &one), "no problems in 1 draft; 1 allowed; 1 in the baseline");
        let options = Options { files: 1, skipped: 2, ..options(&none) };
        assert_eq!(summary(&[], &options), "no problems in 1 draft; 2 files skipped");
    }

    #[test]
    fn statistics_count_by_rule() {
        let none = |_: &str| None;
        let diagnostics = with_levels("wwweaa", "w", 3);
        insta::assert_snapshot!(statistics(&diagnostics, &Options { words: 2000, ..options(&none) }), @r#"
        3  warning  name-variant      1.50 per 1,000 words
        2  advice   doubled-word      1.00 per 1,000 words
        1  error    placeholder-tk    0.50 per 1,000 words
        "#);
        insta::assert_snapshot!(statistics(&diagnostics, &options(&none)), @r#"
        3  warning  name-variant
        2  advice   doubled-word
        1  error    placeholder-tk
        "#);
        assert_eq!(statistics(&[], &options(&none)), "");
    }
}
