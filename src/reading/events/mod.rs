//! What a draft says about when things happened and how long they went on: anchors, each an expression of time tied to an
//! event.
//!
//! An anchor is only made where the event is named in the same sentence and the words between it and the time are of a
//! known shape. Whatever is in doubt is dropped: two statements that are not certainly about one event are never compared.

mod anchor;
mod event;

pub(crate) use anchor::{Anchor, Attribute, Extent};
pub(crate) use event::Event;

use crate::draft::{Draft, Role};
use crate::reading::names::Lists;
use crate::reading::time::Times;
use event::Finder;

/// The anchors of a draft, in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Events {
    pub(crate) anchors: Vec<Anchor>,
    /// The events with a rank, such as “the second round of talks”, that no time stands beside.
    pub(crate) ranked: Vec<Event>,
}

/// Reads the anchors of a draft. `hashes` are those of its tokens.
pub(super) fn find(draft: &Draft, hashes: &[u32], lists: &Lists, times: &Times) -> Events {
    let finder = Finder::new(draft, hashes, lists);
    let is_copy = |role: Role| {
        matches!(role, Role::Headline | Role::Dek | Role::Body | Role::List | Role::Subhead | Role::Caption)
    };
    let mut events = Events::default();
    for time in times.all() {
        let block = draft.block_at(time.span.start).map(|block| draft.blocks[block].role);
        if block.is_some_and(is_copy) {
            events.anchors.extend(anchor::read(&finder, time));
        }
    }
    if events.anchors.is_empty() {
        return events;
    }
    events.ranked = finder.ranked();
    finder.complete(&mut events);
    events
}
