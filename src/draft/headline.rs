//! Which line of a plain text is the headline.

use super::token::is_capitalised;

/// The score from which a first line counts as a headline.
const ENOUGH: i32 = 3;

/// What is known of the line that may be a headline.
pub(super) struct Candidate<'t> {
    pub(super) line: &'t str,
    pub(super) blank_after: bool,
    /// Length of the next line that is not blank, in bytes.
    pub(super) next_length: usize,
}

/// Whether the first line of a text is its headline.
pub(super) fn is_headline(candidate: &Candidate<'_>) -> bool {
    let line = candidate.line.trim();
    let words: Vec<&str> = line.split_whitespace().collect();
    let ends_sentence = line.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?']);
    let mut score = 0;
    if !ends_sentence || line.ends_with('?') {
        score += 2;
    }
    if words.len() <= 20 && line.chars().count() <= 140 {
        score += 1;
    }
    if candidate.blank_after {
        score += 1;
    }
    if candidate.next_length * 2 >= line.len() * 3 {
        score += 1;
    }
    let long: Vec<&&str> = words.iter().filter(|word| word.chars().count() >= 4).collect();
    let capitals = long.iter().filter(|word| is_capitalised(word)).count();
    if capitals * 10 >= long.len() * 7 || !ends_sentence {
        score += 1;
    }
    if dateline_length(line).is_some() {
        score -= 5;
    }
    if is_list_marker(line) {
        score -= 5;
    }
    if line.chars().next().is_some_and(char::is_lowercase) {
        score -= 2;
    }
    if line.ends_with(':') {
        score -= 1;
    }
    score >= ENOUGH
}

/// Bytes of the list marker and the space after it, at the start of a line.
pub(super) fn list_marker(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start().len();
    let rest = &line[indent..];
    let marker = match rest.chars().next()? {
        mark @ ('-' | '*' | '•' | '–' | '·' | '▪' | '‣') => mark.len_utf8(),
        digit if digit.is_ascii_digit() => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 3 || !matches!(rest.as_bytes().get(digits), Some(b'.' | b')')) {
                return None;
            }
            digits + 1
        }
        _ => return None,
    };
    let space = rest[marker..].len() - rest[marker..].trim_start_matches([' ', '\t', '\u{a0}']).len();
    (space > 0).then_some(indent + marker + space)
}

fn is_list_marker(line: &str) -> bool {
    list_marker(line).is_some()
}

/// Bytes of a dateline with its dash: `Istanbul, Turkey — `, `WASHINGTON (AP) - `.
pub(super) fn dateline_length(line: &str) -> Option<usize> {
    // No dateline is longer than this; it keeps the search short in text without line breaks.
    let window = &line[..crate::source::floor_boundary(line, 90)];
    // Most lines have neither a hyphen nor the first byte of a dash.
    memchr::memchr2(b'-', "—".as_bytes()[0], window.as_bytes())?;
    let (at, dash) = [" — ", " – ", " -- ", " - ", "— "]
        .iter()
        .filter_map(|dash| window.find(dash).map(|at| (at, dash.len())))
        .min()?;
    let place = &window[..at];
    let (place, agency) = match place.rfind(" (") {
        Some(open) if place.ends_with(')') => (&place[..open], true),
        _ => (place, false),
    };
    let parts: Vec<&str> = place.split(", ").collect();
    if parts.len() > 4 || place.is_empty() {
        return None;
    }
    let mut capitals = 0;
    for part in &parts {
        let words: Vec<&str> = part.split(' ').collect();
        if words.len() > 4
            || !words.iter().all(|word| {
                is_capitalised(word)
                    || word.bytes().all(|b| b.is_ascii_digit())
                    || matches!(*word, "de" | "la" | "of" | "the" | "el" | "al")
            })
        {
            return None;
        }
        capitals += words.iter().filter(|word| word.len() > 1 && word.chars().all(|c| !c.is_lowercase())).count();
    }
    // “Tests - The results” has the shape too: ask for capitals, an agency, a comma or a long dash after one place.
    let dash = &window[at..at + dash];
    let sure =
        agency || capitals > 0 || parts.len() > 1 || (dash.contains(['—', '–']) && place.split(' ').count() <= 2);
    sure.then_some(at + dash.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        assert_eq!(dateline_length("Istanbul, Turkey — The second round"), Some("Istanbul, Turkey — ".len()));
        assert_eq!(dateline_length("WASHINGTON (AP) - The"), Some("WASHINGTON (AP) - ".len()));
        assert_eq!(dateline_length("A historic negotiation took place – the first"), None);
        assert_eq!(dateline_length("Kyiv rejects Moscow's terms - Discussion"), None);
    }

    #[test]
    fn list_markers() {
        assert_eq!(list_marker("- Lifting"), Some(2));
        assert_eq!(list_marker("12. Lifting"), Some(4));
        assert_eq!(list_marker("2014 was"), None);
        assert_eq!(list_marker("-30-"), None);
    }
}
