//! Kinds of checks. Each knows how to look; a rule tells it what for.

mod attribution;
mod dates;
mod duplicate;
mod furniture;
mod headline;
mod inspector;
mod names;
mod phrases;
mod quotes;
mod references;
mod repeat;
mod swap;

pub(crate) use inspector::Inspector;

use crate::desk::Fact;
use crate::diagnostic::Diagnostic;
use crate::rule::{Resources, Rule};
use crate::scan::Term;
use crate::table::Table;

/// What a rule's kind of check does.
pub(crate) trait Check: Send + Sync + std::fmt::Debug {
    /// What the shared scan looks for on the rule's behalf.
    fn terms(&self) -> &[Term] {
        &[]
    }

    /// Looks at one draft. Pure: no clock, no files, no network.
    fn inspect(&self, inspector: &mut Inspector<'_>);

    /// Compares the facts that drafts gave under one key, in a fixed order.
    fn compare(&self, rule: &Rule, facts: &[Fact]) -> Vec<Diagnostic> {
        let _ = (rule, facts);
        Vec::new()
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
    Kind { name: "attribution", read: attribution::Attribution::boxed },
    Kind { name: "dates", read: dates::Dates::boxed },
    Kind { name: "duplicate", read: duplicate::Duplicate::boxed },
    Kind { name: "furniture", read: furniture::Furniture::boxed },
    Kind { name: "headline", read: headline::Headline::boxed },
    Kind { name: "names", read: names::Names::boxed },
    Kind { name: "quotes", read: quotes::Quotes::boxed },
    Kind { name: "references", read: references::References::boxed },
    Kind { name: "repeat", read: repeat::RepeatCheck::boxed },
];

/// What Vale calls a kind, for people who come from there.
pub(crate) fn vale_name(name: &str) -> Option<&'static str> {
    match name {
        "existence" => Some("phrases"),
        "substitution" => Some("swap"),
        "readability" => Some("metric"),
        _ => None,
    }
}

/// The value that a rule chooses under `key` from a fixed list.
pub(crate) fn choice<T: Copy>(table: &Table<'_>, key: &'static str, known: &[(&'static str, T)]) -> Option<T> {
    let text = table.required(key, &format!("one of {}", crate::table::listed(known.iter().map(|(name, _)| *name))))?;
    let found = known.iter().find(|(name, _)| *name == text.value).map(|&(_, value)| value);
    if found.is_none() {
        let names = || known.iter().map(|(name, _)| *name);
        let remedy = crate::table::suggest(text.value, names())
            .unwrap_or_else(|| format!("Known: {}.", crate::table::listed(names())));
        table.file().mistake(text.span, format!("`{key}` cannot be `{}`", text.value), Some(remedy));
    }
    found
}
