//! `copydesk.toml` to settings. Every mistake is collected; what is sound is kept, so that a mistake in one place does
//! not hide those in the house rules.

use super::choice::{Choice, Choices, Chosen};
use super::{Allow, Globs, Lexicons, Named, Override, Placed, Root, Settings, formats};
use crate::diagnostic::{Diagnostic, trouble};
use crate::draft::Language;
use crate::reading::names::{LISTS, faults};
use crate::rule::LexiconChange;
use crate::scan::{Boundary, Term};
use crate::source::{Source, Span};
use crate::table::{File, Mistakes, Table, Text, listed, read_toml, suggest};
use std::path::{Component, Path};
use std::sync::Arc;

impl Settings {
    /// Reads the text of a `copydesk.toml`.
    ///
    /// # Errors
    /// Every mistake in it, but for names of rules, families and word lists: see [`Settings::check_names`].
    pub fn read(source: &Arc<Source>, root: Root) -> Result<Self, Vec<Diagnostic>> {
        let (settings, mistakes) = Self::read_with_mistakes(source, root);
        if mistakes.is_empty() { Ok(settings) } else { Err(mistakes) }
    }

    /// The same, with what could be read beside the mistakes.
    pub(crate) fn read_with_mistakes(source: &Arc<Source>, root: Root) -> (Self, Vec<Diagnostic>) {
        let mistakes = Mistakes::default();
        let file = File { source, id: trouble::SETTINGS, mistakes: &mistakes };
        let settings = read_toml(file, |table| Self {
            file: Some(source.clone()),
            root,
            house_rules: inside(table, "house-rules", HOUSE),
            baseline: inside(table, "baseline", BASELINE),
            language: language(table),
            formats: formats::formats(table),
            fields: formats::fields(table).into(),
            include: placed_globs(table, "include"),
            exclude: globs(table, "exclude"),
            archive: archive(table),
            rules: table.table("rules").map_or_else(Choices::default, |rules| choices(&rules)),
            overrides: table.tables("override").iter().map(read_override).collect(),
            allows: table.tables("allow").iter().filter_map(read_allow).collect(),
            lexicons: lexicons(table),
            preferred: preferred(table),
            selection: super::Selection::default(),
        });
        let mut mistakes = mistakes.into_inner();
        mistakes.sort_by(|a, b| a.order().cmp(&b.order()));
        (settings, mistakes)
    }
}

/// What lies in the folder of the settings: what it is called, and what to name.
type Inside = (&'static str, &'static str);

/// Rules are read from nowhere outside the folder of the settings.
const HOUSE: Inside = ("the house rules", "a folder beside or below this file, such as `desk/rules`");

/// Nothing is written outside it either.
const BASELINE: Inside = ("the baseline", "a file beside or below this one, such as `desk/baseline.jsonl`");

/// A path that must not lead out of the folder of the settings.
fn inside(table: &Table<'_>, key: &'static str, (what, wanted): Inside) -> Option<Named> {
    let text = table.string(key)?;
    let inside =
        Path::new(text.value).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if text.value.trim().is_empty() || !inside {
        let message = format!("{what} must lie in the folder of this file");
        table.file().mistake(text.span, message, Some(format!("Name {wanted}.")));
        return None;
    }
    Some(named(text))
}

fn named(text: Text<'_>) -> Named {
    Named { value: text.value.to_owned(), span: text.span }
}

fn language(table: &Table<'_>) -> Option<Language> {
    let text = table.string("language")?;
    let language = Language::from_tag(text.value);
    if language.is_none() {
        let message = format!("`{}` is not a language code", text.value);
        table.file().mistake(text.span, message, Some("Write `en`, `fr`, `uk` ...".into()));
    }
    language
}

fn globs(table: &Table<'_>, key: &'static str) -> Globs {
    placed_globs(table, key).globs
}

/// Patterns, and where each of them stands.
pub(super) fn placed_globs(table: &Table<'_>, key: &'static str) -> Placed {
    let texts = table.strings(key);
    let written = texts.iter().map(|text| text.value.to_owned()).collect();
    let globs = Globs::read(written, |index, message| {
        let remedy = "Patterns are like `drafts/**/*.md`, from the folder of this file.";
        table.file().mistake(texts[index].span, message, Some(remedy.into()));
    });
    Placed { globs, spans: texts.iter().map(|text| text.span).collect() }
}

/// The drafts that others are compared with, and where each pattern stands.
fn archive(table: &Table<'_>) -> Placed {
    let Some(desk) = table.table("desk") else { return Default::default() };
    let archive = placed_globs(&desk, "archive");
    desk.finish();
    archive
}

fn required_globs(table: &Table<'_>, key: &'static str) -> Globs {
    let globs = globs(table, key);
    if globs.is_empty() {
        missing(table, key, "the drafts it is for, such as `opinion/**`");
    }
    globs
}

fn missing(table: &Table<'_>, key: &str, what: &str) {
    table.file().mistake(table.span(), format!("`{key}` is missing"), Some(format!("Add `{key}`: {what}.")));
}

fn choices(table: &Table<'_>) -> Choices {
    let mut choices = Choices::default();
    for (name, value) in table.free_strings() {
        let Some(choice) = Choice::from_name(value.value) else {
            let names = || Choice::NAMES.into_iter();
            let remedy = suggest(value.value, names()).unwrap_or_else(|| format!("Levels: {}.", listed(names())));
            table.file().mistake(value.span, format!("there is no level `{}`", value.value), Some(remedy));
            continue;
        };
        choices.0.insert(name.value.to_owned(), Chosen { choice, span: name.span });
    }
    choices
}

fn read_override(table: &Table<'_>) -> Override {
    let paths = required_globs(table, "paths");
    let rules = table.table("rules");
    if rules.is_none() && table.key_span("rules").is_none() {
        missing(table, "rules", "`rules = { a-rule = \"off\" }`");
    }
    let rules = rules.map_or_else(Choices::default, |rules| choices(&rules));
    table.finish();
    Override { paths, rules }
}

fn read_allow(table: &Table<'_>) -> Option<Allow> {
    let paths = required_globs(table, "path");
    let rules: Vec<Named> = table.strings("rule").into_iter().map(named).collect();
    if rules.is_empty() {
        missing(table, "rule", "the rule or family that is allowed there");
    }
    let text = table.string("text").map(|text| text.value.to_owned());
    let reason = table.required("reason", "why this is right, for whoever reads it next year");
    table.finish();
    Some(Allow { paths, rules, text, reason: reason?.value.to_owned(), span: table.span() })
}

fn lexicons(table: &Table<'_>) -> Lexicons {
    let mut lexicons = Lexicons::default();
    let Some(lists) = table.table("lexicon") else { return lexicons };
    for (name, list) in lists.free_tables() {
        let terms = |texts: &[Text<'_>]| texts.iter().map(|text| text.value.to_owned()).collect();
        let (add, remove) = (list.strings("add"), list.strings("remove"));
        let of_names = LISTS.iter().position(|known| *known == name.value);
        let is_sound = |text: &Text<'_>| {
            let mut is_sound = true;
            let mut wrong = |message: String, remedy: String| {
                list.file().mistake(text.span, message, Some(remedy));
                is_sound = false;
            };
            match of_names {
                // Fields are no terms: what is wrong with them is told by the list that they are added to.
                Some(index) => faults(index, text.value.trim()).into_iter().for_each(|it| wrong(it.message, it.remedy)),
                None => {
                    if let Err(error) = Term::new(text.value, false, Boundary::Word) {
                        wrong(error.message, "Correct the term. A pattern stands between slashes.".to_owned());
                    }
                }
            }
            is_sound
        };
        let add: Vec<Text<'_>> = add.into_iter().filter(is_sound).collect();
        let change = LexiconChange { name: name.value.to_owned(), add: terms(&add), remove: terms(&remove) };
        lexicons.changes.push(change);
        lexicons.places.push((name.span, remove.iter().map(|text| text.span).collect::<Vec<Span>>()));
        list.finish();
    }
    lexicons
}

fn preferred(table: &Table<'_>) -> Vec<Named> {
    let Some(names) = table.table("names") else { return Vec::new() };
    let preferred = names.strings("prefer").into_iter().map(named).collect();
    names.finish();
    preferred
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, Vec<(String, String)>> {
        let source = Arc::new(Source::new("copydesk.toml", text));
        Settings::read(&source, Root::default())
            .map_err(|mistakes| mistakes.into_iter().map(|one| (one.text, one.message)).collect())
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let mistakes = read(concat!(
            "house-rules = \"../rules\"\nexlude = [\"a\"]\ninclude = [\"a[\"]\n",
            "[rules]\ndoubled-word = \"eror\"\n[[allow]]\npath = \"a\"\nrule = \"x\"\n",
        ))
        .expect_err("mistakes");
        let texts: Vec<&str> = mistakes.iter().map(|(text, _)| &**text).collect();
        assert_eq!(texts, ["\"../rules\"", "exlude", "\"a[\"", "\"eror\"", "[[allow]]"]);
    }

    #[test]
    fn an_absolute_house_folder_is_refused() {
        assert!(read("house-rules = \"/etc\"").is_err());
        assert!(read("house-rules = \"./desk/rules\"").is_ok());
    }
}
