//! The page holds the text of the draft, character by character, and is HTML that closes what it opens.

use super::{Page, escaped};
use crate::draft::{Draft, ReadOptions};
use crate::reading::Readings;
use crate::rule::RuleSet;
use crate::source::Source;
use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use std::sync::Arc;

fn page(path: &str, text: &str) -> String {
    let rules = RuleSet::built_in().expect("the rules");
    let draft = Draft::read(Arc::new(Source::new(path, text)), &ReadOptions::default());
    let readings = Readings::new(&draft, rules.name_lists());
    let mut page = Page::default();
    page.add(&draft, &readings);
    let mut out = Vec::new();
    page.write(&draft.source, &mut out).expect("memory can be written to");
    String::from_utf8(out).expect("UTF-8")
}

/// The text of the page's `main`, and the attributes and names of all elements. Fails where something is not closed, or
/// where the tokenizer finds a mistake.
fn parsed(html: &str) -> (String, Vec<(String, Vec<String>)>) {
    const VOID: [&str; 1] = ["meta"];
    let lossy = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let (mut stack, mut text, mut elements): (Vec<String>, String, Vec<_>) = (Vec::new(), String::new(), Vec::new());
    for token in Tokenizer::new(html) {
        match token.expect("a token") {
            Token::StartTag(tag) => {
                let name = lossy(&tag.name);
                elements.push((name.clone(), tag.attributes.values().map(|value| lossy(value)).collect()));
                if !VOID.contains(&&*name) {
                    stack.push(name);
                }
            }
            Token::EndTag(tag) => assert_eq!(stack.pop(), Some(lossy(&tag.name)), "{html}"),
            Token::String(string) if stack.iter().any(|name| name == "main") => text += &lossy(&string),
            Token::Error(error) => panic!("{error:?} in {html}"),
            _ => {}
        }
    }
    assert_eq!(stack, Vec::<String>::new());
    (text, elements)
}

/// A text as a reader of the page has it.
fn shown(text: &str) -> String {
    escaped(text).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn readings_are_shown_where_they_stand() {
    let text = "---\ntitle: The *pier*\n---\n\nThe pier closed on [Monday](https://x.org), said **Ana Silva**: “It is over.”\n";
    let html = page("a.md", text);
    let (read, elements) = parsed(&html);
    assert_eq!(read, text);
    let classes: Vec<&str> = elements.iter().filter_map(|(_, values)| values.first()).map(String::as_str).collect();
    for wanted in ["headline", "body", "quotation sentence", "unread"] {
        assert!(classes.iter().any(|class| class.contains(wanted)), "{wanted}: {classes:?}");
    }
    assert!(html.contains("data-label=\"5 · body\""));
}

#[test]
fn nothing_in_a_draft_does_anything_to_the_page() {
    let text = "<script>alert(1)</script>\n\n“</main>” said <b>Ana Silva</b> & \u{202e}txet\u{1b}[31m \u{fdd0}\u{1ffff} &amp; \u{0}\r\n\rx --> ]]>\n";
    let html = page("<a>\"&'.md", text);
    let (read, elements) = parsed(&html);
    assert_eq!(read, shown(text));
    assert!(elements.iter().all(|(name, _)| !["script", "b"].contains(&&**name)));
    assert!(read.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')));
    assert!(!read.contains('\u{202e}'));
}

#[test]
fn a_long_draft_takes_time_by_its_length() {
    let paragraph = "**The pier** closed on Monday, said [Ana Silva](x): “It is over, and *that* is that.”\n\n";
    for (unit, times) in [(paragraph, 3_000), ("*a **b ", 5_000), ("> ", 5_000)] {
        let text = unit.repeat(times);
        let start = std::time::Instant::now();
        let html = page("a.md", &text);
        assert!(start.elapsed().as_secs() < 20, "{times} times {unit:?}");
        assert_eq!(parsed(&html).0, shown(&text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_text_of_the_page_is_that_of_the_draft(
        parts in prop::collection::vec(
            prop::sample::select(&[
                "# ", "> ", "* ", "\n\n", "\r\n", "**", "_", "[", "](x)", "![", "<b>", "</b>", "<!-- x -->", "“", "”", "\"",
                "said Ana Silva", "on Monday ", "The pier ", "&amp;", "\u{202e}", "\u{0}", "é", "😀", "{{ x }}", "`", "---\n", "title: x\n",
            ][..]),
            0..40,
        )
    ) {
        let text = parts.concat();
        prop_assert_eq!(parsed(&page("a.md", &text)).0, shown(&text));
    }
}
