//! Everything that touches the world: paths, files, folders, git.

pub mod cache;
pub mod changes;
pub mod discover;
pub mod git;
pub mod house;
pub mod project;
pub mod read;
pub mod write;

use crate::config::clean;
use std::path::{Component, Path, PathBuf};

/// A path as people are shown it: from the current folder where that is short, else absolute.
pub(crate) fn shown(path: &Path, current: &Path) -> String {
    /// Beyond this many `..` an absolute path is easier to read.
    const MOST_UPS: usize = 3;
    let same = path.components().zip(current.components()).take_while(|(a, b)| a == b).count();
    let ups = current.components().count() - same;
    let common = current.components().take(same).any(|part| matches!(part, Component::Normal(_)));
    if ups > MOST_UPS || !common {
        return path.to_string_lossy().into_owned();
    }
    let mut relative: PathBuf = std::iter::repeat_n("..", ups).collect();
    relative.extend(path.components().skip(same));
    if relative.as_os_str().is_empty() { ".".to_owned() } else { relative.to_string_lossy().into_owned() }
}

/// The file that a path leads to: links are followed, so that what they point to is written and not they themselves.
pub(crate) fn resolved(path: &Path) -> PathBuf {
    // The system is asked first: what `..` means after a link, it alone knows.
    if let Ok(file) = path.canonicalize() {
        return file;
    }
    // It does not exist yet, but its folder may.
    let (folder, name) = (path.parent().and_then(|folder| folder.canonicalize().ok()), path.file_name());
    match (folder, name) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => clean(path),
    }
}

/// Whether a path, symbolic links resolved, lies in a folder.
pub(crate) fn stays_inside(path: &Path, folder: &Path) -> bool {
    match (path.canonicalize(), folder.canonicalize()) {
        (Ok(path), Ok(folder)) => path.starts_with(folder),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::shown;
    use std::path::Path;

    #[cfg(unix)]
    #[test]
    fn what_lies_above_a_link_is_above_what_it_leads_to() {
        let room = tempfile::tempdir().expect("a folder");
        let room = room.path().canonicalize().expect("a folder");
        std::fs::create_dir_all(room.join("other/desk")).expect("a folder");
        std::os::unix::fs::symlink(room.join("other/desk"), room.join("link")).expect("a link");
        std::fs::write(room.join("other/a.md"), "").expect("a draft");
        assert_eq!(super::resolved(&room.join("link/../a.md")), room.join("other/a.md"));
        assert_eq!(super::resolved(&room.join("link/../new.md")), room.join("other/new.md"));
        assert_eq!(super::resolved(&room.join("none/../new.md")), room.join("new.md"));
    }

    #[test]
    fn paths_are_shown_from_the_current_folder() {
        let at = |path: &str| shown(Path::new(path), Path::new("/news/desk"));
        assert_eq!(at("/news/desk/a.md"), "a.md");
        assert_eq!(at("/news/copydesk.toml"), "../copydesk.toml");
        assert_eq!(at("/etc/copydesk.toml"), "/etc/copydesk.toml");
        assert_eq!(at("/news/desk"), ".");
    }
}
