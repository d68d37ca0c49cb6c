//! The action for GitHub: its scripts, run as GitHub runs them.

use crate::read::{keys, list, read, text, uses_of_the_action, yaml};
use crate::runner::{Runner, WARNED, WRONG, printed};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::process::Command;

/// What GitHub puts in place of this, the snippets leave to it.
const BASE: &str = "${{ github.event.pull_request.base.sha }}";

#[test]
fn no_input_becomes_part_of_a_script() {
    let action = yaml(&read("action.yml"));
    let mut scripts = 0;
    for step in list(&action["runs"]["steps"]) {
        if let Some(run) = step["run"].as_str() {
            scripts += 1;
            assert!(!run.contains("${{"), "{run}");
        } else {
            // Whoever is used is pinned to a version.
            let (_, version) = text(&step["uses"]).split_once('@').expect("a version");
            assert!(version.starts_with('v'), "{step}");
        }
    }
    assert!(scripts > 4);
}

#[test]
fn the_action_reports_everywhere_and_keeps_the_status() {
    let runner = Runner::new();
    let inputs = [
        ("paths", "drafts\n"),
        ("level", "advice"),
        ("output", "junit=junit.xml\n\nrdjsonl=rd.jsonl\n"),
        ("options", "--statistics\n"),
    ];
    let output = runner.step("Check", &inputs);
    let told = printed(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("::error ") && told.contains("::warning "), "{told}");
    assert!(told.contains("file=drafts/talks.md,line=1,"), "{told}");
    assert!(runner.read("temp/summary.md").contains("doubled-word"));
    assert!(runner.read("junit.xml").contains("doubled-word") && runner.read("rd.jsonl").contains("doubled-word"));
    let sarif: Value = serde_json::from_str(&runner.read("temp/copydesk.sarif")).expect("JSON");
    assert_eq!(list(&sarif["runs"][0]["results"])[0]["ruleId"], "doubled-word");
    let path = runner.path("temp/copydesk.sarif");
    assert_eq!(runner.read("temp/output"), format!("sarif={}\n", path.display()));

    let output = runner.step("Check", &[("fail-on", "never"), ("format", "short")]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    assert!(printed(&output).starts_with("drafts/talks.md:1:20: error"), "{}", printed(&output));
    assert_eq!(runner.step("Check", &[("paths", "nowhere")]).status.code(), Some(2));
    assert_eq!(runner.step("Check", &[("level", "high")]).status.code(), Some(2));
}

#[test]
fn a_pull_request_is_told_of_what_it_changes() {
    let uses = uses_of_the_action();
    let used = uses.iter().find(|used| used["since"] == BASE).expect("one for pull requests");
    let runner = Runner::new();
    let inputs = [("paths", text(&used["paths"])), ("since", "HEAD~1")];
    let output = runner.step("Check", &inputs);
    let told = printed(&output);
    assert!(output.status.success() && told.contains("line=5,") && !told.contains("::error"), "{told}");
    // A push has no base: then all lines count.
    let output = runner.step("Check", &[("paths", "drafts"), ("since", "")]);
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    let example = uses.iter().find(|used| used["code-scanning"] == "true").expect("one with more");
    let shown: Vec<(&str, &str)> = keys(example).into_iter().map(|key| (key, text(&example[key]))).collect();
    fs::create_dir(runner.path("opinion")).expect("folder");
    let output = runner.step("Check", &shown);
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    assert!(runner.read("copydesk.xml").contains("doubled-word"));
}

#[test]
fn inputs_are_never_run() {
    let runner = Runner::new();
    for input in ["paths", "since", "level", "fail-on", "baseline", "format", "output", "options"] {
        for value in ["$(touch run)", "`touch run`", "'; touch run; '", "\"; touch run; \"", "&& touch run"] {
            let output = runner.step("Check", &[(input, value)]);
            assert!(!output.status.success(), "{input} {value}: {}", printed(&output));
            assert!(!runner.path("run").exists(), "{input}: {value}");
        }
    }
    // A path is a path, whatever it looks like.
    fs::write(runner.path("--help"), "").expect("file");
    let output = runner.step("Check", &[("paths", "--help")]);
    assert!(!printed(&output).contains("Usage"), "{}", printed(&output));
}

#[test]
fn what_is_allowed_is_no_alert() {
    if !Command::new("jq").arg("--version").output().is_ok_and(|output| output.status.success()) {
        let told = "skipped: the upload to code scanning cannot be tested, there is no `jq`\n";
        std::io::stderr().write_all(told.as_bytes()).expect("stderr");
        return;
    }
    let runner = Runner::new();
    let allowed = format!("<!-- copydesk: allow doubled-word - a band -->\n{WRONG}\n{WARNED}");
    fs::write(runner.path("drafts/talks.md"), allowed).expect("draft");
    assert!(runner.step("Check", &[]).status.success());
    assert!(runner.read("temp/copydesk.sarif").contains("suppressions"));
    let output = runner.step("Take out what is allowed", &[]);
    assert!(output.status.success(), "{}", printed(&output));
    let alerts: Value = serde_json::from_str(&runner.read("temp/copydesk-alerts.sarif")).expect("JSON");
    let results = list(&alerts["runs"][0]["results"]);
    assert!(results.len() == 1 && results[0]["ruleId"] == "space-before-punctuation", "{results:?}");
}

#[test]
fn the_cache_is_kept_by_what_the_program_is_made_of() {
    let runner = Runner::new();
    for folder in ["rules", "src"] {
        fs::create_dir_all(runner.path("temp/source").join(folder)).expect("folder");
    }
    let write = |name: &str, text: &str| fs::write(runner.path("temp/source").join(name), text).expect("file");
    for name in ["Cargo.toml", "Cargo.lock", "build.rs", "rules/one.toml", "src/main.rs"] {
        write(name, name);
    }
    let state = || {
        let output = runner.step("Identify the source", &[]);
        assert!(output.status.success(), "{}", printed(&output));
        let told = runner.read("temp/output");
        fs::remove_file(runner.path("temp/output")).expect("file");
        let hash = told.trim_end().strip_prefix("state=").expect("a state").to_owned();
        assert!(hash.len() >= 40 && hash.chars().all(|c| c.is_ascii_hexdigit()), "{hash}");
        hash
    };
    let mut states = vec![state()];
    assert_eq!(runner.read("temp/path"), format!("{}\n", runner.path("temp/copydesk/bin").display()));
    write("README.md", "no matter");
    assert_eq!(states, [state()]);
    write("rules/one.toml", "changed");
    states.push(state());
    write("rules/two.toml", "new");
    states.push(state());
    fs::rename(runner.path("temp/source/rules/two.toml"), runner.path("temp/source/rules/too.toml")).expect("renamed");
    states.push(state());
    states.sort();
    states.dedup();
    assert_eq!(states.len(), 4);
}
