//! `counts`: a list that has more or fewer items than were announced.

use super::announced::{Announced, Place};
use super::{Check, Inspector, Read};
use crate::draft::{Block, Draft, Mask, Role};
use crate::reading::enumeration::Enumeration;
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;

/// Reports “three conditions: neutrality and disarmament”.
#[derive(Debug)]
pub(crate) struct Counts;

impl Read for Counts {
    fn read(_: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        Some(Self)
    }
}

impl Check for Counts {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        for number in inspector.readings.numbers() {
            let Some(announced) = Announced::read(draft, inspector.readings.hashes(), number) else { continue };
            if !inspector.looks_at(announced.span) || draft.is_masked(announced.span, &[Mask::Code, Mask::Template]) {
                continue;
            }
            let found = match announced.list {
                Place::Sentence { .. } => in_sentence(draft, inspector.readings.hashes(), &announced),
                Place::Blocks(after) => in_blocks(draft, &announced, after),
            };
            let Some((count, at)) = found else { continue };
            // “Friday, June 6, and Monday, June 9”: each item has a comma of its own.
            let in_pairs = count > announced.count && count.is_multiple_of(announced.count.max(1));
            if in_pairs && matches!(announced.list, Place::Sentence { .. }) {
                continue;
            }
            let message = format!("“{}”, but the list has {}", draft.text(announced.span), items(count));
            let finding = inspector.finding(announced.span, message).evidence(at, format!("{} here", items(count)));
            inspector.report(finding);
        }
    }
}

/// No list that was announced is longer, in blocks.
const LONGEST: usize = 200;

/// How far in (bytes) the items of a list may stand.
const DEEPEST: usize = 200;

fn items(count: u32) -> String {
    match count {
        1 => "one item".to_owned(),
        more => format!("{more} items"),
    }
}

/// How many items a list in the sentence has, where that is not the number announced in any reading.
fn in_sentence(draft: &Draft, hashes: &[u32], announced: &Announced) -> Option<(u32, Span)> {
    let Place::Sentence { tokens, dashes } = &announced.list else { return None };
    let list = Enumeration::read(draft, hashes, tokens.clone())?;
    let most = list.most();
    // One thing after a colon may be what all have in common, and between dashes what they are.
    let fewer = most < announced.count && if *dashes { most > 1 && list.nominal } else { most > 1 || !list.of_several };
    let more = !dashes && list.has_more_than(announced.count);
    let span = draft.tokens[tokens.start].span.cover(draft.tokens[tokens.end - 1].span);
    (fewer || more).then_some((most, span))
}

/// How many items the list below has, where that is not the number announced.
fn in_blocks(draft: &Draft, announced: &Announced, block: usize) -> Option<(u32, Span)> {
    let source = draft.source.text();
    let column = |block: &Block| {
        let start = block.source.range().start;
        let near = &source.as_bytes()[start.saturating_sub(DEEPEST)..start];
        near.len() - memchr::memrchr(b'\n', near).map_or(0, |end| end + 1)
    };
    // An item that announces a list has it further in; the next item of its own list ends it.
    let here = &draft.blocks[block];
    let within = (here.role == Role::List).then(|| column(here));
    let after = &draft.blocks[block + 1..];
    let belongs = |block: &&Block| block.role == Role::List && within.is_none_or(|outer| column(block) > outer);
    let length = after.iter().take(LONGEST).take_while(belongs).count();
    let list = &after[..length];
    // Text or code between items: the list goes on below it.
    let mut more = after[length..].iter().take(3).take_while(|block| block.role != Role::Subhead);
    let interrupted = (within.is_none() && more.any(|block| block.role == Role::List))
        || after
            .get(length)
            .is_some_and(|block| matches!(block.role, Role::Code | Role::Markup | Role::Blockquote | Role::Table));
    if list.is_empty() || interrupted {
        return None;
    }
    let mut items: Vec<(usize, char)> = Vec::new();
    for block in list {
        let start = block.source.range().start;
        let marker = source[start..].trim_start().chars().next()?;
        if !matches!(marker, '-' | '*' | '+' | '•' | '–' | '0'..='9') {
            // A further paragraph of the item above.
            continue;
        }
        items.push((column(block), if marker.is_ascii_digit() { '1' } else { marker }));
    }
    let (outermost, kind) = *items.iter().min_by_key(|(column, _)| *column)?;
    let outer = items.iter().filter(|(column, _)| *column == outermost).count();
    let run = items.iter().take_while(|item| **item == (outermost, kind)).count();
    let agrees = |count: usize| u32::try_from(count) == Ok(announced.count);
    // A list with one number is broken, and goes on in another way below.
    if (outer < 2 && kind == '1') || agrees(outer) || agrees(items.len()) || agrees(run) {
        return None;
    }
    let span = list[0].prose.cover(list[length - 1].prose);
    Some((u32::try_from(outer).ok()?, span))
}
