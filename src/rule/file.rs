//! One rule file.

use super::{Example, Message, Origin, Resources, Rule, Scope};
use crate::check;
use crate::diagnostic::{Level, trouble};
use crate::draft::Language;
use crate::source::{Source, Span};
use crate::table::{File, Mistakes, Table, listed, read_toml, suggest};
use std::sync::Arc;

/// Reads a rule file. The id is the file's stem, the family its folder.
pub(super) fn read(
    source: &Arc<Source>,
    id: &str,
    family: &str,
    origin: Origin,
    resources: &Resources<'_>,
    mistakes: &Mistakes,
) -> Option<Rule> {
    let before = mistakes.count();
    let file = File { source, id: trouble::RULE, mistakes };
    if !is_name(id) {
        let remedy = "Name it like `stock-phrase.toml`: small letters, digits and hyphens.";
        file.mistake(Span::default(), format!("`{id}` cannot be the id of a rule"), Some(remedy.into()));
    }
    let rule = read_toml(file, |table| {
        let summary = table.required("summary", "what the rule finds, in a few words");
        let why = table.required("why", "why it matters, in a sentence");
        let remedy = table.required("remedy", "what to do about it");
        let level = read_level(table);
        let on = table.boolean("on").unwrap_or(true);
        let languages = languages(table);
        let scope = Scope::read(table);
        let message = table.string("message").map(|text| Message::read(table, text));
        let check = read_check(table, resources);
        let examples = Example::read_all(table);
        let (kind, check) = check?;
        Some(Rule {
            id: id.into(),
            family: family.into(),
            origin,
            level: level.unwrap_or(Level::Warning),
            on,
            summary: summary?.value.to_owned(),
            why: why?.value.to_owned(),
            remedy: remedy?.value.to_owned(),
            languages,
            scope,
            examples,
            file: source.clone(),
            kind,
            message,
            names: resources.names.clone(),
            check,
        })
    });
    (mistakes.count() == before).then_some(rule).flatten()
}

/// Whether a name is made of small letters, digits and single hyphens.
fn is_name(id: &str) -> bool {
    !id.is_empty()
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

fn read_level(table: &Table<'_>) -> Option<Level> {
    let text = table.required("level", "`advice`, `warning` or `error`")?;
    let level = Level::from_name(text.value);
    if level.is_none() {
        let names = || Level::ALL.into_iter().map(Level::name);
        let remedy = suggest(text.value, names()).unwrap_or_else(|| format!("Levels: {}.", listed(names())));
        table.file().mistake(text.span, format!("there is no level `{}`", text.value), Some(remedy));
    }
    level
}

fn languages(table: &Table<'_>) -> Vec<Language> {
    let mut languages = Vec::new();
    for text in table.strings("languages") {
        match Language::from_tag(text.value) {
            Some(language) => languages.push(language),
            None => table.file().mistake(
                text.span,
                format!("`{}` is not a language code", text.value),
                Some("Write `en`, `fr`, `uk` ...".into()),
            ),
        }
    }
    languages
}

fn read_check(table: &Table<'_>, resources: &Resources<'_>) -> Option<(&'static str, Box<dyn check::Check>)> {
    let Some(checks) = table.table("check") else {
        if table.key_span("check").is_none() {
            let remedy = "Add a table such as [check.phrases] that says what to look for.";
            table.file().mistake(table.span(), "`[check.…]` is missing", Some(remedy.into()));
        }
        return None;
    };
    let kinds = checks.free_tables();
    if kinds.len() != 1 {
        table.file().mistake(checks.span(), format!("a rule has one check, this one has {}", kinds.len()), None);
        return None;
    }
    let (name, options) = kinds.into_iter().next()?;
    let Some(kind) = check::KINDS.iter().find(|kind| kind.name == name.value) else {
        let known = || check::KINDS.iter().map(|kind| kind.name);
        let other = check::vale_name(name.value).map(|ours| format!("That is `{ours}` here."));
        let remedy = other
            .or_else(|| suggest(name.value, known()))
            .unwrap_or_else(|| format!("Kinds of checks: {}.", listed(known())));
        table.file().mistake(name.span, format!("there is no kind of check `{}`", name.value), Some(remedy));
        return None;
    };
    let check = (kind.read)(&options, resources);
    options.finish();
    check.map(|check| (kind.name, check))
}
