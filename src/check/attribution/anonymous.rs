//! Sources who are real but not named: are they described, is it said why, do they stand alone?

use crate::check::Inspector;
use crate::diagnostic::Level;
use crate::draft::{Draft, Mask, TokenKind};
use crate::reading::attribution::claims::Claim;
use crate::reading::attribution::{Context, CueClass, Saying, Source, SourceClass};
use crate::reading::words::same;
use crate::source::Span;
use rustc_hash::FxHashMap;

/// Words that say why a source is not named.
const REASONS: &[&str] =
    &["anonymity", "anonymously", "unnamed", "authorised", "authorized", "background", "permission", "pseudonym"];

/// Reports each unnamed source once, where it first speaks.
pub(super) fn report(inspector: &mut Inspector<'_>) {
    let (draft, attribution) = (inspector.draft, inspector.readings.attribution());
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for saying in &attribution.sayings {
        let Some(source) = saying.source.as_ref() else { continue };
        let cited = cited(draft, saying);
        let source = match &cited {
            Some(cited) => cited,
            None if source.class == SourceClass::Anonymous && !source.is_pronoun && speaks(draft, saying, source) => {
                source
            }
            None => continue,
        };
        let tokens = &draft.tokens[source.tokens.clone()];
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        let span = first.span.cover(last.span);
        if !inspector.looks_at(span) || draft.is_masked(span, &[Mask::Quoted]) {
            continue;
        }
        let head = draft.text(draft.tokens[source.head].span).trim_end_matches('s').to_lowercase();
        // “The source” is the one that spoke before.
        let definite = matches!(draft.text(first.span), "the" | "The" | "this" | "This" | "that" | "That");
        let times = known.entry(head).or_default();
        let is_known = *times >= MOST || definite && *times > 0;
        *times += 1;
        if is_known || is_named(draft, source) || is_named_later(inspector, source) {
            continue;
        }
        let second_hand = cited.is_some() || is_second_hand(draft, source);
        let reason = has_reason(draft, span);
        let span = if second_hand && cited.is_none() { with_agent(draft, span) } else { span };
        let accuses = accuses(inspector, saying);
        let message = if second_hand {
            format!("“{}”: an unnamed source at second hand", draft.text(span))
        } else if accuses {
            format!("“{}”: an accusation that rests on a source without a name", draft.text(span))
        } else if reason {
            continue;
        } else if rests_on_one(inspector) && !is_uncounted(draft, source) {
            format!("“{}”: the story rests on one source, who is not named", draft.text(span))
        } else if is_uncounted(draft, source) {
            format!("“{}”: how many are they, and why are they not named?", draft.text(span))
        } else {
            format!("“{}”: why is the source not named, and how do they know?", draft.text(span))
        };
        let finding = inspector.finding(span, message);
        // Who cites it may be named: then the editor knows whom to ask.
        let is_weak = !(accuses || second_hand && is_unnamed(draft, span));
        let finding = if is_weak { finding.at_most(Level::Advice) } else { finding };
        inspector.report(finding);
    }
}

/// Whether a source is one of those that newsrooms quote, and says something: an open source, or a person who may say anything,
/// is none.
fn speaks(draft: &Draft, saying: &Saying, source: &Source) -> bool {
    let text = |at: usize| draft.text(draft.tokens[at].span);
    let head = text(source.head).to_ascii_lowercase();
    let before = source.head.checked_sub(1).map_or("", text);
    let is_thing = [
        "open", "data", "food", "energy", "power", "income", "primary", "training", "water", "official", "light",
        "code", "single",
    ]
    .iter()
    .any(|thing| same(thing, before));
    let of_newsrooms = match head.trim_end_matches('s') {
        "source" | "insider" => !is_thing,
        "official" | "diplomat" | "aide" | "adviser" | "advisor" | "lawmaker" | "strategist" | "associate"
        | "confidant" | "operative" => true,
        "people" | "person" => source
            .tokens
            .clone()
            .any(|at| matches!(text(at), "familiar" | "close" | "briefed" | "knowledge" | "anonymity")),
        _ => false,
    };
    let modal = saying.cue.start.checked_sub(1).map_or("", text);
    of_newsrooms
        && saying.class != CueClass::Mental
        && !matches!(modal, "could" | "can" | "might" | "may" | "would" | "should" | "to")
}

/// Whether no other source stands in the story, so that all it claims hangs on this one.
fn rests_on_one(inspector: &Inspector<'_>) -> bool {
    let picture = inspector.readings.sourcing();
    picture.named + picture.described == 0 && picture.anonymous == 1
}

/// Whether the story goes on to name them: “said the aide, Marcus Bell”.
fn is_named_later(inspector: &Inspector<'_>, source: &Source) -> bool {
    let hashes = inspector.readings.hashes();
    let sayings = &inspector.readings.attribution().sayings;
    let after = sayings.partition_point(|saying| saying.cue.start <= source.head);
    sayings[after..].iter().take(FAR).filter_map(|saying| saying.source.as_ref()).any(|later| {
        later.class == SourceClass::Named && !later.is_pronoun && hashes[later.head] == hashes[source.head]
    })
}

/// How many sayings ahead a name may follow.
const FAR: usize = 24;

/// Whether a plural does not tell how many: “sources said”, not “two sources said”.
fn is_uncounted(draft: &Draft, source: &Source) -> bool {
    let text = |at: usize| draft.text(draft.tokens[at].span);
    const COUNTS: &[&str] = &[
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "dozens", "several", "both",
        "multiple",
    ];
    let is_counted = source
        .tokens
        .clone()
        .any(|at| draft.tokens[at].kind == TokenKind::Number || COUNTS.iter().any(|count| same(count, text(at))));
    text(source.head).ends_with('s') && !is_counted
}

/// How many sources with one noun are asked about; by then the editor has understood.
const MOST: usize = 2;

/// “Bloomberg, which cited sources familiar with the talks”: the source that another cites.
fn cited(draft: &Draft, saying: &Saying) -> Option<Source> {
    let word = draft.text(draft.tokens[saying.cue.start].span);
    let cites = ["cited", "cites", "citing", "quoted", "quoting", "quotes"].iter().any(|cite| same(cite, word));
    if !cites || saying.source.as_ref().is_some_and(|source| source.class == SourceClass::Anonymous) {
        return None;
    }
    let from = saying.cue.end;
    let end = draft.sentences[draft.sentence_at(draft.tokens[from.min(draft.tokens.len() - 1)].span.start)?].tokens.end;
    let head = (from..end.min(from + 6))
        .take_while(|&at| draft.tokens[at].is_word())
        .find(|&at| matches!(draft.text(draft.tokens[at].span), "sources" | "source"))?;
    let general = (from..head).all(|at| !crate::draft::is_capitalised(draft.text(draft.tokens[at].span)));
    general.then(|| Source {
        tokens: from..extended(draft, head + 1, end),
        class: SourceClass::Anonymous,
        head,
        is_pronoun: false,
    })
}

/// With those who cite the source: “sources cited by the agency”.
fn with_agent(draft: &Draft, span: Span) -> Span {
    let from = draft.tokens.partition_point(|token| token.span.start < span.end);
    let rest = draft.tokens[from..].iter().take(8).take_while(|token| token.is_word());
    rest.last().map_or(span, |last| span.cover(last.span))
}

/// Whether those who cite a source are told by their kind only: “by state media”, “by local newspapers”.
fn is_unnamed(draft: &Draft, span: Span) -> bool {
    const KINDS: &[&str] = &[
        "media",
        "press",
        "newspapers",
        "outlets",
        "channels",
        "agencies",
        "websites",
        "television",
        "reports",
        "bloggers",
    ];
    draft.tokens_in(span).last().is_some_and(|last| KINDS.contains(&draft.text(last.span)))
}

/// Whether what the source says accuses somebody of something.
fn accuses(inspector: &Inspector<'_>, saying: &Saying) -> bool {
    let draft = inspector.draft;
    let sentence = draft.tokens.get(saying.cue.start).and_then(|token| draft.sentence_at(token.span.start));
    let Some(sentence) = sentence.filter(|&sentence| inspector.readings.claims()[sentence] == Some(Claim::Accusation))
    else {
        return false;
    };
    let tokens = &draft.sentences[sentence].tokens;
    if inspector.readings.lists.contexts().any(&inspector.readings.hashes()[tokens.clone()], Context::Settled) {
        return false;
    }
    let governed = saying.governs.start.max(tokens.start)..saying.governs.end.min(tokens.end);
    inspector.readings.names().within(governed).iter().any(|mention| mention.person.is_some())
}

/// How far “familiar with the talks” reaches.
fn extended(draft: &Draft, from: usize, end: usize) -> usize {
    let opens = draft
        .tokens
        .get(from)
        .is_some_and(|token| matches!(draft.text(token.span), "familiar" | "close" | "briefed" | "with"));
    if opens {
        (from..end)
            .take_while(|&at| !matches!(draft.text(draft.tokens[at].span), "," | "." | ";" | ":"))
            .take(6)
            .count()
            + from
    } else {
        from
    }
}

/// Whether a name stands beside: “a diplomat, Mara Osei, said”.
fn is_named(draft: &Draft, source: &Source) -> bool {
    let after = source.tokens.end;
    let word = |at: usize| draft.tokens.get(at).map_or("", |token| draft.text(token.span));
    word(after) == ","
        && crate::draft::is_capitalised(word(after + 1))
        && word(after + 1).len() > 1
        && (after + 2..after + 6).any(|at| word(at) == ",")
}

/// Whether another stands between the reader and the source: “sources cited by the agency”.
fn is_second_hand(draft: &Draft, source: &Source) -> bool {
    let Some(sentence) = draft.tokens.get(source.head).and_then(|token| draft.sentence_at(token.span.start)) else {
        return false;
    };
    let end = draft.sentences[sentence].tokens.end;
    (source.head + 1..end.min(source.head + 4)).any(|at| {
        matches!(draft.text(draft.tokens[at].span), "cited" | "quoted")
            && draft.tokens.get(at + 1).is_some_and(|by| draft.text(by.span) == "by")
    })
}

/// Whether this sentence or one of the two after says why the source is not named.
fn has_reason(draft: &Draft, at: Span) -> bool {
    let Some(sentence) = draft.sentence_at(at.start) else { return false };
    let text = |at: usize| draft.tokens.get(at).map_or("", |token| draft.text(token.span));
    draft.sentences[sentence..].iter().take(3).enumerate().any(|(ahead, one)| {
        one.tokens.clone().any(|at| {
            let word = text(at);
            REASONS.iter().any(|reason| same(reason, word))
                // “Asked not to be named”, “declined to be identified”.
                || matches!(word, "named" | "identified") && text(at.saturating_sub(1)) == "be"
                || ahead == 0 && word == "because"
        })
    })
}
