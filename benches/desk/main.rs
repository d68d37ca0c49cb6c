//! How long a run takes over many drafts that are compared with one another, and how much memory: `cargo bench --bench
//! desk`, or with numbers of drafts after it. Each row is measured in a process of its own, which holds all texts.

mod stories;

use copydesk::desk::{Fact, Subjects};
use copydesk::draft::{Draft, ReadOptions};
use copydesk::rule::RuleSet;
use copydesk::source::Source;
use copydesk::{Linter, Settings};
use rayon::prelude::*;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

/// The argument before which a process is told what to measure.
const ROW: &str = "row";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let [row, kind, number] = &arguments[..]
        && row == ROW
    {
        return measure(kind, number.parse().expect("a number of drafts"));
    }
    let given: Vec<(&str, &str)> = arguments.iter().map(|number| ("stories", &**number)).collect();
    let usual = [("stories", "1000"), ("stories", "10000"), ("stories", "100000"), ("copies", "10000")];
    print("| drafts | MB of text | read and inspect, s | compare, s | facts | found between drafts | peak MB |");
    print("|---|---|---|---|---|---|---|");
    for (kind, number) in if given.is_empty() { &usual[..] } else { &given } {
        let program = std::env::current_exe().expect("this program");
        let status = Command::new(program).args([ROW, kind, number]).status().expect("a process");
        assert!(status.success(), "{kind} {number}: {status}");
    }
}

fn measure(kind: &str, number: usize) {
    let text = |index| if kind == "copies" { stories::copy() } else { stories::draft(index) };
    let source = |index: usize| Arc::new(Source::new(format!("{:03}/{index:06}.md", index / 1_000), text(index)));
    let sources: Vec<Arc<Source>> = (0..number).map(source).collect();
    let bytes: usize = sources.iter().map(|source| source.text().len()).sum();
    let linter = Linter::new(RuleSet::built_in().expect("the built-in rules are sound"), Settings::default());
    let desk = linter.desk();

    let start = Instant::now();
    let inspect = |source: &Arc<Source>| desk.inspect(&Draft::read(source.clone(), &ReadOptions::default())).facts;
    let facts: Vec<Vec<Fact>> = sources.par_iter().map(inspect).collect();
    let facts: Vec<Fact> = facts.into_iter().flatten().collect();
    let inspected = start.elapsed().as_secs_f64();

    let start = Instant::now();
    let between = linter.compare(&facts, Subjects::All);
    let compared = start.elapsed().as_secs_f64();
    print(&format!(
        "| {number} {kind} | {:.0} | {inspected:.2} | {compared:.2} | {} | {} | {} |",
        bytes as f64 / 1e6,
        facts.len(),
        between.len(),
        peak().map_or_else(|| "?".to_owned(), |peak| peak.to_string())
    ));
}

/// The most memory that this process has had, in MB, where the system tells.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<usize>().ok()? / 1_024)
}

#[allow(clippy::print_stdout, reason = "the table is what it is run for")]
fn print(line: &str) {
    println!("{line}");
}
