//! One person, two spellings of the name, in one draft.

use super::forms::{Form, Likeness, forms, pairs};
use super::spellings::{cased, often};
use crate::check::Inspector;
use crate::diagnostic::Level;
use crate::reading::names::Mention;
use crate::source::Span;

/// Reports the rarer of two spellings where it is first written.
pub(super) fn report(inspector: &mut Inspector<'_>, preferred: &[String]) {
    let (draft, lists) = (inspector.draft, inspector.readings.lists);
    let names = inspector.readings.names();
    if names.people.is_empty() {
        return;
    }
    let forms = forms(draft, names, lists);
    let pairs = pairs(draft, names, lists, &forms);
    // A form that is like two others is reported against the one it is likest to, once.
    let mut told: Vec<usize> = Vec::new();
    for (one, other, likeness) in pairs {
        let is_house = |form: usize| preferred.iter().any(|name| name.ends_with(forms[form].text));
        let count = |form: usize| forms[form].mentions.len();
        let first_is_main = (is_house(one), count(one)) >= (is_house(other), count(other));
        let (main, rare) = if first_is_main { (one, other) } else { (other, one) };
        if told.contains(&rare) {
            continue;
        }
        let seen = |form: &Form<'_>| -> Vec<Mention> {
            form.mentions.iter().map(|&number| names.mentions[number].clone()).filter(|one| !one.is_quoted).collect()
        };
        let (wrong, right) = (seen(&forms[rare]), seen(&forms[main]));
        let (Some(first), Some(source)) = (wrong.first(), right.first()) else { continue };
        if !inspector.looks_at(first.span) {
            continue;
        }
        told.push(rare);
        let (text, put) = (forms[rare].text, forms[main].text);
        let message = match (wrong.len(), right.len()) {
            (1, 1) => format!("“{text}” here, “{put}” elsewhere"),
            (few, many) => format!("“{text}” {}, “{put}” {}", often(few), often(many)),
        };
        let changes: Vec<(Span, String)> =
            wrong.iter().map(|one| (one.surname_span, cased(draft.text(one.surname_span), put))).collect();
        let mut finding = inspector.finding(first.span, message).evidence(source.span, format!("“{put}”"));
        finding = finding.fix_together(&changes, is_house(main));
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
