//! Exceptions: comments and front matter in a draft, `[[allow]]` in the settings.

use crate::config::{Settings, is_known, is_trouble, unknown_name};
use crate::diagnostic::{Diagnostic, Level, Standing, trouble};
use crate::draft::{AllowComment, Draft, Language, Role};
use crate::fingerprint;
use crate::linter::Linter;
use crate::rule::Rule;
use crate::source::{Source, Span};
use std::sync::Arc;

/// Which `[[allow]]` entries of the settings had drafts to speak of, and which allowed something there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowUse {
    /// By entry: a draft that it names was checked.
    met: Vec<bool>,
    /// By entry: a draft that it names was checked by a rule that it names.
    applied: Vec<bool>,
    /// By entry: it allowed something.
    used: Vec<bool>,
}

impl AllowUse {
    /// Adds what another draft of the same settings showed.
    pub fn merge(&mut self, other: &Self) {
        let flags = [(&mut self.met, &other.met), (&mut self.applied, &other.applied), (&mut self.used, &other.used)];
        for (mine, theirs) in flags {
            mine.resize(mine.len().max(theirs.len()), false);
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine |= theirs);
        }
    }
}

/// Whether an exception can be made to a diagnostic.
pub(super) fn can_be_allowed(diagnostic: &Diagnostic) -> bool {
    &*diagnostic.family != trouble::FAMILY || is_trouble(&diagnostic.rule)
}

/// Whether a name, of a rule or of a family, speaks of a diagnostic.
fn names(name: &str, diagnostic: &Diagnostic) -> bool {
    can_be_allowed(diagnostic) && (name == &*diagnostic.rule || name == &*diagnostic.family)
}

/// What a draft says of exceptions: all that is left to know of it when it has been inspected.
#[derive(Clone, Debug)]
pub struct Exceptions {
    path: Arc<str>,
    language: Option<Language>,
    /// What tells the draft from others when it is renamed.
    opening: u64,
    /// The draft's text, if it has comments that allow something.
    source: Option<Arc<Source>>,
    /// The comments, with the bytes of the file that each speaks of.
    comments: Vec<(AllowComment, Option<(u32, u32)>)>,
}

impl Exceptions {
    /// Those of a draft.
    #[must_use]
    pub fn of(draft: &Draft) -> Self {
        let in_whole = |span| draft.source.in_whole(span).1;
        let comment = |comment: &AllowComment| AllowComment {
            rules: comment.rules.iter().map(|(name, span)| (name.clone(), in_whole(*span))).collect(),
            span: in_whole(comment.span),
            ..comment.clone()
        };
        Self {
            path: draft.source.path().clone(),
            language: draft.language,
            opening: fingerprint::opening(draft),
            source: (!draft.allows.is_empty()).then(|| draft.source.in_whole(Span::default()).0),
            comments: draft.allows.iter().map(|one| (comment(one), reach(one, draft))).collect(),
        }
    }

    /// Adds those of another story in the same file.
    pub fn merge(&mut self, other: Self) {
        self.source = self.source.take().or(other.source);
        self.comments.extend(other.comments);
    }

    /// Those of a draft that makes none itself.
    #[must_use]
    pub fn none(path: Arc<str>, language: Option<Language>, opening: u64) -> Self {
        Self { path, language, opening, source: None, comments: Vec::new() }
    }

    /// A hash of the first words of the draft, which tell it from others when it is renamed.
    #[must_use]
    pub fn opening(&self) -> u64 {
        self.opening
    }

    /// The language of the draft, where it is known.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// The text of the draft, if it has comments that allow something.
    #[must_use]
    pub fn source(&self) -> Option<&Arc<Source>> {
        self.source.as_ref()
    }

    /// The path of the draft.
    #[must_use]
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }
}

/// The rules of that name, of which there are many if it is a family's, that are in force for a draft.
fn in_force<'l>(name: &'l str, draft: &'l Exceptions, linter: &'l Linter) -> impl Iterator<Item = &'l Rule> {
    let settings = linter.settings().for_path(&draft.path);
    let named = move |rule: &&Rule| *rule.id == *name || *rule.family == *name;
    let rules = linter.rules().rules().iter().filter(named);
    rules.filter(move |rule| rule.is_for(draft.language) && settings.level_of(rule).is_some())
}

/// Whether something of that name looked at the draft at all. An exception to a rule that did not run is not unused.
fn ran(name: &str, draft: &Exceptions, linter: &Linter) -> bool {
    is_trouble(name) || in_force(name, draft, linter).next().is_some()
}

/// Whether a name speaks of rules between drafts. Where the run did not have all drafts, what an exception to those is for
/// may be in another, and the exception is not unused.
fn spans_drafts(name: &str, draft: &Exceptions, linter: &Linter) -> bool {
    in_force(name, draft, linter).any(|rule| rule.check.spans_drafts())
}

/// Whether a run would have found again in a draft what a rule once found there: the rule looked at it, with all drafts that
/// it compares, or is no longer there to find anything.
#[must_use]
pub fn has_looked(rule: &str, draft: &Exceptions, linter: &Linter, is_whole: bool) -> bool {
    let is_there = is_trouble(rule) || is_known(rule, linter.rules());
    !is_there || ran(rule, draft, linter) && (is_whole || !spans_drafts(rule, draft, linter))
}

/// Applies the exceptions made in the draft; returns those that are of no use, as diagnostics.
pub(super) fn by_comments(
    diagnostics: &mut [Diagnostic],
    draft: &Exceptions,
    linter: &Linter,
    is_whole: bool,
) -> Vec<Diagnostic> {
    let Some(source) = &draft.source else { return Vec::new() };
    let mut unused = Vec::new();
    for (comment, range) in &draft.comments {
        let by = format!("{}:{}", source.path(), source.line_column(comment.span.range().start).0);
        for (name, span) in &comment.rules {
            let mut used = false;
            for diagnostic in diagnostics.iter_mut().filter(|one| names(name, one)) {
                let at = diagnostic.place.start;
                if range.is_some_and(|(start, end)| start <= at && (at < end || at == start)) {
                    used = true;
                    if diagnostic.is_reported() {
                        let reason = comment.reason.to_string();
                        diagnostic.standing = Standing::Allowed { by: by.clone(), reason };
                    }
                }
            }
            if used {
                continue;
            }
            if !is_known(name, linter.rules()) && !is_trouble(name) {
                let mut unknown = unknown_name(source, *span, name, linter.rules());
                unknown.rule = trouble::UNUSED_ALLOW.into();
                unknown.level = Level::Warning;
                unused.push(unknown);
            } else if ran(name, draft, linter) && (is_whole || !spans_drafts(name, draft, linter)) {
                let message = format!("this allows `{name}`, which reports nothing here");
                let told = Diagnostic::trouble(source, *span, trouble::UNUSED_ALLOW, Level::Warning, message);
                unused.push(told.with_remedy("Delete it, or move it to the block it is for."));
            }
        }
    }
    unused
}

/// The bytes of the original file that a comment speaks of: the whole draft, the block that holds it, or the next one
/// that has text. `None` if nothing follows it.
fn reach(comment: &AllowComment, draft: &Draft) -> Option<(u32, u32)> {
    // Several stories may stand in one file.
    let end = draft.source.text().len() as u32;
    let story =
        if draft.source.is_part() { (draft.source.original(0), draft.source.original(end)) } else { (0, u32::MAX) };
    let Some(offset) = comment.block else { return Some(story) };
    let blocks = || draft.blocks.iter().filter(|block| block.role != Role::Markup);
    let holding = blocks().find(|block| block.source.start <= offset && offset < block.source.end);
    let block = holding.or_else(|| blocks().find(|block| block.source.start >= offset))?;
    // A comment of Word's stands beside the text, and may be about several paragraphs.
    let end = if draft.source.is_word() { block.source.end.max(comment.span.end) } else { block.source.end };
    Some((draft.source.original(block.source.start), draft.source.original(end)))
}

/// Applies the exceptions that the settings make.
pub(super) fn by_settings(
    diagnostics: &mut [Diagnostic],
    draft: &Exceptions,
    linter: &Linter,
    is_whole: bool,
) -> AllowUse {
    let settings = linter.settings();
    let allows = settings.allows();
    let Some(file) = settings.file().filter(|_| !allows.is_empty()) else { return AllowUse::default() };
    let relative = settings.root().relative(&draft.path);
    let none = vec![false; allows.len()];
    let mut found = AllowUse { met: none.clone(), applied: none.clone(), used: none };
    for (index, allow) in allows.iter().enumerate().filter(|(_, allow)| allow.paths.matches(&relative)) {
        let by = format!("{}:{}", file.path(), file.line_column(allow.span.range().start).0);
        found.met[index] = true;
        for diagnostic in diagnostics.iter_mut() {
            let named = allow.rules.iter().any(|name| names(&name.value, diagnostic));
            if named && allow.text.as_ref().is_none_or(|text| diagnostic.text.contains(text)) {
                found.used[index] = true;
                if diagnostic.is_reported() {
                    diagnostic.standing = Standing::Allowed { by: by.clone(), reason: allow.reason.clone() };
                }
            }
        }
        let any =
            |is: fn(&str, &Exceptions, &Linter) -> bool| allow.rules.iter().any(|name| is(&name.value, draft, linter));
        found.applied[index] = found.used[index] || any(ran) && (is_whole || !any(spans_drafts));
    }
    found
}

/// The exceptions of the settings that allowed nothing in a run that checked drafts they are for.
///
/// A commit hook checks a few drafts only: that an exception for many allowed nothing in those says little. So unless
/// the run `is_whole`, having checked all that the settings are for, only exceptions for plain paths are reported.
#[must_use]
pub fn unused_in_settings(settings: &Settings, found: &AllowUse, is_whole: bool) -> Vec<Diagnostic> {
    let Some(file) = settings.file() else { return Vec::new() };
    let flag = |flags: &[bool], index: usize| flags.get(index).copied().unwrap_or(false);
    let unused = settings
        .allows()
        .iter()
        .enumerate()
        .filter(|&(index, _)| !flag(&found.used, index))
        // Of a draft that was checked, the rule may not have run.
        .filter(|&(index, _)| flag(&found.applied, index) || !flag(&found.met, index))
        .filter(|&(index, allow)| is_whole || flag(&found.applied, index) && allow.paths.are_plain());
    unused
        .map(|(index, allow)| {
            let names: Vec<String> = allow.rules.iter().map(|name| format!("`{}`", name.value)).collect();
            let why =
                if flag(&found.applied, index) { "which reports nothing there" } else { "in no draft that is checked" };
            let message = format!("this allows {}, {why}", names.join(", "));
            Diagnostic::trouble(file, allow.span, trouble::UNUSED_ALLOW, Level::Warning, message)
                .with_remedy("Delete it, or correct its path or text.")
        })
        .collect()
}
