//! A headline that comes again further down: as a line of its own, or word for word inside a sentence.

use super::duplicate::{TOP, likeness};
use super::{FEWEST, LONGEST, matter, words};
use crate::check::Inspector;
use crate::draft::{Block, Draft, Mask, Role, TokenKind, is_capitalised};
use crate::reading::words::is_function_hash;
use crate::source::Span;

/// The fewest words of matter that are a headline again when they stand in a sentence, and no phrase.
const MATTER: usize = 5;
/// How many other words may stand between them.
const SKIPS: usize = 2;
/// The fewest of them that are in small letters: a run of capitals is the name of something.
const SMALL: usize = 2;

pub(super) fn inspect(inspector: &mut Inspector<'_>) {
    let (draft, hashes) = (inspector.draft, inspector.readings.hashes());
    let Some(headline) = draft.headline() else { return };
    let lines = words(inspector, headline.tokens.clone());
    if lines.len() < FEWEST {
        return;
    }
    let wanted = matter(inspector, headline.tokens.clone());
    // What stands at the very top is the business of another rule.
    let near: Vec<u32> = super::top(draft).take(TOP + 1).map(|block| block.prose.start).collect();
    // The lede may say the headline over, in a sentence.
    let lede = draft.blocks.iter().find(|block| block.role == Role::Body).map(|block| block.prose.start);
    for index in inspector.blocks() {
        let block = &draft.blocks[index];
        if block.field.is_some()
            || !matches!(block.role, Role::Body | Role::Subhead | Role::List | Role::Headline | Role::Dek)
        {
            continue;
        }
        // Most blocks have neither of the first words that matter.
        let words = &hashes[block.tokens.clone()];
        if words.len() <= LONGEST && !wanted.iter().take(2).any(|word| words.contains(word)) {
            continue;
        }
        if !near.contains(&block.prose.start) && likeness(inspector, headline, &lines, block).is_some() {
            if is_link(draft, block) {
                continue;
            }
            let mut finding = inspector
                .finding(block.prose, "the headline stands here again, in the middle of the story")
                .evidence(headline.prose, "the headline");
            if let Some(lines) = inspector.own_lines_and_blank(block.source) {
                finding = finding.fix_source(lines, "", false);
            }
            inspector.report(finding);
        } else if block.role == Role::Body && wanted.len() >= MATTER && Some(block.prose.start) != lede {
            for sentence in &draft.sentences[block.sentences.clone()] {
                if let Some(at) = again(inspector, &wanted, sentence.tokens.clone()) {
                    let finding = inspector
                        .finding(at, "the headline stands here again, word for word")
                        .evidence(headline.prose, "the headline");
                    inspector.report(finding);
                }
            }
        }
    }
}

/// A line that leads to a page of the same title.
fn is_link(draft: &Draft, block: &Block) -> bool {
    draft.is_masked(block.prose, &[Mask::Link, Mask::Quoted])
}

/// Where the words of the headline stand in a sentence, in their order and together.
fn again(inspector: &Inspector<'_>, wanted: &[u32], tokens: std::ops::Range<usize>) -> Option<Span> {
    let (draft, hashes) = (inspector.draft, inspector.readings.hashes());
    let first = *wanted.first()?;
    for start in tokens.clone().filter(|&token| hashes[token] == first) {
        let (mut found, mut skipped, mut small, mut last) = (0, 0, 0, start);
        for (token, &hash) in hashes.iter().enumerate().take(tokens.end).skip(start) {
            let this = &draft.tokens[token];
            let text = draft.text(this.span);
            if this.kind == TokenKind::Mark || is_function_hash(hash) {
                continue;
            }
            if hash == wanted[found] {
                found += 1;
                last = token;
                small += usize::from(!is_capitalised(text));
                if found == wanted.len() {
                    break;
                }
            } else {
                skipped += 1;
                if skipped > SKIPS {
                    break;
                }
            }
        }
        let at = Span { start: draft.tokens[start].span.start, end: draft.tokens[last].span.end };
        if found == wanted.len() && small >= SMALL && !draft.is_masked(at, &[Mask::Link, Mask::Quoted]) {
            return Some(at);
        }
    }
    None
}
