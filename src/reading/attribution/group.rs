//! A verb with its auxiliaries and adverbs.

use super::grammar::Part;
use super::lexicon::Form;
use super::source::View;

/// The verb's auxiliaries and adverbs.
#[derive(Debug)]
pub(super) struct Group {
    /// The first token.
    pub(super) start: usize,
    pub(super) is_passive: bool,
    pub(super) is_infinitive: bool,
    pub(super) has_auxiliary: bool,
    /// The form of the verb, where it alone tells whether the subject is one or several.
    pub(super) form: Option<Form>,
}

impl Group {
    /// Whether it has no auxiliary, and no “to”.
    pub(super) fn is_bare(&self) -> bool {
        !self.has_auxiliary && !self.is_infinitive
    }
}

impl View<'_> {
    /// The auxiliaries and adverbs before a verb.
    pub(super) fn group_before(&self, at: usize, floor: usize) -> Group {
        let mut group = Group { start: at, is_passive: false, is_infinitive: false, has_auxiliary: false, form: None };
        while group.start > floor && at - group.start < 7 {
            let token = group.start - 1;
            if self.is_mark(token) || self.is_quoted(token) {
                break;
            }
            let part = self.part(token);
            let word = self.text(token);
            // “They’re hopeful”: the subject and the auxiliary are one word.
            if part.has(Part::CONTRACTED) {
                group.has_auxiliary = true;
                // “He’s said” stands for “he has said”.
                let word = word.as_bytes();
                group.is_passive = part.has(Part::BE) && !word.ends_with(b"s") && !group.is_infinitive;
                break;
            }
            if part.has(Part::BE) || word == "got" {
                group.is_passive |= !group.is_infinitive;
                group.has_auxiliary = true;
            } else if word == "to" {
                group.is_infinitive = true;
            } else if part.has(Part::AUXILIARY) && !part.has(Part::ADVERB) {
                group.has_auxiliary = true;
            } else if !(self.is_adverb(token) || group.is_infinitive && part.has(Part::GOVERNOR)) {
                break;
            }
            group.start = token;
        }
        group
    }
}
