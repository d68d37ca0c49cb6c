//! `swap`: one wording in place of another.

use super::phrases::{Exceptions, Matching, message, nothing_to_find};
use super::{Check, Inspector, Read};
use crate::rule::{Resources, Row};
use crate::scan::Term;
use crate::source::Span;
use crate::table::{File, Table};

/// Terms, each with what to put instead.
#[derive(Debug)]
pub(crate) struct Swap {
    terms: Vec<Term>,
    /// By term: what to put, and the note of its row.
    puts: Vec<(Box<str>, Option<Box<str>>)>,
    exceptions: Exceptions,
    safe: bool,
}

impl Read for Swap {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let matching = Matching::read(table);
        let exceptions = Exceptions::read(table, matching);
        let safe = table.boolean("safe").unwrap_or(false);
        let before = table.file().mistakes.count();
        let (mut terms, mut puts) = (Vec::new(), Vec::new());
        if let Some(swaps) = table.table("swaps") {
            let (finds, of_finds): (Vec<_>, Vec<_>) = swaps.free_strings().into_iter().unzip();
            for (term, put) in matching.each(table.file(), &finds).into_iter().zip(of_finds) {
                if let Some(term) = term {
                    check_groups(table.file(), &term, put.value, put.span);
                    terms.push(term);
                    puts.push((put.value.into(), None));
                }
            }
        }
        if let Some((source, rows)) = resources.rows(table, "table", true) {
            let file = File { source: &source, ..table.file() };
            let of_rows = matching.each(file, &Row::finds(&rows));
            for (term, row) in of_rows.into_iter().zip(rows) {
                let (Some(term), Some(put)) = (term, row.put) else { continue };
                check_groups(file, &term, &put.text, put.span);
                terms.push(term);
                puts.push((put.text.into(), row.note.map(|note| note.text.into())));
            }
        }
        if table.file().mistakes.count() == before {
            nothing_to_find(table, terms.len(), "Add `swaps` or `table`.")?;
        }
        Some(Self { terms, puts, exceptions, safe })
    }
}

/// Reports a `$1` of a replacement that the pattern has no group for.
fn check_groups(file: File<'_>, term: &Term, put: &str, span: Span) {
    let groups =
        if term.is_pattern() { term.written().matches('(').count() - term.written().matches("(?:").count() } else { 0 };
    for (at, _) in put.match_indices('$') {
        let number: String = put[at + 1..].chars().take_while(char::is_ascii_digit).collect();
        if number.parse::<usize>().is_ok_and(|number| number > groups) && term.is_pattern() {
            let message = format!("`${number}` stands for a group that the pattern does not have");
            file.mistake(span, message, Some("Count the groups in round brackets.".into()));
        }
    }
}

impl Check for Swap {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        for hit in inspector.longest_hits() {
            let (put, note) = &self.puts[hit.term as usize];
            let text = inspector.draft.text(hit.span);
            let put = adapted(text, &self.replacement(inspector, hit.term as usize, hit.span, put));
            // “Kyiv” is fine where “Kiev” is to become “Kyiv”; patterns often match both.
            if put == text || self.exceptions.cover(inspector, hit.span) {
                continue;
            }
            let note = note.as_deref().unwrap_or("");
            let values = [("text", text), ("put", &*put), ("note", note)];
            let message = message(inspector.rule.message.as_ref(), &values, || {
                let wanted = if put.is_empty() {
                    format!("“{text}”: leave it out")
                } else {
                    format!("“{text}”: write “{put}”")
                };
                if note.is_empty() { wanted } else { format!("{wanted}. {note}") }
            });
            let finding = inspector.finding(hit.span, message).fix(hit.span, &put, self.safe);
            inspector.report(finding);
        }
    }
}

impl Swap {
    /// What to put, with the groups of a pattern filled in from the draft.
    fn replacement(&self, inspector: &Inspector<'_>, term: usize, at: Span, put: &str) -> String {
        let this = &self.terms[term];
        if !this.is_pattern() || !put.contains('$') {
            return put.to_owned();
        }
        let draft = inspector.draft;
        let Some(block) = draft.block_at(at.start) else { return put.to_owned() };
        let window = draft.folded.range_of(draft.blocks[block].prose);
        let wanted = draft.folded.range_of(at);
        let wanted = wanted.range().start - window.range().start..wanted.range().end - window.range().start;
        let Some(captures) = this.captures_at(&draft.folded.cased[window.range()], &wanted) else {
            return put.to_owned();
        };
        let mut out = Vec::new();
        captures.expand(put.as_bytes(), &mut out);
        String::from_utf8(out).unwrap_or_else(|_| put.to_owned())
    }
}

/// The replacement with the capitals of what it replaces.
pub(crate) fn adapted(text: &str, put: &str) -> String {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return put.to_owned() };
    let starts_small = put.chars().next().is_some_and(char::is_lowercase);
    if !first.is_uppercase() || !starts_small {
        return put.to_owned();
    }
    if letters.clone().count() > 1 && letters.all(char::is_uppercase) {
        return put.to_uppercase();
    }
    let mut rest = put.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::adapted;

    #[test]
    fn replacements_take_the_capitals_of_what_they_replace() {
        assert_eq!(adapted("Utilise", "use"), "Use");
        assert_eq!(adapted("UTILISE", "use"), "USE");
        assert_eq!(adapted("kiev", "Kyiv"), "Kyiv");
    }
}
