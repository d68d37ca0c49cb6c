//! Law: whatever the encoding and the line ends, the same is found, and the bytes at its place are the words meant.

use copydesk::diagnostic::Diagnostic;
use copydesk::draft::{Draft, Format, ReadOptions};
use copydesk::rule::RuleSet;
use copydesk::source::decode;
use copydesk::{Linter, Settings};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let rules = RuleSet::built_in().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    Linter::new(rules, Settings::default())
});

/// A way to write a text as bytes, and to read bytes back.
struct Encoding {
    name: &'static str,
    write: fn(&str) -> Vec<u8>,
    read: fn(&[u8]) -> String,
}

fn utf16(units: impl Iterator<Item = u16>) -> Vec<u8> {
    units.flat_map(u16::to_le_bytes).collect()
}

const ENCODINGS: [Encoding; 5] = [
    Encoding {
        name: "utf-8",
        write: |text| text.as_bytes().to_vec(),
        read: |bytes| String::from_utf8_lossy(bytes).into(),
    },
    Encoding {
        name: "utf-8 with a byte-order mark",
        write: |text| [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        read: |bytes| String::from_utf8_lossy(bytes).into(),
    },
    Encoding {
        name: "utf-16 little-endian",
        write: |text| utf16("\u{feff}".encode_utf16().chain(text.encode_utf16())),
        read: |bytes| {
            let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            String::from_utf16_lossy(&units.collect::<Vec<u16>>())
        },
    },
    Encoding {
        name: "utf-16 big-endian",
        write: |text| "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
        read: |bytes| {
            let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            String::from_utf16_lossy(&units.collect::<Vec<u16>>())
        },
    },
    Encoding {
        name: "windows-1252",
        write: |text| text.chars().map(to_windows_1252).collect(),
        read: |bytes| bytes.iter().map(|&byte| from_windows_1252(byte)).collect(),
    },
];

const MARKS: [(char, u8); 7] =
    [('“', 0x93), ('”', 0x94), ('‘', 0x91), ('’', 0x92), ('–', 0x96), ('—', 0x97), ('…', 0x85)];

fn to_windows_1252(character: char) -> u8 {
    let mark = MARKS.iter().find(|(known, _)| *known == character).map(|&(_, byte)| byte);
    mark.or_else(|| u8::try_from(u32::from(character)).ok()).unwrap_or(b'?')
}

fn from_windows_1252(byte: u8) -> char {
    MARKS.iter().find(|&&(_, known)| known == byte).map_or(char::from(byte), |&(character, _)| character)
}

fn check(name: &str, bytes: Vec<u8>) -> Vec<Diagnostic> {
    let Ok((source, _)) = decode(name, bytes) else { return Vec::new() };
    let draft = Draft::read(Arc::new(source), &ReadOptions::default());
    LINTER.check(&[draft]).diagnostics
}

/// A draft with something for many rules, in characters that Windows-1252 has.
const DRAFT: &str = "Council shuts the harbour bridge for repairs\n\n\
    Council shuts the harbour bridge for repairs\n\n\
    Visitors to the café on the quay — it opened in in May — were told on Tuesday, June 2, 2025, to stay away.\n\n\
    Some analysts argue that the “bridge is safe, the mayor said. Officials in Kyiv agreed. The envoys left Kiev.\n\n\
    A comprehensive and comprehensive plan , with naïve figures, is due in TK. It’s late.citeturn0search0\n\n\
    Scroll to Top\n";

#[test]
fn every_encoding_and_line_end_gives_the_same_findings_at_the_right_bytes() {
    let wanted: Vec<(String, String)> = found(&check("draft.txt", DRAFT.as_bytes().to_vec()));
    assert!(wanted.len() >= 10, "the draft should trip many rules: {wanted:?}");
    for encoding in ENCODINGS {
        for (ends, line_end) in [("LF", "\n"), ("CRLF", "\r\n"), ("CR", "\r")] {
            let bytes = (encoding.write)(&DRAFT.replace('\n', line_end));
            let diagnostics = check("draft.txt", bytes.clone());
            for diagnostic in diagnostics.iter().filter(|d| &*d.family != "copydesk") {
                let place = &bytes[diagnostic.place.start as usize..diagnostic.place.end as usize];
                assert_eq!((encoding.read)(place), diagnostic.text, "{} {ends}", encoding.name);
            }
            assert_eq!(found(&diagnostics), wanted, "{} {ends}", encoding.name);
        }
    }
}

fn found(diagnostics: &[Diagnostic]) -> Vec<(String, String)> {
    let about_copy = diagnostics.iter().filter(|diagnostic| &*diagnostic.family != "copydesk");
    about_copy.map(|diagnostic| (diagnostic.rule.to_string(), diagnostic.text.clone())).collect()
}

fn sound(diagnostics: &[Diagnostic], bytes: &[u8]) -> Result<(), TestCaseError> {
    for diagnostic in diagnostics {
        let place = diagnostic.place;
        prop_assert!(place.start <= place.end && place.end as usize <= bytes.len(), "{diagnostic:?}");
        prop_assert!((place.line, place.column) <= (place.end_line, place.end_column), "{diagnostic:?}");
        for edit in diagnostic.fixes.iter().flat_map(|fix| &fix.edits) {
            prop_assert!(edit.start <= edit.end && edit.end as usize <= bytes.len(), "{diagnostic:?}");
        }
        for evidence in &diagnostic.evidence {
            prop_assert!(evidence.place.start <= evidence.place.end && evidence.place.end as usize <= bytes.len());
        }
    }
    Ok(())
}

/// Pieces that trip rules, in odd company.
fn pieces() -> impl Strategy<Value = String> {
    let fragments = prop::sample::select(vec![
        "the the ",
        "close the library close the library ",
        "some analysts argue that it is ",
        "Kyiv ",
        "Kiev ",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        " , ",
        "Tuesday, June 2, 2025 ",
        "on Friday 31 February ",
        "TK ",
        "TKTK",
        "[1] Alder, J. (2019). Rents. http://x.org/a\n",
        "Alder, J. (2019) Rents.\n",
        "Scroll to Top\n",
        "citeturn0search0",
        "【4†source】",
        "a new and new plan ",
        "many believe.",
        "raised concerns among Western observers ",
        "said ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "---\n",
        "title: x\n",
        "- ",
        "> ",
        "# ",
        "é",
        "😀",
        "\u{301}",
        "\u{feff}",
        "\u{200b}",
        "\t",
        "&amp;",
        "<p>",
        "{{ x }}",
        "|",
        "U.S. ",
        "3rd ",
        "reports suggesting ",
        "According to experts ",
        "a.b@c.org ",
        "https://x.org/y ",
        "no ",
        "10\" ",
        "...",
        "…",
        "İ",
        "ß",
        "ﬁ",
    ]);
    prop::collection::vec(fragments, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), markdown in any::<bool>()) {
        let name = if markdown { "draft.md" } else { "draft.txt" };
        let diagnostics = check(name, bytes.clone());
        sound(&diagnostics, &bytes)?;
    }

    #[test]
    fn no_text_panics_and_places_are_sound(text in pieces(), markdown in any::<bool>(), encoding in 0..ENCODINGS.len()) {
        let name = if markdown { "draft.md" } else { "draft.txt" };
        let bytes = (ENCODINGS[encoding].write)(&text);
        let diagnostics = check(name, bytes.clone());
        sound(&diagnostics, &bytes)?;
    }

    #[test]
    fn every_fix_can_be_made(text in pieces()) {
        let source = copydesk::source::Source::new("draft.txt", text.clone());
        let draft = Draft::read(Arc::new(source), &ReadOptions { format: Some(Format::Text), ..ReadOptions::default() });
        for diagnostic in LINTER.check(&[draft]).diagnostics {
            for fix in &diagnostic.fixes {
                let mut after = text.clone();
                for edit in fix.edits.iter().rev() {
                    prop_assert!(after.is_char_boundary(edit.start as usize) && after.is_char_boundary(edit.end as usize), "{diagnostic:?}");
                    after.replace_range(edit.start as usize..edit.end as usize, &edit.insert);
                }
            }
        }
    }
}

/// The examples of the rules that read sentences word by word, for drafts that end anywhere.
fn examples() -> Vec<String> {
    let rules = copydesk::rule::RuleSet::built_in().expect("the built-in rules");
    let reads = |family: &str| matches!(family, "attribution" | "quotations");
    let examples = rules.rules().iter().filter(|rule| reads(&rule.family)).flat_map(|rule| &rule.examples);
    examples.flat_map(|example| example.bad.iter().chain(&example.good).cloned()).collect()
}

#[test]
fn drafts_may_end_after_any_word() {
    use rayon::prelude::*;
    examples().par_iter().filter(|text| text.len() < 110).for_each(|text| {
        let ends = text.char_indices().filter(|(_, character)| character.is_whitespace()).map(|(at, _)| at);
        for end in ends.chain([text.trim_end_matches(['.', '!', '?', '”', '"']).len()]) {
            check("draft.txt", text.as_bytes()[..end].to_vec());
        }
    });
}
