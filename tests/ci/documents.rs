//! What the documentation names is there.

use crate::read::{blocks, keys, list, read, text, uses_of_the_action, yaml};
use crate::runner::printed;
use std::collections::BTreeSet;
use std::process::Command;

#[test]
fn all_that_can_be_copied_is_yaml() {
    let mut documents: Vec<String> =
        ["action.yml", ".pre-commit-hooks.yaml", "packaging/gitlab-ci.yml"].iter().map(read).collect();
    for document in ["docs/ci.md", "README.md"] {
        documents.extend(blocks(document, "yaml").into_iter().map(|(_, block)| block));
    }
    assert!(documents.len() > 8);
    for document in documents {
        yaml(&document);
        assert!(!document.contains('\t'), "{document}");
    }
}

#[test]
fn hooks_and_their_options_exist() {
    let definitions = yaml(&read(".pre-commit-hooks.yaml"));
    let known: BTreeSet<&str> = list(&definitions).iter().map(|hook| text(&hook["id"])).collect();
    let mut shown = 0;
    for document in ["docs/ci.md", "README.md"] {
        for (_, block) in blocks(document, "yaml").iter().filter(|(_, block)| block.starts_with("repos:\n")) {
            let block = yaml(block);
            for hook in list(&block["repos"]).iter().flat_map(|repository| list(&repository["hooks"])) {
                shown += 1;
                assert!(known.contains(text(&hook["id"])), "{document}: there is no hook {hook}");
                let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
                command.arg("check");
                command.args(hook["args"].as_array().into_iter().flatten().map(text));
                let output = command.arg("--help").output().expect("the program runs");
                assert!(output.status.success(), "{hook}: {}", printed(&output));
            }
        }
        let text = read(document);
        assert!(known.iter().all(|id| text.contains(&format!("`{id}`"))), "{document} does not tell of all hooks");
    }
    assert!(shown > 5);
}

#[test]
fn inputs_of_the_action_are_those_that_are_told_of() {
    let source = read("action.yml");
    let action = yaml(&source);
    let inputs = keys(&action["inputs"]);
    let page = read("docs/ci.md");
    let (_, table) = page.split_once("| input | |\n|---|---|\n").expect("a table of inputs");
    let told: BTreeSet<&str> =
        table.lines().map_while(|line| line.strip_prefix("| `")).filter_map(|line| line.split('`').next()).collect();
    assert_eq!(told, inputs);
    let uses = uses_of_the_action();
    assert_eq!(uses.len(), 3);
    for used in &uses {
        assert!(keys(used).is_subset(&inputs) && !keys(used).is_empty(), "{used}");
    }
    for input in &inputs {
        assert!(!text(&action["inputs"][input]["description"]).is_empty(), "{input}");
        assert!(source.contains(&format!("inputs.{input} ")), "{input} is not used");
    }
    for used in source.split("inputs.").skip(1) {
        let name: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
        assert!(inputs.contains(&*name), "there is no input {name}");
    }
}
