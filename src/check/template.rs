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
use crate::source::Span;
use crate::table::Table;
use memchr::memchr_iter;

/// Reports variables: phrases, and tags that name a field.
#[derive(Debug)]
pub(crate) struct Template {
    phrases: Phrases,
    /// Names of fields, in small letters, words joined.
    fields: Vec<Box<str>>,
}

/// Longest name of a field (bytes).
const LONGEST: usize = 40;

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
        let fields = resources.required_lexicon(table, "fields")?;
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
        for at in self.fields_in_braces(draft.prose.text()) {
            // In MDX braces hold an expression, and a page with a name that is not there cannot be built.
            if inspector.looks_at(at) && !draft.is_masked(at, &[Mask::Template]) {
                self.report(inspector, at);
            }
        }
        for &(at, _) in draft.masks.iter().filter(|(_, mask)| *mask == Mask::Template) {
            if self.is_field(draft.text(at)) {
                self.report(inspector, at);
            }
        }
    }
}

impl Template {
    fn report(&self, inspector: &mut Inspector<'_>, at: Span) {
        let text = inspector.draft.text(at);
        let message = message(inspector.rule.message.as_ref(), &[("text", text)], || {
            format!("“{text}”: {}", inspector.rule.summary)
        });
        let finding = inspector.finding(at, message);
        inspector.report(finding);
    }

    /// `{name}` and `{ first_name }`: one brace before, and a field between them.
    fn fields_in_braces(&self, text: &str) -> Vec<Span> {
        let bytes = text.as_bytes();
        // `${name}` is a phrase of the list, `{{ name }}` a tag or another.
        let single = |at: usize| at.checked_sub(1).is_none_or(|before| !b"{$#%".contains(&bytes[before]));
        let fields = memchr_iter(b'{', bytes).filter(|&at| single(at)).filter_map(|at| {
            let window = &bytes[at + 1..bytes.len().min(at + 1 + LONGEST)];
            let length = window.iter().position(|&byte| byte == b'}')?;
            let content = &text[at + 1..at + 1 + length];
            let is_name = content.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-. ".contains(&b));
            // One brace too many belongs to it.
            let end = at + length + 2 + usize::from(bytes.get(at + length + 2) == Some(&b'}'));
            (is_name && self.names_field(content)).then(|| Span::new(at, end))
        });
        fields.collect()
    }

    /// Whether the list holds a name, however its words are joined.
    fn names_field(&self, name: &str) -> bool {
        let joined: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        self.fields.iter().any(|field| field.eq_ignore_ascii_case(&joined))
    }

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
            && path.rsplit('.').next().is_some_and(|last| self.names_field(last))
    }
}
