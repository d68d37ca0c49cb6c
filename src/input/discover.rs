//! Paths to drafts, in a fixed order: as given, then sorted within folders.

use super::project::Projects;
use super::{git, read, stays_inside};
use crate::config::{Settings, clean};
use crate::diagnostic::Diagnostic;
use crate::draft::Format;
use ignore::{DirEntry, WalkBuilder};
use rustc_hash::FxHashSet;
use std::cmp::Ordering;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// A draft to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The path as it was given, or as it follows from the folder that was given.
    pub path: String,
    /// The file to open.
    pub file: PathBuf,
    /// Index of its settings in [`Projects`].
    pub project: usize,
    /// Whether it was named rather than met in a folder.
    pub is_named: bool,
}

/// A draft, or why there is none.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A draft to be read.
    Draft(Found),
    /// A path that leads to nothing that can be read.
    Trouble(Box<Diagnostic>),
}

/// What the paths led to.
#[derive(Clone, Debug, Default)]
pub struct Discovery {
    /// Drafts and troubles, in order.
    pub entries: Vec<Entry>,
    /// How many of the paths given are excluded by the settings.
    pub excluded: usize,
    /// The folders that were given, absolute; all that lies in them was found.
    pub folders: Vec<PathBuf>,
}

/// Finds the drafts that paths lead to. `current` is the current folder; with `obeys_excludes` what the settings
/// exclude is passed over even where it is named.
#[must_use]
pub fn discover(paths: &[PathBuf], projects: &mut Projects, current: &Path, obeys_excludes: bool) -> Discovery {
    let mut search = Search::new(projects, current, obeys_excludes);
    for path in paths {
        if let Err(error) = search.path(path) {
            search.trouble(path, &error);
        }
    }
    search.discovery
}

/// Of files that have changed, those that a run over their folder would check; nothing at the place of the others. What is
/// staged of a file need not lie in the working tree.
#[must_use]
pub fn discover_changed(files: &[&Path], projects: &mut Projects, current: &Path) -> Vec<Option<Found>> {
    let mut search = Search::new(projects, current, true);
    files.iter().map(|file| search.changed(file)).collect()
}

/// Finds the drafts that the settings of a project keep for others to be compared with, `include` and `exclude`
/// notwithstanding: those speak of what is checked. Only the folders that the patterns name are walked, and none that is a
/// way out of the folder of the settings.
#[must_use]
pub fn discover_archive(project: usize, projects: &mut Projects, current: &Path) -> Vec<Entry> {
    let settings = projects.settings(project);
    let (archive, root) = (settings.archive().clone(), settings.root().folder().to_owned());
    let mut search = Search::new(projects, current, false);
    search.archive = Some(project);
    for below in archive.folders() {
        let folder = root.join(&below);
        if !folder.exists() || !stays_inside(&folder, &root) {
            continue;
        }
        let (from, path) = (search.discovery.entries.len(), super::shown(&folder, current));
        if let Err(error) = search.path(Path::new(&path)) {
            search.trouble(Path::new(&path), &error);
        }
        // Where all folders are walked for a name, one that cannot be read need not have to do with the archive.
        if below.as_os_str().is_empty() {
            let rest = search.discovery.entries.split_off(from);
            search.discovery.entries.extend(rest.into_iter().filter(|entry| matches!(entry, Entry::Draft(_))));
        }
    }
    search.discovery.entries
}

struct Search<'s> {
    projects: &'s mut Projects,
    current: &'s Path,
    obeys_excludes: bool,
    /// The project whose archive is looked for. It has the settings for all of that.
    archive: Option<usize>,
    /// Files taken so far, symbolic links resolved: no draft is checked twice. Told apart by their bytes, for as paths
    /// they would be taken to pieces each time.
    seen: FxHashSet<OsString>,
    discovery: Discovery,
}

/// A folder whose files are being met.
struct Here {
    /// Its path as the walk gives it.
    path: PathBuf,
    /// Its path as reports show it.
    shown: PathBuf,
    /// Its path with symbolic links resolved.
    real: PathBuf,
    project: usize,
    /// Whether it is the folder of house rules or lies in it.
    is_house: bool,
}

impl<'s> Search<'s> {
    fn new(projects: &'s mut Projects, current: &'s Path, obeys_excludes: bool) -> Self {
        let (seen, discovery) = (FxHashSet::default(), Discovery::default());
        Self { projects, current, obeys_excludes, archive: None, seen, discovery }
    }

    /// The settings for drafts in a folder.
    fn project_of(&mut self, folder: &Path) -> usize {
        self.archive.unwrap_or_else(|| self.projects.of_folder(folder))
    }

    /// A path that was given.
    fn path(&mut self, path: &Path) -> io::Result<()> {
        let real = path.canonicalize()?;
        let absolute = clean(&self.current.join(path));
        let folder = absolute.parent().unwrap_or(&absolute);
        let is_link = path.symlink_metadata()?.is_symlink();
        if is_link && git::root_of(folder).is_some_and(|root| !stays_inside(&real, &root)) {
            return Err(io::Error::other("this symbolic link leads out of the repository"));
        }
        let metadata = real.metadata()?;
        let project = self.project_of(if metadata.is_dir() { &absolute } else { folder });
        let shown = path.to_string_lossy();
        if self.obeys_excludes && self.is_left_out(project, &shown, &absolute, metadata.is_dir()) {
            self.discovery.excluded += 1;
            return Ok(());
        }
        if metadata.is_dir() {
            self.folder(path, &absolute, &real, project);
            self.discovery.folders.push(absolute);
        } else if self.seen.insert(real.into_os_string()) {
            let found = Found { path: shown.into_owned(), file: path.to_owned(), project, is_named: true };
            self.discovery.entries.push(Entry::Draft(found));
        }
        Ok(())
    }

    /// A file that has changed, if it is a draft.
    fn changed(&mut self, file: &Path) -> Option<Found> {
        let project = self.project_of(file.parent().unwrap_or(file));
        let path = super::shown(file, self.current);
        let is_draft = self.is_draft(project, &path) && !is_house(self.projects.settings(project), file);
        is_draft.then(|| Found { path, file: file.to_owned(), project, is_named: false })
    }

    /// A folder that was given.
    fn folder(&mut self, path: &Path, absolute: &Path, real: &Path, project: usize) {
        let mut walk = WalkBuilder::new(path);
        walk.follow_links(false);
        if self.obeys_excludes && !self.projects.settings(project).exclude().is_empty() {
            let settings = self.projects.settings(project);
            let (root, exclude) = (settings.root().clone(), settings.exclude().clone());
            walk.filter_entry(move |entry| !exclude.matches(&root.relative(&entry.path().to_string_lossy())));
        }
        let is_folder = |entry: &DirEntry| entry.file_type().is_none_or(|kind| kind.is_dir());
        let mut met: Vec<Met> = walk
            .build()
            .map(|entry| entry.map_err(parts))
            .filter(|entry| !entry.as_ref().is_ok_and(is_folder))
            .collect();
        met.sort_by(|one, other| in_order(place(one), place(other)));
        let mut tree = None;
        let mut here: Option<Here> = None;
        for entry in met {
            match entry {
                Ok(entry) => {
                    let within = entry.path().parent().unwrap_or(path);
                    let known = here.take().filter(|here| here.path.as_os_str() == within.as_os_str());
                    let here = here.insert(known.unwrap_or_else(|| {
                        let below = within.strip_prefix(path).unwrap_or(within);
                        let folder = clean(&absolute.join(below));
                        let project = self.project_of(&folder);
                        let shown = if path == Path::new(".") { below } else { within };
                        Here {
                            path: within.to_owned(),
                            shown: shown.to_owned(),
                            real: real.join(below),
                            project,
                            is_house: self.obeys_excludes && is_house(self.projects.settings(project), &folder),
                        }
                    }));
                    if let Err(error) = self.met(&entry, here, real, &mut tree) {
                        self.trouble(entry.path(), &error);
                    }
                }
                Err((at, error)) => self.trouble(at.as_deref().unwrap_or(path), &error),
            }
        }
    }

    /// Something met in a folder, other than a folder; `root` is where the walk began.
    fn met(&mut self, entry: &DirEntry, here: &Here, root: &Path, tree: &mut Option<PathBuf>) -> io::Result<()> {
        let Some(kind) = entry.file_type() else { return Ok(()) };
        let project = here.project;
        let shown = here.shown.join(entry.file_name()).to_string_lossy().into_owned();
        if here.is_house || !self.is_draft(project, &shown) {
            return Ok(());
        }
        let mut target = here.real.join(entry.file_name());
        if kind.is_symlink() {
            let tree = tree.get_or_insert_with(|| git::root_of(root).unwrap_or_else(|| root.to_owned()));
            // A link to nowhere, out of the tree, or to a folder is nobody's draft.
            match target.canonicalize() {
                Ok(found) if found.is_file() && stays_inside(&found, tree) => target = found,
                _ => return Ok(()),
            }
        } else if !kind.is_file() {
            return Ok(());
        }
        if self.seen.insert(target.into_os_string()) {
            let found = Found { path: shown, file: entry.path().to_owned(), project, is_named: false };
            self.discovery.entries.push(Entry::Draft(found));
        }
        Ok(())
    }

    /// Whether the settings leave out a path that was named: a hook names all files of a commit, and means those that a
    /// run over the folder would find.
    fn is_left_out(&self, project: usize, shown: &str, absolute: &Path, is_folder: bool) -> bool {
        let settings = self.projects.settings(project);
        let here = settings.for_path(shown);
        here.is_excluded() || !(is_folder || here.is_included()) || is_house(settings, absolute)
    }

    /// Whether a file met in a folder is to be checked.
    fn is_draft(&self, project: usize, shown: &str) -> bool {
        // What word processors keep beside a document that is open.
        if shown.rsplit(['/', '\\']).next().is_some_and(|name| name.starts_with("~$")) {
            return false;
        }
        let settings = self.projects.settings(project);
        if self.archive.is_some() {
            let archive = settings.archive();
            return (has_format(settings, shown) || archive.name_ending_of(shown))
                && archive.matches(&settings.root().relative(shown));
        }
        let include = settings.include();
        if !has_format(settings, shown) && !include.name_ending_of(shown) {
            return false;
        }
        if include.is_empty() && settings.exclude().is_empty() {
            return true;
        }
        let here = settings.for_path(shown);
        here.is_included() && !(self.obeys_excludes && here.is_excluded())
    }

    fn trouble(&mut self, path: &Path, error: &io::Error) {
        let refused = read::unreadable(&path.to_string_lossy(), read::explain(error));
        self.discovery.entries.push(Entry::Trouble(refused.diagnostic));
    }
}

/// Whether a file's name or the settings say how it is written.
fn has_format(settings: &Settings, shown: &str) -> bool {
    Format::of_path(shown).is_some() || settings.format_of(shown).is_some()
}

/// Whether a path lies in the folder of house rules, whose word lists are no drafts.
fn is_house(settings: &Settings, absolute: &Path) -> bool {
    settings.house_folder().is_some_and(|house| absolute.starts_with(clean(&house)))
}

/// What a walk met: a file, or where and why it could not go on.
type Met = Result<DirEntry, (Option<PathBuf>, io::Error)>;

fn place(met: &Met) -> &Path {
    match met {
        Ok(entry) => entry.path(),
        Err((at, _)) => at.as_deref().unwrap_or(Path::new("")),
    }
}

/// The order of paths name by name, with the files of a folder in one place. Of paths taken to pieces it would be the
/// same, at many times the cost.
fn in_order(one: &Path, other: &Path) -> Ordering {
    let separated = |&byte: &u8| if std::path::is_separator(byte.into()) { 0 } else { byte };
    let [one, other] = [one, other].map(|path| path.as_os_str().as_encoded_bytes());
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    one[same..].iter().map(separated).cmp(other[same..].iter().map(separated))
}

/// Where and why a folder could not be read.
fn parts(error: ignore::Error) -> (Option<PathBuf>, io::Error) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path), parts(*err).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => parts(*err),
        ignore::Error::Io(error) => (None, error),
        other => (None, io::Error::other(other.to_string())),
    }
}
