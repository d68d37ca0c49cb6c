//! A machine of CI.

use crate::read::{keys, list, read, text, yaml};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

pub(crate) const WARNED: &str = "The talks in Istanbul , which ended on Friday, failed.\n";
pub(crate) const WRONG: &str = "The talks began in the the early hours of Monday.\n";

/// A repository of drafts with two commits, in a folder that a runner of CI might offer.
pub(crate) struct Runner {
    folder: TempDir,
}

impl Runner {
    /// The first commit has an old fault, the second adds a warning.
    pub(crate) fn new() -> Self {
        let runner = Self { folder: tempfile::tempdir().expect("folder") };
        for folder in ["drafts/sport", "temp/copydesk/bin"] {
            fs::create_dir_all(runner.path(folder)).expect("folder");
        }
        symlink(env!("CARGO_BIN_EXE_copydesk"), runner.path("temp/copydesk/bin/copydesk")).expect("link");
        runner.git(&["init", "--quiet", "--initial-branch", "main"]);
        fs::write(runner.path("drafts/talks.md"), format!("{WRONG}\nNobody was surprised.\n")).expect("draft");
        runner.commit();
        fs::write(runner.path("drafts/talks.md"), format!("{WRONG}\nNobody was surprised.\n\n{WARNED}"))
            .expect("draft");
        runner.commit();
        runner
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        read(self.path(name))
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        let output = self.command("git", arguments, &BTreeMap::new()).output().expect("git runs");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "a draft"]);
    }

    pub(crate) fn command(&self, program: &str, arguments: &[&str], variables: &BTreeMap<String, String>) -> Command {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars_os() {
            if ["GIT_", "GITHUB_", "CI_"].iter().any(|start| name.to_string_lossy().starts_with(start)) {
                command.env_remove(name);
            }
        }
        let search = std::env::var_os("PATH").unwrap_or_default();
        let folders = [self.path("temp/copydesk/bin")].into_iter().chain(std::env::split_paths(&search));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("PATH", std::env::join_paths(folders).expect("PATH"));
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "desk").env(format!("GIT_{role}_EMAIL"), "desk@localhost");
        }
        // Nothing is fetched.
        command.env("PIP_NO_INDEX", "1");
        command.env("RUNNER_TEMP", self.path("temp"));
        command.env("GITHUB_STEP_SUMMARY", self.path("temp/summary.md"));
        command.env("GITHUB_OUTPUT", self.path("temp/output"));
        command.env("GITHUB_PATH", self.path("temp/path"));
        command.envs(variables);
        command
    }

    /// Runs a script as GitHub does, or as GitLab does.
    pub(crate) fn script(&self, shell: &str, script: &str, variables: &BTreeMap<String, String>) -> Output {
        let arguments = match shell {
            "bash" => vec!["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            _ => vec!["-e", "-c", script],
        };
        self.command(shell, &arguments, variables).output().unwrap_or_else(|error| panic!("{shell}: {error}"))
    }

    /// Runs a step of the action with inputs, and those that are not given as they are by default.
    pub(crate) fn step(&self, name: &str, inputs: &[(&str, &str)]) -> Output {
        let action = yaml(&read("action.yml"));
        let step = list(&action["runs"]["steps"]).iter().find(|step| step["name"] == name);
        let step = step.unwrap_or_else(|| panic!("there is no step {name}"));
        assert_eq!(step["shell"], "bash", "{name}");
        let mut variables = BTreeMap::new();
        for variable in keys(&step["env"]) {
            let value = text(&step["env"][variable]);
            let value = value.strip_prefix("${{ ").and_then(|value| value.strip_suffix(" }}")).expect("an expression");
            let value = match value.split_once('.') {
                Some(("inputs", input)) => {
                    let given = inputs.iter().find(|(name, _)| *name == input).map(|(_, value)| *value);
                    given.unwrap_or_else(|| text(&action["inputs"][input]["default"])).to_owned()
                }
                Some(("github", "action_path")) => self.path("temp/source").to_string_lossy().into_owned(),
                Some(("steps", "check.outputs.sarif")) => {
                    self.path("temp/copydesk.sarif").to_string_lossy().into_owned()
                }
                _ => panic!("{name}: {value}"),
            };
            variables.insert(variable.to_owned(), value);
        }
        self.script("bash", text(&step["run"]), &variables)
    }
}

pub(crate) fn printed(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
