//! `attribution`: what is said, by whom, and what nobody says.
//!
//! The words that a rule asks about are found by the shared scan; what they rest on is told by the reading of sources. A
//! sentence is never reported for lacking a source alone, but only for a claim that needs one.

mod anonymous;
mod claims;
mod density;
mod discharge;
mod figures;
mod hearsay;
mod motive;
mod place;
mod tone;
mod vague;

use super::{Check, Inspector, Read};
use crate::rule::Resources;
use crate::scan::{Boundary, Term};
use crate::table::{File, Table};
use vague::Head;

/// Reports one kind of statement that lacks somebody who answers for it.
#[derive(Debug)]
pub(crate) struct Attribution {
    report: Report,
    terms: Vec<Term>,
    /// By term: which of the rule's word lists it is in.
    lists: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Report {
    Vague,
    Agentless,
    Adverbs,
    Anonymous,
    Density,
    Accusations,
    Casualties,
    Figures,
    Superlatives,
    Intent,
    Ownerless,
    Mental,
    Loaded,
    Voice,
}

impl Report {
    const NAMES: [(&'static str, Self); 14] = [
        ("vague", Self::Vague),
        ("agentless", Self::Agentless),
        ("adverbs", Self::Adverbs),
        ("anonymous", Self::Anonymous),
        ("density", Self::Density),
        ("accusations", Self::Accusations),
        ("casualties", Self::Casualties),
        ("figures", Self::Figures),
        ("superlatives", Self::Superlatives),
        ("intent", Self::Intent),
        ("ownerless", Self::Ownerless),
        ("mental", Self::Mental),
        ("loaded", Self::Loaded),
        ("voice", Self::Voice),
    ];

    /// The word lists that a rule has to name.
    const fn lists(self) -> &'static [&'static str] {
        match self {
            Self::Vague => &["people", "pronouns", "documents", "groups"],
            Self::Density => &["people", "pronouns", "documents", "groups", "verbs", "adverbs"],
            Self::Agentless | Self::Loaded => &["verbs"],
            Self::Adverbs => &["adverbs"],
            Self::Accusations => &["words", "verbs"],
            Self::Casualties | Self::Superlatives => &["words"],
            Self::Figures => &["sums"],
            Self::Intent => &["aims", "feelings", "designs"],
            Self::Ownerless => &["nouns"],
            Self::Voice => &tone::VOICE_LISTS,
            Self::Anonymous | Self::Mental => &[],
        }
    }
}

impl Read for Attribution {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let report = super::choice(table, "report", &Report::NAMES)?;
        let (mut terms, mut lists) = (Vec::new(), Vec::new());
        let named: Vec<_> = report.lists().iter().map(|key| resources.required_lexicon(table, key)).collect();
        for (number, lexicon) in named.into_iter().enumerate() {
            let lexicon = lexicon?;
            let file = File { source: lexicon.source(), ..table.file() };
            for (term, span) in lexicon.entries() {
                match Term::new(term, false, Boundary::Word) {
                    Ok(term) => {
                        terms.push(term);
                        lists.push(number as u8);
                    }
                    Err(error) => file.mistake(span, error.message, None),
                }
            }
        }
        Some(Self { report, terms, lists })
    }
}

impl Check for Attribution {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let list_of = |term: u32| usize::from(self.lists[term as usize]);
        // Shares are found without a term.
        let needs_hits = !self.terms.is_empty() && self.report != Report::Figures;
        if needs_hits && inspector.all_hits().is_empty() {
            return;
        }
        match self.report {
            Report::Vague => vague::report(inspector, |term| Head::ALL.get(list_of(term)).copied()),
            Report::Agentless => hearsay::report_agentless(inspector),
            Report::Adverbs => hearsay::report_adverbs(inspector),
            Report::Anonymous => anonymous::report(inspector),
            Report::Density => density::report(inspector, list_of),
            Report::Accusations => claims::report_accusations(inspector, |term| list_of(term) == 1),
            Report::Casualties => claims::report_casualties(inspector),
            Report::Figures => figures::report_figures(inspector),
            Report::Superlatives => figures::report_superlatives(inspector),
            Report::Intent => motive::report_intent(inspector, |term| motive::Means::ALL[list_of(term)]),
            Report::Ownerless => motive::report_ownerless(inspector),
            Report::Mental => motive::report_mental(inspector),
            Report::Loaded => tone::report_loaded(inspector),
            Report::Voice => tone::report_voice(inspector, list_of),
        }
    }
}
