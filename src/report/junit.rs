//! The XML of JUnit, which nearly every CI shows, each finding as a test that failed.
//!
//! There is a test for each finding and not for each draft: what fails is listed by its name, and a list of drafts would
//! tell nobody what to mend. Any level fails, since what has passed or was skipped is shown nowhere; `--level` says what
//! counts.

use super::path::from_folder;
use super::xml::Xml;
use super::{Options, by_path};
use crate::diagnostic::{Diagnostic, trouble};
use std::io;

/// Writes what is reported, a suite for each file.
pub(super) fn render(diagnostics: &[Diagnostic], options: &Options<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let files = by_path(diagnostics);
    let errors = |of: &[&Diagnostic]| of.iter().filter(|one| is_error(one)).count();
    let all: Vec<&Diagnostic> = files.iter().flat_map(|(_, diagnostics)| diagnostics).copied().collect();
    let count =
        |of: &[&Diagnostic]| (of.len().to_string(), (of.len() - errors(of)).to_string(), errors(of).to_string());
    let mut xml = Xml::new(out)?;
    if files.is_empty() {
        // Many a CI takes a report without any test for one that went wrong.
        xml.open("testsuites", &[("name", "copydesk"), ("tests", "1"), ("failures", "0"), ("errors", "0")])?;
        xml.open("testsuite", &[("name", "copydesk"), ("tests", "1"), ("failures", "0"), ("errors", "0")])?;
        xml.empty("testcase", &[("name", "no problems"), ("classname", "copydesk")])?;
        xml.close("testsuite")?;
    } else {
        let (tests, failures, errors) = count(&all);
        let counts = [("name", "copydesk"), ("tests", &tests), ("failures", &failures), ("errors", &errors)];
        xml.open("testsuites", &counts)?;
    }
    for (path, diagnostics) in &files {
        let path = from_folder(path, options.folder);
        let (tests, failures, errors) = count(diagnostics);
        xml.open("testsuite", &[("name", &path), ("tests", &tests), ("failures", &failures), ("errors", &errors)])?;
        for diagnostic in diagnostics {
            test(&path, diagnostic, &mut xml)?;
        }
        xml.close("testsuite")?;
    }
    xml.close("testsuites")?;
    xml.end()
}

/// Whether the draft could not be checked at all, which JUnit tells from a test that failed.
fn is_error(diagnostic: &Diagnostic) -> bool {
    *diagnostic.family == *trouble::FAMILY && matches!(&*diagnostic.rule, trouble::UNREADABLE | trouble::INTERNAL)
}

fn test(path: &str, diagnostic: &Diagnostic, xml: &mut Xml<'_>) -> io::Result<()> {
    let Diagnostic { rule, level, message, place, text, remedy, .. } = diagnostic;
    // The place makes the name one of its own: CI keeps one of those that have the same.
    let name = format!("{rule} at {}:{}", place.line, place.column);
    let line = place.line.to_string();
    xml.open("testcase", &[("name", &name), ("classname", path), ("file", path), ("line", &line)])?;
    let mut told = format!("{path}:{}:{}: {level}[{rule}]: {message}\n", place.line, place.column);
    if !text.is_empty() {
        told.push_str(&format!("{text}\n"));
    }
    if let Some(remedy) = remedy {
        told.push_str(&format!("{remedy}\n"));
    }
    let element = if is_error(diagnostic) { "error" } else { "failure" };
    xml.text(element, &[("message", message), ("type", level.name())], &told)?;
    xml.close("testcase")
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::fixture::{find, options, report};
    use crate::diagnostic::{Diagnostic, Level, trouble};
    use crate::source::Source;

    #[test]
    fn each_finding_is_a_test() {
        let source = Source::new("drafts/a b.txt", "Kyiv\nKiev ]]> <b>");
        let all = [
            find(&source, 5..9, "name-variant", Level::Warning, "“Kiev” & \"more\"").with_remedy("Choose --one."),
            find(&source, 10..17, "html-css-residue", Level::Error, "a tag\u{0}"),
            Diagnostic::about_file("lost.txt", trouble::UNREADABLE, Level::Error, "there is no such file"),
        ];
        let none = |_: &str| None;
        insta::assert_snapshot!(report(Format::Junit, &all, &options(&none)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="copydesk" tests="3" failures="2" errors="1">
          <testsuite name="drafts/a b.txt" tests="2" failures="2" errors="0">
            <testcase name="name-variant at 2:1" classname="drafts/a b.txt" file="drafts/a b.txt" line="2">
              <failure message="“Kiev” &amp; &quot;more&quot;" type="warning">drafts/a b.txt:2:1: warning[name-variant]: “Kiev” &amp; &quot;more&quot;
        Kiev
        Choose --one.
        </failure>
            </testcase>
            <testcase name="html-css-residue at 2:6" classname="drafts/a b.txt" file="drafts/a b.txt" line="2">
              <failure message="a tag␀" type="error">drafts/a b.txt:2:6: error[html-css-residue]: a tag␀
        ]]&gt; &lt;b&gt;
        </failure>
            </testcase>
          </testsuite>
          <testsuite name="lost.txt" tests="1" failures="0" errors="1">
            <testcase name="unreadable-file at 1:1" classname="lost.txt" file="lost.txt" line="1">
              <error message="there is no such file" type="error">lost.txt:1:1: error[unreadable-file]: there is no such file
        </error>
            </testcase>
          </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn no_finding_is_one_test_that_passed() {
        let none = |_: &str| None;
        insta::assert_snapshot!(report(Format::Junit, &[], &options(&none)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="copydesk" tests="1" failures="0" errors="0">
          <testsuite name="copydesk" tests="1" failures="0" errors="0">
            <testcase name="no problems" classname="copydesk"/>
          </testsuite>
        </testsuites>
        "#);
    }
}
