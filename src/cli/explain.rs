//! `copydesk explain`.

use super::arguments::{Colour, Explain};
use super::session::{Session, Wanted};
use super::{Status, Surroundings};
use crate::config::Selection;
use crate::diagnostic::trouble;
use crate::report::{Format, one_line};
use crate::rule::{Origin, Rule};
use std::io::{self, Write};

pub(super) fn run(options: &Explain, world: &mut Surroundings<'_>) -> io::Result<Status> {
    let current = world.current.clone();
    let linter = match Session::for_folder(&current, &options.from, &Selection::default(), world)? {
        Ok(linter) => linter,
        Err(status) => return Ok(status),
    };
    let id = options.rule.as_str();
    if let Some(rule) = linter.rules().find(id) {
        explain(rule, world)?;
        return Ok(Status::Clean);
    }
    if let Some((_, meaning)) = trouble::ALL.iter().find(|(known, _)| *known == id) {
        writeln!(
            world.out,
            "{id}\n\n  {meaning}\n\nIt is about a file or the settings and no rule: it has no level to set."
        )?;
        return Ok(Status::Clean);
    }
    match Wanted::read(std::slice::from_ref(&options.rule), "explain", linter.rules()) {
        Err(mistakes) => mistakes.show(Format::Terminal, Colour::Auto, world),
        Ok(family) => {
            writeln!(world.out, "{id} is a family of rules:\n")?;
            for rule in linter.rules().rules().iter().filter(|rule| family.holds(rule)) {
                writeln!(world.out, "  {}: {}", rule.id, rule.summary)?;
            }
            Ok(Status::Clean)
        }
    }
}

fn explain(rule: &Rule, world: &mut Surroundings<'_>) -> io::Result<()> {
    let width = world.columns();
    let out = &mut *world.out;
    let origin = match rule.origin {
        Origin::BuiltIn => "built in".to_owned(),
        Origin::House => format!("house rule, {}", rule.file.path()),
    };
    let on = if rule.on { "" } else { ", off unless switched on" };
    writeln!(out, "{}\n", rule.id)?;
    writeln!(out, "  {}, {} family, {origin}{on}", rule.level, rule.family)?;
    let languages: Vec<&str> = rule.languages.iter().map(|language| language.code()).collect();
    let languages = if languages.is_empty() { "all languages".to_owned() } else { languages.join(", ") };
    writeln!(out, "  for {languages}; check `{}`\n", rule.kind)?;
    for (title, text) in [("Finds", &rule.summary), ("Why", &rule.why), ("Do", &rule.remedy)] {
        paragraph(out, title, text, width)?;
    }
    for example in &rule.examples {
        if let Some(bad) = &example.bad {
            paragraph(out, "Bad", bad, width)?;
            for other in &example.others {
                paragraph(out, "Beside", other, width)?;
            }
        }
        if let Some(fixed) = &example.fixed {
            paragraph(out, "Fixed", fixed, width)?;
        }
        for good in &example.good {
            paragraph(out, "Good", good, width)?;
        }
    }
    Ok(())
}

/// A titled paragraph, wrapped and indented; lines of the text stay lines.
fn paragraph(out: &mut dyn Write, title: &str, text: &str, width: usize) -> io::Result<()> {
    /// Where text starts.
    const INDENT: usize = 9;
    let mut lead = format!("  {title}");
    for line in text.trim().lines() {
        let mut column = 0;
        for word in one_line(line).split(' ') {
            let length = word.chars().count();
            if column == 0 || column + 1 + length > width - INDENT {
                let end = if column == 0 { "" } else { "\n" };
                write!(out, "{end}{lead:<INDENT$}{word}")?;
                lead.clear();
                column = length;
            } else {
                write!(out, " {word}")?;
                column += 1 + length;
            }
        }
        writeln!(out)?;
        lead.clear();
    }
    Ok(())
}
