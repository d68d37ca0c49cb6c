//! The schema of settings and their reader know the same.

use super::*;

/// A document of settings with all there is.
fn settings() -> Value {
    json!({
        "language": "en",
        "formats": { "html": ["*.page"], "ninjs": "wire/*.json", "text": [], "markdown": [], "mdx": [], "archieml": [],
            "docx": [], "nitf": [], "newsml-g2": [], "jsonl": "feed/*" },
        "fields": { "headline": "kop", "dek": [], "byline": [], "date": [], "body": ["meta.teaser"], "caption": [] },
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
const TABLES: [(&str, &str); 10] = [
    ("", ""),
    ("/properties/formats", "/formats"),
    ("/properties/fields", "/fields"),
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
