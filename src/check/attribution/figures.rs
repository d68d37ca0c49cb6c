//! Figures and ranks that nobody is said to have worked out.

use super::place::{Place, YEARS, is_year};
use crate::check::Inspector;
use crate::diagnostic::Level;
use crate::draft::{Role, TokenKind};
use crate::reading::attribution::SourceClass;
use crate::reading::numbers::Unit;

/// No more of these are told of in one draft.
const MOST: usize = 3;

/// How many sentences before and after a figure in its paragraph may name its source.
const NEAR: usize = 8;

/// Reports shares, said to be rough, that nobody stands behind.
pub(super) fn report_figures(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let attribution = inspector.readings.attribution();
    let mut findings = Vec::new();
    for number in inspector.readings.numbers() {
        if findings.len() == MOST || !inspector.looks_at(number.span) || !number.vague {
            continue;
        }
        // A share of something that somebody has counted or holds.
        if number.unit != Unit::Percent
            || draft.tokens.get(number.tokens.end).is_none_or(|of| draft.text(of.span) != "of")
        {
            continue;
        }
        let Some(sentence) = draft.sentence_at(number.span.start) else { continue };
        let block = draft.sentences[sentence].block;
        if draft.blocks[block].role != Role::Body {
            continue;
        }
        let place = Place {
            draft,
            attribution,
            hashes: inspector.readings.hashes(),
            term: 0,
            at: number.tokens.start,
            end: number.tokens.end,
            sentence,
        };
        let paragraph = draft.blocks[block].sentences.clone();
        let paragraph = sentence.saturating_sub(NEAR).max(paragraph.start)..(sentence + NEAR).min(paragraph.end);
        let class = place.class();
        let is_sourced =
            paragraph.clone().any(|sentence| attribution.statements[sentence].class <= SourceClass::Anonymous);
        let tokens = place.tokens();
        let is_dated =
            tokens.clone().any(|at| draft.tokens[at].kind == TokenKind::Number && is_year(place.text(at), YEARS));
        let is_plain = place.any(
            tokens.clone(),
            "profit profits revenue earnings sales shares quarter deal bid paid pay costs cost price prices wages salaries rents worth sold bought raised invested \
             investment contract budget fee deposit discount tax rate tip loan mortgage dividend stake average survey poll study according \
             i we you your my our if would could should index points",
        );
        let soon = attribution.statements.iter().skip(sentence + 1).take(2);
        let is_sourced_soon = soon.into_iter().any(|statement| statement.class <= SourceClass::Document);
        if is_sourced
            || is_sourced_soon
            || is_dated
            || is_plain
            || place.is_linked()
            || place.is_quoted(number.tokens.start)
        {
            continue;
        }
        // “Roughly 20% of the land”: with the word that says how rough, and what it is of.
        let rough = |&at: &usize| {
            place.is(at, "more less fewer than at least most over well about around roughly nearly almost an estimated some approximately")
        };
        let from = (tokens.start..number.tokens.start).rev().take_while(rough).last().unwrap_or(number.tokens.start);
        let of = (number.tokens.end + 1..tokens.end).find(|&at| !place.is(at, "the its all our"));
        let to = of.unwrap_or(number.tokens.end - 1);
        let span = place.span(from, to.max(from));
        let finding = inspector.finding(span, format!("“{}”: whose figure, and of when?", draft.text(span)));
        // Without any source it may be common knowledge; of a source that nobody could ask it is not.
        findings.push(if class == SourceClass::Vague { finding } else { finding.at_most(Level::Advice) });
    }
    findings.into_iter().for_each(|finding| inspector.report(finding));
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
