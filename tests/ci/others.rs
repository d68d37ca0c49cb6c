//! The job for GitLab, reviewdog and others.

use crate::read::{keys, list, read, script, text, yaml};
use crate::runner::{Runner, printed};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;

#[test]
fn the_job_for_gitlab_writes_its_reports() {
    let template = yaml(&read("packaging/gitlab-ci.yml"));
    let job = &template["copydesk"];
    let used = yaml(&script("yaml gitlab"));
    assert!(keys(&used["copydesk"]["variables"]).is_subset(&keys(&job["variables"])), "{used}");
    let runner = Runner::new();
    let [check] = list(&job["script"]) else { panic!("one line of script") };
    let check = text(check).replace("/tmp/copydesk", &runner.path("temp/copydesk").to_string_lossy());
    fs::create_dir_all(runner.path("drafts/a folder")).expect("a folder");
    let run = |base: Option<&str>, options: &str| {
        let mut variables = BTreeMap::new();
        let paths = text(&used["copydesk"]["variables"]["COPYDESK_PATHS"]);
        variables.insert("COPYDESK_PATHS".to_owned(), format!("{paths}\n{paths}/a folder"));
        variables.insert("COPYDESK_OPTIONS".to_owned(), options.to_owned());
        variables.extend(base.map(|base| ("CI_MERGE_REQUEST_DIFF_BASE_SHA".to_owned(), base.to_owned())));
        let output = runner.script("sh", &check, &variables);
        let reports = &job["artifacts"]["reports"];
        let quality: Value = serde_json::from_str(&runner.read(text(&reports["codequality"]))).expect("JSON");
        let lines = list(&quality).iter().map(|one| one["location"]["lines"]["begin"].as_u64().expect("a line"));
        let tests = runner.read(text(&reports["junit"])).matches("<testcase").count();
        (output.status.code(), lines.collect::<Vec<_>>(), tests)
    };
    assert_eq!(run(Some("HEAD~1"), ""), (Some(0), vec![5], 1));
    assert_eq!(run(None, ""), (Some(1), vec![1, 5], 2));
    assert_eq!(run(None, "--level=error\n--fail-on=never"), (Some(0), vec![1], 1));
    assert!(read("docs/ci.md").contains("`COPYDESK_OPTIONS: --level=error`"));
    // Nothing to install is a mistake that is told.
    let install = list(&job["before_script"]).iter().map(text).find(|line| line.contains("PROGRAM")).expect("a line");
    let none = BTreeMap::from([("COPYDESK_PROGRAM".to_owned(), String::new())]);
    let output = runner.script("sh", install, &none);
    assert!(!output.status.success() && printed(&output).contains("what pip is to install"), "{}", printed(&output));
}

#[test]
fn scripts_for_other_sites_work() {
    let runner = Runner::new();
    let since = |base: &str| BTreeMap::from([("BASE".to_owned(), base.to_owned())]);
    let output = runner.script("sh", &script("sh ci"), &since("HEAD~1"));
    assert!(output.status.success(), "{}", printed(&output));
    for report in ["copydesk.xml", "copydesk-checkstyle.xml"] {
        assert!(runner.read(report).contains("space-before-punctuation"), "{report}");
        assert!(!runner.read(report).contains("doubled-word"), "{report}");
    }
    // What stands for reviewdog notes what it is given.
    let reviewdog = runner.path("temp/copydesk/bin/reviewdog");
    fs::write(&reviewdog, "#!/bin/sh\ncat > given.jsonl\necho \"$@\"\n").expect("script");
    fs::set_permissions(&reviewdog, fs::Permissions::from_mode(0o755)).expect("executable");
    let output = runner.script("sh", &script("sh reviewdog"), &since("HEAD~1"));
    assert!(output.status.success() && printed(&output).contains("-f=rdjsonl"), "{}", printed(&output));
    let given = runner.read("given.jsonl");
    assert_eq!(given.lines().count(), 1, "{given}");
    let finding: Value = serde_json::from_str(&given).expect("JSON");
    assert_eq!(finding["location"]["path"], "drafts/talks.md");
}
