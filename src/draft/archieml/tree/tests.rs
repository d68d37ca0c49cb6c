//! What lines make of one another.

use super::*;
use crate::draft::archieml::decoded;
use serde_json::{Map, Value, json};

/// The tree as the JSON that other parsers give.
fn json_of(source: &Source, tree: &Tree<'_>, id: Id) -> Value {
    match tree.node(id) {
        Node::Text(span) => Value::String(decoded(source, *span).text().to_owned()),
        Node::Object(fields) => {
            let field = |&(name, id): &(Span, Id)| (source.slice(name).to_owned(), json_of(source, tree, id));
            Value::Object(fields.iter().map(field).collect::<Map<_, _>>())
        }
        Node::List(list) => list.items.iter().map(|&id| json_of(source, tree, id)).collect(),
        Node::Line { name, value } => {
            let name = name.map_or("text", |name| source.slice(name));
            json!({ "type": name, "value": value.map(|id| json_of(source, tree, id)) })
        }
    }
}

fn read(text: &str) -> Value {
    let source = Source::new("x.aml", text);
    json_of(&source, &Tree::read(&source), Tree::ROOT)
}

#[test]
fn fields_take_the_rest_of_their_line() {
    assert_eq!(read("notes\n a.b :  c: d \nHe said: x\na.e:\n"), json!({"a": {"b": "c: d", "e": ""}}));
    assert_eq!(read("a: 1\na: 2\na.b: 3\n"), json!({"a": {"b": "3"}}));
}

#[test]
fn an_end_gives_a_value_all_its_lines() {
    assert_eq!(read("a: one\r\n\r\n  two\r\n\r\n:end\r\nb: x\r\n"), json!({"a": "one\r\n\r\n  two", "b": "x"}));
    assert_eq!(read("a:\n\\b: c\n \\\\d\n* e\n:END now\n:end\n"), json!({"a": "b: c\n \\d\n* e"}));
    assert_eq!(read("a: one\ntwo\n:skip\nb: x\n:endskip\nthree\n:end\n"), json!({"a": "one"}));
    assert_eq!(read("a: one\ntwo\n:ignore\n:end\nb: x\n"), json!({"a": "one"}));
    assert_eq!(read("a: \\one\rtwo\r:end"), json!({"a": "\\one\rtwo"}));
}

#[test]
fn brackets_hold_fields_until_they_are_closed() {
    assert_eq!(
        read("{a.b}\nc: 1\n{.d}\ne: 2\n{}\nf: 3\n{}\ng: 4\n{a.b}\nh: 5"),
        json!(
            {"a": {"b": {"c": "1", "d": {"e": "2"}, "f": "3", "h": "5"}}, "g": "4"}
        )
    );
    assert_eq!(read("a: 1\n{a}\nb: 2\n{}\n[a]\n* 3\n"), json!({"a": ["3"]}));
}

#[test]
fn lists_hold_texts_or_objects() {
    assert_eq!(read("[a]\n* one\nb: c\n*two\nthree\n:end\n[]\nd: e"), json!({"a": ["one", "two\nthree"], "d": "e"}));
    assert_eq!(
        read("[a]\nb: 1\n* no\nc: 2\nb: 3\n[.d]\n* 4\n[]\nc: 5\n"),
        json!({"a": [{"b": "1", "c": "2"}, {"b": "3", "d": ["4"], "c": "5"}]})
    );
}

#[test]
fn freeform_lists_take_every_line() {
    let text = "[+a]\n One. \n\nb: two\n* three\n:skip\nno\n:endskip\n{.c.d}\ne: 4\nfive\n:end\n{}\n[.f]\n* 6\n[]\nLast.\n[]\ng: h\n";
    let line = |name: &str, value: Value| json!({"type": name, "value": value});
    assert_eq!(
        read(text),
        json!({
            "a": [
                line("text", json!("One.")),
                line("b", json!("two")),
                line("text", json!("* three")),
                line("c.d", json!({"e": "4\nfive"})),
                line("f", json!(["6"])),
                line("text", json!("Last.")),
            ],
            "g": "h",
        })
    );
}

#[test]
fn a_name_in_an_open_freeform_list_is_whole_whatever_its_dots() {
    assert_eq!(read("[+a]\n[b.c]\n* d\n"), json!({"a": [], "b.c": ["d"]}));
}

#[test]
fn comments_in_values_are_part_of_them() {
    let source = Source::new("x", "<!-- a -->\nb: c\n<!-- d -->\n:end\n<!-- e -->\nf: g\n <!-- h -->\n");
    let tree = Tree::read(&source);
    let comments: Vec<_> = tree.comments.iter().map(|&span| source.slice(span)).collect();
    assert_eq!(comments, ["<!-- a -->", "<!-- e -->", "<!-- h -->"]);
}

#[test]
fn depth_costs_little() {
    let depth = 100_000;
    assert!(read_only(&"{.a}\n".repeat(depth)) > depth);
    assert!(read_only(&format!("{}: x\n", "a.".repeat(depth))) < depth);
}

fn read_only(text: &str) -> usize {
    Tree::read(&Source::new("x", text)).nodes.len()
}

/// The samples of the specification, from the folder that `ARCHIEML_SAMPLES` names: the second line of each holds what it
/// yields.
#[test]
#[ignore = "the samples are not part of this repository"]
fn the_samples_of_the_specification_are_read_as_it_says() {
    let folder = std::env::var("ARCHIEML_SAMPLES").expect("ARCHIEML_SAMPLES names a folder");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "aml"));
    files.sort();
    assert!(files.len() > 100, "{} samples", files.len());
    let mut wrong = Vec::new();
    for file in &files {
        let text = std::fs::read_to_string(file).expect("text");
        let result = text.lines().find_map(|line| line.strip_prefix("result: ")).expect("a result");
        let wanted: Value = serde_json::from_str(result).expect("JSON");
        let mut found = read(&text);
        if let Value::Object(fields) = &mut found {
            fields.retain(|name, _| name != "test" && name != "result");
        }
        if found != wanted {
            wrong.push(format!("{}\n  {found}\n  {wanted}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
