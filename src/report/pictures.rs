//! What the report for people looks like.

use super::fixture::{find, options, report};
use super::{Format, Options};
use crate::diagnostic::{Diagnostic, Edit, Fix, Level};
use crate::source::{Source, decode};
use std::ops::Range;
use std::sync::Arc;

const COUNCIL: &str = "Harbour vote splits the council\n\nThe council of Lower Marsh met on Tuesday to decide whether the \
    old ferry harbour should be sold. Mayor Ilse Brandt, who has held the office since the flood, told members that \
    the town could no longer carry the cost of the sea wall on its own. Many believe that the sale is a done deal. \
    Critics say the buyer has offered less than the land is worth, and Ilsa Brandt has not said who the buyer is. \
    A second vote is planned for the spring.\n\nBrandt declined to comment.\n";

/// The report about one text, without the lines that the tests of the summary look at.
pub(super) fn picture(source: &Arc<Source>, diagnostics: &[Diagnostic], width: usize) -> String {
    let sources = |path: &str| (path == source.path().as_ref()).then(|| source.clone());
    report(Format::Terminal, diagnostics, &Options { width, quiet: true, ..options(&sources) })
}

fn council() -> Arc<Source> {
    Arc::new(Source::new("council.txt", COUNCIL))
}

fn at(source: &Source, words: &str) -> Range<usize> {
    let start = source.text().find(words).expect(words);
    start..start + words.len()
}

/// A warning about the first place of these words.
fn warn(source: &Source, words: &str, message: &str) -> Diagnostic {
    find(source, at(source, words), "some-rule", Level::Warning, message)
}

#[test]
fn labels_in_one_long_paragraph() {
    let source = council();
    let mut variant = warn(&source, "Ilsa Brandt", "“Ilsa Brandt” here, “Ilse Brandt” elsewhere")
        .with_evidence(&source, at(&source, "Ilse Brandt").into(), "first written here")
        .with_remedy("Confirm the spelling, then use it throughout.");
    let start = variant.place.start;
    variant.fixes.push(Fix::new(true, vec![Edit { start, end: start + 4, insert: "Ilse".into() }]));
    insta::assert_snapshot!(picture(&source, std::slice::from_ref(&variant), 100), @r#"
    warning[some-rule]: “Ilsa Brandt” here, “Ilse Brandt” elsewhere
      ┌─ council.txt:3:355
      │
    3 │ … Mayor Ilse Brandt, who has held the office since the flood, told members that the town …
      │         ----------- first written here
      ·
    3 │ … buyer has offered less than the land is worth, and Ilsa Brandt has not said who the buyer …
      │                                                      ^^^^^^^^^^^
      │
      = Confirm the spelling, then use it throughout.
      = fix: write “Ilse”
    "#);
    insta::assert_snapshot!(picture(&source, &[variant], 60), @r#"
    warning[some-rule]: “Ilsa Brandt” here, “Ilse Brandt”
        elsewhere
      ┌─ council.txt:3:355
      │
    3 │ … Mayor Ilse Brandt, who has held the office since …
      │         ----------- first written here
      ·
    3 │ … the land is worth, and Ilsa Brandt has not said who …
      │                          ^^^^^^^^^^^
      │
      = Confirm the spelling, then use it throughout.
      = fix: write “Ilse”
    "#);
}

#[test]
fn a_sentence_starts_a_row() {
    let source = council();
    let mut vague = warn(&source, "Many believe", "“Many believe”: who are they?");
    vague.level = Level::Advice;
    insta::assert_snapshot!(picture(&source, &[vague], 80), @r#"
    advice[some-rule]: “Many believe”: who are they?
      ┌─ council.txt:3:245
      │
    3 │ … the cost of the sea wall on its own. Many believe that the sale is a …
      │                                        ^^^^^^^^^^^^
    "#);
}

#[test]
fn labels_side_by_side_and_one_in_the_other() {
    let source = council();
    let nested = warn(&source, "Critics say the buyer", "two faults in one place")
        .with_evidence(&source, at(&source, "Critics").into(), "who?")
        .with_evidence(&source, at(&source, "done deal").into(), "whose words?");
    insta::assert_snapshot!(picture(&source, &[nested], 100), @r#"
    warning[some-rule]: two faults in one place
      ┌─ council.txt:3:288
      │
    3 │ … Many believe that the sale is a done deal. Critics say the buyer has offered less than the …
      │                                   ---------  ^^^^^^^^^^^^^^^^^^^^^
      │                                   │          │
      │                                   │          who?
      │                                   whose words?
    "#);
}

#[test]
fn evidence_far_away() {
    let source = council();
    let far = warn(&source, "declined to comment", "she has commented above")
        .with_evidence(&source, at(&source, "told members").into(), "said so here")
        .with_evidence(
            &source,
            at(&source, "Harbour vote").into(),
            "a note that is far too long to stand beside what it is about, let alone under it, on a line of this width",
        );
    insta::assert_snapshot!(picture(&source, &[far], 80), @r#"
    warning[some-rule]: she has commented above
      ┌─ council.txt:5:8
      │
    1 │ Harbour vote splits the council
      │ ------------
      ·
    3 │ … the office since the flood, told members that the town could no longer …
      │                               ------------ said so here
      ·
    5 │ Brandt declined to comment.
      │        ^^^^^^^^^^^^^^^^^^^
      │
      = line 1: a note that is far too long to stand beside what it is about, let
        alone under it, on a line of this width
    "#);
}

#[test]
fn evidence_in_another_file() {
    let (here, there) = (council(), Arc::new(Source::new("archive/flood.txt", "Mayor Ilsa Brandt\n")));
    let diagnostic = warn(&here, "Ilse Brandt", "another spelling in the archive")
        .with_evidence(&there, (6..17).into(), "written so there")
        .with_evidence(&Source::new("gone.txt", "Ilse Brant"), (0..10).into(), "and so there");
    let sources = |path: &str| [&here, &there].into_iter().find(|s| s.path().as_ref() == path).cloned();
    insta::assert_snapshot!(report(Format::Terminal, &[diagnostic], &options(&sources)), @r#"
    warning[some-rule]: another spelling in the archive
      ┌─ council.txt:3:105
      │
    3 │ … Mayor Ilse Brandt, who has held the office since the flood, told members that the town …
      │         ^^^^^^^^^^^
      │
      ┌─ archive/flood.txt:1:7
      │
    1 │ Mayor Ilsa Brandt
      │       ----------- written so there
      │
      = gone.txt:1:1: and so there

    1 warning in 1 draft
    "#);
}

#[test]
fn a_label_longer_than_the_screen() {
    let source = council();
    let end = at(&source, "the spring.").end;
    let paragraph = find(&source, 33..end, "duplicate-block", Level::Error, "the paragraph stands here twice");
    insta::assert_snapshot!(picture(&source, &[paragraph], 60), @r#"
    error[duplicate-block]: the paragraph stands here twice
      ┌─ council.txt:3:1
      │
    3 │ The council of Lower Marsh met on Tuesday to decide
      │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │ whether the old ferry harbour should be sold. Mayor …
      │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      ·
    3 │ … A second vote is planned for the spring.
      │   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    "#);
    let hard_wrapped = Arc::new(Source::new("wrapped.txt", "one\ntwo\nthree\n\nfour\nfive\n"));
    let block = find(&hard_wrapped, 4..25, "duplicate-block", Level::Error, "the block stands here twice");
    insta::assert_snapshot!(picture(&hard_wrapped, &[block], 60), @r#"
    error[duplicate-block]: the block stands here twice
      ┌─ wrapped.txt:2:1
      │
    2 │ two
      │ ^^^
    3 │ three
      │ ^^^^^
      ·
    6 │ five
      │ ^^^^
    "#);
}

#[test]
fn a_label_in_the_middle_of_a_long_one() {
    let source = council();
    let end = at(&source, "the spring.").end;
    let inner =
        warn(&source, "Many believe", "who are they?").with_evidence(&source, (33..end).into(), "in this paragraph");
    insta::assert_snapshot!(picture(&source, &[inner], 60), @r#"
    warning[some-rule]: who are they?
      ┌─ council.txt:3:245
      │
    3 │ The council of Lower Marsh met on Tuesday to decide
      │ ---------------------------------------------------
      │ whether the old ferry harbour should be sold. Mayor …
      │ ---------------------------------------------------
      ·
    3 │ … the sea wall on its own. Many believe that the …
      │   -------------------------^^^^^^^^^^^^---------
      ·
    3 │ … A second vote is planned for the spring.
      │   ----------------------------------------
      │   │
      │   in this paragraph
    "#);
}

#[test]
fn line_ends_tabs_and_ends_of_files() {
    let source = Arc::new(Source::new("list.txt", "Name\tPrice\r\nTea\t4 p.\r\n\tBread\t12p"));
    let found = [
        warn(&source, "Price", "after a tab"),
        warn(&source, "\r\n\t", "the line end"),
        warn(&source, "\tBread", "with a tab in it"),
        find(&source, 32..32, "empty", Level::Error, "something is missing at the end"),
        find(&source, 17..17, "empty", Level::Error, "something is missing in the line"),
    ];
    insta::assert_snapshot!(picture(&source, &found.map(|d| Diagnostic { level: Level::Error, ..d }), 60), @r#"
    error[some-rule]: after a tab
      ┌─ list.txt:1:6
      │
    1 │ Name    Price
      │         ^^^^^

    error[some-rule]: the line end
      ┌─ list.txt:2:9
      │
    2 │ Tea    4 p.
      │            ^
    3 │     Bread    12p
      │ ^^^^

    error[some-rule]: with a tab in it
      ┌─ list.txt:3:1
      │
    3 │     Bread    12p
      │ ^^^^^^^^^

    error[empty]: something is missing at the end
      ┌─ list.txt:3:11
      │
    3 │     Bread    12p
      │                 ^

    error[empty]: something is missing in the line
      ┌─ list.txt:2:6
      │
    2 │ Tea    4 p.
      │         ^
    "#);
}

#[test]
fn spaces_at_the_end_of_a_line() {
    let source = Arc::new(Source::new("x", "Tea  \nBread"));
    let picture = picture(&source, &[warn(&source, "  ", "spaces at the end of a line")], 60);
    assert!(picture.ends_with("\n1 │ Tea  \n  │    ^^\n\n"), "{picture}");
}

#[test]
fn wide_and_combined_characters() {
    let text = "東京の市長は火曜日に港を売ると述べた。市議会はまだ投票していないが、反対派は価格が安すぎると主張している。\n\
        Cafe\u{301} owners 👩‍👧 cheered 🎉🎉 in Le\u{301}on.\n";
    let source = Arc::new(Source::new("world.txt", text));
    let found = [
        warn(&source, "価格", "wide characters"),
        warn(&source, "🎉🎉", "emoji"),
        warn(&source, "\u{301} owners", "an accent first"),
    ];
    insta::assert_snapshot!(picture(&source, &found, 60), @r#"
    warning[some-rule]: wide characters
      ┌─ world.txt:1:39
      │
    1 │ … はまだ投票していないが、反対派は価格が安すぎると主 …
      │                                   ^^^^

    warning[some-rule]: emoji
      ┌─ world.txt:2:26
      │
    2 │ Café owners 👩‍👧 cheered 🎉🎉 in Léon.
      │                          ^^^^

    warning[some-rule]: an accent first
      ┌─ world.txt:2:5
      │
    2 │ Café owners 👩‍👧 cheered 🎉🎉 in Léon.
      │    ^^^^^^^^
    "#);
}

#[test]
fn other_encodings() {
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain("Mr Zoë Ott — mayor".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let (source, _) = decode("utf16.txt", utf16).expect("text");
    let source = Arc::new(source);
    let found = [warn(&source, "\u{feff}Mr", "after a byte-order mark"), warn(&source, "— mayor", "far on")];
    insta::assert_snapshot!(picture(&source, &found, 60), @r#"
    warning[some-rule]: after a byte-order mark
      ┌─ utf16.txt:1:1
      │
    1 │ Mr Zoë Ott — mayor
      │ ^^

    warning[some-rule]: far on
      ┌─ utf16.txt:1:12
      │
    1 │ Mr Zoë Ott — mayor
      │            ^^^^^^^
    "#);
}

#[test]
fn nothing_to_underline() {
    let empty = Arc::new(Source::new("empty.txt", ""));
    let mut found = vec![find(&empty, 0..0, "unreadable-file", Level::Error, "there is nothing in it")];
    insta::assert_snapshot!(picture(&empty, &found, 60), @r#"
    error[unreadable-file]: there is nothing in it
      ┌─ empty.txt
    "#);
    found[0].path = "photo.jpg".into();
    found[0].remedy = Some("Name it in `exclude`.".into());
    insta::assert_snapshot!(picture(&empty, &found, 60), @r#"
    error[unreadable-file]: there is nothing in it
      ┌─ photo.jpg
      = Name it in `exclude`.
    "#);
}

#[test]
fn few_of_a_rule_and_how_many_more() {
    let source = council();
    let mut found: Vec<_> = COUNCIL
        .match_indices("the ")
        .map(|(at, _)| find(&source, at..at + 3, "the", Level::Warning, "“the”"))
        .collect();
    found.push(find(&source, 0..7, "the", Level::Error, "an error is always shown"));
    let sources = |_: &str| Some(source.clone());
    let options = Options { width: 80, max_per_rule: 1, explain_hint: true, statistics: true, ..options(&sources) };
    insta::assert_snapshot!(report(Format::Terminal, &found, &options), @r#"
    warning[the]: “the”
      ┌─ council.txt:1:21
      │
    1 │ Harbour vote splits the council
      │                     ^^^

    error[the]: an error is always shown
      ┌─ council.txt:1:1
      │
    1 │ Harbour vote splits the council
      │ ^^^^^^^

    council.txt: 11 more warnings of the (--max-per-rule 0 shows all)

    12  warning  the
     1  error    the

    1 error and 12 warnings in 1 draft
    why, and what to do: copydesk explain the
    "#);
}

#[test]
fn nothing_to_say() {
    let sources = |_: &str| None;
    assert_eq!(report(Format::Terminal, &[], &options(&sources)), "no problems in 1 draft\n");
}

#[test]
fn colours_are_only_colours() {
    let source = council();
    let sources = |_: &str| Some(source.clone());
    let found = [warn(&source, "Many believe", "who?").with_remedy("Name them.")];
    let plain = report(Format::Terminal, &found, &options(&sources));
    let coloured = report(Format::Terminal, &found, &Options { colour: true, ..options(&sources) });
    assert!(!plain.contains('\x1b') && coloured.contains('\x1b'));
    let bare: String = coloured
        .split('\x1b')
        .enumerate()
        .map(|(index, part)| if index == 0 { part } else { part.split_once('m').map_or("", |(_, rest)| rest) })
        .collect();
    assert_eq!(bare, plain);
}

#[test]
fn a_draft_cannot_command_the_terminal() {
    let source = Arc::new(Source::new("evil\x1b[2J.txt", "red \x1b[31mtext\x07 and \u{202e}so on"));
    let found = warn(&source, "text", "“\x1b[31mtext”").with_remedy("Drop \x1b.");
    assert!(!picture(&source, &[found], 60).contains(['\x1b', '\x07', '\u{202e}']));
}
