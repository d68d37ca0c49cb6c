//! Offices given to people who had left them by the time of the story.

use super::offices::{Held, held, held_with_polity};
use crate::check::Inspector;
use crate::draft::{Draft, Mask, is_capitalised, without_possessive};
use crate::reading::names::{Lists, Mention, Names, Tenure, key_of_word, key_of_words};
use crate::reading::{addresses, calendar};
use crate::source::Span;
use jiff::ToSpan;
use jiff::civil::Date;

/// Reports offices given to people who had left them by the time of the story.
pub(super) fn report_stale(inspector: &mut Inspector<'_>) {
    let (draft, lists) = (inspector.draft, inspector.readings.lists);
    let names = inspector.readings.names();
    let mut now: Option<Option<Now>> = None;
    let mut told: Vec<u32> = Vec::new();
    for mention in names.mentions.iter().filter(|mention| !mention.is_quoted) {
        if !lists.has_tenures(mention.surname) || told.contains(&mention.surname) {
            continue;
        }
        let with_polity = || held_with_polity(draft, lists, mention).filter(|_| mention.is_full());
        let Some(held) = held(draft, lists, mention).or_else(with_polity) else { continue };
        let Some(now) = now.get_or_insert_with(|| Now::of(inspector)).clone() else { return };
        let of_office = terms(inspector, names, mention, &held);
        // Who left and came back holds the office by the last of the terms.
        let Some(last) = of_office.iter().max_by_key(|tenure| tenure.to.unwrap_or(Date::MAX)) else { continue };
        let Some(end) = last.to else { continue };
        let holds = |tenure: &Tenure<'_>| tenure.from <= now.date && tenure.to.is_none_or(|to| now.date <= to);
        if of_office.iter().any(holds) {
            continue;
        }
        // A story takes a few days from the desk to the reader.
        let is_over = end.checked_add(14.days()).is_ok_and(|end| now.date > end);
        // A surname alone, or an office in small letters, also stands in looks back at what is long past.
        let is_plain = held.is_title && mention.is_full();
        let is_recent = is_plain || end.checked_add(RECENT.years()).is_ok_and(|end| now.date < end);
        // Who left may have come back since.
        let unchecked = last.checked.filter(|&checked| checked < now.date);
        let is_cautious = !is_plain || unchecked.is_some();
        if !is_over
            || !is_recent
            || is_cautious && is_paragraph_of_the_past(draft, mention, now.date)
            || !is_told_of_now(draft, lists, mention, &held)
            || !inspector.looks_at(held.span)
        {
            continue;
        }
        told.push(mention.surname);
        let holder = last.holders().next().unwrap_or(draft.text(mention.span));
        let (office, left) = (last.office, calendar::day_in_words(end));
        let mut message = format!("“{}”: {holder} was {office} until {left}", draft.text(held.span));
        if let Some(checked) = unchecked {
            message.push_str(&format!("; the list of offices was last checked on {}", calendar::day_in_words(checked)));
        }
        let mut finding = inspector.finding(held.span, message);
        if let Some(at) = now.source {
            finding =
                finding.evidence_in_source(at, format!("the story knows of {}", calendar::day_in_words(now.date)));
        }
        inspector.report(finding);
    }
}

/// How many years after its end a term is still taken for one of today where only a surname or small letters tell of it.
const RECENT: i64 = 10;

/// The terms that the one who is named held in the office, if the list knows who is meant.
fn terms<'l>(inspector: &Inspector<'l>, names: &Names, mention: &Mention, held: &Held<'_>) -> Vec<Tenure<'l>> {
    let (draft, lists) = (inspector.draft, inspector.readings.lists);
    let name = draft.text(mention.span);
    let of_office = lists.tenures_of(mention.surname).filter(|tenure| is_office(lists, tenure.office, held.office));
    let of_polity =
        |tenure: &Tenure<'_>, polity| tenure.polities().any(|name| lists.polity_named(name) == Some(polity));
    let mut terms: Vec<Tenure<'_>> =
        of_office.filter(|tenure| held.polity.is_none_or(|polity| of_polity(tenure, polity))).collect();
    let is_full = |tenure: &Tenure<'_>, name: &str| tenure.holders().any(|holder| same_name(holder, name));
    if mention.is_full() {
        terms.retain(|tenure| is_full(tenure, name));
        return terms;
    }
    // Two of one surname, in the list or in the draft, leave open which of them is meant.
    let first = terms.first().and_then(|tenure| tenure.holders().next());
    if terms.iter().any(|tenure| tenure.holders().next() != first) {
        return Vec::new();
    }
    let mut introduced = names.people.iter().filter(|person| person.surname == mention.surname).peekable();
    let is_known = match introduced.peek() {
        Some(_) => introduced.all(|person| {
            let full = names.mentions_of(person).find(|mention| mention.is_full());
            full.is_some_and(|full| terms.first().is_some_and(|tenure| is_full(tenure, draft.text(full.span))))
        }),
        None => held.polity.is_some() || terms.first().is_some_and(|tenure| is_polity_named(draft, lists, tenure)),
    };
    if is_known { terms } else { Vec::new() }
}

/// Whether the list's name of an office is a way to write that one.
fn is_office(lists: &Lists, listed: &str, office: &str) -> bool {
    listed.eq_ignore_ascii_case(office)
        || lists.title_named(listed).and_then(|title| title.office.as_deref()) == Some(office)
}

/// Whether the draft names the country of a term.
fn is_polity_named(draft: &Draft, lists: &Lists, tenure: &Tenure<'_>) -> bool {
    let of: Vec<u16> = tenure.polities().filter_map(|name| lists.polity_named(name)).collect();
    let key = |token: usize| {
        let word = draft.tokens.get(token).map(|token| draft.text(token.span)).filter(|word| is_capitalised(word))?;
        Some(key_of_word(without_possessive(word)))
    };
    (0..draft.tokens.len()).any(|token| {
        let Some(first) = key(token) else { return false };
        let names =
            |words: &[u32]| lists.polity_of(key_of_words(words.iter().copied())).is_some_and(|it| of.contains(&it));
        names(&[first]) || key(token + 1).is_some_and(|second| names(&[first, second]))
    })
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
fn is_told_of_now(draft: &Draft, lists: &Lists, mention: &Mention, held: &Held<'_>) -> bool {
    let Some(sentence) = draft.sentence_at(mention.span.start) else { return false };
    let tokens = draft.sentences[sentence].tokens.clone();
    let text = |token: usize| {
        draft.tokens.get(token).filter(|_| tokens.contains(&token)).map_or("", |token| draft.text(token.span))
    };
    let next = text(held.tokens.end);
    let acts = lists.speech().tells_of_speech(next) || matches!(next, "has" | "is" | "will" | "plans");
    let before = |back: usize| held.tokens.start.checked_sub(back).map_or("", text);
    // “… , said Dmytro Kuleba, Ukraine’s foreign minister.”
    let is_said = !held.is_title && matches!(before(1), "said" | "says");
    let is_dateline = |&token: &usize| draft.is_masked(draft.tokens[token].span, &[Mask::Dateline]);
    let looks_back = tokens.clone().skip_while(is_dateline).any(|token| {
        let word = text(token);
        calendar::year(word).is_some() || LOOKING_BACK.iter().any(|known| word.eq_ignore_ascii_case(known))
    });
    // “As Ukraine’s foreign minister, Dmytro Kuleba, ...”; “while the British prime minister ...”
    let sets_back = !held.is_title
        && (1..=2).any(|back| ["as", "while", "to"].iter().any(|known| before(back).eq_ignore_ascii_case(known)));
    (acts || is_said) && !looks_back && !sets_back
}

/// Whether the paragraph tells of a year before that of the story: what stands beside it may be of then.
fn is_paragraph_of_the_past(draft: &Draft, mention: &Mention, now: Date) -> bool {
    let tokens = draft.blocks[mention.block as usize].tokens.clone();
    draft.tokens[tokens]
        .iter()
        .filter(|token| !draft.is_masked(token.span, &[Mask::Dateline]))
        .any(|token| calendar::year(draft.text(token.span)).is_some_and(|year| year < now.year()))
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
