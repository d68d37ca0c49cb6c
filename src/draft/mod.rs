//! A draft as the rules read it: blocks with roles, sentences, tokens, quotations, and the prose they stand in.

mod allow;
mod block;
mod date;
mod fold;
mod front_matter;
mod headline;
mod language;
mod markdown;
mod plain;
mod prose;
mod quote;
mod sentence;
mod template;
mod token;

pub use allow::AllowComment;
pub use block::{Block, Mask, Role};
pub use fold::{Folded, fold_text};
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

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text, a paragraph a line or hard-wrapped.
    Text,
    /// Markdown, with YAML or TOML front matter.
    Markdown,
}

impl Format {
    /// File name endings and the format they stand for.
    const ENDINGS: [(&'static str, Self); 5] = [
        ("txt", Self::Text),
        ("text", Self::Text),
        ("md", Self::Markdown),
        ("markdown", Self::Markdown),
        ("mdown", Self::Markdown),
    ];

    /// The format that a file name's ending stands for.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let ending = path.rsplit(['/', '\\']).next()?.rsplit_once('.')?.1;
        Self::ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|&(_, format)| format)
    }
}

/// What is known of a draft before it is read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// How the file is written; by its name's ending if `None`, plain text where the ending says nothing.
    pub format: Option<Format>,
    /// The language if the draft names none.
    pub language: Option<Language>,
    /// The story date, over anything the draft says.
    pub date: Option<jiff::civil::Date>,
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

impl Draft {
    /// Reads a source.
    #[must_use]
    pub fn read(source: Arc<Source>, options: &ReadOptions) -> Self {
        let format = options.format.or_else(|| Format::of_path(source.path())).unwrap_or(Format::Text);
        let mut builder = block::Builder::new(&source);
        match format {
            Format::Text => plain::parse(&mut builder),
            Format::Markdown => markdown::parse(&mut builder),
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
        let language =
            fields.iter().find_map(Field::language).or(options.language).or_else(|| language::guess(&blocks, &prose));
        let dateline = masks.iter().find(|(_, mask)| *mask == Mask::Dateline);
        let date = options
            .date
            .or_else(|| date::of_fields(&fields))
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

    /// Whether a place in the source is code: in a block of it, or between backticks.
    #[must_use]
    pub fn is_code_in_source(&self, at: usize) -> bool {
        let near = &self.source.text().as_bytes()[at.saturating_sub(FARTHEST_BACKTICK)..at];
        let line = || memchr::memrchr(b'\n', near).map_or(0, |end| end + 1);
        self.is_code_block_at(at) || near[line()..].iter().filter(|&&byte| byte == b'`').count() % 2 == 1
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
