//! What lies beside a rule file and is read with it: word lists and tables.

use super::lexicon::Lexicon;
use crate::reading::names::Lists;
use crate::source::{Source, Span};
use crate::table::{File, Table, Text, listed, suggest};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The word lists and tables that rule files can name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resources<'r> {
    pub(super) lexicons: &'r BTreeMap<String, Lexicon>,
    /// By path from the rules folder.
    pub(super) tables: &'r BTreeMap<String, Arc<Source>>,
    /// The folder of the rule that is being read, from the rules folder.
    pub(super) folder: &'r str,
    /// What is known of names.
    pub(super) names: &'r Arc<Lists>,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) text: String,
    /// In the table's source.
    pub(crate) span: Span,
}

/// A row of a table: what to find, what to put, a note.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) find: Cell,
    pub(crate) put: Option<Cell>,
    pub(crate) note: Option<Cell>,
}

impl Row {
    /// What each row finds, and where that stands.
    pub(crate) fn finds(rows: &[Self]) -> Vec<Text<'_>> {
        rows.iter().map(|row| Text { value: &row.find.text, span: row.find.span }).collect()
    }
}

/// The columns a table may have.
const COLUMNS: [&str; 3] = ["find", "put", "note"];

impl<'r> Resources<'r> {
    /// The word list that a rule names under `key`.
    pub(crate) fn lexicon(&self, table: &Table<'_>, key: &'static str) -> Option<&'r Lexicon> {
        let name = table.string(key)?;
        let found = self.lexicons.get(name.value);
        if found.is_none() {
            let known = self.lexicons.keys().map(String::as_str);
            let remedy =
                suggest(name.value, known.clone()).unwrap_or_else(|| format!("Word lists: {}.", listed(known)));
            table.file().mistake(name.span, format!("there is no word list `{}`", name.value), Some(remedy));
        }
        found
    }

    /// The word list that a rule has to name under `key`.
    pub(crate) fn required_lexicon(&self, table: &Table<'_>, key: &'static str) -> Option<&'r Lexicon> {
        table.required(key, "the name of a word list")?;
        self.lexicon(table, key)
    }

    /// The rows of the table that a rule names under `key`. Each cell that is wrong is reported where it stands.
    pub(crate) fn rows(
        &self,
        table: &Table<'_>,
        key: &'static str,
        needs_put: bool,
    ) -> Option<(Arc<Source>, Vec<Row>)> {
        let name = table.string(key)?;
        let path =
            if self.folder.is_empty() { name.value.to_owned() } else { format!("{}/{}", self.folder, name.value) };
        let Some(source) = self.tables.get(&path) else {
            let beside = self
                .tables
                .keys()
                .filter_map(|known| known.strip_prefix(self.folder).map(|k| k.trim_start_matches('/')));
            let remedy = suggest(name.value, beside).unwrap_or_else(|| {
                "Put the table beside the rule file and name it with its ending, .csv or .tsv.".into()
            });
            table.file().mistake(
                name.span,
                format!("there is no table `{}` beside this rule", name.value),
                Some(remedy),
            );
            return None;
        };
        let rows = read_rows(table, name, source, needs_put);
        Some((source.clone(), rows))
    }
}

fn read_rows(rule: &Table<'_>, name: Text<'_>, source: &Arc<Source>, needs_put: bool) -> Vec<Row> {
    let file = File { source, ..rule.file() };
    let separator = if name.value.ends_with(".tsv") { b'\t' } else { b',' };
    let start = source.start();
    let text = &source.text()[start..];
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .comment(Some(b'#'))
        .flexible(true)
        .has_headers(false)
        .quoting(separator == b',')
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut columns: Vec<Option<usize>> = Vec::new();
    let mut rows = Vec::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let at = error.position().map_or(0, |position| position.byte() as usize) + start;
                file.mistake(Span::new(at, at), format!("this row cannot be read: {error}"), None);
                break;
            }
        }
        let at = record.position().map_or(0, |position| position.byte() as usize) + start;
        let spans = cell_spans(source, at, &record, separator);
        if columns.is_empty() {
            columns = header(&file, &record, &spans, needs_put);
            if columns.is_empty() {
                break;
            }
            continue;
        }
        if let Some((_, &span)) = record.iter().zip(&spans).find(|(cell, _)| cell.contains(['\n', '\r'])) {
            let message = "this cell runs over the end of its line: a quotation mark is not closed";
            file.mistake(
                Span { end: span.start + 1, ..span },
                message,
                Some("Close it, or write it twice if it is meant.".into()),
            );
            continue;
        }
        let cell = |name: &str| {
            let index = columns.iter().position(|column| column.is_some_and(|c| COLUMNS[c] == name))?;
            let text = record.get(index)?.trim();
            (!text.is_empty())
                .then(|| Cell { text: text.to_owned(), span: spans.get(index).copied().unwrap_or_default() })
        };
        let line = spans.first().map_or(Span::new(at, at), |first| first.cover(spans[spans.len() - 1]));
        if record.len() > columns.len() {
            let message = format!("this row has {} cells; the table has {} columns", record.len(), columns.len());
            file.mistake(line, message, Some("Put quotation marks around a cell that holds a comma.".into()));
        }
        let Some(find) = cell("find") else {
            file.mistake(
                line,
                "this row does not say what to find",
                Some("Fill the `find` column or delete the row.".into()),
            );
            continue;
        };
        let put = cell("put");
        if needs_put && put.is_none() {
            file.mistake(
                line,
                "this row does not say what to put instead",
                Some("Fill the `put` column or delete the row.".into()),
            );
            continue;
        }
        rows.push(Row { find, put, note: cell("note") });
    }
    report_contradictions(file, &rows);
    rows
}

/// Reports rows that look for the same and want different things put: which one would count is a matter of luck.
fn report_contradictions(file: File<'_>, rows: &[Row]) {
    let mut first: FxHashMap<&str, &Row> = FxHashMap::default();
    for row in rows {
        let known = *first.entry(&row.find.text).or_insert(row);
        let puts = [known, row].map(|row| row.put.as_ref().map(|cell| cell.text.as_str()));
        if puts[0] != puts[1] {
            let (line, _) = file.source.line_column(known.find.span.range().start);
            let message = format!("line {line} has “{}” already, with something else to put", row.find.text);
            file.mistake(row.find.span, message, Some("Keep one of the two rows.".into()));
        }
    }
}

/// Which column is which, from the first row.
fn header(file: &File<'_>, record: &csv::StringRecord, spans: &[Span], needs_put: bool) -> Vec<Option<usize>> {
    let mut columns = Vec::new();
    for (name, &span) in record.iter().zip(spans) {
        let lower = name.trim().to_lowercase();
        let known = COLUMNS.iter().position(|column| *column == lower);
        if known.is_none() {
            let remedy =
                suggest(&lower, COLUMNS.into_iter()).unwrap_or_else(|| "Columns: `find`, `put`, `note`.".into());
            file.mistake(span, format!("tables have no column `{}`", name.trim()), Some(remedy));
        }
        columns.push(known);
    }
    let line = spans.first().copied().unwrap_or_default();
    let wanted: &[usize] = if needs_put { &[0, 1] } else { &[0] };
    for &index in wanted {
        if !columns.contains(&Some(index)) {
            let message = format!("the first row must name the columns, `{}` among them", COLUMNS[index]);
            file.mistake(line, message, Some("Start the table with a row such as `find,put,note`.".into()));
            return Vec::new();
        }
    }
    columns
}

/// Where the cells of a row stand, without the quotation marks around them. The row is walked as the reader read it.
fn cell_spans(source: &Source, at: usize, record: &csv::StringRecord, separator: u8) -> Vec<Span> {
    let bytes = source.text().as_bytes();
    let mut at = at;
    // The position of a record may lie on line ends or comments before it.
    while at < bytes.len() && (bytes[at] == b'\n' || bytes[at] == b'\r' || bytes[at] == b'#') {
        if bytes[at] == b'#' {
            at += bytes[at..].iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len() - at);
        } else {
            at += 1;
        }
    }
    let mut spans = Vec::with_capacity(record.len());
    for _ in 0..record.len() {
        let quoted = separator == b',' && bytes.get(at) == Some(&b'"');
        if quoted {
            let from = at + 1;
            let mut to = from;
            while to < bytes.len() && !(bytes[to] == b'"' && bytes.get(to + 1) != Some(&b'"')) {
                to += if bytes[to] == b'"' { 2 } else { 1 };
            }
            spans.push(Span::new(from, to.min(bytes.len())));
            at = (to + 1).min(bytes.len());
        } else {
            let to = at
                + bytes[at..]
                    .iter()
                    .position(|&byte| byte == separator || byte == b'\n' || byte == b'\r')
                    .unwrap_or(bytes.len() - at);
            let text = &source.text()[at..to];
            let from = at + (text.len() - text.trim_start().len());
            spans.push(Span::new(from, from + text.trim().len()));
            at = to;
        }
        at = (at + usize::from(bytes.get(at) == Some(&separator))).min(bytes.len());
    }
    spans
}
