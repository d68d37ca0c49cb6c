//! Statements of two drafts about one event.
//!
//! Drafts are compared only if they tell of the same parties and name much the same people and places. Of meetings that
//! come in rounds, the later round cannot be told before the earlier one.

use super::inside::{last_day, start_of_ordinal};
use super::reckoning::{Now, are_apart, day};
use crate::check::Inspector;
use crate::desk::{Fact, Group};
use crate::diagnostic::{Diagnostic, Evidence, Level};
use crate::reading::events::{Anchor, Attribute, Event, Events, Extent};
use crate::reading::names::Names;
use crate::reading::time::Days;
use crate::rule::Rule;
use crate::source::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a draft states, as another is compared with it.
#[derive(Debug, Serialize, Deserialize)]
struct Statement {
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

/// Notes what the draft says of meetings between two parties.
pub(super) fn note(inspector: &mut Inspector<'_>, events: &Events) {
    let draft = inspector.draft;
    let mut notes: Vec<(String, What, Span)> = Vec::new();
    let said = events.anchors.iter().filter(|anchor| !anchor.is_quoted);
    for anchor in said.clone().filter(|anchor| anchor.attribute == Attribute::Since) {
        if let (Some(key), Extent::Days { core, outer }) = (key("since", &anchor.event), anchor.extent) {
            notes.push((key, What::Since { core, outer }, anchor.span));
        }
    }
    let rounds = rounds(events);
    if let Some((rank, event, span)) = rounds.first().cloned() {
        let now = Now::of(draft, events);
        if let (Some(key), Some(from)) = (key("round", &event), now.from) {
            notes.push((key, What::Round { rank, from }, span));
        }
        for anchor in said.filter(|anchor| matches!(anchor.extent, Extent::Ordinal { .. })) {
            let Some(start) = start_of_ordinal(events, anchor) else { continue };
            if let (Some(key), Some(to)) = (key("round", &event), last_day(anchor, start)) {
                let because = format!("the {} {}", draft.text(start.event.noun).to_lowercase(), draft.text(start.span));
                notes.push((key, What::Until { rank, to, because }, anchor.span));
            }
        }
    }
    if notes.is_empty() {
        return;
    }
    let topic = Sketch::of(inspector.readings.names());
    for (key, what, span) in notes {
        let statement = Statement { topic: topic.clone(), what };
        if let Ok(value) = serde_json::to_string(&statement) {
            inspector.note(&key, &value, span);
        }
    }
}

/// The meetings with a rank that the draft tells of, the one it is about first: the first that it names.
fn rounds(events: &Events) -> Vec<(u16, Event, Span)> {
    let of_anchor = |anchor: &Anchor| Some((anchor.event.rank?, anchor.event.clone(), anchor.span));
    let anchored = events.anchors.iter().filter(|anchor| !anchor.is_quoted).filter_map(of_anchor);
    let ranked = events.ranked.iter().filter_map(|event| Some((event.rank?, event.clone(), event.noun)));
    let mut all: Vec<(u16, Event, Span)> =
        anchored.chain(ranked).filter(|(_, event, _)| event.parties.len() == 2).collect();
    all.sort_by_key(|(_, _, span)| span.start);
    all
}

/// What statements have to share to be compared.
fn key(kind: &str, event: &Event) -> Option<String> {
    let [one, other] = event.parties.as_slice() else { return None };
    let topic = event.topic.map(|topic| format!(":{topic:x}")).unwrap_or_default();
    Some(format!("{kind}:{}:{one}+{other}{topic}", event.class))
}

/// Compares the statements under one key.
pub(super) fn compare(rule: &Rule, group: &Group<'_>) -> Vec<Diagnostic> {
    let read = |fact: &&Fact| serde_json::from_str::<Statement>(&fact.value).ok();
    let all: Vec<(&Fact, Statement)> = group.facts().iter().filter_map(|fact| Some((*fact, read(fact)?))).collect();
    if all.first().is_some_and(|(fact, _)| fact.key.starts_with("since:")) {
        last_times(rule, group, &all)
    } else {
        rounds_in_order(rule, group, &all)
    }
}

/// Reports drafts that give another last time than most do.
fn last_times(rule: &Rule, group: &Group<'_>, all: &[(&Fact, Statement)]) -> Vec<Diagnostic> {
    // By the days told: how many drafts tell them, and the first.
    let mut told: BTreeMap<Days, (usize, &Fact, &Sketch, Days)> = BTreeMap::new();
    for (fact, statement) in all {
        let What::Since { core, outer } = statement.what else { continue };
        told.entry(core).or_insert((0, fact, &statement.topic, outer)).0 += 1;
    }
    let mut usual: Vec<(Days, (usize, &Fact, &Sketch, Days))> = told.into_iter().collect();
    usual.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.1.1.path.cmp(&b.1.1.path)));
    usual.truncate(MOST);
    let mut diagnostics = Vec::new();
    for (fact, statement) in all.iter().filter(|(fact, _)| group.is_subject(fact)) {
        let What::Since { core, outer } = statement.what else { continue };
        let before = usual.iter().take_while(|(days, _)| *days != core);
        let clash = before.clone().find(|(days, (_, other, topic, _))| {
            other.path != fact.path && are_apart(*days, core) && topic.likeness(&statement.topic) >= SAME_TOPIC
        });
        let Some((_, (_, other, _, far))) = clash else { continue };
        let message = format!("“{}” here, “{}” in another draft", fact.text, other.text);
        let mut diagnostic = with_evidence(fact.diagnostic(rule, message), other);
        if !are_apart(outer, *far) {
            diagnostic.level = diagnostic.level.min(Level::Advice);
        }
        diagnostics.push(diagnostic);
    }
    diagnostics
}

/// Reports what was true for the last time before an earlier round had been held.
fn rounds_in_order(rule: &Rule, group: &Group<'_>, all: &[(&Fact, Statement)]) -> Vec<Diagnostic> {
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
            "“{}”: {because}, so that ended by {}, yet an earlier round was held on {} or later",
            fact.text,
            day(*to),
            day(*from),
        );
        diagnostics.push(with_evidence(fact.diagnostic(rule, message), other));
    }
    diagnostics
}

fn with_evidence(mut diagnostic: Diagnostic, other: &Fact) -> Diagnostic {
    let label = "said here".to_owned();
    diagnostic.evidence.push(Evidence { path: other.path.clone(), place: other.place, label });
    diagnostic
}
