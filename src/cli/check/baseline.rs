//! The baselines of a run: where they lie, what they let rest, and which of their entries match nothing any more.

use super::worker::{Outcome, Worker};
use crate::cli::arguments::{Check, STDIN};
use crate::cli::session::Sources;
use crate::config::{BASELINE_NAME, Settings, clean};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::input::project::Projects;
use crate::input::{git, read, resolved, shown, stays_inside};
use crate::judge::baseline::{self, Entry, Found, Lines, Whereabouts, can_rest, let_rest};
use crate::judge::{Exceptions, has_looked};
use crate::linter::Linter;
use crate::source::Source;
use rustc_hash::FxHashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many entries that match nothing are shown beside the first.
const MOST_EVIDENCE: usize = 4;

/// The baselines of a run.
#[derive(Debug, Default)]
pub(in crate::cli) struct Baselines {
    pub(in crate::cli) files: Vec<Baseline>,
    /// By project: the index of its own.
    of: Vec<Option<usize>>,
}

/// One of them.
#[derive(Debug)]
pub(in crate::cli) struct Baseline {
    /// Its text; empty where there is no file yet.
    pub(in crate::cli) source: Arc<Source>,
    /// The file to write, links followed.
    pub(in crate::cli) file: PathBuf,
    /// What paths in it start from, links followed.
    folder: PathBuf,
    pub(in crate::cli) is_there: bool,
    /// Whether somebody wants it to be there: it is named on the command line or in the settings.
    pub(in crate::cli) is_named: bool,
    lines: Lines,
    rested: Rested,
}

/// What became of the entries of a baseline.
#[derive(Debug, Default)]
pub(super) struct Rested {
    /// For each entry the draft in which its finding was.
    found_in: Vec<Option<String>>,
    /// The entries that match nothing any more.
    left: Vec<usize>,
    /// What the baseline would let rest besides, where that is asked for.
    fresh: Vec<Entry>,
}

/// Where a baseline lies, and who says so.
struct Location {
    file: PathBuf,
    from: From,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    CommandLine,
    Settings,
    Nobody,
}

/// Where the baseline of a project lies; nowhere if none is wanted.
fn location(settings: &Settings, options: &Check, current: &Path) -> Option<Location> {
    if options.no_baseline {
        return None;
    }
    if let Some(file) = &options.baseline {
        return Some(Location { file: clean(&current.join(file)), from: From::CommandLine });
    }
    let folder = match settings.file() {
        // Settings that were named may be those of many repositories.
        Some(_) if !options.from.is_named() || settings.baseline().is_some() => settings.root().folder().to_owned(),
        _ => {
            let drafts = options.paths.first().filter(|path| path.as_os_str() != STDIN);
            let drafts = drafts.map(|path| resolved(&current.join(path)));
            git::root_of(drafts.as_deref().unwrap_or(current)).unwrap_or_else(|| current.to_owned())
        }
    };
    Some(match settings.baseline() {
        Some(named) => Location { file: clean(&folder.join(&named.value)), from: From::Settings },
        None => Location { file: folder.join(BASELINE_NAME), from: From::Nobody },
    })
}

/// The files of the baselines of all projects, which are no drafts.
pub(super) fn files(options: &Check, projects: &Projects, current: &Path) -> Vec<PathBuf> {
    let all = projects.all().iter().filter_map(|project| location(&project.settings, options, current));
    all.map(|location| resolved(&location.file)).collect()
}

impl Baselines {
    /// Reads the baselines of all projects, and says what is wrong with them.
    pub(super) fn read(linters: &[Linter], options: &Check, current: &Path) -> (Self, Vec<Diagnostic>) {
        let mut all = Self::default();
        let mut mistakes = Vec::new();
        for linter in linters {
            let index = location(linter.settings(), options, current).map(|location| {
                let file = resolved(&location.file);
                all.files.iter().position(|known| known.file == file).unwrap_or_else(|| {
                    let read = Baseline::read(&location, file, linter.settings(), options, current);
                    let read = read.unwrap_or_else(|(mistake, empty)| {
                        mistakes.push(*mistake);
                        *empty
                    });
                    mistakes.extend(read.lines.mistakes.iter().cloned());
                    all.files.push(read);
                    all.files.len() - 1
                })
            });
            all.of.push(index);
        }
        (all, mistakes)
    }

    /// Lets rest what is listed; returns what became of each file's entries.
    pub(super) fn let_rest(&self, outcomes: &mut [Outcome], run: &Worker<'_>) -> Vec<Rested> {
        let folders: Vec<PathBuf> = run.folders.iter().map(|folder| resolved(folder)).collect();
        let rest = |(index, file): (usize, &Baseline)| {
            if file.lines.entries.is_empty() && !run.options.is_for_baseline {
                return Rested::default();
            }
            file.let_rest(outcomes.iter_mut().filter(|outcome| self.of[outcome.project] == Some(index)), &folders, run)
        };
        self.files.iter().enumerate().map(rest).collect()
    }

    /// Takes down what became of the entries of each file.
    pub(super) fn settle(&mut self, rested: Vec<Rested>) {
        self.files.iter_mut().zip(rested).for_each(|(file, rested)| file.rested = rested);
    }

    /// What to say of entries that match nothing any more.
    pub(super) fn left_over(&self) -> impl Iterator<Item = Diagnostic> {
        self.files.iter().filter_map(Baseline::left_over)
    }

    /// Adds the texts of the files.
    pub(super) fn add_to(&self, sources: &mut Sources) {
        self.files.iter().filter(|file| file.is_there).for_each(|file| sources.add(Arc::clone(&file.source)));
    }
}

impl Baseline {
    fn let_rest<'o>(
        &self,
        outcomes: impl Iterator<Item = &'o mut Outcome>,
        folders: &[PathBuf],
        run: &Worker<'_>,
    ) -> Rested {
        let mut names = Names { folder: &self.folder, current: run.current, known: FxHashMap::default() };
        let mut checked: FxHashMap<String, (&Exceptions, usize)> = FxHashMap::default();
        let mut found: Vec<(String, &mut Vec<Diagnostic>)> = Vec::new();
        for Outcome { project, exceptions, diagnostics, .. } in outcomes {
            // A draft without a name has none to be listed under.
            let Some(exceptions) = exceptions.as_ref().filter(|draft| &**draft.path() != STDIN) else { continue };
            let name = names.of(exceptions.path());
            checked.insert(name.clone(), (exceptions, *project));
            found.push((name, diagnostics));
        }
        let whereabouts = |entry: &Entry| match checked.get(&entry.path) {
            Some(&(draft, at)) if has_looked(&entry.rule, draft, &run.linters[at], run.whole[at]) => {
                Whereabouts::Checked
            }
            None if is_gone(&self.folder.join(&entry.path)) => Whereabouts::Gone,
            _ => Whereabouts::Elsewhere,
        };
        let (entries, source, spans) = (&self.lines.entries, &self.source, &self.lines.spans);
        let by = |entry: usize| format!("{}:{}", source.path(), source.place(spans[entry]).line);
        let mut drafts: Vec<Found<'_>> =
            found.iter_mut().map(|(path, diagnostics)| Found { path, diagnostics }).collect();
        let found_in = let_rest(entries, &mut drafts, whereabouts, by);
        // A hook that is handed three drafts is not where old entries are swept out.
        let is_below = |path: &str| {
            let path = clean(&self.folder.join(path));
            folders.iter().any(|folder| path.starts_with(folder))
        };
        let is_left = |&at: &usize| {
            found_in[at].is_none()
                && match whereabouts(&entries[at]) {
                    Whereabouts::Checked => run.options.is_for_baseline || is_below(&entries[at].path),
                    Whereabouts::Gone => is_below(&entries[at].path),
                    Whereabouts::Elsewhere => false,
                }
        };
        let left = (0..entries.len()).filter(is_left).collect();
        let mut fresh = Vec::new();
        if run.options.is_for_baseline {
            for (path, diagnostics) in &found {
                let wanted = diagnostics.iter().filter(|one| one.is_reported() && can_rest(one));
                fresh.extend(wanted.map(|one| Entry::of(one, path)));
            }
        }
        Rested { found_in, left, fresh }
    }

    /// Reads a file; where that cannot be done, why not, and a baseline without entries.
    fn read(
        location: &Location,
        file: PathBuf,
        settings: &Settings,
        options: &Check,
        current: &Path,
    ) -> Result<Self, (Box<Diagnostic>, Box<Self>)> {
        let name = shown(&location.file, current);
        let folder = location.file.parent().map_or_else(|| current.to_owned(), resolved);
        let is_link = location.file.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
        let mut this = Self {
            source: Arc::new(Source::new(name.as_str(), "")),
            is_there: location.file.symlink_metadata().is_ok(),
            is_named: location.from != From::Nobody,
            file,
            folder,
            lines: Lines::default(),
            rested: Rested::default(),
        };
        let tree = || git::root_of(&this.folder).unwrap_or_else(|| this.folder.clone());
        if location.from != From::CommandLine && is_link && !stays_inside(&location.file, &tree()) {
            let message = "this symbolic link leads out of the repository".to_owned();
            return Err((read::unreadable(&name, message).diagnostic, Box::new(this)));
        }
        if !this.is_there {
            return match this.missing(location, settings) {
                Some(mistake) if !options.is_for_baseline => Err((Box::new(mistake), Box::new(this))),
                _ => Ok(this),
            };
        }
        match read::read(&location.file, &name) {
            Err(refused) => Err((refused.diagnostic, Box::new(this))),
            Ok(text) => {
                this.lines = baseline::read(&text.source);
                this.source = text.source;
                Ok(this)
            }
        }
    }

    /// What to say where somebody named a file that is not there.
    fn missing(&self, location: &Location, settings: &Settings) -> Option<Diagnostic> {
        const REMEDY: &str = "`copydesk baseline` writes it.";
        let message = "there is no such baseline";
        let told = match (location.from, settings.file(), settings.baseline()) {
            (From::CommandLine, ..) => {
                Diagnostic::about_file(self.source.path(), trouble::BASELINE, Level::Error, message)
            }
            (From::Settings, Some(file), Some(named)) => {
                Diagnostic::trouble(file, named.span, trouble::BASELINE, Level::Error, message)
            }
            _ => return None,
        };
        Some(told.with_remedy(REMEDY))
    }

    fn left_over(&self) -> Option<Diagnostic> {
        let (&first, others) = self.rested.left.split_first()?;
        let Entry { path, rule, .. } = &self.lines.entries[first];
        let message = match others.len() {
            0 => format!("this entry matches nothing any more: `{rule}` in {path}"),
            more => format!("{} entries match nothing any more, the first of them `{rule}` in {path}", more + 1),
        };
        let span = |entry: usize| self.lines.spans[entry];
        let told = Diagnostic::trouble(&self.source, span(first), trouble::BASELINE, Level::Warning, message);
        let told = told.with_remedy("`copydesk baseline --prune` takes out what matches nothing.");
        let others = others.iter().take(MOST_EVIDENCE);
        Some(others.fold(told, |told, &entry| told.with_evidence(&self.source, span(entry), "nor does this")))
    }

    /// The entries that still match something or were not looked for. With `follows`, those whose passage is in another
    /// draft now name that.
    pub(in crate::cli) fn kept(&self, follows: bool) -> Vec<Entry> {
        let entries = self.lines.entries.iter().zip(&self.rested.found_in).enumerate();
        let kept = entries.filter(|(index, _)| self.rested.left.binary_search(index).is_err());
        kept.map(|(_, (entry, found_in))| match found_in {
            Some(path) if follows => Entry { path: path.clone(), ..entry.clone() },
            _ => entry.clone(),
        })
        .collect()
    }

    /// How many entries match nothing any more.
    pub(in crate::cli) fn left(&self) -> usize {
        self.rested.left.len()
    }

    /// What it would let rest besides its entries, where that is asked for.
    pub(in crate::cli) fn fresh(&self) -> &[Entry] {
        &self.rested.fresh
    }
}

/// Whether a draft is no longer there.
fn is_gone(file: &Path) -> bool {
    file.symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// How a baseline names drafts.
struct Names<'n> {
    folder: &'n Path,
    current: &'n Path,
    /// Folders, and what they are with links followed: drafts are given by the one or the other.
    known: FxHashMap<PathBuf, PathBuf>,
}

impl Names<'_> {
    fn of(&mut self, path: &str) -> String {
        let file = clean(&self.current.join(path));
        let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return path.to_owned() };
        if !self.known.contains_key(folder) {
            self.known.insert(folder.to_owned(), resolved(folder));
        }
        let real = self.known.get(folder).map_or_else(|| file.clone(), |real| real.join(name));
        let name = shown(&real, self.folder);
        if cfg!(windows) { name.replace('\\', "/") } else { name }
    }
}
