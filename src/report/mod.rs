//! A stand-in with the interface of the real reports.

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use std::io;
use std::sync::Arc;

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Terminal,
    /// One line each.
    Short,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
}

/// What a report may need.
#[allow(missing_docs)]
pub struct Options<'r> {
    pub sources: &'r dyn Fn(&str) -> Option<Arc<Source>>,
    pub width: usize,
    pub colour: bool,
    pub max_per_rule: usize,
    pub quiet: bool,
    pub statistics: bool,
    pub files: usize,
    pub skipped: usize,
    pub words: usize,
    pub explain_hint: bool,
}

/// Prints diagnostics.
///
/// # Errors
/// Those of `out`.
pub fn render(
    format: Format,
    diagnostics: &[Diagnostic],
    _options: &Options<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        Format::Terminal | Format::Short => {
            for one in diagnostics.iter().filter(|one| one.is_reported()) {
                let (place, level) = (one.place, one.level);
                writeln!(out, "{}:{}:{}: {level}[{}]: {}", one.path, place.line, place.column, one.rule, one.message)?;
            }
        }
        Format::Json => writeln!(out, "{}", serde_json::to_string(diagnostics)?)?,
        Format::Jsonl => {
            for one in diagnostics {
                writeln!(out, "{}", serde_json::to_string(one)?)?;
            }
        }
    }
    Ok(())
}
