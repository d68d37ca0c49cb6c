//! `tracking`: parameters of a web address that tell where a reader came from.

use super::{Check, Inspector, Read};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;
use memchr::memchr2_iter;

/// Reports parameters that a list knows, and offers the address without them.
#[derive(Debug)]
pub(crate) struct Tracking {
    /// Names in small letters; one that ends in `_` is the beginning of many.
    names: Vec<Box<str>>,
}

/// Longest address that is believed (bytes).
const LONGEST: usize = 2000;

impl Read for Tracking {
    fn read(table: &Table<'_>, resources: &Resources<'_>) -> Option<Self> {
        let names = resources.required_lexicon(table, "parameters")?;
        Some(Self { names: names.entries().map(|(name, _)| name.to_ascii_lowercase().into()).collect() })
    }
}

impl Check for Tracking {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        let draft = inspector.draft;
        let text = draft.source.text();
        // The address that was last looked at ends here.
        let mut end = 0;
        for at in memchr2_iter(b'?', b'&', text.as_bytes()) {
            if at < end || !self.known(&text[at + 1..]) {
                continue;
            }
            let Some(address) = address(text, at) else { continue };
            end = address.range().end;
            if draft.is_code_block_at(at) || draft.is_unread_in_source(at) {
                continue;
            }
            let run = self.run(text, at, end);
            let shown = text[run.range()].trim_matches(['?', '&']);
            let message = format!("“{shown}” follows readers about and is no part of the address");
            let without = self.without(&text[at..end]);
            let finding = inspector.finding_in_source(run, message).fix_source(Span::new(at, end), &without, true);
            inspector.report(finding);
        }
    }
}

impl Tracking {
    /// Whether a parameter that the list knows stands here, with a value.
    fn known(&self, parameter: &str) -> bool {
        let parameter = parameter.strip_prefix("amp;").unwrap_or(parameter);
        let length = parameter.bytes().take_while(|&b| b.is_ascii_alphanumeric() || b"_-.".contains(&b)).count();
        let name = &parameter[..length];
        length > 0
            && parameter[length..].starts_with('=')
            && self.names.iter().any(|known| match known.strip_suffix('_') {
                Some(_) => name.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known)),
                None => name.eq_ignore_ascii_case(known),
            })
    }

    /// From the mark before the first known parameter to the end of the last that follows it without a break.
    fn run(&self, text: &str, at: usize, end: usize) -> Span {
        let query = &text[at..end];
        let query = &query[..query.find('#').unwrap_or(query.len())];
        let mut to = 0;
        while to < query.len() && self.known(&query[to + 1..]) {
            to = query[to + 1..].find('&').map_or(query.len(), |next| to + 1 + next);
        }
        Span::new(at, at + to)
    }

    /// The rest of an address, from its first known parameter on, without any of them.
    fn without(&self, rest: &str) -> String {
        let (query, fragment) = rest.split_at(rest.find('#').unwrap_or(rest.len()));
        let mut kept = String::new();
        let mut mark = &query[..1];
        for parameter in query[1..].split('&').filter(|parameter| !self.known(parameter)) {
            let joined = parameter.strip_prefix("amp;").unwrap_or(parameter);
            kept.push_str(mark);
            kept.push_str(if mark == "?" { joined } else { parameter });
            mark = "&";
        }
        kept + fragment
    }
}

/// The address around a question mark or an ampersand, from there on.
fn address(text: &str, at: usize) -> Option<Span> {
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\\' | '<' | '>' | '(' | ')' | '[' | ']' | '`' | '“' | '”');
    let from = crate::source::floor_boundary(text, at.saturating_sub(LONGEST));
    let before = &text[from..at];
    let start = before.rfind(ends).map_or(0, |last| last + 1);
    let is_address = before.get(start..).is_some_and(|start| start.contains("://") || start.contains("www."));
    let to = crate::source::floor_boundary(text, at + LONGEST);
    let length = text[at..to].find(|c| ends(c) || c == '\'').unwrap_or(to - at);
    let shown = text[at..at + length].trim_end_matches(['.', ',', ';', ':', '!', '’', '*', '_']).len();
    is_address.then(|| Span::new(at, at + shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_the_address_stays() {
        let tracking = Tracking { names: vec!["utm_".into(), "fbclid".into()] };
        for (rest, kept) in [
            ("?utm_source=a", ""),
            ("?utm_source=a&utm_medium=b#top", "#top"),
            ("?utm_source=a&id=4&fbclid=c&page=2", "?id=4&page=2"),
            ("&utm_source=a", ""),
            ("&fbclid=a&page=2", "&page=2"),
            ("?utm_source=a&amp;id=4&amp;page=2", "?id=4&amp;page=2"),
        ] {
            assert_eq!(tracking.without(rest), kept, "{rest}");
        }
    }
}
