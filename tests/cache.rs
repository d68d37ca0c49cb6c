//! What an earlier run kept changes nothing but the time that a run takes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A newsroom with everything that findings depend on.
fn newsroom(room: &Path) {
    let write = |name: &str, text: &[u8]| {
        let path = room.join("desk").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    for index in 0..30 {
        let told = ["The talks , it was said , failed in in Kyiv.", "TK", "The talks ended on Friday."][index % 3];
        write(
            &format!("drafts/{index:02}.md"),
            format!("The port\n\n{told}\n\nThe early hours were quiet.\n").as_bytes(),
        );
    }
    write(
        "drafts/allowed.md",
        b"The port\n\n<!-- copydesk: allow doubled-word - a name -->\nThe the port.\n\nIn in May.\n",
    );
    write(
        "drafts/front.md",
        b"---\ntitle: A\ncopydesk:\n  allow:\n    - doubled-word - a name\n---\n\nThe the port.\n",
    );
    write("drafts/latin.txt", b"The caf\xe9 was was full.\n");
    write("drafts/wide.txt", b"\xff\xfeT\0h\0e\0 \0t\0h\0e\0 \0p\0o\0r\0t\0.\0");
    write("published/old.md", b"The port\n\nVolodymyr Zelenskiy spoke in the port on Friday. Zelenskiy left.\n");
    write("drafts/new.md", b"A speech\n\nVolodymyr Zelensky spoke in the port on Monday. Zelensky stayed.\n");
    write("rules/style/small-hours.toml", RULE.replace("LEVEL", "warning").as_bytes());
    write("copydesk.toml", SETTINGS.as_bytes());
}

const SETTINGS: &str = "house-rules = \"rules\"\n[desk]\narchive = [\"published/**\"]\n[[override]]\npaths = [\"drafts/0*.md\"]\n\
    rules = { doubled-word = \"warning\" }\n";

const RULE: &str = "summary = \"s\"\nwhy = \"w\"\nremedy = \"r\"\nlevel = \"LEVEL\"\n[check.phrases]\nfind = [\"early hours\"]\n\
    [[example]]\nbad = \"The early hours.\"\ngood = \"The hours.\"\n";

/// What `copydesk check` gives with what it keeps in a folder, or with nothing kept.
fn check(room: &Path, cache: Option<&str>, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(room.join("desk")).args(["check", "--level", "advice"]).args(arguments);
    match cache {
        Some(folder) => command.args(["--cache-dir", folder]),
        None => command.arg("--no-cache"),
    };
    command.output().expect("a run")
}

#[test]
fn what_was_kept_changes_no_report() {
    let room = tempfile::tempdir().expect("a folder");
    newsroom(room.path());
    let formats = ["terminal", "short", "json", "jsonl", "sarif", "github", "markdown", "gitlab", "junit", "rdjsonl"];
    for format in formats {
        let anew = check(room.path(), None, &["--format", format, "drafts"]);
        assert!(anew.status.code() == Some(1) && anew.stdout.len() > 1_000, "{format}");
        for run in 0..2 {
            assert_eq!(
                check(room.path(), Some("../kept"), &["--format", format, "drafts"]),
                anew,
                "{format}, run {run}"
            );
        }
    }
    assert!(fs::read_dir(room.path().join("kept")).expect("a folder").count() > 10);
    // What is asked of the sentences themselves is never kept.
    let statistics = ["--statistics", "drafts"];
    assert_eq!(check(room.path(), Some("../kept"), &statistics), check(room.path(), None, &statistics));
}

#[test]
fn whatever_findings_depend_on_is_noticed() {
    let room = tempfile::tempdir().expect("a folder");
    newsroom(room.path());
    let same = |what: &str, arguments: &[&str]| {
        let arguments = [&["--format", "json"], arguments].concat();
        assert!(check(room.path(), Some("../kept"), &arguments) == check(room.path(), None, &arguments), "{what}");
    };
    let write = |name: &str, text: &str| fs::write(room.path().join("desk").join(name), text).expect("a file");
    same("at first", &["drafts"]);
    write("drafts/00.md", "The harbour\n\nNothing is wrong here.\n");
    same("a draft", &["drafts"]);
    write("published/old.md", "The port\n\nVolodymyr Zelensky spoke on Friday.\n");
    same("the archive", &["drafts"]);
    write("rules/style/small-hours.toml", &RULE.replace("LEVEL", "error"));
    same("a house rule", &["drafts"]);
    write("copydesk.toml", &SETTINGS.replace("drafts/0*", "drafts/1*"));
    same("the settings", &["drafts"]);
    same("no settings", &["--no-config", "drafts"]);
    same("a selection", &["--select", "doubled-word", "drafts"]);
    same("the date", &["--date", "2026-03-02", "drafts"]);
    same("the archive as drafts", &["drafts", "published"]);
    fs::rename(room.path().join("desk/drafts/01.md"), room.path().join("desk/drafts/opinion.md")).expect("renamed");
    same("a name", &["drafts"]);
}

#[test]
fn runs_at_the_same_time_do_not_mind_one_another() {
    let room = tempfile::tempdir().expect("a folder");
    newsroom(room.path());
    let anew = check(room.path(), None, &["drafts"]);
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..6).map(|_| scope.spawn(|| check(room.path(), Some("../kept"), &["drafts"]))).collect();
        for run in runs {
            assert_eq!(run.join().expect("a run"), anew);
        }
    });
    assert_eq!(check(room.path(), Some("../kept"), &["drafts"]), anew);
}

#[test]
fn a_cache_that_cannot_be_written_is_told_of_only_where_it_was_asked_for() {
    let room = tempfile::tempdir().expect("a folder");
    newsroom(room.path());
    let anew = check(room.path(), None, &["drafts"]);
    let told = check(room.path(), Some("drafts/00.md"), &["drafts"]);
    assert_eq!((&told.status, &told.stdout), (&anew.status, &anew.stdout));
    assert!(String::from_utf8_lossy(&told.stderr).starts_with("copydesk: nothing can be kept in drafts/00.md: "));
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(room.path().join("desk")).args(["check", "--level", "advice", "drafts"]);
    let quiet = command.env("COPYDESK_CACHE_DIR", "drafts/00.md").output().expect("a run");
    assert_eq!(quiet, anew);
}
