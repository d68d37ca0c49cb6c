//! Marks of Markdown that readers would see: all of them in plain text, and in Markdown those that came out as text.

use crate::check::Inspector;
use crate::check::phrases::{Matching, message};
use crate::diagnostic::Level;
use crate::scan::{Boundary, Hit, Term};
use crate::source::Span;
use crate::table::Table;

/// What a mark is, and with that how to take it away.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mark {
    /// Stands on both sides of words.
    Around,
    /// Number signs before a heading.
    Heading,
    /// The words of a link, up to its address.
    Link,
    /// A fence of code, the line under the head of a table: an editor decides what becomes of it.
    Other,
    /// A line of dashes or asterisks: people write those by hand too, so it counts only beside another mark.
    Weak,
}

/// The marks. Each pattern has a literal, so that the shared scan finds it.
const MARKS: [(&str, Mark); 8] = [
    // A letter before it makes it a word with letters blotted out: `f**k`.
    (r#"/(?:^|[^\w*])(?<hit>\*\*\*?[\w"'(\[#$@][^*\n]{0,300}\*\*\*?)/"#, Mark::Around),
    // Small letters are names in programs: `__init__`.
    (r#"/(?:^|[^\w])(?<hit>__["']?[A-Z][^_\n]{0,300}__)(?:\W|$)/"#, Mark::Around),
    (r"/~~\w[^~\n]{0,300}~~/", Mark::Around),
    (r"/^(?<hit>#{1,6} )[^\s#]/", Mark::Heading),
    (r"/!?\[[^\]\n]{1,300}\]\((?:https?:\/\/|www\.|mailto:)/", Mark::Link),
    (r"/^```\w{0,20}/", Mark::Other),
    (r"/\| ?:?---+:? ?\|/", Mark::Other),
    (r"/^(?:\*\*\*+|---+|___+)$/", Mark::Weak),
];

/// From how many words on a comment is a passage of the story rather than a note.
const PASSAGE: usize = 20;

/// The marks as terms of the shared scan.
pub(super) fn terms(table: &Table<'_>) -> Vec<Term> {
    let matching = Matching { match_case: true, boundary: Boundary::Anywhere };
    MARKS.iter().filter_map(|(pattern, _)| matching.term(table.file(), pattern, table.span())).collect()
}

pub(super) fn inspect(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let kind = |hit: &Hit| MARKS.get(hit.term as usize).map_or(Mark::Other, |&(_, mark)| mark);
    // The address of a link is masked, and with it any term that runs into it: the words are looked at alone.
    let seen = |hit: &Hit| match kind(hit) {
        Mark::Link => inspector.looks_at(words_of_link(inspector, hit.span)),
        _ => inspector.looks_at(hit.span),
    };
    let mut hits: Vec<Hit> = inspector.all_hits().iter().copied().filter(seen).collect();
    hits.sort_unstable_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end)));
    let sure = hits.iter().any(|hit| kind(hit) != Mark::Weak);
    let mut end = 0;
    for hit in hits {
        if hit.span.start < end || (kind(&hit) == Mark::Weak && (!sure || draft.format.is_markdown())) {
            continue;
        }
        end = hit.span.end;
        report(inspector, hit.span, kind(&hit));
    }
    if draft.format.is_markdown() {
        comments(inspector);
    }
}

fn report(inspector: &mut Inspector<'_>, at: Span, mark: Mark) {
    let draft = inspector.draft;
    let (shown, gone): (Span, Vec<(Span, String)>) = match mark {
        Mark::Around | Mark::Weak => {
            let text = draft.text(at);
            let inner = text.trim_matches(['*', '_', '~', '-']);
            let gone = (!inner.is_empty()).then(|| (at, inner.to_owned()));
            (at, gone.into_iter().collect())
        }
        Mark::Heading => {
            let block = draft.block_at(at.start).map_or(at, |block| draft.blocks[block].prose);
            (block, vec![(at, String::new())])
        }
        Mark::Link => {
            let words = words_of_link(inspector, at);
            let text = draft.text(words);
            let inner = text.trim_start_matches(['!', '[']).trim_end_matches(['(', ']']);
            (words, vec![(words, format!("{inner} ("))])
        }
        Mark::Other => (at, Vec::new()),
    };
    let text = draft.text(shown);
    let message = message(inspector.rule.message.as_ref(), &[("text", text)], || match mark {
        Mark::Link => format!("“{text}” is a link in Markdown that readers would see as it stands"),
        _ => format!("“{text}” has marks of Markdown that readers would see"),
    });
    let mut finding = inspector.finding(shown, message);
    if draft.format.is_markdown() {
        // Another program may be more lenient and show it as it was meant.
        finding = finding.at_most(Level::Advice);
    } else if !gone.is_empty() {
        finding = finding.fix_together(&gone, true);
    }
    inspector.report(finding);
}

/// A link without its address: up to the bracket that opens before it.
fn words_of_link(inspector: &Inspector<'_>, at: Span) -> Span {
    let text = inspector.draft.text(at);
    let end = text.rfind("](").map_or(text.len(), |end| end + 2);
    Span::new(at.range().start, at.range().start + end)
}

/// Passages of prose in comments: no reader of the page sees them, but everyone who looks at its source does.
fn comments(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let text = draft.source.text();
    let mut from = 0;
    let find =
        |from: usize, mark: &str| memchr::memmem::find(&text.as_bytes()[from..], mark.as_bytes()).map(|at| from + at);
    while let Some(start) = find(from, "<!--") {
        let Some(end) = find(start + 4, "-->") else { return };
        from = end;
        let inner = &text[start + 4..end];
        let prose = inner.split_whitespace().count() >= PASSAGE
            && inner.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '*' | '#'))
            && !inner.contains(['{', '<', '|', '=']);
        if prose
            && inner.contains(['.', '!', '?'])
            && !inner.contains("copydesk")
            && !inspector.readings.is_code(Span::new(start, start + 1))
        {
            let count = inner.split_whitespace().count();
            let finding = inspector
                .finding_in_source(
                    Span::new(start, end + 3),
                    format!("a passage of {count} words in a comment, which the source of the page would show"),
                )
                .remedy("Delete it, or move it to your notes.")
                .at_most(Level::Advice);
            inspector.report(finding);
        }
    }
}
