//! What SARIF tells about a rule.

use super::model::{Configuration, Help, Properties, ReportingDescriptor};
use super::{Options, level, shortened, text};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::rule::{Example, Rule};

/// How many characters of a description code scanning takes.
const LONGEST: usize = 1024;
/// Longer drafts say little at a glance.
const LONGEST_EXAMPLE: usize = 400;

/// The rule of a diagnostic, as far as it is known.
pub(super) fn rule<'d>(diagnostic: &'d Diagnostic, options: &Options<'_>) -> ReportingDescriptor<'d> {
    let rule = options.rules.iter().find_map(|rules| rules.find(&diagnostic.rule));
    let own_level = rule.map_or(diagnostic.level, |rule| rule.level);
    let is_trouble = *diagnostic.family == *trouble::FAMILY;
    let of_trouble =
        || trouble::ALL.iter().find(|(id, _)| is_trouble && **id == *diagnostic.rule).map(|(_, what)| *what);
    let summary = rule.map(|rule| &*rule.summary).or_else(of_trouble).unwrap_or(&diagnostic.rule);
    let short = |told: &str| text(shortened(told, LONGEST));
    ReportingDescriptor {
        id: &diagnostic.rule,
        // A name has to say something that the id does not.
        name: Some(name(&diagnostic.rule)).filter(|name| !name.eq_ignore_ascii_case(&diagnostic.rule)),
        short_description: short(summary),
        full_description: short(rule.map_or(summary, |rule| &rule.why)),
        help: rule.map_or_else(help_of_unknown, help),
        default_configuration: Configuration { level: level(own_level) },
        properties: Properties {
            tags: [&diagnostic.family],
            severity: match own_level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Advice => "recommendation",
            },
        },
    }
}

/// The id as the standard would have a name: `name-variant` is `NameVariant`.
fn name(id: &str) -> String {
    let capital = |word: &str| {
        let mut characters = word.chars();
        characters.next().map(|first| first.to_uppercase().chain(characters).collect::<String>()).unwrap_or_default()
    };
    shortened(&id.split('-').map(capital).collect::<String>(), 255)
}

/// What to do, and a draft that the rule flags beside one that it leaves alone, if there are short ones.
fn help(rule: &Rule) -> Help {
    let (mut plain, mut markdown) = (rule.remedy.clone(), rule.remedy.clone());
    let pair = |example: &Example| Some((example.bad.clone()?, example.good.first()?.clone()));
    let is_short = |(bad, good): &(String, String)| bad.len().max(good.len()) <= LONGEST_EXAMPLE;
    if let Some((bad, good)) = rule.examples.iter().filter_map(pair).find(is_short) {
        for (heading, draft) in [("Flagged", bad), ("Not flagged", good)] {
            let draft = draft.trim_end();
            plain.push_str(&format!("\n\n{heading}:\n\n{draft}"));
            let fence = fence(draft);
            markdown.push_str(&format!("\n\n{heading}:\n\n{fence}text\n{draft}\n{fence}"));
        }
    }
    Help { text: plain, markdown }
}

/// Of trouble with files and settings nothing can be said beforehand.
fn help_of_unknown() -> Help {
    let told = "What to do stands with each finding.".to_owned();
    Help { text: told.clone(), markdown: told }
}

/// A fence that nothing in the text can close.
fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_becomes_a_name() {
        assert_eq!(name("name-variant"), "NameVariant");
        assert_eq!(name("é--x"), "ÉX");
    }

    #[test]
    fn a_fence_is_longer_than_any_in_the_text() {
        assert_eq!(fence("a"), "```");
        assert_eq!(fence("````\n``"), "`````");
    }
}
