//! What has to follow a verb for it to report.

use super::grammar::Part;
use super::lexicon::{Form, Needs};
use super::source::View;
use crate::draft::is_capitalised;
use std::ops::Range;

impl View<'_> {
    /// Whether what has to follow a verb does.
    pub(super) fn has_what_it_needs(&self, cue: &Range<usize>, needs: Needs, sentence: &Range<usize>) -> bool {
        let next = cue.end;
        let word = self.text(next);
        let is_end = next >= sentence.end;
        let quote_follows = !is_end && (self.is_quoted(next) || matches!(word, ":" | "“" | "\"" | "‘"));
        let quote_before = cue.start > sentence.start && {
            let from = cue.start.saturating_sub(12).max(sentence.start);
            (from..cue.start).any(|token| self.is_quoted(token))
        };
        // “Wrote in a letter on Monday that”: what stands between.
        let later = || {
            let setting =
                self.part(next).has(Part::PREPOSITION) || self.is_adverb(next) || self.mention_at(next).is_some();
            setting
                && (next + 1..(next + 10).min(sentence.end))
                    .take_while(|&token| !self.is_mark(token) || matches!(self.text(token), "“" | "\"" | ":" | ","))
                    .any(|token| self.text(token) == "that" || self.is_quoted(token) || self.text(token) == ":")
        };
        let claim = || {
            quote_follows
                || later()
                || matches!(word, "so" | "otherwise")
                || self.part(next).has(Part::BE)
                || matches!(word, "will" | "would" | "could" | "may" | "might" | "should" | "can")
                || quote_before
                    && (self.is_adverb(next) || matches!(word, "this" | "last" | "in" | "on" | "at" | "to" | "during"))
                || word == "that"
                || (word == "," || is_end || matches!(word, "." | ";" | "—" | "–" | "?"))
                    && (quote_before || cue.start > sentence.start + 3 || word == ",")
                || self.begins_clause(next, sentence.end)
        };
        let about = || matches!(word, "of" | "about" | "on" | "for" | "against" | "at" | "with" | "over" | "to");
        match needs {
            Needs::Nothing => true,
            Needs::Claim => claim(),
            Needs::About => claim() || about(),
            Needs::Object => {
                !is_end && (!self.is_mark(next) || quote_follows || matches!(word, "," | "$" | "£" | "€"))
                    || quote_before
                    || (is_end || word == ".") && self.trails(cue.start, sentence)
            }
            Needs::As => {
                word == "that"
                    // “Is considering closing the port”.
                    || word.len() > 5 && word.ends_with("ing")
                    || quote_follows
                    || (next..(next + 16).min(sentence.end))
                        .take_while(|&token| !matches!(self.text(token), "." | ";" | ","))
                        .any(|token| {
                            matches!(
                                self.text(token),
                                "as" | "it" | "them" | "him" | "her" | "himself" | "herself" | "themselves" | "to"
                            )
                        })
            }
            Needs::Quote => quote_follows || quote_before,
            // “Made a promise”, “gave a detailed account of”.
            Needs::Words => (next..(next + 7).min(sentence.end))
                .take_while(|&token| {
                    !self.is_mark(token) && (token == next || !self.part(token).has(Part::PREPOSITION))
                })
                .any(|token| {
                    let part = self.part(token);
                    (part.has(Part::SPEECH_NOUN) || part.has(Part::WORDS)) && !is_capitalised(self.text(token))
                }),
        }
    }

    /// Whether a verb and its subject trail what they report: “The port will close, Osei later revealed.”
    fn trails(&self, verb: usize, sentence: &Range<usize>) -> bool {
        let near = verb.saturating_sub(7).max(sentence.start + 3);
        (near..verb).any(|token| self.text(token) == ",")
    }

    /// Whether a clause of its own begins at a token: a subject and a finite verb.
    pub(super) fn begins_clause(&self, at: usize, end: usize) -> bool {
        let part = self.part(at);
        // “Have”, “would”: no subject stands before.
        if (part.has(Part::BE) || part.has(Part::AUXILIARY)) && !part.has(Part::CONTRACTED) && !part.has(Part::ADVERB) {
            return false;
        }
        if at >= end
            || self.is_mark(at)
            || part.has(Part::PREPOSITION) && self.text(at) != "in"
            || self.text(at) == "to"
        {
            return matches!(self.text(at), "whether" | "if" | "how" | "why" | "what" | "when");
        }
        if part.has(Part::SUBORDINATOR)
            && matches!(self.text(at), "whether" | "if" | "how" | "why" | "what" | "when" | "where" | "who")
        {
            return true;
        }
        let own = |&token: &usize| {
            let part = self.part(token);
            (!self.is_mark(token)
                || matches!(self.text(token), "“" | "”" | "\"" | "$" | "£" | "€" | "%")
                || self.text(token) == "." && self.is_title_before(token))
                && self.text(token) != "to"
                && !part.has(Part::CONJUNCTION)
                && !part.has(Part::RELATIVE)
        };
        (at + 1..(at + 14).min(end)).take_while(own).any(|token| self.is_finite(token))
    }

    /// Whether a word is a verb that has a subject, as far as its form tells.
    pub(super) fn is_finite(&self, token: usize) -> bool {
        let (part, word) = (self.part(token), self.text(token));
        part.has(Part::BE)
            || part.has(Part::AUXILIARY) && !part.has(Part::ADVERB)
            || word.len() > 3 && word.ends_with("ed") && !is_capitalised(word)
            || self.hashes.get(token).is_some_and(|&hash| self.lexicon.may_be_cue(hash))
                && self.lexicon.verbs_of(self.hash(token)).any(|(_, form)| matches!(form, Form::Past | Form::Third))
    }

    /// The same, or a verb that reports in its base form.
    pub(super) fn is_finite_or_base(&self, token: usize) -> bool {
        self.is_finite(token)
            || self.hashes.get(token).is_some_and(|&hash| self.lexicon.verbs_of(hash).next().is_some())
    }

    /// Whether a clause may end at a token: “..., said Osei on Monday”.
    pub(super) fn closes(&self, at: usize, end: usize) -> bool {
        at >= end || self.is_mark(at) || self.part(at).has(Part::PREPOSITION) || self.part(at).has(Part::RELATIVE)
    }
}
