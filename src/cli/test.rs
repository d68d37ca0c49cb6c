//! `copydesk test`: the examples of rules, which are their tests.

use super::arguments::{Colour, Test};
use super::session::{Session, Sources, Wanted};
use super::{Status, Surroundings, unless_pipe_is_closed};
use crate::config::Selection;
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::report::{Fixing, Options, render};
use crate::rule::{Origin, Rule, try_examples};
use rayon::prelude::*;
use std::io;

pub(super) fn run(options: &Test, world: &mut Surroundings<'_>) -> io::Result<Status> {
    let current = world.current.clone();
    let linter = match Session::for_folder(&current, &options.from, &Selection::default(), world)? {
        Ok(linter) => linter,
        Err(status) => return Ok(status),
    };
    let format = options.format;
    let named = match Wanted::read(&options.rules, "test", linter.rules()) {
        Ok(named) => named,
        Err(mistakes) => return mistakes.show(format, Colour::Auto, world),
    };
    let wanted =
        |rule: &&Rule| named.names(rule) || (named.is_empty() && (options.all || rule.origin == Origin::House));
    let rules: Vec<&Rule> = linter.rules().rules().iter().filter(wanted).collect();
    let failures: Vec<Vec<Diagnostic>> = rules.par_iter().map(|rule| failures(rule)).collect();
    let failures: Vec<Diagnostic> = failures.into_iter().flatten().collect();
    let mut sources = Sources::default();
    rules.iter().for_each(|rule| sources.add(rule.file.clone()));
    let report_options = Options {
        sources: &|path| sources.get(path),
        width: world.columns(),
        colour: world.colour(Colour::Auto, world.out_is_terminal),
        max_per_rule: 0,
        quiet: true,
        statistics: false,
        files: rules.len(),
        skipped: 0,
        words: 0,
        sourcing: &[],
        fixing: Fixing::No,
        explain_hint: false,
        rules: &[linter.rules()],
        folder: Some(&current),
    };
    let printed = render(format, &failures, &report_options, world.out).and_then(|()| world.out.flush());
    unless_pipe_is_closed(printed)?;
    let examples: usize = rules.iter().map(|rule| rule.examples.len()).sum();
    let s = |count: usize| if count == 1 { "" } else { "s" };
    let tried = format!("{examples} example{} of {} rule{}", s(examples), rules.len(), s(rules.len()));
    match (rules.len(), failures.len()) {
        (0, _) => writeln!(world.err, "there are no house rules to test; --all tests the built-in ones")?,
        (_, 0) => writeln!(world.err, "no failures in {tried}")?,
        (_, failed) => writeln!(world.err, "{failed} failure{} in {tried}", s(failed))?,
    }
    Ok(if failures.is_empty() { Status::Clean } else { Status::Findings })
}

fn failures(rule: &Rule) -> Vec<Diagnostic> {
    let told = |failure: crate::rule::ExampleFailure| {
        let message = format!("example of `{}`: {}", rule.id, failure.message);
        Diagnostic::trouble(&rule.file, failure.span, trouble::RULE, Level::Error, message)
    };
    try_examples(rule).into_iter().map(told).collect()
}
