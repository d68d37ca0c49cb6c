//! `story`: what two drafts tell in the same words.
//!
//! A draft notes a sketch of its story under several keys, each made from a few slots of the sketch. Stories that have much
//! in common meet under at least one of them, and those that have little hardly ever do, so that nothing is compared with
//! everything. Each draft is told of the one other that it has most in common with: were only the later of two told, what
//! a draft hears would depend on how the others are called, and a draft compared with an archive would hear nothing.

mod facts;

pub(super) use facts::{Story, written};

use facts::Closeness;

use super::{Check, Inspector, Read};
use crate::desk::{Fact, Group};
use crate::diagnostic::{Diagnostic, Evidence};
use crate::draft::{Draft, Role};
use crate::reading::sketch::mixed;
use crate::rule::{Resources, Rule};
use crate::source::Span;
use crate::table::Table;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Reports a story that stands in another draft as well.
#[derive(Debug)]
pub(crate) struct StoryCheck;

/// How many keys a story is noted under, and how many slots make one: of stories that have six tenths in common, 98 in 100
/// share a key, of those with a tenth one in a hundred.
const KEYS: usize = 16;
const SLOTS_OF_A_KEY: usize = 3;

/// In larger groups each story is compared with so many of the others, and with those that are sketched alike: the work
/// grows with the number of copies, not with its square.
pub(super) const COMPARED: usize = 64;

impl Read for StoryCheck {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        super::choice(table, "report", &[("duplicate", ())])?;
        Some(Self)
    }
}

impl Check for StoryCheck {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let Some(at) = opening(inspector.draft) else { return };
        let Some(sketch) = inspector.readings.sketch() else { return };
        let keys = sketch.slots.chunks(SLOTS_OF_A_KEY).take(KEYS).enumerate().map(|(number, slots)| {
            let hash = slots.iter().fold(number as u64, |all, &slot| mixed(all.rotate_left(32) ^ u64::from(slot)));
            format!("{number:x}{hash:016x}")
        });
        inspector.note_under(keys, &written(inspector), at);
    }

    fn spans_drafts(&self) -> bool {
        true
    }

    fn compare_all(&self, rule: &Rule, groups: &[Group<'_>]) -> Vec<Diagnostic> {
        let mut pairs: Vec<Pair<'_>> = groups.par_iter().flat_map_iter(pairs).collect();
        pairs.par_sort_unstable_by(|a, b| {
            (&a.own.path, Reverse(a.closeness), &a.other.path).cmp(&(&b.own.path, Reverse(b.closeness), &b.other.path))
        });
        pairs.dedup_by(|again, best| again.own.path == best.own.path);
        pairs.iter().map(|pair| pair.diagnostic(rule)).collect()
    }
}

/// Where a story is underlined: its headline, or its first sentence.
fn opening(draft: &Draft) -> Option<Span> {
    let body = || draft.blocks.iter().find(|block| block.role == Role::Body && block.field.is_none());
    let first = || Some(draft.sentences[body()?.sentences.clone()].first()?.span);
    draft.headline().map(|block| block.prose).or_else(first)
}

/// A draft, and the one it has most in common with.
struct Pair<'f> {
    own: &'f Fact,
    other: &'f Fact,
    closeness: Closeness,
}

impl Pair<'_> {
    fn diagnostic(&self, rule: &Rule) -> Diagnostic {
        let path = &self.other.path;
        let message = match self.closeness.share() {
            None => format!("this draft is {path} again, word for word"),
            Some(share) => format!("{share} of this story, quotations aside, stands in {path} as well"),
        };
        let mut diagnostic = self.own.diagnostic(rule, message);
        diagnostic.evidence.push(evidence(self.other));
        diagnostic
    }
}

/// The other draft, where it begins.
pub(super) fn evidence(other: &Fact) -> Evidence {
    Evidence { path: other.path.clone(), place: other.place, label: "the other draft".into() }
}

/// By draft of a group, the other in it that it has most in common with, if that is enough to be told.
fn pairs<'f>(group: &Group<'f>) -> Vec<Pair<'f>> {
    let stories = Stories::of(group.facts());
    let pair = |own: &'f Fact| {
        let (other, closeness) = stories.closest(own, &Story::read(&own.value)?)?;
        Some(Pair { own, other, closeness })
    };
    group.subjects().filter_map(pair).collect()
}

/// A story, and the fact that notes it.
type Noted<'f> = (&'f Fact, Story<'f>);

/// Stories that may have something in common.
pub(super) struct Stories<'f> {
    /// The first of them, by path.
    first: Vec<Noted<'f>>,
    /// In large groups, by all their words: the first of each kind, and the first with another path.
    copies: FxHashMap<u64, [Option<Noted<'f>>; 2]>,
    /// The same by what is sketched of them.
    alike: FxHashMap<&'f str, [Option<Noted<'f>>; 2]>,
}

impl<'f> Stories<'f> {
    pub(super) fn of(facts: &[&'f Fact]) -> Self {
        let noted = |fact: &'f Fact| Some((fact, Story::read(&fact.value)?));
        let mut stories = Self { first: Vec::new(), copies: FxHashMap::default(), alike: FxHashMap::default() };
        for story in facts.iter().copied().filter_map(noted) {
            if stories.first.len() < COMPARED {
                stories.first.push(story);
            }
            if facts.len() > COMPARED {
                add(stories.copies.entry(story.1.words).or_default(), story);
                add(stories.alike.entry(story.1.sketch).or_default(), story);
            }
        }
        stories
    }

    /// The others, by path; of many, the first.
    pub(super) fn others(&self, own: &Fact) -> impl Iterator<Item = &Noted<'f>> {
        self.first.iter().filter(|(other, _)| other.path != own.path)
    }

    /// Of the others the one that a story has most in common with, the first of equals, if it is nearly the same story.
    pub(super) fn closest(&self, own: &Fact, story: &Story<'_>) -> Option<(&'f Fact, Closeness)> {
        let of_class = |class: Option<&[Option<Noted<'f>>; 2]>| {
            let other = class.into_iter().flatten().flatten().find(|(other, _)| other.path != own.path);
            other.and_then(|(other, theirs)| Some((*other, story.closeness(theirs)?)))
        };
        // Nothing is closer than a copy.
        if let Some(copy) = of_class(self.copies.get(&story.words)).filter(|(_, closeness)| closeness.is_copy()) {
            return Some(copy);
        }
        let measured = self.others(own).filter_map(|(other, theirs)| Some((*other, story.closeness(theirs)?)));
        let measured = measured.chain(of_class(self.alike.get(story.sketch)));
        measured.min_by_key(|(other, closeness)| (Reverse(*closeness), &other.path))
    }
}

/// Adds a story to those of its kind, which come by path.
fn add<'f>(class: &mut [Option<Noted<'f>>; 2], story: Noted<'f>) {
    match class {
        [None, _] => class[0] = Some(story),
        [Some((first, _)), None] if first.path != story.0.path => class[1] = Some(story),
        _ => {}
    }
}
