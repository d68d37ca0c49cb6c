//! Statements of one draft.

use super::reckoning::{Now, are_apart, elapsed, is_apart, later, length, ordinal, roughly, unit};
use crate::check::Inspector;
use crate::diagnostic::Level;
use crate::reading::calendar::day_in_words;
use crate::reading::events::{Anchor, Attribute, Events, Extent};
use crate::reading::time::Unit;
use crate::source::Span;

/// Kinds of events that are about another: a meeting is about a war.
const ABOUT: [&str; 2] = ["talks", "ceasefire"];

/// Kinds of events that meetings are about.
const MATTERS: [&str; 4] = ["war", "dispute", "strike", "siege"];

fn of(events: &Events, attribute: Attribute) -> impl Iterator<Item = &Anchor> {
    events.anchors.iter().filter(move |anchor| anchor.attribute == attribute)
}

/// Of more statements than this only the first are compared, so that time does not grow with the square of the text.
const MOST: usize = 64;

/// Whether two statements give days that have none in common.
fn has_other_days(one: &Anchor, other: &Anchor) -> bool {
    match (one.extent, other.extent) {
        (Extent::Days { core: one, .. }, Extent::Days { core: other, .. }) => are_apart(one, other),
        _ => false,
    }
}

/// Whether two statements name their event alike: with one noun, and no word before it that tells them apart. War has many
/// names.
fn names_the_same(one: &Anchor, other: &Anchor) -> bool {
    let is_plain = one.event.modifier.is_none() && other.event.modifier.is_none();
    let is_alike = one.event.modifier == other.event.modifier;
    let same_noun = one.event.word == other.event.word;
    let is_war = one.event.is_war && other.event.is_war;
    (same_noun && (is_alike || other.event.modifier.is_none())) || is_war && is_plain
}

/// The first statement of when an event began.
fn start_of<'e>(events: &'e Events, anchor: &Anchor) -> Option<&'e Anchor> {
    let of_kind = |start: &&Anchor| start.event.may_be(&anchor.event) && start.span != anchor.span && !start.is_quoted;
    let mut starts = of(events, Attribute::Start).filter(of_kind).take(MOST);
    let first = starts.next()?;
    // Where two of a kind began at two times there is no telling which one is meant.
    let is_only = starts.all(|other| !has_other_days(first, other));
    (is_only && names_the_same(first, anchor)).then_some(first)
}

/// Reports “in its third year” where that of the event is another.
pub(super) fn report_ordinals(inspector: &mut Inspector<'_>, events: &Events) {
    let draft = inspector.draft;
    let now = Now::of(draft, events);
    for anchor in of(events, Attribute::Elapsed) {
        let Extent::Ordinal { unit, .. } = anchor.extent else { continue };
        let Some(start) = start_of(events, anchor) else { continue };
        let (Extent::Days { core, .. }, Some((_, outer))) = (start.extent, length(anchor.extent)) else { continue };
        let (least, most) = elapsed(core, &now);
        if !is_apart((least, most + 1.0), outer) || !inspector.looks_at(anchor.span) {
            continue;
        }
        let message = format!(
            "“{}”: the {} {}, so {} it is in its {}",
            draft.text(anchor.span),
            draft.text(start.event.noun).to_lowercase(),
            draft.text(start.span),
            moment(&now),
            which(least, most, unit),
        );
        let finding = inspector.finding(anchor.span, message).evidence(start.span, "it began then");
        report(inspector, finding, &[anchor, start]);
    }
}

/// “On 2 June 2025”, or the bounds that follow from the story.
fn moment(now: &Now) -> String {
    match (now.from, now.to) {
        (Some(from), Some(to)) if from == to => format!("on {}", day_in_words(from)),
        (Some(from), _) => format!("after {}", day_in_words(from)),
        (None, Some(to)) => format!("before {}", day_in_words(to)),
        (None, None) => "by now".into(),
    }
}

/// “Fourth year”, or “fourth or fifth year”.
fn which(least: f64, most: f64, unit: Unit) -> String {
    let nth = |days: f64| (days / unit.days()).floor().clamp(0.0, 9999.0) as u32 + 1;
    let name = unit.name();
    match (least.is_finite(), most.is_finite()) {
        (true, true) if nth(least) == nth(most) => format!("{} {name}", ordinal(nth(least))),
        (true, true) => format!("{} or {} {name}", ordinal(nth(least)), ordinal(nth(most))),
        (true, false) => format!("{} {name} or later", ordinal(nth(least))),
        _ => format!("{} {name} or earlier", ordinal(nth(most))),
    }
}

/// Reports pairs of statements that cannot both be true.
pub(super) fn report_conflicts(inspector: &mut Inspector<'_>, events: &Events) {
    let now = Now::of(inspector.draft, events);
    let mut told: Vec<Span> = Vec::new();
    for (index, later) in events.anchors.iter().enumerate() {
        if told.contains(&later.span) || !inspector.looks_at(later.span) {
            continue;
        }
        let earlier = &events.anchors[index.saturating_sub(MOST)..index];
        let found = against_start(inspector, events, later, &now)
            .or_else(|| earlier.iter().find_map(|one| between(inspector, one, later, &now)));
        if let Some((message, other)) = found {
            told.push(later.span);
            let finding = inspector.finding(later.span, message).evidence(other.span, "the other statement");
            report(inspector, finding, &[later, other]);
        }
    }
}

/// How long something has gone on, against when it began.
fn against_start<'e>(
    inspector: &Inspector<'_>,
    events: &'e Events,
    anchor: &Anchor,
    now: &Now,
) -> Option<(String, &'e Anchor)> {
    let draft = inspector.draft;
    if anchor.attribute != Attribute::Elapsed || !matches!(anchor.extent, Extent::Length { .. }) {
        return None;
    }
    let start = start_of(events, anchor)?;
    let (Extent::Days { core, .. }, (_, outer)) = (start.extent, length(anchor.extent)?) else { return None };
    let (least, most) = elapsed(core, now);
    // A statement is older than the story by some days, and “three years” may be a month short of them.
    let slack = unit(anchor)?.days() / 8.0;
    if !is_apart((least - slack, most + slack), outer) {
        return None;
    }
    let passed = if least.is_finite() { least } else { most };
    let message = format!(
        "“{}”: the {} {}, {} before {}",
        draft.text(anchor.span),
        draft.text(start.event.noun).to_lowercase(),
        draft.text(start.span),
        roughly(passed),
        now.from.or(now.to).map_or_else(|| "the story".into(), day_in_words),
    );
    Some((message, start))
}

/// Two statements about one event, or about a meeting and what it is about.
fn between<'e>(inspector: &Inspector<'_>, one: &'e Anchor, other: &Anchor, now: &Now) -> Option<(String, &'e Anchor)> {
    use Attribute::{Elapsed, Gap, Since};
    let draft = inspector.draft;
    let said = |anchor: &Anchor| draft.text(anchor.span).to_owned();
    let here_and_there = || (format!("“{}” here, “{}” before", said(other), said(one)), one);
    match (one.attribute, other.attribute) {
        (Elapsed, Elapsed)
            if one.event.may_be(&other.event) && names_the_same(one, other) && is_of_years(one, other) =>
        {
            let (_, first) = length(one.extent)?;
            let (_, second) = length(other.extent)?;
            (unit(one)? == unit(other)? && is_apart(first, second)).then(here_and_there)
        }
        (Since, Gap) | (Gap, Since) if one.event.may_be(&other.event) && now.is_dated => {
            let (since, gap) = if one.attribute == Since { (one, other) } else { (other, one) };
            let (Extent::Days { core, .. }, (_, outer)) = (since.extent, length(gap.extent)?) else { return None };
            let (least, most) = elapsed(core, now);
            let slack = unit(gap)?.days() / 8.0;
            is_apart((least - slack, most + slack), outer).then(here_and_there)
        }
        (Gap, Elapsed) | (Elapsed, Gap) => {
            let (gap, age) = if one.attribute == Gap { (one, other) } else { (other, one) };
            about(inspector, gap, age).then(|| {
                let (matter, meeting) = (draft.text(age.event.noun), draft.text(gap.event.noun));
                let message = format!(
                    "“{}” does not go with “{}”: the {meeting} would be the first since before the {matter} began",
                    said(age),
                    said(gap)
                );
                (message, one)
            })
        }
        _ => None,
    }
}

/// Whether both lengths are told in years, the unit in which stories reckon wars and strikes.
fn is_of_years(one: &Anchor, other: &Anchor) -> bool {
    unit(one) == Some(Unit::Year) && unit(other) == Some(Unit::Year)
}

/// Whether meetings that are the first in a longer time than their matter has gone on are told of.
fn about(inspector: &Inspector<'_>, gap: &Anchor, age: &Anchor) -> bool {
    let lists = inspector.readings.lists;
    let is_kind =
        |anchor: &Anchor, kinds: &[&str]| kinds.iter().any(|kind| lists.event_kind(kind) == Some(anchor.event.class));
    let parties_agree =
        gap.event.parties.is_empty() || age.event.parties.is_empty() || gap.event.parties == age.event.parties;
    let is_long = |unit: Unit| matches!(unit, Unit::Year | Unit::Month | Unit::Decade);
    if !is_kind(gap, &ABOUT) || !is_kind(age, &MATTERS) || !parties_agree || gap.event.topic.is_some() {
        return false;
    }
    let (Some((_, gap_length)), Some((_, age_length))) = (length(gap.extent), length(age.extent)) else { return false };
    let units = (unit(gap), unit(age));
    units.0.is_some_and(is_long) && units.0 == units.1 && gap_length.0 >= age_length.1
}

/// Reports a finding; what rests on somebody's words is weaker, for sources may differ.
fn report(inspector: &mut Inspector<'_>, finding: crate::check::inspector::Finding<'_>, anchors: &[&Anchor]) {
    let is_quoted = anchors.iter().any(|anchor| anchor.is_quoted);
    inspector.report(if is_quoted { finding.at_most(Level::Advice) } else { finding });
}

/// The day after which an ordinal is no longer true: the last of “its third year”.
pub(super) fn last_day(anchor: &Anchor, start: &Anchor) -> Option<jiff::civil::Date> {
    let (Extent::Days { core, .. }, (counted, _)) = (start.extent, length(anchor.extent)?) else { return None };
    later(core.1, counted.1)
}

/// When an event began that an ordinal counts from.
pub(super) fn start_of_ordinal<'e>(events: &'e Events, anchor: &Anchor) -> Option<&'e Anchor> {
    start_of(events, anchor)
}
