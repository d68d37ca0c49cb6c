//! `template`: variables of a template that nothing filled in.
//!
//! In plain text a variable is a phrase like any other. In Markdown `{{ ... }}` is a tag, which rules pass over, for it
//! yields text when the page is built: a link, a path, a picture. One that names a field of a form, as mailings and
//! feeds have them, yields nothing there.

use super::phrases::{Phrases, message};
use super::{Check, Inspector, Read};
use crate::draft::Mask;
use crate::rule::Resources;
use crate::scan::Term;
use crate::table::Table;

/// Reports variables: phrases, and tags that name a field.
#[derive(Debug)]
pub(crate) struct Template {
    phrases: Phrases,
    /// Names of fields, in small letters, words joined.
    fields: Vec<Box<str>>,
}

/// Objects of site generators. Their fields are there when the page is built.
const OBJECTS: [&str; 14] = [
    "site",
    "page",
    "post",
    "include",
    "layout",
    "content",
    "params",
    "config",
    "collections",
    "data",
    "image",
    "forloop",
    "metadata",
    "paginator",
];

impl Read for Template {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let phrases = Phrases::read(table, resources);
        let fields = resources.lexicon(table, "fields")?;
        let fields = fields.entries().map(|(field, _)| field.into()).collect();
        Some(Self { phrases: phrases?, fields })
    }
}

impl Check for Template {
    fn terms(&self) -> &[Term] {
        self.phrases.terms()
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        self.phrases.inspect(inspector);
        let draft = inspector.draft;
        for &(at, _) in draft.masks.iter().filter(|(_, mask)| *mask == Mask::Template) {
            let text = draft.text(at);
            if self.is_field(text) {
                let message = message(inspector.rule.message.as_ref(), &[("text", text)], || {
                    format!("“{text}”: {}", inspector.rule.summary)
                });
                let finding = inspector.finding(at, message);
                inspector.report(finding);
            }
        }
    }
}

impl Template {
    /// Whether a tag is nothing but the name of a field: `{{ name }}`, `{{author.first_name}}`.
    fn is_field(&self, tag: &str) -> bool {
        let Some(path) = tag.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")) else { return false };
        let path = path.trim_matches(['{', '}', ' ', '.', '$']);
        let mut parts = path.split('.');
        let is_name =
            |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_- ".contains(&b));
        let object = path.split('.').next().unwrap_or("");
        parts.all(is_name)
            && !OBJECTS.contains(&object)
            && path.rsplit('.').next().is_some_and(|last| {
                let joined: String = last.chars().filter(char::is_ascii_alphanumeric).collect();
                self.fields.iter().any(|field| field.eq_ignore_ascii_case(&joined))
            })
    }
}
