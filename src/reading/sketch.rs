//! A sketch of a story: enough of it to tell how much of it stands in another, without having both at hand.
//!
//! Of the runs of a few words that a story is made of, each falls by its hash into one of a fixed number of slots, and of
//! those in a slot the one with the least hash is kept. How many slots of two sketches agree tells how many runs two
//! stories have in common (one-permutation minwise hashing). What others say, in quotation marks, is not the story's own,
//! and neither are lists, captions, tables and references.

use crate::draft::{Draft, Mask, Role, TokenKind};
use crate::source::eight_bytes;

/// How many slots a sketch has.
pub(crate) const SLOTS: usize = 128;
/// How many words make a run. Shorter ones are shared by stories that only speak of the same thing.
const RUN: usize = 5;
/// The fewest words of a story that is sketched: in less, one sentence of background weighs too much.
const FEWEST: usize = 80;
/// The fewest slots that must be filled: fewer are those of a text that says a few things over and over.
const FEWEST_FILLED: usize = 32;

/// What is kept of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sketch {
    /// The least hash in each slot.
    pub(crate) slots: [u32; SLOTS],
    /// How many runs of words the story has.
    pub(crate) runs: u32,
    /// A hash of all words of the draft in their order, quotations and headline included.
    pub(crate) words: u64,
}

/// Sketches a draft, if its story is long enough.
pub(super) fn of(draft: &Draft, hashes: &[u32]) -> Option<Sketch> {
    let mut slots = [u32::MAX; SLOTS];
    let mut runs = 0;
    let mut own = 0;
    // The last words, the newest last, and how many of them belong together.
    let (mut last, mut together) = ([0_u32; RUN], 0);
    let mut masks = draft.masks.iter().filter(|(_, mask)| is_skipped(*mask)).map(|(span, _)| *span).peekable();
    let mut masked_until = 0;
    for block in draft.blocks.iter().filter(|block| block.role == Role::Body && block.field.is_none()) {
        for (token, &hash) in draft.tokens[block.tokens.clone()].iter().zip(&hashes[block.tokens.clone()]) {
            while let Some(mask) = masks.next_if(|mask| mask.start <= token.span.start) {
                masked_until = masked_until.max(mask.end);
            }
            if token.span.start < masked_until || token.kind == TokenKind::Address {
                together = 0;
                continue;
            }
            if token.kind == TokenKind::Mark {
                continue;
            }
            own += 1;
            together += 1;
            last.rotate_left(1);
            last[RUN - 1] = hash;
            if together >= RUN {
                let hash = mixed(last.iter().fold(0, |all, &word| added(all, word)));
                let slot = &mut slots[(hash >> 57) as usize % SLOTS];
                *slot = (*slot).min(hash as u32);
                runs += 1;
            }
        }
    }
    let filled = slots.iter().filter(|&&slot| slot != u32::MAX).count();
    if own < FEWEST || filled < FEWEST_FILLED {
        return None;
    }
    fill(&mut slots);
    Some(Sketch { slots, runs, words: hashes.iter().fold(0, |all, &word| added(all, word)) })
}

fn is_skipped(mask: Mask) -> bool {
    matches!(mask, Mask::Quoted | Mask::Url | Mask::Code | Mask::Template | Mask::Dateline)
}

/// Lends each slot that got nothing what another has, one that only its own number decides on. Of two stories with the
/// same runs the same slots lend, so that slots agree as often as in longer stories.
fn fill(slots: &mut [u32; SLOTS]) {
    let own = *slots;
    for (number, slot) in slots.iter_mut().enumerate().filter(|(_, slot)| **slot == u32::MAX) {
        // With a quarter of the slots filled, one in a hundred million searches goes on for longer.
        let tried = (0..64).map(|attempt| (mixed((number as u64) << 32 | attempt) >> 57) as usize % SLOTS);
        let then = (1..SLOTS).map(|further| (number + further) % SLOTS);
        if let Some(lender) = tried.chain(then).find(|&other| own[other] != u32::MAX) {
            *slot = own[lender];
        }
    }
}

fn added(all: u64, word: u32) -> u64 {
    (all.rotate_left(7) ^ u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// A hash of some bytes that is the same on every machine: facts hold it, and those may be compared on another.
pub(crate) fn hash_of_bytes(bytes: &[u8]) -> u64 {
    let places = (0..bytes.len()).step_by(8);
    places.fold(mixed(bytes.len() as u64), |all, at| mixed(all.rotate_left(5) ^ eight_bytes(bytes, at)))
}

/// Spreads the differences between hashes over all their bits.
pub(crate) fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::ReadOptions;
    use crate::source::Source;
    use std::sync::Arc;

    #[test]
    fn bytes_have_one_hash_on_every_machine() {
        assert_eq!(hash_of_bytes(b"guid\x00ferry-2031"), 1_405_562_059_045_221_631);
        assert_ne!(hash_of_bytes(b""), hash_of_bytes(b"\x00"));
    }

    fn sketch(text: &str) -> Option<Sketch> {
        let draft = Draft::read(Arc::new(Source::new("draft.txt", text)), &ReadOptions::default());
        of(&draft, &crate::reading::words::hashes(&draft))
    }

    /// A story of made-up words, from one of them to another.
    fn story(from: usize, to: usize) -> String {
        let words: Vec<String> = (from..to).map(|number| format!("w{}x", number * 7919 % 10_007)).collect();
        words.chunks(12).map(|sentence| format!("The {}.\n\n", sentence.join(" "))).collect()
    }

    fn agree(a: &Sketch, b: &Sketch) -> usize {
        a.slots.iter().zip(&b.slots).filter(|(a, b)| a == b).count()
    }

    #[test]
    fn slots_agree_as_often_as_runs_are_shared() {
        let all = sketch(&story(0, 600)).expect("long enough");
        assert_eq!(agree(&all, &sketch(&story(0, 600).replace("\n\n", " ")).expect("long enough")), SLOTS);
        let half = agree(&all, &sketch(&story(0, 300)).expect("long enough"));
        assert!((50..=78).contains(&half), "{half}");
        assert!(agree(&all, &sketch(&story(1_000, 1_600)).expect("long enough")) < 4);
        // With most slots lent the estimate is coarser, not wrong.
        let lent = agree(&sketch(&story(0, 96)).expect("long enough"), &sketch(&story(0, 192)).expect("long enough"));
        assert!((40..=88).contains(&lent), "{lent}");
    }

    #[test]
    fn short_texts_and_refrains_are_not_sketched() {
        assert_eq!(sketch(&story(0, 60)), None);
        assert_eq!(sketch(&"The talks failed and nobody was surprised by that. ".repeat(60)), None);
        let quoted = format!("“{}”", story(0, 300).replace("\n\n", " "));
        assert_eq!(sketch(&quoted), None);
    }
}
