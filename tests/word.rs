//! Word documents from end to end: the same article in Word gives the same report, in the paragraph where it stands; nothing
//! is written; what cannot be read is told.

#[path = "../src/source/word/fixture.rs"]
#[allow(dead_code)]
mod fixture;

use copydesk::draft::{Draft, ReadOptions, Role};
use copydesk::rule::RuleSet;
use copydesk::source::{Source, decode};
use copydesk::{Linter, Settings};
use fixture::{Docx, docx, plain};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

const SEEDS: [&str; 5] =
    ["000-ceasefire-demands", "001-historic-negotiation", "002-hard-slog", "003-second-round", "004-no-progress"];

/// A plain text as Word has it: a paragraph a line, with the styles that a writer would give them.
fn in_word(draft: &Draft, is_styled: bool) -> Vec<u8> {
    let source = &draft.source;
    let mut body = String::new();
    let mut has_headline = false;
    for line in 0..source.line_starts().len() {
        let span = source.line_span(line);
        let text = source.slice(span).trim_start_matches('\u{feff}');
        let block = draft.blocks.iter().find(|block| span.overlaps(block.source));
        let style = match block.map(|block| block.role).filter(|_| is_styled) {
            Some(Role::Headline) if !has_headline => {
                has_headline = true;
                "Titel"
            }
            Some(Role::Dek) => "Untertitel",
            Some(Role::Subhead) => "berschrift2",
            _ => "",
        };
        body += &plain(style, text);
    }
    docx(&body)
}

/// Rule, text and line of each finding.
fn findings(linter: &Linter, draft: Draft) -> Vec<(String, String, u32)> {
    let found = linter.check(&[draft]).diagnostics;
    found.iter().map(|one| (one.rule.to_string(), one.text.clone(), one.place.line)).collect()
}

#[test]
fn an_article_in_word_gives_the_report_of_its_text() {
    let rules = RuleSet::built_in().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let linter = Linter::new(rules, Settings::default());
    for name in SEEDS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("seeds/{name}.txt"));
        let text = std::fs::read_to_string(path).expect("a seed");
        let draft = |source: Source| Draft::read(Arc::new(source), &ReadOptions::default());
        let original = draft(Source::new(format!("{name}.txt"), text.clone()));
        for is_styled in [false, true] {
            let (source, _) = decode(format!("{name}.docx"), in_word(&original, is_styled)).expect("a document");
            let in_word = draft(source);
            let roles = |draft: &Draft| {
                let line = |block: &copydesk::draft::Block| draft.source.line_column(block.source.range().start).0;
                draft.blocks.iter().map(|block| (line(block), block.role)).collect::<Vec<_>>()
            };
            assert_eq!(roles(&in_word), roles(&original), "{name}, styled: {is_styled}");
            let again = draft(Source::new(format!("{name}.txt"), text.clone()));
            let (found, wanted) = (findings(&linter, in_word), findings(&linter, again));
            assert!(!wanted.is_empty());
            assert_eq!(found, wanted, "{name}, styled: {is_styled}");
        }
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.args(arguments).current_dir(folder).env_remove("CLICOLOR_FORCE").output().expect("copydesk runs")
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn nothing_is_written_and_that_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let body = plain("Titel", "Ferry stops for winter")
        + &plain("", "")
        + &plain("", "The the ferry to the island , which the board runs, stops in November.");
    let before = docx(&body);
    std::fs::write(folder.path().join("a.docx"), &before).expect("a file");
    let report = printed(&run(folder.path(), &["check", "--no-config", "a.docx"]));
    assert!(report.contains("a.docx, paragraph 3\n"), "{report}");
    assert!(!report.contains("--fix mends"), "{report}");
    for option in ["--fix", "--diff"] {
        let report = printed(&run(folder.path(), &["check", "--no-config", option, "a.docx"]));
        assert!(report.contains("2 fixes left in drafts that are only read, such as Word documents"), "{report}");
    }
    assert_eq!(std::fs::read(folder.path().join("a.docx")).expect("the file"), before);
    let short = printed(&run(folder.path(), &["check", "--no-config", "--format", "short", "."]));
    assert!(short.contains("a.docx:3:1: error[doubled-word]"), "{short}");
}

#[test]
fn a_comment_allows_what_it_is_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let doubled = "The the ferry stops in November.";
    let body = plain("Titel", "Ferry stops for winter")
        + r#"<w:commentRangeStart w:id="7"/>"#
        + &plain("", doubled)
        + &plain("", "It was on the the quay.")
        + r#"<w:commentRangeEnd w:id="7"/>"#
        + &plain("", "It was the the end.");
    let comment = plain("", "copydesk: allow doubled-word - so it was sung");
    let comments = format!(r#"<w:comment w:id="7" w:author="Desk">{comment}</w:comment>"#);
    let docx = Docx { body: &body, comments: &comments, ..Docx::default() };
    std::fs::write(folder.path().join("a.docx"), docx.bytes()).expect("a file");
    let short =
        printed(&run(folder.path(), &["check", "--no-config", "--select", "doubled-word", "--format", "short", "."]));
    assert_eq!(short.lines().count(), 1, "{short}");
    assert!(short.starts_with("a.docx:4:8: ") || short.starts_with("./a.docx:4:8: "), "{short}");
}

#[test]
fn what_cannot_be_read_is_told_with_a_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = docx(&plain("", &"The ferry stops. ".repeat(99)));
    std::fs::write(folder.path().join("cut.docx"), &whole[..whole.len() - 60]).expect("a file");
    let report = printed(&run(folder.path(), &["check", "--no-config", "."]));
    assert!(report.contains("error[unreadable-file]: this Word document is damaged"), "{report}");
    assert!(report.contains("Open it in Word, which can mend many such files"), "{report}");
}
