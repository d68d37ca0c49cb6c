//! `capitalization`: which words of a headline or subhead take a capital.

use super::phrases::{Matching, message};
use super::{Check, Inspector, Read};
use crate::draft::{Block, Draft, Role, Token, TokenKind, fold_text, is_capitalised, without_possessive};
use crate::reading::calendar;
use crate::rule::Resources;
use crate::scan::{Boundary, Term};
use crate::source::Span;
use crate::table::Table;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;

/// Words without a capital inside a title. Prepositions of two or three letters that are often adverbs in headlines
/// (“Sets Up”, “Moves Out”) are in [`EITHER`].
const SMALL: &[&str] =
    &["a", "an", "and", "as", "at", "but", "by", "for", "in", "nor", "of", "on", "or", "the", "to", "v", "vs"];

/// Words on which style guides differ; with the default list they may be written either way.
pub(super) const EITHER: &[&str] = &[
    "about", "after", "al", "amid", "as", "between", "da", "de", "del", "den", "di", "du", "el", "from", "if", "in",
    "into", "la", "le", "like", "off", "on", "onto", "out", "over", "per", "since", "so", "than", "that", "till",
    "under", "up", "upon", "van", "via", "von", "when", "with", "yet",
];

/// How words are to be capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Title,
    Sentence,
    Lower,
    Upper,
}

impl Style {
    const NAMES: [(&'static str, Self); 4] =
        [("title", Self::Title), ("sentence", Self::Sentence), ("lower", Self::Lower), ("upper", Self::Upper)];

    fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, style)| *style == self).map_or("", |(name, _)| name)
    }
}

/// What a block is held to.
#[derive(Debug)]
enum Wanted {
    Style(Style),
    Pattern(Box<Term>),
}

/// A style, and the words it does not apply to.
#[derive(Debug)]
pub(crate) struct Capitalization {
    wanted: Wanted,
    small: Option<FxHashSet<Box<str>>>,
    /// Words and phrases that stay as they are, folded, by their first word.
    exceptions: FxHashMap<Box<str>, Vec<Box<str>>>,
    after_colon: bool,
}

/// Where in a block a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    /// It opens a sentence.
    Start,
    /// After a colon, a dash, an opening quotation mark.
    AfterBreak,
    Inside,
    /// It is the last word of the block.
    Last,
}

impl Read for Capitalization {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let before = table.file().mistakes.count();
        let style = table.choice("style", &Style::NAMES);
        let match_case = table.boolean("match-case").unwrap_or(true);
        let matching = Matching { match_case, boundary: Boundary::Anywhere };
        let pattern = table.string("pattern").and_then(|text| {
            let term = matching.term(table.file(), text.value, text.span)?;
            if !term.is_pattern() {
                let remedy = format!("Write `pattern = '/{}/'`.", text.value);
                table.file().mistake(text.span, "a pattern stands between slashes", Some(remedy));
            }
            Some(Box::new(term))
        });
        let small = table.strings("small-words");
        let small = (!small.is_empty()).then(|| small.iter().map(|text| text.value.to_lowercase().into()).collect());
        let after_colon = table.boolean("after-colon").unwrap_or(true);
        let mut exceptions: FxHashMap<Box<str>, Vec<Box<str>>> = FxHashMap::default();
        let mut except = |phrase: &str| {
            let folded = fold_text(phrase.trim());
            let first = folded.split_whitespace().next().unwrap_or_default();
            exceptions.entry(first.into()).or_default().push(folded.as_str().into());
        };
        table.strings("exceptions").iter().for_each(|text| except(text.value));
        if let Some(lexicon) = resources.lexicon(table, "lexicon") {
            lexicon.entries().for_each(|(entry, _)| except(entry));
        }
        let wanted = match (style, pattern) {
            (Some(style), None) => Wanted::Style(style),
            (None, Some(pattern)) => Wanted::Pattern(pattern),
            (Some(_), Some(_)) => {
                let remedy = "Keep `style` or `pattern`; two rules can check both.";
                table.file().mistake(table.span(), "this check has both a style and a pattern", Some(remedy.into()));
                return None;
            }
            (None, None) => {
                if table.file().mistakes.count() == before {
                    let remedy = "Add `style = \"sentence\"`, another style, or a `pattern`.";
                    table.file().mistake(table.span(), "this check has no style", Some(remedy.into()));
                }
                return None;
            }
        };
        Some(Self { wanted, small, exceptions, after_colon })
    }
}

/// A word that is not as it should be, and how it should be.
type Change = (Span, String);

impl Check for Capitalization {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let names = OnceCell::new();
        let named = inspector.rule.scope.names_blocks();
        for index in inspector.blocks() {
            let block = &draft.blocks[index];
            // Nobody holds running text to a style of capitals.
            if !named && !matches!(block.role, Role::Headline | Role::Subhead) {
                continue;
            }
            match &self.wanted {
                Wanted::Pattern(pattern) => {
                    if !pattern.is_match(&draft.folded.cased[draft.folded.range_of(block.prose).range()]) {
                        self.report_block(inspector, block.prose);
                    }
                }
                Wanted::Style(style) => {
                    let mut changes = self.changes(inspector, block, *style, &names);
                    changes.retain(|(at, _)| inspector.looks_at(*at));
                    self.report_words(inspector, block, *style, &changes);
                }
            }
        }
    }
}

impl Capitalization {
    fn report_block(&self, inspector: &mut Inspector<'_>, at: Span) {
        let text = inspector.draft.text(at);
        let message = message(inspector.rule.message.as_ref(), &[("text", text)], || inspector.rule.summary.clone());
        let finding = inspector.finding(at, message);
        inspector.report(finding);
    }

    fn report_words(&self, inspector: &mut Inspector<'_>, block: &Block, style: Style, changes: &[Change]) {
        let Some(((at, put), rest)) = changes.split_first() else { return };
        let (text, count) = (inspector.draft.text(*at), changes.len().to_string());
        let values = [("text", text), ("put", put), ("count", &*count)];
        let message = message(inspector.rule.message.as_ref(), &values, || {
            let (style, role) = (style.name(), block.role.name());
            let more = match rest.len() {
                0 => String::new(),
                1 => " (and 1 word more)".to_owned(),
                n => format!(" (and {n} words more)"),
            };
            format!("“{text}” in a {role} in {style} style: write “{put}”{more}")
        });
        let mut finding = inspector.finding(*at, message);
        for (at, put) in rest {
            finding = finding.evidence(*at, format!("write “{put}”"));
        }
        let finding = finding.fix_together(changes, false);
        inspector.report(finding);
    }

    /// The words of a block that the style wants otherwise, in the order of the text.
    fn changes<'d>(
        &self,
        inspector: &Inspector<'d>,
        block: &Block,
        style: Style,
        names: &OnceCell<FxHashSet<&'d str>>,
    ) -> Vec<Change> {
        let draft = inspector.draft;
        let prose = draft.prose.text();
        let last = block.tokens.clone().rev().find(|&token| draft.tokens[token].is_word());
        let mut changes = Vec::new();
        let mut excepted = 0;
        for sentence in &draft.sentences[block.sentences.clone()] {
            let mut position = Position::Start;
            for index in sentence.tokens.clone() {
                let token = &draft.tokens[index];
                if token.kind != TokenKind::Word {
                    position = self.after(token, prose, position);
                    continue;
                }
                let here = if last == Some(index) && position == Position::Inside { Position::Last } else { position };
                position = Position::Inside;
                excepted = excepted.max(self.exception_end(draft, block, token));
                if token.span.start < excepted {
                    continue;
                }
                let word = token.text(prose);
                let is_name = || is_name(word, names.get_or_init(|| names_of(draft)));
                if let Some(put) = self.put(style, word, here, is_name) {
                    changes.push((token.span, put));
                }
            }
        }
        changes
    }

    /// Where the next word stands, after a token that is not a word.
    fn after(&self, token: &Token, prose: &str, position: Position) -> Position {
        if token.kind != TokenKind::Mark {
            return Position::Inside;
        }
        let breaks = match token.text(prose) {
            ":" => self.after_colon,
            "“" | "‘" | "\"" | "'" | "«" | "(" | "[" | "—" | "–" | "|" | "/" | "?" | "!" | ";" => true,
            // A hyphen between spaces is a dash.
            "-" => prose[..token.span.range().start].ends_with(' '),
            _ => false,
        };
        if breaks && position != Position::Start { Position::AfterBreak } else { position }
    }

    /// Where an exception that starts with the token ends; 0 if none does.
    fn exception_end(&self, draft: &Draft, block: &Block, token: &Token) -> u32 {
        if self.exceptions.is_empty() {
            return 0;
        }
        let from = draft.folded.from_prose(token.span.start) as usize;
        let rest = &draft.folded.cased[from..draft.folded.from_prose(block.prose.end) as usize];
        let word = &rest[..draft.folded.from_prose(token.span.end) as usize - from];
        let listed = [word, without_possessive(word)].into_iter().filter_map(|word| self.exceptions.get(word));
        let standing = listed.flatten().filter(|phrase| {
            rest.strip_prefix(&***phrase).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        });
        let end = standing.map(|phrase| phrase.len()).max();
        // The whole token is meant, a possessive ending included.
        end.map_or(0, |end| draft.folded.to_prose(Span::new(from + end, from + end)).start.max(token.span.end))
    }

    /// How a word should be written, or `None` if it is right.
    fn put(&self, style: Style, word: &str, position: Position, is_name: impl Fn() -> bool) -> Option<String> {
        if is_fixed(word) {
            return None;
        }
        let first = word.chars().next()?;
        match style {
            Style::Lower => word.chars().any(char::is_uppercase).then(|| word.to_lowercase()),
            Style::Upper => word.chars().any(char::is_lowercase).then(|| word.to_uppercase()),
            Style::Sentence => match position {
                Position::Start => first.is_lowercase().then(|| with_capital(word)),
                Position::AfterBreak => None,
                Position::Inside | Position::Last => {
                    let capitals = word.split(HYPHENS).any(is_capitalised);
                    (capitals && !is_name()).then(|| word.to_lowercase())
                }
            },
            Style::Title => {
                let lower = word.to_lowercase();
                let (small, either) = match &self.small {
                    Some(small) => (small.contains(&*lower), false),
                    None => (SMALL.contains(&&*lower), EITHER.contains(&&*lower)),
                };
                let free =
                    (small || either) && (position == Position::AfterBreak || either && position == Position::Inside);
                if free {
                    None
                } else if small && position == Position::Inside {
                    first.is_uppercase().then_some(lower)
                } else {
                    first.is_lowercase().then(|| with_capital(word))
                }
            }
        }
    }
}

pub(super) const HYPHENS: [char; 3] = ['-', '‐', '‑'];

/// Whether the capitals of a word belong to it: NATO, U.S., iPhone, McDonald, I’ll, X-ray.
pub(super) fn is_fixed(word: &str) -> bool {
    word.split(HYPHENS).any(|part| {
        let mut letters = part.chars();
        let first = letters.next();
        let alone = !letters.clone().next().is_some_and(char::is_alphanumeric);
        letters.any(char::is_uppercase) || (alone && first.is_some_and(char::is_uppercase))
    })
}

pub(super) fn with_capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Whether a word is a day, a month, or has a capital inside sentences of the story.
pub(super) fn is_name(word: &str, names: &FxHashSet<&str>) -> bool {
    let word = without_possessive(word);
    let dated = |word: &str| calendar::weekday(word).is_some() || calendar::month(word).is_some();
    let known = |word: &str| names.contains(word) || dated(word);
    known(word) || word.split(HYPHENS).filter(|part| is_capitalised(part)).all(known)
}

/// The words with a capital inside sentences of the running text: names, for nothing else has one there.
pub(super) fn names_of(draft: &Draft) -> FxHashSet<&str> {
    let prose = draft.prose.text();
    let mut names = FxHashSet::default();
    let running = |block: &&Block| matches!(block.role, Role::Body | Role::List | Role::Blockquote | Role::Caption);
    for block in draft.blocks.iter().filter(running) {
        for sentence in &draft.sentences[block.sentences.clone()] {
            let tokens = &draft.tokens[sentence.tokens.clone()];
            let first = tokens.iter().position(|token| token.kind != TokenKind::Mark).unwrap_or(0);
            let mut opens = false;
            for token in tokens.iter().skip(first + 1) {
                let text = token.text(prose);
                if token.is_word() && is_capitalised(text) && !opens {
                    names.insert(without_possessive(text));
                }
                // A quotation opens a sentence of its own.
                opens = matches!(text, "“" | "\"" | "‘" | ":");
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::is_fixed;

    #[test]
    fn capitals_that_belong_to_a_word() {
        for word in ["NATO", "U.S.", "iPhone", "McDonald", "O’Brien", "I", "I’ll", "X-ray", "NATO’s"] {
            assert!(is_fixed(word), "{word}");
        }
        for word in ["Council", "Anti-war", "vote", "Kyiv’s"] {
            assert!(!is_fixed(word), "{word}");
        }
    }
}
