//! The phrase that names who spoke: where it begins and where it ends.

use super::class::{is_person_noun, is_plural};
use super::grammar::Part;
use super::lexicon::Form;
use super::source::{Source, SourceClass, View};
use crate::draft::is_capitalised;
use crate::reading::names::Kind;
use std::ops::Range;

/// No phrase that names a source is longer, in tokens.
const LONGEST: usize = 24;

impl View<'_> {
    /// The phrase that ends right before `end` and begins no earlier than `floor`.
    pub(super) fn phrase_before(&self, end: usize, floor: usize) -> Option<Source> {
        let floor = floor.max(end.saturating_sub(LONGEST));
        let mut start = end;
        while start > floor {
            let token = start - 1;
            let part = self.part(token);
            let is_named = self.mention_at(token).is_some();
            let is_and = part.has(Part::CONJUNCTION);
            // “Graham and Blumenthal”, “U.S. and British officials”.
            let joins = is_and
                && start < end
                && token > floor
                && !self.is_mark(token - 1)
                && (self.mention_at(token - 1).is_some()
                    || self.part(token - 1).has(Part::HE)
                    || is_capitalised(self.text(token - 1))
                    || self.joins_plurals(token, end, floor));
            let stops = self.is_mark(token)
                && !matches!(self.text(token), "%" | "$" | "&" | "#" | "/" | "’" | "'")
                && !(self.text(token) == "." && self.is_title_before(token))
                || self.is_quoted(token)
                || is_and && !joins
                || !is_named
                    && (part.has(Part::BE) || part.has(Part::AUXILIARY))
                    && !part.has(Part::ADVERB)
                    && !(part.has(Part::CONTRACTED) && start == end)
                || part.has(Part::SUBORDINATOR) && !part.has(Part::DETERMINER) && !part.has(Part::PREPOSITION)
                || part.has(Part::SEEMS) && !is_named
                || self.text(token) == "that";
            if stops {
                break;
            }
            start = token;
            // “On Tuesday the mayor”, “the judge many lawyers (fear)”: an article opens a phrase, unless it hangs on a preposition.
            let is_title = start + 1 < end && self.text(start + 1) == "." && self.is_title_before(start + 1);
            let opens = (part.has(Part::DETERMINER) || part.has(Part::QUANTITY)) && !is_named || is_title;
            let trails = start + 1 == end && matches!(self.text(token), "both" | "all" | "each");
            if opens && token > floor && !trails {
                let before = self.part(token - 1);
                let hangs = before.has(Part::PREPOSITION)
                    || before.has(Part::CONJUNCTION)
                    || before.has(Part::DETERMINER)
                    || before.has(Part::QUANTITY)
                    || self.is_adverb(token - 1);
                if !hangs {
                    break;
                }
            }
            if part.has(Part::HE) || part.has(Part::WRITER) || part.has(Part::HIM) && !part.has(Part::POSSESSIVE) {
                break;
            }
        }
        self.phrase(self.without_setting(start..end))
    }

    /// “Mr.”, “Sen.”: the point is part of the word.
    pub(super) fn is_title_before(&self, point: usize) -> bool {
        let title = point.checked_sub(1).map_or("", |token| self.text(token));
        matches!(
            title,
            "Mr" | "Mrs" | "Ms" | "Dr" | "Sen" | "Rep" | "Gov" | "Gen" | "Prof" | "Rev" | "St" | "Lt" | "Col"
        )
    }

    /// Whether an “and” joins two groups: “many marchers and spectators”.
    fn joins_plurals(&self, and: usize, end: usize, floor: usize) -> bool {
        let is_group = |token: usize| {
            let word = self.text(token);
            is_plural(word) && (self.head_class(token).is_some() || is_person_noun(word))
        };
        let opens = |token: usize| {
            let part = self.part(token);
            part.has(Part::QUANTITY) || part.has(Part::DETERMINER) || part.has(Part::POSSESSIVE) || self.is_mark(token)
        };
        is_group(and - 1) && is_group(end - 1) && (and - 1 == floor || opens(and - 2))
    }

    /// The subject of a verb that `end` opens: the phrase before it, or before a relative clause in between: “people who have
    /// fought it say”.
    pub(super) fn subject_before(&self, end: usize, floor: usize, form: Option<Form>) -> Option<Source> {
        let nearest = self.phrase_before(end, floor);
        let agrees = |source: &Source| form.is_none_or(|form| self.agrees(source, form));
        if nearest.as_ref().is_some_and(agrees) {
            return nearest;
        }
        self.past_clause(end, floor).filter(agrees).or(nearest)
    }

    /// Whether a verb of that form may have a phrase as its subject: one who says, several who say.
    pub(super) fn agrees(&self, source: &Source, form: Form) -> bool {
        let part = self.part(source.head);
        let joined = source.tokens.clone().any(|token| self.part(token).has(Part::CONJUNCTION));
        let is_plural = is_plural(self.text(source.head)) || joined;
        match form {
            _ if part.has(Part::HE) || part.has(Part::WRITER) || part.has(Part::RELATIVE) => true,
            Form::Base => is_plural,
            Form::Third => !is_plural || self.mention_at(source.head).is_some(),
            _ => true,
        }
    }

    /// Who stands before a relative clause that ends at `end`.
    fn past_clause(&self, end: usize, floor: usize) -> Option<Source> {
        let near = (floor.max(end.saturating_sub(LONGEST))..end).rev().take_while(|&token| !self.is_mark(token));
        let relative = near
            .filter(|&token| token > floor)
            // “Osei says that the fort” has no relative clause.
            .find(|&token| {
                let word = self.text(token);
                matches!(word, "who" | "which")
                    || word == "that" && self.lexicon.verbs_of(self.hash(token - 1)).next().is_none()
            });
        let Some(relative) = relative else { return self.before_clause(end, floor) };
        self.phrase_before(relative, floor)
    }

    /// The same where the relative clause has no “who”: “the doctors she met last week (say)”.
    fn before_clause(&self, end: usize, floor: usize) -> Option<Source> {
        let near = (floor.max(end.saturating_sub(LONGEST))..end).rev().take_while(|&token| !self.is_mark(token));
        let is_subject = |&token: &usize| self.part(token).has(Part::HE) || self.part(token).has(Part::WRITER);
        let subject = near.filter(|&token| token > floor && token + 1 < end).find(is_subject)?;
        self.phrase_before(subject, floor)
    }

    /// “In Washington on Tuesday the mayor”, “after the vote Osei”: without what went before the one who spoke.
    fn without_setting(&self, mut tokens: Range<usize>) -> Range<usize> {
        while tokens.len() > 1
            && self.part(tokens.start).has(Part::PREPOSITION)
            && self.mention_at(tokens.start).is_none()
        {
            let next = (tokens.start + 2..tokens.end).find(|&at| {
                self.part(at).has(Part::DETERMINER)
                    || self.part(at).has(Part::HE)
                    || self.mention_at(at).is_some_and(|mention| mention.tokens.start == at)
            });
            let Some(next) = next else { break };
            tokens.start = next;
        }
        tokens
    }

    /// The phrase that begins at `start`.
    pub(super) fn phrase_after(&self, start: usize, ceiling: usize) -> Option<Source> {
        let ceiling = ceiling.min(start + LONGEST);
        let mut end = start;
        while end < ceiling {
            let part = self.part(end);
            let is_and = part.has(Part::CONJUNCTION) && self.mention_at(end + 1).is_none();
            let is_verb = end > start
                && (self.is_verb(end) || matches!(self.text(end), "as" | "when" | "after" | "during" | "say" | "says"));
            let stops = self.is_mark(end) && !matches!(self.text(end), "%" | "$" | "&" | "/")
                || self.is_quoted(end)
                || is_and
                || is_verb
                || part.has(Part::BE)
                || part.has(Part::AUXILIARY) && end > start
                || part.has(Part::SUBORDINATOR) && !part.has(Part::DETERMINER) && !part.has(Part::PREPOSITION);
            if stops {
                break;
            }
            end += 1;
        }
        self.phrase(start..end)
    }

    /// Whether a token may be a verb that reports, in the past or the third person: no noun is mistaken for one.
    fn is_verb(&self, token: usize) -> bool {
        self.lexicon.may_be_cue(self.hash(token))
            && self.lexicon.verbs_of(self.hash(token)).any(|(_, form)| form == Form::Past)
    }

    /// “(said) the organiser, Beth Amos”: somebody by name, whose office stands first.
    pub(super) fn with_apposition(&self, source: Source, sentence: &Range<usize>) -> Source {
        let comma = source.tokens.end;
        if source.class != SourceClass::Described || self.text(comma) != "," || comma + 1 >= sentence.end {
            return source;
        }
        match self.mention_at(comma + 1) {
            Some(mention) if mention.kind == Kind::Person && self.closes(mention.tokens.end, sentence.end) => {
                Source { tokens: source.tokens.start..mention.tokens.end, class: SourceClass::Named, ..source }
            }
            _ => source,
        }
    }

    /// What the phrase at some tokens says of who spoke: `None` where it is nobody and nothing that speaks.
    fn phrase(&self, tokens: Range<usize>) -> Option<Source> {
        let mut tokens = tokens;
        let trails = |token| self.is_adverb(token) || matches!(self.text(token), "both" | "all" | "each");
        while tokens.len() > 1 && trails(tokens.end - 1) && self.mention_at(tokens.end - 1).is_none() {
            tokens.end -= 1;
        }
        while tokens.len() > 1 && (self.is_adverb(tokens.start) || self.part(tokens.start).has(Part::CONJUNCTION)) {
            tokens.start += 1;
        }
        if tokens.is_empty() {
            return None;
        }
        let head = self.head(tokens.clone());
        let part = self.part(head);
        let is_pronoun = tokens.len() == 1 && (part.has(Part::HE) || part.has(Part::IT)) || part.has(Part::RELATIVE);
        let class = self.class_of(tokens.clone(), head)?;
        Some(Source { tokens, class, head, is_pronoun })
    }

    /// The last word before what is said more closely: “spokesman” of “a spokesman for the ministry in Kyiv”.
    fn head(&self, tokens: Range<usize>) -> usize {
        let mut head = tokens.start;
        for token in tokens.clone() {
            // “A number of senators”, “some of the members”: the ones who are counted.
            if self.text(token) == "of"
                && token > tokens.start
                && token + 1 < tokens.end
                && is_quantity(self.text(head))
            {
                return self.head(token + 1..tokens.end);
            }
            let part = self.part(token);
            let is_named = self.mention_at(token).is_some();
            if token > tokens.start && part.has(Part::PREPOSITION) && !is_named
                || part.has(Part::RELATIVE) && token > tokens.start
            {
                break;
            }
            // “One man involved in it”, “people briefed on it”: what follows the noun is no part of it.
            let word = self.text(token);
            let is_post = matches!(word, "familiar" | "close" | "aware" | "present" | "privy" | "known" | "opposed");
            let follows =
                token > head && (is_post || word.ends_with("ed") || word.ends_with("ing")) && !is_capitalised(word);
            // “Some threatening words” are no “some” who threaten.
            let is_counted = self.part(head).has(Part::QUANTITY);
            if follows && !is_counted && !self.is_mark(token) && self.head_class(head).is_some() {
                break;
            }
            if !self.is_mark(token) {
                head = token;
            }
        }
        head
    }

    /// The phrase that stands at some tokens, if what ends it is somebody: “a growing list of world leaders (who)”.
    pub(super) fn phrase_by_last(&self, phrase: Range<usize>) -> Option<Source> {
        let head = phrase.end.checked_sub(1)?;
        let class = self.class_of(phrase.clone(), head)?;
        Some(Source { tokens: phrase, class, head, is_pronoun: false })
    }

    /// Somebody, whoever it is: a verb of saying has a subject that speaks.
    pub(super) fn somebody_at(&self, token: usize) -> Source {
        Source { tokens: token..token + 1, class: SourceClass::Described, head: token, is_pronoun: false }
    }

    /// The owner that a possessive pronoun or form names.
    pub(super) fn owner_at(&self, owner: usize, floor: usize) -> Option<Source> {
        if self.part(owner).has(Part::POSSESSIVE) {
            let is_writer = matches!(self.text(owner), "our" | "Our" | "my" | "My" | "your" | "Your");
            return (!is_writer).then(|| Source {
                tokens: owner..owner + 1,
                class: SourceClass::Named,
                head: owner,
                is_pronoun: true,
            });
        }
        let source = self.phrase_before(owner + 1, floor)?;
        Some(Source { class: source.class.min(SourceClass::Described), ..source })
    }

    /// The phrase that begins at `start`, whoever or whatever it is: what “according to” names is a source.
    pub(super) fn any_phrase_after(&self, start: usize, ceiling: usize) -> Option<Source> {
        // “Sorted according to whether they were old”.
        if matches!(self.text(start), "whether" | "how" | "what" | "which" | "where" | "when" | "who") {
            return None;
        }
        if let Some(source) = self.phrase_after(start, ceiling) {
            return Some(source);
        }
        let end = (start..ceiling.min(start + LONGEST))
            .find(|&token| self.is_mark(token) || self.is_quoted(token))
            .unwrap_or(ceiling.min(start + LONGEST));
        let is_owned = (start..end).any(|token| self.is_possessive(token) || is_capitalised(self.text(token)));
        let class =
            if is_owned || self.part(start).has(Part::DETERMINER) { SourceClass::Document } else { SourceClass::Vague };
        (start < end).then(|| Source { tokens: start..end, class, head: end - 1, is_pronoun: false })
    }
}

/// Nouns that count those who are named after “of”.
fn is_quantity(word: &str) -> bool {
    matches!(
        word,
        "number"
            | "group"
            | "list"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "millions"
            | "scores"
            | "one"
            | "One"
            | "some"
            | "Some"
            | "many"
            | "Many"
            | "most"
            | "Most"
            | "several"
            | "Several"
            | "none"
            | "None"
            | "two"
            | "Two"
            | "three"
            | "Three"
            | "four"
            | "handful"
            | "host"
            | "pair"
            | "couple"
            | "member"
            | "members"
            | "Members"
            | "majority"
            | "half"
            | "Half"
            | "all"
            | "All"
            | "each"
            | "both"
            | "Both"
            | "few"
            | "any"
            | "crowd"
            | "chorus"
            | "series"
            | "team"
            | "array"
            | "average"
    )
}
