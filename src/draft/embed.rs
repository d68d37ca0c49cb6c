//! Texts in a notation of their own that stand in the source under a spelling: HTML in a JSON string, Markdown in ArchieML.

use super::block::{Builder, Role};
use super::{AllowComment, Field, Prose};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

impl Builder<'_> {
    /// Reads `value`, which was taken from this builder's source and knows the way back to it, by the parser of its own
    /// notation. What that finds is added to what has been read, each place led back to the source.
    pub(super) fn embed(&mut self, value: &Prose, parse: impl FnOnce(&mut Builder<'_>)) {
        let source = Source::new(self.source.path().clone(), value.text());
        let mut inner = Builder::new(&source, self.names);
        inner.is_embedded = true;
        inner.has_headline = self.has_headline();
        parse(&mut inner);
        let Builder { prose, blocks, masks, fields, allows, troubles, .. } = inner;
        if !self.prose.is_empty() && !self.prose.text().ends_with('\n') && !prose.is_empty() {
            self.prose.push_break(value.to_source(Span::default()).range().start);
        }
        let shift = self.prose.len() as u32;
        let shifted = |span: Span| Span { start: span.start + shift, end: span.end + shift };
        let outer = |span: Span| value.to_source(span);
        self.prose.append(&prose, value);
        self.blocks.extend(blocks.into_iter().map(|mut block| {
            block.prose = shifted(block.prose);
            block.source = outer(block.source);
            block
        }));
        self.masks.extend(masks.into_iter().map(|(span, mask)| (shifted(span), mask)));
        self.fields.extend(fields.into_iter().map(|field| Field { span: outer(field.span), ..field }));
        self.allows.extend(allows.into_iter().map(|allow| AllowComment {
            rules: allow.rules.into_iter().map(|(name, span)| (name, outer(span))).collect(),
            span: outer(allow.span),
            block: allow.block.map(|at| outer(Span { start: at, end: at }).start),
            reason: allow.reason,
        }));
        self.troubles.extend(troubles.into_iter().map(|trouble| {
            let span = outer(Span { start: trouble.place.start, end: trouble.place.end });
            Diagnostic { place: self.source.place(span), text: self.source.slice(span).to_owned(), ..trouble }
        }));
    }

    /// Whether the headline of the story has been read. Every value asks, so only blocks at the top are looked at.
    pub(super) fn has_headline(&self) -> bool {
        /// Blocks among which a headline is.
        const TOP: usize = 64;
        self.has_headline || self.blocks.iter().take(TOP).any(|block| block.role == Role::Headline)
    }
}
