//! What is wrong with the entries of the word lists about names: everything that would be left out in silence.

use super::figures::{CHECKED, Figure, Tenure, Tenures};
use super::gazetteer::forms;
use super::lists::{LISTS, alternatives};
use super::titles::Title;
use crate::reading::attribution::{check_context, check_cue, check_head};
use crate::table::{listed, suggest};

/// Something wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) message: String,
    /// How it is written.
    pub(crate) remedy: String,
}

/// What a set of spellings may be one of, if not of a place.
const KINDS: [&str; 3] = ["organisation", "people", "other"];

/// How an entry of each list is written, in the order of [`LISTS`].
const WRITTEN: [&str; LISTS.len()] = [
    "Write one name: `Amara`.",
    "Write title, class and, where nobody holds two, the office: `Harbour Master ; office ; exclusive ; harbour master`.",
    "Write the name, its adjective and its people, then the seats: `Norland | Norlander | Norlanders ~ Norhaven`.",
    "Write the names in a row: `Johnson | Johnston`.",
    "Write given names, surnames, what they are called and where they belong: `Amara ; Osei ; harbour master ; Norland`.",
    "Write office, country, holder, first and last day: `mayor ; Norland ; Amara Osei ; 2019-05 ; 2024-05-31`.",
    "Write two spellings or more, the usual one first: `Kyiv | Kiev ! chicken Kiev`.",
    "Write the nouns and their kind: `strike | walkout ; strike`.",
    "Write the verb, its irregular forms and its class: `say | said ; neutral`.",
    "Write the nouns and their class: `spokesman | spokeswoman ; described`.",
    "Write one noun in the plural: `analysts`.",
    "Write one name: `Norland Times`.",
    "Write one word or two: `money laundering`.",
    "Write one word: `wounded`.",
    "Write the words and their class: `court | tribunal ; law`.",
];

/// The faults of an entry of the list of that index in [`LISTS`].
pub(crate) fn faults(list: usize, entry: &str) -> Vec<Fault> {
    let mut finder = Finder { list, found: Vec::new() };
    match LISTS.get(list).copied() {
        Some("given-names") => finder.given_name(entry),
        Some("titles") => finder.title(entry),
        Some("demonyms") => finder.demonym(entry),
        Some("different-names") => finder.different(entry),
        Some("people") => finder.figure(entry),
        Some("offices") => finder.tenure(entry),
        Some("name-variants") => finder.variants(entry),
        Some("events") => finder.event(entry),
        Some("cues") => finder.refused(check_cue(entry)),
        Some("vague-people") => finder.noun(entry),
        Some("claim-contexts") => finder.refused(check_context(entry)),
        Some("source-heads") => finder.refused(check_head(entry)),
        _ => {}
    }
    finder.found
}

/// What is wrong with a list that a newsroom wrote, as a whole.
pub(crate) fn fault_of_list<'e>(list: &str, mut entries: impl Iterator<Item = &'e str>) -> Option<Fault> {
    let is_unchecked = list == "offices" && !entries.any(|entry| entry.starts_with(CHECKED));
    is_unchecked.then(|| Fault {
        message: "the list does not say when it was checked".to_owned(),
        remedy: "Above the entries, write the day on which they were right: `checked 2025-06-30`.".to_owned(),
    })
}

struct Finder {
    list: usize,
    found: Vec<Fault>,
}

impl Finder {
    fn add(&mut self, message: impl Into<String>) {
        let remedy = WRITTEN.get(self.list).copied().unwrap_or_default();
        self.add_with(message, remedy);
    }

    fn add_with(&mut self, message: impl Into<String>, remedy: impl Into<String>) {
        self.found.push(Fault { message: message.into(), remedy: remedy.into() });
    }

    /// Ways to write one thing that stand twice: one of them was meant to be another.
    fn twice(&mut self, field: &str) {
        let forms: Vec<&str> = forms(field).collect();
        for (index, form) in forms.iter().enumerate() {
            if forms[..index].contains(form) {
                self.add_with(format!("`{form}` stands twice"), "Keep one of the two, or correct the other.");
            }
        }
    }

    /// A field that has to say something.
    fn present(&mut self, field: &str, what: &str) {
        if alternatives(field).next().is_none() {
            self.add(format!("the {what} is missing"));
        }
    }

    fn refused(&mut self, read: Result<(), &'static str>) {
        if let Err(message) = read {
            self.add(message);
        }
    }

    fn noun(&mut self, entry: &str) {
        if !entry.chars().all(|char| char.is_alphabetic() || matches!(char, '-' | '\'' | '’')) {
            self.add("a group is one noun, without a pattern");
        }
    }

    fn given_name(&mut self, entry: &str) {
        if entry.contains(['|', ';']) {
            self.add("a given name stands alone, without `|` or `;`");
        }
    }

    fn title(&mut self, entry: &str) {
        if let Err(message) = Title::read(entry) {
            self.add(message);
        }
        let mut fields = entry.split(';').map(str::trim).skip(2);
        match (fields.next(), fields.next(), fields.next()) {
            (None | Some("exclusive"), None, _) => {}
            (Some("exclusive"), Some(office), rest) => {
                self.present(office, "office");
                if rest.is_some() {
                    self.add("a title has four fields at most");
                }
            }
            (Some(other), ..) => self.add(format!("the third field is `exclusive` or nothing, not `{other}`")),
            (None, ..) => {}
        }
    }

    fn demonym(&mut self, entry: &str) {
        let names = entry.split('~').next().unwrap_or_default();
        self.present(names, "name");
        self.twice(names);
    }

    fn different(&mut self, entry: &str) {
        if alternatives(entry).count() < 2 {
            self.add("different names are two or more");
        }
        self.twice(entry);
    }

    fn figure(&mut self, entry: &str) {
        let fields: Vec<&str> = entry.split(';').map(str::trim).collect();
        let [given, surnames, roles, polities] = fields.as_slice() else {
            let message = Figure::read(entry).err().unwrap_or("a figure has four fields");
            return self.add(message);
        };
        // Whoever goes by a single name has no given one.
        self.present(surnames, "surname");
        self.present(roles, "role");
        self.present(polities, "country or organisation");
        self.twice(given);
        self.twice(surnames);
    }

    fn tenure(&mut self, entry: &str) {
        if entry.starts_with(CHECKED) || entry.trim() == CHECKED.trim() {
            if Tenures::check_day(entry).is_none() {
                self.add_with("no day stands there", "Write it like `checked 2025-06-30`.");
            }
            return;
        }
        let fields: Vec<&str> = entry.split(';').map(str::trim).collect();
        let [office, polities, holders, from, to] = fields.as_slice() else {
            return self.add("a tenure has five fields: `office ; country | adjective ; holder ; from ; to`");
        };
        self.present(office, "office");
        self.present(polities, "country");
        self.present(holders, "holder");
        self.twice(holders);
        for message in Tenure::wrong_days(from, to) {
            self.add(message);
        }
    }

    fn variants(&mut self, entry: &str) {
        let (set, kept) = entry.split_once('!').unwrap_or((entry, ""));
        if forms(set).count() < 2 {
            self.add("a set needs two spellings or more: `Kyiv | Kiev`");
        }
        self.twice(set);
        if let Some((_, kind)) = set.split_once('@') {
            let kind = kind.trim();
            if !KINDS.contains(&kind) {
                let known = suggest(kind, KINDS.into_iter());
                let remedy = known.unwrap_or_else(|| format!("After `@` stands one of {}.", listed(KINDS.into_iter())));
                self.add_with(format!("there is no kind `@ {kind}`"), remedy);
            }
        }
        if kept.contains('@') {
            self.add_with("the kind stands behind the `!`", "Put it before: `A | B @ organisation ! A of old`.");
        }
    }

    fn event(&mut self, entry: &str) {
        let fields: Vec<&str> = entry.split(';').map(str::trim).collect();
        let [nouns, kind] = fields.as_slice() else {
            return self.add("an event has two fields: `strike | walkout ; strike`");
        };
        self.present(nouns, "noun");
        self.present(kind, "kind");
        self.twice(nouns);
        for noun in alternatives(nouns).filter(|noun| noun.contains(char::is_whitespace)) {
            self.add_with(format!("`{noun}` is more than a word"), "An event is known by a noun alone: `talks`.");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(list: &str, entry: &str) -> Vec<String> {
        let list = LISTS.iter().position(|known| *known == list).expect("a list");
        faults(list, entry).into_iter().map(|fault| fault.message).collect()
    }

    #[test]
    fn all_faults_of_an_entry_are_told() {
        let faults = messages("offices", " ; Norland ; Amara Osei | Amara Osei ; soon ; 2024-13");
        let expected = ["the office is missing", "`Amara Osei` stands twice"];
        assert_eq!(faults[..2], expected);
        assert_eq!(faults.len(), 4, "{faults:?}");
    }

    #[test]
    fn what_would_be_left_out_is_a_fault() {
        for (list, entry) in [
            ("given-names", "Amara | Amarah"),
            ("titles", "Harbour Master ; office ; alone ; harbour master"),
            ("titles", "Harbour Master ; office ; exclusive ; "),
            ("demonyms", "~ Norhaven"),
            ("different-names", "Osei"),
            ("people", "Amara ; Osei ; harbour master ;"),
            ("people", "Amara ; Osei"),
            ("offices", "mayor ; Norland ; Amara Osei ; 2024 ; 2019"),
            ("offices", "mayor ; Norland ; Amara Osei ; 2019-02-30 ;"),
            ("offices", "checked yesterday"),
            ("name-variants", "Kyiv | Kiev | Kyiv"),
            ("name-variants", "Norbank | Nor Bank @ organization"),
            ("name-variants", "Norbank | Nor Bank ! Nor Bank Road @ organisation"),
            ("events", "strike | walkout ;"),
            ("events", "strike"),
            ("events", "peace talks ; talks"),
        ] {
            assert_eq!(messages(list, entry).len(), 1, "{list}: {entry}: {:?}", messages(list, entry));
        }
    }
}
