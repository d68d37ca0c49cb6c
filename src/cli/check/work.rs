//! What there is to check: paths that were given, what has changed in git, standard input, and the archive.

use super::{archive, baseline, changes};
use crate::cli::Surroundings;
use crate::cli::arguments::{Check, STDIN, command_names};
use crate::cli::output::Outputs;
use crate::diagnostic::Diagnostic;
use crate::input::changes::Changed;
use crate::input::discover::{Discovery, Entry, Found, discover};
use crate::input::project::Projects;
use crate::input::read::{self, Refused, Text};
use crate::input::resolved;
use rustc_hash::FxHashMap;
use std::path::PathBuf;

/// Something to check: what a path led to, or standard input, which is read before the rest.
#[derive(Clone)]
pub(super) enum Task {
    Entry(Entry),
    Stream { text: Box<Result<Text, Refused>>, project: usize },
}

/// What there is to check.
#[derive(Default)]
pub(super) struct Work {
    pub(super) tasks: Vec<Task>,
    /// How many of the paths given are excluded.
    pub(super) excluded: usize,
    /// Drafts that others are compared with.
    pub(super) references: Vec<Found>,
    /// Where the search for those could not go on.
    pub(super) troubles: Vec<Diagnostic>,
    /// Patterns for them that match nothing.
    pub(super) unused: Vec<Diagnostic>,
    /// The folders given, absolute.
    pub(super) folders: Vec<PathBuf>,
    /// Where only changes are asked for: what has changed of each draft, by its path.
    pub(super) changed: FxHashMap<String, Changed>,
    /// The bytes of standard input, where they are to be mended.
    pub(super) typed: Option<Vec<u8>>,
}

/// Finds what there is to check.
pub(super) fn gather(
    options: &Check,
    files: &Outputs<'_>,
    projects: &mut Projects,
    world: &mut Surroundings<'_>,
) -> Work {
    let mut work = match changes::are_asked_for(options) {
        true => changes::gather(options, projects, &world.current),
        false => gather_paths(options, projects, world),
    };
    // The report of the last run, met in a folder of drafts, is not one of them.
    work.tasks.retain(|task| task.found().is_none_or(|found| found.is_named || !files.holds(&found.file)));
    let baselines = baseline::files(options, projects, &world.current);
    let is_baseline = |found: &Found| {
        let has_name = |file: &&PathBuf| file.file_name() == found.file.file_name();
        baselines.iter().filter(has_name).any(|file| resolved(&world.current.join(&found.file)) == *file)
    };
    work.tasks.retain(|task| !task.found().is_some_and(is_baseline));
    archive::gather(&mut work, options, projects, &world.current);
    work
}

/// What the paths lead to that were given.
fn gather_paths(options: &Check, projects: &mut Projects, world: &mut Surroundings<'_>) -> Work {
    let obeys = !options.no_force_exclude;
    // A name for standard input asks for it.
    let here = [PathBuf::from(if options.stdin_filename.is_some() { STDIN } else { "." })];
    let paths = if options.paths.is_empty() { &here[..] } else { &options.paths };
    let is_stdin = |path: &PathBuf| path.as_os_str() == STDIN;
    let mut work = Work::default();
    let mut rest = paths;
    while !rest.is_empty() {
        let before_stdin = rest.iter().position(is_stdin).unwrap_or(rest.len());
        let Discovery { entries, excluded, folders } = discover(&rest[..before_stdin], projects, &world.current, obeys);
        work.tasks.extend(entries.into_iter().map(|entry| Task::Entry(suggest_command(entry))));
        work.excluded += excluded;
        work.folders.extend(folders);
        rest = &rest[before_stdin..];
        if let Some((_, after)) = rest.split_first() {
            rest = after;
            work.stream(options, projects, world);
        }
    }
    work
}

impl Task {
    pub(super) fn project(&self) -> Option<usize> {
        match self {
            Self::Stream { project, .. } => Some(*project),
            Self::Entry(_) => self.found().map(|found| found.project),
        }
    }

    pub(super) fn trouble(&self) -> Option<&Diagnostic> {
        match self {
            Self::Entry(Entry::Trouble(diagnostic)) => Some(diagnostic),
            _ => None,
        }
    }

    pub(super) fn found(&self) -> Option<&Found> {
        match self {
            Self::Entry(Entry::Draft(found)) => Some(found),
            _ => None,
        }
    }
}

impl Work {
    /// Adds standard input. What was read to its end before is empty, and an empty draft is clean.
    fn stream(&mut self, options: &Check, projects: &mut Projects, world: &mut Surroundings<'_>) {
        let name = options.stdin_filename.as_deref().unwrap_or(STDIN);
        let path = crate::config::clean(&world.current.join(name));
        let project = projects.of_folder(path.parent().unwrap_or(&world.current));
        let here = projects.settings(project).for_path(name);
        if !options.no_force_exclude && (here.is_excluded() || !here.is_included()) {
            self.excluded += 1;
        } else {
            let bytes = read::stream_bytes(world.input, name);
            self.typed = bytes.as_ref().ok().filter(|_| options.mending.is_asked_for()).cloned();
            let text = bytes.and_then(|bytes| read::text(name, bytes));
            self.tasks.push(Task::Stream { text: Box::new(text), project });
        }
    }
}

/// A path that is not there may be a command with a slip in it.
fn suggest_command(mut entry: Entry) -> Entry {
    if let Entry::Trouble(diagnostic) = &mut entry {
        let is_word = !diagnostic.path.contains(['/', '\\', '.']);
        let commands = command_names();
        let known = commands.iter().map(String::as_str);
        if let Some(command) = crate::table::nearest(&diagnostic.path, known).filter(|_| is_word) {
            diagnostic.remedy = Some(format!("Did you mean the command `{command}`?"));
        }
    }
    entry
}
