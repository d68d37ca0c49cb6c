//! What has changed in git, to be checked instead of all drafts.

use super::work::{Task, Work};
use crate::cli::arguments::Check;
use crate::config::clean;
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::input::changes::{Base, Changed, Wanted, changes};
use crate::input::discover::{Entry, discover_changed};
use crate::input::git::{self, without_links};
use crate::input::project::Projects;
use crate::input::read;
use std::path::{Path, PathBuf};

/// Whether only what has changed is to be checked.
pub(super) fn are_asked_for(options: &Check) -> bool {
    options.staged || options.changed || options.since.is_some()
}

/// The drafts that have changed in the repository of the current folder, or in the paths given.
pub(super) fn gather(options: &Check, projects: &mut Projects, current: &Path) -> Work {
    let base = match &options.since {
        Some(revision) => Some(Base::Since(revision)),
        None => options.changed.then_some(Base::Head),
    };
    let mut work = Work::default();
    let real = current.canonicalize().unwrap_or_else(|_| current.to_owned());
    let mut found = match changes(&real, Wanted { staged: options.staged, base }) {
        Ok(found) => found,
        Err(fault) => {
            let mut told = Diagnostic::about_file(".", trouble::UNREADABLE, Level::Error, fault.message);
            told.remedy = fault.remedy;
            work.tasks.push(Task::Entry(Entry::Trouble(Box::new(told))));
            return work;
        }
    };
    let named: Vec<PathBuf> = options.paths.iter().map(|path| without_links(clean(&real.join(path)))).collect();
    let root = git::root_of(&real);
    for (path, file) in options.paths.iter().zip(&named) {
        let is_changed = || found.iter().any(|changed| changed.file.starts_with(file));
        let message = match &root {
            Some(root) if !file.starts_with(root) => "this is not in the repository of the current folder",
            _ if file.symlink_metadata().is_err() && !is_changed() => "there is no such file or folder",
            _ => continue,
        };
        let told = read::unreadable(&path.to_string_lossy(), message.to_owned()).diagnostic;
        work.tasks.push(Task::Entry(Entry::Trouble(told)));
    }
    // As in a folder: templates of a forge and the like are no drafts.
    let is_hidden = |file: &Path| {
        let below = root.as_deref().and_then(|root| file.strip_prefix(root).ok());
        below.is_some_and(|below| below.iter().any(|part| part.as_encoded_bytes().starts_with(b".")))
    };
    found.retain(|Changed { file, .. }| {
        let is_wanted = named.is_empty() || named.iter().any(|path| file.starts_with(path));
        is_wanted && (!is_hidden(file) || named.contains(file))
    });
    let files: Vec<&Path> = found.iter().map(|changed| changed.file.as_path()).collect();
    let drafts = discover_changed(&files, projects, &real);
    for (changed, draft) in found.into_iter().zip(drafts) {
        if let Some(draft) = draft {
            work.changed.insert(draft.path.clone(), changed);
            work.tasks.push(Task::Entry(Entry::Draft(draft)));
        }
    }
    work
}
