//! A newsroom: a repository of drafts with hooks installed, and the repository that the hooks come from.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

pub(crate) const CLEAN: &str = "The talks ended on Friday. Nobody was surprised.\n";
pub(crate) const WARNED: &str = "The talks in Istanbul , which ended on Friday, failed.\n";
pub(crate) const WRONG: &str = "The talks began in the the early hours of Monday.\n";

/// Whether a program can be run; where not, it is said what is skipped.
pub(crate) fn is_there(program: &str, skipped: &str) -> bool {
    let found = Command::new(program).arg("--version").output();
    let is_there = found.is_ok_and(|output| output.status.success());
    if !is_there {
        say(&format!("skipped: {skipped}, there is no `{program}` (`pip install {program}`)\n"));
    }
    is_there
}

/// Not `eprintln!`: what a passing test prints that way is swallowed.
pub(crate) fn say(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).expect("stderr");
}

pub(crate) fn printed(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect(name)
}

/// The text of the fenced blocks of a document that begin with a line.
pub(crate) fn blocks(document: &str, fence: &str) -> Vec<String> {
    let text = read(document);
    let fence = format!("\n```{fence}\n");
    let parts = text.split(&fence).skip(1);
    parts.map(|part| part.split_once("```").expect("its end").0.to_owned()).collect()
}

/// A configuration for pre-commit, as the README or `docs/ci.md` shows it, by its place among those.
pub(crate) fn shown(document: &str, place: usize) -> String {
    let mut configurations = blocks(document, "yaml").into_iter().filter(|block| block.starts_with("repos:\n"));
    configurations.nth(place).unwrap_or_else(|| panic!("{document}: configuration {place}"))
}

/// Folders `hook` and `desk`, and all that pre-commit writes kept beside them.
pub(crate) struct Newsroom {
    folder: TempDir,
    /// What is looked through for programs.
    search: std::ffi::OsString,
}

impl Newsroom {
    /// `None` where there is no pre-commit.
    pub(crate) fn new() -> Option<Self> {
        if !is_there("pre-commit", "the hooks cannot be tested") {
            return None;
        }
        let search = std::env::var_os("PATH").unwrap_or_default();
        let newsroom = Self { folder: tempfile::tempdir().expect("folder"), search };
        for name in ["hook", "desk"] {
            fs::create_dir(newsroom.path("").join(name)).expect("folder");
            newsroom.done("git", name, &["init", "--quiet", "--initial-branch", "main"]);
        }
        Some(newsroom)
    }

    /// One where the program of the tests is on the PATH.
    pub(crate) fn with_program() -> Option<Self> {
        let mut newsroom = Self::new()?;
        let program = Path::new(env!("CARGO_BIN_EXE_copydesk")).parent().expect("folder").to_owned();
        let folders = std::env::split_paths(&newsroom.search);
        newsroom.search = std::env::join_paths(std::iter::once(program).chain(folders)).expect("PATH");
        Some(newsroom)
    }

    /// One with the hook as the README tells people to set it up.
    pub(crate) fn with_hook() -> Option<Self> {
        Self::with_configuration(&shown("README.md", 0))
    }

    /// One with hooks as a configuration says, which speaks of ADDRESS and REVISION.
    pub(crate) fn with_configuration(configuration: &str) -> Option<Self> {
        let newsroom = Self::with_program()?;
        let definition = read(".pre-commit-hooks.yaml");
        assert!(definition.contains("\n  language: python\n"), "the hooks are not in Python");
        newsroom
            .write("hook/.pre-commit-hooks.yaml", &definition.replace("  language: python\n", "  language: system\n"));
        newsroom.set_up(configuration);
        Some(newsroom)
    }

    /// Commits what is in the folder of the hook, and sets up the drafts to use it.
    pub(crate) fn set_up(&self, configuration: &str) {
        self.done("git", "hook", &["add", "--all"]);
        self.done("git", "hook", &["commit", "--quiet", "--message", "hook"]);
        let commit = self.done("git", "hook", &["rev-parse", "HEAD"]);
        let hook = self.path("hook");
        assert!(configuration.contains("repo: ADDRESS") && configuration.contains("rev: REVISION"), "{configuration}");
        let configuration =
            configuration.replace("ADDRESS", &hook.to_string_lossy()).replace("REVISION", commit.trim());
        self.write("desk/.pre-commit-config.yaml", &configuration);
        self.done("pre-commit", "desk", &["install", "--hook-type", "pre-commit", "--hook-type", "pre-push"]);
        self.done("git", "desk", &["add", "--all"]);
        self.done("git", "desk", &["commit", "--quiet", "--message", "set up"]);
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("folder")).expect("folder");
        fs::write(path, text).expect("file");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect(name)
    }

    /// A program with settings and caches of nobody.
    pub(crate) fn command(&self, program: &str, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        // Tests may themselves run in a hook, which tells git where it is by variables.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            let is_theirs = ["GIT_", "PRE_COMMIT", "PIP_"].iter().any(|start| name.starts_with(start));
            if is_theirs || name == "SKIP" || name == "COLUMNS" {
                command.env_remove(name);
            }
        }
        command
            .args(arguments)
            .current_dir(self.path(folder))
            .env("PATH", &self.search)
            .env("PRE_COMMIT_HOME", self.path("cache"))
            .env("PRE_COMMIT_COLOR", "never")
            // Nothing is fetched.
            .env("PIP_NO_INDEX", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_TERMINAL_PROMPT", "0");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "desk").env(format!("GIT_{role}_EMAIL"), "desk@localhost");
        }
        command
    }

    pub(crate) fn run(&self, program: &str, folder: &str, arguments: &[&str]) -> Output {
        let output = self.command(program, folder, arguments).output();
        output.unwrap_or_else(|error| panic!("{program}: {error}"))
    }

    /// The same where it must succeed.
    pub(crate) fn done(&self, program: &str, folder: &str, arguments: &[&str]) -> String {
        let output = self.run(program, folder, arguments);
        let printed = printed(&output);
        assert!(output.status.success(), "{program} {arguments:?}: {printed}");
        printed
    }

    /// Commits what is staged; returns whether that went through, and what was printed.
    pub(crate) fn commit_staged(&self) -> (bool, String) {
        let output = self.run("git", "desk", &["commit", "--message", "a draft"]);
        (output.status.success(), printed(&output))
    }

    /// Stages everything and commits it.
    pub(crate) fn commit(&self) -> (bool, String) {
        self.done("git", "desk", &["add", "--all"]);
        self.commit_staged()
    }

    /// Commits everything past the hooks, as what was there before them.
    pub(crate) fn commit_unchecked(&self) {
        self.done("git", "desk", &["add", "--all"]);
        self.done("git", "desk", &["commit", "--quiet", "--no-verify", "--message", "as it was"]);
    }
}
