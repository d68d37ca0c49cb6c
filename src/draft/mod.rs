//! A draft as the rules read it: blocks with roles, sentences, tokens, quotations, and the prose they stand in.

mod allow;
mod archieml;
mod block;
mod date;
mod embed;
mod field_names;
mod fold;
mod format;
mod front_matter;
mod headline;
mod html;
mod json;
mod json_lines;
mod language;
mod markdown;
mod markup;
mod ninjs;
mod plain;
mod prose;
mod quote;
mod sentence;
mod so_far;
mod template;
mod token;
mod value;
mod word;
mod xml;

pub use allow::AllowComment;
pub use block::{Block, Mask, Role};
pub use field_names::FieldNames;
pub use fold::{Folded, fold_text};
pub use format::{Format, Unrecognised};
pub use front_matter::Field;
pub use language::Language;
pub use prose::Prose;
pub use quote::Quote;
pub use sentence::Sentence;
pub use token::{Token, TokenKind};

pub(crate) use date::{MONTH_NAMES, of_path as date_of_path};
pub(crate) use quote::{QuoteMark, Side, opens_with_quote};
pub(crate) use token::{is_capitalised, without_possessive};

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use std::sync::Arc;

/// What is known of a draft before it is read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// How the file is written; by its name and by what it holds if `None`, plain text where these say nothing.
    pub format: Option<Format>,
    /// The language if the draft names none.
    pub language: Option<Language>,
    /// The story date, over anything the draft says.
    pub date: Option<jiff::civil::Date>,
    /// What the newsroom calls the parts of a story in front matter, ArchieML and JSON.
    pub fields: Arc<FieldNames>,
}

impl ReadOptions {
    /// The format of a source. A Word document is read as one whatever is asked for: there is no other way to read it.
    #[must_use]
    pub fn format_of(&self, source: &Source) -> Format {
        let asked = self.format.filter(|format| (*format == Format::Word) == source.is_word());
        asked.or_else(|| Format::of(source).ok()).unwrap_or(Format::Text)
    }
}

/// A draft, read.
#[derive(Debug)]
pub struct Draft {
    /// The file.
    pub source: Arc<Source>,
    /// How it is written.
    pub format: Format,
    /// Its language, if known: from front matter, the settings, or a guess on long texts.
    pub language: Option<Language>,
    /// The story date, if known. Never taken from the clock.
    pub date: Option<jiff::civil::Date>,
    /// Everything a reader sees.
    pub prose: Prose,
    /// The prose folded for matching.
    pub folded: Folded,
    /// The blocks in the order of the text; each has its range of prose.
    pub blocks: Vec<Block>,
    /// All sentences.
    pub sentences: Vec<Sentence>,
    /// All tokens.
    pub tokens: Vec<Token>,
    /// All quotations in quotation marks.
    pub quotes: Vec<Quote>,
    /// All double quotation marks, inches and ditto marks left out.
    quote_marks: Vec<QuoteMark>,
    /// Ranges that rules skip, sorted, each with its kind.
    pub masks: Vec<(Span, Mask)>,
    /// By kind of mask: where each starts, and how far it or any before it reaches. Masks may nest.
    reach: [Vec<(u32, u32)>; Mask::COUNT],
    /// Front matter fields.
    pub fields: Vec<Field>,
    /// Comments that allow a rule.
    pub allows: Vec<AllowComment>,
    /// What was wrong with the file itself.
    pub troubles: Vec<Diagnostic>,
}

/// How far back on a line (bytes) a backtick may open code, so that a line of any length is not gone through from each of
/// its places.
const FARTHEST_BACKTICK: usize = 4096;

/// How many blocks before a place in the source may reach over it.
const NEAR: usize = 4;

impl Draft {
    /// Reads a source as one draft; of a file that holds several stories, the first.
    #[must_use]
    pub fn read(source: Arc<Source>, options: &ReadOptions) -> Self {
        let format = options.format_of(&source);
        let first = format.stories(&source).first().copied().unwrap_or_default();
        Self::read_story(source, options, format, first)
    }

    /// Whether a source is a layout of a site, which has tags of a template language and tells no story of its own, rather than
    /// a draft.
    #[must_use]
    pub fn is_layout(source: &Source, options: &ReadOptions) -> bool {
        options.format_of(source) == Format::Html && html::is_layout(source, &options.fields)
    }

    /// Reads every story that a source holds, one draft each: rows of a log are none. There is always one, if an empty one.
    pub fn read_each(source: &Arc<Source>, options: ReadOptions) -> impl Iterator<Item = Self> + use<> {
        let format = options.format_of(source);
        let source = Arc::clone(source);
        let mut stories = format.stories(&source).into_iter().peekable();
        let mut has_some = false;
        std::iter::from_fn(move || {
            loop {
                let draft = Self::read_story(Arc::clone(&source), &options, format, stories.next()?);
                let is_last = stories.peek().is_none();
                if !draft.blocks.is_empty() || !draft.troubles.is_empty() || (is_last && !has_some) {
                    has_some = true;
                    return Some(draft);
                }
            }
        })
    }

    /// Reads the story that stands at `story` in a source.
    fn read_story(source: Arc<Source>, options: &ReadOptions, format: Format, story: Span) -> Self {
        // A story among others is a source of its own: what looks at the source looks at that story.
        let is_part = story != source.body();
        let source = if is_part { Arc::new(Source::part(&source, story)) } else { source };
        let mut builder = block::Builder::new(&source, &options.fields);
        match format {
            Format::Text => plain::parse(&mut builder),
            Format::Markdown => markdown::parse(&mut builder),
            Format::Mdx => markdown::parse_mdx(&mut builder),
            Format::Html => html::parse(&mut builder),
            Format::ArchieMl => archieml::parse(&mut builder),
            Format::Word => word::parse(&mut builder),
            Format::Nitf | Format::NewsMl => xml::parse(&mut builder),
            Format::Ninjs => ninjs::parse(&mut builder),
            Format::JsonLines => json_lines::parse(&mut builder),
        }
        let block::Builder { prose, mut blocks, mut masks, fields, allows, troubles, .. } = builder;
        let folded = Folded::new(prose.text());
        let tokens = token::tokenise(prose.text(), &mut blocks, &mut masks);
        let sentences = sentence::split(prose.text(), &mut blocks, &tokens);
        let quote_marks = quote::double_marks(prose.text(), &blocks, &tokens);
        let quotes = quote::find(prose.text(), &blocks, &sentences, &tokens, &quote_marks);
        masks.extend(quotes.iter().map(|quote| (quote.span, Mask::Quoted)));
        masks.sort_unstable_by_key(|&(span, mask)| (span.start, span.end, mask));
        let mut reach: [Vec<(u32, u32)>; Mask::COUNT] = Default::default();
        for &(span, mask) in &masks {
            let of_kind = &mut reach[mask as usize];
            let farthest = of_kind.last().map_or(0, |&(_, end)| end).max(span.end);
            of_kind.push((span.start, farthest));
        }
        let language = fields
            .iter()
            .find_map(Field::language)
            .or(options.language)
            .or_else(|| language::guess(&blocks, &prose))
            .or_else(|| word::language(&source));
        let dateline = masks.iter().find(|(_, mask)| *mask == Mask::Dateline);
        let date = options
            .date
            .or_else(|| date::of_fields(&fields, &options.fields.date))
            .or_else(|| date::of_dateline(prose.slice(dateline?.0)))
            .or_else(|| date::of_path(source.path()));
        Self {
            format,
            language,
            date,
            prose,
            folded,
            blocks,
            sentences,
            tokens,
            quotes,
            quote_marks,
            masks,
            reach,
            fields,
            allows,
            troubles,
            source,
        }
    }

    /// The text of a range of prose.
    #[must_use]
    pub fn text(&self, range: Span) -> &str {
        self.prose.slice(range)
    }

    /// The double quotation marks of a block, inches and ditto marks left out.
    pub(crate) fn quote_marks(&self, block: &Block) -> &[QuoteMark] {
        quote::within(&self.quote_marks, block.prose)
    }

    /// Index of the block that holds a prose offset.
    #[must_use]
    pub fn block_at(&self, offset: u32) -> Option<usize> {
        let index = self.blocks.partition_point(|block| block.prose.start <= offset).checked_sub(1)?;
        (offset <= self.blocks[index].prose.end).then_some(index)
    }

    /// Index of the sentence that holds a prose offset.
    #[must_use]
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.span.start <= offset).checked_sub(1)?;
        (offset <= self.sentences[index].span.end).then_some(index)
    }

    /// Whether a place in the source lies in a block of code.
    #[must_use]
    pub fn is_code_block_at(&self, at: usize) -> bool {
        let before = self.blocks.partition_point(|block| block.source.range().start <= at);
        self.blocks[..before].last().is_some_and(|block| block.role == Role::Code && at < block.source.range().end)
    }

    /// Whether a place in the source of a page is in none of the blocks that are read: in its head, in scripts, in what
    /// stands around the story.
    #[must_use]
    pub fn is_unread_in_source(&self, at: usize) -> bool {
        let before = self.blocks.partition_point(|block| block.source.range().start <= at);
        let is_read = |block: &Block| !block.prose.is_empty() && at < block.source.range().end;
        // A picture's words are a block within that of the paragraph it stands in.
        self.format == Format::Html && !self.blocks[..before].iter().rev().take(NEAR).any(is_read)
    }

    /// Whether a place in the source is code: in a block of it, between backticks, or where nobody reads.
    #[must_use]
    pub fn is_code_in_source(&self, at: usize) -> bool {
        let near = &self.source.text().as_bytes()[at.saturating_sub(FARTHEST_BACKTICK)..at];
        let line = || memchr::memrchr(b'\n', near).map_or(0, |end| end + 1);
        self.is_code_block_at(at)
            || self.is_unread_in_source(at)
            || near[line()..].iter().filter(|&&byte| byte == b'`').count() % 2 == 1
    }

    /// Whether any of `range` lies under a mask of that kind.
    #[must_use]
    pub fn is_masked(&self, range: Span, kinds: &[Mask]) -> bool {
        kinds.iter().any(|&kind| {
            let starts = &self.reach[kind as usize];
            let before = starts.partition_point(|&(start, _)| start < range.end);
            before > 0 && starts[before - 1].1 > range.start
        })
    }

    /// The tokens of a range of prose.
    #[must_use]
    pub fn tokens_in(&self, range: Span) -> &[Token] {
        let from = self.tokens.partition_point(|token| token.span.start < range.start);
        let to = self.tokens.partition_point(|token| token.span.start < range.end);
        &self.tokens[from..to.max(from)]
    }

    /// The spans of the source that are code, in the order of the text.
    #[must_use]
    pub(crate) fn code(&self) -> Vec<Span> {
        let blocks = self.blocks.iter().filter(|block| block.role == Role::Code).map(|block| block.source);
        let masked = self.masks.iter().filter(|(_, mask)| *mask == Mask::Code).map(|&(span, _)| span);
        let mut spans: Vec<Span> = blocks.chain(masked.map(|span| self.prose.to_source(span))).collect();
        spans.sort_unstable_by_key(|span| span.start);
        spans
    }

    /// The headline, if the draft has one.
    #[must_use]
    pub fn headline(&self) -> Option<&Block> {
        self.blocks.iter().find(|block| block.role == Role::Headline)
    }
}
