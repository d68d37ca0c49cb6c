//! The Reviewdog Diagnostic Format, an object a line, from which reviewdog makes comments on a pull request.
//!
//! Columns are counted in bytes of UTF-8 there, whatever the encoding of the file, so the texts are needed. Where one is
//! not at hand, a place has lines only.

use super::Options;
use super::path::from_folder;
use crate::diagnostic::{Diagnostic, Fix, Level};
use crate::source::{Place, Source, Span};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct Told<'d> {
    message: String,
    location: Location,
    severity: &'static str,
    source: Name,
    code: Code<'d>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'d>>,
}

#[derive(Serialize)]
struct Name {
    name: &'static str,
}

#[derive(Serialize)]
struct Code<'d> {
    value: &'d str,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related<'d> {
    message: &'d str,
    location: Location,
}

/// Writes what is reported, one object a line.
pub(super) fn render(diagnostics: &[Diagnostic], options: &Options<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.is_reported()) {
        serde_json::to_writer(&mut *out, &told(diagnostic, options))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn told<'d>(diagnostic: &'d Diagnostic, options: &Options<'_>) -> Told<'d> {
    let text = (options.sources)(&diagnostic.path);
    let location = |path: &str, place: &Place| Location {
        path: from_folder(path, options.folder),
        range: range(place, (options.sources)(path).as_deref()),
    };
    Told {
        message: match &diagnostic.remedy {
            Some(remedy) => format!("{}\n{remedy}", diagnostic.message),
            None => diagnostic.message.clone(),
        },
        location: location(&diagnostic.path, &diagnostic.place),
        severity: match diagnostic.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Advice => "INFO",
        },
        source: Name { name: "copydesk" },
        code: Code { value: &diagnostic.rule },
        suggestions: text
            .iter()
            .flat_map(|text| diagnostic.fixes.iter().filter_map(|fix| suggestion(fix, text)))
            .collect(),
        related_locations: diagnostic
            .evidence
            .iter()
            .map(|one| Related { message: &one.label, location: location(&one.path, &one.place) })
            .collect(),
    }
}

fn range(place: &Place, text: Option<&Source>) -> Range {
    let column = |at: u32, line: u32| text.and_then(|text| column(text, text.decoded(at) as usize, line));
    Range {
        start: Position { line: place.line, column: column(place.start, place.line) },
        end: Position { line: place.end_line, column: column(place.end, place.end_line) },
    }
}

/// The column of a byte of the text, in bytes of UTF-8 from 1. A byte-order mark is no part of the first line.
fn column(text: &Source, at: usize, line: u32) -> Option<usize> {
    let start = *text.line_starts().get((line as usize).checked_sub(1)?)?;
    let start = (start as usize).max(text.start());
    Some(at.max(start) - start + 1)
}

/// A fix as the one replacement that a suggestion is: edits that belong together, with what stands between them.
fn suggestion(fix: &Fix, text: &Source) -> Option<Suggestion> {
    let span = |start: u32, end: u32| Span { start: text.decoded(start), end: text.decoded(end) };
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    let mut written = String::new();
    let mut from = first.start;
    for edit in &fix.edits {
        written.push_str(text.text().get(span(from, edit.start).range())?);
        written.push_str(&edit.insert);
        from = edit.end;
    }
    let place = text.place(span(first.start, last.end));
    Some(Suggestion { range: range(&place, Some(text)), text: written })
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::fixture::{find, options, report};
    use crate::diagnostic::{Diagnostic, Edit, Fix, Level, trouble};
    use crate::source::{Source, decode};
    use std::sync::Arc;

    #[test]
    fn columns_are_bytes_of_utf8() {
        let text = "\u{feff}é🎉 Kiev\r\nand 🎉 Kyiv, Kiev ; so";
        let source = Arc::new(Source::new("./drafts/a.txt", text));
        let (kiev, kyiv) = (text.find("Kiev").expect("Kiev"), text.find("Kyiv").expect("Kyiv"));
        let mut diagnostic = find(&source, kiev..kiev + 4, "name-variant", Level::Warning, "“Kiev” \"here\"")
            .with_evidence(&source, (kyiv..kyiv + 4).into(), "and\nhere")
            .with_remedy("Choose one.");
        let edit = |at: usize, insert: &str| Edit { start: at as u32, end: at as u32 + 4, insert: insert.into() };
        let again = text.rfind("Kiev").expect("Kiev");
        diagnostic.fixes.push(Fix::new(true, vec![edit(kiev, "Kyiv"), edit(again, "Kyiv")]));
        let lost = Diagnostic::about_file("lost.txt", trouble::UNREADABLE, Level::Error, "there is no such file");
        let sources = |path: &str| (path == "./drafts/a.txt").then(|| source.clone());
        insta::assert_snapshot!(report(Format::Rdjsonl, &[diagnostic, lost], &options(&sources)), @r#"
        {"message":"“Kiev” \"here\"\nChoose one.","location":{"path":"drafts/a.txt","range":{"start":{"line":1,"column":8},"end":{"line":1,"column":12}}},"severity":"WARNING","source":{"name":"copydesk"},"code":{"value":"name-variant"},"suggestions":[{"range":{"start":{"line":1,"column":8},"end":{"line":2,"column":20}},"text":"Kyiv\r\nand 🎉 Kyiv, Kyiv"}],"related_locations":[{"message":"and\nhere","location":{"path":"drafts/a.txt","range":{"start":{"line":2,"column":10},"end":{"line":2,"column":14}}}}]}
        {"message":"there is no such file","location":{"path":"lost.txt","range":{"start":{"line":1},"end":{"line":1}}},"severity":"ERROR","source":{"name":"copydesk"},"code":{"value":"unreadable-file"}}
        "#);
    }

    #[test]
    fn other_encodings_are_counted_in_utf8_too() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("é🎉 Kiev".encode_utf16().flat_map(u16::to_le_bytes));
        let source = Arc::new(decode("a.txt", bytes).expect("text").0);
        let at = source.text().find("Kiev").expect("Kiev");
        let sources = |_: &str| Some(source.clone());
        let line = report(Format::Rdjsonl, &[find(&source, at..at + 4, "r", Level::Warning, "m")], &options(&sources));
        assert!(line.contains(r#""start":{"line":1,"column":8},"end":{"line":1,"column":12}"#), "{line}");
    }
}
