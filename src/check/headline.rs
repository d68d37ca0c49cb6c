//! `headline`: what goes wrong with the line at the top.

use super::{Check, Inspector, Read};
use crate::diagnostic::Level;
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
/// The most tokens of a block that are compared.
const LONGEST: usize = 60;

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
        let words = words(inspector, headline);
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
            let copy = self::words(inspector, block);
            if !likely || !alike(&words, &copy) {
                continue;
            }
            let same = words == copy;
            let mut finding = inspector
                .finding(block.prose, "the headline stands here again")
                .evidence(headline.prose, "first written here");
            if !same {
                // A word differs: an editor says which of the two lines is meant.
                finding = finding.at_most(Level::Warning);
            }
            if let Some(lines) = inspector.own_lines(block.source) {
                // The blank lines after it go too, or two stretches of them would meet.
                let after = &draft.source.text()[lines.range().end..];
                let blank = after.len() - after.trim_start_matches(['\n', '\r']).len();
                finding = finding.fix_source(Span::new(lines.range().start, lines.range().end + blank), "", same);
            }
            inspector.report(finding);
        }
    }
}

/// The words of a block, as hashes that do not tell capitals or shapes of apostrophes apart.
fn words(inspector: &Inspector<'_>, block: &Block) -> Vec<u32> {
    let (draft, hashes) = (inspector.draft, inspector.readings.hashes());
    // A headline is short; a paragraph need not be read to its end to see that it is none.
    let tokens = block.tokens.clone().take(LONGEST);
    tokens.filter(|&index| draft.tokens[index].kind != TokenKind::Mark).map(|index| hashes[index]).collect()
}

/// A line of headline length without a full stop.
fn is_line(draft: &Draft, block: &Block) -> bool {
    let text = draft.text(block.prose);
    block.tokens.len() <= 25 && !text.trim_end().ends_with(['.', ':'])
}

/// Whether two lines have the same words in the same order, but for one in ten.
fn alike(a: &[u32], b: &[u32]) -> bool {
    let longest = a.len().max(b.len());
    a == b
        || (b.len() >= FEWEST
            && a.len().abs_diff(b.len()) * 10 <= longest
            && strsim::generic_levenshtein(&Words(a), &Words(b)) * 10 <= longest)
}

/// Words, to be compared one by one.
struct Words<'w>(&'w [u32]);

impl<'w> IntoIterator for &Words<'w> {
    type Item = u32;
    type IntoIter = std::iter::Copied<std::slice::Iter<'w, u32>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().copied()
    }
}
