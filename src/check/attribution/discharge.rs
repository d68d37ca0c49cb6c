//! What makes a vague source good: somebody by name, soon after.

use crate::check::Inspector;
use crate::draft::{Draft, Mask, Role, Token, is_capitalised};
use crate::reading::attribution::{Attribution, CLAUSE, Source, SourceClass};
use crate::reading::names::Kind;
use crate::reading::words::{is_function_word, is_one_of};
use std::ops::Range;

/// How many sentences of a quotation are passed over in search of its speaker.
const LONGEST_QUOTATION: usize = 4;

/// A quotation of so many words was said: “It is too late”. A shorter one is a turn of phrase.
const SPOKEN: usize = CLAUSE - 1;

/// How many quotations back from the end of a sentence one of its own is looked for: they may lie within one another.
const QUOTATIONS: usize = 8;

/// How many tokens on either side are read of a sentence.
const REACH: usize = 120;

/// Whether a vague source in a sentence is made good: a link on the sentence, or, there or in the sentences `ahead`, a
/// quotation with a named speaker or a named member of the same group. `members` are the words that tell of one, parted by
/// spaces.
pub(super) fn is_discharged(
    inspector: &Inspector<'_>,
    sentence: usize,
    vague: usize,
    members: &str,
    ahead: usize,
) -> bool {
    let draft = inspector.draft;
    let attribution = inspector.readings.attribution();
    let first = &draft.sentences[sentence];
    let near = vague.saturating_sub(REACH).max(first.tokens.start)..(vague + REACH).min(first.tokens.end);
    let near = draft.tokens[near.start].span.cover(draft.tokens[near.end.max(near.start + 1) - 1].span);
    if draft.is_masked(near, &[Mask::Link, Mask::Url]) || has_marker(draft.text(near)) {
        return true;
    }
    let mut block = first.block;
    // A quotation of several sentences names its speaker after the last: only sentences outside count.
    let mut left = ahead + 1;
    for index in sentence..(sentence + 1 + ahead + LONGEST_QUOTATION).min(draft.sentences.len()) {
        let this = &draft.sentences[index];
        if left == 0 {
            return false;
        }
        if this.block != block {
            if draft.blocks[block + 1..=this.block].iter().any(|between| between.role == Role::Subhead) {
                return false;
            }
            block = this.block;
        }
        // A sentence without end is read around the vague source only.
        let centre = if index == sentence { vague } else { this.tokens.start };
        let near = centre.saturating_sub(REACH).max(this.tokens.start)..(centre + REACH).min(this.tokens.end);
        let tokens = &draft.tokens[near];
        let outside: Vec<Token> =
            tokens.iter().copied().filter(|token| !draft.is_masked(token.span, &[Mask::Quoted])).collect();
        left -= usize::from(outside.iter().any(Token::is_word));
        let is_quoted = outside.len() < tokens.len();
        if is_quoted && speaks_by_name(draft, attribution, &this.tokens) {
            return true;
        }
        // “Some in the trade dispute that. The union says”; “Economists disagree. Ruth Osei of Norland Bank puts it at”.
        if index == sentence + 1 && opens_with_name(inspector, index, members.is_empty()) {
            return true;
        }
        // “Olga Oliker, an analyst at ...”, “analyst Olga Oliker”: one of them, by name.
        let one_of_them = outside.iter().any(|token| {
            let this = draft.text(token.span);
            is_one_of(this, members) || this.eq_ignore_ascii_case("economist") && members == "analyst"
        });
        if one_of_them && names_somebody(inspector, &outside) {
            return true;
        }
    }
    false
}

/// Whether a sentence opens with a person who is introduced by whose they are, or with a body that says something.
fn opens_with_name(inspector: &Inspector<'_>, sentence: usize, or_body: bool) -> bool {
    let draft = inspector.draft;
    let tokens = &draft.sentences[sentence].tokens;
    let names = inspector.readings.names();
    let speaks = or_body
        && inspector.readings.attribution().sayings_of(sentence).first().is_some_and(|saying| {
            let opens = |source: &Source| source.tokens.start <= tokens.start + 1 && !source.is_pronoun;
            let is_body = matches!(saying.source_class(), SourceClass::Outlet | SourceClass::Institution);
            is_body && saying.source.as_ref().is_some_and(opens)
        });
    let is_introduced = names.mention_at(tokens.start).is_some_and(|mention| {
        let next = draft.tokens.get(mention.tokens.end).map_or("", |token| draft.text(token.span));
        mention.kind == Kind::Person && mention.is_full() && matches!(next, "of" | "at" | "from")
    });
    speaks || is_introduced
}

/// Whether somebody by name speaks a quotation in a sentence: not “referred to it as a ‘bloodbath’”.
fn speaks_by_name(draft: &Draft, attribution: &Attribution, sentence: &Range<usize>) -> bool {
    let after = attribution.speakers.partition_point(|speaker| speaker.quoted.range().start < sentence.end);
    let near = attribution.speakers[..after].iter().rev().take(QUOTATIONS);
    near.filter(|speaker| speaker.quoted.range().end > sentence.start).any(|speaker| {
        let words = draft.tokens[speaker.quoted.range()].iter().take(CLAUSE * 3).filter(|token| token.is_word());
        speaker.class <= SourceClass::Document && words.count() >= SPOKEN
    })
}

/// Whether two words in a row that start with a capital name somebody.
fn names_somebody(inspector: &Inspector<'_>, tokens: &[Token]) -> bool {
    let is_name = |token: &Token| {
        let word = inspector.draft.text(token.span);
        token.is_word() && is_capitalised(word) && word.chars().nth(1).is_some()
    };
    tokens
        .windows(2)
        .any(|pair| is_name(&pair[0]) && is_name(&pair[1]) && !is_function_word(inspector.draft.text(pair[0].span)))
}

/// `[3]`, a superscript figure or a dagger.
fn has_marker(text: &str) -> bool {
    text.contains(['¹', '²', '³', '†'])
        || text.match_indices('[').any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_digit() || c == '^'))
}
