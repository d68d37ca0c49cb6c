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

/// A path with the symbolic links of its folder resolved, where that is there: git names files by the real path of the
/// working tree, people by the one they came by.
pub(crate) fn without_links(file: PathBuf) -> PathBuf {
    let real = file.parent().and_then(|folder| folder.canonicalize().ok()).zip(file.file_name());
    real.map_or(file.clone(), |(folder, name)| folder.join(name))
}
