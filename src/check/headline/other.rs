//! A headline that stands over another draft as well.

use crate::check::Inspector;
use crate::check::story::{self, Stories, Story};
use crate::desk::{Fact, Group};
use crate::diagnostic::Diagnostic;
use crate::draft::TokenKind;
use crate::reading::sketch::mixed;
use crate::reading::words::is_function_hash;
use crate::rule::Rule;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// The fewest words with matter in them: fewer make the head of a column, “Letters to the editor”.
const FEWEST: usize = 4;
/// So many of the others are looked at.
const MOST: usize = 8;
/// After so many days nobody mistakes one story for the other.
const LATER: u64 = 31;

/// The hashes of the articles, which come and go in headlines.
static ARTICLES: LazyLock<[u32; 3]> =
    LazyLock::new(|| ["a", "an", "the"].map(|word| crate::reading::words::hash(word, 0..word.len())));

/// Words of which one makes a headline the head of a column, which stands over every issue of it.
static COLUMN: LazyLock<FxHashSet<u32>> = LazyLock::new(|| {
    let words = "week weekly weekend daily fortnight letters mailbag postbag briefing bulletin digest roundup round-up recap \
        diary diaries notebook column newsletter podcast quiz crossword sudoku horoscope horoscopes obituaries \
        corrections clarifications almanac gallery highlights lowdown snapshot factbox timeline explainer faq agenda \
        calendar listings forecast reviews picks bestsellers fixtures standings lineups results";
    words.split_whitespace().map(|word| crate::reading::words::hash(word, 0..word.len())).collect()
});

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
    if matter >= FEWEST && !heads_column(inspector, headline.tokens.clone()) {
        let value = story::written(inspector);
        inspector.note_under([format!("{key:016x}")], &value, headline.prose);
    }
}

/// Whether one of the words is a column's, and stands first or last: “Letters to the
/// editor about the bridge”, “The week in four short stories”. Elsewhere it is a word of the story.
fn heads_column(inspector: &Inspector<'_>, tokens: Range<usize>) -> bool {
    let (draft, hashes) = (inspector.draft, inspector.readings.hashes());
    let words: Vec<usize> = tokens.filter(|&at| draft.tokens[at].kind == TokenKind::Word).collect();
    words.iter().enumerate().any(|(place, &at)| {
        let leads = place == 0 || place == 1 && ARTICLES.contains(&hashes[words[0]]);
        COLUMN.contains(&hashes[at]) && (leads || place + 1 == words.len())
    })
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
        // The issues of a column are different stories; copies of one other story are one.
        let others = stories.others(own).filter(|(_, other)| !story.is_version_of(other));
        let mut different: Vec<&(&Fact, Story<'_>)> = Vec::new();
        for other in others.take(MOST) {
            let is_known =
                |known: &&(&Fact, Story<'_>)| known.1.is_version_of(&other.1) || known.1.closeness(&other.1).is_some();
            if !different.iter().any(is_known) {
                different.push(other);
            }
        }
        let &[(other, theirs)] = different.as_slice() else { return None };
        if story.is_apart(theirs, LATER) || story.is_weeks_from(theirs) {
            return None;
        }
        let mut diagnostic = own.diagnostic(rule, format!("{} has this headline too", other.path));
        diagnostic.evidence.push(story::evidence(other));
        Some(diagnostic)
    };
    group.subjects().filter_map(of_draft).collect()
}
