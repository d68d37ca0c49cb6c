//! The words that a verb governs: its clause and the clauses joined to it.

use super::grammar::Part;
use super::source::{Source, View};
use crate::draft::is_capitalised;
use std::ops::Range;

impl View<'_> {
    /// The clause that holds a cue, with those joined to it. It ends at a semicolon, and at “while”, “although” or “but”
    /// before a subject of its own.
    pub(super) fn clause(&self, cue: &Range<usize>, sentence: &Range<usize>) -> Range<usize> {
        let start = self.clause_start(cue.start, sentence);
        // “While the union said so, the mayor”: the clause of “while” ends at its comma.
        let opens = self.is_contrast(start);
        let is_break = |token: usize| {
            self.text(token) == ";"
                || self.is_contrast(token) && !self.is_quoted(token) && self.has_subject(token + 1, sentence.end)
                || opens && self.text(token) == "," && self.has_subject(token + 1, sentence.end)
        };
        let end = (cue.end..sentence.end).find(|&token| is_break(token)).unwrap_or(sentence.end);
        start..end
    }

    fn clause_start(&self, cue: usize, sentence: &Range<usize>) -> usize {
        for token in (sentence.start..cue).rev() {
            if self.text(token) == ";" {
                return token + 1;
            }
            if !self.is_contrast(token) || self.is_quoted(token) || !self.has_subject(token + 1, sentence.end) {
                continue;
            }
            // “While no statement was made, the source said”: the cue stands after the clause of “while”.
            let comma = (token + 1..cue).find(|&at| {
                self.text(at) == "," && !self.is_quoted(at) && (self.has_subject(at + 1, sentence.end) || at + 4 >= cue)
            });
            return comma.map_or(token, |comma| comma + 1);
        }
        sentence.start
    }

    /// Whether a word sets one clause against another.
    fn is_contrast(&self, token: usize) -> bool {
        self.part(token).has(Part::CONTRAST)
    }

    /// Whether a clause with a subject of its own begins at a token: not “but would close”, nor “but that it would close”.
    fn has_subject(&self, at: usize, end: usize) -> bool {
        if at >= end || self.text(at) == "that" {
            return false;
        }
        if self.text(at) == "there" {
            return true;
        }
        let part = self.part(at);
        let is_article = part.has(Part::DETERMINER) || part.has(Part::POSSESSIVE) || part.has(Part::QUANTITY);
        let is_pronoun = part.has(Part::HE) || part.has(Part::IT) || part.has(Part::WRITER);
        let is_name = self.mention_at(at).is_some() || is_capitalised(self.text(at));
        let is_noun =
            || self.head_class(at).is_some() || (at..end.min(at + 3)).any(|next| self.head_class(next).is_some());
        (is_article || is_pronoun || is_name || is_noun()) && self.begins_clause(at, end)
    }

    /// The words that a cue governs: those after it, or, where it trails its clause, the whole of that.
    pub(super) fn governed(&self, cue: &Range<usize>, source: &Source, sentence: &Range<usize>) -> Range<usize> {
        let clause = self.clause(cue, sentence);
        let next = self.text(cue.end);
        let trails = cue.end + 1 >= clause.end || matches!(next, "." | ",");
        let comes_after = source.tokens.start > clause.start && self.is_mark(source.tokens.start - 1);
        // “In the end, the mayor said that”: what follows is what is said.
        let is_followed = next == "that" || self.begins_clause(cue.end, clause.end);
        if trails || comes_after && !is_followed && source.tokens.start > clause.start + 3 {
            clause
        } else {
            source.tokens.start.min(cue.start)..clause.end
        }
    }
}
