//! What the project publishes satisfies the schemas, and what is wrong is refused by both.

use super::*;

fn accepted(validator: &Validator, documents: &[(String, String)]) {
    for (name, text) in documents {
        let value = json(text).unwrap_or_else(|| panic!("{name} is no TOML"));
        let faults: Vec<String> =
            validator.iter_errors(&value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{name}\n{}", faults.join("\n"));
    }
}

#[test]
fn what_is_published_satisfies_the_schemas() {
    let rules = built_in();
    assert!(rules.len() > 100);
    let of_rules = validator("rule");
    accepted(&of_rules, &rules);
    let guide = examples("docs/writing-rules.md", "");
    let (of_guide, of_settings): (Vec<_>, Vec<_>) = guide.into_iter().partition(|(_, text)| text.contains("[check."));
    assert!(of_guide.len() > 10 && of_settings.len() > 2);
    accepted(&of_rules, &of_guide);
    let config = validator("config");
    accepted(&config, &of_settings);
    accepted(&config, &examples("README.md", "house-rules"));
    let folder = tempfile::tempdir().expect("folder");
    let init = Command::new(env!("CARGO_BIN_EXE_copydesk")).arg("init").current_dir(folder.path()).output();
    assert!(init.expect("copydesk").status.success());
    let template = fs::read_to_string(folder.path().join("copydesk.toml")).expect("a settings file");
    let is_setting = |line: &&str| line.contains(" = ") || line.starts_with('[');
    let lines = template.lines().filter_map(|line| line.strip_prefix("# ")).filter(is_setting);
    let switched_on = lines.collect::<Vec<_>>().join("\n");
    assert!(switched_on.contains("house-rules"));
    accepted(&config, &[("copydesk init".into(), template), ("copydesk init, all of it".into(), switched_on)]);
}

#[test]
fn what_is_wrong_is_refused_by_both() {
    let config = validator("config");
    let settings = [
        "languge = \"en\"",
        "language = \"english\"",
        "house-rules = \"\"",
        "include = [1]",
        "[rules]\ntypography = \"eror\"",
        "[[override]]\npaths = [\"a\"]",
        "[[override]]\npaths = []\nrules = {}",
        "[[allow]]\npath = \"a\"\nrule = \"typography\"",
        "[[allow]]\npath = \"a\"\nrule = \"typography\"\nreason = \" \"",
        "[lexicon.vague-people]\nadds = [\"x\"]",
        "[names]\nprefer = true",
        "desk = \"archive\"",
    ];
    for text in settings {
        assert!(!mistakes_in_settings(text).is_empty(), "the reader accepts\n{text}");
        assert!(!config.is_valid(&json(text).expect("TOML")), "the schema accepts\n{text}");
    }
    let of_rules = validator("rule");
    let mut missing: Vec<Value> = Vec::new();
    let whole = rule(json!({ "phrases": { "find": "word" } }));
    for key in ["summary", "why", "remedy", "level", "check", "example"] {
        let mut document = whole.clone();
        document.as_object_mut().map(|fields: &mut Map<String, Value>| fields.remove(key));
        missing.push(document);
    }
    let checks = [
        json!({}),
        json!({ "phrases": {} }),
        json!({ "phrases": { "find": "a", "safe": true } }),
        json!({ "phrases": { "find": "a" }, "swap": { "swaps": { "a": "b" } } }),
        json!({ "swap": { "safe": true } }),
        json!({ "occurrence": { "find": "a" } }),
        json!({ "occurrence": { "at-most": 1 } }),
        json!({ "conditional": { "if": "a" } }),
        json!({ "capitalization": {} }),
        json!({ "capitalization": { "style": "title", "pattern": "/a/" } }),
        json!({ "metric": { "measure": "words" } }),
        json!({ "metric": { "at-most": 3 } }),
        json!({ "sequence": { "report": [1, 2] } }),
        json!({ "sequence": { "tokens": [{}] } }),
        json!({ "sequence": { "tokens": [{ "word": "a", "is": "word" }] } }),
        json!({ "opener": { "per": "sentence", "find": ["a"] } }),
        json!({ "attribution": { "report": "vague" } }),
        json!({ "attribution": { "report": "mental", "verbs": "loaded-verbs" } }),
        json!({ "references": { "report": "orphan-list", "find": "a" } }),
        json!({ "furniture": {} }),
        json!({ "acronym": {} }),
        json!({ "tracking": {} }),
        json!({ "template": { "find": "a" } }),
        json!({ "brackets": { "find": "a" } }),
        json!({ "echo": { "at-least": 2 } }),
        json!({ "headline": {} }),
        json!({ "existence": { "find": "a" } }),
    ];
    missing.extend(checks.map(rule));
    let texts: Vec<String> = missing.iter().map(document).collect();
    for ((value, text), mistakes) in missing.iter().zip(&texts).zip(mistakes_in_rules(&texts)) {
        assert!(!mistakes.is_empty(), "the reader accepts\n{text}");
        assert!(!of_rules.is_valid(value), "the schema accepts\n{text}");
    }
}
