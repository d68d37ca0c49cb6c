//! What newsrooms call the parts of a story: in front matter, in ArchieML, in JSON.

/// Fields that hold a headline, the one a reader sees first.
const HEADLINES: [&str; 2] = ["headline", "title"];

/// Fields that hold a dek. The first of these that a draft has is its dek; the others are often copies or written for
/// search engines.
const DEKS: [&str; 7] = ["dek", "standfirst", "deck", "subtitle", "subhead", "description", "summary"];

/// Fields that say who wrote it, or hold those who did with their names.
const BYLINES: [&str; 3] = ["author", "authors", "byline"];

/// Fields that hold the words that go with a picture.
const CAPTIONS: [&str; 2] = ["caption", "cutline"];

/// The names of fields that a newsroom adds to those that are known anyway. Nested fields are written with dots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// Fields that hold the headline; the first that a draft has counts, before those that are known anyway.
    pub headline: Vec<Box<str>>,
    /// Fields that hold the dek; likewise.
    pub dek: Vec<Box<str>>,
    /// Fields that say who wrote it.
    pub byline: Vec<Box<str>>,
    /// Fields that hold the date of the story; likewise.
    pub date: Vec<Box<str>>,
    /// Fields that are read as part of the story.
    pub body: Vec<Box<str>>,
    /// Fields that hold the words that go with a picture.
    pub caption: Vec<Box<str>>,
}

impl FieldNames {
    /// Nothing beside what is known anyway.
    #[cfg(test)]
    pub(super) fn none() -> &'static Self {
        static NONE: FieldNames = FieldNames {
            headline: Vec::new(),
            dek: Vec::new(),
            byline: Vec::new(),
            date: Vec::new(),
            body: Vec::new(),
            caption: Vec::new(),
        };
        &NONE
    }

    /// Names of the field that holds the headline, the first that there is counts.
    pub(super) fn headlines(&self) -> impl Iterator<Item = &str> {
        all(&self.headline, &HEADLINES)
    }

    /// Names of the field that holds the dek, likewise.
    pub(super) fn deks(&self) -> impl Iterator<Item = &str> {
        all(&self.dek, &DEKS)
    }

    /// Names of the fields that say who wrote it; `author.name` is `author`.
    pub(super) fn bylines(&self) -> impl Iterator<Item = &str> {
        all(&self.byline, &BYLINES)
    }

    /// Whether a field, named with dots, says who wrote it.
    pub(super) fn is_byline(&self, name: &str) -> bool {
        let top = name.split('.').next().unwrap_or_default();
        let is_known = BYLINES.contains(&top) && (name == top || name.ends_with(".name"));
        is_known || is_in(&self.byline, name)
    }

    /// Whether a field is named as part of the story.
    pub(super) fn is_body(&self, name: &str) -> bool {
        is_in(&self.body, name)
    }

    /// Whether a field is named as one with the words of a picture.
    pub(super) fn is_caption(&self, name: &str) -> bool {
        is_in(&self.caption, name)
    }

    /// Names of the fields that hold the words of a picture.
    pub(super) fn captions(&self) -> impl Iterator<Item = &str> {
        all(&self.caption, &CAPTIONS)
    }

    /// The keys of the settings, each with what it sets.
    pub(crate) fn keys(&mut self) -> [(&'static str, &mut Vec<Box<str>>); 6] {
        [
            ("headline", &mut self.headline),
            ("dek", &mut self.dek),
            ("byline", &mut self.byline),
            ("date", &mut self.date),
            ("body", &mut self.body),
            ("caption", &mut self.caption),
        ]
    }
}

/// What a newsroom adds, then what is known anyway.
fn all<'n>(added: &'n [Box<str>], known: &'static [&'static str]) -> impl Iterator<Item = &'n str> {
    added.iter().map(|name| &**name).chain(known.iter().copied())
}

fn is_in(names: &[Box<str>], name: &str) -> bool {
    names.iter().any(|known| **known == *name)
}
