//! Verbs that report: which words are one where they stand, and whose they are.

use super::class::is_plural;
use super::grammar::Part;
use super::group::Group;
use super::lexicon::{CueClass, Form, Head, Needs, Verb};
use super::saying::Saying;
use super::source::{Source, SourceClass, View};
use crate::draft::{TokenKind, is_capitalised};
use std::ops::Range;

impl View<'_> {
    pub(super) fn verb_at(
        &self,
        at: usize,
        verb: &Verb,
        form: Form,
        sentence: &Range<usize>,
        before: &[Saying],
    ) -> Option<Saying> {
        let mut cue = at..at + 1;
        if let Some(particle) = verb.particle {
            let gap = (at + 1..(at + 3).min(sentence.end)).find(|&token| self.hash(token) == particle)?;
            cue.end = gap + 1;
        }
        if verb.particle.is_none() && matches!(self.text(cue.end), "up" | "off" | "away" | "down") {
            return None;
        }
        let mut group = self.group_before(at, sentence.start);
        group.form = (group.is_bare() && matches!(form, Form::Base | Form::Third)).then_some(form);
        let previous = group.start.checked_sub(1).filter(|&token| token >= sentence.start);
        // “Was reported”: nobody says so, unless “by” follows.
        let is_past = matches!(form, Form::Past | Form::Participle);
        if is_past && group.is_passive {
            return self.passive(cue, verb, &group, sentence);
        }
        // “As reported by Osei”, “demands tabled by the union”.
        if is_past
            && self.text(cue.end) == "by"
            && let Some(source) = self.phrase_after(cue.end + 1, sentence.end)
        {
            // “Sources cited by the paper say”: it is they who say so.
            if group.is_bare() && previous.is_some_and(|token| self.head_class(token).is_some_and(Head::speaks)) {
                return None;
            }
            return Some(Saying::new(self.clause(&cue, sentence), cue, verb.class, Some(source)));
        }
        if group.is_bare() && (form == Form::Participle || self.is_noun(group.start, cue.end, form, sentence.start)) {
            return None;
        }
        // “..., said Osei”: only verbs that report speech turn round.
        let after_quote = previous.is_none_or(|token| self.is_mark(token) || self.is_quoted(token));
        if group.is_bare()
            && after_quote
            && matches!(form, Form::Past | Form::Third | Form::Base)
            && (verb.class != CueClass::Mental || self.text(at) == "believe" && self.text(at - 1) == ",")
            && previous.is_some()
            && self.turns_round(verb, cue.start, sentence.start)
            && let Some(source) =
                self.phrase_after(cue.end, sentence.end).map(|source| self.with_apposition(source, sentence))
            && self.closes(source.tokens.end, sentence.end)
            && (self.mention_at(source.tokens.start).is_some()
                || self.part(source.tokens.start).has(Part::DETERMINER)
                || self.part(source.tokens.start).has(Part::HE)
                || matches!(self.text(at), "said" | "says" | "say"))
        {
            return Some(Saying::new(self.clause(&cue, sentence), cue, verb.class, Some(source)));
        }
        let source = match form {
            Form::Ing if group.is_bare() => self.subject_of_participle(at, &group, sentence, before),
            _ => self.subject(&group, sentence, before),
        };
        // A poll finds things as well as it finds that they are so.
        let is_document = source.as_ref().is_some_and(|source| {
            source.class == SourceClass::Document || self.head_class(source.head) == Some(Head::Document)
        });
        let is_followed = cue.end < sentence.end && !self.is_mark(cue.end);
        let is_said = is_document && is_followed && verb.needs != Needs::Words && !group.is_infinitive;
        if !(self.has_what_it_needs(&cue, verb.needs, sentence)
            || is_said
            || self.is_object_before(&cue, source.as_ref(), verb, sentence))
        {
            return None;
        }
        // Verbs that do nothing but report have somebody as their subject, however far away.
        let is_speech = verb.class == CueClass::Neutral && verb.needs == Needs::Nothing && form != Form::Ing;
        let source = source
            .or_else(|| is_speech.then(|| self.first_subject(group.start, sentence)).flatten())
            .or_else(|| {
                // “Injuries reported in both towns”: nobody reports them.
                let is_place = self.part(cue.end).has(Part::PREPOSITION);
                let is_told = is_speech && !is_place && matches!(form, Form::Past | Form::Third);
                Some(self.somebody_at(previous.filter(|_| is_told)?))
            })?;
        // “It shows”, “it suggests”: the fact does, nobody says so.
        let is_it = matches!(self.text(source.head), "it" | "It");
        if is_it
            && (matches!(verb.class, CueClass::Vouching | CueClass::Mental)
                || verb.needs == Needs::Object && verb.class == CueClass::Neutral)
        {
            return None;
        }
        Some(Saying::new(self.governed(&cue, &source, sentence), cue, verb.class, Some(source)))
    }

    /// Whether a verb may stand before its subject: those with an object only after a quotation, not in “Osei, the mayor,
    /// praised the vote”.
    fn turns_round(&self, verb: &Verb, at: usize, floor: usize) -> bool {
        match verb.needs {
            Needs::Words | Needs::As => false,
            Needs::Object => (at.saturating_sub(3).max(floor)..at).any(|token| self.is_quoted(token)),
            _ => true,
        }
    }

    /// Whether what a verb is about stands before its subject: “a plan she once supported”, “the bridge many fear”.
    fn is_object_before(
        &self,
        cue: &Range<usize>,
        source: Option<&Source>,
        verb: &Verb,
        sentence: &Range<usize>,
    ) -> bool {
        let Some(source) = source.filter(|source| source.tokens.start > sentence.start) else { return false };
        let before = source.tokens.start - 1;
        let ends = cue.end >= sentence.end || self.is_mark(cue.end) || self.part(cue.end).has(Part::PREPOSITION);
        let part = self.part(before);
        let is_noun = !self.is_mark(before)
            && !self.is_adverb(before)
            && !part.has(Part::PREPOSITION)
            && !part.has(Part::CONJUNCTION)
            && (!part.has(Part::SUBORDINATOR) || matches!(self.text(before), "that" | "what" | "which" | "whom"));
        let is_short = source.tokens.len() <= 3;
        ends && is_noun && is_short && matches!(verb.needs, Needs::Object | Needs::About | Needs::Claim)
    }

    fn passive(&self, cue: Range<usize>, verb: &Verb, group: &Group, sentence: &Range<usize>) -> Option<Saying> {
        let limit = (cue.end + 12).min(sentence.end);
        let by = (cue.end..limit).take_while(|&token| !self.is_mark(token)).find(|&token| self.text(token) == "by");
        if let Some(source) = by.and_then(|by| self.phrase_after(by + 1, sentence.end)) {
            return Some(Saying::new(self.clause(&cue, sentence), cue, verb.class, Some(source)));
        }
        let word = self.text(cue.start);
        // “Osei was quoted as saying”, “Osei was asked”.
        let source = self.subject(group, sentence, &[]);
        if matches!(word, "quoted" | "convinced") && source.is_some() {
            let governs = cue.end..self.clause(&cue, sentence).end;
            return Some(Saying::new(governs, cue, verb.class, source));
        }
        let next = self.text(cue.end);
        // “Now known as”, “an election is called”: a name is given, or a day.
        let is_name = word == "known" && next == "as"
            || matches!(word, "called" | "named" | "cast" | "seen" | "defined") && self.is_mark(cue.end);
        let reports = self.part(cue.start).has(Part::HEARSAY)
            && (matches!(next, "to" | "as" | "that" | "of" | "for" | "in" | "at" | "near" | "on" | "a" | "the")
                || word == "asked" && matches!(next, "whether" | "if" | "about" | "how" | "why" | "what" | "when")
                || self.is_mark(cue.end));
        (reports && !is_name).then(|| Saying::new(self.clause(&cue, sentence), cue, verb.class, None))
    }

    /// Whether a word that could be a verb is a noun or an adjective where it stands: `at` is the first token of its group.
    fn is_noun(&self, at: usize, cue_end: usize, form: Form, floor: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&token| token >= floor) else {
            // “Reports say”, “Calls for”: a noun opens the sentence.
            return matches!(form, Form::Base | Form::Third);
        };
        // After a comma the subject may stand before an apposition.
        if self.is_mark(before) {
            let may_follow = matches!(self.text(before), "," | "-" | "–" | "—" | ")" | "”" | "\"" | "'" | "’");
            return matches!(form, Form::Base | Form::Third) && !may_follow;
        }
        let (part, word) = (self.part(before), self.text(before));
        let possessive = part.has(Part::POSSESSIVE)
            || crate::draft::without_possessive(word).len() < word.len() && !word.ends_with("s'");
        let article = part.has(Part::PREPOSITION)
            || matches!(word, "the" | "The" | "a" | "A" | "an" | "An" | "no" | "any" | "every" | "another");
        match form {
            Form::Past | Form::Participle => {
                possessive || matches!(word, "the" | "The" | "a" | "A" | "an" | "An" | "no" | "of" | "with" | "for")
            }
            Form::Ing => possessive || article && !part.has(Part::PREPOSITION),
            Form::Base | Form::Third => {
                if possessive || article || self.draft.tokens[before].kind == TokenKind::Number || is_adjective(word) {
                    return true;
                }
                if part.has(Part::HE)
                    || part.has(Part::WRITER)
                    || part.has(Part::RELATIVE)
                    || matches!(word, "it" | "It")
                {
                    return false;
                }
                // “The talks have”: the plural of a noun.
                let has_plural_verb = matches!(self.text(cue_end), "have" | "are" | "were" | "do");
                if form == Form::Third
                    && has_plural_verb
                    && !matches!(self.text(cue_end - 1), "says" | "thinks" | "believes")
                {
                    return true;
                }
                let Some(source) = self.subject_before(at, floor, Some(form)) else { return true };
                // “Sources at Norland state media say”: a noun before a noun and its verb.
                let is_far = source.head != before && source.tokens.end > source.head + 1;
                if form == Form::Base
                    && is_far
                    && self.head_class(cue_end).is_some()
                    && self.is_finite_or_base(cue_end + 1)
                {
                    return true;
                }
                // “Many project managers have”: a noun between a quantity and a noun.
                if form == Form::Base
                    && source.head == before
                    && self.part(before).has(Part::QUANTITY)
                    && is_plural(self.text(cue_end))
                    && self.is_finite_or_base(cue_end + 1)
                {
                    return true;
                }
                // “Recent reports”: an adjective opens the sentence.
                if source.head == floor
                    && source.class == SourceClass::Named
                    && self.mention_at(floor).is_none()
                    && !is_capitalised(self.text(cue_end - 1))
                {
                    return true;
                }
                // A plural noun before a third person is no subject, nor a singular one before the base form.
                !self.agrees(&source, form)
            }
        }
    }
}

/// Whether a word is an adjective, as far as its ending tells.
pub(super) fn is_adjective(word: &str) -> bool {
    word.len() > 4
        && !is_capitalised(word)
        && ["al", "ive", "ous", "ic", "ful", "less", "able", "ible", "ary"].iter().any(|ending| word.ends_with(ending))
        && !matches!(
            word,
            "public"
                | "official"
                | "rival"
                | "critic"
                | "executive"
                | "individual"
                | "professional"
                | "representative"
                | "detective"
                | "relative"
                | "secretary"
        )
}
