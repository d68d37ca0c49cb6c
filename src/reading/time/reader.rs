//! A way through the tokens of one block: what each can be, and the numbers that they spell.

use super::vocabulary::{self, Lexeme};
use crate::draft::{Draft, Token, TokenKind};
use crate::source::Span;
use jiff::civil::Date;

/// The tokens of one block, by their index in the draft.
pub(super) struct Reader<'d> {
    pub(super) text: &'d str,
    tokens: &'d [Token],
    hashes: &'d [u32],
    table: &'static [(u32, Lexeme)],
    /// The block's tokens.
    from: usize,
    to: usize,
    /// The story date.
    pub(super) story: Option<Date>,
    /// The last year written in the block.
    pub(super) said: Option<i16>,
    /// Whether the words before speak of the future.
    pub(super) ahead: bool,
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
            from: 0,
            to: 0,
            story: draft.date,
            said: None,
            ahead: false,
        }
    }

    /// Turns to another block.
    pub(super) fn turn_to(&mut self, tokens: std::ops::Range<usize>) {
        (self.from, self.to) = (tokens.start, tokens.end);
        self.said = None;
    }

    fn token(&self, at: usize) -> Option<&'d Token> {
        (self.from..self.to).contains(&at).then(|| &self.tokens[at])
    }

    /// What the token there can be; nothing outside the block.
    #[inline]
    pub(super) fn lexeme(&self, at: usize) -> Lexeme {
        let Some(token) = self.token(at) else { return Lexeme::Other };
        match token.kind {
            TokenKind::Mark | TokenKind::Address => Lexeme::Other,
            TokenKind::Number => Lexeme::Figures,
            TokenKind::Word => match vocabulary::by_hash(self.table, self.hashes[at]) {
                Lexeme::Other => self.shape(token),
                known => known,
            },
        }
    }

    /// What a word that is not in the list can be by its shape.
    #[inline]
    fn shape(&self, token: &Token) -> Lexeme {
        let word = token.text(self.text).as_bytes();
        let last = word[word.len() - 1];
        if word[0].is_ascii_digit() || (word.len() >= 6 && word[2..].contains(&b'-')) {
            Lexeme::Joined
        } else if last.is_ascii_digit() && word.len() <= 6 {
            Lexeme::Code
        } else {
            Lexeme::Other
        }
    }

    /// The word there; empty outside the block.
    pub(super) fn word(&self, at: usize) -> &'d str {
        self.token(at).map_or("", |token| token.text(self.text))
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

    /// A number in figures: `1,200`, `3.5`.
    fn figures(&self, at: usize) -> Option<f64> {
        let word = self.word(at);
        if word.len() > 12 || !word.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b',' | b'.')) {
            return None;
        }
        if word.contains(',') { word.replace(',', "").parse().ok() } else { word.parse().ok() }
    }

    /// How many: in figures, in words, or by a vague word. Also the index after it.
    pub(super) fn count(&self, at: usize) -> Option<(Count, usize)> {
        let (count, next) = self.single_count(at)?;
        // “Two or three years”, “two to three years”.
        if let Count::Exact(low) = count
            && (self.is_dash(next) || self.is(next, "or") || self.is(next, "to"))
            && let Some((Count::Exact(high), after)) = self.single_count(next + 1)
            && high > low
            && matches!(self.lexeme(after), Lexeme::Unit(..))
        {
            return Some((Count::Between(low, high), after));
        }
        Some((count, next))
    }

    fn single_count(&self, at: usize) -> Option<(Count, usize)> {
        match self.lexeme(at) {
            Lexeme::Figures => Some(self.with_half(self.figures(at)?, at + 1)),
            Lexeme::Number(_) | Lexeme::Joined => {
                let (number, next) = self.number_in_words(at)?;
                Some(self.with_half(number, next))
            }
            Lexeme::Vague(low, high) => {
                let next = if self.is(at + 1, "of") { at + 2 } else { at + 1 };
                Some((Count::Between(f64::from(low), f64::from(high)), next))
            }
            Lexeme::Couple => {
                let next = if self.is(at + 1, "of") { at + 2 } else { at + 1 };
                Some((Count::Between(2.0, 3.0), next))
            }
            Lexeme::Half if self.lexeme(at + 1) == Lexeme::Article => Some((Count::Exact(0.5), at + 2)),
            Lexeme::Half => Some((Count::Exact(0.5), at + 1)),
            Lexeme::Article => match self.lexeme(at + 1) {
                Lexeme::Vague(12, 12) => Some((Count::Exact(12.0), at + 2)),
                Lexeme::Vague(..) | Lexeme::Couple | Lexeme::Half => self.single_count(at + 1),
                Lexeme::Number(100 | 1000) => {
                    self.number_in_words(at + 1).map(|(number, next)| (Count::Exact(number), next))
                }
                _ => Some((Count::Article, at + 1)),
            },
            _ => None,
        }
    }

    /// “And a half”, “and a quarter” after a number.
    fn with_half(&self, number: f64, next: usize) -> (Count, usize) {
        let part = self.lexeme(next) == Lexeme::And && self.lexeme(next + 1) == Lexeme::Article;
        match (part, self.lexeme(next + 2)) {
            (true, Lexeme::Half) => (Count::Exact(number + 0.5), next + 3),
            (true, _) if self.is(next + 2, "quarter") => (Count::Exact(number + 0.25), next + 3),
            _ => (Count::Exact(number), next),
        }
    }

    /// “Twenty-five”, “twenty five”, “two hundred and ten”, “two dozen”.
    pub(super) fn number_in_words(&self, at: usize) -> Option<(f64, usize)> {
        let (mut total, mut below, mut next) = (0.0_f64, 0.0_f64, at);
        while next < at + 8 {
            match self.lexeme(next) {
                Lexeme::Number(1000) => (total, below) = (total + below.max(1.0) * 1000.0, 0.0),
                Lexeme::Number(100) => below = below.max(1.0) * 100.0,
                Lexeme::Vague(12, 12) if next > at => below *= 12.0,
                // “Twenty five”, but not “five twenty”.
                Lexeme::Number(n) if below == 0.0 || (below % 100.0 == 0.0) || (below % 10.0 == 0.0 && n < 10) => {
                    below += f64::from(n);
                }
                Lexeme::Joined => {
                    let Some(n) = hyphened_number(self.word(next)).filter(|_| below % 100.0 == 0.0) else { break };
                    below += f64::from(n);
                }
                Lexeme::And
                    if next > at
                        && below >= 100.0
                        && matches!(self.lexeme(next + 1), Lexeme::Number(1..100) | Lexeme::Joined) => {}
                _ => break,
            }
            next += 1;
        }
        (next > at).then_some((total + below, next))
    }
}

/// The figures at the start of a word, and the rest.
pub(super) fn split_figures(word: &str) -> (&str, &str) {
    word.split_at(word.bytes().take_while(u8::is_ascii_digit).count())
}

/// The number in “twenty-five”.
pub(super) fn hyphened_number(word: &str) -> Option<u16> {
    let (tens, ones) = word.split_once('-')?;
    match (vocabulary::of_word(tens), vocabulary::of_word(ones)) {
        (Lexeme::Number(tens @ 20..=90), Lexeme::Number(ones @ 1..=9)) => Some(tens + ones),
        _ => None,
    }
}
