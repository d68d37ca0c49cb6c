//! What holds for every kind: no draft breaks it, spans are true, time grows with the text.

use super::*;
use proptest::prelude::*;
use std::sync::LazyLock;

/// Rules that look at nearly every token, one of each kind.
static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let bodies = [
        "[check.occurrence]\nfind = ['/\\w/', \"é\"]\nat-most = 1\nat-least = 1\nper = \"sentence\"\n",
        "[check.repetition]\nfind = ['/\\S+/']\nexceptions = '/\\w \\w/'\n",
        "[check.consistency]\nsets = [[\"e\", \"é\", '/-+/'], [\"A\", \"ß\"]]\nboundary = \"anywhere\"\n",
        "[check.conditional]\nif = '/(\\S)(?<hit>[a-z])?/'\nthen = '/(?<hit>-)(.)/'\n",
        "in = [\"headline\", \"body\"]\n[check.capitalization]\nstyle = \"title\"\nexceptions = [\"é A\", \"A\"]\n",
        "in = [\"headline\", \"body\"]\n[check.capitalization]\nstyle = \"sentence\"\n",
        "[check.metric]\nmeasure = \"grade\"\nper = \"paragraph\"\nat-most = 0\n",
        "[check.sequence]\ntokens = [{ is = \"word\" }, { skip = 3 }, { words = [\"a\", \"é\"] }, { not = \"b\" }]\n",
    ];
    let files: Vec<RuleFile> = bodies
        .iter()
        .enumerate()
        .map(|(number, body)| file(&format!("style/rule-{number}.toml"), format!("{HEAD}{body}{TAIL}")))
        .collect();
    let rules = RuleSet::with_house(&files, &[]).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    Linter::new(rules, Settings::default())
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_draft_breaks_a_kind(text in "([aAéßİ’“”–\\-\"'.,: \u{301}\u{200b}😀]|a |B-\n|\n\n){0,60}") {
        let source = Arc::new(Source::new("draft.txt", text));
        let draft = Draft::read(source.clone(), &ReadOptions::default());
        for diagnostic in LINTER.check(&[draft]).diagnostics {
            let (start, end) = (diagnostic.place.start as usize, diagnostic.place.end as usize);
            prop_assert_eq!(source.text().get(start..end), Some(&*diagnostic.text));
            for edit in diagnostic.fixes.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(source.text().get(edit.start as usize..edit.end as usize).is_some());
            }
        }
    }
}

/// Twice the text may take somewhat more than twice the time, but not four times.
#[test]
fn time_grows_with_the_text_and_not_faster() {
    let text = |paragraphs: usize| {
        let paragraph = "The Council of Rome and Ana met a man - a Mayor - who said a word about a BRIDGE, é.\n\n";
        format!("Headline\n\n{}", paragraph.repeat(paragraphs))
    };
    let time = |paragraphs| {
        let draft = Draft::read(Arc::new(Source::new("draft.txt", text(paragraphs))), &ReadOptions::default());
        let drafts = [draft];
        let run = || {
            let start = std::time::Instant::now();
            std::hint::black_box(LINTER.check(&drafts));
            start.elapsed()
        };
        (0..3).map(|_| run()).min().unwrap_or_default()
    };
    let (small, large) = (time(60), time(480));
    assert!(large < small * 24, "8 times the text took {large:?} instead of 8 times {small:?}");
}
