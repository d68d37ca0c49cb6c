//! Front matter: YAML between lines of `---`, TOML between lines of `+++`, JSON between its own brackets, between lines of
//! `;;;` or from `---json` to `---`.

mod scalar;
mod simple;
mod tree;

pub(super) use scalar::Spelling;
pub(super) use tree::{Entry, Kind, Node};

use super::block::{Builder, Role};
use super::json::Value;
use super::{Language, allow};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::source::{Source, Span};

/// A front matter field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name, with dots for nested ones.
    pub name: Box<str>,
    /// Value as text. Numbers and dates stay as they are written.
    pub value: Box<str>,
    /// The value in the source, without quotation marks.
    pub span: Span,
}

impl Field {
    pub(super) fn language(&self) -> Option<Language> {
        matches!(&*self.name, "lang" | "language").then(|| Language::from_tag(&self.value)).flatten()
    }
}

/// Reads front matter into blocks and fields; returns where the body starts.
pub(super) fn read(builder: &mut Builder<'_>) -> usize {
    let source = builder.source;
    let Some(fence) = Fence::find(source) else { return source.start() };
    let (parsed, broken) = match fence.notation {
        Notation::Yaml => tree::yaml(source, fence.inside),
        Notation::Toml => tree::toml(source, fence.inside),
        Notation::Json => tree::json(source, fence.inside),
    };
    if let Some(broken) = broken {
        let read = parsed.is_some();
        let seen = if read { "in this front matter" } else { "this front matter cannot be read:" };
        let message = format!("{seen} {}", broken.message);
        // A field written twice keeps nothing from being read.
        let level = if read { Level::Advice } else { Level::Warning };
        let told = Diagnostic::trouble(source, broken.span, trouble::FRONT_MATTER, level, message);
        let remedy = if read { "Keep one of the two.".to_owned() } else { remedy(source, broken.span, fence.notation) };
        builder.troubles.push(told.with_remedy(remedy));
    }
    match parsed.map(|node| node.kind) {
        Some(Kind::Table(entries)) => fields(builder, &entries),
        Some(Kind::Nothing) | None => {}
        // Two rules around a line of text are no front matter.
        Some(_) => return source.start(),
    }
    fence.body
}

/// What front matter is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notation {
    Yaml,
    Toml,
    Json,
}

/// Where front matter stands.
struct Fence {
    notation: Notation,
    inside: Span,
    body: usize,
}

impl Fence {
    /// The front matter that opens a file, if it is closed.
    fn find(source: &Source) -> Option<Self> {
        let start = source.start();
        let text = &source.text()[start..];
        let mut lines = text.split_inclusive('\n');
        let opener = lines.next()?;
        let (notation, closers): (_, &[&str]) = match opener.trim_end() {
            "---" => (Notation::Yaml, &["---", "..."]),
            "+++" => (Notation::Toml, &["+++"]),
            ";;;" => (Notation::Json, &[";;;"]),
            "---json" => (Notation::Json, &["---"]),
            opener if opener.starts_with('{') => return Self::object(source),
            _ => return None,
        };
        let mut at = opener.len();
        for line in lines {
            let next = at + line.len();
            if closers.contains(&line.trim_end()) {
                let inside = Span::new(start + opener.len(), start + at);
                return Some(Self { notation, inside, body: start + next });
            }
            at = next;
        }
        None
    }

    /// An object of JSON that opens a file, with nothing behind it in its last line. What begins with a bracket and goes on
    /// otherwise is a shortcode, an expression or text.
    fn object(source: &Source) -> Option<Self> {
        let start = source.start();
        let text = &source.text()[start..];
        let key = text[1..].trim_ascii_start().strip_prefix('"')?;
        let behind = key.split_once('"')?.1.trim_ascii_start();
        if !behind.starts_with(':') {
            return None;
        }
        let length = match Value::read_first(source, Span::new(start, source.text().len())) {
            Ok((_, end)) => end - start,
            // What is broken ends with a bracket on a line of its own, or is no front matter.
            Err(_) => text.match_indices("\n}").map(|(at, _)| at + 2).find(|&at| ends_line(&text[at..]))?,
        };
        let line = text[length..].find('\n').map_or(text.len(), |end| length + end + 1);
        let inside = Span::new(start, start + length);
        ends_line(&text[length..]).then_some(Self { notation: Notation::Json, inside, body: start + line })
    }
}

/// Whether nothing but blanks stands before the end of the line.
fn ends_line(rest: &str) -> bool {
    rest.lines().next().is_none_or(|line| line.trim().is_empty())
}

/// What to do about front matter that cannot be read.
fn remedy(source: &Source, span: Span, notation: Notation) -> String {
    let line = source.slice(source.line_span(source.line_index(span.range().start)));
    let value = line.split_once(':').map(|(_, value)| value.trim_start());
    if notation == Notation::Yaml && value.is_some_and(|value| value.contains(": ") && !value.starts_with(['"', '\'']))
    {
        return "Put the whole value in quotation marks: it holds a colon.".to_owned();
    }
    let language = match notation {
        Notation::Yaml => "YAML",
        Notation::Toml => "TOML",
        Notation::Json => "JSON",
    };
    format!("Mend the {language} here; until then nothing in this front matter is checked.")
}

/// A text, number, date ... with its dotted name.
struct Leaf<'n> {
    name: String,
    node: &'n Node,
}

fn fields(builder: &mut Builder<'_>, entries: &[Entry]) {
    let mut leaves = Vec::new();
    flatten(entries, &mut String::new(), &mut leaves);
    let source = builder.source;
    for leaf in &leaves {
        let value = match &leaf.node.kind {
            Kind::Text(value, _) => value.clone(),
            _ => source.slice(leaf.node.span).into(),
        };
        builder.fields.push(Field { name: leaf.name.clone().into(), value, span: leaf.node.span });
    }
    let names = builder.names;
    let holds = |name: &str| leaves.iter().position(|leaf| leaf.name == name && leaf.is_copy(source));
    let (headline, dek) = (names.headlines().find_map(holds), names.deks().find_map(holds));
    for (index, role) in [(headline, Role::Headline), (dek, Role::Dek)] {
        if let Some(index) = index {
            block(builder, &leaves[index], role);
        }
    }
    for (index, leaf) in leaves.iter().enumerate() {
        if Some(index) == headline || Some(index) == dek || !leaf.is_copy(source) {
            continue;
        }
        let role = match &*leaf.name {
            name if names.is_byline(name) => Role::Byline,
            name if names.is_body(name) => Role::Body,
            name if names.is_caption(name) => Role::Caption,
            _ => Role::FrontMatter,
        };
        block(builder, leaf, role);
    }
    if let Some(entry) = entries.iter().find(|entry| &*entry.key == "copydesk") {
        allow::front_matter(builder, entry);
    }
}

impl Leaf<'_> {
    /// Whether it is text that a reader may see: not a date, not settings of this program.
    fn is_copy(&self, source: &Source) -> bool {
        let Kind::Text(value, _) = &self.node.kind else { return false };
        let is_date = || {
            let raw = source.slice(self.node.span);
            raw.starts_with(|c: char| c.is_ascii_digit()) && super::date::parse(raw).is_some() && raw.len() <= 40
        };
        !value.trim().is_empty() && !self.name.starts_with("copydesk.") && self.name != "copydesk" && !is_date()
    }
}

fn flatten<'n>(entries: &'n [Entry], name: &mut String, leaves: &mut Vec<Leaf<'n>>) {
    for entry in entries {
        let length = name.len();
        if length > 0 {
            name.push('.');
        }
        name.push_str(&entry.key);
        flatten_node(&entry.node, name, leaves);
        name.truncate(length);
    }
}

fn flatten_node<'n>(node: &'n Node, name: &mut String, leaves: &mut Vec<Leaf<'n>>) {
    match &node.kind {
        Kind::Table(entries) => flatten(entries, name, leaves),
        Kind::List(items) => items.iter().for_each(|item| flatten_node(item, name, leaves)),
        Kind::Text(..) | Kind::Literal => leaves.push(Leaf { name: name.clone(), node }),
        Kind::Nothing => {}
    }
}

fn block(builder: &mut Builder<'_>, leaf: &Leaf<'_>, role: Role) {
    let Kind::Text(value, spelling) = &leaf.node.kind else { return };
    let span = leaf.node.span;
    builder.open(role, span.range().start);
    if let Some(block) = builder.current() {
        block.field = Some(leaf.name.clone().into());
    }
    scalar::push(&mut builder.prose, builder.source, value, span, *spelling);
    builder.close(span.range().end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::FieldNames;

    /// Reads `text` and hands each block as role, prose, and the source text that a word of it maps to.
    fn read_all(text: &str) -> (Source, Vec<(Role, String)>, usize) {
        let source = Source::new("x.md", text);
        let mut builder = Builder::new(&source, FieldNames::none());
        let body = read(&mut builder);
        assert!(builder.troubles.is_empty(), "{:?}", builder.troubles);
        let blocks = builder.blocks.iter().map(|b| (b.role, builder.prose.slice(b.prose).to_owned())).collect();
        (Source::new("x.md", text), blocks, body)
    }

    /// The source text of `word` in the prose of `text`.
    fn written(text: &str, word: &str) -> String {
        let source = Source::new("x.md", text);
        let mut builder = Builder::new(&source, FieldNames::none());
        read(&mut builder);
        let at = builder.prose.text().find(word).expect("the word is in the prose");
        source.slice(builder.prose.to_source(Span::new(at, at + word.len()))).to_owned()
    }

    fn values(text: &str) -> Vec<(String, String)> {
        let source = Source::new("x.md", text);
        let mut builder = Builder::new(&source, FieldNames::none());
        read(&mut builder);
        builder.fields.iter().map(|field| (field.name.to_string(), field.value.to_string())).collect()
    }

    #[test]
    fn headline_and_dek_come_first_whatever_their_place() {
        let text = "---\ntags: [ferry, harbour]\nsummary: Two sailings go\ndek: One sailing stays\ntitle: Ferry cut\nauthor: Ana Silva\n---\nBody.\n";
        let (source, blocks, body) = read_all(text);
        let roles: Vec<_> = blocks.iter().map(|(role, text)| (*role, text.as_str())).collect();
        assert_eq!(
            roles,
            [
                (Role::Headline, "Ferry cut"),
                (Role::Dek, "One sailing stays"),
                (Role::FrontMatter, "ferry"),
                (Role::FrontMatter, "harbour"),
                (Role::FrontMatter, "Two sailings go"),
                (Role::Byline, "Ana Silva"),
            ]
        );
        assert_eq!(&source.text()[body..], "Body.\n");
    }

    #[test]
    fn values_that_are_not_text_stay_as_written() {
        let text =
            "---\ndate: 2010-10-22 11:33:15 -0400\ny: yes\nrank: 012\nlive: true\nnone:\nmeta:\n  score: 1.50\n---\n";
        let pairs = values(text);
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(
            pairs,
            [
                ("date", "2010-10-22 11:33:15 -0400"),
                ("y", "yes"),
                ("rank", "012"),
                ("live", "true"),
                ("meta.score", "1.50")
            ]
        );
        assert_eq!(read_all(text).1, [(Role::FrontMatter, "yes".to_owned())]);
    }

    #[test]
    fn every_spelling_leads_back_to_its_bytes() {
        let single = "---\ntitle: 'It''s Zoë''s ferry'\n---\n";
        assert_eq!(read_all(single).1[0].1, "It's Zoë's ferry");
        assert_eq!(written(single, "It's"), "It''s");
        assert_eq!(written(single, "ferry"), "ferry");
        let double = "---\ntitle: \"A \\\"new\\\" caf\\u00e9 \\\n  by the quay\"\n---\n";
        assert_eq!(read_all(double).1[0].1, "A \"new\" café by the quay");
        assert_eq!(written(double, "\"new\""), "\\\"new\\\"");
        assert_eq!(written(double, "café"), "caf\\u00e9");
        assert_eq!(written(double, "quay"), "quay");
        let led = "---\ntitle: \"\\n \\u0020\\té \\n\\tpier\\n\"\n---\n";
        assert_eq!(read_all(led).1[0].1, "é   pier");
        assert_eq!(written(led, "é"), "é");
        let folded = "---\r\ntitle: >-\r\n  One línea\r\n  “two”\r\n\r\n  three\r\n---\r\nBody";
        assert_eq!(read_all(folded).1[0].1, "One línea “two” three");
        assert_eq!(written(folded, "“two”"), "“two”");
        assert_eq!(written(folded, "línea “two”"), "línea\r\n  “two”");
        let literal = "---\ndek: |\n  \"One,\" she said\n    and \"two\"\ntitle: x\n---\n";
        assert_eq!(read_all(literal).1[1].1, "\"One,\" she said and \"two\"");
        assert_eq!(written(literal, "\"two\""), "\"two\"");
        let plain = "\u{feff}---\ntitle: Harbour: closed\n---\n".replace(": closed", " closed\n  for  repair # soon");
        assert_eq!(read_all(&plain).1[0].1, "Harbour closed for  repair");
        assert_eq!(written(&plain, "for  repair"), "for  repair");
    }

    #[test]
    fn toml() {
        let text = "+++\ntitle = \"A \\\"new\\\" pier\"\ndraft = false\ndate = 2025-06-02T10:00:00Z\ndescription = '''\nLong\ntext'''\n[params]\nauthor.name = 'Ana'\n+++\nBody";
        let (source, blocks, body) = read_all(text);
        let texts: Vec<_> = blocks.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["A \"new\" pier", "Long text", "Ana"]);
        assert_eq!(written(text, "\"new\" pier"), "\\\"new\\\" pier");
        assert_eq!(values(text)[2].1, "2025-06-02T10:00:00Z");
        assert_eq!(&source.text()[body..], "Body");
    }

    #[test]
    fn json() {
        let object = "{\r\n  \"title\": \"A \\\"new\\\" caf\\u00e9 \\ud83d\\ude00\\npier\",\r\n  \"rank\": 1.50,\r\n  \
            \"tags\": [\"sea\", null],\r\n  \"copydesk\": {\"allow\": [\"names - a diary\"]}\r\n}\r\n";
        for text in [format!("{object}Body"), format!(";;;\n{object};;;\nBody"), format!("---json\n{object}---\nBody")]
        {
            let (source, blocks, body) = read_all(&text);
            let texts: Vec<_> = blocks.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(texts, ["A \"new\" café 😀 pier", "sea"]);
            assert_eq!(written(&text, "café"), "caf\\u00e9");
            assert_eq!(written(&text, "😀"), "\\ud83d\\ude00");
            assert_eq!(written(&text, "pier"), "pier");
            assert_eq!(values(&text)[1], ("rank".to_owned(), "1.50".to_owned()));
            assert_eq!(&source.text()[body..], "Body");
        }
    }

    #[test]
    fn names_that_a_newsroom_adds_come_first() {
        let text = "---\ntitle: x y\nhed: A b\nmeta:\n  writer: Ana Silva\nlead: Long\ncut: Pier\n---\n";
        let (source, list) = (Source::new("x.md", text), |name: &str| vec![name.into()]);
        let names = FieldNames {
            headline: list("hed"),
            byline: list("meta.writer"),
            body: list("lead"),
            caption: list("cut"),
            ..FieldNames::default()
        };
        let mut builder = Builder::new(&source, &names);
        read(&mut builder);
        let roles: Vec<_> = builder.blocks.iter().map(|b| (b.role, builder.prose.slice(b.prose))).collect();
        assert_eq!(
            roles,
            [
                (Role::Headline, "A b"),
                (Role::FrontMatter, "x y"),
                (Role::Byline, "Ana Silva"),
                (Role::Body, "Long"),
                (Role::Caption, "Pier"),
            ]
        );
    }

    #[test]
    fn what_is_not_front_matter_is_body() {
        for text in [
            "---\ntitle: x\n",
            "----\na: b\n---\n",
            "\n---\na: b\n---\n",
            "---\nJust words\n---\n",
            "--- x\n---\n",
            "{{< note >}}\nx\n}\n",
            "{% note %}\n",
            "{\" \"}\n",
            "{props.title}\n}\n",
            "{\"a\": 1} is what it said.\n",
            "{\"a\": 1\n",
            "{}\n",
            "---json\n{\"a\": 1}\n",
        ] {
            assert_eq!(read_all(text).2, 0, "{text}");
        }
        assert_eq!(read_all("---\n---\nBody").2, 8);
    }

    #[test]
    fn broken_front_matter_is_told_once_with_its_place() {
        for (text, place) in [
            ("---\né: ok\ntitle: Mayor: no\n---\nBody", ":"),
            ("---\na: 1\na: 2\n---\nBody", "a:"),
            ("---\na: [1, 2\nb: c\n---\nBody", ":"),
            ("---\r\na: 1\r\nb: 'x\r\n---\r\nBody", "'x"),
            ("+++\na = = 2\n+++\nBody", "="),
            ("{\n\"a\": 1,\n\"é\": 'x'\n}\nBody", "'"),
            (";;;\n{\"a\": 1,}\n;;;\nBody", "}"),
        ] {
            let source = Source::new("x.md", text);
            let mut builder = Builder::new(&source, FieldNames::none());
            assert_eq!(&text[read(&mut builder)..], "Body");
            let [trouble] = &builder.troubles[..] else { panic!("{:?}", builder.troubles) };
            assert_eq!(trouble.text, place, "{trouble:?}");
            assert!(trouble.remedy.is_some());
        }
    }

    #[test]
    fn what_publishing_systems_accept_is_read() {
        let text = "---\ntitle: \"One\ntwo é\r\nthree\"\nlang: uk\nlang: en\n---\nBody";
        let source = Source::new("x.md", text);
        let mut builder = Builder::new(&source, FieldNames::none());
        read(&mut builder);
        assert_eq!(builder.prose.slice(builder.blocks[0].prose), "One two é three");
        assert_eq!(source.slice(builder.prose.to_source(Span::new(0, 7))), "One\ntwo");
        assert_eq!(builder.fields[1].language(), Some(Language::ENGLISH));
        assert_eq!(builder.troubles[0].message, "in this front matter the field `lang` stands twice");
    }
}
