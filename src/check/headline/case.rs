//! Two styles of capitals in one headline.

use crate::check::Inspector;
use crate::check::capitalization::{EITHER, HYPHENS, is_fixed, is_name, names_of, with_capital};
use crate::check::unit::headlines;
use crate::draft::{Block, Draft, Role, Token, is_capitalised, without_possessive};
use crate::reading::words::is_function_word;
use crate::source::Span;
use rustc_hash::FxHashSet;

/// The fewest words that show a style.
const FEWEST: usize = 4;
/// The shortest word (characters) that every title style writes with a capital.
const SHORTEST: usize = 4;

pub(super) fn inspect(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let found: Vec<usize> = headlines(inspector).collect();
    for index in found {
        let block = &draft.blocks[index];
        // A glance tells most headlines from those that are worth the trouble of collecting names.
        let words: Vec<&Token> = telling(draft, block);
        let small = |token: &&&Token| !is_capitalised(draft.text(token.span));
        let smalls = words.iter().filter(small).count();
        if words.len() < FEWEST || smalls == 0 || smalls == words.len() {
            continue;
        }
        let names = names_of(draft);
        let named = |text: &str| is_capitalised(text) && is_name(text, &names);
        let common: Vec<&Token> = words.into_iter().filter(|token| !named(draft.text(token.span))).collect();
        let smalls = common.iter().filter(small).count();
        let capitals = common.len() - smalls;
        if common.len() < FEWEST || smalls == 0 || capitals == 0 {
            continue;
        }
        if capitals * 10 >= common.len() * 7 {
            title(inspector, block, &common);
        } else if smalls * 10 >= common.len() * 7 {
            sentence(inspector, block, &common);
        }
    }
}

/// The words by which a style can be told: not the first, not short, not such as carry grammar, not in quotation marks,
/// and not after a mark that starts afresh.
fn telling<'d>(draft: &'d Draft, block: &Block) -> Vec<&'d Token> {
    let mut words = Vec::new();
    let mut first = true;
    let mut quoted = false;
    for token in &draft.tokens[block.tokens.clone()] {
        let text = draft.text(token.span);
        if !token.is_word() {
            match text {
                "|" | ";" => break,
                // What stands before a colon may be the name of a series.
                ":" if words.iter().all(|token: &&Token| is_capitalised(draft.text(token.span))) && words.len() < 3 => {
                    words.clear();
                    first = true;
                }
                "\"" | "'" => quoted = !quoted,
                "“" | "‘" => quoted = true,
                "”" | "’" => quoted = false,
                _ => {}
            }
            continue;
        }
        // Scripts without capitals and numbers with words (`5-Word`) belong to neither style.
        let cased = text.chars().next().is_some_and(|c| c.is_lowercase() || c.is_uppercase());
        let either = EITHER.iter().any(|small| small.eq_ignore_ascii_case(text)) || is_function_word(text);
        let long = text.chars().count() >= SHORTEST;
        if !first && !quoted && cased && long && !either && !is_fixed(text) {
            words.push(token);
        }
        first = false;
    }
    words
}

/// Words in small letters in a title with capitals.
fn title(inspector: &mut Inspector<'_>, block: &Block, words: &[&Token]) {
    let draft = inspector.draft;
    let wrong: Vec<(Span, String)> = words
        .iter()
        .map(|token| (token.span, draft.text(token.span)))
        .filter(|(_, text)| !is_capitalised(text))
        .map(|(span, text)| (span, with_capital(text)))
        .collect();
    report(inspector, block, &wrong, "a small letter");
}

/// Words with a capital in a headline like a sentence, if the story shows that they are no names.
fn sentence(inspector: &mut Inspector<'_>, block: &Block, words: &[&Token]) {
    let draft = inspector.draft;
    let mut wrong: Vec<(Span, String)> = Vec::new();
    let mut known: Option<FxHashSet<&str>> = None;
    for token in words {
        let text = draft.text(token.span);
        // After a colon, a dash or a question a headline may start afresh.
        let before = draft.prose.text()[..token.span.range().start].trim_end();
        let opens = before.ends_with([':', '-', '–', '—', '?', '!', '.', '(', '/']);
        if !is_capitalised(text) || opens || text.contains(HYPHENS) {
            continue;
        }
        let small = known.get_or_insert_with(|| small_words(draft));
        let lower = without_possessive(text).to_lowercase();
        if small.contains(&*lower) {
            wrong.push((token.span, text.to_lowercase()));
        }
    }
    report(inspector, block, &wrong, "a capital");
}

/// The words in small letters of the running text.
fn small_words(draft: &Draft) -> FxHashSet<&str> {
    let running = draft.blocks.iter().filter(|block| matches!(block.role, Role::Body | Role::List));
    let tokens = running.flat_map(|block| &draft.tokens[block.tokens.clone()]).filter(|token| token.is_word());
    tokens.map(|token| without_possessive(draft.text(token.span))).filter(|text| !is_capitalised(text)).collect()
}

fn report(inspector: &mut Inspector<'_>, block: &Block, wrong: &[(Span, String)], what: &str) {
    let draft = inspector.draft;
    let Some(((at, put), rest)) = wrong.split_first() else { return };
    let text = draft.text(*at);
    let message = format!("“{text}” has {what} where the other words of the headline do not: write “{put}”");
    let mut finding = inspector.finding(*at, message).evidence(block.prose, "the headline");
    for (at, put) in rest {
        finding = finding.evidence(*at, format!("write “{put}”"));
    }
    inspector.report(finding.fix_together(wrong, false));
}
