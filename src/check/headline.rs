//! `headline`: what goes wrong with the line at the top.

use super::{Check, Inspector, Read};
use crate::draft::{Block, Draft, Format, Role, TokenKind};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;

/// Reports a headline that stands twice.
#[derive(Debug)]
pub(crate) struct Headline {
    /// Whether a top heading in Markdown may repeat the title of the front matter.
    heading_mirrors_title: bool,
}

/// How many blocks from the top are searched for the copy.
const TOP: usize = 6;
/// The fewest words that make a headline rather than a kicker or a slug.
const FEWEST: usize = 4;
/// The share of words that two lines have in common from which one is a copy of the other.
const ALIKE: f64 = 0.9;

impl Read for Headline {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        super::choice(table, "report", &[("duplicate", ())])?;
        Some(Self { heading_mirrors_title: table.boolean("heading-mirrors-title").unwrap_or(true) })
    }
}

impl Check for Headline {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let top: Vec<&Block> = draft
            .blocks
            .iter()
            .filter(|block| {
                matches!(block.role, Role::Headline | Role::Dek | Role::Body | Role::Subhead)
                    && (block.field.is_none() || block.role == Role::Headline)
            })
            .take(TOP + 1)
            .collect();
        let Some((&headline, rest)) = top.split_first() else { return };
        let words = words(draft, headline);
        if words.len() < FEWEST {
            return;
        }
        let titled = headline.field.is_some();
        for &block in rest {
            if titled && self.heading_mirrors_title && block.heading > 0 && draft.format == Format::Markdown {
                continue;
            }
            // Without a headline of its own, two lines that are alike must at least look like headlines.
            let likely = headline.role == Role::Headline || is_line(draft, headline);
            if !likely || !may_be_alike(words.len(), count(draft, block)) || !alike(&words, &self::words(draft, block))
            {
                continue;
            }
            let finding = inspector
                .finding(block.prose, "the headline stands here again")
                .evidence(headline.prose, "first written here")
                .fix_source(lines_of(draft, block), "", true);
            inspector.report(finding);
        }
    }
}

/// The words of a block in lower case, with plain apostrophes.
fn words(draft: &Draft, block: &Block) -> Vec<String> {
    let words = draft.tokens[block.tokens.clone()].iter().filter(|token| token.kind != TokenKind::Mark);
    words.map(|token| crate::draft::fold_text(draft.text(token.span)).to_lowercase()).collect()
}

/// How many words a block has.
fn count(draft: &Draft, block: &Block) -> usize {
    draft.tokens[block.tokens.clone()].iter().filter(|token| token.kind != TokenKind::Mark).count()
}

/// A line of headline length without a full stop.
fn is_line(draft: &Draft, block: &Block) -> bool {
    let text = draft.text(block.prose);
    block.tokens.len() <= 25 && !text.trim_end().ends_with(['.', ':'])
}

/// Whether lines of so many words may be alike. Most blocks are ruled out by this, and their words never spelt out.
fn may_be_alike(a: usize, b: usize) -> bool {
    a == b || (b >= FEWEST && a.abs_diff(b) <= 2)
}

/// Whether two lines of about the same length have the same words in the same order, but for one in ten.
fn alike(a: &[String], b: &[String]) -> bool {
    if a == b {
        return true;
    }
    let shared = a.iter().filter(|word| b.contains(word)).count();
    let all = a.len() + b.len() - shared;
    shared as f64 >= ALIKE * all as f64
}

/// The block with its markup and the line ends after it.
fn lines_of(draft: &Draft, block: &Block) -> Span {
    let text = draft.source.text();
    let end = block.source.range().end;
    let after = &text[end..];
    Span::new(block.source.range().start, end + (after.len() - after.trim_start_matches(['\n', '\r']).len()))
}
