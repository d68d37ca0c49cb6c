//! `copydesk check`.

mod archive;
mod baseline;
mod between;
mod changes;
mod fix;
mod kept;

use super::arguments::{Check, STDIN, command_names};
use super::guard::guarded;
use super::output::Outputs;
use super::session::{Mistakes, Session, Sources};
use super::{Status, Surroundings, cache, unless_pipe_is_closed};
use crate::desk::Fact;
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::draft::{Draft, ReadOptions};
use crate::input::cache::Cache;
use crate::input::changes::Changed;
use crate::input::discover::{Discovery, Entry, Found, discover};
use crate::input::project::Projects;
use crate::input::read::{self, Refused, Text};
use crate::input::resolved;
use crate::judge::{AllowUse, Exceptions, Run, counts, hide_below, judge, keep_changed, unused_in_settings};
use crate::linter::{Desk, Inspection, Linter};
use crate::reading::attribution::Sourcing;
use crate::report::{self, Fixing, Format, Options};
use crate::rule::RuleSet;
use crate::source::Source;
use baseline::Rested;
pub(super) use baseline::{Baseline, Baselines};
use between::Fingerprint;
use kept::{Asked, Kept};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::io;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Something to check: what a path led to, or standard input, which is read before the rest.
#[derive(Clone)]
enum Task {
    Entry(Entry),
    Stream { text: Box<Result<Text, Refused>>, project: usize },
}

/// What there is to check.
#[derive(Default)]
struct Work {
    tasks: Vec<Task>,
    /// How many of the paths given are excluded.
    excluded: usize,
    /// Drafts that others are compared with.
    references: Vec<Found>,
    /// Where the search for those could not go on.
    troubles: Vec<Diagnostic>,
    /// Patterns for them that match nothing.
    unused: Vec<Diagnostic>,
    /// The folders given, absolute.
    folders: Vec<PathBuf>,
    /// Where only changes are asked for: what has changed of each draft, by its path.
    changed: FxHashMap<String, Changed>,
    /// The bytes of standard input, where they are to be mended.
    typed: Option<Vec<u8>>,
}

/// What one task gave.
#[derive(Clone, Default)]
struct Outcome {
    diagnostics: Vec<Diagnostic>,
    /// What other drafts may contradict.
    facts: Vec<Fact>,
    /// What is left to know of the draft for the judge; none where there was no draft to check.
    exceptions: Option<Exceptions>,
    /// What its text was like when it was read.
    fingerprint: Option<Fingerprint>,
    /// Kept only where a report may show lines of it.
    source: Option<Arc<Source>>,
    words: usize,
    /// What its statements rest on, where statistics are asked for.
    sourcing: Option<(Arc<str>, Sourcing)>,
    allowed: AllowUse,
    project: usize,
    /// What tells the bytes of its file, where it may be mended.
    read: Option<u64>,
    /// Its text cannot be read a second time.
    is_at_hand: bool,
    /// It is no text, and was met rather than named.
    is_skipped: bool,
    /// The draft could not be read or checked.
    has_failed: bool,
}

/// What all tasks gave.
#[derive(Default)]
pub(super) struct Results {
    pub(super) diagnostics: Vec<Diagnostic>,
    linters: &'static [Linter],
    pub(super) sources: Sources,
    drafts: usize,
    skipped: usize,
    words: usize,
    sourcing: Vec<(Arc<str>, Sourcing)>,
    /// What is to be kept for later runs, where something is.
    kept: Option<Kept<'static>>,
    pub(super) has_failed: bool,
    pub(super) baselines: Baselines,
    fixing: Fixing,
    /// The drafts that were mended, with their bytes before and after.
    mended: Vec<(Arc<str>, fix::Page)>,
}

pub(super) fn run(options: &Check, world: &mut Surroundings<'_>) -> io::Result<Status> {
    let format = options.format;
    let files = match Outputs::of(&options.output, &options.paths, world) {
        Ok(files) => files,
        Err(mistakes) => return mistakes.show(format, options.color, world),
    };
    let mut results = match results(options, &files, world) {
        Ok(results) => results,
        Err(mistakes) => {
            files.write_mistakes(&mistakes, world)?;
            return mistakes.show(format, options.color, world);
        }
    };
    let fails = |one: &Diagnostic| options.fail_on.level().is_some_and(|level| counts(one, level));
    let status = match (results.has_failed, results.diagnostics.iter().any(fails)) {
        (true, _) => Status::CouldNotRun,
        (false, true) => Status::Findings,
        // A commit is to stop, so that somebody looks at what was mended and adds it.
        (false, false) if !results.mended.is_empty() => Status::Findings,
        (false, false) => Status::Clean,
    };
    let (folder, rules) = (world.current.clone(), results.linters.iter().map(Linter::rules).collect::<Vec<_>>());
    let report_options = Options {
        sources: &|path| results.sources.get(path),
        width: world.columns(),
        colour: world.colour(options.color, world.out_is_terminal),
        max_per_rule: options.max_per_rule,
        quiet: options.quiet,
        statistics: options.statistics,
        files: results.drafts,
        skipped: results.skipped,
        words: results.words,
        sourcing: &results.sourcing,
        explain_hint: world.out_is_terminal,
        fixing: results.fixing,
        rules: &rules,
        folder: Some(&folder),
    };
    if options.mending.diff {
        let printed = show_diff(&results, &report_options, options, world);
        std::mem::forget(results);
        return unless_pipe_is_closed(printed).map(|()| status);
    }
    let printed =
        report::render(format, &results.diagnostics, &report_options, world.out).and_then(|()| world.out.flush());
    let written = files.write(&results.diagnostics, &report_options, world)?;
    if let Some(Err(error)) = results.kept.take().map(Kept::save)
        && let Some(folder) = &options.cache.cache_dir
    {
        let folder = folder.display();
        writeln!(world.err, "copydesk: nothing can be kept in {folder}: {}", read::explain(&error))?;
    }
    // The process ends here: freeing what thousands of drafts gave, piece by piece, would be time for nothing.
    std::mem::forget(results);
    unless_pipe_is_closed(printed)?;
    Ok(if written { status } else { Status::CouldNotRun })
}

/// Reads and checks all that is asked for, as far as the settings and rules are sound.
pub(super) fn results(
    options: &Check,
    files: &Outputs<'_>,
    world: &mut Surroundings<'_>,
) -> Result<Results, Box<Mistakes>> {
    let mut projects = Projects::new(options.from.settings(), &world.current);
    // The built-in rules are read while the drafts are looked for.
    let (work, built_in) = std::thread::scope(|scope| {
        let built_in = scope.spawn(RuleSet::built_in);
        (gather(options, files, &mut projects, world), built_in.join().ok().and_then(Result::ok))
    });
    let excluded = work.excluded;
    if projects.all().is_empty() {
        projects.of_folder(&world.current);
    }
    let selection = options.selected.selection();
    let session = Session::on_top_of(built_in, projects.into_all(), &selection, &world.current)?;
    let mut results = check(work, session, cache::of(&options.cache, world), options, &world.current);
    results.skipped += excluded;
    Ok(results)
}

fn gather(options: &Check, files: &Outputs<'_>, projects: &mut Projects, world: &mut Surroundings<'_>) -> Work {
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
    fn project(&self) -> Option<usize> {
        match self {
            Self::Stream { project, .. } => Some(*project),
            Self::Entry(_) => self.found().map(|found| found.project),
        }
    }

    fn trouble(&self) -> Option<&Diagnostic> {
        match self {
            Self::Entry(Entry::Trouble(diagnostic)) => Some(diagnostic),
            _ => None,
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

/// Prints what would change on standard output, and on standard error what the run came to.
fn show_diff(results: &Results, report: &Options<'_>, options: &Check, world: &mut Surroundings<'_>) -> io::Result<()> {
    for (path, page) in &results.mended {
        report::diff(path, &world.current, (&page.before, &page.after), world.out)?;
    }
    world.out.flush()?;
    let colour = world.colour(options.color, world.err_is_terminal);
    let report = Options { colour, quiet: true, ..*report };
    let keeps_from_running = |one: &&Diagnostic| &*one.family == trouble::FAMILY && one.level == Level::Error;
    let troubles: Vec<Diagnostic> = results.diagnostics.iter().filter(keeps_from_running).cloned().collect();
    report::render(Format::Terminal, &troubles, &report, world.err)?;
    match options.quiet {
        true => Ok(()),
        false => writeln!(world.err, "{}", report::summary(&results.diagnostics, &report)),
    }
}

fn check(
    Work { tasks, references, troubles, unused, folders, changed, typed, .. }: Work,
    session: Session,
    cache: Option<Cache>,
    options: &Check,
    current: &Path,
) -> Results {
    let Session { linters, digests, remarks, sources } = session;
    // Not freed either, as in `run`.
    let linters: &'static [Linter] = linters.leak();
    let desks: ManuallyDrop<Vec<Desk<'_>>> = ManuallyDrop::new(linters.iter().map(Linter::desk).collect());
    let kept = cache.map(|cache| Kept::new(cache, linters, &digests, current, options.date));
    let read = tasks.iter().filter_map(Task::found).chain(&references);
    let files: FxHashMap<String, PathBuf> = read.map(|found| (found.path.clone(), found.file.clone())).collect();
    let is_whole = |linter: &Linter| {
        let root = linter.settings().root().folder();
        folders.iter().any(|folder| root.starts_with(folder))
    };
    let whole: Vec<bool> = linters.iter().map(is_whole).collect();
    let (mut baselines, mistakes) = Baselines::read(linters, options, current);
    let worker = Worker {
        linters,
        desks: &desks,
        options,
        current,
        changed: &changed,
        folders: &folders,
        whole: &whole,
        baselines: &baselines,
        kept: kept.as_ref(),
        pages: None,
    };
    let mut results = Results { sources, linters, ..Results::default() };
    let (mut outcomes, rested): (Vec<Outcome>, Vec<Rested>);
    if options.mending.is_asked_for() {
        let mended = fix::mend(worker, &tasks, &references, typed.as_deref(), current);
        results.fixing = if options.mending.fix { Fixing::Made(mended.left) } else { Fixing::Shown(mended.left) };
        results.diagnostics = mended.fixed;
        results.mended = mended.pages;
        (outcomes, rested) = (mended.drafts, mended.rested);
        outcomes.extend(mended.archived);
    } else {
        if !options.staged && !options.reads_stdin() {
            results.fixing = Fixing::Possible;
        }
        outcomes = tasks.into_par_iter().map(|task| worker.work(task)).collect();
        let mut archived: Vec<Outcome> = references.into_par_iter().map(|found| worker.refer(&found)).collect();
        rested = worker.compare_and_judge(&mut outcomes, &mut archived);
        outcomes.extend(archived);
    }
    outcomes.extend(troubles.into_iter().map(Outcome::failed));
    outcomes.par_iter_mut().for_each(Outcome::drop_source);
    baselines.settle(rested);
    let formats = options.output.iter().map(|output| output.format).chain([options.format]);
    let shown = if formats.into_iter().any(Format::needs_texts) { between::shown(&outcomes) } else { BTreeSet::new() };

    let mut read: FxHashMap<Arc<str>, Fingerprint> = FxHashMap::default();
    let mut allowed = vec![AllowUse::default(); linters.len()];
    for outcome in outcomes {
        allowed[outcome.project].merge(&outcome.allowed);
        read.extend(outcome.fingerprint.map(|known| (known.path.clone(), known)));
        outcome.source.into_iter().for_each(|source| results.sources.add(source));
        results.diagnostics.extend(outcome.diagnostics);
        results.drafts += usize::from(outcome.exceptions.is_some());
        results.skipped += usize::from(outcome.is_skipped);
        results.words += outcome.words;
        results.sourcing.extend(outcome.sourcing);
        results.has_failed |= outcome.has_failed;
    }
    // Texts that only a comparison speaks of are read again: keeping all would take as much memory as there are drafts.
    for path in shown {
        if results.sources.get(&path).is_none()
            && let Some((file, known)) = files.get(&*path).zip(read.get(&path))
            && let Some(source) = known.read_again(file)
        {
            results.sources.add(source);
        }
    }
    results.has_failed |= !mistakes.is_empty();
    baselines.add_to(&mut results.sources);
    let mut about_settings = remarks;
    about_settings.extend(mistakes);
    about_settings.extend(baselines.left_over());
    results.baselines = baselines;
    results.kept = kept;
    about_settings.extend(unused);
    for (linter, (allowed, is_whole)) in linters.iter().zip(allowed.iter().zip(whole)) {
        about_settings.extend(unused_in_settings(linter.settings(), allowed, is_whole));
    }
    hide_below(&mut about_settings, options.level.level());
    results.diagnostics.extend(about_settings);
    results
}

/// What every thread needs.
#[derive(Clone, Copy)]
struct Worker<'w> {
    linters: &'w [Linter],
    desks: &'w [Desk<'w>],
    options: &'w Check,
    current: &'w Path,
    changed: &'w FxHashMap<String, Changed>,
    /// The folders that are checked with all that lies in them.
    folders: &'w [PathBuf],
    /// By project: whether the run covers the folder of its settings.
    whole: &'w [bool],
    baselines: &'w Baselines,
    /// None where nothing is kept from run to run.
    kept: Option<&'w Kept<'static>>,
    /// Drafts that have been mended, which are read instead of their files.
    pages: Option<&'w fix::Pages>,
}

impl Worker<'_> {
    fn work(&self, task: Task) -> Outcome {
        match task {
            Task::Entry(Entry::Trouble(diagnostic)) => Outcome::failed(*diagnostic),
            Task::Stream { text, project } => {
                let name = self.options.stdin_filename.as_deref().unwrap_or(STDIN);
                match self.page(name) {
                    Some(page) => self.inspect_at_hand(name, project, true, read::text(name, page.after.clone())),
                    None => self.inspect_at_hand(name, project, true, *text),
                }
            }
            Task::Entry(Entry::Draft(Found { path, file, project, is_named, .. })) => {
                match self.changed.get(&path).and_then(|changed| changed.staged.as_ref()) {
                    Some(staged) => self.inspect_at_hand(&path, project, is_named, read::text(&path, staged.clone())),
                    None => {
                        let mut hash = None;
                        let text = || match self.page(&path) {
                            Some(page) => read::text(&path, page.after.clone()),
                            None => {
                                let bytes = read::bytes(&file, &path)?;
                                hash = self.options.mending.is_asked_for().then(|| fix::hash(&bytes));
                                read::text(&path, bytes)
                            }
                        };
                        let outcome = self.guarded(&path, project, is_named, text, |text| self.inspect(text, project));
                        Outcome { read: hash, ..outcome }
                    }
                }
            }
        }
    }

    /// Looks at a text that cannot be read a second time for what is found between drafts: standard input, or what is staged,
    /// where another text may lie in the working tree.
    fn inspect_at_hand(&self, path: &str, project: usize, is_named: bool, text: Result<Text, Refused>) -> Outcome {
        let source = text.as_ref().ok().map(|text| Arc::clone(&text.source));
        let outcome = self.guarded(path, project, is_named, || text, |text| self.inspect(text, project));
        Outcome { source, is_at_hand: true, ..outcome }
    }

    /// The facts of a draft that is kept for reference: nothing else of it is told, unless it cannot be read.
    fn refer(&self, found: &Found) -> Outcome {
        let told = |text: Text| {
            self.recall_or(text, found.project, Asked::Facts, |text| {
                let draft = self.draft(text, found.project);
                let facts = self.desks[found.project].facts(&draft);
                Outcome { facts, fingerprint: Some(Fingerprint::of(&draft.source)), ..Outcome::default() }
            })
        };
        let text = || read::read(&found.file, &found.path);
        // What is passed over was not asked for.
        Outcome { is_skipped: false, ..self.guarded(&found.path, found.project, found.is_named, text, told) }
    }

    /// What a draft has become, if it was mended.
    fn page(&self, path: &str) -> Option<&fix::Page> {
        self.pages?.get(path)
    }

    /// Compares the drafts with one another and with those kept for reference, and judges what was found in each draft and
    /// between drafts. Returns what the baselines let rest.
    fn compare_and_judge(&self, outcomes: &mut [Outcome], archived: &mut [Outcome]) -> Vec<Rested> {
        let mut between = between::compare(self.linters, outcomes, archived);
        for outcome in outcomes.iter_mut() {
            let path = outcome.exceptions.as_ref().map(Exceptions::path);
            outcome.diagnostics.extend(path.and_then(|path| between.remove(path)).unwrap_or_default());
        }
        outcomes.par_iter_mut().for_each(|outcome| {
            let Some(exceptions) = &outcome.exceptions else { return };
            let linter = &self.linters[outcome.project];
            let run = Run { lowest: self.options.level.level(), is_whole: self.whole[outcome.project] };
            outcome.allowed = judge(&mut outcome.diagnostics, exceptions, linter, run);
            if let Some(changed) = self.changed.get(&**exceptions.path()) {
                let lines = self.page(exceptions.path()).map_or(&changed.lines, |page| &page.lines);
                keep_changed(&mut outcome.diagnostics, lines, outcome.source.as_deref());
            }
        });
        self.baselines.let_rest(outcomes, self)
    }

    /// Reads one draft and does some work with it; a fault in that is a diagnostic about the draft.
    fn guarded(
        &self,
        path: &str,
        project: usize,
        is_named: bool,
        text: impl FnOnce() -> Result<Text, Refused>,
        work: impl FnOnce(Text) -> Outcome,
    ) -> Outcome {
        let done = guarded(|| match text() {
            Ok(text) => Outcome { project, ..work(text) },
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

    /// What an earlier run kept of a draft, or else what `work` gives, which is then kept.
    fn recall_or(&self, text: Text, project: usize, asked: Asked, work: impl FnOnce(Text) -> Outcome) -> Outcome {
        // What statements rest on is asked for seldom, and not kept.
        let kept = self.kept.filter(|_| !self.options.statistics);
        let Some((kept, key)) = kept.and_then(|kept| Some((kept, kept.key(&text, project, asked)?))) else {
            return work(text);
        };
        if let Some(outcome) = kept.recall(key, &text.source, project) {
            return outcome;
        }
        let outcome = work(text);
        kept.keep(key, &outcome, project);
        outcome
    }

    fn inspect(&self, text: Text, project: usize) -> Outcome {
        let source = Arc::clone(&text.source);
        let outcome = self.recall_or(text, project, Asked::Everything, |text| self.inspect_anew(text, project));
        let lowest = self.options.level.level();
        let is_shown = outcome.diagnostics.iter().any(|one| one.level >= lowest);
        Outcome { source: is_shown.then_some(source), ..outcome }
    }

    fn inspect_anew(&self, text: Text, project: usize) -> Outcome {
        let draft = self.draft(text, project);
        let Inspection { diagnostics, facts } = self.desks[project].inspect(&draft);
        let sourcing = || (draft.source.path().clone(), self.linters[project].sourcing(&draft));
        Outcome {
            sourcing: self.options.statistics.then(sourcing),
            words: draft.tokens.iter().filter(|token| token.is_word()).count(),
            exceptions: Some(Exceptions::of(&draft)),
            fingerprint: (!facts.is_empty()).then(|| Fingerprint::of(&draft.source)),
            diagnostics,
            facts,
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
    /// Keeps the text only where a report shows lines of it.
    fn drop_source(&mut self) {
        let Some(exceptions) = &self.exceptions else { return };
        let is_shown = self.diagnostics.iter().any(Diagnostic::is_reported);
        if is_shown && self.source.is_none() {
            // Only an exception that excepts nothing.
            self.source = exceptions.source().cloned();
        } else if !is_shown && !self.is_at_hand {
            self.source = None;
        }
    }

    fn failed(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], has_failed: true, ..Self::default() }
    }
}
