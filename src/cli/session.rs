//! Settings and rules made ready for a run; all that is wrong with them is shown at once.

use super::arguments::From;
use super::{Status, Surroundings};
use crate::config::{Selection, Settings, is_known, unknown_name};
use crate::diagnostic::{Diagnostic, Level};
use crate::input::house::read_house;
use crate::input::project::{Project, Projects};
use crate::linter::Linter;
use crate::report::{self, Fixing, Format, Options};
use crate::rule::{Rule, RuleFile, RuleSet};
use crate::source::{Source, Span};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use twox_hash::xxhash3_128;

/// Texts that diagnostics are about, by path.
#[derive(Debug, Default)]
pub(super) struct Sources(BTreeMap<Arc<str>, Arc<Source>>);

impl Sources {
    pub(super) fn add(&mut self, source: Arc<Source>) {
        self.0.insert(source.path().clone(), source);
    }

    pub(super) fn get(&self, path: &str) -> Option<Arc<Source>> {
        self.0.get(path).cloned()
    }
}

/// What is wrong with the settings or the rules, and the texts it is about.
#[derive(Debug, Default)]
pub(super) struct Mistakes {
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) sources: Sources,
}

/// Linters ready to run.
#[derive(Debug)]
pub(super) struct Session {
    /// By index of the project.
    pub(super) linters: Vec<Linter>,
    /// A hash of the settings and the rules of each.
    pub(super) digests: Vec<u128>,
    /// What is odd about the settings but keeps nothing from running.
    pub(super) remarks: Vec<Diagnostic>,
    /// The settings files.
    pub(super) sources: Sources,
}

impl Session {
    /// Loads the rules of every project, and compares the names that the settings and the command line use with them.
    pub(super) fn set_up(projects: Vec<Project>, selection: &Selection, current: &Path) -> Result<Self, Box<Mistakes>> {
        Self::on_top_of(None, projects, selection, current)
    }

    /// The same, where the built-in rules have been read already: they serve one of the projects.
    pub(super) fn on_top_of(
        mut built_in: Option<RuleSet>,
        projects: Vec<Project>,
        selection: &Selection,
        current: &Path,
    ) -> Result<Self, Box<Mistakes>> {
        let mut mistakes = Mistakes::default();
        let (mut loaded, mut digests) = (Vec::new(), Vec::new());
        let (mut remarks, mut sources) = (Vec::new(), Sources::default());
        for project in projects {
            if let Some((settings, rules, digest)) = load(project, built_in.take(), selection, current, &mut mistakes) {
                let (errors, odd) = settings.check_names(&rules).into_iter().partition(|one| one.level == Level::Error);
                mistakes.diagnostics.extend::<Vec<_>>(errors);
                remarks.extend::<Vec<_>>(odd);
                loaded.push((settings, rules));
                digests.push(digest);
            }
        }
        // With rules missing, a name that is unknown may be one of theirs.
        if mistakes.diagnostics.is_empty() {
            let rule_sets: Vec<&RuleSet> = loaded.iter().map(|(_, rules)| rules).collect();
            for (source, mistake) in selection.check_names(&rule_sets) {
                mistakes.sources.add(source);
                mistakes.diagnostics.push(mistake);
            }
        }
        if !mistakes.diagnostics.is_empty() {
            return Err(Box::new(mistakes));
        }
        let mut linters = Vec::with_capacity(loaded.len());
        for (settings, rules) in loaded {
            settings.file().into_iter().for_each(|file| sources.add(file.clone()));
            linters.push(Linter::new(rules, settings.with_selection(selection.clone())));
        }
        Ok(Self { linters, digests, remarks, sources })
    }

    /// A session for one file or folder, for commands that check nothing.
    pub(super) fn for_folder(
        folder: &Path,
        from: &From,
        selection: &Selection,
        world: &mut Surroundings<'_>,
    ) -> io::Result<Result<Linter, Status>> {
        let mut projects = Projects::new(from.settings(), &world.current);
        let index = projects.of_folder(folder);
        match Self::set_up(projects.into_all(), selection, &world.current) {
            Ok(mut session) => Ok(Ok(session.linters.swap_remove(index))),
            Err(mistakes) => mistakes.show(Format::Terminal, super::arguments::Colour::Auto, world).map(Err),
        }
    }
}

/// Rules and families that a command is asked for by name.
pub(super) struct Wanted<'a>(&'a [String]);

impl<'a> Wanted<'a> {
    /// Takes the names, or tells which of them nothing has.
    pub(super) fn read(names: &'a [String], command: &str, rules: &RuleSet) -> Result<Self, Box<Mistakes>> {
        let mut mistakes = Mistakes::default();
        for name in names.iter().filter(|name| !is_known(name, rules)) {
            let source = Arc::new(Source::new(format!("copydesk {command}"), name.as_str()));
            mistakes.diagnostics.push(unknown_name(&source, Span::new(0, name.len()), name, rules));
            mistakes.sources.add(source);
        }
        if mistakes.diagnostics.is_empty() { Ok(Self(names)) } else { Err(Box::new(mistakes)) }
    }

    /// Whether no rule is named, which stands for all.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a rule or its family is named.
    pub(super) fn names(&self, rule: &Rule) -> bool {
        self.0.iter().any(|name| **name == *rule.id || **name == *rule.family)
    }

    /// Whether a rule is wanted.
    pub(super) fn holds(&self, rule: &Rule) -> bool {
        self.is_empty() || self.names(rule)
    }
}

/// Reads the house rules of a project and puts its rule set together. `None` where a house rule is wrong: then a name
/// in the settings that nothing has may be the one of that rule.
fn load(
    project: Project,
    built_in: Option<RuleSet>,
    selection: &Selection,
    current: &Path,
    mistakes: &mut Mistakes,
) -> Option<(Settings, RuleSet, u128)> {
    let Project { settings, mistakes: of_settings } = project;
    mistakes.diagnostics.extend(of_settings);
    settings.file().into_iter().for_each(|file| mistakes.sources.add(file.clone()));
    let house = read_house(&settings, current);
    mistakes.diagnostics.extend(house.mistakes);
    let rules = match built_in {
        Some(built_in) => RuleSet::on_top_of(built_in, &house.files, settings.lexicon_changes()),
        None => RuleSet::with_house(&house.files, settings.lexicon_changes()),
    };
    match rules {
        Ok(rules) => {
            let digest = digest(&settings, &house.files, selection);
            Some((settings, rules, digest))
        }
        Err(mut of_rules) => {
            of_rules.sort_by(|a, b| (&a.path, a.order()).cmp(&(&b.path, b.order())));
            house.files.iter().for_each(|file| mistakes.sources.add(file.source.clone()));
            mistakes.diagnostics.extend(of_rules);
            None
        }
    }
}

/// A hash of what a project's drafts are checked by, beside this program.
fn digest(settings: &Settings, house: &[RuleFile], selection: &Selection) -> u128 {
    let mut hasher = xxhash3_128::Hasher::new();
    let mut add = |part: &str| {
        hasher.write(&(part.len() as u64).to_le_bytes());
        hasher.write(part.as_bytes());
    };
    add(&format!("{:?} {selection:?}", settings.root()));
    for source in settings.file().into_iter().chain(house.iter().map(|file| &file.source)) {
        add(source.path());
        add(source.text());
    }
    house.iter().for_each(|file| add(&file.name));
    hasher.finish_128()
}

impl Mistakes {
    /// Shows the mistakes on standard error.
    pub(super) fn show(
        &self,
        format: Format,
        colour: super::arguments::Colour,
        world: &mut Surroundings<'_>,
    ) -> io::Result<Status> {
        let folder = world.current.clone();
        let (width, colour) = (world.columns(), world.colour(colour, world.err_is_terminal));
        self.told(&folder, |options| {
            let options = Options { width, colour, ..*options };
            super::unless_pipe_is_closed(report::render(format, &self.diagnostics, &options, world.err))
        })?;
        Ok(Status::CouldNotRun)
    }

    /// Gives `tell` the options of a report of nothing but the mistakes.
    pub(super) fn told<T>(&self, folder: &Path, tell: impl FnOnce(&Options<'_>) -> T) -> T {
        tell(&Options {
            sources: &|path| self.sources.get(path),
            width: super::WITHOUT_TERMINAL,
            colour: false,
            max_per_rule: 0,
            quiet: true,
            statistics: false,
            files: 0,
            skipped: 0,
            words: 0,
            sourcing: &[],
            explain_hint: false,
            fixing: Fixing::No,
            rules: &[],
            folder: Some(folder),
        })
    }
}
