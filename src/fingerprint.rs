//! What a diagnostic is known by when lines have moved, paragraphs were wrapped anew or a file was renamed: its rule, the
//! words it is about, and the sentence they stand in. What is said of a whole draft at the first of many places is known by
//! its subject and the first words of the draft instead, since another place is the first when paragraphs change theirs.

use crate::diagnostic::Diagnostic;
use crate::draft::{Block, Draft, Role};
use crate::reading::sketch::{hash_of_bytes, mixed};
use crate::source::Span;
use rustc_hash::FxHashMap;

/// Gives each diagnostic about a draft the fingerprint that its sentence makes it known by, unless it has another.
pub(crate) fn mark(diagnostics: &mut [Diagnostic], draft: &Draft) {
    for diagnostic in diagnostics.iter_mut().filter(|one| one.fingerprint.is_empty()) {
        let sentence = words(sentence_at(draft, diagnostic.place.start));
        diagnostic.fingerprint = of(&diagnostic.rule, &diagnostic.text, sentence);
    }
}

/// Tells those apart that have one fingerprint in one draft: the second is `…-2`. Diagnostics stand in the order of the text.
///
/// What was found between drafts is known by the opening of its draft: which of several places in it is told of depends on
/// their order. So is what the judge found, such as an exception that excepts nothing.
pub(crate) fn number(diagnostics: &mut [Diagnostic], opening: u64) {
    let mut seen: FxHashMap<Box<str>, usize> = FxHashMap::default();
    for diagnostic in diagnostics {
        if diagnostic.fingerprint.is_empty() {
            diagnostic.fingerprint = of(&diagnostic.rule, &diagnostic.text, opening);
        }
        let times = seen.entry(diagnostic.fingerprint.as_str().into()).or_default();
        *times += 1;
        if *times > 1 {
            diagnostic.fingerprint.push_str(&format!("-{times}"));
        }
    }
}

/// The fingerprint of what a rule says of a whole draft; `subject` tells apart what it says of different things there.
pub(crate) fn of_draft(rule: &str, subject: &str, draft: &Draft) -> String {
    of(rule, subject, opening(draft))
}

/// A hash of what tells a draft from others.
pub(crate) fn opening(draft: &Draft) -> u64 {
    words(&first_words(draft))
}

/// How many words tell a draft from others.
const FIRST_WORDS: usize = 5;

/// The first words of a draft: those of its headline, whether or not the lines after it let it be taken for one.
fn first_words(draft: &Draft) -> String {
    let is_read = |block: &&Block| !matches!(block.role, Role::FrontMatter | Role::Markup);
    let tokens = draft.blocks.iter().filter(is_read).flat_map(|block| &draft.tokens[block.tokens.clone()]);
    let words = tokens.filter(|token| token.is_word()).take(FIRST_WORDS);
    words.map(|token| draft.text(token.span)).collect::<Vec<_>>().join(" ")
}

/// The fingerprint of a rule, the words that it is about, and a hash of what they stand in.
fn of(rule: &str, text: &str, around: u64) -> String {
    let parts = [hash_of_bytes(rule.as_bytes()), words(text), around];
    let hash = parts.into_iter().fold(0, |all: u64, part| mixed(all.rotate_left(23) ^ part));
    format!("{hash:016x}")
}

/// A hash of the words of a text, whatever stands between them; of a text without words, of its marks.
fn words(text: &str) -> u64 {
    let has_words = text.contains(char::is_alphanumeric);
    let matters = |c: &char| if has_words { c.is_alphanumeric() } else { !c.is_whitespace() };
    // Words are told apart by one space.
    let mut folded = String::with_capacity(text.len());
    for part in text.split(|c: char| !matters(&c)).filter(|part| !part.is_empty()) {
        folded.push(' ');
        folded.extend(part.chars().flat_map(char::to_lowercase));
    }
    hash_of_bytes(folded.as_bytes())
}

/// How many tokens on either side of a place stand for its sentence: a text without ends has only one.
const REACH: usize = 60;

/// The prose of the sentence at a byte of the original file; of a place outside the prose, nothing.
fn sentence_at(draft: &Draft, at: u32) -> &str {
    let source = |span: Span| draft.prose.to_source(span);
    let start = |span: &Span| draft.source.original(source(Span { start: span.start, end: span.start }).start);
    let after = draft.sentences.partition_point(|sentence| start(&sentence.span) <= at);
    let Some(sentence) = after.checked_sub(1).map(|index| &draft.sentences[index]) else { return "" };
    if draft.source.original(source(sentence.span).end) < at {
        return "";
    }
    let tokens = &draft.tokens[sentence.tokens.clone()];
    let here = tokens.partition_point(|token| start(&token.span) <= at);
    let near = &tokens[here.saturating_sub(REACH)..(here + REACH).min(tokens.len())];
    match near {
        [first, .., last] => draft.text(first.span.cover(last.span)),
        _ => draft.text(sentence.span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::ReadOptions;
    use crate::source::Source;
    use std::sync::Arc;

    #[test]
    fn marks_spaces_and_capitals_make_no_difference() {
        let of = |rule: &str, text: &str, sentence: &str| of(rule, text, words(sentence));
        let one = of("name-variant", "Kiev", "He left  Kiev,\nlate.");
        assert_eq!(one, of("name-variant", "Kiev", "He left Kiev — late"));
        assert_eq!(one.len(), 16);
        for other in [
            of("place-old-name", "Kiev", "He left Kiev, late."),
            of("name-variant", "Kyiv", "He left Kiev, late."),
            of("name-variant", "Kiev", "He left Kiev."),
        ] {
            assert_ne!(one, other);
        }
        assert_ne!(of("doubled-punctuation", ",,", ""), of("doubled-punctuation", "..", ""));
    }

    #[test]
    fn what_is_said_of_a_draft_stays_when_paragraphs_change_places_and_lines_are_wrapped() {
        let of = |text: &str, subject: &str| {
            of_draft(
                "acronym-undefined",
                subject,
                &Draft::read(Arc::new(Source::new("a.txt", text)), &ReadOptions::default()),
            )
        };
        let one = of("The port of the north waits\n\nThe PCA met.\n\nThe PCA left.\n", "PCA");
        assert_eq!(one, of("The port of the\nnorth waits\n\nThe PCA left.\n\nThe PCA met.\n", "PCA"));
        assert_ne!(one, of("The port of the north waits\n\nThe PCA met.\n\nThe PCA left.\n", "PCB"));
        assert_ne!(one, of("The port of the south waits\n\nThe PCA met.\n\nThe PCA left.\n", "PCA"));
    }
}
