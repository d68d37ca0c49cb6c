//! How drafts are written, where their names do not say: `[formats]`; and what their parts are called: `[fields]`.

use super::read::placed_globs;
use super::{Globs, Settings};
use crate::draft::{FieldNames, Format, ReadOptions};
use crate::table::Table;
use std::sync::Arc;

/// Drafts that are written in a format whatever their names say.
#[derive(Clone, Debug)]
pub(super) struct Written {
    format: Format,
    paths: Globs,
}

impl Settings {
    /// The format that the settings name for a draft.
    #[must_use]
    pub fn format_of(&self, path: &str) -> Option<Format> {
        if self.formats.is_empty() {
            return None;
        }
        let relative = self.root.relative(path);
        self.formats.iter().find(|written| written.paths.matches(&relative)).map(|written| written.format)
    }

    /// What the newsroom calls the parts of a story.
    #[must_use]
    pub fn fields(&self) -> &Arc<FieldNames> {
        &self.fields
    }

    /// How a draft is read that has this path, as far as the settings say.
    #[must_use]
    pub fn read_options(&self, path: &str) -> ReadOptions {
        ReadOptions {
            format: self.format_of(path),
            language: self.language,
            date: None,
            fields: Arc::clone(&self.fields),
        }
    }
}

/// Reads `[formats]`; what is written first counts.
pub(super) fn formats(table: &Table<'_>) -> Vec<Written> {
    let Some(formats) = table.table("formats") else { return Vec::new() };
    let mut written: Vec<_> = Format::ALL
        .into_iter()
        .filter_map(|format| {
            let place = formats.key_span(format.name())?;
            Some((place.start, Written { format, paths: placed_globs(&formats, format.name()).globs }))
        })
        .collect();
    formats.finish();
    written.sort_by_key(|&(place, _)| place);
    written.into_iter().map(|(_, written)| written).collect()
}

/// Reads `[fields]`.
pub(super) fn fields(table: &Table<'_>) -> FieldNames {
    let mut names = FieldNames::default();
    let Some(fields) = table.table("fields") else { return names };
    for (key, list) in names.keys() {
        for text in fields.strings(key) {
            if text.value.split('.').any(|part| part.trim().is_empty()) {
                let message = "this is not the name of a field".to_owned();
                let remedy = "Write `teaser`, or `meta.teaser` for a field in another.".to_owned();
                fields.file().mistake(text.span, message, Some(remedy));
            }
            list.push(text.value.into());
        }
    }
    fields.finish();
    names
}

#[cfg(test)]
mod tests {
    use super::super::Root;
    use super::*;
    use crate::source::Source;

    fn read(text: &str) -> Settings {
        Settings::read(&Arc::new(Source::new("copydesk.toml", text)), Root::default()).expect("settings")
    }

    #[test]
    fn the_format_that_is_written_first_counts() {
        let settings = read("[formats]\nninjs = \"wire/*.json\"\nhtml = [\"*.page\", \"wire/**\"]\n");
        assert_eq!(settings.format_of("wire/a.json"), Some(Format::Ninjs));
        assert_eq!(settings.format_of("./wire/a.page"), Some(Format::Html));
        assert_eq!(settings.format_of("a.json"), None);
    }

    #[test]
    fn fields_are_named() {
        let settings = read("[fields]\nheadline = \"kop\"\nbody = [\"text.html\", \"more\"]\n");
        assert_eq!((&*settings.fields().headline[0], settings.fields().body.len()), ("kop", 2));
        let source = Arc::new(Source::new("copydesk.toml", "[fields]\nbody = \"a..b\"\ndeck = \"x\"\n"));
        let mistakes = Settings::read(&source, Root::default()).expect_err("mistakes");
        assert_eq!(mistakes.iter().map(|one| &*one.text).collect::<Vec<_>>(), ["\"a..b\"", "deck"]);
    }
}
