//! Menus: lines in a row that are names of sections, links and buttons.
//!
//! “Business” alone may be a subhead, and “About us” the title of a story. Four such lines in a row are the menu of a
//! page, and a few lines between them that say something else belong to it.

use super::super::Inspector;
use crate::diagnostic::Level;
use crate::draft::{Draft, MONTH_NAMES, Role, Token, TokenKind};
use crate::rule::Lexicon;

/// The fewest different items that make a menu.
const FEWEST: usize = 3;
/// The fewest lines of a menu.
const SHORTEST: usize = 4;
/// A menu with no more lines than this may be something else.
const SURE: usize = 5;
/// Lines between two items that may be anything short.
const GAP: usize = 2;
/// Words of the longest item.
const ITEM: usize = 5;
/// Words of the longest line between two items: headlines are longer.
const BETWEEN: usize = 4;

/// Words that join the others.
const SMALL: [&str; 14] = ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"];
/// Words of dates and ages beside the names of months.
const DATES: [&str; 24] = [
    "ago", "am", "d", "day", "days", "est", "fri", "gmt", "h", "hour", "hours", "hr", "hrs", "min", "mins", "minutes",
    "mon", "months", "pm", "sat", "sun", "thu", "tue", "wed",
];

/// What a line is to a menu.
#[derive(Clone, Copy, PartialEq)]
enum Line {
    /// An item that the list of words accounts for.
    Item,
    /// A date, an age or the number of a page.
    Stamp,
    /// Anything else that is short and no sentence.
    Short,
    /// What ends a menu.
    Text,
}

/// Lines of menus that show a draft to be a page that was copied as a whole.
const PAGE: usize = 10;

/// A menu, by its first and last block.
pub(super) struct Menu {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// Whether one of the menus of a draft, which are in order, holds a block.
pub(super) fn hold(menus: &[Menu], block: usize) -> bool {
    let before = menus.partition_point(|menu| menu.first <= block);
    before > 0 && menus[before - 1].last >= block
}

/// Whether menus show their draft to be a page that was copied as a whole.
pub(super) fn is_page(menus: &[Menu]) -> bool {
    menus.iter().map(|menu| menu.last - menu.first + 1).sum::<usize>() >= PAGE
}

/// The words of menus, sorted.
#[derive(Debug)]
pub(super) struct Words(Vec<Box<str>>);

impl Words {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut words: Vec<Box<str>> = lexicon.entries().map(|(word, _)| word.to_lowercase().into()).collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// Whether the list holds a word, or the word that it is a plural or a possessive of.
    fn has(&self, word: &str) -> bool {
        let holds = |word: &str| self.0.binary_search_by(|known| (**known).cmp(word)).is_ok();
        holds(word) || ["'s", "s'", "s"].iter().any(|ending| word.strip_suffix(ending).is_some_and(holds))
    }

    /// The menus of a draft. `known` are the blocks that other lists take for furniture, in order.
    pub(super) fn menus(&self, draft: &Draft, known: &[usize]) -> Vec<Menu> {
        let kind = |block: usize| {
            if known.binary_search(&block).is_ok() { Line::Item } else { self.kind(draft, block) }
        };
        let mut menus = Vec::new();
        let mut at = 0;
        while at < draft.blocks.len() {
            if kind(at) != Line::Item {
                at += 1;
                continue;
            }
            let (mut last, mut gap, mut next) = (at, 0, at + 1);
            while next < draft.blocks.len() {
                match kind(next) {
                    Line::Item => (last, gap) = (next, 0),
                    Line::Stamp => {}
                    Line::Short if gap < GAP => gap += 1,
                    Line::Short | Line::Text => break,
                }
                next += 1;
            }
            let menu = Menu { first: at, last };
            if last - at + 1 >= SHORTEST && several(draft, &menu, &kind) {
                menus.push(menu);
            }
            at = last + 1;
        }
        menus
    }

    /// The items that stand outside the menus of a page copied as a whole. Those between two paragraphs are left alone:
    /// they may be subheads.
    pub(super) fn scattered(&self, draft: &Draft, menus: &[Menu]) -> Vec<usize> {
        if !is_page(menus) {
            return Vec::new();
        }
        let outside = |block: &usize| !hold(menus, *block);
        let loose = |block: usize| draft.blocks.get(block).is_some() && self.kind(draft, block) != Line::Text;
        let alone = |block: usize| (block == 0 || !loose(block - 1)) && !loose(block + 1);
        let items = (0..draft.blocks.len()).filter(|&block| self.kind(draft, block) == Line::Item);
        items.filter(outside).filter(|&block| !alone(block)).collect()
    }

    fn kind(&self, draft: &Draft, index: usize) -> Line {
        let block = &draft.blocks[index];
        let shown = matches!(
            block.role,
            Role::Body | Role::Subhead | Role::Headline | Role::Dek | Role::Byline | Role::Caption
        );
        if !shown || block.heading > 0 || block.field.is_some() {
            return Line::Text;
        }
        let text = draft.text(block.prose);
        if text.ends_with(['.', '!', '?', '”', '"', ',', ';']) {
            return Line::Text;
        }
        let tokens = &draft.tokens[block.tokens.clone()];
        let words = tokens.iter().filter(|token| token.kind != TokenKind::Mark);
        // The first word that is too many settles it; paragraphs are not counted to their end.
        let count = words.clone().take(ITEM + 1).count();
        if count <= ITEM && self.is_item(draft, tokens) {
            return Line::Item;
        }
        if count > 0 && words.clone().take(ITEM + 1).all(|token| is_stamp(draft, token)) {
            return Line::Stamp;
        }
        if count <= BETWEEN { Line::Short } else { Line::Text }
    }

    /// Whether the words of a line are all in the list, and not all of them small.
    fn is_item(&self, draft: &Draft, tokens: &[Token]) -> bool {
        let mut listed = false;
        for token in tokens.iter().filter(|token| token.kind != TokenKind::Mark) {
            let matters = lower(draft.text(token.span), |word| {
                if SMALL.contains(&word) { listed.then_some(false) } else { self.has(word).then_some(true) }
            });
            match matters {
                Some(Some(matters)) => listed |= matters,
                _ => return false,
            }
        }
        listed
    }
}

/// Whether a word stands in dates and ages.
fn is_stamp(draft: &Draft, token: &Token) -> bool {
    let text = draft.text(token.span);
    if token.kind == TokenKind::Number {
        return text.len() <= 5;
    }
    let known = |word: &str| {
        DATES.contains(&word)
            || word.ends_with("day") && word.len() <= 9
            || word.len() >= 3 && MONTH_NAMES.iter().any(|month| month.starts_with(word))
            || word.strip_suffix(['h', 'd', 'm']).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
    };
    lower(text, known).unwrap_or(false)
}

/// Hands over a word in small letters, with its apostrophe made straight; no long one, for none is in the lists.
fn lower<T>(word: &str, take: impl FnOnce(&str) -> T) -> Option<T> {
    let mut letters = [0; 24];
    let word = word.trim_matches(['.', '-']);
    let mut length = 0;
    for character in word.chars() {
        let character = if character == '’' { '\'' } else { character };
        if !character.is_ascii() || length == letters.len() {
            return None;
        }
        letters[length] = (character as u8).to_ascii_lowercase();
        length += 1;
    }
    std::str::from_utf8(&letters[..length]).ok().map(take)
}

/// Whether a menu has enough items that are not the same.
fn several(draft: &Draft, menu: &Menu, kind: &dyn Fn(usize) -> Line) -> bool {
    let mut seen: [&str; FEWEST] = [""; FEWEST];
    let mut count = 0;
    for block in (menu.first..=menu.last).filter(|&block| kind(block) == Line::Item) {
        let text = draft.text(draft.blocks[block].prose);
        if !seen[..count].iter().any(|other| other.eq_ignore_ascii_case(text)) {
            seen[count] = text;
            count += 1;
            if count == FEWEST {
                return true;
            }
        }
    }
    false
}

/// Reports a menu, all of it at once.
pub(super) fn report(inspector: &mut Inspector<'_>, menu: &Menu) {
    let draft = inspector.draft;
    let (first, last) = (&draft.blocks[menu.first], &draft.blocks[menu.last]);
    let (from, to) = (draft.text(first.prose), draft.text(last.prose));
    let count = (menu.last - menu.first + 1).to_string();
    let message = format!("{count} lines of a menu, from “{from}” to “{to}”");
    let mut finding = inspector.finding(first.prose.cover(last.prose), message);
    // The results of a day's sport may look like a short one.
    if menu.last - menu.first < SURE {
        finding = finding.at_most(Level::Warning);
    }
    if let Some(lines) = inspector.own_lines(first.source.cover(last.source)) {
        finding = finding.fix_source(lines, "", false);
    }
    inspector.report(finding);
}
