//! Stories in ArchieML as they are read.

use crate::draft::{Draft, Format, ReadOptions, Role};
use crate::source::{Source, Span};
use std::sync::Arc;

fn read(text: &str) -> Draft {
    let options = ReadOptions { format: Some(Format::ArchieMl), ..ReadOptions::default() };
    Draft::read(Arc::new(Source::new("x.aml", text)), &options)
}

fn blocks(draft: &Draft) -> Vec<(Role, &str)> {
    draft.blocks.iter().map(|block| (block.role, draft.text(block.prose))).collect()
}

/// The source of a word in the prose.
fn written<'d>(draft: &'d Draft, word: &str) -> &'d str {
    let at = draft.prose.text().find(word).unwrap_or_else(|| panic!("{word} in {:?}", draft.prose.text()));
    draft.source.slice(draft.prose.to_source(Span::new(at, at + word.len())))
}

#[test]
fn a_freeform_list_is_the_story() {
    let text = "\u{feff}slug: pier-1\ndate: 2025-06-02\nrank: 12\nsubtitle: One sailing stays\nheadline: Ferry cut\nauthor: Ana Silva\n\
        [+body]\nTOWN (AP) — The pier is *closed*.\nIt <b>rains</b> &amp; blows.\n\nsubhead: What next\n* Boats\n* Cars\n\
        {.image}\nsrc: pier.jpg\nalt: The old pier\ncaption: The pier  in June\ncredit: Tom Reed\n{}\n\
        pullquote: “It is over.”\n{.quote}\ntext: Never again.\nspeaker: Ana Silva\n{}\nvideo: https://x.org/1\nThe end.\n[]\nnote: Held";
    let draft = read(text);
    assert_eq!(
        blocks(&draft),
        [
            (Role::Headline, "Ferry cut"),
            (Role::Dek, "One sailing stays"),
            (Role::FrontMatter, "pier-1"),
            (Role::Byline, "Ana Silva"),
            (Role::Body, "TOWN (AP) — The pier is closed."),
            (Role::Body, "It rains & blows."),
            (Role::Subhead, "What next"),
            (Role::List, "Boats"),
            (Role::List, "Cars"),
            (Role::FrontMatter, "pier.jpg"),
            (Role::Caption, "The old pier"),
            (Role::Caption, "The pier in June"),
            (Role::Caption, "Tom Reed"),
            (Role::Blockquote, "“It is over.”"),
            (Role::Blockquote, "Never again."),
            (Role::FrontMatter, "Ana Silva"),
            (Role::FrontMatter, "https://x.org/1"),
            (Role::Body, "The end."),
            (Role::FrontMatter, "Held"),
        ]
    );
    assert_eq!(draft.date.map(|date| date.to_string()).as_deref(), Some("2025-06-02"));
    assert_eq!(written(&draft, "closed"), "closed");
    assert_eq!(written(&draft, "&"), "&amp;");
    assert_eq!(written(&draft, "pier in"), "pier  in");
    assert_eq!(draft.source.slice(draft.blocks[7].source), "* Boats");
    let names: Vec<_> = draft.fields.iter().map(|field| &*field.name).collect();
    assert_eq!(names, ["slug", "date", "rank", "subtitle", "headline", "author", "note"]);
    assert!(
        draft
            .masks
            .iter()
            .any(|&(span, mask)| mask == crate::draft::Mask::Dateline && draft.text(span).starts_with("TOWN"))
    );
}

#[test]
fn a_body_may_be_a_long_value_or_a_list() {
    let long = read(
        "title: A b\nbody:\r\nThe [pier](x.org) is\r\nclosed.\r\n\r\n\\* no list\r\n\\note: é\r\n\r\n## Next\r\n\r\n> Never\r\n:end\r\n",
    );
    assert_eq!(
        blocks(&long)[1..],
        [
            (Role::Body, "The pier is closed."),
            (Role::List, "no list note: é"),
            (Role::Subhead, "Next"),
            (Role::Blockquote, "Never"),
        ]
    );
    assert_eq!(written(&long, "note: é"), "note: é");
    assert_eq!(written(&long, "is closed"), "is\r\nclosed");
    let list = read("[content]\n* One.\n* Two.\n");
    assert_eq!(blocks(&list), [(Role::Body, "One."), (Role::Body, "Two.")]);
    let objects =
        read("[body]\ntype: text\nvalue: One.\ntype: h2\nvalue: Two\n[]\n[slides]\ncaption: A pier\ntitle: Three\n");
    assert_eq!(
        blocks(&objects),
        [(Role::Body, "One."), (Role::Subhead, "Two"), (Role::FrontMatter, "A pier"), (Role::FrontMatter, "Three")]
    );
}

#[test]
fn escapes_are_no_text() {
    let draft = read("dek: One\n\\two: 😀 e\u{301}\n  \\\\three\n:end\n");
    assert_eq!(blocks(&draft), [(Role::Dek, "One two: 😀 e\u{301} \\three")]);
    assert_eq!(written(&draft, "two: 😀 e\u{301}"), "two: 😀 e\u{301}");
    assert_eq!(written(&draft, "One two"), "One\n\\two");
    assert_eq!(written(&draft, "\\three"), "\\three");
}

#[test]
fn what_is_found_can_be_allowed() {
    for text in [
        "copydesk.allow: vague-time - a diary\n",
        "[copydesk.allow]\n* vague-time - a diary\n[]\n",
        "{copydesk.allow}\nvague-time: a diary\n{}\n",
        "[+body]\ncopydesk.allow: vague-time - a diary\nOne.\n[]\n",
    ] {
        let draft = read(text);
        assert!(draft.troubles.is_empty(), "{:?}", draft.troubles);
        let [allow] = &draft.allows[..] else { panic!("{text} {:?}", draft.allows) };
        assert_eq!((&*allow.rules[0].0, &*allow.reason, allow.block), ("vague-time", "a diary", None));
        assert_eq!(draft.source.slice(allow.rules[0].1), "vague-time");
        assert!(draft.blocks.iter().all(|block| block.role == Role::Body));
    }
    let comment = "<!-- copydesk: allow vague-time - a diary -->";
    for text in [
        format!("a: b\n{comment}\nheadline: One two\n"),
        format!("[+body]\nOne.\n{comment}\nTwo.\n[]\n"),
        format!("body: One.\n\n{comment}\n\nTwo.\n:end\n"),
    ] {
        let draft = read(&text);
        let [allow] = &draft.allows[..] else { panic!("{text} {:?}", draft.allows) };
        assert_eq!(draft.source.slice(allow.span), comment);
        let about = allow.block.expect("a place") as usize;
        assert!(about <= text.find("Two.").or(text.find("headline")).expect("what follows"), "{text}");
        assert!(about > text.find(comment).expect("the comment"));
    }
}
