//! Front matter as a tree that knows where each part stands, whether it was YAML, TOML or JSON.

use super::scalar::Spelling;
use super::simple;
use crate::draft::json;
use crate::source::{Source, Span, floor_boundary};
use rustc_hash::FxHashSet;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Location, NonFiniteFloatPolicy, Spanned};
use std::borrow::Cow;
use std::fmt;

/// A value and its place.
#[derive(Debug)]
pub(in crate::draft) struct Node {
    /// The value in the source, without quotation marks. Of no use for tables and lists.
    pub(in crate::draft) span: Span,
    pub(in crate::draft) kind: Kind,
}

/// What a value is.
#[derive(Debug)]
pub(in crate::draft) enum Kind {
    /// Text, decoded, and how the source spells it.
    Text(Box<str>, Spelling),
    /// A number, a date, true or false: the source text is the value.
    Literal,
    /// No value.
    Nothing,
    List(Vec<Node>),
    /// Fields in the order of the source.
    Table(Vec<Entry>),
}

/// A field of a table.
#[derive(Debug)]
pub(in crate::draft) struct Entry {
    pub(in crate::draft) key: Box<str>,
    /// The key in the source.
    pub(in crate::draft) span: Span,
    pub(in crate::draft) node: Node,
}

/// Why front matter cannot be read, and where.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) span: Span,
    pub(super) message: String,
}

/// How often YAML is mended and read again before it counts as broken: the lines of a long quoted value.
const MENDS: usize = 40;

/// Reads YAML that stands at `at` in the source. What publishing systems accept is read even where the standard does
/// not allow it; a field that stands twice is told, and its last value counts.
pub(super) fn yaml(source: &Source, at: Span) -> (Option<Node>, Option<Broken>) {
    simple::read(source, at).map_or_else(|| full_yaml(source, at), |node| (Some(node), None))
}

/// Reads all of YAML.
pub(super) fn full_yaml(source: &Source, at: Span) -> (Option<Node>, Option<Broken>) {
    let mut text = Cow::Borrowed(source.slice(at));
    let (mut policy, mut told, mut mends) = (DuplicateKeyPolicy::Error, None, 0);
    loop {
        let options = serde_saphyr::options! {
            with_snippet: false,
            strict_booleans: true,
            emit_comments: false,
            duplicate_keys: policy,
            non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        };
        let error = match serde_saphyr::from_str_with_options::<Spanned<Yaml>>(&text, options) {
            Ok(value) => return (Some(value.value.place(source, at, value.defined)), told),
            Err(error) => error,
        };
        let message = error.without_snippet().to_string();
        let span = error.location().map_or(at, |location| error_span(&text, at, location));
        if told.is_none() && message.starts_with("duplicate mapping key") {
            policy = DuplicateKeyPolicy::LastWins;
        } else if mends < MENDS
            && message.contains("indentation in multiline quoted scalar")
            && let Some(mended) = joined(&text, span.range().start - at.range().start)
        {
            text = Cow::Owned(mended);
            mends += 1;
            continue;
        } else {
            let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message);
            return (None, told.or(Some(Broken { span, message: message.to_owned() })));
        }
        let key = message.split([':', ',']).nth(1).unwrap_or_default().trim();
        told = Some(Broken { span, message: format!("the field `{key}` stands twice") });
    }
}

/// YAML in which the line that holds `at` follows on the one before. Quoted values may be continued without
/// indentation as far as most programs are concerned, and to the reader a line break is a space anyway.
fn joined(text: &str, at: usize) -> Option<String> {
    let end = text[..at].rfind('\n')?;
    let start = text[..end].trim_end_matches('\r').len();
    Some(format!("{}{}{}", &text[..start], " ".repeat(end + 1 - start), &text[end + 1..]))
}

/// The word at which a YAML error was noticed. Errors of the scanner carry only line and column, in characters.
fn error_span(text: &str, at: Span, location: Location) -> Span {
    let line = location.line().saturating_sub(1) as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    let column = location.column().saturating_sub(1) as usize;
    let within = rest.char_indices().nth(column).map_or(rest.len(), |(offset, _)| offset);
    let word = rest[within..].split(char::is_whitespace).next().unwrap_or("").len();
    let from = at.range().start + start + within;
    let to = if word > 0 { from + word } else { from };
    Span::new(from.min(at.range().end), to.min(at.range().end))
}

/// A YAML value before its places are known.
enum Yaml {
    Text(String),
    Literal,
    Nothing,
    List(Vec<Spanned<Yaml>>),
    Table(Vec<(Spanned<String>, Spanned<Yaml>)>),
}

impl Yaml {
    fn place(self, source: &Source, at: Span, location: Location) -> Node {
        let outer = place(at, location);
        let (span, kind) = match self {
            Self::Text(value) => {
                let (span, spelling) = Spelling::of_yaml(source, outer);
                (span, Kind::Text(value.into(), spelling))
            }
            Self::Literal => (outer, Kind::Literal),
            Self::Nothing => (outer, Kind::Nothing),
            Self::List(items) => {
                let items = items.into_iter().map(|item| item.value.place(source, at, item.defined)).collect();
                (outer, Kind::List(items))
            }
            Self::Table(fields) => {
                let entries = fields.into_iter().map(|(key, item)| Entry {
                    span: place(at, key.defined),
                    key: key.value.into(),
                    node: item.value.place(source, at, item.defined),
                });
                (outer, Kind::Table(entries.collect()))
            }
        };
        Node { span, kind }
    }
}

/// Byte range of a location; empty where the parser has none.
fn place(at: Span, location: Location) -> Span {
    let span = location.span();
    let start = at.range().start + span.byte_offset().unwrap_or(0) as usize;
    let end = start + span.byte_len().unwrap_or(0) as usize;
    Span::new(start.min(at.range().end), end.min(at.range().end))
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YamlVisitor)
    }
}

struct YamlVisitor;

impl<'de> Visitor<'de> for YamlVisitor {
    type Value = Yaml;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, value: &str) -> Result<Yaml, E> {
        Ok(Yaml::Text(value.to_owned()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Yaml, E> {
        Ok(Yaml::Literal)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Yaml, E> {
        Ok(Yaml::Literal)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Yaml, E> {
        Ok(Yaml::Literal)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Yaml, E> {
        Ok(Yaml::Literal)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Yaml, E> {
        Ok(Yaml::Literal)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Yaml, E> {
        Ok(Yaml::Literal)
    }

    fn visit_unit<E>(self) -> Result<Yaml, E> {
        Ok(Yaml::Nothing)
    }

    fn visit_none<E>(self) -> Result<Yaml, E> {
        Ok(Yaml::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Yaml, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Yaml::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Yaml, A::Error> {
        let mut table: Vec<(Spanned<String>, Spanned<Yaml>)> = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        // Where a field stands twice the last value counts, as it does for publishing systems.
        let mut seen = FxHashSet::default();
        let mut keep: Vec<bool> = table.iter().rev().map(|(key, _)| seen.insert(key.value.as_str())).collect();
        table.retain(|_| keep.pop().unwrap_or(true));
        Ok(Yaml::Table(table))
    }
}

/// Reads JSON that stands at `at` in the source.
pub(super) fn json(source: &Source, at: Span) -> (Option<Node>, Option<Broken>) {
    match json::Value::read(source, at) {
        Ok(value) => (Some(value.node()), None),
        Err(error) => (None, Some(Broken { span: error.span, message: error.message })),
    }
}

/// Reads TOML that stands at `at` in the source.
pub(super) fn toml(source: &Source, at: Span) -> (Option<Node>, Option<Broken>) {
    let text = source.slice(at);
    match toml::de::DeTable::parse(text) {
        Ok(table) => (Some(toml_table(source, at, table.into_inner(), at)), None),
        Err(error) => {
            let range = error.span().unwrap_or(0..0);
            let start = floor_boundary(text, range.start);
            let end = floor_boundary(text, range.end.max(start));
            let from = at.range().start;
            let span = Span::new(from + start, from + end.max(start));
            (None, Some(Broken { span, message: error.message().to_owned() }))
        }
    }
}

fn toml_table(source: &Source, at: Span, table: toml::de::DeTable<'_>, span: Span) -> Node {
    let shift = |range: std::ops::Range<usize>| Span::new(at.range().start + range.start, at.range().start + range.end);
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| {
            let (span, range) = (shift(key.span()), value.span());
            let node = toml_value(source, at, value.into_inner(), shift(range));
            Entry { key: key.into_inner().into(), span, node }
        })
        .collect();
    // The parser sorts by key.
    entries.sort_by_key(|entry| entry.span.start);
    Node { span, kind: Kind::Table(entries) }
}

fn toml_value(source: &Source, at: Span, value: toml::de::DeValue<'_>, span: Span) -> Node {
    use toml::de::DeValue;
    match value {
        DeValue::String(text) => {
            let (inner, spelling) = Spelling::of_toml(source, span);
            Node { span: inner, kind: Kind::Text(text.into(), spelling) }
        }
        DeValue::Array(items) => {
            let items = items.into_iter().map(|item| {
                let range = item.span();
                let start = at.range().start;
                toml_value(source, at, item.into_inner(), Span::new(start + range.start, start + range.end))
            });
            Node { span, kind: Kind::List(items.collect()) }
        }
        DeValue::Table(table) => toml_table(source, at, table, span),
        _ => Node { span, kind: Kind::Literal },
    }
}
