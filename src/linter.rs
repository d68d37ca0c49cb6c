//! The linter: rules and settings in, diagnostics about drafts out.

use crate::check::Inspector;
use crate::config::Settings;
use crate::desk::{self, Fact, Subjects};
use crate::diagnostic::{Diagnostic, Level};
use crate::draft::Draft;
use crate::fingerprint;
use crate::fix;
use crate::judge::{AllowUse, Exceptions, Run, judge, unused_in_settings};
use crate::reading::Readings;
use crate::reading::attribution::Sourcing;
use crate::rule::{Rule, RuleSet};
use crate::scan::{Hit, Scanner};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};

/// Rules and settings, ready to check drafts.
#[derive(Debug)]
pub struct Linter {
    rules: RuleSet,
    settings: Settings,
}

/// What one draft gave.
#[derive(Clone, Debug, Default)]
pub struct Inspection {
    /// What was found in it alone.
    pub diagnostics: Vec<Diagnostic>,
    /// What other drafts may contradict.
    pub facts: Vec<Fact>,
}

/// What a run gave.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// All diagnostics, by path as the drafts were given and then by place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Linter {
    /// A linter from rules and settings.
    #[must_use]
    pub fn new(mut rules: RuleSet, settings: Settings) -> Self {
        let preferred: Vec<&str> = settings.preferred_names().iter().map(|name| &*name.value).collect();
        rules.prefer(&preferred);
        Self { rules, settings }
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The part of the linter that looks at drafts one at a time; building it gathers what all rules look for.
    #[must_use]
    pub fn desk(&self) -> Desk<'_> {
        // A rule that is off for every path needs no place in the scan.
        let rules = self.rules.rules();
        let terms: Vec<_> = rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| self.settings.may_run(rule))
            .map(|(index, rule)| (index as u32, rule.check.terms()))
            .collect();
        let reads_names = rules.iter().any(|rule| rule.kind == "names" && self.settings.may_run(rule));
        let prepare = || {
            if reads_names {
                self.rules.name_lists().prepare()
            }
        };
        let (scanner, ()) = rayon::join(|| Scanner::new(&terms), prepare);
        Desk { linter: self, scanner, levels: OnceLock::new() }
    }

    /// Checks drafts: inspects each, in parallel, compares them, and judges what was found.
    #[must_use]
    pub fn check(&self, drafts: &[Draft]) -> Report {
        let desk = self.desk();
        let inspections: Vec<Inspection> = drafts.par_iter().map(|draft| desk.inspect(draft)).collect();
        let (mut found, mut facts) = (Vec::new(), Vec::new());
        for inspection in inspections {
            found.push(inspection.diagnostics);
            facts.extend(inspection.facts);
        }
        let mut between: FxHashMap<Arc<str>, Vec<Diagnostic>> = FxHashMap::default();
        for diagnostic in self.compare(&facts, Subjects::All) {
            between.entry(diagnostic.path.clone()).or_default().push(diagnostic);
        }
        let mut report = Report::default();
        let mut all_allowed = AllowUse::default();
        for (draft, mut diagnostics) in drafts.iter().zip(found) {
            // Two drafts of one path are one to the reader: what was found between drafts is said at the first.
            diagnostics.extend(between.remove(draft.source.path()).unwrap_or_default());
            let run = Run { lowest: Level::Advice, is_whole: false };
            let allowed = judge(&mut diagnostics, &Exceptions::of(draft), self, run);
            report.diagnostics.extend(diagnostics);
            all_allowed.merge(&allowed);
        }
        report.diagnostics.extend(unused_in_settings(&self.settings, &all_allowed, false));
        report
    }

    /// What the statements of a draft rest on, in numbers.
    #[must_use]
    pub fn sourcing(&self, draft: &Draft) -> Sourcing {
        Readings::new(draft, self.rules.name_lists()).sourcing()
    }

    /// Compares what drafts stated, in whatever order the facts are given.
    #[must_use]
    pub fn compare(&self, facts: &[Fact], subjects: Subjects<'_>) -> Vec<Diagnostic> {
        let rules: Vec<&Rule> = self.rules.rules().iter().filter(|rule| rule.check.spans_drafts()).collect();
        desk::compare(&rules, facts, subjects)
    }
}

/// The rules of a linter, gathered for the shared scan.
pub struct Desk<'l> {
    linter: &'l Linter,
    scanner: Scanner<'l>,
    /// The levels of all rules where no override applies.
    levels: OnceLock<Vec<Option<Level>>>,
}

impl Desk<'_> {
    /// Looks at one draft: every rule that is in force for it, the contradictions inside it, and what other drafts may
    /// contradict. Pure.
    #[must_use]
    pub fn inspect(&self, draft: &Draft) -> Inspection {
        let rules = self.linter.rules.rules();
        let path = draft.source.path();
        let own;
        let levels = if self.linter.settings.has_overrides() {
            own = self.levels_for(path);
            &own
        } else {
            self.levels.get_or_init(|| self.levels_for(path))
        };
        let in_force = |index: u32| levels[index as usize].is_some() && rules[index as usize].is_for(draft.language);
        let hits = self.scanner.scan(draft, in_force);
        let readings = Readings::new(draft, self.linter.rules.name_lists());
        let mut inspection = Inspection { diagnostics: draft.troubles.clone(), facts: Vec::new() };
        for (index, rule) in rules.iter().enumerate() {
            let Some(level) = levels[index].filter(|_| rule.is_for(draft.language)) else { continue };
            let at_work = At { rule, index: index as u32, level };
            inspect_one(at_work, draft, &readings, &hits, &mut inspection);
        }
        inspection.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
        fingerprint::mark(&mut inspection.diagnostics, draft);
        fix::mark_quoted(&mut inspection.diagnostics, draft);
        inspection
    }

    /// What a draft states that others may contradict, for one that is not itself checked. Pure.
    #[must_use]
    pub fn facts(&self, draft: &Draft) -> Vec<Fact> {
        let rules = self.linter.rules.rules();
        let levels = self.levels_for(draft.source.path());
        let wanted = |index: usize| {
            let rule = &rules[index];
            levels[index].filter(|_| rule.check.spans_drafts() && rule.is_for(draft.language))
        };
        let hits = self.scanner.scan(draft, |index| wanted(index as usize).is_some());
        let readings = Readings::new(draft, self.linter.rules.name_lists());
        let mut inspection = Inspection::default();
        for (index, rule) in rules.iter().enumerate() {
            if let Some(level) = wanted(index) {
                inspect_one(At { rule, index: index as u32, level }, draft, &readings, &hits, &mut inspection);
            }
        }
        inspection.facts
    }

    fn levels_for(&self, path: &str) -> Vec<Option<Level>> {
        let settings = self.linter.settings.for_path(path);
        self.linter.rules.rules().iter().map(|rule| settings.level_of(rule)).collect()
    }
}

/// A rule at work: its place in the set, and the level in force.
#[derive(Clone, Copy)]
struct At<'r> {
    rule: &'r Rule,
    index: u32,
    level: Level,
}

/// Runs one rule on one draft, the contradictions inside it included.
fn inspect_one<'d>(
    at: At<'d>,
    draft: &'d Draft,
    readings: &'d Readings<'d>,
    hits: &'d [Hit],
    inspection: &mut Inspection,
) {
    let At { rule, index, level } = at;
    let from = hits.partition_point(|hit| hit.rule < index);
    let to = hits.partition_point(|hit| hit.rule <= index);
    let mut inspector = Inspector::new(draft, rule, level, readings, &hits[from..to]);
    rule.check.inspect(&mut inspector);
    let (diagnostics, facts) = inspector.finish();
    inspection.diagnostics.extend(diagnostics);
    if rule.check.spans_drafts() {
        inspection.facts.extend(facts);
    } else if !facts.is_empty() {
        inspection.diagnostics.extend(desk::compare(&[rule], &facts, Subjects::All));
    }
}

/// Runs one rule on drafts, for its examples: on each, and between them.
pub(crate) fn inspect_alone(rule: &Rule, drafts: &[Draft]) -> Vec<Diagnostic> {
    let scanner = Scanner::new(&[(0, rule.check.terms())]);
    let mut inspection = Inspection::default();
    for draft in drafts {
        let hits = scanner.scan(draft, |_| true);
        let readings = Readings::new(draft, &rule.names);
        inspect_one(At { rule, index: 0, level: rule.level }, draft, &readings, &hits, &mut inspection);
    }
    inspection.diagnostics.extend(desk::compare(&[rule], &inspection.facts, Subjects::All));
    inspection.diagnostics
}
