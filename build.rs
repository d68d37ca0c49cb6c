//! Embeds `rules/` in name order, so that the binary carries its rules and a build does not depend on file order.
//!
//! What the shared scan has to look for on behalf of each pattern of the word lists is found here, by the very code that
//! finds it for house rules: a commit hook starts cold every time, and reading hundreds of patterns would be most of it.

#[path = "src/scan/literal.rs"]
#[allow(dead_code, reason = "the program compiles patterns, the build only reads them")]
mod literal;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or_else(|| io::Error::other("no manifest folder"))?);
    let rules = root.join("rules");
    println!("cargo::rerun-if-changed={}", rules.display());
    println!("cargo::rerun-if-changed=src/scan/literal.rs");
    let mut files = Vec::new();
    collect(&rules, &mut files)?;
    files.sort();
    let mut out = String::from("pub(super) static FILES: &[(&str, &str)] = &[\n");
    for file in &files {
        let name = file.strip_prefix(&rules).map_err(io::Error::other)?;
        let name = name.to_string_lossy().replace('\\', "/");
        writeln!(out, "    ({name:?}, include_str!({:?})),", file.to_string_lossy()).map_err(io::Error::other)?;
    }
    out.push_str("];\n");
    let target = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("no output folder"))?);
    fs::write(target.join("built_in.rs"), out)?;
    fs::write(target.join("literals.rs"), literals(&files)?)
}

/// A table of the plain ASCII patterns of all word lists and rules, sorted, with what the scan goes by. A pattern that is
/// wrong is left out: the program reports it with its place, and a test reads every built-in file.
fn literals(files: &[PathBuf]) -> io::Result<String> {
    let mut patterns = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file)?;
        let written: Vec<String> = match file.extension().and_then(|ending| ending.to_str()) {
            Some("txt") => {
                let entry = |line: &str| {
                    line.split(" #").next().unwrap_or("").trim().trim_start_matches(['!', '?']).trim().into()
                };
                text.lines().map(entry).collect()
            }
            Some("toml") => text.lines().flat_map(quoted).collect(),
            _ => continue,
        };
        for entry in written {
            let plain =
                entry.is_ascii() && !["\\u", "\\U", "\\x{", "\\p", "\\P"].iter().any(|escape| entry.contains(escape));
            if let Some(pattern) = entry.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')).filter(|_| plain) {
                patterns.insert(pattern.to_owned());
            }
        }
    }
    let mut out = String::from(
        "use super::Facts;\nuse std::borrow::Cow::Borrowed;\npub(super) static FACTS: &[(&str, Facts)] = &[\n",
    );
    for pattern in patterns {
        let parsed = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build().parse(&pattern);
        let Some(hir) = parsed.ok().filter(literal::is_sound) else { continue };
        let letters = literal::first_letters(&hir);
        let longest = hir.properties().maximum_len().unwrap_or(usize::MAX);
        let spaces = literal::spaces(&hir);
        let anchored = literal::is_anchored(&hir);
        let found = literal::required(&hir).unwrap_or_default();
        let (literals, also, begins) = (strings(&found.literals), strings(&found.also), found.begins);
        let openings = strings(&literal::openings(&hir).unwrap_or_default());
        writeln!(
            out,
            "    ({pattern:?}, Facts {{ longest: {longest}, letters: {letters}, spaces: {spaces:?}, \
             anchored: {anchored}, literals: {literals}, also: {also}, begins: {begins}, openings: {openings} }}),"
        )
        .map_err(io::Error::other)?;
    }
    out.push_str("];\n");
    Ok(out)
}

/// The strings on a line of TOML. What it gets wrong, such as an apostrophe in a comment, is only read later.
fn quoted(line: &str) -> Vec<String> {
    let (mut strings, mut rest) = (Vec::new(), line.chars());
    while let Some(mark) = rest.find(|&mark| mark == '\'' || mark == '"') {
        let mut string = String::new();
        while let Some(letter) = rest.next().filter(|&letter| letter != mark) {
            let escaped = mark == '"' && letter == '\\';
            string.extend(if escaped { rest.next() } else { Some(letter) });
        }
        strings.push(string);
    }
    strings
}

/// Strings as a borrowed list of borrowed bytes. A zero before a digit would look like a number of base eight.
fn strings(strings: &[Vec<u8>]) -> String {
    let written = |bytes: &[u8]| bytes.escape_ascii().to_string().replace("\\0", "\\x00");
    let strings = strings.iter().fold(String::new(), |all, bytes| format!("{all}Borrowed(b\"{}\"), ", written(bytes)));
    format!("Borrowed(&[{strings}])")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ["toml", "txt", "csv"].iter().any(|known| ending == *known)) {
            files.push(path);
        }
    }
    Ok(())
}
