//! What stands where a link leads until its address is known: `[the report](#)`, `[the fees](TK)`, `href=""`.

use crate::check::Inspector;
use crate::draft::{Draft, Format};
use crate::source::Span;
use memchr::memmem;
use std::ops::Range;

/// Words that are no address, in small letters.
const WORDS: [&str; 18] = [
    "#",
    "url",
    "link",
    "tk",
    "todo",
    "tbc",
    "tbd",
    "tba",
    "xxx",
    "xx",
    "insert-link",
    "insert-url",
    "link-here",
    "url-here",
    "add-link",
    "your-link",
    "link-tk",
    "url-tk",
];

/// Sites that are kept for examples, or stand for one's own.
const SITES: [&str; 10] = [
    "example.com",
    "example.org",
    "example.net",
    "link",
    "url",
    "link.com",
    "yoursite.com",
    "your-site.com",
    "yourdomain.com",
    "yourwebsite.com",
];

/// The longest target that is looked at, in bytes.
const LONGEST: usize = 200;

pub(super) fn inspect(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let page = draft.format == Format::Html;
    if !page && !draft.format.is_markdown() {
        return;
    }
    let text = draft.source.text();
    let mut found: Vec<Range<usize>> = Vec::new();
    let brackets = memmem::find_iter(text.as_bytes(), b"](").filter(|_| !page);
    for at in brackets {
        let target = up_to(text, at + 2, ')').filter(|target| is_stand_in(text[target.clone()].trim()));
        found.extend(target.filter(|_| opens_before(text, at)));
    }
    for at in memmem::find_iter(text.as_bytes(), b"href=\"") {
        let target = up_to(text, at + "href=\"".len(), '"');
        found.extend(target.filter(|target| is_stand_in(text[target.clone()].trim())));
    }
    found.sort_unstable_by_key(|target| target.start);
    for target in found {
        if draft.is_code_in_source(target.start) || (page && !is_in_sentence(draft, target.start)) {
            continue;
        }
        let inner = text[target.clone()].trim();
        // Where nothing stands, the marks around it are shown.
        let (span, message) = if inner.is_empty() {
            (target.start - 1..target.end + 1, "this link leads nowhere: it has no address".to_owned())
        } else {
            (target, format!("“{inner}” stands where the address of this link belongs"))
        };
        inspector.report(inspector.finding_in_source(Span::new(span.start, span.end), message));
    }
}

/// Whether a place in the source of a page stands in a paragraph of some length. A link by itself that leads nowhere is a
/// button.
fn is_in_sentence(draft: &Draft, at: usize) -> bool {
    const FEWEST: usize = 8;
    let before = draft.blocks.partition_point(|block| block.source.range().start <= at);
    let block = draft.blocks[..before].last().filter(|block| at < block.source.range().end);
    block.is_some_and(|block| block.tokens.len() >= FEWEST)
}

/// What stands from a place up to a mark, if that is on the same line and near.
fn up_to(text: &str, start: usize, mark: char) -> Option<Range<usize>> {
    let near = text.as_bytes()[start..].iter().take(LONGEST).position(|&byte| byte == mark as u8 || byte == b'\n')?;
    (text.as_bytes()[start + near] == mark as u8).then_some(start..start + near)
}

/// Whether the bracket that closes at a place was opened on its line.
fn opens_before(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..at].contains('[')
}

fn is_stand_in(target: &str) -> bool {
    if target.is_empty() {
        return true;
    }
    let bare = target.trim_matches(['[', ']', '<', '>', '{', '}']);
    if let Some(site) = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://")) {
        let host = site.split(['/', '?', '#']).next().unwrap_or("");
        let host = host.strip_prefix("www.").unwrap_or(host);
        return SITES.iter().any(|known| known.eq_ignore_ascii_case(host));
    }
    let dashed = |byte: u8| if matches!(byte, b' ' | b'_') { b'-' } else { byte.to_ascii_lowercase() };
    WORDS.iter().any(|word| word.bytes().eq(bare.bytes().map(dashed)))
}

#[cfg(test)]
mod tests {
    use super::is_stand_in;

    #[test]
    fn only_what_is_no_address_stands_in() {
        for target in ["", "#", "URL", "insert link", "TK", "http://link", "https://www.example.com/report", "<url>"] {
            assert!(is_stand_in(target), "{target}");
        }
        for target in
            ["#fees", "/link", "link.html", "https://norland.example/", "mailto:x@example.com", "{{< ref x >}}"]
        {
            assert!(!is_stand_in(target), "{target}");
        }
    }
}
