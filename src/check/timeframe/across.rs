//! Statements of two drafts about one event.
//!
//! Drafts are compared only if they tell of the same parties and name much the same people and places. Of meetings that
//! come in rounds, the later round cannot be told before the earlier one.

use super::inside::{last_day, start_of_ordinal};
use super::reckoning::{Now, are_apart};
use crate::check::Inspector;
use crate::desk::{Fact, Group};
use crate::diagnostic::{Diagnostic, Evidence, Level};
use crate::reading::calendar::day_in_words;
use crate::reading::events::{Anchor, Attribute, Event, Events, Extent};
use crate::reading::names::{Lists, Names};
use crate::reading::time::Days;
use crate::rule::Rule;
use crate::source::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a draft states, as another is compared with it.
#[derive(Debug, Serialize, Deserialize)]
struct Statement {
    /// The date of the draft, if it has one.
    date: Option<Date>,
    /// Whether the meeting is said to be direct, or indirect.
    direct: Option<bool>,
    /// What the meeting is about, if the sentence says so.
    about: Vec<u32>,
    /// The names that tell what the draft is about: see [`Sketch`].
    topic: Sketch,
    what: What,
}

#[derive(Debug, Serialize, Deserialize)]
enum What {
    /// The last time before: the days on which readers agree, and the farthest that any would take.
    Since { core: Days, outer: Days },
    /// The draft tells of the meeting of that rank and was written on that day or later.
    Round { rank: u16, from: Date },
    /// The draft tells of the meeting of that rank, and says something that was true on that day for the last time.
    Until { rank: u16, to: Date, because: String },
}

/// The names of a draft, cut down to those with the smallest keys: enough to tell how many two drafts share.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Sketch(Vec<u32>);

/// How many names are kept.
const SKETCH: usize = 48;

/// Drafts that share less of their names than this are about different things.
const SAME_TOPIC: f64 = 0.2;

/// Of statements about one event, so many different ones are compared with each; more would be a matter of many events.
const MOST: usize = 16;

impl Sketch {
    fn of(names: &Names) -> Self {
        let mut keys: Vec<u32> = names.mentions.iter().map(|mention| mention.surname).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.truncate(SKETCH);
        Self(keys)
    }

    /// About how large a part of their names two drafts share.
    fn likeness(&self, other: &Self) -> f64 {
        let mut all: Vec<u32> = self.0.iter().chain(&other.0).copied().collect();
        all.sort_unstable();
        let shared = |key: &u32| self.0.binary_search(key).is_ok() && other.0.binary_search(key).is_ok();
        all.dedup();
        all.truncate(SKETCH);
        if all.is_empty() { 0.0 } else { all.iter().filter(|key| shared(key)).count() as f64 / all.len() as f64 }
    }
}

/// Notes when meetings between two parties are said to have been held for the last time before.
pub(super) fn note_last_times(inspector: &mut Inspector<'_>, events: &Events) {
    let last_times = events.anchors.iter().filter(|anchor| anchor.attribute == Attribute::Since && !anchor.is_quoted);
    let lists = inspector.readings.lists;
    let notes = last_times.filter_map(|anchor| match (key(&anchor.event, lists), anchor.extent) {
        (Some(key), Extent::Days { core, outer }) => {
            Some((key, Some(&anchor.event), What::Since { core, outer }, anchor.span))
        }
        _ => None,
    });
    note(inspector, notes.collect());
}

/// Notes which round of meetings the draft is about, when it was written, and what it says that was true until a day.
pub(super) fn note_rounds(inspector: &mut Inspector<'_>, events: &Events) {
    let draft = inspector.draft;
    let Some((rank, event, span)) = round(events) else { return };
    let Some(key) = key(&event, inspector.readings.lists) else { return };
    let now = Now::of(draft, events);
    let mut notes = Vec::new();
    notes.extend(now.from.map(|from| (key.clone(), None, What::Round { rank, from }, span)));
    // A draft with a date is judged by it.
    let ordinals = events
        .anchors
        .iter()
        .filter(|anchor| !now.is_dated && !anchor.is_quoted && matches!(anchor.extent, Extent::Ordinal { .. }));
    for anchor in ordinals {
        let Some(start) = start_of_ordinal(events, anchor) else { continue };
        if let Some(to) = last_day(anchor, start) {
            let because = format!("the {} {}", draft.text(start.event.noun).to_lowercase(), draft.text(start.span));
            notes.push((key.clone(), None, What::Until { rank, to, because }, anchor.span));
        }
    }
    note(inspector, notes);
}

fn note(inspector: &mut Inspector<'_>, notes: Vec<(String, Option<&Event>, What, Span)>) {
    if notes.is_empty() {
        return;
    }
    let topic = Sketch::of(inspector.readings.names());
    for (key, event, what, span) in notes {
        let direct = event.and_then(|event| event.direct);
        let about = event.map(|event| event.about.clone()).unwrap_or_default();
        let statement = Statement { date: inspector.draft.date, direct, about, topic: topic.clone(), what };
        if let Ok(value) = serde_json::to_string(&statement) {
            inspector.note(&key, &value, span);
        }
    }
}

/// The meeting with a rank that the draft is about: the first that it names.
fn round(events: &Events) -> Option<(u16, Event, Span)> {
    // “The first in three years” opens a series; “the first since July” may be any of one.
    let opens = |anchor: &Anchor| match anchor.extent {
        Extent::Length { outer, .. } => outer.0 >= 365.0,
        _ => anchor.attribute != Attribute::Since,
    };
    let of_anchor = |anchor: &Anchor| opens(anchor).then_some((anchor.event.rank?, anchor.event.clone(), anchor.span));
    let anchored = events.anchors.iter().filter(|anchor| !anchor.is_quoted).filter_map(of_anchor);
    let ranked = events.ranked.iter().filter_map(|event| Some((event.rank?, event.clone(), event.noun)));
    anchored.chain(ranked).filter(|(_, event, _)| event.parties.len() == 2).min_by_key(|(_, _, span)| span.start)
}

/// What statements have to share to be compared: the kind of event and the parties, by their names. Their numbers are
/// those of today's lists.
fn key(event: &Event, lists: &Lists) -> Option<String> {
    let [one, other] = event.parties.as_slice() else { return None };
    let topic = event.topic.map(|topic| format!(":{topic:x}")).unwrap_or_default();
    let mut parties = [lists.polity_name(*one), lists.polity_name(*other)];
    parties.sort_unstable();
    Some(format!("{}:{}+{}{topic}", lists.event_kind_name(event.class), parties[0], parties[1]))
}

/// The statements under one key, with their facts.
fn statements<'f>(group: &Group<'f>) -> Vec<(&'f Fact, Statement)> {
    group.facts().iter().filter_map(|fact| Some((*fact, serde_json::from_str(&fact.value).ok()?))).collect()
}

/// Whether two drafts may tell of one meeting: they are about one thing, name it alike, and are not of different times.
fn may_be_one(one: &Statement, other: &Statement) -> bool {
    let directness = one.direct.is_none() || other.direct.is_none() || one.direct == other.direct;
    let days = one.date.zip(other.date).map_or(0.0, |(one, other)| super::reckoning::days_between(one, other).abs());
    // “Talks on grain” are others than “talks on prisoners”, and may be others than “talks”.
    let is_alike = one.about.is_empty() && other.about.is_empty()
        || one.about.iter().any(|word| other.about.binary_search(word).is_ok());
    directness && is_alike && days <= LATER && one.topic.likeness(&other.topic) >= SAME_TOPIC
}

/// After so many days another meeting may have been held.
const LATER: f64 = 31.0;

/// A last time that drafts tell.
struct Told<'f> {
    drafts: usize,
    /// The draft that was counted last: facts come by path.
    last_path: Arc<str>,
    core: Days,
    outer: Days,
    /// The first that tells it, and what it is about.
    fact: &'f Fact,
    statement: &'f Statement,
}

/// Reports drafts that give another last time than most do.
pub(super) fn last_times(rule: &Rule, group: &Group<'_>) -> Vec<Diagnostic> {
    let all = statements(group);
    // By the days told: how many drafts tell them, and the first.
    let mut told: BTreeMap<Days, Told<'_>> = BTreeMap::new();
    for (fact, statement) in &all {
        let What::Since { core, outer } = statement.what else { continue };
        let first = Told { drafts: 0, last_path: fact.path.clone(), core, outer, fact, statement };
        let known = told.entry(core).or_insert(first);
        if known.drafts == 0 || known.last_path != fact.path {
            known.drafts += 1;
            known.last_path = fact.path.clone();
        }
    }
    let mut usual: Vec<Told<'_>> = told.into_values().collect();
    usual.sort_by(|a, b| b.drafts.cmp(&a.drafts).then_with(|| a.fact.path.cmp(&b.fact.path)));
    usual.truncate(MOST);
    let mut diagnostics = Vec::new();
    for (fact, statement) in all.iter().filter(|(fact, _)| group.is_subject(fact)) {
        let What::Since { core, outer } = statement.what else { continue };
        let own = usual.iter().find(|told| told.core == core).map_or(0, |told| told.drafts);
        // Equals tell each other; a draft that says what most say is told nothing.
        let clash = usual.iter().filter(|other| other.drafts >= own && other.core != core).find(|other| {
            other.fact.path != fact.path && are_apart(other.core, core) && may_be_one(other.statement, statement)
        });
        let Some(other) = clash else { continue };
        let message = format!("“{}” here, “{}” in another draft", fact.text, other.fact.text);
        let mut diagnostic = with_evidence(fact.diagnostic(rule, message), other.fact);
        if !are_apart(outer, other.outer) {
            diagnostic.level = diagnostic.level.min(Level::Advice);
        }
        diagnostics.push(diagnostic);
    }
    diagnostics
}

/// Reports what was true for the last time before an earlier round had been held.
pub(super) fn rounds_in_order(rule: &Rule, group: &Group<'_>) -> Vec<Diagnostic> {
    let all = statements(group);
    let mut held: Vec<(u16, Date, &Fact, &Sketch)> = all
        .iter()
        .filter_map(|(fact, statement)| match statement.what {
            What::Round { rank, from } => Some((rank, from, *fact, &statement.topic)),
            _ => None,
        })
        .collect();
    held.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.2.path.cmp(&b.2.path)));
    held.truncate(MOST * MOST);
    let mut diagnostics = Vec::new();
    for (fact, statement) in all.iter().filter(|(fact, _)| group.is_subject(fact)) {
        let What::Until { rank, to, because } = &statement.what else { continue };
        let clash = held.iter().find(|(earlier, from, other, topic)| {
            earlier < rank && from > to && other.path != fact.path && topic.likeness(&statement.topic) >= SAME_TOPIC
        });
        let Some((_, from, other, _)) = clash else { continue };
        let message = format!(
            "“{}”: {because}, so that ended by {}, yet a draft about an earlier round is of {} or later",
            fact.text,
            day_in_words(*to),
            day_in_words(*from),
        );
        diagnostics.push(with_evidence(fact.diagnostic(rule, message), other));
    }
    diagnostics
}

fn with_evidence(mut diagnostic: Diagnostic, other: &Fact) -> Diagnostic {
    let label = "the other statement".to_owned();
    diagnostic.evidence.push(Evidence { path: other.path.clone(), place: other.place, label });
    diagnostic
}
