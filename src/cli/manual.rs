//! `copydesk man`: the manual page, one for all commands, since most of them take few options.

use super::arguments;
use super::{Status, Surroundings};
use clap::Command;
use clap_mangen::Man;
use std::io::{self, Write};

/// The command that a path alone stands for too: the options of the program are its own.
const DEFAULT: &str = "check";

/// What the arguments do not tell.
const REST: &str = r#".SH EXAMPLES
.TP
.B copydesk draft.md
Check a draft.
.TP
.B copydesk \-\-level advice \-\-max\-per\-rule 0 drafts
Check a folder and show everything that was found.
.TP
.B copydesk check \-\-staged
Check what is staged in git, as a commit hook does.
.TP
.B copydesk check \-\-since main \-\-output sarif=report.sarif
Tell only of lines that have changed on this branch, and write the report to a file for code scanning too.
.TP
.B copydesk \-\-stdin\-filename opinion/column.md < column.md
Check standard input under the name of a file.
.TP
.B copydesk explain doubled\-word
Tell what a rule is for.
.SH EXIT STATUS
.TP
.B 0
No findings at or above the level of
.BR \-\-fail\-on .
.TP
.B 1
Findings at or above it, or for
.BR "copydesk test" ,
examples that do not hold.
.TP
.B 2
The run could not be done as asked: a file that cannot be read, a mistake in settings or rules, a wrong option.
.PP
The exit status does not depend on the format, nor on what is shown.
.SH FILES
.TP
.I copydesk.toml
Settings: levels of rules, which files are drafts, exceptions, word lists, the folder of house rules. Those of a draft are in
the nearest one upward from it, up to the root of the repository. None is needed;
.B copydesk init
writes one to start from.
.TP
.I *.toml
In the folder that
.B house\-rules
names in
.IR copydesk.toml :
the rules of the newsroom, a file each, with word lists in
.I lexicon/*.txt
and tables in
.I *.csv
and
.I *.tsv
beside the rules.
.PP
.B copydesk schema
prints JSON Schemas of both for editors.
.SH ENVIRONMENT
.TP
.B NO_COLOR
If it is set and not empty, there is no colour, unless
.B \-\-color
says otherwise.
.TP
.B CLICOLOR_FORCE
If it is set and neither empty nor 0, there is colour also where the output is no terminal.
.TP
.B TERM
If it is
.BR dumb ,
there is no colour.
.TP
.B COLUMNS
How wide a report for people is; without it, as wide as the terminal, or 100 columns where there is none.
.TP
.B COPYDESK_CACHE_DIR
Where what was found in drafts is kept for later runs; empty, nothing is kept.
.TP
.B XDG_CACHE_HOME
.TQ
.B HOME
.TQ
.B LOCALAPPDATA
Where that is without it, by system.
.TP
.B GIT_INDEX_FILE
The index that
.B \-\-staged
reads, which git sets for hooks.
.TP
.B GITHUB_STEP_SUMMARY
The file for the summary of a job in GitHub Actions:
.B \-\-output markdown="$GITHUB_STEP_SUMMARY"
adds the report to it, where other files are replaced.
"#;

pub(super) fn run(world: &mut Surroundings<'_>) -> io::Result<Status> {
    world.out.write_all(&page()?)?;
    Ok(Status::Clean)
}

fn page() -> io::Result<Vec<u8>> {
    let usage = "copydesk [OPTIONS] [PATH]...\ncopydesk COMMAND [OPTIONS] [ARGUMENTS]";
    let command = arguments::command().disable_help_subcommand(true).override_usage(usage);
    let commands: Vec<Command> = command.get_subcommands().cloned().collect();
    // No date and no version: a page would be stale without anybody having changed what it tells. An empty date would be
    // left out, and what follows would take its place.
    let man = Man::new(command).title("COPYDESK").date(" ").source("copydesk").manual("User Commands");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    section(".SH NAME", &mut page, |page| man.render_name_section(page))?;
    section(".SH SYNOPSIS", &mut page, |page| man.render_synopsis_section(page))?;
    section(".SH DESCRIPTION", &mut page, |page| man.render_description_section(page))?;
    section(".SH OPTIONS", &mut page, |page| man.render_options_section(page))?;
    writeln!(page, ".SH COMMANDS")?;
    for command in commands {
        describe(command, &mut page)?;
    }
    page.extend_from_slice(REST.as_bytes());
    Ok(page)
}

/// A command as part of a section.
fn describe(command: Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = command.get_name().to_owned();
    let mut command = command.bin_name(format!("copydesk {name}")).disable_help_flag(true);
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().replace('-', "\\-");
    let has_arguments = command.get_arguments().next().is_some();
    let man = Man::new(command);
    section(&format!(".SS {usage}"), page, |page| man.render_description_section(page))?;
    if name == DEFAULT {
        writeln!(page, ".PP\nIts options are those above.")?;
    } else if has_arguments {
        section(".PP", page, |page| man.render_options_section(page))?;
    }
    Ok(())
}

/// Adds a section under a heading of ours, without what opens it where it is a page of its own.
fn section(heading: &str, page: &mut Vec<u8>, render: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
    let mut section = Vec::new();
    render(&mut section)?;
    writeln!(page, "{heading}")?;
    let mut lines = section.split_inclusive(|&byte| byte == b'\n');
    lines.by_ref().find(|line| line.starts_with(b".SH "));
    lines.for_each(|line| page.extend_from_slice(line));
    Ok(())
}
