//! What happens at a commit.

use crate::fixture::{docx, plain};
use crate::newsroom::{CLEAN, Newsroom, WARNED, WRONG};
use std::fs;

#[test]
fn an_error_stops_the_commit() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/draft.txt", WRONG);
    let (went_through, printed) = newsroom.commit();
    assert!(!went_through, "{printed}");
    assert!(printed.contains("error[doubled-word]"), "{printed}");
    assert!(printed.contains("draft.txt:1:20"), "{printed}");
}

#[test]
fn a_line_of_web_page_stops_the_commit() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/story.md", CLEAN);
    let (went_through, printed) = newsroom.commit();
    assert!(went_through, "{printed}");
    newsroom.write("desk/story.md", &format!("{CLEAN}\nScroll to Top\n"));
    let (went_through, printed) = newsroom.commit();
    assert!(!went_through, "{printed}");
    assert!(printed.contains("error[page-chrome-line]") && printed.contains("story.md:3:1"), "{printed}");
}

#[test]
fn warnings_are_shown_and_the_commit_goes_through() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/story.md", WARNED);
    let (went_through, printed) = newsroom.commit();
    assert!(went_through, "{printed}");
    assert!(printed.contains("warning[space-before-punctuation]"), "{printed}");
}

#[test]
fn of_a_clean_draft_nothing_is_said() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/draft.txt", CLEAN);
    let (went_through, printed) = newsroom.commit();
    assert!(went_through, "{printed}");
    assert!(printed.contains("Passed"), "{printed}");
    assert!(!printed.contains("draft.txt:") && !printed.contains("problems"), "{printed}");
}

#[test]
fn only_drafts_of_this_commit_are_read() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    // Pages may be the templates of a site.
    newsroom.write("desk/page.html", WRONG);
    newsroom.write("desk/script.py", WRONG);
    let (went_through, printed) = newsroom.commit();
    assert!(went_through && printed.contains("no files to check"), "{printed}");
    // What is not staged is none of this commit's business, also where it is in the folder.
    newsroom.write("desk/clean.txt", CLEAN);
    newsroom.write("desk/later.txt", WRONG);
    newsroom.done("git", "desk", &["add", "clean.txt"]);
    newsroom.done("git", "desk", &["commit", "--message", "clean"]);
    // Of a file that was changed since it was staged, what was staged counts.
    newsroom.write("desk/later.txt", CLEAN);
    newsroom.done("git", "desk", &["add", "later.txt"]);
    newsroom.write("desk/later.txt", WRONG);
    newsroom.done("git", "desk", &["commit", "--message", "later"]);
}

#[test]
fn word_documents_are_read_though_they_are_no_text() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    fs::write(newsroom.path("desk/draft.docx"), docx(&plain("", WRONG.trim()))).expect("a document");
    let (went_through, printed) = newsroom.commit();
    assert!(!went_through && printed.contains("draft.docx, paragraph 1"), "{printed}");
}

#[test]
fn excluded_paths_are_passed_over() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/copydesk.toml", "exclude = [\"archive\"]\n");
    newsroom.write("desk/archive/old.txt", WRONG);
    let (went_through, printed) = newsroom.commit();
    assert!(went_through, "{printed}");
    assert!(!printed.contains("doubled-word"), "{printed}");
}

#[test]
fn settings_and_house_rules_of_the_repository_count() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    let settings = "house-rules = \"desk\"\n[rules]\nspace-before-punctuation = \"error\"\ndoubled-word = \"off\"\n";
    let rule = "summary = \"s\"\nwhy = \"w\"\nremedy = \"r\"\nlevel = \"warning\"\n[check.phrases]\nfind = [\"early hours\"]\n\
        [[example]]\nbad = \"The early hours.\"\ngood = \"The hours.\"\n";
    newsroom.write("desk/copydesk.toml", settings);
    newsroom.write("desk/desk/style/small-hours.toml", rule);
    newsroom.write("desk/draft.txt", &format!("{WRONG}\n{WARNED}"));
    let (went_through, printed) = newsroom.commit();
    assert!(!went_through, "{printed}");
    assert!(printed.contains("error[space-before-punctuation]") && !printed.contains("doubled-word"), "{printed}");
    assert!(printed.contains("warning[small-hours]"), "{printed}");
}

#[test]
fn a_mistake_in_the_settings_stops_the_commit_and_is_shown() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/copydesk.toml", "[rules]\ndoubled-wort = \"off\"\n");
    newsroom.write("desk/draft.txt", CLEAN);
    let (went_through, printed) = newsroom.commit();
    assert!(!went_through, "{printed}");
    assert!(printed.contains("copydesk.toml:2:1"), "{printed}");
    assert!(printed.contains("Did you mean `doubled-word`?"), "{printed}");
}

#[test]
fn names_of_files_may_have_spaces_and_letters_of_any_script() {
    let Some(newsroom) = Newsroom::with_hook() else { return };
    newsroom.write("desk/Entwürfe/Київ, the talks.txt", WRONG);
    let (went_through, printed) = newsroom.commit();
    assert!(!went_through, "{printed}");
    assert!(printed.contains("Entwürfe/Київ, the talks.txt:1:20"), "{printed}");
}
