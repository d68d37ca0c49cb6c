//! How `copydesk inspect` shows names, people and what is said of events.

use crate::draft::Draft;
use crate::reading::events::{Anchor, Attribute, Extent};
use crate::reading::names::{Kind, Mention, Names, Person};
use serde::Serialize;

/// What a name is taken for.
#[derive(Serialize)]
pub(super) struct Naming {
    /// `person` or `other`.
    kind: Kind,
    /// The number of the person whom it mentions, from 1 in the order of introduction.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<u32>,
    /// The title before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
}

impl Naming {
    pub(super) fn of(draft: &Draft, mention: &Mention) -> Self {
        let title = mention.title.clone().filter(|title| !title.is_empty()).map(|title| {
            let span = draft.tokens[title.start].span.cover(draft.tokens[title.end - 1].span);
            draft.text(span).to_owned()
        });
        Self { kind: mention.kind, person: mention.person.map(|person| person + 1), title }
    }

    pub(super) fn in_words(&self) -> String {
        let kind = if self.kind == Kind::Person { "a person" } else { "a name" };
        let person = self.person.map(|person| format!(", person {person}")).unwrap_or_default();
        let title = self.title.as_ref().map(|title| format!(", title “{title}”")).unwrap_or_default();
        format!("{kind}{person}{title}")
    }
}

/// Somebody whom the draft introduces.
#[derive(Serialize)]
pub(super) struct Introduced<'d> {
    #[serde(rename = "type")]
    kind: &'static str,
    person: usize,
    /// Every way the draft writes the name, in the order of the text, with how often it does.
    pub(super) forms: Vec<(&'d str, usize)>,
}

impl<'d> Introduced<'d> {
    pub(super) fn of(draft: &'d Draft, names: &Names, index: usize, person: &Person) -> Self {
        let mut forms: Vec<(&str, usize)> = Vec::new();
        for mention in names.mentions_of(person) {
            let text = draft.text(mention.span);
            match forms.iter_mut().find(|(form, _)| *form == text) {
                Some((_, times)) => *times += 1,
                None => forms.push((text, 1)),
            }
        }
        Self { kind: "person", person: index + 1, forms }
    }
}

/// What a time is said of.
#[derive(Serialize)]
pub(super) struct Anchoring<'d> {
    /// What the time tells of the event.
    attribute: &'static str,
    /// The noun that names the event.
    event: &'d str,
    /// What statements about one event have in common.
    key: String,
    /// How long in days, where it is a length: at least, and less than.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<(f64, Option<f64>)>,
}

impl<'d> Anchoring<'d> {
    pub(super) fn of(draft: &'d Draft, anchor: &Anchor) -> Self {
        let event = &anchor.event;
        let parties: Vec<String> = event.parties.iter().map(u16::to_string).collect();
        let rank = event.rank.map(|rank| format!(" rank={rank}")).unwrap_or_default();
        let days = match anchor.extent {
            Extent::Length { core: (least, most), .. } => Some((least, Some(most).filter(|most| most.is_finite()))),
            _ => None,
        };
        Self {
            attribute: match anchor.attribute {
                Attribute::Start => "start",
                Attribute::Elapsed => "elapsed",
                Attribute::Since => "since",
                Attribute::Gap => "gap",
            },
            event: draft.text(event.noun),
            key: format!("kind={} parties={}{rank}", event.class, parties.join("+")),
            days,
        }
    }

    pub(super) fn in_words(&self) -> String {
        format!("{} of “{}” ({})", self.attribute, self.event, self.key)
    }
}
