//! What a document's styles and shapes make of its paragraphs, and that every word leads back to where it stands.

use crate::draft::{Draft, Mask, ReadOptions, Role};
use crate::source::decode;
use crate::source::word_fixture::{Docx, docx, paragraph, plain, run};
use proptest::prelude::*;
use std::sync::Arc;

const LONG: &str = "The harbour of the old town will be closed to all ships from March on, the council said on Monday.";

fn read(bytes: Vec<u8>) -> Draft {
    let (source, notice) = decode("a.docx", bytes).expect("a document");
    assert_eq!(notice, None);
    Draft::read(Arc::new(source), &ReadOptions::default())
}

fn blocks(draft: &Draft) -> Vec<(Role, &str)> {
    draft.blocks.iter().map(|block| (block.role, draft.text(block.prose))).collect()
}

fn masked(draft: &Draft, wanted: Mask) -> Vec<&str> {
    draft.masks.iter().filter(|(_, mask)| *mask == wanted).map(|&(span, _)| draft.text(span)).collect()
}

#[test]
fn styles_give_roles_whatever_language_they_are_called_in() {
    let body = [
        plain("Titel", "Harbour closes"),
        plain("Untertitel", "Ships leave"),
        plain("", "By Ana Silva"),
        plain("", &format!("TOWN (AP) — {LONG}")),
        plain("berschrift2", "What next"),
        plain("Zwischentitel", "And then"),
        plain("Gliederung", "Deeper"),
        plain("Listenabsatz", "an item"),
        plain("", "- another item"),
        plain("Zitat", "We go."),
        plain("Beschriftung", "The quay"),
        plain("Quelltext", "let x = 1;"),
        format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", plain("", "Year")),
        plain("", "Sources:"),
        plain("", "A report."),
    ]
    .concat();
    let draft = read(docx(&body));
    let long = format!("TOWN (AP) — {LONG}");
    assert_eq!(
        blocks(&draft),
        [
            (Role::Headline, "Harbour closes"),
            (Role::Dek, "Ships leave"),
            (Role::Byline, "By Ana Silva"),
            (Role::Body, &*long),
            (Role::Subhead, "What next"),
            (Role::Subhead, "And then"),
            (Role::Subhead, "Deeper"),
            (Role::List, "an item"),
            (Role::List, "another item"),
            (Role::Blockquote, "We go."),
            (Role::Caption, "The quay"),
            (Role::Code, ""),
            (Role::Table, "Year"),
            (Role::Subhead, "Sources:"),
            (Role::Reference, "A report."),
        ]
    );
    let levels: Vec<u8> = draft.blocks.iter().map(|block| block.heading).collect();
    assert_eq!(levels, [1, 0, 0, 0, 2, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(masked(&draft, Mask::Dateline), ["TOWN (AP) — "]);
    assert_eq!(draft.source.slice(draft.blocks[8].source), "- another item");
}

#[test]
fn the_first_heading_is_the_headline_where_there_is_no_title() {
    let draft =
        read(docx(&(plain("berschrift1", "Harbour closes") + &plain("", LONG) + &plain("berschrift1", "Next"))));
    let roles: Vec<Role> = draft.blocks.iter().map(|block| block.role).collect();
    assert_eq!(roles, [Role::Headline, Role::Body, Role::Subhead]);
}

#[test]
fn a_document_without_styles_is_read_as_a_text() {
    let bold = |text: &str| paragraph("", &run("<w:b/>", text));
    let body = [
        bold("Harbour closes in spring"),
        plain("", "By Ana Silva"),
        plain("", LONG),
        bold("Nobody knows what will become of the quay, the council said"),
        plain("", LONG),
        plain("", "What next"),
        plain("", LONG),
    ]
    .concat();
    let draft = read(docx(&body));
    let roles: Vec<Role> = draft.blocks.iter().map(|block| block.role).collect();
    use Role::{Body, Byline, Headline, Subhead};
    assert_eq!(roles, [Headline, Byline, Body, Subhead, Body, Subhead, Body]);
}

#[test]
fn a_line_break_is_a_space_and_two_of_them_part_paragraphs() {
    let breaks = |count| format!("<w:r>{}</w:r>", "<w:br/>".repeat(count));
    let runs = [run("", "One "), breaks(1), run("<w:i/>", " two"), breaks(2), run("", "three"), breaks(1)].concat();
    let draft = read(docx(&(plain("Titel", "Harbour") + &paragraph("", &runs))));
    assert_eq!(blocks(&draft)[1..], [(Role::Body, "One two"), (Role::Body, "three")]);
    assert_eq!(masked(&draft, Mask::Emphasis), [" two"]);
    let two = draft.prose.text().find("two").expect("two");
    assert_eq!(draft.source.slice(draft.prose.to_source((two..two + 3).into())), "two");
}

#[test]
fn a_comment_allows_what_it_hangs_on() {
    let allow = |text: &str| {
        let body = format!(
            r#"<w:p>{}<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/></w:p>"#,
            run("", "The "),
            run("", "recent storm")
        );
        let comments = format!(r#"<w:comment w:id="1">{}</w:comment>"#, plain("", text));
        read(Docx { body: &body, comments: &comments, ..Docx::default() }.bytes())
    };
    let draft = allow("copydesk: allow vague-time - a diary");
    let [comment] = &draft.allows[..] else { panic!("{:?}", draft.allows) };
    assert_eq!((&*comment.rules[0].0, &*comment.reason), ("vague-time", "a diary"));
    assert_eq!(draft.source.slice(comment.span), "recent storm");
    let draft = allow("copydesk: alow vague-time - a diary");
    let [trouble] = &draft.troubles[..] else { panic!("{:?}", draft.troubles) };
    assert_eq!(trouble.text, "recent storm");
    let remedy = trouble.remedy.as_deref().expect("a remedy");
    assert!(remedy.ends_with("Write the comment as `copydesk: allow rule-id - the reason`."), "{remedy}");
}

/// Pieces of documents.
fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(
        &["pier ", "é", "e\u{301}", "😀", "“x”", " ", "a&b<c", "\u{a0}", "- ", "1. ", "By Ana Silva", "."][..],
    );
    let properties = prop::sample::select(&["", "<w:b/>", "<w:i/>", "<w:vanish/>", r#"<w:rStyle w:val="Code"/>"#][..]);
    let text = (properties, words).prop_map(|(properties, text)| run(properties, text));
    let around = prop::sample::select(
        &[
            ("<w:hyperlink>", "</w:hyperlink>"),
            ("<w:del>", "</w:del>"),
            ("<w:ins>", "</w:ins>"),
            (
                r#"<w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK</w:instrText><w:fldChar w:fldCharType="separate"/>"#,
                r#"<w:fldChar w:fldCharType="end"/>"#,
            ),
            ("<w:r><w:txbxContent><w:p>", "</w:p></w:txbxContent></w:r>"),
            (r#"<w:commentRangeStart w:id="1"/>"#, r#"<w:commentRangeEnd w:id="1"/>"#),
        ][..],
    );
    let wrapped = (around, prop::collection::vec(text.clone(), 0..4))
        .prop_map(|((open, close), inner)| format!("{open}{}{close}", inner.concat()));
    let marks = prop::sample::select(
        &[
            "<w:r><w:tab/></w:r>",
            "<w:r><w:br/></w:r>",
            "<w:r><w:br/><w:br/></w:r>",
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#,
            r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
            "</w:p><w:p>",
            "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
            r#"</w:p><w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr>"#,
            r#"</w:p><w:p><w:pPr><w:pStyle w:val="Listenabsatz"/></w:pPr>"#,
            r#"</w:p><w:p><w:pPr><w:pStyle w:val="Quelltext"/></w:pPr>"#,
            r#"<w:commentRangeEnd w:id="1"/>"#,
        ][..],
    )
    .prop_map(str::to_owned);
    prop_oneof![3 => text, 2 => wrapped, 2 => marks]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_leads_back(pieces in prop::collection::vec(pieces(), 0..40)) {
        let body = format!("<w:p>{}</w:p>", pieces.concat());
        let comments = format!(r#"<w:comment w:id="1">{}</w:comment>"#, plain("", "copydesk: allow names - why"));
        let bytes = Docx { body: &body, comments: &comments, ..Docx::default() }.bytes();
        let (source, _) = decode("a.docx", bytes).expect("a document");
        prop_assert_eq!(source.word().expect("a document").paragraphs.len(), source.text().lines().count());
        let draft = Draft::read(Arc::new(source), &ReadOptions::default());
        let mut end = 0;
        for block in &draft.blocks {
            prop_assert!(block.source.start >= end && !draft.source.slice(block.source).contains('\n'));
            end = block.source.end;
        }
        for token in &draft.tokens {
            let place = draft.prose.to_source(token.span);
            prop_assert_eq!(draft.text(token.span), draft.source.slice(place));
        }
        for &(span, mask) in &draft.masks {
            prop_assert!(draft.prose.text().get(span.range()).is_some_and(|text| !text.contains('\n')), "{mask:?}");
        }
        // What is marked in the source is masked in the prose.
        for (place, _) in &draft.source.word().expect("a document").marks {
            for token in draft.tokens.iter().filter(|token| place.contains(draft.prose.to_source(token.span))) {
                prop_assert!(draft.is_masked(token.span, &[Mask::Emphasis, Mask::Code, Mask::Link]));
            }
        }
        for allow in &draft.allows {
            prop_assert!(draft.source.text().get(allow.span.range()).is_some());
        }
    }
}
