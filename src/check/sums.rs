//! `sums`: figures of one sentence that do not agree with each other.

use super::{Check, Inspector, Read, change};
use crate::draft::{Draft, Mask, TokenKind};
use crate::reading::calendar::{month, year};
use crate::reading::numbers::{Number, Unit};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;
use std::ops::Range;

/// Reports parts that do not make the total, shares that do not make a hundred, and changes of another size than stated.
#[derive(Debug)]
pub(crate) struct Sums;

impl Read for Sums {
    fn read(_: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        Some(Self)
    }
}

impl Check for Sums {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let mut rest = inspector.readings.numbers();
        let mut found = Vec::new();
        while let Some(first) = rest.first() {
            let Some(sentence) = draft.sentence_at(first.span.start).map(|at| &draft.sentences[at]) else { return };
            let here = rest.iter().take_while(|number| number.span.start < sentence.span.end).count().max(1);
            let (numbers, later) = rest.split_at(here);
            rest = later;
            if here < 2 {
                continue;
            }
            let line = Line { draft, numbers, tokens: sentence.tokens.clone() };
            change::find(&line, &mut found);
            remainder(&line, &mut found);
            if here > 2 {
                shares(&line, &mut found);
                parts(&line, &mut found);
                margin(&line, &mut found);
            }
        }
        for conflict in found {
            let masked = draft.is_masked(conflict.at, &[Mask::Url, Mask::Code, Mask::Template]);
            if masked || !inspector.looks_at(conflict.at) {
                continue;
            }
            let mut finding = inspector.finding(conflict.at, conflict.message);
            for span in conflict.evidence {
                finding = finding.evidence(span, "reckoned from this");
            }
            inspector.report(finding);
        }
    }
}

/// Figures that do not agree.
pub(super) struct Conflict {
    pub(super) at: Span,
    pub(super) message: String,
    pub(super) evidence: Vec<Span>,
}

/// A sentence and its numbers.
pub(super) struct Line<'d> {
    pub(super) draft: &'d Draft,
    pub(super) numbers: &'d [Number],
    tokens: Range<usize>,
}

impl<'d> Line<'d> {
    /// The token at an index; nothing outside the sentence.
    pub(super) fn text(&self, at: usize) -> &'d str {
        if self.tokens.contains(&at) { self.draft.text(self.draft.tokens[at].span) } else { "" }
    }

    /// The token so many before a number.
    pub(super) fn back(&self, number: &Number, steps: usize) -> &'d str {
        number.tokens.start.checked_sub(steps).map_or("", |at| self.text(at))
    }

    /// The number as it is written.
    pub(super) fn slice(&self, number: &Number) -> &'d str {
        self.draft.text(number.span)
    }

    /// Whether any of the tokens is one of these words.
    pub(super) fn any(&self, mut tokens: Range<usize>, words: &[&str]) -> bool {
        tokens.any(|at| words.iter().any(|word| self.text(at).eq_ignore_ascii_case(word)))
    }

    /// Whether any of the tokens is one of these marks.
    pub(super) fn has_mark(&self, mut tokens: Range<usize>, marks: &[&str]) -> bool {
        tokens.any(|at| self.draft.tokens[at].kind == TokenKind::Mark && marks.contains(&self.text(at)))
    }

    /// Whether a number is a year.
    pub(super) fn is_year(&self, number: &Number) -> bool {
        number.unit == Unit::Plain && !number.spelt && year(self.slice(number)).is_some()
    }

    /// Whether a number is a year or the day of a month.
    pub(super) fn is_date(&self, number: &Number) -> bool {
        self.is_year(number) || month(self.text(number.tokens.end)).is_some() || month(self.back(number, 1)).is_some()
    }

    /// Whether a sign or a word makes it less than nothing.
    pub(super) fn is_negative(&self, number: &Number) -> bool {
        matches!(self.back(number, 1), "-" | "–" | "−" | "minus")
            || (self.back(number, 1) == "from" && matches!(self.text(number.tokens.start), "-" | "−"))
    }
}

/// What a figure may be off by for having been rounded: half its last place; of round figures, half the last place that is
/// not nought, but of no more than two places.
pub(super) fn slack(number: &Number) -> f64 {
    let mut step = number.step;
    while number.value >= step * 100.0 && (number.value / (step * 10.0)).fract() == 0.0 {
        step *= 10.0;
    }
    if step <= 1.0 && number.step >= 1.0 { 0.0 } else { step / 2.0 }
}

/// A figure for a message: whole, or with one place.
pub(super) fn figure(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    format!("{rounded}")
}

/// “12 of the 40 members, or 40%”, “12 of 40 (40%)”.
fn shares(line: &Line<'_>, found: &mut Vec<Conflict>) {
    for three in line.numbers.windows(3) {
        let [part, whole, share] = three else { continue };
        let (Some(some), Some(all)) = (part.whole(), whole.whole()) else { continue };
        let between = part.tokens.end..whole.tokens.start;
        let of = line.back(whole, 1) == "of"
            || (line.back(whole, 2) == "of" && matches!(line.back(whole, 1), "the" | "its" | "their" | "all"));
        let near = between.len() <= 3 && !line.has_mark(between, &[",", ";", "(", "/"]);
        if !of || !near || share.unit != Unit::Percent || share.vague || all == 0 || some > all || all < 3 {
            continue;
        }
        let gap = whole.tokens.end..share.tokens.start;
        let joined = match line.back(share, 1) {
            "(" => line.text(share.tokens.end) == ")",
            "or" => {
                line.back(share, 2) == ","
                    && matches!(line.text(share.tokens.end), "," | "." | ")" | ";" | "–" | "—" | "-")
            }
            _ => false,
        };
        if !joined || gap.len() > 8 || line.has_mark(gap.start..gap.end.saturating_sub(2), &[",", ";", "(", ":"]) {
            continue;
        }
        let right = f64::from(some) * 100.0 / f64::from(all);
        if (right - share.value).abs() > share.step {
            let message = format!("{some} of {all} is {}%, not {}", figure(right), line.slice(share));
            found.push(Conflict { at: share.span, message, evidence: vec![part.span.cover(whole.span)] });
        }
    }
}

/// “60% agreed, 30% did not, and the remaining 20% had no view”.
fn remainder(line: &Line<'_>, found: &mut Vec<Conflict>) {
    if !line.numbers.iter().any(|number| number.unit == Unit::Percent && line.back(number, 1) == "remaining") {
        return;
    }
    let percents: Vec<&Number> = line.numbers.iter().filter(|number| number.unit == Unit::Percent).collect();
    let Some(place) = percents.iter().position(|number| line.back(number, 1) == "remaining") else { return };
    let last = percents[place];
    let before = &percents[..place];
    let changes = ["from", "rose", "fell", "increase", "rise", "fall", "up", "down", "by", "than", "another"];
    if before.is_empty()
        || percents.iter().any(|number| number.vague || line.back(number, 1) == "from")
        || line.back(last, 2) != "the"
        || matches!(line.back(last, 3), "of" | "in" | "among")
        || line.any(line.tokens.clone(), &changes)
    {
        return;
    }
    // Any run of shares that ends in the remaining one may be the whole.
    let mut sum = last.value;
    let mut loose = last.step / 2.0;
    for number in before.iter().rev() {
        sum += number.value;
        loose += number.step / 2.0;
        if (sum - 100.0).abs() <= loose + 0.5 {
            return;
        }
    }
    let message = format!("these shares make {}%, not 100", figure(sum));
    let evidence = before.iter().map(|number| number.span).collect();
    found.push(Conflict { at: last.span, message, evidence });
}

/// Nouns of which the parts can be counted one by one.
const COUNTED: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "adults",
    "passengers",
    "victims",
    "hostages",
    "prisoners",
    "suspects",
    "survivors",
    "officers",
    "soldiers",
    "civilians",
    "workers",
    "employees",
    "students",
    "pupils",
    "patients",
    "members",
    "deaths",
    "casualties",
    "votes",
    "seats",
    "medals",
    "arrests",
    "bodies",
    "detainees",
    "protesters",
    "delegates",
    "candidates",
    "players",
];

/// No total is told of in more parts than that.
const MOST_PARTS: usize = 12;

/// What is said of a total before its parts are told.
const HAPPENED: &[&str] = &[
    "died", "was", "were", "have", "had", "has", "been", "killed", "injured", "hurt", "wounded", "arrested",
    "detained", "charged", "jailed", "rescued", "drowned", "freed", "released", "missing", "dead", "survived", "hired",
    "elected",
];

/// What people are told apart by.
const KINDS: &[&str] = &[
    "man",
    "men",
    "woman",
    "women",
    "child",
    "children",
    "boy",
    "boys",
    "girl",
    "girls",
    "adult",
    "adults",
    "teenager",
    "teenagers",
    "baby",
    "babies",
    "infant",
    "infants",
    "young",
    "old",
    "elderly",
];

/// “12 people: seven men and four women”, “killed 12 people, seven men and four women”.
fn parts(line: &Line<'_>, found: &mut Vec<Conflict>) {
    for (index, total) in line.numbers.iter().enumerate() {
        let Some(all) = total.whole().filter(|all| *all > 1) else { continue };
        let Some(first) = line.numbers.get(index + 1) else { return };
        let noun = total.tokens.end..first.tokens.start.saturating_sub(1);
        // The total's noun, then a mark, then the first part.
        let mark = line.back(first, 1);
        // “Four people were killed: two men and a woman”.
        let verb = noun.clone().rev().take_while(|&at| HAPPENED.contains(&line.text(at))).count();
        let noun = noun.start..noun.end - verb;
        if noun.is_empty() || noun.len() > 3 || line.has_mark(noun.clone(), &[",", ";", "(", ":", "."]) {
            continue;
        }
        if !COUNTED.contains(&line.text(noun.end - 1))
            || verb > 0 && !matches!(mark, ":" | "—" | "–")
            || !matches!(mark, ":" | "(" | "—" | "–" | "-" | ",")
        {
            continue;
        }
        // One of three people, or of those that were told of before.
        if matches!(line.back(total, 1), "of" | "the" | "other" | "including" | "and" | ",") {
            continue;
        }
        let following = &line.numbers[index + 1..line.numbers.len().min(index + 1 + MOST_PARTS)];
        let Some((sum, end, count)) = sum_of_parts(line, following, mark) else { continue };
        // “12 soldiers, four civilians and a guard” are 17: after a comma, only people are made of men and women.
        let kinds = first.tokens.start..end;
        let made_of = |mut tokens: Range<usize>| {
            tokens.all(|at| {
                let token = &line.draft.tokens[at];
                token.kind != TokenKind::Word
                    || matches!(line.text(at), "and" | "a" | "an")
                    || KINDS.contains(&line.text(at))
                    || following.iter().any(|number| number.tokens.contains(&at))
            })
        };
        let apart = mark == "," && (line.text(noun.end - 1) != "people" || !made_of(kinds));
        if count < 2 || sum == all || apart {
            continue;
        }
        let span = first.span.cover(line.draft.tokens[end - 1].span);
        let message = format!("these make {sum}, not {}", line.slice(total));
        found.push(Conflict { at: span, message, evidence: vec![total.span] });
    }
}

/// What the parts after a mark make: their sum, the token after the last of them, and how many they are. `None` where
/// they do not end with an “and”, or say in words that they are told apart in another way.
fn sum_of_parts(line: &Line<'_>, numbers: &[Number], mark: &str) -> Option<(u32, usize, u32)> {
    let mut sum = 0_u32;
    let mut count = 0_u32;
    let mut numbers = numbers.iter();
    let mut part = numbers.next()?;
    loop {
        sum = sum.checked_add(part.whole().filter(|_| !line.is_date(part))?)?;
        count += 1;
        let mut at = part.tokens.end;
        let mut joined = false;
        // To the mark after the part, or the “and” before the next.
        loop {
            match line.text(at) {
                "," | "and" | ";" => joined = true,
                "" | "." | ")" | "—" | "–" | ":" | "(" => break,
                "-" if mark == "-" => break,
                _ => {}
            }
            if joined || at > part.tokens.end + 4 {
                break;
            }
            at += 1;
        }
        let said = part.tokens.end..at;
        // “two of them children”, “three aged 40”, “one who ...”.
        let told_apart = [
            "of",
            "aged",
            "who",
            "whom",
            "which",
            "were",
            "was",
            "are",
            "is",
            "had",
            "have",
            "each",
            "more",
            "other",
            "others",
            "including",
            "injured",
            "wounded",
            "missing",
        ];
        if said.is_empty() || said.len() > 4 || line.any(said, &told_apart) {
            return None;
        }
        if !joined {
            let closed = match mark {
                "(" => line.text(at) == ")",
                "—" | "–" | "-" => line.text(at) == mark || line.text(at) == ".",
                _ => line.text(at) == ".",
            };
            return closed.then_some((sum, at, count));
        }
        let and = line.text(at) == "and" || line.text(at + 1) == "and";
        let next = at + 1 + usize::from(line.text(at) != "and" && and);
        // “a woman”, “an infant”: one more.
        if matches!(line.text(next), "a" | "an") {
            let end = (next..line.tokens.end).find(|&at| matches!(line.text(at), "." | ")" | "," | "—" | "–" | "-"))?;
            return (and && end - next <= 4 && line.text(end) != ",").then_some((sum.checked_add(1)?, end, count + 1));
        }
        part = numbers.next().filter(|number| number.tokens.start == next)?;
    }
}

/// “by 52 votes to 48, a majority of six”.
fn margin(line: &Line<'_>, found: &mut Vec<Conflict>) {
    for three in line.numbers.windows(3) {
        let [ayes, noes, margin] = three else { continue };
        let (Some(more), Some(fewer), Some(stated)) = (ayes.whole(), noes.whole(), margin.whole()) else { continue };
        let to = line.back(noes, 1) == "to" && noes.tokens.start - ayes.tokens.end <= 2;
        let by = matches!(line.back(ayes, 1), "by" | "voted");
        let named = line.back(margin, 1) == "of" && matches!(line.back(margin, 2), "majority" | "margin");
        let near = margin.tokens.start - noes.tokens.end <= 6 && line.text(noes.tokens.end) != "and";
        if by && to && named && near && more >= fewer && more - fewer != stated {
            let message = format!("{more} to {fewer} is a majority of {}, not {}", more - fewer, line.slice(margin));
            found.push(Conflict { at: margin.span, message, evidence: vec![ayes.span.cover(noes.span)] });
        }
    }
}
