//! The numbers of a draft, in figures and in words: how much each says, and how exactly.

use super::words;
use crate::draft::{Draft, TokenKind};
use crate::source::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Things, named after it or not.
    Plain,
    /// Hundredths: `20%`, `20 per cent`.
    Percent,
    /// Money, by the sign or letter before the figure.
    Money(char),
}

/// A number.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    /// Its tokens, by index, with its sign and its unit.
    pub(crate) tokens: Range<usize>,
    /// The same in the prose.
    pub(crate) span: Span,
    /// How much it says. Whole numbers are exact.
    pub(crate) value: f64,
    /// The worth of its last place: what it may have been rounded to. 1 for a number that says all.
    pub(crate) step: f64,
    /// What it counts.
    pub(crate) unit: Unit,
    /// Whether words before or after it say that it is not exact: “about”, “more than”, “or so”.
    pub(crate) vague: bool,
    /// Whether it is written in words.
    pub(crate) spelt: bool,
}

impl Number {
    /// A whole number of things, written out in full.
    pub(crate) fn whole(&self) -> Option<u32> {
        let small = self.unit == Unit::Plain && !self.vague && self.step <= 1.0 && self.value.fract() == 0.0;
        // Whole and small, so that nothing is lost.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        (small && (0.0..1e9).contains(&self.value)).then_some(self.value as u32)
    }
}

/// Numbers in words, by their hashes.
static SPELT: LazyLock<FxHashMap<u32, u8>> = LazyLock::new(|| {
    let small = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
        seventeen eighteen nineteen twenty";
    let mut values: FxHashMap<u32, u8> =
        small.split(' ').zip(1..).map(|(word, value)| (words::hash(word, 0..word.len()), value)).collect();
    for (ten, tens) in "twenty thirty forty fifty sixty seventy eighty ninety".split(' ').zip(2_u8..) {
        values.insert(words::hash(ten, 0..ten.len()), tens * 10);
        for (one, ones) in small.split(' ').take(9).zip(1..) {
            let word = format!("{ten}-{one}");
            values.insert(words::hash(&word, 0..word.len()), tens * 10 + ones);
        }
    }
    values
});

/// The same, for a quick look.
#[allow(clippy::iter_over_hash_type, reason = "the order of what is added makes no difference")]
static SIEVE: LazyLock<words::Sieve> = LazyLock::new(|| words::Sieve::of(SPELT.keys().copied()));

/// The numbers of a draft in the order of the text, dates and times of day among them, ordinals not.
pub(super) fn find(draft: &Draft, hashes: &[u32]) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < draft.tokens.len() {
        let found = match draft.tokens[at].kind {
            TokenKind::Number => figures(draft, at),
            TokenKind::Word if !SIEVE.may_hold(hashes[at]) => None,
            TokenKind::Word => {
                SPELT.get(&hashes[at]).map(|&value| Figures { value: f64::from(value), step: 1.0, unit: None })
            }
            TokenKind::Mark | TokenKind::Address => None,
        };
        let Some(found) = found else {
            at += 1;
            continue;
        };
        let number = complete(draft, at, &found);
        at = number.tokens.end;
        numbers.push(number);
    }
    numbers
}

/// What stands in one token.
struct Figures {
    value: f64,
    step: f64,
    /// The scale or unit that the token ends in: `m`, `bn`, `k`.
    unit: Option<f64>,
}

/// Reads figures. `None` for what is no amount: `14:30`, `1990s`, `3rd`, `1.2.3`, and numbers too long for what follows.
fn figures(draft: &Draft, at: usize) -> Option<Figures> {
    let text = draft.text(draft.tokens[at].span);
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "" => None,
        "m" => Some(1e6),
        "bn" => Some(1e9),
        "k" => Some(1e3),
        _ => return None,
    };
    if digits.len() > 15 {
        return None;
    }
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = groups.clone().all(|group| group.len() == 3) && (first.len() <= 3 || groups.next().is_none());
    if !grouped || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let plain = whole.bytes().filter(|&byte| byte != b',').chain(std::iter::once(b'.')).chain(part.bytes());
    let mut value = 0.0;
    let mut worth = 0.0;
    for byte in plain {
        match byte {
            b'.' => worth = 0.1,
            digit if !digit.is_ascii_digit() => return None,
            digit if worth > 0.0 => {
                value += f64::from(digit - b'0') * worth;
                worth /= 10.0;
            }
            digit => value = value * 10.0 + f64::from(digit - b'0'),
        }
    }
    let places = i32::try_from(part.len()).unwrap_or(0);
    let step = 10_f64.powi(-places) * unit.unwrap_or(1.0);
    Some(Figures { value: value * unit.unwrap_or(1.0), step, unit })
}

/// The number with what stands around it: a currency before it, a scale and a unit after it.
fn complete(draft: &Draft, at: usize, found: &Figures) -> Number {
    let text = |index: usize| draft.tokens.get(index).map_or("", |token| draft.text(token.span));
    let is = |index: usize, words: &[&str]| words.iter().any(|word| words::same(word, text(index)));
    let (mut value, mut step, mut tokens) = (found.value, found.step, at..at + 1);
    let scale = match text(tokens.end).to_ascii_lowercase().as_str() {
        _ if found.unit.is_some() => None,
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" | "mn" | "m" => Some(1e6),
        "billion" | "bn" => Some(1e9),
        "trillion" | "tn" => Some(1e12),
        _ => None,
    };
    if let Some(scale) = scale {
        (value, step) = (value * scale, step * scale);
        tokens.end += 1;
    }
    let mut unit = Unit::Plain;
    let before = at.checked_sub(1).map_or("", text);
    if let Some(sign) = before.chars().next().filter(|sign| matches!(sign, '£' | '$' | '€' | '¥')) {
        unit = Unit::Money(sign);
        tokens.start -= 1;
    } else if is(tokens.end, &["%", "percent"]) {
        unit = Unit::Percent;
        tokens.end += 1;
    } else if is(tokens.end, &["per"]) && is(tokens.end + 1, &["cent"]) {
        unit = Unit::Percent;
        tokens.end += 2;
    }
    let back = |steps: usize| tokens.start.checked_sub(steps).map_or("", text);
    let hedge = |word: &str| {
        ["about", "around", "nearly", "almost", "roughly", "approximately", "some", "over", "under", "just"]
            .iter()
            .any(|hedge| words::same(hedge, word))
    };
    let vague = hedge(back(1))
        || matches!(back(1).to_ascii_lowercase().as_str(), "~" | "<" | ">" | "least" | "most" | "estimated")
        || (matches!(back(1), "than" | "to")
            && matches!(back(2).to_ascii_lowercase().as_str(), "more" | "less" | "fewer" | "up" | "close"))
        || matches!(text(tokens.end), "+" | "-plus" | "plus")
        || (is(tokens.end, &["or"]) && is(tokens.end + 1, &["so", "more", "fewer", "less"]));
    let span = draft.tokens[tokens.start].span.cover(draft.tokens[tokens.end - 1].span);
    let spelt = draft.tokens[at].kind == TokenKind::Word;
    Number { tokens, span, value, step, unit, vague, spelt }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::ReadOptions;
    use crate::source::Source;
    use std::sync::Arc;

    fn read(text: &str) -> Vec<(String, Number)> {
        let draft = Draft::read(Arc::new(Source::new("a.txt", text)), &ReadOptions::default());
        let numbers = find(&draft, &words::hashes(&draft));
        numbers.into_iter().map(|number| (draft.text(number.span).to_owned(), number)).collect()
    }

    fn values(text: &str) -> Vec<(String, f64, Unit)> {
        read(text).into_iter().map(|(text, number)| (text, number.value, number.unit)).collect()
    }

    #[test]
    fn figures_and_words_are_read_with_their_units() {
        let found = values("Some 1,250 of twenty-one fell 12.5 per cent to £4.5m, or $3 billion; 40% left.");
        let expected = [
            ("1,250", 1250.0, Unit::Plain),
            ("twenty-one", 21.0, Unit::Plain),
            ("12.5 per cent", 12.5, Unit::Percent),
            ("£4.5m", 4.5e6, Unit::Money('£')),
            ("$3 billion", 3e9, Unit::Money('$')),
            ("40%", 40.0, Unit::Percent),
        ];
        assert_eq!(found, expected.map(|(text, value, unit)| (text.to_owned(), value, unit)));
    }

    #[test]
    fn what_is_no_amount_is_passed_over() {
        assert_eq!(values("On the 3rd at 14:30 in the 1990s, version 1.2.3 and 12,34 came up."), []);
        assert_eq!(values(&"9".repeat(400)), []);
    }

    #[test]
    fn hedges_make_a_number_vague() {
        for vague in ["about 40 left", "more than 40 left", "up to 40 left", "at least 40 left", "40 or so left"] {
            assert!(read(vague).iter().all(|(_, number)| number.vague && number.whole().is_none()), "{vague}");
        }
        assert!(read("the 40 left").iter().all(|(_, number)| number.whole() == Some(40)));
    }

    #[test]
    fn the_last_place_tells_how_exact_a_number_is() {
        let steps: Vec<f64> = read("1.2bn and 3.25 and 40").into_iter().map(|(_, number)| number.step).collect();
        assert_eq!(steps, [1e8, 0.01, 1.0]);
    }
}
