//! The match view: prose folded to plain ASCII where it can be, so that one fast scan serves all rules.
//!
//! Curly quotes, dashes, spaces of every width and Latin letters with marks become their plain relatives. Other
//! scripts stay as they are. Rule authors write `'`, `-` and `e`, and match `’`, `–` and `é` too.

use crate::source::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Prose folded for matching, in two versions with the same offsets.
#[derive(Debug, Default)]
pub struct Folded {
    /// Capitals kept.
    pub cased: String,
    /// ASCII capitals lowered.
    pub lower: String,
    /// Sorted `(folded, prose, width)`: the character folded to `width` bytes starts at these offsets, and the text
    /// from there on runs in step until the next entry.
    steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    folded: u32,
    prose: u32,
    /// Bytes of the folded form.
    narrow: u8,
    /// Bytes of the character in the prose.
    wide: u8,
}

impl Folded {
    /// Folds a prose.
    #[must_use]
    pub fn new(prose: &str) -> Self {
        let mut steps = Vec::new();
        let cased = fold_into(prose, |folded, at, narrow, wide| {
            steps.push(Step { folded: folded as u32, prose: at as u32, narrow: narrow as u8, wide: wide as u8 });
        });
        let lower = cased.to_ascii_lowercase();
        Self { cased, lower, steps }
    }

    /// The characters of the prose that are not ASCII, by their ranges in the prose, in the order of the text.
    pub fn beyond_ascii(&self) -> impl Iterator<Item = Span> {
        self.steps.iter().map(|step| Span { start: step.prose, end: step.prose + u32::from(step.wide) })
    }

    /// The range of prose that a range of the folded text was made from.
    #[must_use]
    pub fn to_prose(&self, range: Span) -> Span {
        let start = self.prose_offset(range.start, false);
        Span { start, end: self.prose_offset(range.end, true).max(start) }
    }

    /// The prose offset of a folded offset. Inside a folded character it is the character's start, or its end if `up`.
    fn prose_offset(&self, folded: u32, up: bool) -> u32 {
        let Some(index) = self.steps.partition_point(|step| step.folded <= folded).checked_sub(1) else {
            return folded;
        };
        let step = self.steps[index];
        let within = folded - step.folded;
        if within >= u32::from(step.narrow) {
            step.prose + u32::from(step.wide) + (within - u32::from(step.narrow))
        } else if within == 0 || !up {
            step.prose
        } else {
            step.prose + u32::from(step.wide)
        }
    }

    /// The folded offset of a prose offset, at a character boundary.
    #[must_use]
    pub fn from_prose(&self, prose: u32) -> u32 {
        let Some(index) = self.steps.partition_point(|step| step.prose <= prose).checked_sub(1) else { return prose };
        let step = self.steps[index];
        let within = prose - step.prose;
        if within >= u32::from(step.wide) {
            step.folded + u32::from(step.narrow) + (within - u32::from(step.wide))
        } else {
            step.folded
        }
    }

    /// The folded range of a range of prose.
    #[must_use]
    pub fn range_of(&self, prose: Span) -> Span {
        Span { start: self.from_prose(prose.start), end: self.from_prose(prose.end) }
    }
}

/// Folds a phrase or a pattern the way prose is folded.
#[must_use]
pub fn fold_text(text: &str) -> String {
    fold_into(text, |_, _, _, _| {})
}

/// Folds `text`, telling `step(folded offset, offset, folded width, width)` of each character that is not ASCII.
fn fold_into(text: &str, mut step: impl FnMut(usize, usize, usize, usize)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(ascii) = text.as_bytes()[from..].iter().position(|byte| !byte.is_ascii()) {
        out.push_str(&text[from..from + ascii]);
        let at = from + ascii;
        let Some(character) = text[at..].chars().next() else { break };
        let folded = out.len();
        fold_character(character, &mut out);
        step(folded, at, out.len() - folded, character.len_utf8());
        from = at + character.len_utf8();
    }
    out.push_str(&text[from..]);
    out
}

fn fold_character(character: char, out: &mut String) {
    let plain = match character {
        '’' | '‘' | '‛' | 'ʼ' | '′' | '‹' | '›' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '–' | '—' | '‒' | '―' | '‐' | '‑' | '−' => "-",
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
        '…' => "...",
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => "",
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'þ' => "th",
        'Þ' => "Th",
        'ı' => "i",
        '\u{300}'..='\u{36f}' => "",
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
            let before = out.len();
            out.extend(std::iter::once(character).nfkd().filter(|&part| !is_combining_mark(part)));
            if !out[before..].is_ascii() {
                out.truncate(before);
                out.push(character);
            }
            return;
        }
        _ => {
            out.push(character);
            return;
        }
    };
    out.push_str(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_to_the_prose() {
        let prose = "“Zürich”… café—bar Київ";
        let folded = Folded::new(prose);
        assert_eq!(folded.cased, "\"Zurich\"... cafe-bar Київ");
        for word in ["Zurich", "cafe", "bar", "Київ", "..."] {
            let start = folded.cased.find(word).expect(word);
            let range = folded.to_prose(Span::new(start, start + word.len()));
            assert_eq!(fold_text(&prose[range.range()]), word);
            assert_eq!(folded.range_of(range), Span::new(start, start + word.len()));
        }
    }
}
