//! The one kind of diagnostic: findings in drafts, mistakes in rules and settings, and files that cannot be read.

use crate::source::{Place, Source, Span};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// How serious a diagnostic is. The order is the order of seriousness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth considering.
    Advice,
    /// An editor has to look.
    Warning,
    /// Must not be published as it stands.
    Error,
}

impl Level {
    /// All levels, weakest first.
    pub const ALL: [Self; 3] = [Self::Advice, Self::Warning, Self::Error];

    /// The name used in settings, rules and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What became of a diagnostic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Standing {
    /// It is shown.
    #[default]
    Reported,
    /// Somebody allowed it, in a comment, in front matter or in the settings.
    Allowed {
        /// Where, as `path:line`.
        by: String,
        /// The reason given there.
        reason: String,
    },
    /// A stronger diagnostic speaks of the same words.
    Overshadowed {
        /// The rule of that diagnostic.
        by: Arc<str>,
    },
    /// The baseline lets it rest.
    Baselined {
        /// The entry, as `path:line`.
        by: String,
    },
    /// It stands on lines that have not changed, where changes are asked for.
    Unchanged,
    /// Its level is below the one asked for.
    BelowLevel,
    /// It was mended.
    Fixed {
        /// What was changed, in the order of the text.
        changes: Vec<Change>,
    },
}

/// An edit that was made, as people are told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Line of its first character in the file as it was before the run, from 1.
    pub line: u32,
    /// Column of its first character there, from 1, in characters.
    pub column: u32,
    /// What stood there.
    pub old: String,
    /// What was put there.
    pub new: String,
}

/// A second place that explains a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The file, as it was given.
    pub path: Arc<str>,
    /// Where in it.
    #[serde(flatten)]
    pub place: Place,
    /// What stands there, in a few words.
    pub label: String,
}

/// A change to the original bytes of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// First byte replaced.
    pub start: u32,
    /// First byte kept after it.
    pub end: u32,
    /// What to put there.
    pub insert: String,
}

/// A way to mend what was found. All edits of a fix belong together and do not overlap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// Whether the meaning of the text cannot change.
    pub safe: bool,
    /// Whether it changes what stands in a quotation, which is somebody else's words.
    #[serde(default)]
    pub quoted: bool,
    /// The edits, in the order of the text.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix by these edits.
    #[must_use]
    pub const fn new(safe: bool, edits: Vec<Edit>) -> Self {
        Self { safe, quoted: false, edits }
    }

    /// Whether nobody need be asked before it is made.
    #[must_use]
    pub const fn goes_without_asking(&self) -> bool {
        self.safe && !self.quoted
    }
}

/// Something to tell an editor or a newsroom developer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file, as it was given.
    pub path: Arc<str>,
    /// Id of the rule, or one of the ids of [`crate::diagnostic::trouble`].
    pub rule: Arc<str>,
    /// Family of the rule.
    pub family: Arc<str>,
    /// How serious it is.
    pub level: Level,
    /// What was seen.
    pub message: String,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// The text of the place, as it stands.
    pub text: String,
    /// Other places that explain it.
    pub evidence: Vec<Evidence>,
    /// What to do about it.
    pub remedy: Option<String>,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
    /// What became of it.
    pub standing: Standing,
    /// What it is known by when lines move, paragraphs are wrapped anew or the file is renamed: made from the rule, the words
    /// of the place and their sentence; the second of one fingerprint in a draft ends in `-2`.
    #[serde(default)]
    pub fingerprint: String,
}

/// Ids of the diagnostics that are not about the copy. Their family is `copydesk`.
pub mod trouble {
    /// A file that cannot be read.
    pub const UNREADABLE: &str = "unreadable-file";
    /// A file whose encoding had to be guessed or is broken.
    pub const ENCODING: &str = "encoding";
    /// Front matter that cannot be read.
    pub const FRONT_MATTER: &str = "front-matter";
    /// A mistake in `copydesk.toml`.
    pub const SETTINGS: &str = "settings";
    /// A mistake in a rule file, a table or a word list.
    pub const RULE: &str = "rule-file";
    /// An `allow` that allows nothing.
    pub const UNUSED_ALLOW: &str = "unused-allow";
    /// A draft that could not be mended.
    pub const UNFIXED: &str = "unwritable-draft";
    /// A line of a baseline that cannot be read, or entries that match nothing.
    pub const BASELINE: &str = "baseline";
    /// A report that cannot be written.
    pub const OUTPUT: &str = "unwritable-report";
    /// A fault of this program.
    pub const INTERNAL: &str = "internal-error";
    /// All of them, with what each means.
    pub const ALL: [(&str, &str); 10] = [
        (UNREADABLE, "a file that cannot be read"),
        (ENCODING, "an encoding that had to be guessed, or bytes that are broken"),
        (FRONT_MATTER, "front matter that cannot be read"),
        (SETTINGS, "a mistake in copydesk.toml"),
        (RULE, "a mistake in a rule file, a table or a word list"),
        (UNUSED_ALLOW, "an allow that allows nothing"),
        (UNFIXED, "a draft that could not be mended"),
        (BASELINE, "a mistake in a baseline, or entries of it that match nothing"),
        (OUTPUT, "a report that cannot be written"),
        (INTERNAL, "a fault of copydesk itself"),
    ];
    /// The family of all of them.
    pub const FAMILY: &str = "copydesk";
}

impl Diagnostic {
    /// A diagnostic about a span of a source.
    pub fn new(
        source: &Source,
        span: Span,
        rule: impl Into<Arc<str>>,
        family: impl Into<Arc<str>>,
        level: Level,
        message: impl Into<String>,
    ) -> Self {
        Self {
            path: source.path().clone(),
            rule: rule.into(),
            family: family.into(),
            level,
            message: message.into(),
            place: source.place(span),
            text: source.slice(span).to_owned(),
            evidence: Vec::new(),
            remedy: None,
            fixes: Vec::new(),
            standing: Standing::Reported,
            fingerprint: String::new(),
        }
    }

    /// A diagnostic about a file, a rule or the settings rather than about the copy.
    pub fn trouble(source: &Source, span: Span, id: &'static str, level: Level, message: impl Into<String>) -> Self {
        Self::new(source, span, id, trouble::FAMILY, level, message)
    }

    /// A diagnostic about a whole file of which there is no text.
    pub fn about_file(path: &str, id: &'static str, level: Level, message: impl Into<String>) -> Self {
        Self::trouble(&Source::new(path, ""), Span::default(), id, level, message)
    }

    /// Adds a second place in the same source.
    #[must_use]
    pub fn with_evidence(mut self, source: &Source, span: Span, label: impl Into<String>) -> Self {
        self.evidence.push(Evidence { path: source.path().clone(), place: source.place(span), label: label.into() });
        self
    }

    /// Sets what to do about it.
    #[must_use]
    pub fn with_remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Whether it is shown.
    #[must_use]
    pub fn is_reported(&self) -> bool {
        self.standing == Standing::Reported
    }

    /// Whether it was mended.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        matches!(self.standing, Standing::Fixed { .. })
    }

    /// The order in which diagnostics of one file are listed: by place, then the stronger first, then by rule.
    #[must_use]
    pub fn order(&self) -> (u32, u32, std::cmp::Reverse<Level>, &str, &str) {
        (self.place.start, self.place.end, std::cmp::Reverse(self.level), &self.rule, &self.message)
    }
}
