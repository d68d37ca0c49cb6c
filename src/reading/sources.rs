//! Who says what: cue verbs, named speakers, and whether a vague source is made good nearby.

use super::words::{is_function_word, same};
use crate::draft::{Draft, Mask, Role, Token, TokenKind, is_capitalised};
use crate::source::Span;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a cue verb does with what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    /// Reports speech or thought: “say”, “argue”, “believe”.
    Says,
    /// Takes a stance on a thing: “criticise”, “welcome”, “express”.
    Stance,
    /// Sees a thing as something: needs “as”, “that” or “to be” to be a cue.
    Views,
}

/// Base forms, by what they do. Inflected forms are made from them.
const SAYS: &str = "say argue claim suggest warn note contend maintain insist assert caution predict fear worry speculate \
    allege conclude believe think agree doubt wonder reckon acknowledge concede admit \
    complain stress emphasise emphasize add explain observe dispute counter declare hint imply";
const STANCE: &str = "question criticise criticize condemn praise dismiss reject accuse blame express voice urge welcome \
    decry denounce applaud hail lament deride mock slam attack challenge raise";
const VIEWS: &str = "view see consider regard describe call label brand deem dub interpret perceive";

static CUES: LazyLock<HashMap<String, Cue>> = LazyLock::new(|| {
    let mut cues = HashMap::new();
    for (verbs, cue) in [(SAYS, Cue::Says), (STANCE, Cue::Stance), (VIEWS, Cue::Views)] {
        for verb in verbs.split_whitespace() {
            for form in forms(verb) {
                cues.insert(form, cue);
            }
        }
    }
    cues
});

/// The present and past forms of a verb, without the -ing form.
fn forms(verb: &str) -> Vec<String> {
    let irregular: &[&str] = match verb {
        "say" => &["say", "says", "said"],
        "think" => &["think", "thinks", "thought"],
        "see" => &["see", "sees", "saw", "seen"],
        "admit" => &["admit", "admits", "admitted"],
        _ => &[],
    };
    if !irregular.is_empty() {
        return irregular.iter().map(|form| (*form).to_owned()).collect();
    }
    let stem_y = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let past = match (stem_y, verb.ends_with('e')) {
        (Some(stem), _) => format!("{stem}ied"),
        (None, true) => format!("{verb}d"),
        (None, false) => format!("{verb}ed"),
    };
    let third = match stem_y {
        Some(stem) => format!("{stem}ies"),
        None if verb.ends_with(['s', 'x', 'h']) && !verb.ends_with("th") => format!("{verb}es"),
        None => format!("{verb}s"),
    };
    vec![verb.to_owned(), third, past]
}

/// The cue that a word is, if it is one.
pub(crate) fn cue(word: &str) -> Option<Cue> {
    if word.len() > 12 || !word.is_ascii() {
        return None;
    }
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return CUES.get(word.to_ascii_lowercase().as_str()).copied();
    }
    CUES.get(word).copied()
}

/// Words that may stand between a subject and its verb.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    const WORDS: &str = "have has had also now still often already long widely generally privately publicly rightly \
        even do did does once since always repeatedly openly consistently frequently largely \
        increasingly recently initially then thus therefore however never not both all commonly usually typically \
        strongly sharply correctly quickly";
    static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS.split_whitespace().collect());
    SET.contains(word.to_ascii_lowercase().as_str())
}

/// Adjectives that make a region or a country of a group and nothing more.
pub(crate) fn is_regional(word: &str) -> bool {
    const OTHERS: &str = "Western Eastern Northern Southern European African Asian Arab American British French German \
        Dutch Irish Scottish Welsh Greek Turkish Polish Czech Slovak Danish Swedish Finnish Norwegian Spanish Portuguese \
        Chinese Japanese Vietnamese Lebanese Israeli Iraqi Pakistani Kuwaiti Saudi Afghan Kurdish Thai Swiss Balkan Nordic \
        Baltic Gulf US U.S. UK U.K. EU Kremlin Beijing Washington Westminster Brussels";
    static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| OTHERS.split_whitespace().collect());
    SET.contains(word)
        || (is_capitalised(word)
            && word.len() > 5
            && ["ian", "ean", "ish", "ese", "can", "uan"].iter().any(|ending| word.ends_with(ending)))
}

/// Whether two words in a row that start with a capital, not at the start of the sentence only, name somebody.
pub(crate) fn names_somebody(draft: &Draft, tokens: &[Token]) -> bool {
    tokens.windows(2).enumerate().any(|(index, pair)| {
        let (one, two) = (draft.text(pair[0].span), draft.text(pair[1].span));
        is_name(one) && is_name(two) && !is_function_word(one) && (index > 0 || !is_function_word(one))
    })
}

fn is_name(word: &str) -> bool {
    is_capitalised(word) && word.chars().count() > 1 && word.chars().next().is_some_and(char::is_alphabetic)
}

/// Verbs that hand a quotation to its speaker.
fn hands_over(word: &str) -> bool {
    const VERBS: &str = "said says told tells added adds wrote writes explained argued warned noted tweeted posted asked \
        replied insisted according commented remarked stressed concluded recalled continued explains argues warns notes \
        saying called calls described describes put puts predicted predicts believes thinks suggested suggests claimed claims admitted adding";
    static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| VERBS.split_whitespace().collect());
    SET.contains(word.to_ascii_lowercase().as_str())
}

/// Whether a vague source in a sentence is made good: a link on the sentence, or, there or in the sentences `ahead`, a
/// quotation with a named speaker or a named member of the same group. `member` is the group's singular.
pub(crate) fn is_discharged(draft: &Draft, sentence: usize, vague: Span, member: &str, ahead: usize) -> bool {
    let first = &draft.sentences[sentence];
    if draft.is_masked(first.span, &[Mask::Link, Mask::Url]) || has_marker(draft.text(first.span)) {
        return true;
    }
    let mut block = first.block;
    // A quotation of several sentences names its speaker after the last: only sentences outside count.
    let mut left = ahead + 1;
    for index in sentence..(sentence + 1 + ahead + LONGEST_QUOTATION).min(draft.sentences.len()) {
        let this = &draft.sentences[index];
        if left == 0 {
            return false;
        }
        if this.block != block {
            if draft.blocks[block + 1..=this.block].iter().any(|between| between.role == Role::Subhead) {
                return false;
            }
            block = this.block;
        }
        let tokens = &draft.tokens[this.tokens.clone()];
        // A sentence without end is read around the vague source only.
        let centre = if index == sentence { tokens.partition_point(|token| token.span.start < vague.start) } else { 0 };
        let tokens = &tokens[centre.saturating_sub(REACH)..(centre + REACH).min(tokens.len())];
        let outside: Vec<Token> =
            tokens.iter().copied().filter(|token| !draft.is_masked(token.span, &[Mask::Quoted])).collect();
        let named = outside.iter().enumerate().any(|(at, token)| {
            let word = draft.text(token.span);
            token.kind == TokenKind::Word
                && is_name(word)
                && (at > 0 || index > sentence)
                && !is_function_word(word)
                && !is_regional(word)
        });
        left -= usize::from(outside.iter().any(|token| token.kind == TokenKind::Word));
        let quoted = outside.len() < tokens.len() && draft.is_masked(this.span, &[Mask::Quoted]);
        let spoken = outside.iter().any(|token| hands_over(draft.text(token.span)));
        if quoted && spoken && named && (index > sentence || names_somebody(draft, &outside)) {
            return true;
        }
        // “Olga Oliker, an analyst at ...”, “analyst Olga Oliker”: one of them, by name.
        let one_of_them = outside.iter().any(|token| {
            same(draft.text(token.span), member)
                || draft.text(token.span).eq_ignore_ascii_case("economist") && member == "analyst"
        });
        if one_of_them && names_somebody(draft, &outside) {
            return true;
        }
    }
    false
}

/// How many sentences of a quotation are passed over in search of its speaker.
const LONGEST_QUOTATION: usize = 4;

/// How many tokens on either side are read of a sentence.
const REACH: usize = 120;

/// `[3]`, a superscript figure or a dagger.
fn has_marker(text: &str) -> bool {
    text.contains(['¹', '²', '³', '†'])
        || text.match_indices('[').any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_digit() || c == '^'))
}

/// The range of prose from one token to another.
pub(crate) fn cover(tokens: &[Token], from: usize, to: usize) -> Span {
    tokens[from].span.cover(tokens[to].span)
}
