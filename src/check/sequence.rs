//! `sequence`: words and kinds of words that follow one another in a sentence.

use super::phrases::{Exceptions, Matching, message};
use super::{Check, Inspector, Read};
use crate::draft::{Draft, Token, TokenKind, fold_text, is_capitalised, without_possessive};
use crate::reading::calendar;
use crate::rule::Resources;
use crate::scan::{Boundary, Hit, Term};
use crate::source::Span;
use crate::table::{Table, Text};
use std::ops::Range;

/// The most tokens that a sequence may span, so that a 64-bit set holds all distances.
const LONGEST: usize = 60;

/// A kind of token, by what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Word,
    Number,
    Capitalised,
    Lower,
    Upper,
    Punctuation,
    Weekday,
    Month,
}

impl Class {
    const NAMES: [(&'static str, Self); 8] = [
        ("word", Self::Word),
        ("number", Self::Number),
        ("capitalised", Self::Capitalised),
        ("lower", Self::Lower),
        ("upper", Self::Upper),
        ("punctuation", Self::Punctuation),
        ("weekday", Self::Weekday),
        ("month", Self::Month),
    ];

    fn holds(self, kind: TokenKind, text: &str) -> bool {
        match self {
            Self::Word => kind == TokenKind::Word,
            Self::Number => kind == TokenKind::Number,
            Self::Punctuation => kind == TokenKind::Mark,
            Self::Capitalised => kind == TokenKind::Word && is_capitalised(text),
            Self::Lower => kind == TokenKind::Word && text.chars().next().is_some_and(char::is_lowercase),
            Self::Upper => {
                kind == TokenKind::Word
                    && text.chars().filter(|c| c.is_alphabetic()).count() > 1
                    && !without_possessive(text).chars().any(char::is_lowercase)
            }
            Self::Weekday => {
                kind == TokenKind::Word && is_capitalised(text) && calendar::weekday(without_possessive(text)).is_some()
            }
            Self::Month => {
                kind == TokenKind::Word && is_capitalised(text) && calendar::month(without_possessive(text)).is_some()
            }
        }
    }
}

/// What may stand in one place of the sequence.
#[derive(Debug)]
enum Element {
    Words(Vec<Box<str>>),
    Pattern(Box<Term>),
    Class(Class),
    Not(Vec<Box<str>>, Option<Box<Term>>),
    /// Up to so many tokens of any kind.
    Skip(usize),
}

/// Elements, and the one that the shared scan looks for.
#[derive(Debug)]
pub(crate) struct Sequence {
    elements: Vec<Element>,
    anchor: usize,
    terms: Vec<Term>,
    match_case: bool,
    exceptions: Exceptions,
    /// First and last element that is reported.
    report: (usize, usize),
}

impl Read for Sequence {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let match_case = table.boolean("match-case").unwrap_or(false);
        let matching = Matching { match_case, boundary: Boundary::Part };
        let exceptions = Exceptions::read(table, matching);
        let before = table.file().mistakes.count();
        let tokens = table.tables("tokens");
        let elements: Vec<Element> = tokens.iter().filter_map(|token| element(token, matching)).collect();
        let report = table.numbers("report");
        let mistake = |span, message: &str, remedy: &str| {
            table.file().mistake(span, message, Some(remedy.to_owned()));
        };
        // What is wrong with one element would make nonsense of what is said of all.
        if table.file().mistakes.count() > before {
            return None;
        }
        if elements.is_empty() {
            let remedy = "Add `tokens = [{ word = \"due\" }, { word = \"to\" }]`.";
            mistake(table.span(), "this check has nothing to look for", remedy);
            return None;
        }
        let spans = elements.iter().map(|element| if let Element::Skip(most) = element { *most } else { 1 });
        if spans.fold(0, usize::saturating_add) > LONGEST {
            mistake(table.span(), "this sequence is longer than 60 tokens", "Skip fewer.");
        }
        for (token, element) in [(tokens.first(), elements.first()), (tokens.last(), elements.last())] {
            if let (Some(token), Some(Element::Skip(_))) = (token, element) {
                mistake(token.span(), "a sequence cannot begin or end with `skip`", "Take it out: it skips nothing.");
            }
        }
        let anchor = anchor(&elements);
        if anchor.is_none() {
            let remedy = "Add `{ word = \"…\" }` or `{ words = [\"…\"] }`: it is what drafts are searched for.";
            mistake(table.span(), "no token of this sequence is a word", remedy);
        }
        let last = elements.len().saturating_sub(1);
        let mut reported = (0, last);
        if let Some((numbers, span)) = report {
            match numbers[..] {
                [from, to]
                    if (1..=to).contains(&from)
                        && to <= elements.len()
                        && [from, to].iter().all(|&n| !matches!(elements[n - 1], Element::Skip(_))) =>
                {
                    reported = (from - 1, to - 1);
                }
                _ => {
                    let remedy = format!("Write `report = [1, {}]` to report all of it.", elements.len());
                    let message = "`report` names the first and the last token to report, counted from 1; neither may be a `skip`";
                    mistake(span, message, &remedy);
                }
            }
        }
        let anchor = anchor?;
        let terms = match &elements[anchor] {
            Element::Words(words) => words.iter().filter_map(|word| Term::new(word, match_case, Boundary::Part).ok()),
            _ => return None,
        };
        let terms = terms.collect();
        Some(Self { elements, anchor, terms, match_case, exceptions, report: reported })
    }
}

/// Reads one element.
fn element(table: &Table<'_>, matching: Matching) -> Option<Element> {
    let before = table.file().mistakes.count();
    let words = |texts: Vec<Text<'_>>| -> Vec<Box<str>> {
        for text in &texts {
            if text.value.trim().is_empty() || text.value.contains(char::is_whitespace) {
                let message = format!("`{}` is not one word", text.value);
                let remedy = "Write a token for each word, or use the kind `phrases`.";
                table.file().mistake(text.span, message, Some(remedy.into()));
            }
        }
        texts.into_iter().map(|text| fold_text(text.value).into()).collect()
    };
    let pattern = |text: Text<'_>| matching.term(table.file(), text.value, text.span).map(Box::new);
    let is_pattern = |text: &Text<'_>| text.value.len() > 2 && text.value.starts_with('/') && text.value.ends_with('/');
    let mut found = Vec::new();
    for key in ["word", "words"] {
        let texts = table.strings(key);
        if !texts.is_empty() {
            found.push(Element::Words(words(texts)));
        }
    }
    if let Some(text) = table.string("pattern") {
        if is_pattern(&text) {
            found.extend(pattern(text).map(Element::Pattern));
        } else {
            let remedy = format!("Write `pattern = '/{}/'`, or `word` for a word.", text.value);
            table.file().mistake(text.span, "a pattern stands between slashes", Some(remedy));
        }
    }
    found.extend(table.choice("is", &Class::NAMES).map(Element::Class));
    let not = table.strings("not");
    if !not.is_empty() {
        let (patterns, plain): (Vec<_>, Vec<_>) = not.into_iter().partition(is_pattern);
        if let [_, second, ..] = patterns[..] {
            let remedy = "Join them with `|` in one pattern.";
            table.file().mistake(second.span, "`not` takes one pattern", Some(remedy.into()));
        }
        found.push(Element::Not(words(plain), patterns.first().copied().and_then(pattern)));
    }
    found.extend(table.number("skip").map(|(most, _)| Element::Skip(most)));
    table.finish();
    if table.file().mistakes.count() > before {
        return None;
    }
    if found.len() != 1 {
        let remedy = "Write one of `word`, `words`, `pattern`, `is`, `not` and `skip` in each pair of braces.";
        table.file().mistake(table.span(), "a token must say one thing that it is", Some(remedy.into()));
    }
    found.pop()
}

/// The words that are looked for: those whose shortest is longest, for they are rarest.
fn anchor(elements: &[Element]) -> Option<usize> {
    let length = |element: &Element| match element {
        Element::Words(words) if words.iter().all(|word| word.contains(char::is_alphanumeric)) => {
            words.iter().map(|word| word.len()).min()
        }
        _ => None,
    };
    let lengths = elements.iter().enumerate().filter_map(|(index, element)| Some((length(element)?, index)));
    lengths.max_by_key(|&(length, index)| (length, std::cmp::Reverse(index))).map(|(_, index)| index)
}

impl Check for Sequence {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        for hit in inspector.hits() {
            let Some(span) = self.confirm(inspector.draft, hit) else { continue };
            if !inspector.looks_at(span) || self.exceptions.cover(inspector, span) {
                continue;
            }
            let text = inspector.draft.text(span);
            let message = message(inspector.rule.message.as_ref(), &[("text", text)], || {
                format!("“{text}”: {}", inspector.rule.summary)
            });
            let finding = inspector.finding(span, message);
            inspector.report(finding);
        }
    }
}

/// A search for the rest of a sequence in one sentence.
struct Walk<'w> {
    sequence: &'w Sequence,
    draft: &'w Draft,
    sentence: Range<usize>,
    anchor: usize,
    /// By element: the token that it matched.
    found: [usize; LONGEST],
    /// By element: distances from the anchor at which it and what follows are known not to match.
    dead: [u64; LONGEST],
}

impl Sequence {
    /// The span to report if the sequence stands around the anchor that was found.
    fn confirm(&self, draft: &Draft, hit: Hit) -> Option<Span> {
        let sentence = draft.sentences[draft.sentence_at(hit.span.start)?].tokens.clone();
        let anchor = draft.tokens.partition_point(|token| token.span.start < hit.span.start);
        let mut walk = Walk { sequence: self, draft, sentence, anchor, found: [0; LONGEST], dead: [0; LONGEST] };
        if !walk.matches(&self.elements[self.anchor], anchor) {
            return None;
        }
        walk.found[self.anchor] = anchor;
        let whole = walk.forward(self.anchor + 1, anchor + 1) && walk.backward(self.anchor, anchor);
        let (from, to) = self.report;
        whole.then(|| draft.tokens[walk.found[from]].span.cover(draft.tokens[walk.found[to]].span))
    }
}

impl Walk<'_> {
    /// Whether the elements from `element` on match from token `at` on.
    fn forward(&mut self, element: usize, at: usize) -> bool {
        let sequence = self.sequence;
        let Some(this) = sequence.elements.get(element) else { return true };
        let distance = 1_u64 << (at - self.anchor).min(63);
        if self.dead[element] & distance != 0 {
            return false;
        }
        let found = match this {
            Element::Skip(most) => (0..=*most).any(|skipped| self.forward(element + 1, at + skipped)),
            this => {
                self.found[element] = at;
                self.matches(this, at) && self.forward(element + 1, at + 1)
            }
        };
        self.dead[element] |= if found { 0 } else { distance };
        found
    }

    /// Whether the elements before `element` match, the last of them right before token `at`.
    fn backward(&mut self, element: usize, at: usize) -> bool {
        let sequence = self.sequence;
        let Some(element) = element.checked_sub(1) else { return true };
        let distance = 1_u64 << (self.anchor - at).min(63);
        if self.dead[element] & distance != 0 {
            return false;
        }
        let found = match &sequence.elements[element] {
            Element::Skip(most) => (0..=(*most).min(at)).any(|skipped| self.backward(element, at - skipped)),
            this => at.checked_sub(1).is_some_and(|at| {
                self.found[element] = at;
                self.matches(this, at) && self.backward(element, at)
            }),
        };
        self.dead[element] |= if found { 0 } else { distance };
        found
    }

    fn matches(&self, element: &Element, at: usize) -> bool {
        if !self.sentence.contains(&at) {
            return false;
        }
        let token = &self.draft.tokens[at];
        let folded = || &self.draft.folded.cased[self.draft.folded.range_of(token.span).range()];
        match element {
            Element::Words(words) => self.is_one_of(words, token, folded()),
            Element::Pattern(term) => term.is_match(folded()),
            Element::Class(class) => class.holds(token.kind, token.text(self.draft.prose.text())),
            Element::Not(words, pattern) => {
                !self.is_one_of(words, token, folded()) && !pattern.as_ref().is_some_and(|term| term.is_match(folded()))
            }
            Element::Skip(_) => true,
        }
    }

    fn is_one_of(&self, words: &[Box<str>], token: &Token, text: &str) -> bool {
        let same = |word: &str, text: &str| {
            if self.sequence.match_case {
                word == text
            } else if word.is_ascii() {
                word.eq_ignore_ascii_case(text)
            } else {
                word.to_lowercase() == text.to_lowercase()
            }
        };
        let stem = if token.is_word() { without_possessive(text) } else { text };
        words.iter().any(|word| same(word, text) || same(word, stem))
    }
}
