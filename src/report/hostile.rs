//! Whatever the text, the path and the message, a report is what its readers take it for, and says where things are.

use super::fixture::{find, options, report};
use super::{Format, Options};
use crate::diagnostic::{Diagnostic, Edit, Fix, Level, Standing};
use crate::source::Source;
use crate::{Linter, Settings};
use quick_xml::events::{BytesStart, Event};
use serde_json::{Value, json as value};
use std::collections::BTreeMap;
use std::sync::Arc;

const TEXT: &str = "\u{feff}é🎉\u{1b}[31m Kiev ]]> -- <b>&amp;\r\n\u{0}\u{85}tab\there \"x\" 'y' `z` {0} [a](b) %0A ::error::\n@desk 👩‍👧\n";

const PATHS: [&str; 6] =
    ["C:\\My drafts\\a#1.md", "my drafts/#1 50%?.md", "-", "/abs/é,:.md", "a\nb\"<&>'.md", "./x/../y|z`.md"];

/// A finding for each pair of boundaries a few characters apart, in files of all names, of all levels.
fn findings() -> (Vec<Arc<Source>>, Vec<Diagnostic>) {
    let mut sources = Vec::new();
    let mut all = Vec::new();
    for (number, path) in PATHS.into_iter().enumerate() {
        let source = Arc::new(Source::new(path, TEXT));
        let boundaries: Vec<usize> = TEXT.char_indices().map(|(at, _)| at).skip(1).chain([TEXT.len()]).collect();
        for (index, &start) in boundaries.iter().enumerate() {
            let end = boundaries[(index + index % 9).min(boundaries.len() - 1)];
            let level = Level::ALL[(index + number) % 3];
            let mut one = find(&source, start..end, "name-variant", level, &format!("“{}” here", &TEXT[start..end]))
                .with_evidence(&source, (boundaries[0]..boundaries[index]).into(), TEXT)
                .with_remedy(TEXT);
            let edit = Edit { start: one.place.start, end: one.place.end, insert: TEXT.to_owned() };
            one.fixes.push(Fix::new(true, vec![edit]));
            one.fingerprint = format!("{index:016x}");
            all.push(one);
        }
        sources.push(source);
    }
    all[3].standing = Standing::Allowed { by: "copydesk.toml:1".into(), reason: TEXT.into() };
    all[4].standing = Standing::BelowLevel;
    (sources, all)
}

fn written(format: Format) -> (Vec<Diagnostic>, String) {
    let (sources, all) = findings();
    let known = |path: &str| sources.iter().find(|source| **source.path() == *path).cloned();
    let text = report(format, &all, &Options { max_per_rule: 0, ..options(&known) });
    (all, text)
}

fn reported(all: &[Diagnostic]) -> Vec<&Diagnostic> {
    all.iter().filter(|one| one.is_reported()).collect()
}

fn number(value: &Value) -> u32 {
    value.as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or_else(|| panic!("no number: {value}"))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

/// All elements of an XML document with their attributes, as another program reads them.
fn elements(text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    let read = |element: &BytesStart<'_>| {
        let attributes = element.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute");
            let value = quick_xml::escape::unescape(&attribute.value).expect("escapes").into_owned();
            (attribute.key.0.to_owned(), value)
        });
        (element.name().0.to_owned(), attributes.collect())
    };
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(element) | Event::Empty(element) => found.push(read(&element)),
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn is_xml(text: &str) {
    let is_allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(is_allowed), "a character that XML forbids");
}

#[test]
fn sarif_keeps_every_place() {
    let (all, text) = written(Format::Sarif);
    let document = json(&text);
    // A reader that knows the schema finds all that was written, and nothing that it does not know.
    let read: serde_sarif::sarif::Sarif = serde_json::from_str(&text).expect("SARIF");
    assert_eq!(serde_json::to_value(&read).expect("JSON"), document);
    let results = document["runs"][0]["results"].as_array().expect("results").clone();
    let mut wanted: Vec<&Diagnostic> = all.iter().filter(|one| one.standing != Standing::BelowLevel).collect();
    wanted.sort_by_key(|one| (!one.is_reported(), std::cmp::Reverse(one.level)));
    assert_eq!(results.len(), wanted.len());
    for (result, one) in results.iter().zip(wanted) {
        let physical = &result["locations"][0]["physicalLocation"];
        let region = &physical["region"];
        let keys = ["startLine", "startColumn", "endLine", "endColumn", "byteOffset", "byteLength"];
        let place = &one.place;
        let (line, end_line) = (place.line, place.end_line);
        let meant = [line, place.column, end_line, place.end_column, place.start, place.end - place.start];
        assert_eq!(keys.map(|key| number(&region[key])), meant);
        let bytes = place.start as usize..place.end as usize;
        assert_eq!(region["snippet"]["text"].as_str().unwrap_or(""), &TEXT[bytes]);
        let uri = physical["artifactLocation"]["uri"].as_str().expect("a URI");
        assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%:".contains(&byte)), "{uri}");
        assert!(!uri.contains(':') || uri.starts_with("file:///"), "{uri}");
        assert_eq!(result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], TEXT);
        assert_eq!(result["suppressions"].is_array(), !one.is_reported());
    }
}

/// What reviewdog knows of a diagnostic, as its definition in Protocol Buffers has it (proto/rdf/reviewdog.proto there), but
/// that nothing else is let through.
fn known_to_reviewdog() -> jsonschema::Validator {
    let object = |required: &[&str], properties: Value| value!({"type": "object", "additionalProperties": false, "required": required, "properties": properties});
    let (text, number) = (value!({"type": "string"}), value!({"type": "integer", "minimum": 1}));
    let position = object(&["line"], value!({"line": number, "column": number}));
    let range = object(&["start"], value!({"start": position, "end": position}));
    let location = object(&["path"], value!({"path": text, "range": range}));
    let suggestion = object(&["range", "text"], value!({"range": range, "text": text}));
    let diagnostic = value!({
        "message": text,
        "location": location,
        "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
        "source": object(&["name"], value!({"name": text, "url": text})),
        "code": object(&["value"], value!({"value": text, "url": text})),
        "suggestions": {"type": "array", "items": suggestion},
        "original_output": text,
        "related_locations": {"type": "array", "items": object(&["location"], value!({"message": text, "location": location}))},
    });
    jsonschema::validator_for(&object(&["message", "location"], diagnostic)).expect("a schema")
}

#[test]
fn reviewdog_finds_every_place() {
    let (all, text) = written(Format::Rdjsonl);
    let known = known_to_reviewdog();
    text.lines().map(json).for_each(|line| known.validate(&line).expect("what reviewdog knows"));
    let reported = reported(&all);
    assert_eq!(text.lines().count(), reported.len());
    let lines: Vec<&str> = TEXT.trim_start_matches('\u{feff}').split_inclusive('\n').collect();
    let start_of = |line: u32| lines[..line as usize - 1].iter().map(|line| line.len()).sum::<usize>() + 3;
    for (line, one) in text.lines().map(json).zip(reported) {
        let range = &line["location"]["range"];
        let at = |end: &str| start_of(number(&range[end]["line"])) + number(&range[end]["column"]) as usize - 1;
        assert_eq!((at("start"), at("end")), (one.place.start as usize, one.place.end as usize), "{one:?}");
        assert_eq!(line["suggestions"][0]["text"], TEXT);
        assert_eq!(line["suggestions"][0]["range"], *range);
    }
}

#[test]
fn lines_and_columns_are_those_of_the_diagnostics() {
    let place = |one: &Diagnostic| (one.place.line.to_string(), one.place.column.to_string());
    let (all, text) = written(Format::Checkstyle);
    is_xml(&text);
    let found = elements(&text);
    let errors: Vec<_> = found.iter().filter(|(name, _)| name == "error").map(|(_, attributes)| attributes).collect();
    assert_eq!(errors.len(), reported(&all).len());
    for (error, one) in errors.iter().zip(reported(&all)) {
        assert_eq!((error["line"].clone(), error["column"].clone()), place(one));
    }
    let files = found.iter().filter(|(name, _)| name == "file").map(|(_, attributes)| attributes["name"].clone());
    assert_eq!(files.collect::<Vec<_>>(), PATHS.map(|path| path.trim_start_matches("./").to_owned()));

    let (all, text) = written(Format::Junit);
    is_xml(&text);
    let tests: Vec<_> = elements(&text).into_iter().filter(|(name, _)| name == "testcase").collect();
    assert_eq!(tests.len(), reported(&all).len());
    for ((_, test), one) in tests.iter().zip(reported(&all)) {
        let (line, column) = place(one);
        assert_eq!((&test["line"], &test["name"]), (&line, &format!("name-variant at {line}:{column}")));
    }

    let (all, text) = written(Format::Gitlab);
    let issues = json(&text);
    for (issue, one) in issues.as_array().expect("a list").iter().zip(reported(&all)) {
        assert_eq!(number(&issue["location"]["lines"]["begin"]), one.place.line);
        assert_eq!(issue["description"], *one.message);
    }
}

#[test]
fn no_text_begins_a_line_or_a_cell() {
    let (_, text) = written(Format::Github);
    let is_command = |line: &str| ["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start));
    assert!(text.split(['\n', '\r']).filter(|line| !line.is_empty()).all(is_command), "{text}");
    assert_eq!(text.lines().count(), 30);

    let (all, text) = written(Format::Markdown);
    let rows: Vec<&str> = text.lines().filter(|line| line.contains("| name-variant |")).collect();
    assert!(rows.len() > 100 && rows.len() <= reported(&all).len());
    for row in rows {
        // Five bars that nothing escapes make four cells.
        assert_eq!(row.replace("\\\\", "").replace("\\|", "").matches('|').count(), 5, "{row}");
        let without_break = row.replace("<br>", "");
        assert!(!without_break.contains(['<', '>']) && !row.contains("@d"), "{row}");
    }
}

#[test]
fn every_format_is_documented() {
    let document = include_str!("../../docs/formats.md");
    for format in Format::ALL {
        assert!(
            document.contains(&format!("`{}`", format.name())),
            "docs/formats.md does not tell of {}",
            format.name()
        );
        assert_eq!(Format::from_name(format.name()), Some(*format));
    }
}

/// The drafts that everything is tried on: no format loses a place of them.
#[test]
fn the_seeds_are_told_alike_in_all_formats() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("seeds").map(|entry| entry.expect("entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let sources: Vec<Arc<Source>> = paths
        .iter()
        .map(|path| {
            let name = format!("seeds/{}", path.file_name().expect("a name").to_string_lossy());
            Arc::new(crate::source::decode(name, std::fs::read(path).expect("a seed")).expect("text").0)
        })
        .collect();
    let read = |source: &Arc<Source>| crate::draft::Draft::read(source.clone(), &Default::default());
    let drafts: Vec<_> = sources.iter().map(read).collect();
    let rules = crate::rule::RuleSet::built_in().expect("built-in rules");
    let all = Linter::new(rules, Settings::default()).check(&drafts).diagnostics;
    let known = |path: &str| sources.iter().find(|source| **source.path() == *path).cloned();
    let options = Options { max_per_rule: 0, ..options(&known) };
    let of = |format| report(format, &all, &options);
    // Path, line and column of each, in no order.
    let sorted = |mut places: Vec<(String, u32, u32)>| {
        places.sort();
        places
    };
    let place = |one: &&Diagnostic| (one.path.to_string(), one.place.line, one.place.column);
    let meant = sorted(reported(&all).iter().map(place).collect());
    assert!(meant.len() > 20, "{}", meant.len());

    let sarif = json(&of(Format::Sarif));
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let told = |result: &Value| {
        let physical = &result["locations"][0]["physicalLocation"];
        let (uri, region) = (&physical["artifactLocation"]["uri"], &physical["region"]);
        let text = known(uri.as_str().expect("a URI")).expect("a seed");
        let (start, length) = (number(&region["byteOffset"]) as usize, number(&region["byteLength"]) as usize);
        assert_eq!(region["snippet"]["text"].as_str().unwrap_or(""), &text.text()[start..start + length]);
        (uri.as_str().expect("a URI").to_owned(), number(&region["startLine"]), number(&region["startColumn"]))
    };
    let active = results.iter().filter(|result| result["suppressions"].is_null());
    assert_eq!(sorted(active.map(told).collect()), meant);

    let line = |line: Value| {
        let path = line["location"]["path"].as_str().expect("a path").to_owned();
        let start = &line["location"]["range"]["start"];
        let text = known(&path).expect("a seed");
        let row = text.text().split('\n').nth(number(&start["line"]) as usize - 1).expect("a line").to_owned();
        let before = &row.trim_start_matches('\u{feff}')[..number(&start["column"]) as usize - 1];
        (path, number(&start["line"]), before.chars().count() as u32 + 1)
    };
    assert_eq!(sorted(of(Format::Rdjsonl).lines().map(json).map(line).collect()), meant);

    let mut path = String::new();
    let mut errors = Vec::new();
    for (name, attributes) in elements(&of(Format::Checkstyle)) {
        match &*name {
            "file" => path.clone_from(&attributes["name"]),
            "error" => {
                let of = |key: &str| attributes[key].parse().expect("a number");
                errors.push((path.clone(), of("line"), of("column")));
            }
            _ => {}
        }
    }
    assert_eq!(sorted(errors), meant);

    let tests = elements(&of(Format::Junit)).into_iter().filter(|(name, _)| name == "testcase");
    let test = |(_, attributes): (String, BTreeMap<String, String>)| {
        let column = attributes["name"].rsplit(':').next().and_then(|column| column.parse().ok()).expect("a column");
        (attributes["file"].clone(), attributes["line"].parse().expect("a line"), column)
    };
    assert_eq!(sorted(tests.map(test).collect()), meant);

    let gitlab = json(&of(Format::Gitlab));
    let issue = |issue: &Value| {
        let location = &issue["location"];
        (location["path"].as_str().expect("a path").to_owned(), number(&location["lines"]["begin"]), 0)
    };
    let without_columns = meant.iter().map(|(path, line, _)| (path.clone(), *line, 0)).collect();
    assert_eq!(sorted(gitlab.as_array().expect("a list").iter().map(issue).collect()), sorted(without_columns));

    let markdown = of(Format::Markdown);
    let rows: Vec<&str> =
        markdown.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| place")).collect();
    assert_eq!(rows.len(), meant.len());
    for (_, line, column) in &meant {
        assert!(rows.iter().any(|row| row.starts_with(&format!("| {line}:{column} | "))), "{line}:{column}");
    }
}
