//! What sort of claim a sentence makes: the sorts that need somebody who answers for them.

use super::Lexicon;
use crate::draft::{Draft, TokenKind};
use crate::reading::numbers::{Number, Unit};
use std::ops::Range;

/// A claim that needs a source. Plain narrative makes none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Claim {
    /// Wrongdoing: “corruption”, “fraud”.
    Accusation,
    /// Dead, wounded, displaced.
    Casualty,
    /// A share, or a large sum of money.
    Figure,
    /// “One of the most”.
    Superlative,
    /// What somebody means to do.
    Intent,
}

/// Money below this is seldom in dispute.
const MUCH: f64 = 1e6;

/// Numbers that leave open how many.
pub(crate) const MAGNITUDES: &[&str] = &["dozens", "scores", "hundreds", "thousands", "millions", "countless"];

/// How many words may stand between a number and who is counted.
const NEAR: usize = 6;

/// The claim of each sentence, if it makes one.
pub(crate) fn find(draft: &Draft, hashes: &[u32], numbers: &[Number], lexicon: &Lexicon) -> Vec<Option<Claim>> {
    let mut numbers = numbers.iter().peekable();
    let sentence = |sentence: &crate::draft::Sentence| {
        let tokens = sentence.tokens.clone();
        let mut own = Vec::new();
        while numbers.peek().is_some_and(|number| number.tokens.start < tokens.end) {
            own.extend(numbers.next().filter(|number| number.tokens.start >= tokens.start));
        }
        claim(draft, hashes, &own, lexicon, tokens)
    };
    draft.sentences.iter().map(sentence).collect()
}

fn claim(draft: &Draft, hashes: &[u32], numbers: &[&Number], lexicon: &Lexicon, tokens: Range<usize>) -> Option<Claim> {
    let text = |at: usize| draft.tokens.get(at).map_or("", |token| draft.text(token.span));
    let words = || tokens.clone().filter(|&at| draft.tokens[at].kind == TokenKind::Word);
    if words().any(|at| lexicon.is_accusation(hashes, at, tokens.end)) {
        return Some(Claim::Accusation);
    }
    let is_counted = |at: usize| {
        let near = at.saturating_sub(NEAR).max(tokens.start)..(at + NEAR).min(tokens.end);
        near.clone().any(|near| MAGNITUDES.contains(&text(near)))
            || numbers.iter().any(|number| number.unit == Unit::Plain && near.contains(&number.tokens.start))
    };
    if words().any(|at| lexicon.is_casualty(hashes[at]) && is_counted(at)) {
        return Some(Claim::Casualty);
    }
    let is_figure = |number: &&Number| match number.unit {
        Unit::Percent => true,
        Unit::Money(_) => number.value >= MUCH,
        Unit::Plain => false,
    };
    if numbers.iter().any(is_figure) {
        return Some(Claim::Figure);
    }
    let follows = |at: usize, rest: [&str; 3]| (1..=3).all(|step| text(at + step) == rest[step - 1]);
    if words().any(|at| matches!(text(at), "one" | "One") && follows(at, ["of", "the", "most"])) {
        return Some(Claim::Superlative);
    }
    let aims = |at: usize| {
        matches!(text(at), "intention" | "aim" | "goal" | "motive" | "objective" | "purpose")
            && matches!(text(at + 1), "is" | "was")
            && matches!(text(at + 2), "to" | "that")
    };
    words().any(aims).then_some(Claim::Intent)
}
