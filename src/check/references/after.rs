//! Text of the story that stands after its list of references.

use super::{FEWEST, entries};
use crate::check::Inspector;
use crate::draft::{Block, Draft, Role, TokenKind};
use crate::source::Span;

/// The fewest words of a paragraph that counts.
const PARAGRAPH: usize = 15;

/// How notes begin that belong at the end: they are not the story.
const NOTES: [&str; 34] = [
    "about ",
    "acknowledg",
    "additional reporting",
    "an earlier version",
    "by ",
    "clarification",
    "contact",
    "contribut",
    "copyright",
    "correction",
    "credit",
    "disclaimer",
    "disclosure",
    "editor",
    "follow ",
    "for more",
    "free ",
    "full ",
    "image",
    "join ",
    "learn more",
    "more ",
    "note",
    "photo",
    "read ",
    "reporting by",
    "see ",
    "sign up",
    "sources",
    "subscribe",
    "this article",
    "this post",
    "this story",
    "update",
];

pub(super) fn inspect(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let entries = entries(draft);
    if entries.len() < FEWEST {
        return;
    }
    let (first, last) = (entries[0].block, entries[entries.len() - 1].block);
    // A heading opens a part that is meant to stand there.
    let rest = draft.blocks.iter().skip(last + 1).take_while(|block| block.role != Role::Subhead);
    let Some(text) = rest.filter(|block| inspector.looks_at(block.prose)).find(|block| is_story(draft, block)) else {
        return;
    };
    let sentence = draft.sentences.get(text.sentences.start).map_or(text.prose, |sentence| sentence.span);
    let head = &draft.blocks[first];
    let line = head_line(draft, head);
    let finding = inspector
        .finding(sentence, "text of the story after its list of references")
        .evidence(line, "the list begins here");
    inspector.report(finding);
}

/// Whether a block is a paragraph of the story rather than a note, an entry or a line about the author.
fn is_story(draft: &Draft, block: &Block) -> bool {
    let words = || draft.tokens[block.tokens.clone()].iter().filter(|token| token.kind == TokenKind::Word);
    if block.role != Role::Body || words().take(PARAGRAPH).count() < PARAGRAPH {
        return false;
    }
    let text = draft.text(block.prose);
    let start = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let opens = |note: &&str| start.get(..note.len()).is_some_and(|head| head.eq_ignore_ascii_case(note));
    // `1 See the report` and `¹ See the report` are notes, and a line about the author says what she is.
    let note = start.len() != text.len() && !text.starts_with(['"', '“', '‘', '\''])
        || start.starts_with(|c: char| c.is_ascii_digit())
        || NOTES.iter().any(opens);
    let bio = words().skip(1).take(6).any(|token| matches!(draft.text(token.span), "is" | "was" | "are" | "writes"))
        && words().take(14).any(|token| {
            matches!(
                draft.text(token.span),
                "author"
                    | "columnist"
                    | "correspondent"
                    | "director"
                    | "editor"
                    | "fellow"
                    | "journalist"
                    | "lecturer"
                    | "professor"
                    | "reporter"
                    | "researcher"
                    | "writer"
                    | "writes"
                    | "freelance"
                    | "candidate"
            )
        });
    !note && !bio && text.trim_end().ends_with(['.', '!', '?', '"', '”', '’'])
}

/// The beginning of a block, for a label.
fn head_line(draft: &Draft, block: &Block) -> Span {
    let text = draft.text(block.prose);
    let end =
        text.char_indices().take_while(|&(at, c)| at < 60 && c != '\n').last().map_or(0, |(at, c)| at + c.len_utf8());
    Span::new(block.prose.range().start, block.prose.range().start + text[..end].trim_end().len())
}
