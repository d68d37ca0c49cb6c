//! The story date: what the draft says of its own date.

use super::Field;
use jiff::civil::Date;

/// Fields of front matter, pages and items that hold the date of a story, the first that can be read counts. The last three
/// are those of the IPTC.
pub(super) const FIELDS: [&str; 14] = [
    "date",
    "published",
    "pubdate",
    "publishDate",
    "datePublished",
    "article:published_time",
    "dc.date",
    "dc.date.issued",
    "parsely-pub-date",
    "updated",
    "time",
    "versioncreated",
    "firstcreated",
    "contentcreated",
];

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// English names of the months.
pub(crate) const MONTH_NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The date in the front matter; `added` are fields that the newsroom names, which are asked first.
pub(super) fn of_fields(fields: &[Field], added: &[Box<str>]) -> Option<Date> {
    added.iter().map(|name| &**name).chain(FIELDS).find_map(|name| {
        let field = fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
        parse(&field.value)
    })
}

/// The date in a dateline, if it has a year: `ISTANBUL, June 2, 2025 (Agency) — `.
pub(super) fn of_dateline(dateline: &str) -> Option<Date> {
    worded(dateline)
}

/// The date in a file's name: `2025-06-02-ferry.md`.
pub(crate) fn of_path(path: &str) -> Option<Date> {
    numeric(path.rsplit(['/', '\\']).next()?)
}

/// A date at the start of `text`, in figures or with the month as a word. What follows (a time) is not looked at.
pub(super) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    numeric(text).or_else(|| worded(text))
}

/// `2025-06-02`, `2025/6/2`, `2025.06.02`, `20250602`.
fn numeric(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    match digits(0) {
        8 => date(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..8].parse().ok()?),
        4 => {
            let mark = *bytes.get(4).filter(|byte| matches!(byte, b'-' | b'/' | b'.' | b'_'))?;
            let month = digits(5);
            if !(1..=2).contains(&month) || bytes.get(5 + month) != Some(&mark) {
                return None;
            }
            let from = 6 + month;
            let day = digits(from);
            if !(1..=2).contains(&day) {
                return None;
            }
            date(text[..4].parse().ok()?, text[5..5 + month].parse().ok()?, text[from..from + day].parse().ok()?)
        }
        _ => None,
    }
}

/// `2 June 2025`, `June 2, 2025`, `Mon, 2 Jun 2025`, `2nd of June, 2025`.
fn worded(text: &str) -> Option<Date> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(6) {
        let figures = word.bytes().take_while(u8::is_ascii_digit).count();
        if figures == 4 && word.len() == 4 {
            year = year.or(word.parse().ok());
        } else if (1..=2).contains(&figures) && matches!(&word[figures..], "" | "st" | "nd" | "rd" | "th") {
            day = day.or(word[..figures].parse().ok());
        } else if figures == 0 {
            month = month.or(month_of(word));
        }
        if let (Some(day), Some(month), Some(year)) = (day, month, year) {
            return date(year, month, day);
        }
    }
    None
}

/// The number of a month by its name or an abbreviation of it.
fn month_of(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let named = MONTH_NAMES.iter().position(|name| *name == word);
    let number =
        named.or_else(|| MONTHS.iter().position(|name| *name == word).or_else(|| (word == "sept").then_some(8)))?;
    Some(number as i8 + 1)
}

/// Years outside these are figures of another kind.
fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    (1700..=2200).contains(&year).then(|| Date::new(year, month, day).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn every_spelling_is_the_same_day() {
        for text in [
            "2025-06-02",
            "2025-06-02T23:30:00-04:00",
            "2025-06-02 11:33:15 -0400",
            "2 June 2025",
            "June 2, 2025",
            "Monday, June 2nd, 2025 at 14:00",
            "Mon, 02 Jun 2025 10:00:00 GMT",
            "2025/06/02",
            "2025/6/2",
            "20250602",
        ] {
            assert_eq!(parse(text), Date::new(2025, 6, 2).ok(), "{text}");
        }
        for text in ["", "tomorrow", "2025", "2025-13-02", "31/31/31", "99999999", "June 2025", "202506021"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_is_read_where_it_stands() {
        let field = |name: &str, value: &str| Field { name: name.into(), value: value.into(), span: Span::default() };
        let fields = [field("updated", "2025-07-01"), field("pubDate", "2025-06-02")];
        let day = Date::new(2025, 6, 2).ok();
        assert_eq!(of_fields(&fields, &[]), day);
        assert_eq!(of_path("posts/2025-06-02-ferry.md"), day);
        assert_eq!(of_path(r"posts\20250602ferry.txt"), day);
        assert_eq!(of_path("2025-06-02/ferry.txt"), None);
        assert_eq!(of_dateline("ISTANBUL, June 2, 2025 (Agency) — "), day);
        assert_eq!(of_dateline("ISTANBUL, June 2 — "), None);
    }
}
