//! Public figures, and who held which office when.

use super::entries::Entries;
use super::lists::{alternatives, key_of_word};
use super::skeleton::skeleton;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A public figure, as the list has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure<'l> {
    given: &'l str,
    surnames: &'l str,
    roles: &'l str,
    polities: &'l str,
}

impl<'l> Figure<'l> {
    pub(super) fn read(entry: &'l str) -> Result<Self, &'static str> {
        let mut fields = entry.split(';').map(str::trim);
        let mut next = || fields.next();
        let figure = match (next(), next(), next(), next(), next()) {
            (Some(given), Some(surnames), Some(roles), Some(polities), None) => {
                Self { given, surnames, roles, polities }
            }
            _ => return Err("a figure has four fields: `GIVEN | GIVEN ; SURNAME | SURNAME ; roles ; countries`"),
        };
        if figure.surnames().next().is_none() { Err("the surname is missing") } else { Ok(figure) }
    }

    /// Spellings of the given name, the usual one first. None for one who goes by a single name.
    pub(crate) fn given(&self) -> impl Iterator<Item = &'l str> + use<'l> {
        alternatives(self.given)
    }

    /// Spellings of the surname, the usual one first.
    pub(crate) fn surnames(&self) -> impl Iterator<Item = &'l str> + use<'l> {
        alternatives(self.surnames)
    }

    /// What the figure is called: `spokesman`, `president`.
    pub(crate) fn roles(&self) -> impl Iterator<Item = &'l str> + use<'l> {
        listed(self.roles)
    }

    /// Countries and organisations the figure belongs to.
    pub(crate) fn polities(&self) -> impl Iterator<Item = &'l str> + use<'l> {
        listed(self.polities)
    }

    /// The name in its usual spelling.
    pub(crate) fn name(&self) -> String {
        let parts: Vec<&str> = self.given().next().into_iter().chain(self.surnames().next()).collect();
        parts.join(" ")
    }
}

/// The items of a field, parted by commas or bars.
fn listed(field: &str) -> impl Iterator<Item = &str> {
    field.split(['|', ',']).map(str::trim).filter(|part| !part.is_empty())
}

/// The last word of a name: `al-Assad` is one word, `bin Salman` two.
fn last_word(name: &str) -> &str {
    name.split_ascii_whitespace().next_back().unwrap_or(name)
}

/// Where figures stand in their list.
#[derive(Debug, Default)]
pub(super) struct Figures {
    by_surname: FxHashMap<u32, Vec<u32>>,
    /// By the number of their skeletons, sorted.
    by_sound: OnceLock<Vec<(u64, u32)>>,
}

impl Figures {
    pub(super) fn new(entries: &Entries) -> Self {
        let mut by_surname: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (number, surname) in surnames(entries) {
            let numbers = by_surname.entry(key_of_word(last_word(surname))).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
        Self { by_surname, by_sound: OnceLock::new() }
    }

    pub(super) fn spelt(&self, surname: u32) -> &[u32] {
        self.by_surname.get(&surname).map_or(&[], Vec::as_slice)
    }

    /// The figures whose surnames sound like one.
    pub(super) fn sounding(&self, surname: &str, entries: &Entries) -> impl Iterator<Item = u32> + use<'_> {
        let by_sound = self.by_sound.get_or_init(|| {
            let mut by_sound: Vec<(u64, u32)> =
                surnames(entries).map(|(number, surname)| (skeleton(last_word(surname)), number)).collect();
            by_sound.sort_unstable();
            by_sound.dedup();
            by_sound
        });
        let sound = skeleton(surname);
        let from = by_sound.partition_point(|(known, _)| *known < sound);
        by_sound[from..].iter().take_while(move |(known, _)| *known == sound).map(|(_, number)| *number)
    }
}

/// Every spelling of a surname, with the number of its entry.
fn surnames(entries: &Entries) -> impl Iterator<Item = (u32, &str)> {
    entries.iter().enumerate().flat_map(|(number, entry)| {
        let field = entry.split(';').nth(1).unwrap_or_default();
        alternatives(field).map(move |surname| (number as u32, surname))
    })
}

/// Who held an office, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tenure<'l> {
    /// The office in one spelling, in small letters.
    pub(crate) office: &'l str,
    polities: &'l str,
    holders: &'l str,
    pub(crate) from: Date,
    /// `None` for who held it when the list was checked.
    pub(crate) to: Option<Date>,
    /// The day on which it was known to be so.
    pub(crate) checked: Option<Date>,
}

impl<'l> Tenure<'l> {
    pub(super) fn read(entry: &'l str) -> Result<Self, &'static str> {
        let mut fields = entry.split(';').map(str::trim);
        let mut next = || fields.next();
        let (Some(office), Some(polities), Some(holders), Some(from), Some(to), None) =
            (next(), next(), next(), next(), next(), next())
        else {
            return Err("a tenure has five fields: `office ; country | adjective ; holder ; from ; to`");
        };
        if let Some(message) = Self::wrong_days(from, to).next() {
            return Err(message);
        }
        let (from, to) = (first_day(from).unwrap_or_default(), last_day(to));
        if alternatives(holders).next().is_none() {
            return Err("the holder is missing");
        }
        Ok(Self { office, polities, holders, from, to, checked: None })
    }

    /// What is wrong with the first and the last day; the last is empty for who still holds the office.
    pub(super) fn wrong_days(from: &str, to: &str) -> impl Iterator<Item = &'static str> {
        let (first, last) = (first_day(from), last_day(to));
        let faults = [
            first.is_none().then_some("the day it began is written like 2025-06-30 or 2025-06"),
            (last.is_none() && !to.is_empty()).then_some("the day it ended is written like 2025-06-30 or 2025-06"),
            first.zip(last).is_some_and(|(first, last)| last < first).then_some("it ends before it begins"),
        ];
        faults.into_iter().flatten()
    }

    /// The same, with the day on which it was known to be so.
    pub(super) fn checked_on(self, checked: Option<Date>) -> Self {
        Self { checked, ..self }
    }

    /// Spellings of the polity, adjectives included.
    pub(crate) fn polities(&self) -> impl Iterator<Item = &'l str> + use<'l> {
        alternatives(self.polities)
    }

    /// Spellings of the holder's full name, the usual one first.
    pub(crate) fn holders(&self) -> impl Iterator<Item = &'l str> + use<'l> {
        alternatives(self.holders)
    }
}

/// What starts the lines that say when the entries below them were last checked.
pub(super) const CHECKED: &str = "checked ";

/// Where tenures stand in their list, by the last name of the holder.
#[derive(Debug, Default)]
pub(super) struct Tenures {
    by_holder: FxHashMap<u32, Vec<u32>>,
    /// The entries at which another day of checking begins to hold, and that day.
    checked: Vec<(u32, Option<Date>)>,
}

impl Tenures {
    pub(super) fn new(entries: &Entries) -> Self {
        let mut tenures = Self::default();
        for (number, entry) in entries.iter().enumerate() {
            // Of what a newsroom adds the list's own day says nothing.
            if number == entries.own() {
                tenures.checked.push((number as u32, None));
            }
            let number = number as u32;
            if entry.starts_with(CHECKED) {
                tenures.checked.push((number, Self::check_day(entry)));
                continue;
            }
            for holder in alternatives(entry.split(';').nth(2).unwrap_or_default()) {
                let numbers = tenures.by_holder.entry(key_of_word(last_word(holder))).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        tenures
    }

    /// The date of a line such as `checked 2025-06-30`.
    pub(super) fn check_day(entry: &str) -> Option<Date> {
        entry.strip_prefix(CHECKED)?.trim().parse().ok()
    }

    /// When the entry of that number was known to be right: what the last such line before it says.
    pub(super) fn checked(&self, number: u32) -> Option<Date> {
        let after = self.checked.partition_point(|(from, _)| *from <= number);
        after.checked_sub(1).and_then(|index| self.checked[index].1)
    }

    pub(super) fn of(&self, last_name: u32) -> &[u32] {
        self.by_holder.get(&last_name).map_or(&[], Vec::as_slice)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenures_run_to_the_end_of_what_is_written() {
        let read = |to: &str| {
            Tenure::read(&format!("mayor ; Norland ; Daniel Varga ; 2019 ; {to}")).map(|one| (one.from, one.to))
        };
        let day = |year, month, day| Date::new(year, month, day).expect("a day");
        assert_eq!(read("2024-02"), Ok((day(2019, 1, 1), Some(day(2024, 2, 29)))));
        assert_eq!(read(""), Ok((day(2019, 1, 1), None)));
        assert_eq!(read("2024-02-11"), Ok((day(2019, 1, 1), Some(day(2024, 2, 11)))));
        assert!(read("2018").is_err());
        assert!(read("soon").is_err());
    }

    #[test]
    fn a_figure_has_four_fields() {
        let figure =
            Figure::read("Heorhii | Georgiy ; Tykhyi | Tykhyy ; spokesman, diplomat ; Ukraine").expect("a figure");
        assert_eq!(figure.name(), "Heorhii Tykhyi");
        assert_eq!(figure.roles().collect::<Vec<_>>(), ["spokesman", "diplomat"]);
        assert!(Figure::read("Heorhii ; ; spokesman ; Ukraine").is_err());
        assert!(Figure::read("Heorhii ; Tykhyi").is_err());
    }
}
