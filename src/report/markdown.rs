//! Markdown for a comment on a pull request and for the summary of a job: what people are shown, a table for each draft.

use super::clean::one_line;
use super::path::from_folder;
use super::select::{Entry, select};
use super::summary::STRONGEST_FIRST;
use super::{Options, summary};
use crate::diagnostic::Diagnostic;
use rustc_hash::FxHashMap;
use std::fmt::Write;
use std::io;

/// How long a report may become, in characters. GitHub takes comments of 65,536; whoever posts it may add a few words.
const LONGEST: usize = 60_000;

/// How long a message may be, in characters: one that quotes a page would leave no room for others.
const LONGEST_MESSAGE: usize = 500;

/// The table of one file.
#[derive(Default)]
struct Table<'d> {
    path: &'d str,
    rows: Vec<(&'d Diagnostic, String)>,
    /// What `--max-per-rule` leaves out.
    notes: Vec<String>,
}

/// Writes what people are shown of what is reported.
pub(super) fn render(diagnostics: &[Diagnostic], options: &Options<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let heading = format!("## copydesk: {}\n", escaped(&summary(diagnostics, options)));
    let tables = tables(diagnostics, options);
    let shown = fitting(&tables, LONGEST.saturating_sub(heading.chars().count() + 100));
    let mut left_out = 0;
    out.write_all(heading.as_bytes())?;
    let mut is_shown = shown.iter();
    for table in &tables {
        let rows: Vec<&str> = table
            .rows
            .iter()
            .zip(&mut is_shown)
            .filter(|(_, is_shown)| **is_shown)
            .map(|((_, row), _)| &**row)
            .collect();
        left_out += table.rows.len() - rows.len();
        if rows.is_empty() {
            continue;
        }
        write!(out, "{}", start(table, options))?;
        for row in rows {
            writeln!(out, "{row}")?;
        }
        for (index, note) in table.notes.iter().enumerate() {
            writeln!(out, "{}{note}", if index == 0 { "\n" } else { "" })?;
        }
    }
    if left_out > 0 {
        let s = if left_out == 1 { "" } else { "s" };
        writeln!(out, "\nThere is no room here for {left_out} more finding{s}.")?;
    }
    Ok(())
}

fn tables<'d>(diagnostics: &'d [Diagnostic], options: &Options<'_>) -> Vec<Table<'d>> {
    let mut tables: Vec<Table<'d>> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for entry in select(diagnostics, options.max_per_rule) {
        let path = match &entry {
            Entry::Show(diagnostic) => &*diagnostic.path,
            Entry::More(more) => more.path,
        };
        let place = *places.entry(path).or_insert_with(|| {
            tables.push(Table { path, ..Table::default() });
            tables.len() - 1
        });
        match entry {
            Entry::Show(diagnostic) => tables[place].rows.push((diagnostic, row(diagnostic))),
            Entry::More(more) => tables[place].notes.push(format!("* {}", escaped(&more.in_its_file()))),
        }
    }
    tables
}

/// Which rows fit, in the order of the tables: errors before warnings, and those before advice.
fn fitting(tables: &[Table<'_>], room: usize) -> Vec<bool> {
    let rows: Vec<(usize, &(&Diagnostic, String))> =
        tables.iter().enumerate().flat_map(|(index, table)| table.rows.iter().map(move |row| (index, row))).collect();
    let mut shown = vec![false; rows.len()];
    let mut is_begun = vec![false; tables.len()];
    let mut used = 0;
    for level in STRONGEST_FIRST {
        for (at, (index, (diagnostic, row))) in rows.iter().enumerate() {
            if diagnostic.level != level {
                continue;
            }
            let table = &tables[*index];
            let mut length = row.chars().count() + 1;
            if !is_begun[*index] {
                let notes: usize = table.notes.iter().map(|note| note.chars().count() + 2).sum();
                // The path may start from elsewhere when it is shown, which makes it no longer.
                length += escaped(table.path).chars().count() + HEAD.len() + 16 + notes;
            }
            if used + length > room {
                // Nothing weaker is shown in its place.
                return shown;
            }
            used += length;
            (shown[at], is_begun[*index]) = (true, true);
        }
    }
    shown
}

const HEAD: &str = "| place | level | rule | |\n|---|---|---|---|\n";

fn start(table: &Table<'_>, options: &Options<'_>) -> String {
    format!("\n### {}\n\n{HEAD}", escaped(&from_folder(table.path, options.folder)))
}

fn row(diagnostic: &Diagnostic) -> String {
    let Diagnostic { place, level, rule, message, remedy, .. } = diagnostic;
    let mut told: String = message.chars().take(LONGEST_MESSAGE).collect();
    if told.len() < message.len() {
        told.push('…');
    }
    let mut row = format!("| {}:{} | {level} | {} | {}", place.line, place.column, escaped(rule), escaped(&told));
    if let Some(remedy) = remedy {
        let _ = write!(row, "<br>{}", escaped(remedy));
    }
    row.push_str(" |");
    row
}

/// Text that is shown as it stands: no markup, no table cell, no link, and nobody is mentioned.
fn escaped(text: &str) -> String {
    /// Has no width. Entities and backslashes do not help where a site looks for names and numbers in what it has rendered.
    const GAP: char = '\u{200b}';
    let text = one_line(text);
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '~' | '[' | ']' | '|' | '$' => escaped.extend(['\\', character]),
            '@' => escaped.extend(['@', GAP]),
            // Numbers of issues and requests.
            '#' | '!' => {
                escaped.push_str(if character == '#' { "\\#" } else { "!" });
                escaped.extend(next.filter(char::is_ascii_digit).map(|_| GAP));
            }
            // An address would become a link.
            ':' if next == Some('/') => escaped.extend([':', GAP]),
            '.' if escaped.ends_with("www") => escaped.extend([GAP, '.']),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{find, options, report, with_levels};
    use super::super::{Format, Options};
    use super::escaped;
    use crate::diagnostic::{Diagnostic, Level};
    use crate::source::Source;

    #[test]
    fn each_draft_has_a_table() {
        let (one, other) = (Source::new("drafts/one_two.md", "Kyiv\nKiev"), Source::new("b|c.txt", "TK"));
        let many = |count: usize| {
            let one = &one;
            (0..count).map(move |at| find(one, at..at + 1, "name-variant", Level::Warning, "“Kiev” | `x`"))
        };
        let mut all: Vec<Diagnostic> = many(5).collect();
        all.push(find(&other, 0..2, "placeholder-tk", Level::Error, "never\nfilled in").with_remedy("Fill <it> in."));
        let none = |_: &str| None;
        insta::assert_snapshot!(report(Format::Markdown, &all, &Options { files: 2, ..options(&none) }), @r#"
        ## copydesk: 1 error and 5 warnings in 2 drafts

        ### drafts/one\_two.md

        | place | level | rule | |
        |---|---|---|---|
        | 1:1 | warning | name-variant | “Kiev” \| \`x\` |
        | 1:2 | warning | name-variant | “Kiev” \| \`x\` |
        | 1:3 | warning | name-variant | “Kiev” \| \`x\` |

        * 2 more warnings of name-variant (--max-per-rule 0 shows all)

        ### b\|c.txt

        | place | level | rule | |
        |---|---|---|---|
        | 1:1 | error | placeholder-tk | never filled in<br>Fill &lt;it&gt; in. |
        "#);
        insta::assert_snapshot!(report(Format::Markdown, &[], &options(&none)), @r#"## copydesk: no problems in 1 draft"#);
    }

    #[test]
    fn nothing_in_a_message_is_markup() {
        let plain = |text: &str| escaped(text).replace('\u{200b}', "");
        assert_eq!(
            plain("<!-- a --> | *b* `c` _d_ [e](f) ![g](h) \\"),
            "&lt;!-- a --&gt; \\| \\*b\\* \\`c\\` \\_d\\_ \\[e\\](f) !\\[g\\](h) \\\\"
        );
        assert_eq!(escaped("@desk #12"), "@\u{200b}desk \\#\u{200b}12");
        assert_eq!(escaped("https://a.org www.b.org 10:30"), "https:\u{200b}//a.org www\u{200b}.b.org 10:30");
        assert_eq!(escaped("one\r\ntwo\u{1b}"), "one two␛");
    }

    #[test]
    fn a_report_fits_into_a_comment_errors_first() {
        let source = Source::new("a.txt", "Kyiv\nKiev");
        let long = "many 🎉 words ".repeat(400);
        let mut all: Vec<_> = (0..400).map(|_| find(&source, 0..4, "name-variant", Level::Warning, &long)).collect();
        all.extend((0..50).map(|_| find(&source, 0..4, "placeholder-tk", Level::Error, "TK")));
        all.extend(with_levels(&"e".repeat(10), "", 0));
        let none = |_: &str| None;
        let report = report(Format::Markdown, &all, &Options { max_per_rule: 0, ..options(&none) });
        assert!((50_000..60_000).contains(&report.chars().count()), "{}", report.chars().count());
        assert_eq!(report.matches("| error |").count(), 60);
        let shown = report.matches("| warning |").count();
        let last = report.lines().last().expect("a line");
        assert_eq!(last, format!("There is no room here for {} more findings.", 400 - shown));
    }
}
