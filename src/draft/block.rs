//! Blocks, their roles, and the builder that a format's parser hands them to.

use super::{AllowComment, Field, FieldNames, Prose};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::source::{Source, Span, floor_boundary};
use std::ops::Range;

/// What a block is in the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The headline.
    Headline,
    /// The line under the headline, also called standfirst.
    Dek,
    /// Who wrote it.
    Byline,
    /// A paragraph of the story.
    Body,
    /// A heading inside the story.
    Subhead,
    /// An item of a list.
    List,
    /// The text that goes with a picture.
    Caption,
    /// A passage set off as a quotation.
    Blockquote,
    /// An entry in a list of references, or a footnote.
    Reference,
    /// A cell of a table.
    Table,
    /// A front matter field that is neither headline nor dek.
    FrontMatter,
    /// Program code.
    Code,
    /// Markup that no reader sees.
    Markup,
}

impl Role {
    /// Every role, in the order of the documentation.
    pub const ALL: [Self; 13] = [
        Self::Headline,
        Self::Dek,
        Self::Byline,
        Self::Body,
        Self::Subhead,
        Self::List,
        Self::Caption,
        Self::Blockquote,
        Self::Reference,
        Self::Table,
        Self::FrontMatter,
        Self::Code,
        Self::Markup,
    ];

    /// The name used in rules and shown by `inspect`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Dek => "dek",
            Self::Byline => "byline",
            Self::Body => "body",
            Self::Subhead => "subhead",
            Self::List => "list",
            Self::Caption => "caption",
            Self::Blockquote => "blockquote",
            Self::Reference => "reference",
            Self::Table => "table",
            Self::FrontMatter => "front-matter",
            Self::Code => "code",
            Self::Markup => "markup",
        }
    }
}

/// Why a range of prose is not read like the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mask {
    /// Words in quotation marks.
    Quoted,
    /// A web or mail address.
    Url,
    /// Code in a sentence.
    Code,
    /// A tag or shortcode of a template language.
    Template,
    /// The place and date that open a story.
    Dateline,
    /// The text of a link.
    Link,
    /// Bold or italic text.
    Emphasis,
}

impl Mask {
    /// How many kinds there are.
    pub(super) const COUNT: usize = Self::Emphasis as usize + 1;
}

/// A paragraph, heading, list item ...
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Its text, in the prose. Empty for code and markup.
    pub prose: Span,
    /// The source it was made from, markup included.
    pub source: Span,
    /// Its tokens, by index.
    pub tokens: Range<usize>,
    /// Its sentences, by index.
    pub sentences: Range<usize>,
    /// The front matter field it holds.
    pub field: Option<Box<str>>,
    /// Level of a heading in Markdown, from 1; 0 for anything else.
    pub heading: u8,
    /// Whether a blank line, or the start of the draft, stands before it.
    pub set_off: bool,
}

/// The longest text of a block (bytes) that is read: a long novel has less.
const LONGEST: usize = 4 << 20;

/// What a format's parser writes to.
pub(super) struct Builder<'s> {
    pub(super) source: &'s Source,
    /// What the newsroom calls the parts of a story.
    pub(super) names: &'s FieldNames,
    /// Whether the source stands in another one as the value of a field, so that it has no front matter.
    pub(super) is_embedded: bool,
    /// Whether the one it stands in has told the headline.
    pub(super) has_headline: bool,
    pub(super) prose: Prose,
    pub(super) blocks: Vec<Block>,
    pub(super) masks: Vec<(Span, Mask)>,
    pub(super) fields: Vec<Field>,
    pub(super) allows: Vec<AllowComment>,
    pub(super) troubles: Vec<Diagnostic>,
}

impl<'s> Builder<'s> {
    pub(super) fn new(source: &'s Source, names: &'s FieldNames) -> Self {
        Self::with_capacity(source, names, source.text().len())
    }

    /// A builder for a part of a source that has so many bytes.
    pub(super) fn with_capacity(source: &'s Source, names: &'s FieldNames, bytes: usize) -> Self {
        Self {
            source,
            names,
            is_embedded: false,
            has_headline: false,
            prose: Prose::with_capacity(bytes + 64),
            blocks: Vec::new(),
            masks: Vec::new(),
            fields: Vec::new(),
            allows: Vec::new(),
            troubles: Vec::new(),
        }
    }

    /// Opens a block. Text is then pushed to `prose`; [`Builder::close`] ends it.
    pub(super) fn open(&mut self, role: Role, at: usize) {
        if !self.prose.is_empty() && !self.prose.text().ends_with('\n') {
            self.prose.push_break(at);
        }
        let prose = Span::new(self.prose.len(), self.prose.len());
        self.blocks.push(Block {
            role,
            prose,
            source: Span::new(at, at),
            tokens: 0..0,
            sentences: 0..0,
            field: None,
            heading: 0,
            set_off: true,
        });
    }

    /// Ends the open block at a source offset. A block without a character of text is dropped.
    pub(super) fn close(&mut self, at: usize) {
        let Some(block) = self.blocks.last_mut() else { return };
        block.prose.end = self.prose.len() as u32;
        block.source.end = (at as u32).max(block.source.start);
        if block.prose.len() > LONGEST {
            self.refuse();
        } else if self.prose.slice(block.prose).trim().is_empty() {
            self.blocks.pop();
        }
    }

    /// Passes over the last block: nobody wrote what is so long for readers, and to read it would take more time and memory than
    /// there may be.
    fn refuse(&mut self) {
        const SHOWN: usize = 60;
        let Some(block) = self.blocks.last_mut() else { return };
        let from = block.prose.range().start;
        let message = format!(
            "this paragraph has {:.0} MB, and was not read; at most {:.0} MB are",
            block.prose.len() as f64 / 1e6,
            LONGEST as f64 / 1e6
        );
        block.role = Role::Markup;
        block.prose = Span::new(from, from);
        let start = block.source.range().start;
        let shown = self.source.slice(block.source);
        let place = Span::new(start, start + floor_boundary(shown, shown.len().min(SHOWN)));
        let told = Diagnostic::trouble(self.source, place, trouble::UNREADABLE, Level::Error, message);
        self.troubles
            .push(told.with_remedy("Break it into paragraphs; if it is no draft, leave it out with `exclude`."));
        self.take_back(from);
    }

    /// Whether a block has been opened and not closed, and so takes text.
    pub(super) fn current(&mut self) -> Option<&mut Block> {
        self.blocks.last_mut()
    }

    /// Appends source text to the open block.
    pub(super) fn text(&mut self, span: Span) {
        self.prose.push(self.source, span);
    }

    /// Appends source text whose line breaks, with the indentation after them, are spaces to the reader.
    pub(super) fn one_line(&mut self, span: Span) {
        let text = self.source.slice(span);
        let mut at = 0;
        while let Some(length) = text[at..].find(['\n', '\r']) {
            let stop = at + length;
            let next = text.len() - text[stop..].trim_start().len();
            let offset = span.range().start;
            self.text(Span::new(offset + at, offset + stop));
            self.prose.push_as(" ", Span::new(offset + stop, offset + next));
            at = next;
        }
        self.text(Span::new(span.range().start + at, span.range().end));
    }

    /// A block without prose: code, markup.
    pub(super) fn opaque(&mut self, role: Role, span: Span) {
        self.open(role, span.start as usize);
        if let Some(block) = self.blocks.last_mut() {
            block.source = span;
        }
    }

    /// Removes the prose of the open block from `length` on, and the masks over it.
    pub(super) fn take_back(&mut self, length: usize) {
        if length == self.prose.len() {
            return;
        }
        self.prose.truncate(length);
        // Masks are set in the order of their ends, but for those of blocks that have been closed.
        for (span, _) in self.masks.iter_mut().rev().take_while(|(span, _)| span.end as usize > length) {
            *span = Span { start: span.start.min(length as u32), end: length as u32 };
        }
        while self.masks.last().is_some_and(|(span, _)| span.is_empty()) {
            self.masks.pop();
        }
    }

    /// Marks the prose from `start` to its end so far.
    pub(super) fn mask_from(&mut self, start: usize, mask: Mask) {
        let span = Span::new(start, self.prose.len());
        if !span.is_empty() {
            self.masks.push((span, mask));
        }
    }
}
