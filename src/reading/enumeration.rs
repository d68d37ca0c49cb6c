//! Enumerations in a sentence: “a lower rent, a longer lease and a new roof”, and how many items they may be read to have.

use super::words;
use crate::draft::{Draft, TokenKind, is_capitalised};
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Words of which one makes a clause of what stands after a colon: it is no enumeration then, or one of clauses, whose
/// commas part more than items.
static CLAUSE: LazyLock<FxHashSet<u32>> = LazyLock::new(|| {
    set(
        "i you he she it we they there this that's it's is are was were am be been has have had will would can could may \
         might shall should must do does did said says who which whose whom when where while because if although though \
         until than not never isn't aren't don't doesn't didn't won't can't let",
    )
});

/// Words that say that more or less is named than was announced, or that items are told apart by other means.
static LOOSE: LazyLock<FxHashSet<u32>> = LazyLock::new(|| {
    set(
        "including include includes such like etc e.g i.e eg among namely example instance both either neither several \
         various many some most all each every others another more rest respectively first second third firstly secondly \
         thirdly former latter one two three four five six seven eight nine ten eleven twelve dozen pair couple twins \
         twin through versus vs v especially particularly notably mainly mostly perhaps maybe sometimes brothers sisters \
         siblings",
    )
});

fn set(list: &str) -> FxHashSet<u32> {
    list.split_whitespace().map(|word| words::hash(word, 0..word.len())).collect()
}

/// Words that part items like a comma.
static JOINING: LazyLock<FxHashSet<u32>> = LazyLock::new(|| set("and or nor plus then"));

/// What stands between two items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Separator {
    Comma,
    And,
    CommaAnd,
    Semicolon,
}

/// An enumeration.
#[derive(Debug)]
pub(crate) struct Enumeration {
    separators: Vec<Separator>,
    /// Whether all items are short and of one form, so that none explains the one before it.
    alike: bool,
    /// Whether each item is a name or begins with an article.
    pub(crate) nominal: bool,
    /// Whether its last item speaks of several by its article: “the Koreas”, “the usual suspects”.
    pub(crate) of_several: bool,
}

impl Enumeration {
    /// Reads tokens that nothing else may stand among. `None` where they are not surely an enumeration of phrases.
    pub(crate) fn read(draft: &Draft, hashes: &[u32], tokens: Range<usize>) -> Option<Self> {
        let mut reader = Reader { draft, separators: Vec::new(), items: Vec::new(), from: tokens.start };
        let mut depth = 0_u8;
        let mut at = tokens.start;
        while at < tokens.end {
            let token = &draft.tokens[at];
            let text = draft.text(token.span);
            match token.kind {
                TokenKind::Address => return None,
                TokenKind::Mark => match text {
                    "(" | "[" => {
                        // “(1) a lower rent; (2) a longer lease”: numbered.
                        if at == reader.from {
                            return None;
                        }
                        depth = depth.saturating_add(1);
                    }
                    ")" | "]" if depth == 0 => return None,
                    ")" | "]" => depth -= 1,
                    _ if depth > 0 => {}
                    "," => {
                        let and = hashes.get(at + 1).is_some_and(|hash| JOINING.contains(hash)) && at + 1 < tokens.end;
                        reader.part(at, if and { Separator::CommaAnd } else { Separator::Comma });
                        at += usize::from(and);
                        reader.from = at + 1;
                    }
                    ";" => {
                        let and = hashes.get(at + 1).is_some_and(|hash| JOINING.contains(hash)) && at + 1 < tokens.end;
                        reader.part(at, Separator::Semicolon);
                        at += usize::from(and);
                        reader.from = at + 1;
                    }
                    "&" => {
                        reader.part(at, Separator::And);
                        reader.from = at + 1;
                    }
                    // Full stops of abbreviations, signs of money, apostrophes.
                    "." | "'" | "’" | "%" | "£" | "$" | "€" | "#" | "_" | "*" | "@" => {}
                    _ => return None,
                },
                _ if depth > 0 => {}
                _ => {
                    let hash = hashes[at];
                    if CLAUSE.contains(&hash) || LOOSE.contains(&hash) {
                        return None;
                    }
                    if JOINING.contains(&hash) || is_as_well_as(draft, hashes, at) {
                        reader.part(at, Separator::And);
                        at += if JOINING.contains(&hash) { 0 } else { 2 };
                        reader.from = at + 1;
                    }
                }
            }
            at += 1;
        }
        reader.end(tokens.end);
        (depth == 0).then(|| reader.enumeration()).flatten()
    }

    /// The greatest number of items that it can be read to have.
    pub(crate) fn most(&self) -> u32 {
        u32::try_from(self.separators.len() + 1).unwrap_or(u32::MAX)
    }

    /// Whether it cannot have as few items as that in any reading.
    pub(crate) fn has_more_than(&self, count: u32) -> bool {
        let at = |wanted: fn(Separator) -> bool| {
            u32::try_from(self.separators.iter().filter(|separator| wanted(**separator)).count() + 1)
                .unwrap_or(u32::MAX)
        };
        let fewest = if self.separators.contains(&Separator::Semicolon) {
            at(|separator| separator == Separator::Semicolon)
        } else if self.separators.iter().any(|separator| matches!(separator, Separator::Comma | Separator::CommaAnd)) {
            // “research and development, and sales”: an “and” without a comma may stand inside an item.
            at(|separator| separator != Separator::And)
        } else {
            1
        };
        self.alike && fewest > count
    }
}

/// Whether the words “as well as” begin here.
fn is_as_well_as(draft: &Draft, hashes: &[u32], at: usize) -> bool {
    let is = |at: usize, word: &str| hashes.get(at).is_some_and(|hash| *hash == words::hash(word, 0..word.len()));
    words::same(draft.text(draft.tokens[at].span), "as") && is(at + 1, "well") && is(at + 2, "as")
}

struct Reader<'d> {
    draft: &'d Draft,
    separators: Vec<Separator>,
    items: Vec<Range<usize>>,
    /// Where the item begins that is being read.
    from: usize,
}

impl Reader<'_> {
    /// Ends an item at a separator.
    fn part(&mut self, at: usize, separator: Separator) {
        if at > self.from {
            self.items.push(self.from..at);
            self.separators.push(separator);
        } else if let Some(last) = self.separators.last_mut() {
            // “, as well as”, “; and”: one separator in two pieces.
            *last = if *last == Separator::Semicolon { *last } else { Separator::CommaAnd };
        }
    }

    fn end(&mut self, at: usize) {
        if at > self.from {
            self.items.push(self.from..at);
        } else {
            self.separators.pop();
        }
    }

    fn enumeration(self) -> Option<Enumeration> {
        let form = |item: &Range<usize>| {
            let token = &self.draft.tokens[item.start];
            let text = self.draft.text(token.span);
            match token.kind {
                TokenKind::Number => Form::Number,
                _ if matches!(text, "a" | "an") => Form::Article,
                _ if matches!(text, "the" | "The" | "A" | "An") => Form::The,
                _ if words::is_function_word(text) => Form::Other,
                _ if is_capitalised(text) => Form::Name,
                _ => Form::Word,
            }
        };
        let first = form(self.items.get(usize::from(self.items.len() > 1))?);
        let short = |item: &Range<usize>| item.len() <= 3;
        // “Paris, the capital, and Lyon”, “Ms Quellin, 42, and Mr Amberley”: what stands between commas may explain.
        let alike = self.items.iter().skip(1).all(|item| form(item) == first) && self.items.iter().all(short);
        let nominal =
            self.items.iter().all(|item| matches!(form(item), Form::Name | Form::Article | Form::The | Form::Number));
        let of_several = self.items.last().is_some_and(|item| {
            let text = |index: usize| self.draft.text(self.draft.tokens[index].span);
            form(item) == Form::The && text(item.end - 1).ends_with('s')
        });
        let alike = alike && matches!(first, Form::Name | Form::Word | Form::Article);
        Some(Enumeration { separators: self.separators, alike, nominal, of_several })
    }
}

/// How an item begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Number,
    Article,
    The,
    Name,
    Word,
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::ReadOptions;
    use crate::source::Source;
    use std::sync::Arc;

    fn read(text: &str) -> Option<Enumeration> {
        let draft = Draft::read(Arc::new(Source::new("a.txt", text)), &ReadOptions::default());
        Enumeration::read(&draft, &words::hashes(&draft), 0..draft.tokens.len())
    }

    #[test]
    fn every_separator_may_part_items() {
        for (text, most) in [
            ("neutrality", 1),
            ("neutrality and disarmament", 2),
            ("a lower rent, a longer lease and a new roof", 3),
            ("steel, a wet spring, and a late permit", 3),
            ("research and development; sales; and catering", 4),
            ("pay as well as hours", 2),
            ("a court (with two doors, and a yard) and a jail", 2),
        ] {
            assert_eq!(read(text).map(|list| list.most()), Some(most), "{text}");
        }
    }

    #[test]
    fn clauses_and_loose_lists_are_no_enumerations() {
        for text in
            ["it rains and it pours", "pay, hours and more", "three cats and a dog", "(1) pay, (2) hours", "a) pay"]
        {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn only_lists_of_one_form_can_be_too_long() {
        assert!(read("steel, timber, brick and glass").is_some_and(|list| list.has_more_than(2)));
        assert!(!read("Paris, the capital, Lyon and Nice").is_some_and(|list| list.has_more_than(2)));
        assert!(!read("research and development, and sales").is_some_and(|list| list.has_more_than(2)));
    }
}
