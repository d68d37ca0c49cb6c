//! The program in a wheel, the wheel in a repository, and hooks from there.

use crate::newsroom::{CLEAN, Newsroom, WRONG, blocks, is_there, printed, read, root, say, shown};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Names of files in a folder, sorted, without those that are hidden.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

fn wheel(version: &str, machine: &str) -> String {
    format!("copydesk-{version}-py3-none-{machine}.whl")
}

#[test]
fn hooks_from_a_wheel_are_installed_in_seconds_without_compiler_or_network() {
    if !is_there("maturin", "the wheel cannot be built") {
        return;
    }
    let Some(newsroom) = Newsroom::new() else { return };
    // As a release is built, but for the profile: the program of the tests is there already.
    let target = Path::new(env!("CARGO_BIN_EXE_copydesk")).ancestors().nth(2).expect("target folder");
    let (root, target) = (root().to_string_lossy(), target.to_string_lossy());
    let manifest = format!("{root}/Cargo.toml");
    let build = ["build", "--profile", "dev", "--manifest-path", &manifest, "--target-dir", &target, "--out", "wheels"];
    newsroom.done("maturin", ".", &build);
    let wheels = files(&newsroom.path("wheels"));
    let [built] = &wheels[..] else { panic!("one wheel: {wheels:?}") };
    assert!(built.starts_with(&format!("copydesk-{}-py3-none-", env!("CARGO_PKG_VERSION"))), "{built}");
    // Those for machines of other kinds are passed over.
    for other in ["win_sparc", "solaris_2_x86_64"] {
        newsroom.write(&format!("wheels/{}", wheel(env!("CARGO_PKG_VERSION"), other)), "not for here");
    }
    let mut arguments = vec!["hook".to_owned()];
    arguments.extend(files(&newsroom.path("wheels")).iter().map(|name| format!("wheels/{name}")));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    newsroom.done(&format!("{root}/packaging/mirror"), ".", &arguments);

    let start = Instant::now();
    newsroom.set_up(&shown("README.md", 0));
    // It takes three; to compile would take minutes.
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    newsroom.write("desk/draft.txt", WRONG);
    let (went_through, printed) = newsroom.commit();
    assert!(!went_through && printed.contains("error[doubled-word]"), "{printed}");
    newsroom.write("desk/draft.txt", CLEAN);
    let (went_through, printed) = newsroom.commit();
    assert!(went_through && !printed.contains("draft.txt:"), "{printed}");
}

#[test]
fn the_repository_of_the_hooks_keeps_the_wheels_of_one_version() {
    let folder = tempfile::tempdir().expect("folder");
    let mirror = |arguments: &[&str]| {
        let program = root().join("packaging/mirror");
        let output = std::process::Command::new(program).args(arguments).current_dir(folder.path()).output();
        output.expect("the script runs")
    };
    for (version, machine) in [("0.1.0", "win_amd64"), ("0.1.0", "macosx_11_0_arm64"), ("0.2.0", "win_amd64")] {
        let name = wheel(version, machine);
        fs::write(folder.path().join(&name), machine).expect("wheel");
        let output = mirror(&["to/hook", &name]);
        assert!(output.status.success(), "{}", printed(&output));
        let wheels = files(&folder.path().join("to/hook"));
        let kept = wheels.iter().filter(|name| name.ends_with(".whl")).count();
        assert_eq!(kept, if machine.starts_with("macosx") { 2 } else { 1 }, "{wheels:?}");
        assert!(wheels.contains(&name), "{wheels:?}");
    }
    assert_eq!(
        files(&folder.path().join("to/hook"))[..],
        ["carried.py", &wheel("0.2.0", "win_amd64"), "pyproject.toml"]
    );
    let hooks = fs::read_to_string(folder.path().join("to/hook/.pre-commit-hooks.yaml")).expect("hooks");
    assert_eq!(hooks, read(".pre-commit-hooks.yaml"));
    assert_eq!(mirror(&[]).status.code(), Some(2));
    assert_eq!(mirror(&["--help"]).status.code(), Some(2));
    // The one tag in the documentation.
    let [commands] = &blocks("docs/ci.md", "sh")[..1] else { panic!("commands") };
    let version = env!("CARGO_PKG_VERSION");
    assert!(commands.contains(&format!("git tag v{version}\n")), "{commands}");
    assert!(commands.contains(&format!("'copydesk {version}'")), "{commands}");
}

#[test]
fn a_machine_without_a_wheel_is_told_so() {
    if !is_there("python3", "the choice of the wheel cannot be tested") {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    fs::copy(root().join("packaging/pre-commit-mirror/carried.py"), folder.path().join("carried.py")).expect("copy");
    let choose = || {
        let mut command = std::process::Command::new("python3");
        command.args(["-B", "-c", "import carried; print(carried.build_wheel('chosen'))"]).current_dir(folder.path());
        command.output().expect("Python runs")
    };
    fs::create_dir(folder.path().join("chosen")).expect("folder");
    let output = choose();
    assert!(!output.status.success() && printed(&output).contains("among: none."), "{}", printed(&output));
    // Neither another system nor a library that is newer than any there is.
    for machine in ["win_sparc", "manylinux_2_999_x86_64"] {
        fs::write(folder.path().join(wheel("0.1.0", machine)), "").expect("wheel");
        let output = choose();
        assert!(!output.status.success() && printed(&output).contains(machine), "{}", printed(&output));
    }
}

/// All the way from source: pre-commit compiles the program as the hook's definition says.
#[test]
fn the_hook_compiles() {
    if std::env::var_os("COPYDESK_SLOW_TESTS").is_none() {
        say("skipped: compiling the hook takes minutes and the network (COPYDESK_SLOW_TESTS=1 does it)\n");
        return;
    }
    let Some(newsroom) = Newsroom::new() else { return };
    newsroom.write("desk/draft.txt", WRONG);
    newsroom.done("git", "desk", &["add", "--all"]);
    let root = root().to_string_lossy();
    let mut command = newsroom.command("pre-commit", "desk", &["try-repo", &root, "copydesk", "--all-files"]);
    let output = command.env_remove("PIP_NO_INDEX").output().expect("pre-commit runs");
    let printed = printed(&output);
    assert_eq!(output.status.code(), Some(1), "{printed}");
    assert!(printed.contains("draft.txt:1:20"), "{printed}");
}
