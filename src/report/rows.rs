//! Which parts of a draft are shown with a diagnostic: rows, no wider than the screen, around what is labelled.
//!
//! A paragraph of news is one line of the file, of 400 characters or of 20 megabytes. Rows are cut out around the
//! labels, so that the work depends on the width of the screen and not on the length of the line. Since the rows that
//! are not shown are never seen, a row begins where it reads best: at the start of the line or of a sentence.

use super::columns;
use crate::source::Source;
use std::ops::Range;

/// Something to underline.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label<'d> {
    /// The bytes, in the decoded text.
    pub(super) span: Range<usize>,
    /// What to write beside it.
    pub(super) message: &'d str,
    /// Whether it is what the diagnostic is about.
    pub(super) primary: bool,
}

/// Part of a line of a source.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// The bytes, in the decoded text; never a line end.
    pub(super) span: Range<usize>,
    /// The first byte that belongs to a later row: after the line end, if the row is the last of its line.
    pub(super) until: usize,
    /// The line, from 0.
    pub(super) line: usize,
    /// Whether it goes on where the row before it stopped.
    pub(super) joined: bool,
    /// Whether text of the line was left out before it.
    pub(super) cut_before: bool,
    /// Whether it is the last of its line.
    pub(super) ends_line: bool,
}

/// Columns of the mark for text left out, with its space.
pub(super) const CUT: usize = 2;

/// From how many rows, or lines of the file, on only the two ends of a label are shown.
const LONG: usize = 3;

/// The rows to show for labels (in the order of the text) on a screen with room for `width` columns of text.
pub(super) fn rows(source: &Source, labels: &[Label<'_>], width: usize) -> Vec<Row> {
    let page = Page { source, labels, width: width.max(4 * CUT) };
    let mut spans: Vec<_> = labels.iter().flat_map(|label| page.in_view(label)).collect();
    spans.sort_by_key(|(span, _)| (span.start, span.end));
    let mut rows = Vec::new();
    for (span, needed) in spans {
        page.show(&span, needed, &mut rows);
    }
    rows
}

impl Row {
    /// The part of a label that is in this row: empty for a place between two characters or for a line end.
    pub(super) fn part(&self, label: &Range<usize>) -> Option<Range<usize>> {
        let (start, end) = (label.start.max(self.span.start), label.end.min(self.span.end));
        if start < end {
            return Some(start..end);
        }
        let owns_start = self.span.start <= label.start && label.start < self.until;
        (owns_start && (label.is_empty() || label.start >= self.span.end))
            .then(|| label.start.min(self.span.end)..label.start.min(self.span.end))
    }
}

struct Page<'p> {
    source: &'p Source,
    labels: &'p [Label<'p>],
    width: usize,
}

impl Page<'_> {
    fn text(&self) -> &str {
        self.source.text()
    }

    /// What has to be seen of a label, with the columns that it needs: all of it, or the two ends of a long one.
    fn in_view(&self, label: &Label<'_>) -> Vec<(Range<usize>, usize)> {
        let Range { start, end } = label.span;
        let lines = self.source.line_index(end.saturating_sub(1).max(start)) - self.source.line_index(start);
        let long = LONG * self.width;
        if lines < LONG && columns::up_to(&self.text()[start..end], long) < long {
            return vec![(start..end, self.needed(label))];
        }
        let second = self.source.line_span(self.source.line_index(start) + usize::from(lines > 0)).range().end;
        let head = self.forward(start, second.min(end), self.width + self.width / 2);
        let tail = self.back(end, self.line_start(end - 1).max(head), self.width / 3 * 2);
        vec![(start..head, self.width), (tail..end, columns::up_to(&self.text()[tail..end], self.width))]
    }

    /// Adds the rows that hold a stretch of text.
    fn show(&self, span: &Range<usize>, needed: usize, rows: &mut Vec<Row>) {
        let last = span.end.saturating_sub(1).max(span.start);
        let mut at = match rows.last() {
            Some(row) if row.until > last => return,
            Some(row) if row.until > span.start => row.until,
            row => self.lead(span, needed, self.line_start(span.start).max(row.map_or(0, |row| row.until))),
        };
        while at <= last {
            let joined = rows.last().is_some_and(|row| row.until == at);
            let row = self.row(at, joined);
            at = row.until;
            rows.push(row);
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.source.line_starts()[self.source.line_index(at)] as usize
    }

    /// Columns that a label and what is written beside it take, at most one more than there are.
    fn needed(&self, label: &Label<'_>) -> usize {
        let room = self.width + 1;
        let message = columns::up_to(label.message, room);
        let marks = columns::up_to(&self.text()[label.span.clone()], room).max(1);
        (marks + message + usize::from(message > 0)).min(room)
    }

    /// Where the row that holds the start of a label begins, not before `floor`.
    fn lead(&self, span: &Range<usize>, needed: usize, floor: usize) -> usize {
        let line = self.source.line_span(self.source.line_index(span.start));
        if columns::up_to(&self.text()[floor..line.range().end.max(floor)], self.width + 1) <= self.width {
            return floor;
        }
        let spare = (self.width - 2 * CUT).saturating_sub(needed);
        let after = &self.text()[span.end.min(line.range().end)..line.range().end];
        let right = columns::up_to(after, spare / 3);
        let earliest = self.back(span.start, floor, spare - right);
        if earliest == floor {
            return floor;
        }
        let before = &self.text()[earliest..span.start];
        let start = earliest + sentence_start(before).or_else(|| before.find(' ').map(|at| at + 1)).unwrap_or(0);
        // A gap shorter than a row is not worth a mark, as long as the row goes on from one that is shown.
        let gap = &self.text()[floor..start];
        let follows = floor > self.line_start(span.start);
        if follows && columns::up_to(gap, self.width) < self.width { floor } else { start }
    }

    /// The place `columns` before `at`, but not before `floor`.
    fn back(&self, at: usize, floor: usize, columns: usize) -> usize {
        let (mut place, mut column) = (at, 0);
        for (offset, character) in self.text()[floor.min(at)..at].char_indices().rev() {
            column += columns::of(character);
            if column > columns || at - place > 16 * self.width {
                break;
            }
            place = floor + offset;
        }
        place
    }

    /// The place `columns` after `at`, but not after `ceiling`.
    fn forward(&self, at: usize, ceiling: usize, columns: usize) -> usize {
        let mut column = 0;
        for (offset, character) in self.text()[at..ceiling].char_indices() {
            if column >= columns || offset > 16 * self.width {
                return at + offset;
            }
            column += columns::of(character);
        }
        ceiling
    }

    /// The row that begins at `at`.
    fn row(&self, at: usize, joined: bool) -> Row {
        let line = self.source.line_index(at);
        let line_end = self.source.line_span(line).range().end.max(at);
        let next_line = self.source.line_starts().get(line + 1).map_or(self.text().len() + 1, |&start| start as usize);
        let cut_before = !joined && at > self.source.line_starts()[line] as usize && at > self.source.start();
        let end = self.break_after(at, line_end, if cut_before { CUT } else { 0 });
        let ends_line = end == line_end;
        Row { span: at..end, until: if ends_line { next_line } else { end }, line, joined, cut_before, ends_line }
    }

    /// Where a row ends that begins at `start`, shown in column `column`: at a space, and in no label that fits in a row.
    fn break_after(&self, start: usize, line_end: usize, mut column: usize) -> usize {
        let (width, fitting) = (self.width, self.width - CUT);
        let together: Vec<_> = self
            .labels
            .iter()
            .filter(|label| label.span.start < line_end && label.span.end > start)
            .map(|label| (label.span.start..label.span.end.min(line_end), self.needed(label)))
            .filter(|(span, _)| columns::up_to(&self.text()[span.clone()], width) <= fitting - column)
            .collect();
        let (mut spaces, mut after_space) = (0, false);
        let first = self.text()[start..].chars().next().map_or(0, char::len_utf8);
        // Where labels overlap, there may be no place that is in none of them.
        let (mut at_space, mut anywhere, mut forced) = (None, None, start + first);
        for (offset, character) in self.text()[start..line_end].char_indices() {
            let here = start + offset;
            let columns = columns::of(character);
            let may_break = !together.iter().any(|(span, _)| span.start < here && here < span.end);
            // The spaces at the end of a row need no room, unless they are underlined.
            if may_break && after_space && column - spaces <= fitting {
                at_space = Some(here);
            }
            // A mark stays with the letter that carries it.
            if offset > 0 && columns > 0 && column <= fitting {
                anywhere = if may_break { Some(here) } else { anywhere };
                forced = here;
            }
            let crowded = together
                .iter()
                .any(|(span, needed)| span.start == here && *needed <= fitting && column + needed > fitting);
            if let (true, Some(space)) = (crowded, at_space) {
                return space;
            }
            column += columns;
            let labelled = || self.labels.iter().any(|label| label.span.start <= here && here < label.span.end);
            spaces = if character == ' ' && !labelled() { spaces + columns } else { 0 };
            after_space = character == ' ';
            // The second limit is for text without width, of which a line could hold megabytes.
            if column - spaces > width || offset > 16 * width {
                return at_space.or(anywhere).unwrap_or(forced);
            }
        }
        line_end
    }
}

/// Where the first sentence starts in a stretch of text that begins in the middle of one.
fn sentence_start(text: &str) -> Option<usize> {
    text.match_indices(' ').map(|(at, _)| at + 1).find(|&at| {
        let before = text[..at].trim_end_matches([' ', '”', '’', '"', ')']);
        before.ends_with(['.', '!', '?']) && text[at..].starts_with(|c: char| c.is_uppercase() || "“‘\"".contains(c))
    })
}
