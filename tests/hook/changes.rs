//! What is staged and what has changed, as pre-commit presents it.

use crate::newsroom::{CLEAN, Newsroom, WARNED, WRONG, shown};

/// The hook that tells only of changes, as `docs/ci.md` shows it.
fn of_changes() -> String {
    let configuration = shown("docs/ci.md", 1);
    assert!(
        configuration.contains("args: [--changed]") && configuration.contains("files: (?i)^drafts/"),
        "{configuration}"
    );
    configuration
}

#[test]
fn a_staged_fault_is_not_hidden_by_a_fix_that_is_not_staged() {
    for arguments in ["", "        args: [--changed]\n", "        args: [--staged]\n"] {
        let configuration = shown("README.md", 0) + arguments;
        let Some(newsroom) = Newsroom::with_configuration(&configuration) else { return };
        newsroom.write("desk/draft.txt", WRONG);
        newsroom.done("git", "desk", &["add", "draft.txt"]);
        newsroom.write("desk/draft.txt", CLEAN);
        let (went_through, printed) = newsroom.commit_staged();
        assert!(!went_through && printed.contains("draft.txt:1:20"), "{arguments}: {printed}");
        assert_eq!(newsroom.read("desk/draft.txt"), CLEAN, "{arguments}");
        // And the other way about: what is not staged does not stop what is.
        newsroom.done("git", "desk", &["add", "draft.txt"]);
        newsroom.write("desk/draft.txt", WRONG);
        let (went_through, printed) = newsroom.commit_staged();
        assert!(went_through, "{arguments}: {printed}");
        assert_eq!(newsroom.read("desk/draft.txt"), WRONG, "{arguments}");
    }
}

#[test]
fn an_old_fault_does_not_stop_a_change_elsewhere() {
    for arguments in ["[--changed]", "[--since, HEAD]", "[--staged, --changed]"] {
        let configuration = of_changes().replace("[--changed]", arguments);
        let Some(newsroom) = Newsroom::with_configuration(&configuration) else { return };
        newsroom.write("desk/drafts/old.md", &format!("{WRONG}\n{CLEAN}"));
        newsroom.commit_unchecked();
        newsroom.write("desk/drafts/old.md", &format!("{WRONG}\n{CLEAN}\n{WARNED}"));
        let (went_through, printed) = newsroom.commit();
        assert!(went_through, "{arguments}: {printed}");
        assert!(printed.contains("old.md:5:22") && !printed.contains("old.md:1"), "{arguments}: {printed}");
        newsroom.write("desk/drafts/old.md", &format!("{WRONG}\n{CLEAN}\n{WARNED}\n{WRONG}"));
        let (went_through, printed) = newsroom.commit();
        assert!(!went_through && printed.contains("old.md:7:20"), "{arguments}: {printed}");
    }
}

#[test]
fn a_commit_of_one_file_and_one_of_all_that_has_changed_work_too() {
    let Some(newsroom) = Newsroom::with_configuration(&of_changes()) else { return };
    for name in ["one", "two"] {
        newsroom.write(&format!("desk/drafts/{name}.txt"), CLEAN);
    }
    newsroom.commit_unchecked();
    newsroom.write("desk/drafts/one.txt", &format!("{CLEAN}\n{WARNED}"));
    newsroom.write("desk/drafts/two.txt", &format!("{CLEAN}\n{WRONG}"));
    let printed = newsroom.done("git", "desk", &["commit", "--message", "one", "drafts/one.txt"]);
    assert!(printed.contains("one.txt:3:22") && !printed.contains("two.txt"), "{printed}");
    let output = newsroom.run("git", "desk", &["commit", "--all", "--message", "the rest"]);
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && printed.contains("two.txt:3:20"), "{printed}");
}

#[test]
fn fixes_are_made_and_the_commit_stops() {
    let configuration = shown("README.md", 0).replace("id: copydesk", "id: copydesk-fix");
    let Some(newsroom) = Newsroom::with_configuration(&configuration) else { return };
    newsroom.write("desk/draft.txt", WARNED);
    let (went_through, printed) = newsroom.commit();
    assert!(!went_through && printed.contains("files were modified by this hook"), "{printed}");
    assert_eq!(newsroom.read("desk/draft.txt"), WARNED.replace(" ,", ","));
    let (went_through, printed) = newsroom.commit();
    assert!(went_through, "{printed}");
}
