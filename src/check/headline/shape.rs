//! How a headline ends, and whether there is one.

use crate::check::Inspector;
use crate::check::unit::headlines;
use crate::draft::{Format, Role, TokenKind};
use crate::source::Span;

/// The fewest words of a first paragraph under which a draft is a brief or a caption.
const STORY: usize = 25;

/// Words that ask for another. In capitals an “A” is a grade, a vitamin or a division.
const ASKING: [&str; 9] = ["a", "an", "and", "my", "nor", "or", "our", "the", "their"];

/// A full stop at the end of a headline.
pub(super) fn period(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    for index in headlines(inspector) {
        let block = &draft.blocks[index];
        let text = draft.text(block.prose).trim_end();
        let Some(rest) = text.strip_suffix('.') else { continue };
        // Two sentences in a headline are a style of their own, and the stop of an abbreviation belongs to it.
        let word = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
        let known = matches!(word, "Inc" | "Ltd" | "Co" | "Corp" | "Jr" | "Sr" | "St" | "etc" | "al" | "vs" | "No");
        if rest.contains(". ") || word.contains('.') || known || word.chars().count() < 2 {
            continue;
        }
        let end = block.prose.range().start + text.len();
        let at = Span::new(end - 1, end);
        let finding = inspector.finding(at, "a full stop at the end of a headline").fix(at, "", true);
        inspector.report(finding);
    }
}

/// A headline that stops before its end.
pub(super) fn unfinished(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    for index in headlines(inspector) {
        let tokens = &draft.tokens[draft.blocks[index].tokens.clone()];
        let Some(last) = tokens.last().filter(|last| last.kind == TokenKind::Word && tokens.len() > 3) else {
            continue;
        };
        let text = draft.text(last.span);
        if ASKING.contains(&text) {
            let finding = inspector.finding(last.span, format!("the headline stops at “{text}”"));
            inspector.report(finding);
        }
    }
}

/// A story without a headline.
pub(super) fn missing(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    if draft.headline().is_some() || draft.blocks.iter().any(|block| block.heading == 1) {
        return;
    }
    let Some(first) = draft.blocks.iter().find(|block| !matches!(block.role, Role::FrontMatter | Role::Markup)) else {
        return;
    };
    let words = draft.tokens[first.tokens.clone()].iter().filter(|token| token.kind == TokenKind::Word).count();
    // Markdown without front matter may be a part of a page that has its title elsewhere.
    let story =
        first.role == Role::Body && words >= STORY && (draft.format == Format::Text || !draft.fields.is_empty());
    let brief = draft.fields.iter().any(|field| &*field.name == "type" && field.value.contains("brief"));
    if story && !brief {
        let sentence = draft.sentences.get(first.sentences.start).map_or(first.prose, |sentence| sentence.span);
        let finding = inspector.finding(sentence, "the story starts without a headline");
        inspector.report(finding);
    }
}
