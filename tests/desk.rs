//! Laws about what drafts say against one another: neither the order of drafts nor the way the work is cut up makes a
//! difference, a draft alone hears of no other, and an archive is spoken of and never spoken to.

#[path = "../benches/desk/stories.rs"]
mod stories;

use copydesk::desk::{Fact, Subjects};
use copydesk::diagnostic::Diagnostic;
use copydesk::draft::{Draft, ReadOptions};
use copydesk::rule::RuleSet;
use copydesk::source::Source;
use copydesk::{Linter, Settings};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::sync::Arc;

const DRAFTS: usize = 120;

fn path(number: usize) -> String {
    format!("{}/{number:03}.md", if number.is_multiple_of(3) { "archive" } else { "desk" })
}

fn linter() -> Linter {
    Linter::new(RuleSet::built_in().expect("the built-in rules are sound"), Settings::default())
}

fn draft(number: usize) -> Draft {
    Draft::read(Arc::new(Source::new(path(number), stories::draft(number))), &ReadOptions::default())
}

fn facts(linter: &Linter, numbers: &[usize]) -> Vec<Fact> {
    let desk = linter.desk();
    numbers.par_iter().flat_map_iter(|&number| desk.inspect(&draft(number)).facts).collect()
}

/// Numbers in an order that depends on a seed.
fn shuffled(seed: usize) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..DRAFTS).collect();
    numbers.sort_by_key(|&number| (number + 1) * (2 * seed + 3) * 7919 % 1009);
    numbers
}

fn written(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(|one| serde_json::to_string(one).expect("JSON")).collect()
}

#[test]
fn order_threads_and_a_way_through_json_change_nothing() {
    let linter = linter();
    let all = linter.compare(&facts(&linter, &shuffled(0)), Subjects::All);
    let rules: BTreeSet<&str> = all.iter().map(|one| &*one.rule).collect();
    let between = BTreeSet::from(["duplicate-story", "headline-in-other-file", "name-variant-across"]);
    assert_eq!(rules, between, "the stories put every rule between drafts to the test");
    for (seed, threads) in [(1, 1), (2, 2), (3, 4)] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let again = pool.install(|| {
            let facts = facts(&linter, &shuffled(seed));
            let json = serde_json::to_string(&facts).expect("JSON");
            let mut back: Vec<Fact> = serde_json::from_str(&json).expect("facts");
            assert_eq!(back, facts);
            back.reverse();
            linter.compare(&back, Subjects::All)
        });
        assert_eq!(written(&again), written(&all), "seed {seed}, {threads} threads");
    }
}

#[test]
fn a_draft_alone_hears_of_no_other() {
    let linter = linter();
    let desk = linter.desk();
    for number in 0..DRAFTS {
        let alone = desk.inspect(&draft(number));
        assert_eq!(written(&linter.compare(&alone.facts, Subjects::All)), [""; 0]);
        let own = path(number);
        assert!(alone.diagnostics.iter().all(|one| *one.path == *own));
        assert!(alone.diagnostics.iter().flat_map(|one| &one.evidence).all(|evidence| *evidence.path == *own));
    }
}

#[test]
fn an_archive_is_spoken_of_and_never_spoken_to() {
    let linter = linter();
    let facts = facts(&linter, &shuffled(0));
    let all = linter.compare(&facts, Subjects::All);
    let of_archive = |one: &Diagnostic| one.path.starts_with("archive/");
    let subjects = facts.iter().map(|fact| fact.path.clone()).filter(|path| path.starts_with("desk/")).collect();
    let found = linter.compare(&facts, Subjects::Only(&subjects));
    assert!(!found.iter().any(of_archive));
    assert!(found.iter().flat_map(|one| &one.evidence).any(|evidence| evidence.path.starts_with("archive/")));
    let in_whole_run: Vec<Diagnostic> = all.iter().filter(|one| !of_archive(one)).cloned().collect();
    assert_eq!(written(&found), written(&in_whole_run));
    // And draft by draft, as a hook has it.
    for path in subjects.iter().collect::<BTreeSet<_>>() {
        let found = linter.compare(&facts, Subjects::Only(&std::iter::once(path.clone()).collect()));
        let own: Vec<Diagnostic> = all.iter().filter(|one| one.path == *path).cloned().collect();
        assert_eq!(written(&found), written(&own));
    }
}

#[test]
fn a_place_has_one_diagnostic_of_a_rule_and_never_its_own_draft_for_evidence() {
    let linter = linter();
    let all = linter.compare(&facts(&linter, &shuffled(0)), Subjects::All);
    let places: BTreeSet<_> = all.iter().map(|one| (&one.path, one.place, &one.rule)).collect();
    assert_eq!(places.len(), all.len());
    assert!(all.iter().all(|one| !one.evidence.is_empty()));
    assert!(all.iter().all(|one| one.evidence.iter().all(|evidence| evidence.path != one.path)));
}

#[test]
fn facts_from_elsewhere_do_no_harm() {
    let linter = linter();
    let mut facts = facts(&linter, &shuffled(0));
    for (number, fact) in facts.iter_mut().enumerate() {
        let cut = fact.value.char_indices().map(|(at, _)| at).nth(number % 40).unwrap_or(0);
        fact.value = match number % 3 {
            0 => fact.value[..cut].into(),
            1 => format!("{}\t\t", fact.value).into(),
            _ => "é\t-\tffffffffffffffffff\t1e400\t☃".into(),
        };
    }
    _ = linter.compare(&facts, Subjects::All);
}

#[test]
fn many_copies_take_time_in_proportion() {
    let linter = linter();
    let facts = facts(&linter, &[1]);
    let copies = |number: usize| -> Vec<Fact> {
        let copy = |index: usize| {
            let path: Arc<str> = format!("{index:05}.md").into();
            facts.iter().cloned().map(move |fact| Fact { path: path.clone(), ..fact }).collect::<Vec<_>>()
        };
        (0..number).flat_map(copy).collect()
    };
    let seconds = |facts: &[Fact]| {
        let start = std::time::Instant::now();
        let found = linter.compare(facts, Subjects::All);
        (start.elapsed().as_secs_f64(), found.len())
    };
    let (few, many) = (copies(500), copies(5_000));
    let least = |facts: &[Fact]| (0..3).map(|_| seconds(facts)).min_by(|a, b| a.0.total_cmp(&b.0)).expect("a run");
    let ((of_few, _), (of_many, found)) = (least(&few), least(&many));
    assert_eq!(found, 5_000, "each copy is told of its story, and the headline goes without saying");
    assert!(of_many < 40.0 * of_few.max(0.005), "{of_few} s for 500, {of_many} s for 5,000");
}

/// The whole program: the same output by any number of threads, and the same lines whatever the order of files.
#[test]
fn the_program_says_the_same_however_files_come() {
    let folder = tempfile::tempdir().expect("folder");
    for number in 0..DRAFTS {
        let file = folder.path().join(path(number));
        fs::create_dir_all(file.parent().expect("folder")).expect("folder");
        fs::write(file, stories::draft(number)).expect("draft");
    }
    fs::create_dir(folder.path().join(".git")).expect("folder");
    let run = |threads: &str, paths: &[String]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.current_dir(folder.path()).env("RAYON_NUM_THREADS", threads);
        let output = command.args(["check", "--format", "jsonl", "--level", "advice"]).args(paths).output();
        String::from_utf8(output.expect("output").stdout).expect("UTF-8")
    };
    let whole = run("1", &[".".to_owned()]);
    assert!(whole.contains("duplicate-story"));
    assert!(["2", "4"].iter().all(|threads| run(threads, &[".".to_owned()]) == whole));
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    for seed in [1, 2] {
        let paths: Vec<String> = shuffled(seed).into_iter().map(path).collect();
        assert_eq!(lines(&run("2", &paths)), lines(&whole));
    }
}

/// A comment that allows a rule between drafts silences it, and is unused only where all drafts were there to tell.
#[test]
fn an_allow_for_another_draft_outlives_a_commit_of_one() {
    let folder = tempfile::tempdir().expect("folder");
    let text = |number| {
        stories::draft(number)
            .replace("lang: en\n", "lang: en\ncopydesk: {allow: [duplicate-story - kept for the jubilee]}\n")
    };
    fs::write(folder.path().join("copydesk.toml"), "").expect("settings");
    fs::write(folder.path().join("a.md"), text(12)).expect("draft");
    fs::write(folder.path().join("b.md"), stories::draft(13)).expect("draft");
    let run = |paths: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.current_dir(folder.path()).args(["check", "--format", "short"]).args(paths);
        String::from_utf8(command.output().expect("output").stdout).expect("UTF-8")
    };
    let both = run(&["."]);
    assert!(both.contains("b.md:2:8: warning[duplicate-story]") && !both.contains("a.md:2:8: warning[dupl"), "{both}");
    assert!(!run(&["a.md"]).contains("unused-allow"));
    fs::remove_file(folder.path().join("b.md")).expect("removed");
    assert!(run(&["."]).contains("unused-allow"));
}

/// A file of the archive that is named and no text is told of like one that is checked; one that is met is passed over.
#[test]
fn a_file_of_the_archive_that_cannot_be_read_is_told_of() {
    let folder = tempfile::tempdir().expect("folder");
    let run = |archive: &str| {
        fs::write(folder.path().join("copydesk.toml"), format!("[desk]\narchive = [\"{archive}\"]\n"))
            .expect("settings");
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.current_dir(folder.path()).args(["check", "--format", "short", "a.md"]);
        let output = command.output().expect("output");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    fs::create_dir(folder.path().join("old")).expect("folder");
    fs::write(folder.path().join("a.md"), "The ferry left.\n").expect("draft");
    fs::write(folder.path().join("old/b.md"), [0, 1, 2, 0]).expect("no draft");
    let (status, told) = run("old/b.md");
    assert!(status == Some(2) && told.contains("old/b.md:1:1: error[unreadable-file]"), "{status:?} {told}");
    assert_eq!(run("old/*.md"), (Some(0), String::new()));
}

/// What a fact is about is told by names: numbers would be those of the lists of one day.
#[test]
fn facts_about_events_name_what_they_are_about() {
    let text = "Envoys meet\n\nISTANBUL, June 2, 2025 - Ukrainian and Russian envoys held direct talks in Norhaven, the first \
                talks since March 2022.\n";
    let draft = Draft::read(Arc::new(Source::new("talks.txt", text)), &ReadOptions::default());
    let facts = linter().desk().inspect(&draft).facts;
    let keys: Vec<&str> = facts.iter().map(|fact| &*fact.key).filter(|key| key.contains("talks")).collect();
    assert!(!keys.is_empty() && keys.iter().all(|key| *key == "talks:Russia+Ukraine"), "{keys:?}");
}
