//! Where what was found in drafts is kept from one run to the next.

use super::Surroundings;
use super::arguments::Caching;
use crate::input::cache::Cache;
use std::path::PathBuf;

/// The variable that names the folder; empty, nothing is kept.
const FOLDER: &str = "COPYDESK_CACHE_DIR";

/// The cache that a run is to use: in the folder that was asked for, else in the user's folder for such things, if there is
/// one.
pub(super) fn of(options: &Caching, world: &Surroundings<'_>) -> Option<Cache> {
    if options.no_cache {
        return None;
    }
    let set = || (world.variable)(FOLDER).map(PathBuf::from);
    let folder = match options.cache_dir.clone().or_else(set) {
        Some(folder) if folder.as_os_str().is_empty() => return None,
        Some(folder) => world.current.join(folder),
        None => usual(world)?.join("copydesk"),
    };
    Some(Cache::new(folder))
}

/// The user's folder for caches, where the system keeps it. Not asked of a library: those look at the variables of the
/// process, and what a run sees of the world is what it is handed.
fn usual(world: &Surroundings<'_>) -> Option<PathBuf> {
    let folder = |name: &str| (world.variable)(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Caches"))
    } else {
        // https://specifications.freedesktop.org/basedir-spec/
        folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")))
    }
}
