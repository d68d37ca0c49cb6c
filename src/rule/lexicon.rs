//! Word lists: plain files, one term a line, `#` for comments.

use crate::reading::names::Entries;
use crate::source::{Source, Span};
use std::sync::Arc;

/// A word list.
#[derive(Clone, Debug)]
pub struct Lexicon {
    source: Arc<Source>,
    entries: Vec<Span>,
    added: Vec<Box<str>>,
}

/// What the settings add to a word list and remove from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LexiconChange {
    /// Name of the list.
    pub name: String,
    /// Terms to add.
    pub add: Vec<String>,
    /// Terms to remove.
    pub remove: Vec<String>,
}

impl Lexicon {
    /// Reads a word list.
    #[must_use]
    pub fn new(source: Arc<Source>) -> Self {
        let mut entries = Vec::new();
        let text = source.text();
        let mut from = source.start();
        for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
            // A byte-order mark holds no line end.
            if end >= from {
                entries.extend(entry(text, from, end));
                from = end + 1;
            }
        }
        Self { source, entries, added: Vec::new() }
    }

    /// The list with changes made. Returns the terms that were to be removed but are not in it.
    pub(crate) fn change<'c>(&mut self, change: &'c LexiconChange) -> Vec<&'c str> {
        let source = self.source.clone();
        let missing =
            change.remove.iter().filter(|gone| !self.entries.iter().any(|&span| source.slice(span) == **gone));
        let missing = missing.map(String::as_str).collect();
        self.entries.retain(|&span| !change.remove.iter().any(|gone| source.slice(span) == gone));
        self.added.extend(change.add.iter().map(|term| term.as_str().into()));
        missing
    }

    /// The terms with their places; what the settings added stands last and has no place in the file.
    pub fn entries(&self) -> impl Iterator<Item = (&str, Span)> {
        let own = self.entries.iter().map(|&span| (self.source.slice(span), span));
        own.chain(self.added.iter().map(|term| (&**term, Span::default())))
    }

    /// The terms for the readings of names.
    pub(crate) fn to_entries(&self) -> Entries {
        Entries::new(self.source.clone(), self.entries.clone(), self.added.clone())
    }

    /// The file.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }
}

/// The term on a line, if it has one.
fn entry(text: &str, from: usize, end: usize) -> Option<Span> {
    let line = &text[from..end];
    // A comment starts a line or follows white space, so that `C#` and `#tag` can be listed after a word.
    let marks = memchr::memchr_iter(b'#', line.as_bytes());
    let comment = marks
        .filter(|&at| at > 0)
        .find(|&at| line.as_bytes()[at - 1].is_ascii_whitespace())
        .map_or(line.len(), |at| at - 1);
    let term = line[..comment].trim();
    if term.is_empty() || term.starts_with('#') {
        return None;
    }
    let start = from + (line.len() - line.trim_start().len());
    Some(Span::new(start, start + term.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blank_lines_are_no_terms() {
        let source = Arc::new(Source::new("x.txt", "# heads\nanalyst\n\n  critic  # of all kinds\n"));
        let mut lexicon = Lexicon::new(source);
        let change = LexiconChange {
            name: "x".into(),
            add: vec!["pundit".into()],
            remove: vec!["analyst".into(), "gone".into()],
        };
        assert_eq!(lexicon.change(&change), ["gone"]);
        assert_eq!(lexicon.entries().map(|(term, _)| term).collect::<Vec<_>>(), ["critic", "pundit"]);
    }
}
