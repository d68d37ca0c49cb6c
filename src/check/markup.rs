//! `markup`: HTML, entities and style sheets where readers would see them.
//!
//! In Markdown HTML is rendered, and only what would still be seen counts: shortcodes, style sheets, entities written
//! twice over. A page of HTML has its tags and entities read, so that what is left of either was written to be seen, or by
//! mistake. An entity that is rendered is told of as advice where it is the only one of its kind in the draft.

use super::phrases::{Matching, gather, message, nothing_to_find};
use super::{Check, Inspector, Read};
use crate::diagnostic::Level;
use crate::draft::{Draft, Format, Role};
use crate::rule::Resources;
use crate::scan::Term;
use crate::source::Span;
use crate::table::Table;
use memchr::memchr_iter;

/// Reports what a list knows of markup.
#[derive(Debug)]
pub(crate) struct Markup {
    terms: Vec<Term>,
}

/// Longest entity that is believed (bytes), marks included.
const LONGEST: usize = 12;

/// Characters that Markdown would take for marks of its own, by names and numbers of their entities: they are written
/// so on purpose.
const NEEDED: [&str; 34] = [
    "lt", "gt", "amp", "ast", "lowbar", "num", "grave", "lsqb", "rsqb", "lbrack", "rbrack", "lcub", "rcub", "vert",
    "bsol", "#35", "#38", "#40", "#41", "#42", "#43", "#45", "#46", "#47", "#58", "#60", "#62", "#63", "#91", "#92",
    "#93", "#95", "#96", "#124",
];

impl Read for Markup {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let before = table.file().mistakes.count();
        let (terms, _) = gather(table, resources, Matching::read(table));
        if table.file().mistakes.count() == before {
            nothing_to_find(table, terms.len(), "Add `lexicon`.")?;
        }
        Some(Self { terms })
    }
}

impl Check for Markup {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let rendered = draft.format.is_markdown();
        for hit in inspector.longest_hits() {
            let text = draft.text(hit.span).trim();
            // A tag that Markdown shows was written to be seen; site generators render the fields of front matter.
            let field = draft.block_at(hit.span.start).is_some_and(|block| draft.blocks[block].field.is_some());
            if rendered && (text.starts_with('<') || field && text.starts_with('&')) {
                continue;
            }
            // A type of a programming language is written like a tag: `Vec<U>`.
            let is_type = matches!(text.as_bytes(), [b'<', b'A'..=b'Z', b'>']);
            if draft.format == Format::Html && is_type {
                continue;
            }
            let message = self.message(inspector, text);
            // An entity spoils a character, a tag or a style sheet a line.
            let most = if text.starts_with('&') { Level::Warning } else { Level::Error };
            let finding = inspector.finding(hit.span, message).at_most(most);
            inspector.report(finding);
        }
        if rendered {
            for at in stray_entities(draft) {
                let message = self.message(inspector, draft.source.slice(at));
                let finding = inspector.finding_in_source(at, message).at_most(Level::Advice);
                inspector.report(finding.remedy("Write the character itself, as the rest of the draft does."));
            }
        }
    }
}

impl Markup {
    fn message(&self, inspector: &Inspector<'_>, text: &str) -> String {
        message(inspector.rule.message.as_ref(), &[("text", text)], || format!("“{text}”: {}", inspector.rule.summary))
    }
}

/// A draft with more no-break spaces than this means them.
const FEW: usize = 2;

/// Whether an entity is a no-break space.
fn is_space(entity: &str) -> bool {
    matches!(entity, "&nbsp;" | "&#160;" | "&#xa0;" | "&#xA0;")
}

/// Whether an entity is the straight apostrophe, which nobody has to spell so.
fn is_apostrophe(entity: &str) -> bool {
    matches!(entity, "&#39;" | "&#x27;" | "&#039;" | "&apos;")
}

/// Entities in the text of a Markdown draft that are the only one by a name, or the only one by a number. Many are how
/// the page was exported.
fn stray_entities(draft: &Draft) -> Vec<Span> {
    let text = draft.source.text();
    let mut opaque = draft
        .blocks
        .iter()
        .filter(|block| matches!(block.role, Role::Code | Role::Markup | Role::FrontMatter) || block.field.is_some())
        .map(|block| block.source)
        .peekable();
    let mut found: Vec<Span> = Vec::new();
    for at in memchr_iter(b'&', text.as_bytes()) {
        while opaque.next_if(|span| span.range().end <= at).is_some() {}
        if opaque.peek().is_some_and(|span| span.range().start <= at) {
            continue;
        }
        let rest = &text.as_bytes()[at + 1..text.len().min(at + LONGEST)];
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
        if length < 2 || rest.get(length) != Some(&b';') || NEEDED.contains(&&text[at + 1..at + 1 + length]) {
            continue;
        }
        found.push(Span::new(at, at + length + 2));
    }
    let same = |test: &dyn Fn(&str) -> bool| found.iter().filter(|at| test(&text[at.range()])).take(FEW + 1).count();
    let (names, numbers) = (same(&|entity| !entity.starts_with("&#")), same(&|entity| entity.starts_with("&#")));
    let spaces = same(&is_space);
    let stray = |at: &&Span| {
        let entity = &text[at.range()];
        if is_space(entity) {
            spaces <= FEW
        } else if is_apostrophe(entity) {
            same(&|other| other == entity) == 1
        } else {
            (if entity.starts_with("&#") { numbers } else { names }) == 1
        }
    };
    found.iter().filter(stray).filter(|at| !in_code(draft, **at)).copied().collect()
}

/// Whether an odd number of backticks stands before a place in its block.
fn in_code(draft: &Draft, at: Span) -> bool {
    let block = draft.blocks.iter().find(|block| block.source.contains(at));
    block.is_some_and(|block| {
        let before = Span { start: block.source.start, end: at.start };
        draft.source.slice(before).matches('`').count() % 2 == 1
    })
}
