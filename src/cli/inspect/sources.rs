//! How `copydesk inspect` shows what a sentence or a quotation rests on.

use crate::draft::Draft;
use crate::reading::Readings;
use crate::reading::attribution::claims::Claim;
use crate::reading::attribution::{SourceClass, Tokens};
use crate::source::{Place, Span};
use serde::Serialize;
use std::ops::Range;

/// A part of a sentence.
#[derive(Serialize)]
pub(super) struct Part<'d> {
    #[serde(flatten)]
    place: Place,
    text: &'d str,
}

impl<'d> Part<'d> {
    fn of(draft: &'d Draft, tokens: &Range<usize>) -> Self {
        let tokens = &draft.tokens[tokens.clone()];
        let span = match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        };
        Self { place: draft.source.place(draft.prose.to_source(span)), text: draft.text(span) }
    }
}

/// What a sentence or a quotation rests on.
#[derive(Serialize)]
pub(super) struct Sourcing<'d> {
    path: &'d str,
    source_class: SourceClass,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Part<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<Part<'d>>,
    /// Whether the source is one of a sentence before.
    carried: bool,
    /// What sort of claim the sentence makes.
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<Claim>,
}

impl<'d> Sourcing<'d> {
    /// Of the sentence of that index.
    pub(super) fn of_sentence(draft: &'d Draft, readings: &Readings<'_>, sentence: usize) -> Self {
        let statement = &readings.attribution().statements[sentence];
        let part = |tokens: Option<Tokens>| tokens.map(|tokens| Part::of(draft, &tokens.range()));
        Self {
            path: draft.source.path(),
            source_class: statement.class,
            source: part(statement.source),
            cue: part(statement.cue),
            carried: statement.is_carried,
            claim: readings.claims()[sentence],
        }
    }

    /// Of the quotation of that index.
    pub(super) fn of_quotation(draft: &'d Draft, readings: &Readings<'_>, quote: usize) -> Self {
        let speaker = &readings.attribution().speakers[quote];
        Self {
            path: draft.source.path(),
            source_class: speaker.class,
            source: speaker.source.map(|tokens| Part::of(draft, &tokens.range())),
            cue: None,
            carried: false,
            claim: None,
        }
    }

    /// Where the source and the cue stand, by what they are.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&'static str, Place)> {
        let source = self.source.as_ref().map(|part| ("source", part.place));
        source.into_iter().chain(self.cue.as_ref().map(|part| ("cue", part.place)))
    }

    /// The same for people.
    pub(super) fn in_words(&self) -> Option<String> {
        let name = |value: serde_json::Result<serde_json::Value>| Some(value.ok()?.as_str()?.to_owned());
        let claim = self.claim.and_then(|claim| name(serde_json::to_value(claim)));
        if self.source_class == SourceClass::None {
            return claim.map(|claim| format!("{claim} without a source"));
        }
        let class = name(serde_json::to_value(self.source_class))?;
        let source = self.source.as_ref().map(|part| format!(" “{}”", part.text)).unwrap_or_default();
        let cue = self.cue.as_ref().map(|part| format!(", “{}”", part.text)).unwrap_or_default();
        let carried = if self.carried { ", carried over" } else { "" };
        let claim = claim.map(|claim| format!(", {claim}")).unwrap_or_default();
        Some(format!("{class}{source}{cue}{carried}{claim}"))
    }
}
