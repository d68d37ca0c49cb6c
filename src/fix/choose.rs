//! Which edits are made.

use super::Allowed;
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::judge::Lines;
use crate::source::{Source, Span};
use std::collections::BTreeMap;

/// The edits to make in one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// In the order of the text; none overlaps another.
    pub edits: Vec<Edit>,
    /// Whose they are.
    pub mended: Vec<Mended>,
    /// What was left alone.
    pub left: Left,
}

/// A diagnostic that is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Its index.
    pub diagnostic: usize,
    /// The index of the fix that is made.
    pub fix: usize,
    /// The edits of that fix which change something, with the line ends of the file.
    pub edits: Vec<Edit>,
}

/// How many fixes were left alone, although they could be made or are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// They change a quotation.
    pub quotations: usize,
    /// The file cannot hold what they put there, holds bytes there that are no text, or has a name that is none.
    pub unwritable: usize,
    /// They change lines that have not changed, where changes are asked for.
    pub unchanged: usize,
    /// There were still some after many rounds.
    pub later: usize,
    /// The draft is in a format that is only read.
    pub read_only: usize,
}

impl Left {
    /// Adds what was left alone in another file.
    pub fn add(&mut self, other: Self) {
        self.quotations += other.quotations;
        self.unwritable += other.unwritable;
        self.unchanged += other.unchanged;
        self.later += other.later;
        self.read_only += other.read_only;
    }
}

/// Chooses among the fixes of what is reported of a source, in the order of the text: the first that is allowed of each.
/// `lines` are those that may be changed. What a fix puts there ends lines as the file does.
#[must_use]
pub fn choose(diagnostics: &[Diagnostic], source: &Source, allowed: Allowed, lines: &Lines) -> Choice {
    let mut taken = Taken::default();
    let mut choice = Choice::default();
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        if !diagnostic.is_reported() || diagnostic.path != *source.path() {
            continue;
        }
        let Some((of, fix)) = first_allowed(diagnostic, allowed) else { continue };
        let left = &mut choice.left;
        match ready(fix, source, lines) {
            Ready::Unwritable => left.unwritable += 1,
            Ready::Elsewhere => left.unchanged += 1,
            Ready::Nothing => {}
            Ready::Edits(_) if fix.quoted && !allowed.quotations => left.quotations += 1,
            Ready::Edits(edits) => {
                if taken.take(&edits) {
                    choice.mended.push(Mended { diagnostic: index, fix: of, edits });
                }
            }
        }
    }
    choice.edits = taken.0.into_iter().map(|((start, end), insert)| Edit { start, end, insert }).collect();
    choice
}

/// The first fix of a diagnostic that may be made, with its index.
fn first_allowed(diagnostic: &Diagnostic, allowed: Allowed) -> Option<(usize, &Fix)> {
    let may_be_made = |(_, fix): &(usize, &Fix)| (fix.safe || allowed.unsafe_fixes) && !fix.edits.is_empty();
    diagnostic.fixes.iter().enumerate().find(may_be_made)
}

/// What is left alone in a draft that is only read, of which that is reported.
#[must_use]
pub fn leave(diagnostics: &[Diagnostic], allowed: Allowed) -> Left {
    let is_left = |one: &&Diagnostic| one.is_reported() && first_allowed(one, allowed).is_some();
    Left { read_only: diagnostics.iter().filter(is_left).count(), ..Left::default() }
}

/// What becomes of a fix.
enum Ready {
    /// Its edits, in order, without those that change nothing.
    Edits(Vec<Edit>),
    /// It changes nothing.
    Nothing,
    /// It cannot be made in this file.
    Unwritable,
    /// It changes lines that must not be changed.
    Elsewhere,
}

fn ready(fix: &Fix, source: &Source, lines: &Lines) -> Ready {
    let mut edits: Vec<Edit> = Vec::with_capacity(fix.edits.len());
    for edit in &fix.edits {
        let Some(span) = span_of(edit, source) else { return Ready::Unwritable };
        let insert = with_line_ends(&edit.insert, source, span);
        if source.encoding().encode(&insert).is_none() {
            return Ready::Unwritable;
        }
        let last = source.line_column(span.range().end).0;
        // What is deleted with its line end is no change to the line after it.
        let is_whole = span.start < span.end && source.slice(span).ends_with(['\n', '\r']);
        if !lines.hold(source.line_column(span.range().start).0, last - u32::from(is_whole)) {
            return Ready::Elsewhere;
        }
        if source.slice(span) != insert {
            edits.push(Edit { insert, ..*edit });
        }
    }
    edits.sort_by_key(|edit| (edit.start, edit.end));
    edits.dedup();
    let meet = |pair: &[Edit]| pair[0].end > pair[1].start || pair[0].start == pair[1].start;
    match edits.as_slice() {
        [] => Ready::Nothing,
        edits if edits.windows(2).any(meet) => Ready::Unwritable,
        _ => Ready::Edits(edits),
    }
}

/// The span of the text that an edit replaces, if it can be replaced without touching anything else: its ends stand between
/// characters, not inside a line end, and after a byte-order mark; all of its bytes are text.
fn span_of(edit: &Edit, source: &Source) -> Option<Span> {
    let text = source.text();
    let at = |original: u32| {
        let decoded = source.decoded(original);
        let is_between = text.is_char_boundary(decoded as usize) && source.original(decoded) == original;
        let (before, after) = text.split_at_checked(decoded as usize).filter(|_| is_between)?;
        let splits = before.ends_with('\r') && after.starts_with('\n');
        (!splits && decoded as usize >= source.start()).then_some(decoded)
    };
    let span = Span { start: at(edit.start)?, end: at(edit.end)? };
    (span.start <= span.end && !source.slice(span).contains(char::REPLACEMENT_CHARACTER)).then_some(span)
}

/// A text with the line ends of the file: that of the line where it is put, else the one before.
fn with_line_ends(insert: &str, source: &Source, span: Span) -> String {
    const ENDS: [char; 2] = ['\n', '\r'];
    if !insert.contains(ENDS) {
        return insert.to_owned();
    }
    let (before, after) = (&source.text()[..span.range().start], &source.text()[span.range().end..]);
    let end_at = |text: &str| {
        [("\r\n", "\r\n"), ("\n", "\n"), ("\r", "\r")].into_iter().find(|(start, _)| text.starts_with(start))
    };
    let next = after.find(ENDS).and_then(|at| end_at(&after[at..]));
    let last = || before.rfind(ENDS).and_then(|at| end_at(&before[at - usize::from(before[..at].ends_with('\r'))..]));
    let end = next.or_else(last).map_or("\n", |(_, end)| end);
    insert.replace("\r\n", "\n").replace('\r', "\n").replace('\n', end)
}

/// Edits that do not meet.
#[derive(Default)]
struct Taken(BTreeMap<(u32, u32), String>);

impl Taken {
    /// Takes all of these edits, or none: one that overlaps, or stands right beside, an edit of another fix may mean something
    /// else once that one is made. The same edit may belong to several fixes.
    fn take(&mut self, edits: &[Edit]) -> bool {
        let is_free = |edit: &Edit| {
            // Those taken do not overlap: of those that begin no later than this ends, the last ends last.
            let near = self.0.range(..=(edit.end, u32::MAX)).next_back();
            near.is_none_or(|(&(_, end), _)| end < edit.start)
        };
        let is_known = |edit: &Edit| self.0.get(&(edit.start, edit.end)).is_some_and(|insert| *insert == edit.insert);
        let can_be_made = edits.iter().all(|edit| is_known(edit) || is_free(edit));
        if can_be_made {
            self.0.extend(edits.iter().map(|edit| ((edit.start, edit.end), edit.insert.clone())));
        }
        can_be_made
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Level, Standing};
    use crate::source::decode;

    /// Whether a fix is safe, and its edits.
    type Offer<'a> = (bool, &'a [(u32, u32, &'a str)]);

    fn offer(source: &Source, fixes: &[Offer<'_>]) -> Vec<Diagnostic> {
        let edit = |&(start, end, insert): &(u32, u32, &str)| Edit { start, end, insert: insert.into() };
        let of = |&(safe, edits): &Offer<'_>| {
            let mut one = Diagnostic::new(source, Span::default(), "rule", "family", Level::Warning, "seen");
            one.fixes.push(Fix::new(safe, edits.iter().map(edit).collect()));
            one
        };
        fixes.iter().map(of).collect()
    }

    fn chosen(source: &Source, fixes: &[Offer<'_>]) -> (Vec<usize>, Left) {
        let choice = choose(&offer(source, fixes), source, Allowed::default(), &Lines::All);
        (choice.mended.into_iter().map(|mended| mended.diagnostic).collect(), choice.left)
    }

    #[test]
    fn fixes_that_meet_are_not_made_together() {
        let source = Source::new("x", "one two three four");
        let made = |fixes: &[Offer<'_>]| chosen(&source, fixes).0;
        assert_eq!(made(&[(true, &[(0, 3, "1")]), (true, &[(4, 7, "2")])]), [0, 1]);
        assert_eq!(made(&[(true, &[(0, 5, "1")]), (true, &[(4, 7, "2")])]), [0]);
        // Side by side, and two insertions at one place.
        assert_eq!(made(&[(true, &[(0, 4, "")]), (true, &[(4, 7, "2")])]), [0]);
        assert_eq!(made(&[(true, &[(3, 3, ",")]), (true, &[(3, 3, ";")])]), [0]);
        // All edits of a fix or none.
        assert_eq!(made(&[(true, &[(4, 7, "2")]), (true, &[(0, 3, "1"), (5, 6, "")]), (true, &[(0, 3, "!")])]), [0, 2]);
        // The same edit twice is one, and may belong to two fixes.
        assert_eq!(made(&[(true, &[(0, 3, "1")]), (true, &[(0, 3, "1"), (8, 13, "3")])]), [0, 1]);
        assert_eq!(made(&[(false, &[(0, 3, "1")]), (true, &[(0, 3, "one")])]), [] as [usize; 0]);
    }

    #[test]
    fn only_what_is_reported_is_mended_and_unsafe_fixes_when_asked() {
        let source = Source::new("x", "one two");
        let mut all = offer(&source, &[(true, &[(0, 3, "1")]), (false, &[(4, 7, "2")])]);
        all[0].standing = Standing::BelowLevel;
        let mended = |allowed| choose(&all, &source, allowed, &Lines::All).mended.len();
        assert_eq!(mended(Allowed::default()), 0);
        assert_eq!(mended(Allowed { unsafe_fixes: true, ..Allowed::default() }), 1);
    }

    #[test]
    fn what_a_file_cannot_hold_is_left_alone() {
        let (source, _) = decode("x", b"caf\xe9 now".to_vec()).expect("text");
        assert_eq!(chosen(&source, &[(true, &[(0, 4, "“café”")])]), (vec![0], Left::default()));
        let left = Left { unwritable: 1, ..Left::default() };
        assert_eq!(chosen(&source, &[(true, &[(0, 4, "ő")])]), (vec![], left));
        let mut broken = "“Kyiv” – “Odesa” ".as_bytes().to_vec();
        broken.extend(b"\xff end");
        let end = broken.len() as u32;
        let (source, _) = decode("x", broken).expect("text");
        assert_eq!(chosen(&source, &[(true, &[(end - 6, end, "")])]), (vec![], left));
        assert_eq!(chosen(&source, &[(true, &[(end - 4, end, "")])]), (vec![0], Left::default()));
        // Between characters only, and not between the halves of a line end.
        let source = Source::new("x", "\u{feff}é\r\n");
        for edit in [(4, 5, ""), (5, 6, ""), (0, 3, ""), (9, 12, "")] {
            assert_eq!(chosen(&source, &[(true, &[edit])]), (vec![], left), "{edit:?}");
        }
    }

    #[test]
    fn line_ends_follow_the_file() {
        for (text, at, wanted) in [
            ("one\r\ntwo\nthree", 0, "\r\n"),
            ("one\r\ntwo\nthree", 6, "\n"),
            ("one\r\ntwo", 6, "\r\n"),
            ("one\rtwo", 5, "\r"),
            ("one", 1, "\n"),
        ] {
            let source = Source::new("x", text);
            let all = offer(&source, &[(true, &[(at, at, "\n")])]);
            let choice = choose(&all, &source, Allowed::default(), &Lines::All);
            assert_eq!(choice.edits[0].insert, wanted, "{text:?} {at}");
        }
    }

    #[test]
    fn only_changed_lines_are_changed() {
        let source = Source::new("x", "one\ntwo\nthree\n");
        let all = offer(&source, &[(true, &[(4, 8, "")]), (true, &[(0, 1, "O"), (8, 9, "T")]), (true, &[(8, 9, "T")])]);
        let choice = choose(&all, &source, Allowed::default(), &Lines::Some(vec![2..=2]));
        assert_eq!(choice.mended.len(), 1);
        assert_eq!(choice.left.unchanged, 2);
    }
}
