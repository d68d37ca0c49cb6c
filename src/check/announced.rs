//! Announcements of lists: “three conditions:”, “four towns in the valley —”.

use crate::draft::{Draft, TokenKind, is_capitalised};
use crate::reading::numbers::Number;
use crate::reading::words;
use crate::source::Span;
use std::ops::Range;

/// No list in running text is longer than this many tokens.
const LONGEST: usize = 80;

/// How many words may stand between the number and the mark before the list.
const FARTHEST: usize = 14;

/// The greatest number of items that is counted: above it, figures are not announcements.
const MOST: u32 = 20;

/// A number of things of which a list follows.
pub(super) struct Announced {
    pub(super) count: u32,
    /// From the number to the noun.
    pub(super) span: Span,
    pub(super) list: Place,
}

/// Where the list is.
pub(super) enum Place {
    /// These tokens, in the same sentence; set off with dashes or after a colon.
    Sentence { tokens: Range<usize>, dashes: bool },
    /// The blocks after this one.
    Blocks(usize),
}

/// Nouns of time, money and measure: figures follow them, not items.
const MEASURES: &[&str] = &[
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "seconds",
    "decades",
    "times",
    "miles",
    "metres",
    "meters",
    "pounds",
    "dollars",
    "euros",
    "inches",
    "feet",
    "yards",
    "percent",
    "words",
    "letters",
    "cents",
    "pence",
    "lengths",
    "degrees",
    "litres",
    "tonnes",
    "tons",
    "kilometres",
    "acres",
    "hectares",
    "characters",
    "pixels",
    "quarters",
];

/// Nouns of games and books, which are told of in a sentence rather than listed.
const TOLD: &[&str] = &[
    "points",
    "shots",
    "strokes",
    "seasons",
    "games",
    "matches",
    "goals",
    "tries",
    "wickets",
    "overs",
    "runs",
    "sets",
    "wins",
    "defeats",
    "penalties",
    "lines",
    "pages",
];

/// Plurals that do not end in an s.
const PLURALS: &[&str] =
    &["people", "men", "women", "children", "criteria", "phenomena", "media", "teeth", "series", "species"];

/// Words after the noun that make something else of it: who says it, or that the list is of other things.
const ELSEWHERE: &[&str] = &[
    "said",
    "says",
    "say",
    "told",
    "asked",
    "ask",
    "added",
    "wrote",
    "following",
    "these",
    "this",
    "below",
    "include",
    "included",
    "includes",
    "including",
    "like",
    "such",
    "among",
    "example",
    "one",
    "another",
    "other",
    "others",
    "first",
    "second",
    "each",
    "only",
    "than",
    "ago",
    "later",
    "earlier",
    "before",
    "after",
];

/// Words before “of” that make a part of the number: “one of the three reasons”.
const PARTS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "some", "any", "each", "most", "many", "several", "half", "first",
    "second", "third", "last", "all", "none", "either", "neither", "part", "member", "part", "few", "latest", "rest",
    "best", "least", "more",
];

impl Announced {
    /// Reads the words after a number. `None` where no list of as many things is to follow.
    pub(super) fn read(draft: &Draft, hashes: &[u32], number: &Number) -> Option<Self> {
        let at = number.tokens.start;
        // “over three phases”, “around three themes” say where, not how many.
        let before = at.checked_sub(1).map_or("", |before| draft.text(draft.tokens[before].span));
        let place = number.spelt && matches!(before, "over" | "around" | "about");
        let exact = Number { vague: number.vague && !place, ..number.clone() };
        let count = exact.whole().filter(|count| (2..=MOST).contains(count) && number.tokens.len() == 1)?;
        let sentence = &draft.sentences[draft.sentence_at(number.span.start)?];
        let last = sentence.tokens.end.min(at + FARTHEST + 2);
        let text = |index: usize| draft.text(draft.tokens[index].span);
        let is_list = |index: usize, list: &[&str]| list.iter().any(|word| words::same(word, text(index)));
        if !stands_alone(draft, sentence.tokens.start, number) {
            return None;
        }
        let part = is_part(draft, sentence.tokens.start, at);
        // The noun: the first plural, with no little words before it.
        let mut noun = None;
        let mut index = at + 1;
        let mark = loop {
            if index >= last {
                return None;
            }
            let token = &draft.tokens[index];
            match token.kind {
                TokenKind::Mark => break index,
                TokenKind::Word => {}
                TokenKind::Number | TokenKind::Address => return None,
            }
            let word = text(index);
            match noun {
                None if is_plural(word) || is_list(index, PLURALS) => noun = Some(index),
                None if words::is_function_hash(hashes[index])
                    && !matches!(word, "other" | "most" | "more" | "own") =>
                {
                    return None;
                }
                // “sports clubs”: the noun is the last plural of those that stand together.
                Some(known) if known + 1 == index && is_plural(word) => noun = Some(index),
                _ => {}
            }
            index += 1;
        };
        let noun = noun?;
        let measure = is_list(noun, MEASURES);
        let tail = noun + 1..mark;
        if tail.clone().any(|index| is_list(index, ELSEWHERE) || is_spelt_number(text(index))) {
            return None;
        }
        let namely = text(mark) == "," && draft.tokens.get(mark + 1).is_some() && text(mark + 1) == "namely";
        let span = number.span.cover(draft.tokens[noun].span);
        let block = sentence.block;
        let colon = text(mark) == ":";
        if colon && mark + 1 == draft.blocks[block].tokens.end {
            return (!measure && goes_with_list(draft, hashes, tail)).then_some(Self {
                count,
                span,
                list: Place::Blocks(block),
            });
        }
        // One of three reasons may be the one that is named; a list set off below names all.
        if part || !goes_with_sentence(draft, hashes, tail.clone()) {
            return None;
        }
        let dashes = is_dash(draft, mark);
        if !(colon || namely || dashes && tail.is_empty()) {
            return None;
        }
        let from =
            mark + 1 + usize::from(namely || (colon && mark + 1 < sentence.tokens.end && text(mark + 1) == "namely"));
        let mut to = (from..sentence.tokens.end).take(LONGEST).find(|&index| dashes && is_dash(draft, index));
        if to.is_none() {
            to = whole_sentence_end(draft, sentence.tokens.clone(), block);
        }
        let to = to.filter(|&to| to > from && to - from <= LONGEST)?;
        // “three years: 1998, 2003 and 2007”: of measures only years with figures.
        let years = words::same(text(noun), "years")
            && (from..to)
                .all(|index| draft.tokens[index].kind != TokenKind::Word || matches!(text(index), "and" | "or"));
        let told = measure || is_list(noun, TOLD);
        (!told || years).then_some(Self { count, span, list: Place::Sentence { tokens: from..to, dashes } })
    }
}

/// Whether the words before a number leave it as it is: no part of it, no name, no range.
fn stands_alone(draft: &Draft, start: usize, number: &Number) -> bool {
    let at = number.tokens.start;
    let back = |steps: usize| {
        at.checked_sub(steps).filter(|&index| index >= start).map_or("", |index| draft.text(draft.tokens[index].span))
    };
    let next = draft.tokens.get(at + 1).map_or("", |token| draft.text(token.span));
    // “BBC Two”, “Five Live”.
    let written = draft.text(number.span);
    if is_capitalised(written) && (at > start || is_capitalised(next)) {
        return false;
    }
    // “Windows 10 users”, “page 4 readers”, “in June 12 cities”.
    if !number.spelt && is_capitalised(back(1)) && at > start + 1 {
        return false;
    }
    let range = |word: &str| {
        matches!(word, "or" | "to" | "-" | "–" | "—" | "by" | "and" | "than" | "/" | "No" | "." | "every" | "$")
    };
    if range(back(1)) && !matches!(back(1), "and" | "by" | "to" | "—" | "–")
        || matches!(next, "or" | "to" | "-" | "–" | "and" | "/")
    {
        return false;
    }
    // “two to three reasons”, “2-3 reasons”.
    let figure = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit()) || is_spelt_number(word);
    if !back(2).is_empty() && range(back(1)) && figure(back(2)) {
        return false;
    }
    !words::same(back(1), "first") && !words::same(back(1), "last")
}

/// Whether words before a number speak of a part of it: “one of three reasons”, “the first of the two”.
fn is_part(draft: &Draft, start: usize, at: usize) -> bool {
    let back = |steps: usize| {
        at.checked_sub(steps).filter(|&index| index >= start).map_or("", |index| draft.text(draft.tokens[index].span))
    };
    let part = |word: &str| PARTS.iter().any(|part| words::same(part, word));
    let of = |steps: usize| back(steps) == "of" && part(back(steps + 1));
    let article = matches!(back(1), "the" | "these" | "those" | "our" | "its" | "their" | "his" | "her" | "my" | "all");
    // “one of the smallest of the four banks”.
    let superlative = article && back(2) == "of" && back(5) == "of" && part(back(6));
    // “in one of two ways” names both.
    let (one, two) = if article { (4, 3) } else { (3, 2) };
    let choice = matches!(back(one), "in" | "into") && back(two) == "one";
    !choice && (of(1) || (article && of(2)) || superlative)
}

/// Whether a word looks like a plural: `cities`, not `business` or `city's`.
fn is_plural(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 3
        && !is_capitalised(word)
        && bytes.ends_with(b"s")
        && !matches!(bytes[bytes.len() - 2], b's' | b'u' | b'i' | b'\'')
        && !word.ends_with("’s")
        && !words::is_function_word(word)
}

fn is_spelt_number(word: &str) -> bool {
    const SPELT: &[&str] =
        &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "both"];
    SPELT.iter().any(|spelt| words::same(spelt, word))
}

/// Whether a dash parts phrases here: not a hyphen, nor the dash of a range.
fn is_dash(draft: &Draft, at: usize) -> bool {
    let span = draft.tokens[at].span;
    let text = draft.prose.text();
    let spaced = text[..span.range().start].ends_with(' ') && text[span.range().end..].starts_with(' ');
    match draft.text(span) {
        "—" => true,
        "–" | "-" => spaced,
        _ => false,
    }
}

const PREPOSITIONS: &[&str] = &[
    "of",
    "for",
    "in",
    "on",
    "to",
    "at",
    "from",
    "with",
    "behind",
    "by",
    "across",
    "about",
    "as",
    "against",
    "within",
    "under",
    "between",
    "around",
    "into",
    "available",
];

/// Whether the words between the noun and a colon in a sentence leave it to the list to name the things.
fn goes_with_sentence(draft: &Draft, hashes: &[u32], tail: Range<usize>) -> bool {
    let Some(first) = draft.tokens.get(tail.start).filter(|_| !tail.is_empty()) else { return true };
    let text = |index: usize| draft.text(draft.tokens[index].span);
    if tail.len() == 1 && matches!(draft.text(first.span), "are" | "were") {
        return true;
    }
    let preposition = PREPOSITIONS.contains(&draft.text(first.span));
    // “two teams in the same groups:” may go on to name the groups.
    let plural = tail.clone().any(|index| is_plural(text(index)) && !words::is_function_hash(hashes[index]));
    preposition && !plural
}

/// Whether the words between the noun and the colon that ends a paragraph leave it to the list below.
fn goes_with_list(draft: &Draft, hashes: &[u32], tail: Range<usize>) -> bool {
    let Some(first) = draft.tokens.get(tail.start).filter(|_| !tail.is_empty()) else { return true };
    let first = draft.text(first.span);
    goes_with_sentence(draft, hashes, tail)
        || PREPOSITIONS.contains(&first)
        || matches!(first, "that" | "which" | "we" | "you" | "they" | "are" | "were" | "will" | "must" | "can")
}

/// The end of a sentence without its full stop, if nothing after it goes on with the list.
fn whole_sentence_end(draft: &Draft, tokens: Range<usize>, block: usize) -> Option<usize> {
    let last = tokens.end - 1;
    let ends = matches!(draft.text(draft.tokens[last].span), "." | "!");
    // Without a full stop it may be broken off, or go on in the next block.
    if !ends {
        return None;
    }
    let next = draft.tokens.get(tokens.end).filter(|_| tokens.end < draft.blocks[block].tokens.end);
    let goes_on = next.is_some_and(|next| {
        let word = draft.text(next.span);
        let more = ["And", "Or", "Plus", "Also", "Another", "Finally", "Third", "(", "..."];
        more.contains(&word) || !is_capitalised(word) && next.is_word()
    });
    (!goes_on).then_some(last)
}
