//! `copydesk check`.

use super::arguments::Check;
use super::guard::guarded;
use super::session::{Session, Sources};
use super::{Status, Surroundings, unless_pipe_is_closed};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::draft::{Draft, ReadOptions};
use crate::input::discover::{Discovery, Entry, Found, discover};
use crate::input::project::Projects;
use crate::input::read::{self, Refused, Text};
use crate::judge::{AllowUse, counts, hide_below, judge, unused_in_settings};
use crate::linter::{Desk, Linter};
use crate::report::{self, Options};
use crate::rule::RuleSet;
use crate::source::Source;
use rayon::prelude::*;
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
    /// The folders given, absolute.
    folders: Vec<PathBuf>,
}

/// What one task gave.
#[derive(Default)]
struct Outcome {
    diagnostics: Vec<Diagnostic>,
    /// Kept only where a report may show lines of it.
    source: Option<Arc<Source>>,
    words: usize,
    allowed: AllowUse,
    project: usize,
    is_checked: bool,
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
    work
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

fn check(Work { tasks, folders, .. }: Work, session: Session, options: &Check) -> Results {
    let Session { linters, remarks, sources } = session;
    // Not freed either, as in `run`.
    let linters = ManuallyDrop::new(linters);
    let desks: ManuallyDrop<Vec<Desk<'_>>> = ManuallyDrop::new(linters.iter().map(Linter::desk).collect());
    let worker = Worker { linters: &linters, desks: &desks, options };
    let outcomes: Vec<Outcome> = tasks.into_par_iter().map(|task| worker.work(task)).collect();

    let mut results = Results { sources, ..Results::default() };
    let mut allowed = vec![AllowUse::default(); linters.len()];
    for outcome in outcomes {
        allowed[outcome.project].merge(&outcome.allowed);
        outcome.source.into_iter().for_each(|source| results.sources.add(source));
        results.diagnostics.extend(outcome.diagnostics);
        results.drafts += usize::from(outcome.is_checked);
        results.skipped += usize::from(outcome.is_skipped);
        results.words += outcome.words;
        results.has_failed |= outcome.has_failed;
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
        let linter = &self.linters[project];
        let read_options =
            ReadOptions { language: linter.settings().language(), date: self.options.date, ..ReadOptions::default() };
        let mut draft = Draft::read(text.source, &read_options);
        draft.troubles.extend(text.notice);
        let mut diagnostics = self.desks[project].inspect(&draft).diagnostics;
        let allowed = judge(&mut diagnostics, &draft, linter, self.options.level.level());
        let is_shown = diagnostics.iter().any(Diagnostic::is_reported);
        Outcome {
            words: draft.tokens.iter().filter(|token| token.is_word()).count(),
            source: is_shown.then(|| Arc::clone(&draft.source)),
            diagnostics,
            allowed,
            project,
            is_checked: true,
            is_skipped: false,
            has_failed: false,
        }
    }
}

impl Outcome {
    fn failed(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], has_failed: true, ..Self::default() }
    }
}
