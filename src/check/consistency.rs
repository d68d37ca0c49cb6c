//! `consistency`: two ways to write the same thing in one draft.

use super::phrases::{Exceptions, Matching, message, nothing_to_find};
use super::swap::adapted;
use super::{Check, Inspector, Read};
use crate::desk::{Fact, Group};
use crate::diagnostic::{Diagnostic, Edit, Evidence, Fix};
use crate::draft::fold_text;
use crate::rule::{Resources, Rule};
use crate::scan::{Hit, Term};
use crate::source::Span;
use crate::table::{File, Table, suggest};
use rustc_hash::FxHashMap;

/// Forms that mean the same. Each row has the same ways of writing in the same order (`organise | organize`,
/// `organised | organized`), so that a draft that mixes rows is caught too.
#[derive(Debug)]
struct Set {
    rows: Vec<Vec<Box<str>>>,
    /// The way of writing that the house prefers.
    prefer: Option<usize>,
    note: Option<Box<str>>,
}

/// A form's place in its set.
#[derive(Clone, Copy, Debug)]
struct Place {
    set: usize,
    row: usize,
    way: usize,
    /// Whether folding makes this form and another of the set one, as it does “café” and “cafe”.
    folds: bool,
}

/// Sets of forms of which a draft should keep to one each.
#[derive(Debug)]
pub(crate) struct Consistency {
    terms: Vec<Term>,
    /// By term.
    places: Vec<Place>,
    sets: Vec<Set>,
    /// Sets by the key of their facts.
    by_key: FxHashMap<Box<str>, usize>,
    exceptions: Exceptions,
    match_case: bool,
}

/// A form as it stands in a rule file, a word list or a table.
struct Written<'w> {
    text: &'w str,
    span: Span,
}

/// Gathers sets and reports what is wrong with each.
struct Reader<'t> {
    table: &'t Table<'t>,
    matching: Matching,
    check: Consistency,
    /// The form as it is compared, with its set.
    known: FxHashMap<String, usize>,
}

impl Read for Consistency {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let matching = Matching::read(table);
        let check = Self {
            terms: Vec::new(),
            places: Vec::new(),
            sets: Vec::new(),
            by_key: FxHashMap::default(),
            exceptions: Exceptions::read(table, matching),
            match_case: matching.match_case,
        };
        let before = table.file().mistakes.count();
        let mut reader = Reader { table, matching, check, known: FxHashMap::default() };
        reader.read_sets();
        if let Some(lexicon) = resources.lexicon(table, "lexicon") {
            let file = File { source: lexicon.source(), ..table.file() };
            for (line, span) in lexicon.entries() {
                let row = ways(file, Written { text: line, span });
                reader.add(file, span, vec![row], None);
            }
        }
        if let Some((source, rows)) = resources.rows(table, "table", true) {
            let file = File { source: &source, ..table.file() };
            for row in rows {
                let Some(put) = row.put else { continue };
                let pair = [&row.find, &put].map(|cell| Written { text: &cell.text, span: cell.span });
                reader.add(file, row.find.span, vec![pair.into()], row.note.map(|note| note.text.into()));
            }
        }
        reader.read_preferences();
        let check = reader.check;
        if table.file().mistakes.count() == before {
            nothing_to_find(
                table,
                check.terms.len(),
                "Add `sets = [[\"adviser\", \"advisor\"]]`, `lexicon` or `table`.",
            )?;
        }
        Some(check)
    }
}

impl Reader<'_> {
    fn read_sets(&mut self) {
        for (span, texts) in self.table.string_lists("sets") {
            let file = self.table.file();
            let aligned = texts.iter().any(|text| text.value.contains(SEPARATOR));
            let forms = texts.iter().map(|text| Written { text: text.value, span: text.span });
            let rows: Vec<Vec<Written<'_>>> = if aligned {
                forms.map(|form| ways(file, form)).collect()
            } else {
                vec![forms.flat_map(|form| ways(file, form)).collect()]
            };
            self.add(file, span, rows, None);
        }
    }

    fn add(&mut self, file: File<'_>, at: Span, rows: Vec<Vec<Written<'_>>>, note: Option<Box<str>>) {
        let count = rows.first().map_or(0, Vec::len);
        if count < 2 {
            let remedy =
                "Write every form that occurs: `[\"adviser\", \"advisor\"]`, or `adviser | advisor` in a list.";
            file.mistake(at, "a set needs two forms or more", Some(remedy.into()));
            return;
        }
        if rows.iter().any(|row| row.len() != count) {
            let message = "the lines of a set must all have the same number of forms, in the same order";
            file.mistake(at, message, Some("Write `organise | organize` and `organised | organized`.".into()));
            return;
        }
        let set = self.check.sets.len();
        let mut kept = Vec::with_capacity(rows.len());
        for (row, forms) in rows.iter().enumerate() {
            for (way, form) in forms.iter().enumerate() {
                let compared = self.compared(form.text);
                if let Some(&other) = self.known.get(&compared) {
                    let remedy = match (other == set, self.check.match_case) {
                        (true, false) => "Delete one, or add `match-case = true` if capitals make the difference.",
                        (true, true) => "Delete one.",
                        (false, _) => "Join the two sets.",
                    };
                    file.mistake(form.span, format!("`{}` is listed twice", form.text), Some(remedy.into()));
                    continue;
                }
                self.known.insert(compared, set);
                if let Some(term) = self.matching.term(file, form.text, form.span) {
                    self.check.terms.push(term);
                    let folds = folds_like_another(&rows, form.text);
                    self.check.places.push(Place { set, row, way, folds });
                }
            }
            kept.push(forms.iter().map(|form| form.text.into()).collect::<Vec<Box<str>>>());
        }
        let key = kept.first().map(|forms| forms.join(SEPARATOR)).unwrap_or_default();
        self.check.by_key.insert(key.into(), set);
        self.check.sets.push(Set { rows: kept, prefer: None, note });
    }

    fn compared(&self, form: &str) -> String {
        if self.check.match_case { form.to_owned() } else { form.to_lowercase() }
    }

    fn read_preferences(&mut self) {
        for text in self.table.strings("prefer") {
            let wanted = self.compared(text.value);
            let found = self.check.sets.iter().enumerate().find_map(|(index, set)| {
                let mut forms = set.rows.iter().flat_map(|row| row.iter().enumerate());
                let (way, _) = forms.find(|(_, form)| self.compared(form) == wanted)?;
                Some((index, way))
            });
            match found {
                Some((index, way)) => self.check.sets[index].prefer = Some(way),
                None => {
                    let remedy = suggest(text.value, self.known.keys().map(String::as_str))
                        .unwrap_or_else(|| "Prefer a form that one of the sets has.".into());
                    self.table.file().mistake(text.span, format!("no set has `{}`", text.value), Some(remedy));
                }
            }
        }
    }
}

/// What parts the forms of a line.
const SEPARATOR: &str = " | ";

/// The forms of a line, each with its place if the file spells the line as it was read.
fn ways<'w>(file: File<'_>, line: Written<'w>) -> Vec<Written<'w>> {
    // Quotation marks may stand around the line.
    let start = line.span.range().start + line.span.len().saturating_sub(line.text.len()) / 2;
    let same = file.source.text().get(start..start + line.text.len()) == Some(line.text);
    let mut at = 0;
    let mut forms = Vec::new();
    for piece in line.text.split(SEPARATOR) {
        let text = piece.trim();
        let from = start + at + (piece.len() - piece.trim_start().len());
        let span = if same { Span::new(from, from + text.len()) } else { line.span };
        forms.push(Written { text, span });
        at += piece.len() + SEPARATOR.len();
    }
    forms
}

impl Check for Consistency {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let mut hits: Vec<Hit> = inspector.hits().filter(|hit| self.is_spelt_so(inspector, hit)).collect();
        // Most sets are written in one way, and then nothing contradicts it.
        let mut ways: FxHashMap<usize, Option<usize>> = FxHashMap::default();
        for hit in &hits {
            let Place { set, way, .. } = self.places[hit.term as usize];
            let one = ways.entry(set).or_insert(Some(way));
            *one = one.filter(|&one| one == way);
        }
        hits.retain(|hit| ways[&self.places[hit.term as usize].set].is_none());
        // Where one form holds another (“the North Sea”, “North Sea”), the longer one counts.
        hits.sort_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end)));
        let mut ends: FxHashMap<usize, u32> = FxHashMap::default();
        for hit in hits {
            let Place { set, row, way, .. } = self.places[hit.term as usize];
            let end = ends.entry(set).or_default();
            if hit.span.end <= *end || self.exceptions.cover(inspector, hit.span) {
                continue;
            }
            *end = hit.span.end;
            let set = &self.sets[set];
            inspector.note(&set.key(), &set.rows[row][way], hit.span);
        }
    }

    fn compare(&self, rule: &Rule, group: &Group<'_>) -> Vec<Diagnostic> {
        let facts = group.facts();
        let Some(&index) = facts.first().and_then(|fact| self.by_key.get(&fact.key)) else { return Vec::new() };
        let set = &self.sets[index];
        // By way of writing: how often, and the first.
        let mut seen: Vec<(usize, Option<&Fact>)> = vec![(0, None); set.rows[0].len()];
        for &fact in facts {
            if let Some((_, way)) = set.place(&fact.value) {
                seen[way].0 += 1;
                seen[way].1.get_or_insert(fact);
            }
        }
        if seen.iter().filter(|(count, _)| *count > 0).count() < 2 {
            return Vec::new();
        }
        let kept = set.prefer.unwrap_or_else(|| majority(&seen, facts));
        let of_this = |fact: &&&Fact| set.place(&fact.value).is_some_and(|(_, way)| way != kept);
        facts.iter().filter(of_this).map(|fact| set.diagnostic(rule, fact, kept, &seen)).collect()
    }
}

impl Consistency {
    /// Where folding makes one of two forms, the draft's own letters decide which it is.
    fn is_spelt_so(&self, inspector: &Inspector<'_>, hit: &Hit) -> bool {
        let term = hit.term as usize;
        if !self.places[term].folds {
            return true;
        }
        let (text, form) = (inspector.draft.text(hit.span), self.terms[term].written());
        if self.match_case { text == form } else { text.to_lowercase() == form.to_lowercase() }
    }
}

fn folds_like_another(rows: &[Vec<Written<'_>>], form: &str) -> bool {
    let folded = fold_text(form);
    let mut others = rows.iter().flatten().filter(|other| other.text != form);
    others.any(|other| fold_text(other.text).eq_ignore_ascii_case(&folded))
}

/// The way of writing that comes most often; of equals, the one that comes first.
fn majority(seen: &[(usize, Option<&Fact>)], facts: &[&Fact]) -> usize {
    let introduced = |first: &Option<&Fact>| first.as_ref().map(|first| facts.iter().position(|fact| fact == first));
    let best = seen.iter().enumerate().max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(introduced(first))));
    best.map_or(0, |(way, _)| way)
}

impl Set {
    /// The key of its facts: its first row, as it was written.
    fn key(&self) -> String {
        self.rows[0].join(SEPARATOR)
    }

    /// Row and way of a form.
    fn place(&self, form: &str) -> Option<(usize, usize)> {
        let way = |row: &Vec<Box<str>>| row.iter().position(|other| **other == *form);
        self.rows.iter().enumerate().find_map(|(index, row)| Some((index, way(row)?)))
    }

    fn diagnostic(&self, rule: &Rule, fact: &Fact, kept: usize, seen: &[(usize, Option<&Fact>)]) -> Diagnostic {
        let row = self.place(&fact.value).map_or(0, |(row, _)| row);
        let form = &self.rows[row][kept];
        let (count, first) = seen[kept];
        // A pattern cannot be put anywhere; what it found can be shown.
        let pattern = form.starts_with('/') && form.ends_with('/');
        let put = match first {
            Some(first) if pattern => first.text.to_string(),
            _ => adapted(&fact.text, form),
        };
        let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
        let note = self.note.as_deref().unwrap_or("");
        let values = [("text", &*fact.text), ("put", &*put), ("count", &*count.to_string()), ("note", note)];
        let message = message(rule.message.as_ref(), &values, || {
            let seen =
                if count > 0 { format!("“{put}” {times} elsewhere") } else { "another form elsewhere".into() };
            let message = format!("“{}” here, {seen}: write “{put}”", fact.text);
            if note.is_empty() { message } else { format!("{message}. {note}") }
        });
        let other = first.or_else(|| {
            let mut others = seen.iter().filter_map(|(_, first)| *first);
            others.find(|other| self.place(&other.value).map(|p| p.1) != self.place(&fact.value).map(|p| p.1))
        });
        let evidence = other.map(|other| Evidence {
            path: other.path.clone(),
            place: other.place,
            label: format!("first “{}” here", other.text),
        });
        let edit = Edit { start: fact.place.start, end: fact.place.end, insert: put };
        let fix = Fix::new(self.prefer.is_some(), vec![edit]);
        Diagnostic {
            evidence: evidence.into_iter().collect(),
            fixes: if pattern { Vec::new() } else { vec![fix] },
            ..fact.diagnostic(rule, message)
        }
    }
}
