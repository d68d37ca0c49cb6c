//! Sets of spellings that a word list has, found by the shared scan: places, organisations, and other names.

use crate::check::Inspector;
use crate::desk::Fact;
use crate::diagnostic::{Diagnostic, Edit, Evidence, Fix};
use crate::draft::{Draft, Mask, Role, fold_text, is_capitalised, without_possessive};
use crate::reading::names::Kind;
use crate::rule::{Resources, Rule};
use crate::scan::{Boundary, Term};
use crate::source::Span;
use crate::table::{File, Table};
use std::collections::BTreeMap;

/// Sets of spellings of one name.
#[derive(Debug, Default)]
pub(super) struct Gazetteer {
    terms: Vec<Term>,
    /// By term: the set it belongs to, or `None` for a phrase that keeps its old form.
    of: Vec<Option<usize>>,
    sets: Vec<Vec<Box<str>>>,
    /// By set: the spelling that the house prefers.
    preferred: Vec<Option<usize>>,
}

impl Gazetteer {
    /// The sets of the word list that a rule names. A line has the spellings of one name, parted by `|`, then its kind
    /// after `@`, then the phrases that keep another spelling after `!`.
    pub(super) fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let lexicon = resources.lexicon(table, "sets")?;
        let file = File { source: lexicon.source(), ..table.file() };
        let (mut terms, mut of, mut sets) = (Vec::new(), Vec::new(), Vec::new());
        for (line, span) in lexicon.entries() {
            let (forms, kept) = line.split_once('!').unwrap_or((line, ""));
            let forms = forms.split_once('@').map_or(forms, |(forms, _)| forms);
            let forms: Vec<Box<str>> =
                forms.split('|').map(str::trim).filter(|form| !form.is_empty()).map(Box::from).collect();
            if forms.len() < 2 {
                file.mistake(span, "a set needs two spellings or more", Some("Write them as `Kyiv | Kiev`.".into()));
                continue;
            }
            let set = sets.len();
            // Spellings that differ in accents only are one term to the scan.
            let mut folded: Vec<String> = Vec::new();
            for form in &forms {
                let plain = fold_text(form);
                if folded.contains(&plain) {
                    continue;
                }
                if let Ok(term) = Term::new(form, false, Boundary::Part) {
                    terms.push(term);
                    of.push(Some(set));
                }
                folded.push(plain);
            }
            for phrase in kept.split(';').map(str::trim).filter(|phrase| !phrase.is_empty()) {
                if let Ok(term) = Term::new(phrase, false, Boundary::Part) {
                    terms.push(term);
                    of.push(None);
                }
            }
            sets.push(forms);
        }
        let preferred = vec![None; sets.len()];
        Some(Self { terms, of, sets, preferred })
    }
}

impl Gazetteer {
    pub(super) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Takes note of the spellings that the house prefers.
    pub(super) fn prefer(&mut self, names: &[&str]) {
        for (set, preferred) in self.sets.iter().zip(&mut self.preferred) {
            *preferred = set.iter().position(|form| names.contains(&&**form)).or(*preferred);
        }
    }

    /// Whether a name is one of the spellings.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.sets.iter().flatten().any(|form| **form == *name)
    }

    /// The mentions of the sets in a draft, in the order of the text.
    pub(super) fn mentions<'g>(&'g self, inspector: &Inspector<'_>) -> Vec<Mention<'g>> {
        let draft = inspector.draft;
        let kept: Vec<Span> = inspector
            .all_hits()
            .iter()
            .filter(|hit| self.of[hit.term as usize].is_none())
            .map(|hit| hit.span)
            .collect();
        let mut hits = inspector.all_hits().to_vec();
        // The longest name at a place is the one meant: “Czech Republic” before a shorter set member inside it.
        hits.sort_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end)));
        let mut end = 0;
        let mut mentions: Vec<Mention<'g>> = Vec::new();
        for hit in hits {
            let Some(set) = self.of[hit.term as usize] else { continue };
            let text = draft.text(hit.span);
            if hit.span.start < end
                || !is_capitalised(without_article(text))
                || kept.iter().any(|phrase| phrase.contains(hit.span))
            {
                continue;
            }
            end = hit.span.end;
            let Some(form) = self.form(set, text) else { continue };
            if is_person(inspector, hit.span) {
                continue;
            }
            let usual = *form == *self.sets[set][0];
            let quoted = !inspector.looks_at(hit.span);
            // An institution keeps the old name of its town: “Peking University” is no slip in a story about Beijing.
            // Words in quotation marks keep theirs too; the usual name in them still shows what the story calls it.
            if usual && (!quoted || draft.is_masked(hit.span, &[Mask::Quoted]))
                || !quoted && !is_longer_name(draft, hit.span)
            {
                mentions.push(Mention { set, form, span: hit.span, quoted });
            }
        }
        mentions
    }

    /// Notes the names that stand in two spellings, or in another than the house's.
    pub(super) fn note_variants(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let mentions = self.mentions(inspector);
        // Only names that stand in two forms are worth a second look, one look for each.
        let mut doubtful: BTreeMap<usize, bool> = BTreeMap::new();
        let mut first: BTreeMap<usize, &str> = BTreeMap::new();
        for mention in &mentions {
            let house = self.preferred[mention.set].map(|form| &*self.sets[mention.set][form]);
            let usual = *first.entry(mention.set).or_insert(mention.form);
            if usual != mention.form || house.is_some_and(|house| house != mention.form && !mention.quoted) {
                doubtful.entry(mention.set).or_insert_with(|| !is_explained(draft, &self.sets[mention.set]));
            }
        }
        for mention in mentions.iter().filter(|mention| doubtful.get(&mention.set) == Some(&true)) {
            let value = if mention.quoted { format!("{}{QUOTED}", mention.form) } else { mention.form.to_owned() };
            inspector.note(&self.sets[mention.set][0], &value, mention.span);
        }
    }

    /// Reports every spelling that is neither the house's nor, where the house has none, the usual one.
    pub(super) fn report_old_names(&self, inspector: &mut Inspector<'_>) {
        for mention in self.mentions(inspector).iter().filter(|mention| !mention.quoted) {
            let set = &self.sets[mention.set];
            let put = &set[self.preferred[mention.set].unwrap_or(0)];
            if **put == *mention.form || self.is_explained(inspector.draft, mention.set) {
                continue;
            }
            let message = format!("“{}” is now “{put}”", mention.form);
            let name = Span {
                end: mention.span.start + without_possessive(inspector.draft.text(mention.span)).len() as u32,
                ..mention.span
            };
            let insert = cased(inspector.draft.text(name), put);
            let finding = inspector.finding(mention.span, message).fix(name, &insert, true);
            inspector.report(finding);
        }
    }

    /// The diagnostics for the spellings of one set in one draft.
    pub(super) fn compare(&self, rule: &Rule, facts: &[&Fact]) -> Vec<Diagnostic> {
        let Some(index) = self.sets.iter().position(|set| facts.first().is_some_and(|fact| set[0] == fact.key)) else {
            return Vec::new();
        };
        let set = &self.sets[index];
        let house = self.preferred[index].map(|form| &*set[form]);
        let form_of = |fact: &Fact| fact.value.trim_end_matches(QUOTED).to_owned();
        let count = |form: &str| facts.iter().filter(|fact| form_of(fact) == form).count();
        let only_quoted = |form: &str| !facts.iter().any(|fact| *fact.value == *form);
        let used: Vec<&str> = set.iter().map(|form| &**form).filter(|form| count(form) > 0).collect();
        if let Some(house) = house.filter(|house| count(house) == 0) {
            let of = |form: &str| facts.iter().copied().filter(|fact| *fact.value == *form).collect::<Vec<_>>();
            let mentions = used.iter().map(|form| (of(form), *form)).filter(|(mentions, _)| !mentions.is_empty());
            return mentions.map(|(mentions, form)| not_of_the_house(rule, house, &mentions, form)).collect();
        }
        // The form used most is the story's own; between equals, the one the list puts first.
        // The house's own form beats the one used most; a form that stands in quotations only cannot be the one to change.
        let rank = |form: &&str| (house == Some(*form), only_quoted(form), count(form));
        let Some(&main) = used.iter().rev().max_by_key(|form| rank(form)) else { return Vec::new() };
        let Some(first) = facts.iter().find(|fact| form_of(fact) == main) else { return Vec::new() };
        let first = Main { form: main, first, times: count(main), house: house == Some(main) };
        let mut diagnostics = Vec::new();
        for other in used.into_iter().filter(|form| *form != main) {
            let mentions: Vec<&Fact> = facts.iter().copied().filter(|fact| *fact.value == *other).collect();
            diagnostics.extend(mentions.first().map(|_| variant(rule, &first, &mentions, other)));
        }
        diagnostics
    }

    /// The name of a set: its usual spelling.
    pub(super) fn set_name(&self, set: usize) -> &str {
        &self.sets[set][0]
    }

    /// The spelling of a set that the house prefers.
    pub(super) fn house_form(&self, name: &str) -> Option<&str> {
        let set = self.sets.iter().position(|set| *set[0] == *name)?;
        self.preferred[set].map(|form| &*self.sets[set][form])
    }

    /// Whether the draft itself says that the spellings of a set are two for one thing.
    pub(super) fn is_explained(&self, draft: &Draft, set: usize) -> bool {
        is_explained(draft, &self.sets[set])
    }
}

impl Gazetteer {
    /// The spelling of a set that stands in the text.
    fn form(&self, set: usize, text: &str) -> Option<&str> {
        let text = without_possessive(text);
        let forms = &self.sets[set];
        let exact = forms.iter().find(|form| ***form == *text);
        let loose = || forms.iter().find(|form| form.to_lowercase() == text.to_lowercase());
        let folded = || forms.iter().find(|form| fold_text(form).eq_ignore_ascii_case(&fold_text(text)));
        exact.or_else(loose).or_else(folded).map(|form| &**form)
    }
}

/// Marks the value of a fact that stands in quotation marks.
const QUOTED: &str = " (quoted)";

/// A name in a draft.
pub(super) struct Mention<'n> {
    pub(super) set: usize,
    pub(super) form: &'n str,
    pub(super) span: Span,
    pub(super) quoted: bool,
}

/// The spelling that a story goes by.
struct Main<'f> {
    form: &'f str,
    first: &'f Fact,
    times: usize,
    /// Whether the settings prefer it.
    house: bool,
}

fn variant(rule: &Rule, main: &Main<'_>, mentions: &[&Fact], other: &str) -> Diagnostic {
    let Main { form: main, first, times, house } = *main;
    let message = match (mentions.len(), times) {
        (1, 1) => format!("“{other}” here, “{main}” elsewhere"),
        (one, many) => format!("“{other}” {}, “{main}” {}", often(one), often(many)),
    };
    let mut diagnostic = diagnostic(rule, mentions, message, main, house);
    let label = format!("“{main}”");
    diagnostic.evidence.push(Evidence { path: first.path.clone(), place: first.place, label });
    diagnostic
}

/// A spelling that is not the house's, in a draft that has the house's nowhere.
fn not_of_the_house(rule: &Rule, house: &str, mentions: &[&Fact], other: &str) -> Diagnostic {
    diagnostic(rule, mentions, format!("“{other}” {}; the house writes “{house}”", often(mentions.len())), house, true)
}

fn diagnostic(rule: &Rule, mentions: &[&Fact], message: String, put: &str, house: bool) -> Diagnostic {
    let fact = mentions[0];
    let edits = mentions.iter().filter(|other| other.path == fact.path);
    let edits = edits
        .map(|mention| Edit { start: mention.place.start, end: mention.place.end, insert: cased(&mention.text, put) })
        .collect();
    let remedy = if house { format!("The house's spelling is “{put}”.") } else { rule.remedy.clone() };
    Diagnostic { fixes: vec![Fix { safe: house, edits }], ..fact.diagnostic(rule, message).with_remedy(remedy) }
}

pub(super) fn often(times: usize) -> String {
    match times {
        1 => "once".into(),
        2 => "twice".into(),
        _ => format!("{times} times"),
    }
}

/// The name in capitals where it stands in capitals.
pub(super) fn cased(text: &str, name: &str) -> String {
    if text.chars().filter(|c| c.is_alphabetic()).count() > 2 && text.chars().all(|c| !c.is_lowercase()) {
        name.to_uppercase()
    } else {
        name.into()
    }
}

/// A name without the Arabic article before it, which has a small letter: “al-Qaeda”.
fn without_article(name: &str) -> &str {
    let articles = ["al-", "al ", "el-", "el ", "ash-", "an-", "as-", "ar-", "at-", "az-", "ul-"];
    articles.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}

/// Whether a word is somebody's name: “Sir Michael Lyons”.
fn is_person(inspector: &Inspector<'_>, span: Span) -> bool {
    let mentions = &inspector.readings.names().mentions;
    let after = mentions.partition_point(|mention| mention.span.start <= span.start);
    mentions[..after].last().is_some_and(|mention| mention.kind == Kind::Person && mention.span.end > span.start)
}

/// Words that say what kind of place a name is of, and so belong to the place.
const GEOGRAPHIC: [&str; 18] = [
    "Bay",
    "City",
    "Province",
    "Region",
    "Oblast",
    "Airport",
    "Valley",
    "River",
    "Island",
    "Islands",
    "County",
    "State",
    "District",
    "Peninsula",
    "Gulf",
    "Governorate",
    "Prefecture",
    "Port",
];

/// Whether a capitalised word joins the name to the right, so that it is a part of another: “Bombay Sapphire”,
/// “Peking University”. A verb or a role after a name at the start of a sentence has a small letter.
fn is_longer_name(draft: &Draft, span: Span) -> bool {
    let rest = &draft.prose.text()[span.range().end..];
    let Some(next) = rest.strip_prefix(' ') else { return false };
    let word: String = next.chars().take_while(|c| c.is_alphabetic()).collect();
    let block = draft.block_at(span.start).map(|index| draft.blocks[index].role);
    let title_case = matches!(block, Some(Role::Headline | Role::Subhead | Role::Dek | Role::List));
    is_capitalised(&word) && !title_case && !GEOGRAPHIC.contains(&word.as_str())
}

/// Whether the story itself says that the names are two for one thing: “Myanmar, formerly Burma”.
fn is_explained(draft: &Draft, set: &[Box<str>]) -> bool {
    const WORDS: [&str; 12] = [
        "formerly",
        "previously",
        "also known",
        "now called",
        "known as",
        "once called",
        "then called",
        "renamed",
        "spelled",
        "spelt",
        "also called",
        "used to be",
    ];
    let lower = &draft.folded.lower;
    let folded: Vec<String> = set.iter().map(|form| fold_text(form).to_ascii_lowercase()).collect();
    folded.iter().any(|form| {
        lower.match_indices(form.as_str()).any(|(at, _)| {
            let from = crate::source::floor_boundary(lower, at.saturating_sub(40));
            let to = crate::source::floor_boundary(lower, at + form.len() + 40);
            let window = &lower[from..to];
            let both = folded.iter().any(|other| other != form && window.contains(other.as_str()));
            let bracketed = folded.iter().any(|other| {
                other != form
                    && (window.contains(&format!("{form} ({other}"))
                        || window.contains(&format!("{form}/{other}"))
                        || window.contains(&format!("{form} or {other}")))
            });
            (both && WORDS.iter().any(|word| window.contains(word))) || bracketed
        })
    })
}
