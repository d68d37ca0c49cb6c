//! Names of several spellings that a word list has: places, organisations, and others.

use crate::check::Inspector;
use crate::desk::Fact;
use crate::diagnostic::{Diagnostic, Edit, Evidence, Fix};
use crate::draft::{Draft, Mask, Role, TokenKind, fold_text, is_capitalised};
use crate::reading::names::{Kind, Lists};
use crate::reading::words;
use crate::rule::Rule;
use crate::source::Span;
use std::collections::BTreeMap;

/// The mentions of such names, in the order of the text.
pub(super) fn mentions<'l>(inspector: &Inspector<'l>) -> Vec<Mention<'l>> {
    let (draft, lists) = (inspector.draft, inspector.readings.lists);
    let mut mentions = Vec::new();
    let mut things: Vec<u32> = Vec::new();
    for spelling in inspector.readings.spellings() {
        let (set, span) = (spelling.set, spelling.span);
        let Some(form) = lists.spellings(set).nth(usize::from(spelling.form)) else { continue };
        if is_person(inspector, span) {
            continue;
        }
        // Once a thing of that name has been told of, the name with the article is the thing's: “the Kiev sailed”.
        let token = draft.tokens.partition_point(|token| token.span.start < span.start);
        if things.contains(&set) && has_article(draft, token) {
            continue;
        }
        if is_namesake(draft, lists, set, span, token) {
            things.extend(Some(set).filter(|_| has_article(draft, token)));
            continue;
        }
        let usual = spelling.form == 0;
        let quoted = !inspector.looks_at(span);
        // An institution keeps the old name of its town: “Peking University” is no slip in a story about Beijing.
        // Words in quotation marks keep theirs too; the usual name in them still shows what the story calls it.
        if usual && (!quoted || draft.is_masked(span, &[Mask::Quoted])) || !quoted && !is_longer_name(draft, span) {
            mentions.push(Mention { set, form, span, quoted });
        }
    }
    mentions
}

/// The spelling of a set that the house prefers.
pub(super) fn house_form<'f>(mut forms: impl Iterator<Item = &'f str>, preferred: &[String]) -> Option<&'f str> {
    forms.find(|form| preferred.iter().any(|name| name == form))
}

/// Notes the names that stand in two spellings, or in another than the house's.
pub(super) fn note_variants(inspector: &mut Inspector<'_>, preferred: &[String]) {
    let (draft, lists) = (inspector.draft, inspector.readings.lists);
    let mentions = mentions(inspector);
    // Only names that stand in two forms are worth a second look, one look for each.
    let mut doubtful: BTreeMap<u32, bool> = BTreeMap::new();
    let mut first: BTreeMap<u32, &str> = BTreeMap::new();
    for mention in &mentions {
        let house = if preferred.is_empty() { None } else { house_form(lists.spellings(mention.set), preferred) };
        let usual = *first.entry(mention.set).or_insert(mention.form);
        if usual != mention.form || house.is_some_and(|house| house != mention.form && !mention.quoted) {
            doubtful.entry(mention.set).or_insert_with(|| !is_explained(draft, lists, mention.set));
        }
    }
    for mention in mentions.iter().filter(|mention| doubtful.get(&mention.set) == Some(&true)) {
        let value = if mention.quoted { format!("{}{QUOTED}", mention.form) } else { mention.form.to_owned() };
        let Some(key) = lists.spellings(mention.set).next() else { continue };
        inspector.note(key, &value, mention.span);
    }
}

/// Reports every spelling that is neither the house's nor, where the house has none, the usual one.
pub(super) fn report_old_names(inspector: &mut Inspector<'_>, preferred: &[String]) {
    let (draft, lists) = (inspector.draft, inspector.readings.lists);
    let mut explained: BTreeMap<u32, bool> = BTreeMap::new();
    for mention in mentions(inspector).iter().filter(|mention| !mention.quoted) {
        let house = house_form(lists.spellings(mention.set), preferred);
        let Some(put) = house.or_else(|| lists.spellings(mention.set).next()) else { continue };
        let is_old = house.is_some() || lists.is_place(mention.set) && fold_text(put) != fold_text(mention.form);
        let is_explained = |explained: &mut BTreeMap<u32, bool>| {
            *explained.entry(mention.set).or_insert_with(|| is_explained(draft, lists, mention.set))
        };
        if put == mention.form || !is_old || is_explained(&mut explained) {
            continue;
        }
        let message = format!("“{}” is now “{put}”", mention.form);
        let insert = cased(draft.text(mention.span), put);
        let finding = inspector.finding(mention.span, message).fix(mention.span, &insert, true);
        inspector.report(finding);
    }
}

/// The diagnostics for the spellings of one set in one draft.
pub(super) fn compare(rule: &Rule, facts: &[&Fact], preferred: &[String]) -> Vec<Diagnostic> {
    let Some(set) = facts.first().map(|fact| rule.names.spellings_of(&fact.key).collect::<Vec<_>>()) else {
        return Vec::new();
    };
    let house = house_form(set.iter().copied(), preferred);
    let form_of = |fact: &Fact| fact.value.trim_end_matches(QUOTED).to_owned();
    let count = |form: &str| facts.iter().filter(|fact| form_of(fact) == form).count();
    let only_quoted = |form: &str| !facts.iter().any(|fact| *fact.value == *form);
    let used: Vec<&str> = set.iter().copied().filter(|form| count(form) > 0).collect();
    if let Some(house) = house.filter(|house| count(house) == 0) {
        let of = |form: &str| facts.iter().copied().filter(|fact| *fact.value == *form).collect::<Vec<_>>();
        let mentions = used.iter().map(|form| (of(form), *form)).filter(|(mentions, _)| !mentions.is_empty());
        return mentions.map(|(mentions, form)| not_of_the_house(rule, house, &mentions, form)).collect();
    }
    // The form used most is the story's own; between equals, the one the list puts first.
    // The house's own form beats the one used most; a form that stands in quotations only cannot be the one to change.
    let rank = |form: &&str| (house == Some(*form), only_quoted(form), count(form));
    let Some(&main) = used.iter().rev().max_by_key(|form| rank(form)) else { return Vec::new() };
    let Some(first) = facts.iter().find(|fact| form_of(fact) == main) else { return Vec::new() };
    let first = Main { form: main, first, times: count(main), house: house == Some(main) };
    let mut diagnostics = Vec::new();
    for other in used.into_iter().filter(|form| *form != main) {
        let mentions: Vec<&Fact> = facts.iter().copied().filter(|fact| *fact.value == *other).collect();
        diagnostics.extend(mentions.first().map(|_| variant(rule, &first, &mentions, other)));
    }
    diagnostics
}

/// Marks the value of a fact that stands in quotation marks.
const QUOTED: &str = " (quoted)";

/// A name of several spellings in a draft.
pub(super) struct Mention<'n> {
    pub(super) set: u32,
    pub(super) form: &'n str,
    pub(super) span: Span,
    pub(super) quoted: bool,
}

/// The spelling that a story goes by.
struct Main<'f> {
    form: &'f str,
    first: &'f Fact,
    times: usize,
    /// Whether the settings prefer it.
    house: bool,
}

fn variant(rule: &Rule, main: &Main<'_>, mentions: &[&Fact], other: &str) -> Diagnostic {
    let Main { form: main, first, times, house } = *main;
    let message = match (mentions.len(), times) {
        (1, 1) => format!("“{other}” here, “{main}” elsewhere"),
        (one, many) => format!("“{other}” {}, “{main}” {}", often(one), often(many)),
    };
    let mut diagnostic = diagnostic(rule, mentions, message, main, house);
    let label = format!("“{main}”");
    diagnostic.evidence.push(Evidence { path: first.path.clone(), place: first.place, label });
    diagnostic
}

/// A spelling that is not the house's, in a draft that has the house's nowhere.
fn not_of_the_house(rule: &Rule, house: &str, mentions: &[&Fact], other: &str) -> Diagnostic {
    diagnostic(rule, mentions, format!("“{other}” {}; the house writes “{house}”", often(mentions.len())), house, true)
}

fn diagnostic(rule: &Rule, mentions: &[&Fact], message: String, put: &str, house: bool) -> Diagnostic {
    let fact = mentions[0];
    let edits = mentions.iter().filter(|other| other.path == fact.path);
    let edits = edits
        .map(|mention| Edit { start: mention.place.start, end: mention.place.end, insert: cased(&mention.text, put) })
        .collect();
    let remedy = if house { house_remedy(put) } else { rule.remedy.clone() };
    Diagnostic { fixes: vec![Fix::new(house, edits)], ..fact.diagnostic(rule, message).with_remedy(remedy) }
}

/// What to do about a spelling that is not the house's.
pub(super) fn house_remedy(house: &str) -> String {
    format!("The house's spelling is “{house}”.")
}

pub(super) fn often(times: usize) -> String {
    match times {
        1 => "once".into(),
        2 => "twice".into(),
        _ => format!("{times} times"),
    }
}

/// The name in capitals where it stands in capitals.
pub(super) fn cased(text: &str, name: &str) -> String {
    if text.chars().filter(|c| c.is_alphabetic()).count() > 2 && text.chars().all(|c| !c.is_lowercase()) {
        name.to_uppercase()
    } else {
        name.into()
    }
}

/// Whether a word is somebody's name: “Sir Michael Lyons”.
fn is_person(inspector: &Inspector<'_>, span: Span) -> bool {
    let mentions = &inspector.readings.names().mentions;
    let after = mentions.partition_point(|mention| mention.span.start <= span.start);
    mentions[..after].last().is_some_and(|mention| mention.kind == Kind::Person && mention.span.end > span.start)
}

/// Words that say what kind of place a name is of, and so belong to the place.
const GEOGRAPHIC: [&str; 18] = [
    "Bay",
    "City",
    "Province",
    "Region",
    "Oblast",
    "Airport",
    "Valley",
    "River",
    "Island",
    "Islands",
    "County",
    "State",
    "District",
    "Peninsula",
    "Gulf",
    "Governorate",
    "Prefecture",
    "Port",
];

/// Whether a capitalised word joins the name to the right, so that it is a part of another: “Bombay Sapphire”,
/// “Peking University”. A verb or a role after a name at the start of a sentence has a small letter.
fn is_longer_name(draft: &Draft, span: Span) -> bool {
    let rest = &draft.prose.text()[span.range().end..];
    let Some(next) = rest.strip_prefix(' ') else { return false };
    let word: String = next.chars().take_while(|c| c.is_alphabetic()).collect();
    let block = draft.block_at(span.start).map(|index| draft.blocks[index].role);
    let title_case = matches!(block, Some(Role::Headline | Role::Subhead | Role::Dek | Role::List));
    is_capitalised(&word) && !title_case && !GEOGRAPHIC.contains(&word.as_str())
}

/// Goods, dishes and vessels that are called after places, of which each keeps the name that it was given.
const NAMESAKES: [&str; 40] = [
    "camera",
    "cameras",
    "carrier",
    "carriers",
    "cruiser",
    "cruisers",
    "frigate",
    "destroyer",
    "submarine",
    "ship",
    "liner",
    "ferry",
    "steamer",
    "hotel",
    "duck",
    "ducks",
    "curry",
    "curries",
    "gin",
    "mix",
    "cake",
    "cakes",
    "salad",
    "sauce",
    "soup",
    "cutlet",
    "cutlets",
    "potatoes",
    "rug",
    "rugs",
    "carpet",
    "silk",
    "silks",
    "cotton",
    "check",
    "checks",
    "cat",
    "cats",
    "lens",
    "lenses",
];

/// Places that have the article as a rule.
const WITH_ARTICLE: [&str; 3] = ["Donbas", "Crimea", "Gambia"];

/// Whether a name is that of a thing that was called after the place, or of the place of memory: “the Kiev, a Soviet
/// carrier”, “a Kiev 88”, “Madras curry”, “the Bombay of her youth”.
fn is_namesake(draft: &Draft, lists: &Lists, set: u32, span: Span, token: usize) -> bool {
    if !lists.is_place(set) || draft.text(span).contains(' ') {
        return false;
    }
    let next = draft.tokens.get(token + 1).filter(|next| next.span.start > span.end);
    let after = next.map_or("", |next| draft.text(next.span));
    if NAMESAKES.contains(&after) {
        return true;
    }
    let has_article = has_article(draft, token);
    let is_model = next.is_some_and(|next| next.kind == TokenKind::Number) && has_article;
    // “The Kiev government” is the place's.
    let stands_alone = !after.starts_with(char::is_alphanumeric) || words::is_function_word(after);
    let takes_article = lists.spellings(set).next().is_some_and(|usual| WITH_ARTICLE.contains(&usual));
    let is_touching = next.is_none() && draft.prose.text()[span.range().end..].starts_with(['’', '\'', '-']);
    is_model || has_article && stands_alone && !is_touching && !takes_article
}

/// Whether an article or a possessive pronoun stands before a token.
fn has_article(draft: &Draft, token: usize) -> bool {
    let before = token.checked_sub(1).map_or("", |before| draft.text(draft.tokens[before].span));
    matches!(before, "the" | "The" | "a" | "an" | "A" | "her" | "his" | "my" | "their" | "our")
}

/// Whether the story itself says that the names are two for one thing: “Myanmar, formerly Burma”.
pub(super) fn is_explained(draft: &Draft, lists: &Lists, set: u32) -> bool {
    const WORDS: [&str; 16] = [
        "formerly",
        "previously",
        "also known",
        "now called",
        "known as",
        "once called",
        "then called",
        "renamed",
        "spelled",
        "spelt",
        "also called",
        "used to be",
        "was called",
        "was still",
        "was then",
        "as it was",
    ];
    let lower = &draft.folded.lower;
    let folded: Vec<String> = lists.spellings(set).map(|form| fold_text(form).to_ascii_lowercase()).collect();
    folded.iter().any(|form| {
        lower.match_indices(form.as_str()).any(|(at, _)| {
            let from = crate::source::floor_boundary(lower, at.saturating_sub(40));
            let to = crate::source::floor_boundary(lower, at + form.len() + 40);
            let window = &lower[from..to];
            let both = folded.iter().any(|other| other != form && window.contains(other.as_str()));
            let bracketed = folded.iter().any(|other| {
                other != form
                    && (window.contains(&format!("{form} ({other}"))
                        || window.contains(&format!("{form}/{other}"))
                        || window.contains(&format!("{form} or {other}")))
            });
            (both && WORDS.iter().any(|word| window.contains(word))) || bracketed
        })
    })
}
