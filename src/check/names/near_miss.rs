//! A public figure with a given name that is not one of theirs.

use crate::check::Inspector;
use crate::draft::{Draft, is_capitalised, without_possessive};
use crate::reading::names::{Figure, Lists, Mention, is_kin, key_of_word, skeleton};
use crate::source::Span;
use rustc_hash::FxHashSet;
use std::cell::LazyCell;

/// How many words around a name tell who it is.
const REACH: usize = 12;

/// Reports full names whose surname and role are a public figure's, and whose given name is nobody's but near to the
/// figure's; and those of which one half is a figure's and the other sounds like it.
pub(super) fn report(inspector: &mut Inspector<'_>) {
    let (draft, lists) = (inspector.draft, inspector.readings.lists);
    let names = inspector.readings.names();
    let mentions = &names.mentions;
    // Few drafts have a name that asks who else is told of.
    let people = LazyCell::new(|| names.people.iter().map(|person| (person.given, person.surname)).collect());
    for mention in mentions.iter().filter(|mention| mention.is_full() && !mention.is_initial && !mention.is_quoted) {
        if !inspector.looks_at(mention.span) {
            continue;
        }
        let given_token = draft.tokens[mention.tokens.start];
        let given = draft.text(given_token.span);
        let surname = draft.text(mention.surname_span);
        let found = nearest(draft, lists, mention, given, surname)
            .map(|(figure, form)| (figure, form, given_token.span))
            .or_else(|| misheard(draft, lists, || &people, mention, given, surname));
        let Some((figure, form, at)) = found.filter(|_| !has_kin(draft, mention)) else { continue };
        let usual = figure.name();
        let role = figure.roles().next().unwrap_or("person");
        let message = format!("“{}”: the {role} of that {} is {usual}", draft.text(mention.span), half(at, mention));
        let remedy = format!("If {usual} is meant, correct the name.");
        let finding = inspector.finding(mention.span, message).remedy(remedy).fix(at, form, false);
        inspector.report(finding);
    }
}

/// Which half of a name is right, of which the other is to be corrected.
fn half(wrong: Span, mention: &Mention) -> &'static str {
    if wrong == mention.surname_span { "given name" } else { "surname" }
}

/// Countries whose names are written in one way: nobody puts them into Latin letters.
const SPELT_ONE_WAY: [&str; 7] =
    ["United States", "United Kingdom", "Ireland", "Canada", "Australia", "New Zealand", "Scotland"];

/// The figure whose name was written by ear, the spelling that is meant, and where it belongs: “Kier Starmer” for Keir
/// Starmer, where no other bears the name and the story tells who it is, by the right name elsewhere or by the role.
fn misheard<'l, 'p>(
    draft: &Draft,
    lists: &'l Lists,
    people: impl Fn() -> &'p FxHashSet<(u32, u32)>,
    mention: &Mention,
    given: &str,
    surname: &str,
) -> Option<(Figure<'l>, &'l str, Span)> {
    let is_plain = mention.tokens.len() == 2 && mention.suffix.is_none() && !mention.is_word;
    if !is_plain || given.chars().count() < 4 || !given.is_ascii() || given.contains('-') {
        return None;
    }
    let figures: Vec<Figure<'l>> = lists.figures_of(surname).collect();
    // Somebody else of that name is known: no slip.
    let is_right = |figure: &Figure<'_>| {
        figure.surnames().any(|one| one == surname) && figure.given().any(|one| one.starts_with(given))
    };
    if figures.iter().any(is_right) {
        return None;
    }
    let slips = figures.into_iter().filter_map(|figure| Some((figure, slip(lists, figure, mention, given, surname)?)));
    let mut slips = slips.filter(|(figure, _)| figure.polities().any(|polity| SPELT_ONE_WAY.contains(&polity)));
    let (figure, (form, is_given)) = slips.next()?;
    let is_known = figure
        .given()
        .any(|given| figure.surnames().any(|surname| people().contains(&(key_of_word(given), key_of_word(surname)))));
    // What is a given name of its own may be a relative's, unless the story has the right name as well.
    let is_own = is_given && lists.is_given_name(key_of_word(given));
    let is_told = is_known || !is_own && has_role(draft, lists, mention, figure);
    let at = if is_given { draft.tokens[mention.tokens.start].span } else { mention.surname_span };
    (slips.next().is_none() && is_told).then_some((figure, form, at))
}

/// Whether the name is told to be a relative's: “Kamela Harris, a sister of the vice president”, “her sister Kamela Harris”,
/// unlike “Kamela Harris and her sister”.
fn has_kin(draft: &Draft, mention: &Mention) -> bool {
    let Some(sentence) = draft.sentence_at(mention.span.start) else { return false };
    let tokens = draft.sentences[sentence].tokens.clone();
    let text = |at: usize| draft.text(draft.tokens[at].span);
    let before = mention.tokens.start.saturating_sub(KIN_REACH).max(tokens.start)..mention.tokens.start;
    let after = mention.tokens.end..(mention.tokens.end + REACH).min(tokens.end);
    before.into_iter().any(|at| is_kin(text(at)))
        || after.into_iter().any(|at| is_kin(text(at)) && !matches!(text(at - 1), "his" | "her" | "their"))
}

/// How many words before a name tell whose relative it is.
const KIN_REACH: usize = 4;

/// What is to be put for the half of a name that sounds like a figure's where the other is the figure's own, and whether
/// it is the given name.
fn slip<'l>(
    lists: &Lists,
    figure: Figure<'l>,
    mention: &Mention,
    given: &str,
    surname: &str,
) -> Option<(&'l str, bool)> {
    if figure.surnames().any(|one| one == surname) {
        let is_own = lists.is_given_name(key_of_word(given));
        let sounds = |form: &&str| sounds_alike(form, given) && (!is_own || skeleton(form) == skeleton(given));
        return figure.given().find(sounds).map(|form| (form, true));
    }
    // “Rahm Emmanuel”: nearly all who bear a rare given name bear the figure's surname too.
    let usual = figure.surnames().next()?;
    let is_slip = figure.surnames().count() == 1
        && figure.given().any(|one| one == given)
        && mention.given.is_some_and(|given| !lists.is_given_name(given))
        && usual.chars().count() >= 5
        && sounds_alike(usual, surname)
        && !lists.are_different(usual, surname);
    is_slip.then_some((usual, false))
}

/// Whether one name is heard as the other, or has two of its letters changed about or one more or fewer.
fn sounds_alike(name: &str, other: &str) -> bool {
    let (name, other) = (name.to_lowercase(), other.to_lowercase());
    let distance = strsim::osa_distance(&name, &other);
    let first = |name: &str| name.chars().next();
    (1..=2).contains(&distance)
        && first(&name) == first(&other)
        && (distance == 1 || skeleton(&name) == skeleton(&other))
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
