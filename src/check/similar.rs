//! `similar`: two sentences in nearly the same words.

use super::{Check, Inspector, Read};
use crate::diagnostic::Level;
use crate::draft::{Draft, Role, Sentence, TokenKind};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;

/// Reports the later sentence.
#[derive(Debug)]
pub(crate) struct Similarity;

impl Read for Similarity {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        super::choice(table, "report", &[("sentence", ())])?;
        Some(Self)
    }
}

impl Check for Similarity {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        for pair in inspector.readings.similar() {
            let (first, again) = (&draft.sentences[pair.first], &draft.sentences[pair.again]);
            if pair.of_a_series || !inspector.looks_at(again.span) || !inspector.looks_at(first.span) {
                continue;
            }
            if [first, again].into_iter().any(|sentence| is_set_piece(draft, sentence)) {
                continue;
            }
            // A speaker's words and the same in the writer's: the one introduces the other.
            let quoted = mostly_quoted(draft, again);
            if mostly_quoted(draft, first) != quoted {
                continue;
            }
            let mut finding = inspector
                .finding(again.span, "an earlier sentence says this in nearly the same words")
                .evidence(first.span, "said here before");
            let list = |sentence: &Sentence| draft.blocks[sentence.block].role == Role::List;
            if quoted || list(first) || list(again) {
                finding = finding.at_most(Level::Advice);
            }
            inspector.report(finding);
        }
    }
}

/// Whether a sentence is a line that stands beside the story and may say what it says: a pull quote or a label, without a
/// full stop; a passage cut down in square brackets; a line of results, mostly names.
fn is_set_piece(draft: &Draft, sentence: &Sentence) -> bool {
    let text = draft.text(sentence.span);
    let words = || draft.tokens[sentence.tokens.clone()].iter().filter(|token| token.kind != TokenKind::Mark);
    let named = words().filter(|token| {
        token.kind == TokenKind::Number || crate::draft::is_capitalised(token.text(draft.prose.text()))
    });
    let ends =
        text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*', '_']).ends_with(['.', '!', '?', ':', ';', '…']);
    !ends || text.starts_with('[') || named.count() * 5 >= words().count() * 3
}

/// Whether half of a sentence or more stands in quotation marks.
fn mostly_quoted(draft: &Draft, sentence: &Sentence) -> bool {
    let quoted: usize = draft
        .quotes
        .iter()
        .filter(|quote| quote.block == sentence.block && quote.span.overlaps(sentence.span))
        .map(|quote| {
            Span { start: quote.span.start.max(sentence.span.start), end: quote.span.end.min(sentence.span.end) }.len()
        })
        .sum();
    quoted * 2 >= sentence.span.len()
}
