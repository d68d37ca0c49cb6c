//! What is written under the text: the remedy, the fix, and evidence for which there is no room beside it.

use super::clean::one_line;
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::source::{Source, floor_boundary};

/// How many edits of a fix are spelled out, and how many characters of what is deleted.
const EDITS: usize = 2;
const DELETED: usize = 40;

/// The remedy of a diagnostic and the fix that can be made without asking, if there are any.
pub(super) fn notes(diagnostic: &Diagnostic, source: Option<&Source>) -> Vec<String> {
    let remedy = diagnostic.remedy.as_deref().map(|remedy| remedy.lines().map(one_line).collect::<Vec<_>>().join("\n"));
    let fix = diagnostic.fixes.iter().find(|fix| fix.goes_without_asking() && !fix.edits.is_empty());
    remedy.into_iter().chain(fix.map(|fix| describe(fix, source))).collect()
}

/// Puts the fixes of a diagnostic into words: its draft is only read, and edits of its bytes would be wrong.
pub(crate) fn put_fixes_into_words(diagnostic: &mut Diagnostic, source: Option<&Source>) {
    let fix = diagnostic.fixes.iter().find(|fix| fix.goes_without_asking() && !fix.edits.is_empty());
    let words = fix.map(|fix| describe(fix, source));
    diagnostic.fixes.clear();
    if let Some(words) = words {
        diagnostic.remedy =
            Some(diagnostic.remedy.take().map_or_else(|| words.clone(), |remedy| format!("{remedy}\n{words}")));
    }
}

fn describe(fix: &Fix, source: Option<&Source>) -> String {
    if fix.edits.len() > EDITS {
        return format!("fix: {} changes", fix.edits.len());
    }
    let edits: Vec<_> = fix.edits.iter().map(|edit| describe_edit(edit, source)).collect();
    format!("fix: {}", edits.join(", "))
}

fn describe_edit(edit: &Edit, source: Option<&Source>) -> String {
    let insert = match edit.insert.as_str() {
        " " => "one space".to_owned(),
        insert if !insert.is_empty() && insert.chars().all(|c| c == '\n' || c == '\r') => "a line break".to_owned(),
        insert => format!("“{}”", one_line(insert)),
    };
    if !edit.insert.is_empty() {
        return format!("{} {insert}", if edit.start == edit.end { "insert" } else { "write" });
    }
    let deleted = source.map_or("", |source| {
        let at = |original| floor_boundary(source.text(), source.decoded(original) as usize);
        source.text().get(at(edit.start)..at(edit.end)).unwrap_or("").trim()
    });
    if deleted.is_empty() || deleted.len() > 4 * DELETED || deleted.chars().count() > DELETED {
        "delete".to_owned()
    } else {
        format!("delete “{}”", one_line(deleted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fix_is_told_in_words() {
        let source = Source::new("x", "The the council ,  said.");
        let told = |edits: &[(u32, u32, &str)]| {
            let edits = edits.iter().map(|&(start, end, insert)| Edit { start, end, insert: insert.into() }).collect();
            describe(&Fix::new(true, edits), Some(&source))
        };
        assert_eq!(told(&[(4, 15, "board")]), "fix: write “board”");
        assert_eq!(told(&[(4, 8, "")]), "fix: delete “the”");
        assert_eq!(told(&[(15, 16, "")]), "fix: delete");
        assert_eq!(told(&[(17, 19, " ")]), "fix: write one space");
        assert_eq!(told(&[(23, 23, " so")]), "fix: insert “ so”");
        assert_eq!(told(&[(0, 3, "A"), (4, 8, "")]), "fix: write “A”, delete “the”");
        assert_eq!(told(&[(0, 1, ""), (1, 2, ""), (2, 3, "")]), "fix: 3 changes");
        assert_eq!(told(&[(90, 99, "")]), "fix: delete");
    }
}
