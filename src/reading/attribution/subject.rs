//! Who is the subject of a verb that reports.

use super::grammar::Part;
use super::group::Group;
use super::saying::Saying;
use super::source::{Source, SourceClass, View};
use std::ops::Range;

impl View<'_> {
    /// Who is the subject of a verb.
    pub(super) fn subject(&self, group: &Group, sentence: &Range<usize>, before: &[Saying]) -> Option<Source> {
        let end = group.start;
        let previous = end.checked_sub(1).filter(|&token| token >= sentence.start)?;
        let word = self.text(previous);
        if self.is_quoted(previous) || matches!(word, "”" | "\"" | "’") {
            return None;
        }
        // “Tykhyy, the spokesman of the ministry, said”.
        if matches!(word, "," | "—" | "–" | "-" | ")") {
            return match self.before_apposition(previous, sentence.start) {
                Some(source) => Some(source),
                // “After the vote, said ...”; “Osei praised the vote, thanked ...”: the subject of the verb before.
                None => self
                    .phrase_before(previous, sentence.start)
                    .filter(|source| source.tokens.start == sentence.start && self.is_subject(source))
                    .or_else(|| before.last().and_then(|saying| saying.source.clone())),
            };
        }
        let part = self.part(previous);
        // “Osei, who said”, “a man who claims”.
        if part.has(Part::RELATIVE) && !matches!(word, "that" | "That") {
            let end = if previous > sentence.start && self.text(previous - 1) == "," { previous - 1 } else { previous };
            return self.phrase_before(end, sentence.start).or_else(|| {
                let last = end.checked_sub(1).filter(|&token| token >= sentence.start)?;
                self.phrase_by_last(last..end)
            });
        }
        if word == "that" {
            return self.phrase_before(previous, sentence.start);
        }
        // “He praised the vote and said”: the subject of the verb before.
        if part.has(Part::CONJUNCTION) || matches!(word, "then") {
            return before
                .iter()
                .rev()
                .find_map(|saying| saying.source.clone())
                .or_else(|| self.first_subject(previous, sentence));
        }
        let mut phrase = self.subject_before(end, sentence.start, group.form);
        // “As some farmers hope”.
        if let Some(source) = &phrase
            && source.tokens.len() > 1
            && matches!(self.text(source.tokens.start), "as" | "As" | "than" | "since" | "Since" | "until")
        {
            phrase = self.phrase_before(source.tokens.end, source.tokens.start + 1);
        }
        let phrase = phrase.filter(|source| self.is_subject(source));
        // “Osei stood up to say”.
        if phrase.is_none() && group.is_infinitive { self.first_subject(end, sentence) } else { phrase }
    }

    /// Who stands before one apposition or several: “Osei, 44, of the board, which runs it, (said)”. `closing` is the mark
    /// that ends the last.
    fn before_apposition(&self, closing: usize, floor: usize) -> Option<Source> {
        let open = match self.text(closing) {
            ")" => "(",
            word => word,
        };
        let mut end = closing;
        let mut last = None;
        for _ in 0..4 {
            let nearest = end.saturating_sub(45).max(floor);
            let Some(opening) = (nearest..end).rev().find(|&token| self.text(token) == open) else { break };
            let phrase = self.phrase_before(opening, floor);
            if let Some(source) = phrase.filter(|source| self.is_subject(source)) {
                return Some(source);
            }
            last = last.or_else(|| self.phrase_before(end, opening + 1));
            end = opening;
        }
        // “Late on Monday, the mayor, said”.
        last.filter(|source| self.is_subject(source))
    }

    /// Whether a phrase may be a subject: not “for many farmers”, but “about 40 farmers”.
    fn is_subject(&self, source: &Source) -> bool {
        let first = source.tokens.start;
        !self.part(first).has(Part::PREPOSITION)
            || self.mention_at(first).is_some()
            || matches!(
                self.text(first),
                "about" | "About" | "over" | "Over" | "up" | "Up" | "near" | "around" | "under" | "Outside" | "outside"
            )
            || source.class == SourceClass::Anonymous
    }

    /// The subject of a participle: “..., saying that”.
    pub(super) fn subject_of_participle(
        &self,
        at: usize,
        group: &Group,
        sentence: &Range<usize>,
        before: &[Saying],
    ) -> Option<Source> {
        if matches!(self.text(at), "citing" | "quoting") {
            return self.phrase_after(at + 1, sentence.end);
        }
        let previous = group.start.checked_sub(1).filter(|&token| token >= sentence.start)?;
        if !self.is_mark(previous) && !self.part(previous).has(Part::CONJUNCTION) && !self.is_quoted(previous) {
            // “a letter saying”, “people calling for”.
            let floor = (sentence.start..group.start).rev().take(6).find(|&token| self.text(token) == "with");
            let phrase = self.phrase_before(group.start, floor.map_or(sentence.start, |with| with + 1));
            if phrase.is_some()
                || matches!(
                    self.text(previous),
                    "by" | "upon"
                        | "on"
                        | "since"
                        | "in"
                        | "for"
                        | "after"
                        | "before"
                        | "while"
                        | "when"
                        | "of"
                        | "from"
                        | "with"
                        | "despite"
                        | "without"
                )
            {
                return phrase.or_else(|| self.first_subject(previous, sentence));
            }
            return None;
        }
        before.iter().rev().find_map(|saying| saying.source.clone()).or_else(|| self.first_subject(previous, sentence))
    }

    /// Who the sentence is about: the phrase before its first verb.
    pub(super) fn first_subject(&self, ceiling: usize, sentence: &Range<usize>) -> Option<Source> {
        let verb =
            (sentence.start + 1..ceiling).find(|&token| self.mention_at(token).is_none() && self.is_finite(token));
        let subject = verb.and_then(|verb| self.phrase_before(verb, sentence.start));
        // “Osei threw her weight behind it”: no verb that is known, but a name or a pronoun opens the sentence.
        subject.or_else(|| {
            let from = (sentence.start..ceiling.min(sentence.start + 4))
                .find(|&token| self.part(token).has(Part::HE) || self.mention_at(token).is_some())?;
            let end = self.mention_at(from).map_or(from + 1, |mention| mention.tokens.end);
            self.phrase_before(end, from)
        })
    }
}
