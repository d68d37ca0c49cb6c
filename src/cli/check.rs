//! `copydesk check`.

mod archive;
mod baseline;
mod between;
mod changes;
mod fix;
mod kept;
mod work;
mod worker;

use super::arguments::{Caching, Check};
use super::output::{Outputs, reason};
use super::session::{Mistakes, Session, Sources};
use super::{Status, Surroundings, cache, unless_pipe_is_closed};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::input::cache::Cache;
use crate::input::project::Projects;
use crate::judge::{AllowUse, counts, hide_below, unused_in_settings};
use crate::linter::{Desk, Linter};
use crate::reading::attribution::Sourcing;
use crate::report::{self, Fixing, Format, Options, put_fixes_into_words};
use crate::rule::RuleSet;
use baseline::Rested;
pub(super) use baseline::{Baseline, Baselines};
use between::Fingerprint;
use kept::Kept;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::io;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use work::{Task, Work, gather};
use worker::{Outcome, Worker};

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
    results.keep(&options.cache, world)?;
    // The process ends here: freeing what thousands of drafts gave, piece by piece, would be time for nothing.
    std::mem::forget(results);
    unless_pipe_is_closed(printed)?;
    Ok(if written { status } else { Status::CouldNotRun })
}

impl Results {
    /// Keeps what was found for later runs. Where that fails in a folder that somebody asked for, it is said.
    pub(super) fn keep(&mut self, options: &Caching, world: &mut Surroundings<'_>) -> io::Result<()> {
        match (self.kept.take().map(Kept::save), &options.cache_dir) {
            (Some(Err(error)), Some(folder)) => {
                writeln!(world.err, "copydesk: nothing can be kept in {}: {}", folder.display(), reason(folder, &error))
            }
            _ => Ok(()),
        }
    }
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
    let kept = cache.map(|cache| Kept::new(cache, linters, &digests, current, options));
    let read = tasks.iter().filter_map(Task::found).chain(&references);
    let files: FxHashMap<String, PathBuf> = read.map(|found| (found.path.clone(), found.file.clone())).collect();
    let is_whole = |linter: &Linter| {
        let root = linter.settings().root().folder();
        folders.iter().any(|folder| root.starts_with(folder))
    };
    let whole: Vec<bool> = linters.iter().map(is_whole).collect();
    let of_project = |project: usize| {
        let found = tasks.iter().filter_map(Task::found).filter(move |found| found.project == project);
        found.map(|found| found.path.as_str())
    };
    let unused_include: Vec<Diagnostic> = (0..linters.len())
        .filter(|&project| whole[project])
        .flat_map(|project| linters[project].settings().unused_include(of_project(project)))
        .collect();
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
    // With a baseline that cannot be read, what is to rest is not known, and might be mended.
    if options.mending.is_asked_for() && mistakes.is_empty() {
        let mended = fix::mend(worker, &tasks, &references, typed.as_deref());
        results.fixing = if options.mending.fix { Fixing::Made(mended.left) } else { Fixing::Shown(mended.left) };
        results.diagnostics = mended.fixed;
        results.mended = mended.pages;
        (outcomes, rested) = (mended.drafts, mended.rested);
        outcomes.extend(mended.archived);
    } else {
        if !options.staged && !options.reads_stdin() && !options.mending.is_asked_for() {
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
    for mut outcome in outcomes {
        allowed[outcome.project].merge(&outcome.allowed);
        read.extend(outcome.fingerprint.map(|known| (known.path.clone(), known)));
        if outcome.is_read_only {
            let source = outcome.source.as_deref();
            outcome.diagnostics.iter_mut().for_each(|one| put_fixes_into_words(one, source));
        }
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
    about_settings.extend(unused_include);
    for (linter, (allowed, is_whole)) in linters.iter().zip(allowed.iter().zip(whole)) {
        about_settings.extend(unused_in_settings(linter.settings(), allowed, is_whole));
    }
    hide_below(&mut about_settings, options.level.level());
    results.diagnostics.extend(about_settings);
    results
}
