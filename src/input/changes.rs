//! What git says has changed: which files, which of their lines, and what of them is staged. Read only, and never over the
//! network.

use super::{git, shown};
use crate::judge::Lines;
use git2::{
    Delta, Diff, DiffFindOptions, DiffOptions, ErrorCode, FileMode, Index, ObjectType, Patch, Repository, Tree,
};
use std::path::{Path, PathBuf};

/// Which changes are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// What is staged, as it is staged; else what lies in the working tree.
    pub staged: bool,
    /// What the lines are compared with; `None` where all lines of a changed file count.
    pub base: Option<Base<'a>>,
}

/// What changed lines are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base<'a> {
    /// The last commit.
    Head,
    /// The commit at which the history of this revision and that of the last commit parted.
    Since(&'a str),
}

/// A file that has changed.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Its absolute path in the working tree, where it need not be.
    pub file: PathBuf,
    /// What is staged of it, where that is asked for.
    pub staged: Option<Vec<u8>>,
    /// Which of its lines have changed.
    pub lines: Lines,
}

/// Why there are no changes to be had, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoChanges {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: Option<String>,
}

impl NoChanges {
    fn new(message: impl Into<String>, remedy: Option<&str>) -> Self {
        Self { message: message.into(), remedy: remedy.map(str::to_owned) }
    }

    fn of(doing: &str, error: &git2::Error) -> Self {
        let remedy = (error.code() == ErrorCode::Owner).then_some(
            "The repository belongs to another user; `git config --global --add safe.directory FOLDER` trusts it.",
        );
        Self::new(format!("git cannot {doing}: {}", error.message()), remedy)
    }
}

/// The files that have changed in the repository that holds the current folder, by path. Files that were deleted, symbolic
/// links and submodules are left out.
///
/// # Errors
/// Where there is no repository, no such revision, or no commit that two histories share, as in a shallow clone.
pub fn changes(current: &Path, wanted: Wanted<'_>) -> Result<Vec<Changed>, NoChanges> {
    let repository = Repository::discover(current).map_err(|error| match error.code() {
        ErrorCode::NotFound => NoChanges::new(
            "this folder is in no git repository",
            Some("Run it in a repository, or leave out `--staged`, `--changed` and `--since`."),
        ),
        _ => NoChanges::of("open this repository", &error),
    })?;
    let Some(root) = repository.workdir().map(Path::to_path_buf) else {
        return Err(NoChanges::new("this repository has no working tree", None));
    };
    let base = base_tree(&repository, wanted.base)?;
    let diff =
        diff(&repository, base.as_ref(), wanted.staged, current).map_err(|error| NoChanges::of("compare", &error))?;
    let mut changed = Vec::new();
    for number in 0..diff.deltas().len() {
        let file = read_delta(&repository, &diff, number, &root, current, wanted)?;
        changed.extend(file);
    }
    changed.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(changed)
}

/// The tree that changes are told from; `None` before the first commit.
fn base_tree<'r>(repository: &'r Repository, base: Option<Base<'_>>) -> Result<Option<Tree<'r>>, NoChanges> {
    let head = match repository.head() {
        Ok(head) => head.peel_to_commit().map_err(|error| NoChanges::of("read the last commit", &error))?,
        Err(error) if matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => {
            return match base {
                Some(Base::Since(revision)) => Err(unknown(repository, revision)),
                _ => Ok(None),
            };
        }
        Err(error) => return Err(NoChanges::of("read the last commit", &error)),
    };
    let Some(Base::Since(revision)) = base else { return tree(&head).map(Some) };
    let other = repository.revparse_single(revision).and_then(|object| object.peel_to_commit());
    let other = other.map_err(|_| unknown(repository, revision))?;
    let shared = repository.merge_base(other.id(), head.id()).and_then(|id| repository.find_commit(id));
    let shared = shared.map_err(|_| {
        let message = format!("`{revision}` and the last commit have no commit in common");
        NoChanges::new(message, depth(repository))
    })?;
    tree(&shared).map(Some)
}

fn tree<'r>(commit: &git2::Commit<'r>) -> Result<Tree<'r>, NoChanges> {
    commit.tree().map_err(|error| NoChanges::of("read a commit", &error))
}

fn unknown(repository: &Repository, revision: &str) -> NoChanges {
    let remedy = depth(repository).unwrap_or("Name a commit, a branch or a tag of this repository.");
    NoChanges::new(format!("there is no commit `{revision}` in this repository"), Some(remedy))
}

/// What to do where history was cut off.
fn depth(repository: &Repository) -> Option<&'static str> {
    let remedy = "This clone is shallow: fetch more of its history, with `git fetch --unshallow`, or `fetch-depth: 0` where CI checks it out.";
    repository.is_shallow().then_some(remedy)
}

fn diff<'r>(
    repository: &'r Repository,
    base: Option<&Tree<'_>>,
    staged: bool,
    current: &Path,
) -> Result<Diff<'r>, git2::Error> {
    let mut options = DiffOptions::new();
    options.context_lines(0).ignore_submodules(true).include_typechange(true);
    let mut diff = if staged {
        let mut index = repository.index()?;
        // `git commit FILE` makes an index of its own and tells hooks where it is.
        if let Some(path) = std::env::var_os("GIT_INDEX_FILE") {
            index = Index::open(&current.join(path))?;
        }
        repository.diff_tree_to_index(base, Some(&index), Some(&mut options))?
    } else {
        options.include_untracked(true).recurse_untracked_dirs(true).show_untracked_content(true);
        repository.diff_tree_to_workdir_with_index(base, Some(&mut options))?
    };
    diff.find_similar(Some(DiffFindOptions::new().renames(true)))?;
    Ok(diff)
}

/// One file of a comparison, unless there is nothing of it to read.
fn read_delta(
    repository: &Repository,
    diff: &Diff<'_>,
    number: usize,
    root: &Path,
    current: &Path,
    wanted: Wanted<'_>,
) -> Result<Option<Changed>, NoChanges> {
    let Some(delta) = diff.get_delta(number) else { return Ok(None) };
    let new = delta.new_file();
    let Some(path) = new.path() else { return Ok(None) };
    let file = root.join(path);
    if delta.status() == Delta::Conflicted {
        let message = format!("{} has conflicts", shown(&file, current));
        return Err(NoChanges::new(message, Some("Resolve them and stage the file.")));
    }
    let is_file = matches!(new.mode(), FileMode::Blob | FileMode::BlobExecutable | FileMode::BlobGroupWritable);
    if !is_file || delta.status() == Delta::Deleted {
        return Ok(None);
    }
    let staged = if wanted.staged {
        let blob = repository.find_object(new.id(), Some(ObjectType::Blob)).and_then(|object| object.peel_to_blob());
        Some(blob.map_err(|error| NoChanges::of("read what is staged", &error))?.content().to_vec())
    } else {
        None
    };
    let lines = match wanted.base {
        Some(_) if !matches!(delta.status(), Delta::Added | Delta::Untracked) => match &staged {
            Some(bytes) => as_sources_count(lines_of(diff, number), bytes),
            None => as_sources_count(lines_of(diff, number), &std::fs::read(&file).unwrap_or_default()),
        },
        _ => Lines::All,
    };
    Ok(Some(Changed { file: git::without_links(file), staged, lines }))
}

/// The lines that a comparison tells of; all where git takes the file for binary.
fn lines_of(diff: &Diff<'_>, number: usize) -> Lines {
    let Ok(Some(patch)) = Patch::from_diff(diff, number) else { return Lines::All };
    let hunks = (0..patch.num_hunks()).filter_map(|hunk| patch.hunk(hunk).ok());
    Lines::Some(
        hunks
            .map(|(hunk, _)| match (hunk.new_start(), hunk.new_lines()) {
                // Lines were taken out: those on either side have new neighbours.
                (start, 0) => start.max(1)..=start + 1,
                (start, lines) => start..=start + lines - 1,
            })
            .collect(),
    )
}

/// The lines of a file that git counts, which end in LF, as a source counts them, where a lone CR ends one too.
fn as_sources_count(lines: Lines, bytes: &[u8]) -> Lines {
    let is_lone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    let Lines::Some(ranges) = lines else { return lines };
    if !memchr::memchr_iter(b'\r', bytes).any(is_lone) {
        return Lines::Some(ranges);
    }
    // The line of the source that each of git's begins with.
    let (mut begins, mut line) = (vec![1], 1);
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        line += u32::from(bytes[at] == b'\n' || is_lone(at));
        if bytes[at] == b'\n' {
            begins.push(line);
        }
    }
    let begin = |of_git: u32| begins.get((of_git as usize).saturating_sub(1)).copied().unwrap_or(line + 1);
    let range = |range: std::ops::RangeInclusive<u32>| begin(*range.start())..=begin(range.end() + 1).saturating_sub(1);
    Lines::Some(ranges.into_iter().map(range).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_a_source_counts_them() {
        let told = |lines: std::ops::RangeInclusive<u32>, text: &str| {
            as_sources_count(Lines::Some(vec![lines]), text.as_bytes())
        };
        assert_eq!(told(2..=3, "a\nb\r\nc\n"), Lines::Some(vec![2..=3]));
        assert_eq!(told(1..=1, "a\rb\nc\nd\n"), Lines::Some(vec![1..=2]));
        assert_eq!(told(2..=2, "a\rb\nc\rd\r\ne\n"), Lines::Some(vec![3..=4]));
        assert_eq!(told(3..=3, "a\rb\nc\nd\n"), Lines::Some(vec![4..=4]));
        assert_eq!(told(3..=4, "a\rb\nc\nd"), Lines::Some(vec![4..=4]));
    }
}
