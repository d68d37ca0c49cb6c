//! An editorial linter for newsrooms: it reads a draft as a copy editor would.
//!
//! The pipeline, from top to bottom: bytes become a [`source::Source`], a source becomes a [`draft::Draft`], each rule
//! inspects each draft and leaves diagnostics and facts, facts are compared, and the settings judge what is shown.
//!
//! ```
//! use copydesk::{Linter, Settings, draft::{Draft, ReadOptions}, rule::RuleSet, source::Source};
//! use std::sync::Arc;
//!
//! let rules = RuleSet::built_in().expect("the built-in rules are sound");
//! let linter = Linter::new(rules, Settings::default());
//! let source = Arc::new(Source::new("draft.txt", "The council met in in May."));
//! let draft = Draft::read(source, &ReadOptions::default());
//! let report = linter.check(&[draft]);
//! assert_eq!(report.diagnostics[0].rule.as_ref(), "doubled-word");
//! ```

mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod desk;
pub mod diagnostic;
pub mod draft;
mod fingerprint;
pub mod fix;
#[cfg(feature = "cli")]
pub mod input;
pub mod judge;
mod linter;
mod reading;
pub mod report;
pub mod rule;
pub mod scan;
pub mod source;
mod table;

pub use config::Settings;
pub use linter::{Inspection, Linter, Report};
pub use reading::attribution::Sourcing;

pub(crate) use linter::inspect_alone;
