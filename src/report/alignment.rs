//! Whatever the text, what is underlined is what was meant, and nothing is wider than the screen.

use super::columns;
use super::fixture::find;
use super::pictures::picture;
use crate::diagnostic::Level;
use crate::source::Source;
use proptest::prelude::*;
use std::sync::Arc;

/// The text above the carets, without spaces and what has no width.
fn underlined(picture: &str) -> String {
    let lines: Vec<_> = picture.lines().filter_map(|line| line.split_once("│ ")).map(|(_, text)| text).collect();
    let mut marked = String::new();
    for pair in lines.windows(2).filter(|pair| pair[1].contains('^') && pair[1].trim_matches([' ', '^']).is_empty()) {
        let carets: Vec<bool> = pair[1].chars().map(|c| c == '^').collect();
        let mut column = 0;
        for character in pair[0].chars() {
            let width = columns::of(character);
            if width > 0 && character != ' ' && carets.get(column) == Some(&true) {
                marked.push(character);
            }
            column += width;
        }
    }
    marked
}

proptest! {
    #[test]
    fn what_is_underlined_is_what_was_meant(
        text in "([a-zé,.]{1,9}( |  |\t|\n|\r\n|\u{301}|東京|🎉|\u{feff}| \\. A)?){1,120}",
        start in 0.0..1.0f64,
        length in 0usize..40,
        other in 0.0..1.0f64,
        width in 40usize..110,
    ) {
        let source = Arc::new(Source::new("x", text.clone()));
        let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let place = |share: f64| (share * (boundaries.len() - 1) as f64) as usize;
        let (from, to) = (place(start), (place(start) + length).min(boundaries.len() - 1));
        let span = boundaries[from]..boundaries[to];
        let evidence = boundaries[place(other)]..boundaries[(place(other) + 3).min(boundaries.len() - 1)];
        let diagnostic = find(&source, span.clone(), "r", Level::Warning, "m");
        let alone = picture(&source, std::slice::from_ref(&diagnostic), width);
        let with_evidence = diagnostic.with_evidence(&source, evidence.into(), "and here");
        let together = picture(&source, &[with_evidence], width);
        for line in alone.lines().chain(together.lines()) {
            prop_assert!(columns::of_text(line) <= width, "{} columns: {line}", columns::of_text(line));
        }
        // A label of many rows is shown in part, and one without width has something beside it underlined.
        let meant: String = text[span.clone()].chars().filter(|&c| !c.is_whitespace() && columns::of(c) > 0).collect();
        if !meant.is_empty() && length < 30 && text[span.clone()].lines().count() <= 2 {
            let got = underlined(&alone);
            prop_assert!(got.contains(&meant) && got.chars().count() <= meant.chars().count() + 1, "{got:?} for {meant:?}\n{alone}");
        }
    }

    #[test]
    fn no_text_and_no_place_panics(text in ".{0,60}(\r|\n|.){0,60}", start in 0u32..200, length in 0u32..200, width in 0usize..90) {
        let source = Arc::new(Source::new("x", text));
        let mut diagnostic = find(&source, 0..0, "r", Level::Error, "m").with_evidence(&source, (0..0).into(), "e");
        diagnostic.place.start = start;
        diagnostic.place.end = start + length;
        diagnostic.evidence[0].place.start = length;
        picture(&source, &[diagnostic], width);
    }
}
