//! The pre-commit hook, as a newsroom meets it: with a real `pre-commit`, in a repository of its own.
//!
//! A hook in Rust is compiled when it is first used, which takes minutes and the network. So the hook's definition is
//! taken as it is but for two things: its language, and the program, which is the one built for the tests. With
//! `COPYDESK_SLOW_TESTS=1`, one test goes the whole way.

#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const CLEAN: &str = "The talks ended on Friday. Nobody was surprised.\n";
const WARNED: &str = "The talks in Istanbul , which ended on Friday, failed.\n";
const WRONG: &str = "The talks began in the the early hours of Monday.\n";

/// A repository with the hook installed, and all that `pre-commit` writes kept to its own folder.
struct Newsroom {
    folder: TempDir,
}

impl Newsroom {
    /// `None` where there is no `pre-commit`, and then it is said.
    fn new() -> Option<Self> {
        let found = Command::new("pre-commit").arg("--version").output();
        if !found.is_ok_and(|output| output.status.success()) {
            // Not `eprintln!`: what a passing test prints that way is swallowed.
            let told = "skipped: the hook cannot be tested, there is no `pre-commit` (`pip install pre-commit`)\n";
            std::io::stderr().write_all(told.as_bytes()).expect("stderr");
            return None;
        }
        let newsroom = Self { folder: tempfile::tempdir().expect("folder") };
        for name in ["hook", "desk"] {
            fs::create_dir(newsroom.path().join(name)).expect("folder");
            newsroom.done("git", name, &["init", "--quiet", "--initial-branch", "main"]);
        }
        Some(newsroom)
    }

    /// One with the hook as the README tells people to set it up.
    fn with_hook() -> Option<Self> {
        let newsroom = Self::new()?;
        newsroom.write("hook/.pre-commit-hooks.yaml", &definition());
        newsroom.done("git", "hook", &["add", "--all"]);
        newsroom.done("git", "hook", &["commit", "--quiet", "--message", "hook"]);
        let commit = newsroom.done("git", "hook", &["rev-parse", "HEAD"]);
        let hook = newsroom.path().join("hook");
        newsroom.write("desk/.pre-commit-config.yaml", &set_up(&hook.to_string_lossy(), commit.trim()));
        newsroom.done("pre-commit", "desk", &["install"]);
        newsroom.done("git", "desk", &["add", "--all"]);
        newsroom.done("git", "desk", &["commit", "--quiet", "--message", "set up"]);
        Some(newsroom)
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("folder")).expect("folder");
        fs::write(path, text).expect("file");
    }

    /// Runs a program, with settings and caches of nobody.
    fn run(&self, program: &str, folder: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(program);
        // Tests may themselves run in a hook, which tells git where it is by variables.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name.starts_with("GIT_") || name.starts_with("PRE_COMMIT") || name == "SKIP" || name == "COLUMNS" {
                command.env_remove(name);
            }
        }
        command
            .args(arguments)
            .current_dir(self.path().join(folder))
            .env("PRE_COMMIT_HOME", self.path().join("cache"))
            .env("PRE_COMMIT_COLOR", "never")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_TERMINAL_PROMPT", "0");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "desk").env(format!("GIT_{role}_EMAIL"), "desk@localhost");
        }
        command.output().unwrap_or_else(|error| panic!("{program}: {error}"))
    }

    /// The same where it must succeed.
    fn done(&self, program: &str, folder: &str, arguments: &[&str]) -> String {
        let output = self.run(program, folder, arguments);
        let printed = printed(&output);
        assert!(output.status.success(), "{program} {arguments:?}: {printed}");
        printed
    }

    /// Stages everything and commits it; returns whether that went through, and what was printed.
    fn commit(&self) -> (bool, String) {
        self.done("git", "desk", &["add", "--all"]);
        let output = self.run("git", "desk", &["commit", "--message", "a draft"]);
        (output.status.success(), printed(&output))
    }
}

fn printed(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name)
}

/// The hook's definition with the program of the tests in it.
fn definition() -> String {
    let definition = read(".pre-commit-hooks.yaml");
    let changed = definition
        .replace("\n  language: rust\n", "\n  language: system\n")
        .replace("\n  entry: copydesk ", &format!("\n  entry: '\"{}\" ", env!("CARGO_BIN_EXE_copydesk")));
    let mut lines: Vec<String> = changed.lines().map(str::to_owned).collect();
    let entry = lines.iter_mut().find(|line| line.starts_with("  entry: '")).expect("an entry that runs copydesk");
    entry.push('\'');
    assert!(lines.iter().any(|line| line == "  language: system"), "the hook is not in Rust");
    lines.join("\n") + "\n"
}

/// What the README tells people to write, for this hook.
fn set_up(repository: &str, revision: &str) -> String {
    let readme = read("README.md");
    let (_, rest) = readme.split_once("```yaml\n").expect("a YAML block in the README");
    let (yaml, _) = rest.split_once("```").expect("its end");
    assert!(yaml.contains("repo: ADDRESS") && yaml.contains("rev: REVISION"), "{yaml}");
    yaml.replace("ADDRESS", repository).replace("REVISION", revision)
}

#[test]
fn an_error_stops_the_commit() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/draft.txt", WRONG);
    let (went_through, printed) = newsroom.commit();
    assert!(!went_through, "{printed}");
    assert!(printed.contains("error[doubled-word]"), "{printed}");
    assert!(printed.contains("draft.txt:1:20"), "{printed}");
}

#[test]
fn warnings_are_shown_and_the_commit_goes_through() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/story.md", WARNED);
    let (went_through, printed) = newsroom.commit();
    assert!(went_through, "{printed}");
    assert!(printed.contains("warning[space-before-punctuation]"), "{printed}");
}

#[test]
fn of_a_clean_draft_nothing_is_said() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/draft.txt", CLEAN);
    let (went_through, printed) = newsroom.commit();
    assert!(went_through, "{printed}");
    assert!(printed.contains("Passed"), "{printed}");
    assert!(!printed.contains("draft.txt:") && !printed.contains("problems"), "{printed}");
}

#[test]
fn only_text_and_markdown_of_this_commit_are_read() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/page.html", WRONG);
    newsroom.write("desk/script.py", WRONG);
    let (went_through, printed) = newsroom.commit();
    assert!(went_through && printed.contains("no files to check"), "{printed}");
    // What is not staged is none of this commit's business, also where it is in the folder.
    newsroom.write("desk/clean.txt", CLEAN);
    newsroom.write("desk/later.txt", WRONG);
    newsroom.done("git", "desk", &["add", "clean.txt"]);
    newsroom.done("git", "desk", &["commit", "--message", "clean"]);
    // Of a file that was changed since it was staged, what was staged counts.
    newsroom.write("desk/later.txt", CLEAN);
    newsroom.done("git", "desk", &["add", "later.txt"]);
    newsroom.write("desk/later.txt", WRONG);
    newsroom.done("git", "desk", &["commit", "--message", "later"]);
}

#[test]
fn excluded_paths_are_passed_over() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/copydesk.toml", "exclude = [\"archive\"]\n");
    newsroom.write("desk/archive/old.txt", WRONG);
    let (went_through, printed) = newsroom.commit();
    assert!(went_through, "{printed}");
    assert!(!printed.contains("doubled-word"), "{printed}");
}

#[test]
fn settings_and_house_rules_of_the_repository_count() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    let settings = "house-rules = \"desk\"\n[rules]\nspace-before-punctuation = \"error\"\ndoubled-word = \"off\"\n";
    let rule = "summary = \"s\"\nwhy = \"w\"\nremedy = \"r\"\nlevel = \"warning\"\n[check.phrases]\nfind = [\"early hours\"]\n\
        [[example]]\nbad = \"The early hours.\"\ngood = \"The hours.\"\n";
    newsroom.write("desk/copydesk.toml", settings);
    newsroom.write("desk/desk/style/small-hours.toml", rule);
    newsroom.write("desk/draft.txt", &format!("{WRONG}\n{WARNED}"));
    let (went_through, printed) = newsroom.commit();
    assert!(!went_through, "{printed}");
    assert!(printed.contains("error[space-before-punctuation]") && !printed.contains("doubled-word"), "{printed}");
    assert!(printed.contains("warning[small-hours]"), "{printed}");
}

#[test]
fn a_mistake_in_the_settings_stops_the_commit_and_is_shown() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/copydesk.toml", "[rules]\ndoubled-wort = \"off\"\n");
    newsroom.write("desk/draft.txt", CLEAN);
    let (went_through, printed) = newsroom.commit();
    assert!(!went_through, "{printed}");
    assert!(printed.contains("copydesk.toml:2:1"), "{printed}");
    assert!(printed.contains("Did you mean `doubled-word`?"), "{printed}");
}

#[test]
fn names_of_files_may_have_spaces_and_letters_of_any_script() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/Entwürfe/Київ, the talks.txt", WRONG);
    let (went_through, printed) = newsroom.commit();
    assert!(!went_through, "{printed}");
    assert!(printed.contains("Entwürfe/Київ, the talks.txt:1:20"), "{printed}");
}

/// All the way: `pre-commit` compiles the program as the hook's definition says.
#[test]
fn the_hook_compiles() {
    if std::env::var_os("COPYDESK_SLOW_TESTS").is_none() {
        let told = "skipped: compiling the hook takes minutes and the network (COPYDESK_SLOW_TESTS=1 does it)\n";
        std::io::stderr().write_all(told.as_bytes()).expect("stderr");
        return;
    }
    let Some(newsroom) = Newsroom::new() else { return };
    newsroom.write("desk/draft.txt", WRONG);
    newsroom.done("git", "desk", &["add", "--all"]);
    let root = env!("CARGO_MANIFEST_DIR");
    let output = newsroom.run("pre-commit", "desk", &["try-repo", root, "copydesk", "--all-files"]);
    let printed = printed(&output);
    assert_eq!(output.status.code(), Some(1), "{printed}");
    assert!(printed.contains("draft.txt:1:20"), "{printed}");
}
