//! Writes what `benches/compare.py` measures: `house_set rules FOLDER [ENTRIES]` a project with a large house style,
//! `house_set text FILE BYTES plain|line|markdown` a draft of any size.

mod rules;
mod words;

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["rules", folder] => write_rules(Path::new(folder), rules::ENTRIES),
        ["rules", folder, entries] => write_rules(Path::new(folder), number(entries)?),
        ["text", file, bytes, layout] => {
            let layout = match layout {
                "line" => words::Layout::OneLine,
                "markdown" => words::Layout::Markdown,
                _ => words::Layout::Paragraphs,
            };
            fs::write(file, words::text(number(bytes)?, layout))
        }
        _ => Err(io::Error::other("give `rules FOLDER [ENTRIES]` or `text FILE BYTES plain|line|markdown`")),
    }
}

fn number(text: &str) -> io::Result<usize> {
    text.parse().map_err(io::Error::other)
}

fn write_rules(folder: &Path, entries: usize) -> io::Result<()> {
    for (name, text) in rules::files(entries) {
        let file = folder.join("rules").join(name);
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        fs::write(file, text)?;
    }
    fs::write(folder.join("copydesk.toml"), "house-rules = \"rules\"\n")
}
