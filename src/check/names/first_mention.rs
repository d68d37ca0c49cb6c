//! Somebody mentioned by surname before the full name is given.

use crate::check::Inspector;
use crate::draft::{Role, is_capitalised, without_possessive};
use crate::reading::names::{Lists, Mention, Names, Person, TitleClass};

/// Roles of people whom every reader knows by their surnames.
const KNOWN_TO_ALL: [&str; 7] = ["president", "prime minister", "chancellor", "king", "queen", "pope", "leader"];

/// Reports the first mention of a person in the body where it is a bare surname and the full name follows.
pub(super) fn report(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let names = inspector.readings.names();
    let lists = inspector.readings.lists;
    for person in &names.people {
        let in_body = |mention: &&Mention| {
            !mention.is_quoted && matches!(draft.blocks[mention.block as usize].role, Role::Body | Role::Blockquote)
        };
        let mut mentions = names.mentions_of(person).filter(in_body);
        let Some(first) = mentions.next().filter(|first| !first.is_full() && !first.has_article && !first.is_word)
        else {
            continue;
        };
        let Some(full) = mentions.find(|mention| mention.is_full()) else { continue };
        if has_office(inspector, first) || is_known_to_all(lists, person) || !inspector.looks_at(first.span) {
            continue;
        }
        // A name that the list has is a person's; of others that is a guess.
        if !lists.is_given_name(person.given) || is_in_headline(inspector, person, names) {
            continue;
        }
        let name = draft.text(full.span);
        // “Osei’s mother, Amara Osei” are two people, and so is a name in the sentence before.
        if draft.sentence_at(first.span.start) == draft.sentence_at(full.span.start) {
            continue;
        }
        let surname = without_possessive(draft.text(first.surname_span));
        let message = format!("“{surname}” is named here before “{name}” is introduced");
        let finding = inspector.finding(first.span, message).evidence(full.span, "introduced here");
        inspector.report(finding);
    }
}

/// Whether an office before the name says who it is: “President Osei”.
fn has_office(inspector: &Inspector<'_>, mention: &Mention) -> bool {
    let Some(title) = mention.title.clone() else { return false };
    let title = inspector.readings.lists.title_at(inspector.draft, title);
    title.is_none_or(|title| title.class != TitleClass::Courtesy)
}

/// Whether the headline or the line under it has the surname after another word with a capital: somebody's full name.
fn is_in_headline(inspector: &Inspector<'_>, person: &Person, names: &Names) -> bool {
    let draft = inspector.draft;
    let surname = draft.text(names.mentions[person.mentions[0] as usize].surname_span);
    draft.blocks.iter().filter(|block| matches!(block.role, Role::Headline | Role::Dek)).any(|block| {
        draft.tokens[block.tokens.clone()].windows(2).any(|pair| {
            without_possessive(draft.text(pair[1].span)) == surname && is_capitalised(draft.text(pair[0].span))
        })
    })
}

fn is_known_to_all(lists: &Lists, person: &Person) -> bool {
    lists
        .figures_keyed(person.surname)
        .any(|figure| figure.given().next().is_none() || figure.roles().any(|role| KNOWN_TO_ALL.contains(&role)))
}
