//! `furniture`: lines of a web page that are not part of the story.
//!
//! A word list alone is never enough: each line is scored by what it says, how short it is, where it stands, what
//! stands next to it, and whether the story is about that very thing.

mod menu;
mod slugs;
mod wire;

use super::phrases::{Matching, message};
use super::{Check, Inspector, Read};
use crate::diagnostic::Level;
use crate::draft::{Draft, Mask, Role, TokenKind, is_capitalised};
use crate::reading::words::is_function_word;
use crate::rule::Resources;
use crate::scan::{Boundary, Term};
use crate::source::Span;
use crate::table::{File, Table};

/// Reports whole lines that a word list knows and that score high enough.
#[derive(Debug)]
pub(crate) struct Furniture {
    terms: Vec<Term>,
    /// By term: how sure it is.
    strengths: Vec<Strength>,
    /// Twice the score from which a line is reported.
    least: i32,
    /// A draft with more lines than this means them, as a live blog does its time stamps.
    most: usize,
    /// Whether the end marks and story numbers of wires are looked for too.
    wire: bool,
    /// The words of menus, where those are looked for too.
    menu: Option<menu::Words>,
}

/// How sure an entry of the list is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Strength {
    /// A single word that is a subhead as often: needs company, or the first or last place.
    Weak,
    Plain,
    Strong,
}

/// Scores are counted in halves, so that they are whole numbers.
const HALF: i32 = 1;
const ONE: i32 = 2;
/// The score from which a line is reported.
const ENOUGH: i32 = 3 * ONE;
/// Words of the longest line that is looked at, so that patterns need not count.
const LONGEST: usize = 60;

impl Read for Furniture {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let lexicon = resources.required_lexicon(table, "lines");
        let match_case = table.boolean("match-case").unwrap_or(false);
        let matching = Matching { match_case, boundary: Boundary::Block };
        let wire = table.boolean("wire").unwrap_or(false);
        let menu = resources.lexicon(table, "menu").map(menu::Words::new);
        let least = table.decimal("at-least").map_or(ENOUGH, |(number, _)| (number * f64::from(ONE)).round() as i32);
        let most = table.number("most").map_or(usize::MAX, |(number, _)| number);
        let sections = resources.lexicon(table, "sections");
        let lexicon = lexicon?;
        let file = File { source: lexicon.source(), ..table.file() };
        let (mut terms, mut strengths) = (Vec::new(), Vec::new());
        for (entry, span) in lexicon.entries() {
            let (entry, strength) = match entry.chars().next() {
                Some('!') => (entry[1..].trim_start(), Strength::Strong),
                Some('?') => (entry[1..].trim_start(), Strength::Weak),
                _ => (entry, Strength::Plain),
            };
            if let Some(term) = matching.term(file, entry, span) {
                terms.push(term);
                strengths.push(strength);
            }
        }
        if let Some(sections) = sections {
            terms.extend(slugs::terms(File { source: sections.source(), ..table.file() }, sections));
        }
        Some(Self { terms, strengths, least, most, wire, menu })
    }
}

/// A line that the list knows.
struct Candidate {
    block: usize,
    /// The line in the prose, arrows and bullets left out.
    span: Span,
    strength: Strength,
    score: i32,
}

impl Check for Furniture {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        slugs::report(inspector, self.strengths.len() as u32);
        if self.wire {
            wire::report(inspector);
        }
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut hits: Vec<_> = inspector.hits().collect();
        hits.sort_unstable_by_key(|hit| (hit.span.start, hit.term));
        for hit in hits {
            let Some(block) = draft.block_at(hit.span.start) else { continue };
            if draft.blocks[block].field.is_some() {
                continue;
            }
            let line = bare_line(draft, draft.blocks[block].prose);
            if hit.span.start > line.start || hit.span.end < line.end {
                continue;
            }
            if draft.text(line).split_whitespace().count() > LONGEST {
                continue;
            }
            // The terms after those of lines are the sections of slugs.
            let Some(&strength) = self.strengths.get(hit.term as usize) else { continue };
            let score = score(draft, block, line, strength);
            match candidates.last_mut().filter(|known| known.block == block) {
                Some(known) if known.score < score => (known.strength, known.score) = (strength, score),
                Some(_) => {}
                None => candidates.push(Candidate { block, span: line, strength, score }),
            }
        }
        if candidates.len() > self.most {
            return;
        }
        let places: Vec<usize> = candidates.iter().map(|candidate| candidate.block).collect();
        let menus = self.menu.as_ref().map(|words| words.menus(draft, &places)).unwrap_or_default();
        for menu in &menus {
            menu::report(inspector, menu);
        }
        // What a menu holds has been told of with it.
        let told = |block: usize| menu::hold(&menus, block);
        let page = menu::is_page(&menus);
        for block in self.menu.as_ref().map(|words| words.scattered(draft, &menus)).unwrap_or_default() {
            let span = bare_line(draft, draft.blocks[block].prose);
            self.line(inspector, block, span, Strength::Weak);
        }
        for candidate in &candidates {
            // The places are in order: the neighbours are next to it in the list.
            let here = places.partition_point(|&other| other < candidate.block);
            let around = &places[here.saturating_sub(2)..(here + 3).min(places.len())];
            let company =
                page || around.iter().any(|&other| other != candidate.block && other.abs_diff(candidate.block) <= 2);
            let next_to = around.iter().any(|&other| other.abs_diff(candidate.block) == 1);
            if told(candidate.block) || !is_eligible(draft, candidate, company) {
                continue;
            }
            let score = candidate.score + if next_to { ONE } else { 0 };
            if score < self.least {
                continue;
            }
            self.line(inspector, candidate.block, candidate.span, candidate.strength);
        }
    }
}

impl Furniture {
    /// Reports a line.
    fn line(&self, inspector: &mut Inspector<'_>, index: usize, span: Span, strength: Strength) {
        let draft = inspector.draft;
        let text = draft.text(span);
        let message = message(inspector.rule.message.as_ref(), &[("text", text)], || {
            format!("“{text}” is page furniture, not part of the story")
        });
        let block = &draft.blocks[index];
        let edge = index == 0 || index + 1 == draft.blocks.len();
        let mut finding = inspector.finding(span, message);
        if let Some(lines) = inspector.own_lines(block.source) {
            // A rule that only warns may have met something to keep: a credit, a date, an offer of the house.
            let sure = strength == Strength::Strong && inspector.rule.level == Level::Error;
            finding = finding.fix_source(lines, "", edge && sure);
        }
        if block.role == Role::List || block.role == Role::Table {
            finding = finding.at_most(Level::Warning);
        }
        inspector.report(finding);
    }
}

/// The line without bullets, arrows and pipes around it.
fn bare_line(draft: &Draft, span: Span) -> Span {
    let text = draft.text(span);
    let keep =
        |c: char| c.is_alphanumeric() || matches!(c, '©' | '(' | ')' | '"' | '“' | '”' | '?' | '!' | '.' | '[' | ']');
    let start = text.find(keep).unwrap_or(0);
    let end = text.char_indices().rev().find(|&(_, c)| keep(c)).map_or(text.len(), |(at, c)| at + c.len_utf8());
    Span::new(span.range().start + start, span.range().start + end.max(start))
}

/// Whether a line that the list is not sure of stands where it can only be furniture.
fn is_eligible(draft: &Draft, candidate: &Candidate, company: bool) -> bool {
    let block = &draft.blocks[candidate.block];
    match candidate.strength {
        Strength::Strong => true,
        // The fields of a form and the features of a program are listed in stories about them.
        _ if block.role == Role::List => false,
        Strength::Plain => true,
        // A colon makes it a label; a subhead stands at the edge of a short draft too.
        Strength::Weak => {
            !draft.text(block.prose).ends_with(':')
                && (company || block.role != Role::Subhead && at_edge(draft, candidate.block))
        }
    }
}

/// Whether a block is one of the first or last three.
fn at_edge(draft: &Draft, block: usize) -> bool {
    let body = |index: usize| {
        !matches!(draft.blocks[index].role, Role::FrontMatter | Role::Markup | Role::Code)
            && draft.blocks[index].field.is_none()
    };
    let before = (0..block).filter(|&index| body(index)).take(3).count();
    let after = (block + 1..draft.blocks.len()).filter(|&index| body(index)).take(3).count();
    before < 3 || after < 3
}

fn score(draft: &Draft, block: usize, line: Span, strength: Strength) -> i32 {
    let this = &draft.blocks[block];
    let words: Vec<&str> = draft
        .tokens_in(line)
        .iter()
        .filter(|token| token.kind != TokenKind::Mark)
        .map(|token| draft.text(token.span))
        .collect();
    let text = draft.text(line);
    let mut score = match strength {
        Strength::Strong => 3 * ONE,
        Strength::Plain | Strength::Weak => 2 * ONE,
    };
    if words.len() <= 6 {
        score += ONE;
    }
    if !text.ends_with(['.', '!', '?']) {
        score += ONE;
    }
    let long: Vec<&&str> = words.iter().filter(|word| word.len() >= 4).collect();
    let capitals = long.iter().filter(|word| is_capitalised(word)).count();
    if !long.is_empty() && capitals == long.len() {
        score += ONE;
    }
    if at_edge(draft, block) {
        score += ONE;
    }
    let stops = words.iter().filter(|word| is_function_word(word)).count();
    if stops * 100 < words.len() * 15 {
        score += HALF;
    }
    match this.role {
        Role::List => score -= ONE,
        Role::Subhead if strength == Strength::Strong && this.heading == 0 => score -= ONE,
        // A count of shares or comments heads nothing.
        Role::Subhead if this.heading == 0 && text.starts_with(|c: char| c.is_ascii_digit()) => {}
        Role::Subhead => score -= 2 * ONE,
        _ => {}
    }
    if this.heading > 0 || draft.is_masked(line, &[Mask::Link]) && this.role == Role::Table {
        score -= 2 * ONE;
    }
    if draft.is_masked(line, &[Mask::Quoted]) || this.role == Role::Blockquote {
        score -= 5 * ONE;
    }
    if strength != Strength::Strong && is_topic(draft, block, &words) {
        score -= ONE;
    }
    score
}

/// Whether the story is about the very thing that the line says: its longest word comes up three times or more.
fn is_topic(draft: &Draft, block: usize, words: &[&str]) -> bool {
    let Some(topic) =
        words.iter().filter(|word| word.len() >= 4 && !is_function_word(word)).max_by_key(|word| word.len())
    else {
        return false;
    };
    let mut times = 0;
    for other in draft
        .blocks
        .iter()
        .enumerate()
        .filter(|(index, other)| *index != block && other.role == Role::Body)
        .map(|(_, other)| other)
    {
        times += draft.tokens[other.tokens.clone()]
            .iter()
            .filter(|token| draft.text(token.span).eq_ignore_ascii_case(topic))
            .take(3)
            .count();
        if times >= 3 {
            return true;
        }
    }
    false
}
