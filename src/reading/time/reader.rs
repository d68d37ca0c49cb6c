//! A way through the tokens of one block: what each can be, and the numbers that they spell.

use super::vocabulary::{self, Lexeme, Table};
use crate::draft::{Draft, Token, TokenKind};
use crate::reading::words;
use crate::source::Span;
use jiff::civil::Date;

/// The tokens of one block, by their index in the draft.
pub(super) struct Reader<'d> {
    pub(super) text: &'d str,
    tokens: &'d [Token],
    hashes: &'d [u32],
    table: &'static Table,
    /// What each token of the block can be.
    lexemes: Vec<Lexeme>,
    /// The tokens of the block at which an expression can be found.
    pub(super) starts: Vec<usize>,
    /// The block's tokens.
    from: usize,
    to: usize,
    /// The story date.
    pub(super) story: Option<Date>,
    /// The last year written in the block.
    pub(super) said: Option<i16>,
    /// The token at which an expression is looked for.
    pub(super) start: usize,
}

/// How many, as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Count {
    Exact(f64),
    /// “A few”, “two or three”: from and to how many.
    Between(f64, f64),
    /// “A”, which may be a rate: “ten miles a day”.
    Article,
}

impl<'d> Reader<'d> {
    pub(super) fn new(draft: &'d Draft, hashes: &'d [u32]) -> Self {
        Self {
            text: draft.prose.text(),
            tokens: &draft.tokens,
            hashes,
            table: vocabulary::table(),
            lexemes: Vec::new(),
            starts: Vec::new(),
            from: 0,
            to: 0,
            story: draft.date,
            said: None,
            start: 0,
        }
    }

    /// Turns to another block: says of each token what it can be. Every word of the draft passes here once, so that a
    /// word that is nothing may cost no more than its look into the sieve.
    pub(super) fn turn_to(&mut self, tokens: std::ops::Range<usize>) {
        (self.from, self.to) = (tokens.start, tokens.end);
        self.said = None;
        self.lexemes.clear();
        self.starts.clear();
        let block = &self.tokens[tokens.clone()];
        let (Some(first), Some(last)) = (block.first(), block.last()) else { return };
        let (begin, end) = (first.span.range().start, last.span.range().end);
        let bytes = self.text.as_bytes();
        // Most words have no hyphen: those of the whole block are found in one sweep.
        let mut hyphens = memchr::memchr_iter(b'-', &bytes[begin..end]).map(|at| begin + at).chain([usize::MAX]);
        let mut hyphen = hyphens.next().unwrap_or(usize::MAX);
        for ((token, hash), at) in block.iter().zip(&self.hashes[tokens.clone()]).zip(tokens) {
            let lexeme = match token.kind {
                TokenKind::Mark | TokenKind::Address => Lexeme::Other,
                TokenKind::Number => Lexeme::Figures,
                TokenKind::Word => match self.table.get(*hash) {
                    Lexeme::Other => {
                        let word = token.span.range();
                        while hyphen < word.start + 2 {
                            hyphen = hyphens.next().unwrap_or(usize::MAX);
                        }
                        if bytes[word.start].is_ascii_digit() || (hyphen < word.end && word.len() >= 6) {
                            Lexeme::Joined
                        } else if bytes[word.end - 1].is_ascii_digit() && word.len() <= 6 {
                            Lexeme::Code
                        } else {
                            Lexeme::Other
                        }
                    }
                    known => known,
                },
            };
            self.lexemes.push(lexeme);
            if lexeme.starts() {
                self.starts.push(at);
            }
        }
    }

    pub(super) fn token(&self, at: usize) -> Option<&'d Token> {
        (self.from..self.to).contains(&at).then(|| &self.tokens[at])
    }

    /// What the token there can be; nothing outside the block.
    #[inline]
    pub(super) fn lexeme(&self, at: usize) -> Lexeme {
        self.lexemes.get(at.wrapping_sub(self.from)).copied().unwrap_or(Lexeme::Other)
    }

    /// The word there; empty outside the block.
    pub(super) fn word(&self, at: usize) -> &'d str {
        self.token(at).map_or("", |token| token.text(self.text))
    }

    /// Whether a word in small letters that may be a noun stands there: no word of time and none of grammar.
    pub(super) fn is_matter(&self, at: usize) -> bool {
        self.is_small(at)
            && self.lexeme(at) == Lexeme::Other
            && !self.hashes.get(at).is_some_and(|hash| words::is_function_hash(*hash))
    }

    /// Whether a word stands there.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_word)
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        !word.is_empty() && words.iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "–" | "—" | "‑" | "−" | "‐" | "~")
    }

    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        crate::draft::is_capitalised(self.word(at))
    }

    /// Whether the token there is a word in small letters.
    pub(super) fn is_small(&self, at: usize) -> bool {
        self.word(at).chars().next().is_some_and(char::is_lowercase)
    }

    /// Whether nothing stands between the token there and the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        match (self.token(at.wrapping_sub(1)), self.token(at)) {
            (Some(left), Some(right)) => left.span.end == right.span.start,
            _ => false,
        }
    }

    /// Whether a line ends before the token there: what stands on two lines is not one expression.
    pub(super) fn is_new_line(&self, at: usize) -> bool {
        match (self.token(at.wrapping_sub(1)), self.token(at)) {
            (Some(left), Some(right)) => {
                self.text[left.span.range().end..right.span.range().start].matches('\n').count() > 1
            }
            _ => false,
        }
    }

    /// The range of prose of some tokens.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        match (self.token(from), self.token(to.wrapping_sub(1))) {
            (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end.max(first.span.start) },
            _ => Span::default(),
        }
    }

    /// Four figures that can be a year, whatever stands around them.
    pub(super) fn four_figures(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| word.parse().ok())
            .flatten()
            .filter(|year| (1000..=2199).contains(year))
    }

    /// A day of the month in figures or as an ordinal in words, and whether it is spelt as an ordinal. A day from 32 to 39
    /// is one that no month has.
    pub(super) fn day(&self, at: usize) -> Option<(i8, bool)> {
        if let Lexeme::Ordinal(n @ 1..=31) = self.lexeme(at) {
            return Some((i8::try_from(n).ok()?, true));
        }
        if self.lexeme(at) != Lexeme::Figures {
            return None;
        }
        let (digits, suffix) = split_figures(self.word(at));
        if digits.len() > 2 || !matches!(suffix, "" | "st" | "nd" | "rd" | "th") {
            return None;
        }
        let day: i8 = digits.parse().ok()?;
        (1..=39).contains(&day).then_some((day, !suffix.is_empty()))
    }
}

/// The figures at the start of a word, and the rest.
pub(super) fn split_figures(word: &str) -> (&str, &str) {
    word.split_at(word.bytes().take_while(u8::is_ascii_digit).count())
}
