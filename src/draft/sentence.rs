//! Sentences. A full stop ends one unless it belongs to an abbreviation, an initial or a number.

use super::{Block, Token, TokenKind};
use crate::source::Span;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A sentence and where it stands.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Range in the prose.
    pub span: Span,
    /// Its tokens, by index.
    pub tokens: Range<usize>,
    /// The block that holds it, by index.
    pub block: usize,
}

/// Abbreviations after which a sentence goes on, with a full stop and in lower case.
static GOES_ON: Words = LazyLock::new(|| {
    words(
        "mr mrs ms dr prof sen rep gov gen lt col capt cmdr sgt maj adm rev hon st mt ft messrs mme sr jr vs no nos \
         fig figs vol pp p ch sec art jan feb mar apr jun jul aug sept sep oct nov dec ala ariz ark calif colo conn \
         del fla ga ill ind kan ky la md mass mich minn miss mont neb nev okla ore pa tenn tex va vt wash wis wyo e.g \
         i.e cf approx est al ed eds trans dept univ ave blvd rd dist atty supt asst pres treas brig insp pvt cpl ret \
         incl viz",
    )
});

/// Of these the ones that are words or parts of names as well: small and without a number after them they end sentences.
static AMBIGUOUS: Words = LazyLock::new(|| words("no ed art fig la miss mass ill ind del wash mar p al sec trans est"));

/// Of these the ones that may end a sentence all the same, where a word that opens sentences follows.
static STANDS_ALONE: Words = LazyLock::new(|| words("no miss ill al est jr sr ret dec nov oct sept jan feb aug"));

/// No abbreviation is longer, in bytes.
const LONGEST: usize = 8;

type Words = LazyLock<FxHashSet<&'static str>>;

fn words(list: &'static str) -> FxHashSet<&'static str> {
    list.split_whitespace().collect()
}

/// Abbreviations that may end a sentence: it does where a word that opens sentences follows.
static MAY_END: Words = LazyLock::new(|| words("inc co corp ltd etc bros llc plc a.m p.m am pm ph.d m.d b.a m.a"));

/// Words that open a sentence more often than they follow an abbreviation in capitals.
static OPENERS: Words = LazyLock::new(|| {
    words(
        "the a an he she it they we i you but and in on at this that these those however his her its their our there \
         when while if as after before for meanwhile some many most one two no not under since by with what who how \
         although because until even so also then now yet or",
    )
});

/// Cuts the prose of each block into sentences.
pub(super) fn split(prose: &str, blocks: &mut [Block], tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(tokens.len() / 18 + 8);
    for (index, block) in blocks.iter_mut().enumerate() {
        let from = sentences.len();
        let mut first = block.tokens.start;
        let mut at = first;
        while at < block.tokens.end {
            match end_after(prose, tokens, at, block.tokens.end) {
                Some(next) => {
                    sentences.push(sentence(tokens, first..next, index));
                    (first, at) = (next, next);
                }
                None => at += 1,
            }
        }
        if first < block.tokens.end {
            sentences.push(sentence(tokens, first..block.tokens.end, index));
        }
        block.sentences = from..sentences.len();
    }
    sentences
}

fn sentence(tokens: &[Token], range: Range<usize>, block: usize) -> Sentence {
    let span = tokens[range.start].span.cover(tokens[range.end - 1].span);
    Sentence { span, tokens: range, block }
}

/// If the token at `at` ends a sentence: the index of the first token of the next.
fn end_after(prose: &str, tokens: &[Token], at: usize, end: usize) -> Option<usize> {
    let token = &tokens[at];
    // Initials carry their last full stop: “U.S. The”.
    let initials = token.kind == TokenKind::Word && prose.as_bytes()[token.span.range().end - 1] == b'.';
    let stop = match token.kind {
        TokenKind::Mark => matches!(token.text(prose), "." | "!" | "?" | "…"),
        _ => initials,
    };
    if !stop {
        return None;
    }
    let mut next = at + 1;
    let touches = |next: usize| next < end && tokens[next].span.start == tokens[next - 1].span.end;
    while touches(next) && matches!(tokens[next].text(prose), "." | "!" | "?" | "…") {
        next += 1;
    }
    while touches(next) && matches!(tokens[next].text(prose), "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "*" | "_")
    {
        next += 1;
    }
    if next >= end {
        return Some(end);
    }
    if touches(next) {
        // “said.The”: no space, no new sentence. A footnote mark may touch.
        return None;
    }
    if !opens(prose, tokens, next, end) {
        return None;
    }
    let last = token.text(prose);
    let word = if initials {
        last
    } else if last == "."
        && at > 0
        && tokens[at - 1].span.end == token.span.start
        && tokens[at - 1].kind != TokenKind::Mark
    {
        tokens[at - 1].text(prose)
    } else {
        ""
    };
    if !word.is_empty() && next == at + 1 {
        let word = word.trim_end_matches('.');
        let lower = if word.len() <= LONGEST { word.to_ascii_lowercase() } else { String::new() };
        let opener_follows = || OPENERS.contains(&*tokens[next].text(prose).to_ascii_lowercase());
        let number_follows = tokens[next].kind == TokenKind::Number;
        let is_word = AMBIGUOUS.contains(&*lower) && !number_follows && !super::token::is_capitalised(word);
        if GOES_ON.contains(&*lower) && !is_word && !(STANDS_ALONE.contains(&*lower) && opener_follows()) {
            return None;
        }
        let single = lower.chars().count() == 1 && lower != "i";
        if (initials || single || MAY_END.contains(&*lower)) && !opener_follows() {
            return None;
        }
    }
    Some(next)
}

/// Whether a sentence can begin at the token: a capital, a digit, or an opening mark before one.
fn opens(prose: &str, tokens: &[Token], mut at: usize, end: usize) -> bool {
    let mut marks = 0;
    while at < end && tokens[at].kind == TokenKind::Mark && marks < 3 {
        if !matches!(
            tokens[at].text(prose),
            "\"" | "“"
                | "‘"
                | "'"
                | "("
                | "["
                | "«"
                | "*"
                | "_"
                | "—"
                | "–"
                | "-"
                | "$"
                | "£"
                | "€"
                | "#"
                | "@"
                | "`"
        ) {
            return false;
        }
        marks += 1;
        at += 1;
    }
    if at >= end {
        return marks > 0;
    }
    let Some(first) = tokens[at].text(prose).chars().next() else { return false };
    first.is_uppercase()
        || first.is_numeric()
        || (!first.is_lowercase() && first.is_alphabetic())
        || tokens[at].kind == TokenKind::Address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Role, token};

    fn sentences(text: &str) -> Vec<&str> {
        let mut blocks = [Block {
            role: Role::Body,
            prose: Span::new(0, text.len()),
            source: Span::default(),
            tokens: 0..0,
            sentences: 0..0,
            field: None,
            heading: 0,
            set_off: true,
        }];
        let tokens = token::tokenise(text, &mut blocks, &mut Vec::new());
        split(text, &mut blocks, &tokens).iter().map(|s| &text[s.span.range()]).collect()
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        assert_eq!(sentences("Mr. Smith met Sen. Jones. They left at 5 p.m. The U.S. Senate sat on Jan. 5.").len(), 3);
        assert_eq!(sentences("He lives in the U.S. The move surprised J. K. Rowling.").len(), 2);
        assert_eq!(sentences("They broke “the spirit of the Act”. Civil servants shrugged.").len(), 2);
        assert_eq!(sentences("It was No. 10 that won. No. That is wrong.").len(), 3);
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_they_end() {
        assert_eq!(
            sentences("“We will go.” He left. (It rained.) Then what?"),
            ["“We will go.”", "He left.", "(It rained.)", "Then what?"]
        );
    }

    #[test]
    fn a_full_stop_in_a_number_or_before_a_small_letter_goes_on() {
        assert_eq!(sentences("It rose 3.5 per cent. and fell... again.").len(), 1);
    }
}
