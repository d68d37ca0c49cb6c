//! `docs/precision.md`: what each rule finds in published articles, and what was thought of it on reading. The test writes
//! the table, says in it which rules have changed since they were counted, and holds the rules to their budgets.

use copydesk::diagnostic::Level;
use copydesk::rule::{Rule, RuleSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use toml::de::DeTable;

/// What was counted in published articles by `benches/precision.py`.
#[derive(Deserialize)]
struct Counted {
    words: usize,
    articles: usize,
    rules: BTreeMap<String, Hits>,
}

#[derive(Deserialize)]
struct Hits {
    /// The rule's files as they were.
    mark: String,
    articles: usize,
    error: usize,
    warning: usize,
    advice: usize,
}

/// What was thought of the hits that were read.
struct Verdict {
    read: usize,
    right: usize,
    arguable: usize,
    wrong: usize,
    /// How many of the wrong ones a guard has put an end to since.
    gone: usize,
    note: String,
}

impl Verdict {
    fn read(table: &DeTable<'_>, place: &str) -> Self {
        let get = |key: &str| table.get(key).unwrap_or_else(|| panic!("{place}: `{key}` is missing")).get_ref();
        let number = |key: &str| -> usize {
            let number = get(key).as_integer().and_then(|number| number.as_str().parse().ok());
            number.unwrap_or_else(|| panic!("{place}: `{key}` is no number"))
        };
        let note = get("note").as_str().unwrap_or_else(|| panic!("{place}: the note is no text")).to_owned();
        Self {
            read: number("read"),
            right: number("right"),
            arguable: number("arguable"),
            wrong: number("wrong"),
            gone: if table.contains_key("gone") { number("gone") } else { 0 },
            note,
        }
    }
}

/// Hits per 1,000 words above which no single rule may be an error or a warning.
const MOST_PER_RULE: f64 = 0.1;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()).collect();
    files.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
    files
}

fn verdicts() -> BTreeMap<String, Verdict> {
    let files =
        files_in(&path("docs/precision")).into_iter().filter(|file| file.extension().is_some_and(|x| x == "toml"));
    let mut all = BTreeMap::new();
    for file in files {
        let text = read(&file);
        let of_family = DeTable::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for (id, verdict) in of_family.get_ref() {
            let (id, place) = (id.get_ref().to_string(), file.display());
            let verdict = verdict.get_ref().as_table().unwrap_or_else(|| panic!("{place}: {id} is no table"));
            let known = all.insert(id.clone(), Verdict::read(verdict, &format!("{place}: {id}")));
            assert!(known.is_none(), "{place}: {id} stands in another file too");
        }
    }
    all
}

/// FNV-1a over the rule file and the word lists and tables that it names; benches/precision.py does the same.
fn mark(rule: &Rule) -> String {
    let file = path(rule.file.path());
    let text = read(&file);
    let mut resources = files_in(&path("rules/lexicon"));
    resources.extend(files_in(file.parent().expect("folder")));
    resources.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
    let mut all = text.clone();
    for resource in resources.iter().filter(|resource| resource.extension().is_none_or(|ending| ending != "toml")) {
        let (stem, name) = (resource.file_stem().expect("name"), resource.file_name().expect("name"));
        if [stem, name].iter().any(|name| text.contains(&format!("\"{}\"", name.to_string_lossy()))) {
            all += &read(resource);
        }
    }
    let bytes = all.bytes().filter(|&byte| byte != b'\r');
    let value =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |value, byte| (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{value:016x}")
}

fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "-".to_owned() } else { format!("{:.0}%", 100.0 * part as f64 / whole as f64) }
}

fn table(rules: &RuleSet, counted: &Counted, verdicts: &BTreeMap<String, Verdict>) -> String {
    let per_thousand = |hits: usize| 1000.0 * hits as f64 / counted.words as f64;
    let of_level = |level: Level| rules.rules().iter().filter(move |rule| rule.level == level);
    let mut out = format!(
        "# Precision\n\nWhat each built-in rule finds in {} published articles of {} words, and what was thought of its hits \
         when they were read. Made from `docs/precision/`; `COPYDESK_ACCEPT=1 cargo test --test precision` writes it anew, \
         `benches/precision.py ARTICLES` counts again. The counts have no defects taken off: published copy has slips, and most \
         hits are such slips. Hits were read in published articles and, for rules about residue, in web pages and posts known \
         to have it. A hit is *right* if an editor would act on it, *arguable* if some would, *wrong* if none would. *Gone* are \
         the wrong ones that a guard has put an end to since; the shares are of what is left. Verdicts are \
         counted at the level of the rule, hits at the level they were reported at.\n",
        counted.articles, counted.words
    );
    out +=
        "\n| level | hits per 1,000 words | read | gone | right | arguable | wrong |\n|---|---|---|---|---|---|---|\n";
    for level in [Level::Error, Level::Warning, Level::Advice] {
        // A rule of one level may speak more quietly at times: hits count at the level they were reported at.
        let reported = |hits: &Hits| match level {
            Level::Error => hits.error,
            Level::Warning => hits.warning,
            Level::Advice => hits.advice,
        };
        let on = rules.rules().iter().filter(|rule| rule.on);
        let hits: usize = on.filter_map(|rule| counted.rules.get(&*rule.id)).map(reported).sum();
        let sum = |part: fn(&Verdict) -> usize| -> usize {
            of_level(level).filter_map(|rule| verdicts.get(&*rule.id)).map(part).sum()
        };
        let (read, gone) = (sum(|verdict| verdict.read), sum(|verdict| verdict.gone));
        let wrong = sum(|verdict| verdict.wrong) - gone;
        let parts = [sum(|verdict| verdict.right), sum(|verdict| verdict.arguable), wrong];
        let parts = parts.map(|part| share(part, read - gone)).join(" | ");
        let _ = writeln!(out, "| {level} | {:.3} | {read} | {gone} | {parts} |", per_thousand(hits));
    }
    for family in rules.families() {
        let _ = writeln!(
            out,
            "\n## {family}\n\n| rule | level | hits | per 1,000 words | articles | read | right | arguable | wrong | gone |\n\
             |---|---|---|---|---|---|---|---|---|---|"
        );
        let of_family = || rules.rules().iter().filter(move |rule| *rule.family == *family);
        for rule in of_family() {
            let (Some(hits), Some(verdict)) = (counted.rules.get(&*rule.id), verdicts.get(&*rule.id)) else { continue };
            let all = hits.error + hits.warning + hits.advice;
            let off = if rule.on { "" } else { ", off" };
            let changed = if hits.mark == mark(rule) { "" } else { " (the rule has changed since)" };
            let _ = writeln!(
                out,
                "| `{}` | {}{off} | {all}{changed} | {:.3} | {} | {} | {} | {} | {} | {} |",
                rule.id,
                rule.level,
                per_thousand(all),
                hits.articles,
                verdict.read,
                verdict.right,
                verdict.arguable,
                verdict.wrong,
                verdict.gone
            );
        }
        out.push('\n');
        for rule in of_family() {
            if let Some(verdict) = verdicts.get(&*rule.id) {
                let _ = writeln!(out, "* `{}`: {}", rule.id, verdict.note);
            }
        }
    }
    out
}

fn all() -> (RuleSet, Counted, BTreeMap<String, Verdict>) {
    let rules = RuleSet::built_in().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let counted = serde_json::from_str(&read(&path("docs/precision/hits.json"))).expect("hits.json");
    (rules, counted, verdicts())
}

#[test]
fn the_table_is_current() {
    let (rules, counted, verdicts) = all();
    let wanted = table(&rules, &counted, &verdicts);
    let file = path("docs/precision.md");
    if std::env::var_os("COPYDESK_ACCEPT").is_some() {
        fs::write(&file, &wanted).expect("docs/precision.md");
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert!(found == wanted, "docs/precision.md is stale: run COPYDESK_ACCEPT=1 cargo test --test precision");
}

#[test]
fn every_rule_was_counted_and_read() {
    let (rules, counted, verdicts) = all();
    for rule in rules.rules() {
        assert!(counted.rules.contains_key(&*rule.id), "{}: run benches/precision.py", rule.id);
        assert!(verdicts.contains_key(&*rule.id), "{}: no verdict in docs/precision/{}.toml", rule.id, rule.family);
    }
    for (id, verdict) in &verdicts {
        assert!(rules.find(id).is_some(), "{id}: a verdict on a rule that does not exist");
        assert_eq!(verdict.read, verdict.right + verdict.arguable + verdict.wrong, "{id}");
        assert!(verdict.note.ends_with('.'), "{id}: the note is a sentence");
    }
}

#[test]
fn rules_keep_to_their_budgets() {
    let (rules, counted, verdicts) = all();
    for (level, most_wrong) in [(Level::Error, 0.05), (Level::Warning, 0.15)] {
        let of_level = || rules.rules().iter().filter(move |rule| rule.level == level);
        let (mut read, mut wrong) = (0, 0);
        for verdict in of_level().filter_map(|rule| verdicts.get(&*rule.id)) {
            read += verdict.read - verdict.gone;
            wrong += verdict.wrong - verdict.gone;
        }
        assert!(wrong as f64 <= most_wrong * read as f64, "{level}: {wrong} of {read} hits were wrong");
        for (rule, hits) in
            of_level().filter(|rule| rule.on).filter_map(|rule| Some((rule, counted.rules.get(&*rule.id)?)))
        {
            let rate = 1000.0 * (hits.error + hits.warning) as f64 / counted.words as f64;
            assert!(rate <= MOST_PER_RULE, "{}: {rate:.3} hits per 1,000 words", rule.id);
        }
    }
}
