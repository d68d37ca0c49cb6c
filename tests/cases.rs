//! The cases in `tests/cases`: each Markdown file tells what a command does with some files.
//!
//! A block whose info string has `file=NAME` is a file (`bytes` as its language reads `\xNN` and `\n`; `link=TARGET`
//! makes it a symbolic link). A `console` block holds commands after `$`, then what they print, standard error after
//! `2>`, and the exit status after `?`. A heading of the second level starts with an empty folder; files before the
//! first such heading are there in every case. `COPYDESK_ACCEPT=1` writes what was printed into the document.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut documents: Vec<PathBuf> =
        fs::read_dir(&folder).expect("tests/cases").map(|entry| entry.expect("entry").path()).collect();
    documents.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    documents.sort();
    assert!(!documents.is_empty(), "no cases");
    let mut failures = Vec::new();
    for document in documents {
        let text = fs::read_to_string(&document).expect("readable case");
        let now = run_document(&text);
        if now == text {
            continue;
        }
        if std::env::var_os("COPYDESK_ACCEPT").is_some() {
            fs::write(&document, now).expect("writable case");
        } else {
            failures.push(format!("{}\n{}", document.display(), difference(&text, &now)));
        }
    }
    assert!(failures.is_empty(), "{}\nCOPYDESK_ACCEPT=1 accepts what was printed.", failures.join("\n"));
}

/// The document with what its commands print now.
fn run_document(text: &str) -> String {
    let mut out = String::new();
    let mut shared: Vec<File> = Vec::new();
    let mut room: Option<Room> = None;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if line.starts_with("## ") {
            room = Some(Room::new(&shared));
        }
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else { continue };
        let content: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if info == "console" {
            let room = room.get_or_insert_with(|| Room::new(&shared));
            for command in content.iter().filter_map(|line| line.strip_prefix("$ ")) {
                out.push_str(&room.run(command));
            }
        } else {
            content.iter().for_each(|line| out.extend([line, "\n"]));
            if let Some(file) = File::read(info, &content) {
                match &room {
                    Some(room) => room.write(&file),
                    None => shared.push(file),
                }
            }
        }
        out.push_str("```\n");
    }
    out
}

/// A file of a case.
struct File {
    name: String,
    link: Option<String>,
    bytes: Vec<u8>,
}

impl File {
    fn read(info: &str, content: &[&str]) -> Option<Self> {
        let value = |key: &str| info.split(' ').find_map(|word| word.strip_prefix(key)).map(str::to_owned);
        let text: String = content.iter().flat_map(|line| [line, "\n"]).collect();
        let bytes = if info.starts_with("bytes") { unescaped(text.trim_end()) } else { text.into_bytes() };
        Some(Self { name: value("file=")?, link: value("link="), bytes })
    }
}

/// `\xNN` is a byte and `\n` a line feed; line ends of the document are none of the file.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("\\x") {
            bytes.push(u8::from_str_radix(&after[..2], 16).expect("two hexadecimal digits"));
            rest = &after[2..];
        } else if let Some(after) = rest.strip_prefix("\\n") {
            bytes.push(b'\n');
            rest = after;
        } else {
            if character != '\n' {
                bytes.extend(character.to_string().bytes());
            }
            rest = &rest[character.len_utf8()..];
        }
    }
    bytes
}

/// A folder in which commands run. It looks like the root of a repository, so that no settings above it count.
struct Room {
    outer: tempfile::TempDir,
}

impl Room {
    fn new(files: &[File]) -> Self {
        let room = Self { outer: tempfile::tempdir().expect("temporary folder") };
        fs::create_dir_all(room.folder().join(".git")).expect("folder");
        files.iter().for_each(|file| room.write(file));
        room
    }

    fn folder(&self) -> PathBuf {
        self.outer.path().join("room")
    }

    fn write(&self, file: &File) {
        let path = self.folder().join(&file.name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
        match &file.link {
            #[cfg(unix)]
            Some(target) => std::os::unix::fs::symlink(target, path).expect("symbolic link"),
            _ => fs::write(path, &file.bytes).expect("file"),
        }
    }

    /// The command with what it prints and its exit status.
    fn run(&self, command: &str) -> String {
        let (words, input) = match command.split_once(" < ") {
            Some((words, file)) => (words, fs::read(self.folder().join(file)).expect("input")),
            None => (command, Vec::new()),
        };
        let mut words = words.split_whitespace();
        assert_eq!(words.next(), Some("copydesk"), "cases run copydesk only: {command}");
        let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .args(words.map(|word| word.trim_matches('\'')))
            .current_dir(self.folder())
            .env_clear()
            .env("HOME", self.outer.path())
            .env("NO_COLOR", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("copydesk starts");
        // Whether the program reads it is its own business.
        let _ = child.stdin.take().expect("standard input").write_all(&input);
        let output = child.wait_with_output().expect("copydesk ends");
        let mut told = format!("$ {command}\n");
        for (prefix, stream) in [("", &output.stdout), ("2> ", &output.stderr)] {
            let text = String::from_utf8_lossy(stream).replace(&*self.folder().to_string_lossy(), "[room]");
            for line in text.lines() {
                told.push_str(format!("{prefix}{line}").trim_end());
                told.push('\n');
            }
        }
        told + &format!("? {}\n", output.status.code().expect("no signal"))
    }
}

/// The lines that differ, with `-` for what is expected.
fn difference(wanted: &str, found: &str) -> String {
    let (wanted, found): (Vec<&str>, Vec<&str>) = (wanted.lines().collect(), found.lines().collect());
    let start = wanted.iter().zip(&found).take_while(|(a, b)| a == b).count();
    let rest = wanted.len().min(found.len()) - start;
    let end = wanted.iter().rev().zip(found.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let show = |sign: &str, lines: &[&str]| lines.iter().map(|line| format!("{sign}{line}\n")).collect::<String>();
    let before = show(" ", &wanted[start.saturating_sub(4)..start]);
    before + &show("-", &wanted[start..wanted.len() - end]) + &show("+", &found[start..found.len() - end])
}
