//! Events: what kind they are, between whom, and which of several.

use super::Events;
use crate::draft::{Draft, Mask, Role, Token, TokenKind, is_capitalised};
use crate::reading::names::Lists;
use crate::reading::words::{self, is_function_hash};
use crate::source::Span;
use std::ops::Range;

/// Something that happens or goes on, as a draft names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    /// Its kind: see `rules/lexicon/events.txt`.
    pub(crate) class: u16,
    /// The noun.
    pub(crate) noun: Span,
    /// The countries it is between, sorted; as the story has them where the sentence does not say.
    pub(crate) parties: Vec<u16>,
    /// `1` for “the first”, `2` for “the second round of”.
    pub(crate) rank: Option<u16>,
    /// The word that tells it from others of its kind: `trade` of “trade war”, `civil` of “civil war”.
    pub(crate) topic: Option<u32>,
    /// Whether it is said to be direct, or indirect.
    pub(crate) direct: Option<bool>,
    /// The word right before the noun, where it may tell which one is meant: `port` of “the port strike”.
    pub(crate) modifier: Option<u32>,
    /// What it is about, where the noun is followed or led by it, sorted: the words of “talks on grain exports”, of “grain
    /// talks”. None for what talks between enemies are about of themselves.
    pub(crate) about: Vec<u32>,
    /// The hash of the noun.
    pub(crate) word: u32,
    /// Whether it is a war, which stories call by many names.
    pub(crate) is_war: bool,
}

impl Event {
    /// Whether two events may be one: of one kind, with nothing that tells them apart.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        self.class == other.class
            && self.topic == other.topic
            && (self.parties == other.parties || self.parties.is_empty() || other.parties.is_empty())
            && (self.rank.is_none() || other.rank.is_none() || self.rank == other.rank)
            && (self.direct.is_none() || other.direct.is_none() || self.direct == other.direct)
    }
}

/// Most words after “talks on” that tell what they are on.
const LONGEST_MATTER: usize = 5;

/// How many tokens before and after a noun name its parties.
const PARTY_REACH: (usize, usize) = (12, 9);

/// Finds events in the sentences of a draft.
pub(super) struct Finder<'d> {
    pub(super) draft: &'d Draft,
    pub(super) hashes: &'d [u32],
    pub(super) lists: &'d Lists,
}

impl<'d> Finder<'d> {
    pub(super) fn new(draft: &'d Draft, hashes: &'d [u32], lists: &'d Lists) -> Self {
        Self { draft, hashes, lists }
    }

    pub(super) fn text(&self, token: usize) -> &'d str {
        self.draft.tokens.get(token).map_or("", |token| self.draft.text(token.span))
    }

    pub(super) fn is(&self, token: usize, words: &[&str]) -> bool {
        let text = self.text(token);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// The tokens of the sentence that holds a place.
    pub(super) fn sentence(&self, at: Span) -> Option<Range<usize>> {
        self.draft.sentence_at(at.start).map(|sentence| self.draft.sentences[sentence].tokens.clone())
    }

    pub(super) fn token_at(&self, offset: u32) -> usize {
        self.draft.tokens.partition_point(|token| token.span.start < offset)
    }

    /// The kind of event that a token stands for. A noun with a capital inside a sentence is a name's: “Cold War”.
    pub(super) fn class(&self, token: usize) -> Option<u16> {
        let class = self.lists.event_class(*self.hashes.get(token)?)?;
        let opens = token == 0
            || self.draft.sentence_at(self.draft.tokens[token].span.start).is_some_and(|sentence| {
                let tokens = &self.draft.sentences[sentence];
                tokens.tokens.start + 1 >= token || self.draft.blocks[tokens.block].role == Role::Headline
            });
        (opens || !is_capitalised(self.text(token))).then_some(class)
    }

    /// The event that the noun at a token names.
    pub(super) fn event(&self, token: usize, sentence: &Range<usize>) -> Option<Event> {
        let class = self.class(token)?;
        // One of several: what is said of it is not said of the one that the story is about.
        let before = token.saturating_sub(4).max(sentence.start)..token;
        if before
            .clone()
            .any(|near| self.is(near, &["another", "new", "earlier", "previous", "other", "similar", "that"]))
        {
            return None;
        }
        let from = token.saturating_sub(PARTY_REACH.0).max(sentence.start);
        let to = (token + PARTY_REACH.1).min(sentence.end);
        let mut parties: Vec<u16> = (from..to).flat_map(|near| self.polities(near)).collect();
        parties.sort_unstable();
        parties.dedup();
        Some(Event {
            class,
            noun: self.draft.tokens[token].span,
            parties,
            rank: self.rank(token, sentence),
            topic: self.topic(token),
            direct: self.directness(token, sentence),
            modifier: self.modifier(token, sentence),
            about: self.about(token, sentence),
            word: self.hashes[token],
            is_war: self.lists.event_kind("war") == Some(class),
        })
    }

    /// The countries that a word names: two in “Russian-Ukrainian”.
    fn polities(&self, token: usize) -> impl Iterator<Item = u16> + use<'d> {
        let word = self.text(token);
        let lists = self.lists;
        let token = &self.draft.tokens[token];
        // The place in the dateline takes no part in what is told.
        let is_name = is_capitalised(word)
            && token.kind == TokenKind::Word
            && !self.draft.is_masked(token.span, &[Mask::Dateline]);
        let parts = is_name.then(|| word.split(['-', '–', '‑'])).into_iter().flatten();
        parts.filter_map(move |part| lists.polity_of_word(part))
    }

    /// “First”, “second round of”: which of several.
    fn rank(&self, token: usize, sentence: &Range<usize>) -> Option<u16> {
        let from = token.saturating_sub(7).max(sentence.start);
        (from..token).rev().find_map(|near| {
            let rank = match self.text(near).to_ascii_lowercase().as_str() {
                "first" | "1st" => 1,
                "second" | "2nd" => 2,
                "third" | "3rd" => 3,
                "fourth" | "4th" => 4,
                "fifth" | "5th" => 5,
                "sixth" | "6th" => 6,
                _ => return None,
            };
            // Only words that belong to the noun stand between.
            let between = &self.draft.tokens[near + 1..token];
            between.iter().all(|word| self.is_modifier(word)).then_some(rank)
        })
    }

    /// Whether a word can stand between a rank and its noun.
    fn is_modifier(&self, word: &Token) -> bool {
        let text = self.draft.text(word.span);
        word.kind == TokenKind::Word
            && !matches!(text, "and" | "but" | "that" | "which" | "who" | "in" | "since" | "for" | "to")
    }

    /// The word right before the noun, where it tells the event from others of its kind.
    fn topic(&self, token: usize) -> Option<u32> {
        const TELLING: [&str; 26] = [
            "trade",
            "civil",
            "price",
            "drug",
            "drugs",
            "culture",
            "cold",
            "world",
            "turf",
            "bidding",
            "propaganda",
            "cyber",
            "budget",
            "climate",
            "pay",
            "wage",
            "tariff",
            "nuclear",
            "coalition",
            "merger",
            "takeover",
            "gang",
            "star",
            "gulf",
            "hunger",
            "air",
        ];
        let before = token.checked_sub(1)?;
        self.is(before, &TELLING).then(|| self.hashes[before])
    }

    /// The word before a noun, unless it says nothing of which one is meant.
    fn modifier(&self, token: usize, sentence: &Range<usize>) -> Option<u32> {
        const PLAIN: [&str; 40] = [
            "the",
            "a",
            "an",
            "this",
            "its",
            "their",
            "his",
            "her",
            "and",
            "of",
            "in",
            "military",
            "ongoing",
            "bloody",
            "brutal",
            "long",
            "long-running",
            "bitter",
            "deadly",
            "devastating",
            "full-scale",
            "convoluted",
            "complex",
            "current",
            "continuing",
            "armed",
            "violent",
            "grinding",
            "costly",
            "direct",
            "peace",
            "first",
            "second",
            "third",
            "russian",
            "ukrainian",
            "latest",
            "entire",
            "whole",
            "face-to-face",
        ];
        let before = token.checked_sub(1).filter(|before| *before >= sentence.start)?;
        let is_word = self.draft.tokens[before].kind == TokenKind::Word;
        (is_word && !self.is(before, &PLAIN)).then(|| self.hashes[before])
    }

    /// The words that tell what a meeting is about.
    fn about(&self, token: usize, sentence: &Range<usize>) -> Vec<u32> {
        const OF_THEMSELVES: [&str; 14] = [
            "war",
            "conflict",
            "peace",
            "truce",
            "ceasefire",
            "fighting",
            "end",
            "ending",
            "invasion",
            "hostilities",
            "stopping",
            "halting",
            "direct",
            "round",
        ];
        let mut about: Vec<u32> = self.modifier(token, sentence).into_iter().collect();
        if self.is(token + 1, &["on", "about", "over", "concerning", "regarding"]) {
            let words = (token + 2..sentence.end.min(token + 2 + LONGEST_MATTER)).take_while(|&near| {
                self.draft.tokens[near].kind == TokenKind::Word
                    && !self.is(near, &["in", "since", "after", "before", "for"])
            });
            about.extend(words.map(|near| self.hashes[near]).filter(|hash| !is_function_hash(*hash)));
        }
        about.retain(|hash| OF_THEMSELVES.iter().all(|word| words::hash(word, 0..word.len()) != *hash));
        about.sort_unstable();
        about.dedup();
        about
    }

    fn directness(&self, token: usize, sentence: &Range<usize>) -> Option<bool> {
        let from = token.saturating_sub(4).max(sentence.start);
        (from..token).find_map(|near| {
            if self.is(near, &["direct", "face-to-face"]) {
                Some(true)
            } else if self.is(near, &["indirect", "proximity", "mediated"]) {
                Some(false)
            } else {
                None
            }
        })
    }

    /// The nearest event that is named before a token, not more than so many tokens back.
    pub(super) fn before(&self, token: usize, sentence: &Range<usize>, reach: usize) -> Option<(usize, Event)> {
        let from = token.saturating_sub(reach).max(sentence.start);
        let noun = (from..token).rev().find(|&near| self.class(near).is_some())?;
        Some((noun, self.event(noun, sentence)?))
    }

    /// The nearest event that is named from a token on, not more than so many tokens ahead.
    pub(super) fn after(&self, token: usize, sentence: &Range<usize>, reach: usize) -> Option<(usize, Event)> {
        let to = (token + reach).min(sentence.end);
        let noun = (token..to).find(|&near| self.class(near).is_some())?;
        Some((noun, self.event(noun, sentence)?))
    }

    /// All events that are said to be one of several.
    pub(super) fn ranked(&self) -> Vec<Event> {
        let mut found = Vec::new();
        for sentence in &self.draft.sentences {
            for token in sentence.tokens.clone() {
                if self.class(token).is_some() {
                    found.extend(self.event(token, &sentence.tokens).filter(|event| event.rank.is_some()));
                }
            }
        }
        found
    }

    /// Gives the events that name no parties those of the story, where the story knows one pair only.
    pub(super) fn complete(&self, events: &mut Events) {
        let mut pairs: Vec<Vec<u16>> = Vec::new();
        for sentence in &self.draft.sentences {
            for token in sentence.tokens.clone() {
                if self.class(token).is_some()
                    && let Some(event) = self.event(token, &sentence.tokens).filter(|event| event.parties.len() == 2)
                    && !pairs.contains(&event.parties)
                {
                    pairs.push(event.parties);
                }
            }
        }
        let [pair] = pairs.as_slice() else { return };
        let of_anchors = events.anchors.iter_mut().map(|anchor| &mut anchor.event);
        for event in of_anchors.chain(&mut events.ranked) {
            if event.parties.iter().all(|party| pair.contains(party)) {
                event.parties.clone_from(pair);
            }
        }
    }
}
