//! `copydesk init`.

use super::{Status, Surroundings};
use crate::config::FILE_NAME;
use std::fs::OpenOptions;
use std::io::{self, Write};

/// The settings file to start from; everything in it is a comment, so it changes nothing yet.
pub(super) const TEMPLATE: &str = r#"# Settings of copydesk for this folder and all below it.
# `copydesk rules` lists the rules, `copydesk explain RULE` says what one is for,
# `copydesk config FILE` shows what is in force for a draft.
#
# Patterns are relative to the folder of this file. One without a `/` matches a
# name at any depth; one that matches a folder matches everything in it.

# The language of drafts that name none themselves.
# language = "en"

# Which files are drafts (default: those whose ending names a format, such as .md or .docx), and which are never checked.
# include = ["drafts/**"]
# exclude = ["archive", "*.notes.md"]

# The folder of your own rules, in the folder of this file. A rule with the name of a built-in replaces it.
# house-rules = "desk/rules"

# The file that `copydesk baseline` writes and that lists findings to let rest, if not copydesk-baseline.jsonl.
# baseline = "desk/old.jsonl"

# How drafts are written where their endings do not say; the first that matches counts.
# [formats]
# ninjs = ["wire/**/*.json"]
# html = ["*.page"]

# What front matter, ArchieML and JSON call the parts of a story, beside what is known anyway: headline, dek, byline,
# date, body, caption. `meta.teaser` is a field in another.
# [fields]
# headline = ["web_title"]
# body = ["teaser"]

# Drafts that the others are compared with and that are not checked themselves unless they are asked for: a name
# spelt in two ways, a headline used before, a story that is there already.
# [desk]
# archive = ["published/**"]

# Levels: "advice", "warning", "error", "off" or "on", for a rule or a family of rules. A rule beats its family.
# [rules]
# typography = "advice"
# space-before-punctuation = "error"

# Other levels for some drafts; of several that match, the last counts.
# [[override]]
# paths = ["opinion/**"]
# rules = { typography = "off" }

# What is right although a rule reports it. `text` narrows it to reports that hold these words.
# [[allow]]
# path = "drafts/menu.txt"
# rule = "space-before-punctuation"
# text = " ;"
# reason = "the restaurant writes its name so"

# Terms to add to a word list and to remove from it.
# [lexicon.vague-people]
# add = ["campaigners"]
# remove = ["critics"]

# The spellings of names that the house prefers.
# [names]
# prefer = ["Kyiv"]
"#;

pub(super) fn run(world: &mut Surroundings<'_>) -> io::Result<Status> {
    let path = world.current.join(FILE_NAME);
    // Opening with `create_new` leaves no moment between looking and writing.
    let written = OpenOptions::new().write(true).create_new(true).open(&path);
    match written.and_then(|mut file| file.write_all(TEMPLATE.as_bytes())) {
        Ok(()) => {
            writeln!(world.out, "Wrote {FILE_NAME}. All of it is commented out: switch on what you need, then run")?;
            writeln!(world.out, "  copydesk check .       to check the drafts of this folder")?;
            writeln!(world.out, "  copydesk rules         to see the rules and their levels")?;
            writeln!(world.out, "  copydesk config FILE   to see what is in force for a draft")?;
            Ok(Status::Clean)
        }
        Err(error) => {
            let why = match error.kind() {
                io::ErrorKind::AlreadyExists => format!("there is a {FILE_NAME} already; it was left as it is"),
                _ => format!("{FILE_NAME} cannot be written: {error}"),
            };
            writeln!(world.err, "copydesk: {why}")?;
            Ok(Status::CouldNotRun)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TEMPLATE;
    use crate::config::{Root, Settings};
    use crate::rule::RuleSet;
    use crate::source::Source;
    use std::sync::Arc;

    #[test]
    fn the_template_is_sound_once_its_comments_are_taken_off() {
        let is_setting = |line: &str| line.contains(" = ") || line.starts_with('[');
        let settings = TEMPLATE.lines().filter_map(|line| line.strip_prefix("# ")).filter(|line| is_setting(line));
        let text = settings.collect::<Vec<_>>().join("\n");
        let source = Arc::new(Source::new("copydesk.toml", text));
        let settings = Settings::read(&source, Root::default()).expect("sound settings");
        assert_eq!(settings.allows().len(), 1);
        let rules = RuleSet::with_house(&[], settings.lexicon_changes()).expect("sound rules");
        assert!(settings.check_names(&rules).is_empty(), "{:?}", settings.check_names(&rules));
        assert!(Settings::read(&Arc::new(Source::new("copydesk.toml", TEMPLATE)), Root::default()).is_ok());
    }
}
