//! What somebody means, thinks or is said to claim: nobody reports that but the one who does.

use super::place::Place;
use crate::check::Inspector;
use crate::diagnostic::Level;
use crate::draft::{Draft, TokenKind, is_capitalised, without_possessive};
use crate::reading::attribution::{CueClass, SourceClass};
use crate::reading::names::Lists;

fn is_polity(draft: &Draft, lists: &Lists, at: usize) -> bool {
    let word = draft.tokens.get(at).map_or("", |token| draft.text(token.span));
    is_capitalised(word) && lists.polity_of_word(word).is_some()
}

/// How an intention is told, in the order of the lists that a rule names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// “The Kremlin’s intention is that”.
    Aim,
    /// “Russia, concerned that”.
    Feeling,
    /// “Moscow’s offer is designed to divide”.
    Design,
}

impl Means {
    pub(super) const ALL: [Self; 3] = [Self::Aim, Self::Feeling, Self::Design];
}

/// Reports intentions that nobody has stated.
pub(super) fn report_intent(inspector: &mut Inspector<'_>, means_of: impl Fn(u32) -> Means) {
    let draft = inspector.draft;
    for place in Place::all(inspector) {
        let tokens = place.tokens();
        let lists = inspector.readings.lists;
        let means = means_of(place.term);
        let is_noun = means == Means::Aim;
        let found = match means {
            Means::Aim => stated_aim(&place, lists, draft),
            Means::Feeling => apposition(&place, lists, draft),
            Means::Design => design(&place, lists, draft),
        };
        let Some((from, to)) = found else { continue };
        let is_sourced = place.class() < SourceClass::Anonymous
            || place.any(tokens.clone(), "stated officially declared publicly announced")
            || place.attribution.statements[place.sentence].class <= SourceClass::Anonymous && !is_noun;
        if is_sourced || place.is_linked() || !inspector.looks_at(place.span(from, to)) {
            continue;
        }
        let span = place.span(from, to);
        let shown = draft.text(span);
        let asks = if means == Means::Feeling { "who says what is felt?" } else { "who says what is intended?" };
        let finding = inspector.finding(span, format!("“{shown}”: {asks}"));
        // A source without a name is one all the same.
        let is_past = place.is(to.saturating_sub(1), "was");
        let is_weak = !is_noun || is_past || place.class() == SourceClass::Anonymous;
        let finding = if is_weak { finding.at_most(Level::Advice) } else { finding };
        inspector.report(finding);
    }
}

/// “The Kremlin’s intention is that”, “Moscow’s aim was to”, “the aim of the Kremlin is to”.
fn stated_aim(place: &Place<'_>, lists: &Lists, draft: &Draft) -> Option<(usize, usize)> {
    let tokens = place.tokens();
    // A goal with a number or a year is one that was published; teams have aims in a match.
    let is_published = place.is(place.at, "goal") && place.is(place.end + 1, "to")
        || (place.end..tokens.end).any(|at| draft.tokens[at].kind == TokenKind::Number);
    let is_sport = place
        .any(tokens.clone(), "bat ball chase match cup innings goalless half-time scrum wicket season league score");
    if is_published || is_sport {
        return None;
    }
    if place.text(place.end) == "of" {
        let owner = place.end + 1 + usize::from(place.is(place.end + 1, "the"));
        let from = place.before().filter(|&at| place.is(at, "the"))?;
        let is_aim = place.is(owner + 1, "is was") && place.is(owner + 2, "that to") && is_polity(draft, lists, owner);
        return (is_aim && owner + 2 < tokens.end).then_some((from, owner + 2));
    }
    let owner = place.at.checked_sub(1).filter(|&at| at >= tokens.start)?;
    let word = place.text(owner);
    let is_owner = is_owner(word);
    let is_known = is_polity(draft, lists, owner);
    let follows = place.is(place.end, "is was") && place.is(place.end + 1, "that to");
    let from = owner.checked_sub(1).filter(|&at| at >= tokens.start && place.is(at, "the")).unwrap_or(owner);
    (is_owner && is_known && follows).then_some((from, place.end + 1))
}

/// “Moscow’s offer is designed to divide”: what a polity does, and to what end.
fn design(place: &Place<'_>, lists: &Lists, draft: &Draft) -> Option<(usize, usize)> {
    let tokens = place.tokens();
    let be = place.before().filter(|&at| place.is(at, "is are was were clearly plainly apparently"))?;
    let from = (be.saturating_sub(8).max(tokens.start)..be).rev().take_while(|&at| !place.is_mark(at));
    let owner = from.into_iter().find(|&at| is_polity(draft, lists, at) && is_owner(place.text(at)))?;
    Some((owner, place.end - 1))
}

fn is_owner(word: &str) -> bool {
    without_possessive(word).len() < word.len()
}

/// “Russia, concerned that”.
fn apposition(place: &Place<'_>, lists: &Lists, draft: &Draft) -> Option<(usize, usize)> {
    let tokens = place.tokens();
    let comma = place.before().filter(|&at| place.text(at) == ",")?;
    let owner = comma.checked_sub(1).filter(|&at| at >= tokens.start)?;
    let follows = place.is(place.end, "that");
    (follows && is_polity(draft, lists, owner)).then_some((owner, place.end))
}

/// Reports claims without an owner: “the assertion that”.
pub(super) fn report_ownerless(inspector: &mut Inspector<'_>) {
    for place in Place::all(inspector) {
        let Some(article) = place.before() else { continue };
        let article = if place.is(article, "the") {
            article
        } else {
            // “The widespread belief that”.
            let Some(before) = article.checked_sub(1).filter(|&at| at >= place.tokens().start && place.is(at, "the"))
            else {
                continue;
            };
            before
        };
        let tokens = place.tokens();
        let is_answered = place.class() < SourceClass::None
            || place.attribution.statements[place.sentence].class <= SourceClass::Described
            || place.is_sourced_nearby();
        let is_handled = place.any(
            tokens.start..place.at,
            "deny denied denies reject rejected rejects dismissed dismiss refuted disputed under on with like amid",
        ) || place.any(tokens, "i we my our you your");
        let is_refuted = place.any(
            place.end..place.tokens().end,
            "false debunked nonsense myth wrong untrue unfounded baseless truth goes dates persists withdrawn dropped rejected dismissed denied",
        ) || place.any(place.tokens().start..place.at, "laughed bridled truth scoffed");
        if place.text(place.end) != "that" || is_refuted || is_answered || is_handled || place.is_linked() {
            continue;
        }
        let span = place.span(article, place.end);
        let noun = inspector.draft.text(place.span(place.at, place.end - 1)).to_lowercase();
        let finding = inspector.finding(span, format!("“{}”: whose {noun}?", inspector.draft.text(span)));
        inspector.report(finding);
    }
}

/// Reports what somebody is said to believe, feel or hope: reporters know what people say.
pub(super) fn report_mental(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let mut findings = Vec::new();
    for saying in &inspector.readings.attribution().sayings {
        let Some(source) = &saying.source else { continue };
        let cue = draft.tokens[saying.cue.start].span;
        let word = draft.text(cue).to_ascii_lowercase();
        let is_mind = matches!(
            word.as_str(),
            "believes"
                | "thinks"
                | "feels"
                | "hopes"
                | "fears"
                | "wants"
                | "knows"
                | "believe"
                | "think"
                | "feel"
                | "hope"
                | "fear"
        );
        let is_somebody = matches!(source.class, SourceClass::Named | SourceClass::Institution) && !source.is_pronoun;
        let next = draft.tokens.get(saying.cue.end).map_or("", |token| draft.text(token.span));
        if saying.class != CueClass::Mental
            || !is_mind
            || !is_somebody
            || !matches!(next, "that" | "to")
            || !inspector.looks_at(cue)
        {
            continue;
        }
        // Beside a quotation of the same speaker, the words are there.
        let is_quoted = draft
            .sentence_at(cue.start)
            .is_some_and(|sentence| draft.is_masked(draft.sentences[sentence].span, &[crate::draft::Mask::Quoted]));
        if is_quoted {
            continue;
        }
        let span = draft.tokens[source.tokens.start].span.cover(cue);
        findings.push(inspector.finding(span, format!("“{}”: report what was said", draft.text(span))));
    }
    findings.into_iter().for_each(|finding| inspector.report(finding));
}
