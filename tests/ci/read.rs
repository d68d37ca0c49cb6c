//! Documents and what they show.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn yaml(text: &str) -> Value {
    serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("a text: {value}"))
}

pub(crate) fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().map(|table| table.keys().map(String::as_str).collect()).unwrap_or_default()
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("a list: {value}"))
}

/// The fenced blocks of a document whose fence begins with a word: the whole fence, and what is in it.
pub(crate) fn blocks(document: &str, language: &str) -> Vec<(String, String)> {
    let document = read(document);
    let mut lines = document.lines();
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        let Some(fence) = line.strip_prefix("```") else { continue };
        let inside: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        if fence.split(' ').next() == Some(language) {
            blocks.push((fence.to_owned(), inside));
        }
    }
    blocks
}

/// The only block with this fence in `docs/ci.md`.
pub(crate) fn script(fence: &str) -> String {
    let language = fence.split(' ').next().expect("a language");
    let mut found = blocks("docs/ci.md", language).into_iter().filter(|(one, _)| one == fence);
    let (_, inside) = found.next().unwrap_or_else(|| panic!("a block: {fence}"));
    assert!(found.next().is_none(), "two blocks: {fence}");
    inside
}

/// The tables `with` of the steps in `docs/ci.md` that use the action.
pub(crate) fn uses_of_the_action() -> Vec<Value> {
    let mut found = Vec::new();
    for (fence, block) in blocks("docs/ci.md", "yaml") {
        let block = yaml(&block);
        let steps = match &*fence {
            "yaml workflow" => list(&block["jobs"]["copydesk"]["steps"]),
            "yaml steps" => list(&block),
            _ => continue,
        };
        let of_ours = steps.iter().filter(|step| text(&step["uses"]) == "OWNER/copydesk@REVISION");
        found.extend(of_ours.map(|step| step["with"].clone()));
    }
    found
}
