//! JSON lines: an object a line, each of them a story. What its fields are called is for newsrooms to say; what many call
//! them is known anyway.
//!
//! Much that is written in JSON lines is no story: logs, the reports of this program. A row counts as one if it has a
//! headline, or a field whose name says that it is the body of an article.

use super::block::{Builder, Role};
use super::json::{Broken, Member, Value, find};
use super::value::Notation;
use super::{allow, date};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::source::{Source, Span};

/// Fields that hold the story of a row, the richest first; the first that is there counts.
const BODIES: [&str; 13] = [
    "body_html",
    "body_xhtml",
    "bodyHtml",
    "body.html",
    "article_body",
    "articleBody",
    "body",
    "body_markdown",
    "body_md",
    "body.markdown",
    "body.text",
    "body_text",
    "bodyText",
];

/// Fields that hold the story of a row that has a headline. Without one they may hold anything.
const BODIES_UNDER_A_HEADLINE: [&str; 7] =
    ["content.html", "content_html", "content", "content.markdown", "content.text", "markdown", "text"];

/// Fields that say in which language a row is written.
const LANGUAGES: [&str; 2] = ["language", "lang"];

/// The lines of a source that are not blank, each a story. A file that begins with a line of nothing but a bracket is
/// one object or list over many lines, and is looked at as a whole.
pub(super) fn stories(source: &Source) -> Vec<Span> {
    let text = source.text();
    let rows = |index: usize| {
        let span = source.line_span(index);
        let start = span.range().start.max(source.start());
        let line = &text[start..span.range().end.max(start)];
        let from = start + (line.len() - line.trim_start().len());
        Span::new(from, from + line.trim().len())
    };
    let rows: Vec<Span> = (0..source.line_starts().len()).map(rows).filter(|row| !row.is_empty()).collect();
    match &rows[..] {
        [first, .., last] if matches!(source.slice(*first), "{" | "[") => vec![first.cover(*last)],
        _ => rows,
    }
}

/// Reads the row at `at`.
pub(super) fn parse(builder: &mut Builder<'_>, at: Span) {
    let source = builder.source;
    let row = source.slice(at);
    if row.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return;
    }
    match Value::read(source, at) {
        Ok(value) => story(builder, &value.members()),
        Err(broken) => {
            let remedy = if row.contains('\n') {
                "JSON lines have an object on each line; write each story on one line."
            } else {
                "Mend the JSON of this line; the other lines are read without it."
            };
            tell(builder, broken, "this line is no JSON:", remedy);
        }
    }
}

/// Reports JSON that cannot be read.
pub(super) fn tell(builder: &mut Builder<'_>, broken: Broken, what: &str, remedy: &str) {
    let message = format!("{what} {}", broken.message);
    let told = Diagnostic::trouble(builder.source, broken.span, trouble::UNREADABLE, Level::Warning, message);
    builder.troubles.push(told.with_remedy(remedy));
}

/// Reads the fields of a row.
fn story(builder: &mut Builder<'_>, members: &[Member<'_>]) {
    let names = builder.names;
    let text = |name: &str| find(members, name).into_iter().find_map(|value| value.prose(builder.source));
    let with_name = |name| text(name).map(|text| (name, text));
    let headline = names.headlines().find_map(with_name);
    let named: Vec<_> = names.body.iter().filter_map(|name| with_name(name)).collect();
    let weak: &[&str] = if headline.is_some() { &BODIES_UNDER_A_HEADLINE } else { &[] };
    let known = || BODIES.iter().chain(weak).copied().find_map(with_name);
    let bodies = if named.is_empty() { known().into_iter().collect() } else { named };
    if headline.is_none() && bodies.is_empty() {
        return;
    }
    let is_body = |name: &str| bodies.iter().any(|(body, _)| *body == name);
    let dek = names.deks().filter(|name| !is_body(name)).find_map(with_name);
    let mut bylines: Vec<_> = names.bylines().flat_map(|name| authors(builder.source, members, name)).collect();
    bylines.dedup_by(|one, two| one.1.text() == two.1.text());
    let captions: Vec<_> = names.captions().filter_map(with_name).collect();

    fields(builder, members);
    if let Some((name, headline)) = &headline {
        builder.line_of(Role::Headline, Some(name), headline);
    }
    if let Some((name, dek)) = &dek {
        builder.line_of(Role::Dek, Some(name), dek);
    }
    for (name, byline) in &bylines {
        builder.line_of(Role::Byline, Some(name), byline);
    }
    for (name, body) in &bodies {
        builder.text_of(body, Notation::of(name, body.text()));
    }
    for (name, caption) in &captions {
        builder.line_of(Role::Caption, Some(name), caption);
    }
}

/// Those whom a field names: as texts, or as objects with a name.
fn authors<'n>(source: &Source, members: &[Member<'_>], name: &'n str) -> Vec<(&'n str, super::Prose)> {
    let mut values = find(members, name);
    if let [list] = values[..]
        && list.is_list()
    {
        values = list.items();
    }
    let named = |value: Value<'_>| match value.is_object() {
        true => find(&value.members(), "name").into_iter().find_map(|name| name.prose(source)),
        false => value.prose(source),
    };
    values.into_iter().filter_map(named).map(|text| (name, text)).collect()
}

/// What is known of a story beside its words, and what it allows.
pub(super) fn fields(builder: &mut Builder<'_>, members: &[Member<'_>]) {
    let names = builder.names;
    for name in LANGUAGES.into_iter().chain(names.date.iter().map(|name| &**name)) {
        builder.fields.extend(find(members, name).into_iter().find_map(|value| value.field(name)));
    }
    for member in members {
        if date::FIELDS.iter().any(|name| name.eq_ignore_ascii_case(&member.key)) {
            builder.fields.extend(member.value.field(&member.key));
        }
        if member.key == "copydesk" {
            allow::front_matter(builder, &member.entry());
        }
    }
}
