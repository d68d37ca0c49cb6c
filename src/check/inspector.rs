//! What a check sees while it looks at one draft, and how it reports.

use crate::desk::Fact;
use crate::diagnostic::{Diagnostic, Edit, Fix, Level};
use crate::draft::{Draft, Quote};
use crate::fingerprint;
use crate::reading::Readings;
use crate::rule::Rule;
use crate::scan::Hit;
use crate::source::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One rule at work on one draft.
pub(crate) struct Inspector<'a> {
    /// The draft.
    pub(crate) draft: &'a Draft,
    /// The rule.
    pub(crate) rule: &'a Rule,
    /// The level in force for this draft.
    level: Level,
    /// What several checks want to know of the draft.
    pub(crate) readings: &'a Readings<'a>,
    hits: &'a [Hit],
    diagnostics: Vec<Diagnostic>,
    facts: Vec<Fact>,
}

impl<'a> Inspector<'a> {
    pub(crate) fn new(
        draft: &'a Draft,
        rule: &'a Rule,
        level: Level,
        readings: &'a Readings<'a>,
        hits: &'a [Hit],
    ) -> Self {
        Self { draft, rule, level, readings, hits, diagnostics: Vec::new(), facts: Vec::new() }
    }

    /// Where the rule's terms were found, in the order of the text, in the places the rule looks at.
    pub(crate) fn hits(&self) -> impl Iterator<Item = Hit> + use<'a> {
        let (draft, rule) = (self.draft, self.rule);
        self.hits.iter().copied().filter(move |hit| rule.scope.allows(draft, hit.span))
    }

    /// The same without hits inside longer ones or overlapping earlier ones.
    pub(crate) fn longest_hits(&self) -> Vec<Hit> {
        let mut hits: Vec<Hit> = self.hits().collect();
        hits.sort_unstable_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end), hit.term));
        let mut end = 0;
        hits.retain(|hit| {
            let free = hit.span.start >= end;
            end = end.max(hit.span.end);
            free
        });
        hits
    }

    /// Where the rule's terms were found anywhere in the draft.
    pub(crate) fn all_hits(&self) -> &'a [Hit] {
        self.hits
    }

    /// Whether the rule looks at a span of prose.
    pub(crate) fn looks_at(&self, span: Span) -> bool {
        self.rule.scope.allows(self.draft, span)
    }

    /// Whether the rule looks at a quotation: it is one, so that only the block it stands in is asked for.
    pub(crate) fn looks_at_quote(&self, quote: &Quote) -> bool {
        self.rule.scope.allows_block(self.draft, quote.block)
    }

    /// Indices of the blocks that the rule looks at.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = usize> + use<'a> {
        let (draft, rule) = (self.draft, self.rule);
        (0..draft.blocks.len()).filter(move |&block| rule.scope.allows_block(draft, block))
    }

    /// A finding at a range of prose. It is reported when [`Inspector::report`] takes it.
    pub(crate) fn finding(&self, at: Span, message: impl Into<String>) -> Finding<'a> {
        self.finding_in_source(self.draft.prose.to_source(at), message)
    }

    /// A finding at a span of the source.
    pub(crate) fn finding_in_source(&self, span: Span, message: impl Into<String>) -> Finding<'a> {
        let source = &self.draft.source;
        let diagnostic =
            Diagnostic::new(source, span, self.rule.id.clone(), self.rule.family.clone(), self.level, message)
                .with_remedy(self.rule.remedy.clone());
        Finding { draft: self.draft, diagnostic }
    }

    /// The lines that a span of the source has to itself, with the line end after them: what a fix deletes that takes a
    /// whole block away. `None` where other text or markup stands on them.
    pub(crate) fn own_lines(&self, span: Span) -> Option<Span> {
        let text = self.draft.source.text();
        let ends: &[char] = &['\n', '\r'];
        let start = text[..span.range().start].rfind(ends).map_or(self.draft.source.start(), |at| at + 1);
        let after = &text[span.range().end..];
        let rest = after.find(ends).unwrap_or(after.len());
        let markers =
            |text: &str| text.chars().all(|c| c.is_whitespace() || matches!(c, '#' | '*' | '_' | '-' | '•' | '>'));
        if !markers(&text[start..span.range().start]) || !markers(&after[..rest]) {
            return None;
        }
        let line_end = if after[rest..].starts_with("\r\n") { 2 } else { usize::from(rest < after.len()) };
        Some(Span::new(start, span.range().end + rest + line_end))
    }

    /// The lines of a span that has them to itself, with the blank lines after them: without those, two stretches of blank
    /// lines would meet.
    pub(crate) fn own_lines_and_blank(&self, span: Span) -> Option<Span> {
        let lines = self.own_lines(span)?;
        let after = &self.draft.source.text()[lines.range().end..];
        let blank = after.len() - after.trim_start_matches(['\n', '\r']).len();
        Some(Span::new(lines.range().start, lines.range().end + blank))
    }

    /// Reports a finding.
    pub(crate) fn report(&mut self, finding: Finding<'_>) {
        self.diagnostics.push(finding.diagnostic);
    }

    /// Notes something that another place, in this draft or another, may contradict.
    pub(crate) fn note(&mut self, key: &str, value: &str, at: Span) {
        self.note_under([key], value, at);
    }

    /// Notes the same under several keys.
    pub(crate) fn note_under<K: Into<Box<str>>>(&mut self, keys: impl IntoIterator<Item = K>, value: &str, at: Span) {
        let source = &self.draft.source;
        let span = self.draft.prose.to_source(at);
        let (place, text, value) = (source.place(span), Arc::from(source.slice(span)), Arc::from(value));
        self.facts.extend(keys.into_iter().map(|key| Fact {
            rule: self.rule.id.clone(),
            level: self.level,
            key: key.into(),
            path: source.path().clone(),
            place,
            text: Arc::clone(&text),
            value: Arc::clone(&value),
        }));
    }

    /// What was found, one diagnostic a place, and the facts noted.
    pub(crate) fn finish(mut self) -> (Vec<Diagnostic>, Vec<Fact>) {
        let mut seen = BTreeSet::new();
        self.diagnostics.retain(|d| seen.insert((d.place.start, d.place.end)));
        (self.diagnostics, self.facts)
    }
}

/// A diagnostic in the making.
pub(crate) struct Finding<'a> {
    draft: &'a Draft,
    diagnostic: Diagnostic,
}

impl Finding<'_> {
    /// Adds a range of prose that explains the finding.
    #[must_use]
    pub(crate) fn evidence(self, at: Span, label: impl Into<String>) -> Self {
        let span = self.draft.prose.to_source(at);
        self.evidence_in_source(span, label)
    }

    /// Adds a span of the source that explains the finding.
    #[must_use]
    pub(crate) fn evidence_in_source(mut self, span: Span, label: impl Into<String>) -> Self {
        self.diagnostic = self.diagnostic.with_evidence(&self.draft.source, span, label);
        self
    }

    /// Says what to do in other words than the rule's own.
    #[must_use]
    pub(crate) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.diagnostic.remedy = Some(remedy.into());
        self
    }

    /// Says that it is about the whole draft and only shown at the first of many places, which another will be when
    /// paragraphs change theirs. `subject` tells it from what else the rule says of the draft.
    #[must_use]
    pub(crate) fn about_draft(mut self, subject: &str) -> Self {
        self.diagnostic.fingerprint = fingerprint::of_draft(&self.diagnostic.rule, subject, self.draft);
        self
    }

    /// Makes it weaker than the rule's level, where it is less certain.
    #[must_use]
    pub(crate) fn at_most(mut self, level: Level) -> Self {
        self.diagnostic.level = self.diagnostic.level.min(level);
        self
    }

    /// Whether neither markup nor a line end stands in a range of prose. A line end may make a hard break, a definition or an
    /// item of a list: to take it away is not for a program to decide.
    fn is_on_one_line(&self, at: Span) -> bool {
        let (prose, source) = (&self.draft.prose, &self.draft.source);
        prose.is_unbroken(at, source) && !source.slice(prose.to_source(at)).contains(['\n', '\r'])
    }

    /// Offers to put `insert` in place of a range of prose. Markup that stands in it would go too: that is never safe.
    #[must_use]
    pub(crate) fn fix(self, at: Span, insert: &str, safe: bool) -> Self {
        let span = self.draft.prose.to_source(at);
        let safe = safe && self.is_on_one_line(at);
        let insert = self.draft.format.spelt(insert);
        self.fix_source(span, &insert, safe)
    }

    /// Offers to replace several ranges of prose at once, in the order of the text.
    #[must_use]
    pub(crate) fn fix_together(mut self, changes: &[(Span, String)], safe: bool) -> Self {
        let source = &self.draft.source;
        let edit = |(at, insert): &(Span, String)| {
            let span = self.draft.prose.to_source(*at);
            let insert = self.draft.format.spelt(insert).into_owned();
            Edit { start: source.original(span.start), end: source.original(span.end), insert }
        };
        let edits = changes.iter().map(edit).collect();
        let safe = safe && changes.iter().all(|(at, _)| self.is_on_one_line(*at));
        self.diagnostic.fixes.push(Fix::new(safe, edits));
        self
    }

    /// Offers to put `insert` in place of a span of the source.
    #[must_use]
    pub(crate) fn fix_source(mut self, span: Span, insert: &str, safe: bool) -> Self {
        let source = &self.draft.source;
        let edit = Edit { start: source.original(span.start), end: source.original(span.end), insert: insert.into() };
        self.diagnostic.fixes.push(Fix::new(safe, vec![edit]));
        self
    }
}
