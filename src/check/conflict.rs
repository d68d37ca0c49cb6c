//! `conflict`: the marks that version control leaves where two versions of a text did not fit together.
//!
//! Markdown reads `=======` as a heading's underline and `>>>>>>>` as seven quotations, so the file is looked at as it is
//! written.

use super::{Check, Inspector, Read};
use crate::draft::Draft;
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;
use memchr::memmem;

/// Reports `<<<<<<<`, `|||||||`, `>>>>>>>` at the start of a line, and `=======` between those.
#[derive(Debug)]
pub(crate) struct Conflict;

impl Read for Conflict {
    fn read(_: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        Some(Self)
    }
}

impl Check for Conflict {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        // Where the last `<<<<<<<` was, while nothing has closed it.
        let mut open = None;
        for mark in marks(draft) {
            let line = draft.source.slice(mark);
            match line.as_bytes()[0] {
                b'<' => open = Some(mark),
                b'>' => open = None,
                // A lone row of `=` underlines a heading.
                _ if open.is_none() => continue,
                _ => {}
            }
            let message = format!("“{line}” is the mark of a conflict between two versions");
            let finding = inspector.finding_in_source(mark, message);
            inspector.report(finding);
        }
    }
}

/// Lines that look like marks, outside code.
fn marks(draft: &Draft) -> Vec<Span> {
    let text = draft.source.text();
    // One of the two has to be there before rows of `=` are worth a look.
    if memmem::find(text.as_bytes(), b"<<<<<<< ").is_none() && memmem::find(text.as_bytes(), b">>>>>>> ").is_none() {
        return Vec::new();
    }
    let is_mark = |line: &str| {
        ["<<<<<<< ", ">>>>>>> ", "||||||| "].iter().any(|mark| line.starts_with(mark) && line.len() > mark.len())
            || matches!(line, "=======" | "<<<<<<<" | ">>>>>>>")
    };
    let lines = (0..draft.source.line_starts().len()).map(|line| draft.source.line_span(line));
    let trimmed = lines.map(|line| {
        let length = draft.source.slice(line).trim_end().len();
        Span::new(line.range().start, line.range().start + length)
    });
    trimmed.filter(|&line| is_mark(draft.source.slice(line)) && !draft.is_code_block_at(line.range().start)).collect()
}
