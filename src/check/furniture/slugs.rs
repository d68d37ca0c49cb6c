//! Section slugs in a sentence: “war-and-conflicts, politics, and general news”.
//!
//! A slug alone may be an ordinary compound, and a list of subjects an ordinary list; a slug that heads or ends a list of
//! section names is neither.

use super::super::Inspector;
use crate::rule::Lexicon;
use crate::scan::{Boundary, Term};
use crate::source::Span;
use crate::table::File;

/// Three words or more with hyphens and a small word among them: `crime-and-justice`.
const SLUG: &str = "/\\b[a-z]{3,}-(?:and|or|of|the)-[a-z]{3,}(?:-[a-z]+)*\\b/";

/// What the scan looks for: the pattern of a slug, then the names of sections.
pub(super) fn terms(file: File<'_>, sections: &Lexicon) -> Vec<Term> {
    let mut terms: Vec<Term> = Term::new(SLUG, true, Boundary::Word).into_iter().collect();
    for (section, span) in sections.entries() {
        match Term::new(section, false, Boundary::Word) {
            Ok(term) => terms.push(term),
            Err(error) => file.mistake(span, error.message, None),
        }
    }
    terms
}

/// Reports each slug that stands in a list with section names. The slug is the term at `slug`; names follow it.
pub(super) fn report(inspector: &mut Inspector<'_>, slug: u32) {
    let draft = inspector.draft;
    let mut hits: Vec<_> = inspector.hits().filter(|hit| hit.term >= slug).collect();
    if !hits.iter().any(|hit| hit.term == slug) {
        return;
    }
    hits.sort_unstable_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end)));
    let joined = |left: Span, right: Span| {
        left.end <= right.start
            && matches!(&draft.prose.text()[left.range().end..right.range().start], ", " | " and " | ", and " | " or ")
    };
    for (index, hit) in hits.iter().enumerate().filter(|(_, hit)| hit.term == slug) {
        let mut list = hit.span;
        for next in &hits[index + 1..] {
            if joined(list, next.span) {
                list = list.cover(next.span);
            } else if next.span.start > list.end + 8 {
                break;
            }
        }
        for before in hits[..index].iter().rev() {
            if joined(before.span, list) {
                list = list.cover(before.span);
            } else if before.span.end + 8 < list.start {
                break;
            }
        }
        let named = hits.iter().any(|other| other.term != slug && list.contains(other.span));
        if list == hit.span || !named {
            continue;
        }
        let message = format!("“{}”: section names of a page in a sentence", draft.text(list));
        let finding = inspector.finding(list, message).remedy("Say what is meant in words, or cut it.");
        inspector.report(finding);
    }
}
