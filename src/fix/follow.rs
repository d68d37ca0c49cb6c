//! Places in a text followed through the edits that were made in it.

use super::Made;
use crate::judge::Lines;
use crate::source::Source;

/// Where a byte of a file stood before edits were made in it, in order; of what they put there, where that begins.
#[must_use]
pub fn back(at: u32, made: &[Made]) -> u32 {
    let mut shift = 0;
    for edit in made {
        let start = i64::from(edit.start) + shift;
        if i64::from(at) < start {
            break;
        }
        if i64::from(at) < start + i64::from(edit.length) {
            return edit.start;
        }
        shift += i64::from(edit.length) - i64::from(edit.end - edit.start);
    }
    (i64::from(at) - shift).clamp(0, i64::from(u32::MAX)) as u32
}

/// Where a byte stands after edits; of one that is replaced, where what was put there begins.
fn forward(at: u32, made: &[Made]) -> u32 {
    let mut shift = 0;
    for edit in made {
        if at < edit.end {
            let within = edit.start.min(at);
            return (i64::from(within) + shift).max(0) as u32;
        }
        shift += i64::from(edit.length) - i64::from(edit.end - edit.start);
    }
    (i64::from(at) + shift).max(0) as u32
}

/// The same lines after edits that were made in them.
#[must_use]
pub fn lines_after(lines: &Lines, before: &Source, made: &[Made], after: &Source) -> Lines {
    let Lines::Some(ranges) = lines else { return Lines::All };
    let starts = before.line_starts();
    let moved = ranges.iter().filter_map(|range| {
        let start = *starts.get(*range.start() as usize - 1)?;
        let end = starts.get(*range.end() as usize).map_or(before.text().len() as u32, |&next| next);
        let line = |at: u32| after.line_index(after.decoded(forward(before.original(at), made)) as usize) as u32 + 1;
        let (first, next) = (line(start), line(end));
        // The line that follows is none of them, unless there is none.
        let is_last = end as usize == before.text().len() && !before.text().ends_with(['\n', '\r']);
        let last = if is_last { next } else { next - 1 };
        (first <= last).then_some(first..=last)
    });
    Lines::Some(moved.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back() {
        // "one two three" to "ONE+ two"
        let made = [Made { start: 0, end: 3, length: 4 }, Made { start: 7, end: 13, length: 0 }];
        for (at, wanted) in [(0, 0), (3, 0), (4, 3), (7, 6), (8, 13)] {
            assert_eq!(back(at, &made), wanted, "{at}");
        }
        for (at, wanted) in [(0, 0), (3, 4), (6, 7), (7, 8), (9, 8), (13, 8)] {
            assert_eq!(forward(at, &made), wanted, "{at}");
        }
    }

    #[test]
    fn changed_lines_stay_the_changed_ones() {
        let lines = |ranges: &[std::ops::RangeInclusive<u32>]| Lines::Some(ranges.to_vec());
        let (before, after) = (Source::new("x", "a\nb\nc\nd"), Source::new("x", "a\nc\nd"));
        let made = [Made { start: 2, end: 4, length: 0 }];
        assert_eq!(lines_after(&lines(&[2..=2, 4..=4]), &before, &made, &after), lines(&[3..=3]));
        assert_eq!(lines_after(&lines(&[2..=3]), &before, &made, &after), lines(&[2..=2]));
        let split = Source::new("x", "a\nb1\nb2\nc\nd");
        let made = [Made { start: 2, end: 3, length: 5 }];
        assert_eq!(lines_after(&lines(&[2..=2, 4..=4]), &before, &made, &split), lines(&[2..=3, 5..=5]));
        assert_eq!(lines_after(&Lines::All, &before, &made, &split), Lines::All);
    }
}
