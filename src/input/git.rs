//! Git, read only. No code from the repository is run and nothing goes over the network.

use std::path::{Path, PathBuf};

/// The root of the working tree that holds a path, if any does.
#[must_use]
pub fn root_of(path: &Path) -> Option<PathBuf> {
    if let Ok(repository) = git2::Repository::discover(path) {
        return repository.workdir().map(Path::to_path_buf);
    }
    // libgit2 refuses repositories that belong to another user, as a mounted one in a container does.
    path.ancestors().find(|folder| is_root(folder)).map(Path::to_path_buf)
}

/// Whether a folder is the root of a working tree: of a repository, a worktree or a submodule.
pub(crate) fn is_root(folder: &Path) -> bool {
    folder.join(".git").symlink_metadata().is_ok()
}
