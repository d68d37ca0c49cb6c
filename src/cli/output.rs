//! Reports in files: `--output FORMAT=PATH`.

use super::arguments::{Colour, Output};
use super::session::Mistakes;
use super::{Surroundings, WITHOUT_TERMINAL};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::input::resolved;
use crate::input::write::replace;
use crate::report::{self, Format, Options};
use crate::source::{Source, Span};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The variable that names the file to which the steps of a job of GitHub Actions add what its summary is to show.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// The reports of a run that go to files.
pub(super) struct Outputs<'a> {
    /// With the file that each goes to, absolute and with links followed.
    all: Vec<(&'a Output, PathBuf)>,
    /// The file that is added to.
    summary: Option<PathBuf>,
}

impl<'a> Outputs<'a> {
    /// Finds the files; two reports cannot go to one, and none over a draft that is named.
    pub(super) fn of(
        outputs: &'a [Output],
        drafts: &[PathBuf],
        world: &Surroundings<'_>,
    ) -> Result<Self, Box<Mistakes>> {
        let mut mistakes = Mistakes::default();
        let mut all: Vec<(&Output, PathBuf)> = Vec::new();
        let drafts: Vec<PathBuf> = match outputs {
            [] => Vec::new(),
            _ => {
                drafts.iter().map(|draft| resolved(&world.current.join(draft))).filter(|file| file.is_file()).collect()
            }
        };
        for output in outputs {
            let file = resolved(&world.current.join(&output.path));
            if let Some((other, _)) = all.iter().find(|(_, known)| *known == file) {
                let message = format!("`{}` goes to this file too", given(other));
                mistakes.add(output, message, "Give each report a file of its own.");
            } else if drafts.contains(&file) {
                mistakes.add(output, "this is one of the drafts to check".into(), "Write the report to another file.");
            }
            all.push((output, file));
        }
        if !mistakes.diagnostics.is_empty() {
            return Err(Box::new(mistakes));
        }
        let summary = (world.variable)(STEP_SUMMARY).filter(|path| !path.is_empty());
        Ok(Self { all, summary: summary.map(|path| resolved(&world.current.join(path))) })
    }

    /// Whether a report goes to that file.
    pub(super) fn holds(&self, file: &Path) -> bool {
        !self.all.is_empty() && {
            let file = resolved(file);
            self.all.iter().any(|(_, known)| *known == file)
        }
    }

    /// Writes what kept the run from being done: who reads a file is to learn of it too, and not to take the report of
    /// another run for one of this.
    pub(super) fn write_mistakes(&self, mistakes: &Mistakes, world: &mut Surroundings<'_>) -> io::Result<bool> {
        let folder = world.current.clone();
        mistakes.told(&folder, |options| self.write(&mistakes.diagnostics, options, world))
    }

    /// Writes all that can be written, says on standard error what cannot, and whether all was.
    pub(super) fn write(
        &self,
        diagnostics: &[Diagnostic],
        options: &Options<'_>,
        world: &mut Surroundings<'_>,
    ) -> io::Result<bool> {
        let options = &Options { width: WITHOUT_TERMINAL, colour: false, explain_hint: false, ..*options };
        let mut failed = Mistakes::default();
        for (output, file) in &self.all {
            let adds = output.format == Format::Markdown && self.summary.as_ref() == Some(file);
            let render = |out: &mut dyn Write| report::render(output.format, diagnostics, options, out);
            if let Err(error) = write(file, adds, render) {
                let message = format!("the report `{}` cannot be written: {}", given(output), reason(file, &error));
                let path = output.path.to_string_lossy();
                failed.diagnostics.push(Diagnostic::about_file(&path, trouble::OUTPUT, Level::Error, message));
            }
        }
        if !failed.diagnostics.is_empty() {
            failed.show(Format::Terminal, Colour::Auto, world)?;
        }
        Ok(failed.diagnostics.is_empty())
    }
}

impl Mistakes {
    fn add(&mut self, output: &Output, message: String, remedy: &str) {
        let told = given(output);
        let source = Arc::new(Source::new("copydesk check", told.as_str()));
        let span = Span::new(0, told.len());
        let mistake = Diagnostic::trouble(&source, span, trouble::SETTINGS, Level::Error, message);
        self.diagnostics.push(mistake.with_remedy(remedy));
        self.sources.add(source);
    }
}

/// An argument as it was given.
fn given(output: &Output) -> String {
    format!("--output {}={}", output.format.name(), output.path.display())
}

/// Why a file cannot be written, without what differs from run to run.
pub(super) fn reason(file: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => match file.parent() {
            Some(folder) if !folder.exists() => "its folder does not exist".to_owned(),
            _ => error.to_string(),
        },
        io::ErrorKind::IsADirectory => "this is a folder".to_owned(),
        io::ErrorKind::PermissionDenied => "that is not permitted here".to_owned(),
        _ => error.to_string(),
    }
}

/// Writes a report in the place of what the file held, or adds it to that.
fn write(file: &Path, adds: bool, render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let known = fs::metadata(file).ok();
    if known.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // A pipe or a device cannot be replaced: it would be gone.
    if !adds && known.as_ref().is_none_or(fs::Metadata::is_file) {
        return replace(file, render);
    }
    let mut text = Vec::new();
    render(&mut text)?;
    let mut opened = OpenOptions::new().append(adds).write(true).create(adds).open(file)?;
    // What others have written there may not end its line.
    if known.is_some_and(|known| adds && known.len() > 0) {
        opened.write_all(b"\n")?;
    }
    opened.write_all(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::OnceLock;

    fn text(words: &str) -> impl FnOnce(&mut dyn Write) -> io::Result<()> {
        move |out| out.write_all(words.as_bytes())
    }

    #[test]
    fn why_a_report_cannot_be_written_is_told() {
        let room = tempfile::tempdir().expect("a folder");
        let told = |path: &Path| reason(path, &write(path, false, text("")).expect_err("not written"));
        assert_eq!(told(room.path()), "this is a folder");
        assert_eq!(told(&room.path().join("no/report.txt")), "its folder does not exist");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay_what_they_are() {
        use std::os::unix::fs::symlink;
        let room = tempfile::tempdir().expect("a folder");
        let (file, link) = (room.path().join("report.txt"), room.path().join("link"));
        fs::write(&file, "first").expect("written");
        symlink(&file, &link).expect("a link");
        write(&resolved(&link), false, text("second")).expect("written");
        assert_eq!(fs::read_to_string(&file).expect("text"), "second");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        write(Path::new("/dev/null"), false, text("nothing")).expect("written");
        assert!(!fs::metadata("/dev/null").expect("there").is_file());
    }

    #[test]
    fn the_summary_of_a_job_is_added_to() {
        static SUMMARY: OnceLock<String> = OnceLock::new();
        let room = tempfile::tempdir().expect("a folder");
        let file = room.path().join("summary.md");
        SUMMARY.set(file.to_string_lossy().into_owned()).expect("set once");
        fs::write(&file, "Another step.").expect("written");
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut world = Surroundings {
            out: &mut out,
            err: &mut err,
            input: &mut io::empty(),
            current: room.path().to_owned(),
            out_is_terminal: false,
            err_is_terminal: false,
            width: None,
            variable: |name| SUMMARY.get().filter(|_| name == STEP_SUMMARY).cloned(),
        };
        let told = |formats: [Format; 1], world: &mut Surroundings<'_>| {
            let outputs = formats.map(|format| Output { format, path: "summary.md".into() });
            let outputs = Outputs::of(&outputs, &[], world).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
            outputs.write_mistakes(&Mistakes::default(), world).expect("standard error");
            fs::read_to_string(&file).expect("text")
        };
        let step = "\n## copydesk: no drafts to check\n";
        assert_eq!(told([Format::Markdown], &mut world), format!("Another step.{step}"));
        assert_eq!(told([Format::Markdown], &mut world), format!("Another step.{step}{step}"));
        // Only Markdown is what belongs there.
        assert_eq!(told([Format::Jsonl], &mut world), "");
    }
}
