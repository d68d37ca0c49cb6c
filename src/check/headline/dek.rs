//! A dek that says what the headline said.

use super::duplicate::likeness;
use super::words;
use crate::check::Inspector;
use crate::draft::{Block, Draft, Role, TokenKind, is_capitalised, without_possessive};
use crate::reading::words::{hash, is_function_word};
use std::cell::OnceCell;

/// The fewest words of matter that the shorter of the two must have.
const FEWEST: usize = 4;
/// The fewest words in common that are no names: a dek has to name the same people.
const NO_NAMES: usize = 2;

pub(super) fn inspect(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let Some(headline) = draft.headline() else { return };
    let (ours, lines) = (OnceCell::new(), OnceCell::new());
    for dek in draft.blocks.iter().filter(|block| block.role == Role::Dek) {
        // The first sentence of a short story has the shape of a dek, and a copy is the business of another rule.
        let lede = dek.field.is_none() && draft.text(dek.prose).trim_end().ends_with('.');
        if lede {
            continue;
        }
        let lines = lines.get_or_init(|| words(inspector, headline.tokens.clone()));
        if likeness(inspector, headline, lines, dek).is_some() {
            continue;
        }
        let (ours, theirs) = (ours.get_or_init(|| stems(draft, headline)), stems(draft, dek));
        let (shorter, longer) = if ours.len() <= theirs.len() { (ours, &theirs) } else { (&theirs, ours) };
        if shorter.len() < FEWEST {
            continue;
        }
        // A dek that is much longer has room for something new.
        if longer.len() * 2 > shorter.len() * 3 {
            continue;
        }
        let common = |stem: &&Stem| longer.iter().any(|other| other.stem == stem.stem);
        let shared: Vec<&Stem> = shorter.iter().filter(common).collect();
        // A word is no name if it has a small letter on either side.
        let small = |stem: &&&Stem| !stem.capital || longer.iter().any(|one| one.stem == stem.stem && !one.capital);
        let no_names = shared.iter().filter(small).count();
        if shared.len() * 5 < shorter.len() * 4 || no_names < NO_NAMES {
            continue;
        }
        let finding = inspector
            .finding(dek.prose, "the dek says what the headline says")
            .evidence(headline.prose, "the headline");
        inspector.report(finding);
    }
}

/// A word that carries matter.
struct Stem {
    /// The hash of what is left without its ending.
    stem: u32,
    capital: bool,
}

fn stems(draft: &Draft, block: &Block) -> Vec<Stem> {
    let mut stems: Vec<Stem> = Vec::new();
    for token in draft.tokens[block.tokens.clone()].iter().take(super::LONGEST) {
        let word = without_possessive(draft.text(token.span));
        if token.kind == TokenKind::Mark || is_function_word(word) {
            continue;
        }
        let stem = stem(word);
        if !stems.iter().any(|known| known.stem == stem) {
            stems.push(Stem { stem, capital: is_capitalised(word) });
        }
    }
    stems
}

/// The hash of a word without its ending, equal whatever its capitals.
fn stem(word: &str) -> u32 {
    const ENDINGS: [&str; 9] = ["ations", "ation", "ings", "ing", "ed", "es", "s", "ly", "e"];
    let cut = |ending: &&str| {
        let (stem, end) = word.split_at_checked(word.len().checked_sub(ending.len())?)?;
        (end.eq_ignore_ascii_case(ending) && stem.chars().count() >= 4).then_some(stem)
    };
    let stem = ENDINGS.iter().find_map(cut).unwrap_or(word);
    hash(stem, 0..stem.len())
}
