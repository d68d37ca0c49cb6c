//! Law: a fix never loses a byte that it was not told to change.

use copydesk::diagnostic::{Diagnostic, Fix, Level};
use copydesk::draft::{Draft, Format, ReadOptions};
use copydesk::fix::{Allowed, apply, choose, mark_quoted};
use copydesk::judge::Lines;
use copydesk::rule::RuleSet;
use copydesk::source::{Source, decode};
use copydesk::{Linter, Settings};
use proptest::prelude::*;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let rules = RuleSet::built_in().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    Linter::new(rules, Settings::default())
});

fn read(name: &str, bytes: &[u8]) -> Option<Draft> {
    let (source, _) = decode(name, bytes.to_vec()).ok()?;
    Some(Draft::read(Arc::new(source), &ReadOptions::default()))
}

fn check(name: &str, bytes: &[u8]) -> Option<(Draft, Vec<Diagnostic>)> {
    let found = LINTER.check(&[read(name, bytes)?]).diagnostics;
    Some((read(name, bytes)?, found))
}

const ALL: Allowed = Allowed { unsafe_fixes: true, quotations: true };

/// A draft after one round; nothing where nothing is to be mended.
fn mended(name: &str, bytes: &[u8], allowed: Allowed) -> Option<(Vec<Diagnostic>, Vec<u8>)> {
    let (draft, found) = check(name, bytes)?;
    let choice = choose(&found, &draft.source, allowed, &Lines::All);
    let applied = apply(bytes, &draft.source, &choice.edits).filter(|_| !choice.edits.is_empty())?;
    // What stands between the edits is what stood there.
    let (mut old, mut new) = (0, 0);
    for made in &applied.made {
        let kept = &bytes[old..made.start as usize];
        assert_eq!(kept, &applied.bytes[new..new + kept.len()], "{name}");
        (old, new) = (made.end as usize, new + kept.len() + made.length as usize);
    }
    assert_eq!(bytes[old..], applied.bytes[new..], "{name}");
    let before = &draft.source;
    let (after, _) = decode(name, applied.bytes.clone()).expect("text");
    assert!(after.encoding() == before.encoding() || after.text().is_ascii(), "{name}");
    Some((found, applied.bytes))
}

fn count(found: &[Diagnostic]) -> BTreeMap<&str, usize> {
    let mut count = BTreeMap::new();
    found.iter().filter(|one| one.is_reported()).for_each(|one| *count.entry(&*one.rule).or_default() += 1);
    count
}

/// Mends a draft until nothing is left; no rule may find more than before that has mended something.
fn mend_all(name: &str, text: &str) {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..10 {
        let Some((found, after)) = mended(name, &bytes, Allowed::default()) else { return };
        let (_, left) = check(name, &after).expect("text");
        let (before, now) = (count(&found), count(&left));
        let goes = |one: &&Diagnostic| one.is_reported() && one.fixes.iter().any(Fix::goes_without_asking);
        for rule in found.iter().filter(goes).map(|one| &*one.rule) {
            let (before, now) = (before[rule], now.get(rule).copied().unwrap_or(0));
            assert!(
                now <= before,
                "{name}: {rule} finds {now} instead of {before} in {}",
                String::from_utf8_lossy(&after)
            );
        }
        bytes = after;
    }
    panic!("there is no end of fixes in {name}: {text}");
}

#[test]
fn every_example_and_seed_comes_to_an_end() {
    let rules = RuleSet::built_in().expect("the built-in rules");
    let examples = rules
        .rules()
        .iter()
        .flat_map(|rule| rule.examples.iter().filter_map(move |one| Some((rule, one.bad.as_ref()?))));
    examples.collect::<Vec<_>>().par_iter().for_each(|(rule, text)| {
        mend_all(&format!("{}.txt", rule.id), text);
        mend_all(&format!("{}.md", rule.id), text);
    });
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for seed in fs::read_dir(seeds).expect("seeds").map(|entry| entry.expect("entry").path()) {
        if seed.extension().is_some_and(|ending| ending == "txt") {
            mend_all(&seed.to_string_lossy(), &fs::read_to_string(&seed).expect("a seed"));
        }
    }
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// A text in each encoding; Windows-1252 only has what Latin-1 has too.
fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    match encoding {
        0 => text.as_bytes().to_vec(),
        1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        2 => utf16(text, u16::to_le_bytes),
        3 => utf16(text, u16::to_be_bytes),
        _ => text.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(b'?')).collect(),
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let fragments = prop::sample::select(vec![
        "the the ",
        "in in the ",
        "close the library close the library ",
        " , ",
        " . ",
        "“No no,” ",
        "\"it it is\" ",
        "’",
        "'",
        "word",
        "word  word ",
        "Scroll to Top\n",
        "citeturn0search0",
        "【4†source】",
        "failed.The end ",
        "https://x.org/?utm_source=y ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "# ",
        "> ",
        "- ",
        "é",
        "😀",
        "\u{301}",
        "\u{200b}",
        "\u{a0}",
        "\t",
        "&amp;",
        "&nbsp;",
        "<b>",
        "</b>",
        "*the* ",
        "[the](http://x.org) ",
        "â€œ",
        "Ð°ord",
        "plаn ",
        "{{ x }}",
        "---\n",
        "title: the the end\n",
        "`the the`",
        "ő",
    ]);
    prop::collection::vec(fragments, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_outside_the_edits_stay(text in pieces(), markdown in any::<bool>(), encoding in 0..5_usize, all in any::<bool>()) {
        let name = if markdown { "draft.md" } else { "draft.txt" };
        mended(name, &encoded(&text, encoding), if all { ALL } else { Allowed::default() });
    }

    #[test]
    fn quotations_stay(words in "[a-z]{1,8}( [a-z]{1,8}){1,5}", doubled in any::<bool>()) {
        let said = if doubled { format!("“{words} the the  end .”") } else { format!("‘{words} the the  end .’") };
        let text = format!("The mayor spoke in in May.\n\n{said} she said .\n");
        let Some((_, after)) = mended("draft.txt", text.as_bytes(), Allowed::default()) else { return Ok(()) };
        prop_assert!(String::from_utf8_lossy(&after).contains(&said), "{}", String::from_utf8_lossy(&after));
    }

    #[test]
    fn any_edits_leave_the_rest(bytes in prop::collection::vec(any::<u8>(), 0..80), edits in prop::collection::vec((0..90_u32, 0..4_u32, "[aé’ő\n]{0,2}"), 0..6)) {
        let Ok((source, _)) = decode("draft.txt", bytes.clone()) else { return Ok(()) };
        let offer = |(start, length, insert): (u32, u32, String)| {
            let mut one = Diagnostic::new(&source, Default::default(), "rule", "family", Level::Warning, "seen");
            one.fixes.push(Fix::new(true, vec![copydesk::diagnostic::Edit { start, end: start + length, insert }]));
            one
        };
        let offered: Vec<Diagnostic> = edits.into_iter().map(offer).collect();
        let choice = choose(&offered, &source, Allowed::default(), &Lines::All);
        if let Some(applied) = apply(&bytes, &source, &choice.edits) {
            let removed: usize = applied.made.iter().map(|made| (made.end - made.start) as usize).sum();
            let put: usize = applied.made.iter().map(|made| made.length as usize).sum();
            prop_assert_eq!(applied.bytes.len() + removed, bytes.len() + put);
        }
    }
}

#[test]
fn a_quotation_is_known_in_every_format() {
    for format in [Format::Text, Format::Markdown] {
        let source = Arc::new(Source::new("x", "“It is is late,” she said."));
        let draft = Draft::read(source, &ReadOptions { format: Some(format), ..ReadOptions::default() });
        let mut found = LINTER.check(std::slice::from_ref(&draft)).diagnostics;
        found[0].fixes =
            vec![Fix::new(true, vec![copydesk::diagnostic::Edit { start: 8, end: 11, insert: String::new() }])];
        mark_quoted(&mut found, &draft);
        assert!(found[0].fixes[0].quoted);
    }
}
