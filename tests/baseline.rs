//! What a baseline lets rest when drafts come and go.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What `copydesk` prints and its exit status.
fn copydesk(folder: &Path, arguments: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.args(arguments).args(["--select", "name-variant-across"]).current_dir(folder).env_remove("CI");
    let output = command.output().expect("copydesk");
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.code())
}

#[test]
fn what_is_found_between_drafts_rests_where_a_draft_is_renamed_and_not_in_a_new_one() {
    let room = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(room.path().join(name), text).expect("a draft");
    let check = || copydesk(room.path(), &["check", "--format", "short", "."]);
    write("one.md", "The ferry\n\nVolodymyr Zelenskiy spoke in the port on Friday. Zelenskiy left.\n");
    write("two.md", "The talks\n\nVolodymyr Zelensky came to the town on Monday. Zelensky stayed.\n");
    let (told, _) = check();
    assert!(!told.is_empty());
    assert_eq!(copydesk(room.path(), &["baseline"]).1, Some(0));
    assert_eq!(check(), (String::new(), Some(0)));
    fs::rename(room.path().join("one.md"), room.path().join("renamed.md")).expect("renamed");
    assert_eq!(check(), (String::new(), Some(0)));
    fs::remove_file(room.path().join("renamed.md")).expect("removed");
    write("new.md", "Budget vote\n\nThe leader Volodymyr Zelenskiy warned lawmakers. Zelenskiy was applauded.\n");
    let (told, _) = check();
    assert!(told.contains("new.md:3:12: warning[name-variant-across]"), "{told}");
}
