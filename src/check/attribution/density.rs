//! Drafts that hang on sources nobody could ring.

use super::hearsay;
use super::place::Place;
use super::vague::{self, Head};
use crate::check::Inspector;
use crate::draft::Role;
use crate::source::Span;

/// This many vague sources make a habit, if a thousand words hold as many.
const MANY: usize = 4;
/// This many do if there are more of them than of sources by name.
const SEVERAL: usize = 3;

/// Reports the first vague source of a draft that hangs on them, and shows the others.
pub(super) fn report(inspector: &mut Inspector<'_>, list_of: impl Fn(u32) -> usize) {
    let draft = inspector.draft;
    let head_of = |term| Head::ALL.get(list_of(term)).copied();
    let found = vague::find(inspector, head_of);
    // The report stands where the plainest of them is.
    let Some(first) = found.iter().find(|vague| vague.says).or(found.first()).map(|vague| vague.span) else { return };
    let mut spans: Vec<Span> = found.into_iter().map(|vague| vague.span).collect();
    let places: Vec<Place<'_>> = Place::all(inspector);
    let (verbs, adverbs): (Vec<Place<'_>>, Vec<Place<'_>>) = places
        .into_iter()
        .filter(|place| list_of(place.term) >= Head::ALL.len())
        .partition(|place| list_of(place.term) == Head::ALL.len());
    spans.extend(hearsay::agentless(inspector, &verbs).into_iter().map(|(span, _)| span));
    spans.extend(hearsay::adverbs(&adverbs).map(|(_, span)| span));
    spans.sort_unstable();
    spans.dedup_by(|later, earlier| later.start < earlier.end);
    let body = |role: Role| matches!(role, Role::Body | Role::List | Role::Dek);
    let words = draft
        .blocks
        .iter()
        .filter(|block| body(block.role))
        .map(|block| draft.tokens[block.tokens.clone()].iter().filter(|token| token.is_word()).count());
    let words: usize = words.sum();
    let is_dense = spans.len() >= MANY && spans.len() * 1000 >= MANY * words;
    if !is_dense && (spans.len() < SEVERAL || spans.len() <= inspector.readings.sourcing().named) {
        return;
    }
    let message = format!("{} statements in {words} words rest on nobody who is named", spans.len());
    let mut finding = inspector.finding(first, message).about_draft("");
    for &span in spans.iter().filter(|&&span| span != first) {
        finding = finding.evidence(span, "so does this");
    }
    inspector.report(finding);
}
