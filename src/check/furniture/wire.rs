//! What a wire puts around a story in a word or in signs: `-30-`, `###` or `ENDS` at its end, a story number at its top.

use super::super::Inspector;
use crate::draft::{Draft, Role};
use crate::source::Span;

/// Lines at the top of a draft among which a story number is looked for.
const TOP: usize = 3;

/// Reports the end mark and the story number of a draft.
pub(super) fn report(inspector: &mut Inspector<'_>) {
    let found = [end_mark(inspector.draft), story_number(inspector.draft)];
    for at in found.into_iter().flatten() {
        let text = inspector.draft.source.slice(at);
        let message = format!("“{text}” is a mark of the wire, not part of the story");
        let mut finding = inspector.finding_in_source(at, message);
        if let Some(lines) = inspector.own_lines(at) {
            finding = finding.fix_source(lines, "", true);
        }
        inspector.report(finding);
    }
}

/// `-30-`, `- 30 -`, `###`, `# # #`, `ENDS` or `MORE` as the last line of the file. Markdown makes a list of the one and an empty heading
/// of the other, so it is read as it is written.
fn end_mark(draft: &Draft) -> Option<Span> {
    let text = draft.source.text().trim_end();
    // A rule may be drawn under the story.
    let text = text.strip_suffix("\n---").map_or(text, str::trim_end);
    let start = text.rfind(['\n', '\r']).map_or(draft.source.start(), |at| at + 1);
    let line = text[start..].trim_start();
    let bare = |mark: char| line.chars().all(|c| c == mark || c == ' ') && line.matches(mark).count() == 3;
    let thirty = line.strip_prefix(['-', '–', '—']).is_some_and(|rest| {
        let inner = rest.trim_matches(['-', '–', '—', ' ']);
        rest.ends_with(['-', '–', '—']) && matches!(inner, "30" | "0")
    });
    let word = line.trim_matches(|c: char| !c.is_alphabetic());
    let shouted = matches!(word, "END" | "ENDS" | "Ends" | "MORE" | "MORE FOLLOWS" | "MORE TO COME" | "MTF");
    // A file that holds nothing else is no story with an end.
    (draft.blocks.len() > 1 && (bare('#') || thirty || shouted)).then(|| Span::new(text.len() - line.len(), text.len()))
}

/// `A0412`: one to three capitals and three or four digits, alone in one of the first lines.
fn story_number(draft: &Draft) -> Option<Span> {
    let shown = |role: Role| !matches!(role, Role::FrontMatter | Role::Code | Role::Markup | Role::Table | Role::List);
    let top = draft.blocks.iter().filter(|block| shown(block.role) && block.field.is_none()).take(TOP);
    let number = |text: &str| {
        let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
        let digits = &text[letters..];
        (1..=3).contains(&letters) && (3..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    top.filter(|block| block.heading == 0 && number(draft.text(block.prose))).map(|block| block.source).next()
}
