//! JSON whose values know where they stand. One level is read at a time, so that neither the depth nor the length of what
//! nobody asks for costs more than a look.

use super::front_matter::{Entry, Kind, Node, Spelling};
use super::{Field, Prose};
use crate::source::{Source, Span, floor_boundary};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Tables and lists within one another, beyond which nothing is looked at.
const DEEPEST: usize = 16;

/// Fields of an object, or items of a list, beyond which nothing is looked at.
const MOST: usize = 100_000;

/// A value as it is written, and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'s> {
    raw: &'s str,
    at: usize,
}

/// Why something is no JSON, and where that shows.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) span: Span,
    pub(super) message: String,
}

/// A field of an object.
#[derive(Clone, Debug)]
pub(super) struct Member<'s> {
    pub(super) key: Cow<'s, str>,
    /// The key in the source, without quotation marks.
    pub(super) span: Span,
    pub(super) value: Value<'s>,
}

impl<'s> Value<'s> {
    /// The value that `span` of a source holds, and nothing else.
    pub(super) fn read(source: &'s Source, span: Span) -> Result<Self, Broken> {
        let text = source.slice(span);
        let at = span.range().start;
        let raw = serde_json::from_str::<&RawValue>(text).map_err(|error| Broken::new(text, at, &error))?;
        Ok(Self::within(raw, text, at))
    }

    /// The value with which `span` begins, and where it ends.
    pub(super) fn read_first(source: &'s Source, span: Span) -> Result<(Self, usize), Broken> {
        let text = source.slice(span);
        let at = span.range().start;
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
        match values.next() {
            Some(Ok(raw)) => Ok((Self::within(raw, text, at), at + values.byte_offset())),
            Some(Err(error)) => Err(Broken::new(text, at, &error)),
            None => Err(Broken { span, message: "nothing stands here".to_owned() }),
        }
    }

    /// A part of `text`, which begins at `at`.
    fn within(raw: &'s RawValue, text: &str, at: usize) -> Self {
        let raw = raw.get();
        // The part was borrowed from the text, so its address tells its place.
        Self { raw, at: at + (raw.as_ptr() as usize - text.as_ptr() as usize) }
    }

    /// The source it is written with, quotation marks included.
    pub(super) fn span(self) -> Span {
        Span::new(self.at, self.at + self.raw.len())
    }

    /// The source of a text without its quotation marks, of anything else all of it.
    pub(super) fn inside(self) -> Span {
        let marks = usize::from(self.is_text());
        Span::new(self.at + marks, self.at + self.raw.len() - marks)
    }

    pub(super) fn is_text(self) -> bool {
        self.raw.starts_with('"')
    }

    pub(super) fn is_object(self) -> bool {
        self.raw.starts_with('{')
    }

    pub(super) fn is_list(self) -> bool {
        self.raw.starts_with('[')
    }

    /// The fields of an object in the order of the source; of anything else none. Where a field stands twice the last value
    /// counts, as it does for nearly all programs.
    pub(super) fn members(self) -> Vec<Member<'s>> {
        if !self.is_object() {
            return Vec::new();
        }
        let Ok(Members(raw)) = serde_json::from_str::<Members<'s>>(self.raw) else { return Vec::new() };
        let mut members: Vec<Member<'s>> = raw
            .into_iter()
            .map(|(key, value)| {
                let key = Self::within(key, self.raw, self.at);
                Member { key: key.decoded(), span: key.inside(), value: Self::within(value, self.raw, self.at) }
            })
            .collect();
        let mut seen = rustc_hash::FxHashSet::default();
        let mut keep: Vec<bool> = members.iter().rev().map(|member| seen.insert(member.key.clone())).collect();
        members.retain(|_| keep.pop().unwrap_or(true));
        members
    }

    /// The items of a list; of anything else none.
    pub(super) fn items(self) -> Vec<Self> {
        if !self.is_list() {
            return Vec::new();
        }
        let Ok(Items(raw)) = serde_json::from_str::<Items<'s>>(self.raw) else { return Vec::new() };
        raw.into_iter().map(|item| Self::within(item, self.raw, self.at)).collect()
    }

    /// Where the objects of a list stand.
    pub(super) fn objects(self) -> Vec<Span> {
        self.items().into_iter().filter(|item| item.is_object()).map(Self::span).collect()
    }

    /// The text that a string spells, or the digits and letters of anything else.
    pub(super) fn decoded(self) -> Cow<'s, str> {
        let inner = &self.raw[self.inside().range().start - self.at..self.inside().range().end - self.at];
        if !self.is_text() || memchr::memchr(b'\\', inner.as_bytes()).is_none() {
            return Cow::Borrowed(inner);
        }
        let mut text = String::with_capacity(inner.len());
        steps(inner, |step| match step {
            Step::Same(range) => text.push_str(&inner[range]),
            Step::Escape(letter, _) => text.push(letter),
        });
        Cow::Owned(text)
    }

    /// Appends the text of a string so that each character leads back to what spells it.
    pub(super) fn push(self, prose: &mut Prose, source: &Source) {
        if !self.is_text() {
            return;
        }
        let inside = self.inside();
        let from = inside.range().start;
        steps(source.slice(inside), |step| match step {
            Step::Same(range) => prose.push(source, Span::new(from + range.start, from + range.end)),
            Step::Escape(letter, range) => {
                let span = Span::new(from + range.start, from + range.end);
                prose.push_as(letter.encode_utf8(&mut [0; 4]), span);
            }
        });
    }

    /// The text of a string, or of a list of strings with a blank line between them. Nothing if there is none.
    pub(super) fn prose(self, source: &Source) -> Option<Prose> {
        let mut prose = Prose::with_capacity(self.raw.len());
        self.push(&mut prose, source);
        for item in self.items().into_iter().filter(|item| item.is_text()) {
            if !prose.is_empty() {
                prose.push_as("\n\n", Span::new(item.at, item.at));
            }
            item.push(&mut prose, source);
        }
        (!prose.text().trim().is_empty()).then_some(prose)
    }

    /// What is known of a story: a field as it is told to others. Nothing for objects, lists and null.
    pub(super) fn field(self, name: &str) -> Option<Field> {
        let is_single = !self.is_object() && !self.is_list() && self.raw != "null";
        is_single.then(|| Field { name: name.into(), value: self.decoded().into(), span: self.inside() })
    }

    /// The value as front matter.
    pub(super) fn node(self) -> Node {
        self.node_at(DEEPEST)
    }

    /// The same, down to so many tables and lists within one another.
    fn node_at(self, depth: usize) -> Node {
        let kind = match self.raw.as_bytes().first() {
            Some(b'"') => Kind::Text(self.decoded().into(), Spelling::Escaped),
            Some(b'{') if depth > 0 => {
                Kind::Table(self.members().iter().map(|member| member.entry_at(depth - 1)).collect())
            }
            Some(b'[') if depth > 0 => {
                Kind::List(self.items().into_iter().map(|item| item.node_at(depth - 1)).collect())
            }
            Some(b'{' | b'[' | b'n') | None => Kind::Nothing,
            Some(_) => Kind::Literal,
        };
        Node { span: self.inside(), kind }
    }
}

impl Member<'_> {
    /// The field as one of front matter.
    pub(super) fn entry(&self) -> Entry {
        self.entry_at(DEEPEST)
    }

    fn entry_at(&self, depth: usize) -> Entry {
        Entry { key: self.key.as_ref().into(), span: self.span, node: self.value.node_at(depth) }
    }
}

/// The values of the fields of that name, which goes down into objects, and lists of them, with dots.
pub(super) fn find<'s>(members: &[Member<'s>], name: &str) -> Vec<Value<'s>> {
    if let Some(member) = members.iter().find(|member| member.key == name) {
        return vec![member.value];
    }
    let Some((first, rest)) = name.split_once('.') else { return Vec::new() };
    let Some(member) = members.iter().find(|member| member.key == first) else { return Vec::new() };
    let mut inner = if member.value.is_list() { member.value.items() } else { vec![member.value] };
    inner.retain(|value| value.is_object());
    inner.into_iter().flat_map(|value| find(&value.members(), rest)).collect()
}

/// What the next bytes of a string yield.
enum Step {
    /// Themselves.
    Same(std::ops::Range<usize>),
    /// A character that they stand for together.
    Escape(char, std::ops::Range<usize>),
}

/// Goes through the inside of a string.
fn steps(inner: &str, mut give: impl FnMut(Step)) {
    let bytes = inner.as_bytes();
    let mut from = 0;
    while let Some(length) = memchr::memchr(b'\\', &bytes[from..]) {
        let at = from + length;
        if at > from {
            give(Step::Same(from..at));
        }
        let (letter, end) = escape(inner, at);
        give(Step::Escape(letter, at..end));
        from = end;
    }
    if from < bytes.len() {
        give(Step::Same(from..bytes.len()));
    }
}

/// The character of the escape at `at`, and where it ends.
fn escape(inner: &str, at: usize) -> (char, usize) {
    let Some(letter) = inner[at + 1..].chars().next() else { return ('\\', inner.len()) };
    let end = at + 1 + letter.len_utf8();
    let unit =
        |at: usize| inner.get(at..at + 6)?.strip_prefix("\\u").and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match letter {
        'n' => ('\n', end),
        'r' => ('\r', end),
        't' => ('\t', end),
        'b' => ('\u{8}', end),
        'f' => ('\u{c}', end),
        'u' => match (unit(at), unit(at + 6)) {
            (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) => {
                let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), at + 12)
            }
            // Half of a pair is no character.
            (Some(code), _) => (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), at + 6),
            (None, _) => (letter, end),
        },
        other => (other, end),
    }
}

impl Broken {
    /// `text` stands at `at` in the source.
    fn new(text: &str, at: usize, error: &serde_json::Error) -> Self {
        let line = match error.line() {
            0 | 1 => 0,
            line => memchr::memchr_iter(b'\n', text.as_bytes()).nth(line - 2).map_or(text.len(), |end| end + 1),
        };
        let message = error.to_string();
        // The column is that of what was read last, except where a line feed in a string is not read at all.
        let ahead = usize::from(!message.starts_with("control character"));
        let start = floor_boundary(text, (line + error.column().saturating_sub(ahead)).min(text.len()));
        let end = text[start..].chars().next().map_or(start, |letter| start + letter.len_utf8());
        let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message).to_owned();
        // A file that ends too early is shown where it ends.
        let start = if error.is_eof() { end } else { start };
        Self { span: Span::new(at + start, at + end), message }
    }
}

struct Members<'s>(Vec<(&'s RawValue, &'s RawValue)>);

struct Items<'s>(Vec<&'s RawValue>);

impl<'de: 's, 's> Deserialize<'de> for Members<'s> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Level).map(|level| Self(level.0))
    }
}

impl<'de: 's, 's> Deserialize<'de> for Items<'s> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Level).map(|level| Self(level.1))
    }
}

/// Reads one level of an object or a list.
struct Level;

impl<'de> Visitor<'de> for Level {
    type Value = (Vec<(&'de RawValue, &'de RawValue)>, Vec<&'de RawValue>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while members.len() < MOST
            && let Some(member) = entries.next_entry()?
        {
            members.push(member);
        }
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok((members, Vec::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while items.len() < MOST
            && let Some(item) = values.next_element()?
        {
            items.push(item);
        }
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok((Vec::new(), items))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &Source) -> Value<'_> {
        Value::read(source, Span::new(0, source.text().len())).expect("JSON")
    }

    #[test]
    fn values_know_their_places() {
        let source = Source::new("x", " { \"a\" : [1, \"caf\\u00e9\"] ,\r\n\"\\u0062\":{\"c\":null}, \"a\": true }");
        let members = read(&source).members();
        let seen: Vec<_> = members.iter().map(|m| (&*m.key, source.slice(m.value.span()))).collect();
        assert_eq!(seen, [("b", "{\"c\":null}"), ("a", "true")]);
        assert_eq!(source.slice(members[0].span), "\\u0062");
        assert_eq!(find(&members, "b.c").len(), 1);
        assert!(find(&members, "b.d").is_empty() && find(&members, "a.c").is_empty());
        assert!(members[0].value.members()[0].value.field("c").is_none());
    }

    #[test]
    fn each_character_leads_back_to_what_spells_it() {
        let source = Source::new("x", r#""a \"b\"\/ \ud83d\ude00\n\té \ud83d x\\ \u0435\u0301""#);
        let value = read(&source);
        assert_eq!(value.decoded(), "a \"b\"/ 😀\n\té \u{fffd} x\\ \u{435}\u{301}");
        let prose = value.prose(&source).expect("text");
        assert_eq!(prose.text(), value.decoded());
        let written = |word: &str| {
            let at = prose.text().find(word).expect("the word");
            source.slice(prose.to_source(Span::new(at, at + word.len())))
        };
        assert_eq!(written("😀"), r"\ud83d\ude00");
        assert_eq!(written("\"b\"/"), r#"\"b\"\/"#);
        assert_eq!(written("\u{fffd}"), r"\ud83d");
        assert_eq!(written("x\\"), r"x\\");
        assert_eq!(written("\u{435}\u{301}"), r"\u0435\u0301");
    }

    #[test]
    fn what_is_broken_is_shown_where_it_breaks() {
        for (text, place, message) in [
            ("{\"a\": 1,\n \"é\": tru }", " ", "expected ident"),
            ("{\"a\": \"é\nb\"}", "\n", "control character"),
            ("{\"a\"", "", "EOF while parsing"),
            ("{\"a\": 1} x", "x", "trailing characters"),
            ("{a: 1}", "a", "key must be a string"),
        ] {
            let source = Source::new("x", text);
            let broken = Value::read(&source, Span::new(0, text.len())).expect_err("broken");
            assert_eq!(source.slice(broken.span), place, "{text} {broken:?}");
            assert!(broken.message.starts_with(message), "{broken:?}");
        }
    }

    #[test]
    fn depth_and_length_cost_little() {
        let deep = format!("{{\"a\": {}{}, \"b\": 1}}", "[".repeat(200_000), "]".repeat(200_000));
        let source = Source::new("x", deep);
        let members = read(&source).members();
        assert_eq!(members.len(), 2);
        assert!(matches!(members[0].entry().node.kind, Kind::List(_)));
    }
}
