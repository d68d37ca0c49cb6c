//! What a pattern cannot match without: literals for the shared scan, found by a walk over the parsed pattern.

use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Capture, Class, ClassBytes, ClassBytesRange, Hir, HirKind, Look, Repetition};

/// The most alternatives that are worth listing for one pattern.
const MOST: usize = 64;
/// The largest class of characters that is spelt out: the ten digits.
const LARGEST_CLASS: usize = 10;
/// The most times that something repeated is spelt out.
const LONGEST_RUN: u32 = 8;
/// The most strings that a run of literals and small classes may stand for.
const MOST_EXACT: usize = 48;

/// The most strings of a second set: each is looked for by itself.
const MOST_ALSO: usize = 16;

/// States above which a pattern may be too large to compile.
const LARGE: usize = 4_000;

/// Whether a pattern matches something and is small enough to be compiled without a try.
pub(super) fn is_sound(hir: &Hir) -> bool {
    hir.properties().minimum_len() != Some(0) && size(hir) <= LARGE
}

/// About how many states a pattern has once its repetitions are spelt out.
fn size(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        // Unicode classes are compiled to alternations of byte sequences.
        HirKind::Class(Class::Unicode(class)) => 2 + class.ranges().len() * 2,
        HirKind::Class(Class::Bytes(_)) => 1,
        HirKind::Capture(capture) => 2 + size(&capture.sub),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1) as usize;
            size(&repetition.sub).saturating_mul(times).saturating_add(1)
        }
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().map(size).fold(1, usize::saturating_add),
    }
}

/// The letters of the alphabet that a match may start with, as bits from `a` up; [`OTHER`] for anything else.
pub(super) fn first_letters(hir: &Hir) -> u32 {
    starts(hir).0
}

/// The bit of [`first_letters`] for what is no ASCII letter.
pub(super) const OTHER: u32 = 1 << 26;

/// The bit of a byte.
pub(super) fn letter(byte: u8) -> u32 {
    if byte.is_ascii_alphabetic() { 1 << (byte.to_ascii_lowercase() - b'a') } else { OTHER }
}

/// What an expression may start with, and whether it may be empty.
fn starts(hir: &Hir) -> (u32, bool) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => (0, true),
        HirKind::Literal(literal) => (literal.0.first().map_or(0, |&byte| letter(byte)), literal.0.is_empty()),
        HirKind::Class(Class::Bytes(class)) => {
            let bytes = class.iter().flat_map(|range| range.start()..=range.end());
            (bytes.map(letter).fold(0, |all, bit| all | bit), false)
        }
        HirKind::Class(Class::Unicode(_)) => (u32::MAX, false),
        HirKind::Capture(capture) => starts(&capture.sub),
        HirKind::Repetition(repetition) => {
            let (letters, empty) = starts(&repetition.sub);
            (letters, empty || repetition.min == 0)
        }
        HirKind::Alternation(branches) => {
            branches.iter().map(starts).fold((0, false), |all, one| (all.0 | one.0, all.1 || one.1))
        }
        HirKind::Concat(parts) => {
            let mut all = 0;
            for part in parts {
                let (letters, empty) = starts(part);
                all |= letters;
                if !empty {
                    return (all, false);
                }
            }
            (all, true)
        }
    }
}

/// How many bytes of white space a match holds at most, or `None` where there is no limit. A word may be of any length,
/// but where a pattern speaks of three words, nothing further away than three words matters.
pub(super) fn spaces(hir: &Hir) -> Option<usize> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(0),
        HirKind::Literal(literal) => Some(literal.0.iter().filter(|&&byte| is_space(byte)).count()),
        HirKind::Class(Class::Unicode(class)) => Some(
            class
                .iter()
                .any(|range| SPACES.iter().any(|&space| (range.start()..=range.end()).contains(&space.into())))
                .into(),
        ),
        HirKind::Class(Class::Bytes(class)) => Some(
            class.iter().any(|range| SPACES.iter().any(|space| (range.start()..=range.end()).contains(space))).into(),
        ),
        HirKind::Capture(capture) => spaces(&capture.sub),
        HirKind::Repetition(repetition) => match spaces(&repetition.sub)? {
            0 => Some(0),
            once => once.checked_mul(repetition.max? as usize),
        },
        HirKind::Alternation(branches) => {
            branches.iter().try_fold(0, |most: usize, branch| Some(most.max(spaces(branch)?)))
        }
        HirKind::Concat(parts) => parts.iter().try_fold(0, |all: usize, part| all.checked_add(spaces(part)?)),
    }
}

/// What counts as white space in [`spaces`].
const SPACES: [u8; 6] = *b" \t\n\r\x0b\x0c";

/// Whether a byte counts as white space in [`spaces`].
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// An expression that finds in ASCII lower case what another finds in any case, or `None` where that cannot be told.
/// It is far cheaper to compile than one that spells out both cases of each letter.
pub(super) fn in_lower_case(hir: &Hir) -> Option<Hir> {
    Some(match hir.kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Look(look) => Hir::look(*look),
        HirKind::Literal(literal) => Hir::literal(literal.0.to_ascii_lowercase()),
        HirKind::Class(Class::Bytes(class)) => Hir::class(Class::Bytes(class_in_lower_case(class)?)),
        HirKind::Class(Class::Unicode(_)) => return None,
        HirKind::Capture(Capture { index, name, sub }) => {
            Hir::capture(Capture { index: *index, name: name.clone(), sub: Box::new(in_lower_case(sub)?) })
        }
        HirKind::Repetition(repetition) => {
            Hir::repetition(Repetition { sub: Box::new(in_lower_case(&repetition.sub)?), ..repetition.clone() })
        }
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(in_lower_case).collect::<Option<_>>()?),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(in_lower_case).collect::<Option<_>>()?),
    })
}

/// A class that finds the lower case of what another finds. A negated one leaves out both cases of a letter.
fn class_in_lower_case(class: &ClassBytes) -> Option<ClassBytes> {
    let holds = |byte: u8| class.iter().any(|range| (range.start()..=range.end()).contains(&byte));
    // Only a negated class holds the last byte: patterns that name bytes beyond ASCII are not asked for.
    let negated = holds(u8::MAX);
    let mut lower = class.clone();
    for letter in b'a'..=b'z' {
        match (holds(letter), holds(letter.to_ascii_uppercase())) {
            (one, other) if one != other && negated => return None,
            (false, true) => lower.push(ClassBytesRange::new(letter, letter)),
            _ => {}
        }
    }
    lower.difference(&ClassBytes::new([ClassBytesRange::new(b'A', b'Z')]));
    Some(lower)
}

/// Whether a match can only be where the text begins.
pub(super) fn is_anchored(hir: &Hir) -> bool {
    hir.properties().look_set_prefix().contains(Look::Start)
}

/// The bytes of an opening that are worth knowing, marks before the first word included.
const LONGEST_OPENING: usize = 12;

/// What stands at the first word of a match, in ASCII lower case: one of these strings, each of which begins with an
/// ASCII letter, digit or underscore. `None` where they are too many, or a match may begin in another way.
pub(super) fn openings(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    // Marks before the first word do not count: “^\W*” says no more than “^”.
    let after_marks = match hir.kind() {
        HirKind::Concat(parts) => {
            let marks = parts.iter().take_while(|part| match part.kind() {
                HirKind::Look(look) => *look == Look::Start,
                HirKind::Repetition(repetition) => {
                    matches!(repetition.sub.kind(), HirKind::Class(_)) && goes_on_outside_words(&repetition.sub, false)
                }
                _ => false,
            });
            Hir::concat(parts[marks.count()..].to_vec())
        }
        _ => hir.clone(),
    };
    let found = Extractor::new().limit_literal_len(LONGEST_OPENING).extract(&after_marks);
    let words = |prefix: &[u8]| {
        let first = prefix.iter().position(|&byte| is_word(byte))?;
        Some(prefix[first..].to_ascii_lowercase())
    };
    let mut openings: Vec<Vec<u8>> =
        found.literals()?.iter().map(|prefix| words(prefix.as_bytes())).collect::<Option<_>>()?;
    openings.sort_unstable();
    openings.dedup();
    (!openings.is_empty()).then_some(openings)
}

/// Whether a byte is an ASCII letter, digit or underscore.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Stands in a string for a word boundary. At its end the boundary is checked when the string is found, which spares most
/// patterns that are looked for as a part of longer words.
pub(super) const EDGE: u8 = 0;

/// Stands in a string where nothing of a word can be right before: before a letter this is a word boundary.
const OUTSIDE: u8 = 1;

/// A literal without the marks of word boundaries at its ends, and which of them it has.
pub(super) fn without_edges(literal: &[u8]) -> (&[u8], (bool, bool)) {
    let (literal, first) = literal.strip_prefix(&[EDGE]).map_or((literal, false), |rest| (rest, true));
    let (literal, last) = literal.strip_suffix(&[EDGE]).map_or((literal, false), |rest| (rest, true));
    (literal, (first, last))
}

/// Whether a byte of a string stands for no byte of the text.
fn is_sign(byte: u8) -> bool {
    byte == EDGE || byte == OUTSIDE
}

/// What every match of a pattern holds, in ASCII lower case.
#[derive(Default)]
pub(super) struct Required {
    /// One of these, which are worth looking for. A string may begin and end with [`EDGE`].
    pub(super) literals: Vec<Vec<u8>>,
    /// And one of these, if there are any: few, and without signs of word boundaries.
    pub(super) also: Vec<Vec<u8>>,
    /// Whether every match begins with one of the first.
    pub(super) begins: bool,
}

/// The strings that are in every match, or `None` where there are none worth looking for.
pub(super) fn required(hir: &Hir) -> Option<Required> {
    let mut found = walk(hir, false);
    let also = found.also.take().filter(|strings| strings.len() <= MOST_ALSO);
    let prefix = found.prefix.take();
    let mut strings = found.best()?;
    let begins = prefix.as_ref() == Some(&strings);
    for string in &mut strings {
        let text: Vec<u8> = string.iter().copied().filter(|&byte| !is_sign(byte)).collect();
        let before: Vec<u8> = string.iter().copied().take_while(|&byte| is_sign(byte)).collect();
        let first =
            before.contains(&EDGE) || before.contains(&OUTSIDE) && text.first().is_some_and(|&byte| is_word(byte));
        let last = !text.is_empty() && string.iter().rev().take_while(|&&byte| is_sign(byte)).any(|&byte| byte == EDGE);
        *string = [if first { &[EDGE][..] } else { &[] }, &text, if last { &[EDGE] } else { &[] }].concat();
    }
    strings.sort_unstable();
    strings.dedup();
    let mut also: Vec<Vec<u8>> = also.unwrap_or_default();
    also.iter_mut().for_each(|string| string.retain(|&byte| !is_sign(byte)));
    also.sort_unstable();
    also.dedup();
    also = if also.iter().all(|string| is_useful(string)) { also } else { Vec::new() };
    strings.iter().all(|string| is_useful(string)).then_some(Required { literals: strings, also, begins })
}

/// Whether a string is worth looking for: common marks and single letters are everywhere.
fn is_useful(string: &[u8]) -> bool {
    letters_of(string) >= 2 || string.iter().any(is_rare)
}

/// Whether after an expression no letter, digit or underscore is right before, if this holds before the expression or not.
fn goes_on_outside_words(hir: &Hir, outside: bool) -> bool {
    match hir.kind() {
        HirKind::Look(look) => outside || *look == Look::Start,
        HirKind::Empty => outside,
        HirKind::Literal(literal) => literal.0.last().map_or(outside, |&byte| !is_word(byte)),
        HirKind::Class(Class::Bytes(class)) => !class.iter().any(|range| (range.start()..=range.end()).any(is_word)),
        // Letters of other scripts are bytes beyond ASCII, which count as either.
        HirKind::Class(Class::Unicode(class)) => {
            !class.iter().any(|range| (range.start()..=range.end()).take(128).any(|c| c.is_ascii() && is_word(c as u8)))
        }
        HirKind::Capture(capture) => goes_on_outside_words(&capture.sub, outside),
        HirKind::Repetition(repetition) => {
            let once = goes_on_outside_words(&repetition.sub, outside);
            let again = once && (repetition.max == Some(1) || goes_on_outside_words(&repetition.sub, once));
            again && (repetition.min > 0 || outside)
        }
        HirKind::Alternation(branches) => branches.iter().all(|branch| goes_on_outside_words(branch, outside)),
        HirKind::Concat(parts) => parts.iter().fold(outside, |outside, part| goes_on_outside_words(part, outside)),
    }
}

/// Whether a mark is so rare in prose that it is worth looking for by itself.
fn is_rare(mark: &u8) -> bool {
    b"!#$%&*+<=>@[\\]^_`{|}~".contains(mark)
}

/// The length of a string without its signs.
fn letters_of(string: &[u8]) -> usize {
    string.iter().filter(|&&byte| !is_sign(byte)).count()
}

/// What is known of an expression after one walk over it.
struct Found {
    /// All strings that it matches, if they are few.
    exact: Option<Vec<Vec<u8>>>,
    /// Strings one of which is in every match.
    needed: Option<Vec<Vec<u8>>>,
    /// Strings of another part of it, one of which is in every match too.
    also: Option<Vec<Vec<u8>>>,
    /// The strings one of which every match begins with, if they are known.
    prefix: Option<Vec<Vec<u8>>>,
}

impl Found {
    const NOTHING: Self = Self { exact: None, needed: None, also: None, prefix: None };

    fn exactly(strings: Vec<Vec<u8>>) -> Self {
        let strings = (strings.len() <= MOST_EXACT).then_some(strings);
        Self { prefix: strings.clone(), exact: strings, needed: None, also: None }
    }

    /// The better of the two to look for.
    fn best(self) -> Option<Vec<Vec<u8>>> {
        let exact = self.exact.filter(|strings| strings.iter().all(|string| letters_of(string) > 0));
        match (exact, self.needed) {
            (Some(exact), Some(needed)) => Some(if worth(&needed) > worth(&exact) { needed } else { exact }),
            (exact, needed) => exact.or(needed),
        }
    }
}

/// How good a set of strings is to look for: useful ones first; the longer the shortest, the better; the fewer, the better.
fn worth(strings: &[Vec<u8>]) -> (bool, usize, std::cmp::Reverse<usize>) {
    let shortest = strings.iter().map(|string| letters_of(string)).min().unwrap_or(0).min(8);
    (strings.iter().all(|string| is_useful(string)), shortest, std::cmp::Reverse(strings.len()))
}

/// What is known of an expression; `outside` says that nothing of a word can be right before it.
fn walk(hir: &Hir, outside: bool) -> Found {
    let sign = || if outside { vec![OUTSIDE] } else { Vec::new() };
    match hir.kind() {
        HirKind::Look(Look::WordAscii | Look::WordUnicode) => Found::exactly(vec![vec![EDGE]]),
        HirKind::Look(Look::Start) => Found::exactly(vec![vec![OUTSIDE]]),
        HirKind::Empty | HirKind::Look(_) => Found::exactly(vec![sign()]),
        HirKind::Literal(literal) => Found::exactly(vec![[sign(), literal.0.to_ascii_lowercase()].concat()]),
        HirKind::Class(class) => {
            let signed = |strings: Vec<Vec<u8>>| strings.into_iter().map(|string| [sign(), string].concat()).collect();
            exact_class(class).map_or(Found::NOTHING, |strings| Found::exactly(signed(strings)))
        }
        HirKind::Capture(capture) => walk(&capture.sub, outside),
        HirKind::Repetition(repetition) => {
            // What is repeated may stand after itself.
            let again = repetition.max == Some(1) || goes_on_outside_words(&repetition.sub, outside);
            let once = walk(&repetition.sub, outside && again);
            let exact = repetition
                .max
                .filter(|&max| max <= 3)
                .and_then(|max| repeated(once.exact.as_deref()?, repetition.min, max));
            // “X{2,}” holds the shortest of them.
            let least = once.exact.as_deref().filter(|_| (2..=LONGEST_RUN).contains(&repetition.min));
            let least = least.and_then(|strings| repeated(strings, repetition.min, repetition.min));
            let also = once.also.clone().filter(|_| repetition.min > 0);
            let needed = if repetition.min == 0 { None } else { least.or_else(|| once.best()) };
            Found { prefix: exact.clone(), exact, needed, also }
        }
        HirKind::Alternation(branches) => alternation(branches, outside),
        HirKind::Concat(parts) => concatenation(parts, outside),
    }
}

fn repeated(once: &[Vec<u8>], min: u32, max: u32) -> Option<Vec<Vec<u8>>> {
    let mut all = Vec::new();
    let mut power = vec![Vec::new()];
    for times in 0..=max {
        if times >= min {
            all.extend(power.iter().cloned());
        }
        power = crossed(&power, once)?;
    }
    (all.len() <= MOST_EXACT).then_some(all)
}

fn alternation(branches: &[Hir], outside: bool) -> Found {
    let (mut exact, mut needed) = (Some(Vec::new()), Some(Vec::new()));
    let mut prefix = Some(Vec::new());
    for branch in branches {
        let Found { exact: of_branch, needed: inside, prefix: starts, .. } = walk(branch, outside);
        prefix = prefix.zip(starts).map(|(mut all, more)| {
            all.extend(more);
            all
        });
        let usable = of_branch.clone().filter(|strings| strings.iter().all(|string| letters_of(string) > 0)).or(inside);
        exact = exact.zip(of_branch).map(|(mut all, more)| {
            all.extend(more);
            all
        });
        needed = needed.zip(usable).map(|(mut all, more)| {
            all.extend(more);
            all
        });
        exact = exact.filter(|all| all.len() <= MOST_EXACT);
        needed = needed.filter(|all| all.len() <= MOST);
        if exact.is_none() && needed.is_none() {
            return Found::NOTHING;
        }
    }
    Found { exact, needed, also: None, prefix }
}

/// The two best of all stretches of a concatenation, and all of it if it is exact.
fn concatenation(parts: &[Hir], mut outside: bool) -> Found {
    let (mut needed, mut also) = (None::<Vec<Vec<u8>>>, None);
    let mut offer = |strings: Vec<Vec<u8>>| {
        let better = |known: &Option<Vec<Vec<u8>>>| known.as_ref().is_none_or(|known| worth(&strings) > worth(known));
        let usable = strings.iter().all(|string| letters_of(string) > 0);
        if usable && better(&needed) {
            also = needed.replace(strings);
        } else if usable && better(&also) {
            also = Some(strings);
        }
    };
    let (mut run, mut whole) = (vec![Vec::new()], true);
    // The stretch that every match begins with, once it is at its end.
    let mut prefix = None;
    for part in parts {
        let found = walk(part, outside);
        outside = goes_on_outside_words(part, outside);
        // “x+” begins and ends with x: both neighbours can be joined to one of them.
        if let HirKind::Repetition(repetition) = part.kind()
            && repetition.min == 1
            && repetition.max.is_none()
            && let Some(once) = walk(&repetition.sub, false).exact
        {
            let first = std::mem::take(&mut whole);
            match crossed(&run, &once) {
                Some(joined) => {
                    prefix = if first { Some(joined.clone()) } else { prefix };
                    offer(joined);
                }
                None => {
                    prefix = if first { Some(run.clone()) } else { prefix };
                    offer(run);
                    offer(once.clone());
                }
            }
            run = once;
            continue;
        }
        match found.exact.as_ref().and_then(|strings| crossed(&run, strings)) {
            Some(longer) => run = longer,
            None => {
                if std::mem::take(&mut whole) {
                    // Of what stands before, signs may be all; then the match begins as the part does.
                    let is_empty = run.iter().all(Vec::is_empty);
                    prefix = if is_empty { found.prefix.clone() } else { Some(run.clone()) };
                }
                let next = found.exact.clone().unwrap_or_else(|| vec![Vec::new()]);
                offer(std::mem::replace(&mut run, next));
                [found.needed, found.also].into_iter().flatten().for_each(&mut offer);
            }
        }
    }
    if whole {
        return Found { prefix: Some(run.clone()), exact: Some(run), needed, also };
    }
    offer(run);
    Found { exact: None, needed, also, prefix }
}

fn exact_class(class: &Class) -> Option<Vec<Vec<u8>>> {
    let mut strings: Vec<Vec<u8>> = match class {
        Class::Unicode(class) => {
            let size: usize = class.iter().map(|range| range.len()).sum();
            if size > LARGEST_CLASS {
                return None;
            }
            let characters = class.iter().flat_map(|range| range.start()..=range.end());
            characters.map(|c| c.to_ascii_lowercase().to_string().into_bytes()).collect()
        }
        Class::Bytes(class) => {
            let size: usize = class.iter().map(|range| range.len()).sum();
            if size > LARGEST_CLASS {
                return None;
            }
            let bytes = class.iter().flat_map(|range| range.start()..=range.end());
            bytes.map(|byte| vec![byte.to_ascii_lowercase()]).collect()
        }
    };
    strings.sort_unstable();
    strings.dedup();
    Some(strings)
}

fn crossed(left: &[Vec<u8>], right: &[Vec<u8>]) -> Option<Vec<Vec<u8>>> {
    if left.len() * right.len() > MOST_EXACT {
        return None;
    }
    let pairs = left.iter().flat_map(|a| right.iter().map(move |b| [a.as_slice(), b.as_slice()].concat()));
    Some(pairs.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literals(pattern: &str) -> Option<Vec<String>> {
        let hir = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).expect(pattern);
        required(&hir).map(|found| found.literals.iter().map(|s| String::from_utf8_lossy(s).into_owned()).collect())
    }

    fn also(pattern: &str) -> Vec<String> {
        let hir = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).expect(pattern);
        let also = required(&hir).map(|found| found.also).unwrap_or_default();
        also.iter().map(|s| String::from_utf8_lossy(s).into_owned()).collect()
    }

    #[test]
    fn a_second_stretch_is_asked_for_too() {
        assert_eq!(also(r"\b(?:Mr|Ms)\.? (?:XX+|XYZ)\b"), ["xx", "xyz"]);
        assert_eq!(also(r"sign ?up .{0,20}newsletter"), ["sign up ", "signup "]);
        assert_eq!(also(r"\{\{[^{}]+\}\}"), ["}}"]);
        assert!(also(r"not (?:only )?but").is_empty(), "one stretch says all");
        assert!(also(r"act\w*(?:on)?").is_empty(), "what may be left out");
    }

    #[test]
    fn the_longest_stretch_is_looked_for() {
        assert_eq!(literals(r"\b\w+ingly reported\b").expect("some"), ["ingly reported\0"]);
        assert_eq!(literals(r"colou?rs? of \w+").expect("some").len(), 4);
        assert_eq!(literals(r"(?i:TK)+").expect("some"), ["tk"]);
        assert_eq!(literals(r"[$:]?X{2,}").expect("some"), ["xx"]);
        assert_eq!(literals(r"[(\[<{|]?entry\d+").expect("some").last().map(String::as_str), Some("|entry"));
        assert_eq!(literals(r"(?:alpha|beta) *gamma").expect("some"), ["gamma"]);
        assert_eq!(literals(r"\w +[,;]$").expect("some"), [" ,", " ;"]);
        assert_eq!(literals(r"turn\d+view").expect("some").len(), 10);
    }

    #[test]
    fn boundaries_beside_a_literal_are_kept() {
        assert_eq!(literals(r"\bacts?\b").expect("some"), ["\0act\0", "\0acts\0"]);
        assert_eq!(literals(r"\w+ \bact\b on").expect("some"), [" act on"]);
    }

    #[test]
    fn a_match_starts_with_one_of_its_first_letters() {
        let letters = |pattern: &str| {
            let parser = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern);
            first_letters(&parser.expect(pattern))
        };
        assert_eq!(letters("(?:the )?(?:next|Previous) page"), letter(b't') | letter(b'n') | letter(b'p'));
        assert_eq!(letters(r"\d+ comments"), OTHER);
    }

    #[test]
    fn a_match_opens_with_one_of_its_openings() {
        let openings = |pattern: &str| {
            let parser = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern);
            super::openings(&parser.expect(pattern))
                .map(|all| all.iter().map(|string| String::from_utf8_lossy(string).into_owned()).collect::<Vec<_>>())
        };
        assert_eq!(openings(r"(?:The )?next page").expect("some"), ["next page", "the next pag"]);
        assert_eq!(openings(r"[>-] ?more\b.*").expect("some"), ["more"]);
        assert_eq!(openings(r"\d+ comments").expect("some").len(), 10);
        assert_eq!(openings(r"\w+ comments"), None);
        assert_eq!(openings(r"\.{12} ?more"), None);
    }

    #[test]
    fn the_words_of_a_match_are_counted_by_their_spaces() {
        let spaces = |pattern: &str| {
            let parser = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern);
            super::spaces(&parser.expect(pattern))
        };
        assert_eq!(spaces(r"\b\w+ (?:very |most )?reported\b"), Some(2));
        assert_eq!(spaces(r"(?:\d+ ){1,3}comments\s?"), Some(4));
        assert_eq!(spaces(r"[^,;]+ reported"), None);
        assert_eq!(spaces(r"[^\s,;]+reported"), Some(0));
    }

    #[test]
    fn a_pattern_without_literals_has_none() {
        assert_eq!(literals(r"\b[A-Z]{2,}\b"), None);
        assert_eq!(literals(r"\w+-\w+"), None);
        assert_eq!(literals(r"(?:word)?\w+"), None);
    }
}
