//! Law: a run with `--fix` that is killed leaves each file whole, as it was or wholly mended, with its mode.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const FILES: usize = 1000;
const KILLS: usize = 100;

/// A file: its bytes and its mode.
type File = (Vec<u8>, u32);

#[test]
fn a_killed_run_leaves_every_file_whole() {
    // In memory where that can be: what is tried is the order of what is done, and not how long a disk takes to be sure of it.
    let memory = tempfile::tempdir_in("/dev/shm");
    let room = memory.or_else(|_| tempfile::tempdir()).expect("a folder");
    let drafts = room.path().join("drafts");
    let before = draw_up(&drafts);

    // A run that nobody disturbs, to know what mended files are like and when it writes them.
    let mut run = start(room.path());
    let started = Instant::now();
    let first = wait_for_change(&mut run, &drafts, &before);
    let reading = first.duration_since(started);
    assert_eq!(run.wait().expect("it ends").code(), Some(1));
    let writing = first.elapsed();
    let after = state(&drafts);
    assert_eq!(before.len(), after.len());
    for ((name, old), (_, new)) in before.iter().zip(&after) {
        assert_ne!(old.0, new.0, "{} was not mended", name.display());
        assert_eq!(old.1, new.1, "the mode of {}", name.display());
    }

    let (mut amid, mut chance) = (0, 7_u64);
    let mut now = after.clone();
    for kill in 0..KILLS {
        // A few kills share the files of one run: those that are old by then are mended next time.
        let mut left = now.iter().filter(|(name, file)| **file == before[*name]).count();
        if left < FILES / 4 {
            for (name, file) in now.iter().filter(|(name, file)| **file != before[*name]) {
                fs::write(drafts.join(name), &before[name].0).expect("a draft");
                assert_eq!(file.1, before[name].1, "the mode of {}", name.display());
            }
            left = FILES;
            now.clone_from(&before);
        }
        let mut run = start(room.path());
        // Now and then while it reads; else at some moment after the first file has been written.
        if kill % 10 == 0 {
            sleep(reading.mul_f64(random(&mut chance)));
        } else {
            wait_for_change(&mut run, &drafts, &now);
            sleep(writing.mul_f64(random(&mut chance) * left as f64 / FILES as f64));
        }
        run.kill().expect("it can be killed");
        run.wait().expect("it ends");
        now = state(&drafts);
        assert_eq!(now.len(), before.len(), "a file was lost, or one is left behind that is not hidden");
        for (name, file) in &now {
            assert!(*file == before[name] || *file == after[name], "{} is neither old nor new", name.display());
        }
        let mended = now.iter().filter(|(name, file)| **file == after[*name]).count();
        amid += usize::from(mended > 0 && mended < FILES);
    }
    assert!(amid >= KILLS / 10, "only {amid} of {KILLS} runs were killed amid their writing");

    // What it leaves behind is hidden, and nothing takes it for a draft.
    let check = copydesk(room.path()).args(["check", "--format", "json", "drafts"]).output().expect("it ends");
    let told = String::from_utf8(check.stdout).expect("JSON");
    assert!(told.contains(&format!("\"summary\":{{\"drafts\":{FILES},\"skipped\":0")), "{told}");
}

/// Numbers between 0 and 1 that are the same in every run.
fn random(seed: &mut u64) -> f64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 40) as f64 / (1_u64 << 24) as f64
}

/// Small drafts with something to mend in each, in all encodings, line ends and modes.
fn draw_up(folder: &Path) -> BTreeMap<PathBuf, File> {
    const ENDS: [&str; 3] = ["\n", "\r\n", "\r"];
    const MODES: [u32; 4] = [0o644, 0o600, 0o664, 0o755];
    fs::create_dir(folder).expect("a folder");
    for number in 0..FILES {
        let text = format!("Café {number} shuts in in May.\n");
        let text = text.replace('\n', ENDS[number % 3]);
        let bytes = match number / 3 % 5 {
            0 => text.into_bytes(),
            1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            2 => utf16(&text).flat_map(u16::to_le_bytes).collect(),
            3 => utf16(&text).flat_map(u16::to_be_bytes).collect(),
            _ => text.chars().map(|character| u8::try_from(u32::from(character)).expect("Latin-1")).collect(),
        };
        let file = folder.join(format!("draft-{number:04}.txt"));
        fs::write(&file, bytes).expect("a draft");
        fs::set_permissions(&file, Permissions::from_mode(MODES[number % 4])).expect("a mode");
    }
    state(folder)
}

fn utf16(text: &str) -> impl Iterator<Item = u16> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16())
}

/// All files of a folder but for hidden ones.
fn state(folder: &Path) -> BTreeMap<PathBuf, File> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let shown = entries.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    let file = |entry: fs::DirEntry| {
        let mode = entry.metadata().expect("a file").permissions().mode() & 0o7777;
        (PathBuf::from(entry.file_name()), (fs::read(entry.path()).expect("a file"), mode))
    };
    shown.map(file).collect()
}

fn copydesk(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(folder).env_clear().env("HOME", folder).env("NO_COLOR", "1");
    command
}

fn start(folder: &Path) -> Child {
    // A few rules are enough: what is tried is the writing.
    let rules = ["check", "--fix", "--no-config", "--select", "doubled-word", "drafts"];
    let mut command = copydesk(folder);
    command.args(rules).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("copydesk starts")
}

/// Waits until the first file is not what it was, or the run is over.
fn wait_for_change(run: &mut Child, folder: &Path, before: &BTreeMap<PathBuf, File>) -> Instant {
    // Threads begin at the front of the list and in its middle.
    let watched: Vec<_> =
        before.iter().step_by(FILES / 4).map(|(name, (bytes, _))| (folder.join(name), bytes)).collect();
    loop {
        let is_over = run.try_wait().expect("it can be asked").is_some();
        let has_changed = watched.iter().any(|(file, bytes)| fs::read(file).is_ok_and(|now| now != **bytes));
        if is_over || has_changed {
            return Instant::now();
        }
        sleep(Duration::from_micros(500));
    }
}
