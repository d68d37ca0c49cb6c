//! MDX: what is JavaScript in a Markdown text. Brackets, strings and comments are counted; nothing is parsed.

use super::code::{Code, code};
use crate::draft::template::{Kind, Part};
use crate::source::Span;
use memchr::memmem;

/// The longest expression or tag (bytes) that is believed.
const LONGEST: usize = 20_000;

/// Elements whose content is no prose, whatever is in it.
const UNREAD: [&str; 5] = ["math", "pre", "script", "style", "svg"];

/// The parts of a text that are JavaScript: imports and exports, tags, expressions, comments.
pub(super) fn parts(text: &str, parts: &mut Vec<Part>) {
    let spans = code(text);
    let modules = modules(text, &mut Code::new(&spans));
    let bytes = text.as_bytes();
    let mut code = Code::new(&spans);
    let mut script = Script { bytes, patience: 8 * bytes.len() };
    let mut module = modules.iter().peekable();
    let mut done = 0;
    for at in memchr::memchr2_iter(b'{', b'<', bytes) {
        while let Some(span) = module.next_if(|span| span.range().start <= at) {
            done = done.max(span.range().end);
        }
        if at < done {
            continue;
        }
        if let Some(end) = code.end_at(at) {
            done = end;
            continue;
        }
        if at > 0 && bytes[at - 1] == b'\\' {
            continue;
        }
        if let Some(part) = if bytes[at] == b'{' { script.expression(at) } else { script.element(at) } {
            done = part.span.range().end;
            parts.push(part);
        }
    }
    parts.extend(modules.into_iter().map(|span| Part { span, kind: Kind::Markup }));
}

/// Blocks of imports and exports, which reach to a blank line that stands in no braces.
fn modules(text: &str, code: &mut Code<'_>) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut script = Script { bytes, patience: 8 * bytes.len() };
    let mut modules: Vec<Span> = Vec::new();
    let (mut at, mut blank) = (0, true);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if modules.last().is_some_and(|module| start < module.range().end) {
            blank = true;
            continue;
        }
        if blank && is_module(line) && code.end_at(start).is_none() {
            let mut end = blank_line(bytes, start);
            // Braces that reach over the blank line take it in.
            let mut from = start;
            while let Some(open) = memchr::memchr(b'{', &bytes[from..end]).map(|length| from + length) {
                let Some(close) = script.braces(open) else { break };
                if close > end {
                    end = blank_line(bytes, close);
                }
                from = close.min(end);
            }
            modules.push(Span::new(start, start + text[start..end].trim_end().len()));
        }
        blank = line.trim().is_empty();
    }
    modules
}

/// Whether a line opens with a statement that brings something in or hands it out.
fn is_module(line: &str) -> bool {
    let is = |rest: &str, words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    if let Some(rest) = line.strip_prefix("import") {
        let rest = rest.trim_start_matches([' ', '\t']);
        rest.starts_with(['{', '"', '\'', '*']) || line.contains(" from ") || rest.trim_end().ends_with(['{', ','])
    } else {
        line.strip_prefix("export ").is_some_and(|rest| {
            is(
                rest,
                &[
                    "const ",
                    "default ",
                    "let ",
                    "var ",
                    "function",
                    "async ",
                    "class ",
                    "type ",
                    "interface ",
                    "enum ",
                    "{",
                    "*",
                ],
            )
        })
    }
}

/// Start of the first blank line from `from` on, or the end.
fn blank_line(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(length) = memchr::memchr(b'\n', &bytes[at..]) {
        at += length + 1;
        let gap = bytes[at..].iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        if gap.is_none_or(|gap| bytes[at + gap] == b'\n') {
            return at;
        }
    }
    bytes.len()
}

/// Reads JavaScript as far as its brackets go.
struct Script<'t> {
    bytes: &'t [u8],
    /// How many bytes may still be read, so that brackets that nothing closes take no time.
    patience: usize,
}

impl Script<'_> {
    /// `{expression}` or `{/* comment */}`.
    fn expression(&mut self, at: usize) -> Option<Part> {
        let end = self.braces(at)?;
        let inside = self.bytes[at + 1..end - 1].trim_ascii();
        let is_comment = inside.starts_with(b"/*")
            && inside.ends_with(b"*/")
            && memmem::find(inside, b"*/").is_some_and(|close| close + 2 == inside.len());
        let kind = if is_comment {
            Kind::Comment
        } else if matches!(inside, b"\" \"" | b"' '" | b"` `") || inside.is_empty() {
            Kind::Markup
        } else {
            Kind::Tag
        };
        Some(Part::new(at, end, kind))
    }

    /// A tag; of elements without prose all to their end.
    fn element(&mut self, at: usize) -> Option<Part> {
        let end = self.tag(at)?;
        let name = &self.bytes[at + 1..];
        let name = &name[..name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()];
        let is_open = self.bytes[end - 2] != b'/';
        if is_open && let Some(unread) = UNREAD.iter().find(|unread| unread.as_bytes() == name) {
            let window = &self.bytes[end..self.bytes.len().min(end + LONGEST)];
            let closer = format!("</{unread}>");
            if let Some(length) = memmem::find(window, closer.as_bytes()) {
                return Some(Part::new(at, end + length + closer.len(), Kind::Code));
            }
        }
        Some(Part::new(at, end, Kind::Markup))
    }

    /// End of the tag that opens at `at`: `<Note type="x">`, `</Note>`, `<a.B {...c} />`, `<>`.
    fn tag(&mut self, start: usize) -> Option<usize> {
        let bytes = self.bytes;
        let limit = bytes.len().min(start + LONGEST);
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$.:-".contains(byte);
        let name = |at: usize| bytes[at..limit].iter().take_while(|byte| is_name(byte)).count();
        let space = |at: usize| bytes[at..limit].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let closes = bytes.get(start + 1) == Some(&b'/');
        let mut at = start + 1 + usize::from(closes);
        let named = name(at);
        if bytes.get(at) != Some(&b'>')
            && (named == 0 || !(bytes[at].is_ascii_alphabetic() || b"_$".contains(&bytes[at])))
        {
            return None;
        }
        at += named;
        while at < limit {
            at += space(at);
            match bytes.get(at)? {
                b'>' => return Some(at + 1),
                _ if closes => return None,
                b'/' if bytes.get(at + 1) == Some(&b'>') => return Some(at + 2),
                b'{' => at = self.braces(at)?,
                _ => {
                    let length = name(at);
                    if length == 0 {
                        return None;
                    }
                    at += length;
                    let equals = at + space(at);
                    if bytes.get(equals) != Some(&b'=') {
                        continue;
                    }
                    at = equals + 1 + space(equals + 1);
                    at = match bytes.get(at)? {
                        quote @ (b'"' | b'\'') => {
                            let Some(length) = memchr::memchr(*quote, &bytes[at + 1..limit.max(at + 1)]) else {
                                self.spend(limit - start);
                                return None;
                            };
                            at + 1 + length + 1
                        }
                        b'{' => self.braces(at)?,
                        _ => return None,
                    };
                }
            }
        }
        None
    }

    /// End of the braces that open at `start`. Braces in strings and comments do not count.
    fn braces(&mut self, start: usize) -> Option<usize> {
        let bytes = self.bytes;
        let limit = bytes.len().min(start + LONGEST);
        if self.patience < limit - start {
            return None;
        }
        // The braces and template literals that are open.
        let mut open: Vec<u8> = Vec::new();
        let mut at = start;
        while at < limit {
            let byte = bytes[at];
            let next = bytes.get(at + 1).copied();
            if open.last() == Some(&b'`') {
                match byte {
                    b'\\' => at += 1,
                    b'`' => {
                        open.pop();
                    }
                    b'$' if next == Some(b'{') => {
                        open.push(b'{');
                        at += 1;
                    }
                    _ => {}
                }
            } else {
                match byte {
                    b'{' | b'`' => open.push(byte),
                    b'}' => {
                        open.pop();
                        if open.is_empty() {
                            self.spend(at - start);
                            return Some(at + 1);
                        }
                    }
                    // An apostrophe in a word stands in the text of an element.
                    b'"' | b'\'' if at > 0 && !bytes[at - 1].is_ascii_alphanumeric() => {
                        at += string(&bytes[at..limit]).unwrap_or(1) - 1;
                    }
                    b'/' if next == Some(b'*') => {
                        at += 3 + memmem::find(&bytes[at + 2..limit], b"*/").unwrap_or(limit);
                    }
                    b'/' if next == Some(b'/') && bytes[at - 1] != b':' => {
                        at += memchr::memchr(b'\n', &bytes[at..limit]).unwrap_or(limit);
                    }
                    _ => {}
                }
            }
            at += 1;
        }
        self.spend(limit - start);
        None
    }

    fn spend(&mut self, bytes: usize) {
        self.patience = self.patience.saturating_sub(bytes);
    }
}

/// Length of the string that opens `bytes`, which ends on its line.
fn string(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' => return None,
            byte if byte == bytes[0] => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Kind)> {
        let mut found = Vec::new();
        parts(text, &mut found);
        found.sort_by_key(|part| part.span.start);
        found.iter().map(|part| (&text[part.span.range()], part.kind)).collect()
    }

    #[test]
    fn imports_and_exports_reach_to_a_blank_line() {
        let module = "import A from 'a'\nimport {\n  B,\n} from \"b\"\nexport const c = {\n  d: `}`,\n\n  e: 1,\n}";
        assert_eq!(found(&format!("{module}\r\n\r\nimport duties rose.\n\nexports fell.\n")), [(module, Kind::Markup)]);
        assert_eq!(found("```\nimport a from 'b'\n```\n"), []);
    }

    #[test]
    fn tags_and_expressions_are_counted_out() {
        for tag in [
            "<Note>",
            "</Note>",
            "<>",
            "</>",
            "<Foo.Bar baz />",
            "<A\n  b=\"c > d\"\n  e={{ f: '}' }}\n  {...g}\n  h={`a ${i + `}`} > b`}\n>",
            "<A b={c && <p>Don't {d}</p>} e />",
        ] {
            assert_eq!(found(&format!("x {tag} y")), [(tag, Kind::Markup)]);
        }
        for expression in ["{a}", "{a /* } */ + \"}\\\"\"}", "{[1, 2].map((x) => {\n  // }\n  return x\n\n})}", "{'{'}"]
        {
            assert_eq!(found(&format!("x {expression} y")), [(expression, Kind::Tag)]);
        }
        assert_eq!(found("{/* a } */} {/**/ b /**/}")[0], ("{/* a } */}", Kind::Comment));
        assert_eq!(found("a{\" \"}"), [("{\" \"}", Kind::Markup)]);
        assert_eq!(found("<style>{`a { b }`}</style>"), [("<style>{`a { b }`}</style>", Kind::Code)]);
    }

    #[test]
    fn what_is_no_script_is_text() {
        for text in
            ["a < b", "`<A>` `{b}`", "\\{a}", "<https://x.org>", "<a@b.org>", "{a", "<A", "<A b", "1 <2", "<!-- a -->"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn opening_marks_alone_take_no_time() {
        for unit in ["{", "<A ", "<A b=\"", "<A b={", "{`${", "{'", "{/*", "export const a = {\n\n", "<style>", "<"] {
            found(&unit.repeat(100_000));
        }
    }
}
