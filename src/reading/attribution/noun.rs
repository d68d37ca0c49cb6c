//! Nouns, adjectives and marks that report as verbs do: “his claim that”, “is hopeful that”, “Osei: we will go”.

use super::class::is_plural;
use super::grammar::Part;
use super::lexicon::CueClass;
use super::saying::Saying;
use super::source::{Source, SourceClass, View};
use super::verb::is_adjective as is_modifier;
use crate::draft::{is_capitalised, without_possessive};
use crate::reading::names::Kind;
use std::ops::Range;

impl View<'_> {
    /// What a word that is no verb reports, by what it is.
    pub(super) fn trigger_at(
        &self,
        at: usize,
        part: Part,
        sentence: &Range<usize>,
        before: &[Saying],
    ) -> Option<Saying> {
        let opens = || if part.has(Part::OPENS) { self.opening_at(at, sentence, before) } else { None };
        let hedge = || if self.is_hedge(at, part) { Some(self.said_by_nobody(at, sentence)) } else { None };
        let noun = || if part.has(Part::SPEECH_NOUN) { self.noun_at(at, sentence) } else { None };
        let adjective = || if part.has(Part::FEELING) { self.adjective_at(at, sentence) } else { None };
        opens().or_else(hedge).or_else(noun).or_else(adjective)
    }

    /// “According to Osei”, “in a poll by the institute”, “per the report”.
    fn opening_at(&self, at: usize, sentence: &Range<usize>, before: &[Saying]) -> Option<Saying> {
        if self.text(at + 1) == "to" && at + 1 < sentence.end {
            let source = self.any_phrase_after(at + 2, sentence.end)?;
            let is_all = at == sentence.start || source.tokens.end + 1 >= sentence.end || before.is_empty();
            let clause = self.clause(&(at..at + 2), sentence);
            let governs = if is_all { clause } else { at..clause.end };
            return Some(Saying::new(governs, at..at + 2, CueClass::Neutral, Some(source)));
        }
        // No other word of the kind is worth a look.
        let end = sentence.end.min(at + 10);
        let is_asked =
            (at + 1..end).take_while(|&token| !self.is_stop(token)).any(|token| self.part(token).has(Part::ASKED));
        if !is_asked {
            return None;
        }
        let source = self.phrase_after(at + 1, sentence.end)?;
        // “He said in a statement”: it is his.
        let is_his = source.class == SourceClass::Vague
            && !is_plural(self.text(source.head))
            && !matches!(self.text(source.head), "poll" | "polling" | "survey" | "study");
        // “He is behind in the polls”: none in particular.
        let is_any = at > sentence.start
            && matches!(self.text(source.head), "polls" | "polling" | "surveys" | "studies")
            && !matches!(self.text(source.head + 1), "from" | "by");
        (self.part(source.head).has(Part::ASKED) && !(is_any || is_his) && source.class <= SourceClass::Vague)
            .then(|| Saying { source: Some(source), ..self.said_by_nobody(at, sentence) })
    }

    /// “Appears to”, “reportedly”, “the alleged plan”: something is said to be so, and nobody says so.
    fn is_hedge(&self, at: usize, part: Part) -> bool {
        let next = self.text(at + 1);
        part.has(Part::HEDGE)
            || part.has(Part::SEEMS)
                && self.text(at).ends_with("ed")
                && matches!(next, "to" | "that" | "as" | "like" | "likely" | "unlikely" | "set" | "ready")
            || part.has(Part::ALLEGED)
                && at > 0
                && (self.part(at - 1).has(Part::DETERMINER) || self.is_possessive(at - 1))
                && !self.is_mark(at + 1)
    }

    /// Something is said to be so, and nobody says so.
    fn said_by_nobody(&self, at: usize, sentence: &Range<usize>) -> Saying {
        Saying::new(self.clause(&(at..at + 1), sentence), at..at + 1, CueClass::Neutral, None)
    }

    /// “Osei’s claim that”, “her support for”.
    fn noun_at(&self, at: usize, sentence: &Range<usize>) -> Option<Saying> {
        if at == sentence.start || is_capitalised(self.text(at)) {
            return None;
        }
        let next = self.text(at + 1);
        let follows = matches!(next, "that" | "of" | "to" | "for" | "about" | "on" | "against" | "from" | ":");
        let governs = at + 1..self.clause(&(at..at + 1), sentence).end;
        // The owner stands before: a possessive, with at most two adjectives between.
        let owner = (at.saturating_sub(3).max(sentence.start)..at).rev().find(|&token| {
            let text = self.text(token);
            without_possessive(text).len() < text.len() || self.part(token).has(Part::POSSESSIVE)
        });
        let Some(owner) = owner else {
            // “The claim that”, “the fear is that”: whose?
            let is_that = (at + 2..(at + 7).min(sentence.end))
                .any(|token| self.text(token) == "that" && matches!(self.text(token - 1), "is" | "was"));
            if let Some(saying) = self.heard_at(at, sentence) {
                return Some(saying);
            }
            // “The backing of the farmers”, “the support of Mara Osei”.
            let is_taken =
                matches!(self.text(at), "support" | "backing" | "endorsement" | "approval" | "blessing" | "praise");
            if is_taken && matches!(next, "of" | "from") {
                let source =
                    self.phrase_after(at + 2, sentence.end).filter(|source| source.class < SourceClass::Vague)?;
                return Some(Saying { source: Some(source), ..self.said_by_nobody(at, sentence) });
            }
            let is_ownerless = is_that || next == "that" && self.begins_clause(at + 2, sentence.end);
            return is_ownerless.then(|| Saying { governs, ..self.said_by_nobody(at, sentence) });
        };
        if !follows && (owner + 1 < at || self.is_mark(at + 1) || is_capitalised(next))
            || (owner + 1..at).any(|token| self.is_mark(token))
        {
            return None;
        }
        let source = self.owner_at(owner, sentence.start)?;
        Some(Saying { source: Some(source), governs, ..self.said_by_nobody(at, sentence) })
    }

    /// “Amid reports of fraud”, “raised concerns among observers”, “after calls from farmers”.
    fn heard_at(&self, at: usize, sentence: &Range<usize>) -> Option<Saying> {
        if !self.part(at).has(Part::HEARD) {
            return None;
        }
        let next = self.text(at + 1);
        if matches!(next, "among" | "from" | "by") {
            let source = self.phrase_after(at + 2, sentence.end)?;
            return Some(Saying { source: Some(source), ..self.said_by_nobody(at, sentence) });
        }
        let is_article = |token: usize| self.part(token).has(Part::DETERMINER);
        let before = (at.saturating_sub(4).max(sentence.start)..at)
            .rev()
            .find(|&token| !is_modifier(self.text(token)) && !is_article(token))?;
        let is_brought = matches!(
            self.text(before),
            "amid"
                | "Amid"
                | "amidst"
                | "after"
                | "After"
                | "following"
                | "Following"
                | "despite"
                | "Despite"
                | "raised"
                | "raises"
                | "raising"
                | "sparked"
                | "sparking"
                | "prompted"
                | "prompting"
                | "fuelled"
                | "fueled"
                | "drew"
                | "drawn"
                | "faced"
                | "faces"
                | "facing"
                | "fielded"
                | "fueling"
                | "fuelling"
        );
        // “There are concerns about”, “there was a lot of talk of”.
        let is_there = || {
            let near = at.saturating_sub(7).max(sentence.start)..at;
            near.clone().any(|token| matches!(self.text(token), "there" | "There"))
                && near.clone().any(|token| self.part(token).has(Part::BE))
                && !near.clone().any(|token| self.is_mark(token))
        };
        let follows = matches!(next, "of" | "about" | "over" | "that" | "on");
        (follows && (is_brought || is_there())).then(|| self.said_by_nobody(at, sentence))
    }

    /// “Osei is hopeful that”, “farmers seemed worried about”.
    fn adjective_at(&self, at: usize, sentence: &Range<usize>) -> Option<Saying> {
        let follows = matches!(
            self.text(at + 1),
            "that" | "about" | "of" | "to" | "with" | "by" | "over" | "for" | "at" | "in" | "on" | "enough"
        );
        if !follows {
            return None;
        }
        let mut group = self.group_before(at, sentence.start);
        if group.is_bare() {
            let link = group.start.checked_sub(1).filter(|&token| token > sentence.start)?;
            let is_link = self.part(link).has(Part::SEEMS)
                || matches!(
                    self.text(link),
                    "felt"
                        | "feels"
                        | "feel"
                        | "remain"
                        | "remains"
                        | "remained"
                        | "became"
                        | "becomes"
                        | "grew"
                        | "sounded"
                        | "sounds"
                        | "looked"
                        | "looks"
                );
            if !is_link {
                return None;
            }
            group = self.group_before(link, sentence.start);
        }
        let source = self.subject(&group, sentence, &[])?;
        let governs = at + 1..self.clause(&(at..at + 1), sentence).end;
        Some(Saying::new(governs, at..at + 1, CueClass::Mental, Some(source)))
    }

    /// “Osei: the talks are over”, in a headline or before a quotation; “Poll: few want a bridge”.
    pub(super) fn colon_at(&self, at: usize, sentence: &Range<usize>) -> Option<Saying> {
        if at > sentence.start + 6 || at + 2 >= sentence.end || at == sentence.start || self.is_quoted(at) {
            return None;
        }
        let source = match self.mention_at(at - 1) {
            Some(mention) => {
                let opens = mention.tokens.start == sentence.start;
                let speaks = mention.kind == Kind::Person || opens && self.in_headline(at);
                speaks.then(|| self.phrase_before(at, sentence.start)).flatten()?
            }
            None => self.source_in_headline(sentence.start..at)?,
        };
        Some(Saying::new(at + 1..sentence.end, at..at + 1, CueClass::Neutral, Some(source)))
    }

    /// What opens a headline, if it is somebody whom the story names, or a poll, police, a report.
    fn source_in_headline(&self, tokens: Range<usize>) -> Option<Source> {
        if tokens.len() > 4 || !self.in_headline(tokens.start) {
            return None;
        }
        let last = tokens.end - 1;
        if self.head_class(last).is_some() {
            return self.phrase_before(tokens.end, tokens.start);
        }
        let is_known = self
            .names
            .mentions
            .iter()
            .any(|mention| mention.kind == Kind::Person && self.hash(mention.tokens.end - 1) == self.hash(last));
        is_known.then(|| Source { tokens: tokens.clone(), class: SourceClass::Named, head: last, is_pronoun: false })
    }

    /// Whether no phrase goes on over a token.
    fn is_stop(&self, token: usize) -> bool {
        self.is_mark(token) && !matches!(self.text(token), "%" | "$" | "&" | "/" | "’" | "'")
    }
}
