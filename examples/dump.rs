#![allow(missing_docs, clippy::print_stdout)]
use copydesk::{
    Linter, Settings,
    draft::{Draft, ReadOptions},
    rule::RuleSet,
    scan::Volume,
    source::decode,
};
use rayon::prelude::*;
use std::io::BufRead as _;
use std::sync::Arc;
fn main() {
    let linter = Linter::new(RuleSet::built_in().unwrap(), Settings::default());
    let paths: Vec<String> = std::io::stdin().lock().lines().map(|l| l.unwrap()).collect();
    let desk = linter.desk(Volume::Many);
    let t = std::time::Instant::now();
    let all: Vec<String> = paths
        .par_iter()
        .map(|p| {
            let bytes = std::fs::read(p).unwrap();
            let (source, _) = decode(p.as_str(), bytes).unwrap();
            let draft = Draft::read(Arc::new(source), &ReadOptions::default());
            desk.inspect(&draft).diagnostics.iter().map(|d| serde_json::to_string(d).unwrap() + "\n").collect()
        })
        .collect();
    eprintln!("{:?}", t.elapsed());
    for a in all {
        print!("{a}");
    }
}
