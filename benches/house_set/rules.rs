//! A made-up house style of the size that a large newspaper keeps: half phrases, half patterns.

use crate::words::{ADJECTIVES, Dice, LINKS, NOUNS, VERBS, vocabulary};
use std::collections::HashSet;

/// How many entries the style guide of a large newspaper has.
pub(crate) const ENTRIES: usize = 13_000;

/// The files of a house rules folder with this many entries: names and contents.
pub(crate) fn files(entries: usize) -> Vec<(String, String)> {
    let mut maker = Maker { dice: Dice::new(7), words: vocabulary(), taken: HashSet::new() };
    let half = entries / 2;
    let (of_list, of_notes) = (half / 6, half / 2);
    let (of_rule, of_table) = (half / 4, half * 3 / 8);
    let phrases = |maker: &mut Maker, count: usize| -> Vec<String> { (0..count).map(|_| maker.new_phrase()).collect() };
    let patterns =
        |maker: &mut Maker, count: usize| -> Vec<String> { (0..count).map(|_| maker.new_pattern()).collect() };
    let mut files = Vec::new();

    let list = phrases(&mut maker, of_list);
    files.push(("lexicon/house-terms.txt".to_owned(), list.join("\n") + "\n"));
    files.push(rule("style/house-term", "lexicon = \"house-terms\"", &list[0]));

    let notes = phrases(&mut maker, of_notes);
    let rows = notes.iter().map(|find| format!("{find},The style guide has a shorter way to say it.\n"));
    files.push(("style/wordy.csv".to_owned(), "find,note\n".to_owned() + &rows.collect::<String>()));
    files.push(rule("style/wordy", "table = \"wordy.csv\"", &notes[0]));

    let swaps = phrases(&mut maker, half - of_list - of_notes);
    let rows = swaps.iter().map(|find| format!("{find},{},See the entry in the style guide.\n", maker.dice.of(NOUNS)));
    files.push(("style/preferred.csv".to_owned(), "find,put,note\n".to_owned() + &rows.collect::<String>()));
    files.push(swap("style/preferred", "preferred.csv", &swaps[0]));

    let inline = patterns(&mut maker, of_rule);
    let find: String = inline.iter().map(|find| format!("    '{find}',\n")).collect();
    files.push(rule("usage/pattern", &format!("find = [\n{find}]"), "a match in this set"));

    let noted = patterns(&mut maker, of_table);
    let rows = noted.iter().map(|find| format!("\"{find}\",\"Spell it as the style guide does, please.\"\n"));
    files.push(("usage/noted.csv".to_owned(), "find,note\n".to_owned() + &rows.collect::<String>()));
    files.push(rule("usage/noted", "table = \"noted.csv\"", "a match in this set"));

    let spelt = patterns(&mut maker, entries - half - of_rule - of_table);
    let rows = spelt.iter().map(|find| format!("\"{find}\",{}\n", maker.dice.of(NOUNS)));
    files.push(("usage/spelling.csv".to_owned(), "find,put\n".to_owned() + &rows.collect::<String>()));
    files.push(swap("usage/spelling", "spelling.csv", "a match in this set"));
    files
}

struct Maker {
    dice: Dice,
    words: Vec<String>,
    taken: HashSet<String>,
}

impl Maker {
    fn new_phrase(&mut self) -> String {
        self.fresh(Self::phrase)
    }

    fn new_pattern(&mut self) -> String {
        self.fresh(Self::pattern)
    }

    /// An entry that the set does not have yet.
    fn fresh(&mut self, make: impl Fn(&mut Self) -> String) -> String {
        loop {
            let entry = make(self);
            if self.taken.insert(entry.clone()) {
                return entry;
            }
        }
    }

    /// A word, one in three of them common: those keep the scan busy.
    fn word(&mut self) -> String {
        if self.dice.below(3) == 0 {
            let common = [NOUNS, ADJECTIVES, VERBS][self.dice.below(3)];
            return self.dice.of(common).to_owned();
        }
        let at = self.dice.below(self.words.len());
        self.words[at].clone()
    }

    fn phrase(&mut self) -> String {
        let (word, dice) = (self.word(), &mut self.dice);
        match dice.below(6) {
            0 => format!("{word} {}", dice.of(NOUNS)),
            1 => format!("{} {word}", dice.of(ADJECTIVES)),
            2 => format!("{} {} {word}", dice.of(VERBS), dice.of(LINKS)),
            3 => format!("{word} {} {}", dice.of(LINKS), dice.of(NOUNS)),
            4 => format!("{} {} {}", dice.of(ADJECTIVES), dice.of(ADJECTIVES), dice.of(NOUNS)),
            _ => format!("{word} {} {}", dice.of(VERBS), dice.of(NOUNS)),
        }
    }

    fn pattern(&mut self) -> String {
        let (word, other) = (self.word(), self.word());
        let dice = &mut self.dice;
        let body = match dice.below(12) {
            0 | 1 => format!(r"\b{word}(?:s|ed)? (?:of|for) \w+\b"),
            2 => format!(r"\b{word}i[sz](?:e|es|ed|ing)\b"),
            3 => format!(r"\b{word}ou?r(?:s|ed|ing)?\b"),
            4 => format!(r"\b(?:{word}|{other}) {}\b", dice.of(NOUNS)),
            5 => format!(r"\b\d+ {word}\b"),
            6 => format!(r"\b{word}[- ]?{}\b", dice.of(NOUNS)),
            7 => format!(r"\b{word}(?:ing|ed) (?:up|out) to (?:the )?{}\b", dice.of(NOUNS)),
            8 => format!(r"\b{} (?:very |most )?{word}(?:s|es)?\b", dice.of(ADJECTIVES)),
            9 => format!(r"\b{word} \w+ {other}\b"),
            10 => format!(r"\b{word}\w* {}s?\b", dice.of(LINKS)),
            _ => format!(r"\b(?:un|non-?){word}(?: {})?\b", dice.of(NOUNS)),
        };
        format!("/{body}/")
    }
}

fn rule(name: &str, options: &str, example: &str) -> (String, String) {
    (format!("{name}.toml"), head("not house style") + &format!("[check.phrases]\n{options}\n\n") + &examples(example))
}

fn swap(name: &str, table: &str, example: &str) -> (String, String) {
    let check = format!("[check.swap]\ntable = \"{table}\"\n\n");
    (format!("{name}.toml"), head("house style has another word") + &check + &examples(example))
}

fn head(summary: &str) -> String {
    format!(
        "summary = \"{summary}\"\nwhy     = \"One paper speaks with one voice.\"\nremedy  = \"Follow the style \
         guide.\"\nlevel   = \"warning\"\n\n"
    )
}

fn examples(bad: &str) -> String {
    format!(
        "[[example]]\nbad   = \"It was {bad}, they said.\"\nflags = [\"{bad}\"]\ngood  = \"It was so, they said.\"\n"
    )
}
