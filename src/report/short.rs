//! One line for each diagnostic, in the form that editors and scripts know from compilers.

use super::Options;
use super::clean::one_line;
use super::fixed::fixed;
use super::select::{Entry, select};
use super::summary::{sourcing, statistics};
use crate::diagnostic::Diagnostic;
use std::io;

/// Writes what was mended and what is reported; nothing when nothing is.
pub(super) fn render(diagnostics: &[Diagnostic], options: &Options<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for edit in fixed(diagnostics) {
        writeln!(out, "{edit}")?;
    }
    for entry in select(diagnostics, options.max_per_rule) {
        match entry {
            Entry::Show(diagnostic) => writeln!(out, "{}", line(diagnostic))?,
            Entry::More(more) => writeln!(out, "{}", one_line(&more.to_string()))?,
        }
    }
    if options.statistics {
        out.write_all(statistics(diagnostics, options).as_bytes())?;
        out.write_all(sourcing(options).as_bytes())?;
    }
    Ok(())
}

/// `path:line:column: level[rule]: message`.
fn line(diagnostic: &Diagnostic) -> String {
    let Diagnostic { path, place, level, rule, message, .. } = diagnostic;
    let path = one_line(path);
    format!("{path}:{}:{}: {level}[{rule}]: {}", place.line, place.column, one_line(message))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{find, options, report};
    use super::super::{Format, Options};
    use crate::diagnostic::{Level, Standing};
    use crate::source::Source;
    use std::sync::Arc;

    #[test]
    fn a_line_each_and_a_count_of_the_rest() {
        let source =
            Arc::new(Source::new("a.txt", "Many say so. Some say so.\nMany say so. Many say so. Many say no."));
        let mut diagnostics: Vec<_> = source
            .text()
            .match_indices("Many")
            .map(|(at, _)| find(&source, at..at + 4, "vague-attribution", Level::Warning, "“Many”: who\nis that?"))
            .collect();
        diagnostics.push(find(&source, 17..20, "told-off", Level::Error, "never\tsay “say”"));
        let mut allowed = find(&source, 0..4, "allowed", Level::Error, "not shown");
        allowed.standing = Standing::Allowed { by: "a.txt:1".into(), reason: "quoted".into() };
        diagnostics.push(allowed);
        let sources = |_: &str| Some(source.clone());
        let two = Options { max_per_rule: 2, ..options(&sources) };
        insta::assert_snapshot!(report(Format::Short, &diagnostics, &two), @r#"
        a.txt:1:1: warning[vague-attribution]: “Many”: who is that?
        a.txt:2:1: warning[vague-attribution]: “Many”: who is that?
        a.txt:1:18: error[told-off]: never say “say”
        a.txt: 2 more warnings of vague-attribution (--max-per-rule 0 shows all)
        "#);
        assert_eq!(report(Format::Short, &diagnostics, &Options { max_per_rule: 0, ..two }).lines().count(), 5);
    }
}
