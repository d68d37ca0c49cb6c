//! The ways without a repository of hooks, as `docs/ci.md` shows them.

use crate::newsroom::{CLEAN, Newsroom, WRONG, blocks, shown};
use std::fs;
use std::os::unix::fs::PermissionsExt;

#[test]
fn a_program_on_the_path_will_do() {
    let Some(newsroom) = Newsroom::with_program() else { return };
    newsroom.write("desk/.pre-commit-config.yaml", &shown("docs/ci.md", 2));
    newsroom.done("pre-commit", "desk", &["install"]);
    newsroom.write("desk/draft.txt", CLEAN);
    let (went_through, printed) = newsroom.commit();
    assert!(went_through, "{printed}");
    newsroom.write("desk/draft.txt", WRONG);
    let (went_through, printed) = newsroom.commit();
    assert!(!went_through && printed.contains("draft.txt:1:20"), "{printed}");
}

#[test]
fn a_plain_git_hook_reads_what_is_staged() {
    let Some(newsroom) = Newsroom::with_program() else { return };
    let [hook] = &blocks("docs/ci.md", "sh hook")[..] else { panic!("one hook") };
    newsroom.write("desk/.git/hooks/pre-commit", hook);
    let file = newsroom.path("desk/.git/hooks/pre-commit");
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).expect("executable");
    newsroom.write("desk/draft.txt", WRONG);
    newsroom.done("git", "desk", &["add", "draft.txt"]);
    newsroom.write("desk/draft.txt", CLEAN);
    let (went_through, printed) = newsroom.commit_staged();
    assert!(!went_through && printed.contains("draft.txt:1:20"), "{printed}");
    newsroom.done("git", "desk", &["add", "draft.txt"]);
    let (went_through, printed) = newsroom.commit_staged();
    assert!(went_through && !printed.contains("draft.txt:"), "{printed}");
}
