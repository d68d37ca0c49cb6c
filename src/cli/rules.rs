//! `copydesk rules`.

use super::arguments::{Colour, ListFormat, Rules};
use super::session::{Session, Wanted};
use super::{Status, Surroundings};
use crate::config::Selection;
use crate::diagnostic::Level;
use crate::report::Format;
use crate::rule::Origin;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Listed<'r> {
    id: &'r str,
    family: &'r str,
    /// The level in force; `null` if the rule is off.
    level: Option<Level>,
    origin: Origin,
    summary: &'r str,
    languages: Vec<&'r str>,
    check: &'r str,
}

pub(super) fn run(options: &Rules, world: &mut Surroundings<'_>) -> io::Result<Status> {
    let current = world.current.clone();
    let linter = match Session::for_folder(&current, &options.from, &Selection::default(), world)? {
        Ok(linter) => linter,
        Err(status) => return Ok(status),
    };
    let wanted = match Wanted::read(&options.names, "rules", linter.rules()) {
        Ok(wanted) => wanted,
        Err(mistakes) => return mistakes.show(Format::Terminal, Colour::Auto, world),
    };
    // What overrides say depends on the draft: `copydesk config FILE` shows it.
    let settings = linter.settings().for_path("");
    let listed: Vec<Listed<'_>> = linter
        .rules()
        .rules()
        .iter()
        .filter(|rule| wanted.holds(rule))
        .map(|rule| Listed {
            id: &rule.id,
            family: &rule.family,
            level: settings.level_of(rule),
            origin: rule.origin,
            summary: &rule.summary,
            languages: rule.languages.iter().map(|language| language.code()).collect(),
            check: rule.kind,
        })
        .collect();
    match options.format {
        ListFormat::Json => writeln!(world.out, "{}", serde_json::to_string_pretty(&listed)?)?,
        ListFormat::Text => table(&listed, world.out)?,
    }
    Ok(Status::Clean)
}

fn table(listed: &[Listed<'_>], out: &mut dyn Write) -> io::Result<()> {
    let width = |of: fn(&Listed<'_>) -> usize| listed.iter().map(of).max().unwrap_or(0);
    let (family, id) = (width(|one| one.family.len()), width(|one| one.id.len()));
    for one in listed {
        let level = one.level.map_or("off", Level::name);
        let origin = match one.origin {
            Origin::BuiltIn => "built-in",
            Origin::House => "house",
        };
        writeln!(out, "{level:<7}  {:<family$}  {:<id$}  {origin:<8}  {}", one.family, one.id, one.summary)?;
    }
    Ok(())
}
