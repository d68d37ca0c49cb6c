//! What git says has changed, as a hook and a pull request check ask for it: with a real git, in repositories of the
//! tests' own.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const CLEAN: &str = "The port\n\nThe mayor spoke at noon.\n\nThe crews left in the night.\n";

struct Repository {
    folder: TempDir,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { folder: tempfile::tempdir().expect("a folder") };
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository
    }

    /// One with a commit of `a.md`.
    fn with(text: &str) -> Self {
        let repository = Self::new();
        repository.write("a.md", text);
        repository.commit();
        repository
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn run(&self, program: &str, folder: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(program);
        // Tests may themselves run in a hook, which tells git where it is by variables.
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
            command.env_remove(name);
        }
        command.args(arguments).current_dir(self.path().join(folder));
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "desk").env(format!("GIT_{role}_EMAIL"), "desk@localhost");
        }
        command.output().unwrap_or_else(|error| panic!("{program}: {error}"))
    }

    fn git(&self, arguments: &[&str]) {
        let output = self.run("git", ".", arguments);
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "a commit"]);
    }

    /// What `copydesk check` prints, a line each, and its exit status.
    fn check(&self, folder: &str, arguments: &[&str]) -> (String, i32) {
        let arguments = [&["check", "--format", "short", "--level", "advice"], arguments].concat();
        let output = self.run(env!("CARGO_BIN_EXE_copydesk"), folder, &arguments);
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        (printed, output.status.code().expect("an exit status"))
    }
}

#[test]
fn what_is_staged_is_checked_as_it_is_staged() {
    let repository = Repository::with(CLEAN);
    repository.write("a.md", &format!("{CLEAN}\nTK.\n"));
    repository.git(&["add", "a.md"]);
    // A fix that is not staged hides nothing, nor is an unstaged fault told of.
    repository.write("a.md", CLEAN);
    repository.write("b.md", "The town\n\nTK is all there is.\n");
    let told = ("a.md:7:1: error[placeholder-tk]: “TK” is a placeholder\n".to_owned(), 1);
    assert_eq!(repository.check(".", &["--staged"]), told);
    assert_eq!(repository.check(".", &["--staged", "b.md"]), (String::new(), 0));
    repository.write("desk/notes.md", CLEAN);
    assert_eq!(repository.check("desk", &["--staged"]).0, told.0.replace("a.md", "../a.md"));
    // What is staged need not lie in the working tree any more.
    fs::remove_file(repository.path().join("a.md")).expect("a file");
    assert_eq!(repository.check(".", &["--staged"]), told);
}

#[test]
fn before_the_first_commit_all_that_is_staged_is_new() {
    let repository = Repository::new();
    assert_eq!(repository.check(".", &["--staged"]), (String::new(), 0));
    repository.write("a.md", "The town\n\nTK is all there is.\n");
    repository.git(&["add", "a.md"]);
    for arguments in [&["--staged"][..], &["--staged", "--changed"], &["--changed"]] {
        assert_eq!(repository.check(".", arguments).1, 1, "{arguments:?}");
    }
}

#[test]
fn an_old_fault_elsewhere_stops_nothing() {
    let old = "The port\n\nTK spoke at noon.\n\nThe crews left in the night.\n";
    let repository = Repository::with(old);
    repository.git(&["checkout", "--quiet", "-b", "story"]);
    repository.write("a.md", &old.replace("The crews", "All crews"));
    repository.commit();
    for arguments in [&["--since", "main"][..], &["--changed"], &["--staged"]] {
        assert_eq!(repository.check(".", arguments), (String::new(), 0), "{arguments:?}");
    }
    assert_eq!(repository.check(".", &["a.md"]).1, 1);
    repository.write("a.md", &old.replace("The crews left", "TK crews left"));
    let told = ("a.md:5:1: error[placeholder-tk]: “TK” is a placeholder\n".to_owned(), 1);
    assert_eq!(repository.check(".", &["--since", "main"]), told);
    assert_eq!(repository.check(".", &["--changed"]), told);
    // What `main` has got since is not of this branch.
    repository.git(&["stash", "--quiet"]);
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("b.md", "The town\n\nTK is all there is.\n");
    repository.commit();
    repository.git(&["checkout", "--quiet", "story"]);
    assert_eq!(repository.check(".", &["--since", "main"]), (String::new(), 0));
}

#[test]
fn what_is_set_aside_is_counted() {
    let old = "The port\n\nTK spoke at noon.\n\nThe crews left in the night.\n";
    let repository = Repository::with(old);
    repository.write("a.md", &old.replace("The crews", "All crews"));
    let output = repository.run(env!("CARGO_BIN_EXE_copydesk"), ".", &["check", "--changed"]);
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(printed, "no problems in 1 draft; 1 on lines that have not changed\n");
}

#[test]
fn a_change_that_contradicts_an_old_line_is_told_of_at_the_change() {
    let old = "The port\n\nThe mayor spoke. Kiev waits for it.\n\nThe crews left at noon.\n";
    let repository = Repository::with(old);
    repository.write("a.md", &old.replace("left at noon.", "left Kyiv at noon, and Kyiv slept. Kyiv was full."));
    let (printed, _) = repository.check(".", &["--changed"]);
    assert_eq!(printed, "a.md:5:16: warning[name-variant]: “Kiev” once, “Kyiv” 3 times\n");
}

#[test]
fn a_renamed_file_is_the_same_file() {
    let long: String = (0..20).map(|line| format!("Line {line} tells of the harbour and its crews.\n\n")).collect();
    let repository = Repository::with(&format!("The port\n\nTK spoke at noon.\n\n{long}"));
    fs::create_dir(repository.path().join("desk")).expect("a folder");
    repository.git(&["mv", "a.md", "desk/c.md"]);
    for arguments in [&["--staged", "--changed"][..], &["--changed"]] {
        assert_eq!(repository.check(".", arguments), (String::new(), 0), "{arguments:?}");
    }
    assert_eq!(repository.check(".", &["--staged"]).1, 1);
}

#[test]
fn what_is_no_draft_is_passed_over() {
    let repository = Repository::with(CLEAN);
    repository.write("picture.png", "TK");
    repository.write("code.rs", "// TK");
    repository.write("out/a.md", "The town\n\nTK is all there is.\n");
    repository.write("bytes.md", "\0\0TK\0");
    repository.write("copydesk.toml", "exclude = [\"out/**\"]\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("a.md", repository.path().join("link.md")).expect("a link");
    repository.git(&["rm", "--quiet", "a.md"]);
    repository.git(&["add", "--all"]);
    assert_eq!(repository.check(".", &["--staged"]), (String::new(), 0));
}

#[test]
fn a_worktree_has_an_index_of_its_own() {
    let repository = Repository::with(CLEAN);
    repository.git(&["worktree", "add", "--quiet", "other"]);
    repository.write("other/a.md", "The town\n\nTK is all there is.\n");
    assert!(repository.run("git", "other", &["add", "a.md"]).status.success());
    assert_eq!(repository.check("other", &["--staged"]).1, 1);
    assert_eq!(repository.check(".", &["--staged"]), (String::new(), 0));
}

#[test]
fn what_is_missing_is_told_with_a_remedy() {
    let repository = Repository::with(CLEAN);
    let (printed, status) = repository.check(".", &["--since", "nowhere"]);
    assert_eq!(status, 2);
    assert!(printed.contains("there is no commit `nowhere`"), "{printed}");
    // A clone with one commit does not know where the branches parted.
    repository.write("a.md", &format!("{CLEAN}\nA line.\n"));
    repository.commit();
    let from = format!("file://{}", repository.path().display());
    repository.git(&["clone", "--quiet", "--depth", "1", &from, "shallow"]);
    let (printed, status) = repository.check("shallow", &["--since", "HEAD~1"]);
    assert_eq!(status, 2);
    assert!(printed.contains("there is no commit `HEAD~1`"), "{printed}");
    let output = repository.run(env!("CARGO_BIN_EXE_copydesk"), "shallow", &["check", "--since", "HEAD~1"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("This clone is shallow"));
    // A file in conflict is not what anybody wants to commit.
    repository.git(&["checkout", "--quiet", "-b", "side", "HEAD~1"]);
    repository.write("a.md", &format!("{CLEAN}\nAnother line.\n"));
    repository.git(&["commit", "--quiet", "--all", "--message", "side"]);
    assert!(!repository.run("git", ".", &["merge", "--quiet", "main"]).status.success());
    let (printed, status) = repository.check(".", &["--staged"]);
    assert_eq!((status, printed.contains("a.md has conflicts")), (2, true), "{printed}");
}

#[test]
fn outside_a_repository_it_says_so() {
    let folder = Repository { folder: tempfile::tempdir().expect("a folder") };
    let (printed, status) = folder.check(".", &["--staged"]);
    assert_eq!(status, 2);
    assert!(printed.contains("this folder is in no git repository"), "{printed}");
}

#[test]
fn what_the_baseline_lets_rest_is_the_old_fault_and_not_a_new_one_like_it() {
    let old = "The port\n\nThe port is old.\n\nTK spoke at noon.\n\nThe crews left in the night.\n";
    let repository = Repository::with(old);
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.args(["baseline", "."]).current_dir(repository.path()).env_remove("CI");
    assert!(command.output().expect("copydesk").status.success());
    repository.commit();
    let only = |arguments: &[&str]| repository.check(".", &[&["--select", "placeholder-tk"], arguments].concat());
    for arguments in [&["."][..], &["--since", "main"], &["--changed"], &["--staged"]] {
        assert_eq!(only(arguments), (String::new(), 0), "{arguments:?}");
    }
    // The second stands before the first.
    repository.write("a.md", &old.replace("The port is", "TK spoke at noon.\n\nThe port is"));
    repository.git(&["add", "a.md"]);
    let told = ("a.md:3:1: error[placeholder-tk]: “TK” is a placeholder\n".to_owned(), 1);
    for arguments in [&["--changed"][..], &["--staged", "--changed"]] {
        assert_eq!(only(arguments), told, "{arguments:?}");
    }
    assert_eq!(only(&["."]).1, 1);
    assert_eq!(only(&["--changed", "--no-baseline"]), told);
}

#[test]
fn a_path_that_is_not_there_does_not_pass_for_one_without_changes() {
    let repository = Repository::with(CLEAN);
    let outside = tempfile::tempdir().expect("a folder");
    let outside = outside.path().to_string_lossy();
    for wanted in [&["--changed"][..], &["--staged"], &["--since", "main"]] {
        let (printed, status) = repository.check(".", &[wanted, &["a.md", "darfts"]].concat());
        assert_eq!(status, 2, "{wanted:?}");
        assert!(
            printed.ends_with("darfts:1:1: error[unreadable-file]: there is no such file or folder\n"),
            "{printed}"
        );
        let (printed, status) = repository.check(".", &[wanted, &[&outside]].concat());
        assert_eq!(status, 2, "{wanted:?}");
        assert!(printed.contains("this is not in the repository of the current folder"), "{printed}");
        assert_eq!(repository.check(".", &[wanted, &["a.md"]].concat()), (String::new(), 0));
    }
}

#[test]
fn hidden_files_are_no_drafts_here_either() {
    let repository = Repository::with(CLEAN);
    repository.write(".github/template.md", "The port\n\nTK.\n");
    repository.git(&["add", "--all"]);
    for wanted in ["--changed", "--staged"] {
        assert_eq!(repository.check(".", &[wanted]), (String::new(), 0), "{wanted}");
        assert_eq!(repository.check(".", &[wanted, ".github/template.md"]).1, 1, "{wanted}");
    }
}
