//! What stands on lines that have not changed is counted, not shown, where changes are asked for.

use crate::diagnostic::{Diagnostic, Standing, trouble};
use crate::source::{Place, Source, Span};
use std::ops::RangeInclusive;

/// Some lines of a file, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// All of them: the file is new, or nothing is asked of lines.
    All,
    /// These, in order.
    Some(Vec<RangeInclusive<u32>>),
}

impl Lines {
    /// Whether any line from `first` to `last` is among them.
    #[must_use]
    pub fn touch(&self, first: u32, last: u32) -> bool {
        match self {
            Self::All => true,
            Self::Some(ranges) => {
                let after = ranges.partition_point(|range| *range.end() < first);
                ranges.get(after).is_some_and(|range| *range.start() <= last)
            }
        }
    }

    /// Whether all lines from `first` to `last` are among them.
    #[must_use]
    pub fn hold(&self, first: u32, last: u32) -> bool {
        *self == Self::All || (first..=last).all(|line| self.touch(line, line))
    }
}

/// Of what is told of a draft, sets aside what stands on lines that have not changed. A contradiction of which the other half
/// has changed is told there, with the old half as evidence: it is the change that contradicts.
pub fn keep_changed(diagnostics: &mut [Diagnostic], lines: &Lines, source: Option<&Source>) {
    let touches = |place: &Place| lines.touch(place.line, place.end_line.max(place.line));
    for diagnostic in diagnostics {
        let is_told = matches!(diagnostic.standing, Standing::Reported | Standing::BelowLevel);
        // What is wrong with the file as a whole is no fault of a line.
        let is_of_file = &*diagnostic.family == trouble::FAMILY && diagnostic.text.is_empty();
        if !is_told || is_of_file || touches(&diagnostic.place) {
            continue;
        }
        let path = diagnostic.path.clone();
        let changed = diagnostic.evidence.iter_mut().find(|other| other.path == path && touches(&other.place));
        match changed {
            Some(other) => {
                std::mem::swap(&mut diagnostic.place, &mut other.place);
                "this stood here before the change".clone_into(&mut other.label);
                diagnostic.text = source.map_or_else(String::new, |source| {
                    source
                        .slice(Span {
                            start: source.decoded(diagnostic.place.start),
                            end: source.decoded(diagnostic.place.end),
                        })
                        .to_owned()
                });
                // They mend the other place.
                diagnostic.fixes.clear();
            }
            None => diagnostic.standing = Standing::Unchanged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_touched_at_either_end() {
        let lines = Lines::Some(vec![3..=4, 9..=9]);
        for (first, last, touched) in
            [(1, 2, false), (2, 3, true), (4, 8, true), (5, 8, false), (9, 9, true), (10, 12, false)]
        {
            assert_eq!(lines.touch(first, last), touched, "{first} to {last}");
        }
        assert!(Lines::All.touch(7, 7));
        assert!(!Lines::Some(Vec::new()).touch(1, 100));
    }
}
