//! One person, two spellings of the name, in one draft.

use super::forms::{Form, Likeness, forms, pairs};
use super::spellings::{cased, house_remedy, often};
use crate::check::Inspector;
use crate::diagnostic::Level;
use crate::draft::Draft;
use crate::reading::names::{Mention, Names, key_of_word};
use crate::source::Span;

/// Reports the rarer of two spellings where it is first written.
pub(super) fn report(inspector: &mut Inspector<'_>, preferred: &[String]) {
    let (draft, lists) = (inspector.draft, inspector.readings.lists);
    let names = inspector.readings.names();
    if names.people.is_empty() {
        return;
    }
    let forms = forms(draft, names, lists);
    let mut settled = report_house(inspector, names, &forms, preferred);
    let pairs = pairs(draft, names, lists, &forms);
    // A form that is like two others is reported against the one that comes first, once.
    for (one, other, likeness) in pairs {
        let is_house = |form: usize| preferred.iter().any(|name| last_word(name) == forms[form].text);
        let count = |form: usize| forms[form].mentions.len();
        let first_is_main = (is_house(one), count(one)) >= (is_house(other), count(other));
        let (main, rare) = if first_is_main { (one, other) } else { (other, one) };
        if settled.contains(&rare) {
            continue;
        }
        let seen = |form| said(names, form).collect::<Vec<_>>();
        let (wrong, right) = (seen(&forms[rare]), seen(&forms[main]));
        let (Some(first), Some(source)) = (wrong.first(), right.first()) else { continue };
        if !inspector.looks_at(first.span) {
            continue;
        }
        settled.push(rare);
        let (text, put) = (forms[rare].text, forms[main].text);
        let message = match (wrong.len(), right.len()) {
            (1, 1) => format!("“{text}” here, “{put}” elsewhere"),
            (few, many) => format!("“{text}” {}, “{put}” {}", often(few), often(many)),
        };
        let changes = respelt(draft, &wrong, put);
        let mut finding = inspector.finding(first.span, message).evidence(source.span, format!("“{put}”"));
        // Which of two is the rare one may change with the order too.
        let subject = if text < put { [text, put] } else { [put, text] }.join(" ");
        finding = finding.about_draft(&subject).fix_together(&changes, is_house(main));
        finding = match likeness {
            Likeness::Listed => finding,
            Likeness::Marks => finding.at_most(Level::Advice),
            Likeness::Sound | Likeness::Letters => {
                finding.remedy("If they are one person, confirm the spelling and use it throughout.")
            }
        };
        inspector.report(finding);
    }
}

/// Reports spellings of public figures that are not the house's, wherever the draft gives one of them the full name;
/// returns the forms that are dealt with.
fn report_house(inspector: &mut Inspector<'_>, names: &Names, forms: &[Form<'_>], preferred: &[String]) -> Vec<usize> {
    let mut settled = Vec::new();
    let (draft, lists) = (inspector.draft, inspector.readings.lists);
    for name in preferred {
        let house = last_word(name);
        for figure in lists.figures_keyed(key_of_word(house)).filter(|figure| figure.surnames().any(|one| one == house))
        {
            let is_theirs = |form: &Form<'_>| figure.surnames().any(|one| one == form.text);
            let is_here = |form: &Form<'_>| is_theirs(form) && figure.given().any(|given| form.stands_with(given));
            if !forms.iter().any(is_here) {
                continue;
            }
            for (index, form) in forms.iter().enumerate().filter(|(_, form)| is_theirs(form) && form.text != house) {
                let own: Vec<&Mention> = said(names, form).filter(|one| inspector.looks_at(one.span)).collect();
                let Some(first) = own.first() else { continue };
                let message = format!("“{}” {}; the house writes “{house}”", form.text, often(own.len()));
                let changes = respelt(draft, &own, house);
                let finding = inspector.finding(first.span, message).remedy(house_remedy(house));
                inspector.report(finding.about_draft(form.text).fix_together(&changes, true));
                settled.push(index);
            }
        }
    }
    settled
}

/// The mentions of a form outside quotations.
fn said<'n>(names: &'n Names, form: &Form<'_>) -> impl Iterator<Item = &'n Mention> {
    form.mentions.iter().map(|&number| &names.mentions[number]).filter(|mention| !mention.is_quoted)
}

/// What puts another surname in the place of each mention's.
fn respelt(draft: &Draft, mentions: &[&Mention], put: &str) -> Vec<(Span, String)> {
    mentions.iter().map(|one| (one.surname_span, cased(draft.text(one.surname_span), put))).collect()
}

fn last_word(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or(name)
}
