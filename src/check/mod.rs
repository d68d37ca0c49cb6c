//! Kinds of checks. Each knows how to look; a rule tells it what for.

mod acronym;
mod ages;
mod announced;
mod attribution;
mod brackets;
mod capitalization;
mod change;
mod characters;
mod conditional;
mod conflict;
mod consistency;
mod counts;
mod dates;
mod duplicate;
mod echo;
mod furniture;
mod headline;
mod impossible;
mod inspector;
mod layout;
mod links;
mod markup;
mod metric;
mod names;
mod occurrence;
mod opener;
mod phrases;
mod quotes;
mod references;
mod relative;
mod repeat;
mod repetition;
mod sequence;
mod similar;
mod spacing;
mod story;
mod sums;
mod swap;
mod template;
mod timeframe;
mod tracking;
mod unfinished;
mod unit;

pub(crate) use inspector::Inspector;

use crate::desk::Group;
use crate::diagnostic::Diagnostic;
use crate::rule::{Resources, Rule};
use crate::scan::Term;
use crate::table::Table;
use rayon::prelude::*;

/// What a rule's kind of check does.
pub(crate) trait Check: Send + Sync + std::fmt::Debug {
    /// What the shared scan looks for on the rule's behalf.
    fn terms(&self) -> &[Term] {
        &[]
    }

    /// Looks at one draft. Pure: no clock, no files, no network.
    fn inspect(&self, inspector: &mut Inspector<'_>);

    /// Takes note of the spellings of names that the house prefers.
    fn prefer(&mut self, names: &[&str]) {
        let _ = names;
    }

    /// Whether its facts are compared between all drafts of a run, rather than inside each.
    fn spans_drafts(&self) -> bool {
        false
    }

    /// Compares the facts that were noted under one key.
    fn compare(&self, rule: &Rule, group: &Group<'_>) -> Vec<Diagnostic> {
        let _ = (rule, group);
        Vec::new()
    }

    /// The same for all keys. A check overrides it where what is found under one key bears on another.
    fn compare_all(&self, rule: &Rule, groups: &[Group<'_>]) -> Vec<Diagnostic> {
        groups.par_iter().flat_map_iter(|group| self.compare(rule, group)).collect()
    }
}

/// A kind of check, by the name that rule files use.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) read: fn(&Table<'_>, &Resources<'_>) -> Option<Box<dyn Check>>,
}

/// Reads a check from the options of a rule file.
pub(crate) trait Read: Check + Sized + 'static {
    /// The check, or `None` if mistakes were reported that leave nothing to run.
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self>;

    /// The same behind the trait.
    fn boxed(table: &Table<'_>, resources: &Resources<'_>) -> Option<Box<dyn Check>> {
        Self::read(table, resources).map(|check| Box::new(check) as Box<dyn Check>)
    }
}

/// Every kind of check, in the order of the documentation. A test compares the list with the folder.
pub(crate) const KINDS: &[Kind] = &[
    Kind { name: "phrases", read: phrases::Phrases::boxed },
    Kind { name: "swap", read: swap::Swap::boxed },
    Kind { name: "occurrence", read: occurrence::Occurrence::boxed },
    Kind { name: "repetition", read: repetition::Repetition::boxed },
    Kind { name: "consistency", read: consistency::Consistency::boxed },
    Kind { name: "conditional", read: conditional::Conditional::boxed },
    Kind { name: "capitalization", read: capitalization::Capitalization::boxed },
    Kind { name: "metric", read: metric::Metric::boxed },
    Kind { name: "sequence", read: sequence::Sequence::boxed },
    Kind { name: "acronym", read: acronym::Acronym::boxed },
    Kind { name: "ages", read: ages::Ages::boxed },
    Kind { name: "attribution", read: attribution::Attribution::boxed },
    Kind { name: "brackets", read: brackets::Brackets::boxed },
    Kind { name: "conflict", read: conflict::Conflict::boxed },
    Kind { name: "characters", read: characters::CharacterCheck::boxed },
    Kind { name: "counts", read: counts::Counts::boxed },
    Kind { name: "dates", read: dates::Dates::boxed },
    Kind { name: "duplicate", read: duplicate::Duplicate::boxed },
    Kind { name: "echo", read: echo::Echo::boxed },
    Kind { name: "furniture", read: furniture::Furniture::boxed },
    Kind { name: "headline", read: headline::Headline::boxed },
    Kind { name: "markup", read: markup::Markup::boxed },
    Kind { name: "layout", read: layout::Layout::boxed },
    Kind { name: "links", read: links::Links::boxed },
    Kind { name: "names", read: names::Names::boxed },
    Kind { name: "opener", read: opener::Opener::boxed },
    Kind { name: "quotes", read: quotes::Quotes::boxed },
    Kind { name: "references", read: references::References::boxed },
    Kind { name: "relative", read: relative::Relative::boxed },
    Kind { name: "repeat", read: repeat::RepeatCheck::boxed },
    Kind { name: "template", read: template::Template::boxed },
    Kind { name: "timeframe", read: timeframe::Timeframe::boxed },
    Kind { name: "tracking", read: tracking::Tracking::boxed },
    Kind { name: "unfinished", read: unfinished::Unfinished::boxed },
    Kind { name: "sums", read: sums::Sums::boxed },
    Kind { name: "similar", read: similar::Similarity::boxed },
    Kind { name: "spacing", read: spacing::Spacing::boxed },
    Kind { name: "story", read: story::StoryCheck::boxed },
];

/// What other linters call a kind, Vale's names first, for people who come from there.
pub(crate) fn vale_name(name: &str) -> Option<&'static str> {
    match name {
        "existence" | "phrase" | "tokens" | "words" => Some("phrases"),
        "substitution" | "substitutions" | "replacement" | "swaps" => Some("swap"),
        "readability" | "formula" | "length" => Some("metric"),
        "capitalisation" | "capitals" | "casing" => Some("capitalization"),
        "count" | "frequency" => Some("occurrence"),
        "if" | "condition" => Some("conditional"),
        "doubled" => Some("repetition"),
        _ => None,
    }
}

/// The value that a rule must choose under `key` from a fixed list.
pub(crate) fn choice<T: Copy>(table: &Table<'_>, key: &'static str, known: &[(&'static str, T)]) -> Option<T> {
    table.required(key, &format!("one of {}", crate::table::listed(known.iter().map(|(name, _)| *name))))?;
    table.choice(key, known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Files of the folder that hold no kind.
    const SUPPORT: &[&str] = &["mod", "announced", "change", "impossible", "inspector", "unit"];

    #[test]
    fn every_file_of_the_folder_is_a_registered_kind() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check");
        let stem = |path: std::path::PathBuf| Some(path.file_stem()?.to_str()?.to_owned());
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .expect("src/check")
            .filter_map(|entry| stem(entry.expect("entry").path()))
            .filter(|name| !SUPPORT.contains(&name.as_str()))
            .collect();
        let kinds: BTreeSet<String> = KINDS.iter().map(|kind| kind.name.to_owned()).collect();
        assert_eq!(files, kinds);
        assert_eq!(kinds.len(), KINDS.len(), "a kind is registered twice");
    }

    #[test]
    fn other_names_lead_to_kinds_and_hide_none() {
        for name in ["existence", "substitution", "readability", "capitalisation"] {
            let ours = vale_name(name).expect(name);
            assert!(KINDS.iter().any(|kind| kind.name == ours), "{ours}");
        }
        assert!(KINDS.iter().all(|kind| vale_name(kind.name).is_none()));
    }
}
