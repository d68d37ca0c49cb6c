//! The part of YAML that most front matter is written in: fields of one line, and lists of such values. It is read here,
//! ten times as fast as all of YAML could be, and only where every program reads it the same way.

use super::scalar::Spelling;
use super::tree::{Entry, Kind, Node};
use crate::source::{Source, Span};

/// Longer front matter (bytes) is left to the reader of all YAML, with its limits.
const LONGEST: usize = 64 * 1024;

/// Words in any case that are not, or not everywhere, read as text.
const NOT_TEXT: [&str; 12] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf", "infinity", "nan"];

/// Reads YAML that stands at `at` in the source, if all of it is simple.
pub(super) fn read(source: &Source, at: Span) -> Option<Node> {
    let text = source.slice(at);
    let is_odd = |c: char| (c != '\n' && c.is_control()) || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}');
    if text.len() > LONGEST || text.contains(is_odd) {
        return None;
    }
    let mut entries: Vec<Entry> = Vec::new();
    // The indentation of the items of the list that is open.
    let mut indent = None;
    let mut next = at.range().start;
    for line in text.split('\n') {
        let start = next;
        next += line.len() + 1;
        let content = line.trim_matches(' ');
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let end = start + line.trim_end_matches(' ').len();
        let spaces = line.len() - line.trim_start_matches(' ').len();
        if let Some(value) = content.strip_prefix("- ") {
            let Kind::List(items) = &mut entries.last_mut()?.node.kind else { return None };
            if *indent.get_or_insert(spaces) != spaces {
                return None;
            }
            items.push(scalar(source, end, value)?);
            continue;
        }
        let (key, value) = content.split_once(':')?;
        let value_or_list = if value.is_empty() { Some("") } else { value.strip_prefix(' ') };
        let is_known = entries.iter().any(|entry| &*entry.key == key);
        if spaces > 0 || !is_key(key) || is_known {
            return None;
        }
        let node = match value_or_list?.trim_start_matches(' ') {
            "" => Node { span: at, kind: Kind::List(Vec::new()) },
            value => scalar(source, end, value)?,
        };
        indent = None;
        end_list(entries.last_mut());
        entries.push(Entry { key: key.into(), span: Span::new(start, start + key.len()), node });
    }
    end_list(entries.last_mut());
    (!entries.is_empty()).then_some(Node { span: at, kind: Kind::Table(entries) })
}

/// A field without items has no value.
fn end_list(field: Option<&mut Entry>) {
    if let Some(Entry { node, .. }) = field
        && matches!(&node.kind, Kind::List(items) if items.is_empty())
    {
        node.kind = Kind::Nothing;
    }
}

fn is_key(key: &str) -> bool {
    let is_word = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    // The places of all that stands in the settings of this program count.
    is_word && key.len() <= 100 && !is_not_text(key) && key != "copydesk"
}

/// A text, a number, true or false that takes the rest of its line, up to `end` of the source.
fn scalar(source: &Source, end: usize, written: &str) -> Option<Node> {
    let written = written.trim_start_matches(' ');
    let outer = Span::new(end - written.len(), end);
    if matches!(written, "true" | "false") || is_number(written) {
        return Some(Node { span: outer, kind: Kind::Literal });
    }
    let value = match written.as_bytes() {
        [mark @ (b'"' | b'\''), inside @ .., last] if mark == last => {
            let is_plain = inside.iter().all(|byte| byte != mark && *byte != b'\\');
            is_plain.then_some(&written[1..written.len() - 1])?
        }
        _ => {
            let is_text = match written.as_bytes().first() {
                Some(b'0'..=b'9') => is_date(written) || written.bytes().any(is_in_no_number),
                Some(b'/') => true,
                _ => written.starts_with(char::is_alphabetic) && !is_not_text(written),
            };
            let is_whole = !written.contains(": ") && !written.contains(" #") && !written.ends_with(':');
            (is_text && is_whole).then_some(written)?
        }
    };
    let (span, spelling) = Spelling::of_yaml(source, outer);
    Some(Node { span, kind: Kind::Text(value.into(), spelling) })
}

fn is_not_text(value: &str) -> bool {
    NOT_TEXT.iter().any(|word| word.eq_ignore_ascii_case(value))
}

/// A whole number that everyone reads in tens.
fn is_number(value: &str) -> bool {
    value.len() < 10 && value.bytes().all(|byte| byte.is_ascii_digit()) && (value == "0" || !value.starts_with('0'))
}

/// Whether a letter stands in no number, of whatever base.
fn is_in_no_number(byte: u8) -> bool {
    matches!(byte.to_ascii_lowercase(), b'g'..=b'n' | b'p'..=b'w' | b'y' | b'z')
}

/// `2025-06-02`, `2025-06-02 10:00:00 -0400` or `2025-06-02 9:00:00 -0400`.
fn is_date(value: &str) -> bool {
    let has_form = |form: &str| {
        value.len() == form.len()
            && value.bytes().zip(form.bytes()).all(|(byte, wanted)| match wanted {
                b'0' => byte.is_ascii_digit(),
                b'+' => matches!(byte, b'+' | b'-'),
                other => byte == other,
            })
    };
    has_form("0000-00-00") || has_form("0000-00-00 00:00:00 +0000") || has_form("0000-00-00 0:00:00 +0000")
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;
    use proptest::prelude::*;

    /// What counts of a tree: the fields with their places, their values with theirs.
    fn fields(node: &Node) -> Vec<String> {
        let Kind::Table(entries) = &node.kind else { return vec![format!("{:?}", node.kind)] };
        let of_entry = |entry: &Entry| match &entry.node.kind {
            Kind::List(items) => format!("{} {:?} {items:?}", entry.key, entry.span),
            Kind::Nothing => format!("{} {:?}", entry.key, entry.span),
            _ => format!("{} {:?} {:?}", entry.key, entry.span, entry.node),
        };
        entries.iter().map(of_entry).collect()
    }

    fn value() -> impl Strategy<Value = String> {
        prop_oneof![
            8 => "[a-zA-Zé’&;,.!?(){}*@%|>_-]{1,6}( [a-zA-Z0-9é“”:#'\",.*&-]{1,7}){0,4} ?",
            4 => "'[a-zA-Zé :#,\"-]{0,20}' ?",
            4 => "\"[a-zA-Zé :#,'-]{0,20}\" ?",
            2 => "[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{1,2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4})?",
            2 => "[/0-9][0-9]{0,10}( ?[a-zA-Z0-9._:-]{1,4}){0,2}",
            1 => "(?i:null|true|false|yes|no|on|off|y|n|inf|nan|infinity|tru|e5|x1f|o17)",
            1 => "[a-z0-9'\"\\\\:#&*!|>%@`{}\\[\\], ~.+-]{0,9}",
        ]
    }

    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            6 => ("[a-z]{1,3}", " {1,2}", value()).prop_map(|(key, space, value)| format!("{key}:{space}{value}")),
            3 => "[a-z]{1,2}: ?",
            5 => (" {0,2}", value()).prop_map(|(indent, value)| format!("{indent}- {value}")),
            1 => " {0,2}(# [a-z:]{0,9})?",
            1 => "[a-zA-Z0-9_: #-]{0,12}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn what_is_simple_is_read_as_all_of_yaml_is(lines in prop::collection::vec(line(), 1..8)) {
            let text = lines.join("\n") + "\n";
            let source = Source::new("x.md", text.as_str());
            let at = Span::new(0, text.len());
            if let Some(simple) = read(&source, at) {
                let (full, broken) = tree::full_yaml(&source, at);
                prop_assert!(broken.is_none(), "{:?}", broken);
                prop_assert_eq!(fields(&simple), fields(&full.expect("read")), "{:?}", text);
            }
        }
    }

    #[test]
    fn most_front_matter_is_simple() {
        let text = "slug: pier\ndate: 2025-06-02 10:00:00 -0400\ntitle: 'The pier: closed'\ntopics:\n  - sea\n  - \"b\"\n# x\n";
        let source = Source::new("x.md", text);
        assert!(read(&source, Span::new(0, text.len())).is_some());
    }
}
