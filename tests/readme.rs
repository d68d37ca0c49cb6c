//! What the README says is true.

use copydesk::rule::RuleSet;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};

/// While one test writes the README anew, no other reads it.
static README: Mutex<()> = Mutex::new(());

const SHOWN: &str = "$ copydesk check seeds/002-hard-slog.txt\n";

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn readme() -> String {
    let _lock = README.lock().unwrap_or_else(PoisonError::into_inner);
    fs::read_to_string(path("README.md")).expect("README.md")
}

/// The text between two marks, which is to be `wanted`; `COPYDESK_ACCEPT=1` writes it.
fn keep(from: &str, to: &str, wanted: &str) {
    let _lock = README.lock().unwrap_or_else(PoisonError::into_inner);
    let text = fs::read_to_string(path("README.md")).expect("README.md");
    let start = text.find(from).unwrap_or_else(|| panic!("{from} is not in the README")) + from.len();
    let end = start + text[start..].find(to).unwrap_or_else(|| panic!("{to} is not in the README"));
    if std::env::var_os("COPYDESK_ACCEPT").is_some() {
        fs::write(path("README.md"), format!("{}{wanted}{}", &text[..start], &text[end..])).expect("README.md");
        return;
    }
    assert!(text[start..end] == *wanted, "the README is stale: COPYDESK_ACCEPT=1 cargo test --test readme");
}

/// The text of all fenced blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let readme = readme();
    let mut lines = readme.lines();
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let text: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        if info == language {
            blocks.push(text);
        }
    }
    blocks
}

fn copydesk(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.args(arguments).current_dir(folder).env("COLUMNS", "100").env("NO_COLOR", "1");
    command.output().expect("the program was built for this test")
}

#[test]
fn the_output_shown_is_what_the_program_prints() {
    let output = copydesk(&["check", "seeds/002-hard-slog.txt"], &path(""));
    keep(SHOWN, "```", &String::from_utf8(output.stdout).expect("UTF-8"));
}

#[test]
fn the_table_of_rules_is_current() {
    let rules = RuleSet::built_in().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let mut table = String::from("\n| family | rules |\n|---|---|\n");
    for family in rules.rules().iter().map(|rule| &rule.family).collect::<BTreeSet<_>>() {
        let link = |id: &str| format!("[{id}](docs/rules.md#{id})");
        let of_family = rules.rules().iter().filter(|rule| rule.family == *family);
        let links: Vec<_> = of_family.map(|rule| link(&rule.id)).collect();
        writeln!(table, "| {family} | {} |", links.join(", ")).expect("memory");
    }
    keep("<!-- rules -->\n", "<!-- end of rules -->", &(table + "\n"));
}

/// Lines of a settings file by which two can be compared: keys and headers of tables.
fn keys(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.strip_prefix("# ").unwrap_or(line));
    let key = |line: &str| match line.split_once(" = ") {
        Some((key, _)) if !key.contains(' ') => Some(key.to_owned()),
        _ => line.starts_with('[').then(|| line.to_owned()),
    };
    lines.filter_map(key).collect()
}

#[test]
fn the_settings_work_and_are_those_of_init() {
    let [settings] = &blocks("toml")[..] else { panic!("one block of settings") };
    let folder = tempfile::tempdir().expect("folder");
    fs::create_dir_all(folder.path().join("desk/rules")).expect("folder");
    assert!(copydesk(&["init"], folder.path()).status.success());
    let file = folder.path().join("copydesk.toml");
    let template = fs::read_to_string(&file).expect("a settings file");
    assert_eq!(keys(settings), keys(&template));
    fs::write(&file, settings).expect("a settings file");
    fs::create_dir(folder.path().join("opinion")).expect("folder");
    let output = copydesk(&["config", "opinion/column.txt", "typography"], folder.path());
    let printed = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}");
    assert!(printed.contains("language     en") && printed.contains("off      space-before"), "{printed}");
}

/// What follows `copydesk` in blocks and in the text between backticks.
fn commands() -> Vec<String> {
    let text = readme();
    let mut spans = blocks("sh").concat() + &blocks("console").concat();
    for line in text.lines() {
        spans.extend(line.split('`').skip(1).step_by(2).map(|span| format!("{span}\n")));
    }
    let command = |line: &str| {
        let line = line.trim_start_matches("$ ").replace("cargo run --release --", "copydesk");
        Some(
            line.strip_prefix("copydesk ")?
                .split([' ', '>'])
                .take_while(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
        )
    };
    spans.lines().filter_map(command).collect()
}

#[test]
fn commands_and_options_exist() {
    let root = path("");
    let help = String::from_utf8(copydesk(&["help"], &root).stdout).expect("UTF-8");
    let of_help = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("commands");
    let known: Vec<&str> = of_help.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let commands = commands();
    for command in known.iter().filter(|command| **command != "help") {
        assert!(commands.iter().any(|shown| shown.starts_with(command)), "the README does not show `{command}`");
    }
    assert!(commands.len() > 10);
    for command in commands {
        let mut words: Vec<&str> = command.split(' ').collect();
        assert!(words[0] == "PATH" || known.contains(&words[0]), "there is no command `{}`", words[0]);
        // Whatever stands before `--help` is read first, and what is wrong with it is told instead.
        words.push("--help");
        let output = copydesk(&words, &root);
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
    for line in readme().lines().filter(|line| line.starts_with("| `--")) {
        for option in line.split('|').nth(1).expect("a cell").split('`').skip(1).step_by(2) {
            let words: Vec<&str> = ["check"].into_iter().chain(option.split(' ')).chain(["--help"]).collect();
            let output = copydesk(&words, &root);
            assert!(output.status.success(), "{option}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

#[test]
fn the_exceptions_shown_work() {
    let folder = tempfile::tempdir().expect("folder");
    for (number, shown) in blocks("markdown").iter().enumerate() {
        let text = format!("{shown}\nDoubled are the the words here.\n");
        fs::write(folder.path().join(format!("{number}.md")), text).expect("a draft");
    }
    let output = copydesk(&["check", "--fail-on", "warning", "."], folder.path());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(String::from_utf8_lossy(&output.stdout).contains("2 drafts"));
}

#[test]
fn the_example_of_the_library_is_the_one_that_is_tested() {
    let [shown] = &blocks("rust")[..] else { panic!("one example") };
    let library = fs::read_to_string(path("src/lib.rs")).expect("src/lib.rs");
    let lines =
        library.lines().map_while(|line| line.strip_prefix("//!")).map(|line| line.strip_prefix(' ').unwrap_or(line));
    let tested: String = lines.skip_while(|line| *line != "```").skip(1).map(|line| format!("{line}\n")).collect();
    assert_eq!(Some(&**shown), tested.split("```").next());
}
