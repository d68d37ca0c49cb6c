//! Paths and the patterns for them.
//!
//! A pattern is relative to the folder of the settings file. Without a `/` it matches a name at any depth, and a
//! pattern that matches a folder matches everything in it: what people know from `.gitignore`.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::path::{Component, Path, PathBuf};

/// Patterns for paths; none match nothing.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    written: Vec<String>,
    set: GlobSet,
    /// By pattern of the set: the index of what was written.
    of: Vec<usize>,
}

impl Globs {
    /// Reads patterns. Mistakes go to `mistake` with the index of the pattern.
    pub(super) fn read(written: Vec<String>, mut mistake: impl FnMut(usize, String)) -> Self {
        let (mut builder, mut of) = (GlobSetBuilder::new(), Vec::new());
        for (index, pattern) in written.iter().enumerate() {
            let trimmed = pattern.strip_prefix("./").unwrap_or(pattern).trim_end_matches('/');
            let anchored = match trimmed.strip_prefix('/') {
                Some(rest) => rest.to_owned(),
                None if trimmed.contains('/') => trimmed.to_owned(),
                None => format!("**/{trimmed}"),
            };
            if trimmed.is_empty() {
                mistake(index, "an empty pattern matches nothing".to_owned());
                continue;
            }
            for form in [anchored.clone(), format!("{anchored}/**")] {
                match GlobBuilder::new(&form).literal_separator(true).build() {
                    Ok(glob) => {
                        builder.add(glob);
                        of.push(index);
                    }
                    Err(error) => {
                        mistake(index, format!("this is not a path pattern: {}", error.kind()));
                        break;
                    }
                }
            }
        }
        let set = builder.build().unwrap_or_else(|error| {
            mistake(0, format!("these patterns cannot be used together: {error}"));
            GlobSet::empty()
        });
        Self { written, set, of }
    }

    /// Whether any pattern matches a path that [`Root::relative`] gave.
    #[must_use]
    pub fn matches(&self, relative: &str) -> bool {
        !self.set.is_empty() && self.set.is_match(relative)
    }

    /// The patterns that match none of some paths that [`Root::relative`] gave, by index.
    #[must_use]
    pub fn matching_none(&self, paths: impl Iterator<Item = String>) -> Vec<usize> {
        let mut missing: Vec<usize> = (0..self.written.len()).collect();
        for path in paths {
            if missing.is_empty() {
                break;
            }
            let matched = self.set.matches(&path);
            missing.retain(|&index| !matched.iter().any(|&glob| self.of.get(glob) == Some(&index)));
        }
        missing
    }

    /// Whether there are no patterns.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// The patterns as they were written.
    #[must_use]
    pub fn written(&self) -> &[String] {
        &self.written
    }

    /// The folders, from that of the settings, below which all that the patterns match lies; a plain path may be a file.
    #[cfg(feature = "cli")]
    pub(crate) fn folders(&self) -> Vec<PathBuf> {
        let folder = |pattern: &String| {
            let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
            if !pattern.trim_end_matches('/').contains('/') {
                return Some(PathBuf::new());
            }
            let plain = pattern.split('/').take_while(|part| !part.contains(['*', '?', '[', '{', '\\']));
            let folder: PathBuf = plain.filter(|part| !matches!(*part, "" | ".")).collect();
            folder.components().all(|part| matches!(part, Component::Normal(_))).then_some(folder)
        };
        self.written.iter().filter_map(folder).collect()
    }

    /// Whether every pattern is a plain path or name, without wildcards.
    #[must_use]
    pub fn are_plain(&self) -> bool {
        !self.written.iter().any(|pattern| pattern.contains(['*', '?', '[', '{']))
    }

    /// Whether some pattern asks for files with the ending of this path by name.
    #[must_use]
    pub fn name_ending_of(&self, path: &str) -> bool {
        let Some((_, ending)) = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')) else { return false };
        self.written.iter().any(|pattern| pattern.rsplit_once('.').is_some_and(|(_, wanted)| wanted == ending))
    }
}

/// The folder that the patterns of the settings are relative to.
#[derive(Clone, Debug, Default)]
pub struct Root {
    folder: PathBuf,
    current: PathBuf,
}

impl Root {
    /// A root: the folder of the settings file, and the current folder, which paths are given from. Both absolute.
    #[must_use]
    pub fn new(folder: &Path, current: &Path) -> Self {
        Self { folder: clean(folder), current: clean(current) }
    }

    /// The folder of the settings file.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A path as patterns see it: from the root, with `/`. What lies elsewhere is seen from the current folder.
    #[must_use]
    pub fn relative(&self, path: &str) -> String {
        let absolute = clean(&self.current.join(path));
        let seen = absolute.strip_prefix(&self.folder).or_else(|_| absolute.strip_prefix(&self.current));
        let seen = seen.unwrap_or(&absolute).to_string_lossy();
        if cfg!(windows) { seen.replace('\\', "/") } else { seen.into_owned() }
    }
}

/// A path without `.` and with `..` resolved as far as its own components go; the file system is not asked.
pub(crate) fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(clean.components().next_back(), Some(Component::Normal(_))) => {
                clean.pop();
            }
            Component::ParentDir if clean.has_root() => {}
            _ => clean.push(component),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globs(pattern: &str) -> Globs {
        Globs::read(vec![pattern.to_owned()], |_, message| panic!("{message}"))
    }

    #[test]
    fn a_name_matches_at_any_depth_and_a_folder_all_it_holds() {
        assert!(globs("*.md").matches("desk/a.md"));
        assert!(globs("archive").matches("archive/2020/a.md"));
        assert!(globs("desk/archive/").matches("desk/archive/a.md"));
        assert!(!globs("desk/*.md").matches("desk/archive/a.md"));
        assert!(!globs("/a.md").matches("desk/a.md"));
        assert!(globs("desk/**/*.md").matches("desk/a.md"));
    }

    #[test]
    fn patterns_that_match_nothing_are_known() {
        let written = ["2024/**", "*.md", "2023"].map(str::to_owned).to_vec();
        let globs = Globs::read(written, |_, message| panic!("{message}"));
        let none = |paths: &[&str]| globs.matching_none(paths.iter().map(|&path| path.to_owned()));
        assert_eq!(none(&["2024/a.txt"]), [1, 2]);
        assert_eq!(none(&["2024/a.txt", "2023/a.md"]), [] as [usize; 0]);
        assert_eq!(none(&[]), [0, 1, 2]);
    }

    #[test]
    fn paths_are_seen_from_the_root_however_they_are_given() {
        let root = Root::new(Path::new("/news"), Path::new("/news/desk"));
        for path in ["a.md", "./a.md", "../desk/a.md", "/news/desk/a.md", "../../news/desk/./a.md"] {
            assert_eq!(root.relative(path), "desk/a.md");
        }
        assert_eq!(Root::default().relative("./desk/../a.md"), "a.md");
    }
}
