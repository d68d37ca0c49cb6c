//! The reference of all rules, as Markdown, made from the rule files.

use super::{Example, Origin, Rule, RuleSet};
use crate::draft::Language;
use std::fmt::Write as _;

/// The reference of a rule set in Markdown: each rule by family, with what it finds, why, what to do, and an example.
#[must_use]
pub fn reference(rules: &RuleSet) -> String {
    let mut out = String::from(
        "# Rules\n\nMade from the rule files; do not edit. `COPYDESK_ACCEPT=1 cargo test --test docs` writes it anew. \
         How to add a rule of your own is told in [writing-rules.md](writing-rules.md).\n",
    );
    for family in rules.families() {
        let of_family = || rules.rules().iter().filter(move |rule| *rule.family == *family);
        out.push_str(&format!("\n## {family}\n\n| rule | level | finds |\n|---|---|---|\n"));
        for rule in of_family() {
            let off = if rule.on { "" } else { ", off" };
            out.push_str(&format!("| [`{0}`](#{0}) | {1}{off} | {2} |\n", rule.id, rule.level, cell(&rule.summary)));
        }
        of_family().for_each(|rule| write_rule(&mut out, rule));
    }
    out
}

fn write_rule(out: &mut String, rule: &Rule) {
    let languages = if rule.languages.is_empty() {
        "all languages".to_owned()
    } else {
        rule.languages.iter().map(Language::code).collect::<Vec<_>>().join(", ")
    };
    let on = if rule.on { "on" } else { "off unless the settings turn it on" };
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "\n### {}\n\n{}.\n\n{} · {on} · {languages} · check `{}`{}\n\n{}\n\n**What to do.** {}\n",
        rule.id,
        capitalised(rule.summary.trim_end_matches('.')),
        rule.level,
        rule.kind,
        source_link(rule),
        rule.why,
        rule.remedy
    );
    let first = |has: fn(&Example) -> bool| rule.examples.iter().find(|example| has(example));
    let with_bad = first(|example| example.bad.is_some());
    if let Some((example, bad)) = with_bad.and_then(|example| Some((example, example.bad.as_deref()?))) {
        write_example(out, "Flagged:", bad);
        if let Some(other) = example.others.first() {
            write_example(out, "Beside this draft:", other);
        }
    }
    if let Some(good) = first(|example| !example.good.is_empty()).and_then(|example| example.good.first()) {
        write_example(out, "Left alone:", good);
    }
}

/// A link to the file of a built-in rule, for those who want to copy it.
fn source_link(rule: &Rule) -> String {
    match rule.origin {
        Origin::BuiltIn => format!(" · [file](../{})", rule.file.path()),
        Origin::House => String::new(),
    }
}

/// A draft in a fence that is longer than any in it.
fn write_example(out: &mut String, label: &str, draft: &str) {
    let longest = draft.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let _ = write!(out, "\n{label}\n\n{fence}text\n{}\n{fence}\n", draft.trim_matches('\n'));
}

/// Text for a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
