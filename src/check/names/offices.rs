//! Offices that stand with names: right before them with a capital, or with their country before or after them.

use crate::check::Inspector;
use crate::draft::{Draft, is_capitalised, without_possessive};
use crate::reading::names::{Lists, Mention, key_of_word, key_of_words};
use crate::source::Span;
use std::ops::Range;

/// An office as it stands with a name.
pub(super) struct Held<'l> {
    /// In one spelling: see `Title::office`.
    pub(super) office: &'l str,
    /// The country or body, if it is named.
    pub(super) polity: Option<u16>,
    /// Office and name.
    pub(super) span: Span,
    /// All that it takes up: country, office, name and the commas between and after them.
    pub(super) tokens: Range<usize>,
    /// Whether it is a title, with a capital right before the name.
    pub(super) is_title: bool,
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
pub(super) fn held<'l>(draft: &Draft, lists: &'l Lists, mention: &Mention) -> Option<Held<'l>> {
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
        polity: polity_before(draft, lists, first).map(|(polity, _)| polity),
        span: draft.tokens[first].span.cover(mention.span),
        tokens: first..mention.tokens.end,
        is_title: true,
    })
}

/// Whether one of the three words before says that the office is not held now.
fn is_taken_back(draft: &Draft, token: usize) -> bool {
    let before = draft.tokens[token.saturating_sub(3)..token].iter();
    before.map(|token| draft.text(token.span)).any(|word| {
        NOT_NOW.iter().any(|known| word.eq_ignore_ascii_case(known)) || word.to_ascii_lowercase().starts_with("ex-")
    })
}

/// The country that stands right before an office, and the token it starts at: “Ukraine’s”, “Ukrainian”, “U.S.”.
fn polity_before(draft: &Draft, lists: &Lists, token: usize) -> Option<(u16, usize)> {
    let near = (token.saturating_sub(2)..token).rev().take_while(|&before| adjoins(draft, before)).count();
    let words: Vec<u32> = (token - near..token)
        .filter(|&before| is_capitalised(draft.text(draft.tokens[before].span)))
        .map(|before| key_of_word(without_possessive(draft.text(draft.tokens[before].span))))
        .collect();
    let of = |words: &[u32]| Some((lists.polity_of(key_of_words(words.iter().copied()))?, token - words.len()));
    of(&words).or_else(|| of(words.last().map(std::slice::from_ref)?))
}

/// Whether only white space parts a token from the next. A comma or a full stop parts a country from an office.
fn adjoins(draft: &Draft, token: usize) -> bool {
    let Some(next) = draft.tokens.get(token + 1) else { return false };
    let gap = &draft.prose.text()[draft.tokens[token].span.range().end..next.span.range().start];
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}

/// Most words of an office: “secretary of state for foreign affairs”.
const LONGEST_OFFICE: usize = 6;

/// The office that stands with its country before or after a mention of a full name, in any capitals, with nothing that
/// takes it back: “Ukrainian foreign minister Dmytro Kuleba”, “Dmytro Kuleba, the foreign minister of Ukraine,”.
pub(super) fn held_with_polity<'l>(draft: &Draft, lists: &'l Lists, mention: &Mention) -> Option<Held<'l>> {
    let shape = Shape { draft, lists, mention };
    let held = shape.before().or_else(|| shape.after())?;
    // What a heading or the paragraph before ends with belongs to it.
    let block = &draft.blocks[mention.block as usize].tokens;
    if held.tokens.start < block.start || held.tokens.end > block.end {
        return None;
    }
    (!is_taken_back(draft, held.tokens.start)).then_some(held)
}

/// Where offices stand around a name.
struct Shape<'d, 'l> {
    draft: &'d Draft,
    lists: &'l Lists,
    mention: &'d Mention,
}

impl<'l> Shape<'_, 'l> {
    fn text(&self, token: usize) -> &str {
        self.draft.tokens.get(token).map_or("", |token| self.draft.text(token.span))
    }

    fn is_comma(&self, token: usize) -> bool {
        self.text(token) == ","
    }

    fn is_end(&self, token: usize) -> bool {
        matches!(self.text(token), "," | "." | "" | "!" | "?")
    }

    /// The office that some words name.
    fn office(&self, tokens: Range<usize>) -> Option<&'l str> {
        self.lists.title_at(self.draft, tokens)?.office.as_deref()
    }

    /// The longest office that ends before a token, and where it starts.
    fn office_before(&self, end: usize) -> Option<(&'l str, usize)> {
        let joined = (1..end).rev().take_while(|&token| adjoins(self.draft, token - 1)).count();
        let longest = end.min(joined + 1).min(LONGEST_OFFICE);
        (1..=longest).rev().find_map(|words| Some((self.office(end - words..end)?, end - words)))
    }

    /// The longest office that starts at a token, and where it ends.
    fn office_at(&self, start: usize) -> Option<(&'l str, usize)> {
        let joined = (start..self.draft.tokens.len()).take_while(|&token| adjoins(self.draft, token)).count();
        let longest = (self.draft.tokens.len() - start).min(joined + 1).min(LONGEST_OFFICE);
        (1..=longest).rev().find_map(|words| Some((self.office(start..start + words)?, start + words)))
    }

    /// The country that starts at a token, and where it ends.
    fn polity_at(&self, start: usize) -> Option<(u16, usize)> {
        let words = if adjoins(self.draft, start) { 2 } else { 1 };
        (1..=words).rev().find_map(|words| {
            let tokens = self.draft.tokens.get(start..start + words)?;
            let texts = tokens.iter().map(|token| self.draft.text(token.span));
            let keys = texts.map(|text| is_capitalised(text).then(|| key_of_word(without_possessive(text))));
            let keys: Vec<u32> = keys.collect::<Option<_>>()?;
            Some((self.lists.polity_of(key_of_words(keys))?, start + words))
        })
    }

    /// “Ukrainian foreign minister Dmytro Kuleba”, “Ukraine’s foreign minister, Dmytro Kuleba,”, “the foreign minister of
    /// Ukraine, Dmytro Kuleba,”.
    fn before(&self) -> Option<Held<'l>> {
        let name = &self.mention.tokens;
        let comma = name.start.checked_sub(1).filter(|&before| self.is_comma(before));
        // What stands between two commas says who holds the office; “the foreign minister, Dmytro Kuleba and” may go on.
        if comma.is_some() && !self.is_comma(name.end) || comma.is_none() && !self.follows(name.start) {
            return None;
        }
        let end = comma.unwrap_or(name.start);
        let of = || {
            let from =
                (end.saturating_sub(2)..end).find(|&from| self.polity_at(from).is_some_and(|(_, to)| to == end))?;
            let of = from.checked_sub(1).filter(|&of| self.text(of) == "of" && adjoins(self.draft, of))?;
            let (office, start) = self.office_before(of)?;
            Some((office, self.polity_at(from)?.0, start))
        };
        let (office, polity, start) = match self.office_before(end) {
            Some((office, first)) => {
                // Right before the office: “Ukraine’s deputy foreign minister” holds another.
                let near = first.checked_sub(1).filter(|&near| is_capitalised(self.text(near)))?;
                let (polity, start) = polity_before(self.draft, self.lists, near + 1)?;
                (office, polity, start)
            }
            None => of()?,
        };
        let to = name.end + usize::from(comma.is_some());
        Some(self.held(office, polity, start..to, start..name.end))
    }

    /// “Dmytro Kuleba, Ukraine’s foreign minister,”, “Dmytro Kuleba, the foreign minister of Ukraine,”.
    fn after(&self) -> Option<Held<'l>> {
        let name = &self.mention.tokens;
        if !self.is_comma(name.end) {
            return None;
        }
        let the = name.end + 1;
        let start = the + usize::from(self.text(the) == "the");
        let before = || {
            let (polity, first) = self.polity_at(start).filter(|&(_, first)| adjoins(self.draft, first - 1))?;
            let (office, end) = self.office_at(first)?;
            Some((office, polity, end))
        };
        let of = || {
            let (office, of) = self.office_at(start)?;
            let is_of = self.text(of) == "of" && adjoins(self.draft, of - 1) && adjoins(self.draft, of);
            let (polity, end) = is_of.then(|| self.polity_at(of + 1)).flatten()?;
            Some((office, polity, end))
        };
        let (office, polity, end) = before().or_else(of).filter(|&(.., end)| self.is_end(end))?;
        let to = end + usize::from(self.is_comma(end));
        Some(self.held(office, polity, name.start..to, name.start..end))
    }

    /// Whether only white space parts a token from the one before.
    fn follows(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| adjoins(self.draft, before))
    }

    fn held(&self, office: &'l str, polity: u16, tokens: Range<usize>, shown: Range<usize>) -> Held<'l> {
        let name = self.mention.span;
        let first = self.draft.tokens.get(shown.start).map_or(name, |token| token.span);
        let last =
            shown.end.checked_sub(1).and_then(|last| self.draft.tokens.get(last)).map_or(name, |token| token.span);
        // A possessive ending belongs to no name.
        let last = if shown.end == self.mention.tokens.end { name } else { last };
        Held { office, polity: Some(polity), span: first.cover(last), tokens, is_title: false }
    }
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
