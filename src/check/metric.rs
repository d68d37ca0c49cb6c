//! `metric`: how long, and how hard to read.

use super::phrases::message;
use super::unit::{Per, headlines, opening, paragraphs, start_of};
use super::{Check, Inspector, Read};
use crate::draft::{Draft, TokenKind};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;
use std::ops::Range;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Words,
    Characters,
    Sentences,
    WordsPerSentence,
    WordsPerParagraph,
    Grade,
}

impl Measure {
    const NAMES: [(&'static str, Self); 6] = [
        ("words", Self::Words),
        ("characters", Self::Characters),
        ("sentences", Self::Sentences),
        ("words-per-sentence", Self::WordsPerSentence),
        ("words-per-paragraph", Self::WordsPerParagraph),
        ("grade", Self::Grade),
    ];

    /// Whether it says something about such a unit.
    fn suits(self, per: Per) -> bool {
        match self {
            Self::Words | Self::Characters | Self::Grade => true,
            Self::Sentences | Self::WordsPerSentence => per != Per::Sentence,
            Self::WordsPerParagraph => per == Per::Draft,
        }
    }

    /// `23 words`, `grade 11.2`.
    fn describe(self, value: f64) -> String {
        let of = |what: &str| format!("{value:.0} {what}{}", if value == 1.0 { "" } else { "s" });
        match self {
            Self::Words => of("word"),
            Self::Characters => of("character"),
            Self::Sentences => of("sentence"),
            Self::WordsPerSentence => format!("{value:.1} words a sentence"),
            Self::WordsPerParagraph => format!("{value:.1} words a paragraph"),
            Self::Grade => format!("reading grade {value:.1}"),
        }
    }

    /// The number alone, as messages show it.
    fn number(self, value: f64) -> String {
        match self {
            Self::Words | Self::Characters | Self::Sentences => format!("{value:.0}"),
            _ => format!("{value:.1}"),
        }
    }
}

/// A measure and its limits.
#[derive(Debug)]
pub(crate) struct Metric {
    measure: Measure,
    per: Per,
    at_most: Option<f64>,
    at_least: Option<f64>,
}

impl Read for Metric {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let before = table.file().mistakes.count();
        let measure = super::choice(table, "measure", &Measure::NAMES);
        let per = Per::read(table, Per::Draft);
        let (at_most, at_least) = (table.decimal("at-most"), table.decimal("at-least"));
        let mistake = |span, message: String, remedy: &str| table.file().mistake(span, message, Some(remedy.into()));
        let no_limit = at_most.is_none() && at_least.is_none();
        if let (Some((most, _)), Some((least, span))) = (at_most, at_least)
            && least > most
        {
            mistake(span, format!("nothing is at least {least} and at most {most}"), "Make `at-least` the smaller.");
        }
        if let Some(measure) = measure
            && !measure.suits(per)
        {
            let at = table.key_span("per").unwrap_or(table.span());
            let message = format!("this measure says nothing about one {}", per.name());
            mistake(at, message, "Take another `per`, such as `per = \"draft\"`.");
        }
        if no_limit && table.file().mistakes.count() == before {
            mistake(table.span(), "this check has no limit".into(), "Add `at-most = 30`, `at-least = 10`, or both.");
        }
        let limit = |limit: Option<(f64, Span)>| limit.map(|(limit, _)| limit);
        Some(Self { measure: measure?, per, at_most: limit(at_most), at_least: limit(at_least) })
    }
}

/// What was counted of a unit.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    words: usize,
    characters: usize,
    sentences: usize,
    paragraphs: usize,
    syllables: usize,
}

impl Tally {
    /// Adds a stretch of a block: its tokens and its text.
    fn add(&mut self, draft: &Draft, measure: Measure, tokens: Range<usize>, text: Span) {
        if measure == Measure::Characters {
            self.characters += draft.text(text).trim().chars().count();
            return;
        }
        for token in &draft.tokens[tokens] {
            if token.kind != TokenKind::Mark {
                self.words += 1;
                if measure == Measure::Grade {
                    self.syllables += syllables(token.text(draft.prose.text()));
                }
            }
        }
    }

    fn add_block(&mut self, draft: &Draft, measure: Measure, block: usize) {
        let block = &draft.blocks[block];
        self.add(draft, measure, block.tokens.clone(), block.prose);
        self.sentences += block.sentences.len();
        self.paragraphs += 1;
    }

    /// The measure, or `None` where there is nothing to measure.
    fn value(&self, measure: Measure) -> Option<f64> {
        let per = |whole: usize, part: usize| (part > 0).then(|| whole as f64 / part as f64);
        match measure {
            Measure::Words => Some(self.words as f64),
            Measure::Characters => Some(self.characters as f64),
            Measure::Sentences => Some(self.sentences as f64),
            Measure::WordsPerSentence => per(self.words, self.sentences),
            Measure::WordsPerParagraph => per(self.words, self.paragraphs),
            // Kincaid et al., Research Branch Report 8-75, Naval Technical Training Command, 1975.
            Measure::Grade => {
                let grade = 0.39 * per(self.words, self.sentences)? + 11.8 * per(self.syllables, self.words)? - 15.59;
                Some(grade.max(0.0))
            }
        }
    }
}

impl Check for Metric {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        match self.per {
            Per::Draft => {
                let mut tally = Tally::default();
                paragraphs(inspector).for_each(|block| tally.add_block(draft, self.measure, block));
                if let Some(at) = opening(inspector).filter(|_| tally.paragraphs > 0) {
                    self.judge(inspector, at, &tally);
                }
            }
            Per::Paragraph => {
                for block in paragraphs(inspector) {
                    self.judge_block(inspector, block, start_of(draft, block));
                }
            }
            Per::Headline => {
                for block in headlines(inspector) {
                    self.judge_block(inspector, block, draft.blocks[block].prose);
                }
            }
            Per::Sentence => {
                for sentence in
                    paragraphs(inspector).flat_map(|block| &draft.sentences[draft.blocks[block].sentences.clone()])
                {
                    let mut tally = Tally { sentences: 1, ..Tally::default() };
                    tally.add(draft, self.measure, sentence.tokens.clone(), sentence.span);
                    if inspector.looks_at(sentence.span) {
                        self.judge(inspector, sentence.span, &tally);
                    }
                }
            }
        }
    }
}

impl Metric {
    fn judge_block(&self, inspector: &mut Inspector<'_>, block: usize, at: Span) {
        let mut tally = Tally::default();
        tally.add_block(inspector.draft, self.measure, block);
        self.judge(inspector, at, &tally);
    }

    fn judge(&self, inspector: &mut Inspector<'_>, at: Span, tally: &Tally) {
        let Some(value) = tally.value(self.measure) else { return };
        let limit = match (self.at_most, self.at_least) {
            (Some(most), _) if value > most => format!("at most {most}"),
            (_, Some(least)) if value < least => format!("at least {least}"),
            _ => return,
        };
        let (count, per) = (self.measure.number(value), self.per.name());
        let message = message(inspector.rule.message.as_ref(), &[("count", &count)], || {
            format!("this {per} has {}; the limit is {limit}", self.measure.describe(value))
        });
        let finding = inspector.finding(at, message);
        inspector.report(if self.per == Per::Draft { finding.about_draft("") } else { finding });
    }
}

/// Syllables of an English word, roughly: groups of vowels, without a silent `e` at the end; a number counts as one.
fn syllables(word: &str) -> usize {
    let vowel = |c: char| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let (mut count, mut before) = (0, false);
    for character in word.chars() {
        let now = vowel(character);
        count += usize::from(now && !before);
        before = now;
    }
    let bytes = word.as_bytes();
    let silent = count > 1
        && bytes.last().is_some_and(|last| last.eq_ignore_ascii_case(&b'e'))
        && bytes.len() > 2
        && !matches!(bytes[bytes.len() - 2], b'l' | b'e' | b'i' | b'o' | b'u' | b'y');
    (count - usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::syllables;

    #[test]
    fn syllables_are_about_right() {
        let counts = ["council", "the", "table", "made", "committee", "2024", "negotiation"].map(syllables);
        assert_eq!(counts, [2, 1, 2, 1, 3, 1, 4]);
    }
}
