//! Skeletons: what is left of a name when the ways to spell its sounds in Latin letters are levelled.
//!
//! `Zelensky`, `Zelenskyy` and `Zelenskiy` have one skeleton, and so have `Odesa` and `Odessa`.

use crate::draft::fold_text;

/// Letters that stand for one sound, and what the skeleton has for them. The first that fits counts, so that longer
/// groups stand before the shorter ones they begin with.
const SOUNDS: &[(&str, &str)] = &[
    ("shch", "S"),
    ("tsch", "C"),
    ("sch", "S"),
    ("tch", "C"),
    ("sh", "S"),
    ("ch", "C"),
    ("zh", "Z"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("dh", "d"),
    ("th", "t"),
    ("ts", "c"),
    ("tz", "c"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("iyy", "i"),
    ("iy", "i"),
    ("yy", "i"),
    ("ij", "i"),
    ("ii", "i"),
    ("yi", "i"),
    ("ie", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ay", "i"),
    ("ai", "i"),
    ("ye", "e"),
    ("yo", "o"),
    ("yu", "u"),
    ("iu", "u"),
    ("ya", "a"),
    ("ia", "a"),
    ("y", "i"),
];

/// The skeleton of a name. Accents, apostrophes, hyphens and capitals do not count, nor do doubled letters.
pub(crate) fn skeleton(name: &str) -> String {
    let folded = fold_text(name);
    let lower = folded.to_ascii_lowercase();
    let letters: String = lower.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let mut out = String::with_capacity(letters.len());
    let mut rest = letters.as_str();
    while let Some(first) = rest.chars().next() {
        let sound = SOUNDS.iter().find(|(group, _)| rest.starts_with(group));
        let length = sound.map_or(first.len_utf8(), |(group, _)| group.len());
        match sound {
            Some((_, sound)) => out.push_str(sound),
            None => out.push(first),
        }
        rest = &rest[length..];
    }
    let mut previous = None;
    out.retain(|letter| previous.replace(letter) != Some(letter));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_skeleton() {
        for spellings in [
            &["Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskij"][..],
            &["Odesa", "Odessa"],
            &["Tykhyi", "Tykhyy", "Tykhiy"],
            &["Hoffman", "Hoffmann"],
            &["Erdogan", "Erdoğan"],
            &["Khrushchev", "Khrushchyev"],
            &["Al-Assad", "al Assad"],
        ] {
            let first = skeleton(spellings[0]);
            spellings.iter().for_each(|name| assert_eq!(skeleton(name), first, "{name}"));
        }
        for (one, other) in [("Morrison", "Orbison"), ("Horgan", "Horan"), ("Misra", "Mishra"), ("", "A")] {
            assert_ne!(skeleton(one), skeleton(other));
        }
    }
}
