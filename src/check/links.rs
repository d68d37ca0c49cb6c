//! `links`: web addresses that lead nowhere, or whose dates contradict what is said of them.

mod stand_ins;

use super::{Check, Inspector, Read};
use crate::diagnostic::Level;
use crate::draft::{Draft, Role};
use crate::reading::addresses::{Address, minted, path_date};
use crate::reading::calendar::{self, day_in_words};
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;
use jiff::civil::Date;
use std::borrow::Cow;

/// What is reported of addresses.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Links {
    /// Those that cannot be followed.
    Malformed,
    /// Those with a date in them that is not the date given beside them.
    DateMismatch,
    /// What stands where a link leads until its address is known.
    StandIn,
}

impl Read for Links {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let reports =
            [("malformed", Self::Malformed), ("date-mismatch", Self::DateMismatch), ("stand-in", Self::StandIn)];
        super::choice(table, "report", &reports)
    }
}

impl Check for Links {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        match self {
            Self::Malformed => malformed(inspector),
            Self::DateMismatch => dates(inspector),
            Self::StandIn => stand_ins::inspect(inspector),
        }
    }
}

/// What is wrong with an address, and what to put in place of a part of it: the part's end from the start of the address,
/// and whether that is sure to be right.
struct Fault {
    message: String,
    put: Option<(usize, &'static str, bool)>,
    /// Guides to software speak of such addresses.
    may_be_meant: bool,
}

impl Fault {
    fn new(message: impl Into<String>) -> Option<Self> {
        Some(Self { message: message.into(), put: None, may_be_meant: false })
    }
}

/// Slips of the hand in `http` and `https`, and what was meant.
const SLIPS: [(&str, &str); 16] = [
    ("htp", "http://"),
    ("htps", "https://"),
    ("hhtp", "http://"),
    ("hhtps", "https://"),
    ("httpp", "http://"),
    ("httpps", "https://"),
    ("htttp", "http://"),
    ("htttps", "https://"),
    ("ttp", "http://"),
    ("ttps", "https://"),
    ("thtp", "http://"),
    ("htpp", "http://"),
    ("htpps", "https://"),
    ("httpss", "https://"),
    ("httsp", "https://"),
    ("hppts", "https://"),
];

fn malformed(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let text = draft.source.text();
    let mut found: Vec<(Span, Fault)> = Vec::new();
    for &address in inspector.readings.addresses() {
        if let Some(fault) = fault(text, address) {
            found.push((address.span, fault));
        }
    }
    for at in memchr::memmem::find_iter(text.as_bytes(), b"http") {
        let after = &text[at + "http".len()..];
        let (scheme, after) = after.strip_prefix('s').map_or(("http://", after), |after| ("https://", after));
        let slip = [":/", "//", ";//", ":\\\\", ":\\"].into_iter().find(|slip| after.starts_with(slip));
        let Some(slip) = slip.filter(|_| !after.starts_with("://")) else { continue };
        let host = &after[slip.len()..];
        let length =
            host.find(|c: char| c.is_whitespace() || matches!(c, ')' | '"' | '\'' | '<' | '>')).unwrap_or(host.len());
        // A regular expression or a path may say http: and not mean an address.
        let dotted = host[..length].split('/').next().is_some_and(|host| host.contains('.') && host.len() > 4);
        let word = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        if !dotted || word || !host.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        let end = scheme.len() - "://".len() + slip.len();
        let span = Span::new(at, at + end + length);
        let fault = Fault {
            message: format!("“{}” should be “{scheme}”", &text[at..at + end]),
            put: Some((end, scheme, true)),
            may_be_meant: false,
        };
        found.push((span, fault));
    }
    found.sort_by_key(|(span, _)| span.start);
    for (span, fault) in found {
        if inspector.draft.is_code_in_source(span.range().start) {
            continue;
        }
        let mut finding = inspector.finding_in_source(span, fault.message);
        if fault.may_be_meant {
            finding = finding.at_most(Level::Advice);
        }
        if let Some((end, put, safe)) = fault.put {
            finding = finding.fix_source(Span::new(span.range().start, span.range().start + end), put, safe);
        }
        inspector.report(finding);
    }
}

/// What is wrong with an address that has its colon and slashes.
fn fault(text: &str, address: Address) -> Option<Fault> {
    let whole = &text[address.span.range()];
    let written = &whole[..address.scheme as usize - "://".len()];
    let scheme =
        if matches!(written, "http" | "https") { Cow::Borrowed(written) } else { written.to_ascii_lowercase().into() };
    let is_sound = matches!(&*scheme, "http" | "https");
    let rest = &whole[address.scheme as usize..];
    let slip = if is_sound { None } else { SLIPS.iter().find(|(slip, _)| *slip == scheme) };
    if let Some((_, meant)) = slip {
        let message = format!("“{scheme}://” should be “{meant}”");
        return Some(Fault { message, put: Some((address.scheme as usize, meant, false)), may_be_meant: false });
    }
    if scheme == "file" && rest.starts_with('/') {
        return Fault::new("an address on the writer's own computer");
    }
    if !is_sound {
        return None;
    }
    if ["http://", "https://", "http:/", "https:/", "http//", "https//"].iter().any(|again| rest.starts_with(again)) {
        let message = "an address with its beginning twice";
        return Some(Fault {
            message: message.into(),
            put: Some((address.scheme as usize, "", true)),
            may_be_meant: false,
        });
    }
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
    let before = &text[..address.span.range().start];
    let after = &text[address.span.range().end..];
    if host.is_empty() {
        // Between brackets or quotation marks it is where a link leads; elsewhere a beginning may be spoken of.
        let target = before.ends_with("](") || before.ends_with("href=\"");
        let next = after.strip_prefix(' ').unwrap_or("").split_whitespace().next().unwrap_or("");
        let parted = next.starts_with("www.") || (next.contains('/') && next.contains('.'));
        return match (target, parted) {
            (true, _) => Fault::new("a link that leads nowhere: its address ends after the slashes"),
            (_, true) => Fault::new("a space parts this address"),
            _ => None,
        };
    }
    if is_local(host) {
        let target = before.ends_with("](") || before.ends_with("href=\"");
        let message = "an address on the writer's own computer".to_owned();
        return Some(Fault { message, put: None, may_be_meant: !target });
    }
    if host.contains("..") || host.starts_with('.') || host.contains(',') {
        return Fault::new(format!("“{host}” is not the name of a site"));
    }
    if rest.ends_with('…') || (after.starts_with("...") && !rest.ends_with('/')) {
        return Fault::new("an address that was cut short");
    }
    None
}

fn is_local(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host == "localhost" || ["127.0.0.", "192.168.", "0.0.0.0"].iter().any(|start| host.starts_with(start))
}

/// How many days apart two dates of one article may be: it goes online in the evening, and in print next morning.
const CLOSE: i32 = 3;
/// How long (days) before an article is published its identifier may be made.
const PREPARED: i32 = 60;

fn dates(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let text = draft.source.text();
    let mut findings = Vec::new();
    for address in inspector.readings.addresses() {
        let whole = &text[address.span.range()];
        let in_path = path_date(whole);
        let made = minted(whole);
        if in_path.is_none() && made.is_none() {
            continue;
        }
        let stated = stated(draft, address.span);
        let apart = |one: Date, other: Date| one.since(other).map_or(0, |span| span.get_days().abs());
        if let (Some((range, made)), Some(said)) = (&made, stated.map(|(_, date)| date).or(in_path))
            && apart(*made, said) > PREPARED
        {
            let start = address.span.range().start;
            let message = format!(
                "the identifier in this address was made on {}, not about {}",
                day_in_words(*made),
                day_in_words(said)
            );
            let mut finding = inspector.finding_in_source(Span::new(start + range.start, start + range.end), message);
            if let Some((span, _)) = stated {
                finding = finding.evidence_in_source(span, "dated here");
            }
            findings.push(finding);
        } else if let (Some(path), Some((span, said))) = (in_path, stated)
            && apart(path, said) > CLOSE
        {
            let message =
                format!("the address is of {}, the date beside it {}", day_in_words(path), day_in_words(said));
            findings.push(inspector.finding_in_source(address.span, message).evidence_in_source(span, "dated here"));
        }
    }
    findings.into_iter().for_each(|finding| inspector.report(finding));
}

/// Words that lead up to a date which is not that of the article.
const OTHER_DATES: [&str; 7] = ["accessed", "retrieved", "updated", "archived", "visited", "viewed", "modified"];

/// The date given in an entry of a list of references, before the address: there must be one only.
fn stated(draft: &Draft, address: Span) -> Option<(Span, Date)> {
    let at = draft.blocks.partition_point(|block| block.source.start <= address.start).checked_sub(1)?;
    let block = &draft.blocks[at];
    if block.role != Role::Reference || address.end > block.source.end {
        return None;
    }
    let text = draft.source.text();
    let line = text[..address.range().start].rfind('\n').map_or(0, |end| end + 1).max(block.source.range().start);
    let entry = &text[line..address.range().start];
    let lower = entry.to_ascii_lowercase();
    if OTHER_DATES.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut from = 0;
    for word in entry.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            words.push((from, word));
        }
        from += word.len();
        from += entry[from..].chars().next().map_or(0, char::len_utf8);
    }
    let mut dates = Vec::new();
    for (at, &(_, word)) in words.iter().enumerate() {
        let Some(month) = calendar::month(word) else { continue };
        let near = |back: usize, ahead: usize| {
            (at.saturating_sub(back)..(at + ahead + 1).min(words.len())).filter(move |&other| other != at)
        };
        let day = near(1, 1).find_map(|other| Some((other, calendar::day_of_month(words[other].1)?)));
        let year = near(2, 2).find_map(|other| Some((other, calendar::year(words[other].1)?)));
        let (Some((day_at, day)), Some((year_at, year))) = (day, year) else { continue };
        let Ok(date) = Date::new(year, month, day) else { continue };
        let (first, last) = (at.min(day_at).min(year_at), at.max(day_at).max(year_at));
        let end = words[last].0 + words[last].1.len();
        dates.push((Span::new(line + words[first].0, line + end), date));
    }
    match dates[..] {
        [one] => Some(one),
        _ => None,
    }
}
