//! Runs of capitalised words, cut into titles and names.

use super::lists::{Lists, key_of_word, key_of_words};
use super::people::acts;
use super::titles::TitleClass;
use super::vocabulary::{is_article, is_day_or_month, is_institution_key, is_opener, is_particle, is_suffix};
use super::{Kind, Mention};
use crate::draft::{Draft, Mask, Role, Token, TokenKind, is_capitalised, without_possessive};
use crate::reading::words::{Sieve, is_function_hash};
use crate::source::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What the draft shows of a word that stands with a capital.
#[derive(Clone, Copy, Default)]
struct Evidence {
    /// It stands with a capital where only a name does.
    inside: bool,
    /// It stands in small letters somewhere.
    lower: bool,
}

/// Longest name, in words, that is taken for a person's.
const LONGEST_NAME: usize = 4;

/// Most words of a title.
const LONGEST_TITLE: usize = 6;

/// Finds the names in all blocks that a reader reads as copy.
pub(super) fn find(draft: &Draft, hashes: &[u32], lists: &Lists) -> Vec<Mention> {
    let capitals = capitals(draft);
    let evidence = evidence(draft, hashes, &capitals);
    let mut finder = Finder { draft, hashes, lists, evidence, mentions: Vec::new() };
    let mut next = 0;
    while let Some(capital) = capitals.get(next) {
        let end = finder.run(capital);
        let passed = capitals[next..].iter().take_while(|capital| capital.token < end).count();
        next += passed.max(1);
    }
    finder.mentions
}

/// A word with a capital.
struct Capital {
    token: usize,
    /// Any word would have a capital there: at the start of a sentence, a quotation, a list item.
    is_opening: bool,
    block: usize,
    sentence_end: usize,
}

fn is_read(role: Role) -> bool {
    matches!(
        role,
        Role::Headline | Role::Dek | Role::Body | Role::Subhead | Role::List | Role::Caption | Role::Blockquote
    )
}

/// The words with a capital, in blocks that are not written in title case.
fn capitals(draft: &Draft) -> Vec<Capital> {
    let mut found = Vec::new();
    let text = draft.prose.text();
    let mut last: Option<(usize, bool)> = None;
    for sentence in &draft.sentences {
        let block = &draft.blocks[sentence.block];
        let is_copy = last.filter(|(known, _)| *known == sentence.block).map_or_else(
            || {
                let in_title_case = || is_title_case(draft, &draft.tokens[block.tokens.clone()]);
                is_read(block.role) && (block.role == Role::Body || !in_title_case())
            },
            |(_, is_copy)| is_copy,
        );
        last = Some((sentence.block, is_copy));
        if !is_copy {
            continue;
        }
        let mut is_opening = true;
        for index in sentence.tokens.clone() {
            let token = &draft.tokens[index];
            match token.kind {
                TokenKind::Word => {
                    if is_capitalised(token.text(text)) {
                        found.push(Capital {
                            token: index,
                            is_opening,
                            block: sentence.block,
                            sentence_end: sentence.tokens.end,
                        });
                    }
                    is_opening = false;
                }
                // The commonest marks part words inside a sentence.
                TokenKind::Mark
                    if matches!(text.as_bytes()[token.span.range().start], b',' | b'.' | b')' | b'-' | b'%') => {}
                TokenKind::Mark => {
                    // After a comma no word has a capital of its own accord; after these marks a sentence may begin.
                    is_opening |= matches!(
                        token.text(text),
                        "“" | "\"" | "‘" | ":" | "•" | "…" | "*" | "|" | "(" | "[" | "?" | "!" | "'"
                    );
                }
                TokenKind::Number | TokenKind::Address => is_opening = false,
            }
        }
    }
    found
}

/// Whether most of the longer words have a capital.
fn is_title_case(draft: &Draft, tokens: &[Token]) -> bool {
    let (mut capitals, mut all) = (0, 0);
    for word in tokens.iter().filter(|token| token.is_word() && token.span.len() > 3) {
        all += 1;
        capitals += usize::from(is_capitalised(draft.text(word.span)));
    }
    all > 1 && capitals * 3 >= all * 2
}

/// What the draft shows of each word that stands with a capital.
fn evidence(draft: &Draft, hashes: &[u32], capitals: &[Capital]) -> FxHashMap<u32, Evidence> {
    let mut evidence: FxHashMap<u32, Evidence> = FxHashMap::default();
    for capital in capitals {
        let word = word_key(draft, hashes, capital.token);
        evidence.entry(word).or_default().inside |= !capital.is_opening;
    }
    let text = draft.prose.text().as_bytes();
    #[allow(clippy::iter_over_hash_type, reason = "the order of what is added makes no difference")]
    let sieve = Sieve::of(evidence.keys().copied());
    for (token, hash) in draft.tokens.iter().zip(hashes) {
        if sieve.may_hold(*hash)
            && text[token.span.range().start].is_ascii_lowercase()
            && token.kind == TokenKind::Word
            && let Some(known) = evidence.get_mut(hash)
        {
            known.lower = true;
        }
    }
    evidence
}

/// The key of a word without its possessive ending.
fn word_key(draft: &Draft, hashes: &[u32], token: usize) -> u32 {
    let text = draft.text(draft.tokens[token].span);
    let bare = without_possessive(text);
    if bare.len() == text.len() && text.is_ascii() { hashes[token] } else { key_of_word(bare) }
}

struct Finder<'d> {
    draft: &'d Draft,
    hashes: &'d [u32],
    lists: &'d Lists,
    evidence: FxHashMap<u32, Evidence>,
    mentions: Vec<Mention>,
}

/// A word of a run.
#[derive(Clone, Copy)]
struct Part {
    token: usize,
    key: u32,
}

impl Finder<'_> {
    fn text(&self, token: usize) -> &str {
        self.draft.text(self.draft.tokens[token].span)
    }

    /// Reads the run that starts at a word. Returns the token after it.
    fn run(&mut self, first: &Capital) -> usize {
        let (mut parts, end) = self.gather(first);
        if parts.is_empty() {
            return first.token + 1;
        }
        if first.is_opening && !self.may_open_name(&parts) {
            parts.remove(0);
        }
        let title = self.strip_titles(&mut parts);
        if let Some(mention) = self.mention(&parts, title, first) {
            self.mentions.push(mention);
        }
        end
    }

    /// The words that follow one another with capitals, particles and initials between them included.
    fn gather(&self, first: &Capital) -> (Vec<Part>, usize) {
        let mut parts = Vec::with_capacity(4);
        let mut at = first.token;
        let limit = first.sentence_end;
        while at < limit && parts.len() < 12 {
            let word = self.text(at);
            if !self.is_part(at) {
                break;
            }
            parts.push(Part { token: at, key: word_key(self.draft, self.hashes, at) });
            at += 1;
            if without_possessive(word).len() < word.len() {
                break;
            }
            // “George W. Bush”: the full stop after an initial or a short title parts nothing.
            let is_short = word.len() == 1 || self.lists.starts_title(parts[parts.len() - 1].key) && word.len() <= 5;
            if at < limit && self.text(at) == "." && is_short && self.touches(at - 1, at) {
                at += 1;
            }
            if at >= limit || !self.follows(at - 1, at) {
                break;
            }
            // A particle or the “of” of a title, if another capital follows.
            let mut beyond = at;
            while beyond < limit && beyond < at + 2 && is_particle(self.text(beyond)) {
                beyond += 1;
            }
            if beyond > at {
                let joins =
                    beyond < limit && self.is_part(beyond) && (at..beyond).all(|one| self.follows(one, one + 1));
                let is_of = matches!(self.text(at), "of" | "for" | "the");
                if !joins || is_of && !self.is_title_with_of(&parts, at, beyond) {
                    break;
                }
                parts.extend((at..beyond).map(|token| Part { token, key: self.hashes[token] }));
                at = beyond;
            }
        }
        (parts, at)
    }

    /// Whether the words so far, the small ones that follow and the next capital are the beginning of a title:
    /// “Secretary of State”.
    fn is_title_with_of(&self, parts: &[Part], at: usize, beyond: usize) -> bool {
        let keys: Vec<u32> =
            parts.iter().map(|part| part.key).chain((at..=beyond).map(|token| self.hashes[token])).collect();
        (0..keys.len().saturating_sub(2)).any(|from| {
            self.lists.starts_title(keys[from])
                && self.lists.title_of(key_of_words(keys[from..].iter().copied())).is_some()
        })
    }

    /// Whether a token can be a word of a name: it has a capital, and is neither an abbreviation in capitals nor a month,
    /// a weekday or a word of grammar.
    fn is_part(&self, token: usize) -> bool {
        let word = self.text(token);
        self.draft.tokens[token].kind == TokenKind::Word
            && is_capitalised(word)
            && (word.len() == 1 && word != "I"
                || word.chars().any(char::is_lowercase)
                || word.contains('.') && word.len() <= 4)
            && !is_function_hash(self.hashes[token])
            && !(is_day_or_month(self.hashes[token])
                && !(word.len() < 6 && self.lists.is_given_name(self.hashes[token])))
    }

    fn follows(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.draft.tokens.get(one), self.draft.tokens.get(other)) else { return false };
        matches!(&self.draft.prose.text()[one.span.range().end..other.span.range().start], " " | "\u{a0}" | "\n")
    }

    fn touches(&self, one: usize, other: usize) -> bool {
        self.draft.tokens[one].span.end == self.draft.tokens[other].span.start
    }

    /// Whether the word that opens a sentence belongs to the name that follows it.
    fn may_open_name(&self, parts: &[Part]) -> bool {
        let first = parts[0];
        let known = self.evidence.get(&first.key).copied().unwrap_or_default();
        let is_given = self.lists.is_given_name(first.key);
        let starts_title = self.lists.starts_title(first.key);
        let leads_on = is_given || starts_title || self.text(first.token).len() == 1;
        if leads_on && parts.len() > 1 {
            return true;
        }
        // What stands in small letters elsewhere is a word like any other.
        !known.lower
            && (known.inside
                || is_given
                || starts_title
                || !self.lists.figures_spelt(first.key).is_empty()
                || parts.len() == 1 && self.is_somebody(first.token)
                || parts.len() == 2 && !is_opener(self.text(first.token)))
    }

    /// Whether the word that opens a sentence speaks in it, or owns something.
    fn is_somebody(&self, token: usize) -> bool {
        let word = self.text(token);
        without_possessive(word).len() < word.len()
            || self.draft.tokens.get(token + 1).is_some_and(|next| acts(self.lists, self.draft.text(next.span)))
    }

    /// Takes titles and the countries before them off the front; returns the tokens of what was taken.
    fn strip_titles(&self, parts: &mut Vec<Part>) -> Option<Range<usize>> {
        if !parts.iter().any(|part| self.lists.starts_title(part.key)) {
            return None;
        }
        let keys: Vec<u32> = parts.iter().map(|part| part.key).collect();
        let mut from = 0;
        let mut title: Option<(usize, usize)> = None;
        while from < keys.len() {
            if let Some(length) = self.title_length(&keys[from..]) {
                title = Some((title.map_or(from, |(first, _)| first), from + length));
                from += length;
            } else if title.is_none()
                && keys.len() - from > 1
                && let Some(length) = (1..=2.min(keys.len() - from)).rev().find(|&length| {
                    self.lists.polity_of(key_of_words(keys[from..from + length].iter().copied())).is_some()
                })
                && from + length < keys.len()
                && self.title_length(&keys[from + length..]).is_some()
            {
                from += length;
            } else {
                break;
            }
        }
        let (first, end) = title?;
        let tokens = parts[first].token..parts[end - 1].token + 1;
        parts.drain(..end);
        Some(tokens)
    }

    /// How many words the longest title has that stands first.
    fn title_length(&self, keys: &[u32]) -> Option<usize> {
        self.lists.starts_title(*keys.first()?).then_some(())?;
        let is_title = |length: &usize| self.lists.title_of(key_of_words(keys[..*length].iter().copied())).is_some();
        (1..=LONGEST_TITLE.min(keys.len())).rev().find(is_title)
    }

    /// What the rest of a run is.
    fn mention(&self, parts: &[Part], title: Option<Range<usize>>, first: &Capital) -> Option<Mention> {
        let mut parts = parts;
        let mut suffix = None;
        while let Some((last, rest)) = parts.split_last().filter(|(_, rest)| !rest.is_empty()) {
            let word = without_possessive(self.text(last.token));
            if is_suffix(word) {
                suffix = Some(last.key);
                parts = rest;
            } else {
                break;
            }
        }
        let (begin, last) = (parts.first()?, parts.last()?);
        let last_token = self.draft.tokens[last.token].span;
        let last_text = self.draft.text(last_token);
        let bare = without_possessive(last_text);
        let surname_span = Span::new(last_token.range().start, last_token.range().start + bare.len());
        let span = self.draft.tokens[begin.token].span.cover(surname_span);
        if self.draft.is_masked(span, &[Mask::Url, Mask::Code, Mask::Template, Mask::Dateline]) {
            return None;
        }
        let words = parts.iter().filter(|part| is_capitalised(self.text(part.token))).count();
        let title = title.or_else(|| self.job_before(begin.token));
        let is_person = words <= LONGEST_NAME && self.is_person(parts, title.as_ref(), first);
        Some(Mention {
            span,
            tokens: begin.token..last.token + 1,
            given: (parts.len() > 1).then_some(begin.key),
            surname: last.key,
            surname_span,
            is_initial: parts.len() > 1 && self.text(begin.token).chars().count() == 1,
            title,
            suffix,
            kind: if is_person { Kind::Person } else { Kind::Other },
            person: None,
            is_quoted: self.draft.is_masked(span, &[Mask::Quoted]),
            is_word: self.evidence.get(&last.key).is_some_and(|known| known.lower),
            starts_with_word: self.evidence.get(&begin.key).is_some_and(|known| known.lower)
                || is_institution_key(begin.key)
                || self.lists.polity_of(key_of_words([begin.key])).is_some(),
            has_article: begin.token > 0
                && is_article(self.text(begin.token - 1))
                && self.follows(begin.token - 1, begin.token),
            block: first.block as u32,
        })
    }

    /// A job in small letters right before the name: “striker Wayne Rooney”.
    fn job_before(&self, token: usize) -> Option<Range<usize>> {
        let before = token.checked_sub(1)?;
        let is_job = |from: usize| {
            let keys = (from..token).map(|token| self.hashes[token]);
            self.lists.title_of(key_of_words(keys)).is_some_and(|title| title.class == TitleClass::Job)
        };
        if !self.lists.may_end_job(self.hashes[before])
            || !self.follows(before, token)
            || is_capitalised(self.text(before))
        {
            return None;
        }
        let two = before.checked_sub(1).filter(|&two| self.follows(two, before) && is_job(two));
        two.or_else(|| Some(before).filter(|&one| is_job(one))).map(|from| from..token)
    }

    fn is_person(&self, parts: &[Part], title: Option<&Range<usize>>, first: &Capital) -> bool {
        let class = title.and_then(|title| {
            let keys =
                title.clone().filter(|&token| self.draft.tokens[token].is_word()).map(|token| self.hashes[token]);
            self.lists.title_of(key_of_words(keys)).map(|title| title.class)
        });
        let last = parts[parts.len() - 1];
        if is_institution_key(last.key) {
            return false;
        }
        match class {
            Some(TitleClass::Job) if parts.len() == 1 => return false,
            Some(_) => return true,
            None => {}
        }
        // “Sri Lankan”, “South Korea”: the last words, or all of them, are a country's.
        let is_polity =
            |words: &[Part]| self.lists.polity_of(key_of_words(words.iter().map(|part| part.key))).is_some();
        if parts.len() < 2 || (1..=parts.len()).any(|words| is_polity(&parts[parts.len() - words..])) {
            return false;
        }
        let begin = parts[0];
        let is_initial = self.text(begin.token).chars().count() == 1;
        let lower = self.evidence.get(&begin.key).is_some_and(|known| known.lower);
        let opening = first.is_opening && first.token == begin.token;
        is_initial || self.lists.is_given_name(begin.key) && !(lower && opening)
    }
}
