//! Quotations that stand twice in a draft, word for word or nearly so.

use super::speaker::{is_markup, is_title};
use crate::check::Inspector;
use crate::draft::{Draft, Quote, Role, Token, TokenKind};
use rustc_hash::FxHashMap;

/// A quotation of fewer words may well be said twice.
const SHORTEST: usize = 6;

/// How many words in a row two quotations have to share before they are compared.
const SHARED: usize = 3;

/// No more words may differ, however long the quotation.
const MOST_CHANGES: usize = 20;

/// A run of words that more quotations share tells nothing.
const MOST: usize = 8;

/// Reports the later of two quotations in the same or nearly the same words.
pub(super) fn report(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let hashes = inspector.readings.hashes();
    let words: Vec<(&Quote, Vec<u32>)> = draft
        .quotes
        .iter()
        .filter(|quote| quote.closed && is_in_story(draft, quote) && inspector.looks_at_quote(quote))
        .map(|quote| (quote, words(draft, hashes, quote)))
        .filter(|(_, words)| words.len() >= SHORTEST)
        .collect();
    let mut by_run: FxHashMap<&[u32], Vec<usize>> = FxHashMap::default();
    let mut findings = Vec::new();
    for (index, (quote, these)) in words.iter().enumerate() {
        let mut candidates: Vec<usize> = Vec::new();
        for run in these.windows(SHARED) {
            let known = by_run.entry(run).or_default();
            candidates.extend(known.iter().copied().filter(|&other| other != index));
            if known.len() < MOST && known.last() != Some(&index) {
                known.push(index);
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        let twin = candidates.into_iter().find_map(|other| {
            let (earlier, those) = &words[other];
            let longest = these.len().max(those.len());
            let most = (longest / 10).min(MOST_CHANGES);
            (these.len().abs_diff(those.len()) <= most)
                .then(|| distance(these, those, most))
                .flatten()
                .map(|distance| (*earlier, distance))
        });
        let Some((earlier, distance)) = twin.filter(|_| !is_repeated(draft, quote)) else { continue };
        let message = if distance == 0 {
            "this quotation stands in the story already".to_owned()
        } else {
            format!(
                "this quotation differs from an earlier one in {distance} word{}: which is right?",
                if distance == 1 { "" } else { "s" }
            )
        };
        findings.push(inspector.finding(quote.span, message).evidence(earlier.span, "the first time"));
    }
    findings.into_iter().for_each(|finding| inspector.report(finding));
}

/// Whether the words before a quotation say that it is heard again: “she read the line out again: “...””.
fn is_repeated(draft: &Draft, quote: &Quote) -> bool {
    const AGAIN: &str = "again same repeated repeating repeats read recited words oath sworn echoed identical replayed";
    let at = quote.tokens.start;
    let before = draft.tokens[at.saturating_sub(10)..at].iter();
    // “..., they chanted again”.
    let after = draft.tokens[quote.tokens.end..].iter().take(4);
    before
        .chain(after)
        .map(|token| draft.text(token.span))
        .any(|word| AGAIN.split_ascii_whitespace().any(|known| known == word))
}

/// Headlines, passages set off and captions repeat a quotation on purpose.
pub(super) fn is_in_story(draft: &Draft, quote: &Quote) -> bool {
    let words: Vec<&Token> =
        draft.tokens[quote.tokens.clone()].iter().filter(|token| token.kind == TokenKind::Word).collect();
    matches!(draft.blocks[quote.block].role, Role::Body | Role::List)
        && !is_title(draft, &words)
        && !is_markup(draft, quote)
}

fn words(draft: &Draft, hashes: &[u32], quote: &Quote) -> Vec<u32> {
    let tokens = quote.tokens.clone();
    tokens
        .filter(|&at| matches!(draft.tokens[at].kind, TokenKind::Word | TokenKind::Number))
        .map(|at| hashes[at])
        .collect()
}

/// How many words have to be changed, put in or left out to make one of the other; `None` if more than `most`.
fn distance(one: &[u32], other: &[u32], most: usize) -> Option<usize> {
    if one == other {
        return Some(0);
    }
    // Only the band around the diagonal can stay below `most`.
    let far = most + 1;
    let mut row: Vec<usize> = (0..=other.len()).map(|column| column.min(far)).collect();
    for (index, word) in one.iter().enumerate() {
        let from = index.saturating_sub(most);
        let to = (index + most + 1).min(other.len());
        let mut diagonal = row[from];
        row[from] = if from == 0 { (index + 1).min(far) } else { far };
        let mut least = row[from];
        for column in from..to {
            let changed = diagonal + usize::from(*word != other[column]);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1).min(far);
            least = least.min(row[column + 1]);
        }
        if to < other.len() {
            row[to + 1] = far;
        }
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|&cost| cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_words() {
        assert_eq!(distance(&[1, 2, 3, 4], &[1, 2, 3, 4], 1), Some(0));
        assert_eq!(distance(&[1, 2, 3, 4], &[1, 2, 9, 4], 1), Some(1));
        assert_eq!(distance(&[1, 2, 3, 4], &[1, 2, 4], 1), Some(1));
        assert_eq!(distance(&[1, 2, 3, 4], &[4, 3, 2, 1], 1), None);
    }
}
