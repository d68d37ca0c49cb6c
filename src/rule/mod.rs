//! Rules: what a rule file says, checked.

mod example;
mod file;
mod lexicon;
mod message;
mod reference;
mod resources;
mod scope;
mod set;

pub use example::{Example, ExampleFailure, try_examples};
pub use lexicon::{Lexicon, LexiconChange};
pub use reference::reference;
pub use scope::{Place, Scope};
pub use set::{LexiconNote, RuleFile, RuleSet};

pub(crate) use message::Message;
pub(crate) use resources::{Resources, Row};

use crate::check::Check;
use crate::diagnostic::Level;
use crate::draft::Language;
use crate::reading::names::Lists;
use std::sync::Arc;

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// It came with copydesk.
    BuiltIn,
    /// The newsroom wrote it.
    House,
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// The stem of its file's name.
    pub id: Arc<str>,
    /// The folder it lies in.
    pub family: Arc<str>,
    /// Where it comes from.
    pub origin: Origin,
    /// How serious it is, unless the settings say otherwise.
    pub level: Level,
    /// Whether it runs unless the settings say otherwise.
    pub on: bool,
    /// What it finds, in a few words.
    pub summary: String,
    /// Why that matters.
    pub why: String,
    /// What to do about it.
    pub remedy: String,
    /// The languages it is for; empty for all.
    pub languages: Vec<Language>,
    /// Where in a draft it looks.
    pub scope: Scope,
    /// Drafts that show it, each a test.
    pub examples: Vec<Example>,
    /// The file that defines it.
    pub file: Arc<crate::source::Source>,
    /// Name of the kind of check.
    pub kind: &'static str,
    pub(crate) message: Option<Message>,
    /// What is known of names, one for all rules.
    pub(crate) names: Arc<Lists>,
    pub(crate) check: Box<dyn Check>,
}

impl Rule {
    /// Whether the rule speaks the language of a draft. A draft of unknown language gets every rule.
    #[must_use]
    pub fn is_for(&self, language: Option<Language>) -> bool {
        self.languages.is_empty() || language.is_none_or(|language| self.languages.contains(&language))
    }
}
