//! Names in the settings, compared with the rules of the run.

use super::choice::Choices;
use super::{Named, Selection, Settings};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::rule::RuleSet;
use crate::source::{Source, Span};
use crate::table::suggest;
use std::sync::Arc;

impl Settings {
    /// Compares the names of rules, families and word lists in the settings file with those that exist. Unknown ones
    /// are errors; a term to be removed that its word list does not have is a warning.
    #[must_use]
    pub fn check_names(&self, rules: &RuleSet) -> Vec<Diagnostic> {
        let Some(file) = &self.file else { return Vec::new() };
        let mut mistakes = Vec::new();
        let all_choices = std::iter::once(&self.rules).chain(self.overrides.iter().map(|one| &one.rules));
        for Choices(choices) in all_choices {
            let unknown = choices.iter().filter(|(name, _)| !is_known(name, rules));
            mistakes.extend(unknown.map(|(name, chosen)| unknown_name(file, chosen.span, name, rules)));
        }
        for Named { value, span } in self.allows.iter().flat_map(|allow| &allow.rules) {
            if !is_known(value, rules) && !is_trouble(value) {
                mistakes.push(unknown_name(file, *span, value, rules));
            }
        }
        mistakes.extend(self.check_preferred(file, rules));
        for note in rules.notes() {
            let (list, terms) = &self.lexicons.places[note.change];
            let (span, level) = match note.term {
                Some(index) => (terms[index], Level::Warning),
                None => (*list, Level::Error),
            };
            let mut mistake = Diagnostic::trouble(file, span, trouble::SETTINGS, level, note.message.clone());
            mistake.remedy = note.remedy.clone();
            mistakes.push(mistake);
        }
        mistakes.sort_by(|a, b| a.order().cmp(&b.order()));
        mistakes
    }

    /// Spellings under `prefer` that cannot win: no list has them, or another one of the same name is preferred as well.
    fn check_preferred(&self, file: &Arc<Source>, rules: &RuleSet) -> Vec<Diagnostic> {
        let mut mistakes = Vec::new();
        let mut add = |span: Span, message: String, remedy: String| {
            let mistake = Diagnostic::trouble(file, span, trouble::SETTINGS, Level::Warning, message);
            mistakes.push(mistake.with_remedy(remedy));
        };
        for (index, Named { value, span }) in self.preferred.iter().enumerate() {
            let sets = rules.name_lists().sets_with(value);
            let earlier = &self.preferred[..index];
            let written = sets.iter().flatten().find(|known| known.to_lowercase() == value.to_lowercase());
            let rival = earlier.iter().find(|known| sets.iter().any(|set| set.contains(&known.value.as_str())));
            if earlier.iter().any(|known| known.value == *value) {
                add(*span, format!("`{value}` stands twice"), "Keep one of the two.".to_owned());
            } else if let Some(written) = written
                && !sets.iter().flatten().any(|known| known == value)
            {
                let message = format!("no list has the name `{value}` with these capitals, so it cannot be preferred");
                add(*span, message, format!("Write `{written}`, or add its spellings to a word list."));
            } else if let Some(Named { value: rival, .. }) = rival {
                let message = format!("`{rival}` and `{value}` are spellings of one name: only one can be preferred");
                add(*span, message, "Keep the one that the house writes.".to_owned());
            } else if !rules.name_lists().knows(value) {
                let message = format!("no rule knows the name `{value}`, so it cannot be preferred");
                let remedy = "Add its spellings to a word list: [lexicon.name-variants] add = [\"ONE | OTHER\"].";
                add(*span, message, remedy.to_owned());
            }
        }
        mistakes
    }
}

impl Selection {
    /// The names that are neither rules nor families in any of the rule sets of the run, each shown in what was given.
    #[must_use]
    pub fn check_names(&self, rules: &[&RuleSet]) -> Vec<(Arc<Source>, Diagnostic)> {
        let given = [("--select", &self.select), ("--ignore", &self.ignore)];
        let mut mistakes = Vec::new();
        for (option, names) in given {
            for name in names.iter().filter(|name| !rules.iter().any(|rules| is_known(name, rules))) {
                let source = Arc::new(Source::new(option, name.as_str()));
                let known = rules.iter().flat_map(|rules| known(rules));
                let mistake = unknown(&source, Span::new(0, name.len()), name, suggest(name, known));
                mistakes.push((source, mistake));
            }
        }
        mistakes
    }
}

/// Whether a rule or a family has that name.
pub(crate) fn is_known(name: &str, rules: &RuleSet) -> bool {
    known(rules).any(|known| known == name)
}

/// Whether it is a trouble that can be allowed: one that a draft is read in spite of.
pub(crate) fn is_trouble(name: &str) -> bool {
    [trouble::ENCODING, trouble::FRONT_MATTER].contains(&name)
}

/// The ids of all rules and the names of all families.
fn known(rules: &RuleSet) -> impl Iterator<Item = &str> {
    rules.rules().iter().map(|rule| &*rule.id).chain(rules.families())
}

/// The diagnostic for a name that no rule or family has.
pub(crate) fn unknown_name(source: &Source, span: Span, name: &str, rules: &RuleSet) -> Diagnostic {
    unknown(source, span, name, suggest(name, known(rules)))
}

fn unknown(source: &Source, span: Span, name: &str, suggestion: Option<String>) -> Diagnostic {
    let message = match name.trim() {
        "" => "the name of a rule or family is missing".to_owned(),
        name => format!("there is no rule or family `{name}`"),
    };
    let remedy = suggestion.unwrap_or_else(|| "`copydesk rules` lists them.".to_owned());
    Diagnostic::trouble(source, span, trouble::SETTINGS, Level::Error, message).with_remedy(remedy)
}
