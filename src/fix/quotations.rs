//! What stands in quotations, which nobody changes without asking: it is what somebody said.

use crate::diagnostic::{Diagnostic, Edit};
use crate::draft::{Draft, Role};
use crate::source::Span;

/// Marks the fixes that change what stands in a quotation. The double marks around one are not in it.
pub fn mark_quoted(diagnostics: &mut [Diagnostic], draft: &Draft) {
    let mut quotations = None;
    for fix in diagnostics.iter_mut().filter(|one| one.path == *draft.source.path()).flat_map(|one| &mut one.fixes) {
        let quotations = quotations.get_or_insert_with(|| Quotations::of(draft));
        fix.quoted = fix.edits.iter().any(|edit| quotations.are_changed_by(edit));
    }
}

/// Places in the bytes of a file.
struct Quotations {
    /// What stands in quotations, in order, without overlaps.
    inside: Vec<(u32, u32)>,
    /// The double quotation marks, in order.
    marks: Vec<(u32, u32)>,
}

impl Quotations {
    fn of(draft: &Draft) -> Self {
        let original = |span: Span| (draft.source.original(span.start), draft.source.original(span.end));
        let mut inside = Vec::new();
        let mut marks = Vec::new();
        for block in &draft.blocks {
            if block.role == Role::Blockquote {
                inside.push(original(block.source));
            }
            // Where the opening mark was lost, all before the closing one may be somebody's words.
            if let Some(stray) = stray_closing(draft.text(block.prose)) {
                let span = Span { start: block.prose.start, end: block.prose.start + stray as u32 };
                inside.push(original(draft.prose.to_source(span)));
            }
            marks.extend(draft.quote_marks(block).iter().map(|mark| original(draft.prose.to_source(mark.span))));
            let singles = single(draft.text(block.prose)).into_iter().map(|(start, end)| Span {
                start: block.prose.start + start as u32,
                end: block.prose.start + end as u32,
            });
            inside.extend(singles.map(|span| original(draft.prose.to_source(span))));
        }
        inside.extend(quoting_elements(draft.source.text()).into_iter().map(original));
        for quote in &draft.quotes {
            let text = draft.text(quote.span);
            // A mark may be two characters: ''.
            let width = |character: Option<char>, twice: bool| {
                character.map_or(0, |character| character.len_utf8() * if twice { 2 } else { 1 })
            };
            let opening = width(text.chars().next(), text.starts_with("''") || text.starts_with("``"));
            let closing = width(text.chars().next_back(), text.ends_with("''"));
            let end = if quote.closed {
                quote.span.end.saturating_sub(closing as u32)
            } else {
                // Where it ends is a guess: no further than its paragraph.
                draft.blocks[quote.block].prose.end
            };
            let start = quote.span.start + opening as u32;
            if start <= end {
                inside.push(original(draft.prose.to_source(Span { start, end })));
            }
        }
        inside.sort_unstable();
        inside.dedup_by(|next, kept| {
            let meets = next.0 <= kept.1;
            if meets {
                kept.1 = kept.1.max(next.1);
            }
            meets
        });
        Self { inside, marks }
    }

    fn are_changed_by(&self, edit: &Edit) -> bool {
        let after = self.inside.partition_point(|&(_, end)| end < edit.start);
        let is_inside = self.inside.get(after..).unwrap_or_default().iter().take(2).any(|&(start, end)| {
            if edit.start == edit.end {
                start <= edit.start && edit.start <= end
            } else {
                start < edit.end && edit.start < end
            }
        });
        is_inside && !self.is_mark(edit)
    }

    /// Whether a quotation mark is put in the place of another.
    fn is_mark(&self, edit: &Edit) -> bool {
        let of_marks = |text: &str| matches!(text, "“" | "”" | "\"");
        of_marks(&edit.insert) && self.marks.binary_search(&(edit.start, edit.end)).is_ok()
    }
}

/// What stands between single quotation marks, the marks included, where it is somebody's words as likely as not. An
/// apostrophe at the end of a word looks like a closing mark: of several the last counts, for a mistake here means only that
/// something is not mended unasked.
fn single(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (at, mark) in text.char_indices().filter(|(_, character)| matches!(character, '‘' | '’' | '\'')) {
        let before = text[..at].chars().next_back();
        let after = text[at + mark.len_utf8()..].chars().next();
        let is_open = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '!' | '?' | '…'))
            && after.is_some_and(|c| !c.is_whitespace());
        if is_open && mark != '’' {
            found.extend(open.take().filter(|(start, end)| start < end));
            open = Some((at, at));
        } else if let Some((_, end)) = &mut open
            && after.is_none_or(|c| !c.is_alphanumeric())
        {
            *end = at + mark.len_utf8();
        }
    }
    // A speech of several paragraphs opens each and closes the last.
    let opens = text.chars().next().is_some_and(|first| matches!(first, '‘' | '\''));
    match open {
        Some((0, end)) if opens && end == 0 => found.push((0, text.len())),
        open => found.extend(open.filter(|(start, end)| start < end)),
    }
    found
}

/// Where a closing mark stands that no opening one comes before.
fn stray_closing(text: &str) -> Option<usize> {
    let closing = text.find('”')?;
    (!text[..closing].contains(['“', '"', '„'])).then_some(closing)
}

/// What stands in HTML elements that quote, and between the quotation marks of other languages, of which nothing is known but
/// that they stand around somebody's words.
fn quoting_elements(text: &str) -> Vec<Span> {
    let between = |open: &str, close: &str, found: &mut Vec<Span>| {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at) {
            let end = text[start..].find(close).map_or(text.len(), |at| start + at);
            found.push(Span::new(start, end));
            from = (end + close.len()).min(text.len());
        }
    };
    let mut found = Vec::new();
    for (open, close) in [("<blockquote", "</blockquote"), ("<q>", "</q>"), ("«", "»"), ("‹", "›"), ("「", "」")]
    {
        between(open, close, &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Fix, Level};
    use crate::draft::{Format, ReadOptions};
    use crate::source::Source;
    use std::sync::Arc;

    /// Whether a fix that writes `insert` in the place of `old` changes a quotation.
    fn is_quoted(text: &str, old: &str, insert: &str) -> bool {
        let source = Arc::new(Source::new("x", text));
        let options = ReadOptions { format: Some(Format::Markdown), ..ReadOptions::default() };
        let draft = Draft::read(source, &options);
        let start = text.find(old).expect("the old text");
        let mut one = Diagnostic::new(&draft.source, Span::default(), "rule", "family", Level::Warning, "seen");
        let edit = Edit { start: start as u32, end: (start + old.len()) as u32, insert: insert.into() };
        one.fixes.push(Fix::new(true, vec![edit]));
        let mut all = [one];
        mark_quoted(&mut all, &draft);
        all[0].fixes[0].quoted
    }

    #[test]
    fn what_was_said_is_in_a_quotation_and_its_marks_are_not() {
        let text =
            "She said : “It is is late now.” He  left.\n\n> Set off  apart.\n\n‘Her \"no\" is  final,’ he said .";
        for (old, insert, quoted) in [
            (" : ", ": ", false),
            (" is is", " is", true),
            ("“", "\"", false),
            ("”", "\"", false),
            (".” ", ".”", true),
            ("  left", " left", false),
            ("off  apart", "off apart", true),
            ("\"", "“", false),
            ("\"", "", true),
            ("  final", " final", true),
            ("said .", "said.", false),
        ] {
            assert_eq!(is_quoted(text, old, insert), quoted, "{old:?}");
        }
        // A whole paragraph with a quotation in it, and one that is not closed.
        assert!(is_quoted("One.\n\nHe said “no” again.\n\nTwo.", "He said “no” again.\n\n", ""));
        assert!(is_quoted("He said: “No. Never. Not  now.", "  now", " now"));
    }

    #[test]
    fn single_marks_quote_too() {
        assert!(is_quoted("‘It is the boys’ turn turn,’ she said.", " turn turn", " turn"));
        assert!(is_quoted("'It is is late,' she said.", " is is", " is"));
        assert!(!is_quoted("The mayor's plan plan won't do.", " plan plan", " plan"));
        assert!(!is_quoted("‘No,’ she  said.", "  said", " said"));
        assert!(!is_quoted("The dogs' bowls  were 'empty'.", "  were", " were"));
        // A speech of two paragraphs.
        assert!(is_quoted("‘We met on on Friday.\n\n‘They left,’ she said.", " on on", " on"));
    }

    #[test]
    fn whatever_stands_for_quotation_marks_quotes() {
        assert!(is_quoted("<blockquote>\n\nWe met on on Monday.\n\n</blockquote>\n", " on on", " on"));
        assert!(is_quoted("He said <q>it is is late</q>.", " is is", " is"));
        assert!(is_quoted("Er sagte: «Das ist  spät.»", "  spät", " spät"));
        assert!(is_quoted("He met on on Friday,” she said.", " on on", " on"));
        assert!(!is_quoted("He left,” she  said.", "  said", " said"));
    }
}
