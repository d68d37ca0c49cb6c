//! Where two rules meet on one span the stronger speaks.

use crate::diagnostic::{Diagnostic, Level, Standing, trouble};
use std::sync::Arc;

/// The families whose rules look for what was left in the copy by mistake. Two of them at one place see one thing: a note
/// to the desk that is a slot to fill in as well.
const LEFTOVERS: [&str; 3] = ["chrome", "placeholders", "residue"];

/// Marks what a stronger diagnostic of another rule makes superfluous: anything weaker inside the span of an error, the
/// weaker of two with exactly the same span, and of two leftovers that overlap the weaker or later one.
pub(super) fn overshadow(diagnostics: &mut [Diagnostic]) {
    // What is said of the file itself has nothing to do with the words it happens to be shown at.
    let by_place = by_place(diagnostics, |one| &*one.family != trouble::FAMILY);
    let mut widest: Option<usize> = None;
    let mut before: Option<usize> = None;
    for index in by_place {
        let one = &diagnostics[index];
        let weaker_than = |other: usize| {
            let other = &diagnostics[other];
            other.level > one.level && other.rule != one.rule
        };
        let inside = |other: usize| diagnostics[other].place.end >= one.place.end;
        let same = |other: usize| {
            let other = diagnostics[other].place;
            (other.start, other.end) == (one.place.start, one.place.end)
        };
        let by = widest
            .filter(|&other| inside(other) && weaker_than(other))
            .or_else(|| before.filter(|&other| same(other) && weaker_than(other)))
            .map(|other| Arc::clone(&diagnostics[other].rule));
        if one.level == Level::Error && widest.is_none_or(|other| !inside(other)) {
            widest = Some(index);
        }
        if before.is_none_or(|other| !same(other)) {
            before = Some(index);
        }
        if let Some(by) = by {
            diagnostics[index].standing = Standing::Overshadowed { by };
        }
    }
    overshadow_leftovers(diagnostics);
}

/// Marks all but one of the leftovers that overlap.
fn overshadow_leftovers(diagnostics: &mut [Diagnostic]) {
    let mut last: Option<usize> = None;
    for index in by_place(diagnostics, |one| LEFTOVERS.contains(&&*one.family)) {
        let one = &diagnostics[index];
        let met = last.filter(|&last| {
            let last = &diagnostics[last];
            one.place.start < last.place.end && last.rule != one.rule
        });
        let (goes, by) = match met {
            Some(before) if diagnostics[before].level < one.level => (before, index),
            Some(before) => (index, before),
            None => {
                last = Some(index);
                continue;
            }
        };
        diagnostics[goes].standing = Standing::Overshadowed { by: Arc::clone(&diagnostics[by].rule) };
        last = Some(by);
    }
}

/// The diagnostics that are reported, by place; at one place the widest first, then the strongest: whatever overshadows
/// one stands before it.
fn by_place(diagnostics: &[Diagnostic], wanted: impl Fn(&Diagnostic) -> bool) -> Vec<usize> {
    let speaks = |one: &Diagnostic| one.is_reported() && wanted(one);
    let mut by_place: Vec<usize> = (0..diagnostics.len()).filter(|&index| speaks(&diagnostics[index])).collect();
    by_place.sort_by_key(|&index| {
        let one = &diagnostics[index];
        (one.place.start, std::cmp::Reverse(one.place.end), std::cmp::Reverse(one.level), one.rule.clone())
    });
    by_place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Span};

    fn shadowed(given: &[(&str, Level, usize, usize)]) -> Vec<bool> {
        shadowed_in("family", given)
    }

    fn shadowed_in(family: &str, given: &[(&str, Level, usize, usize)]) -> Vec<bool> {
        let source = Source::new("x", "one two three four five");
        let make = |&(rule, level, start, end): &(&str, Level, usize, usize)| {
            Diagnostic::new(&source, Span::new(start, end), rule, family, level, "message")
        };
        let mut diagnostics: Vec<Diagnostic> = given.iter().map(make).collect();
        overshadow(&mut diagnostics);
        diagnostics.iter().map(|one| !one.is_reported()).collect()
    }

    #[test]
    fn an_error_speaks_for_all_it_holds() {
        let given = [("a", Level::Warning, 4, 7), ("b", Level::Error, 0, 13), ("c", Level::Warning, 8, 18)];
        assert_eq!(shadowed(&given), [true, false, false]);
    }

    #[test]
    fn a_warning_speaks_for_advice_on_the_same_words_only() {
        let given = [("a", Level::Advice, 0, 7), ("b", Level::Warning, 0, 7), ("c", Level::Advice, 0, 3)];
        assert_eq!(shadowed(&given), [true, false, false]);
    }

    #[test]
    fn of_leftovers_that_overlap_one_speaks() {
        let given = [("a", Level::Error, 0, 7), ("b", Level::Error, 4, 13), ("a", Level::Error, 14, 18)];
        assert_eq!(shadowed_in("residue", &given), [false, true, false]);
        let given = [("a", Level::Advice, 0, 7), ("b", Level::Error, 4, 13), ("a", Level::Error, 4, 7)];
        assert_eq!(shadowed_in("residue", &given), [true, false, true]);
    }

    #[test]
    fn equals_and_the_same_rule_both_speak() {
        let given = [("a", Level::Error, 0, 7), ("b", Level::Error, 0, 7), ("a", Level::Warning, 0, 7)];
        assert_eq!(shadowed(&given), [false, false, false]);
    }
}
