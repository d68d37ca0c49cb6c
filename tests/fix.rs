//! What `--fix` and `--diff` do to files: what they keep, what they leave alone, and that git takes the diff.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const TEXT: &str = "Ferry shuts\n\nThe café shut on the the quay , she said.\n\nOne line.\n\nThe end came .";

fn copydesk(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.args(arguments).current_dir(folder).env_clear().env("HOME", folder).env("NO_COLOR", "1");
    command.output().expect("copydesk runs")
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "core.autocrlf=false"]);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.args(arguments).current_dir(folder).output().expect("git runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Drafts with every line end and encoding, one in a folder and one with an odd name.
fn drafts(folder: &Path) -> Vec<&'static str> {
    let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(TEXT.encode_utf16()).flat_map(bytes).collect()
    };
    fs::create_dir(folder.join("sub")).expect("a folder");
    let files: [(&str, Vec<u8>); 8] = [
        ("lf.txt", TEXT.into()),
        ("crlf.txt", TEXT.replace('\n', "\r\n").into()),
        ("cr.txt", TEXT.replace('\n', "\r").into()),
        ("mark.txt", format!("\u{feff}{TEXT}\n").into()),
        ("le.txt", wide(u16::to_le_bytes)),
        ("be.txt", wide(u16::to_be_bytes)),
        ("latin.txt", TEXT.chars().map(|character| u8::try_from(u32::from(character)).expect("Latin-1")).collect()),
        ("sub/an odd é.txt", TEXT.into()),
    ];
    files.into_iter().for_each(|(name, bytes)| fs::write(folder.join(name), bytes).expect("a draft"));
    files_named()
}

fn files_named() -> Vec<&'static str> {
    vec!["lf.txt", "crlf.txt", "cr.txt", "mark.txt", "le.txt", "be.txt", "latin.txt", "sub/an odd é.txt"]
}

#[test]
fn git_takes_the_diff_and_comes_to_what_fix_writes() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = room.path();
    let names = drafts(folder);
    git(folder, &["init", "-q", "."]);
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-qm", "drafts"]);
    let diff = copydesk(folder, &["check", "--diff", "."]);
    assert_eq!(diff.status.code(), Some(1));
    let patch = room.path().join(".git/mended.patch");
    fs::write(&patch, &diff.stdout).expect("a patch");
    git(folder, &["diff", "--exit-code"]);
    git(folder, &["apply", "--whitespace=nowarn", ".git/mended.patch"]);
    let state = || names.iter().map(|name| fs::read(folder.join(name)).expect("a draft")).collect::<Vec<_>>();
    let applied = state();
    git(folder, &["checkout", "-q", "."]);
    assert_eq!(copydesk(folder, &["check", "--fix", "."]).status.code(), Some(1));
    assert_eq!(state(), applied);
    let again = copydesk(folder, &["check", "--diff", "."]);
    assert_eq!((again.status.code(), told(&again).as_str()), (Some(0), ""));
}

#[test]
fn only_changed_lines_are_mended() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = room.path();
    git(folder, &["init", "-q", "."]);
    let old = "Ferry shuts\n\nThe old line is is here.\n\nAn end .\n";
    fs::write(folder.join("a.txt"), old).expect("a draft");
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-qm", "drafts"]);
    let new =
        |first: &str, last: &str| format!("Ferry shuts\n\n{first}\n\nThe old line is is here.\n\nAn end .\n{last}\n");
    let (slips, mended) = (("A new line of of of it.", "The the last ."), ("A new line of it.", "The last."));
    fs::write(folder.join("a.txt"), new(slips.0, slips.1)).expect("a draft");
    let output = copydesk(folder, &["check", "--fix", "--changed", "--format", "short"]);
    assert_eq!(
        fs::read_to_string(folder.join("a.txt")).expect("a draft"),
        new(mended.0, mended.1),
        "{}",
        told(&output)
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_what_is_read_only_is_left_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let room = tempfile::tempdir().expect("a folder");
    let folder = room.path();
    for name in ["linked.txt", "shut.txt", "open.txt"] {
        fs::write(folder.join(name), TEXT).expect("a draft");
    }
    symlink("linked.txt", folder.join("a-link.txt")).expect("a link");
    fs::set_permissions(folder.join("shut.txt"), fs::Permissions::from_mode(0o440)).expect("a mode");
    let output = copydesk(folder, &["check", "--fix", "--format", "short", "a-link.txt", "shut.txt", "open.txt"]);
    assert_eq!(output.status.code(), Some(2));
    let report = told(&output);
    assert!(report.contains("shut.txt:1:1: error[unwritable-draft]: this file must not be written to"), "{report}");
    // What could not be mended is told of as it is.
    assert!(report.contains("shut.txt:3:18: error[doubled-word]"), "{report}");
    assert!(
        !report.contains("shut.txt:3:22: fixed") && report.contains("open.txt:3:21: fixed[doubled-word]"),
        "{report}"
    );
    let text = |name: &str| fs::read_to_string(folder.join(name)).expect("a draft");
    assert_eq!(text("shut.txt"), TEXT);
    assert_ne!(text("linked.txt"), TEXT);
    assert_eq!(text("open.txt"), text("linked.txt"));
    assert!(fs::symlink_metadata(folder.join("a-link.txt")).expect("there").is_symlink());
}

#[cfg(target_os = "linux")]
#[test]
fn drafts_whose_names_are_no_text_are_not_taken_for_one_another() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let room = tempfile::tempdir().expect("a folder");
    let files =
        [(&b"caf\xe8.md"[..], "The council met on on Monday in a hall.\n"), (b"caf\xe9.md", "They met at at noon.\n")];
    let path = |name: &[u8]| room.path().join(OsStr::from_bytes(name));
    files.iter().for_each(|(name, text)| fs::write(path(name), text).expect("a draft"));
    let fixed = copydesk(room.path(), &["check", "--fix", "--format", "short", "."]);
    assert_eq!(fixed.status.code(), Some(1), "{}", told(&fixed));
    assert_eq!(told(&fixed).matches("error[doubled-word]").count(), 2, "{}", told(&fixed));
    files.iter().for_each(|(name, text)| assert_eq!(fs::read_to_string(path(name)).expect("a draft"), *text));
}

#[test]
fn a_baseline_that_cannot_be_read_keeps_everything_from_being_mended() {
    let room = tempfile::tempdir().expect("a folder");
    let draft = room.path().join("a.md");
    fs::write(&draft, "They met on on Friday.\n").expect("a draft");
    assert_eq!(copydesk(room.path(), &["baseline"]).status.code(), Some(0));
    let baseline = room.path().join("copydesk-baseline.jsonl");
    let entries = fs::read_to_string(&baseline).expect("a baseline");
    fs::write(&baseline, entries.replace("\n{", "\n[")).expect("a baseline");
    assert_eq!(copydesk(room.path(), &["check", "--fix"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&draft).expect("a draft"), "They met on on Friday.\n");
}
