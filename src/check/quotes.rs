//! `quotes`: quotation marks that do not pair, quotations that nobody speaks, quotations that stand twice or in two forms.

mod across;
mod duplicate;
mod speaker;

use super::{Check, Inspector, Read};
use crate::desk::Group;
use crate::diagnostic::{Diagnostic, Level};
use crate::draft::{Block, Draft, Mask, QuoteMark, Role, Side, opens_with_quote};
use crate::rule::{Resources, Rule};
use crate::source::Span;
use crate::table::Table;
use std::cell::LazyCell;

/// Reports one kind of fault of quotations.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Quotes {
    /// A mark without a partner.
    Unbalanced,
    /// A quotation that nobody speaks.
    Unattributed,
    /// A few words in quotation marks that are nobody's.
    Fragment,
    /// A quotation that stands twice.
    Duplicate,
    /// A quotation that reads differently in another draft.
    Across,
}

impl Read for Quotes {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let kinds = [
            ("unbalanced", Self::Unbalanced),
            ("unattributed", Self::Unattributed),
            ("fragment", Self::Fragment),
            ("duplicate", Self::Duplicate),
            ("across", Self::Across),
        ];
        super::choice(table, "report", &kinds)
    }
}

impl Check for Quotes {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        match self {
            Self::Unbalanced => report_unbalanced(inspector),
            Self::Unattributed => speaker::report_unattributed(inspector),
            Self::Fragment => speaker::report_fragments(inspector),
            Self::Duplicate => duplicate::report(inspector),
            Self::Across => across::note(inspector),
        }
    }

    fn spans_drafts(&self) -> bool {
        matches!(self, Self::Across)
    }

    fn compare(&self, rule: &Rule, group: &Group<'_>) -> Vec<Diagnostic> {
        across::compare(rule, group)
    }
}

fn report_unbalanced(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let style = LazyCell::new(|| Style::of(draft));
    let mut findings = Vec::new();
    for index in inspector.blocks() {
        let block = &draft.blocks[index];
        if !matches!(block.role, Role::Body | Role::Dek | Role::List | Role::Blockquote | Role::Headline) {
            continue;
        }
        let marks = marks(draft, block);
        let Some(fault) = fault(draft, index, &marks) else { continue };
        if holds_markup(draft.text(block.prose)) {
            continue;
        }
        // A mark that was garbled is lost to this rule, and another tells of it.
        if inspector.readings.characters().garbled.iter().any(|(span, _)| block.prose.contains(*span)) {
            continue;
        }
        let (mark, message, remedy) = match fault {
            Fault::NeverClosed(mark) => {
                (mark, "this quotation is never closed", "Close the quotation where the speaker stops.")
            }
            Fault::NeverOpened(mark) => (
                mark,
                "this mark closes a quotation that was never opened",
                "Open the quotation where the speaker starts, or delete the mark.",
            ),
            Fault::Odd(mark) => (
                mark,
                "this paragraph has an odd number of quotation marks",
                "Find the mark that is missing, or delete this one.",
            ),
        };
        // A straight mark between two spaces, or marks of both shapes in one story, leave room for doubt.
        let unsure =
            matches!(fault, Fault::Odd(_)) || (*style == Style::Mixed && !matches!(fault, Fault::NeverClosed(_)));
        let shown = shown(draft, block, mark.span);
        let mut finding = inspector.finding(shown, message).remedy(remedy);
        if block.role == Role::Blockquote {
            // A passage set off as a quotation needs no marks; where it has them, they may stand outside it.
            finding = finding.at_most(Level::Advice);
        } else if unsure || block.role != Role::Body {
            finding = finding.at_most(Level::Warning);
        }
        findings.push(finding);
    }
    findings.into_iter().for_each(|finding| inspector.report(finding));
}

/// Whether the marks of a block pair, so that its quotations can be told from the rest.
fn pairs(draft: &Draft, block: usize) -> bool {
    fault(draft, block, &marks(draft, &draft.blocks[block])).is_none()
}

/// How a story writes its quotation marks.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Style {
    One,
    Mixed,
}

impl Style {
    fn of(draft: &Draft) -> Self {
        let has = |mark: char| draft.prose.text().contains(mark);
        if has('"') && (has('“') || has('”')) { Self::Mixed } else { Self::One }
    }
}

fn marks(draft: &Draft, block: &Block) -> Vec<QuoteMark> {
    let counts = |mark: &&QuoteMark| !draft.is_masked(mark.span, &[Mask::Code, Mask::Template, Mask::Url]);
    draft.quote_marks(block).iter().filter(counts).copied().collect()
}

enum Fault {
    NeverClosed(QuoteMark),
    NeverOpened(QuoteMark),
    Odd(QuoteMark),
}

/// The first mark of a paragraph that has no partner.
fn fault(draft: &Draft, index: usize, marks: &[QuoteMark]) -> Option<Fault> {
    let text = draft.prose.text();
    let mut open: Option<QuoteMark> = None;
    let mut odd = false;
    for &mark in marks {
        match (open, mark.side) {
            (None, Side::Close) => {
                // The end of a quotation that ran over from the block before.
                if runs_over(draft, index) {
                    return None;
                }
                if odd {
                    return Some(Fault::Odd(mark));
                }
                return Some(Fault::NeverOpened(mark));
            }
            (None, side) => {
                odd = side == Side::Either;
                open = Some(mark);
            }
            // A quotation of several paragraphs opens each of them; run together, each opens a sentence.
            (Some(_), Side::Open) if opens_sentence(draft, mark.span) => {}
            (Some(first), Side::Open) => {
                // A quotation in a quotation, or “ written for ”: only a mark of the same shape proves the slip.
                let doubtful = first.side == Side::Either || first.turned || mark.turned;
                return Some(if doubtful { Fault::Odd(first) } else { Fault::NeverClosed(first) });
            }
            (Some(_), _) => open = None,
        }
    }
    let first = open?;
    // A quotation that goes on opens the next paragraph again.
    let goes_on = draft.blocks[index + 1..]
        .iter()
        .find(|block| block.role != Role::Caption)
        .is_some_and(|next| opens_with_quote(text, next));
    let stops = stops_here(draft, index, first.span);
    if !stops && (goes_on || closes_later(draft, index)) {
        return None;
    }
    Some(if first.side == Side::Either { Fault::Odd(first) } else { Fault::NeverClosed(first) })
}

/// Whether the rest of a paragraph shows that its quotation stops there: it names the speaker after it, or the quotation
/// is a few words of a sentence. Neither runs on into the next paragraph.
fn stops_here(draft: &Draft, index: usize, mark: Span) -> bool {
    let block = &draft.blocks[index];
    let rest = Span { start: mark.end, end: block.prose.end };
    let tokens = draft.tokens_in(rest);
    let word = |at: usize| tokens.get(at).map_or("", |token| draft.text(token.span));
    let spoken = (1..tokens.len()).any(|at| {
        let says = |word: &str| matches!(word, "said" | "says" | "told" | "added" | "adds" | "wrote" | "explained");
        let after_comma = matches!(word(at - 1), "," | "?" | "!");
        let name = |word: &str| matches!(word, "he" | "she" | "they" | "it") || crate::draft::is_capitalised(word);
        after_comma && (says(word(at)) || (name(word(at)) && (1..4).any(|more| says(word(at + more)))))
    });
    // “I have been a mayor,” she said, “and I shall be one.” goes on with a small letter, and may run over.
    let resumes = draft.prose.text()[block.prose.range().start..mark.range().start].trim_end().ends_with(',')
        && draft.quote_marks(block).first().is_some_and(|first| first.span.start < mark.start);
    let fragment =
        !resumes && tokens.first().is_some_and(|first| draft.text(first.span).starts_with(char::is_lowercase));
    let one_sentence = draft.sentence_at(mark.start) == draft.sentence_at(block.prose.end.saturating_sub(1));
    spoken || (fragment && one_sentence)
}

/// Whether a mark stands where a sentence starts.
fn opens_sentence(draft: &Draft, mark: Span) -> bool {
    let before = draft.prose.text()[..mark.range().start].trim_end();
    before.ends_with(['.', '!', '?', '…', ':', ',', '—'])
}

/// How many blocks on a quotation may be closed that runs over several without opening each.
const RUN: usize = 8;

/// Whether one of the next blocks closes a quotation that it did not open.
fn closes_later(draft: &Draft, index: usize) -> bool {
    for block in draft.blocks[index + 1..].iter().take(RUN) {
        if let Some(first) = marks(draft, block).first() {
            return first.side == Side::Close;
        }
    }
    false
}

/// Whether one of the blocks before leaves a quotation open.
fn runs_over(draft: &Draft, index: usize) -> bool {
    draft.blocks[index.saturating_sub(RUN)..index]
        .iter()
        .rev()
        .find(|block| !marks(draft, block).is_empty())
        .is_some_and(|block| leaves_open(draft, block))
}

/// Whether tags or links that were not understood stand in the text: their marks pair by other rules.
fn holds_markup(text: &str) -> bool {
    text.contains("](") || ["\"\"", "=\"", "=“", "=”", "= \"", "<a ", "{{", "{%"].iter().any(|sign| text.contains(sign))
}

fn leaves_open(draft: &Draft, before: &Block) -> bool {
    let mut open = false;
    for mark in marks(draft, before) {
        open = match mark.side {
            Side::Open => true,
            Side::Close => false,
            Side::Either => !open,
        };
    }
    open
}

/// The mark with the words next to it, so that a reader sees which one is meant.
fn shown(draft: &Draft, block: &Block, mark: Span) -> Span {
    let text = draft.prose.text();
    let rest = &text[mark.range().end..block.prose.range().end];
    let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
    if word > 0 && rest[..word].chars().any(char::is_alphanumeric) {
        return Span::new(mark.range().start, mark.range().end + word);
    }
    let head = &text[block.prose.range().start..mark.range().start];
    let word = head.len() - head.chars().rev().take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum::<usize>();
    Span::new(block.prose.range().start + word, mark.range().end)
}
