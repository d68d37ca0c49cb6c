//! Facts and opinions hung on people nobody could ring.

use super::clause::Clause;
use super::place;
use crate::check::Inspector;
use crate::draft::{Draft, Mask};
use crate::reading::sources::{Cue, cover, cue, is_discharged};
use crate::scan::Hit;
use crate::source::Span;

/// What kind of vague source a word is, in the order of the rule's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    People,
    Pronoun,
    Document,
    /// A group that is vague only where it is said to feel something: diplomats, officials.
    Group,
}

impl Head {
    /// The kinds, in the order of the lists that a rule names.
    pub(super) const ALL: [Self; 4] = [Self::People, Self::Pronoun, Self::Document, Self::Group];
}

/// A vague source.
pub(super) struct Vague {
    pub(super) span: Span,
    pub(super) head: Head,
    /// The noun or pronoun in small letters.
    pub(super) word: String,
    /// Whether they plainly say something: “some analysts argue that”.
    pub(super) says: bool,
}

/// How many sentences ahead a name may make a vague source good.
const AHEAD: usize = 3;
/// The same for the first paragraph, whose sources may follow high up in the story.
const LEDE_AHEAD: usize = 6;

/// Reports each vague source.
pub(super) fn report(inspector: &mut Inspector<'_>, head_of: impl Fn(u32) -> Option<Head>) {
    for vague in find(inspector, head_of) {
        let shown = inspector.draft.text(vague.span);
        let message = match vague.head {
            Head::Document => format!("“{shown}”: whose {}?", vague.word),
            _ => format!("“{shown}”: nobody is named, here or after"),
        };
        let finding = inspector.finding(vague.span, message);
        inspector.report(finding);
    }
}

/// The vague sources of a draft that nothing makes good.
pub(super) fn find(inspector: &Inspector<'_>, head_of: impl Fn(u32) -> Option<Head>) -> Vec<Vague> {
    let draft = inspector.draft;
    let mut hits: Vec<(Hit, Head)> = inspector.hits().filter_map(|hit| Some((hit, head_of(hit.term)?))).collect();
    hits.sort_unstable_by_key(|(hit, _)| hit.span);
    let mut found: Vec<Vague> = Vec::new();
    for (hit, head) in hits {
        let after_last = found.last().is_none_or(|last| hit.span.start >= last.span.end);
        found.extend(
            after_last
                .then(|| vague(draft, hit, head))
                .flatten()
                .filter(|vague| found.last().is_none_or(|last| vague.span.start >= last.span.end)),
        );
    }
    found
}

fn vague(draft: &Draft, hit: Hit, head: Head) -> Option<Vague> {
    if draft.is_masked(hit.span, &[Mask::Quoted]) {
        return None;
    }
    let sentence = draft.sentence_at(hit.span.start)?;
    let tokens = &draft.tokens[draft.sentences[sentence].tokens.clone()];
    let at = tokens.partition_point(|token| token.span.start < hit.span.start);
    if tokens.get(at).is_none_or(|token| token.span != hit.span) {
        return None;
    }
    let clause = Clause { draft, tokens, at };
    // “echoed by others” adds nobody to the speaker before it, so only its own sentence can make it good.
    let shared = clause.shared();
    let found = shared.or_else(|| match head {
        Head::People => clause.held_view().or_else(|| clause.stirred()).or_else(|| clause.people_say()),
        Head::Pronoun => clause.held_view().or_else(|| clause.somebody_says()),
        Head::Document => clause.document_says(),
        Head::Group => clause.stirred(),
    });
    let (from, to) = found?;
    let span = cover(tokens, from, to);
    if named_group(&clause, head) {
        return None;
    }
    let word = draft.text(hit.span).to_ascii_lowercase();
    let member = match (head, &*word) {
        (Head::Pronoun, _) => "",
        (_, "studies") => "study",
        _ => word.strip_suffix('s').unwrap_or(&word),
    };
    let ahead = match shared {
        Some(_) => 0,
        // A story may open with a paragraph whose sources follow.
        None if place::opens_story(draft, sentence) => LEDE_AHEAD,
        None => AHEAD,
    };
    let is_good = is_discharged(draft, sentence, hit.span, member, ahead);
    let plain = head == Head::People || head == Head::Pronoun && from == at;
    let says = plain && from <= at && at < to && cue(draft.text(tokens[to].span)) == Some(Cue::Says);
    (!is_good).then_some(Vague { span, head, word, says })
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
