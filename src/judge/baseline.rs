//! The baseline: a list of findings that are let rest, so that a newsroom with old stories hears of new faults only.
//!
//! An entry lets one finding rest, never two. It knows it by its rule, its words and their sentence, and first looks for it
//! in the draft that it names.

mod file;

pub use file::{Lines, read, write};

use super::allow::can_be_allowed;
use crate::diagnostic::{Diagnostic, Standing};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// A finding that is let rest. The order is that of the file: by what an entry says, not by where it stands in a draft, so
/// that paragraphs which change places change nothing in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The draft, from the folder of the baseline, with `/`.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// The words, or the first of many: for people, who cannot read a fingerprint.
    pub text: String,
    /// What the finding is known by, without its number: see [`Diagnostic::fingerprint`].
    pub fingerprint: String,
}

/// How many characters of the words an entry shows.
const LONGEST_TEXT: usize = 80;

impl Entry {
    /// The entry for a finding in the draft at `path`.
    #[must_use]
    pub fn of(diagnostic: &Diagnostic, path: &str) -> Self {
        let text = match diagnostic.text.char_indices().nth(LONGEST_TEXT) {
            Some(_) => diagnostic.text.chars().take(LONGEST_TEXT - 1).chain(['…']).collect(),
            None => diagnostic.text.clone(),
        };
        let fingerprint = without_number(&diagnostic.fingerprint).to_owned();
        Self { path: path.to_owned(), rule: diagnostic.rule.to_string(), text, fingerprint }
    }
}

/// Of two findings with one fingerprint in a draft the second has a number, which it loses when the first is mended.
fn without_number(fingerprint: &str) -> &str {
    fingerprint.split_once('-').map_or(fingerprint, |(own, _)| own)
}

/// What has become of the draft that an entry names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whereabouts {
    /// It is no longer there.
    Gone,
    /// It was checked in this run for what the entry is about.
    Checked,
    /// It is there, and this run did not look for that.
    Elsewhere,
}

/// What was found in one draft.
#[derive(Debug)]
pub struct Found<'f> {
    /// The draft, as entries name it.
    pub path: &'f str,
    /// In the order of the text.
    pub diagnostics: &'f mut [Diagnostic],
}

/// Whether a diagnostic is one that a baseline can hold. What keeps copydesk from doing its work cannot rest.
#[must_use]
pub fn can_rest(diagnostic: &Diagnostic) -> bool {
    can_be_allowed(diagnostic)
}

/// How a finding claims an entry: those that were there before a change come before those that may be new, and what somebody
/// else speaks for comes last and stays what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    Old,
    Told,
    SpokenFor,
}

fn claim(diagnostic: &Diagnostic) -> Option<Claim> {
    match diagnostic.standing {
        _ if !can_rest(diagnostic) => None,
        Standing::Unchanged => Some(Claim::Old),
        Standing::Reported | Standing::BelowLevel => Some(Claim::Told),
        Standing::Overshadowed { .. } => Some(Claim::SpokenFor),
        Standing::Allowed { .. } | Standing::Baselined { .. } | Standing::Fixed { .. } => None,
    }
}

/// Lets rest what the entries are for. Returns for each entry the draft in which it has found its finding.
///
/// Of as many findings with one path and fingerprint as there are entries, all rest; of more, as many. What no entry of its
/// own draft takes may take one that is left of another, if that draft was renamed or the passage went from it: it is gone,
/// or was checked and does not need the entry. An old fault that nobody touched speaks for no new draft that has the same.
/// The order in which drafts come makes no difference. `by` names an entry in reports.
pub fn let_rest(
    entries: &[Entry],
    found: &mut [Found<'_>],
    whereabouts: impl Fn(&Entry) -> Whereabouts,
    by: impl Fn(usize) -> String,
) -> Vec<Option<String>> {
    let mut own: FxHashMap<(&str, &str), Vec<usize>> = FxHashMap::default();
    for (index, entry) in entries.iter().enumerate().rev() {
        own.entry((&entry.path, &entry.fingerprint)).or_default().push(index);
    }
    let mut claims: Vec<(Claim, &str, usize, usize)> = Vec::new();
    for (draft, Found { path, diagnostics }) in found.iter().enumerate() {
        let of_draft = diagnostics.iter().enumerate();
        claims.extend(of_draft.filter_map(|(at, one)| Some((claim(one)?, *path, draft, at))));
    }
    claims.sort_unstable_by_key(|&(claim, path, draft, at)| (claim, path, at, draft));

    let mut at: Vec<Option<String>> = vec![None; entries.len()];
    let mut taken: Vec<(usize, usize, usize)> = Vec::new();
    let known = |draft: usize, at: usize| without_number(&found[draft].diagnostics[at].fingerprint);
    claims.retain(|&(claim, path, draft, place)| {
        let Some(entry) = own.get_mut(&(path, known(draft, place))).and_then(Vec::pop) else { return true };
        at[entry] = Some(path.to_owned());
        if claim != Claim::SpokenFor {
            taken.push((draft, place, entry));
        }
        false
    });
    let mut left: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for index in (0..entries.len()).filter(|&index| at[index].is_none()) {
        left.entry(&entries[index].fingerprint).or_default().push(index);
    }
    let mut free: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (_, path, draft, place) in claims.into_iter().filter(|(claim, ..)| *claim != Claim::SpokenFor) {
        let fingerprint = known(draft, place);
        let Some(left) = left.get(fingerprint) else { continue };
        let free = free.entry(fingerprint).or_insert_with(|| {
            let free = left.iter().map(|&index| (whereabouts(&entries[index]), &entries[index].path, index));
            let mut free: Vec<_> = free.filter(|(whereabouts, ..)| *whereabouts != Whereabouts::Elsewhere).collect();
            // The last is taken first: of a draft that is gone, and of those the first by path.
            free.sort_unstable_by_key(|&one| Reverse(one));
            free.into_iter().map(|(.., index)| index).collect()
        });
        if let Some(entry) = free.pop() {
            at[entry] = Some(path.to_owned());
            taken.push((draft, place, entry));
        }
    }
    for (draft, place, entry) in taken {
        found[draft].diagnostics[place].standing = Standing::Baselined { by: by(entry) };
    }
    at
}

#[cfg(test)]
mod tests;
