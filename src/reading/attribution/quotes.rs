//! Who speaks the words between quotation marks.

use super::source::{Tokens, View};
use super::{Attribution, SourceClass, Speaker, reads};
use crate::draft::{Quote, TokenKind};
use std::ops::Range;

/// How many sayings before and after a quotation may be of its speaker.
const AROUND: usize = 8;

/// Finds the speaker of each quotation, and has the sentences that are mostly quotation rest on them.
pub(super) fn find_speakers(view: &View<'_>, all: &mut Attribution) {
    let draft = view.draft;
    let mut last: Option<(usize, Speaker)> = None;
    for quote in &draft.quotes {
        let quoted = Tokens::from(&quote.tokens);
        let found = reads(draft.blocks[quote.block].role).then(|| speaker(view, all, quote, last.as_ref())).flatten();
        let speaker = match found {
            Some(found) => Speaker { quoted, ..found },
            None => Speaker { quoted, class: SourceClass::None, source: None },
        };
        if speaker.class != SourceClass::None {
            hand_over(view, all, quote, &speaker);
            last = Some((quote.block, speaker.clone()));
        }
        all.speakers.push(speaker);
    }
}

/// The sentences that a quotation touches.
fn sentences_of(view: &View<'_>, quote: &Quote) -> Range<usize> {
    let draft = view.draft;
    let Some(from) = draft.sentence_at(quote.span.start) else { return 0..0 };
    let to = draft.sentence_at(quote.span.end.saturating_sub(1)).unwrap_or(from);
    from..to.max(from) + 1
}

fn speaker(view: &View<'_>, all: &Attribution, quote: &Quote, last: Option<&(usize, Speaker)>) -> Option<Speaker> {
    let draft = view.draft;
    let sentences = sentences_of(view, quote);
    if sentences.is_empty() {
        return None;
    }
    let of = |sentence: usize| {
        let sayings = all.sayings_of(sentence);
        let distance = |cue: &Range<usize>| {
            let at = draft.tokens[cue.start].span.start;
            if at < quote.span.start { quote.span.start - at } else { at.saturating_sub(quote.span.end) }
        };
        let after = sayings.partition_point(|saying| draft.tokens[saying.cue.start].span.start < quote.span.start);
        let near = &sayings[after.saturating_sub(AROUND)..(after + AROUND).min(sayings.len())];
        let nearest =
            near.iter().filter(|saying| saying.source.is_some()).min_by_key(|saying| distance(&saying.cue))?;
        let source = nearest.source.as_ref()?;
        Some(spoken_by(source.class, Some(Tokens::from(&source.tokens))))
    };
    if let Some(found) = sentences.clone().find_map(of) {
        return Some(found);
    }
    let in_block = |sentence: usize| draft.sentences.get(sentence).is_some_and(|other| other.block == quote.block);
    // “He had one wish: ...”, or Osei: “...”.
    if let Some(colon) = name_and_colon(view, quote) {
        return Some(colon);
    }
    let before = sentences.start.checked_sub(1).filter(|&sentence| in_block(sentence));
    // A quotation goes on from one sentence to the next, and from paragraph to paragraph.
    if let Some((block, speaker)) = last
        && (*block == quote.block || *block + 1 == quote.block && is_whole(view, quote))
    {
        return Some(speaker.clone());
    }
    if let Some(found) = before.and_then(of) {
        return Some(found);
    }
    if in_block(sentences.end)
        && let Some(found) = of(sentences.end)
    {
        return Some(found);
    }
    // The paragraph before names who speaks, this one is all quotation.
    let earlier = sentences.start.checked_sub(1).filter(|_| is_whole(view, quote) && quote.block > 0)?;
    let statement = &all.statements[earlier];
    (draft.sentences[earlier].block + 1 == quote.block && statement.class < SourceClass::Vague)
        .then(|| spoken_by(statement.class, statement.source))
}

/// A speaker of a quotation whose place is not told yet.
fn spoken_by(class: SourceClass, source: Option<Tokens>) -> Speaker {
    Speaker { quoted: Tokens::from(&(0..0)), class, source }
}

/// Whether a quotation is all of its paragraph.
fn is_whole(view: &View<'_>, quote: &Quote) -> bool {
    let block = view.draft.blocks[quote.block].prose;
    quote.span.start <= block.start + 3
}

/// “Osei: ‘...’”.
fn name_and_colon(view: &View<'_>, quote: &Quote) -> Option<Speaker> {
    let draft = view.draft;
    let colon = quote.tokens.start.checked_sub(1).filter(|&token| view.text(token) == ":")?;
    let sentence = draft.sentence_at(quote.span.start)?;
    let floor = draft.sentences[sentence].tokens.start.min(colon);
    let source = view.phrase_before(colon, floor)?;
    Some(spoken_by(source.class, Some(Tokens::from(&source.tokens))))
}

/// Sentences that are quotation for the most part rest on the speaker.
fn hand_over(view: &View<'_>, all: &mut Attribution, quote: &Quote, speaker: &Speaker) {
    for sentence in sentences_of(view, quote) {
        let statement = &mut all.statements[sentence];
        if statement.class < SourceClass::Agentless {
            continue;
        }
        let span = view.draft.sentences[sentence].span;
        let quoted = view.draft.tokens[quote.tokens.clone()].iter().filter(|token| span.contains(token.span));
        if quoted.filter(|token| token.kind == TokenKind::Word).nth(1).is_some() {
            statement.class = speaker.class;
            statement.source = speaker.source;
        }
    }
}
