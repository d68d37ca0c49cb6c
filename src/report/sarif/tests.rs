use super::super::fixture::{find, options, report};
use super::super::{Format, Options};
use super::{LONGEST_MESSAGE, MOST_PLACES, MOST_RESULTS};
use crate::diagnostic::{Diagnostic, Edit, Fix, Level, Standing, trouble};
use crate::rule::RuleSet;
use crate::source::Source;
use serde_json::Value;
use std::sync::{Arc, LazyLock};

fn read(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn run(diagnostics: &[Diagnostic], options: &Options<'_>) -> Value {
    read(&report(Format::Sarif, diagnostics, options))["runs"][0].take()
}

#[test]
fn a_result_holds_all_there_is() {
    static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::built_in().expect("built-in rules"));
    let text = "Kyiv waits 🎉.\nCafés in Kiev open, Kiev too.";
    let source = Arc::new(Source::new("my drafts/#1.txt", text));
    let (at, again) = (text.find("Kiev").expect("Kiev"), text.rfind("Kiev").expect("Kiev"));
    let mut full = find(&source, at..at + 4, "name-variant", Level::Warning, "“Kiev” [here](x), “Kyiv” elsewhere")
        .with_evidence(&source, (0..4).into(), "first written here")
        .with_remedy("Confirm the spelling.");
    full.fingerprint = "38f937284ad6750a".into();
    let edit = |at: usize| Edit { start: at as u32, end: at as u32 + 4, insert: "Kyiv".into() };
    full.fixes.push(Fix::new(false, vec![edit(at), edit(again)]));
    let mut allowed = full.clone();
    allowed.standing = Standing::Allowed { by: "copydesk.toml:7".into(), reason: "a \"name\"".into() };
    let mut below = full.clone();
    below.standing = Standing::BelowLevel;
    let lost = Diagnostic::about_file("lost.txt", trouble::UNREADABLE, Level::Error, "there is no such file");
    let sources = |_: &str| Some(source.clone());
    let options = Options { rules: &[&RULES], ..options(&sources) };
    let text = report(Format::Sarif, &[full, allowed, below, lost], &options);
    insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "VERSION"), @r#"
    {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"copydesk","version":"VERSION","semanticVersion":"VERSION","rules":[{"id":"unreadable-file","name":"UnreadableFile","shortDescription":{"text":"a file that cannot be read"},"fullDescription":{"text":"a file that cannot be read"},"help":{"text":"What to do stands with each finding.","markdown":"What to do stands with each finding."},"defaultConfiguration":{"level":"error"},"properties":{"tags":["copydesk"],"problem.severity":"error"}},{"id":"name-variant","name":"NameVariant","shortDescription":{"text":"one name, two spellings"},"fullDescription":{"text":"A misspelt name wrongs its owner, and two spellings make the reader wonder whether there are two."},"help":{"text":"Confirm the spelling, then use it throughout.\n\nFlagged:\n\nOfficials in Kyiv agreed on Monday. Kyiv had asked for a week. The envoys left Kiev by train.\n\nNot flagged:\n\nOfficials in Kyiv agreed on Monday over a dinner of chicken Kiev.","markdown":"Confirm the spelling, then use it throughout.\n\nFlagged:\n\n```text\nOfficials in Kyiv agreed on Monday. Kyiv had asked for a week. The envoys left Kiev by train.\n```\n\nNot flagged:\n\n```text\nOfficials in Kyiv agreed on Monday over a dinner of chicken Kiev.\n```"},"defaultConfiguration":{"level":"warning"},"properties":{"tags":["names"],"problem.severity":"warning"}}]}},"columnKind":"unicodeCodePoints","originalUriBaseIds":{"SRCROOT":{"description":{"text":"The folder that copydesk was started in."}}},"results":[
    {"ruleId":"unreadable-file","ruleIndex":0,"level":"error","message":{"text":"there is no such file"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"lost.txt","uriBaseId":"SRCROOT"},"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":1,"byteOffset":0,"byteLength":0}}}]},
    {"ruleId":"name-variant","ruleIndex":1,"level":"warning","message":{"text":"“Kiev” [here\\](x), “Kyiv” elsewhere\nConfirm the spelling."},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"my%20drafts/%231.txt","uriBaseId":"SRCROOT"},"region":{"startLine":2,"startColumn":10,"endLine":2,"endColumn":14,"byteOffset":27,"byteLength":4,"snippet":{"text":"Kiev"}}}}],"relatedLocations":[{"id":1,"physicalLocation":{"artifactLocation":{"uri":"my%20drafts/%231.txt","uriBaseId":"SRCROOT"},"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":5,"byteOffset":0,"byteLength":4}},"message":{"text":"first written here"}}],"partialFingerprints":{"copydesk/v1":"38f937284ad6750a"},"fixes":[{"description":{"text":"Confirm the spelling. Look at it: the meaning may change."},"artifactChanges":[{"artifactLocation":{"uri":"my%20drafts/%231.txt","uriBaseId":"SRCROOT"},"replacements":[{"deletedRegion":{"startLine":2,"startColumn":10,"endLine":2,"endColumn":14,"byteOffset":27,"byteLength":4},"insertedContent":{"text":"Kyiv"}},{"deletedRegion":{"startLine":2,"startColumn":21,"endLine":2,"endColumn":25,"byteOffset":38,"byteLength":4},"insertedContent":{"text":"Kyiv"}}]}]}]},
    {"ruleId":"name-variant","ruleIndex":1,"level":"warning","message":{"text":"“Kiev” [here\\](x), “Kyiv” elsewhere\nConfirm the spelling."},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"my%20drafts/%231.txt","uriBaseId":"SRCROOT"},"region":{"startLine":2,"startColumn":10,"endLine":2,"endColumn":14,"byteOffset":27,"byteLength":4,"snippet":{"text":"Kiev"}}}}],"relatedLocations":[{"id":1,"physicalLocation":{"artifactLocation":{"uri":"my%20drafts/%231.txt","uriBaseId":"SRCROOT"},"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":5,"byteOffset":0,"byteLength":4}},"message":{"text":"first written here"}}],"partialFingerprints":{"copydesk/v1":"38f937284ad6750a"},"fixes":[{"description":{"text":"Confirm the spelling. Look at it: the meaning may change."},"artifactChanges":[{"artifactLocation":{"uri":"my%20drafts/%231.txt","uriBaseId":"SRCROOT"},"replacements":[{"deletedRegion":{"startLine":2,"startColumn":10,"endLine":2,"endColumn":14,"byteOffset":27,"byteLength":4},"insertedContent":{"text":"Kyiv"}},{"deletedRegion":{"startLine":2,"startColumn":21,"endLine":2,"endColumn":25,"byteOffset":38,"byteLength":4},"insertedContent":{"text":"Kyiv"}}]}]}],"suppressions":[{"kind":"external","justification":"a \"name\"","location":{"physicalLocation":{"artifactLocation":{"uri":"copydesk.toml","uriBaseId":"SRCROOT"},"region":{"startLine":7}}}}]}
    ],"invocations":[{"executionSuccessful":false}]}]}
    "#);
}

#[test]
fn a_run_without_findings_is_a_run() {
    let none = |_: &str| None;
    let run = run(&[], &options(&none));
    assert_eq!(run["results"], Value::Array(Vec::new()));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn an_allow_is_in_the_draft_or_outside_of_it() {
    let source = Source::new("C:\\a b.txt", "TK");
    let none = |_: &str| None;
    let kind = |by: &str| {
        let mut one = find(&source, 0..0, "placeholder-tk", Level::Error, "TK");
        one.standing = Standing::Allowed { by: by.into(), reason: "asked".into() };
        run(&[one], &options(&none))["results"][0]["suppressions"][0]["kind"].take()
    };
    assert_eq!(kind("C:\\a b.txt:1"), "inSource");
    assert_eq!(kind("copydesk.toml:1"), "external");
}

#[test]
fn what_the_baseline_lets_rest_is_suppressed_there() {
    let source = Source::new("a.txt", "TK");
    let none = |_: &str| None;
    let mut one = find(&source, 0..0, "placeholder-tk", Level::Error, "TK");
    one.standing = Standing::Baselined { by: "copydesk-baseline.jsonl:7".into() };
    let suppression = run(&[one], &options(&none))["results"][0]["suppressions"][0].take();
    let place = &suppression["location"]["physicalLocation"];
    assert_eq!(suppression["kind"], "external");
    assert_eq!(place["artifactLocation"]["uri"], "copydesk-baseline.jsonl");
    assert_eq!(place["region"]["startLine"], 7);
}

#[test]
fn what_code_scanning_does_not_accept_is_counted() {
    let source = Source::new("a.txt", "Kyiv\nKiev");
    let mut all = vec![find(&source, 0..4, "name-variant", Level::Warning, "m"); MOST_RESULTS];
    all.extend(vec![find(&source, 0..4, "placeholder-tk", Level::Error, "m"); 10]);
    let none = |_: &str| None;
    let run = run(&all, &options(&none));
    let results = run["results"].as_array().expect("a list");
    assert_eq!(results.len(), MOST_RESULTS);
    assert!(results[..10].iter().all(|one| one["level"] == "error"));
    let told = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(told.as_str().is_some_and(|told| told.starts_with("10 results")), "{told}");
}

#[test]
fn a_report_does_not_grow_beyond_what_is_accepted() {
    let source = Source::new("a.txt", "Kyiv\nKiev");
    let long = "é".repeat(2 * LONGEST_MESSAGE);
    let mut one = find(&source, 0..4, "name-variant", Level::Warning, &long);
    for _ in 0..MOST_PLACES + 20 {
        one = one.with_evidence(&source, (5..9).into(), &long);
    }
    let none = |_: &str| None;
    let many = vec![one; 1000];
    let text = report(Format::Sarif, &many, &options(&none));
    assert!(text.len() < super::MOST_BYTES + 100_000);
    let run = read(&text)["runs"][0].take();
    let count = run["results"].as_array().expect("a list").len();
    let result = &run["results"][0];
    assert_eq!(result["relatedLocations"].as_array().map(Vec::len), Some(MOST_PLACES - 1));
    assert_eq!(result["message"]["text"].as_str().map(|text| text.chars().count()), Some(LONGEST_MESSAGE));
    let told = run["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(told.contains(&format!("{} results", 1000 - count)), "{told}");
    assert!(told.contains(&format!("{} related places", 21 * count)), "{told}");
}
