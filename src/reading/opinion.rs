//! Whether a draft argues rather than reports.

use super::words::is_one_of;
use crate::draft::{Draft, Mask};

/// What sections, folders and tags of opinion are called.
const OPINIONS: &str = "opinion opinions column columns editorial editorials comment commentary review reviews blog blogs analysis op-ed letters \
    film tv television theatre opera music books book art dance restaurant obituary sketch";

/// Whether a draft is an opinion piece: it says so, or its writer speaks of “I” outside quotations.
pub(super) fn is_opinion(draft: &Draft) -> bool {
    // Whole words only: a “peer review” is none, nor a folder of comments on code.
    let is_kind = |word: &str| is_one_of(word, OPINIONS);
    let says_so = draft.fields.iter().any(|field| {
        let name = field.name.to_ascii_lowercase();
        matches!(name.as_str(), "category" | "categories" | "section" | "type" | "tags" | "layout" | "kind")
            && field
                .value
                .split([',', ';', '[', ']', '\n'])
                .any(|value| is_kind(value.trim().trim_matches(['"', '\'', '-', ' '])))
    });
    let in_folder = draft.source.path().rsplit(['/', '\\']).skip(1).any(is_kind);
    let first_person = draft.tokens.iter().filter(|token| {
        matches!(draft.text(token.span), "I" | "I'm" | "I’m" | "I've" | "I’ve")
            && !draft.is_masked(token.span, &[Mask::Quoted])
    });
    // “Review: the salt house”, “Obituary”.
    let headline = draft.headline().map_or("", |block| draft.text(block.prose));
    let in_headline = headline.split_once([':', '|']).is_some_and(|(kind, _)| is_kind(kind.trim()));
    says_so || in_folder || in_headline || first_person.take(2).count() == 2
}
