//! Every built-in rule: its examples hold, and its file says all it has to.

use copydesk::rule::{RuleSet, try_examples};

#[test]
fn examples_hold() {
    let rules = RuleSet::built_in().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let mut failures = Vec::new();
    for rule in rules.rules() {
        failures.extend(try_examples(rule).into_iter().map(|failure| format!("{}: {}", rule.id, failure.message)));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
