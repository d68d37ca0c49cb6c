//! A headline that stands twice.

use super::{FEWEST, matter, top, words};
use crate::check::Inspector;
use crate::diagnostic::Level;
use crate::draft::{Block, Draft, Role};
use crate::reading::words::is_function_hash;
use std::ops::Range;

/// How many blocks from the top are searched for the copy.
pub(super) const TOP: usize = 6;
/// The most tokens of a label before the copy: `Breaking news:`.
const LONGEST_LABEL: usize = 4;

pub(super) fn inspect(inspector: &mut Inspector<'_>, heading_mirrors_title: bool) {
    let draft = inspector.draft;
    let top: Vec<&Block> = top(draft).take(TOP + 1).collect();
    let Some((&headline, rest)) = top.split_first() else { return };
    let words = words(inspector, headline.tokens.clone());
    if words.len() < FEWEST {
        return;
    }
    let titled = headline.field.is_some();
    for &block in rest {
        if titled && heading_mirrors_title && block.heading == 1 {
            continue;
        }
        // Without a headline of its own, two lines that are alike must at least look like headlines.
        let likely = headline.role == Role::Headline || is_line(draft, headline);
        if !likely {
            continue;
        }
        let Some(likeness) = likeness(inspector, headline, &words, block) else { continue };
        let same = likeness == Likeness::Same;
        let mut finding = inspector
            .finding(block.prose, "the headline stands here again")
            .evidence(headline.prose, "first written here");
        if !same {
            // A word differs: an editor says which of the two lines is meant.
            finding = finding.at_most(Level::Warning);
        }
        if let Some(lines) = inspector.own_lines_and_blank(block.source) {
            finding = finding.fix_source(lines, "", same);
        }
        inspector.report(finding);
    }
}

/// How much of a headline a block repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same words in the same order.
    Same,
    /// All but a word in ten, or but for words that carry grammar, or after a label.
    Alike,
}

/// Whether a block is a copy of the headline whose words these are.
pub(super) fn likeness(
    inspector: &Inspector<'_>,
    headline: &Block,
    headline_words: &[u32],
    block: &Block,
) -> Option<Likeness> {
    let draft = inspector.draft;
    // A label and a few words more.
    if block.tokens.len() > headline.tokens.len() * 2 + LONGEST_LABEL {
        return None;
    }
    // However it is a copy, it lacks few words that carry matter.
    let hashes = &inspector.readings.hashes()[block.tokens.clone()];
    let missing = headline_words.iter().filter(|word| !hashes.contains(word) && !is_function_hash(**word)).count();
    if missing * 10 > headline.tokens.len().max(block.tokens.len()) {
        return None;
    }
    let copy = words(inspector, block.tokens.clone());
    if headline_words == copy {
        return Some(Likeness::Same);
    }
    let labelled = |tokens: Range<usize>| {
        let colon = tokens.clone().take(LONGEST_LABEL).find(|&token| draft.text(draft.tokens[token].span) == ":");
        colon.is_some_and(|colon| {
            colon > tokens.start && alike(headline_words, &words(inspector, colon + 1..tokens.end))
        })
    };
    let same_matter = || {
        let ours = matter(inspector, headline.tokens.clone());
        ours.len() >= FEWEST && ours == matter(inspector, block.tokens.clone())
    };
    (alike(headline_words, &copy) || same_matter() || labelled(block.tokens.clone())).then_some(Likeness::Alike)
}

/// A line of headline length without a full stop.
fn is_line(draft: &Draft, block: &Block) -> bool {
    let text = draft.text(block.prose);
    block.tokens.len() <= 25 && !text.trim_end().ends_with(['.', ':'])
}

/// Whether two lines have the same words in the same order, but for one in ten.
fn alike(a: &[u32], b: &[u32]) -> bool {
    let longest = a.len().max(b.len());
    a == b
        || (b.len() >= FEWEST
            && a.len().abs_diff(b.len()) * 10 <= longest
            && strsim::generic_levenshtein(&Words(a), &Words(b)) * 10 <= longest)
}

/// Words, to be compared one by one.
struct Words<'w>(&'w [u32]);

impl<'w> IntoIterator for &Words<'w> {
    type Item = u32;
    type IntoIter = std::iter::Copied<std::slice::Iter<'w, u32>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().copied()
    }
}
