//! The newsroom's own rules: a folder of rule files, word lists and tables.

use super::read;
use super::{shown, stays_inside};
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::rule::RuleFile;
use ignore::WalkBuilder;
use std::path::Path;

/// The largest rule file, word list or table that is read, in bytes. The style guide of a large newspaper has less
/// than one megabyte.
const LARGEST: u64 = 16 << 20;

/// The most bytes that all of them may have together.
const LARGEST_SUM: u64 = 128 << 20;

/// A house rules folder as it was read.
#[derive(Debug, Default)]
pub struct House {
    /// The rule files, word lists and tables, by name.
    pub files: Vec<RuleFile>,
    /// What could not be read.
    pub mistakes: Vec<Diagnostic>,
}

/// Reads the house rules that the settings name, if they name any.
#[must_use]
pub fn read_house(settings: &Settings, current: &Path) -> House {
    let mut house = House::default();
    let (Some(folder), Some(named), Some(file)) = (settings.house_folder(), settings.house_rules(), settings.file())
    else {
        return house;
    };
    let mistake = |message: &str, remedy: &str| {
        Diagnostic::trouble(file, named.span, trouble::SETTINGS, Level::Error, message).with_remedy(remedy)
    };
    if !folder.is_dir() {
        let what = if folder.exists() { "this is a file, not a folder" } else { "there is no such folder" };
        house.mistakes.push(mistake(what, "Make it, or name the folder that holds the rules."));
        return house;
    }
    // Rules are read from nowhere outside the folder of the settings, whatever links say.
    let tree = settings.root().folder();
    if !stays_inside(&folder, tree) {
        let message = "a symbolic link leads from here out of the folder of this file";
        house.mistakes.push(mistake(message, "Copy the rules to where the link stands."));
        return house;
    }
    house.read_folder(&folder, tree, current);
    house
}

impl House {
    fn read_folder(&mut self, folder: &Path, tree: &Path, current: &Path) {
        let mut sum = 0;
        let mut walk = WalkBuilder::new(folder);
        walk.standard_filters(false).hidden(true).follow_links(false).sort_by_file_name(std::cmp::Ord::cmp);
        for entry in walk.build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let message = error.to_string();
                    self.mistakes.push(*read::unreadable(&shown(folder, current), message).diagnostic);
                    continue;
                }
            };
            let path = entry.path();
            if entry.file_type().is_none_or(|kind| kind.is_dir()) || !is_rule_file(path) {
                continue;
            }
            let name = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
            match self.read_file(path, &shown(path, current), tree, &mut sum) {
                Ok(source) => self.files.push(RuleFile { name, source }),
                Err(mistake) => self.mistakes.push(*mistake),
            }
        }
    }

    fn read_file(
        &self,
        path: &Path,
        shown: &str,
        tree: &Path,
        sum: &mut u64,
    ) -> Result<std::sync::Arc<crate::source::Source>, Box<Diagnostic>> {
        let refuse = |message: String| read::unreadable(shown, message).diagnostic;
        let is_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
        if is_link && !stays_inside(path, tree) {
            return Err(refuse("this symbolic link leads out of the folder of the settings".to_owned()));
        }
        let size = path.metadata().map_or(0, |metadata| metadata.len());
        *sum += size;
        if size > LARGEST || *sum > LARGEST_SUM {
            let message = format!("rule files may have {LARGEST} bytes each and {LARGEST_SUM} together");
            return Err(refuse(message));
        }
        let text = read::read(path, shown).map_err(|refused| refused.diagnostic)?;
        // Rules are matched against text that is sound, so they must be sound themselves.
        match text.notice {
            Some(notice) => Err(Box::new(Diagnostic { level: Level::Error, ..notice })),
            None => Ok(text.source),
        }
    }
}

fn is_rule_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ["toml", "txt", "csv", "tsv"].iter().any(|known| ending == *known))
}
