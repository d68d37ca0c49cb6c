//! Of whom an age, a birth or a death is told.

use crate::draft::{Draft, Token};
use crate::reading::names::{Kind, Lists, Mention, Names, is_kin, key_of_word};
use crate::reading::time::{Days, Time};
use crate::source::Span;
use std::ops::Range;

/// Most words between an age and the name after it: “the 57-year-old former harbour pilot Piotr Wendelin”.
const LONGEST_ROLE: usize = 4;

/// Most tokens between a verb and what is told with it: “died in hospital in the town at the age of 88”.
const REACH: usize = 10;

/// For so many days a death is news.
const LATELY: i32 = 31;

/// A person, and how the text speaks of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whom {
    pub(super) person: u32,
    /// Whether by the full name.
    pub(super) is_full: bool,
    /// Where.
    pub(super) at: Span,
}

impl Whom {
    fn of(mention: &Mention) -> Option<Self> {
        Some(Self { person: mention.person?, is_full: mention.is_full(), at: mention.span })
    }
}

/// A draft and its names.
#[derive(Clone, Copy)]
pub(super) struct Reader<'d> {
    pub(super) draft: &'d Draft,
    pub(super) names: &'d Names,
    pub(super) lists: &'d Lists,
}

impl<'d> Reader<'d> {
    fn text(self, token: usize) -> &'d str {
        self.draft.tokens.get(token).map_or("", |token| self.draft.text(token.span))
    }

    fn token_from(self, offset: u32) -> usize {
        self.draft.tokens.partition_point(|token| token.span.start < offset)
    }

    /// Whom an age is of: the name right before it, or after it with nothing but a role between, or a pronoun that can
    /// stand for one person only. With the words of both.
    pub(super) fn aged(self, time: &Time) -> Option<(Whom, Span)> {
        if let Some(mention) = self.mention_before(time.span) {
            let gap = self.draft.prose.text()[mention.span.range().end..time.span.range().start].trim();
            if matches!(gap, "," | "(" | ", aged" | "aged" | ", age" | "is" | ", now" | ", who is" | "is now") {
                return Some((Whom::of(mention)?, mention.span.cover(time.span)));
            }
        }
        let first = self.token_from(time.span.start);
        if let Some(verb) = first.checked_sub(1).filter(|&verb| self.text(verb) == "is")
            && let Some(whom) = verb.checked_sub(1).and_then(|at| self.pronoun(at))
        {
            return Some((whom, whom.at.cover(time.span)));
        }
        let at = self.names.mentions.partition_point(|mention| mention.span.start < time.span.end);
        let mention = self.names.mentions.get(at)?;
        let role = self.draft.tokens.get(self.token_from(time.span.end)..mention.tokens.start)?;
        let is_role = role.len() <= LONGEST_ROLE
            && role.iter().all(|token| token.is_word() && self.draft.text(token.span).starts_with(char::is_lowercase));
        let is_old = self.draft.text(time.span).contains("old");
        (is_old && is_role).then_some((Whom::of(mention)?, time.span.cover(mention.span)))
    }

    /// Who was born then, with the words from “born” on.
    pub(super) fn born(self, time: &Time) -> Option<(Whom, Span)> {
        let verb = self.verb_before(time.span, &["born"])?;
        // “Osei’s son was born in 1990”: somebody else.
        let whom = self.subject(verb, &["", ",", "was", "is", "(", ", who was", "who was", "had been"])?;
        Some((whom, self.draft.tokens[verb].span.cover(time.span)))
    }

    /// Who turned so many years old, with the words from the verb on.
    pub(super) fn turned(self, time: &Time) -> Option<(Whom, Span)> {
        let verb = self.verb_before(time.span, &["turned", "turns"])?;
        let whom = self.subject(verb, &["", ", who", "who", "has", "had", "just", "has just", ", who just"])?;
        Some((whom, self.draft.tokens[verb].span.cover(time.span)))
    }

    /// Who died then, or at that age, with the words from the verb on.
    pub(super) fn died(self, time: &Time) -> Option<(Whom, Span)> {
        let verb = self.verb_before(time.span, &["died"])?;
        let told = self.draft.tokens_in(Span { start: self.draft.tokens[verb].span.end, end: time.span.start });
        // “Died after her son turned 20”, “died, and was buried at 12”: something else is told of by then.
        let is_plain = told.iter().all(|token| {
            let text = self.draft.text(token.span);
            !matches!(text, "," | ";" | ":" | "(" | "—" | "–" | "and" | "but" | "when" | "while" | "after" | "before")
        });
        // Of the names between, none is somebody else's.
        let after = self.draft.tokens[verb].span.end;
        let from = self.names.mentions.partition_point(|mention| mention.span.start < after);
        let mut between = self.names.mentions[from..].iter().take_while(|mention| mention.span.end <= time.span.start);
        let is_own = between.all(|mention| mention.kind != Kind::Person);
        let subject = &["", ", who", "who", "has", ", who has", "who has", "had", "later", "also"];
        let whom = (is_plain && is_own).then(|| self.subject(verb, subject))??;
        Some((whom, self.draft.tokens[verb].span.cover(time.span)))
    }

    /// The days on which somebody died who “has died” by the date of the story; `None` of a death that may be long past.
    pub(super) fn just_before(self, died: Span) -> Option<Days> {
        let verb = self.token_from(died.start);
        let date = self.draft.date.filter(|_| verb.checked_sub(1).is_some_and(|before| self.text(before) == "has"))?;
        Some((date.checked_sub(jiff::Span::new().days(LATELY)).ok()?, date))
    }

    /// Whose life lies between the days in brackets after the full name.
    pub(super) fn lived(self, time: &Time) -> Option<(Whom, Span)> {
        let open = self.token_from(time.span.start).checked_sub(1)?;
        let close = self.token_from(time.span.end);
        let mention = self.mention_before(time.span)?;
        let is_bracketed = self.text(open) == "(" && self.text(close) == ")" && mention.tokens.end == open;
        // “President Osei (1981–1989)”, “Osei II (1837–1901)”: an office, a reign.
        let is_plain = mention.is_full() && mention.title.is_none() && mention.suffix.is_none();
        (is_bracketed && is_plain).then_some((Whom::of(mention)?, time.span))
    }

    /// The nearest of some verbs before a place, in its sentence.
    fn verb_before(self, at: Span, verbs: &[&str]) -> Option<usize> {
        let sentence = &self.draft.sentences[self.draft.sentence_at(at.start)?];
        let end = self.token_from(at.start);
        let from = end.saturating_sub(REACH).max(sentence.tokens.start);
        (from..end).rev().find(|&token| verbs.contains(&self.text(token)))
    }

    /// Of whom a verb tells: the person right before it in the sentence, with no more between than one of these; or a
    /// pronoun.
    fn subject(self, verb: usize, between: &[&str]) -> Option<Whom> {
        let at = self.draft.tokens[verb].span;
        let sentence = &self.draft.sentences[self.draft.sentence_at(at.start)?];
        if let Some(mention) = self.mention_before(at).filter(|mention| mention.span.start >= sentence.span.start) {
            let gap = self.draft.prose.text()[mention.span.range().end..at.range().start].trim();
            return between.contains(&without_apposition(gap)).then(|| Whom::of(mention))?;
        }
        let first = sentence.tokens.start;
        let is_close = verb <= first + 3 && (first + 1..verb).all(|token| between.contains(&self.text(token)));
        is_close.then(|| self.pronoun(first))?
    }

    /// The one person whom a pronoun at the start of a sentence can stand for: the paragraph has named nobody else so far,
    /// nor told of anybody by another noun, and its last sentence began with the person.
    fn pronoun(self, token: usize) -> Option<Whom> {
        let sentence = self.draft.sentence_at(self.draft.tokens.get(token)?.span.start)?;
        let here = &self.draft.sentences[sentence];
        if here.tokens.start != token || !matches!(self.text(token), "He" | "She") {
            return None;
        }
        let before = &self.draft.sentences[sentence.checked_sub(1)?];
        let block = &self.draft.blocks[here.block];
        let told = block.tokens.start..token;
        if before.block != here.block || told.len() > LONGEST_PARAGRAPH || self.has_others(told.clone()) {
            return None;
        }
        let from = self.names.mentions.partition_point(|mention| mention.tokens.start < told.start);
        let mut named = self.names.mentions[from..].iter().take_while(|mention| mention.tokens.end <= token);
        let first = named.next().filter(|mention| mention.kind == Kind::Person)?;
        let is_somebody = |mention: &Mention| {
            mention.kind == Kind::Person
                || mention.given.is_none() && self.lists.is_given_name(key_of_word(self.draft.text(mention.span)))
        };
        if named.any(|mention| is_somebody(mention) && mention.person != first.person) {
            return None;
        }
        let begins = first.title.as_ref().map_or(first.tokens.start, |title| title.start);
        let goes_on = before.tokens.start == begins || matches!(self.text(before.tokens.start), "He" | "She");
        let person = first.person.filter(|_| goes_on)?;
        Some(Whom { person, is_full: false, at: self.draft.tokens[token].span })
    }

    /// Whether the text tells of somebody by a noun of kinship, age or sex.
    fn has_others(self, tokens: Range<usize>) -> bool {
        self.draft.tokens[tokens].iter().filter(|token| token.is_word()).any(|token: &Token| {
            let word = self.draft.text(token.span).trim_end_matches("’s").trim_end_matches("'s");
            is_kin(word) || OTHERS.binary_search(&word).is_ok()
        })
    }

    /// The last person named before a place, if nothing else is named in between.
    fn mention_before(self, at: Span) -> Option<&'d Mention> {
        let before = self.names.mentions.partition_point(|mention| mention.span.end <= at.start);
        self.names.mentions[..before].last().filter(|mention| mention.kind == Kind::Person)
    }
}

/// What stands between a name and its verb without “, the painter,”.
fn without_apposition(gap: &str) -> &str {
    let inner = gap.strip_prefix(", ").and_then(|rest| rest.split_once(','));
    let is_plain = |words: &str| {
        words.split(' ').next().is_some_and(|word| matches!(word, "the" | "a" | "an"))
            && words.len() <= LONGEST_APPOSITION
            && words.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b' ' | b'-'))
            && !words.split(' ').any(|word| matches!(word, "who" | "whose" | "and" | "of" | "to"))
    };
    match inner {
        Some((words, rest)) if is_plain(words) => rest.trim(),
        _ => gap,
    }
}

/// Longest apposition, in bytes.
const LONGEST_APPOSITION: usize = 60;

/// Longest paragraph, in tokens, in which a pronoun is looked after.
const LONGEST_PARAGRAPH: usize = 120;

/// Words for somebody, relatives aside, of whom the next “he” or “she” may be told, sorted.
const OTHERS: &[&str] = &[
    "baby",
    "boy",
    "boyfriend",
    "colleague",
    "driver",
    "friend",
    "girl",
    "girlfriend",
    "man",
    "neighbour",
    "partner",
    "person",
    "rival",
    "student",
    "teenager",
    "victim",
    "woman",
    "youth",
];
