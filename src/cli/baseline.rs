//! `copydesk baseline`: writes down what is found, so that it rests from now on.

use super::arguments::{Baseline as Arguments, Check, Colour, FailOn, Mending};
use super::check::{self, Baseline};
use super::output::{Outputs, reason};
use super::session::Mistakes;
use super::{Status, Surroundings};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::input::write::replace;
use crate::judge::baseline::{can_rest, write};
use crate::report::{self, Format};
use std::io;

pub(super) fn run(options: Arguments, world: &mut Surroundings<'_>) -> io::Result<Status> {
    let prune = options.prune;
    let options = options.into_check();
    let checked = Outputs::of(&[], &[], world).and_then(|files| check::results(&options, &files, world));
    let mut results = match checked {
        Ok(results) => results,
        Err(mistakes) => return mistakes.show(Format::Terminal, Colour::Auto, world),
    };
    results.keep(&options.cache, world)?;
    if results.has_failed {
        let is_why = |one: &Diagnostic| *one.family == *trouble::FAMILY && one.level == Level::Error;
        let diagnostics = results.diagnostics.into_iter().filter(is_why).collect();
        let status = Mistakes { diagnostics, sources: results.sources }.show(Format::Terminal, Colour::Auto, world)?;
        writeln!(world.err, "copydesk: no baseline was written")?;
        return Ok(status);
    }
    let in_ci = is_ci(world);
    if in_ci && !prune && results.baselines.files.iter().any(|file| !file.fresh().is_empty()) {
        let is_new = |one: &Diagnostic| one.is_reported() && can_rest(one);
        let diagnostics = results.diagnostics.into_iter().filter(is_new).collect();
        let new = Mistakes { diagnostics, sources: results.sources };
        let folder = world.current.clone();
        new.told(&folder, |options| report::render(Format::Short, &new.diagnostics, options, world.out))?;
        writeln!(
            world.err,
            "copydesk: a baseline does not grow in CI. Mend these, or run `copydesk baseline` at a desk and commit what it \
             writes."
        )?;
        return Ok(Status::Findings);
    }
    let mut status = Status::Clean;
    for file in &results.baselines.files {
        if !put(file, prune, in_ci && !prune, world)? {
            status = Status::CouldNotRun;
        }
    }
    Ok(status)
}

impl Arguments {
    fn into_check(self) -> Check {
        Check {
            paths: self.paths,
            written: self.written,
            format: Format::Terminal,
            output: Vec::new(),
            level: self.level,
            fail_on: FailOn::Never,
            selected: self.selected,
            from: self.from,
            color: Colour::Auto,
            quiet: true,
            statistics: false,
            max_per_rule: 0,
            date: self.date,
            cache: self.cache,
            mending: Mending::default(),
            stdin_filename: None,
            staged: false,
            changed: false,
            since: None,
            no_force_exclude: self.no_force_exclude,
            baseline: self.baseline,
            no_baseline: false,
            is_for_baseline: true,
        }
    }
}

/// Whether a build server runs this: all of them set the variable.
fn is_ci(world: &Surroundings<'_>) -> bool {
    let is_no = |value: &str| value.is_empty() || value == "0" || value.eq_ignore_ascii_case("false");
    (world.variable)("CI").is_some_and(|value| !is_no(value.trim()))
}

/// Writes one baseline and says so; whether that could be done.
fn put(file: &Baseline, prune: bool, only_tells: bool, world: &mut Surroundings<'_>) -> io::Result<bool> {
    let name = file.source.path();
    let mut entries = file.kept(!prune);
    let (added, gone) = (if prune { 0 } else { file.fresh().len() }, file.left());
    if !prune {
        entries.extend(file.fresh().iter().cloned());
    }
    let count = entries.len();
    if only_tells {
        let left = if gone > 0 { format!(", and {gone} that match nothing any more") } else { String::new() };
        writeln!(world.out, "{name} lists all that is found: {}{left}.", counted(count))?;
        return Ok(true);
    }
    if count == 0 && !file.is_there && (prune || !file.is_named) {
        writeln!(world.out, "There is nothing to list, so no {name} was written.")?;
        return Ok(true);
    }
    let text = write(entries);
    if file.is_there && text == file.source.text() {
        writeln!(world.out, "{name} is as it should be: {}.", counted(count))?;
        return Ok(true);
    }
    if let Err(error) = replace(&file.file, |out| out.write_all(text.as_bytes())) {
        writeln!(world.err, "copydesk: {name} cannot be written: {}", reason(&file.file, &error))?;
        return Ok(false);
    }
    writeln!(world.out, "Wrote {name}: {} ({added} added, {gone} taken out).", counted(count))?;
    Ok(true)
}

fn counted(entries: usize) -> String {
    match entries {
        1 => "1 entry".to_owned(),
        more => format!("{more} entries"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsString;
    use std::fs;
    use std::path::Path;

    /// What a command prints to standard output, and its status, where the variable `CI` is as given.
    fn run(folder: &Path, ci: fn(&str) -> Option<String>, arguments: &[&str]) -> (String, Status) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut world = Surroundings {
            out: &mut out,
            err: &mut err,
            input: &mut io::empty(),
            current: folder.to_owned(),
            out_is_terminal: false,
            err_is_terminal: false,
            width: None,
            variable: ci,
        };
        // The command finds drafts from the current folder of the process, which tests share.
        let path = folder.join("drafts").to_string_lossy().into_owned();
        let words = ["copydesk", "baseline"].iter().chain(arguments).map(OsString::from).chain([path.into()]);
        let status = crate::cli::run(words, &mut world).expect("standard output");
        (String::from_utf8(out).expect("UTF-8"), status)
    }

    fn in_ci(name: &str) -> Option<String> {
        (name == "CI").then(|| "true".to_owned())
    }

    fn at_a_desk(name: &str) -> Option<String> {
        (name == "CI").then(|| "false".to_owned())
    }

    #[test]
    fn it_never_grows_in_ci_and_may_shrink() {
        let room = tempfile::tempdir().expect("a folder");
        let (draft, file) = (room.path().join("drafts/a.txt"), room.path().join("copydesk-baseline.jsonl"));
        fs::create_dir_all(room.path().join(".git")).expect("a folder");
        fs::create_dir_all(room.path().join("drafts")).expect("a folder");
        let write = |text: &str| fs::write(&draft, text).expect("a draft");
        let listed = || fs::read_to_string(&file).ok();

        write("The mayor spoke at at noon.\n");
        let (told, status) = run(room.path(), in_ci, &[]);
        assert!(told.contains("a.txt:1:17: warning[doubled-word]"), "{told}");
        assert_eq!((status, listed()), (Status::Findings, None));
        assert_eq!(run(room.path(), at_a_desk, &[]).1, Status::Clean);
        let one = listed();
        assert!(one.as_ref().is_some_and(|text| text.contains(r#""path":"drafts/a.txt","rule":"doubled-word""#)));

        // As it was, it is as it should be.
        assert_eq!(run(room.path(), in_ci, &[]).1, Status::Clean);
        write("The mayor spoke at at noon.\n\nThe crews left left in the night.\n");
        assert_eq!(run(room.path(), in_ci, &[]).1, Status::Findings);
        assert_eq!(listed(), one);
        // Pruning takes out what was mended and adds nothing.
        write("The mayor spoke at noon.\n\nThe crews left left in the night.\n");
        assert_eq!(run(room.path(), in_ci, &["--prune"]).1, Status::Clean);
        assert_eq!(listed().map(|text| text.lines().count()), Some(1));
        assert_eq!(run(room.path(), in_ci, &[]).1, Status::Findings);
    }
}
