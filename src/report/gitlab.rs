//! The code quality report of GitLab, a part of what Code Climate specified.

use super::Options;
use super::path::from_folder;
use crate::diagnostic::{Diagnostic, Level};
use crate::reading::sketch::{hash_of_bytes, mixed};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct Issue<'d> {
    description: &'d str,
    check_name: &'d str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Writes what is reported, one object a line in a list.
pub(super) fn render(diagnostics: &[Diagnostic], options: &Options<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
    out.write_all(b"[")?;
    for (index, diagnostic) in diagnostics.iter().filter(|one| one.is_reported()).enumerate() {
        let path = from_folder(&diagnostic.path, options.folder);
        let hash = known_by(diagnostic, &path);
        let times = seen.entry(hash).or_default();
        *times += 1;
        let issue = Issue {
            description: &diagnostic.message,
            check_name: &diagnostic.rule,
            // GitLab shows one issue of those that have the same fingerprint.
            fingerprint: if *times == 1 { format!("{hash:016x}") } else { format!("{hash:016x}-{times}") },
            severity: match diagnostic.level {
                Level::Error => "critical",
                Level::Warning => "major",
                Level::Advice => "info",
            },
            location: Location { path, lines: Lines { begin: diagnostic.place.line, end: diagnostic.place.end_line } },
        };
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &issue)?;
    }
    out.write_all(b"\n]\n")
}

/// What tells a finding from all others of a report, without its line: that moves when text is added above it.
fn known_by(diagnostic: &Diagnostic, path: &str) -> u64 {
    // Trouble with settings and rules has no fingerprint of its own.
    let own = [&*diagnostic.fingerprint, &diagnostic.rule, &diagnostic.message];
    let parts = own.into_iter().take(if diagnostic.fingerprint.is_empty() { 3 } else { 1 }).chain([path]);
    parts.fold(0, |all: u64, part| mixed(all.rotate_left(23) ^ hash_of_bytes(part.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::fixture::{find, options, report};
    use crate::diagnostic::{Diagnostic, Level, trouble};
    use crate::source::Source;
    use serde_json::Value;
    use std::collections::BTreeSet;

    #[test]
    fn every_issue_has_a_fingerprint_of_its_own() {
        let (one, other) = (Source::new("one.txt", "Kyiv\nKiev"), Source::new("./other.txt", "Kyiv\nKiev"));
        let known = |source: &Source, level, fingerprint: &str| Diagnostic {
            fingerprint: fingerprint.to_owned(),
            ..find(source, 5..9, "name-variant", level, "“Kiev” \"here\"\n")
        };
        let all = [
            known(&one, Level::Warning, "38f937284ad6750a"),
            known(&other, Level::Error, "38f937284ad6750a"),
            known(&one, Level::Advice, "38f937284ad6750a-2"),
            // Two rules may not find the same, but nothing here relies on it.
            known(&one, Level::Advice, "38f937284ad6750a-2"),
            known(&one, Level::Advice, ""),
            Diagnostic::about_file("lost.txt", trouble::UNREADABLE, Level::Error, "there is no such file"),
        ];
        let none = |_: &str| None;
        let text = report(Format::Gitlab, &all, &options(&none));
        let issues: Value = serde_json::from_str(&text).expect("JSON");
        let issues = issues.as_array().expect("a list");
        let fingerprints: BTreeSet<&str> = issues.iter().filter_map(|one| one["fingerprint"].as_str()).collect();
        assert_eq!(fingerprints.len(), all.len());
        insta::assert_snapshot!(text, @r#"
        [
        {"description":"“Kiev” \"here\"\n","check_name":"name-variant","fingerprint":"ac7247dff8277fab","severity":"major","location":{"path":"one.txt","lines":{"begin":2,"end":2}}},
        {"description":"“Kiev” \"here\"\n","check_name":"name-variant","fingerprint":"e725c2e21721860d","severity":"critical","location":{"path":"other.txt","lines":{"begin":2,"end":2}}},
        {"description":"“Kiev” \"here\"\n","check_name":"name-variant","fingerprint":"b32266b7dd7169a3","severity":"info","location":{"path":"one.txt","lines":{"begin":2,"end":2}}},
        {"description":"“Kiev” \"here\"\n","check_name":"name-variant","fingerprint":"b32266b7dd7169a3-2","severity":"info","location":{"path":"one.txt","lines":{"begin":2,"end":2}}},
        {"description":"“Kiev” \"here\"\n","check_name":"name-variant","fingerprint":"345d99f4072caab4","severity":"info","location":{"path":"one.txt","lines":{"begin":2,"end":2}}},
        {"description":"there is no such file","check_name":"unreadable-file","fingerprint":"e60127aaa1619761","severity":"critical","location":{"path":"lost.txt","lines":{"begin":1,"end":1}}}
        ]
        "#);
    }

    #[test]
    fn nothing_is_an_empty_list() {
        let none = |_: &str| None;
        assert_eq!(report(Format::Gitlab, &[], &options(&none)), "[\n]\n");
    }
}
