//! `relative`: words such as “yesterday” in a draft that does not say of which day it is.

use super::{Check, Inspector, Read};
use crate::draft::{Mask, date_of_path};
use crate::reading::calendar::day_in_words;
use crate::rule::Resources;
use crate::scan::{Boundary, Term};
use crate::source::Span;
use crate::table::Table;

/// Reports the first word that can only be understood on the day of the story, where that day is in doubt.
#[derive(Debug)]
pub(crate) struct Relative {
    terms: Vec<Term>,
}

/// The words.
const WORDS: [&str; 8] =
    ["today", "yesterday", "tomorrow", "last night", "tonight", "this morning", "earlier today", "earlier this week"];

/// Two dates of one draft may lie so many days apart.
const SLACK: i32 = 2;

impl Read for Relative {
    fn read(_: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        Some(Self { terms: WORDS.iter().filter_map(|word| Term::new(word, false, Boundary::Word).ok()).collect() })
    }
}

impl Check for Relative {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let is_meant = |span: &Span| {
            let before = &draft.prose.text()[..span.range().start];
            let after = &draft.prose.text()[span.range().end..];
            // “Today’s world”, “of today”, the newspaper and the programme.
            let is_nowadays = after.starts_with(['\'', '’', '-']) || before.ends_with(['-', '\'']);
            let is_name = crate::draft::is_capitalised(draft.text(*span)) && !opens(draft, *span);
            let is_vague = draft.text(*span).eq_ignore_ascii_case("today") && !is_told_of(draft, *span);
            !is_nowadays && !is_vague && !is_name && !draft.is_masked(*span, &[Mask::Quoted])
        };
        let hits: Vec<Span> = inspector.longest_hits().into_iter().map(|hit| hit.span).filter(is_meant).collect();
        let Some(&first) = hits.first() else { return };
        let in_name = date_of_path(draft.source.path());
        let apart =
            in_name.zip(draft.date).map(|(one, other)| one.until(other).map_or(0, |span| span.get_days().abs()));
        let why = match (draft.date, apart) {
            (None, _) => "the draft does not say of which day it is".to_owned(),
            (Some(date), Some(days)) if days > SLACK => {
                let named = in_name.map(day_in_words).unwrap_or_default();
                format!("the draft is of {}, its file's name says {named}", day_in_words(date))
            }
            _ => return,
        };
        let word = draft.text(first);
        let others = hits.len() - 1;
        let more = match others {
            0 => String::new(),
            1 => " and one more such word".into(),
            _ => format!(" and {others} more such words"),
        };
        let finding = inspector.finding(first, format!("“{word}”{more}: {why}"));
        inspector.report(finding);
    }
}

/// Whether a verb in the past stands beside “today”, which means nowadays elsewhere.
fn is_told_of(draft: &crate::draft::Draft, span: Span) -> bool {
    let at = draft.tokens.partition_point(|token| token.span.start < span.start);
    let is_past = |index: Option<usize>| {
        let word = index.and_then(|index| draft.tokens.get(index)).map_or("", |token| draft.text(token.span));
        word.len() > 4 && word.ends_with("ed") || matches!(word, "said" | "told" | "met" | "held" | "won" | "lost")
    };
    is_past(at.checked_sub(1)) || is_past(Some(at + 1))
}

/// Whether a word opens its sentence.
fn opens(draft: &crate::draft::Draft, span: Span) -> bool {
    draft.sentence_at(span.start).is_some_and(|sentence| {
        let start = draft.sentences[sentence].span.start;
        draft.text(Span { start, end: span.start }).chars().all(|c| !c.is_alphanumeric())
    })
}
