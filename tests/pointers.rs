//! What the documentation points to is there: files, tests, types, headings.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const DOCUMENTS: [&str; 11] = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/ci.md",
    "docs/drafts.md",
    "docs/editors.md",
    "docs/formats.md",
    "docs/json.md",
    "docs/rules.md",
    "docs/writing-rules.md",
];

/// Those that speak of the project itself, and name its files and tests.
const ABOUT_THE_PROJECT: [&str; 2] = ["CONTRIBUTING.md", "docs/architecture.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The lines outside fenced blocks.
fn lines(document: &str) -> Vec<String> {
    let mut is_fenced = false;
    let text = read(&root().join(document));
    let is_prose = |line: &&str| {
        let is_fence = line.starts_with("```");
        is_fenced ^= is_fence;
        !is_fenced && !is_fence
    };
    text.lines().filter(is_prose).map(str::to_owned).collect()
}

/// All that stands between backticks.
fn named(document: &str) -> Vec<String> {
    lines(document).iter().flat_map(|line| line.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

fn sources(folder: &Path, found: &mut String) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push_str(&read(&path));
        }
    }
}

fn program() -> String {
    let mut text = String::new();
    sources(&root().join("src"), &mut text);
    sources(&root().join("tests"), &mut text);
    text
}

/// A heading as links name it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    kept.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[test]
fn links_lead_somewhere() {
    let mut links = 0;
    for document in DOCUMENTS {
        let folder = Path::new(document).parent().expect("folder");
        for line in lines(document) {
            for link in line.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                if link.contains("://") {
                    continue;
                }
                links += 1;
                let (file, heading) = link.split_once('#').unwrap_or((link, ""));
                let target = if file.is_empty() { root().join(document) } else { root().join(folder).join(file) };
                assert!(target.exists(), "{document}: {link}");
                if !heading.is_empty() {
                    let text = read(&target);
                    let headings: BTreeSet<String> =
                        text.lines().filter(|line| line.starts_with('#')).map(anchor).collect();
                    assert!(headings.contains(heading), "{document}: {link}");
                }
            }
        }
    }
    assert!(links > 20);
}

#[test]
fn files_that_are_named_exist() {
    let mut files = 0;
    for document in ABOUT_THE_PROJECT {
        for name in named(document) {
            let is_path = (name.contains('/') || name.starts_with('.') || name.ends_with(".rs")) && !name.contains(' ');
            if is_path && !name.contains('<') {
                assert!(root().join(&name).exists(), "{document}: there is no {name}");
                files += 1;
            }
        }
    }
    assert!(files > 30);
}

#[test]
fn tests_and_types_that_are_named_exist() {
    let program = program();
    let mut found = 0;
    for document in ABOUT_THE_PROJECT {
        for name in named(document) {
            let last = name.rsplit("::").next().unwrap_or(&name);
            let is_word = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == ':');
            let is_function = is_word && last.starts_with(char::is_lowercase) && name.contains(['_', ':']);
            let is_type = is_word && last.starts_with(char::is_uppercase) && last.chars().any(char::is_lowercase);
            let wanted = if is_function {
                vec![format!("fn {last}("), format!("fn {last}<")]
            } else if is_type {
                // Of several, the text says `Term`s.
                ["struct", "enum", "trait"].iter().map(|kind| format!("{kind} {last}")).collect()
            } else {
                continue;
            };
            found += 1;
            assert!(
                wanted.iter().any(|wanted| program.contains(wanted)),
                "{document}: there is no {name} in the program or its tests"
            );
        }
    }
    assert!(found > 25, "{found}");
}
