//! The hook that reads all drafts before a push.

use crate::newsroom::{CLEAN, Newsroom, WRONG, printed, shown};

const ENVOY: &str = "President Volodymyr Zelenskiy met the envoys on Friday. Zelenskiy thanked them.\n";
const GUEST: &str = "President Volodymyr Zelensky arrived on Monday. Zelensky spoke to nobody.\n";

#[test]
fn a_push_compares_with_drafts_that_were_not_touched() {
    let Some(newsroom) = Newsroom::with_configuration(&shown("docs/ci.md", 0)) else { return };
    newsroom.done("git", ".", &["init", "--quiet", "--bare", "remote"]);
    newsroom.done("git", "desk", &["remote", "add", "origin", "../remote"]);
    newsroom.write("desk/envoy.md", ENVOY);
    let (went_through, told) = newsroom.commit();
    assert!(went_through, "{told}");
    let told = newsroom.done("git", "desk", &["push", "origin", "main"]);
    assert!(told.contains("copydesk, all drafts") && !told.contains("envoy.md"), "{told}");
    newsroom.write("desk/guest.md", GUEST);
    let (went_through, told) = newsroom.commit();
    assert!(went_through && !told.contains("envoy.md"), "{told}");
    let told = newsroom.done("git", "desk", &["push", "origin", "main"]);
    assert!(told.contains("warning[name-variant-across]"), "{told}");
    assert!(told.contains("guest.md:1:") && told.contains("envoy.md:1:"), "{told}");
    // The other hook has nothing to do with a push.
    assert!(told.matches("duration:").count() == 1, "{told}");
    // What is not staged is put aside for a push too.
    newsroom.write("desk/guest.md", WRONG);
    newsroom.done("git", "desk", &["commit", "--quiet", "--allow-empty", "--message", "nothing"]);
    newsroom.done("git", "desk", &["push", "origin", "main"]);
    assert_eq!(newsroom.read("desk/guest.md"), WRONG);
    newsroom.write("desk/guest.md", GUEST);
    // What came past the hooks is found as well, and stops it.
    newsroom.write("desk/past.md", WRONG);
    newsroom.commit_unchecked();
    let output = newsroom.run("git", "desk", &["push", "origin", "main"]);
    assert!(!output.status.success() && printed(&output).contains("past.md:1:20"), "{}", printed(&output));
}

#[test]
fn it_runs_whatever_has_changed_and_by_hand() {
    let Some(newsroom) = Newsroom::with_configuration(&shown("docs/ci.md", 1)) else { return };
    newsroom.write("desk/envoy.md", ENVOY);
    newsroom.write("desk/guest.md", GUEST);
    newsroom.commit_unchecked();
    newsroom.write("desk/other.txt", CLEAN);
    let command = ["run", "--hook-stage", "manual", "copydesk-desk"];
    assert!(read_of_docs(&command));
    let output = newsroom.run("pre-commit", "desk", &command);
    // There, warnings stop it.
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    assert!(printed(&output).contains("name-variant-across"), "{}", printed(&output));
}

fn read_of_docs(command: &[&str]) -> bool {
    crate::newsroom::read("docs/ci.md").contains(&format!("`pre-commit {}`", command.join(" ")))
}
