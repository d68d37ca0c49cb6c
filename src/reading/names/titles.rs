//! Titles: what stands before names, and what it says of them.

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
    /// Of an office that nobody holds together with another of the kind, its name in one spelling.
    pub(crate) office: Option<Box<str>>,
    /// `Mr` or `Mrs`, where it tells a man from a woman.
    pub(crate) is_man: Option<bool>,
}

impl Title {
    /// A title and its words.
    pub(super) fn read(entry: &str) -> Result<(&str, Self), &'static str> {
        let mut fields = entry.split(';').map(str::trim);
        let words = fields.next().unwrap_or_default();
        let class = fields.next().unwrap_or_default();
        let class = TitleClass::NAMES.iter().find(|(name, _)| *name == class);
        let &(_, class) = class.ok_or("a title is written `Foreign Minister ; office`, with a class it belongs to")?;
        let is_exclusive = fields.next() == Some("exclusive");
        let office = is_exclusive.then(|| fields.next().unwrap_or(words).to_lowercase().into());
        let is_man = match words {
            "Mr" | "Sir" | "Lord" | "Mr." => Some(true),
            "Mrs" | "Ms" | "Miss" | "Dame" | "Lady" | "Mrs." | "Ms." => Some(false),
            _ => None,
        };
        if words.is_empty() { Err("the title is missing") } else { Ok((words, Self { class, office, is_man })) }
    }
}
