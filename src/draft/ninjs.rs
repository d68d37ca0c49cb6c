//! ninjs, the JSON of the IPTC, in its versions 1, 2 and 3.
//!
//! Version 1 has a field for each text (`headline`, `body_xhtml`, `description_text`), later ones have lists of texts with
//! roles (`headlines`, `bodies`, `descriptions`); version 3 writes names in camel case. All are read alike.

use super::block::{Builder, Role};
use super::json::{Member, Value};
use super::json_lines::{fields, tell};
use super::value::{Notation, opens_with_tag};
use super::{Format, Prose};
use crate::source::{Source, Span};

/// Fields that stories of the IPTC have and other JSON hardly ever has, in small letters: one of them and a text make a story.
const SIGNS: [&str; 17] = [
    "headlines",
    "bodies",
    "descriptions",
    "versioncreated",
    "firstcreated",
    "pubstatus",
    "representationtype",
    "renditions",
    "associations",
    "copyrightholder",
    "usageterms",
    "slugline",
    "altids",
    "infosource",
    "infosources",
    "ednote",
    "trustindicators",
];

/// What items are.
const TYPES: [&str; 9] =
    ["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"];

/// Roles of texts that are not part of the story.
const ASIDE: [&str; 6] = ["creditline", "credit", "note", "writer", "keywords", "seo"];

/// Roles of descriptions that sum a story up.
const SUMMARIES: [&str; 7] = ["text", "main", "lead", "summary", "html", "xhtml", "richtext"];

/// What associated items are that are stories of their own.
const STORIES: [&str; 5] = ["text", "composite", "component", "event", "planning"];

/// As much of a description (bytes) as shows that it is the opening of the story once more.
const OPENING: usize = 60;

/// Whether a JSON file is a ninjs story, or a list of them.
pub(super) fn recognise(source: &Source) -> Option<Format> {
    let value = whole(source).ok()?;
    let first = if value.is_list() { value.items().into_iter().next()? } else { value };
    let item = Item { members: first.members() };
    // The schema asks for nothing but an address.
    let address = item.get("uri").is_some_and(Value::is_text);
    let says = item.members.iter().any(|member| {
        matches!(&*member.key, "$standard" | "standard")
            && member.value.members().iter().any(|field| field.key == "name" && field.value.decoded() == "ninjs")
    });
    let has_type = item.get("type").is_some_and(|says| TYPES.contains(&&*says.decoded()));
    let signs = SIGNS.iter().filter(|sign| item.get(sign).is_some()).count() + usize::from(has_type);
    let texts = item.get("headline").or_else(|| item.get("headlines")).or_else(|| item.get("bodies")).is_some()
        || item.members.iter().any(|member| member.key.starts_with("body_") || member.key.starts_with("headline_"));
    let story = item.get("headline").is_some() && item.members.iter().any(|member| member.key.starts_with("body_"));
    (says || (address && (signs >= 2 || story || (signs == 1 && texts)))).then_some(Format::Ninjs)
}

/// Where the stories of a source stand, if it is a list of them.
pub(super) fn stories(source: &Source) -> Vec<Span> {
    whole(source).map(Value::objects).unwrap_or_default()
}

fn whole(source: &Source) -> Result<Value<'_>, super::json::Broken> {
    Value::read(source, source.body())
}

/// Reads a story.
pub(super) fn parse(builder: &mut Builder<'_>) {
    match whole(builder.source) {
        Ok(value) => story(builder, &Item { members: value.members() }),
        Err(broken) => tell(
            builder,
            broken,
            "this JSON cannot be read:",
            "Mend the JSON here; until then nothing in this file is checked.",
        ),
    }
}

/// A story, a picture ...
struct Item<'s> {
    members: Vec<Member<'s>>,
}

/// A text of an item.
struct Text {
    /// Its role in small letters, or what stands behind the underline of the field's name.
    role: String,
    name: String,
    value: Prose,
    notation: Notation,
    /// Whether it is XML other than HTML.
    is_xml: bool,
}

impl<'s> Item<'s> {
    /// The value of a field, whatever the case of its name.
    fn get(&self, name: &str) -> Option<Value<'s>> {
        self.members.iter().find(|member| member.key.eq_ignore_ascii_case(name)).map(|member| member.value)
    }

    /// The text of a field that holds one.
    fn text(&self, source: &Source, name: &str) -> Option<Prose> {
        self.get(name).filter(|value| value.is_text())?.prose(source)
    }

    /// The texts of a field in either way: `body_text` and its like, and the entries of `bodies`. Those without a word
    /// in them are left out.
    fn texts(&self, source: &Source, one: &str, many: &str) -> Vec<Text> {
        let mut texts = Vec::new();
        for member in self.members.iter().filter(|member| member.value.is_text()) {
            let role = match member.key.strip_prefix(one) {
                Some("") => "main",
                Some(role) if role.starts_with('_') => &role[1..],
                _ => continue,
            };
            if let Some(value) = member.value.prose(source) {
                let notation = Notation::of(&member.key, value.text());
                let (role, name) = (role.to_ascii_lowercase(), member.key.to_string());
                texts.push(Text { role, name, value, notation, is_xml: false });
            }
        }
        for entry in self.get(many).map(Value::items).unwrap_or_default() {
            let entry = Item { members: entry.members() };
            let Some(value) = entry.text(source, "value") else { continue };
            let says = |field: &str| {
                entry.get(field).filter(|value| value.is_text()).map(|text| text.decoded().to_ascii_lowercase())
            };
            let kind = says("contenttype").unwrap_or_default();
            let is_html = kind.contains("html") || opens_with_tag(value.text());
            let is_xml = !kind.contains("html") && (kind.contains("xml") || kind.contains("nitf"));
            let notation = if is_html || is_xml { Notation::Html } else { Notation::Text };
            let role = says("role").unwrap_or_else(|| "main".to_owned());
            texts.push(Text { role, name: many.to_owned(), value, notation, is_xml });
        }
        texts.retain(Text::has_words);
        texts
    }
}

impl Text {
    /// Whether it holds more than tags.
    fn has_words(&self) -> bool {
        let mut in_tag = false;
        self.value.text().chars().any(|c| {
            in_tag = self.notation == Notation::Html && c != '>' && (in_tag || c == '<');
            !in_tag && c.is_alphanumeric()
        })
    }

    /// Reads it as a line.
    fn line(&self, builder: &mut Builder<'_>, role: Role) {
        builder.line_of(role, Some(&self.name), &self.value);
    }

    fn is_role(&self, roles: &[&str]) -> bool {
        roles.iter().any(|role| self.role == *role)
    }
}

fn story(builder: &mut Builder<'_>, item: &Item<'_>) {
    let source = builder.source;
    fields(builder, &item.members);
    let says = item.get("type").map(Value::decoded).unwrap_or_default();
    let is_picture = matches!(&*says, "picture" | "graphic" | "video" | "audio");
    let headlines = item.texts(source, "headline", "headlines");
    let headline = headlines.iter().find(|text| text.role == "main").or(headlines.first());
    if let Some(headline) = headline {
        headline.line(builder, Role::Headline);
    }
    // An item without a body has nothing but its description to read.
    let whole = || richest(item.texts(source, "body", "bodies")).or_else(|| description(item, source, &SUMMARIES));
    let body = if is_picture { None } else { whole() };
    if !is_picture {
        dek(builder, item, &headlines, body.as_ref());
    }
    for name in ["byline", "by"] {
        if let Some(byline) = item.text(source, name) {
            builder.line_of(Role::Byline, Some(name), &byline);
        }
    }
    if let Some(body) = &body {
        let headline = headline.map(|headline| headline.value.text().trim());
        self::body(builder, body, headline);
    }
    if is_picture && let Some(caption) = caption(item, source) {
        caption.line(builder, Role::Caption);
    }
    associations(builder, item);
}

/// The dek of a story: what is under the headline by its name, or a description that is not the opening of the story.
fn dek(builder: &mut Builder<'_>, item: &Item<'_>, headlines: &[Text], body: Option<&Text>) {
    let source = builder.source;
    if let Some(dek) = item.text(source, "subheadline") {
        return builder.line_of(Role::Dek, Some("subheadline"), &dek);
    }
    if let Some(dek) = headlines.iter().find(|text| text.is_role(&["sub", "subheadline", "subtitle", "deck", "dek"])) {
        return dek.line(builder, Role::Dek);
    }
    let is_opening = |text: &Text| {
        let text = text.value.text().trim();
        let opening = &text[..crate::source::floor_boundary(text, text.len().min(OPENING))];
        body.is_some_and(|body| memchr::memmem::find(body.value.text().as_bytes(), opening.as_bytes()).is_some())
    };
    let description = description(item, source, &SUMMARIES);
    if let Some(dek) = description.filter(|text| !is_opening(text)) {
        dek.line(builder, Role::Dek);
    }
}

/// The words that go with a picture.
fn caption(item: &Item<'_>, source: &Source) -> Option<Text> {
    description(item, source, &["caption", "text", "main", "caption_xhtml", "html", "xhtml", "richtext"])
}

/// The first description with one of these roles, in their order: the same in several notations is one.
fn description(item: &Item<'_>, source: &Source, roles: &[&str]) -> Option<Text> {
    let mut texts = item.texts(source, "description", "descriptions");
    texts.retain(|text| !text.is_role(&ASIDE));
    let rank = |text: &Text| roles.iter().position(|role| text.role == *role);
    texts.into_iter().filter(|text| rank(text).is_some()).min_by_key(rank)
}

/// The body that says most of how the story is built: HTML, or else text, or else another XML. They are one story.
fn richest(bodies: Vec<Text>) -> Option<Text> {
    let rank = |body: &Text| match body.notation {
        _ if body.is_role(&ASIDE) || body.is_role(&["teaser", "summary"]) => 3,
        Notation::Html if !body.is_xml => 0,
        Notation::Text | Notation::Markdown => 1,
        Notation::Html => 2,
    };
    bodies.into_iter().min_by_key(rank)
}

/// Reads the body. Many agencies repeat the headline on top of it.
fn body(builder: &mut Builder<'_>, body: &Text, headline: Option<&str>) {
    let from = builder.blocks.len();
    builder.text_of(&body.value, body.notation);
    let first = builder.blocks.get_mut(from);
    if let Some(first) = first
        && headline.is_some_and(|headline| builder.prose.slice(first.prose).trim() == headline)
    {
        first.role = Role::Headline;
    }
}

/// The words of the pictures that go with a story: by name in versions 1 and 2, listed in version 3.
fn associations(builder: &mut Builder<'_>, item: &Item<'_>) {
    let source = builder.source;
    let Some(value) = item.get("associations") else { return };
    let listed = value.items().into_iter();
    for value in listed.chain(value.members().into_iter().map(|member| member.value)) {
        let picture = Item { members: value.members() };
        if picture.get("type").is_some_and(|says| STORIES.contains(&&*says.decoded())) {
            continue;
        }
        let headlines = picture.texts(source, "headline", "headlines");
        if let Some(headline) = headlines.iter().find(|text| text.role == "main").or(headlines.first()) {
            headline.line(builder, Role::Caption);
        }
        if let Some(caption) = caption(&picture, source) {
            caption.line(builder, Role::Caption);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Draft, ReadOptions};
    use std::sync::Arc;

    fn read(text: &str) -> Draft {
        let options = ReadOptions { format: Some(Format::Ninjs), ..ReadOptions::default() };
        Draft::read(Arc::new(Source::new("x.json", text)), &options)
    }

    fn blocks(draft: &Draft) -> Vec<(Role, &str)> {
        draft.blocks.iter().map(|block| (block.role, draft.text(block.prose))).collect()
    }

    const STORY: [(Role, &str); 6] = [
        (Role::Headline, "Ferry cut"),
        (Role::Dek, "One sailing stays"),
        (Role::Byline, "Ana Silva"),
        (Role::Body, "The pier is closed, the council said on Monday."),
        (Role::Caption, "The pier"),
        (Role::Caption, "The old pier in June"),
    ];

    #[test]
    fn every_version_gives_the_same_story() {
        let first = r#"{"uri": "x", "versioncreated": "2025-06-02T10:00:00Z", "language": "en-GB", "byline": "Ana Silva",
            "headline": "Ferry cut", "subheadline": "One sailing stays", "title": "ferry-2",
            "body_text": "The pier is closed, the council\u0020said on Monday.", "description_text": "",
            "associations": {"main": {"type": "picture", "headline": "The pier", "description_text": "The old pier in June"},
            "more": {"type": "text", "headline": "Another story"}}}"#;
        let third = r#"[{"uri": "x", "versionCreated": "2025-06-02T10:00:00Z", "language": "en-GB", "by": "Ana Silva",
            "headlines": [{"role": "seo", "value": "Ferry"}, {"role": "main", "value": "Ferry cut"}],
            "descriptions": [{"role": "note", "value": "x"}, {"role": "text", "value": "One\nsailing stays"}],
            "bodies": [{"role": "teaser", "value": "The pier"}, {"contentType": "text/plain",
            "value": "The pier is closed, the council said on Monday."}],
            "associations": [{"type": "picture", "headlines": [{"value": "The pier"}],
            "descriptions": [{"role": "caption", "value": "The old pier in June"}, {"role": "creditline", "value": "x"}]}]}]"#;
        for text in [first, third] {
            let draft = read(text);
            assert_eq!(blocks(&draft), STORY);
            assert!(draft.troubles.is_empty());
            assert_eq!(draft.language.map(|language| language.code().to_owned()).as_deref(), Some("en"));
            assert_eq!(draft.date.map(|date| date.to_string()).as_deref(), Some("2025-06-02"));
            let source = Source::new("x.json", text);
            assert_eq!(recognise(&source), Some(Format::Ninjs));
        }
    }

    #[test]
    fn what_repeats_the_story_is_not_read_twice() {
        let draft = read(
            r#"{"headline": "Ferry cut", "description_text": "The pier is closed, the", "body_xhtml": "<p></p>",
            "body_text": "Ferry cut\nThe pier is closed, the council said on Monday."}"#,
        );
        assert!(blocks(&draft).iter().all(|(role, _)| *role != Role::Dek));
        let copies =
            read(r#"{"headline": "A b c", "body_text": "A b c\nThe pier is closed, the council said on Monday."}"#);
        assert_eq!(blocks(&copies)[..2], [(Role::Headline, "A b c"), (Role::Headline, "A b c")]);
    }

    #[test]
    fn without_a_body_the_description_is_read() {
        let draft = read(r#"{"headline": "One", "descriptions": [{"role": "text", "value": "It rains.\nIt blows."}]}"#);
        assert_eq!(blocks(&draft), [(Role::Headline, "One"), (Role::Body, "It rains."), (Role::Body, "It blows.")]);
    }

    #[test]
    fn a_picture_has_a_caption_and_no_body() {
        let draft = read(
            r#"{"type": "picture", "headline": "The pier", "description_text": "The pier in June", "body_text": "x y"}"#,
        );
        assert_eq!(blocks(&draft), [(Role::Headline, "The pier"), (Role::Caption, "The pier in June")]);
    }

    #[test]
    fn every_story_of_a_list_is_one() {
        let text = r#" [{"headline": "One"}, 7, {"headline": "Two"}] "#;
        let source = Arc::new(Source::new("x.json", text));
        let options = ReadOptions { format: Some(Format::Ninjs), ..ReadOptions::default() };
        let drafts: Vec<_> = Draft::read_each(&source, options).map(|draft| draft.prose.text().to_owned()).collect();
        assert_eq!(drafts, ["One", "Two"]);
    }

    #[test]
    fn other_json_is_no_story() {
        for text in [
            "{}",
            "[]",
            "7",
            "{",
            r#"{"name": "copydesk", "version": "1"}"#,
            r#"{"uri": "x", "title": "y"}"#,
            r#"{"uri": 1, "headline": "x", "slugline": "y"}"#,
            r#"{"uri": "x", "type": "text", "value": "y"}"#,
            r#"{"uri": "x", "type": "track", "headline": "y"}"#,
            r#"{"headline": "x", "body": "y", "pubstatus": "usable"}"#,
        ] {
            assert_eq!(recognise(&Source::new("x.json", text)), None, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_or_passed_over() {
        let draft = read("{\"headline\": \"One\",\n \"body_text\": \"two\nthree\"}");
        let [trouble] = &draft.troubles[..] else { panic!("{:?}", draft.troubles) };
        assert_eq!((trouble.place.line, &*trouble.text), (2, "\n"));
        assert!(trouble.remedy.is_some() && draft.blocks.is_empty());
        let wrong = read(
            r#"{"headline": 7, "headlines": "x", "bodies": [{"value": []}, 7], "associations": "x", "byline": {}}"#,
        );
        assert!(wrong.blocks.is_empty() && wrong.troubles.is_empty());
    }
}
