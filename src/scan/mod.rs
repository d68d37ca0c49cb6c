//! One scan for all rules: every phrase and every pattern's literals are looked for together, and the few candidates
//! are confirmed where they stand.

mod finder;
mod keys;
mod literal;
mod term;

use term::LONGEST_LINE;

pub use term::{Boundary, Term, TermError};

use crate::draft::{Draft, Folded};
use crate::source::{Span, floor_boundary};
use finder::{Finder, Literal};
use keys::{Grouped, Keys};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Blocks longer than this (bytes) are confirmed sentence by sentence, so that a pattern never runs over megabytes.
const LONG_BLOCK: usize = 16 * 1024;

/// What is longer without being sentences is cut into pieces of so many bytes.
const PIECE: usize = 4 * 1024;

/// Up to so many tries that touch, a pattern that begins with its literal is only tried at the literals. Beyond, a search
/// of the whole stretch is the one whose time grows with its length alone.
const FEW: usize = 8;

/// Where a term of a rule was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The rule, by its place in the set that the scanner was built from.
    pub rule: u32,
    /// Range in the prose.
    pub span: Span,
    /// The term, by its place in the rule.
    pub term: u32,
}

/// A term that a literal may lead to.
#[derive(Clone, Copy, Debug)]
struct Lead {
    rule: u32,
    term: u32,
    /// Whether the literal has to begin, and to end, where a word does.
    edges: (bool, bool),
}

/// A pattern to be tried.
struct Try {
    rule: u32,
    term: u32,
    /// What the pattern sees, in the folded text.
    window: Range<usize>,
    /// Where in it a match may be.
    part: Range<usize>,
}

/// The terms of many rules, ready to be looked for.
pub struct Scanner<'r> {
    terms: Vec<&'r [Term]>,
    literals: Finder<'r>,
    /// By literal.
    leads: Grouped<Lead>,
    /// Patterns that have to be all of a block, by what its words begin with: rule, term, and the opening of the term.
    openings: Keys<(u32, u32, u32)>,
    /// Patterns without a literal; they run on every block.
    blind: Vec<Lead>,
}

impl<'r> Scanner<'r> {
    /// Gathers the terms of the rules at these places.
    #[must_use]
    pub fn new(rules: &[(u32, &'r [Term])]) -> Self {
        let most = rules.iter().map(|&(rule, _)| rule as usize + 1).max().unwrap_or(0);
        let mut terms: Vec<&[Term]> = vec![&[]; most];
        let (mut pairs, mut openings, mut blind) = (Vec::new(), Vec::new(), Vec::new());
        for &(rule, of_rule) in rules {
            terms[rule as usize] = of_rule;
            for (term, this) in of_rule.iter().enumerate() {
                let lead = Lead { rule, term: term as u32, edges: (false, false) };
                match (this.openings(), this.literals()) {
                    ([], []) => blind.push(lead),
                    ([], literals) => pairs.extend(literals.iter().map(|literal| {
                        let (bytes, edges) = literal::without_edges(literal);
                        let starts_word = this.starts_word() || edges.0 && bytes[0].is_ascii_alphanumeric();
                        (Literal { bytes, starts_word }, Lead { edges, ..lead })
                    })),
                    (strings, _) => {
                        let strings = strings.iter().zip(0..);
                        openings.extend(strings.map(|(string, index)| (&**string, (rule, lead.term, index))));
                    }
                }
            }
        }
        // One literal may lead to many terms: it is looked for once.
        let mut literals = Vec::new();
        let mut numbers: FxHashMap<Literal<'_>, u32> = FxHashMap::default();
        let (mut of_leads, mut leads) = (Vec::with_capacity(pairs.len()), Vec::with_capacity(pairs.len()));
        for (literal, lead) in pairs {
            of_leads.push(*numbers.entry(literal).or_insert_with(|| {
                literals.push(literal);
                literals.len() as u32 - 1
            }));
            leads.push(lead);
        }
        let leads = Grouped::new(&of_leads, literals.len(), &leads);
        Self { terms, leads, literals: Finder::new(literals), openings: Keys::new(&openings), blind }
    }

    /// All hits in a draft, by rule and then by place. `wants` says whether a rule is in force for this draft.
    #[must_use]
    pub fn scan(&self, draft: &Draft, wants: impl Fn(u32) -> bool) -> Vec<Hit> {
        let folded = &draft.folded;
        let mut hits = Vec::new();
        let mut tries: Vec<Try> = Vec::new();
        self.literals.find(folded.lower.as_bytes(), |literal, found| {
            let edged = |lead: &&Lead| has_edges(&folded.lower, found.clone(), lead.edges);
            for &lead in self.leads.of(literal as u32).iter().filter(|lead| wants(lead.rule)).filter(edged) {
                let term = &self.terms[lead.rule as usize][lead.term as usize];
                if !term.is_pattern() {
                    if term.stands_at(folded, found.clone()) {
                        let span = folded.to_prose(Span::new(found.start, found.end));
                        hits.push(Hit { rule: lead.rule, term: lead.term, span });
                    }
                    continue;
                }
                let at = folded.to_prose(Span::new(found.start, found.start)).start;
                let holds = |&block: &usize| term.fits(draft.text(draft.blocks[block].prose));
                if let Some(block) = draft.block_at(at).filter(holds) {
                    let window = folded.range_of(window(draft, block, at)).range();
                    let part = term.around(&folded.lower, &window, found.start);
                    if term.may_begin(&folded.lower, &window, &part) {
                        tries.push(Try { rule: lead.rule, term: lead.term, window, part });
                    }
                }
            }
        });
        self.open(draft, &wants, &mut tries);
        for &Lead { rule, term, .. } in self.blind.iter().filter(|lead| wants(lead.rule)) {
            for block in &draft.blocks {
                let mut try_all_of = |window: Span| {
                    let window = folded.range_of(window).range();
                    tries.push(Try { rule, term, part: window.clone(), window });
                };
                if block.prose.len() <= LONG_BLOCK {
                    try_all_of(block.prose);
                } else {
                    for sentence in &draft.sentences[block.sentences.clone()] {
                        if sentence.span.len() <= LONG_BLOCK {
                            try_all_of(sentence.span);
                        } else {
                            let starts = (0..sentence.span.len()).step_by(PIECE);
                            starts.for_each(|start| try_all_of(piece(draft, sentence.span, start)));
                        }
                    }
                }
            }
        }
        self.confirm(folded, tries, &mut hits);
        hits.sort_unstable();
        hits.dedup();
        hits
    }

    /// Gathers the patterns that have to be all of a block and may be.
    fn open(&self, draft: &Draft, wants: impl Fn(u32) -> bool, tries: &mut Vec<Try>) {
        for block in draft.blocks.iter().filter(|block| block.prose.len() <= LONGEST_LINE) {
            let window = draft.folded.range_of(block.prose).range();
            let line = &draft.folded.lower.as_bytes()[window.clone()];
            let Some(word) = line.iter().position(|&byte| literal::is_word(byte)) else { continue };
            // A term has many openings, and a line may begin with more than one of them.
            let mut last = None;
            let mut pairs = None;
            self.openings.at(line, word, |&(rule, term, opening)| {
                let this = &self.terms[rule as usize][term as usize];
                let literals = this.literals();
                if last == Some((rule, term))
                    || !line[word..].starts_with(&this.openings()[opening as usize])
                    || !wants(rule)
                {
                    return;
                }
                last = Some((rule, term));
                if this.fits(draft.text(block.prose))
                    && (literals.is_empty() || {
                        let pairs = pairs.get_or_insert_with(|| Pairs::of(line));
                        literals
                            .iter()
                            .any(|literal| pairs.may_hold(literal) && holds(line, literal::without_edges(literal).0))
                    })
                {
                    tries.push(Try { rule, term, part: window.clone(), window: window.clone() });
                }
            });
        }
    }

    /// Tries patterns where they may match. Parts that touch are searched as one, for matches do not overlap.
    fn confirm(&self, folded: &Folded, mut tries: Vec<Try>, hits: &mut Vec<Hit>) {
        tries.sort_unstable_by_key(|this| (this.rule, this.term, this.window.start, this.window.end, this.part.start));
        let mut rest = &tries[..];
        while let Some(Try { rule, term, window, part }) = rest.first() {
            let mut part = part.clone();
            let joins = |next: &Try, end: usize| {
                (next.rule, next.term) == (*rule, *term) && next.window == *window && next.part.start <= end
            };
            let mut count = 1;
            while let Some(next) = rest.get(count).filter(|next| joins(next, part.end)) {
                part.end = part.end.max(next.part.end);
                count += 1;
            }
            let (joined, others) = rest.split_at(count);
            rest = others;
            let pattern = &self.terms[*rule as usize][*term as usize];
            if !pattern.may_hold(&folded.lower.as_bytes()[part.clone()]) {
                continue;
            }
            let within = |part: &Range<usize>| part.start - window.start..part.end - window.start;
            let mut take = |found: Range<usize>| {
                let span = folded.to_prose(Span::new(found.start + window.start, found.end + window.start));
                if !span.is_empty() {
                    hits.push(Hit { rule: *rule, term: *term, span });
                }
            };
            if pattern.begins() && joined.len() <= FEW {
                let mut end = 0;
                for part in joined.iter().map(|one| within(&one.part)) {
                    if part.start >= end
                        && let Some((found, until)) = pattern.find_at(folded, window.clone(), part)
                    {
                        found.into_iter().for_each(&mut take);
                        end = until;
                    }
                }
            } else {
                pattern.find_within(folded, window.clone(), within(&part), take);
            }
        }
    }
}

/// The window of text that a pattern sees: a block, or a sentence of a long block.
fn window(draft: &Draft, block: usize, at: u32) -> Span {
    let block = draft.blocks[block].prose;
    if block.len() <= LONG_BLOCK {
        return block;
    }
    let sentence = draft.sentence_at(at).map_or(block, |sentence| draft.sentences[sentence].span);
    if sentence.len() <= LONG_BLOCK {
        return sentence;
    }
    let before = (at.saturating_sub(sentence.start)) as usize / PIECE * PIECE;
    piece(draft, sentence, before)
}

/// The piece of a stretch of prose, too long for a sentence, that begins so many bytes after its start.
fn piece(draft: &Draft, stretch: Span, before: usize) -> Span {
    let text = draft.prose.text();
    let place = |bytes: usize| floor_boundary(text, (stretch.range().start + bytes).min(stretch.range().end));
    Span::new(place(before), place(before + PIECE))
}

/// The pairs of neighbouring bytes of a short line, roughly: they refuse most of the many literals asked for.
struct Pairs([u64; 128]);

impl Pairs {
    fn of(line: &[u8]) -> Self {
        let mut pairs = [0; 128];
        line.windows(2).map(Self::bit).for_each(|bit| pairs[bit / 64] |= 1 << (bit % 64));
        Self(pairs)
    }

    fn bit(pair: &[u8]) -> usize {
        usize::from(pair[0]) << 5 ^ usize::from(pair[1])
    }

    /// Whether all pairs of a literal are there, marks of word boundaries left aside.
    fn may_hold(&self, literal: &[u8]) -> bool {
        let mut bits = literal::without_edges(literal).0.windows(2).map(Self::bit);
        bits.all(|bit| self.0[bit / 64] >> (bit % 64) & 1 != 0)
    }
}

/// Whether a short line holds a literal.
fn holds(line: &[u8], literal: &[u8]) -> bool {
    let mut starts = memchr::memchr_iter(literal[0], line);
    starts.any(|start| line[start..].starts_with(literal))
}

/// Whether a range of text begins and ends where words do, as far as that is asked. Bytes beyond ASCII count as either,
/// for patterns tell letters of other scripts from marks and this does not.
fn has_edges(text: &str, at: Range<usize>, (first, last): (bool, bool)) -> bool {
    let bytes = text.as_bytes();
    let is_word = literal::is_word;
    let parted = |left: Option<&u8>, right: Option<&u8>| match (left, right) {
        (Some(left), Some(right)) => !left.is_ascii() || !right.is_ascii() || is_word(*left) != is_word(*right),
        _ => true,
    };
    (!first || parted(at.start.checked_sub(1).and_then(|before| bytes.get(before)), bytes.get(at.start)))
        && (!last || parted(at.end.checked_sub(1).and_then(|end| bytes.get(end)), bytes.get(at.end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::ReadOptions;
    use crate::source::Source;
    use proptest::prelude::*;
    use std::sync::Arc;

    /// Patterns in which stretches that have to be there meet stretches that may be.
    fn pattern() -> impl Strategy<Value = String> {
        const WORDS: [&str; 10] = ["president", "presidential", "unique", "very", "not", "un", "a", " ", "  ", "-"];
        let atom = prop_oneof![
            6 => prop::sample::select(&WORDS[..]).prop_map(str::to_owned),
            1 => prop::sample::select(&[".", ".{0,9}", ".*", "[a-z]+", "\\w*", "[^e]", "\\b", "s?"][..]).prop_map(str::to_owned),
        ];
        let group = prop::collection::vec(atom, 1..4).prop_map(|atoms| atoms.concat());
        let part = prop_oneof![
            4 => group.clone(),
            1 => prop::collection::vec(group.clone(), 2..4).prop_map(|groups| format!("(?:{})", groups.join("|"))),
            1 => group.clone().prop_map(|group| format!("(?:{group})?")),
            1 => group.clone().prop_map(|group| format!("(?:{group})+")),
        ];
        let whole = prop::collection::vec(part, 1..4).prop_map(|parts| parts.concat());
        let named = (whole.clone(), group).prop_map(|(whole, group)| format!("{whole}|very (?<hit>{group})"));
        prop_oneof![3 => whole, 1 => named]
    }

    proptest! {
        #[test]
        fn a_scan_finds_what_a_search_finds(
            pattern in pattern(),
            words in prop::collection::vec(
                prop::sample::select(&["president", "presidents", "presidential", "unique", "very", "not", "un", "a", "very unique"][..]),
                1..24,
            ),
        ) {
            let text = words.join(" ");
            let Ok(term) = Term::new(&format!("/{pattern}/"), false, Boundary::Word) else { return Ok(()) };
            let terms = [term];
            let draft = Draft::read(Arc::new(Source::new("x.txt", text)), &ReadOptions::default());
            let hits = Scanner::new(&[(0, &terms[..])]).scan(&draft, |_| true);
            let found: Vec<Range<usize>> = hits.iter().map(|hit| hit.span.range()).collect();
            let block = draft.blocks[0].prose;
            let plainly = terms[0].find_in(draft.text(block)).into_iter().filter(|found| !found.is_empty());
            let plainly: Vec<Range<usize>> =
                plainly.map(|found| found.start + block.range().start..found.end + block.range().start).collect();
            prop_assert_eq!(found, plainly);
        }
    }
}
