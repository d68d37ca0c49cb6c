//! Claims that need somebody who answers for them: accusations and tolls.

use super::place::{Place, YEARS, is_year};
use crate::check::Inspector;
use crate::diagnostic::Level;
use crate::draft::{Mask, TokenKind, is_capitalised, without_possessive};
use crate::reading::attribution::claims::MAGNITUDES;
use crate::reading::attribution::{Context, SourceClass};
use crate::reading::names::{Kind, is_institution};
use crate::reading::words::is_function_word;
use std::ops::Range;

/// Reports accusations against somebody that nobody stands behind.
pub(super) fn report_accusations(inspector: &mut Inspector<'_>, is_deed: impl Fn(u32) -> bool) {
    let mut last = None;
    for place in Place::all(inspector) {
        if last == Some(place.sentence) {
            continue;
        }
        let Some((from, to)) = accused(inspector, &place)
            .or_else(|| does_wrong(inspector, &place, is_deed(place.term)).filter(|_| !place.is_sourced_nearby()))
            .filter(|_| !is_fiction(&place))
        else {
            continue;
        };
        let tokens = place.tokens();
        let is_deed = is_deed(place.term);
        // Of a deed the police may be the ones who did it.
        let is_law = place.tells(place.paragraph(), Context::Settled) || !is_deed && place.is_in_law();
        let is_past = has_year_before(&place, &place.paragraph());
        let class = place.class_of(from..to + 1);
        let is_answered = class <= SourceClass::Anonymous;
        // Of an accusation that is handled the maker is told elsewhere; “its claims” have an owner.
        let is_handled = !is_deed
            && (place.tells(tokens.clone(), Context::Handled)
                || from > tokens.start
                    && (without_possessive(place.text(from - 1)).len() < place.text(from - 1).len()
                        || place.is(from - 1, "its his her their our")));
        // “The auditor, Jo Marsh, published allegations”: somebody by name does something with them.
        let before = inspector.readings.names().within(tokens.start..from);
        let is_made = !is_deed
            && !place.any(tokens.start..from, "there")
            && before.iter().any(|mention| mention.kind == Kind::Person);
        let is_denied =
            is_made || place.at > tokens.start && place.text(place.at - 1).to_lowercase().starts_with("anti");
        if is_law
            || is_handled
            || is_past
            || is_answered
            || is_denied
            || place.is_linked()
            || inspector.draft.is_masked(place.span(from, to), &[Mask::Quoted])
        {
            continue;
        }
        last = Some(place.sentence);
        let span = place.span(from, to);
        let message = match class {
            SourceClass::Vague | SourceClass::Agentless => {
                format!("“{}”: an accusation that rests on nobody who is named", inspector.draft.text(span))
            }
            _ => format!("“{}”: who says so?", inspector.draft.text(span)),
        };
        let finding = inspector.finding(span, message);
        inspector.report(finding);
    }
}

/// From where to where somebody is accused: “allegations of corruption within Osei’s administration”.
fn accused(inspector: &Inspector<'_>, place: &Place<'_>) -> Option<(usize, usize)> {
    let tokens = place.tokens();
    let from = place.at.saturating_sub(4).max(tokens.start);
    let opens = (from..place.at).rev().find(|&at| place.tells(at..at + 1, Context::Allegation))?;
    if !(opens + 1..place.at).all(|at| {
        place
            .is(at, "of and about that widespread rampant systemic massive serious sexual financial war election voter")
    }) {
        return None;
    }
    // The one accused follows, with at most a few words between.
    let by = place.end;
    if !(place.is(by, "within against in inside at involving around surrounding")
        || place.is(by, "by") && !place.is(opens, "claims claim accusations accusation allegations allegation"))
    {
        return None;
    }
    let names = inspector.readings.names();
    (by + 1..(by + 6).min(tokens.end)).take_while(|&at| !place.is_mark(at)).find_map(|at| {
        let word = place.text(at);
        let mention = names.mention_at(at);
        let is_owner = without_possessive(word).len() < word.len();
        let is_person = mention.is_some_and(|mention| mention.kind == Kind::Person || mention.person.is_some());
        let lists = inspector.readings.lists;
        let is_polity = lists.polity_of_word(word).is_some();
        let is_body = is_capitalised(word) && (is_institution(word) || is_polity && is_owner);
        let near = at + 1..(at + 4).min(tokens.end);
        let mut targets = near.filter(|&at| is_owner && place.tells(at..at + 1, Context::Target));
        if let Some(target) = targets.next_back() {
            return Some((opens, target));
        }
        let end = mention.map_or(at, |mention| mention.tokens.end - 1);
        (is_person || is_body).then_some((opens, end))
    })
}

/// Whether the paragraph, or the headline, is about a work that tells of it, or opens with its title.
fn is_fiction(place: &Place<'_>) -> bool {
    let tokens = place.tokens();
    let in_title =
        place.is(tokens.start, "in") && tokens.len() > 1 && place.is_quoted((tokens.start + 1).min(tokens.end - 1));
    in_title || place.tells(place.paragraph(), Context::Fiction)
}

/// “Mara Osei, the mayor, laundered money”: wrongdoing told as a fact.
fn does_wrong(inspector: &Inspector<'_>, place: &Place<'_>, is_deed: bool) -> Option<(usize, usize)> {
    let tokens = place.tokens();
    let deed = place.at;
    let names = inspector.readings.names();
    if !is_deed && place.is(deed, "corruption fraud bribery nepotism cronyism") {
        // “There has been widespread corruption in Osei’s administration”.
        let there = (tokens.start..deed).find(|&at| place.is(at, "there"))?;
        let is_plain = (there + 1..deed)
            .all(|at| place.is(at, "is was has have been are were widespread rampant systemic massive serious much"));
        let target =
            (place.end..(place.end + 8).min(tokens.end)).find(|&at| place.tells(at..at + 1, Context::Target))?;
        let owner = (place.end..target)
            .any(|at| without_possessive(place.text(at)).len() < place.text(at).len() && place.is_name(at));
        return (is_plain && owner && place.is(place.end, "in within at inside")).then_some((deed, target));
    }
    // A verb alone has to have an object.
    let fits = place.end > deed + 1 || !place.is_mark(place.end) && !place.is(place.end, "by in to on at and from");
    if !is_deed || !fits {
        return None;
    }
    // The one who did it stands right before, or before an apposition.
    let mut before = place.before()?;
    while before > tokens.start && place.is(before, "has have had also repeatedly secretly reportedly allegedly") {
        before -= 1;
    }
    let subject = if place.text(before) == "," {
        let opening = (tokens.start..before).rev().find(|&at| place.text(at) == ",")?;
        opening.checked_sub(1)?
    } else {
        before
    };
    let is_person =
        names.mention_at(subject).is_some_and(|mention| mention.kind == Kind::Person || mention.tokens.len() >= 2);
    let is_force = place.is(subject, "police army government ministry troops soldiers officers guards militia")
        && place.any(subject.saturating_sub(3).max(tokens.start)..subject + 1, "the officers")
        && (subject.saturating_sub(3).max(tokens.start)..subject).any(|at| place.is_name(at));
    // “Embezzled the money”, not “embezzled the”.
    let shown = (place.end..tokens.end.min(place.end + 4)).find(|&at| !is_function_word(place.text(at)));
    let end = if place.end > deed + 1 { place.end - 1 } else { shown.unwrap_or(place.end.min(tokens.end - 1)) };
    (is_person || is_force).then_some((deed, end))
}

/// Of a draft without a date, years before this are taken for history.
const LONG_AGO: i16 = 2005;

/// Whether a year of long ago stands in the sentence: that is history.
fn has_year_before(place: &Place<'_>, tokens: &Range<usize>) -> bool {
    let now = place.draft.date.map_or(LONG_AGO, |date| date.year() - 20);
    tokens
        .clone()
        .any(|at| place.draft.tokens[at].kind == TokenKind::Number && is_year(place.text(at), YEARS.start..now))
}

/// How many sentences after a first paragraph may name who counted.
const LEDE_AHEAD: usize = 6;

/// Reports tolls that are open or vague, with nobody who counted them.
pub(super) fn report_casualties(inspector: &mut Inspector<'_>) {
    let mut last = None;
    for place in Place::all(inspector) {
        if last == Some(place.sentence) {
            continue;
        }
        let Some((from, to)) = toll(&place) else { continue };
        let tokens = place.tokens();
        // Of what happened on a day or in a year long past the toll is known.
        let is_settled = tokens.clone().any(|at| {
            // “Since January”: it goes on.
            place.is_name(at) && is_day_or_month(place.text(at)) && !place.is(at - 1, "since")
        })
            || has_year(&place, &tokens)
            || place.any(tokens.clone(), "ago anniversary memorial remembered remembers history century if would could might may until every each year years");
        let class = place.class();
        let is_sourced = class <= SourceClass::Described || place.is_sourced_nearby() || place.is_linked();
        let is_counted = place.any(tokens.clone(), "according figures data estimates estimated estimate toll count tally reckoning puts put per officials police authorities ministry hospital doctors medics rescuers agency");
        // “One of millions displaced”, “had lost hundreds”: a fate, and the past of a past.
        let is_background = place.is(from.saturating_sub(1), "of") && place.is(from.saturating_sub(2), "one")
            || place.any(place.at.saturating_sub(2).max(tokens.start)..place.at, "had");
        let is_told_later = place.opens_story() && place.is_answered_ahead(LEDE_AHEAD);
        if is_settled || is_sourced || is_counted || is_background || is_told_later || place.is_quoted(from) {
            continue;
        }
        last = Some(place.sentence);
        let span = place.span(from, to);
        let finding = inspector.finding(span, format!("“{}”: counted by whom, and when?", inspector.draft.text(span)));
        let finding = if class == SourceClass::Anonymous { finding.at_most(Level::Advice) } else { finding };
        inspector.report(finding);
    }
}

/// From where to where a toll is told: “millions displaced”, “has claimed thousands of lives”.
fn toll(place: &Place<'_>) -> Option<(usize, usize)> {
    let tokens = place.tokens();
    let is_magnitude = |at: usize| MAGNITUDES.iter().any(|word| place.is(at, word));
    let near = place.at.saturating_sub(5).max(tokens.start)..(place.end + 5).min(tokens.end);
    let clause = |range: Range<usize>| range.filter(|&at| !place.is_mark(at));
    // “Killed hundreds”, but not “dead hundreds”.
    let kills = !place.is(place.at, "dead died missing casualties fatalities");
    let is_open = |at: usize| place.draft.tokens[at].kind == TokenKind::Number && is_open_count(place, at, &tokens);
    let is_magnitude = |at: usize| is_magnitude(at) || is_open(at);
    let after = clause(place.end..near.end)
        .take_while(|&at| !place.is(at, "and or but while when"))
        .find(|&at| is_magnitude(at))
        .filter(|_| kills);
    let before = clause(near.start..place.at)
        .rev()
        .take_while(|&at| !place.is(at, "and or but while when"))
        .find(|&at| is_magnitude(at));
    // “Claimed thousands of lives”: only lives are a toll.
    let needs_lives = place.is(place.at, "claimed claims claim cost costs");
    if needs_lives {
        let lives = (place.end..(place.end + 6).min(tokens.end)).find(|&at| place.is(at, "lives"))?;
        return after.map(|_| (place.at, lives));
    }
    // “Thousands of displaced families”: who they are, not how many were driven out.
    let is_attributive = place.is(place.at, "displaced injured wounded missing")
        && place
            .is(place.end, "families people persons residents civilians children women men workers soldiers villagers");
    if is_attributive {
        return None;
    }
    // Things are killed and displaced too: animals, jobs, plans.
    let people = |range: Range<usize>| {
        !place.any(
            range,
            "jobs trees animals birds fish chickens pigs cows cattle bees mosquitoes cells plants plans homes bills",
        )
    };
    match (before, after) {
        (Some(at), _) if people(at..(place.at)) => Some((at, place.end - 1)),
        (None, Some(at)) if people(at..near.end) => Some((place.at, at)),
        _ => None,
    }
}

/// “At least 40 people have been killed”, “more than 900 lives so far”: a number that may grow.
fn is_open_count(place: &Place<'_>, at: usize, tokens: &Range<usize>) -> bool {
    let from = at.saturating_sub(2).max(tokens.start);
    let is_rough = place.any(from..at, "least than nearly almost about around over some roughly");
    let goes_on = place.any(tokens.clone(), "so since ongoing still")
        || tokens.clone().any(|at| place.is(at, "has have") && at.abs_diff(place.at) < 6);
    is_rough && goes_on
}

fn has_year(place: &Place<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| {
        let word = place.text(at);
        place.draft.tokens[at].kind == TokenKind::Number
            && (word.len() == 4 || word.ends_with('s'))
            && word.get(..4).is_some_and(|year| is_year(year, YEARS))
    })
}

fn is_day_or_month(word: &str) -> bool {
    const NAMES: &str = "January February March April May June July August September October November December Jan Feb Aug Sept Oct Nov Dec";
    NAMES.split_ascii_whitespace().any(|name| name == word)
}
