//! People: introduced by their full names, mentioned later by surname.

use super::lists::Lists;
use super::titles::TitleClass;
use super::vocabulary::is_institution;
use super::{Kind, Mention, Names, Person};
use crate::draft::{Draft, Token};
use rustc_hash::{FxHashMap, FxHashSet};

/// Founds a person for each full name, and has later mentions join them.
pub(super) fn introduce(draft: &Draft, lists: &Lists, names: &mut Names) {
    promote(draft, lists, names);
    // By surname: the people who bear it, in the order of their introduction.
    let mut by_surname: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    let mut by_name: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for index in 0..names.mentions.len() {
        let mention = &names.mentions[index];
        let Some(given) = mention.given else { continue };
        if mention.kind != Kind::Person || mention.is_initial {
            continue;
        }
        let number = names.people.len() as u32;
        if *by_name.entry((mention.surname, given)).or_insert(number) == number {
            by_surname.entry(mention.surname).or_default().push(number);
            let letter = draft.text(mention.span).chars().next();
            names.people.push(Person { given, letter, surname: mention.surname, mentions: Vec::new() });
        }
    }
    let mut introduced = vec![false; names.people.len()];
    for index in 0..names.mentions.len() {
        let mention = &names.mentions[index];
        let Some(bearers) = by_surname.get(&mention.surname) else { continue };
        let person = match mention.given {
            Some(given) if !mention.is_initial => by_name.get(&(mention.surname, given)).copied(),
            Some(_) => {
                let letter = draft.text(mention.span).chars().next();
                let agrees = |&person: &u32| names.people[person as usize].letter == letter;
                only(bearers.iter().copied().take(MOST_BEARERS).filter(agrees))
            }
            None if is_job_or_family(draft, lists, mention) => None,
            None => {
                let live = bearers.iter().copied().take(MOST_BEARERS).filter(|&person| introduced[person as usize]);
                // Two people of one surname: a bare surname may be either's.
                match live.clone().next() {
                    None => only(bearers.iter().copied()),
                    Some(_) => only(live),
                }
            }
        };
        if let Some(person) = person {
            introduced[person as usize] |= mention.is_full();
            names.people[person as usize].mentions.push(index as u32);
            let mention = &mut names.mentions[index];
            mention.person = Some(person);
            mention.kind = Kind::Person;
        }
    }
}

/// Takes a name of two or three words for a person's where its last word alone speaks later on, or has a person's title.
fn promote(draft: &Draft, lists: &Lists, names: &mut Names) {
    let speakers: FxHashSet<u32> = names
        .mentions
        .iter()
        .filter(|one| one.given.is_none() && !one.has_article && is_active(draft, lists, one))
        .map(|one| one.surname)
        .collect();
    for mention in names.mentions.iter_mut().filter(|one| one.kind == Kind::Other && one.given.is_some()) {
        let is_short = mention.tokens.len() <= 4;
        if is_short
            && !mention.has_article
            && !mention.is_word
            && !mention.starts_with_word
            && speakers.contains(&mention.surname)
            && !is_institution(draft.text(mention.surname_span))
        {
            mention.kind = Kind::Person;
        }
    }
}

/// Whether a name does what people do: it speaks, or has a title.
pub(crate) fn is_active(draft: &Draft, lists: &Lists, mention: &Mention) -> bool {
    let text = |token: Option<&Token>| token.map_or("", |token| draft.text(token.span));
    mention.title.is_some()
        || has_age(draft, mention)
        || acts(lists, text(draft.tokens.get(mention.tokens.end)))
        || mention
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| lists.speech().tells_of_speech(text(draft.tokens.get(before))))
}

/// Whether an age follows a name: “Osei, 46, who ...”.
fn has_age(draft: &Draft, mention: &Mention) -> bool {
    let Some([comma, age, end]) = draft.tokens.get(mention.tokens.end..mention.tokens.end + 3) else { return false };
    let text = |token: &Token| draft.text(token.span);
    text(comma) == "," && text(end) == "," && text(age).len() <= 2 && text(age).parse::<u8>().is_ok_and(|age| age > 0)
}

/// Whether a word after a name makes somebody of it.
pub(super) fn acts(lists: &Lists, word: &str) -> bool {
    word == "who" || lists.speech().tells_of_speech(word)
}

/// The one item there is.
fn only(mut items: impl Iterator<Item = u32>) -> Option<u32> {
    let first = items.next();
    if items.next().is_some() { None } else { first }
}

/// Of more people of one surname than this no mention can be told apart.
const MOST_BEARERS: usize = 16;

/// “Aunt Osei” is not the councillor.
fn is_job_or_family(draft: &Draft, lists: &Lists, mention: &Mention) -> bool {
    let title = mention.title.clone().and_then(|title| lists.title_at(draft, title));
    title.is_some_and(|title| title.class == TitleClass::Family)
}
