//! Reading TOML written by people: every mistake is collected with its place and what to write instead.

use crate::diagnostic::{Diagnostic, Level};
use crate::source::{Source, Span};
use std::cell::RefCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// The mistakes found so far.
#[derive(Debug, Default)]
pub(crate) struct Mistakes(RefCell<Vec<Diagnostic>>);

impl Mistakes {
    pub(crate) fn add(&self, diagnostic: Diagnostic) {
        self.0.borrow_mut().push(diagnostic);
    }

    pub(crate) fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// Drops what was said of a whole file, from a certain mistake on.
    fn forget_missing(&self, from: usize) {
        let mut all = self.0.borrow_mut();
        let rest = all.split_off(from);
        all.extend(rest.into_iter().filter(|one| one.place.start < one.place.end));
    }

    pub(crate) fn into_inner(self) -> Vec<Diagnostic> {
        self.0.into_inner()
    }
}

/// A string and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'t> {
    pub(crate) value: &'t str,
    /// In the source, quotation marks included.
    pub(crate) span: Span,
}

/// A table of a TOML file. Keys are taken out one by one; [`Table::finish`] reports those that nobody asked for.
pub(crate) struct Table<'t> {
    file: File<'t>,
    entries: &'t DeTable<'t>,
    span: Span,
    asked: RefCell<Vec<&'static str>>,
}

/// The file a table stands in, and what its mistakes are called.
#[derive(Clone, Copy)]
pub(crate) struct File<'t> {
    pub(crate) source: &'t Source,
    pub(crate) id: &'static str,
    pub(crate) mistakes: &'t Mistakes,
}

impl File<'_> {
    /// Reports a mistake.
    pub(crate) fn mistake(&self, span: Span, message: impl Into<String>, remedy: Option<String>) {
        let mut diagnostic = Diagnostic::trouble(self.source, span, self.id, Level::Error, message);
        diagnostic.remedy = remedy;
        self.mistakes.add(diagnostic);
    }
}

fn span_of(range: Range<usize>) -> Span {
    range.into()
}

/// Reads a whole file, handing its top table to `read`. Syntax errors are reported, all of them.
pub(crate) fn read_toml<T>(file: File<'_>, read: impl FnOnce(&Table<'_>) -> T) -> T {
    let start = file.source.start();
    let text = &file.source.text()[start..];
    let (top, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error.span().map_or(Span::default(), |span| Span::new(span.start + start, span.end + start));
        file.mistake(span, format!("this is not valid TOML: {}", error.message()), None);
    }
    debug_assert!(start == 0 || file.source.text().starts_with('\u{feff}'));
    let table = Table { file, entries: top.get_ref(), span: Span::new(start, start), asked: RefCell::default() };
    let before = file.mistakes.count();
    let value = read(&table);
    if errors.is_empty() {
        table.finish();
    } else {
        // What seems to be missing may stand in the part that could not be read.
        file.mistakes.forget_missing(before);
    }
    value
}

impl<'t> Table<'t> {
    pub(crate) fn file(&self) -> File<'t> {
        self.file
    }

    /// Where the table stands.
    pub(crate) fn span(&self) -> Span {
        self.span
    }

    fn get(&self, key: &'static str) -> Option<(Span, &'t Spanned<DeValue<'t>>)> {
        self.asked.borrow_mut().push(key);
        let (name, value) = self.entries.iter().find(|(name, _)| name.get_ref() == key)?;
        Some((self.place(name.span()), value))
    }

    /// A byte-order mark is not part of what the TOML parser saw.
    fn place(&self, range: Range<usize>) -> Span {
        let start = self.file.source.start();
        span_of(range.start + start..range.end + start)
    }

    fn wrong_type(&self, value: &Spanned<DeValue<'_>>, key: &str, wanted: &str) {
        // “not an integer” would puzzle whoever wrote -1.
        let found = match value.get_ref().as_integer() {
            Some(number) => format!("`{number}`"),
            None => with_article(value.get_ref().type_str()),
        };
        let message = format!("`{key}` must be {wanted}, not {found}");
        self.file.mistake(self.place(value.span()), message, None);
    }

    /// Whether the key is there; it counts as asked for.
    pub(crate) fn key_span(&self, key: &'static str) -> Option<Span> {
        self.get(key).map(|(span, _)| span)
    }

    pub(crate) fn string(&self, key: &'static str) -> Option<Text<'t>> {
        let (_, value) = self.get(key)?;
        let text = value.get_ref().as_str().map(|text| Text { value: text, span: self.place(value.span()) });
        if text.is_none() {
            self.wrong_type(value, key, "a string");
        }
        text
    }

    /// A string that has to be there and to say something.
    pub(crate) fn required(&self, key: &'static str, what_for: &str) -> Option<Text<'t>> {
        match self.get(key) {
            None => {
                self.file.mistake(self.span, format!("`{key}` is missing"), Some(format!("Add `{key}`: {what_for}.")));
                None
            }
            Some(_) => {
                let text = self.string(key)?;
                if text.value.trim().is_empty() {
                    self.file.mistake(text.span, format!("`{key}` is empty"), Some(format!("Write {what_for}.")));
                    return None;
                }
                Some(text)
            }
        }
    }

    /// A string or a list of strings.
    pub(crate) fn strings(&self, key: &'static str) -> Vec<Text<'t>> {
        let Some((_, value)) = self.get(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::String(text) => vec![Text { value: text, span: self.place(value.span()) }],
            DeValue::Array(array) => self.strings_of(array, key),
            _ => {
                self.wrong_type(value, key, "a string or a list of strings");
                Vec::new()
            }
        }
    }

    fn strings_of(&self, array: &'t DeArray<'t>, key: &str) -> Vec<Text<'t>> {
        let mut texts = Vec::with_capacity(array.len());
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(text) => texts.push(Text { value: text, span: self.place(item.span()) }),
                None => self.wrong_type(item, key, "a list of strings"),
            }
        }
        texts
    }

    /// A list of lists of strings.
    pub(crate) fn string_lists(&self, key: &'static str) -> Vec<(Span, Vec<Text<'t>>)> {
        let Some((_, value)) = self.get(key) else { return Vec::new() };
        let Some(outer) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list of lists of strings");
            return Vec::new();
        };
        let mut lists = Vec::new();
        for item in outer.iter() {
            match item.get_ref().as_array() {
                Some(inner) => lists.push((self.place(item.span()), self.strings_of(inner, key))),
                None => self.wrong_type(item, key, "a list of lists of strings"),
            }
        }
        lists
    }

    pub(crate) fn boolean(&self, key: &'static str) -> Option<bool> {
        let (_, value) = self.get(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong_type(value, key, "true or false");
        }
        found
    }

    /// A whole number from 0 up.
    pub(crate) fn number(&self, key: &'static str) -> Option<(usize, Span)> {
        let (_, value) = self.get(key)?;
        let number = whole(value.get_ref());
        if number.is_none() {
            self.wrong_type(value, key, "a whole number from 0 up");
        }
        Some((number?, self.place(value.span())))
    }

    /// A list of whole numbers from 0 up.
    pub(crate) fn numbers(&self, key: &'static str) -> Option<(Vec<usize>, Span)> {
        let (_, value) = self.get(key)?;
        let numbers =
            value.get_ref().as_array().and_then(|array| array.iter().map(|item| whole(item.get_ref())).collect());
        if numbers.is_none() {
            self.wrong_type(value, key, "a list of whole numbers from 0 up");
        }
        Some((numbers?, self.place(value.span())))
    }

    /// The value of one of a few names.
    pub(crate) fn choice<T: Copy>(&self, key: &'static str, known: &[(&'static str, T)]) -> Option<T> {
        let text = self.string(key)?;
        let found = known.iter().find(|(name, _)| *name == text.value);
        if found.is_none() {
            let names = || known.iter().map(|(name, _)| *name);
            let remedy = suggest(text.value, names()).unwrap_or_else(|| format!("Known: {}.", listed(names())));
            self.file.mistake(text.span, format!("`{key}` cannot be `{}`", text.value), Some(remedy));
        }
        found.map(|&(_, value)| value)
    }

    /// A number from 0 up, whole or with a fraction.
    pub(crate) fn decimal(&self, key: &'static str) -> Option<(f64, Span)> {
        let (_, value) = self.get(key)?;
        let span = self.place(value.span());
        let number = match value.get_ref() {
            DeValue::Integer(whole) => whole.as_str().replace('_', "").parse().ok(),
            DeValue::Float(float) => float.as_str().replace('_', "").parse().ok(),
            _ => None,
        };
        let number = number.filter(|number: &f64| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            self.wrong_type(value, key, "a number from 0 up");
        }
        Some((number?, span))
    }

    pub(crate) fn table(&self, key: &'static str) -> Option<Table<'t>> {
        let (name, value) = self.get(key)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(value, key, "a table");
        }
        Some(self.child(table?, name))
    }

    /// A list of tables, or a single one.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Table<'t>> {
        let Some((name, value)) = self.get(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Table(table) => vec![self.child(table, name)],
            DeValue::Array(array) => {
                let mut tables = Vec::new();
                for item in array.iter() {
                    match item.get_ref().as_table() {
                        Some(table) => tables.push(self.child(table, self.place(item.span()))),
                        None => self.wrong_type(item, key, "a list of tables"),
                    }
                }
                tables
            }
            _ => {
                self.wrong_type(value, key, "a table");
                Vec::new()
            }
        }
    }

    fn child(&self, entries: &'t DeTable<'t>, span: Span) -> Table<'t> {
        Table { file: self.file, entries, span, asked: RefCell::default() }
    }

    /// All keys with their values as strings, for tables whose keys the writer chooses, in the order of the file.
    pub(crate) fn free_strings(&self) -> Vec<(Text<'t>, Text<'t>)> {
        let mut pairs = Vec::with_capacity(self.entries.len());
        for (name, value) in self.entries {
            match value.get_ref().as_str() {
                Some(text) => {
                    let name_text = Text { value: name.get_ref(), span: self.place(name.span()) };
                    pairs.push((name_text, Text { value: text, span: self.place(value.span()) }));
                }
                None => self.wrong_type(value, name.get_ref(), "a string"),
            }
        }
        pairs.sort_by_key(|(name, _)| name.span.start);
        pairs
    }

    /// All keys with their values as tables, for tables whose keys the writer chooses, in the order of the file.
    pub(crate) fn free_tables(&self) -> Vec<(Text<'t>, Table<'t>)> {
        let mut tables = Vec::new();
        for (name, value) in self.entries {
            let span = self.place(name.span());
            match value.get_ref().as_table() {
                Some(table) => tables.push((Text { value: name.get_ref(), span }, self.child(table, span))),
                None => self.wrong_type(value, name.get_ref(), "a table"),
            }
        }
        tables.sort_by_key(|(name, _)| name.span.start);
        tables
    }

    /// Reports keys that were not asked for.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for (name, _) in self.entries {
            let key = name.get_ref().as_ref();
            if !asked.contains(&key) {
                let known = asked.iter().copied();
                let remedy = suggest(key, known.clone()).unwrap_or_else(|| format!("Known here: {}.", listed(known)));
                self.file.mistake(self.place(name.span()), format!("there is no setting `{key}` here"), Some(remedy));
            }
        }
    }
}

fn whole(value: &DeValue<'_>) -> Option<usize> {
    let integer = value.as_integer()?;
    let digits = integer.as_str().replace('_', "");
    u64::from_str_radix(&digits, integer.radix()).ok().and_then(|number| usize::try_from(number).ok())
}

fn with_article(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}

/// `a`, `b` and `c`, in alphabetical order.
pub(crate) fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// “Did you mean ...?”, where one of the known names is close.
pub(crate) fn suggest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    nearest(name, known).map(|near| format!("Did you mean `{near}`?"))
}

/// The known name closest to `name`, if it is close at all.
pub(crate) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let lower = name.to_lowercase();
    let close = |near: &str| {
        let distance = strsim::osa_distance(&lower, near);
        let part = near.len() >= 4 && lower.len() >= 4 && (near.starts_with(&lower) || lower.starts_with(near));
        let similar = part || strsim::jaro_winkler(&lower, near) >= 0.85;
        // The fewest slips first; a name that is part of the other comes before one that only looks like it.
        (distance <= 1 + near.len() / 6 || similar)
            .then_some((distance.min(if part { 2 } else { usize::MAX }), distance))
    };
    known.filter_map(|near| close(near).map(|rank| (rank, near))).min().map(|(_, near)| near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_reported_with_its_place() {
        let source = Source::new("x.toml", "levle = \"error\"\non = 1\n");
        let mistakes = Mistakes::default();
        let file = File { source: &source, id: "settings", mistakes: &mistakes };
        read_toml(file, |table| {
            table.string("level");
            table.boolean("on");
        });
        let found = mistakes.into_inner();
        let messages: Vec<(&str, &str)> = found.iter().map(|d| (&*d.text, &*d.message)).collect();
        assert_eq!(
            messages,
            [("1", "`on` must be true or false, not `1`"), ("levle", "there is no setting `levle` here")]
        );
        assert_eq!(found[1].remedy.as_deref(), Some("Did you mean `level`?"));
    }

    #[test]
    fn far_names_are_not_suggested() {
        assert_eq!(nearest("zebra", ["level", "message"].into_iter()), None);
        assert_eq!(nearest("doubled-wrd", ["doubled-phrase", "doubled-word"].into_iter()), Some("doubled-word"));
        assert_eq!(nearest("doubled-words", ["doubled-word", "doubled-phrase"].into_iter()), Some("doubled-word"));
    }
}
