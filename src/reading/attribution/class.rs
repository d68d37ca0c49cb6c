//! What sort of source a phrase names.

use super::grammar::Part;
use super::lexicon::Head;
use super::source::{SourceClass, View};
use crate::draft::{TokenKind, is_capitalised, without_possessive};
use crate::reading::names::{Kind, Mention, is_institution, key_of_word};
use crate::reading::words::is_function_word;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

impl View<'_> {
    pub(super) fn class_of(&self, tokens: Range<usize>, head: usize) -> Option<SourceClass> {
        let part = self.part(head);
        let word = self.text(head);
        if part.has(Part::WRITER) {
            let stem = word.split(['\'', '’']).next().unwrap_or_default();
            return (tokens.len() == 1 && matches!(stem, "I" | "we" | "We")).then_some(SourceClass::Named);
        }
        // “Those who say”; but “those surveyed” are the ones whom a poll asked.
        if matches!(word, "those" | "Those") {
            let is_asked =
                matches!(self.text(head + 1), "surveyed" | "polled" | "interviewed" | "questioned" | "present");
            return Some(if is_asked { SourceClass::Described } else { SourceClass::Vague });
        }
        if word == "one" && head > tokens.start && matches!(self.text(head - 1), "no" | "No") {
            return Some(SourceClass::Vague);
        }
        if matches!(word, "anyone" | "none" | "None") {
            return Some(SourceClass::Described);
        }
        if matches!(
            word,
            "someone" | "Someone" | "somebody" | "everyone" | "Everyone" | "everybody" | "nobody" | "People"
        ) && tokens.len() == 1
        {
            return Some(SourceClass::Vague);
        }
        let known = self.head_class(head);
        // “Senate Democrats”: a name for a group.
        if known == Some(Head::Vague) && self.mention_at(head).is_some_and(|mention| mention.tokens.len() > 1) {
            return Some(SourceClass::Described);
        }
        if tokens.clone().any(|token| self.mention_at(token).is_some_and(|mention| mention.kind == Kind::Person))
            && !self.is_possessive(head)
            && (self.mention_at(head).is_some_and(|mention| mention.kind == Kind::Person))
        {
            return Some(SourceClass::Named);
        }
        if matches!(word, "it" | "It") && tokens.len() == 1 {
            return Some(SourceClass::Institution);
        }
        // A noun that opens the sentence is no name for its capital.
        let is_quantified = self.is_quantified(&tokens, head);
        let is_noun = |mention: &Mention| {
            mention.tokens.len() == 1
                && known.is_some()
                && (is_quantified || known == Some(Head::Vague) || !self.is_inside_sentence(head))
        };
        if let Some(mention) = self.mention_at(head).filter(|mention| !is_noun(mention)) {
            let name = self.draft.text(mention.span);
            if self.lexicon.is_outlet(name) || tokens.clone().any(|token| self.text(token) == "News") {
                return Some(SourceClass::Outlet);
            }
            if self.lists.polity_of_word(word).is_some() || is_institution(word) || known == Some(Head::Institution) {
                return Some(SourceClass::Institution);
            }
            if mention.tokens.len() == 1 && matches!(known, Some(Head::Described | Head::Vague | Head::Anonymous)) {
                return Some(SourceClass::Described);
            }
            return Some(if mention.given.is_some() || mention.tokens.len() == 1 {
                SourceClass::Named
            } else {
                SourceClass::Institution
            });
        }
        if part.has(Part::HE) || part.has(Part::HIM) && tokens.len() == 1 {
            return Some(SourceClass::Named);
        }
        if is_capitalised(word) && self.lists.polity_of_word(word).is_some() {
            return Some(SourceClass::Institution);
        }
        match known {
            Some(Head::Document) if self.is_owned(tokens.clone(), head) => Some(SourceClass::Document),
            Some(Head::Document) => Some(SourceClass::Vague),
            _ if self.is_hidden(tokens.clone()) => Some(SourceClass::Anonymous),
            // “Some activists”, “many countries”, “most of his friends”: which ones?
            Some(Head::Described | Head::Vague) if is_quantified && is_plural(word) => Some(SourceClass::Vague),
            Some(Head::Institution | Head::Anonymous)
                if is_quantified && is_plural(word) && self.is_general(tokens.clone(), head) =>
            {
                Some(SourceClass::Vague)
            }
            Some(Head::Institution) => Some(SourceClass::Institution),
            // “One voter”, “another employee”.
            Some(Head::Described) if matches!(self.text(tokens.start), "one" | "One" | "another" | "Another") => {
                Some(SourceClass::Anonymous)
            }
            Some(Head::Described) => Some(SourceClass::Described),
            Some(Head::Anonymous) => Some(self.anonymous_or_described(tokens, head)),
            Some(Head::Vague) if self.is_general(tokens.clone(), head) => Some(SourceClass::Vague),
            Some(Head::Vague) => Some(SourceClass::Described),
            None if self.lexicon.is_outlet(word) => Some(SourceClass::Outlet),
            None if is_quantified && is_plural(word) && is_person_noun(&word.to_ascii_lowercase()) => {
                Some(SourceClass::Vague)
            }
            None if head == tokens.start && is_person_noun(&word.to_ascii_lowercase()) => Some(SourceClass::Described),
            None if is_capitalised(word)
                && (self.is_inside_sentence(head)
                    || tokens.len() == 1
                        && !word.ends_with('s')
                        && word.len() > 2
                        && !is_function_word(word)
                        && !word.ends_with("ing")
                        && !word.ends_with("ly")) =>
            {
                Some(SourceClass::Named)
            }
            None if is_person_noun(&word.to_ascii_lowercase()) => Some(SourceClass::Described),
            None => None,
        }
    }

    /// What answers for a statement, by a noun in the singular or the plural.
    pub(super) fn head_class(&self, head: usize) -> Option<Head> {
        let known = self.lexicon.head(self.hash(head));
        if known.is_some() {
            return known;
        }
        let word = without_possessive(self.text(head));
        let of = |word: &str| self.lexicon.head(key_of_word(word));
        let singular = word.strip_suffix('s').filter(|singular| singular.len() > 2 && !singular.ends_with('s'));
        let by_y = || word.strip_suffix("ies").and_then(|stem| of(&format!("{stem}y")));
        of(word).or_else(|| of(singular?)).or_else(by_y).or_else(|| of(word.strip_suffix("es")?)).filter(|&head| {
            // The singular of a plural in the list is somebody: “an analyst”. The plural of what is listed is not vague by that.
            head != Head::Vague
        })
    }

    /// Whether only a quantity tells who is meant: “some voters”, “many of them”; not “some 20 voters”, “the many voters”.
    fn is_quantified(&self, tokens: &Range<usize>, head: usize) -> bool {
        let counts = |token: usize| self.part(token).has(Part::QUANTITY);
        let first = tokens.start;
        // “A number of voters”.
        let opens = if matches!(self.text(first), "a" | "A") { first + 1 } else { first };
        first < head
            && counts(opens)
            && (opens == first || self.text(opens + 1) == "of")
            && self.draft.tokens.get(opens + 1).is_some_and(|token| token.kind != TokenKind::Number)
    }

    /// Whether a document is somebody's, or is one that the text has told of: “the report”.
    fn is_owned(&self, tokens: Range<usize>, head: usize) -> bool {
        let said_of = tokens.clone().any(|token| {
            self.is_possessive(token)
                // “Reports” at the head of two sentences is no name.
                || token != head && self.mention_at(token).is_some()
                || is_capitalised(self.text(token)) && token > tokens.start
        });
        let is_definite =
            matches!(self.text(tokens.start), "the" | "The" | "this" | "This" | "that" | "That" | "its" | "his");
        said_of || is_definite || self.text(head + 1) == "by"
    }

    /// Whether somebody is said to be unnamed, or told by what they know.
    fn is_hidden(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|token| {
            matches!(self.text(token), "familiar" | "briefed" | "anonymity" | "unnamed" | "anonymous")
                || matches!((self.text(token), self.text(token + 1)), ("close", "to") | ("knowledge", "of"))
        })
    }

    /// Of an official, an aide, a source: one alone who is not named, or several whose office is told.
    fn anonymous_or_described(&self, tokens: Range<usize>, head: usize) -> SourceClass {
        let word = self.text(head);
        let is_source = matches!(word, "source" | "sources" | "Sources" | "insider" | "insiders");
        let first = self.text(tokens.start);
        let is_one = matches!(first, "a" | "A" | "an" | "An" | "one" | "One" | "another" | "Another");
        // “Senior government officials”: of which government?
        let is_bare = word.ends_with('s')
            && tokens.end == head + 1
            && (tokens.start..head)
                .all(|token| self.part(token).has(Part::GENERAL) || self.part(token).has(Part::QUANTITY));
        if is_source || is_one {
            SourceClass::Anonymous
        } else if is_bare {
            SourceClass::Vague
        } else {
            SourceClass::Described
        }
    }

    /// Whether nothing in a phrase says who is meant.
    fn is_general(&self, tokens: Range<usize>, head: usize) -> bool {
        let definite = |token: usize| {
            matches!(self.text(token), "the" | "The" | "these" | "These" | "those" | "Those" | "both" | "Both")
                || self.is_possessive(token)
                || self.draft.tokens[token].kind == TokenKind::Number
                || matches!(
                    self.text(token),
                    "two"
                        | "Two"
                        | "three"
                        | "Three"
                        | "four"
                        | "Four"
                        | "five"
                        | "Five"
                        | "six"
                        | "Six"
                        | "seven"
                        | "eight"
                )
        };
        let named = |token: usize| {
            token > tokens.start && token < head && is_capitalised(self.text(token)) && !is_regional(self.text(token))
        };
        !tokens.clone().take_while(|&token| token <= head).any(|token| definite(token) || named(token))
            && !(head + 1..tokens.end).any(|token| is_capitalised(self.text(token)))
    }
}

/// Whether a noun is by its ending one of somebody.
pub(super) fn is_person_noun(word: &str) -> bool {
    const THINGS: [&str; 34] = [
        "number",
        "matter",
        "letter",
        "order",
        "power",
        "paper",
        "water",
        "winter",
        "summer",
        "center",
        "centre",
        "dinner",
        "factor",
        "sector",
        "error",
        "border",
        "offer",
        "answer",
        "corner",
        "career",
        "chapter",
        "weather",
        "october",
        "november",
        "september",
        "december",
        "computer",
        "disaster",
        "theater",
        "murder",
        "color",
        "floor",
        "other",
        "whether",
    ];
    let bare = word.strip_suffix('s').unwrap_or(word);
    word.len() > 4
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        && ["er", "or", "ist", "ian", "man", "men", "woman", "women", "ee", "eer", "ant"]
            .iter()
            .any(|ending| bare.ends_with(ending))
        && !THINGS.contains(&bare)
}

/// Whether a noun is a plural, as far as its form tells.
pub(super) fn is_plural(word: &str) -> bool {
    const OTHERS: [&str; 23] = [
        "people",
        "those",
        "men",
        "women",
        "children",
        "police",
        "many",
        "some",
        "most",
        "few",
        "both",
        "data",
        "media",
        "majority",
        "folks",
        "half",
        "percent",
        "cent",
        "public",
        "staff",
        "congressmen",
        "policemen",
        "spokesmen",
    ];
    let is_singular = ["ss", "sis", "us", "news", "politics"].iter().any(|ending| word.ends_with(ending));
    word.ends_with('s') && !is_singular || OTHERS.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// Adjectives that make a region or a country of a group and nothing more.
pub(crate) fn is_regional(word: &str) -> bool {
    const OTHERS: &str = "Western Eastern Northern Southern European African Asian Arab American British French German \
        Dutch Irish Scottish Welsh Greek Turkish Polish Czech Slovak Danish Swedish Finnish Norwegian Spanish Portuguese \
        Chinese Japanese Vietnamese Lebanese Israeli Iraqi Pakistani Kuwaiti Saudi Afghan Kurdish Thai Swiss Balkan Nordic \
        Baltic Gulf US U.S. UK U.K. EU Kremlin Beijing Washington Westminster Brussels";
    static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| OTHERS.split_whitespace().collect());
    SET.contains(word)
        || (is_capitalised(word)
            && word.len() > 5
            && ["ian", "ean", "ish", "ese", "can", "uan"].iter().any(|ending| word.ends_with(ending)))
}
