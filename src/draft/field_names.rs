//! What newsrooms call the parts of a story: in front matter, in ArchieML, in JSON.

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
