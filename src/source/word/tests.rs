//! What a document holds is taken out as a reader sees it, and what cannot be read is told of.

use super::fixture::{Docx, docx, pack, paragraph, plain, run};
use super::{BrokenWord, Mark, Place, package};
use crate::source::{Source, Unreadable, decode};

fn source(docx: &Docx<'_>) -> Source {
    decode("a.docx", docx.bytes()).expect("a document").0
}

fn text(body: &str) -> String {
    source(&Docx { body, ..Docx::default() }).text().to_owned()
}

fn marked(body: &str) -> Vec<(Mark, String)> {
    let source = source(&Docx { body, ..Docx::default() });
    let document = source.word().expect("a document");
    document.marks.iter().map(|&(span, mark)| (mark, source.slice(span).to_owned())).collect()
}

fn broken(path: &str, bytes: Vec<u8>) -> Unreadable {
    decode(path, bytes).expect_err("unreadable")
}

#[test]
fn a_paragraph_is_a_line() {
    let body = plain("Titel", "The pier") + &plain("", "") + &plain("", "It closed & “stayed” so 🎉.");
    let source = source(&Docx { body: &body, ..Docx::default() });
    assert!(source.is_word());
    assert_eq!(source.text(), "The pier\n\nIt closed & “stayed” so 🎉.\n");
    assert_eq!(source.line_column(source.text().find("closed").expect("closed")), (3, 4));
}

#[test]
fn what_stands_for_characters_becomes_characters() {
    let runs = r#"<w:r><w:t>one</w:t><w:tab/><w:t>two </w:t><w:br/><w:t xml:space="preserve"> three</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>four&#33;</w:t><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="Wingdings" w:char="F04A"/><w:t>line
end</w:t></w:r>"#;
    assert_eq!(text(&paragraph("", runs)), "one\ttwo\u{b} three-four!•▪line end\n");
}

#[test]
fn changes_are_accepted() {
    let body = format!(
        "<w:p>{}<w:ins>{}</w:ins><w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:moveFrom>{}</w:moveFrom>{}</w:p>",
        run("", "It "),
        run("", "did "),
        run("", "gone "),
        run("<w:rPrChange><w:rPr><w:vanish/><w:b/></w:rPr></w:rPrChange>", "close."),
    );
    assert_eq!(text(&body), "It did close.\n");
    assert_eq!(marked(&body), []);
    let deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>";
    let body = format!("<w:p>{deleted}{}</w:p><w:p>{}</w:p>{}", run("", "One "), run("", "line."), plain("", "Two."));
    assert_eq!(text(&body), "One line.\nTwo.\n");
    let body = format!("{}<w:p>{deleted}{}</w:p>", plain("", "One."), run("", "Last."));
    assert_eq!(text(&body), "One.\nLast.\n");
}

#[test]
fn what_nobody_sees_is_out() {
    let field = |code: &str, shown: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let link = field(r#"HYPERLINK "https://x.org""#, &run("", "the report"));
    let body = paragraph(
        "",
        &format!("{}{link}{}", run("<w:vanish/>", "secret "), run(r#"<w:rStyle w:val="Verborgen"/>"#, "hidden")),
    );
    assert_eq!(text(&body), "the report\n");
    assert_eq!(marked(&body), [(Mark::Link, "the report".to_owned())]);
    let nested = format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>{}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        field("DATE", &run("", "1 May")),
        run("", "spring")
    );
    assert_eq!(text(&paragraph("", &nested)), "spring\n");
    // A field that never ends takes no more than its paragraph.
    let open = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#.to_owned() + &run("", "lost");
    assert_eq!(text(&(paragraph("", &open) + &plain("", "Next."))), "\nNext.\n");
}

#[test]
fn text_boxes_follow_the_paragraph_they_hang_on_and_are_read_once() {
    let drawing = |inner: &str| {
        format!(
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    };
    let inner =
        paragraph("", &format!("{}{}", run("", "Box "), drawing(&plain("", "in a box")))) + &plain("", "Second");
    let body = paragraph("", &format!("{}{}{}", run("", "Before "), drawing(&inner), run("", "after.")));
    assert_eq!(text(&body), "Before after.\nBox \nin a box\nSecond\n");
}

#[test]
fn cells_and_notes_know_their_places() {
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl><w:p>{}<w:r><w:footnoteReference w:id=\"3\"/></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
        plain("", "Year"),
        plain("", "2025"),
        run("", "Text")
    );
    let notes = r#"<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>"#.to_owned()
        + &format!("<w:footnote w:id=\"2\">{}</w:footnote>", plain("Funotentext", " Second."))
        + &format!("<w:footnote w:id=\"3\">{}</w:footnote>", paragraph("", &run("<w:b/>", "First.")))
        + &format!("<w:footnote w:id=\"9\">{}</w:footnote>", plain("", "Nobody refers to it."));
    let source = source(&Docx { body: &body, footnotes: &notes, ..Docx::default() });
    assert_eq!(source.text(), "Year\n2025\nText\nFirst.\n Second.\n");
    let document = source.word().expect("a document");
    let places: Vec<Place> = document.paragraphs.iter().map(|paragraph| paragraph.place).collect();
    assert_eq!(places, [Place::Cell, Place::Cell, Place::Story, Place::Note, Place::Note]);
    let [(span, Mark::Emphasis)] = document.marks[..] else { panic!("{:?}", document.marks) };
    assert_eq!(source.slice(span), "First.");
}

#[test]
fn emphasis_is_marked_where_a_run_or_its_style_says_so() {
    let body = paragraph(
        "Zitat",
        &format!(
            "un{}{}able {}",
            run("<w:b/>", "believ"),
            run("<w:i/>", "ably"),
            run(r#"<w:rStyle w:val="Fett"/>"#, "x")
        )
        .replace("un<", "<")
        .replace("able <", "<"),
    );
    assert_eq!(marked(&body), [(Mark::Emphasis, "believablyx".to_owned())]);
    assert_eq!(marked(&paragraph("", &run(r#"<w:b w:val="0"/>"#, "plain"))), []);
    let link = format!(r#"<w:hyperlink r:id="x">{}</w:hyperlink>"#, run(r#"<w:rStyle w:val="Code"/>"#, "cargo"));
    assert_eq!(marked(&paragraph("", &link)), [(Mark::Code, "cargo".to_owned()), (Mark::Link, "cargo".to_owned())]);
}

#[test]
fn the_language_is_known_where_all_text_agrees() {
    let language = |body: &str| source(&Docx { body, ..Docx::default() }).word().expect("a document").language;
    assert_eq!(language(&plain("", "Text")), Some(*b"en"));
    let german = r#"<w:lang w:val="de-AT"/>"#;
    assert_eq!(language(&paragraph("", &run(german, "Text"))), Some(*b"de"));
    assert_eq!(language(&(paragraph("", &run(german, "Text")) + &plain("", "Text"))), None);
    assert_eq!(language(&(paragraph("", &run(german, "Text")) + &plain("", "  "))), Some(*b"de"));
}

#[test]
fn comments_that_are_addressed_to_the_linter_keep_what_they_are_about() {
    let body = format!(
        r#"<w:p>{}<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>{}</w:p>"#,
        run("", "The "),
        run("", "recent"),
        run("", " storm.")
    );
    let comments = r#"<w:comment w:id="0"><w:p><w:r><w:t>Please look.</w:t></w:r></w:p></w:comment>"#.to_owned()
        + &format!(r#"<w:comment w:id="1">{}</w:comment>"#, plain("", "copydesk: allow vague-time - a diary"));
    let source = source(&Docx { body: &body, comments: &comments, ..Docx::default() });
    let [remark] = &source.word().expect("a document").remarks[..] else { panic!("one comment") };
    assert_eq!((&*remark.text, source.slice(remark.span)), ("copydesk: allow vague-time - a diary", "recent"));
}

#[test]
fn what_cannot_be_read_is_told_of() {
    let whole = docx(&plain("", &"A long paragraph of text. ".repeat(50)));
    let cut = whole[..whole.len() / 2].to_vec();
    assert_eq!(broken("a.docx", cut.clone()), Unreadable::Word(BrokenWord::Damaged));
    assert!(matches!(broken("a.zip", cut), Unreadable::Binary { .. }));
    assert_eq!(broken("A.DOCX", pack(&[("a.txt", "x")])), Unreadable::Word(BrokenWord::NoDocument));
    assert!(matches!(broken("a.zip", pack(&[("a.txt", "x")])), Unreadable::Binary { .. }));
    let other = pack(&[("word/document.xml", "<html/>")]);
    assert_eq!(broken("a.docx", other), Unreadable::Word(BrokenWord::NoDocument));
    let old = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
    assert_eq!(broken("a.docx", old), Unreadable::Word(BrokenWord::Protected));
    for xml in ["<w:document><w:p>", "<w:document></w:p></w:document>", "<w:document", "<w:document><w:p></w:q>"] {
        let error = broken("a.docx", pack(&[("word/document.xml", xml)]));
        assert!(matches!(error, Unreadable::Word(BrokenWord::Xml { part: "document", .. })), "{xml}: {error:?}");
    }
}

#[test]
fn documents_are_known_by_what_they_hold() {
    let (source, _) = decode("draft", docx(&plain("", "Text"))).expect("a document");
    assert!(source.is_word());
}

#[test]
fn bombs_end_soon() {
    let spaces = " ".repeat(package::LARGEST as usize + 1);
    let bomb = pack(&[("word/document.xml", &spaces)]);
    assert!(bomb.len() < 200_000);
    assert_eq!(broken("a.docx", bomb), Unreadable::Word(BrokenWord::TooLarge));
    let many = docx(&"<w:p/>".repeat((1 << 20) + 2));
    assert_eq!(broken("a.docx", many), Unreadable::Word(BrokenWord::TooLarge));
    let boxes = paragraph("", &format!("<w:r><w:txbxContent>{}</w:txbxContent></w:r>", "<w:p/>".repeat((1 << 16) + 2)));
    assert_eq!(broken("a.docx", docx(&boxes)), Unreadable::Word(BrokenWord::TooLarge));
    let deep = docx(&"<w:p><w:r><w:txbxContent>".repeat(4_000));
    assert!(matches!(broken("a.docx", deep), Unreadable::Word(BrokenWord::Xml { .. })));
    let nested = "<w:p><w:r><w:txbxContent>".repeat(2_000) + &"</w:txbxContent></w:r></w:p>".repeat(2_000);
    assert_eq!(text(&nested).lines().count(), 2_000);
    let fields = paragraph("", &(r#"<w:fldChar w:fldCharType="begin"/><w:r><w:t>x</w:t></w:r>"#.repeat(50_000)));
    assert_eq!(text(&fields), "\n");
}
