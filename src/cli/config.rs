//! `copydesk config`: the settings in force for a file, and where each comes from.

use super::arguments::{Colour, Config};
use super::session::{Session, Wanted};
use super::{Status, Surroundings};
use crate::config::{Globs, Provenance, Settings};
use crate::diagnostic::Level;
use crate::draft::Language;
use crate::report::Format;
use crate::rule::Rule;
use std::io;

pub(super) fn run(options: &Config, world: &mut Surroundings<'_>) -> io::Result<Status> {
    let shown = options.file.to_string_lossy();
    let path = crate::config::clean(&world.current.join(&options.file));
    let folder = path.parent().unwrap_or(&path).to_owned();
    let linter = match Session::for_folder(&folder, &options.from, &options.selected.selection(), world)? {
        Ok(linter) => linter,
        Err(status) => return Ok(status),
    };
    let wanted = match Wanted::read(&options.names, "config", linter.rules()) {
        Ok(wanted) => wanted,
        Err(mistakes) => return mistakes.show(Format::Terminal, Colour::Auto, world),
    };
    let settings = linter.settings();
    let here = settings.for_path(&shown);
    let out = &mut *world.out;
    let file = settings.file().map_or("none, all settings are defaults", |file| file.path());
    writeln!(out, "settings     {file}")?;
    let is_included = settings.include().is_empty() || settings.include().matches(here.relative());
    let checked = match (here.is_excluded(), is_included) {
        (true, _) => "no, it is excluded",
        (false, false) => "only if it is named, it is not included",
        (false, true) => "yes",
    };
    writeln!(out, "checked      {checked}")?;
    let language = settings.language();
    writeln!(out, "language     {}", language.as_ref().map_or("what the draft says", Language::code))?;
    writeln!(out, "house rules  {}", settings.house_rules().map_or("none", |house| &house.value))?;
    if let Some(baseline) = settings.baseline() {
        writeln!(out, "baseline     {}", baseline.value)?;
    }
    let globs = [("include", settings.include()), ("exclude", settings.exclude()), ("archive", settings.archive())];
    for (name, globs) in globs {
        if !globs.is_empty() {
            writeln!(out, "{name:<11}  {}", patterns(globs))?;
        }
    }
    let preferred: Vec<&str> = settings.preferred_names().iter().map(|name| &*name.value).collect();
    if !preferred.is_empty() {
        writeln!(out, "names        {}", preferred.join(", "))?;
    }
    writeln!(out)?;
    let rules: Vec<&Rule> = linter.rules().rules().iter().filter(|rule| wanted.holds(rule)).collect();
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in rules {
        let (level, from) = here.level_and_provenance(rule);
        let from = told(settings, from);
        writeln!(out, "{:<7}  {:<width$}  {from}", level.map_or("off", Level::name), rule.id)?;
    }
    Ok(Status::Clean)
}

fn patterns(globs: &Globs) -> String {
    globs.written().join(", ")
}

fn told(settings: &Settings, from: Provenance) -> String {
    let line = |span: crate::source::Span| {
        settings
            .file()
            .map(|file| format!("{}:{}", file.path(), file.line_column(span.range().start).0))
            .unwrap_or_default()
    };
    match from {
        Provenance::Rule => "default".to_owned(),
        Provenance::Settings(span) => line(span),
        Provenance::Override(span) => format!("override at {}", line(span)),
        Provenance::CommandLine => "command line".to_owned(),
    }
}
