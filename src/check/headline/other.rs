//! A headline that stands over another draft as well.

use crate::check::Inspector;
use crate::check::story::{self, Stories, Story};
use crate::desk::{Fact, Group};
use crate::diagnostic::Diagnostic;
use crate::draft::TokenKind;
use crate::reading::sketch::mixed;
use crate::reading::words::is_function_hash;
use crate::rule::Rule;
use std::sync::LazyLock;

/// The fewest words with matter in them: fewer make the head of a column, “Letters to the editor”.
const FEWEST: usize = 4;
/// In how many drafts with other stories a headline stands that is the name of a column.
const STANDING: usize = 2;
/// After so many days nobody mistakes one story for the other.
const LATER: u64 = 31;

/// The hashes of the articles, which come and go in headlines.
static ARTICLES: LazyLock<[u32; 3]> =
    LazyLock::new(|| ["a", "an", "the"].map(|word| crate::reading::words::hash(word, 0..word.len())));

/// Notes the headline, under its words without articles.
pub(super) fn note(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let Some(headline) = draft.headline() else { return };
    let hashes = inspector.readings.hashes();
    let words = headline.tokens.clone().filter(|&index| draft.tokens[index].kind != TokenKind::Mark);
    let (mut key, mut matter) = (0_u64, 0);
    for hash in words.map(|index| hashes[index]).filter(|hash| !ARTICLES.contains(hash)) {
        key = mixed(key.rotate_left(32) ^ u64::from(hash));
        matter += usize::from(!is_function_hash(hash));
    }
    if matter >= FEWEST {
        let value = story::written(inspector);
        inspector.note_under([format!("{key:016x}")], &value, headline.prose);
    }
}

/// Reports the headline in each draft over the one other story that has it. Of two tellings of one story the rule about
/// stories speaks.
pub(super) fn compare(rule: &Rule, group: &Group<'_>) -> Vec<Diagnostic> {
    let stories = Stories::of(group.facts());
    let of_draft = |own: &Fact| {
        let story = Story::read(&own.value)?;
        if stories.closest(own, &story).is_some() {
            return None;
        }
        let mut others = stories.others(own).filter(|(_, other)| !story.is_version_of(other));
        let (other, theirs) = others.next()?;
        if others.take(STANDING - 1).count() == STANDING - 1 || story.is_apart(theirs, LATER) {
            return None;
        }
        let mut diagnostic = own.diagnostic(rule, format!("{} has this headline too", other.path));
        diagnostic.evidence.push(story::evidence(other));
        Some(diagnostic)
    };
    group.subjects().filter_map(of_draft).collect()
}
