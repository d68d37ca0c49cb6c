//! Comments in a draft that allow a rule: `<!-- copydesk: allow rule-id - reason -->`, or in the comment syntax of the
//! template language or of MDX.

use super::block::Builder;
use super::front_matter::{Entry, Kind, Node};
use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::source::{Source, Span};

/// Somebody allowed a rule in the draft itself.
#[derive(Clone, Debug)]
pub struct AllowComment {
    /// The rules or families allowed, each with its place in the source.
    pub rules: Vec<(Box<str>, Span)>,
    /// Why, in the words of the comment.
    pub reason: Box<str>,
    /// The comment, or the front matter entry, in the source.
    pub span: Span,
    /// The block it speaks of, by source offset: the one that holds the offset, or else the next. `None` for the
    /// whole draft.
    pub block: Option<u32>,
}

/// The one instruction a comment can give.
const ALLOW: &str = "allow";

/// What comments stand between, the longer marks first.
const COMMENTS: [(&str, &str); 9] = [
    ("<!--", "-->"),
    ("{/*", "*/}"),
    ("{{/*", "*/}}"),
    ("{{!--", "--}}"),
    ("{{!", "}}"),
    ("{#", "#}"),
    ("<%--", "--%>"),
    ("<%#", "%>"),
    ("%%", "%%"),
];

/// The marks of a pair of tags that make a comment.
const COMMENT_TAGS: (&str, &str) = ("{% comment %}", "{% endcomment %}");

/// How front matter is written, for remedies.
const IN_FRONT_MATTER: &str = "Write each entry as `rule-id - the reason`.";

/// Why an instruction cannot be followed, and where.
struct Fault {
    span: Span,
    message: String,
    hint: Option<String>,
}

impl Fault {
    fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), hint: None }
    }

    fn report(self, builder: &mut Builder<'_>, form: &str) {
        let source = builder.source;
        let remedy = self.hint.map_or_else(|| form.to_owned(), |hint| format!("{hint} {form}"));
        let told = Diagnostic::trouble(source, self.span, trouble::SETTINGS, Level::Warning, self.message);
        builder.troubles.push(told.with_remedy(remedy));
    }
}

/// The body of a comment, as a range of its text, and the marks it stands between.
fn body(text: &str) -> Option<(usize, usize, (&'static str, &'static str))> {
    if text.starts_with("{%") {
        let start = text.find("%}")? + 2;
        return Some((start, text.rfind("{%").filter(|&end| end >= start)?, COMMENT_TAGS));
    }
    let strip = |text: &str, mark: &str| text.strip_prefix(mark).map(str::len);
    let (start, marks) = COMMENTS.into_iter().find_map(|marks| {
        // `{{- /* a comment */ -}}` takes the space around it away.
        let spaced = marks.0.strip_prefix("{{").and_then(|mark| {
            let rest = text.strip_prefix("{{-")?.trim_start();
            strip(rest, mark)
        });
        let rest = strip(text, marks.0).or(spaced)?;
        Some((text.len() - rest, marks))
    })?;
    let inner = &text[start..];
    let end = inner.strip_suffix(marks.1).map_or_else(
        || {
            let inner = inner.strip_suffix("-}}").map_or(inner, str::trim_end);
            marks.1.strip_suffix("}}").and_then(|mark| inner.strip_suffix(mark)).map_or(inner.len(), str::len)
        },
        str::len,
    );
    Some((start, start + end, marks))
}

/// How a comment between such marks is written, for remedies.
pub(super) fn in_a_comment((opener, closer): (&str, &str)) -> String {
    format!("Write it as `{opener} copydesk: allow rule-id - the reason {closer}`.")
}

/// Reads a comment. Returns whether it is addressed to this program.
///
/// `block` is the source offset of what it speaks of.
pub(super) fn comment(builder: &mut Builder<'_>, span: Span, block: usize) -> bool {
    let source = builder.source;
    let text = source.slice(span);
    let Some((start, end, marks)) = body(text) else { return false };
    // Jinja's `{#- -#}` and Liquid's `{%- -%}` take the space around them away.
    let inner = text[start..end].trim_matches('-');
    let lead = text[start..end].len() - text[start..end].trim_start_matches('-').len();
    let start = span.range().start + start + lead;
    let body = trim(source, Span::new(start, start + inner.len()));
    let form = in_a_comment(marks);
    let Some(rest) = source.slice(body).strip_prefix("copydesk") else { return false };
    let Some(instruction) = rest.trim_start().strip_prefix(':') else {
        // “copydesk, please look” is a note between people; “copydesk allow” lacks its colon.
        let near = rest.starts_with(' ') && rest.trim_start().starts_with(ALLOW);
        if near {
            Fault::new(body, "this comment lacks the colon after `copydesk`").report(builder, &form);
        }
        return near;
    };
    let instruction = trim(source, Span::new(body.range().end - instruction.len(), body.range().end));
    match directive(source, instruction).and_then(|entry| self::entry(source, entry, instruction)) {
        Ok((rules, reason)) => {
            builder.allows.push(AllowComment { rules, reason, span, block: Some(block as u32) });
        }
        Err(fault) => fault.report(builder, &form),
    }
    true
}

/// Reads the `copydesk` field of front matter.
pub(super) fn front_matter(builder: &mut Builder<'_>, settings: &Entry) {
    let Kind::Table(entries) = &settings.node.kind else {
        let fault = Fault::new(settings.span, "`copydesk` in front matter holds a list named `allow`");
        return fault.report(builder, IN_FRONT_MATTER);
    };
    for entry in entries {
        if &*entry.key != ALLOW {
            unknown(&entry.key, entry.span).report(builder, IN_FRONT_MATTER);
            continue;
        }
        match &entry.node.kind {
            Kind::Table(rules) => rules.iter().for_each(|rule| keyed(builder, rule)),
            Kind::List(items) => items.iter().for_each(|item| listed(builder, item, entry.span)),
            _ => listed(builder, &entry.node, entry.span),
        }
    }
}

/// `- rule-id - reason`. `near` is where to point if there is nothing.
fn listed(builder: &mut Builder<'_>, node: &Node, near: Span) {
    let source = builder.source;
    let result = match node.kind {
        Kind::Text(..) => entry(source, node.span, near),
        _ => Err(Fault::new(if node.span.is_empty() { near } else { node.span }, "no rule is named here")),
    };
    match result {
        Ok((rules, reason)) => builder.allows.push(AllowComment { rules, reason, span: node.span, block: None }),
        Err(fault) => fault.report(builder, IN_FRONT_MATTER),
    }
}

/// `rule-id: reason`.
fn keyed(builder: &mut Builder<'_>, rule: &Entry) {
    match &rule.node.kind {
        Kind::Text(reason, _) if !reason.trim().is_empty() => builder.allows.push(AllowComment {
            rules: vec![(rule.key.clone(), rule.span)],
            reason: reason.trim().into(),
            span: rule.span.cover(rule.node.span),
            block: None,
        }),
        _ => Fault::new(rule.span, "no reason is given for allowing this").report(builder, IN_FRONT_MATTER),
    }
}

/// What follows the word `allow`.
fn directive(source: &Source, span: Span) -> Result<Span, Fault> {
    let text = source.slice(span);
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let named = Span::new(span.range().start, span.range().start + word.len());
    if word == ALLOW {
        return Ok(trim(source, Span::new(named.range().end, span.range().end)));
    }
    Err(unknown(word, if named.is_empty() { span } else { named }))
}

fn unknown(word: &str, span: Span) -> Fault {
    let mut fault = Fault::new(span, format!("`{word}` is not an instruction that copydesk knows"));
    let meant = ["ignore", "disable", "skip"].contains(&word) || strsim::damerau_levenshtein(word, ALLOW) <= 2;
    if meant {
        fault.hint = Some(format!("Did you mean `{ALLOW}`?"));
    }
    fault
}

/// Rules, each with its place, and the reason.
type Allowed = (Vec<(Box<str>, Span)>, Box<str>);

/// Reads `rule-a, rule-b - reason`. `near` is where to point if there is nothing.
fn entry(source: &Source, span: Span, near: Span) -> Result<Allowed, Fault> {
    let text = source.slice(span);
    let (names_end, reason) = match separator(text) {
        Some((end, start)) => (end, text[start..].split_whitespace().collect::<Vec<_>>().join(" ")),
        None => (text.len(), String::new()),
    };
    let mut rules = Vec::new();
    let mut at = span.range().start;
    for part in text[..names_end].split(',') {
        let name = trim(source, Span::new(at, at + part.len()));
        at += part.len() + 1;
        if name.is_empty() {
            continue;
        }
        let text = source.slice(name);
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            let mut fault = Fault::new(name, format!("`{text}` is not the name of a rule"));
            fault.hint = Some("Put commas between rules, and a dash between spaces before the reason.".to_owned());
            return Err(fault);
        }
        rules.push((text.into(), name));
    }
    let (Some(first), Some(last)) = (rules.first(), rules.last()) else {
        return Err(Fault::new(if span.is_empty() { near } else { span }, "no rule is named here"));
    };
    if reason.is_empty() {
        return Err(Fault::new(first.1.cover(last.1), "no reason is given for allowing this"));
    }
    Ok((rules, reason.into()))
}

/// Where the rules end and the reason starts: around ` - `, ` -- `, `–` or `—`.
fn separator(text: &str) -> Option<(usize, usize)> {
    for (at, mark) in text.char_indices() {
        let after = at + mark.len_utf8();
        match mark {
            '–' | '—' => return Some((at, after)),
            '-' if at == 0 || text[..at].ends_with(char::is_whitespace) => {
                let rest = text[after..].trim_start_matches('-');
                if rest.is_empty() || rest.starts_with(char::is_whitespace) {
                    return Some((at, text.len() - rest.len()));
                }
            }
            _ => {}
        }
    }
    None
}

fn trim(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let start = span.range().start + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Draft, Format, ReadOptions};
    use std::sync::Arc;

    fn read(text: &str) -> Draft {
        let options = ReadOptions { format: Some(Format::Markdown), ..ReadOptions::default() };
        Draft::read(Arc::new(Source::new("x.md", text)), &options)
    }

    /// Rules, reason, and the source text from the block's offset on.
    fn allowed(text: &str) -> (Vec<String>, String, Option<String>) {
        let draft = read(text);
        assert!(draft.troubles.is_empty(), "{:?}", draft.troubles);
        let [allow] = &draft.allows[..] else { panic!("{:?}", draft.allows) };
        for (name, span) in &allow.rules {
            assert_eq!(draft.source.slice(*span), &**name);
        }
        let rules = allow.rules.iter().map(|(name, _)| name.to_string()).collect();
        (rules, allow.reason.to_string(), allow.block.map(|at| text[at as usize..].to_owned()))
    }

    fn fault(text: &str) -> (String, String) {
        let draft = read(text);
        let [trouble] = &draft.troubles[..] else { panic!("{:?}", draft.troubles) };
        assert!(draft.allows.is_empty());
        (trouble.text.clone(), trouble.remedy.clone().unwrap_or_default())
    }

    #[test]
    fn comments_of_their_own_speak_of_the_next_block() {
        for dash in ["-", "--", "–", "—"] {
            let text =
                format!("One.\n\n<!-- copydesk: allow vague-time, names {dash} the paper's own words -->\n\nTwo.\n");
            let (rules, reason, block) = allowed(&text);
            assert_eq!(rules, ["vague-time", "names"]);
            assert_eq!(reason, "the paper's own words");
            assert_eq!(block.as_deref(), Some("\n\nTwo.\n"));
            assert!(read(&text).blocks.iter().all(|block| block.role != crate::draft::Role::Markup));
        }
    }

    #[test]
    fn comments_in_a_paragraph_speak_of_it() {
        let (rules, _, block) = allowed("One two <!-- copydesk: allow vague-time - a quotation --> three.");
        assert_eq!(rules, ["vague-time"]);
        assert!(block.expect("offset").starts_with("<!--"));
        let draft = read("<!-- copydesk: allow vague-time - a quotation --> Recently it rained.\n");
        assert_eq!(draft.text(draft.blocks[0].prose), "Recently it rained.");
        let span = draft.allows[0].span;
        assert!(draft.blocks[0].source.contains(span));
    }

    #[test]
    fn comments_of_template_languages_count() {
        for (open, close) in [
            ("{#", "#}"),
            ("{#-", "-#}"),
            ("{{/*", "*/}}"),
            ("{{- /*", "*/ -}}"),
            ("{{!--", "--}}"),
            ("{{!", "}}"),
            ("{% comment %}", "{% endcomment %}"),
            ("{%- comment -%}", "{%- endcomment -%}"),
            ("<%#", "%>"),
            ("%%", "%%"),
        ] {
            let text = format!("One.\n\n{open} copydesk: allow vague-time - the paper's own words {close}\n\nTwo.\n");
            let (rules, reason, block) = allowed(&text);
            assert_eq!(rules, ["vague-time"]);
            assert_eq!(reason, "the paper's own words");
            assert_eq!(block.as_deref(), Some("\n\nTwo.\n"), "{text}");
            assert_eq!(read(&text).blocks.len(), 2);
            let text = format!("One {open} copydesk: alow vague-time - x {close} two.\n");
            let (place, remedy) = fault(&text);
            assert_eq!(place, "alow");
            let form = format!(
                "`{} copydesk:",
                open.replace('-', if open == "{{!--" { "-" } else { "" }).replace("{{ /*", "{{/*")
            );
            assert!(remedy.contains(&form), "{remedy}");
        }
    }

    #[test]
    fn front_matter_speaks_of_the_whole_draft() {
        for matter in [
            "copydesk:\n  allow:\n    - vague-time - a diary\n",
            "copydesk:\n  allow: ['vague-time - a diary']\n",
            "copydesk:\n  allow:\n    vague-time: a diary\n",
        ] {
            let (rules, reason, block) = allowed(&format!("---\ntitle: x\n{matter}---\nBody."));
            assert_eq!((rules, reason.as_str(), block), (vec!["vague-time".to_owned()], "a diary", None));
        }
        allowed("+++\n[copydesk]\nallow = [\"vague-time - a diary\"]\n+++\nBody.");
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let (place, remedy) = fault("<!-- copydesk: alow vague-time - x -->");
        assert_eq!(place, "alow");
        assert!(remedy.starts_with("Did you mean `allow`?"));
        assert_eq!(fault("One <!-- copydesk: allow vague-time --> two.").0, "vague-time");
        assert_eq!(fault("<!-- copydesk: allow - because -->").0, "- because");
        assert_eq!(fault("<!-- copydesk: allow vague time - x -->").0, "vague time");
        assert_eq!(fault("<!-- copydesk: -->").0, "");
        assert_eq!(fault("<!-- copydesk allow x - y -->").0, "copydesk allow x - y");
        assert_eq!(fault("---\ncopydesk:\n  alow: [x]\n---\n").0, "alow");
        assert_eq!(fault("---\ncopydesk:\n  allow: [vague-time]\n---\n").0, "vague-time");
        assert_eq!(fault("---\ncopydesk: yes\n---\n").0, "copydesk");
        assert!(read("<!-- copydesk, please check -->").troubles.is_empty());
    }
}
