//! Lists whose items were run together in one paragraph, bullets and all.

use crate::check::Inspector;
use crate::draft::{Block, Draft, Role, Token, TokenKind, is_capitalised};
use crate::source::Span;

/// The fewest items that make a list where each has a label with a colon.
const LABELLED: usize = 2;
/// The fewest items that make a list without labels.
const BARE: usize = 3;
/// The most tokens of a label.
const LONGEST_LABEL: usize = 8;

/// An item that begins inside a paragraph.
struct Item {
    /// Its mark, by index of the token.
    mark: usize,
    /// The token after its mark.
    first: usize,
    /// Whether nothing stands between the mark and the end of the sentence before.
    glued: bool,
    /// The token of the colon that ends its label.
    label: Option<usize>,
}

pub(super) fn inspect(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    for index in inspector.blocks() {
        let block = &draft.blocks[index];
        if !matches!(block.role, Role::Body | Role::List | Role::Dek | Role::Blockquote) {
            continue;
        }
        for items in [bulleted(draft, block), numbered(draft, block)] {
            if is_list(draft, block, &items) {
                report(inspector, &items);
                break;
            }
        }
    }
}

/// Whether the items can be nothing but a list: one of them stands right at the end of the sentence before, which a dash
/// between sentences never does, and they have labels or are many.
fn is_list(draft: &Draft, block: &Block, items: &[Item]) -> bool {
    // The mark of the first item of a block that is an item itself is not part of its text.
    let first = block.role == Role::List;
    let labelled = items.iter().filter(|item| item.label.is_some()).count()
        + usize::from(first && label(draft, block, block.tokens.start).is_some());
    items.iter().any(|item| item.glued) && (labelled >= LABELLED || items.len() + usize::from(first) >= BARE)
}

/// Items that begin with a dash or a bullet after the end of a sentence or a colon.
fn bulleted(draft: &Draft, block: &Block) -> Vec<Item> {
    let prose = draft.prose.text();
    let mut items = Vec::new();
    for mark in block.tokens.clone().skip(1) {
        let token = &draft.tokens[mark];
        if token.kind != TokenKind::Mark || !matches!(token.text(prose), "-" | "–" | "•" | "*" | "·" | "●" | "▪" | "‣")
        {
            continue;
        }
        // A dash that touches both words may join them (`U.S.-led`), but for one after a colon.
        let (before, after) = (&draft.tokens[mark - 1], draft.tokens.get(mark + 1));
        let joins = before.span.end == token.span.start && after.is_some_and(|next| next.span.start == token.span.end);
        if joins && matches!(token.text(prose), "-" | "–") && before.text(prose) != ":" {
            continue;
        }
        items.extend(item(draft, block, mark, mark + 1));
    }
    items
}

/// Items that begin with 1, 2, 3 ... each right after the end of a sentence or a colon.
fn numbered(draft: &Draft, block: &Block) -> Vec<Item> {
    let prose = draft.prose.text();
    let mut items: Vec<Item> = Vec::new();
    for mark in block.tokens.clone().skip(1) {
        let token = &draft.tokens[mark];
        if token.kind != TokenKind::Number || token.span.len() > 2 {
            continue;
        }
        let wanted = items.len() + 1;
        let stop = draft
            .tokens
            .get(mark + 1)
            .filter(|stop| stop.span.start == token.span.end && matches!(stop.text(prose), "." | ")"));
        if stop.is_some() && token.text(prose).parse() == Ok(wanted) {
            items.extend(item(draft, block, mark, mark + 2));
        }
    }
    items
}

/// The item whose mark is the token `mark` and whose text begins with the token `first`, if one begins there.
fn item(draft: &Draft, block: &Block, mark: usize, first: usize) -> Option<Item> {
    let prose = draft.prose.text();
    let (before, this) = (&draft.tokens[mark - 1], &draft.tokens[mark]);
    let next = draft.tokens.get(first).filter(|_| first < block.tokens.end)?;
    let ends = before.kind == TokenKind::Mark && matches!(before.text(prose), "." | ":" | ";" | "!" | "?")
        || before.kind == TokenKind::Word && before.text(prose).ends_with('.');
    let gap = |left: &Token, right: &Token| right.span.start - left.span.end;
    let begins = next.is_word() && is_capitalised(next.text(prose)) && gap(&draft.tokens[first - 1], next) <= 1;
    (ends && begins && gap(before, this) <= 1).then(|| Item {
        mark,
        first,
        glued: gap(before, this) == 0,
        label: label(draft, block, first),
    })
}

/// The colon that ends the label that starts with the token `first`.
fn label(draft: &Draft, block: &Block, first: usize) -> Option<usize> {
    let prose = draft.prose.text();
    let end = (first + LONGEST_LABEL).min(block.tokens.end);
    let colon = (first + 1..end).find(|&index| draft.tokens[index].text(prose) == ":")?;
    let plain =
        |token: &Token| token.kind != TokenKind::Mark || matches!(token.text(prose), "," | "&" | "/" | "(" | ")");
    draft.tokens[first..colon].iter().all(plain).then_some(colon)
}

fn report(inspector: &mut Inspector<'_>, items: &[Item]) {
    let draft = inspector.draft;
    let Some((head, rest)) = items.split_first() else { return };
    let span = |item: &Item| {
        let last = item.label.unwrap_or(item.first);
        Span { start: draft.tokens[item.mark].span.start, end: draft.tokens[last].span.end }
    };
    let message = format!("{} items of a list run together in one paragraph", items.len());
    let mut finding = inspector.finding(span(head), message);
    for item in rest.iter().take(8) {
        finding = finding.evidence(span(item), "another item");
    }
    let changes: Vec<(Span, String)> = items
        .iter()
        .map(|item| {
            let (before, mark) = (&draft.tokens[item.mark - 1], &draft.tokens[item.first - 1]);
            let gap = Span { start: before.span.end, end: draft.tokens[item.first].span.start };
            let mark = Span { start: draft.tokens[item.mark].span.start, end: mark.span.end };
            (gap, format!("\n{} ", draft.text(mark)))
        })
        .collect();
    inspector.report(finding.fix_together(&changes, false));
}
