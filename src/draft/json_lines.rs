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
/// one object over many lines, or a list of them.
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
        [first, .., last] if source.slice(*first) == "{" => vec![first.cover(*last)],
        [first, .., last] if source.slice(*first) == "[" => {
            let whole = first.cover(*last);
            let objects = Value::read(source, whole).map(Value::objects).unwrap_or_default();
            if objects.is_empty() { vec![whole] } else { objects }
        }
        _ => rows,
    }
}

/// Reads a row.
pub(super) fn parse(builder: &mut Builder<'_>) {
    let source = builder.source;
    let row = source.slice(source.body());
    if row.trim().is_empty() {
        return;
    }
    match Value::read(source, source.body()) {
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
    let told = Diagnostic::trouble(builder.source, broken.span, trouble::UNREADABLE, Level::Error, message);
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

#[cfg(test)]
mod tests {
    use crate::draft::{Draft, FieldNames, Format, ReadOptions, Role};
    use crate::source::{Source, Span};
    use std::sync::Arc;

    fn read_with(text: &str, fields: FieldNames) -> Vec<Draft> {
        let options =
            ReadOptions { format: Some(Format::JsonLines), fields: Arc::new(fields), ..ReadOptions::default() };
        Draft::read_each(&Arc::new(Source::new("x.jsonl", text)), options).collect()
    }

    fn read(text: &str) -> Vec<Draft> {
        read_with(text, FieldNames::default())
    }

    fn blocks(draft: &Draft) -> Vec<(Role, &str)> {
        draft.blocks.iter().map(|block| (block.role, draft.text(block.prose))).collect()
    }

    #[test]
    fn each_line_is_a_story() {
        let text = "\u{feff}{\"title\": \"Ferry cut\", \"dek\": \"One sailing\", \"author\": {\"name\": \"Ana Silva\"}, \"lang\": \"en\", \"date\": \
            \"2025-06-02\", \"text\": \"The caf\\u00e9 by the \\ud83d\\ude00 pier is closed.\"}\r\n\r\n\
            {\"headline\": \"Two\", \"authors\": [\"A B\", {\"name\": \"C D\"}], \"body\": [\"One paragraph.\", \"Two paragraphs.\"], \"caption\": \"Pier\"}\n";
        let drafts = read(text);
        assert_eq!(drafts.len(), 2);
        assert_eq!(
            blocks(&drafts[0]),
            [
                (Role::Headline, "Ferry cut"),
                (Role::Dek, "One sailing"),
                (Role::Byline, "Ana Silva"),
                (Role::Body, "The café by the 😀 pier is closed."),
            ]
        );
        assert_eq!(
            blocks(&drafts[1]),
            [
                (Role::Headline, "Two"),
                (Role::Byline, "A B"),
                (Role::Byline, "C D"),
                (Role::Body, "One paragraph."),
                (Role::Body, "Two paragraphs."),
                (Role::Caption, "Pier"),
            ]
        );
        let first = &drafts[0];
        let at = first.prose.text().find("café by the 😀").expect("the words");
        let span = first.prose.to_source(Span::new(at, at + "café by the 😀".len()));
        assert_eq!(first.source.slice(span), "caf\\u00e9 by the \\ud83d\\ude00");
        assert_eq!(first.date.map(|date| date.to_string()).as_deref(), Some("2025-06-02"));
        assert_eq!(first.language.map(|language| language.code().to_owned()).as_deref(), Some("en"));
    }

    #[test]
    fn names_that_a_newsroom_adds_come_first() {
        let list = |name: &str| vec![name.into()];
        let fields = FieldNames {
            headline: list("story.hed"),
            body: list("elements.words"),
            caption: list("art.cap"),
            date: list("story.day"),
            ..FieldNames::default()
        };
        let text = "{\"title\": \"no\", \"body\": \"no\", \"story\": {\"hed\": \"A b\", \"day\": \"2 June 2025\"}, \
            \"elements\": {\"words\": \"One two.\"}, \"art\": [{\"cap\": \"Pier\"}]}";
        let draft = &read_with(text, fields)[0];
        assert_eq!(blocks(draft), [(Role::Headline, "A b"), (Role::Body, "One two."), (Role::Caption, "Pier")]);
        assert_eq!(draft.date.map(|date| date.to_string()).as_deref(), Some("2025-06-02"));
    }

    #[test]
    fn a_body_in_markdown_is_read_as_markdown() {
        let draft = &read("{\"body_md\": \"# One\\n\\nTwo *three*.\"}")[0];
        assert_eq!(blocks(draft), [(Role::Headline, "One"), (Role::Body, "Two three.")]);
        let under = &read("{\"title\": \"T\", \"body_md\": \"# One\\n\\nTwo.\"}")[0];
        assert_eq!(blocks(under)[1], (Role::Subhead, "One"));
    }

    #[test]
    fn rows_that_are_no_stories_are_silent() {
        let text = "{\"path\": \"a.md\", \"rule\": \"x\", \"message\": \"The the\", \"text\": \"the the\"}\n{\"level\": \"info\", \
            \"msg\": \"x\", \"content\": \"y\"}\n{}\n[1]\n7\n\"title\"\nnull\n{\"title\": null, \"body\": {}}\n";
        for draft in read(text) {
            assert!(draft.blocks.is_empty() && draft.troubles.is_empty() && draft.fields.is_empty(), "{draft:?}");
        }
        assert_eq!(read(" \n\n").len(), 1);
    }

    #[test]
    fn a_broken_line_does_not_break_the_others() {
        let drafts = read("{\"title\": \"One\"}\n{\"title\": \"é\" \"b\"}\n{\"title\": \"Three\"}");
        assert_eq!(drafts.len(), 3);
        assert_eq!(drafts[2].prose.text(), "Three");
        let [trouble] = &drafts[1].troubles[..] else { panic!("{:?}", drafts[1].troubles) };
        assert_eq!((trouble.place.line, trouble.place.column, &*trouble.text), (2, 15, "\""));
        // An object over many lines is one fault, or one story.
        assert_eq!(
            read("{\n\"title\": \"One\",\n}\n{\n}\n").iter().map(|draft| draft.troubles.len()).sum::<usize>(),
            1
        );
        assert_eq!(read("{\n\"title\": \"One\"\n}\n")[0].prose.text(), "One");
    }

    #[test]
    fn a_row_may_allow_a_rule() {
        let draft = &read("{\"title\": \"One\", \"copydesk\": {\"allow\": [\"names - a diary\"]}}")[0];
        assert_eq!((&*draft.allows[0].reason, draft.allows[0].block), ("a diary", None));
        assert_eq!(draft.source.slice(draft.allows[0].rules[0].1), "names");
    }
}
