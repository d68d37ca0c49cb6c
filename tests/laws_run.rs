//! Laws about a run as a whole: the same output however the work is cut up, and no complaint when nobody reads it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

fn drafts(folder: &Path) {
    fs::create_dir(folder.join(".git")).expect("folder");
    for index in 0..200 {
        let text = "The talks , it was said , failed.\n\n".repeat(index % 7);
        fs::write(folder.join(format!("{index:03}.txt")), text).expect("draft");
    }
}

fn copydesk(folder: &Path, threads: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(folder).env("RAYON_NUM_THREADS", threads).env("NO_COLOR", "1");
    command.args(["check", "--format", "jsonl", "--fail-on", "warning", "."]);
    command
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = tempfile::tempdir().expect("folder");
    drafts(folder.path());
    let outputs: Vec<_> =
        ["1", "2", "7"].iter().map(|threads| copydesk(folder.path(), threads).output().expect("output")).collect();
    assert!(outputs[0].stdout.len() > 10_000);
    assert!(outputs.iter().all(|output| output == &outputs[0]));
}

#[test]
fn a_closed_pipe_is_no_fault_and_does_not_change_the_status() {
    let folder = tempfile::tempdir().expect("folder");
    drafts(folder.path());
    let mut child = copydesk(folder.path(), "2").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("start");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("end");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
