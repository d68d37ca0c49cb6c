//! Word lists: plain files, one term a line, `#` for comments.

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
        for line in 0..source.line_starts().len() {
            let mut span = source.line_span(line);
            if line == 0 {
                span.start = span.start.max(source.start() as u32);
            }
            let text = source.slice(span);
            // A comment starts a line or follows white space, so that `C#` and `#tag` can be listed after a word.
            let end = if text.trim_start().starts_with('#') { 0 } else { text.find(" #").unwrap_or(text.len()) };
            let entry = text[..end].trim();
            if !entry.is_empty() {
                let start = span.range().start + (text.len() - text.trim_start().len());
                entries.push(Span::new(start, start + entry.len()));
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

    /// The file.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }
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
