//! The kinds of checks that newsrooms fill in: what each finds, what it leaves alone, and what it says of a mistake.

mod capitalization;
mod conditional;
mod consistency;
mod laws;
mod metric;
mod occurrence;
mod repetition;
mod sequence;

use copydesk::diagnostic::Diagnostic;
use copydesk::draft::{Draft, ReadOptions};
use copydesk::rule::{RuleFile, RuleSet};
use copydesk::source::Source;
use copydesk::{Linter, Settings};
use std::sync::Arc;

const HEAD: &str = "summary = \"house style\"\nwhy = \"Readers notice.\"\nremedy = \"Mend it.\"\nlevel = \"warning\"\n";
/// An example that no test here tries; a rule file has to have one.
const TAIL: &str = "\n[[example]]\nbad = \"b\"\ngood = \"g\"\n";

fn file(name: &str, text: String) -> RuleFile {
    RuleFile { name: name.to_owned(), source: Arc::new(Source::new(name, text)) }
}

fn house(rule: &str, others: &[(&str, &str)]) -> Result<RuleSet, Vec<Diagnostic>> {
    let mut files: Vec<RuleFile> = others.iter().map(|&(name, text)| file(name, text.to_owned())).collect();
    files.push(file("style/house-rule.toml", format!("{HEAD}{rule}{TAIL}")));
    RuleSet::with_house(&files, &[])
}

fn diagnostics_with(rule: &str, others: &[(&str, &str)], draft: &str) -> Vec<Diagnostic> {
    let rules = house(rule, others).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let linter = Linter::new(rules, Settings::default());
    let draft = Draft::read(Arc::new(Source::new("draft.txt", draft)), &ReadOptions::default());
    linter.check(&[draft]).diagnostics.into_iter().filter(|d| &*d.rule == "house-rule").collect()
}

fn diagnostics(rule: &str, draft: &str) -> Vec<Diagnostic> {
    diagnostics_with(rule, &[], draft)
}

fn texts(rule: &str, draft: &str) -> Vec<String> {
    diagnostics(rule, draft).into_iter().map(|d| d.text).collect()
}

/// The mistakes of a rule: text of the place, message, remedy.
fn mistakes(rule: &str) -> Vec<(String, String, String)> {
    let found = house(rule, &[]).expect_err("the rule is broken");
    found.into_iter().map(|d| (d.text, d.message, d.remedy.unwrap_or_default())).collect()
}

#[track_caller]
fn one_mistake(rule: &str, text: &str, message: &str, remedy: &str) {
    let found = mistakes(rule);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].0, text);
    assert!(found[0].1.contains(message) && found[0].2.contains(remedy), "{found:#?}");
}

fn fixed(draft: &str, found: &[Diagnostic]) -> String {
    let mut edits: Vec<_> = found.iter().flat_map(|d| &d.fixes[0].edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.start));
    edits.iter().fold(draft.to_owned(), |mut text, edit| {
        text.replace_range(edit.start as usize..edit.end as usize, &edit.insert);
        text
    })
}

const STORY: &str = "Council backs new bridge\n\n\
    The council backed the bridge on Monday, and the mayor welcomed the vote in the chamber.\n\n\
    Work on it starts in the spring, the mayor said, if the money is found by then.\n";

#[test]
fn all_mistakes_of_a_file_are_told_at_once() {
    let rule = "summary = \"house style\"\nwhy = \"\"\nremedy = \"Mend it.\"\nlevel = \"eror\"\nin = [\"headlin\"]\n\
        mesage = \"x\"\n[check.occurrence]\nfind = '/a(b/'\nat-most = 1\nper = \"drafts\"\n\
        [[example]]\nbad = \"b\"\ngood = \"g\"\n";
    let found = RuleSet::with_house(&[file("style/broken.toml", rule.to_owned())], &[]).expect_err("broken");
    let mut messages: Vec<(u32, &str, &str)> =
        found.iter().map(|d| (d.place.line, &*d.message, d.remedy.as_deref().unwrap_or(""))).collect();
    messages.sort_unstable();
    assert_eq!(
        messages,
        [
            (2, "`why` is empty", "Write why it matters, in a sentence."),
            (4, "there is no level `eror`", "Did you mean `error`?"),
            (5, "there is no place `headlin` in a draft", "Did you mean `headline`?"),
            (6, "there is no setting `mesage` here", "Did you mean `message`?"),
            (8, "this pattern is wrong: unclosed group", ""),
            (10, "`per` cannot be `drafts`", "Did you mean `draft`?"),
        ]
    );
}

#[test]
fn kinds_of_other_linters_lead_to_ours() {
    one_mistake("[check.existence]\ntokens = [\"x\"]\n", "existence", "no kind of check", "`phrases`");
    one_mistake(
        "[check.capitalisation]\nstyle = \"title\"\n",
        "capitalisation",
        "no kind of check",
        "`capitalization`",
    );
    one_mistake("[check.repetitions]\nfind = \"x\"\n", "repetitions", "no kind of check", "Did you mean `repetition`?");
}
