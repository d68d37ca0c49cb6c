//! Words that make up names, stand before them, or show that they are nobody's.

use super::lists::key_of_word;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Whether a word is the name of a weekday or a month, in full or cut short.
pub(super) fn is_day_or_month(hash: u32) -> bool {
    static HASHES: LazyLock<FxHashSet<u32>> = LazyLock::new(|| {
        let days =
            "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Weds Thu Thur Thurs Fri Sat Sun";
        let months = "January February March April May June July August September October November December Jan Feb Aug \
            Sept Sep Oct Nov Dec Jun Jul Apr";
        days.split_whitespace().chain(months.split_whitespace()).map(key_of_word).collect()
    });
    HASHES.contains(&hash)
}

/// Whether a word, in small letters, is one for a relative.
pub(crate) fn is_kin(word: &str) -> bool {
    const KIN: [&str; 28] = [
        "aunt",
        "brother",
        "brothers",
        "child",
        "children",
        "cousin",
        "dad",
        "daughter",
        "daughters",
        "father",
        "grandfather",
        "grandmother",
        "grandson",
        "husband",
        "mother",
        "mum",
        "namesake",
        "nephew",
        "niece",
        "sister",
        "sisters",
        "son",
        "sons",
        "twin",
        "uncle",
        "widow",
        "widower",
        "wife",
    ];
    KIN.binary_search(&word).is_ok()
}

/// Words that open a sentence before a name and are no part of it.
pub(super) fn is_opener(word: &str) -> bool {
    const OPENERS: [&str; 14] = [
        "Yesterday",
        "Today",
        "Tomorrow",
        "Tonight",
        "Meanwhile",
        "Former",
        "Even",
        "Perhaps",
        "Maybe",
        "Later",
        "Earlier",
        "Like",
        "Unlike",
        "Dear",
    ];
    OPENERS.contains(&word) || word.ends_with("ly") || word.ends_with("ing") || is_institution(word)
}

/// Small words inside names and titles.
pub(super) fn is_particle(word: &str) -> bool {
    word.len() <= 5
        && word.as_bytes()[0].is_ascii_lowercase()
        && matches!(
            word,
            "de" | "da"
                | "do"
                | "dos"
                | "das"
                | "du"
                | "di"
                | "del"
                | "della"
                | "la"
                | "le"
                | "van"
                | "von"
                | "der"
                | "den"
                | "ter"
                | "ten"
                | "bin"
                | "ibn"
                | "ben"
                | "bint"
                | "al"
                | "el"
                | "y"
                | "e"
                | "zu"
                | "af"
                | "av"
                | "of"
                | "for"
                | "the"
        )
}

pub(super) fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the" | "The" | "a" | "A" | "an" | "An" | "these" | "those" | "some" | "all" | "many" | "most" | "other"
    )
}

pub(super) fn is_suffix(word: &str) -> bool {
    matches!(
        word,
        "Jr" | "Sr" | "Junior" | "Senior" | "II" | "III" | "IV" | "Esq" | "MP" | "MEP" | "QC" | "KC" | "Ph.D"
    )
}

/// Last words of names that are no person's, in order.
const INSTITUTIONS: &[&str] = &[
    "Academy",
    "Act",
    "Administration",
    "Agency",
    "Airlines",
    "Airport",
    "Airways",
    "Alliance",
    "Amendment",
    "Army",
    "Assembly",
    "Association",
    "Avenue",
    "Award",
    "Awards",
    "Bank",
    "Bay",
    "Beach",
    "Bill",
    "Board",
    "Bridge",
    "Brothers",
    "Building",
    "Bureau",
    "Castle",
    "Cathedral",
    "Center",
    "Centre",
    "Championship",
    "Championships",
    "Church",
    "City",
    "Clinic",
    "Club",
    "College",
    "Commission",
    "Committee",
    "Community",
    "Company",
    "Conference",
    "Congress",
    "Corp",
    "Corporation",
    "Council",
    "County",
    "Court",
    "Cup",
    "Day",
    "Department",
    "District",
    "Division",
    "Fair",
    "Federation",
    "Festival",
    "Field",
    "Force",
    "Forest",
    "Foundation",
    "Fund",
    "Gallery",
    "Games",
    "Garden",
    "Gardens",
    "Group",
    "Guard",
    "Hall",
    "Health",
    "Hills",
    "Hospital",
    "Hotel",
    "House",
    "Inc",
    "Initiative",
    "Inquiry",
    "Institute",
    "International",
    "Island",
    "Islands",
    "Journal",
    "Lake",
    "Law",
    "League",
    "Library",
    "Ltd",
    "Magazine",
    "Manor",
    "Memorial",
    "Ministry",
    "Mountain",
    "Mountains",
    "Museum",
    "News",
    "Office",
    "Open",
    "Orchestra",
    "Organisation",
    "Organization",
    "Palace",
    "Park",
    "Parliament",
    "Partners",
    "Party",
    "Place",
    "Plan",
    "Plaza",
    "Police",
    "Port",
    "Post",
    "Press",
    "Prison",
    "Prize",
    "Program",
    "Programme",
    "Project",
    "Province",
    "Quartet",
    "Radio",
    "Railway",
    "Report",
    "Republic",
    "Review",
    "River",
    "Road",
    "Room",
    "School",
    "Sea",
    "Senate",
    "Series",
    "Service",
    "Services",
    "Show",
    "Society",
    "Square",
    "Stadium",
    "Star",
    "State",
    "States",
    "Station",
    "Store",
    "Stores",
    "Street",
    "Studio",
    "Studios",
    "Summit",
    "Survey",
    "Symphony",
    "Team",
    "Telegraph",
    "Television",
    "Theater",
    "Theatre",
    "Times",
    "Tour",
    "Tower",
    "Town",
    "Treaty",
    "Trophy",
    "Trust",
    "Union",
    "United",
    "University",
    "Valley",
    "Village",
    "War",
    "Way",
    "Week",
    "Weekly",
    "Works",
    "World",
    "Zoo",
];

/// Whether a name that ends in the word is no person's.
pub(crate) fn is_institution(word: &str) -> bool {
    is_institution_key(key_of_word(word))
}

/// The same of a word that is known by its key.
pub(super) fn is_institution_key(key: u32) -> bool {
    static KEYS: LazyLock<FxHashSet<u32>> =
        LazyLock::new(|| INSTITUTIONS.iter().map(|word| key_of_word(word)).collect());
    KEYS.contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_institutions_is_in_order() {
        assert!(INSTITUTIONS.is_sorted());
    }
}
