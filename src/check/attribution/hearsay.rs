//! What was said to be so, with nobody who says so: “were reported”, “it is believed”, “reportedly”.

use super::place::{Place, YEARS, is_year};
use crate::check::Inspector;
use crate::diagnostic::Level;
use crate::reading::attribution::SourceClass;
use crate::reading::attribution::claims::Claim;
use crate::source::Span;

/// Forms of “be”.
const BE: &str = "is are was were been being be";

/// Verbs that need more than “be”: without “to”, “that” or “as” they say something else.
const NEEDS_TO: &str = "believed thought understood said feared known presumed assumed held";

/// Nouns of money: a firm reports these.
const RESULTS: &str =
    "profit profits earnings revenue revenues income loss losses sales results turnover growth figures";

/// Reports hearsay without an agent.
pub(super) fn report_agentless(inspector: &mut Inspector<'_>) {
    for (span, verb) in agentless(inspector, &Place::all(inspector)) {
        let message = format!("“{}”: who says so?", inspector.draft.text(span));
        let finding = inspector.finding(span, message);
        // “Widely seen as” is opinion more than news.
        let verb = inspector.draft.text(inspector.draft.tokens[verb].span);
        let is_view = matches!(verb, "seen" | "regarded" | "viewed" | "considered");
        // “..., it is said, ...” is the writer’s aside.
        let is_aside = inspector.draft.prose.text()[span.range().end..].starts_with(',');
        let finding = if is_view || is_aside { finding.at_most(Level::Advice) } else { finding };
        inspector.report(finding);
    }
}

/// Hearsay without an agent, with the token of its verb.
pub(super) fn agentless(inspector: &Inspector<'_>, places: &[Place<'_>]) -> Vec<(Span, usize)> {
    places.iter().filter_map(|place| Some((hearsay(inspector, place)?, place.at))).collect()
}

fn hearsay(inspector: &Inspector<'_>, place: &Place<'_>) -> Option<Span> {
    let tokens = place.tokens();
    let word = place.text(place.at).to_ascii_lowercase();
    let near = place.at.saturating_sub(4).max(tokens.start)..place.at;
    let gap_is_adverb = |be: usize| {
        (be + 1..place.at)
            .all(|at| place.text(at).ends_with("ly") || place.is(at, "also still now long not been being so"))
    };
    let be = near.clone().rev().find(|&at| place.is(at, BE)).filter(|&be| gap_is_adverb(be));
    let next = place.text(place.end);
    let found = match be {
        Some(be) => {
            // “It has been claimed”: before all auxiliaries.
            let first =
                (tokens.start..be).rev().take_while(|&at| place.is(at, "has have had been")).last().unwrap_or(be);
            let before = first.checked_sub(1).filter(|&at| at >= tokens.start);
            let is_it = before.is_some_and(|at| place.is(at, "it"));
            let follows = match next {
                "by" | "as" if !place.is(place.at, "seen regarded viewed") => false,
                // “Is reported to have left”, not “is reported to the board”.
                "to" if place.is(place.at, "reported alleged") => place.is(place.end + 1, "have be"),
                "to" => !place.is(place.end + 1, "the a an"),
                "of" => false,
                "as" => true,
                // “It is understood”, with “that” or without, before what is or after it.
                _ if is_it => !place.is(place.at, "seen regarded viewed considered presumed known"),
                // “Explosions were reported”; but “prices are reported in dollars”.
                _ => {
                    !place.is(place.at, NEEDS_TO)
                        && !place.is(place.at, "seen regarded viewed considered")
                        && before.is_some_and(|at| is_incident(place, at))
                }
            };
            // “Could be said to”, “has been known to”.
            if place.any(near.start..be, "could can may might would") {
                return None;
            }
            let is_seen = place.is(place.at, "seen regarded viewed considered");
            // “Widely seen as”: by whom? “Seen as” alone is a manner of speaking.
            let is_wide = (be + 1..place.at).any(|at| place.is(at, "widely generally commonly broadly"));
            let has_verb = is_it || !place.is(place.at, NEEDS_TO) || next == "to";
            let from = subject(place, first, is_it);
            (follows && has_verb && (!is_seen || is_wide)).then(|| place.span(from, place.end - 1))?
        }
        // “With injuries reported in both towns”.
        _ => {
            let noun = place.before()?;
            let is_reduced =
                word == "reported" && matches!(next, "in" | "near" | "across" | "around") && is_incident(place, noun);
            is_reduced.then(|| place.span(noun, (place.end).min(tokens.end - 1)))?
        }
    };
    let rest = place.end..tokens.end.min(place.end + 12);
    // “Believed by the police to have left”, not “believed to have been bought by Osei”.
    let has_agent =
        place.is(place.end, "by") || next != "to" && place.any(rest, "by") || place.any(tokens.clone(), "according");
    let is_denied =
        place.any(near.start..place.at, "not no never n't nobody") || place.any(tokens.start..place.at, "no");
    let is_result = place.any(place.end..(place.end + 4).min(tokens.end), RESULTS)
        || place.is(place.end, "missing stolen dead lost profits");
    // What scholars hold of long ago, and what is over: “was thought at the time”.
    // A year before all who could be asked were born.
    let is_history = tokens.clone().any(|at| is_year(place.text(at), YEARS.start..1960))
        || place.any(tokens.clone(), "century centuries ancient medieval extinct haunted fossil fossils")
        || next == "to" && place.is(place.end + 1, "date survive")
        || place.any(place.end..tokens.end, "time") && place.is(be.unwrap_or(place.at), "was were");
    let is_reply = place.is(place.end, "back") || place.any(tokens.clone(), "unclear unknown whether if");
    // “He said that 29% was believed to be copied”: he answers for it.
    let is_settled = place.class_of(place.at.saturating_sub(1)..place.end) <= SourceClass::Anonymous
        || place.is_linked()
        || inspector.draft.is_masked(found, &[crate::draft::Mask::Quoted]);
    (!has_agent && !is_history && !is_denied && !is_result && !is_reply && !is_settled && !place.is_in_law())
        .then_some(found)
}

/// The noun before “were reported”, so that the reader sees what was.
fn subject(place: &Place<'_>, be: usize, is_it: bool) -> usize {
    let before = be.checked_sub(1).filter(|&at| at >= place.tokens().start && !place.is_mark(at));
    match before {
        Some(at) if is_it || is_incident(place, at) => at,
        _ => be,
    }
}

/// Things that happen, in the plural: they are reported, and report nothing.
fn is_incident(place: &Place<'_>, at: usize) -> bool {
    place.is(
        at,
        "injuries deaths casualties explosions blasts clashes attacks strikes incidents cases shots fires outages delays damage \
         arrests protests fatalities disruptions floods landslides tremors sightings infections outbreaks problems wounded killed",
    )
}

/// Reports adverbs that hang a statement on nobody.
pub(super) fn report_adverbs(inspector: &mut Inspector<'_>) {
    for (place, span) in adverbs(&Place::all(inspector)) {
        let word = inspector.draft.text(span).to_lowercase();
        let finding = inspector.finding(span, format!("“{word}”: reported by whom?"));
        // In the first paragraph it carries the story; an accusation it carries alone.
        let accuses = inspector.readings.claims()[place.sentence] == Some(Claim::Accusation);
        let finding = if place.opens_story() || accuses { finding } else { finding.at_most(Level::Advice) };
        inspector.report(finding);
    }
}

/// Adverbs of hearsay that no source stands behind.
pub(super) fn adverbs<'p, 'a>(places: &'p [Place<'a>]) -> impl Iterator<Item = (&'p Place<'a>, Span)> {
    places.iter().filter_map(|place| {
        let is_law = place.is(place.at, "allegedly") && place.is_in_law();
        let next = place.end.min(place.tokens().end - 1);
        let to = if place.is_mark(next) || place.is_quoted(next) { place.end - 1 } else { next };
        // “Apparently” tells what the writer gathers, unless it opens the sentence.
        let opens = place.at == place.tokens().start && place.text(place.end) == ",";
        if place.is(place.at, "apparently supposedly ostensibly") && !opens {
            return None;
        }
        let after_for = place.before().is_some_and(|at| place.is(at, "for of"));
        // “The envoys reportedly agreed”: the verb that is hedged makes no source of them.
        (!place.is_sourced_but_for(place.at..place.end + 3)
            && !is_sourced_soon(place)
            && !after_for
            && !is_law
            && !place.is_linked()
            && !place.is_in_law())
        .then(|| (place, place.span(place.at, to)))
    })
}

/// Whether a story that opens with hearsay names its source in the sentences that follow.
fn is_sourced_soon(place: &Place<'_>) -> bool {
    let mut ahead =
        place.attribution.statements.iter().skip(place.sentence + 1).take(if place.opens_story() { 3 } else { 0 });
    ahead.any(|statement| statement.class <= SourceClass::Document)
}
