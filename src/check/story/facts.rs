//! What a draft notes of its story, and what two such notes have in common.

use crate::check::Inspector;
use crate::draft::Draft;
use crate::reading::sketch::{SLOTS, Sketch, hash_of_bytes};
use std::fmt::Write as _;

/// Fields of the front matter by which a system knows a story, the surest first. Drafts that agree in one are versions of
/// one story, kept on purpose.
const IDENTITIES: [&str; 9] =
    ["story-id", "story_id", "storyid", "guid", "uuid", "id", "canonical", "canonical_url", "slug"];

/// The letters that stand for a slot: six bits of its hash are kept.
const LETTERS: &[u8; 64] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

/// The fewest slots that agree between two tellings of one story: they have about half of their runs of words in common.
const ENOUGH: usize = SLOTS / 2;

/// A day's number that is on no calendar.
const NO_DAY: i64 = i64::MIN;

/// What is noted of a story.
#[derive(Clone, Copy, Debug)]
pub(in crate::check) struct Story<'f> {
    /// The system's own name of the story, hashed; nought if there is none.
    pub(super) identity: u64,
    /// The language, or nothing.
    language: &'f str,
    /// The day of the story, counted in years of 372 days.
    day: i64,
    /// All words of the draft, hashed.
    pub(super) words: u64,
    /// How many runs of words the story has.
    runs: u32,
    /// A letter for each slot; empty for a story too short to be sketched.
    pub(super) sketch: &'f str,
}

/// How much of a story stands in another. More is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) struct Closeness {
    /// All words of the two drafts are the same.
    is_copy: bool,
    /// How many slots agree.
    slots: usize,
    /// How many hundredths of the one stand in the other.
    hundredths: u32,
}

/// The note on a draft's story.
pub(in crate::check) fn written(inspector: &Inspector<'_>) -> String {
    let draft = inspector.draft;
    let language = draft.language.as_ref().map_or("", |language| language.code());
    let day = draft
        .date
        .and_then(|date| jiff::civil::Date::ZERO.until(date).ok())
        .map_or(NO_DAY, |since| i64::from(since.get_days()));
    let mut written = format!("{:x}\t{language}\t{day}\t", identity(draft));
    if let Some(Sketch { slots, runs, words }) = inspector.readings.sketch() {
        // Writing to a string does not fail.
        let _ = write!(written, "{words:x}\t{runs}\t");
        written.extend(slots.iter().map(|slot| char::from(LETTERS[(slot % 64) as usize])));
    }
    written
}

fn identity(draft: &Draft) -> u64 {
    let field = |name: &&str| draft.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name));
    let Some(field) = IDENTITIES.iter().find_map(field).filter(|field| !field.value.trim().is_empty()) else {
        return 0;
    };
    let named = format!("{}\0{}", field.name.to_ascii_lowercase(), field.value.trim());
    hash_of_bytes(named.as_bytes()).max(1)
}

impl<'f> Story<'f> {
    /// Reads a note. `None` for one that was not written here.
    pub(in crate::check) fn read(value: &'f str) -> Option<Self> {
        let mut parts = value.split('\t');
        let identity = u64::from_str_radix(parts.next()?, 16).ok()?;
        let language = parts.next()?;
        let day = parts.next()?.parse().ok()?;
        let (words, runs, sketch) = match (parts.next()?, parts.next(), parts.next()) {
            ("", None, None) => (0, 0, ""),
            (words, Some(runs), Some(sketch)) if sketch.len() == SLOTS => {
                (u64::from_str_radix(words, 16).ok()?, runs.parse().ok()?, sketch)
            }
            _ => return None,
        };
        Some(Self { identity, language, day, words, runs, sketch })
    }

    /// Whether two drafts are kept as versions of one story: under one name, or in two languages.
    pub(in crate::check) fn is_version_of(&self, other: &Self) -> bool {
        let in_two_languages =
            !self.language.is_empty() && !other.language.is_empty() && self.language != other.language;
        in_two_languages || self.identity != 0 && self.identity == other.identity
    }

    /// Whether two stories are known to be of days that far apart.
    pub(in crate::check) fn is_apart(&self, other: &Self, days: u64) -> bool {
        self.day != NO_DAY && other.day != NO_DAY && self.day.abs_diff(other.day) > days
    }

    /// Whether two stories are known to be of the same day of two weeks, as the issues of a weekly column are.
    pub(in crate::check) fn is_weeks_from(&self, other: &Self) -> bool {
        let apart = self.day.abs_diff(other.day);
        self.day != NO_DAY && other.day != NO_DAY && apart > 0 && apart.is_multiple_of(7)
    }

    /// How much of this story stands in another, if the two are nearly the same and not versions of one on purpose.
    pub(in crate::check) fn closeness(&self, other: &Self) -> Option<Closeness> {
        if self.sketch.is_empty() || other.sketch.is_empty() || self.is_version_of(other) {
            return None;
        }
        let agree = self.sketch.bytes().zip(other.sketch.bytes()).filter(|(mine, theirs)| mine == theirs).count();
        if agree < ENOUGH {
            return None;
        }
        // Of slots that differ one in 64 has the same letter. What the stories share of all runs in either of them is then
        // turned into the part of this one.
        let alike = ((agree as f64 / SLOTS as f64 - 1.0 / 64.0) / (1.0 - 1.0 / 64.0)).max(0.0);
        let shared = alike / (1.0 + alike) * (f64::from(self.runs) + f64::from(other.runs));
        let hundredths = (100.0 * shared / f64::from(self.runs.max(1))).round().min(100.0) as u32;
        Some(Closeness { is_copy: self.words == other.words, slots: agree, hundredths })
    }
}

impl Closeness {
    /// Whether one draft is the other, word for word.
    pub(super) fn is_copy(self) -> bool {
        self.is_copy
    }

    /// The share in words that an editor can check with a look at both; `None` for a copy.
    pub(in crate::check) fn share(self) -> Option<&'static str> {
        let share = match self.hundredths {
            96.. => "nearly all",
            86..=95 => "about nine tenths",
            76..=85 => "about eight tenths",
            66..=75 => "about seven tenths",
            56..=65 => "about six tenths",
            46..=55 => "about half",
            _ => "a good part",
        };
        (!self.is_copy).then_some(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A note of a story of 200 runs whose first slots differ from those of others.
    fn note(identity: u64, language: &str, day: i64, differ: usize) -> String {
        let sketch: String = (0..SLOTS).map(|slot| if slot < differ { 'x' } else { 'y' }).collect();
        format!("{identity:x}\t{language}\t{day}\tabc{differ}\t200\t{sketch}")
    }

    fn share(mine: &str, theirs: &str) -> Option<Option<&'static str>> {
        let (mine, theirs) = (Story::read(mine)?, Story::read(theirs)?);
        mine.closeness(&theirs).map(Closeness::share)
    }

    #[test]
    fn shares_are_told_in_words() {
        let of = |differ| share(&note(0, "en", 9, 0), &note(0, "en", 9, differ));
        assert_eq!(of(0), Some(None));
        assert_eq!(of(1), Some(Some("nearly all")));
        assert_eq!(of(24), Some(Some("about nine tenths")));
        assert_eq!(of(60), Some(Some("about seven tenths")));
        assert_eq!(of(80), None);
    }

    #[test]
    fn versions_on_purpose_are_no_copies() {
        assert_eq!(share(&note(7, "en", 9, 0), &note(7, "en", 9, 0)), None);
        assert_eq!(share(&note(0, "en", 9, 0), &note(0, "fr", 9, 0)), None);
        assert_eq!(share(&note(0, "", 9, 0), &note(8, "fr", 9, 0)), Some(None));
    }

    #[test]
    fn days_are_compared_where_both_are_known() {
        let (then, now, ever) = (note(0, "", 100, 0), note(0, "", 140, 0), note(0, "", NO_DAY, 0));
        let [then, now, ever] = [&then, &now, &ever].map(|note| Story::read(note).expect("a note"));
        assert!(then.is_apart(&now, 31) && now.is_apart(&then, 31));
        assert!(!then.is_apart(&now, 40) && !then.is_apart(&ever, 31) && !ever.is_apart(&ever, 31));
    }

    #[test]
    fn a_note_from_elsewhere_is_none() {
        let long = format!("0\t\t0\t0\t1\t{}", "é".repeat(SLOTS / 2));
        for note in ["", "\t\t\t", "0\ten\t1", "x\ten\t1\t", "0\ten\t1\tabc\t9\tshort"] {
            assert!(Story::read(note).is_none(), "{note}");
        }
        assert!(Story::read("0\t\t-5\t").is_some_and(|story| story.sketch.is_empty()));
        assert!(Story::read(&long).is_some_and(|story| story.closeness(&story).is_some()));
    }
}
