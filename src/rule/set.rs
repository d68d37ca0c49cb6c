//! The rules of a run: the built-in ones, and the newsroom's on top.

use super::{Lexicon, LexiconChange, Origin, Resources, Rule, file};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::reading::names::{LISTS, Lists, fault_of_list, faults};
use crate::source::{Source, Span};
use crate::table::{File, Mistakes, listed, suggest};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

mod built_in {
    include!(concat!(env!("OUT_DIR"), "/built_in.rs"));
}

/// A file of a rules folder: a rule, a word list under `lexicon/`, or a table.
#[derive(Clone, Debug)]
pub struct RuleFile {
    /// Path from the rules folder, with `/`.
    pub name: String,
    /// The file.
    pub source: Arc<Source>,
}

/// All rules of a run, by family and id.
#[derive(Debug)]
pub struct RuleSet {
    rules: Vec<Rule>,
    notes: Vec<LexiconNote>,
    names: Arc<Lists>,
}

/// A change to a word list that could not be made: there is no such list, or it has no such term to remove.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconNote {
    /// Index of the change.
    pub change: usize,
    /// Index of the term among those to remove; `None` if the list does not exist.
    pub term: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: Option<String>,
}

impl RuleSet {
    /// The rules that come with copydesk.
    ///
    /// # Errors
    /// Never in a released copydesk; a test reads every built-in file.
    pub fn built_in() -> Result<Self, Vec<Diagnostic>> {
        Self::with_house(&[], &[])
    }

    /// The built-in rules with a newsroom's own on top. A house rule with the id of a built-in takes its place.
    ///
    /// # Errors
    /// Every mistake in the newsroom's files.
    pub fn with_house(house: &[RuleFile], changes: &[LexiconChange]) -> Result<Self, Vec<Diagnostic>> {
        Self::read(None, house, changes)
    }

    /// The same from what [`RuleSet::built_in`] gave, where the newsroom leaves the word lists of the built-in rules alone.
    ///
    /// # Errors
    /// Every mistake in the newsroom's files.
    pub fn on_top_of(built_in: Self, house: &[RuleFile], changes: &[LexiconChange]) -> Result<Self, Vec<Diagnostic>> {
        let is_as_built = changes.is_empty() && !house.iter().any(|file| file.name.starts_with("lexicon/"));
        match (is_as_built, house) {
            (true, []) => Ok(built_in),
            (true, _) => Self::read(Some(built_in), house, changes),
            (false, _) => Self::read(None, house, changes),
        }
    }

    fn read(built_in: Option<Self>, house: &[RuleFile], changes: &[LexiconChange]) -> Result<Self, Vec<Diagnostic>> {
        let own: Vec<RuleFile> = built_in::FILES
            .iter()
            .map(|(name, text)| RuleFile {
                name: (*name).to_owned(),
                source: Arc::new(Source::new(format!("rules/{name}"), *text)),
            })
            .collect();
        let mistakes = Mistakes::default();
        let mut lexicons = BTreeMap::new();
        for file in own.iter().chain(house) {
            if let Some(name) = file.name.strip_prefix("lexicon/").and_then(|name| name.strip_suffix(".txt")) {
                lexicons.insert(name.to_owned(), Lexicon::new(file.source.clone()));
            }
        }
        let mut notes = Vec::new();
        for (index, change) in changes.iter().enumerate() {
            let mut note = |term, message, remedy| notes.push(LexiconNote { change: index, term, message, remedy });
            match lexicons.get_mut(&change.name) {
                Some(lexicon) => {
                    for term in lexicon.change(change) {
                        let message = format!("the word list `{}` has no `{term}` to remove", change.name);
                        note(change.remove.iter().position(|gone| gone == term), message, None);
                    }
                }
                None => {
                    let known = || lexicons.keys().map(String::as_str);
                    let remedy =
                        suggest(&change.name, known()).unwrap_or_else(|| format!("Word lists: {}.", listed(known())));
                    note(None, format!("there is no word list `{}`", change.name), Some(remedy));
                }
            }
        }
        let (mut rules, names) = match built_in {
            Some(Self { rules, names, .. }) => (rules, names),
            None => {
                let names = Arc::new(name_lists(&lexicons, house, changes, &mistakes));
                (Self::read_folder(&own, Origin::BuiltIn, &lexicons, &names, &mistakes), names)
            }
        };
        for rule in Self::read_folder(house, Origin::House, &lexicons, &names, &mistakes) {
            match rules.iter_mut().find(|known| known.id == rule.id) {
                Some(known) if known.origin == Origin::House => {
                    let message =
                        format!("there are two house rules `{}`; the other is {}", rule.id, known.file.path());
                    mistakes.add(Diagnostic::trouble(
                        &rule.file,
                        Span::default(),
                        trouble::RULE,
                        Level::Error,
                        message,
                    ));
                }
                Some(known) => *known = rule,
                None => rules.push(rule),
            }
        }
        rules.sort_by(|a, b| (&a.family, &a.id).cmp(&(&b.family, &b.id)));
        let mistakes = mistakes.into_inner();
        if mistakes.is_empty() { Ok(Self { rules, notes, names }) } else { Err(mistakes) }
    }

    fn read_folder(
        files: &[RuleFile],
        origin: Origin,
        lexicons: &BTreeMap<String, Lexicon>,
        names: &Arc<Lists>,
        mistakes: &Mistakes,
    ) -> Vec<Rule> {
        let tables: BTreeMap<String, Arc<Source>> = files
            .iter()
            .filter(|file| file.name.ends_with(".csv") || file.name.ends_with(".tsv"))
            .map(|file| (file.name.clone(), file.source.clone()))
            .collect();
        let read = |file: &RuleFile| {
            let (folder, stem) = match file.name.strip_suffix(".toml")?.rsplit_once('/') {
                Some((folder, stem)) => (folder, stem),
                None => ("", file.name.strip_suffix(".toml")?),
            };
            let family = folder.rsplit('/').next().filter(|family| !family.is_empty()).unwrap_or("house");
            let resources = Resources { lexicons, tables: &tables, folder, names };
            let found = Mistakes::default();
            let rule = file::read(&file.source, stem, family, origin, &resources, &found);
            Some((rule, found.into_inner()))
        };
        let all: Vec<_> = files.par_iter().filter_map(read).collect();
        let mut rules = Vec::new();
        for (rule, found) in all {
            rules.extend(rule);
            found.into_iter().for_each(|diagnostic| mistakes.add(diagnostic));
        }
        rules
    }

    /// Tells the rules about names which spellings the house prefers.
    pub(crate) fn prefer(&mut self, names: &[&str]) {
        if !names.is_empty() {
            self.rules.iter_mut().for_each(|rule| rule.check.prefer(names));
        }
    }

    /// What is known of names.
    pub(crate) fn name_lists(&self) -> &Lists {
        &self.names
    }

    /// The rules, by family and id.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| &*rule.id == id)
    }

    /// The families, in order.
    #[must_use]
    pub fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = self.rules.iter().map(|rule| &*rule.family).collect();
        families.dedup();
        families
    }

    /// The names of the word lists that come with copydesk, in order.
    pub fn word_lists() -> impl Iterator<Item = &'static str> {
        built_in::FILES.iter().filter_map(|(name, _)| name.strip_prefix("lexicon/")?.strip_suffix(".txt"))
    }

    /// What the settings asked of word lists that could not be done.
    #[must_use]
    pub fn notes(&self) -> &[LexiconNote] {
        &self.notes
    }
}

/// Gathers the word lists about names. Those that the newsroom wrote or added to are checked; a test checks the others.
fn name_lists(
    lexicons: &BTreeMap<String, Lexicon>,
    house: &[RuleFile],
    changes: &[LexiconChange],
    mistakes: &Mistakes,
) -> Lists {
    for (index, name) in LISTS.iter().enumerate() {
        let Some(lexicon) = lexicons.get(*name) else { continue };
        let file = File { source: lexicon.source(), id: trouble::RULE, mistakes };
        let is_own = house.iter().any(|file| Arc::ptr_eq(&file.source, lexicon.source()));
        if !is_own && !changes.iter().any(|change| change.name == *name) {
            continue;
        }
        for (entry, span) in lexicon.entries() {
            for fault in faults(index, entry) {
                file.mistake(span, fault.message, Some(fault.remedy));
            }
        }
        let own = || lexicon.entries().filter(|(_, span)| !span.is_empty());
        if is_own
            && let Some((fault, (_, first))) = fault_of_list(name, own().map(|(entry, _)| entry)).zip(own().next())
        {
            file.mistake(first, fault.message, Some(fault.remedy));
        }
    }
    Lists::new(LISTS.map(|name| lexicons.get(name).map(Lexicon::to_entries).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lists_of_names_are_sound() {
        for (index, name) in LISTS.iter().enumerate() {
            let file = format!("lexicon/{name}.txt");
            let (_, text) = built_in::FILES.iter().find(|(known, _)| *known == file).expect(&file);
            let lexicon = Lexicon::new(Arc::new(Source::new(file.as_str(), *text)));
            for (entry, _) in lexicon.entries() {
                assert_eq!(faults(index, entry), [], "{file}: {entry}");
            }
        }
    }
}
