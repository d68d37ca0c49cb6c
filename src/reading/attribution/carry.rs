//! Sentences that go on with what the sentence before was told by somebody.

use super::grammar::Part;
use super::source::View;
use super::{Attribution, SourceClass};
use crate::draft::{Role, TokenKind, is_capitalised};
use crate::reading::words::is_function_hash;
use std::ops::Range;

/// How many sentences in a row may go on with one source.
const LONGEST_CHAIN: usize = 2;

/// Has sentences without a source of their own rest on that of the sentence before, where they go on with it.
pub(super) fn carry_over(view: &View<'_>, all: &mut Attribution) {
    let draft = view.draft;
    let mut chain = 0;
    for sentence in 1..all.statements.len() {
        let (before, this) = (&all.statements[sentence - 1], &all.statements[sentence]);
        let is_told = this.class == SourceClass::None && before.class != SourceClass::None;
        let (one, other) = (&draft.sentences[sentence - 1], &draft.sentences[sentence]);
        // “The mayor made three demands:”, and a list of them.
        let is_item = one.block != other.block && draft.blocks[other.block].role == Role::List;
        let ends = one.tokens.end.checked_sub(1).is_some_and(|last| view.text(last) == ":");
        let in_list = is_item && (ends || before.is_carried && draft.blocks[one.block].role == Role::List);
        let is_near = one.block == other.block && chain < LONGEST_CHAIN;
        if !is_told || !(in_list || is_near && goes_on(view, &before.tokens.range(), &other.tokens)) {
            chain = 0;
            continue;
        }
        chain += 1;
        let (class, source, cue) = (before.class, before.source, before.cue);
        let this = &mut all.statements[sentence];
        (this.class, this.source, this.cue, this.is_carried) = (class, source, cue, true);
    }
}

/// Whether a sentence goes on with the speech that the one before it reports: by what it opens with, and in the mood that
/// reported speech has. “The deal marks” is the writer’s own word, “the deal would mark” is not.
fn goes_on(view: &View<'_>, before: &Range<usize>, tokens: &Range<usize>) -> bool {
    let first =
        tokens.start + usize::from(view.part(tokens.start).has(Part::ADVERB) && view.text(tokens.start + 1) != ",");
    let reach = tokens.end.min(first + 12);
    let mood = |token: &usize| {
        matches!(
            view.text(*token),
            "would" | "could" | "should" | "must" | "might" | "included" | "include" | "includes"
        )
    };
    let Some(verb) = (first + 1..reach).find(mood) else { return false };
    let part = view.part(first);
    // “She would”, “these include”, “this arrangement could”.
    if part.has(Part::HE) || matches!(view.text(first), "It" | "These" | "This" | "Such" | "Those" | "Both" | "it") {
        return true;
    }
    // “The proposed truce would last”: of what was told, or of what is proposed.
    let is_definite = matches!(view.text(first), "The" | "the" | "Its" | "Their" | "His" | "Her");
    is_definite
        && (first + 1..verb).any(|token| {
            let hash = view.hash(token);
            let is_noun = view.draft.tokens[token].kind == TokenKind::Word
                && !is_capitalised(view.text(token))
                && !is_function_hash(hash);
            is_noun && (view.part(token).has(Part::PROPOSED) || view.hashes[before.clone()].contains(&hash))
        })
}
