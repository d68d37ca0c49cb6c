//! What the word lists know of names: given names, titles, polities, names that are different, public figures, offices,
//! spellings, events.
//!
//! The lists are plain word lists, so a newsroom adds to them in its settings. Fields of an entry are parted by `;`, ways
//! to say one thing by `|`. A list is only looked into when it is first asked, and what is found out of it is where things
//! stand: reading thousands of entries to the letter would be most of what a commit hook does.

use super::entries::Entries;
use super::figures::{Figure, Figures, Tenure, Tenures};
use super::gazetteer::{Gazetteer, Spelling};
use super::titles::{Title, TitleClass};
use crate::draft::{Draft, fold_text, without_possessive};
use crate::reading::attribution::{Contexts, Lexicon as Speech, Words};
use crate::reading::words::{self, Sieve};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::OnceLock;

/// The word lists that are read, in the order of [`List`].
pub(crate) const LISTS: [&str; 15] = [
    "given-names",
    "titles",
    "demonyms",
    "different-names",
    "people",
    "offices",
    "name-variants",
    "events",
    "cues",
    "source-heads",
    "vague-people",
    "outlets",
    "accusations",
    "casualty-words",
    "claim-contexts",
];

/// A word list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    GivenNames,
    Titles,
    Demonyms,
    DifferentNames,
    People,
    Offices,
    NameVariants,
    Events,
    Cues,
    SourceHeads,
    VaguePeople,
    Outlets,
    Accusations,
    Casualties,
    ClaimContexts,
}

/// Titles by the number of their words.
#[derive(Debug, Default)]
struct Titles {
    by_words: FxHashMap<u64, Title>,
    /// First words of titles: few words start one.
    starts: FxHashSet<u32>,
    /// The same, for a quick look.
    sieve: Sieve,
    /// Last words of jobs, for a quick look.
    jobs: Sieve,
}

/// Kinds of events by their nouns.
#[derive(Debug, Default)]
struct EventKinds {
    nouns: FxHashMap<u32, u16>,
    names: Vec<Box<str>>,
}

/// All lists.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    entries: [Entries; LISTS.len()],
    given: OnceLock<FxHashSet<u32>>,
    titles: OnceLock<Titles>,
    polities: OnceLock<FxHashMap<u64, u16>>,
    /// By name: the groups of different names that it stands in.
    different: OnceLock<FxHashMap<u32, Vec<u32>>>,
    figures: OnceLock<Figures>,
    tenures: OnceLock<Tenures>,
    gazetteer: OnceLock<Gazetteer>,
    events: OnceLock<EventKinds>,
    speech: OnceLock<Speech>,
    contexts: OnceLock<Contexts>,
}

/// The number that a word is known by: the same whatever its capitals, accents and apostrophes.
pub(crate) fn key_of_word(word: &str) -> u32 {
    if word.is_ascii() {
        return words::hash(word, 0..word.len());
    }
    let folded = fold_text(word);
    words::hash(&folded, 0..folded.len())
}

/// The number of several words in a row, from the numbers of each.
pub(crate) fn key_of_words(words: impl IntoIterator<Item = u32>) -> u64 {
    let step = |all: u64, word| (all.rotate_left(17) ^ u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    words.into_iter().fold(0, step)
}

/// The number of a phrase: its words without the marks between them.
fn key_of_phrase(phrase: &str) -> u64 {
    key_of_words(phrase.split_ascii_whitespace().map(|word| key_of_word(word.trim_end_matches(['.', ',']))))
}

/// The alternatives of a field.
pub(crate) fn alternatives(field: &str) -> impl Iterator<Item = &str> {
    field.split('|').map(str::trim).filter(|part| !part.is_empty())
}

impl Lists {
    /// Lists of these entries, in the order of [`LISTS`].
    pub(crate) fn new(entries: [Entries; LISTS.len()]) -> Self {
        Self { entries, ..Self::default() }
    }

    fn entries(&self, list: List) -> &Entries {
        &self.entries[list as usize]
    }

    /// The words that tie statements to sources.
    pub(crate) fn speech(&self) -> &Speech {
        let of = |list| self.entries(list);
        self.speech.get_or_init(|| {
            Speech::new(&Words {
                cues: of(List::Cues),
                heads: of(List::SourceHeads),
                vague: of(List::VaguePeople),
                outlets: of(List::Outlets),
                accusations: of(List::Accusations),
                casualties: of(List::Casualties),
            })
        })
    }

    /// Words by what they make of a claim.
    pub(crate) fn contexts(&self) -> &Contexts {
        self.contexts.get_or_init(|| Contexts::new(self.entries(List::ClaimContexts)))
    }

    fn titles(&self) -> &Titles {
        self.titles.get_or_init(|| {
            let mut titles = Titles::default();
            for (words, title) in self.entries(List::Titles).iter().filter_map(|entry| Title::read(entry).ok()) {
                let first = words.split_ascii_whitespace().next().unwrap_or(words);
                let first = key_of_word(first.trim_end_matches('.'));
                titles.starts.insert(first);
                titles.sieve.add(first);
                if title.class == TitleClass::Job {
                    let last = words.split_ascii_whitespace().next_back().unwrap_or(words);
                    titles.jobs.add(key_of_word(last));
                }
                titles.by_words.insert(key_of_phrase(words), title);
            }
            titles
        })
    }

    fn polities(&self) -> &FxHashMap<u64, u16> {
        self.polities.get_or_init(|| {
            let mut polities = FxHashMap::default();
            for (number, entry) in self.entries(List::Demonyms).iter().enumerate().take(usize::from(u16::MAX)) {
                let (forms, seats) = entry.split_once('~').unwrap_or((entry, ""));
                for form in alternatives(forms).chain(seats.split(';').map(str::trim).filter(|seat| !seat.is_empty())) {
                    polities.entry(key_of_phrase(form)).or_insert(number as u16);
                }
            }
            polities
        })
    }

    fn figures(&self) -> &Figures {
        self.figures.get_or_init(|| Figures::new(self.entries(List::People)))
    }

    fn gazetteer(&self) -> &Gazetteer {
        self.gazetteer.get_or_init(|| Gazetteer::new(self.entries(List::NameVariants)))
    }

    fn tenures(&self) -> &Tenures {
        self.tenures.get_or_init(|| Tenures::new(self.entries(List::Offices)))
    }

    fn events(&self) -> &EventKinds {
        self.events.get_or_init(|| {
            let mut events = EventKinds::default();
            for (nouns, kind) in self.entries(List::Events).iter().filter_map(|entry| entry.split_once(';')) {
                let kind = kind.trim();
                let known = events.names.iter().position(|known| **known == *kind);
                let number = known.unwrap_or_else(|| {
                    events.names.push(kind.into());
                    events.names.len() - 1
                });
                events.nouns.extend(alternatives(nouns).map(|noun| (key_of_word(noun), number as u16)));
            }
            events
        })
    }

    fn given_names(&self) -> &FxHashSet<u32> {
        self.given.get_or_init(|| {
            let entries = self.entries(List::GivenNames);
            let mut given = FxHashSet::with_capacity_and_hasher(entries.len(), rustc_hash::FxBuildHasher);
            given.extend(entries.iter().map(|entry| key_of_word(entry.rsplit(' ').next().unwrap_or(entry))));
            given
        })
    }

    /// Whether a word is a given name.
    pub(crate) fn is_given_name(&self, word: u32) -> bool {
        self.given_names().contains(&word)
    }

    /// Whether a title may start with the word.
    pub(crate) fn starts_title(&self, word: u32) -> bool {
        let titles = self.titles();
        titles.sieve.may_hold(word) && titles.starts.contains(&word)
    }

    /// Whether a job may end with the word.
    pub(crate) fn may_end_job(&self, word: u32) -> bool {
        self.titles().jobs.may_hold(word)
    }

    /// Makes ready what every draft is read with.
    pub(crate) fn prepare(&self) {
        self.given_names();
        self.titles();
        self.polities();
        self.figures();
        self.gazetteer();
        self.speech();
        self.contexts();
    }

    /// The title of those words: see [`key_of_words`].
    pub(crate) fn title_of(&self, words: u64) -> Option<&Title> {
        self.titles().by_words.get(&words)
    }

    /// The title that is written so, in any capitals.
    pub(crate) fn title_named(&self, name: &str) -> Option<&Title> {
        self.title_of(key_of_phrase(name))
    }

    /// The title that stands at those tokens.
    pub(crate) fn title_at(&self, draft: &Draft, tokens: Range<usize>) -> Option<&Title> {
        let words = draft.tokens[tokens].iter().filter(|token| token.is_word());
        self.title_of(key_of_words(words.map(|token| key_of_word(draft.text(token.span)))))
    }

    /// The polity that words name or stand for: `Ukraine`, `Ukrainian`, `Kremlin`.
    pub(crate) fn polity_of(&self, words: u64) -> Option<u16> {
        self.polities().get(&words).copied()
    }

    /// The polity that one word of the text names or stands for, its possessive left off: `Kremlin’s`.
    pub(crate) fn polity_of_word(&self, word: &str) -> Option<u16> {
        self.polity_of(key_of_words([key_of_word(without_possessive(word))]))
    }

    /// The name of a polity, which stays when the list grows.
    pub(crate) fn polity_name(&self, polity: u16) -> &str {
        let entry = self.entries(List::Demonyms).get(polity.into());
        alternatives(entry.split('~').next().unwrap_or_default()).next().unwrap_or_default()
    }

    /// The polity of a name in one of its forms.
    pub(crate) fn polity_named(&self, name: &str) -> Option<u16> {
        self.polity_of(key_of_phrase(name))
    }

    /// Whether two names are known to be different ones.
    pub(crate) fn are_different(&self, one: &str, other: &str) -> bool {
        let different = self.different.get_or_init(|| {
            let mut different: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
            for (group, entry) in self.entries(List::DifferentNames).iter().enumerate() {
                for name in alternatives(entry) {
                    different.entry(key_of_word(name)).or_default().push(group as u32);
                }
            }
            different
        });
        let groups = |name| different.get(&key_of_word(name));
        groups(one).zip(groups(other)).is_some_and(|(one, other)| one.iter().any(|group| other.contains(group)))
    }

    /// The figures of a surname, in this spelling or else in one that sounds alike.
    pub(crate) fn figures_of(&self, surname: &str) -> impl Iterator<Item = Figure<'_>> {
        let (figures, people) = (self.figures(), self.entries(List::People));
        let exact = figures.spelt(key_of_word(surname));
        let sounding = exact.is_empty().then(|| figures.sounding(surname, people)).into_iter().flatten();
        exact.iter().copied().chain(sounding).filter_map(|number| Figure::read(people.get(number)).ok())
    }

    /// The figures of a surname in exactly this spelling.
    pub(crate) fn figures_keyed(&self, surname: u32) -> impl Iterator<Item = Figure<'_>> {
        let people = self.entries(List::People);
        self.figures_spelt(surname).iter().filter_map(|&number| Figure::read(people.get(number)).ok())
    }

    /// The numbers of the figures of a surname in exactly this spelling.
    pub(crate) fn figures_spelt(&self, surname: u32) -> &[u32] {
        self.figures().spelt(surname)
    }

    /// Whether a name ends in a surname of a public figure, spelt exactly so, or is one of several spellings.
    pub(crate) fn knows(&self, name: &str) -> bool {
        let last = name.split_whitespace().next_back().unwrap_or_default();
        !self.figures_spelt(key_of_word(last)).is_empty()
            || self.gazetteer().knows(name, self.entries(List::NameVariants))
    }

    /// The sets of spellings of one name that hold a form: sets of the list, and the surnames of figures.
    pub(crate) fn sets_with(&self, form: &str) -> Vec<Vec<&str>> {
        let (people, variants) = (self.entries(List::People), self.entries(List::NameVariants));
        let surnames = |&number: &u32| Some(Figure::read(people.get(number)).ok()?.surnames().collect());
        let last = form.split_whitespace().next_back().unwrap_or_default();
        let of_figures = self.figures_spelt(key_of_word(last)).iter().filter_map(surnames);
        let spellings =
            self.gazetteer().sets_starting(form).map(|set| super::gazetteer::forms(variants.get(set)).collect());
        let is_alike = |set: &Vec<&str>| set.iter().any(|known| known.to_lowercase() == form.to_lowercase());
        spellings.chain(of_figures).filter(is_alike).collect()
    }

    /// The spellings of the set of that number, the usual one first.
    pub(crate) fn spellings(&self, set: u32) -> impl Iterator<Item = &str> {
        super::gazetteer::forms(self.entries(List::NameVariants).get(set))
    }

    /// Whether the set of that number is one of a place.
    pub(crate) fn is_place(&self, set: u32) -> bool {
        super::gazetteer::is_place(self.entries(List::NameVariants).get(set))
    }

    /// The spellings of the set with that usual spelling.
    pub(crate) fn spellings_of(&self, usual: &str) -> impl Iterator<Item = &str> {
        let entry = self.gazetteer().set_named(usual, self.entries(List::NameVariants));
        entry.into_iter().flat_map(super::gazetteer::forms)
    }

    /// Where a draft has names of several spellings.
    pub(crate) fn find_spellings(&self, draft: &Draft, hashes: &[u32]) -> Vec<Spelling> {
        self.gazetteer().find(draft, hashes, self.entries(List::NameVariants))
    }

    /// Whether anybody of a last name held an office.
    pub(crate) fn has_tenures(&self, last_name: u32) -> bool {
        !self.tenures().of(last_name).is_empty()
    }

    /// The offices that holders of a last name held.
    pub(crate) fn tenures_of(&self, last_name: u32) -> impl Iterator<Item = Tenure<'_>> {
        let (tenures, entries) = (self.tenures(), self.entries(List::Offices));
        let read = |&number: &u32| {
            let tenure = Tenure::read(entries.get(number)).ok()?;
            Some(tenure.checked_on(tenures.checked(number)))
        };
        tenures.of(last_name).iter().filter_map(read)
    }

    /// Whether a word belongs to a name that has several spellings.
    pub(crate) fn is_in_spelling(&self, word: u32) -> bool {
        self.gazetteer().has_word(word)
    }

    /// The kind of event that a noun stands for, by number.
    pub(crate) fn event_class(&self, word: u32) -> Option<u16> {
        self.events().nouns.get(&word).copied()
    }

    /// The number of a kind of event.
    pub(crate) fn event_kind(&self, name: &str) -> Option<u16> {
        self.events().names.iter().position(|known| **known == *name).map(|number| number as u16)
    }

    /// The name of a kind of event.
    pub(crate) fn event_kind_name(&self, kind: u16) -> &str {
        self.events().names.get(usize::from(kind)).map_or("", |name| name)
    }
}
