//! Diagnostics for other programs. The schema is described in `docs/json.md`.
//!
//! What is below the level asked for is left out, and what a stronger diagnostic has said; everything else is there, with
//! what became of it, and uncapped.

use super::Options;
use super::summary::Counts;
use crate::diagnostic::{Diagnostic, Standing};
use serde::Serialize;
use std::io;

/// The version of the schema. It grows when a key is renamed, removed or changes its meaning, not when one is added.
const VERSION: u32 = 1;

/// What a run comes to.
#[derive(Serialize)]
struct Summary {
    drafts: usize,
    skipped: usize,
    words: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
    allowed: usize,
    baselined: usize,
    below_level: usize,
    unchanged: usize,
    fixed: usize,
}

/// What a report for programs holds.
pub(super) fn asked_for(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    let is_wanted = |standing: &Standing| {
        !matches!(standing, Standing::BelowLevel | Standing::Unchanged | Standing::Overshadowed { .. })
    };
    diagnostics.iter().filter(move |diagnostic| is_wanted(&diagnostic.standing))
}

/// One object a line.
pub(super) fn lines(diagnostics: &[Diagnostic], out: &mut dyn io::Write) -> io::Result<()> {
    for diagnostic in asked_for(diagnostics) {
        serde_json::to_writer(&mut *out, diagnostic)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// One object for the run, written as it goes and with each diagnostic on its own line, so that reports compare well.
pub(super) fn object(diagnostics: &[Diagnostic], options: &Options<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let counts = Counts::of(diagnostics);
    let [errors, warnings, advice] = counts.reported;
    write!(out, "{{\"version\":{VERSION},\"diagnostics\":[")?;
    for (index, diagnostic) in asked_for(diagnostics).enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, diagnostic)?;
    }
    out.write_all(b"\n],\"summary\":")?;
    let summary = Summary {
        drafts: options.files,
        skipped: options.skipped,
        words: options.words,
        errors,
        warnings,
        advice,
        allowed: counts.allowed,
        baselined: counts.baselined,
        below_level: counts.below.iter().sum(),
        unchanged: counts.unchanged,
        fixed: counts.fixed,
    };
    serde_json::to_writer(&mut *out, &summary)?;
    out.write_all(b"}\n")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{find, options, report};
    use super::super::{Format, Options};
    use crate::diagnostic::{Change, Diagnostic, Edit, Fix, Level, Standing};
    use crate::source::Source;
    use serde_json::Value;
    use std::collections::BTreeSet;

    /// One diagnostic with everything that one can have.
    fn full() -> Diagnostic {
        let source = Source::new("town.txt", "Kyiv waits.\nCafés in Kiev open.");
        let mut diagnostic = find(&source, 22..26, "name-variant", Level::Warning, "“Kiev” here, “Kyiv” elsewhere")
            .with_evidence(&source, (0..4).into(), "first written here")
            .with_remedy("Confirm the spelling.");
        diagnostic.fixes.push(Fix::new(true, vec![Edit { start: 22, end: 26, insert: "Kyiv".into() }]));
        diagnostic.standing = Standing::Allowed { by: "town.txt:1".into(), reason: "quoted".into() };
        diagnostic
    }

    #[test]
    fn a_line_holds_all_there_is() {
        let none = |_: &str| None;
        insta::assert_snapshot!(report(Format::Jsonl, &[full()], &options(&none)), @r#"{"path":"town.txt","rule":"name-variant","family":"names","level":"warning","message":"“Kiev” here, “Kyiv” elsewhere","start":22,"end":26,"line":2,"column":10,"end_line":2,"end_column":14,"text":"Kiev","evidence":[{"path":"town.txt","start":0,"end":4,"line":1,"column":1,"end_line":1,"end_column":5,"label":"first written here"}],"remedy":"Confirm the spelling.","fixes":[{"safe":true,"quoted":false,"edits":[{"start":22,"end":26,"insert":"Kyiv"}]}],"standing":{"is":"allowed","by":"town.txt:1","reason":"quoted"},"fingerprint":""}"#);
    }

    #[test]
    fn what_was_not_asked_for_is_counted_only() {
        let mut below = full();
        below.standing = Standing::BelowLevel;
        let none = |_: &str| None;
        let options = Options { files: 2, words: 7, ..options(&none) };
        assert_eq!(report(Format::Jsonl, std::slice::from_ref(&below), &options), "");
        let mut said = full();
        said.standing = Standing::Overshadowed { by: "other-rule".into() };
        assert_eq!(report(Format::Jsonl, &[said], &options), "");
        let object: Value = serde_json::from_str(&report(Format::Json, &[below, full()], &options)).expect("JSON");
        assert_eq!(object["diagnostics"].as_array().expect("a list").len(), 1);
        assert_eq!((&object["summary"]["allowed"], &object["summary"]["below_level"]), (&1.into(), &1.into()));
        let empty: Value = serde_json::from_str(&report(Format::Json, &[], &options)).expect("JSON");
        assert_eq!((&empty["version"], &empty["summary"]["drafts"]), (&1.into(), &2.into()));
    }

    #[test]
    fn a_line_reads_back_as_the_diagnostic() {
        let none = |_: &str| None;
        let line = report(Format::Jsonl, &[full()], &options(&none));
        assert_eq!(serde_json::from_str::<Diagnostic>(&line).expect("a diagnostic"), full());
    }

    #[test]
    fn every_key_is_documented() {
        fn keys(value: &Value, into: &mut BTreeSet<String>) {
            match value {
                Value::Object(map) => map.iter().for_each(|(key, value)| {
                    into.insert(key.clone());
                    keys(value, into);
                }),
                Value::Array(values) => values.iter().for_each(|value| keys(value, into)),
                _ => {}
            }
        }
        let none = |_: &str| None;
        let mut fixed = full();
        let change = Change { line: 2, column: 10, old: "Kiev".into(), new: "Kyiv".into() };
        fixed.standing = Standing::Fixed { changes: vec![change] };
        let object: Value =
            serde_json::from_str(&report(Format::Json, &[full(), fixed], &options(&none))).expect("JSON");
        assert_eq!(object["summary"]["fixed"], 1);
        let mut all = BTreeSet::new();
        keys(&object, &mut all);
        let document = include_str!("../../docs/json.md");
        let undocumented: Vec<_> = all.iter().filter(|key| !document.contains(&format!("| `{key}` |"))).collect();
        assert!(undocumented.is_empty(), "docs/json.md does not describe {undocumented:?}");
    }
}
