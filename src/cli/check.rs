//! `copydesk check`.

use super::arguments::Check;
use super::guard::guarded;
use super::session::{Session, Sources};
use super::{Status, Surroundings, unless_pipe_is_closed};
use crate::desk::{Fact, Subjects};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::draft::{Draft, ReadOptions};
use crate::input::discover::{Discovery, Entry, Found, discover};
use crate::input::project::Projects;
use crate::input::read::{self, Refused, Text};
use crate::judge::{AllowUse, Exceptions, counts, hide_below, judge, unused_in_settings};
use crate::linter::{Desk, Inspection, Linter};
use crate::report::{self, Options};
use crate::rule::RuleSet;
use crate::source::Source;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::io;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of standard input where it is given none.
pub(super) const STDIN: &str = "-";

/// Something to check: what a path led to, or standard input, which is read before the rest.
enum Task {
    Entry(Entry),
    Stream { text: Result<Text, Refused>, project: usize },
}

/// What there is to check.
#[derive(Default)]
struct Work {
    tasks: Vec<Task>,
    /// How many of the paths given are excluded.
    excluded: usize,
    /// Drafts that others are compared with.
    references: Vec<Found>,
    /// The folders given, absolute.
    folders: Vec<PathBuf>,
}

/// What one task gave.
#[derive(Default)]
struct Outcome {
    diagnostics: Vec<Diagnostic>,
    /// What other drafts may contradict.
    facts: Vec<Fact>,
    /// What is left to know of the draft for the judge; none where there was no draft to check.
    exceptions: Option<Exceptions>,
    /// Kept only where a report may show lines of it.
    source: Option<Arc<Source>>,
    words: usize,
    allowed: AllowUse,
    project: usize,
    /// It is no text, and was met rather than named.
    is_skipped: bool,
    /// The draft could not be read or checked.
    has_failed: bool,
}

/// What all tasks gave.
#[derive(Default)]
struct Results {
    diagnostics: Vec<Diagnostic>,
    sources: Sources,
    drafts: usize,
    skipped: usize,
    words: usize,
    has_failed: bool,
}

pub(super) fn run(options: &Check, world: &mut Surroundings<'_>) -> io::Result<Status> {
    let format = options.format.of_report();
    let mut projects = Projects::new(options.from.settings(), &world.current);
    // The built-in rules are read while the drafts are looked for.
    let (work, built_in) = std::thread::scope(|scope| {
        let built_in = scope.spawn(RuleSet::built_in);
        (gather(options, &mut projects, world), built_in.join().ok().and_then(Result::ok))
    });
    let excluded = work.excluded;
    if projects.all().is_empty() {
        projects.of_folder(&world.current);
    }
    let session = match Session::on_top_of(built_in, projects.into_all(), &options.selected.selection(), &world.current)
    {
        Ok(session) => session,
        Err(mistakes) => return mistakes.show(format, options.color, world),
    };
    let results = check(work, session, options);
    let fails = |one: &Diagnostic| options.fail_on.level().is_some_and(|level| counts(one, level));
    let status = match (results.has_failed, results.diagnostics.iter().any(fails)) {
        (true, _) => Status::CouldNotRun,
        (false, true) => Status::Findings,
        (false, false) => Status::Clean,
    };
    let report_options = Options {
        sources: &|path| results.sources.get(path),
        width: world.columns(),
        colour: world.colour(options.color, world.out_is_terminal),
        max_per_rule: options.max_per_rule,
        quiet: options.quiet,
        statistics: options.statistics,
        files: results.drafts,
        skipped: excluded + results.skipped,
        words: results.words,
        explain_hint: world.out_is_terminal,
    };
    let printed =
        report::render(format, &results.diagnostics, &report_options, world.out).and_then(|()| world.out.flush());
    // The process ends here: freeing what thousands of drafts gave, piece by piece, would be time for nothing.
    std::mem::forget(results);
    unless_pipe_is_closed(printed)?;
    Ok(status)
}

fn gather(options: &Check, projects: &mut Projects, world: &mut Surroundings<'_>) -> Work {
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
    work.references = archive(&work.tasks, projects, &world.current);
    work
}

/// The drafts that the settings of the projects keep for reference, those that are checked anyway left out.
fn archive(tasks: &[Task], projects: &mut Projects, current: &Path) -> Vec<Found> {
    let used: BTreeSet<usize> = tasks.iter().filter_map(Task::project).collect();
    let mut references = Vec::new();
    for project in used {
        let settings = projects.settings(project);
        let (archive, root) = (settings.archive().clone(), settings.root().clone());
        if archive.is_empty() {
            continue;
        }
        let absolute = |found: &Found| crate::config::clean(&current.join(&found.file));
        let checked: FxHashSet<PathBuf> = tasks.iter().filter_map(Task::found).map(absolute).collect();
        let shown = crate::input::shown(root.folder(), current);
        let folder = if shown.is_empty() { PathBuf::from(".") } else { PathBuf::from(shown) };
        for entry in discover(&[folder], projects, current, true).entries {
            if let Entry::Draft(found) = entry
                && archive.matches(&root.relative(&found.path))
                && !checked.contains(&absolute(&found))
            {
                references.push(Found { project, ..found });
            }
        }
    }
    references
}

impl Task {
    fn project(&self) -> Option<usize> {
        match self {
            Self::Stream { project, .. } => Some(*project),
            Self::Entry(_) => self.found().map(|found| found.project),
        }
    }

    fn found(&self) -> Option<&Found> {
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
            self.tasks.push(Task::Stream { text: read::read_stream(world.input, name), project });
        }
    }
}

/// A path that is not there may be a command with a slip in it.
fn suggest_command(mut entry: Entry) -> Entry {
    if let Entry::Trouble(diagnostic) = &mut entry {
        let is_word = !diagnostic.path.contains(['/', '\\', '.']);
        let commands = ["check", "inspect", "explain", "rules", "test", "init", "config", "help"];
        if let Some(command) = crate::table::nearest(&diagnostic.path, commands.into_iter()).filter(|_| is_word) {
            diagnostic.remedy = Some(format!("Did you mean the command `{command}`?"));
        }
    }
    entry
}

fn check(Work { tasks, references, folders, .. }: Work, session: Session, options: &Check) -> Results {
    let Session { linters, remarks, sources } = session;
    // Not freed either, as in `run`.
    let linters = ManuallyDrop::new(linters);
    let desks: ManuallyDrop<Vec<Desk<'_>>> = ManuallyDrop::new(linters.iter().map(Linter::desk).collect());
    let worker = Worker { linters: &linters, desks: &desks, options };
    let files = Files::of(&tasks, &references);
    let mut outcomes: Vec<Outcome> = tasks.into_par_iter().map(|task| worker.work(task)).collect();
    let archived: Vec<(usize, Vec<Fact>)> = references.into_par_iter().map(|found| worker.refer(&found)).collect();
    let between = compare(&linters, &mut outcomes, archived);
    let shown = worker.judge(&mut outcomes, between);

    let mut results = Results { sources, ..Results::default() };
    let mut allowed = vec![AllowUse::default(); linters.len()];
    for outcome in outcomes {
        allowed[outcome.project].merge(&outcome.allowed);
        outcome.source.into_iter().for_each(|source| results.sources.add(source));
        results.diagnostics.extend(outcome.diagnostics);
        results.drafts += usize::from(outcome.exceptions.is_some());
        results.skipped += usize::from(outcome.is_skipped);
        results.words += outcome.words;
        results.has_failed |= outcome.has_failed;
    }
    // Texts that only a comparison speaks of are read again: keeping all would take as much memory as there are drafts.
    for path in shown {
        if results.sources.get(&path).is_none()
            && let Some(text) = files.file(&path).and_then(|file| read::read(file, &path).ok())
        {
            results.sources.add(text.source);
        }
    }
    let mut about_settings = remarks;
    for (linter, allowed) in linters.iter().zip(&allowed) {
        let settings = linter.settings();
        let is_whole = folders.iter().any(|folder| settings.root().folder().starts_with(folder));
        about_settings.extend(unused_in_settings(settings, allowed, is_whole));
    }
    hide_below(&mut about_settings, options.level.level());
    results.diagnostics.extend(about_settings);
    results
}

/// Where the drafts of a run lie, by the path that reports show.
struct Files(FxHashMap<String, PathBuf>);

impl Files {
    fn of(tasks: &[Task], references: &[Found]) -> Self {
        let of_task = |task: &Task| match task {
            Task::Entry(Entry::Draft(found)) => Some((found.path.clone(), found.file.clone())),
            _ => None,
        };
        let referred = references.iter().map(|found| (found.path.clone(), found.file.clone()));
        Self(tasks.iter().filter_map(of_task).chain(referred).collect())
    }

    fn file(&self, path: &str) -> Option<&Path> {
        self.0.get(path).map(PathBuf::as_path)
    }
}

/// What the drafts of each project, and those it keeps for reference, say against one another: by path.
fn compare(
    linters: &[Linter],
    outcomes: &mut [Outcome],
    archived: Vec<(usize, Vec<Fact>)>,
) -> FxHashMap<Arc<str>, Vec<Diagnostic>> {
    let mut facts: Vec<Vec<Fact>> = vec![Vec::new(); linters.len()];
    let mut subjects: Vec<FxHashSet<Arc<str>>> = vec![FxHashSet::default(); linters.len()];
    for outcome in outcomes {
        if let Some(fact) = outcome.facts.first() {
            subjects[outcome.project].insert(fact.path.clone());
        }
        facts[outcome.project].append(&mut outcome.facts);
    }
    for (project, more) in archived {
        facts[project].extend(more);
    }
    let mut between: FxHashMap<Arc<str>, Vec<Diagnostic>> = FxHashMap::default();
    for (linter, (facts, subjects)) in linters.iter().zip(facts.iter().zip(&subjects)) {
        for diagnostic in linter.compare(facts, Subjects::Only(subjects)) {
            between.entry(diagnostic.path.clone()).or_default().push(diagnostic);
        }
    }
    between
}

/// What every thread needs.
struct Worker<'w> {
    linters: &'w [Linter],
    desks: &'w [Desk<'w>],
    options: &'w Check,
}

impl Worker<'_> {
    fn work(&self, task: Task) -> Outcome {
        match task {
            Task::Entry(Entry::Trouble(diagnostic)) => Outcome::failed(*diagnostic),
            Task::Stream { text, project } => {
                let name = self.options.stdin_filename.as_deref().unwrap_or(STDIN);
                self.guarded(name, project, true, || text)
            }
            Task::Entry(Entry::Draft(Found { path, file, project, is_named, .. })) => {
                self.guarded(&path, project, is_named, || read::read(Path::new(&file), &path))
            }
        }
    }

    /// The facts of a draft that is kept for reference. One that cannot be read has none: it is not what is checked.
    fn refer(&self, found: &Found) -> (usize, Vec<Fact>) {
        let facts = guarded(|| {
            let text = read::read(&found.file, &found.path).ok()?;
            Some(self.desks[found.project].facts(&self.draft(text, found.project)))
        });
        (found.project, facts.ok().flatten().unwrap_or_default())
    }

    /// Judges what was found in each draft and between drafts; returns the paths that shown comparisons speak of.
    fn judge(&self, outcomes: &mut [Outcome], mut between: FxHashMap<Arc<str>, Vec<Diagnostic>>) -> BTreeSet<Arc<str>> {
        for outcome in outcomes.iter_mut() {
            let path = outcome.exceptions.as_ref().map(Exceptions::path);
            outcome.diagnostics.extend(path.and_then(|path| between.remove(path)).unwrap_or_default());
        }
        outcomes.par_iter_mut().for_each(|outcome| {
            let Some(exceptions) = &outcome.exceptions else { return };
            let linter = &self.linters[outcome.project];
            outcome.allowed = judge(&mut outcome.diagnostics, exceptions, linter, self.options.level.level());
            if !outcome.diagnostics.iter().any(Diagnostic::is_reported) {
                outcome.source = None;
            }
        });
        let shown = outcomes.iter().flat_map(|outcome| &outcome.diagnostics).filter(|one| one.is_reported());
        let between = shown.filter(|one| one.evidence.iter().any(|evidence| evidence.path != one.path));
        between.flat_map(|one| one.evidence.iter().map(|evidence| &evidence.path).chain([&one.path])).cloned().collect()
    }

    /// Reads and checks one draft; a fault in that is a diagnostic about the draft.
    fn guarded(
        &self,
        path: &str,
        project: usize,
        is_named: bool,
        text: impl FnOnce() -> Result<Text, Refused>,
    ) -> Outcome {
        let done = guarded(|| match text() {
            Ok(text) => self.inspect(text, project),
            Err(refused) if refused.is_binary && !is_named => {
                Outcome { project, is_skipped: true, ..Outcome::default() }
            }
            Err(refused) => Outcome { project, ..Outcome::failed(*refused.diagnostic) },
        });
        done.unwrap_or_else(|fault| {
            let message = format!("copydesk failed while it checked this file: {fault}");
            let told = Diagnostic::about_file(path, trouble::INTERNAL, Level::Error, message)
                .with_remedy("The other files were checked. Please report this with the file, if you may share it.");
            Outcome { project, ..Outcome::failed(told) }
        })
    }

    fn inspect(&self, text: Text, project: usize) -> Outcome {
        let draft = self.draft(text, project);
        let Inspection { diagnostics, facts } = self.desks[project].inspect(&draft);
        let lowest = self.options.level.level();
        Outcome {
            words: draft.tokens.iter().filter(|token| token.is_word()).count(),
            source: diagnostics.iter().any(|one| one.level >= lowest).then(|| Arc::clone(&draft.source)),
            exceptions: Some(Exceptions::of(&draft)),
            diagnostics,
            facts,
            project,
            ..Outcome::default()
        }
    }

    fn draft(&self, text: Text, project: usize) -> Draft {
        let language = self.linters[project].settings().language();
        let options = ReadOptions { language, date: self.options.date, ..ReadOptions::default() };
        let mut draft = Draft::read(text.source, &options);
        draft.troubles.extend(text.notice);
        draft
    }
}

impl Outcome {
    fn failed(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], has_failed: true, ..Self::default() }
    }
}
