//! `spacing`: a space that is missing after a mark, and spaces that are too many.

use super::{Check, Inspector, Read};
use crate::diagnostic::Level;
use crate::draft::Mask;
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;

/// What is reported.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spacing {
    Missing,
    Repeated,
}

impl Read for Spacing {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        super::choice(table, "report", &[("missing", Self::Missing), ("repeated", Self::Repeated)])
    }
}

impl Check for Spacing {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        match self {
            Self::Missing => missing(inspector),
            Self::Repeated => repeated(inspector),
        }
    }
}

/// Endings of addresses and files: `Booking.Com`, `Report.Pdf`.
const ENDINGS: [&str; 24] = [
    "com", "org", "net", "gov", "edu", "info", "biz", "co", "io", "ai", "tv", "uk", "eu", "pdf", "doc", "docx", "xls",
    "xlsx", "jpg", "png", "txt", "html", "js", "py",
];

fn missing(inspector: &mut Inspector<'_>) {
    let text = inspector.draft.prose.text();
    let bytes = text.as_bytes();
    let stops = memchr::memchr3_iter(b'.', b'!', b'?', bytes);
    let commas = memchr::memchr3_iter(b',', b';', b':', bytes);
    let mut places: Vec<usize> = stops.filter(|&at| runs_on(text, at, true)).collect();
    places.extend(commas.filter(|&at| runs_on(text, at, false)));
    places.sort_unstable();
    for at in places {
        // A closing quotation mark belongs to the sentence before.
        let closing = text[at + 1..].chars().next().filter(|c| matches!(c, '"' | '”' | '’' | ')'));
        let gap = at + 1 + closing.map_or(0, char::len_utf8);
        let word = |text: &str, rev: bool| {
            let part = |c: &char| c.is_alphanumeric() || matches!(c, '\'' | '’');
            if rev {
                text.chars().rev().take_while(part).map(char::len_utf8).sum::<usize>()
            } else {
                text.chars().take_while(part).map(char::len_utf8).sum::<usize>()
            }
        };
        let span = Span::new(at - word(&text[..at], true), gap + word(&text[gap..], false));
        let draft = inspector.draft;
        // Where markup begins or ends at the gap, the page may part the words by other means.
        let (left, right) = (Span::new(span.range().start, gap), Span::new(gap, span.range().end));
        let markup = draft.prose.to_source(left).end != draft.prose.to_source(right).start;
        if markup || !inspector.looks_at(span) || draft.is_masked(span, &[Mask::Link]) || is_part_of_name(text, span) {
            continue;
        }
        let message = format!("no space after “{}”", &text[at..gap]);
        // Two capitals may be a firm that writes its name so.
        let name = text[span.range()].starts_with(char::is_uppercase) && text[gap..].starts_with(char::is_uppercase);
        let finding = inspector.finding(span, message).fix(Span::new(gap, gap), " ", !name);
        inspector.report(finding);
    }
}

/// Whether a mark joins two words that it should part.
fn runs_on(text: &str, at: usize, stop: bool) -> bool {
    let bytes = text.as_bytes();
    let lower = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    if at < 3 || !lower(at - 1) || !lower(at - 2) {
        return false;
    }
    if !stop {
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        return match bytes[at] {
            b';' if !lower(at - 3) => false,
            b',' | b';' => next.is_ascii_alphabetic() && bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic),
            // Ratios, times and names such as re:Invent have their colon closed up.
            _ => next.is_ascii_uppercase() && lower(at + 2) && lower(at + 3) && lower(at - 3),
        };
    }
    let after = text[at + 1..].chars().next();
    let from = at + 1 + after.filter(|c| matches!(c, '"' | '”' | '’' | ')')).map_or(0, char::len_utf8);
    let capital = bytes.get(from).is_some_and(u8::is_ascii_uppercase);
    if !capital || !(lower(from + 1) || bytes.get(from + 1) == Some(&b' ')) {
        return false;
    }
    let ending: &str = &text[from..from + bytes[from..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()];
    !ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// Whether a span stands in something that is written without spaces: an address, a path, a piece of code.
fn is_part_of_name(text: &str, span: Span) -> bool {
    let joins = |c: char| matches!(c, '/' | '\\' | '_' | '@' | '#' | '=' | '{' | '<' | '>' | '&' | '$' | '(' | '.');
    let before = text[..span.range().start].chars().next_back();
    let mut rest = text[span.range().end..].chars();
    let after = rest.next();
    before.is_some_and(joins)
        || after.is_some_and(|c| {
            matches!(c, '/' | '\\' | '_' | '@' | '#' | '=' | '{' | '(' | '<' | '&')
                || (matches!(c, '.' | ':') && rest.next().is_some_and(char::is_alphanumeric))
        })
}

fn repeated(inspector: &mut Inspector<'_>) {
    let text = inspector.draft.prose.text();
    let mut gaps: Vec<Span> = Vec::new();
    let mut done = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), b"  ") {
        let rest = &text[at..];
        let gap = Span::new(at, at + rest.len() - rest.trim_start_matches(' ').len());
        let inside = at > 0
            && !text[..at].ends_with(['\n', ' '])
            && text[gap.range().end..].chars().next().is_some_and(|c| c != '\n');
        if at >= done && inside && inspector.looks_at(gap) {
            gaps.push(gap);
        }
        done = gap.range().end;
    }
    let Some(&first) = gaps.first() else { return };
    let message = match gaps.len() {
        1 => "more than one space between two words".to_owned(),
        count => format!("more than one space between two words, in {count} places"),
    };
    let changes: Vec<(Span, String)> = gaps.iter().map(|&gap| (gap, " ".to_owned())).collect();
    let finding = inspector.finding(first, message).about_draft("").at_most(Level::Advice);
    inspector.report(finding.fix_together(&changes, true));
}
