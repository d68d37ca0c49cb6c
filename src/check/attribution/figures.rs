//! Figures and ranks that nobody is said to have worked out.

use super::place::{Place, YEARS, is_year};
use crate::check::Inspector;
use crate::diagnostic::Level;
use crate::draft::{Role, TokenKind};
use crate::reading::attribution::SourceClass;
use crate::reading::numbers::Unit;
use crate::source::Span;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// No more of these are told of in one draft.
const MOST: usize = 3;

/// How many sentences before and after a figure in its paragraph may name its source.
const NEAR: usize = 8;

/// Reports shares, said to be rough, and sums that leave open how much, that nobody stands behind.
pub(super) fn report_figures(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let attributed = attributed_shares(inspector);
    // A share of something that somebody has counted or holds.
    let shares = inspector.readings.numbers().iter().filter(|number| {
        let of = draft.tokens.get(number.tokens.end).map(|of| draft.text(of.span));
        number.vague
            && number.unit == Unit::Percent
            && of == Some("of")
            && !attributed.contains(&number.value.to_bits())
            && inspector.looks_at(number.span)
    });
    let mut found: Vec<(Span, SourceClass)> =
        shares.filter_map(|share| figure(inspector, share.tokens.clone())).take(MOST).collect();
    let sums = Place::all(inspector);
    let sums = sums.iter().filter_map(|sum| figure(inspector, sum.at..sum.end));
    found.extend(sums.filter(|(_, class)| *class == SourceClass::None).take(MOST));
    found.sort_unstable_by_key(|(span, _)| *span);
    found.dedup_by(|later, earlier| later.0.start < earlier.0.end);
    for (span, class) in found.into_iter().take(MOST) {
        let finding = inspector.finding(span, format!("“{}”: whose figure, and of when?", draft.text(span)));
        // Without any source it may be common knowledge; of a source that nobody could ask it is not.
        let finding = if class == SourceClass::Vague { finding } else { finding.at_most(Level::Advice) };
        inspector.report(finding);
    }
}

/// The words to show of a figure that nothing around it answers for, and what it rests on.
fn figure(inspector: &Inspector<'_>, number: Range<usize>) -> Option<(Span, SourceClass)> {
    let draft = inspector.draft;
    let attribution = inspector.readings.attribution();
    let sentence = draft.sentence_at(draft.tokens[number.start].span.start)?;
    let block = draft.sentences[sentence].block;
    if draft.blocks[block].role != Role::Body {
        return None;
    }
    let (hashes, contexts) = (inspector.readings.hashes(), inspector.readings.lists.contexts());
    let first_body = inspector.readings.first_body();
    let place = Place {
        draft,
        attribution,
        hashes,
        contexts,
        first_body,
        term: 0,
        at: number.start,
        end: number.end,
        sentence,
    };
    let paragraph = draft.blocks[block].sentences.clone();
    let mut paragraph = sentence.saturating_sub(NEAR).max(paragraph.start)..(sentence + NEAR).min(paragraph.end);
    let is_sourced = paragraph.any(|sentence| attribution.statements[sentence].class <= SourceClass::Anonymous);
    if is_sourced || place.is_linked() || place.is_quoted(number.start) {
        return None;
    }
    let tokens = place.tokens();
    let is_dated =
        tokens.clone().any(|at| draft.tokens[at].kind == TokenKind::Number && is_year(place.text(at), YEARS));
    let is_plain = place.any(tokens.clone(), PLAIN);
    let soon = attribution.statements.iter().skip(sentence + 1).take(2);
    let is_sourced_soon = soon.into_iter().any(|statement| statement.class <= SourceClass::Document);
    if is_sourced_soon || is_dated || is_plain {
        return None;
    }
    // “Roughly 20% of the land”: with the word that says how rough, and what it is of.
    let rough = |&at: &usize| place.is(at, ROUGH);
    let from = (tokens.start..number.start).rev().take_while(rough).last().unwrap_or(number.start);
    let is_of = matches!(place.text(number.end - 1), "of" | "in") || place.text(number.end) == "of";
    let of = (number.end..tokens.end)
        .find(|&at| is_of && !place.is(at, "of the its all our"))
        .filter(|&at| !place.is_mark(at));
    let to = of.unwrap_or(number.end - 1);
    Some((place.span(from, to.max(from)), place.class()))
}

/// Words that say how rough a figure is.
const ROUGH: &str =
    "more less fewer than at least most over well about around roughly nearly almost an estimated some approximately";

/// Business, prices and polls have figures of their own; so does the writer’s “I”.
const PLAIN: &str = "profit profits revenue earnings sales shares quarter deal bid paid pay costs cost price prices wages salaries \
    rents worth sold bought raised invested investment contract budget fee deposit discount tax rate tip loan mortgage dividend \
    stake average survey poll study according i we you your my our if would could should index points";

/// The shares that somebody is said to have worked out, by the bits of their value.
fn attributed_shares(inspector: &Inspector<'_>) -> FxHashSet<u64> {
    let (draft, attribution) = (inspector.draft, inspector.readings.attribution());
    let shares = inspector.readings.numbers().iter().filter(|number| number.unit == Unit::Percent);
    let told = shares.filter(|number| {
        let sentence = draft.sentence_at(number.span.start);
        sentence.is_some_and(|sentence| attribution.statements[sentence].class <= SourceClass::Anonymous)
    });
    told.map(|number| number.value.to_bits()).collect()
}

/// Reports “one of the most significant ...” in the writer’s voice.
pub(super) fn report_superlatives(inspector: &mut Inspector<'_>) {
    let mut count = 0;
    for place in Place::all(inspector) {
        let tokens = place.tokens();
        let is_sourced = place.class() <= SourceClass::Anonymous
            || place.attribution.statements[place.sentence].class <= SourceClass::Anonymous;
        // A figure, a ranking body or a claim of one’s own can be checked.
        let is_measured = tokens.clone().any(|at| draft_number(&place, at))
            || place.any(
                tokens.clone(),
                "ranked ranking rated voted named list award awards record records i my me our we you your",
            );
        let scope = (place.end..(place.end + 12).min(tokens.end))
            .take_while(|&at| !matches!(place.text(at), "." | "," | ";"))
            .find(|&at| place.is(at, "since ever history far years decades generation war era century"));
        // Without saying among what, it praises more than it ranks.
        let Some(scope) = scope else { continue };
        if is_sourced || is_measured || place.is_linked() || count == MOST || place.is_quoted(place.at) {
            continue;
        }
        count += 1;
        let span = place.span(place.at, scope);
        let finding = inspector.finding(span, format!("“{}”: who ranks it so?", inspector.draft.text(span)));
        inspector.report(finding);
    }
}

fn draft_number(place: &Place<'_>, at: usize) -> bool {
    place.draft.tokens[at].kind == TokenKind::Number && !is_year(place.text(at), YEARS)
}
