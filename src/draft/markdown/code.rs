//! Where a Markdown text is code, so that nothing in it is taken for markup.

use crate::source::Span;
use rustc_hash::FxHashMap;

/// The code of a text: blocks between fences and words between backticks, in order.
pub(super) fn code(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    if memchr::memchr2(b'`', b'~', text.as_bytes()).is_none() {
        return spans;
    }
    // The fence that is open: its character, its length, where it began.
    let mut fence: Option<(u8, usize, usize)> = None;
    let (mut at, mut paragraph) = (0, 0);
    for line in text.split_inclusive('\n') {
        let marks = fence_of(line);
        match (fence, marks) {
            (Some((mark, length, start)), Some((same, longer, rest)))
                if same == mark && longer >= length && rest.trim().is_empty() =>
            {
                spans.push(Span::new(start, at + line.len()));
                fence = None;
                paragraph = at + line.len();
            }
            (None, Some((mark, length, _))) => {
                words(text, paragraph, at, &mut spans);
                fence = Some((mark, length, at));
            }
            (None, None) if line.trim().is_empty() => {
                words(text, paragraph, at, &mut spans);
                paragraph = at + line.len();
            }
            _ => {}
        }
        at += line.len();
    }
    match fence {
        Some((_, _, start)) => spans.push(Span::new(start, at)),
        None => words(text, paragraph, at, &mut spans),
    }
    spans
}

/// The fence that a line is: its character, its length, and what follows it. It may stand in quotations and items.
fn fence_of(line: &str) -> Option<(u8, usize, &str)> {
    let rest = line.trim_start_matches([' ', '\t', '>', '-', '+', '*', '.', ')']);
    let rest = if rest.starts_with(|c: char| c.is_ascii_digit()) {
        rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['.', ')']).trim_start()
    } else {
        rest
    };
    let mark = *rest.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = rest.bytes().take_while(|byte| *byte == mark).count();
    let after = &rest[length..];
    (length >= 3 && (mark == b'~' || !after.contains('`'))).then_some((mark, length, after))
}

/// Words between backticks in a paragraph.
fn words(text: &str, from: usize, to: usize, spans: &mut Vec<Span>) {
    let bytes = &text.as_bytes()[..to];
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for at in memchr::memchr_iter(b'`', &bytes[from..]).map(|at| from + at) {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == at => *length += 1,
            _ => runs.push((at, 1)),
        }
    }
    // The next run as long as each.
    let mut last: FxHashMap<usize, usize> = FxHashMap::default();
    let mut next = vec![None; runs.len()];
    for (index, (_, length)) in runs.iter().enumerate().rev() {
        next[index] = last.insert(*length, index);
    }
    let mut index = 0;
    while let Some(&(start, _)) = runs.get(index) {
        let escaped = start > from && bytes[start - 1] == b'\\';
        match next[index].filter(|_| !escaped) {
            Some(end) => {
                spans.push(Span::new(start, runs[end].0 + runs[end].1));
                index = end + 1;
            }
            None => index += 1,
        }
    }
}

/// Asks of places in their order whether they are code.
pub(super) struct Code<'c> {
    spans: &'c [Span],
    at: usize,
}

impl<'c> Code<'c> {
    pub(super) fn new(spans: &'c [Span]) -> Self {
        Self { spans, at: 0 }
    }

    /// The end of the code that `offset` lies in. Offsets must not go down.
    pub(super) fn end_at(&mut self, offset: usize) -> Option<usize> {
        while self.spans.get(self.at).is_some_and(|span| span.range().end <= offset) {
            self.at += 1;
        }
        self.spans.get(self.at).filter(|span| span.range().start <= offset).map(|span| span.range().end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_and_backticks() {
        let text = "a `b` \\`c `` d ` e ``\nf` g\n\n> ```x\n> h\n> ```\ni\n\n1. ~~~\n   j\n   ~~~\n\n````\n```\n";
        let found: Vec<_> = code(text).iter().map(|span| &text[span.range()]).collect();
        assert_eq!(found, ["`b`", "`` d ` e ``", "> ```x\n> h\n> ```\n", "1. ~~~\n   j\n   ~~~\n", "````\n```\n"]);
        assert!(code(&"`a``b".repeat(100_000)).len() <= 100_000);
    }
}
