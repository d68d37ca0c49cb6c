//! Workflow commands of GitHub Actions: printed in a job, each becomes an annotation beside the line it is about.

use super::path::from_folder;
use super::summary::{Counts, STRONGEST_FIRST};
use super::{Options, summary};
use crate::diagnostic::{Diagnostic, Level};
use std::io;

/// How many annotations of one kind GitHub takes from one step of a job. Those that come later are only in the log.
const MOST_OF_A_KIND: usize = 10;

/// Writes what is reported, errors first, and as many as GitHub shows; the rest is counted.
pub(super) fn render(diagnostics: &[Diagnostic], options: &Options<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let reported = Counts::of(diagnostics).reported;
    let has_rest = reported.iter().any(|&count| count > MOST_OF_A_KIND);
    let mut left_out = 0;
    for (level, count) in STRONGEST_FIRST.into_iter().zip(reported) {
        // The line that counts the rest is a notice too.
        let room = MOST_OF_A_KIND - usize::from(has_rest && level == Level::Advice);
        let of_level = diagnostics.iter().filter(|one| one.is_reported() && one.level == level);
        for diagnostic in of_level.take(room) {
            writeln!(out, "{}", command(diagnostic, options))?;
        }
        left_out += count.saturating_sub(room);
    }
    if left_out > 0 {
        let message =
            format!("{left_out} more, which GitHub has no room for here; in all, {}", summary(diagnostics, options));
        writeln!(out, "::notice title=copydesk::{}", data(&message))?;
    }
    Ok(())
}

fn command(diagnostic: &Diagnostic, options: &Options<'_>) -> String {
    let Diagnostic { path, rule, level, message, place, remedy, .. } = diagnostic;
    let kind = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "notice",
    };
    let file = property(&from_folder(path, options.folder));
    // Columns are refused where a place has several lines.
    let columns = if place.line == place.end_line {
        format!(",col={},endColumn={}", place.column, place.end_column)
    } else {
        String::new()
    };
    let told = match remedy {
        Some(remedy) => format!("{message}\n{remedy}"),
        None => message.clone(),
    };
    let (line, end_line) = (place.line, place.end_line);
    format!("::{kind} file={file},line={line},endLine={end_line}{columns},title={}::{}", property(rule), data(&told))
}

/// The text of a command: what would end its line is escaped, and what escapes.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a comma or a colon would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::fixture::{find, options, report, with_levels};
    use crate::diagnostic::Level;
    use crate::source::Source;

    #[test]
    fn a_command_ends_where_it_should() {
        let source = Source::new("drafts/50%, a:b.md", "Kyiv\nKiev\n::error::owned");
        let all = [
            find(&source, 0..9, "name-variant", Level::Warning, "100%\r\n::error::“Kiev”, here")
                .with_remedy("Mend: it."),
            find(&source, 5..9, "placeholder-tk", Level::Error, "TK 🎉"),
            find(&source, 5..5, "headline-missing", Level::Advice, "none"),
        ];
        let none = |_: &str| None;
        insta::assert_snapshot!(report(Format::Github, &all, &options(&none)), @r#"
        ::error file=drafts/50%25%2C a%3Ab.md,line=2,endLine=2,col=1,endColumn=5,title=placeholder-tk::TK 🎉
        ::warning file=drafts/50%25%2C a%3Ab.md,line=1,endLine=2,title=name-variant::100%25%0D%0A::error::“Kiev”, here%0AMend: it.
        ::notice file=drafts/50%25%2C a%3Ab.md,line=2,endLine=2,col=1,endColumn=1,title=headline-missing::none
        "#);
    }

    #[test]
    fn what_github_has_no_room_for_is_counted() {
        let all = with_levels(&("a".repeat(12) + &"w".repeat(11) + &"e".repeat(30)), "", 1);
        let none = |_: &str| None;
        let report = report(Format::Github, &all, &options(&none));
        let of = |kind: &str| report.lines().filter(|line| line.starts_with(&format!("::{kind} "))).count();
        assert_eq!((of("error"), of("warning"), of("notice")), (10, 10, 10));
        assert!(report.starts_with("::error "));
        let last = report.lines().last().expect("a line");
        assert!(last.starts_with("::notice title=copydesk::24 more, "), "{last}");
        assert!(last.ends_with("30 errors, 11 warnings and 12 advice in 1 draft; 1 allowed"), "{last}");
    }

    #[test]
    fn ten_of_each_need_no_count() {
        let all = with_levels(&("a".repeat(10) + &"w".repeat(10) + &"e".repeat(10)), "", 0);
        let none = |_: &str| None;
        let report = report(Format::Github, &all, &options(&none));
        assert_eq!(report.lines().count(), 30);
        assert!(!report.contains("more"));
    }
}
