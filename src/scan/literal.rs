//! What a pattern cannot match without: literals for the shared scan, found by a walk over the parsed pattern.

use regex_syntax::hir::{Class, Hir, HirKind};

/// The most alternatives that are worth listing for one pattern.
const MOST: usize = 256;
/// The most strings that a run of literals and small classes may stand for.
const MOST_EXACT: usize = 64;

/// Strings in ASCII lower case one of which is in every match, or `None` where there are none worth looking for.
pub(super) fn required(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let mut strings = best(hir)?;
    strings.sort_unstable();
    strings.dedup();
    (strings.iter().all(|string| string.len() >= 2)).then_some(strings)
}

/// How good a set of strings is to look for: the longer the shortest, the better; the fewer, the better.
fn worth(strings: &[Vec<u8>]) -> (usize, std::cmp::Reverse<usize>) {
    (strings.iter().map(Vec::len).min().unwrap_or(0).min(8), std::cmp::Reverse(strings.len()))
}

fn best(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    if let Some(strings) = exact(hir)
        && strings.iter().all(|string| !string.is_empty())
    {
        return Some(strings);
    }
    match hir.kind() {
        HirKind::Capture(capture) => best(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => best(&repetition.sub),
        HirKind::Alternation(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(best(branch)?);
                if all.len() > MOST {
                    return None;
                }
            }
            Some(all)
        }
        HirKind::Concat(parts) => best_of_run(parts),
        _ => None,
    }
}

/// The best of all stretches of a concatenation.
fn best_of_run(parts: &[Hir]) -> Option<Vec<Vec<u8>>> {
    let mut found: Option<Vec<Vec<u8>>> = None;
    let mut offer = |strings: Vec<Vec<u8>>| {
        let usable = strings.iter().all(|string| !string.is_empty());
        if usable && found.as_ref().is_none_or(|known| worth(&strings) > worth(known)) {
            found = Some(strings);
        }
    };
    let mut run = vec![Vec::new()];
    for part in parts {
        match exact(part).and_then(|strings| crossed(&run, &strings)) {
            Some(longer) => run = longer,
            None => {
                offer(std::mem::replace(&mut run, vec![Vec::new()]));
                match exact(part) {
                    Some(strings) => run = strings,
                    None => {
                        if let Some(strings) = best(part) {
                            offer(strings);
                        }
                    }
                }
            }
        }
    }
    offer(run);
    found
}

/// All strings that the expression matches, in ASCII lower case, if they are few.
fn exact(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(vec![Vec::new()]),
        HirKind::Literal(literal) => Some(vec![literal.0.to_ascii_lowercase()]),
        HirKind::Class(class) => exact_class(class),
        HirKind::Capture(capture) => exact(&capture.sub),
        HirKind::Repetition(repetition) if repetition.max.is_some_and(|max| max <= 3) => {
            let once = exact(&repetition.sub)?;
            let mut all = Vec::new();
            let mut power = vec![Vec::new()];
            for times in 0..=repetition.max.unwrap_or(0) {
                if times >= repetition.min {
                    all.extend(power.iter().cloned());
                }
                power = crossed(&power, &once)?;
            }
            (all.len() <= MOST_EXACT).then_some(all)
        }
        HirKind::Concat(parts) => parts.iter().try_fold(vec![Vec::new()], |run, part| crossed(&run, &exact(part)?)),
        HirKind::Alternation(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(exact(branch)?);
            }
            (all.len() <= MOST_EXACT).then_some(all)
        }
        HirKind::Repetition(_) => None,
    }
}

fn exact_class(class: &Class) -> Option<Vec<Vec<u8>>> {
    let mut strings: Vec<Vec<u8>> = match class {
        Class::Unicode(class) => {
            let size: usize = class.iter().map(|range| range.len()).sum();
            if size > 6 {
                return None;
            }
            let characters = class.iter().flat_map(|range| range.start()..=range.end());
            characters.map(|c| c.to_ascii_lowercase().to_string().into_bytes()).collect()
        }
        Class::Bytes(class) => {
            let size: usize = class.iter().map(|range| range.len()).sum();
            if size > 6 {
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
        required(&hir).map(|all| all.iter().map(|s| String::from_utf8_lossy(s).into_owned()).collect())
    }

    #[test]
    fn the_longest_stretch_is_looked_for() {
        assert_eq!(literals(r"\b\w+ingly reported\b").expect("some"), ["ingly reported"]);
        assert_eq!(literals(r"colou?rs? of \w+").expect("some").len(), 4);
        assert_eq!(literals(r"(?i:TK)\d+").expect("some"), ["tk"]);
        assert_eq!(literals(r"(?:alpha|beta) *gamma").expect("some"), ["gamma"]);
    }

    #[test]
    fn a_pattern_without_literals_has_none() {
        assert_eq!(literals(r"\b[A-Z]{2,}\b"), None);
        assert_eq!(literals(r"\d+-\d+"), None);
        assert_eq!(literals(r"(?:word)?\w+"), None);
    }
}
