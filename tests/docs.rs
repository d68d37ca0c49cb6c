//! The documentation: every rule in it works, and what is generated is current.

use copydesk::rule::{Origin, Place, RuleFile, RuleSet, reference, try_examples};
use copydesk::source::Source;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// The folder that the documentation tells people to keep their rules in.
const HOUSE: &str = "desk/rules/";

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A fenced block: its language, the file it is to be saved as, its text.
struct Block {
    language: String,
    file: String,
    text: String,
}

fn blocks(document: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let (language, file) = info.split_once(' ').unwrap_or((info, ""));
        let text = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        blocks.push(Block { language: language.to_owned(), file: file.to_owned(), text });
    }
    blocks
}

fn house_files(document: &str) -> Vec<RuleFile> {
    let mut files = Vec::new();
    for (number, block) in blocks(document).into_iter().enumerate() {
        let is_rule = block.language == "toml" && block.text.contains("[check.");
        let name = match block.file.strip_prefix(HOUSE) {
            Some(name) => name.to_owned(),
            None if is_rule => format!("style/example-{number}.toml"),
            None => continue,
        };
        let source = Arc::new(Source::new(format!("{HOUSE}{name}"), block.text));
        files.push(RuleFile { name, source });
    }
    files
}

#[test]
fn the_rules_in_the_guide_work() {
    let files = house_files(&read("docs/writing-rules.md"));
    let rules = RuleSet::with_house(&files, &[]).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let house: Vec<_> = rules.rules().iter().filter(|rule| rule.origin == Origin::House).collect();
    let written = files.iter().filter(|file| file.name.ends_with(".toml")).count();
    assert_eq!(house.len(), written, "a rule of the guide was not read");
    let failures: Vec<String> = house
        .iter()
        .flat_map(|rule| try_examples(rule).into_iter().map(|failure| format!("{}: {}", rule.id, failure.message)))
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    for kind in [
        "phrases",
        "swap",
        "occurrence",
        "repetition",
        "consistency",
        "conditional",
        "capitalization",
        "metric",
        "sequence",
    ] {
        assert!(house.iter().any(|rule| rule.kind == kind), "no rule of the guide shows {kind}");
    }
}

#[test]
fn a_rule_of_the_guide_with_the_id_of_a_built_in_is_no_accident() {
    let built_in = RuleSet::built_in().expect("built-in rules");
    for file in house_files(&read("docs/writing-rules.md")) {
        let id = file.name.rsplit('/').next().unwrap_or("").trim_end_matches(".toml");
        assert!(built_in.find(id).is_none(), "{id}");
    }
}

#[test]
fn the_guide_names_every_place() {
    let guide = read("docs/writing-rules.md");
    for name in Place::names() {
        assert!(guide.contains(&format!("\n| `{name}` |")), "{name}");
    }
}

/// Tables of the guide are read by nobody else: a table that no rule names would not be noticed to be wrong.
#[test]
fn the_tables_of_the_guide_can_be_read() {
    let guide = read("docs/writing-rules.md");
    let rule = "summary = \"s\"\nwhy = \"w\"\nremedy = \"r\"\nlevel = \"advice\"\n[check.phrases]\ntable = \"TABLE\"\n\
        [[example]]\nbad = \"b\"\ngood = \"g\"\n";
    let tables: Vec<RuleFile> = house_files(&guide)
        .into_iter()
        .filter(|file| file.name.ends_with(".csv") || file.name.ends_with(".tsv"))
        .collect();
    assert!(!tables.is_empty());
    for table in tables {
        let name = table.name.rsplit('/').next().unwrap_or("").to_owned();
        let text = rule.replace("TABLE", &name);
        let rule =
            RuleFile { name: "style/of-table.toml".into(), source: Arc::new(Source::new("of-table.toml", text)) };
        RuleSet::with_house(&[table, rule], &[]).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    }
}

/// A file that is generated; `COPYDESK_ACCEPT=1` writes it.
fn keep(name: &str, wanted: &str) {
    let file = path(name);
    if std::env::var_os("COPYDESK_ACCEPT").is_some() {
        fs::write(&file, wanted).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert!(found == wanted, "{name} is stale: run COPYDESK_ACCEPT=1 cargo test --test docs");
}

fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(arguments).output().expect("copydesk");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_reference_is_current() {
    let rules = RuleSet::built_in().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    keep("docs/rules.md", &reference(&rules));
}

#[test]
fn the_schemas_are_current() {
    keep("docs/schema/copydesk.schema.json", &printed(&["schema", "config"]));
    keep("docs/schema/rule.schema.json", &printed(&["schema", "rule"]));
}

#[test]
fn the_manual_page_is_current() {
    keep("docs/man/copydesk.1", &printed(&["man"]));
}

/// The rest of the page is made from the arguments; its last sections are written by hand.
#[test]
fn the_manual_page_names_every_variable_that_is_read() {
    let page = printed(&["man"]);
    let mut sources = String::new();
    collect(&path("src/cli"), &mut sources);
    collect(&path("src/input"), &mut sources);
    // What cargo sets is read when the program is built.
    let is_variable = |name: &&str| {
        let is_name = name.contains('_') && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        is_name && name != &"_" && !name.starts_with("CARGO_")
    };
    let names: BTreeSet<&str> = sources.split('"').filter(is_variable).collect();
    assert!(names.contains("NO_COLOR") && names.contains("GIT_INDEX_FILE"), "{names:?}");
    for name in names.into_iter().chain(["TERM", "COLUMNS", "HOME", "LOCALAPPDATA"]) {
        assert!(page.contains(&format!("\n.B {name}\n")), "{name} is not in the manual page");
    }
}

fn collect(folder: &Path, sources: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            collect(&path, sources);
        } else {
            sources.push_str(&fs::read_to_string(&path).expect("a source"));
        }
    }
}
