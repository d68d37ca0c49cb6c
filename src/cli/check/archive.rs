//! The archive: drafts that those of a run are compared with.

use super::work::{Task, Work};
use crate::cli::arguments::Check;
use crate::input::discover::{Entry, discover_archive};
use crate::input::project::Projects;
use crate::input::resolved;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Adds the drafts that the settings of the projects keep for reference, those that are checked anyway left out.
pub(super) fn gather(work: &mut Work, options: &Check, projects: &mut Projects, current: &Path) {
    let absolute = |file: &Path| resolved(&current.join(file));
    let stdin = options.stdin_filename.iter().map(|name| absolute(Path::new(name)));
    // Of a draft on standard input an earlier state may lie in the archive, and nobody wants to be told that it is alike.
    let checked: FxHashSet<PathBuf> =
        work.tasks.iter().filter_map(Task::found).map(|found| absolute(&found.file)).chain(stdin).collect();
    let told: FxHashSet<Arc<str>> = work.tasks.iter().filter_map(Task::trouble).map(|one| one.path.clone()).collect();
    let used: BTreeSet<usize> = work.tasks.iter().filter_map(Task::project).collect();
    for project in used {
        if projects.settings(project).archive().is_empty() {
            continue;
        }
        let mut found = Vec::new();
        for entry in discover_archive(project, projects, current) {
            match entry {
                Entry::Draft(draft) => found.push(draft),
                Entry::Trouble(trouble) if !told.contains(&trouble.path) => work.troubles.push(*trouble),
                Entry::Trouble(_) => {}
            }
        }
        let paths = found.iter().map(|found| found.path.as_str());
        work.unused.extend(projects.settings(project).unused_archive(paths));
        work.references.extend(found.into_iter().filter(|found| !checked.contains(&absolute(&found.file))));
    }
}
