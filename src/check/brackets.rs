//! `brackets`: what stands in brackets and should have been settled: notes to the desk, slots of a form.
//!
//! Words such as “date” and “check” are everywhere, so the shared scan would find little but false candidates. Brackets
//! are few: each is looked into, and only one that opens with a word that opens a pattern is tried.

use super::phrases::{Matching, Phrases, message};
use super::{Check, Inspector, Read};
use crate::draft::fold_text;
use crate::rule::Resources;
use crate::scan::{Boundary, Term};
use crate::source::Span;
use crate::table::{File, Table};

/// Reports brackets whose whole content a list knows, and phrases.
#[derive(Debug)]
pub(crate) struct Brackets {
    phrases: Phrases,
    /// Patterns of the content, from its start to its end.
    inside: Vec<Term>,
    /// The words that the patterns open with, sorted.
    first: Vec<Box<str>>,
    /// The brackets that are looked into, by the one that opens.
    marks: Box<str>,
    /// Whether deleting the bracket is offered.
    delete: bool,
}

/// Longest content that is looked at (bytes).
const LONGEST: usize = 140;

impl Read for Brackets {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let phrases = Phrases::read(table, resources);
        let lexicon = resources.required_lexicon(table, "inside");
        let mut first: Vec<Box<str>> = table.strings("first").iter().map(|word| word.value.into()).collect();
        first.sort_unstable();
        let delete = table.boolean("delete").unwrap_or(false);
        let marks = table.string("marks").map_or("[(<{", |text| text.value).into();
        let lexicon = lexicon?;
        let file = File { source: lexicon.source(), ..table.file() };
        let matching = Matching { match_case: false, boundary: Boundary::Word };
        let inside = lexicon.entries().filter_map(|(entry, span)| matching.term(file, entry, span)).collect();
        Some(Self { phrases: phrases?, inside, first, marks, delete })
    }
}

impl Check for Brackets {
    fn terms(&self) -> &[Term] {
        self.phrases.terms()
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        self.phrases.inspect(inspector);
        for &open in self.marks.as_bytes() {
            let close = match open {
                b'(' => b')',
                b'[' => b']',
                b'{' => b'}',
                b'<' => b'>',
                _ => continue,
            };
            self.look_into(inspector, open, close);
        }
    }
}

impl Brackets {
    /// Looks into all brackets of a kind.
    fn look_into(&self, inspector: &mut Inspector<'_>, open: u8, close: u8) {
        let text = inspector.draft.prose.text();
        let bytes = text.as_bytes();
        for at in memchr::memchr_iter(open, bytes) {
            // Brackets in the middle of a word or an address are part of it; `[[name]]` and `${name}` are variables.
            let joined = at.checked_sub(1).is_some_and(|before| {
                let before = bytes[before];
                before.is_ascii_alphanumeric() || b".$#%[{".contains(&before)
            });
            if joined {
                continue;
            }
            let window = &bytes[at + 1..bytes.len().min(at + 1 + LONGEST)];
            // A bracket inside another has its turn by itself.
            let Some(length) = window.iter().position(|&b| b == close || b == open || b == b'\n') else { continue };
            if window[length] != close || length == 0 {
                continue;
            }
            let content = &text[at + 1..at + 1 + length];
            // The text of a link, which Markdown has not taken for one.
            let is_link = open == b'[' && bytes.get(at + length + 2) == Some(&b'(');
            let span = Span::new(at, at + length + 2);
            // One name in braces is a variable too.
            let is_variable = open == b'{' && !content.trim().contains(' ');
            if !is_link && !is_variable && self.opens(content) && self.knows(content) && inspector.looks_at(span) {
                self.report(inspector, span);
            }
        }
    }

    /// Whether the first word of a bracket's content opens a pattern.
    fn opens(&self, content: &str) -> bool {
        let ends = |c: char| c.is_whitespace() || matches!(c, ':' | ',' | ';' | '?' | '_' | '\'' | '’');
        let word = content.split(ends).next().unwrap_or("");
        let known = |word: &str| self.first.binary_search_by(|first| (**first).cmp(word)).is_ok();
        word.len() <= 16 && known(&word.to_ascii_lowercase())
    }

    /// Whether a pattern matches the whole of it.
    fn knows(&self, content: &str) -> bool {
        let folded = fold_text(content.trim());
        let lower = folded.to_ascii_lowercase();
        // A pattern is compiled when it is first tried, which takes longer than all else here.
        self.inside.iter().any(|term| term.may_match(&lower) && term.is_match(&folded))
    }

    fn report(&self, inspector: &mut Inspector<'_>, span: Span) {
        let text = inspector.draft.text(span);
        let message = message(inspector.rule.message.as_ref(), &[("text", text)], || {
            format!("“{text}”: {}", inspector.rule.summary)
        });
        let mut finding = inspector.finding(span, message);
        if self.delete {
            finding = finding.fix(span, "", false);
        }
        inspector.report(finding);
    }
}
