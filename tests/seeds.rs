//! The five drafts in `seeds/`, and what a copy editor marks in them: every row of a rule that exists is found, no trap is
//! sprung, and nothing else is reported. As the rules grow in number, so do the rows that count.

use copydesk::diagnostic::Diagnostic;
use copydesk::draft::{Draft, ReadOptions};
use copydesk::rule::RuleSet;
use copydesk::source::decode;
use copydesk::{Linter, Settings};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A row of `gold.jsonl` or `either.jsonl`.
#[derive(Deserialize)]
struct Row {
    file: String,
    quote: String,
    occurrence: usize,
    rule: String,
    #[serde(default)]
    must: bool,
    #[serde(default)]
    needs: String,
    alt: Vec<String>,
}

fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

fn rows(name: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(seeds().join(name)).expect(name);
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

impl Row {
    fn rules(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.rule).chain(self.alt.iter().map(String::as_str))
    }

    /// Where the words stand in their file, in bytes.
    fn span(&self, text: &str) -> (u32, u32) {
        let (at, quote) = text.match_indices(&*self.quote).nth(self.occurrence - 1).expect(&self.quote);
        (at as u32, (at + quote.len()) as u32)
    }

    fn is_hit_by(&self, found: &Diagnostic, text: &str) -> bool {
        let (start, end) = self.span(text);
        let same = Path::new(&*found.path).file_name().is_some_and(|name| *name == *self.file);
        same && found.place.start < end && start < found.place.end && self.rules().any(|rule| *rule == *found.rule)
    }
}

/// What is reported beside the gold list, and an editor would not mind: the writer's own adjective in the first words of a
/// story (the list allows another rule there), and two hedges for one.
const DEFENDED: [(&str, &str); 2] = [("headline-hype", "historic"), ("redundant-phrase", "could potentially")];

#[test]
fn what_a_copy_editor_marks_is_found_and_nothing_else() {
    let rules = RuleSet::built_in().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let known: Vec<String> = rules.rules().iter().map(|rule| rule.id.to_string()).collect();
    let linter = Linter::new(rules, Settings::default());
    let mut texts = std::collections::BTreeMap::new();
    let mut drafts = Vec::new();
    for number in
        ["000-ceasefire-demands", "001-historic-negotiation", "002-hard-slog", "003-second-round", "004-no-progress"]
    {
        let name = format!("{number}.txt");
        let bytes = std::fs::read(seeds().join(&name)).expect("a seed");
        let (source, notice) = decode(format!("seeds/{name}"), bytes).expect("text");
        assert_eq!(notice, None, "{name}");
        texts.insert(name, source.text().to_owned());
        drafts.push(Draft::read(Arc::new(source), &ReadOptions::default()));
    }
    let found = linter.check(&drafts).diagnostics;
    let (gold, either) = (rows("gold.jsonl"), rows("either.jsonl"));
    let hits = |row: &Row| found.iter().filter(|one| row.is_hit_by(one, &texts[&row.file])).count();
    let mut faults = Vec::new();
    let counted = gold.iter().filter(|row| row.must && row.needs.is_empty() && known.contains(&row.rule));
    let mut rows_found = 0;
    for row in counted {
        rows_found += 1;
        if hits(row) == 0 {
            faults.push(format!("missed: {} {} “{}”", row.file, row.rule, row.quote));
        }
    }
    assert!(rows_found >= 16, "only {rows_found} rows of the gold list speak of rules that exist");
    for one in &found {
        let explains = |row: &&Row| row.is_hit_by(one, &texts[&row.file]);
        let wanted = gold.iter().any(|row| row.must && explains(&row));
        if let Some(trap) = gold.iter().filter(|row| !row.must).find(explains).filter(|_| !wanted) {
            faults.push(format!("trap: {} {} “{}”", trap.file, one.rule, one.text));
        } else if !wanted && !either.iter().any(|row| explains(&row)) && !DEFENDED.contains(&(&*one.rule, &*one.text)) {
            faults.push(format!("other: {} {} “{}”", one.path, one.rule, one.text));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_report_on_the_seeds_is_the_known_one() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "--no-config", "--format", "short", "--level", "advice", "--max-per-rule", "0", "seeds"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("copydesk runs");
    let report = String::from_utf8(output.stdout).expect("UTF-8").replace('\\', "/");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds.txt");
    if std::env::var_os("COPYDESK_ACCEPT").is_some() {
        std::fs::write(&path, &report).expect("the snapshot is written");
    }
    let known = std::fs::read_to_string(&path).expect("the snapshot");
    assert_eq!(report, known, "COPYDESK_ACCEPT=1 cargo test --test seeds takes the new report over");
}
