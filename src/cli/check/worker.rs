//! What is done to each draft, on any thread: reading, inspecting, judging.

use super::baseline::{Baselines, Rested};
use super::between::{self, Fingerprint};
use super::fix;
use super::kept::{Asked, Kept};
use super::work::Task;
use crate::cli::arguments::{Check, STDIN};
use crate::cli::guard::guarded;
use crate::desk::Fact;
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::draft::{Draft, ReadOptions};
use crate::input::changes::Changed;
use crate::input::discover::{Entry, Found};
use crate::input::read::{self, Refused, Text};
use crate::judge::{AllowUse, Exceptions, Run, judge, keep_changed};
use crate::linter::{Desk, Inspection, Linter};
use crate::reading::attribution::Sourcing;
use crate::source::Source;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What one task gave.
#[derive(Clone, Default)]
pub(super) struct Outcome {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What other drafts may contradict.
    pub(super) facts: Vec<Fact>,
    /// What is left to know of the draft for the judge; none where there was no draft to check.
    pub(super) exceptions: Option<Exceptions>,
    /// What its text was like when it was read.
    pub(super) fingerprint: Option<Fingerprint>,
    /// Kept only where a report may show lines of it.
    pub(super) source: Option<Arc<Source>>,
    pub(super) words: usize,
    /// What its statements rest on, where statistics are asked for.
    pub(super) sourcing: Option<(Arc<str>, Sourcing)>,
    pub(super) allowed: AllowUse,
    pub(super) project: usize,
    /// What tells the bytes of its file, where it may be mended.
    pub(super) read: Option<u64>,
    /// Its text cannot be read a second time.
    pub(super) is_at_hand: bool,
    /// It is no draft, and was met rather than named.
    pub(super) is_skipped: bool,
    /// It is in a format in which nothing is written.
    pub(super) is_read_only: bool,
    /// The draft could not be read or checked.
    pub(super) has_failed: bool,
}

/// What every thread needs.
#[derive(Clone, Copy)]
pub(super) struct Worker<'w> {
    pub(super) linters: &'w [Linter],
    pub(super) desks: &'w [Desk<'w>],
    pub(super) options: &'w Check,
    pub(super) current: &'w Path,
    pub(super) changed: &'w FxHashMap<String, Changed>,
    /// The folders that are checked with all that lies in them.
    pub(super) folders: &'w [PathBuf],
    /// By project: whether the run covers the folder of its settings.
    pub(super) whole: &'w [bool],
    pub(super) baselines: &'w Baselines,
    /// None where nothing is kept from run to run.
    pub(super) kept: Option<&'w Kept<'static>>,
    /// Drafts that have been mended, which are read instead of their files.
    pub(super) pages: Option<&'w fix::Pages>,
}

impl Worker<'_> {
    pub(super) fn work(&self, task: Task) -> Outcome {
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
    pub(super) fn refer(&self, found: &Found) -> Outcome {
        let told = |text: Text| {
            self.recall_or(text, found.project, Asked::Facts, |text| {
                let fingerprint = Some(Fingerprint::of(&text.source));
                let drafts = self.drafts(text, found.project);
                let facts = drafts.flat_map(|draft| self.desks[found.project].facts(&draft)).collect();
                Outcome { facts, fingerprint, ..Outcome::default() }
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
    pub(super) fn compare_and_judge(&self, outcomes: &mut [Outcome], archived: &mut [Outcome]) -> Vec<Rested> {
        let mut between = between::compare(self.linters, outcomes, archived);
        for outcome in outcomes.iter_mut() {
            let found = outcome.path().and_then(|path| between.remove(path));
            outcome.diagnostics.extend(found.unwrap_or_default());
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
        let recognised = |text: Text| read::recognised(text, &self.read_options(path, project));
        let done = guarded(|| match text().and_then(recognised) {
            Ok(text) if !is_named && Draft::is_layout(&text.source, &self.read_options(path, project)) => {
                Outcome { project, is_skipped: true, ..Outcome::default() }
            }
            Ok(text) => Outcome { project, ..work(text) },
            Err(refused) if refused.is_no_draft && !is_named => {
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
        let has_fixes = outcome.diagnostics.iter().any(|one| !one.fixes.is_empty());
        let is_read_only = has_fixes && self.read_options(source.path(), project).format_of(&source).is_read_only();
        Outcome { source: is_shown.then_some(source), is_read_only, ..outcome }
    }

    /// Looks at every story that a file holds.
    fn inspect_anew(&self, text: Text, project: usize) -> Outcome {
        let mut outcome = Outcome::default();
        let source = Arc::clone(&text.source);
        for draft in self.drafts(text, project) {
            let Inspection { diagnostics, facts } = self.desks[project].inspect(&draft);
            if self.options.statistics {
                let (path, rests_on) = (draft.source.path().clone(), self.linters[project].sourcing(&draft));
                outcome.sourcing.get_or_insert_with(|| (path, Sourcing::default())).1.add(&rests_on);
            }
            outcome.words += draft.tokens.iter().filter(|token| token.is_word()).count();
            let exceptions = Exceptions::of(&draft);
            match &mut outcome.exceptions {
                None => outcome.exceptions = Some(exceptions),
                Some(known) => known.merge(exceptions),
            }
            if outcome.fingerprint.is_none() && !facts.is_empty() {
                outcome.fingerprint = Some(Fingerprint::of(&source));
            }
            outcome.diagnostics.extend(diagnostics);
            outcome.facts.extend(facts);
        }
        outcome
    }

    /// The stories that a file holds: one, but for formats that can hold several.
    pub(super) fn drafts(&self, text: Text, project: usize) -> impl Iterator<Item = Draft> {
        let mut notice = text.notice;
        let drafts = Draft::read_each(&text.source, self.read_options(text.source.path(), project));
        drafts.map(move |mut draft| {
            draft.troubles.extend(notice.take());
            draft
        })
    }

    /// How a draft is read.
    fn read_options(&self, path: &str, project: usize) -> ReadOptions {
        self.options.written.read_options(self.linters[project].settings(), path, self.options.date)
    }
}

impl Outcome {
    /// The path of the draft, where there was one to check.
    pub(super) fn path(&self) -> Option<&Arc<str>> {
        self.exceptions.as_ref().map(Exceptions::path)
    }

    /// Keeps the text only where a report shows lines of it.
    pub(super) fn drop_source(&mut self) {
        let Some(exceptions) = &self.exceptions else { return };
        let is_shown = self.diagnostics.iter().any(Diagnostic::is_reported);
        if is_shown && self.source.is_none() {
            // Only an exception that excepts nothing.
            self.source = exceptions.source().cloned();
        } else if !is_shown && !self.is_at_hand {
            self.source = None;
        }
    }

    pub(super) fn failed(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], has_failed: true, ..Self::default() }
    }
}
