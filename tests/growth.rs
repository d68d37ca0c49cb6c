//! Time grows with the text and no faster: eight times the text takes less than sixteen times as long.

#[path = "../benches/house_set/words.rs"]
#[allow(dead_code, reason = "the benches need more of it")]
mod words;

use copydesk::draft::{Draft, ReadOptions};
use copydesk::rule::{RuleFile, RuleSet};
use copydesk::source::Source;
use copydesk::{Linter, Settings};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use words::Layout;

/// Bytes of the smaller text; large enough that what a run costs besides does not hide the growth.
const SMALL: usize = if cfg!(debug_assertions) { 16_000 } else { 100_000 };
const TIMES: usize = 8;
/// What a run may be late by itself: short runs cannot be told from one that was interrupted.
const SLACK: Duration = Duration::from_millis(10);

/// Tests run on several threads; those that measure take turns.
static TURN: Mutex<()> = Mutex::new(());

/// Compares the best of several runs; another program's turn on the processor makes a run slower, never faster. Tries
/// again before it gives up, for a machine that is busy throughout the small runs only.
fn grows_with_the_text(linter: &Linter, name: &str, text: impl Fn(usize) -> String) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let desk = linter.desk();
    let (small, large) = (text(SMALL), text(SMALL * TIMES));
    let time = |text: &str| -> Duration {
        let source = Arc::new(Source::new(name, text));
        let start = Instant::now();
        std::hint::black_box(desk.inspect(&Draft::read(source, &ReadOptions::default())));
        start.elapsed()
    };
    // The first run compiles what the text needs.
    time(&small);
    let best = |text: &str, runs| (0..runs).map(|_| time(text)).min().unwrap_or_default();
    let mut seen = Vec::new();
    for _ in 0..5 {
        let (large, small) = (best(&large, 2), best(&small, 4));
        if large < small * 2 * TIMES as u32 + SLACK {
            return;
        }
        seen.push(large.as_secs_f64() / small.as_secs_f64());
    }
    let start: String = small.chars().take(30).collect();
    panic!("{name}, {start:?}...: {TIMES} times the text took {seen:.1?} times as long");
}

fn built_in() -> Linter {
    Linter::new(RuleSet::built_in().expect("the built-in rules are sound"), Settings::default())
}

/// Built-in rules and a pattern without a literal, which has to be tried everywhere.
fn with_blind_pattern() -> Linter {
    let rule = "summary = 's'\nwhy = 'w'\nremedy = 'r'\nlevel = 'advice'\n[check.phrases]\n\
        find = ['/\\b\\w\\w+ \\w+[0-9]{3}\\b/', '/(?:\\w+ )*[xyz]\\d/', '/foobar(?:.*zzz)?/']\n\
        [[example]]\nbad = 'In ward a123'\nflags = ['ward a123']\ngood = 'Fine'\n";
    let file = RuleFile { name: "style/blind.toml".into(), source: Arc::new(Source::new("blind.toml", rule)) };
    Linter::new(RuleSet::with_house(&[file], &[]).expect("the rule is sound"), Settings::default())
}

/// `unit(0) unit(1) ...` up to a number of bytes.
fn repeated(bytes: usize, unit: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes + 100);
    for index in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&unit(index));
    }
    text
}

#[test]
fn text() {
    grows_with_the_text(&built_in(), "draft.txt", |bytes| words::text(bytes, Layout::Paragraphs));
}

#[test]
fn one_long_line() {
    grows_with_the_text(&built_in(), "draft.txt", |bytes| words::text(bytes, Layout::OneLine));
}

#[test]
fn markdown() {
    grows_with_the_text(&built_in(), "draft.md", |bytes| words::text(bytes, Layout::Markdown));
}

#[test]
fn quotation_marks() {
    let linter = built_in();
    for unit in ["“he said ", "\"he ", "' \" ", "‘so’ “", "”", "« » \""] {
        grows_with_the_text(&linter, "draft.txt", |bytes| repeated(bytes, |_| unit.to_owned()));
        grows_with_the_text(&linter, "draft.txt", |bytes| repeated(bytes, |_| format!("{unit}\n\n")));
    }
}

#[test]
fn repeated_words() {
    let linter = built_in();
    for unit in ["the the ", "a b a b c ", "the town of the town of "] {
        grows_with_the_text(&linter, "draft.txt", |bytes| repeated(bytes, |_| unit.to_owned()));
        grows_with_the_text(&linter, "draft.txt", |bytes| repeated(bytes, |_| format!("{unit}\n\n")));
    }
}

#[test]
fn sources_in_one_endless_sentence() {
    grows_with_the_text(&built_in(), "draft.txt", |bytes| repeated(bytes, |_| "officials said and said ".to_owned()));
}

#[test]
fn claims_and_quotations_in_one_endless_paragraph() {
    let linter = built_in();
    let units = [
        "Analysts say about 20% of the crews left. ",
        "it was reported that sources took “a share of” allegations of fraud by Mara Osei and ",
        "Mara Osei said “we will go there again” and reportedly left. ",
        "“We will go there again.” ",
    ];
    for unit in units {
        grows_with_the_text(&linter, "draft.txt", |bytes| repeated(bytes, |_| unit.to_owned()));
    }
}

#[test]
fn a_name_in_two_spellings_throughout() {
    grows_with_the_text(&built_in(), "draft.txt", |bytes| repeated(bytes, |_| "Kiev Kyiv\n\n".to_owned()));
}

#[test]
fn page_furniture_throughout() {
    grows_with_the_text(&built_in(), "draft.txt", |bytes| repeated(bytes, |_| "Read more\n\n".to_owned()));
}

#[test]
fn an_endless_abbreviation() {
    grows_with_the_text(&built_in(), "draft.txt", |bytes| repeated(bytes, |_| "a.".to_owned()));
}

#[test]
fn links_that_are_not_closed() {
    grows_with_the_text(&built_in(), "draft.md", |bytes| repeated(bytes, |_| "[x](".to_owned()));
}

#[test]
fn brackets() {
    let linter = built_in();
    for unit in [
        "[",
        "[1] ",
        "![",
        "<a ",
        "{{",
        "*_`",
        "[^1] ",
        "<!-- ",
        "{{x}} ",
        "[a b=\"c\"] ",
        "class=\"x\"> ",
        "](sandbox:/x ",
    ] {
        grows_with_the_text(&linter, "draft.md", |bytes| repeated(bytes, |_| unit.to_owned()));
        grows_with_the_text(&linter, "draft.txt", |bytes| repeated(bytes, |_| unit.to_owned()));
    }
}

#[test]
fn short_lines() {
    let linter = built_in();
    grows_with_the_text(&linter, "draft.txt", |bytes| repeated(bytes, |at| format!("Share {at}\n")));
    grows_with_the_text(&linter, "draft.md", |bytes| repeated(bytes, |at| format!("- item {at}\n")));
    grows_with_the_text(&linter, "draft.md", |bytes| repeated(bytes, |at| format!("> {at} “quoted”\n\n# {at}\n")));
}

#[test]
fn long_tokens() {
    let linter = built_in();
    for unit in ["a", "a-", "1,", "’", "https://x.org/", "é", "a@b.", "http://a.b/?utm_source=x "] {
        grows_with_the_text(&linter, "draft.txt", |bytes| repeated(bytes, |_| unit.to_owned()));
    }
}

#[test]
fn a_pattern_without_a_literal() {
    let linter = with_blind_pattern();
    for layout in [Layout::Paragraphs, Layout::OneLine] {
        grows_with_the_text(&linter, "draft.txt", |bytes| words::text(bytes, layout));
    }
    for unit in ["a ", "foobar "] {
        grows_with_the_text(&linter, "draft.txt", |bytes| repeated(bytes, |_| unit.to_owned()));
    }
}
