//! `duplicate`: a paragraph or a sentence that stands twice in a story.

use super::{Check, Inspector, Read};
use crate::diagnostic::Level;
use crate::draft::{Block, Draft, Mask, Role, TokenKind};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;
use rustc_hash::FxHashMap;

/// Reports the later copy.
#[derive(Debug)]
pub(crate) struct Duplicate {
    /// The shortest sentence that counts, in words.
    min_words: usize,
}

impl Read for Duplicate {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        Some(Self { min_words: table.number("min-words").map_or(6, |(number, _)| number) })
    }
}

/// From how many time stamps on a story is a live blog, which repeats itself by nature.
const LIVE_BLOG: usize = 3;

/// A stretch of a draft that may be a copy of another.
#[derive(Clone, Copy)]
struct Passage {
    block: usize,
    span: Span,
    words: usize,
}

impl Check for Duplicate {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let mut blocks: FxHashMap<u64, Passage> = FxHashMap::default();
        let mut sentences: FxHashMap<u64, Passage> = FxHashMap::default();
        let mut found: Vec<(Passage, Passage, bool)> = Vec::new();
        for index in inspector.blocks() {
            let block = &draft.blocks[index];
            // A line under the headline may be the first paragraph; one in the front matter often repeats it by design.
            if !matches!(block.role, Role::Body | Role::List | Role::Blockquote | Role::Dek) || block.field.is_some() {
                continue;
            }
            let (hash, words) = passage_hash(inspector, block.tokens.clone());
            let passage = Passage { block: index, span: block.prose, words };
            if words >= self.min_words {
                if let Some(&first) = blocks.get(&hash) {
                    if is_copy(draft, first, passage) {
                        found.push((first, passage, true));
                    }
                    continue;
                }
                blocks.insert(hash, passage);
            }
            for sentence in &draft.sentences[block.sentences.clone()] {
                let (hash, words) = passage_hash(inspector, sentence.tokens.clone());
                if words < self.min_words {
                    continue;
                }
                let passage = Passage { block: index, span: sentence.span, words };
                match sentences.get(&hash) {
                    Some(&first) if is_copy(draft, first, passage) => found.push((first, passage, false)),
                    Some(_) => {}
                    None => {
                        sentences.insert(hash, passage);
                    }
                }
            }
        }
        if found.is_empty() || is_live_blog(draft) {
            return;
        }
        report(inspector, &found);
    }
}

/// From how many copies on a passage is a refrain.
const REFRAIN: usize = 3;

fn report(inspector: &mut Inspector<'_>, found: &[(Passage, Passage, bool)]) {
    let draft = inspector.draft;
    let mut last: Option<usize> = None;
    let mut copies: FxHashMap<u32, usize> = FxHashMap::default();
    found.iter().for_each(|(first, ..)| *copies.entry(first.span.start).or_default() += 1);
    for &(first, copy, whole) in found {
        let next_to = copy.block == first.block + 1 && whole;
        let what = if whole { "paragraph" } else { "sentence" };
        let message = format!("this {what} of {} words stands twice", copy.words);
        let mut finding = inspector
            .finding(trimmed(draft, copy.span), message)
            .evidence(trimmed(draft, first.span), "first written here");
        // A run of copied paragraphs is one slip; the others follow as advice.
        let run = last.is_some_and(|block| copy.block == block + 1) && whole;
        last = whole.then_some(copy.block);
        let prose = |passage: Passage| matches!(draft.blocks[passage.block].role, Role::Body | Role::Dek);
        let weak = !prose(copy) || !prose(first);
        let label = whole && !next_to && is_label(draft, copy);
        // What stands under each section is a refrain, and was put there.
        let refrain = copies[&first.span.start] >= REFRAIN && !next_to;
        if weak || label || refrain || (!whole && copy.words < 9) {
            finding = finding.at_most(Level::Advice);
        } else if run || !whole {
            finding = finding.at_most(Level::Warning);
        }
        if let Some(gone) = deletion(inspector, copy, whole) {
            finding = finding.fix_source(gone, "", next_to);
        }
        inspector.report(finding);
    }
}

/// Whether a paragraph is a line that a page repeats by design: a question to each speaker, a link back, a bold label.
fn is_label(draft: &Draft, passage: Passage) -> bool {
    let text = draft.text(passage.span).trim_end();
    let set = [Mask::Link, Mask::Emphasis]
        .iter()
        .any(|&mask| draft.tokens_in(passage.span).iter().all(|token| draft.is_masked(token.span, &[mask])));
    set || (passage.words < 20 && !text.ends_with(['.', '"', '”', '!'])) || text.ends_with('?')
}

/// A hash of the words of a passage, marks left out, and how many words there are.
fn passage_hash(inspector: &Inspector<'_>, tokens: std::ops::Range<usize>) -> (u64, usize) {
    let hashes = inspector.readings.hashes();
    let (mut hash, mut words) = (0xcbf2_9ce4_8422_2325_u64, 0);
    for index in tokens {
        if inspector.draft.tokens[index].kind != TokenKind::Mark {
            hash = (hash ^ u64::from(hashes[index])).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(5);
            words += 1;
        }
    }
    (hash, words)
}

/// Whether two passages with one hash are the same words, and neither is there to repeat the other.
fn is_copy(draft: &Draft, first: Passage, copy: Passage) -> bool {
    let words = |span: Span| {
        draft.tokens_in(span).iter().filter(|token| token.kind != TokenKind::Mark).map(|token| draft.text(token.span))
    };
    let role = |passage: Passage| draft.blocks[passage.block].role;
    // A passage set off as a quotation repeats the text on purpose: a pull quote.
    let pulled = (role(first) == Role::Blockquote) != (role(copy) == Role::Blockquote);
    let small = |word: &str| word.chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
    let same = |(one, two): (&str, &str)| one.eq_ignore_ascii_case(two) || small(one) == small(two);
    !pulled
        && words(first.span).count() == words(copy.span).count()
        && words(first.span).zip(words(copy.span)).all(same)
}

/// Whether the story is made of entries with time stamps.
fn is_live_blog(draft: &Draft) -> bool {
    let stamp = |text: &str| {
        let text = text.trim_start_matches(['*', '_', '#', ' ']);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &text[digits..];
        // Times of the day, and not figures such as 94.59%.
        let hour = digits <= 2 && text[..digits].parse::<u8>().is_ok_and(|hour| hour <= 24);
        let minutes = |rest: &str| {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            length == 2 && rest[..2] <= *"59" && !rest[2..].starts_with(['%', '.', ','])
        };
        hour && (rest.strip_prefix([':', '.']).is_some_and(minutes)
            || ["am", "pm", " a.m.", " p.m."].iter().any(|half| rest.starts_with(half)))
    };
    let told = |block: &Block| block.role != Role::Table;
    draft
        .blocks
        .iter()
        .filter(|block| told(block))
        .filter(|block| stamp(draft.text(block.prose)) || draft.text(block.prose).starts_with("___"))
        .take(LIVE_BLOG)
        .count()
        >= LIVE_BLOG
}

fn trimmed(draft: &Draft, span: Span) -> Span {
    let text = draft.text(span);
    let start = span.range().start + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}

/// What to delete: a paragraph with the blank lines after it, a sentence with the space before it. A paragraph that shares
/// its lines with other text is left to the editor.
fn deletion(inspector: &Inspector<'_>, copy: Passage, whole: bool) -> Option<Span> {
    let draft = inspector.draft;
    let text = draft.source.text();
    if !whole {
        let span = draft.prose.to_source(copy.span);
        return Some(Span::new(text[..span.range().start].trim_end_matches(' ').len(), span.range().end));
    }
    let lines = inspector.own_lines_and_blank(draft.blocks[copy.block].source)?;
    if lines.range().end < text.len() {
        return Some(lines);
    }
    Some(Span::new(text[..lines.range().start].trim_end_matches(['\n', '\r']).len(), text.len()))
}
