//! The same article in every format gives the same findings, each at its place.

use copydesk::diagnostic::Diagnostic;
use copydesk::draft::{Draft, Format, ReadOptions, Role};
use copydesk::rule::RuleSet;
use copydesk::source::{Source, Span};
use copydesk::{Linter, Settings};
use std::path::Path;
use std::sync::Arc;

/// A part of an article: what it is, its words, and whether it is an item with a marker before it.
struct Part {
    role: Role,
    words: String,
}

fn seed(name: &str) -> Draft {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
    let text = std::fs::read_to_string(path).expect("a seed");
    Draft::read(Arc::new(Source::new(name, text)), &ReadOptions::default())
}

fn parts(draft: &Draft) -> Vec<Part> {
    let part = |role, span| Part { role, words: draft.text(span).to_owned() };
    draft.blocks.iter().map(|block| part(block.role, block.prose)).collect()
}

fn html(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

fn json(words: &str) -> String {
    serde_json::to_string(words).expect("JSON").trim_matches('"').to_owned()
}

/// Writes the parts of an article, each by its role.
fn written(parts: &[Part], of: impl Fn(Role, &str) -> String) -> String {
    parts.iter().map(|part| of(part.role, &part.words)).collect()
}

fn as_markdown(parts: &[Part]) -> String {
    // Marks that Markdown would take for its own.
    let escaped = |words: &str| words.replace('*', "\\*").replace('_', "\\_").replace('[', "\\[").replace('<', "\\<");
    written(parts, |role, words| match role {
        Role::Headline => format!("# {}\n\n", escaped(words)),
        Role::Subhead => format!("## {}\n\n", escaped(words)),
        Role::List => format!("* {}\n\n", escaped(words)),
        _ => format!("{}\n\n", escaped(words)),
    })
}

fn as_html(parts: &[Part]) -> String {
    let body = written(parts, |role, words| match role {
        Role::Headline => format!("<h1>{}</h1>\n", html(words)),
        Role::Subhead => format!("<h2>{}</h2>\n", html(words)),
        Role::List => format!("<ul><li>{}</li></ul>\n", html(words)),
        Role::Dek => format!("<p class=\"dek\">{}</p>\n", html(words)),
        _ => format!("<p>{}</p>\n", html(words)),
    });
    format!("<!DOCTYPE html>\n<html><head><title>x</title></head><body><article>{body}</article></body></html>\n")
}

fn as_nitf(parts: &[Part]) -> String {
    let is_head = |part: &&Part| matches!(part.role, Role::Headline | Role::Dek);
    let head = written(&parts[..parts.iter().take_while(is_head).count()], |role, words| match role {
        Role::Headline => format!("<hl1>{}</hl1>", html(words)),
        _ => format!("<hl2>{}</hl2>", html(words)),
    });
    let body = written(&parts[parts.iter().take_while(is_head).count()..], |role, words| match role {
        Role::Headline => format!("<hl1>{}</hl1>\n", html(words)),
        Role::Subhead => format!("<hl2>{}</hl2>\n", html(words)),
        Role::List => format!("<ul><li>{}</li></ul>\n", html(words)),
        _ => format!("<p>{}</p>\n", html(words)),
    });
    format!(
        "<nitf><body><body.head><hedline>{head}</hedline></body.head><body.content>{body}</body.content></body></nitf>"
    )
}

fn as_ninjs(parts: &[Part]) -> String {
    format!("{{\"uri\": \"x\", \"type\": \"text\", \"body_xhtml\": \"{}\"}}", json(&as_html(parts)))
}

/// What is found in an article: the rule, how serious, the words that are marked as readers see them, and what it is known by.
fn found(linter: &Linter, draft: &Draft) -> Vec<(String, String, String, String)> {
    let desk = linter.desk();
    let told = desk.inspect(draft).diagnostics;
    let row = |one: &Diagnostic| {
        let words = seen_at(draft, Span::new(one.place.start as usize, one.place.end as usize));
        (one.rule.to_string(), one.level.to_string(), words, one.message.clone())
    };
    told.iter().map(row).collect()
}

/// What readers see of a span of the source.
fn seen_at(draft: &Draft, place: Span) -> String {
    let mut seen = String::new();
    for (at, character) in draft.prose.text().char_indices() {
        let span = draft.prose.to_source(Span::new(at, at + character.len_utf8()));
        if !span.is_empty() && place.contains(span) {
            seen.push(character);
        }
    }
    seen
}

#[test]
fn an_article_reads_the_same_in_every_format() {
    let rules = RuleSet::built_in().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let linter = Linter::new(rules, Settings::default());
    for name in
        ["000-ceasefire-demands", "001-historic-negotiation", "002-hard-slog", "003-second-round", "004-no-progress"]
    {
        let original = seed(&format!("{name}.txt"));
        let parts = parts(&original);
        let wanted = found(&linter, &original);
        assert!(wanted.len() > 3, "{name}");
        for (format, text) in [
            (Format::Markdown, as_markdown(&parts)),
            (Format::Html, as_html(&parts)),
            (Format::Nitf, as_nitf(&parts)),
            (Format::Ninjs, as_ninjs(&parts)),
        ] {
            let options = ReadOptions { format: Some(format), ..ReadOptions::default() };
            let draft = Draft::read(Arc::new(Source::new(name, text)), &options);
            let given = found(&linter, &draft);
            let lost: Vec<_> = wanted.iter().filter(|one| !given.contains(one)).collect();
            let new: Vec<_> = given.iter().filter(|one| !wanted.contains(one)).collect();
            assert!(lost.is_empty() && new.is_empty(), "{name} in {format}: lost {lost:#?}, new {new:#?}");
            assert_eq!(given, wanted, "{name} in {format}: another order");
        }
    }
}
