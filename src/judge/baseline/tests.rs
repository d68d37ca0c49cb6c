use super::*;
use crate::diagnostic::Level;
use crate::source::{Source, Span};
use proptest::prelude::*;

/// A finding of that fingerprint; the second of one has a number, as the judge gives it.
fn finding(fingerprint: &str, standing: Standing) -> Diagnostic {
    let source = Source::new("a.md", "TK");
    let mut diagnostic = Diagnostic::new(&source, Span::new(0, 2), "placeholder-tk", "x", Level::Error, "message");
    diagnostic.fingerprint = fingerprint.to_owned();
    diagnostic.standing = standing;
    diagnostic
}

fn entry(path: &str, fingerprint: &str) -> Entry {
    Entry { path: path.into(), rule: "placeholder-tk".into(), text: "TK".into(), fingerprint: fingerprint.into() }
}

/// For each finding whether it rests, given drafts as `path: fingerprints`; and where each entry found its own.
fn rests(entries: &[(&str, &str)], drafts: &[(&str, &[&str])], gone: &[&str]) -> (Vec<bool>, Vec<Option<String>>) {
    let entries: Vec<Entry> = entries.iter().map(|(path, known)| entry(path, known)).collect();
    let mut diagnostics: Vec<Vec<Diagnostic>> = drafts
        .iter()
        .map(|(_, known)| known.iter().map(|known| finding(known, Standing::Reported)).collect())
        .collect();
    let at = rest(&entries, drafts.iter().map(|(path, _)| *path), &mut diagnostics, gone);
    let rests = |one: &Diagnostic| matches!(one.standing, Standing::Baselined { .. });
    (diagnostics.iter().flatten().map(rests).collect(), at)
}

fn rest<'p>(
    entries: &[Entry],
    paths: impl Iterator<Item = &'p str> + Clone,
    diagnostics: &mut [Vec<Diagnostic>],
    gone: &[&str],
) -> Vec<Option<String>> {
    let whereabouts = |entry: &Entry| match &*entry.path {
        path if paths.clone().any(|known| known == path) => Whereabouts::Checked,
        path if gone.contains(&path) => Whereabouts::Gone,
        _ => Whereabouts::Elsewhere,
    };
    let found = paths.clone().zip(diagnostics.iter_mut());
    let mut found: Vec<Found<'_>> = found.map(|(path, diagnostics)| Found { path, diagnostics }).collect();
    let_rest(entries, &mut found, whereabouts, |index| format!("b:{index}"))
}

#[test]
fn of_as_many_as_there_are_entries_all_rest_and_of_more_as_many() {
    let entries = [("a.md", "f"), ("a.md", "f")];
    assert_eq!(rests(&entries, &[("a.md", &["f", "f-2", "f-3"])], &[]).0, [true, true, false]);
    let (rest, at) = rests(&entries, &[("a.md", &["f"])], &[]);
    assert_eq!((rest, at), (vec![true], vec![Some("a.md".into()), None]));
}

#[test]
fn an_entry_follows_its_passage_and_speaks_for_no_other_draft() {
    // Renamed.
    assert_eq!(rests(&[("old.md", "f")], &[("new.md", &["f"])], &["old.md"]).0, [true]);
    // Moved to another draft of this run.
    assert_eq!(rests(&[("a.md", "f")], &[("a.md", &[]), ("b.md", &["f"])], &[]).0, [true]);
    // Copied: the old one has it still.
    assert_eq!(rests(&[("a.md", "f")], &[("b.md", &["f"]), ("a.md", &["f"])], &[]).0, [false, true]);
    // The old one is there and was not looked at.
    assert_eq!(rests(&[("a.md", "f")], &[("b.md", &["f"])], &[]).0, [false]);
}

#[test]
fn what_stood_there_before_the_change_comes_first_and_what_is_spoken_for_last() {
    let entries = [entry("a.md", "f")];
    let standings = |given: [Standing; 2]| {
        let mut diagnostics = vec![given.map(|standing| finding("f", standing)).to_vec()];
        let at = rest(&entries, ["a.md"].into_iter(), &mut diagnostics, &[]);
        assert!(at[0].is_some());
        diagnostics.remove(0).into_iter().map(|one| one.standing).collect::<Vec<_>>()
    };
    let baselined = Standing::Baselined { by: "b:0".into() };
    let overshadowed = || Standing::Overshadowed { by: "other-rule".into() };
    assert_eq!(standings([Standing::Reported, Standing::Unchanged]), [Standing::Reported, baselined.clone()]);
    assert_eq!(standings([overshadowed(), Standing::BelowLevel]), [overshadowed(), baselined]);
    // The entry is not left over, and what was set aside for another reason stays so.
    let allowed = || Standing::Allowed { by: "a.md:1".into(), reason: "asked".into() };
    assert_eq!(standings([allowed(), overshadowed()]), [allowed(), overshadowed()]);
}

#[test]
fn what_keeps_copydesk_from_its_work_cannot_rest() {
    let mut diagnostic = finding("f", Standing::Reported);
    diagnostic.family = crate::diagnostic::trouble::FAMILY.into();
    for (rule, can) in crate::diagnostic::trouble::ALL.map(|(id, _)| (id, matches!(id, "encoding" | "front-matter"))) {
        diagnostic.rule = rule.into();
        assert_eq!(can_rest(&diagnostic), can, "{rule}");
    }
}

#[test]
fn long_words_are_cut_for_the_eye() {
    let source = Source::new("a.md", "é".repeat(100));
    let diagnostic = Diagnostic::new(&source, Span::new(0, 200), "x", "x", Level::Error, "message");
    assert_eq!(Entry::of(&diagnostic, "a.md").text, "é".repeat(79) + "…");
}

proptest! {
    /// Drafts `a` to `d` with findings of three fingerprints, and entries for those and for a draft that is gone.
    #[test]
    fn entries_let_rest_one_each_and_the_order_makes_no_difference(
        entries in prop::collection::vec((0..6_usize, 0..3_usize), 0..12),
        drafts in prop::collection::vec(prop::collection::vec((0..3_usize, 0..4_usize), 0..6), 4),
        turn in 0..4_usize,
    ) {
        const PATHS: [&str; 6] = ["a", "b", "c", "d", "gone", "elsewhere"];
        const KNOWN: [&str; 3] = ["f", "g", "h"];
        let entries: Vec<Entry> = entries.iter().map(|&(path, known)| entry(PATHS[path], KNOWN[known])).collect();
        let standing = |which: usize| match which {
            0 => Standing::Unchanged,
            1 => Standing::Overshadowed { by: "x".into() },
            2 => Standing::BelowLevel,
            _ => Standing::Reported,
        };
        let diagnostics = || -> Vec<Vec<Diagnostic>> {
            let of = |draft: &Vec<(usize, usize)>| {
                draft.iter().map(|&(known, which)| finding(KNOWN[known], standing(which))).collect()
            };
            drafts.iter().map(of).collect()
        };
        let mut straight = diagnostics();
        let at = rest(&entries, PATHS[..4].iter().copied(), &mut straight, &["gone"]);
        let resting = |of: &[Vec<Diagnostic>], known: &str| {
            let is = |one: &&Diagnostic| matches!(one.standing, Standing::Baselined { .. }) && one.fingerprint == known;
            of.iter().flatten().filter(is).count()
        };
        for known in KNOWN {
            let listed = entries.iter().filter(|entry| entry.fingerprint == known).count();
            prop_assert!(resting(&straight, known) <= listed);
        }
        for (entry, at) in entries.iter().zip(&at) {
            prop_assert!(entry.path != "elsewhere" || at.is_none());
        }
        // What was told and rests no longer is told has an entry, and each entry that found its own has one.
        let all: usize = KNOWN.iter().map(|known| resting(&straight, known)).sum();
        prop_assert!(all <= at.iter().flatten().count());
        let mut turned = diagnostics();
        turned.rotate_left(turn);
        let mut paths = PATHS[..4].to_vec();
        paths.rotate_left(turn);
        prop_assert_eq!(rest(&entries, paths.into_iter(), &mut turned, &["gone"]), at);
        turned.rotate_right(turn);
        prop_assert_eq!(turned, straight);
    }
}
