//! The characters of a draft that are not ASCII, read once for all rules about characters.
//!
//! Prose is folded to ASCII before it is searched, so what these rules are about is not in what the other rules see. The
//! fold has noted where each such character stands; a draft in plain ASCII costs nothing here.

use super::garbled;
use crate::draft::Draft;
use crate::source::Span;

/// What stands out among the characters of a draft. All spans are ranges of its prose, in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Characters {
    /// Text read in the wrong code, and what was meant, where that can be told.
    pub(crate) garbled: Vec<(Span, Option<String>)>,
    /// Characters that take no room or look like a space.
    pub(crate) hidden: Vec<(Span, Hidden)>,
    /// Latin words with a letter of another script in them, and the words in Latin letters alone.
    pub(crate) look_alikes: Vec<(Span, String)>,
    /// Curly apostrophes between two letters.
    pub(crate) apostrophes: Vec<Span>,
    /// Curly double quotation marks.
    pub(crate) quotation_marks: Vec<Span>,
}

/// A character that nobody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// A space without width.
    Space,
    /// A joiner or non-joiner where nothing is to be joined.
    Joiner,
    /// A mark for the order of bytes, inside the text.
    ByteOrder,
    /// A hyphen shown only at the end of a line.
    SoftHyphen,
    /// A sign that turns the direction of writing.
    Direction,
    /// A line or paragraph separator.
    LineBreak,
    /// A control character.
    Control,
    /// A character without a meaning that all programs share.
    PrivateUse,
    /// A space at which no line is broken.
    NoBreak,
}

/// Reads the characters of a draft.
pub(super) fn find(draft: &Draft) -> Characters {
    let text = draft.prose.text();
    let mut found = Characters::default();
    let mut done = 0;
    for span in draft.folded.beyond_ascii() {
        if span.start < done {
            continue;
        }
        let at = span.range().start;
        let Some(character) = text[at..].chars().next() else { continue };
        match character {
            '’' => {
                if between_letters(text, span) {
                    found.apostrophes.push(span);
                }
            }
            '“' | '”' => found.quotation_marks.push(span),
            // The marks and letters that copy is full of.
            '—' | '–' | '‘' | '…' | 'é' => {}
            'а'..='я' | 'А'..='Я' | 'ѐ'..='џ' | 'Ѐ'..='Џ' | 'Α'..='ω' | 'ԁ' | 'ԛ' | 'ԝ' if is_mixed(text, span) =>
            {
                let (word, latin) = look_alike(text, span);
                done = word.end;
                found.look_alikes.extend(latin.map(|latin| (word, latin)));
            }
            _ => {
                if let Some(garbled) = garbled::starts_at(text, at, character) {
                    done = span.start + garbled.length as u32;
                    found.garbled.push((Span { start: span.start, end: done }, garbled.meant));
                } else if let Some(kind) = hidden(text, span, character) {
                    found.hidden.push((span, kind));
                }
            }
        }
    }
    found
}

/// The characters next to a span.
fn around(text: &str, span: Span) -> (Option<char>, Option<char>) {
    (text[..span.range().start].chars().next_back(), text[span.range().end..].chars().next())
}

fn between_letters(text: &str, span: Span) -> bool {
    let (before, after) = around(text, span);
    before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic)
}

/// What a character hides, where it is out of place.
fn hidden(text: &str, span: Span, character: char) -> Option<Hidden> {
    let (before, after) = around(text, span);
    // Other scripts and emoji need joiners and signs of direction.
    let foreign = |side: Option<char>| side.is_some_and(|c| c > '\u{24f}' && !('\u{2000}'..='\u{206f}').contains(&c));
    let needed = foreign(before) || foreign(after);
    match character {
        '\u{200b}' | '\u{2060}' | '\u{180e}' if !needed => Some(Hidden::Space),
        '\u{200c}' | '\u{200d}' if !needed => Some(Hidden::Joiner),
        '\u{feff}' => Some(Hidden::ByteOrder),
        '\u{ad}' => Some(Hidden::SoftHyphen),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' if !needed => {
            Some(Hidden::Direction)
        }
        '\u{2028}' | '\u{2029}' => Some(Hidden::LineBreak),
        '\u{80}'..='\u{9f}' | '\u{fff9}'..='\u{fffc}' => Some(Hidden::Control),
        '\u{e000}'..='\u{f8ff}' => Some(Hidden::PrivateUse),
        // Between a number and its unit, or initials, a line should not break.
        '\u{a0}' if before.is_some_and(|c| c.is_lowercase()) && after.is_some_and(|c| c.is_lowercase()) => {
            Some(Hidden::NoBreak)
        }
        _ => None,
    }
}

/// Whether a letter of another script touches a Latin one.
fn is_mixed(text: &str, span: Span) -> bool {
    let (before, after) = around(text, span);
    [before, after].into_iter().flatten().any(|c| c.is_ascii_alphabetic())
}

/// Letters of other scripts that look like a Latin one, and that one.
const LOOK_ALIKE: [(&str, &str); 2] = [
    ("аеорсухіјѕԁԛԝһӏвкмнтАВЕКМНОРСТУХІЈЅԌ", "aeopcyxijsdqwhlbkmhtABEKMHOPCTYXIJSG"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυρ", "ABEZHIKMNOPTYXovup"),
];

/// The word around a letter, and the same in Latin letters alone, if every other letter has a Latin look-alike and most of
/// the word is Latin.
fn look_alike(text: &str, span: Span) -> (Span, Option<String>) {
    let head = &text[..span.range().start];
    let start = head.len() - head.chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    let tail = &text[start..];
    let end = start + tail.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    let word = &text[start..end];
    let mut latin = String::with_capacity(word.len());
    let mut changed = 0;
    for character in word.chars() {
        if character < '\u{250}' {
            latin.push(character);
            continue;
        }
        let known = LOOK_ALIKE.iter().find_map(|(foreign, plain)| {
            let at = foreign.chars().position(|letter| letter == character)?;
            plain.chars().nth(at)
        });
        let Some(known) = known else { return (Span::new(start, end), None) };
        latin.push(known);
        changed += 1;
    }
    let letters = latin.chars().count();
    let plain = letters >= 3 && changed * 2 <= letters;
    (Span::new(start, end), plain.then_some(latin))
}
