//! Web addresses as they stand in the source, link targets included, and the dates that they hold.

use crate::draft::Draft;
use crate::source::Span;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// A web address, or what was meant to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// Where it stands in the source.
    pub(crate) span: Span,
    /// Bytes from its start to the end of the colon and slashes.
    pub(crate) scheme: u32,
}

/// Finds the addresses of a draft outside code, in the order of the text.
pub(super) fn find(draft: &Draft) -> Vec<Address> {
    let text = draft.source.text();
    let bytes = text.as_bytes();
    let mut found: Vec<Address> = Vec::new();
    for at in memchr::memmem::find_iter(bytes, b"://") {
        if found.last().is_some_and(|last| at < last.span.range().end) {
            continue;
        }
        let scheme = bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if scheme == 0 || draft.is_code_in_source(at) {
            continue;
        }
        let start = at - scheme;
        let end = end_of(text, start, at + 3);
        found.push(Address { span: Span::new(start, end), scheme: (at + 3 - start) as u32 });
    }
    found
}

/// Where an address ends: at white space, a quotation mark, or a bracket that closes what was opened before it.
fn end_of(text: &str, start: usize, from: usize) -> usize {
    let mut depth = 0_i32;
    let mut end = text.len();
    for (at, character) in text[from..].char_indices() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' if depth == 0 => {
                end = from + at;
                break;
            }
            ')' | ']' => depth -= 1,
            '<' | '>' | '"' | '\'' | '|' | '`' | '“' | '”' | '’' | '\\' | '{' | '}' | '*' => {
                end = from + at;
                break;
            }
            _ if character.is_whitespace() => {
                end = from + at;
                break;
            }
            _ => {}
        }
    }
    let kept = text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '_']).len();
    (start + kept).max(from.min(end))
}

/// The date in the path of an address: `/2025/06/01/`, `/2025/jun/1/`, `/2025-06-01-`, `/20250601/`.
pub(crate) fn path_date(address: &str) -> Option<Date> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest).split(['?', '#']).next()?;
    let mut parts = path.split('/').skip(1).peekable();
    while let Some(part) = parts.next() {
        let figures = part.bytes().take_while(u8::is_ascii_digit).count();
        if figures == 4 && part.len() == 4 {
            let mut next = parts.clone();
            let (month, day) = (next.next(), next.next());
            if let (Some(year), Some(month), Some(day)) = (year(part), month.and_then(month_of), day.and_then(day_of)) {
                return Date::new(year, month, day).ok();
            }
        }
        if figures == 4
            && let [written, month, day, ..] = part.splitn(4, '-').collect::<Vec<_>>()[..]
            && let (Some(year), Some(month), Some(day)) = (year(written), month_of(month), day_of(day))
        {
            return Date::new(year, month, day).ok();
        }
        if figures == 8 && part.len() == 8 {
            let (year, month, day) = (year(&part[..4]), part[4..6].parse().ok(), part[6..].parse().ok());
            if let (Some(year), Some(month), Some(day)) = (year, month, day) {
                return Date::new(year, month, day).ok();
            }
        }
    }
    None
}

/// The web is no older than this.
const WEB: i16 = 1994;

fn year(text: &str) -> Option<i16> {
    text.parse().ok().filter(|year| (WEB..=2100).contains(year))
}

fn month_of(text: &str) -> Option<i8> {
    if (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().filter(|month| (1..=12).contains(month));
    }
    super::calendar::month(text)
}

fn day_of(text: &str) -> Option<i8> {
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&figures).then(|| text[..figures].parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

/// The day on which the identifier in an address was made, if there is one that tells: a UUID of version 1 holds the time.
/// The range is that of the identifier, in the address.
pub(crate) fn minted(address: &str) -> Option<(std::ops::Range<usize>, Date)> {
    const LENGTH: usize = 36;
    let bytes = address.as_bytes();
    for at in memchr::memchr_iter(b'-', bytes) {
        // The first of the four hyphens stands after eight figures.
        let Some(start) = at.checked_sub(8) else { continue };
        let Some(id) = bytes.get(start..start + LENGTH) else { continue };
        let shaped = id.iter().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
        if !shaped || id[14] != b'1' || !matches!(id[19], b'8' | b'9' | b'a' | b'b' | b'A' | b'B') {
            continue;
        }
        let text = &address[start..start + LENGTH];
        let hex = |range: std::ops::Range<usize>| u64::from_str_radix(&text[range], 16).ok();
        let (low, middle, high) = (hex(0..8)?, hex(9..13)?, hex(15..18)?);
        // Tenths of a microsecond since the calendar was reformed.
        const TICKS_A_DAY: u64 = 864_000_000_000;
        let days = ((high << 48) | (middle << 32) | low) / TICKS_A_DAY;
        let date = Date::new(1582, 10, 15).ok()?.checked_add(i64::try_from(days).ok()?.days()).ok()?;
        if (2005..=2100).contains(&date.year()) {
            return Some((start..start + LENGTH, date));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_addresses_are_read() {
        let on = |year, month, day| Date::new(year, month, day).ok();
        for (address, date) in [
            ("https://norland.example/world/2025/jun/01/ferry-sinks", on(2025, 6, 1)),
            ("https://norland.example/2025/2/5/ferry", on(2025, 2, 5)),
            ("https://norland.example/news/20250602/ferry", on(2025, 6, 2)),
            ("https://norland.example/news/2025-06-02-ferry", on(2025, 6, 2)),
            ("https://norland.example/2025/ferry/12/3", None),
            ("https://norland.example/20259999/x", None),
            ("https://norland.example/?d=/2025/06/01/", None),
        ] {
            assert_eq!(path_date(address), date, "{address}");
        }
    }

    #[test]
    fn an_identifier_tells_the_day_it_was_made() {
        // Made with the time 2019-05-04 12:00 UTC.
        let address = "https://norland.example/2025/01/30/24852000-6e64-11e9-8000-0123456789ab_story.html";
        assert_eq!(minted(address).map(|(_, date)| date), Date::new(2019, 5, 4).ok());
        let random = "https://norland.example/24852000-6e64-41e9-8000-0123456789ab";
        assert_eq!(minted(random), None);
    }
}
