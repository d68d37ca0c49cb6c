//! Quotations: words in quotation marks, paired paragraph by paragraph.
//!
//! A quotation that runs over several paragraphs opens each of them and closes only the last. Where the marks of a
//! paragraph do not pair, a quotation is taken to end with its sentence, so that one lost mark does not hide a story.

use super::{Block, Sentence, Token, TokenKind};
use crate::source::Span;
use std::ops::Range;

/// A quotation.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Range in the prose, marks included.
    pub span: Span,
    /// Whether it has its closing mark.
    pub closed: bool,
    /// The block that holds it, by index.
    pub block: usize,
    /// Its tokens, marks included, as a range of those of the draft.
    pub tokens: Range<usize>,
}

/// What a mark can be where it stands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Side {
    Open,
    Close,
    /// A straight mark between spaces, or between letters: could be either.
    Either,
}

/// A double quotation mark of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QuoteMark {
    pub(crate) span: Span,
    pub(crate) side: Side,
    /// Whether it is curly and turned the wrong way for where it stands: it closes with “ or opens with ”.
    pub(crate) turned: bool,
}

/// The double quotation marks of all blocks, inches and ditto marks left out.
pub(super) fn double_marks(prose: &str, blocks: &[Block], tokens: &[Token]) -> Vec<QuoteMark> {
    let mut marks = Vec::new();
    for block in blocks {
        let text = prose[block.prose.range()].as_bytes();
        let doubled = |mark: &[u8]| memchr::memmem::find(text, mark).is_some();
        if memchr::memchr2(b'"', CURLY, text).is_some() || doubled(b"''") || doubled(b"``") {
            of_block(prose, &tokens[block.tokens.clone()], &mut marks);
        }
    }
    marks
}

/// The first byte of all curly marks.
const CURLY: u8 = "“".as_bytes()[0];

fn of_block(prose: &str, tokens: &[Token], all: &mut Vec<QuoteMark>) {
    let before = all.len();
    let mut any_may_open = false;
    // Asked of the paragraph once, and only where a mark is turned.
    let low_marks = std::cell::LazyCell::new(|| tokens.iter().any(|token| token.text(prose) == "„"));
    let mut index = 0;
    while index < tokens.len() {
        let token = &tokens[index];
        index += 1;
        // The first byte tells commas and stops from all marks that quote.
        let first = prose.as_bytes()[token.span.range().start];
        if token.kind != TokenKind::Mark || !matches!(first, b'"' | b'\'' | b'`' | CURLY) {
            continue;
        }
        let marks = &all[before..];
        let (mut span, text) = (token.span, token.text(prose));
        let side = match text {
            // German and Polish quotations close with “.
            "“" if marks.last().is_some_and(|mark| prose[mark.span.range()].starts_with('„')) => Side::Close,
            "„" => Side::Open,
            "“" => by_place(prose, span, Side::Open),
            "”" => by_place(prose, span, Side::Close),
            "\"" | "''" => straight_side(prose, span),
            // Wire copy writes ''text'' and ``text''.
            "'" | "`"
                if tokens.get(index).is_some_and(|next| next.span.start == span.end && next.text(prose) == text) =>
            {
                span = span.cover(tokens[index].span);
                index += 1;
                if text == "`" { Side::Open } else { straight_side(prose, span) }
            }
            _ => continue,
        };
        let before = prose[..span.range().start].chars().next_back();
        let opened = any_may_open && marks.len() % 2 == 1;
        // 6'2" and 19" screens: a mark right after a digit closes nothing that was not opened.
        if text == "\"" && before.is_some_and(|c| c.is_ascii_digit()) && !opened {
            continue;
        }
        let turned = matches!((text, side), ("“", Side::Close) | ("”", Side::Open)) && !*low_marks;
        any_may_open |= side != Side::Close;
        all.push(QuoteMark { span, side, turned });
    }
}

/// The marks that stand in a block.
pub(super) fn within(marks: &[QuoteMark], block: Span) -> &[QuoteMark] {
    let from = marks.partition_point(|mark| mark.span.start < block.start);
    let count = marks[from..].partition_point(|mark| mark.span.start < block.end);
    &marks[from..from + count]
}

/// The side of a curly mark: the one of its shape unless it plainly stands on the other.
fn by_place(prose: &str, span: Span, shape: Side) -> Side {
    match straight_side(prose, span) {
        Side::Either => shape,
        place => place,
    }
}

fn straight_side(prose: &str, span: Span) -> Side {
    let before = prose[..span.range().start].chars().next_back();
    let after = prose[span.range().end..].chars().next();
    let opens = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '‘' | '/' | '\''));
    let closes = after.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, ')' | ']' | '.' | ',' | ';' | ':' | '!' | '?' | '—' | '–' | '-' | '’' | '/' | '\'')
    });
    match (opens, closes) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        _ => Side::Either,
    }
}

/// Finds the quotations of all blocks.
pub(super) fn find(
    prose: &str,
    blocks: &[Block],
    sentences: &[Sentence],
    tokens: &[Token],
    marks: &[QuoteMark],
) -> Vec<Quote> {
    let mut quotes = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let mut open: Option<QuoteMark> = None;
        for mark in within(marks, block.prose) {
            match (open, mark.side) {
                (None, Side::Close) => {}
                (None, _) => open = Some(*mark),
                // A second opening mark: the first was never closed.
                (Some(first), Side::Open) => {
                    quotes.push(unclosed(first.span, index, block, sentences, mark.span.start));
                    open = Some(*mark);
                }
                (Some(first), _) => {
                    quotes.push(Quote { span: first.span.cover(mark.span), closed: true, block: index, tokens: 0..0 });
                    open = None;
                }
            }
        }
        if let Some(first) = open {
            let goes_on = blocks.get(index + 1).is_some_and(|next| opens_with_quote(prose, next));
            if goes_on {
                quotes.push(Quote {
                    span: Span { start: first.span.start, end: block.prose.end },
                    closed: false,
                    block: index,
                    tokens: 0..0,
                });
            } else {
                quotes.push(unclosed(first.span, index, block, sentences, block.prose.end));
            }
        }
        if prose[block.prose.range()].contains('‘') {
            single(prose, index, &tokens[block.tokens.clone()], &mut quotes);
        }
    }
    quotes.sort_by_key(|quote| (quote.span.start, quote.span.end));
    // Told last, in one way through the tokens.
    let mut from = 0;
    for quote in &mut quotes {
        let before = |token: &&Token, at: u32| token.span.start < at;
        from += tokens[from..].iter().take_while(|token| before(token, quote.span.start)).count();
        quote.tokens = from..from + tokens[from..].iter().take_while(|token| before(token, quote.span.end)).count();
    }
    quotes
}

/// Whether a block opens with a double quotation mark.
pub(crate) fn opens_with_quote(prose: &str, block: &Block) -> bool {
    prose[block.prose.range()].trim_start_matches([' ', '\t', '(', '[']).starts_with(['"', '“', '„', '«'])
}

fn unclosed(mark: Span, block: usize, of: &Block, sentences: &[Sentence], limit: u32) -> Quote {
    let sentences = &sentences[of.sentences.clone()];
    let here = sentences.partition_point(|sentence| sentence.span.end <= mark.start);
    let end = sentences.get(here).map_or(limit, |sentence| sentence.span.end.min(limit));
    Quote { span: Span { start: mark.start, end: end.max(mark.end) }, closed: false, block, tokens: 0..0 }
}

/// Single curly marks as quotation marks: ‘so-called’. An apostrophe never opens one.
fn single(prose: &str, index: usize, tokens: &[Token], quotes: &mut Vec<Quote>) {
    let mut open: Option<Span> = None;
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Mark) {
        let before = prose[..token.span.range().start].chars().next_back();
        match token.text(prose) {
            "‘" if before.is_none_or(|c| !c.is_alphanumeric()) => open = Some(token.span),
            "’" => {
                // A possessive plural closes no quotation that would then hold a whole paragraph.
                let after = prose[token.span.range().end..].chars().next();
                if let Some(from) = open.take_if(|_| after.is_none_or(|c| !c.is_alphanumeric())) {
                    quotes.push(Quote { span: from.cover(token.span), closed: true, block: index, tokens: 0..0 });
                }
            }
            _ => {}
        }
    }
}
