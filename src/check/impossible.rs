//! Days that no calendar has, and times that no clock shows: 31 June, 29 February in a common year, month 13, 14:75.

use super::Inspector;
use crate::draft::{Draft, Mask, Token, TokenKind, is_capitalised};
use crate::reading::calendar::{day_of_month, days_in_month, month, weekday, year};
use crate::source::Span;

/// Reports each of them. Only figures are looked at, and most are told to be none of these by their length.
pub(super) fn inspect(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    for at in 0..draft.tokens.len() {
        let token = &draft.tokens[at];
        if token.kind != TokenKind::Number {
            continue;
        }
        let text = draft.text(token.span);
        let found = match text.len() {
            2 => day(draft, at).or_else(|| iso(draft, at)),
            4 if text.bytes().all(|byte| byte.is_ascii_digit()) => iso(draft, at),
            4..=7 => day(draft, at).or_else(|| clock(draft, at, text)),
            _ => None,
        };
        let Some((span, message)) = found else { continue };
        if !inspector.looks_at(span) || draft.is_masked(span, &[Mask::Url, Mask::Code, Mask::Template]) {
            continue;
        }
        inspector.report(inspector.finding(span, message));
    }
}

fn text_at(draft: &Draft, at: Option<usize>) -> &str {
    at.and_then(|at| draft.tokens.get(at)).map_or("", |token| draft.text(token.span))
}

/// Whether nothing but blanks stands between a token and the one after it.
fn close(draft: &Draft, at: usize) -> bool {
    draft.tokens.get(at + 1).is_some_and(|next| {
        let gap = &draft.prose.text()[draft.tokens[at].span.range().end..next.span.range().start];
        gap.len() <= 4 && gap.chars().all(|character| character.is_whitespace() && character != '\n')
    })
}

/// The day of a month that has no such day: `31 June`, `Feb. 30`, `29 February 2023`.
fn day(draft: &Draft, at: usize) -> Option<(Span, String)> {
    let day = day_of_month(draft.text(draft.tokens[at].span)).filter(|day| *day > 28)?;
    let (months, last) = month_after(draft, at).or_else(|| month_before(draft, at))?;
    let name = draft.tokens[months].span;
    let month = month(draft.text(name))?;
    // “29 February 2023”, “Feb. 29, 2023”: the year follows whatever comes last, perhaps after a comma.
    let comma = usize::from(text_at(draft, Some(last + 1)) == ",");
    let year_at = last + 1 + comma;
    let year = draft.tokens.get(year_at).and_then(|token| year(draft.text(token.span)));
    if day <= days_in_month(month, year) {
        return None;
    }
    let end = if year.is_some() && month == 2 && day == 29 { year_at } else { last };
    let span = draft.tokens[at.min(months)].span.cover(draft.tokens[end].span);
    let days = days_in_month(month, year);
    let when = match (month, year) {
        (2, Some(year)) => format!(" in {year}"),
        _ => String::new(),
    };
    let name = full_name(month);
    Some((span, format!("“{}”: {name} has {days} days{when}", draft.text(span))))
}

/// The month after a day: its token, and the last one of the date.
fn month_after(draft: &Draft, at: usize) -> Option<(usize, usize)> {
    let of = usize::from(text_at(draft, Some(at + 1)).eq_ignore_ascii_case("of"));
    let name = at + 1 + of;
    if !(at..name).all(|index| close(draft, index)) || !names_month(draft, name) {
        return None;
    }
    // “31 June flights”, “all 31 June trains”, “31 June Street”: a number of things, or of a house.
    let before = text_at(draft, at.checked_sub(1));
    let next = draft.tokens.get(name + 1).filter(|_| close(draft, name)).map(|next| draft.text(next.span));
    let things = next.is_some_and(|next| {
        let street = is_capitalised(next) && !next.starts_with(|c: char| c.is_ascii_digit());
        street || (next.len() > 3 && next.ends_with('s') && !before.eq_ignore_ascii_case("the"))
    });
    let counted = ["all", "no", "other", "another", "its", "his", "her", "their", "£", "$", "€", ":"];
    if things || counted.iter().any(|word| before.eq_ignore_ascii_case(word)) {
        return None;
    }
    let dot = usize::from(text_at(draft, Some(name + 1)) == "." && draft.text(draft.tokens[name].span).len() <= 4);
    Some((name, name + dot))
}

/// The month before a day: its token, and the last one of the date.
fn month_before(draft: &Draft, at: usize) -> Option<(usize, usize)> {
    let dot = usize::from(text_at(draft, at.checked_sub(1)) == ".");
    let name = at.checked_sub(1 + dot)?;
    if !close(draft, at - 1) || !names_month(draft, name) || (dot == 1 && draft.text(draft.tokens[name].span).len() > 4)
    {
        return None;
    }
    // “in June 31 people died”, “April 30-31 points”: what is counted follows. A day is followed by a mark, a year or a
    // little word.
    let next = draft.tokens.get(at + 1).filter(|next| !next.is_word() || close(draft, at));
    let goes_on = next.is_none_or(|next| {
        let word = draft.text(next.span);
        let small = [
            "and", "to", "at", "in", "for", "when", "after", "before", "as", "by", "is", "was", "with", "from", "but",
            "or", "through", "until", "deadline",
        ];
        match next.kind {
            TokenKind::Word => small.contains(&word),
            TokenKind::Number => year(word).is_some(),
            _ => !matches!(word, "%" | "-" | "–" | "/" | "°"),
        }
    });
    // “In June, 31”, and “the vote in June 31 was”: only a date stands without “in” before its month.
    let before = text_at(draft, name.checked_sub(1));
    let dated = matches!(before, "on" | "On" | "dated" | "ending" | "the" | "The")
        || draft.text(draft.tokens[at].span).len() == 4
        || weekday(text_at(draft, name.checked_sub(2))).is_some();
    ((goes_on || dated) && !before.eq_ignore_ascii_case("in")).then_some((name, at))
}

/// Whether a token is the name of a month with fewer than 31 days.
fn names_month(draft: &Draft, at: usize) -> bool {
    let Some(token) = draft.tokens.get(at).filter(|token| token.is_word()) else { return false };
    let word = draft.text(token.span);
    is_capitalised(word) && month(word).is_some_and(|month| days_in_month(month, None) < 31)
}

fn full_name(month: i8) -> &'static str {
    match month {
        2 => "February",
        4 => "April",
        6 => "June",
        9 => "September",
        _ => "November",
    }
}

/// A date in figures alone that names a month or a day that is not: `2024-13-05`, `2023-02-29`.
fn iso(draft: &Draft, at: usize) -> Option<(Span, String)> {
    let tokens = draft.tokens.get(at..at + 5)?;
    let [first, dash, second, other, third] = tokens else { return None };
    let year = year(draft.text(first.span))?;
    let is_dash = |token: &Token| draft.text(token.span) == "-";
    let touching = tokens.windows(2).all(|pair| pair[0].span.end == pair[1].span.start);
    if !touching || !is_dash(dash) || !is_dash(other) {
        return None;
    }
    let two = |token: &Token| draft.text(token.span).parse::<i8>().ok().filter(|_| token.span.range().len() == 2);
    let (month, day) = (two(second)?, two(third)?);
    // Part of a number of another kind: “ISBN 978-2019-13-05”, “A/2019-45-12/B”.
    let span = first.span.cover(third.span);
    let text = draft.prose.text();
    let joined = |character: Option<char>| {
        character.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '_' | '#' | '–' | '\\'))
    };
    if joined(text[..span.range().start].chars().next_back())
        || joined(text[span.range().end..].chars().next().filter(|c| *c != 'T'))
    {
        return None;
    }
    let written = draft.text(span);
    if !(1..=12).contains(&month) {
        // Numbers of files and laws look like this too, with parts that are neither day nor month.
        return ((13..=31).contains(&month) && (1..=12).contains(&day))
            .then(|| (span, format!("“{written}”: there is no month {month}")));
    }
    let days = days_in_month(month, Some(year));
    (day > days && day <= 31).then(|| (span, format!("“{written}”: the month has {days} days")))
}

/// A time that no clock shows: `14:75`, `25:10 GMT`. Results of races and games and verses look like times, so a word has
/// to say that it is one.
fn clock(draft: &Draft, at: usize, text: &str) -> Option<(Span, String)> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let mark = digits.find([':', '.'])?;
    let (hours, minutes) = (&digits[..mark], &digits[mark + 1..]);
    if minutes.len() != 2 || !(1..=2).contains(&hours.len()) {
        return None;
    }
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    let impossible = minutes > 59 || hours > 24;
    if !impossible {
        return None;
    }
    let half = |word: &str| matches!(word.to_ascii_lowercase().trim_end_matches('.'), "am" | "pm" | "a.m" | "p.m");
    let next = text_at(draft, Some(at + 1));
    let half_of_day = half(&text[digits.len()..]) || half(next);
    let zone =
        ["GMT", "BST", "UTC", "CET", "CEST", "EST", "EDT", "PST", "PDT", "ET", "PT", "hrs", "IST", "JST", "AEST"]
            .contains(&next);
    let dot = digits.as_bytes().get(mark) == Some(&b'.');
    let known = if dot { half_of_day && digits.len() < text.len() } else { half_of_day || zone };
    // “at 14:75 on Monday”: two words that go with a time of day.
    let day_follows = next == "on" && weekday(text_at(draft, Some(at + 2))).is_some();
    let placed = !dot
        && at > 0
        && matches!(text_at(draft, at.checked_sub(1)), "at" | "At" | "until" | "from")
        && (day_follows || ["today", "tomorrow", "yesterday", "tonight", "local"].contains(&next));
    // A clock that goes beyond midnight, as timetables of broadcasters have it.
    let beyond_midnight = hours < 30 && minutes < 60 && !half_of_day && next == "JST";
    if !(known || placed) || beyond_midnight {
        return None;
    }
    let last = if known && digits.len() == text.len() { at + 1 } else { at };
    let span = draft.tokens[at].span.cover(draft.tokens[last].span);
    let wrong = if minutes > 59 { "an hour has 60 minutes" } else { "a day has 24 hours" };
    Some((span, format!("“{}”: {wrong}", draft.text(span))))
}
