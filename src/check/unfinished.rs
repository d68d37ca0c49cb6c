//! `unfinished`: a paragraph or a sentence that breaks off.

use super::{Check, Inspector, Read};
use crate::diagnostic::Level;
use crate::draft::{Block, Draft, Mask, Role, Token, TokenKind};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;

/// Reports paragraphs whose last word calls for another, and sentences that stop after an article or a conjunction.
#[derive(Debug)]
pub(crate) struct Unfinished {
    /// The fewest words of a paragraph that is looked at.
    fewest: usize,
}

/// Words after which a sentence must go on: no one writes a full stop here.
const NEVER_LAST: [&str; 14] =
    ["the", "an", "and", "or", "nor", "because", "than", "my", "your", "our", "their", "whose", "unless", "into"];

/// Words after which a paragraph without a full stop has lost its end.
const SELDOM_LAST: [&str; 56] = [
    "the", "a", "an", "and", "or", "nor", "but", "of", "to", "in", "on", "at", "by", "for", "with", "from", "into",
    "onto", "upon", "between", "among", "during", "against", "as", "than", "that", "which", "who", "whose", "while",
    "when", "where", "because", "although", "since", "until", "unless", "if", "is", "are", "was", "were", "be", "been",
    "has", "had", "have", "will", "would", "should", "could", "my", "your", "our", "their", "its",
];

/// Verbs that `in` and `on` belong to: one may register or log in.
const PARTICLE_VERBS: [&str; 16] = [
    "log", "sign", "tune", "weigh", "check", "come", "came", "go", "went", "move", "moved", "carry", "carried", "opt",
    "logged", "signed",
];

/// Tokens at the end that are shown.
const SHOWN: usize = 4;

impl Read for Unfinished {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let fewest = table.number("at-least").map_or(8, |(number, _)| number);
        Some(Self { fewest })
    }
}

impl Check for Unfinished {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        for index in inspector.blocks().collect::<Vec<_>>() {
            let block = &draft.blocks[index];
            if block.role != Role::Body || block.tokens.len() < self.fewest {
                continue;
            }
            self.paragraph(inspector, index);
            for sentence in block.sentences.clone() {
                self.sentence(inspector, sentence);
            }
        }
    }
}

impl Unfinished {
    /// A paragraph without a mark at its end.
    fn paragraph(&self, inspector: &mut Inspector<'_>, index: usize) {
        let draft = inspector.draft;
        let block = &draft.blocks[index];
        let tokens = &draft.tokens[block.tokens.clone()];
        let Some(last) = tokens.last().filter(|token| token.kind == TokenKind::Word) else { return };
        if draft
            .is_masked(last.span, &[Mask::Link, Mask::Quoted, Mask::Template, Mask::Code, Mask::Url, Mask::Emphasis])
        {
            return;
        }
        let words = tokens.iter().filter(|token| token.kind != TokenKind::Mark).count();
        let goes_on = draft.blocks.get(index + 1).is_some_and(|next| continues(draft, block, next));
        let broken = draft.blocks.get(index + 1).is_some_and(|next| starts_small(draft, next));
        if words < self.fewest || goes_on {
            return;
        }
        let particle = matches!(draft.text(last.span), "in" | "on" | "by" | "over")
            && tokens.iter().rev().nth(1).is_some_and(|verb| PARTICLE_VERBS.contains(&draft.text(verb.span)));
        if !particle && SELDOM_LAST.contains(&draft.text(last.span)) {
            self.report(inspector, tokens, "the paragraph breaks off after", None);
        } else if broken {
            self.report(inspector, tokens, "the paragraph breaks off after", Some(Level::Advice));
        }
    }

    /// A sentence that has its full stop too early.
    fn sentence(&self, inspector: &mut Inspector<'_>, index: usize) {
        let draft = inspector.draft;
        let sentence = &draft.sentences[index];
        let tokens = &draft.tokens[sentence.tokens.clone()];
        let [.., last, stop] = tokens else { return };
        if tokens.len() < self.fewest || draft.text(stop.span) != "." || !NEVER_LAST.contains(&draft.text(last.span)) {
            return;
        }
        if draft.is_masked(last.span, &[Mask::Quoted, Mask::Emphasis, Mask::Link, Mask::Code]) {
            return;
        }
        self.report(inspector, &tokens[..tokens.len() - 1], "the sentence breaks off after", None);
    }

    fn report(&self, inspector: &mut Inspector<'_>, tokens: &[Token], what: &str, level: Option<Level>) {
        let tail = &tokens[tokens.len().saturating_sub(SHOWN)..];
        let (Some(first), Some(last)) = (tail.first(), tail.last()) else { return };
        let at = Span { start: first.span.start, end: last.span.end };
        let message = format!("{what} “{}”", inspector.draft.text(at));
        let mut finding = inspector.finding(at, message);
        if let Some(level) = level {
            finding = finding.at_most(level);
        }
        inspector.report(finding);
    }
}

/// Whether a block takes up the sentence of the one before it: a list, a quotation, code, a picture.
fn continues(draft: &Draft, block: &Block, next: &Block) -> bool {
    match next.role {
        Role::Body => {
            // A verse or an address goes on line by line.
            let text = draft.text(next.prose);
            !next.set_off && !block.set_off || text.starts_with(['“', '"', '‘', '(', '[', '-', '–', '•'])
        }
        Role::Subhead | Role::Headline => false,
        _ => true,
    }
}

/// Whether a paragraph starts in lower case.
fn starts_small(draft: &Draft, block: &Block) -> bool {
    block.role == Role::Body && draft.text(block.prose).starts_with(char::is_lowercase)
}
