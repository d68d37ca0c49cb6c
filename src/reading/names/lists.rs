//! What the word lists know of names: given names, titles, polities, names that are different, public figures, offices.
//!
//! The lists are plain word lists, so a newsroom adds to them in its settings. Fields of an entry are parted by `;`, ways
//! to say one thing by `|`.

use super::skeleton::skeleton;
use crate::draft::fold_text;
use crate::reading::words;
use crate::source::Span;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

/// The word lists that are read, in the order of [`Lists::read`]'s cases.
pub(crate) const LISTS: [&str; 8] =
    ["given-names", "titles", "demonyms", "different-names", "people", "offices", "name-variants", "events"];

/// What a title says of the one it stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleClass {
    /// `Mr`, `Dame`.
    Courtesy,
    /// `General`, `Inspector`.
    Rank,
    /// `Dr`, `Professor`.
    Academic,
    /// `Archbishop`, `Rabbi`.
    Religious,
    /// `Foreign Minister`, `Mayor`.
    Office,
    /// `Uncle`.
    Family,
    /// A job in small letters right before the name: `striker`, `analyst`.
    Job,
}

impl TitleClass {
    const NAMES: [(&'static str, Self); 7] = [
        ("courtesy", Self::Courtesy),
        ("rank", Self::Rank),
        ("academic", Self::Academic),
        ("religious", Self::Religious),
        ("office", Self::Office),
        ("family", Self::Family),
        ("job", Self::Job),
    ];
}

/// A title.
#[derive(Clone, Debug)]
pub(crate) struct Title {
    pub(crate) class: TitleClass,
    /// Whether nobody holds it together with another of the kind.
    pub(crate) is_exclusive: bool,
    /// The office in one spelling.
    pub(crate) key: Box<str>,
}

/// A public figure.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// Spellings of the given name, the usual one first. Empty for one who goes by a single name.
    pub(crate) given: Vec<Box<str>>,
    /// Spellings of the surname.
    pub(crate) surnames: Vec<Box<str>>,
    /// What the figure is called: `spokesman`, `president`.
    pub(crate) roles: Vec<Box<str>>,
    /// Countries and organisations the figure belongs to.
    pub(crate) polities: Vec<Box<str>>,
}

/// Who held an office, and when.
#[derive(Clone, Debug)]
pub(crate) struct Tenure {
    /// The office as titles have it: see [`Title::key`].
    pub(crate) office: Box<str>,
    /// Spellings of the polity, adjectives included.
    pub(crate) polities: Vec<Box<str>>,
    /// Spellings of the holder's full name.
    pub(crate) holders: Vec<Box<str>>,
    pub(crate) from: Date,
    /// `None` for who held it when the list was checked.
    pub(crate) to: Option<Date>,
}

/// All lists.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    given: FxHashSet<u32>,
    /// Titles by the key of their words.
    titles: FxHashMap<u64, Title>,
    /// First words of titles: few words start one.
    title_starts: FxHashSet<u32>,
    /// By the key of its words: the polity's number.
    polities: FxHashMap<u64, u16>,
    polity_count: u16,
    /// By name: the groups of different names that it stands in.
    different: FxHashMap<u32, Vec<u32>>,
    groups: u32,
    figures: Vec<Figure>,
    by_surname: FxHashMap<u32, Vec<u32>>,
    by_skeleton: FxHashMap<Box<str>, Vec<u32>>,
    tenures: Vec<Tenure>,
    /// By the hash of the holder's last name.
    by_holder: FxHashMap<u32, Vec<u32>>,
    /// When the offices were last checked.
    checked: Option<Date>,
    /// Words of places and organisations that have several spellings.
    places: FxHashSet<u32>,
    /// Nouns of events, by the number of their kind.
    events: FxHashMap<u32, u16>,
    event_kinds: Vec<Box<str>>,
}

/// A mistake in a list: the entry's place and what is wrong with it.
pub(crate) type Complaint = (Span, String);

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
    words
        .into_iter()
        .fold(0, |all: u64, word| (all.rotate_left(17) ^ u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// The number of a phrase: its words without the marks between them.
fn key_of_phrase(phrase: &str) -> u64 {
    key_of_words(phrase.split_whitespace().map(|word| key_of_word(word.trim_end_matches(['.', ',']))))
}

fn parts(field: &str) -> Vec<Box<str>> {
    field.split(['|', ',']).map(str::trim).filter(|part| !part.is_empty()).map(Box::from).collect()
}

fn alternatives(field: &str) -> Vec<Box<str>> {
    field.split('|').map(str::trim).filter(|part| !part.is_empty()).map(Box::from).collect()
}

impl Lists {
    /// Reads the entries of one list into the rest. Entries that are wrong are told and left out.
    pub(crate) fn read<'e>(
        &mut self,
        list: &str,
        entries: impl Iterator<Item = (&'e str, Span)>,
        complain: &mut dyn FnMut(Complaint),
    ) {
        for (entry, span) in entries {
            let read = match list {
                "given-names" => {
                    self.given.extend(entry.split_whitespace().next_back().map(key_of_word));
                    Ok(())
                }
                "titles" => self.title(entry),
                "demonyms" => self.polity(entry),
                "different-names" => self.different(entry),
                "people" => self.figure(entry),
                "offices" => self.tenure(entry),
                "events" => self.event(entry),
                _ => self.place(entry),
            };
            if let Err(message) = read {
                complain((span, message.to_owned()));
            }
        }
    }

    fn title(&mut self, entry: &str) -> Result<(), &'static str> {
        let mut fields = entry.split(';').map(str::trim);
        let words = fields.next().unwrap_or_default();
        let class = fields.next().unwrap_or_default();
        let class = TitleClass::NAMES.iter().find(|(name, _)| *name == class);
        let &(_, class) = class.ok_or("a title is written `Foreign Minister ; office`, with a class it belongs to")?;
        let is_exclusive = fields.next() == Some("exclusive");
        let key = fields.next().unwrap_or(words).to_lowercase().into();
        let first = words.split_whitespace().next().ok_or("the title is missing")?;
        self.title_starts.insert(key_of_word(first.trim_end_matches('.')));
        self.titles.insert(key_of_phrase(words), Title { class, is_exclusive, key });
        Ok(())
    }

    fn polity(&mut self, entry: &str) -> Result<(), &'static str> {
        let (forms, seats) = entry.split_once('~').unwrap_or((entry, ""));
        let forms = alternatives(forms);
        let number = self.polity_count;
        self.polity_count = number.checked_add(1).ok_or("there are too many polities")?;
        for form in
            forms.iter().map(|form| &**form).chain(seats.split(';').map(str::trim).filter(|seat| !seat.is_empty()))
        {
            self.polities.entry(key_of_phrase(form)).or_insert(number);
        }
        Ok(())
    }

    fn different(&mut self, entry: &str) -> Result<(), &'static str> {
        let names = alternatives(entry);
        if names.len() < 2 {
            return Err("different names are written `Johnson | Johnston`");
        }
        self.groups += 1;
        for name in &names {
            self.different.entry(key_of_word(name)).or_default().push(self.groups);
        }
        Ok(())
    }

    fn figure(&mut self, entry: &str) -> Result<(), &'static str> {
        let fields: Vec<&str> = entry.split(';').map(str::trim).collect();
        let &[given, surname, roles, polities] = fields.as_slice() else {
            return Err("a figure has four fields: `GIVEN | GIVEN ; SURNAME | SURNAME ; roles ; countries`");
        };
        let figure = Figure {
            given: alternatives(given),
            surnames: alternatives(surname),
            roles: parts(roles),
            polities: parts(polities),
        };
        if figure.surnames.is_empty() {
            return Err("the surname is missing");
        }
        let number = self.figures.len() as u32;
        for surname in &figure.surnames {
            // The last word: `al-Assad` is one word, `bin Salman` two.
            let last = surname.split_whitespace().next_back().unwrap_or(surname);
            let numbers = self.by_surname.entry(key_of_word(last)).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
            let numbers = self.by_skeleton.entry(skeleton(last).into()).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
        self.figures.push(figure);
        Ok(())
    }

    fn tenure(&mut self, entry: &str) -> Result<(), &'static str> {
        if let Some(date) = entry.strip_prefix("checked ") {
            self.checked = Some(date.trim().parse().map_err(|_| "the date is written like 2025-06-30")?);
            return Ok(());
        }
        let fields: Vec<&str> = entry.split(';').map(str::trim).collect();
        let &[office, polities, holders, from, to] = fields.as_slice() else {
            return Err("a tenure has five fields: `office ; country | adjective ; holder ; from ; to`");
        };
        let from = first_day(from).ok_or("the day it began is written like 2025-06-30 or 2025-06")?;
        let to = match to {
            "" => None,
            to => Some(last_day(to).ok_or("the day it ended is written like 2025-06-30 or 2025-06")?),
        };
        if to.is_some_and(|to| to < from) {
            return Err("it ends before it begins");
        }
        let tenure = Tenure {
            office: office.to_lowercase().into(),
            polities: alternatives(polities),
            holders: alternatives(holders),
            from,
            to,
        };
        let number = self.tenures.len() as u32;
        for holder in &tenure.holders {
            let last = holder.split_whitespace().next_back().ok_or("the holder is missing")?;
            let numbers = self.by_holder.entry(key_of_word(last)).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
        self.tenures.push(tenure);
        Ok(())
    }

    fn place(&mut self, entry: &str) -> Result<(), &'static str> {
        let forms = entry.split(['!', '@']).next().unwrap_or_default();
        for word in alternatives(forms).iter().flat_map(|form| form.split_whitespace()) {
            self.places.insert(key_of_word(word));
        }
        Ok(())
    }

    fn event(&mut self, entry: &str) -> Result<(), &'static str> {
        let (nouns, kind) = entry.split_once(';').ok_or("events are written `war | wars ; war`, with their kind")?;
        let kind = kind.trim();
        let known = self.event_kinds.iter().position(|known| **known == *kind);
        let number = known.unwrap_or_else(|| {
            self.event_kinds.push(kind.into());
            self.event_kinds.len() - 1
        });
        let number = u16::try_from(number).map_err(|_| "there are too many kinds")?;
        self.events.extend(alternatives(nouns).iter().map(|noun| (key_of_word(noun), number)));
        Ok(())
    }

    /// The kind of event that a noun stands for, by number.
    pub(crate) fn event_class(&self, word: u32) -> Option<u16> {
        self.events.get(&word).copied()
    }

    /// The number of a kind of event.
    pub(crate) fn event_kind(&self, name: &str) -> Option<u16> {
        self.event_kinds.iter().position(|known| **known == *name).and_then(|number| u16::try_from(number).ok())
    }

    /// Whether a word is a given name.
    pub(crate) fn is_given_name(&self, word: u32) -> bool {
        self.given.contains(&word)
    }

    /// Whether a title may start with the word.
    pub(crate) fn starts_title(&self, word: u32) -> bool {
        self.title_starts.contains(&word)
    }

    /// The title of those words: see [`key_of_words`].
    pub(crate) fn title_of(&self, words: u64) -> Option<&Title> {
        self.titles.get(&words)
    }

    /// The polity that words name or stand for: `Ukraine`, `Ukrainian`, `Kremlin`.
    pub(crate) fn polity_of(&self, words: u64) -> Option<u16> {
        self.polities.get(&words).copied()
    }

    /// The polity of a name in one of its forms.
    pub(crate) fn polity_named(&self, name: &str) -> Option<u16> {
        self.polity_of(key_of_phrase(name))
    }

    /// Whether two names are known to be different ones.
    pub(crate) fn are_different(&self, one: &str, other: &str) -> bool {
        let groups = |name| self.different.get(&key_of_word(name));
        groups(one).zip(groups(other)).is_some_and(|(one, other)| one.iter().any(|group| other.contains(group)))
    }

    /// The figures of a surname, in this spelling or another that sounds alike.
    pub(crate) fn figures_of(&self, surname: &str) -> impl Iterator<Item = &Figure> {
        let exact = self.by_surname.get(&key_of_word(surname));
        let found = exact.or_else(|| self.by_skeleton.get(skeleton(surname).as_str()));
        found.into_iter().flatten().map(|&number| &self.figures[number as usize])
    }

    /// The figures of a surname in exactly this spelling, by number.
    pub(crate) fn figures_spelt(&self, surname: u32) -> &[u32] {
        self.by_surname.get(&surname).map_or(&[], Vec::as_slice)
    }

    /// Whether a name ends in a surname of a public figure, spelt exactly so.
    pub(crate) fn knows_surname(&self, name: &str) -> bool {
        let last = name.split_whitespace().next_back().unwrap_or_default();
        !self.figures_spelt(key_of_word(last)).is_empty()
    }

    /// A figure by its number.
    pub(crate) fn figure_at(&self, number: u32) -> &Figure {
        &self.figures[number as usize]
    }

    /// The offices that holders of a last name held.
    pub(crate) fn tenures_of(&self, last_name: u32) -> impl Iterator<Item = &Tenure> {
        self.by_holder.get(&last_name).into_iter().flatten().map(|&number| &self.tenures[number as usize])
    }

    /// When the offices were last checked; beyond, nothing is known of them.
    pub(crate) fn offices_checked(&self) -> Option<Date> {
        self.checked
    }

    /// Whether a word belongs to a place or an organisation that has several spellings.
    pub(crate) fn is_in_place(&self, word: u32) -> bool {
        self.places.contains(&word)
    }
}

/// `2024-09-05`, or the first day of `2024-09` or `2024`.
fn first_day(text: &str) -> Option<Date> {
    let mut numbers = text.split('-').map(|part| part.parse::<i16>().ok());
    let year = numbers.next()??;
    let month = numbers.next().map_or(Some(1), |month| month)?;
    let day = numbers.next().map_or(Some(1), |day| day)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `2024-09-05`, or the last day of `2024-09` or `2024`.
fn last_day(text: &str) -> Option<Date> {
    let first = first_day(text)?;
    match text.matches('-').count() {
        0 => Date::new(first.year(), 12, 31).ok(),
        1 => Some(first.last_of_month()),
        _ => Some(first),
    }
}
