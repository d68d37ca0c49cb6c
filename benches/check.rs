//! How fast drafts are read and checked: `cargo bench`. Whole runs, from process start, are measured by
//! `benches/compare.py`.

#[path = "house_set/rules.rs"]
mod rules;
#[path = "house_set/words.rs"]
mod words;

use copydesk::draft::{Draft, ReadOptions};
use copydesk::rule::{RuleFile, RuleSet};
use copydesk::scan::{Scanner, Term};
use copydesk::source::Source;
use copydesk::{Linter, Settings};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::sync::Arc;
use words::Layout;

fn main() {
    divan::main();
}

const KILO: usize = 1_000;
/// From 10 kB to 10 MB: where time grows with the text and no faster, the MB/s are the same.
const GROWTH: [usize; 4] = [10 * KILO, 100 * KILO, 1_000 * KILO, 10_000 * KILO];
const SEED: &str = include_str!("../seeds/002-hard-slog.txt");

fn source(name: &str, text: &str) -> Arc<Source> {
    Arc::new(Source::new(name, text))
}

fn read(source: &Arc<Source>) -> Draft {
    Draft::read(source.clone(), &ReadOptions::default())
}

fn linter() -> Linter {
    Linter::new(RuleSet::built_in().expect("the built-in rules are sound"), Settings::default())
}

fn house(entries: usize) -> Vec<RuleFile> {
    let files = rules::files(entries).into_iter();
    files.map(|(name, text)| RuleFile { source: source(&name, &text), name }).collect()
}

fn terms(phrases: usize) -> Vec<Term> {
    let of_file = |file: &RuleFile| file.source.text().lines().map(str::to_owned).collect::<Vec<_>>();
    let list = house(phrases * 12).into_iter().find(|file| file.name.ends_with(".txt"));
    let lines = list.iter().flat_map(of_file);
    lines.map(|line| Term::new(&line, false, copydesk::scan::Boundary::Word).expect("a term")).collect()
}

/// From bytes in memory to blocks, sentences and tokens.
mod reading {
    use super::*;

    #[divan::bench]
    fn plain(bencher: Bencher<'_, '_>) {
        reading(bencher, "draft.txt", Layout::Paragraphs);
    }

    #[divan::bench]
    fn one_line(bencher: Bencher<'_, '_>) {
        reading(bencher, "draft.txt", Layout::OneLine);
    }

    #[divan::bench]
    fn markdown(bencher: Bencher<'_, '_>) {
        reading(bencher, "draft.md", Layout::Markdown);
    }

    fn reading(bencher: Bencher<'_, '_>, name: &str, layout: Layout) {
        let text = words::text(100 * KILO, layout);
        let source = source(name, &text);
        bencher.counter(BytesCount::of_str(&text)).bench_local(|| read(black_box(&source)));
    }
}

/// The scan for phrases alone, by how many there are.
#[divan::bench(args = [100, 1_000, 10_000])]
fn scan(bencher: Bencher<'_, '_>, phrases: usize) {
    let text = words::text(100 * KILO, Layout::Paragraphs);
    let draft = read(&source("draft.txt", &text));
    let terms = terms(phrases);
    let scanner = Scanner::new(&[(0, &terms[..])]);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| scanner.scan(black_box(&draft), |_| true));
}

/// What a commit hook waits for before the first draft.
mod start {
    use super::*;

    #[divan::bench(sample_count = 20)]
    fn rules() {
        black_box(RuleSet::built_in().expect("the built-in rules are sound"));
    }

    #[divan::bench(sample_count = 20)]
    fn rules_of_a_house(bencher: Bencher<'_, '_>) {
        let house = house(rules::ENTRIES);
        bencher.bench_local(|| RuleSet::with_house(black_box(&house), &[]).expect("the made-up rules are sound"));
    }

    #[divan::bench(sample_count = 20)]
    fn desk(bencher: Bencher<'_, '_>) {
        let linter = linter();
        bencher.bench_local(|| _ = black_box(linter.desk()));
    }

    #[divan::bench(sample_count = 20)]
    fn desk_of_a_house(bencher: Bencher<'_, '_>) {
        let rules = RuleSet::with_house(&house(rules::ENTRIES), &[]).expect("the made-up rules are sound");
        let linter = Linter::new(rules, Settings::default());
        bencher.bench_local(|| _ = black_box(linter.desk()));
    }
}

/// One draft through the library, from text to diagnostics, with the rules loaded.
#[divan::bench]
fn seed(bencher: Bencher<'_, '_>) {
    let (linter, source) = (linter(), source("002-hard-slog.txt", SEED));
    let desk = linter.desk();
    bencher.counter(BytesCount::of_str(SEED)).bench_local(|| desk.inspect(&read(black_box(&source))));
}

/// From text to diagnostics, for one draft of each size.
mod growth {
    use super::*;

    #[divan::bench(args = GROWTH, sample_count = 5, sample_size = 1)]
    fn plain(bencher: Bencher<'_, '_>, bytes: usize) {
        growing(bencher, "draft.txt", &words::text(bytes, Layout::Paragraphs));
    }

    #[divan::bench(args = GROWTH, sample_count = 5, sample_size = 1)]
    fn one_line(bencher: Bencher<'_, '_>, bytes: usize) {
        growing(bencher, "draft.txt", &words::text(bytes, Layout::OneLine));
    }

    #[divan::bench(args = GROWTH, sample_count = 5, sample_size = 1)]
    fn markdown(bencher: Bencher<'_, '_>, bytes: usize) {
        growing(bencher, "draft.md", &words::text(bytes, Layout::Markdown));
    }

    fn growing(bencher: Bencher<'_, '_>, name: &str, text: &str) {
        let (linter, source) = (linter(), source(name, text));
        let desk = linter.desk();
        black_box(desk.inspect(&read(&source)));
        bencher.counter(BytesCount::of_str(text)).bench_local(|| desk.inspect(&read(black_box(&source))));
    }
}
