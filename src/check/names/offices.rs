//! Offices that stand before names, and who held them when.

use crate::check::Inspector;
use crate::draft::{Draft, Mask, is_capitalised, without_possessive};
use crate::reading::names::{Lists, Mention, Tenure, key_of_word, key_of_words};
use crate::reading::{addresses, calendar, sources};
use crate::source::Span;
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// An office as it stands before a name.
struct Held<'l> {
    /// In one spelling: see `Title::office`.
    office: &'l str,
    /// The country or body, if it is named.
    polity: Option<u16>,
    /// Office and name.
    span: Span,
}

/// Words that say that the office is no longer held, or not yet, or not fully.
const NOT_NOW: [&str; 22] = [
    "former",
    "formerly",
    "then",
    "ex",
    "late",
    "ousted",
    "outgoing",
    "deposed",
    "acting",
    "interim",
    "incoming",
    "deputy",
    "vice",
    "one-time",
    "onetime",
    "previous",
    "past",
    "ex-",
    "designate",
    "shadow",
    "disgraced",
    "retired",
];

/// The exclusive office that stands before a mention, with nothing that takes it back.
fn held<'l>(draft: &Draft, lists: &'l Lists, mention: &Mention) -> Option<Held<'l>> {
    let title = mention.title.clone()?;
    let keys: Vec<(usize, u32)> = title
        .clone()
        .filter(|&token| draft.tokens[token].is_word())
        .map(|token| (token, key_of_word(without_possessive(draft.text(draft.tokens[token].span)))))
        .collect();
    let key = |range: Range<usize>| key_of_words(keys[range].iter().map(|(_, key)| *key));
    // The last words of the title are the office; a country may stand before it.
    let from = (0..keys.len())
        .find(|&from| lists.title_of(key(from..keys.len())).is_some_and(|title| title.office.is_some()))?;
    let office = lists.title_of(key(from..keys.len()))?.office.as_deref()?;
    let first = keys[from].0;
    if is_taken_back(draft, first) {
        return None;
    }
    Some(Held {
        office,
        polity: polity_before(draft, lists, first),
        span: draft.tokens[first].span.cover(mention.span),
    })
}

/// Whether one of the three words before says that the office is not held now.
fn is_taken_back(draft: &Draft, token: usize) -> bool {
    let before = draft.tokens[token.saturating_sub(3)..token].iter();
    before.map(|token| draft.text(token.span)).any(|word| {
        NOT_NOW.iter().any(|known| word.eq_ignore_ascii_case(known)) || word.to_ascii_lowercase().starts_with("ex-")
    })
}

/// The country that stands right before an office: “Ukraine’s”, “Ukrainian”, “U.S.”.
fn polity_before(draft: &Draft, lists: &Lists, token: usize) -> Option<u16> {
    // A comma or a full stop between them parts a country from an office.
    let adjoins = |one: usize| {
        let gap = &draft.prose.text()[draft.tokens[one].span.range().end..draft.tokens[one + 1].span.range().start];
        !gap.is_empty() && gap.chars().all(char::is_whitespace)
    };
    let near = (token.saturating_sub(2)..token).rev().take_while(|&before| adjoins(before)).count();
    let words: Vec<u32> = (token - near..token)
        .filter(|&before| is_capitalised(draft.text(draft.tokens[before].span)))
        .map(|before| key_of_word(without_possessive(draft.text(draft.tokens[before].span))))
        .collect();
    let of = |words: &[u32]| lists.polity_of(key_of_words(words.iter().copied()));
    of(&words).or_else(|| of(words.last().map(std::slice::from_ref)?))
}

/// Reports people who stand with two offices that nobody holds together.
pub(super) fn report_conflicts(inspector: &mut Inspector<'_>) {
    let (draft, lists) = (inspector.draft, inspector.readings.lists);
    let names = inspector.readings.names();
    for person in &names.people {
        let mut first: Option<Held<'_>> = None;
        for mention in names.mentions_of(person).filter(|mention| mention.is_full() && !mention.is_quoted) {
            // “President Osei” may be another Osei: only full names tell.
            let Some(held) = held(draft, lists, mention) else { continue };
            match &first {
                None => first = Some(held),
                Some(known) if known.office != held.office => {
                    let (one, other) = (known.polity, held.polity);
                    // Of two countries each may have its own; of one country, or of none that is named, there is a choice.
                    if one.is_some() && other.is_some() && one != other || !inspector.looks_at(held.span) {
                        continue;
                    }
                    let message = format!("“{}” here, “{}” elsewhere", draft.text(held.span), draft.text(known.span));
                    let finding = inspector.finding(held.span, message).evidence(known.span, "the other office");
                    inspector.report(finding);
                    break;
                }
                Some(_) => {}
            }
        }
    }
}

/// Reports offices given to people who had left them by the time of the story.
pub(super) fn report_stale(inspector: &mut Inspector<'_>) {
    let (draft, lists) = (inspector.draft, inspector.readings.lists);
    let names = inspector.readings.names();
    let mut now: Option<Option<Now>> = None;
    let mut told: Vec<u32> = Vec::new();
    for mention in names.mentions.iter().filter(|mention| !mention.is_quoted) {
        let mut tenures = lists.tenures_of(mention.surname).peekable();
        if tenures.peek().is_none() || told.contains(&mention.surname) {
            continue;
        }
        let Some(held) = held(draft, lists, mention) else { continue };
        let Some(now) = now.get_or_insert_with(|| Now::of(inspector)).clone() else { return };
        let name = draft.text(mention.span);
        let of_office: Vec<Tenure<'_>> = tenures
            .filter(|tenure| tenure.office.eq_ignore_ascii_case(held.office) && is_holder(tenure, name, &held, lists))
            .collect();
        let Some(last) = of_office.iter().max_by_key(|tenure| tenure.to.unwrap_or(Date::MAX)) else { continue };
        let Some(end) = last.to else { continue };
        let holds = |tenure: &Tenure<'_>| tenure.from <= now.date && tenure.to.is_none_or(|to| now.date <= to);
        if of_office.iter().any(holds) {
            continue;
        }
        // A story takes a few days from the desk to the reader.
        let is_over = end.checked_add(14.days()).is_ok_and(|end| now.date > end);
        // Who left may have come back since the list was checked.
        let is_known = lists.offices_checked().is_some_and(|checked| now.date <= checked);
        if !is_over || !is_known || !is_told_of_now(draft, mention) || !inspector.looks_at(held.span) {
            continue;
        }
        told.push(mention.surname);
        let (office, left) = (held.office, calendar::day_in_words(end));
        let message =
            format!("“{}”: {} was {office} until {left}", draft.text(held.span), last.holders().next().unwrap_or(name));
        let mut finding = inspector.finding(held.span, message);
        if let Some(at) = now.source {
            finding =
                finding.evidence_in_source(at, format!("the story knows of {}", calendar::day_in_words(now.date)));
        }
        inspector.report(finding);
    }
}

/// Whether the name, with the country that is named, is the holder's.
fn is_holder(tenure: &Tenure<'_>, name: &str, held: &Held<'_>, lists: &Lists) -> bool {
    let is_full = tenure.holders().any(|holder| same_name(holder, name));
    let of_polity = |polity: u16| tenure.polities().any(|name| lists.polity_named(name) == Some(polity));
    match held.polity {
        Some(polity) => of_polity(polity) && (is_full || !name.contains(' ')),
        None => is_full,
    }
}

/// Whether two names agree in the first and in the last word.
fn same_name(one: &str, other: &str) -> bool {
    let ends = |name: &str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        words.first().zip(words.last()).map(|(first, last)| (key_of_word(first), key_of_word(last)))
    };
    ends(one) == ends(other)
}

/// Words in whose sentence an office may be one of the past.
const LOOKING_BACK: [&str; 34] = [
    "when",
    "who",
    "whose",
    "ago",
    "later",
    "then",
    "under",
    "during",
    "former",
    "history",
    "memoir",
    "memoirs",
    "book",
    "term",
    "library",
    "era",
    "years",
    "decade",
    "once",
    "earlier",
    "before",
    "after",
    "since",
    "until",
    "by",
    "had",
    "was",
    "were",
    "served",
    "rule",
    "past",
    "previous",
    "biography",
    "recalled",
];

/// Whether the holder does something in the sentence as if in office: speaks, or has done or will do something. What tells
/// of a year or looks back in other words is left alone.
fn is_told_of_now(draft: &Draft, mention: &Mention) -> bool {
    let Some(sentence) = draft.sentence_at(mention.span.start) else { return false };
    let text = |token: usize| draft.tokens.get(token).map_or("", |token| draft.text(token.span));
    let next = text(mention.tokens.end);
    let acts = sources::cue(next).is_some() || matches!(next, "has" | "is" | "will" | "told" | "announced" | "plans");
    let is_dateline = |&token: &usize| draft.is_masked(draft.tokens[token].span, &[Mask::Dateline]);
    let looks_back = draft.sentences[sentence].tokens.clone().skip_while(is_dateline).any(|token| {
        let word = text(token);
        calendar::year(word).is_some() || LOOKING_BACK.iter().any(|known| word.eq_ignore_ascii_case(known))
    });
    acts && !looks_back
}

/// The earliest day that a story can be of.
#[derive(Clone)]
struct Now {
    date: Date,
    /// What shows it, in the source, if not the date of the story.
    source: Option<Span>,
}

impl Now {
    /// The date of the story, or the latest date in the addresses that it cites.
    fn of(inspector: &Inspector<'_>) -> Option<Self> {
        let draft = inspector.draft;
        if let Some(date) = draft.date {
            return Some(Self { date, source: None });
        }
        let dated = inspector.readings.addresses().iter().filter_map(|address| {
            let date = addresses::path_date(draft.source.slice(address.span))?;
            Some(Self { date, source: Some(address.span) })
        });
        dated.max_by_key(|now| (now.date, std::cmp::Reverse(now.source.map(|at| at.start))))
    }
}
