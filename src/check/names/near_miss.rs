//! A public figure with a given name that is not one of theirs.

use crate::check::Inspector;
use crate::draft::{Draft, is_capitalised, without_possessive};
use crate::reading::names::{Figure, Lists, Mention, key_of_word, skeleton};

/// How many words around a name tell who it is.
const REACH: usize = 12;

/// Reports full names whose surname and role are a public figure's, and whose given name is nobody's but near to the
/// figure's.
pub(super) fn report(inspector: &mut Inspector<'_>) {
    let (draft, lists) = (inspector.draft, inspector.readings.lists);
    let mentions = &inspector.readings.names().mentions;
    for mention in mentions.iter().filter(|mention| mention.is_full() && !mention.is_initial && !mention.is_quoted) {
        if !inspector.looks_at(mention.span) {
            continue;
        }
        let given_token = draft.tokens[mention.tokens.start];
        let given = draft.text(given_token.span);
        let surname = draft.text(mention.surname_span);
        let Some((figure, form)) = nearest(draft, lists, mention, given, surname) else { continue };
        let usual = figure.name();
        let role = figure.roles().next().unwrap_or("person");
        let message = format!("“{}”: the {role} of that surname is {usual}", draft.text(mention.span));
        let remedy = format!("If {usual} is meant, correct the name.");
        let finding = inspector.finding(mention.span, message).remedy(remedy).fix(given_token.span, form, false);
        inspector.report(finding);
    }
}

/// The figure that is meant, and the spelling of the given name that comes nearest.
fn nearest<'l>(
    draft: &Draft,
    lists: &'l Lists,
    mention: &Mention,
    given: &str,
    surname: &str,
) -> Option<(Figure<'l>, &'l str)> {
    let mut best: Option<(Figure<'_>, &str, usize)> = None;
    // A given name that others bear is a relative's, or a namesake's.
    if lists.is_given_name(key_of_word(given)) || given.chars().count() < 4 {
        return None;
    }
    let figures: Vec<Figure<'_>> = lists.figures_of(surname).collect();
    let known = |name: &str| {
        let first = name.split([' ', '-']).next().unwrap_or(name);
        first.eq_ignore_ascii_case(given) || skeleton(first) == skeleton(given) || name.eq_ignore_ascii_case(given)
    };
    if figures.iter().any(|figure| figure.given().next().is_none() || figure.given().any(known)) {
        return None;
    }
    for figure in figures.into_iter().filter(|figure| has_role(draft, lists, mention, *figure)) {
        for form in figure.given() {
            let distance = strsim::osa_distance(&form.to_lowercase(), &given.to_lowercase());
            let allowed = (form.chars().count().min(given.chars().count()) / 3).min(3);
            if distance <= allowed && best.is_none_or(|(_, _, least)| distance < least) {
                best = Some((figure, form, distance));
            }
        }
    }
    best.map(|(figure, form, _)| (figure, form))
}

/// Whether a role of the figure stands near the name, in the same sentence.
fn has_role(draft: &Draft, lists: &Lists, mention: &Mention, figure: Figure<'_>) -> bool {
    let Some(sentence) = draft.sentence_at(mention.span.start) else { return false };
    let tokens = &draft.sentences[sentence].tokens;
    let from = mention.tokens.start.saturating_sub(REACH).max(tokens.start);
    let to = (mention.tokens.end + REACH).min(tokens.end);
    // A country beside the name that is not the figure's: somebody else.
    let seats: Vec<u16> = figure.polities().filter_map(|name| lists.polity_named(name)).collect();
    let near: Vec<u16> = draft.tokens[from..to]
        .iter()
        .filter(|token| token.is_word() && is_capitalised(draft.text(token.span)))
        .filter_map(|token| lists.polity_named(without_possessive(draft.text(token.span))))
        .collect();
    if !seats.is_empty() && !near.is_empty() && !near.iter().any(|one| seats.contains(one)) {
        return false;
    }
    let around: Vec<String> =
        draft.tokens[from..to].iter().map(|token| draft.text(token.span).to_lowercase()).collect();
    figure.roles().any(|role| {
        let words: Vec<&str> = role.split_whitespace().collect();
        !words.is_empty() && around.windows(words.len()).any(|window| window.iter().zip(&words).all(|(a, b)| a == b))
    })
}
