//! Figures of one change: “from 40 to 50, a rise of 20”, “up 25% from 40 to 60”, “rose from 5% to 3%”.

use super::sums::{Conflict, Line, figure, slack};
use crate::reading::numbers::{Number, Unit};

/// Nouns of change.
const CHANGES: &[&str] = &[
    "rise",
    "increase",
    "gain",
    "jump",
    "climb",
    "surge",
    "growth",
    "leap",
    "fall",
    "drop",
    "decline",
    "decrease",
    "cut",
    "reduction",
    "difference",
    "slump",
    "dip",
    "up",
    "down",
    "improvement",
];

/// Verbs of rising and of falling.
const RISES: &[&str] = &[
    "rose",
    "risen",
    "rising",
    "rises",
    "increased",
    "increasing",
    "increases",
    "grew",
    "grown",
    "growing",
    "climbed",
    "jumped",
    "soared",
    "surged",
    "up",
];
const FALLS: &[&str] = &[
    "fell",
    "fallen",
    "falling",
    "falls",
    "dropped",
    "dropping",
    "declined",
    "declining",
    "decreased",
    "decreasing",
    "slumped",
    "plunged",
    "shrank",
    "shrunk",
    "down",
];

/// Finds what a sentence says of a change and the figures it gives do not bear out.
pub(super) fn find(line: &Line<'_>, found: &mut Vec<Conflict>) {
    for first in 0..line.numbers.len() {
        // “from 40 to 50”, and “to 50 from 40”.
        let (word, other) = match line.back(&line.numbers[first], 1) {
            "from" => ("from", "to"),
            "to" => ("to", "from"),
            _ => continue,
        };
        let Some(second) = partner(line, first, other) else { continue };
        let (one, two) = (&line.numbers[first], &line.numbers[second]);
        let (from, to) = if word == "from" { (one, two) } else { (two, one) };
        if !is_amount(line, from) || !is_amount(line, to) || !of_one_kind(from, to) {
            continue;
        }
        let stated = stated_before(line, first).or_else(|| stated_after(line, second));
        let conflict = match stated {
            Some(stated) => wrong_size(line, from, to, stated),
            None => wrong_way(line, from, to, one),
        };
        found.extend(conflict);
    }
}

/// Whether a figure is exact, more than nothing and no date.
fn is_amount(line: &Line<'_>, number: &Number) -> bool {
    !number.vague && number.value > 0.0 && !line.is_date(number) && !line.is_negative(number)
}

/// The other figure of the change: the next after this word. A year is passed over, and the same sum in other money:
/// “from £3.2bn ($6.1bn) in 2003 to £2.9bn”.
fn partner(line: &Line<'_>, first: usize, word: &str) -> Option<usize> {
    let one = &line.numbers[first];
    let mut from = one.tokens.end;
    for (index, number) in line.numbers.iter().enumerate().skip(first + 1).take(3) {
        let between = from..number.tokens.start;
        let bracketed = line.back(number, 1) == "(" && line.text(number.tokens.end) == ")";
        if bracketed && between.len() == 1 && matches!(number.unit, Unit::Money(_)) && number.unit != one.unit {
            from = number.tokens.end + 1;
            continue;
        }
        if number.tokens.start > one.tokens.end + 12 || line.has_mark(between, &[",", ";", "(", ":"]) {
            return None;
        }
        if line.back(number, 1) == word {
            return Some(index);
        }
        if !line.is_year(number) {
            return None;
        }
    }
    None
}

/// Whether two figures count the same thing in the same unit.
fn of_one_kind(from: &Number, to: &Number) -> bool {
    from.unit == to.unit && from.spelt == to.spelt && {
        // “from 2 to 3 million” may be two million.
        let scaled = |number: &Number| number.step >= 1e3 || number.value >= 1e3;
        scaled(from) == scaled(to) || from.value >= 100.0 && to.value >= 100.0
    }
}

/// The size of the change where it stands before the figures: “a 25% rise, from 40 to 50”, “rose by 10 from 40 to 50”.
fn stated_before<'l>(line: &'l Line<'_>, first: usize) -> Option<&'l Number> {
    let stated = line.numbers.get(first.checked_sub(1)?)?;
    // The word before the figure is its “from” or “to”.
    let between = stated.tokens.end..line.numbers[first].tokens.start - 1;
    if between.len() > 4 || line.has_mark(between.clone(), &[";", ":", "."]) {
        return None;
    }
    let noun = line.any(between.clone(), CHANGES);
    let verb = |steps: usize| RISES.contains(&line.back(stated, steps)) || FALLS.contains(&line.back(stated, steps));
    let by_verb = (verb(1) || (line.back(stated, 1) == "by" && verb(2)))
        && between.clone().all(|at| line.text(at) == "," || line.text(at) == "points");
    let by_noun = noun && !line.any(between, &["to", "and", "in", "while", "with", "but"]);
    (by_verb || by_noun).then_some(stated)
}

/// The size of the change where it follows: “, a rise of 10”, “(up 25%)”, “, a 25% rise”.
fn stated_after<'l>(line: &'l Line<'_>, second: usize) -> Option<&'l Number> {
    let to = &line.numbers[second];
    // The year of the second figure may come between.
    let stated = line.numbers.iter().skip(second + 1).take(2).find(|number| !line.is_year(number))?;
    let between = to.tokens.end..stated.tokens.start;
    if between.len() > 9 || line.has_mark(between.clone(), &[";", ":", "."]) {
        return None;
    }
    let opens = between.clone().find(|&at| matches!(line.text(at), "," | "(" | "—" | "–" | "-"))?;
    if line.any(between.start..opens, &["and", "while", "but", "to"]) {
        return None;
    }
    let apposition = opens + 1..stated.tokens.start;
    let article = matches!(line.text(apposition.start), "a" | "an" | "the");
    let of =
        line.back(stated, 1) == "of" && CHANGES.contains(&line.back(stated, 2)) && article && apposition.len() <= 5;
    let up = apposition.len() == 1 && matches!(line.back(stated, 1), "up" | "down");
    let noun = article && apposition.len() == 1 && CHANGES.contains(&line.text(stated.tokens.end));
    let or = apposition.len() == 1 && line.back(stated, 1) == "or" && stated.unit == Unit::Percent;
    (of || up || noun || or).then_some(stated)
}

/// A change of another size than the one that is stated.
fn wrong_size(line: &Line<'_>, from: &Number, to: &Number, stated: &Number) -> Option<Conflict> {
    if stated.vague || line.is_date(stated) {
        return None;
    }
    let change = (to.value - from.value).abs();
    let share = change / from.value * 100.0;
    // Both figures may have been rounded, and what follows from them with them.
    let loose = slack(from) + slack(to) + slack(stated);
    let fits_change = (change - stated.value).abs() <= loose * 1.001;
    let (low, high) = (from.value - slack(from), from.value + slack(from));
    let widest = if low > 0.0 { (to.value + slack(to)) / low } else { f64::INFINITY };
    let narrowest = (to.value - slack(to)) / high;
    let (one, other) = ((widest - 1.0) * 100.0, (narrowest - 1.0) * 100.0);
    let sizes = if to.value >= from.value { (other, one) } else { (-one, -other) };
    let whole = stated.step.max(1.0);
    let fits_share = stated.value >= sizes.0 - whole && stated.value <= sizes.1 + whole;
    let right = match (from.unit, stated.unit) {
        // Points or per cent: both are written, and only one of the two need be right.
        (Unit::Percent, Unit::Percent | Unit::Plain) => {
            if fits_change || fits_share {
                return None;
            }
            format!("{} points, or {}%", figure(change), figure(share))
        }
        (_, Unit::Percent) if fits_share => return None,
        (_, Unit::Percent) => format!("{}%", figure(share)),
        (one, other) if one == other && (fits_change || stated.step < 1.0 && from.step >= 1.0) => return None,
        (one, other) if one == other => figure(change),
        _ => return None,
    };
    let message =
        format!("from {} to {} is a change of {right}, not {}", line.slice(from), line.slice(to), line.slice(stated));
    Some(Conflict { at: stated.span, message, evidence: vec![from.span.cover(to.span)] })
}

/// A rise to a lower figure, or a fall to a higher one, in per cent or money: ranks rise to lower figures.
fn wrong_way(line: &Line<'_>, from: &Number, to: &Number, first: &Number) -> Option<Conflict> {
    if from.unit == Unit::Plain || (from.value - to.value).abs() < f64::EPSILON {
        return None;
    }
    let verb = line.back(first, 2);
    let wrong = if to.value < from.value { RISES.contains(&verb) } else { FALLS.contains(&verb) };
    let which = if to.value < from.value { "lower" } else { "higher" };
    let message = format!("“{verb}” from {} to {}, which is {which}", line.slice(from), line.slice(to));
    wrong.then(|| Conflict { at: from.span.cover(to.span), message, evidence: Vec::new() })
}
