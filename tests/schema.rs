//! The schemas that `copydesk schema` prints, and the readers: what one of them knows or refuses, the other has to.

use copydesk::config::Root;
use copydesk::diagnostic::Diagnostic;
use copydesk::rule::{RuleFile, RuleSet};
use copydesk::source::Source;
use copydesk::{Settings, diagnostic::trouble};
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn printed(of: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(["schema", of]).output().expect("copydesk");
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn validator(of: &str) -> Validator {
    let schema = printed(of);
    assert!(jsonschema::draft7::meta::is_valid(&schema), "{of}: {:?}", jsonschema::draft7::meta::validate(&schema));
    jsonschema::draft7::new(&schema).expect("a sound schema")
}

/// A TOML document as a validator sees it; nothing where it is no TOML.
fn json(text: &str) -> Option<Value> {
    DeTable::parse(text).ok().map(|top| of_table(top.get_ref()))
}

fn of_table(table: &DeTable<'_>) -> Value {
    table.iter().map(|(name, value)| (name.get_ref().to_string(), of_value(value.get_ref()))).collect()
}

fn of_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(number) => json!(number.as_str().replace('_', "").parse::<i64>().expect("a number")),
        DeValue::Float(number) => json!(number.as_str().replace('_', "").parse::<f64>().expect("a number")),
        DeValue::Boolean(flag) => json!(flag),
        DeValue::Datetime(time) => json!({ "time": time.to_string() }),
        DeValue::Array(items) => items.iter().map(|item| of_value(item.get_ref())).collect(),
        DeValue::Table(table) => of_table(table),
    }
}

/// A JSON value as TOML: documents are put together as JSON.
fn toml(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(name, value)| format!("{} = {}", json!(name), toml(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

fn document(value: &Value) -> String {
    let fields = value.as_object().expect("a table");
    fields.iter().map(|(name, value)| format!("{} = {}\n", json!(name), toml(value))).collect()
}

fn mistakes_in_settings(text: &str) -> Vec<Diagnostic> {
    Settings::read(&Arc::new(Source::new("copydesk.toml", text)), Root::default()).err().unwrap_or_default()
}

/// What is wrong in each of these rule files. They are read together, since the built-in rules are read beside them.
fn mistakes_in_rules(texts: &[String]) -> Vec<Vec<Diagnostic>> {
    let name = |number: usize| format!("family-{number}/rule-{number}.toml");
    let file = |(number, text): (usize, &String)| RuleFile {
        name: name(number),
        source: Arc::new(Source::new(name(number), text.as_str())),
    };
    let files: Vec<RuleFile> = texts.iter().enumerate().map(file).collect();
    let mut found: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for mistake in RuleSet::with_house(&files, &[]).err().unwrap_or_default() {
        assert_eq!(mistake.rule.as_ref(), trouble::RULE);
        found.entry(mistake.path.to_string()).or_default().push(mistake);
    }
    (0..texts.len()).map(|number| found.remove(&name(number)).unwrap_or_default()).collect()
}

/// Whether a mistake is one of form: a key that is unknown or missing, or a value of the wrong type or name. A schema sees
/// those; that a pattern cannot be read or that a word list does not exist it cannot see.
fn is_of_form(mistake: &Diagnostic) -> bool {
    let message = &mistake.message;
    let starts =
        ["there is no setting", "there is no level", "there is no boundary", "there is no kind", "a rule has one"];
    starts.iter().any(|start| message.starts_with(start))
        || message.contains("` must be ")
        || message.contains("` cannot be ")
        || message.ends_with("is missing")
}

/// Compares the two on documents, and returns those that both accept.
fn compare(documents: &[Value], schema: &Validator, found: &[Vec<Diagnostic>]) -> Vec<Value> {
    let mut sound = Vec::new();
    for (value, mistakes) in documents.iter().zip(found) {
        let faults: Vec<String> = schema.iter_errors(value).map(|error| error.to_string()).collect();
        let text = document(value);
        assert!(faults.is_empty() || !mistakes.is_empty(), "only the schema refuses\n{text}\n{faults:?}");
        let told: Vec<&str> = mistakes.iter().map(|mistake| &*mistake.message).collect();
        let of_form = mistakes.iter().any(is_of_form);
        assert!(!faults.is_empty() || !of_form, "only the reader refuses\n{text}\n{told:?}");
        if mistakes.is_empty() {
            sound.push(value.clone());
        }
    }
    sound
}

/// A value of each type, and of each type within a list or a table.
fn values() -> Vec<Value> {
    let mut values = vec![json!("word"), json!(true), json!(5), json!(-1), json!(1.5), json!(-0.5)];
    let inner = values.clone();
    values.extend(inner.iter().map(|value| json!([value])));
    values.extend(inner.iter().map(|value| json!([[value, "other"]])));
    values.extend(inner.iter().map(|value| json!({ "key": value })));
    values.push(json!([1, 2]));
    values
}

/// The keys that a table may have by the schema, each with a name out of the list that it is chosen from, if there is one.
type Keys = BTreeMap<String, Option<Value>>;

fn keys(schema: &Value, at: &Value, found: &mut Keys) {
    match at {
        Value::Object(fields) => {
            if let Some(properties) = fields.get("properties").and_then(Value::as_object) {
                let chosen = |value: &Value| value.pointer("/enum/0").cloned();
                found.extend(properties.iter().map(|(key, value)| (key.clone(), chosen(value))));
            }
            if let Some(name) = fields.get("$ref").and_then(Value::as_str) {
                keys(schema, schema.pointer(name.trim_start_matches('#')).expect("a definition"), found);
            }
            for part in ["anyOf", "oneOf", "allOf"] {
                let parts = fields.get(part).and_then(Value::as_array).into_iter().flatten();
                parts.for_each(|part| keys(schema, part, found));
            }
            if let Some(items) = fields.get("items") {
                keys(schema, items, found);
            }
        }
        _ => panic!("{at} is no schema"),
    }
}

fn known(schema: &Value, pointer: &str) -> Keys {
    let mut found = Keys::new();
    keys(schema, schema.pointer(pointer).unwrap_or_else(|| panic!("{pointer}")), &mut found);
    found
}

fn names_of(keys: &Keys) -> BTreeSet<String> {
    keys.keys().cloned().collect()
}

/// The document with each key at `pointer` set to each value, and with a key that nobody knows.
fn variations(document: &Value, pointer: &str, keys: &Keys) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    let unknown = (UNKNOWN.to_owned(), None);
    for (key, chosen) in keys.iter().chain([(&unknown.0, &unknown.1)]) {
        let current = document.pointer(pointer).and_then(|table| table.get(key)).cloned();
        for value in values().into_iter().chain(current).chain(chosen.clone()) {
            let mut document = document.clone();
            document.pointer_mut(pointer).expect("a table")[key.as_str()] = value;
            all.push((key.clone(), document));
        }
    }
    all
}

/// A name that nobody knows.
const UNKNOWN: &str = "zzzzzz";

/// The names that the reader lists where it meets [`UNKNOWN`].
fn listed(mistake: &Diagnostic, lead: &str) -> Option<BTreeSet<String>> {
    if !mistake.message.contains(UNKNOWN) {
        return None;
    }
    let names = mistake.remedy.as_deref()?.strip_prefix(lead)?;
    Some(names.split('`').skip(1).step_by(2).map(str::to_owned).collect())
}

/// A document of settings with all there is.
fn settings() -> Value {
    json!({
        "language": "en",
        "include": ["drafts/**"],
        "exclude": "archive",
        "house-rules": "desk/rules",
        "baseline": "desk/baseline.jsonl",
        "desk": { "archive": ["published/**"] },
        "rules": { "typography": "advice", "a-rule-of-the-house": "off" },
        "override": [{ "paths": ["opinion/**"], "rules": { "typography": "on" } }],
        "allow": [{ "path": "a.txt", "rule": ["typography", "a-rule-of-the-house"], "text": "x", "reason": "it is right" }],
        "lexicon": { "vague-people": { "add": ["campaigners"], "remove": ["critics"] }, "of-the-house": { "add": "x" } },
        "names": { "prefer": ["Kyiv"] },
    })
}

/// The tables of settings: where the schema tells of one, and where it stands in the document.
const TABLES: [(&str, &str); 8] = [
    ("", ""),
    ("/properties/desk", "/desk"),
    ("/definitions/rules", "/rules"),
    ("/properties/override", "/override/0"),
    ("/properties/allow", "/allow/0"),
    ("/properties/lexicon/additionalProperties", "/lexicon/of-the-house"),
    ("/properties/lexicon/properties/vague-people", "/lexicon/vague-people"),
    ("/properties/names", "/names"),
];

#[test]
fn settings_have_the_keys_and_types_of_their_schema() {
    let (schema, validator) = (printed("config"), validator("config"));
    let whole = settings();
    assert!(mistakes_in_settings(&document(&whole)).is_empty());
    for (of_schema, pointer) in TABLES {
        let known = known(&schema, of_schema);
        let keys = names_of(&known);
        let (names, documents): (Vec<String>, Vec<Value>) = variations(&whole, pointer, &known).into_iter().unzip();
        let found: Vec<_> = documents.iter().map(|value| mistakes_in_settings(&document(value))).collect();
        let sound = compare(&documents, &validator, &found);
        let read: BTreeSet<&String> =
            names.iter().zip(&documents).filter(|(_, value)| sound.contains(value)).map(|(name, _)| name).collect();
        assert!(keys.iter().all(|key| read.contains(key)), "{pointer}: a key is never accepted: {keys:?}");
        // Which keys the reader knows, it says where it meets another; the names of rules and levels are free.
        let told: Vec<_> = found.iter().flatten().filter_map(|one| listed(one, "Known here: ")).collect();
        assert!(told.iter().all(|names| *names == keys), "{pointer}: {keys:?}, but the reader knows {:?}", told[0]);
        assert!(!told.is_empty() || of_schema == "/definitions/rules", "{pointer}: the reader names no keys");
    }
}

#[test]
fn levels_are_those_of_the_reader() {
    let schema = printed("config");
    let mistakes = mistakes_in_settings(&format!("[rules]\ntypography = \"{UNKNOWN}\"\n"));
    let levels = mistakes.iter().find_map(|one| listed(one, "Levels: ")).expect("the reader lists levels");
    for rule in schema["definitions"]["rules"]["properties"].as_object().expect("rules").values() {
        assert_eq!(names(&rule["enum"]), levels);
    }
    assert_eq!(names(&schema["definitions"]["rules"]["additionalProperties"]["enum"]), levels);
}

#[test]
fn rules_families_and_lists_are_suggested() {
    let schema = printed("config");
    let rules = RuleSet::built_in().expect("built-in rules");
    let mut all: BTreeSet<String> = rules.rules().iter().map(|rule| rule.id.to_string()).collect();
    all.extend(rules.families().into_iter().map(str::to_owned));
    assert_eq!(names_of(&known(&schema, "/definitions/rules")), all);
    let lists: BTreeSet<String> = fs::read_dir(path("rules/lexicon"))
        .expect("rules/lexicon")
        .map(|entry| entry.expect("entry").path().file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert_eq!(names_of(&known(&schema, "/properties/lexicon")), lists);
}

fn names(list: &Value) -> BTreeSet<String> {
    list.as_array().expect("names").iter().map(|name| name.as_str().expect("a name").to_owned()).collect()
}

/// A rule with this check.
fn rule(check: Value) -> Value {
    json!({
        "summary": "a fault",
        "why": "It matters.",
        "remedy": "Mend it.",
        "level": "error",
        "check": check,
        "example": [{ "bad": "b", "good": "g" }],
    })
}

/// Checks of every kind: those of the built-in rules and of the guide, and for kinds with settings that few use, one that
/// has them.
fn checks() -> Vec<(String, Value)> {
    let mut checks: Vec<(String, Value)> = Vec::new();
    for (name, text) in built_in().into_iter().chain(examples("docs/writing-rules.md", "[check.")) {
        let rule = json(&text).unwrap_or_else(|| panic!("{name}"));
        let (kind, options) = rule["check"].as_object().expect("a check").iter().next().expect("a kind");
        let mut options = options.clone();
        // Tables beside a rule are not there in these tests.
        if options.as_object_mut().expect("options").remove("table").is_some() {
            options["find"] = json!(["word"]);
        }
        if kind == "swap" && options.get("swaps").is_none() || kind == "consistency" {
            continue;
        }
        checks.push((kind.clone(), options));
    }
    let whole = [
        ("phrases", json!({ "find": ["word"], "delete": true, "safe": true })),
        ("phrases", json!({ "find": ["word"] })),
        ("swap", json!({ "swaps": { "word": "other" } })),
        ("consistency", json!({ "sets": [["word", "other"]], "prefer": ["word"] })),
        ("capitalization", json!({ "style": "sentence" })),
        ("capitalization", json!({ "pattern": "/^A/" })),
        ("metric", json!({ "measure": "words", "at-most": 9 })),
        ("sequence", json!({ "tokens": [{ "word": "a" }, { "is": "word" }] })),
        ("occurrence", json!({ "find": "word", "at-least": 2 })),
        ("repetition", json!({ "find": "word" })),
        ("template", json!({ "fields": "merge-fields", "lexicon": "slots", "delete": true })),
        ("brackets", json!({ "inside": "slots", "lexicon": "slots", "delete": true })),
    ];
    checks.extend(whole.map(|(kind, options)| (kind.to_owned(), options)));
    checks
}

#[test]
fn rules_have_the_keys_and_types_of_their_schema() {
    let (schema, validator) = (printed("rule"), validator("rule"));
    let mut cases: Vec<(String, String, Value)> = Vec::new();
    let whole = rule(json!({ "phrases": { "find": "word" } }));
    let mut tables = vec![(String::new(), String::new(), whole.clone())];
    tables.push(("/properties/example".into(), "/example/0".into(), whole));
    for (kind, options) in checks() {
        let document = rule(json!({ &kind: options }));
        tables.push((format!("/properties/check/properties/{kind}"), format!("/check/{kind}"), document));
    }
    let tokens = rule(json!({ "sequence": { "tokens": [{ "word": "a" }, { "is": "word" }] } }));
    for token in 0..2 {
        let pointer = format!("/check/sequence/tokens/{token}");
        tables.push(("/properties/check/properties/sequence/properties/tokens".into(), pointer, tokens.clone()));
    }
    let mut wanted: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (of_schema, pointer, document) in &tables {
        let keys = known(&schema, of_schema);
        for (key, value) in variations(document, pointer, &keys) {
            cases.push((of_schema.clone(), key, value));
        }
        wanted.insert(of_schema, names_of(&keys));
    }
    let documents: Vec<Value> = cases.iter().map(|(_, _, value)| value.clone()).collect();
    let texts: Vec<String> = documents.iter().map(document).collect();
    let found = mistakes_in_rules(&texts);
    compare(&documents, &validator, &found);
    // A key counts as read in a table if some document with it has no mistake of form.
    let mut read: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut told: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for ((of_schema, key, _), mistakes) in cases.iter().zip(&found) {
        if !mistakes.iter().any(is_of_form) {
            read.entry(of_schema).or_default().insert(key.clone());
        }
        let names = mistakes.iter().filter_map(|one| listed(one, "Known here: ")).flatten();
        told.entry(of_schema).or_default().extend(names);
    }
    // Where nothing is known, the reader has no names to list.
    for (of_schema, keys) in wanted {
        let read = read.remove(of_schema).unwrap_or_default();
        assert_eq!(read, keys, "{of_schema}: what the reader accepts, and what the schema has");
        let told = told.remove(of_schema).unwrap_or_default();
        assert_eq!(told, keys, "{of_schema}: what the reader says it knows, and what the schema has");
    }
}

#[test]
fn kinds_and_names_to_choose_from_are_those_of_the_reader() {
    let schema = printed("rule");
    let kinds = &schema["properties"]["check"]["properties"];
    let mistakes = mistakes_in_rules(&[document(&rule(json!({ UNKNOWN: {} })))]).remove(0);
    let listed_kinds = mistakes.iter().find_map(|one| listed(one, "Kinds of checks: ")).expect("kinds");
    assert_eq!(names_of(&known(&schema, "/properties/check")), listed_kinds);
    let checks = checks();
    for kind in &listed_kinds {
        assert!(checks.iter().any(|(known, _)| known == kind), "no check here is of the kind {kind}");
    }
    // Whatever is chosen out of a list is set to a name that is in none.
    let (mut cases, mut texts) = (Vec::new(), Vec::new());
    for (kind, options) in checks {
        let mut choices = BTreeMap::new();
        choices_of(&kinds[&kind], &mut choices);
        for (key, names) in choices {
            let mut options = options.clone();
            options[&key] = json!(UNKNOWN);
            texts.push(document(&rule(json!({ &kind: options }))));
            cases.push((kind.clone(), key, names));
        }
    }
    let is_sequence = json!({ "sequence": { "tokens": [{ "word": "a" }, { "is": UNKNOWN }] } });
    texts.push(document(&rule(is_sequence)));
    let token = &kinds["sequence"]["properties"]["tokens"]["properties"]["is"]["enum"];
    cases.push(("sequence".to_owned(), "is".to_owned(), names(token)));
    let (mut told, mut untold) = (BTreeSet::new(), BTreeSet::new());
    for ((kind, key, wanted), mistakes) in cases.iter().zip(mistakes_in_rules(&texts)) {
        let leads = ["Known: ", "Boundaries: "];
        let names = mistakes.iter().find_map(|one| leads.iter().find_map(|lead| listed(one, lead)));
        match names {
            Some(names) => {
                assert_eq!(names, *wanted, "{kind}.{key}");
                told.insert((kind, key));
            }
            // Not every variant of a kind has every key.
            None => _ = untold.insert((kind, key)),
        }
    }
    assert!(untold.is_subset(&told), "{untold:?}");
}

/// The names that each key of a table may be set to, those of all variants together.
fn choices_of(schema: &Value, choices: &mut BTreeMap<String, BTreeSet<String>>) {
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        if value.get("enum").is_some() {
            choices.entry(key.clone()).or_default().extend(names(&value["enum"]));
        }
    }
    schema["anyOf"].as_array().into_iter().flatten().for_each(|part| choices_of(part, choices));
}

/// The built-in rules, by file.
fn built_in() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for family in fs::read_dir(path("rules")).expect("rules") {
        for file in fs::read_dir(family.expect("entry").path()).expect("a family") {
            let file = file.expect("entry").path();
            if file.extension().is_some_and(|ending| ending == "toml") {
                files.push((file.display().to_string(), fs::read_to_string(&file).expect("a rule")));
            }
        }
    }
    files.sort();
    files
}

/// The TOML blocks of a document that hold `with`.
fn examples(name: &str, with: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut lines = text.lines();
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let block: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        if info.starts_with("toml") && block.contains(with) {
            blocks.push((format!("{name}: {block}"), block));
        }
    }
    blocks
}

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
