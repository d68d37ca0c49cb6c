//! A term: a phrase, or a pattern in slashes.

use super::literal;
use crate::draft::{Folded, fold_text};
use regex::bytes::{Captures, Regex, RegexBuilder};
use regex_automata::{Anchored, Input, meta, nfa::thompson::WhichCaptures, util::syntax};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// What the build found out about the patterns of the built-in word lists.
mod built_in {
    include!(concat!(env!("OUT_DIR"), "/literals.rs"));
}

/// Compiled size (bytes) above which a pattern is refused.
const LARGEST: usize = 4 << 20;

/// Where a phrase may begin and end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Boundary {
    /// At whole words: `Anne` is not found in `Anne-Marie` nor `Brien` in `O’Brien`; a possessive does not count.
    #[default]
    Word,
    /// At parts of a word too: `Kiev` is found in `Kiev-based`.
    Part,
    /// Anywhere.
    Anywhere,
    /// Only as a whole block: a line of page furniture. Bullets, arrows and stops around it do not count; a question mark
    /// does, for only a story asks “Search?”. Rules cannot ask for it.
    Block,
}

/// No line of page furniture is longer (bytes), so that no other block has to be looked at for one.
pub(super) const LONGEST_LINE: usize = 400;

/// How a pattern names the group that narrows its match.
const HIT: &str = "<hit>";

/// How far around a literal spaces are counted, in bytes; further away the whole block is searched.
const FAR: usize = 1024;

/// How many bytes of bullets, arrows and curly marks may stand in such a line beside the words.
const AROUND: usize = 24;

impl Boundary {
    /// The names used in rules.
    pub const NAMES: [(&'static str, Self); 3] =
        [("word", Self::Word), ("part", Self::Part), ("anywhere", Self::Anywhere)];
}

/// Why a term cannot be used.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub struct TermError {
    /// What is wrong.
    pub message: String,
    /// Where in the term as it was written, in bytes.
    pub at: Range<usize>,
}

/// What a rule looks for: a phrase, or a pattern.
#[derive(Debug)]
pub struct Term {
    /// As it was written.
    written: Box<str>,
    folded: Box<str>,
    kind: Kind,
    match_case: bool,
    /// Whether it has to be all of a block.
    whole_block: bool,
    facts: Facts,
}

#[derive(Debug)]
enum Kind {
    Phrase(Boundary),
    /// Compiled when first needed, to be found and to have its groups read.
    Pattern {
        finder: OnceLock<Option<Compiled>>,
        groups: OnceLock<Option<Regex>>,
    },
}

/// A pattern, ready to be looked for.
#[derive(Debug)]
struct Compiled {
    regex: meta::Regex,
    /// Whether it is looked for in text in ASCII lower case.
    lower: bool,
    /// Whether a group narrows its match.
    narrowed: bool,
}

impl Compiled {
    /// Whether it matches at the start of a part of a text: what it reports, if anything, and where the match ends.
    fn find_at(&self, text: &str, part: Range<usize>) -> Option<(Option<Range<usize>>, usize)> {
        let input = Input::new(text).range(part).anchored(Anchored::Yes);
        if self.narrowed {
            let mut found = self.regex.create_captures();
            self.regex.search_captures(&input, &mut found);
            let end = found.get_match()?.end();
            // A match in which the group has no part only uses up what it covers.
            Some((found.get_group_by_name("hit").map(|group| whole_characters(text, group.range())), end))
        } else {
            let found = self.regex.search(&input)?;
            Some((Some(whole_characters(text, found.range())), found.end()))
        }
    }

    /// Hands over where it matches inside a part of a text.
    fn find(&self, text: &str, part: Range<usize>, mut take: impl FnMut(Range<usize>)) {
        let input = Input::new(text).range(part);
        if self.narrowed {
            let named = self.regex.captures_iter(input).filter_map(|found| found.get_group_by_name("hit"));
            named.for_each(|group| take(whole_characters(text, group.range())));
        } else {
            self.regex.find_iter(input).for_each(|found| take(whole_characters(text, found.range())));
        }
    }

    /// Folded text as it is looked for in it.
    fn seen<'t>(&self, folded: &'t str) -> Cow<'t, str> {
        let lower = self.lower && folded.bytes().any(|byte| byte.is_ascii_uppercase());
        if lower { folded.to_ascii_lowercase().into() } else { folded.into() }
    }
}

/// What the scan goes by, before a term is tried.
#[derive(Clone, Debug)]
struct Facts {
    /// Bytes of the longest match.
    longest: usize,
    /// The letters a match may start with: see [`literal::first_letters`].
    letters: u32,
    /// How many bytes of white space a match holds at most, if there is a limit.
    spaces: Option<usize>,
    /// Whether a match can only be where a block begins.
    anchored: bool,
    /// Strings one of which is in every match: see [`literal::required`].
    literals: Strings,
    /// Strings one of which is in every match as well.
    also: Strings,
    /// Whether every match begins with one of `literals`.
    begins: bool,
    /// What the words of a match begin with, if that is known: see [`literal::openings`].
    openings: Strings,
}

/// Strings of bytes, of the build or of a run.
type Strings = Cow<'static, [Cow<'static, [u8]>]>;

impl Term {
    /// A term as rules write it: a phrase, or a pattern between slashes.
    ///
    /// # Errors
    /// [`TermError`] for an empty term and for a pattern that is wrong, too large, or matches the empty string.
    pub fn new(written: &str, match_case: bool, boundary: Boundary) -> Result<Self, TermError> {
        let pattern = written.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
        match pattern {
            Some(pattern) if !pattern.is_empty() => Self::pattern(written, pattern, match_case, boundary),
            _ => Self::phrase(written, match_case, boundary),
        }
    }

    fn phrase(written: &str, match_case: bool, boundary: Boundary) -> Result<Self, TermError> {
        let folded = fold_text(written);
        if folded.trim().is_empty() {
            return Err(TermError { message: "an empty term would be found everywhere".into(), at: 0..written.len() });
        }
        let facts = Facts {
            longest: folded.len(),
            letters: folded.bytes().next().map_or(u32::MAX, literal::letter),
            spaces: None,
            anchored: false,
            literals: Cow::Owned(spellings(&folded, match_case)),
            also: Cow::Borrowed(&[]),
            begins: false,
            openings: Cow::Borrowed(&[]),
        };
        Ok(Self::of_kind(Kind::Phrase(boundary), written, folded, match_case, boundary, facts))
    }

    fn of_kind(kind: Kind, written: &str, folded: String, match_case: bool, boundary: Boundary, facts: Facts) -> Self {
        let whole_block = boundary == Boundary::Block;
        let (written, folded) = (written.into(), folded.into());
        Self { written, folded, kind, match_case, whole_block, facts }
    }

    fn pattern(written: &str, pattern: &str, match_case: bool, boundary: Boundary) -> Result<Self, TermError> {
        let term = |folded: String, facts: Facts| {
            let kind = Kind::Pattern { finder: OnceLock::new(), groups: OnceLock::new() };
            Self::of_kind(kind, written, folded, match_case, boundary, facts)
        };
        if let Ok(known) = built_in::FACTS.binary_search_by(|(known, _)| (*known).cmp(pattern)) {
            return Ok(term(pattern.to_owned(), built_in::FACTS[known].1.clone()));
        }
        let folded = fold_text(pattern);
        let unicode = needs_unicode(&folded);
        // Case is only spelt out where letters are not ASCII; ASCII letters are looked for in lower case anyway.
        let parsed = regex_syntax::ParserBuilder::new()
            .unicode(unicode)
            .utf8(false)
            .case_insensitive(unicode && !match_case)
            .build()
            .parse(&folded);
        let hir = match parsed {
            Ok(hir) => hir,
            Err(error) => return Err(syntax_error(&error, folded.len() == pattern.len(), pattern)),
        };
        let whole = 0..written.len();
        if hir.properties().minimum_len() == Some(0) {
            let message = "the pattern matches even where there is nothing, and so would be found everywhere".into();
            return Err(TermError { message, at: whole });
        }
        let strings = |found: Vec<Vec<u8>>| found.into_iter().map(Cow::Owned).collect();
        let anchored = literal::is_anchored(&hir);
        let required = literal::required(&hir).unwrap_or_default();
        let opens = anchored || boundary == Boundary::Block;
        let facts = Facts {
            longest: hir.properties().maximum_len().unwrap_or(usize::MAX),
            letters: literal::first_letters(&hir),
            spaces: literal::spaces(&hir),
            anchored,
            literals: strings(required.literals),
            also: strings(required.also),
            begins: required.begins,
            openings: strings(opens.then(|| literal::openings(&hir)).flatten().unwrap_or_default()),
        };
        let term = term(folded, facts);
        // Patterns are compiled when a draft first needs them; one that may be too large is tried at once.
        if !literal::is_sound(&hir) && term.finder().is_none() {
            let message = "the pattern is too large once its repetitions are spelt out".into();
            return Err(TermError { message, at: whole });
        }
        Ok(term)
    }

    /// The term as it was written.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether it is a pattern.
    #[must_use]
    pub fn is_pattern(&self) -> bool {
        matches!(self.kind, Kind::Pattern { .. })
    }

    /// Whether it has to be tried on every block, for want of a literal to look for.
    #[must_use]
    pub fn is_blind(&self) -> bool {
        self.facts.literals.is_empty()
    }

    /// Whether a block may hold it, by its length and, where it has to be all of the block, by its first letter.
    pub(super) fn fits(&self, block: &str) -> bool {
        if !self.whole_block {
            return true;
        }
        if block.len() > self.facts.longest.saturating_add(AROUND).min(LONGEST_LINE) {
            return false;
        }
        // Marks before the first word may be part of the match or bullets that do not count.
        let first = block.bytes().find(u8::is_ascii_alphanumeric);
        self.facts.letters & (literal::OTHER | first.map_or(u32::MAX, literal::letter)) != 0
    }

    /// Whether a window of text in ASCII lower case, of which a part may hold a match, begins as a match has to.
    pub(super) fn may_begin(&self, text: &str, window: &Range<usize>, part: &Range<usize>) -> bool {
        if !self.facts.anchored {
            return true;
        }
        let line = &text.as_bytes()[window.clone()];
        let word = || line.iter().position(|&byte| literal::is_word(byte)).map_or(&[][..], |word| &line[word..]);
        let opens = |word: &[u8]| self.facts.openings.iter().any(|opening| word.starts_with(opening));
        part.start == window.start && (self.facts.openings.is_empty() || opens(word()))
    }

    /// Whether a part of text in ASCII lower case has what every match has besides a literal.
    pub(super) fn may_hold(&self, part: &[u8]) -> bool {
        let holds = |string: &Cow<'static, [u8]>| memchr::memmem::find(part, string).is_some();
        self.facts.also.is_empty() || self.facts.also.iter().any(holds)
    }

    /// The part of a window of text that a match with a literal at `at` may take.
    pub(super) fn around(&self, text: &str, window: &Range<usize>, at: usize) -> Range<usize> {
        let start = if self.begins() { at } else { window.start };
        let Some(spaces) = self.facts.spaces.filter(|_| !self.whole_block) else { return start..window.end };
        // No match is longer; and text without spaces is not gone through to its ends from each of its literals.
        let first = window.start.max(at.saturating_sub(self.facts.longest));
        let last = window.end.min(at.saturating_add(self.facts.longest));
        let (near, far) = (first.max(at.saturating_sub(FAR)), last.min(at + FAR));
        let (mut start, mut end, text) = (at, at, text.as_bytes());
        let mut left = if self.begins() { 0 } else { spaces + 1 };
        while start > near && left > 0 {
            start -= 1;
            left -= usize::from(literal::is_space(text[start]));
        }
        if left > 0 && !self.begins() {
            start = first;
        }
        let mut left = spaces;
        while end < far && (left > 0 || !literal::is_space(text[end])) {
            left -= usize::from(literal::is_space(text[end]));
            end += 1;
        }
        if end == far {
            end = last;
        }
        start..end
    }

    /// Whether a match is only where a literal begins.
    pub(super) fn begins(&self) -> bool {
        self.facts.begins && !self.whole_block
    }

    /// Strings one of which is in every match, if there are any worth looking for.
    pub(super) fn literals(&self) -> &[Cow<'static, [u8]>] {
        &self.facts.literals
    }

    /// Where the term has to be all of a block: what the words of the block then begin with, if that is known. In ASCII
    /// lower case, the first byte an ASCII letter, digit or underscore.
    pub(super) fn openings(&self) -> &[Cow<'static, [u8]>] {
        if self.whole_block { &self.facts.openings } else { &[] }
    }

    /// The pattern as it is compiled.
    fn source(&self) -> Cow<'_, str> {
        if self.whole_block { format!(r"^\W*(?:{})[^\w?]*$", self.folded).into() } else { Cow::Borrowed(&self.folded) }
    }

    /// The pattern, to be found. What a prefilter would do, the shared scan has done: building one would be most of the
    /// work, and thousands of house patterns are built when a draft first needs them.
    fn finder(&self) -> Option<&Compiled> {
        let Kind::Pattern { finder, .. } = &self.kind else { return None };
        let compiled = finder.get_or_init(|| {
            let (lower, narrowed) = (self.sees_lower_case(), self.folded.contains(HIT));
            let engine = meta::Config::new()
                .auto_prefilter(false)
                .which_captures(if narrowed { WhichCaptures::All } else { WhichCaptures::Implicit })
                .onepass(false)
                // What is tried at a few places of a draft is not worth the tables for searching a text both ways.
                .hybrid(self.is_blind() && !self.whole_block && !self.facts.anchored)
                .utf8_empty(false)
                .nfa_size_limit(Some(LARGEST));
            let syntax = syntax::Config::new()
                .unicode(needs_unicode(&self.folded))
                .utf8(false)
                .case_insensitive(!self.match_case);
            let mut builder = meta::Regex::builder();
            builder.configure(engine);
            let small = if lower {
                let cased = syntax.case_insensitive(false);
                literal::in_lower_case(&syntax::parse_with(&self.source(), &cased).ok()?)
            } else {
                None
            };
            let built = match small {
                Some(hir) => builder.build_from_hir(&hir),
                None => builder.syntax(syntax).build(&self.source()),
            };
            Some(Compiled { regex: built.ok()?, lower, narrowed })
        });
        compiled.as_ref()
    }

    /// Whether the pattern is looked for in text in ASCII lower case.
    fn sees_lower_case(&self) -> bool {
        !self.match_case && !needs_unicode(&self.folded) && !self.folded.contains("\\x") && !turns_case_on(&self.folded)
    }

    /// The pattern with its groups.
    fn regex(&self) -> Option<&Regex> {
        let Kind::Pattern { groups, .. } = &self.kind else { return None };
        let compiled = groups.get_or_init(|| {
            RegexBuilder::new(&self.source())
                .unicode(needs_unicode(&self.folded))
                .case_insensitive(!self.match_case)
                .size_limit(LARGEST)
                .build()
                .ok()
        });
        compiled.as_ref()
    }

    /// Whether it is a phrase that stands only where no letter and no digit is before it.
    pub(super) fn starts_word(&self) -> bool {
        matches!(self.kind, Kind::Phrase(boundary) if boundary != Boundary::Anywhere)
            && self.folded.chars().next().is_some_and(char::is_alphanumeric)
    }

    /// Whether a phrase whose literal was found at a range of the folded text really stands there.
    pub(super) fn stands_at(&self, folded: &Folded, at: Range<usize>) -> bool {
        let Kind::Phrase(boundary) = self.kind else { return false };
        (!self.match_case || folded.cased.as_bytes()[at.clone()] == *self.folded.as_bytes())
            && bounded(&folded.cased, at, boundary)
    }

    /// Where the term matches in a piece of folded text. A group named `hit` narrows the match.
    pub(crate) fn find_in(&self, folded: &str) -> Vec<Range<usize>> {
        match &self.kind {
            Kind::Pattern { .. } => {
                let mut found = Vec::new();
                if let Some(finder) = self.finder() {
                    finder.find(&finder.seen(folded), 0..folded.len(), |range| found.push(range));
                }
                found
            }
            Kind::Phrase(boundary) => {
                let lower = if self.match_case { folded.to_owned() } else { folded.to_lowercase() };
                let wanted = if self.match_case { self.folded.to_string() } else { self.folded.to_lowercase() };
                // Lower case may be longer than upper in a few scripts; then offsets would not fit.
                if lower.len() != folded.len() {
                    return Vec::new();
                }
                let found = lower.match_indices(&wanted).map(|(at, text)| at..at + text.len());
                found.filter(|range| bounded(folded, range.clone(), *boundary)).collect()
            }
        }
    }

    /// Hands over where a pattern matches inside a part of a window of folded text; marks of place (`^`, `\b`) see all of
    /// the window, and ranges count from its start. A group named `hit` narrows the match.
    pub(super) fn find_within(
        &self,
        folded: &Folded,
        window: Range<usize>,
        part: Range<usize>,
        take: impl FnMut(Range<usize>),
    ) {
        let Some(finder) = self.finder() else { return };
        let text = if finder.lower { &folded.lower } else { &folded.cased };
        finder.find(&text[window], part, take);
    }

    /// Whether a pattern matches at the start of a part of a window: what it reports, if anything, and where the match
    /// ends; ranges as before.
    pub(super) fn find_at(
        &self,
        folded: &Folded,
        window: Range<usize>,
        part: Range<usize>,
    ) -> Option<(Option<Range<usize>>, usize)> {
        let finder = self.finder()?;
        let text = if finder.lower { &folded.lower } else { &folded.cased };
        finder.find_at(&text[window], part)
    }

    /// Whether a piece of folded text in ASCII lower case has what every match has, if that is known.
    pub(crate) fn may_match(&self, lower: &str) -> bool {
        let has = |wanted: &Cow<'static, [u8]>| {
            memchr::memmem::find(lower.as_bytes(), literal::without_edges(wanted).0).is_some()
        };
        self.is_blind() || self.literals().iter().any(has)
    }

    /// How far around a hit a match that covers it can reach, in bytes of prose, with the letters beside it.
    pub(crate) fn reach(&self) -> u32 {
        // No exception is longer than this. A character of the prose has up to four bytes where its folded form has one.
        const FARTHEST: usize = 400;
        self.facts.longest.saturating_mul(4).saturating_add(8).min(FARTHEST) as u32
    }

    /// Whether a pattern matches somewhere in a piece of folded text. A phrase is never asked.
    pub(crate) fn is_match(&self, folded: &str) -> bool {
        self.finder().is_some_and(|finder| finder.regex.is_match(finder.seen(folded).as_bytes()))
    }

    /// Whether it is a pattern with a group.
    pub(crate) fn has_group(&self) -> bool {
        self.regex().is_some_and(|regex| regex.captures_len() > 1)
    }

    /// The first group of the match that was found at `at` in a piece of folded text.
    pub(crate) fn first_group(&self, folded: &str, at: &Range<usize>) -> Option<Range<usize>> {
        let regex = self.regex()?;
        let names = || regex.capture_names().enumerate().find(|(_, name)| *name == Some("hit"));
        let captures = match names() {
            Some((1, _)) => return Some(at.clone()),
            Some(_) => self.captures_at(folded, at)?,
            // The match begins where it was found, so that nothing before it has to be searched again.
            None => regex.captures_at(folded.as_bytes(), at.start)?,
        };
        captures.get(1).map(|group| whole_characters(folded, group.range()))
    }

    /// The groups of a pattern's match that covers `at` in a piece of folded text.
    pub(crate) fn captures_at<'t>(&self, folded: &'t str, at: &Range<usize>) -> Option<Captures<'t>> {
        let regex = self.regex()?;
        regex
            .captures_iter(folded.as_bytes())
            .find(|captures| captures.get(0).is_some_and(|whole| whole.start() <= at.start && at.end <= whole.end()))
    }
}

/// Bytes that the pattern engine may cut inside a character of another script are widened to whole characters.
fn whole_characters(text: &str, range: Range<usize>) -> Range<usize> {
    let start = crate::source::floor_boundary(text, range.start);
    let mut end = range.end;
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// The ways a phrase may be spelt in the folded text in ASCII lower case.
fn spellings(folded: &str, match_case: bool) -> Vec<Cow<'static, [u8]>> {
    let mut all = vec![folded.to_ascii_lowercase()];
    if !folded.is_ascii() && !match_case {
        let mut letters = folded.chars();
        let title: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        all.extend([folded.to_lowercase(), folded.to_uppercase(), title].map(|form| form.to_ascii_lowercase()));
        all.sort_unstable();
        all.dedup();
    }
    all.into_iter().map(|form| Cow::Owned(form.into_bytes())).collect()
}

/// Whether a part of a pattern asks for its capitals: `(?-i:US)`.
fn turns_case_on(pattern: &str) -> bool {
    pattern.match_indices("(?").any(|(at, _)| {
        let flags = pattern[at + 2..].split([':', ')']).next().unwrap_or("");
        flags.split_once('-').is_some_and(|(_, off)| off.contains('i'))
    })
}

/// Whether a pattern speaks of characters beyond ASCII as such: of letters, which have cases and bounds, in classes, or by
/// their numbers. Others run on bytes, which is faster to build and to match; folded text has few characters beyond ASCII.
fn needs_unicode(pattern: &str) -> bool {
    ["\\u", "\\U", "\\x{", "\\p", "\\P"].iter().any(|escape| pattern.contains(escape))
        || !pattern.is_ascii() && names_more_than_marks(pattern)
}

/// Whether there is a letter or digit beyond ASCII in a pattern, or any character beyond ASCII in a class.
fn names_more_than_marks(pattern: &str) -> bool {
    // The first mark of a class belongs to it, even a bracket that would close it.
    let (mut depth, mut escaped, mut first) = (0_usize, false, false);
    pattern.chars().any(|character| {
        let is_first = std::mem::take(&mut first);
        match character {
            _ if std::mem::take(&mut escaped) => {}
            '\\' => escaped = true,
            '[' => (depth, first) = (depth + 1, true),
            '^' if is_first => first = true,
            ']' if !is_first => depth = depth.saturating_sub(1),
            _ => return !character.is_ascii() && (depth > 0 || character.is_alphanumeric()),
        }
        false
    })
}

fn syntax_error(error: &regex_syntax::Error, same_offsets: bool, pattern: &str) -> TermError {
    let (what, span) = match error {
        regex_syntax::Error::Parse(error) => (error.kind().to_string(), *error.span()),
        regex_syntax::Error::Translate(error) => (error.kind().to_string(), *error.span()),
        _ => return TermError { message: error.to_string(), at: 0..pattern.len() + 2 },
    };
    let hint = if what.contains("look-around") {
        "; instead of looking ahead or behind, match the whole and name the part to report: (?<hit>...)"
    } else {
        ""
    };
    let at = if same_offsets { span.start.offset + 1..span.end.offset + 1 } else { 0..pattern.len() + 2 };
    TermError { message: format!("this pattern is wrong: {what}{hint}"), at }
}

/// Whether a phrase may stand at a range of the folded text.
fn bounded(text: &str, at: Range<usize>, boundary: Boundary) -> bool {
    if boundary == Boundary::Anywhere {
        return true;
    }
    let first = text[at.clone()].chars().next();
    let last = text[at.clone()].chars().next_back();
    let before = text[..at.start].chars().next_back();
    let mut after = text[at.end..].chars();
    let next = after.next();
    // A hyphen or an apostrophe that hangs on a word joins what follows to it.
    let joined = |mark: char| {
        let word = text[..at.start - mark.len_utf8()].chars().next_back().is_some_and(char::is_alphanumeric);
        boundary == Boundary::Word && matches!(mark, '-' | '\'') && word
    };
    let starts = !first.is_some_and(char::is_alphanumeric) || before.is_none_or(|c| !c.is_alphanumeric() && !joined(c));
    if !starts {
        return false;
    }
    if !last.is_some_and(char::is_alphanumeric) {
        return true;
    }
    let Some(next) = next else { return true };
    if next.is_alphanumeric() {
        return false;
    }
    match (next, after.next()) {
        ('-', Some(joined)) if boundary == Boundary::Word => !joined.is_alphanumeric(),
        ('\'', Some(joined)) if joined.is_alphanumeric() => {
            // A possessive belongs to the word that is looked for; any other letters make another word.
            boundary == Boundary::Part
                || (matches!(joined, 's' | 'S') && !after.next().is_some_and(char::is_alphanumeric))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(term: &str, text: &str) -> Vec<String> {
        let term = Term::new(term, false, Boundary::Word).expect("term");
        let folded = fold_text(text);
        term.find_in(&folded).into_iter().map(|range| folded[range].to_owned()).collect()
    }

    #[test]
    fn words_end_where_a_reader_says_they_do() {
        assert_eq!(found("Anne", "Anne-Marie, Anne’s and anne"), ["Anne", "anne"]);
        assert_eq!(found("Brien", "O’Brien met Brien"), ["Brien"]);
        assert_eq!(found("et al.", "Smith et al. wrote"), ["et al."]);
    }

    #[test]
    fn a_group_named_hit_narrows_the_match() {
        assert_eq!(found(r"/\w(?<hit> +),/", "one , two"), [" "]);
    }

    proptest::proptest! {
        /// A pattern of any case is looked for in lower case; it must find what it would find spelt out.
        #[test]
        fn lower_case_finds_what_any_case_does(
            parts in proptest::collection::vec("[A-Ca-c]{1,2}|\\[[A-Ca-c]{1,2}\\]|\\[\\^[A-C,]{1,2}\\]|\\\\w|\\[A-Z\\]|\\[\\^a-c\\]|B\\?|\\(c\\|Da\\)|\\(\\?-i:A\\)", 1..5),
            text in "[A-Da-d, ]{0,24}",
        ) {
            let pattern = parts.concat();
            let plain = RegexBuilder::new(&pattern).unicode(false).case_insensitive(true).build().expect("a pattern");
            let wanted: Vec<Range<usize>> = plain.find_iter(text.as_bytes()).map(|found| found.range()).collect();
            // What may match nothing is no term.
            if let Ok(term) = Term::new(&format!("/{pattern}/"), false, Boundary::Word) {
                proptest::prop_assert_eq!(term.find_in(&text), wanted, "{}", pattern);
            }
        }
    }

    #[test]
    fn marks_beyond_ascii_are_matched_whole() {
        assert_eq!(found("/(?:\u{a3}|\u{20ac})?\\d+ a week/", "now \u{a3}3 a week"), ["\u{a3}3 a week"]);
        assert_eq!(found("/now [\u{a3}\u{20ac}]\\d/", "Now \u{20ac}3"), ["Now \u{20ac}3"]);
        assert_eq!(found("/[]\u{a3}]\\d/", "\u{a3}3"), ["\u{a3}3"]);
        assert_eq!(
            found("/\\b\u{43a}\u{438}\u{457}\u{432}/", "\u{41a}\u{438}\u{457}\u{432}"),
            ["\u{41a}\u{438}\u{457}\u{432}"]
        );
    }

    #[test]
    fn wrong_patterns_say_where() {
        let error = Term::new("/a(b/", false, Boundary::Word).expect_err("wrong");
        assert_eq!(error.at, 2..3);
        assert!(Term::new("/a*/", false, Boundary::Word).is_err());
        assert!(Term::new("/(?:a{900}){900}/", false, Boundary::Word).is_err());
        assert!(Term::new("/(?=a)b/", false, Boundary::Word).expect_err("wrong").message.contains("(?<hit>"));
    }
}
