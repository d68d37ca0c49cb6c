//! The schema of rule files and their reader know the same.

use super::*;

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
