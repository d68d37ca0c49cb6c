//! `--fix` and `--diff`: rounds of checking and mending until there is nothing left to mend, and only then files.
//!
//! A fix may bring out what another rule sees, and of fixes that meet only one is made at a time. What has been mended so far
//! is kept here, and the drafts are checked as if it had been written.

use super::baseline::Rested;
use super::work::Task;
use super::worker::{Outcome, Worker};
use crate::diagnostic::{Change, Diagnostic, Edit, Fix, Level, Standing, trouble};
use crate::fix::{Left, Made, Mended, apply, back, choose, leave, lines_after, mark_quoted};
use crate::input::discover::Found;
use crate::input::read;
use crate::input::resolved;
use crate::input::write::replace_known;
use crate::judge::Lines;
use crate::source::{Source, Span, decode};
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher as _;
use std::io;
use std::sync::Arc;

/// After so many rounds it ends, whatever is left: two rules may disagree, and then neither is to win by patience.
const ROUNDS: usize = 10;

/// The drafts that have been mended so far, by their paths.
pub(super) type Pages = FxHashMap<Arc<str>, Page>;

/// A draft that has been mended.
pub(super) struct Page {
    /// The bytes that were read.
    pub(super) before: Vec<u8>,
    /// The bytes after all rounds so far.
    pub(super) after: Vec<u8>,
    /// What each round did.
    rounds: Vec<Vec<Made>>,
    /// The lines that may be changed, as they are by now.
    pub(super) lines: Lines,
    /// What was mended.
    fixed: Vec<Fixed>,
}

/// A diagnostic that was mended. Its places are those of bytes of the file as it was read.
struct Fixed {
    diagnostic: Diagnostic,
    changes: Vec<(u32, Change)>,
}

/// What a run with `--fix` or `--diff` came to.
#[derive(Default)]
pub(super) struct Outcomes {
    /// Of the drafts, as they are after it.
    pub(super) drafts: Vec<Outcome>,
    pub(super) archived: Vec<Outcome>,
    /// What was mended.
    pub(super) fixed: Vec<Diagnostic>,
    /// The paths that were mended, in the order of the drafts, with the bytes before and after.
    pub(super) pages: Vec<(Arc<str>, Page)>,
    /// What the baselines let rest.
    pub(super) rested: Vec<Rested>,
    pub(super) left: Left,
}

/// What tells the bytes of a file from others.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    FxBuildHasher.hash_one(bytes)
}

/// Mends drafts until nothing is left to mend; with `--fix`, writes them. `typed` is what came in on standard input.
pub(super) fn mend(worker: Worker<'_>, tasks: &[Task], references: &[Found], typed: Option<&[u8]>) -> Outcomes {
    let inspected: Vec<Outcome> = tasks.par_iter().map(|task| worker.work(task.clone())).collect();
    let archived: Vec<Outcome> = references.par_iter().map(|found| worker.refer(found)).collect();
    let mut bench = Bench { worker, tasks, typed, inspected, archived, pages: Pages::default() };
    let mut done = 0;
    let (mut judged, stale) = loop {
        let mut judged = bench.judged();
        let steps = bench.steps(&mut judged.drafts);
        steps.iter().for_each(|(_, step)| judged.left.add(step.left));
        let has_edits = steps.iter().any(|(_, step)| step.edited.is_some());
        if done == ROUNDS || !has_edits {
            judged.left.later = steps.iter().map(|(_, step)| step.fixed.len()).sum();
            let stale: Vec<usize> = steps.iter().filter(|(_, step)| step.is_stale).map(|&(index, _)| index).collect();
            break (judged, stale);
        }
        bench.take(steps);
        done += 1;
    };
    // Two rules that undo each other's work have done nothing.
    bench.pages.retain(|_, page| page.before != page.after);
    let mut troubles: Vec<(usize, Diagnostic)> = stale.into_iter().map(|index| (index, bench.changed(index))).collect();
    if worker.options.mending.fix {
        troubles.extend(bench.write());
    }
    if !troubles.is_empty() {
        // What could not be written is as it was, and so is what is found in it.
        let lost: Vec<usize> = troubles.iter().map(|&(index, _)| index).collect();
        let paths: Vec<Arc<str>> = lost.iter().filter_map(|&index| bench.path(index)).collect();
        bench.pages.retain(|path, _| !paths.contains(path));
        bench.inspect_again(&lost);
        judged = Outcomes { left: judged.left, ..bench.judged() };
        judged.drafts.extend(troubles.into_iter().map(|(_, trouble)| Outcome::failed(trouble)));
    }
    judged.pages =
        bench.inspected.iter().filter_map(Outcome::path).filter_map(|path| bench.pages.remove_entry(path)).collect();
    judged.fixed = judged.pages.iter_mut().flat_map(|(path, page)| page.told(path)).collect();
    judged
}

/// Drafts at work.
struct Bench<'w> {
    worker: Worker<'w>,
    tasks: &'w [Task],
    typed: Option<&'w [u8]>,
    /// What was found in each draft alone, before it is judged.
    inspected: Vec<Outcome>,
    archived: Vec<Outcome>,
    pages: Pages,
}

/// What a round does to a draft.
#[derive(Default)]
struct Step {
    /// The bytes that it was made from, what became of them, and the lines that may be changed.
    edited: Option<(Vec<u8>, crate::fix::Applied, Lines)>,
    fixed: Vec<Fixed>,
    left: Left,
    /// The file is not what it was when it was checked.
    is_stale: bool,
}

impl Bench<'_> {
    fn worker(&self) -> Worker<'_> {
        Worker { pages: Some(&self.pages), ..self.worker }
    }

    fn path(&self, index: usize) -> Option<Arc<str>> {
        self.inspected[index].path().cloned()
    }

    /// What is found in all drafts as they are by now.
    fn judged(&self) -> Outcomes {
        let (mut drafts, mut archived) = (self.inspected.clone(), self.archived.clone());
        let rested = self.worker().compare_and_judge(&mut drafts, &mut archived);
        Outcomes { drafts, archived, rested, ..Outcomes::default() }
    }

    fn inspect_again(&mut self, drafts: &[usize]) {
        let again: Vec<Outcome> =
            drafts.par_iter().map(|&index| self.worker().work(self.tasks[index].clone())).collect();
        drafts.iter().zip(again).for_each(|(&index, outcome)| self.inspected[index] = outcome);
    }

    /// What is to be done to each draft next, by its index.
    fn steps(&self, judged: &mut [Outcome]) -> Vec<(usize, Step)> {
        let step = |(index, outcome): (usize, &mut Outcome)| self.step(index, outcome).map(|step| (index, step));
        judged.par_iter_mut().enumerate().filter_map(step).collect()
    }

    fn step(&self, index: usize, outcome: &mut Outcome) -> Option<Step> {
        let allowed = self.worker.options.mending.allowed();
        let can_be_mended = |one: &Diagnostic| one.is_reported() && !one.fixes.is_empty();
        if !outcome.diagnostics.iter().any(can_be_mended) {
            return None;
        }
        let path = outcome.path()?.clone();
        // Two files may be shown by one name then.
        if self.tasks[index].found().is_some_and(|found| found.file.to_str().is_none()) {
            let unwritable = outcome.diagnostics.iter().filter(|one| can_be_mended(one)).count();
            return Some(Step { left: Left { unwritable, ..Left::default() }, ..Step::default() });
        }
        let page = self.pages.get(&path);
        let Some(bytes) = self.bytes(index, &path, outcome.read) else {
            return Some(Step { is_stale: true, ..Step::default() });
        };
        let text = read::text(&path, bytes.clone()).ok()?;
        let draft = self.worker.drafts(text, outcome.project).next()?;
        if draft.format.is_read_only() {
            return Some(Step { left: leave(&outcome.diagnostics, allowed), ..Step::default() });
        }
        // What is found between drafts was found without them at hand.
        mark_quoted(&mut outcome.diagnostics, &draft);
        let lines = page.map(|page| &page.lines).or_else(|| Some(&self.worker.changed.get(&*path)?.lines));
        let lines = lines.cloned().unwrap_or(Lines::All);
        let choice = choose(&outcome.diagnostics, &draft.source, allowed, &lines);
        let mut step = Step { left: choice.left, ..Step::default() };
        if choice.edits.is_empty() {
            return Some(step);
        }
        let Some(applied) = apply(&bytes, &draft.source, &choice.edits) else {
            step.left.unwritable += choice.mended.len();
            return Some(step);
        };
        let rounds = page.map_or(&[][..], |page| &page.rounds);
        let fixed = choice.mended.into_iter().map(|mended| {
            let Mended { diagnostic, fix, edits } = mended;
            Fixed::of(&outcome.diagnostics[diagnostic], fix, edits, &draft.source, rounds)
        });
        step.fixed = fixed.collect();
        let after = || decode(path.clone(), applied.bytes.clone()).ok().map(|(after, _)| after);
        let lines = match lines {
            Lines::All => Lines::All,
            lines => lines_after(&lines, &draft.source, &applied.made, &after()?),
        };
        step.edited = Some((bytes, applied, lines));
        Some(step)
    }

    /// The bytes of a draft as it is by now, if they are those that were checked.
    fn bytes(&self, index: usize, path: &Arc<str>, known: Option<u64>) -> Option<Vec<u8>> {
        if let Some(page) = self.pages.get(path) {
            return Some(page.after.clone());
        }
        match self.tasks[index].found() {
            Some(found) => read::bytes(&found.file, path).ok().filter(|bytes| known == Some(hash(bytes))),
            None => self.typed.map(<[u8]>::to_vec),
        }
    }

    /// Does what was chosen, and looks at those drafts again.
    fn take(&mut self, steps: Vec<(usize, Step)>) {
        let mut edited = Vec::new();
        for (index, step) in steps {
            let (Some((before, applied, lines)), Some(path)) = (step.edited, self.path(index)) else { continue };
            let fresh = || Page { before, after: Vec::new(), rounds: Vec::new(), lines: Lines::All, fixed: Vec::new() };
            let page = self.pages.entry(path).or_insert_with(fresh);
            page.after = applied.bytes;
            page.rounds.push(applied.made);
            page.lines = lines;
            page.fixed.extend(step.fixed);
            edited.push(index);
        }
        self.inspect_again(&edited);
    }

    /// Writes what was mended; returns what could not be written.
    fn write(&self) -> Vec<(usize, Diagnostic)> {
        let write = |(index, task): (usize, &Task)| {
            let path = self.path(index)?;
            let page = self.pages.get(&path)?;
            let file = resolved(&self.worker.current.join(&task.found()?.file));
            match replace_known(&file, &page.before, &page.after) {
                Ok(true) => None,
                Ok(false) => Some((index, self.changed(index))),
                Err(error) => Some((index, unwritable(&path, &error))),
            }
        };
        self.tasks.par_iter().enumerate().filter_map(write).collect()
    }

    fn changed(&self, index: usize) -> Diagnostic {
        let path = self.path(index).unwrap_or_default();
        let message = "this file was changed while it was checked, and was left as it is";
        Diagnostic::about_file(&path, trouble::UNFIXED, Level::Error, message).with_remedy("Run `--fix` again.")
    }
}

fn unwritable(path: &str, error: &io::Error) -> Diagnostic {
    let (message, remedy) = match error.kind() {
        io::ErrorKind::PermissionDenied => (
            "this file must not be written to, and was not mended".to_owned(),
            "Give yourself the right to write it and its folder, or leave it out.",
        ),
        _ => (format!("this file could not be mended: {}", read::explain(error)), "It holds what it held before."),
    };
    Diagnostic::about_file(path, trouble::UNFIXED, Level::Error, message).with_remedy(remedy)
}

impl Fixed {
    /// A diagnostic of which that fix is made by these edits, after some rounds of others.
    fn of(diagnostic: &Diagnostic, fix: usize, edits: Vec<Edit>, source: &Source, rounds: &[Vec<Made>]) -> Self {
        let first = |at: u32| rounds.iter().rev().fold(at, |at, made| back(at, made));
        let mut diagnostic = diagnostic.clone();
        let place = &mut diagnostic.place;
        (place.start, place.end) = (first(place.start), first(place.end));
        if !rounds.is_empty() {
            // The text that they stand in was never in a file.
            diagnostic.evidence.clear();
        }
        let change = |edit: &Edit| {
            let old = Span { start: source.decoded(edit.start), end: source.decoded(edit.end) };
            let old = source.slice(old).to_owned();
            (first(edit.start), Change { line: 0, column: 0, old, new: edit.insert.clone() })
        };
        let changes = edits.iter().map(change).collect();
        let made = |edit: Edit| Edit { start: first(edit.start), end: first(edit.end), insert: edit.insert };
        let Fix { safe, quoted, .. } = diagnostic.fixes[fix];
        diagnostic.fixes = vec![Fix { safe, quoted, edits: edits.into_iter().map(made).collect() }];
        Self { diagnostic, changes }
    }

    /// The same as it is reported, with the places that people count.
    fn told(self, source: &Source) -> Diagnostic {
        let Self { mut diagnostic, changes } = self;
        let place = diagnostic.place;
        diagnostic.place =
            source.place(Span { start: source.decoded(place.start), end: source.decoded(place.end.max(place.start)) });
        let changes = changes.into_iter().map(|(at, change)| {
            let (line, column) = source.line_column(source.decoded(at) as usize);
            Change { line, column, ..change }
        });
        diagnostic.standing = Standing::Fixed { changes: changes.collect() };
        diagnostic
    }
}

impl Page {
    /// What was mended in it, in the order of the text.
    fn told(&mut self, path: &Arc<str>) -> Vec<Diagnostic> {
        let Ok((source, _)) = decode(path.clone(), self.before.clone()) else { return Vec::new() };
        let mut fixed: Vec<Diagnostic> =
            std::mem::take(&mut self.fixed).into_iter().map(|one| one.told(&source)).collect();
        fixed.sort_by(|a, b| a.order().cmp(&b.order()));
        fixed
    }
}
