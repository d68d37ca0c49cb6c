//! Marks that a chat tool sets where it cites, and what it leaves in the addresses it links to.

use crate::check::Inspector;
use crate::check::phrases::{Exceptions, message};
use crate::diagnostic::Level;
use crate::draft::{Draft, Format, Role};
use crate::source::Span;

/// Small raised figures, as one set after a sentence for a note. Each is looked for by itself: a class of characters
/// beyond ASCII has no literal to go by.
pub(super) const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

/// The parameters of an address that say where the reader came from.
const PARAMETERS: [&str; 5] = ["utm_source", "utm_referrer", "referrer", "ref", "source"];

/// What stands there if the address was taken from a chat tool.
const TOOLS: [&str; 13] = [
    "chat.openai",
    "chatgpt",
    "claude.ai",
    "copilot.com",
    "copilot.microsoft",
    "deepseek",
    "gemini.google",
    "grok.com",
    "meta.ai",
    "openai",
    "perplexity",
    "poe.com",
    "you.com",
];

/// How addresses begin that lead nowhere outside the tool.
const ADDRESSES: [&str; 5] = ["grok_render_", "sandbox:/", "sediment://", "turn0", "citation:"];

pub(super) fn inspect(inspector: &mut Inspector<'_>, exceptions: &Exceptions, listed: usize) {
    let draft = inspector.draft;
    let mut noted = None;
    for hit in inspector.longest_hits() {
        if exceptions.cover(inspector, hit.span) {
            continue;
        }
        if (hit.term as usize) < listed {
            report(inspector, hit.span);
            continue;
        }
        let is_raised = |c: char| RAISED.iter().any(|raised| raised.starts_with(c));
        let text = draft.prose.text();
        let after = &text[hit.span.range().end..];
        // The first figure speaks for those that follow it.
        let more = after.len() - after.trim_start_matches(is_raised).len();
        let at = Span::new(hit.span.range().start, hit.span.range().end + more);
        if !text[..at.range().start].ends_with(is_raised)
            && is_note_mark(draft, at)
            && !*noted.get_or_insert_with(|| has_notes(draft))
        {
            let message = format!("“{}” points at a note, and there are no notes", draft.text(at));
            let finding = inspector.finding(at, message).at_most(Level::Warning).fix(at, "", false);
            inspector.report(finding);
        }
    }
    parameters(inspector);
    match draft.format {
        Format::Markdown | Format::Mdx => links(inspector, "]("),
        Format::Html => links(inspector, "href=\""),
        _ => {}
    }
}

fn report(inspector: &mut Inspector<'_>, at: Span) {
    let draft = inspector.draft;
    let text = draft.text(at).trim();
    let message =
        message(inspector.rule.message.as_ref(), &[("text", text)], || format!("“{text}”: {}", inspector.rule.summary));
    // The space before it goes too where a stop or the end follows, or the stop would stand alone.
    let (before, after) = (&draft.prose.text()[..at.range().start], &draft.prose.text()[at.range().end..]);
    let closes = after.is_empty() || after.starts_with(['.', ',', ';', ':', '!', '?', '\n', ' ']);
    let start = if closes && before.ends_with(' ') { at.start - 1 } else { at.start };
    let finding = inspector.finding(at, message).fix(Span { start, end: at.end }, "", true);
    inspector.report(finding);
}

/// Whether raised figures point at a note: they follow a stop or a word of some length, where no power and no unit does.
fn is_note_mark(draft: &Draft, at: Span) -> bool {
    let before = &draft.prose.text()[..at.range().start];
    let Some(last) = before.chars().next_back() else { return false };
    if matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '"' | '”' | '’' | '\'') {
        return before.len() >= 2 && !before.ends_with("\n");
    }
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic());
    letters.clone().count() >= 4 && letters.clone().any(char::is_lowercase)
}

/// Whether there are notes for marks to point at.
fn has_notes(draft: &Draft) -> bool {
    draft.blocks.iter().any(|block| {
        let text = draft.text(block.prose);
        block.role == Role::Reference || text.starts_with(['¹', '²', '*', '†']) || text.starts_with("[1]")
    })
}

/// Parameters of addresses that name a chat tool. Addresses of links are no prose, so the source is read.
fn parameters(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let text = draft.source.text();
    for equals in memchr::memchr_iter(b'=', text.as_bytes()) {
        let value = &text[equals + 1..];
        if !TOOLS.iter().any(|tool| starts_with(value, tool)) {
            continue;
        }
        let key = |name: &&&str| {
            let start = equals.checked_sub(name.len())?;
            let before = *text.as_bytes().get(start.checked_sub(1)?)?;
            (text.get(start..equals)? == **name && matches!(before, b'?' | b'&' | b';')).then_some(start)
        };
        let Some(start) = PARAMETERS.iter().find_map(|name| key(&name)) else { continue };
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_' | '%' | '+'));
        let end = equals + 1 + end.unwrap_or(value.len());
        let end = start + text[start..end].trim_end_matches('.').len();
        let at = Span::new(start, end);
        if inspector.readings.is_code(at) {
            continue;
        }
        let gone = match (text.as_bytes()[start - 1], text.as_bytes().get(end)) {
            // The next parameter takes its place after the question mark.
            (b'?', Some(b'&')) => Span::new(start, end + if text[end..].starts_with("&amp;") { 5 } else { 1 }),
            (b';', _) => Span::new(text[..start].rfind('&').unwrap_or(start), end),
            _ => Span::new(start - 1, end),
        };
        let finding = inspector
            .finding_in_source(at, format!("“{}” in an address says that a chat tool supplied it", &text[start..end]))
            .remedy("Open the address, check that it says what the story says, and delete the parameter.")
            .fix_source(gone, "", true);
        inspector.report(finding);
    }
}

/// Links to addresses that exist only inside a chat tool.
fn links(inspector: &mut Inspector<'_>, opener: &str) {
    let draft = inspector.draft;
    let text = draft.source.text();
    for bracket in memchr::memmem::find_iter(text.as_bytes(), opener) {
        let start = bracket + opener.len();
        let address = &text[start..];
        if !ADDRESSES.iter().any(|known| starts_with(address, known)) {
            continue;
        }
        let end = address.find(|c: char| matches!(c, ')' | '"') || c.is_whitespace()).unwrap_or(address.len());
        let at = Span::new(start, start + end);
        if at.is_empty() || inspector.readings.is_code(at) {
            continue;
        }
        let shown = crate::source::floor_boundary(&address[..end], 60);
        let message = format!("“{}” is an address that leads nowhere outside a chat tool", &address[..shown]);
        let mut finding = inspector.finding_in_source(at, message);
        // A link without words is all mark.
        if text[..bracket].ends_with('[') && address[end..].starts_with(')') {
            finding = finding.fix_source(Span::new(bracket - 1, at.range().end + 1), "", true);
        }
        inspector.report(finding);
    }
}

/// Whether a text starts with ASCII letters, whatever their case.
fn starts_with(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}
