//! What is kept of a draft from one run to the next: what was found in it, and what it states that others may contradict.
//!
//! It is found again by a hash of all that it depends on: this program, the settings and rules, the path and the text. Rules
//! therefore stand as numbers, and the path of the draft is not kept.

use super::between::Fingerprint;
use super::worker::Outcome;
use crate::cli::arguments::Check;
use crate::desk::Fact;
use crate::diagnostic::{Diagnostic, Evidence, Fix, Level, Standing, trouble};
use crate::draft::Language;
use crate::input::cache::Cache;
use crate::input::read::Text;
use crate::judge::Exceptions;
use crate::linter::Linter;
use crate::source::{Encoding, Place, Source};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use twox_hash::xxhash3_128;

/// What is asked of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// All that there is to say of it.
    Everything,
    /// What others are compared with: it belongs to the archive.
    Facts,
}

/// What was found in earlier runs, and what is to be kept for later ones.
pub(super) struct Kept<'w> {
    cache: Cache,
    /// By project: its rules, and a hash of what all its drafts depend on.
    projects: Vec<Project<'w>>,
}

struct Project<'w> {
    linter: &'w Linter,
    digest: u128,
    /// The number of each rule, by id.
    numbers: OnceLock<FxHashMap<&'w str, usize>>,
}

impl<'w> Kept<'w> {
    pub(super) fn new(cache: Cache, linters: &'w [Linter], digests: &[u128], current: &Path, options: &Check) -> Self {
        let run = format!("{} {current:?} {:?} {:?}", program(), options.date, options.written.format_in);
        let project = |(linter, digest): (&'w Linter, &u128)| {
            let mut hasher = xxhash3_128::Hasher::new();
            hasher.write(&digest.to_le_bytes());
            hasher.write(run.as_bytes());
            Project { linter, digest: hasher.finish_128(), numbers: OnceLock::new() }
        };
        Self { cache, projects: linters.iter().zip(digests).map(project).collect() }
    }

    /// The key of a draft. None of one that is not kept: where something has to be said of the encoding it depends on the
    /// bytes, and such drafts are few.
    pub(super) fn key(&self, text: &Text, project: usize, asked: Asked) -> Option<u128> {
        let source = &text.source;
        if text.notice.is_some() || source.encoding() != Encoding::Utf8 {
            return None;
        }
        let mut hasher = xxhash3_128::Hasher::new();
        hasher.write(&self.projects[project].digest.to_le_bytes());
        hasher.write(&[asked as u8]);
        hasher.write(&(source.path().len() as u64).to_le_bytes());
        hasher.write(source.path().as_bytes());
        hasher.write(source.text().as_bytes());
        Some(hasher.finish_128())
    }

    /// What an earlier run kept of a draft.
    pub(super) fn recall(&self, key: u128, source: &Source, project: usize) -> Option<Outcome> {
        let record: Record<'_> = postcard::from_bytes(self.cache.get(key)?).ok()?;
        record.read(source, self.projects[project].linter)
    }

    /// Keeps what a draft gave.
    pub(super) fn keep(&self, key: u128, outcome: &Outcome, project: usize) {
        let Project { linter, numbers, .. } = &self.projects[project];
        let numbers = numbers.get_or_init(|| {
            let rules = linter.rules().rules().iter().enumerate();
            rules.map(|(number, rule)| (&*rule.id, number)).collect()
        });
        let record = Record::of(outcome, numbers).and_then(|record| postcard::to_allocvec(&record).ok());
        if let Some(record) = record {
            self.cache.put(key, &record);
        }
    }

    /// Writes what is new.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn save(self) -> std::io::Result<()> {
        self.cache.save()
    }
}

/// What tells this program from another: two that were built from different code of one version differ in size or in time.
fn program() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let built = file.map(|file| (file.len(), file.modified().ok())).ok();
    format!("{} {built:?}", env!("CARGO_PKG_VERSION"))
}

/// What is kept of a draft.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    /// Whether the draft was checked: one of the archive was not.
    is_checked: bool,
    language: Option<String>,
    opening: u64,
    words: usize,
    #[serde(borrow)]
    told: Vec<Told<'a>>,
    /// What facts state, and the words that they are about: many share them.
    #[serde(borrow)]
    shared: Vec<&'a str>,
    #[serde(borrow)]
    stated: Vec<Stated<'a>>,
}

/// A [`Diagnostic`].
#[derive(Serialize, Deserialize)]
struct Told<'a> {
    #[serde(borrow)]
    by: By<'a>,
    level: Level,
    message: &'a str,
    place: Place,
    text: &'a str,
    #[serde(borrow)]
    evidence: Vec<(Place, &'a str)>,
    remedy: Option<&'a str>,
    fixes: Vec<Fix>,
    fingerprint: &'a str,
}

/// Who says it.
#[derive(Serialize, Deserialize)]
enum By<'a> {
    /// The rule of that number.
    Rule(usize),
    /// The reader of the file, under that id.
    Trouble(&'a str),
}

/// A [`Fact`].
#[derive(Serialize, Deserialize)]
struct Stated<'a> {
    rule: usize,
    key: &'a str,
    place: Place,
    /// Numbers among what is shared.
    text: usize,
    value: usize,
    level: Level,
}

impl<'a> Record<'a> {
    /// The record of what a draft gave; `None` where that is not all of it: exceptions in the draft speak of its text.
    fn of(outcome: &'a Outcome, numbers: &FxHashMap<&str, usize>) -> Option<Self> {
        let exceptions = outcome.exceptions.as_ref();
        if exceptions.is_some_and(|exceptions| exceptions.source().is_some()) {
            return None;
        }
        let mut record = Self {
            is_checked: exceptions.is_some(),
            language: exceptions.and_then(Exceptions::language).map(|language| language.code().to_owned()),
            opening: exceptions.map_or(0, Exceptions::opening),
            words: outcome.words,
            told: Vec::with_capacity(outcome.diagnostics.len()),
            shared: Vec::new(),
            stated: Vec::with_capacity(outcome.facts.len()),
        };
        for one in &outcome.diagnostics {
            let by = if &*one.family == trouble::FAMILY {
                By::Trouble(&one.rule)
            } else {
                By::Rule(*numbers.get(&*one.rule)?)
            };
            record.told.push(Told {
                by,
                level: one.level,
                message: &one.message,
                place: one.place,
                text: &one.text,
                evidence: one.evidence.iter().map(|other| (other.place, &*other.label)).collect(),
                remedy: one.remedy.as_deref(),
                fixes: one.fixes.clone(),
                fingerprint: &one.fingerprint,
            });
        }
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        for fact in &outcome.facts {
            let mut share = |text: &'a str| {
                *places.entry(text).or_insert_with(|| {
                    record.shared.push(text);
                    record.shared.len() - 1
                })
            };
            let (text, value) = (share(&fact.text), share(&fact.value));
            let rule = *numbers.get(&*fact.rule)?;
            record.stated.push(Stated { rule, key: &fact.key, place: fact.place, text, value, level: fact.level });
        }
        Some(record)
    }

    /// What the draft gave; `None` where the record cannot be of this program.
    fn read(self, source: &Source, linter: &Linter) -> Option<Outcome> {
        let (path, rules) = (source.path(), linter.rules().rules());
        let language = self.language.as_deref().and_then(Language::from_tag);
        let mut outcome = Outcome {
            words: self.words,
            exceptions: self.is_checked.then(|| Exceptions::none(path.clone(), language, self.opening)),
            diagnostics: Vec::with_capacity(self.told.len()),
            facts: Vec::with_capacity(self.stated.len()),
            ..Outcome::default()
        };
        for one in self.told {
            let (rule, family): (Arc<str>, Arc<str>) = match one.by {
                By::Rule(number) => rules.get(number).map(|rule| (rule.id.clone(), rule.family.clone()))?,
                By::Trouble(id) => (id.into(), trouble::FAMILY.into()),
            };
            let evidence = one.evidence.into_iter();
            outcome.diagnostics.push(Diagnostic {
                path: path.clone(),
                rule,
                family,
                level: one.level,
                message: one.message.to_owned(),
                place: one.place,
                text: one.text.to_owned(),
                evidence: evidence
                    .map(|(place, label)| Evidence { path: path.clone(), place, label: label.to_owned() })
                    .collect(),
                remedy: one.remedy.map(str::to_owned),
                fixes: one.fixes,
                standing: Standing::Reported,
                fingerprint: one.fingerprint.to_owned(),
            });
        }
        let shared: Vec<Arc<str>> = self.shared.into_iter().map(Arc::from).collect();
        for fact in self.stated {
            outcome.facts.push(Fact {
                rule: rules.get(fact.rule)?.id.clone(),
                key: fact.key.into(),
                path: path.clone(),
                place: fact.place,
                text: shared.get(fact.text)?.clone(),
                value: shared.get(fact.value)?.clone(),
                level: fact.level,
            });
        }
        outcome.fingerprint = (!outcome.facts.is_empty()).then(|| Fingerprint::of(source));
        Some(outcome)
    }
}
