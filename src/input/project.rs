//! Which settings a draft falls under: those of the nearest `copydesk.toml` upward, up to the repository root.

use super::{git, read, shown, stays_inside};
use crate::config::{FILE_NAME, Root, Settings};
use crate::diagnostic::Diagnostic;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where settings come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SettingsFrom {
    /// The nearest file upward from each draft.
    #[default]
    Nearest,
    /// This file, for every draft.
    File(PathBuf),
    /// No file at all.
    Nowhere,
}

/// Settings as they were read, with the mistakes in them.
#[derive(Debug, Default)]
pub struct Project {
    /// What could be read.
    pub settings: Settings,
    /// The mistakes in the file.
    pub mistakes: Vec<Diagnostic>,
}

/// The settings files met so far. Each folder is looked up once.
#[derive(Debug)]
pub struct Projects {
    from: SettingsFrom,
    current: PathBuf,
    projects: Vec<Project>,
    by_folder: HashMap<PathBuf, usize>,
    /// The project of drafts that have no settings file, or of all if one file was named.
    fixed: Option<usize>,
}

impl Projects {
    /// No settings yet. `current` is the current folder, absolute.
    #[must_use]
    pub fn new(from: SettingsFrom, current: &Path) -> Self {
        Self { from, current: current.to_owned(), projects: Vec::new(), by_folder: HashMap::new(), fixed: None }
    }

    /// All settings met, by index.
    #[must_use]
    pub fn all(&self) -> &[Project] {
        &self.projects
    }

    /// The same, to be taken over.
    #[must_use]
    pub fn into_all(self) -> Vec<Project> {
        self.projects
    }

    /// The index of the settings for drafts in a folder, given as an absolute path.
    pub fn of_folder(&mut self, folder: &Path) -> usize {
        match &self.from {
            SettingsFrom::Nearest => self.nearest(folder),
            SettingsFrom::Nowhere => self.fixed(|_| Project::default()),
            SettingsFrom::File(file) => {
                let file = crate::config::clean(&self.current.join(file));
                self.fixed(|current| load(&file, current, true))
            }
        }
    }

    /// The settings of an index.
    #[must_use]
    pub fn settings(&self, index: usize) -> &Settings {
        &self.projects[index].settings
    }

    fn fixed(&mut self, make: impl FnOnce(&Path) -> Project) -> usize {
        if let Some(index) = self.fixed {
            return index;
        }
        let project = make(&self.current);
        let index = self.add(project);
        self.fixed = Some(index);
        index
    }

    fn add(&mut self, project: Project) -> usize {
        self.projects.push(project);
        self.projects.len() - 1
    }

    fn nearest(&mut self, folder: &Path) -> usize {
        if let Some(&index) = self.by_folder.get(folder) {
            return index;
        }
        let file = folder.join(FILE_NAME);
        let index = if file.symlink_metadata().is_ok() {
            let project = load(&file, &self.current, false);
            self.add(project)
        } else {
            match folder.parent().filter(|_| !git::is_root(folder)) {
                Some(parent) => self.nearest(parent),
                None => self.fixed(|_| Project::default()),
            }
        };
        self.by_folder.insert(folder.to_owned(), index);
        index
    }
}

/// Reads a settings file. One that was not named by the user may be part of what is checked, and is trusted less.
fn load(file: &Path, current: &Path, was_named: bool) -> Project {
    let name = shown(file, current);
    let folder = file.parent().unwrap_or(current);
    let refused = |why: Box<Diagnostic>| Project { settings: Settings::default(), mistakes: vec![*why] };
    if !was_named && file.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink()) {
        let tree = git::root_of(folder).unwrap_or_else(|| folder.to_owned());
        if !stays_inside(file, &tree) {
            let message = "this symbolic link leads out of the repository".to_owned();
            return refused(read::unreadable(&name, message).diagnostic);
        }
    }
    match read::read(file, &name) {
        Err(error) => refused(error.diagnostic),
        Ok(text) => {
            let source = Arc::clone(&text.source);
            let (settings, mut mistakes) = Settings::read_with_mistakes(&source, Root::new(folder, current));
            mistakes.extend(text.notice);
            Project { settings, mistakes }
        }
    }
}
