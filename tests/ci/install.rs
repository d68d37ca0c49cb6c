//! How the action and the job for GitLab install what `packaging/mirror` made: with a wheel that has a script in the place of
//! the program.

use crate::read::{list, read, root, text, yaml};
use crate::runner::{Runner, printed};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::process::Command;

/// Writes a wheel for this machine and prints its name.
const WHEEL: &str = r##"
import sysconfig, zipfile
tag = "py3-none-" + sysconfig.get_platform().replace("-", "_").replace(".", "_")
name = f"copydesk-9.9.9-{tag}.whl"
files = {
    "copydesk-9.9.9.data/scripts/copydesk": "#!/bin/sh\necho carried \"$@\"\n",
    "copydesk-9.9.9.dist-info/METADATA": "Metadata-Version: 2.1\nName: copydesk\nVersion: 9.9.9\n",
    "copydesk-9.9.9.dist-info/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {tag}\n",
}
files["copydesk-9.9.9.dist-info/RECORD"] = "".join(f"{file},,\n" for file in files)
with zipfile.ZipFile(name, "w") as wheel:
    for file, text in files.items():
        info = zipfile.ZipInfo(file)
        info.external_attr = 0o100755 << 16
        wheel.writestr(info, text)
print(name)
"##;

/// A machine with the folder `hook` and without the program.
fn runner() -> Option<Runner> {
    let has_pip = Command::new("python3").args(["-c", "import ensurepip, venv"]).output();
    if !has_pip.is_ok_and(|output| output.status.success()) {
        let told = "skipped: the installation in CI cannot be tested, there is no Python with `venv`\n";
        std::io::stderr().write_all(told.as_bytes()).expect("stderr");
        return None;
    }
    let runner = Runner::new();
    fs::remove_dir_all(runner.path("temp/copydesk")).expect("removed");
    let output = runner.command("python3", &["-c", WHEEL], &BTreeMap::new()).output().expect("Python runs");
    assert!(output.status.success(), "{}", printed(&output));
    let wheel = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let mirror = root().join("packaging/mirror").to_string_lossy().into_owned();
    let output = runner.command(&mirror, &["hook", &wheel], &BTreeMap::new()).output().expect("the script runs");
    assert!(output.status.success(), "{}", printed(&output));
    Some(runner)
}

/// What the installed program says.
fn said(runner: &Runner) -> String {
    let program = runner.path("temp/copydesk/bin/copydesk").to_string_lossy().into_owned();
    printed(&runner.command(&program, &["check"], &BTreeMap::new()).output().expect("it is installed"))
}

#[test]
fn the_action_installs_what_it_is_told_to() {
    let Some(runner) = runner() else { return };
    let output = runner.step("Install", &[("program", "./hook")]);
    assert!(output.status.success(), "{}", printed(&output));
    assert_eq!(said(&runner), "carried check\n");
    // Where the next step finds it.
    assert_eq!(runner.read("temp/path"), format!("{}\n", runner.path("temp/copydesk/bin").display()));
    let output = runner.step("Check", &[("paths", "drafts")]);
    assert!(printed(&output).starts_with("carried check --format=github "), "{}", printed(&output));
    assert!(printed(&output).ends_with(" -- drafts\n"), "{}", printed(&output));
    let output = runner.step("Install", &[("program", "./nowhere")]);
    assert!(!output.status.success(), "{}", printed(&output));
}

#[test]
fn the_job_for_gitlab_installs_what_it_is_told_to() {
    let Some(runner) = runner() else { return };
    let template = yaml(&read("packaging/gitlab-ci.yml"));
    let script: Vec<&str> = list(&template["copydesk"]["before_script"]).iter().map(text).collect();
    let script = script.join("\n").replace("/tmp/copydesk", &runner.path("temp/copydesk").to_string_lossy());
    let output = runner.script("sh", &script, &BTreeMap::from([("COPYDESK_PROGRAM".to_owned(), "./hook".to_owned())]));
    assert!(output.status.success(), "{}", printed(&output));
    assert_eq!(said(&runner), "carried check\n");
}
