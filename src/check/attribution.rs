//! `attribution`: what is said, and by whom.
//!
//! A vague source is a construction, not a word: somebody vague and a verb of saying, a view that “many” hold, concern
//! “among observers”, “reports” without an author. Each construction is read on the tokens around a word that the
//! shared scan found.

mod clause;

use super::{Check, Inspector, Read};
use crate::draft::{Draft, Mask, Role};
use crate::reading::sources::{cover, is_discharged};
use crate::rule::Resources;
use crate::scan::{Boundary, Term};
use crate::table::{File, Table};
use clause::Clause;

/// Reports facts and opinions hung on people nobody could ring.
#[derive(Debug)]
pub(crate) struct Attribution {
    terms: Vec<Term>,
    /// By term: what kind of vague source it is.
    heads: Vec<Head>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    People,
    Pronoun,
    Document,
    /// A group that is vague only where it is said to feel something: diplomats, officials.
    Group,
}

impl Read for Attribution {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        super::choice(table, "report", &[("vague", ())])?;
        let (mut terms, mut heads) = (Vec::new(), Vec::new());
        for (key, head) in [
            ("people", Head::People),
            ("pronouns", Head::Pronoun),
            ("documents", Head::Document),
            ("groups", Head::Group),
        ] {
            let lexicon = resources.lexicon(table, key)?;
            let file = File { source: lexicon.source(), ..table.file() };
            for (term, span) in lexicon.entries() {
                match Term::new(term, false, Boundary::Word) {
                    Ok(term) => {
                        terms.push(term);
                        heads.push(head);
                    }
                    Err(error) => file.mistake(span, error.message, None),
                }
            }
        }
        Some(Self { terms, heads })
    }
}

/// How many sentences ahead a name may make a vague source good.
const AHEAD: usize = 3;
/// The same for the first paragraph, whose sources may follow high up in the story.
const LEDE_AHEAD: usize = 6;

impl Check for Attribution {
    fn terms(&self) -> &[Term] {
        &self.terms
    }

    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let mut last_end = 0;
        let mut hits: Vec<_> = inspector.hits().collect();
        hits.sort_unstable_by_key(|hit| hit.span);
        for hit in hits {
            if draft.is_masked(hit.span, &[Mask::Quoted]) {
                continue;
            }
            let Some(sentence) = draft.sentence_at(hit.span.start) else { continue };
            let tokens = &draft.tokens[draft.sentences[sentence].tokens.clone()];
            let at = tokens.partition_point(|token| token.span.start < hit.span.start);
            if tokens.get(at).is_none_or(|token| token.span != hit.span) {
                continue;
            }
            let clause = Clause { draft, tokens, at };
            let head = self.heads[hit.term as usize];
            // “echoed by others” adds nobody to the speaker before it, so only its own sentence can make it good.
            let shared = clause.shared();
            let ahead = if shared.is_some() { 0 } else { AHEAD };
            let found = shared.or_else(|| match head {
                Head::People => clause.held_view().or_else(|| clause.stirred()).or_else(|| clause.people_say()),
                Head::Pronoun => clause.held_view().or_else(|| clause.somebody_says()),
                Head::Document => clause.document_says(),
                Head::Group => clause.stirred(),
            });
            let Some((from, to)) = found else { continue };
            let span = cover(tokens, from, to);
            if span.start < last_end || named_group(&clause, head) {
                continue;
            }
            let word = draft.text(hit.span).to_ascii_lowercase();
            let member = match (head, &*word) {
                (Head::Pronoun, _) => "",
                (_, "studies") => "study",
                _ => word.strip_suffix('s').unwrap_or(&word),
            };
            // A story may open with a paragraph whose sources follow.
            let ahead = if shared.is_none() && opens_story(draft, sentence) { LEDE_AHEAD } else { ahead };
            if is_discharged(draft, sentence, hit.span, member, ahead) {
                continue;
            }
            last_end = span.end;
            let message = match head {
                Head::Document => format!("“{}”: whose {word}?", draft.text(span)),
                _ => format!("“{}”: nobody is named, here or after", draft.text(span)),
            };
            let finding = inspector.finding(span, message);
            inspector.report(finding);
        }
    }
}

/// Whether a sentence stands in the first paragraph of the story, or in its dek.
fn opens_story(draft: &Draft, sentence: usize) -> bool {
    let block = draft.sentences[sentence].block;
    draft.blocks[block].role == Role::Dek || draft.blocks[..block].iter().all(|before| before.role != Role::Body)
}

/// Whether the people are named right there: “critics, among them Ann Lee, say”.
fn named_group(clause: &Clause<'_>, head: Head) -> bool {
    let after = clause.tokens[clause.at + 1..].iter().take(6).map(|token| clause.draft.text(token.span));
    let words: Vec<&str> = after.collect();
    matches!(head, Head::People)
        && words.first() == Some(&",")
        && words.iter().any(|word| matches!(*word, "including" | "among" | "like"))
        || words.first().is_some_and(|word| matches!(*word, "like" | "such"))
}
