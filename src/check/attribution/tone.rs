//! The writer’s own voice: verbs that judge what is said, adverbs and verdicts that judge what happened.

use super::place::Place;
use crate::check::Inspector;
use crate::diagnostic::Level;
use crate::draft::Mask;
use crate::reading::attribution::SourceClass;

/// Reports verbs that say more of a statement than that it was made.
pub(super) fn report_loaded(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let attribution = inspector.readings.attribution();
    let mut findings = Vec::new();
    for place in Place::all(inspector) {
        let sayings = attribution.sayings_of(place.sentence);
        let Some(saying) = sayings.iter().find(|saying| saying.cue.start == place.at) else { continue };
        let is_person = saying
            .source
            .as_ref()
            .is_some_and(|source| matches!(source.class, SourceClass::Named | SourceClass::Described));
        let next = place.end;
        // “Falsely claimed”, “claimed, but”: the doubt is what the story tells; so it does in court.
        let tokens = place.tokens();
        let is_meant = place.before().is_some_and(|at| place.is(at, "falsely wrongly baselessly"))
            || place.any(place.end..tokens.end, "but although though however")
            || place.is_in_law();
        if is_meant {
            continue;
        }
        let is_speech = place.text(next) == "that"
            || draft.tokens.get(next).is_some_and(|token| draft.is_masked(token.span, &[Mask::Quoted]));
        if !is_person || !is_speech {
            continue;
        }
        let word = place.text(place.at).to_ascii_lowercase();
        let span = place.span(place.at, place.end - 1);
        let past = word.ends_with("ed");
        let plain = if past {
            "said"
        } else if word.ends_with('s') {
            "says"
        } else {
            "say"
        };
        let message = format!("“{word}” tells what the writer thinks of the statement; “{plain}” reports it");
        findings.push(inspector.finding(span, message).fix(span, plain, false));
    }
    findings.into_iter().for_each(|finding| inspector.report(finding));
}

/// The lists of a rule about the writer’s voice, in order.
pub(super) const VOICE_LISTS: [&str; 3] = ["adverbs", "verdicts", "clear"];

/// Reports opinions in the writer’s voice.
pub(super) fn report_voice(inspector: &mut Inspector<'_>, list_of: impl Fn(u32) -> usize) {
    let draft = inspector.draft;
    if inspector.readings.is_opinion() {
        return;
    }
    for place in Place::all(inspector) {
        let tokens = place.tokens();
        let is_first = place.at == tokens.start;
        let is_own = place.any(tokens.clone(), "i we my our me us you your i'm we're i’m we’re you’re");
        let span = place.span(place.at, place.end - 1);
        let is_sourced = place.class() <= SourceClass::Vague || place.is_quoted(tokens.start);
        let found = match list_of(place.term) {
            0 if is_first && (place.text(place.end) == "," || place.is(place.at, "needless")) => {
                // Where somebody owns the clause, the adverb may be theirs.
                let is_owned = place.attribution.statements[place.sentence].class <= SourceClass::Described;
                let level = if is_owned { Level::Advice } else { Level::Warning };
                Some((span, format!("“{}” is the writer’s opinion", draft.text(span)), level))
            }
            1 if !is_first || tokens.len() > 3 => verdict(&place),
            2 if !is_sourced || place.before().is_some_and(|at| place.is(at, "and but")) => {
                // “It is clear that”, not “has made it clear that”.
                let it = place.at;
                let is_made = it
                    .checked_sub(1)
                    .is_some_and(|at| at >= tokens.start && place.is(at, "made makes make making if whether"));
                (!is_made).then(|| {
                    (span, format!("“{}” asserts what the story should show", draft.text(span)), Level::Advice)
                })
            }
            _ => None,
        };
        let Some((span, message, level)) = found.filter(|_| !(is_own || is_sourced && list_of(place.term) == 1)) else {
            continue;
        };
        let finding = inspector.finding(span, message).at_most(level);
        inspector.report(finding);
    }
}

/// “Unacceptable demands”: whose word is it?
fn verdict(place: &Place<'_>) -> Option<(crate::source::Span, String, Level)> {
    let noun = place.end;
    let is_noun = !place.is_mark(noun)
        && place.is(noun, "demands demand conditions terms proposal proposals attack attacks behaviour behavior conduct remarks comments claims \
           act acts decision decisions regime tactics policy policies ultimatum ultimatums move campaign violence crime crimes treatment");
    is_noun.then(|| {
        let span = place.span(place.at, noun);
        (span, format!("“{}” is a verdict in the writer’s voice", place.draft.text(span)), Level::Advice)
    })
}
