use super::*;
use crate::draft::{Draft, ReadOptions, Role};
use std::sync::Arc;

fn drafts(text: &str) -> Vec<Draft> {
    let source = Arc::new(Source::new("x.xml", text));
    let format = recognise(&source);
    Draft::read_each(&source, ReadOptions { format, ..ReadOptions::default() }).collect()
}

/// Role, field and text of each block that has text.
fn blocks(draft: &Draft) -> Vec<(Role, Option<&str>, &str)> {
    let with_text = draft.blocks.iter().filter(|block| !block.prose.is_empty());
    with_text.map(|block| (block.role, block.field.as_deref(), draft.text(block.prose))).collect()
}

/// What the source says where `words` stand in the prose.
fn written<'d>(draft: &'d Draft, words: &str) -> &'d str {
    let at = draft.prose.text().find(words).expect("the words");
    draft.source.slice(draft.prose.to_source(Span::new(at, at + words.len())))
}

const NITF: &str = "\u{feff}<?xml version=\"1.0\"?>\r\n<!DOCTYPE nitf SYSTEM \"nitf.dtd\" [<!ENTITY x \"lots\">]>\r\n\
    <nitf><head><title>Slug</title><docdata><date.issue norm=\"20250602T1000Z\"/></docdata></head>\r\n\
    <body><body.head><hedline><hl1>Ferry &amp; quay\r\n  closed</hl1><hl2>Two sailings go</hl2></hedline>\
    <byline>By <person>Ana Silva</person>, <byttl>Staff</byttl></byline>\
    <dateline><location>OSLO</location></dateline><abstract><p>It is over.</p></abstract></body.head>\
    <body.content><p>The caf&#xe9; un<em>believ</em>ably&#160;closed, <person>Zo&#235; \u{1f600}</person> said. &x; \
    <a href=\"http://a.example\">More</a></p><hl2>What is next</hl2>\
    <!-- copydesk: allow vague-time - a quotation -->\
    <bq><block><p>We wait.</p></block><credit>Tom Reed</credit></bq>\
    <ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>b</td></tr></table>\
    <media media-type=\"image\"><media-reference source=\"a.jpg\"/><media-caption><p>The quay.</p></media-caption></media>\
    <note>For editors only.</note></body.content></body></nitf>";

#[test]
fn nitf_is_read_by_what_its_elements_are() {
    let [draft] = &drafts(NITF)[..] else { panic!("one story") };
    assert_eq!(draft.format, Format::Nitf);
    assert!(draft.troubles.is_empty(), "{:?}", draft.troubles);
    assert_eq!(
        blocks(draft),
        [
            (Role::Headline, None, "Ferry & quay closed"),
            (Role::Dek, None, "Two sailings go"),
            (Role::Byline, None, "By Ana Silva, Staff"),
            (Role::FrontMatter, Some("dateline"), "OSLO"),
            (Role::Dek, None, "It is over."),
            (Role::Body, None, "The café unbelievably\u{a0}closed, Zoë \u{1f600} said. &x; More"),
            (Role::Subhead, None, "What is next"),
            (Role::Blockquote, None, "We wait."),
            (Role::Blockquote, None, "Tom Reed"),
            (Role::List, None, "one"),
            (Role::List, None, "two"),
            (Role::Table, None, "a"),
            (Role::Table, None, "b"),
            (Role::Caption, None, "The quay."),
        ]
    );
    assert_eq!(written(draft, "& quay closed"), "&amp; quay\r\n  closed");
    assert_eq!(written(draft, "unbelievably"), "un<em>believ</em>ably");
    assert_eq!(written(draft, "café"), "caf&#xe9;");
    assert_eq!(written(draft, "Zoë \u{1f600}"), "Zo&#235; \u{1f600}");
    assert_eq!(draft.date, Some(jiff::civil::date(2025, 6, 2)));
    assert_eq!(draft.fields.iter().find(|field| &*field.name == "title").map(|field| &*field.value), Some("Slug"));
    assert_eq!(draft.allows.len(), 1);
}

#[test]
fn what_newsml_says_of_an_item_is_its_headline_where_the_item_tells_none() {
    let item = |content: &str| {
        format!(
            "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" xml:lang=\"en-US\"><rightsInfo><copyrightNotice>Never \
             printed</copyrightNotice></rightsInfo><itemMeta><versionCreated> 2018-11-21T16:25:32-05:00 </versionCreated>\
             <title>INTERNAL</title></itemMeta><contentMeta><headline> Fed to halt \"QE\"</headline><slugline>US-Fed</slugline>\
             <by>Ana Silva</by><subject><name>central bank</name></subject><description role=\"drol:summary\">In short\
             </description></contentMeta><contentSet>{content}</contentSet></newsItem>"
        )
    };
    let text = item("<inlineData contenttype=\"text/plain\">The bank said.\n\nIt is\nover &lt;now&gt;.</inlineData>");
    let [draft] = &drafts(&text)[..] else { panic!("one story") };
    assert_eq!(
        blocks(draft),
        [
            (Role::Headline, Some("headline"), "Fed to halt \"QE\""),
            (Role::FrontMatter, Some("slugline"), "US-Fed"),
            (Role::Byline, None, "Ana Silva"),
            (Role::Dek, Some("description"), "In short"),
            (Role::Body, None, "The bank said."),
            (Role::Body, None, "It is"),
            (Role::Body, None, "over <now>."),
        ]
    );
    assert_eq!(written(draft, "<now>"), "&lt;now&gt;");
    assert_eq!(draft.date, Some(jiff::civil::date(2018, 11, 21)));
    assert_eq!(draft.language, Some(crate::draft::Language::ENGLISH));

    let nitf = "<inlineXML contenttype=\"application/nitf+xml\"><nitf xmlns=\"http://iptc.org/std/NITF/2006-10-18/\"><body>\
        <body.head><hedline><hl1>The bank stops</hl1></hedline></body.head><body.content><p>It said so.</p></body.content>\
        </body></nitf></inlineXML>";
    let text = item(nitf);
    let [draft] = &drafts(&text)[..] else { panic!("one story") };
    let headlines: Vec<_> = blocks(draft).into_iter().filter(|(role, ..)| *role == Role::Headline).collect();
    assert_eq!(headlines, [(Role::Headline, None, "The bank stops")]);
    assert_eq!(blocks(draft).last(), Some(&(Role::Body, None, "It said so.")));
}

#[test]
fn html_may_stand_in_an_item_as_elements_or_as_data() {
    let whole = |content: &str| {
        format!(
            "<newsItem><contentMeta><headline>Ferry</headline></contentMeta><contentSet>{content}</contentSet></newsItem>"
        )
    };
    for content in [
        "<inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title>\
         </head><body><p>It <b>cl</b>osed.</p><blockquote>We wait.</blockquote></body></html></inlineXML>",
        "<inlineData contenttype=\"text/html\"><![CDATA[<p>It <b>cl</b>osed.</p><blockquote>We wait.</blockquote>]]></inlineData>",
        "<inlineData contenttype=\"text/html\">&lt;p&gt;It &lt;b>cl&lt;/b>osed.&lt;/p>&lt;blockquote>We wait.&lt;/blockquote></inlineData>",
    ] {
        let text = whole(content);
        let [draft] = &drafts(&text)[..] else { panic!("one story") };
        assert_eq!(
            blocks(draft),
            [
                (Role::Headline, Some("headline"), "Ferry"),
                (Role::Body, None, "It closed."),
                (Role::Blockquote, None, "We wait.")
            ],
            "{content}"
        );
        assert!(written(draft, "closed").starts_with("cl") && written(draft, "closed").ends_with("osed"));
    }
}

#[test]
fn the_caption_of_a_picture_is_no_dek() {
    let text = "<newsItem><contentMeta><headline>Quay</headline><description role=\"drol:caption\">The quay in May.\
        </description></contentMeta></newsItem>";
    assert_eq!(blocks(&drafts(text)[0])[1], (Role::Caption, None, "The quay in May."));
}

#[test]
fn a_message_holds_several_stories() {
    let text = "<newsMessage><header><sent>2018</sent></header><itemSet><newsItem><contentMeta><headline>One</headline>\
        </contentMeta></newsItem>\n<newsItem><contentMeta><headline>Two</headline></contentMeta></newsItem></itemSet></newsMessage>";
    let drafts = drafts(text);
    let headlines: Vec<_> = drafts.iter().map(|draft| blocks(draft)[0].2).collect();
    assert_eq!(headlines, ["One", "Two"]);
    assert_eq!(written(&drafts[1], "Two"), "Two");
    assert!(stories(&Source::new("x", "<newsMessage><itemSet/></newsMessage>")).is_empty());
}

#[test]
fn broken_xml_is_told_with_its_place_and_what_stands_before_it_is_read() {
    for (text, place) in [
        ("<nitf><body.content><p>One.</p><p>Two", None),
        ("<nitf><body.content><p>One.</p><!-- never ends", Some(31)),
        ("<nitf><body.content><p>One.</p><p", Some(31)),
        ("<nitf></p></x><body.content><p>One.</b></p></nitf></nitf>", None),
    ] {
        let [draft] = &drafts(text)[..] else { panic!("one story") };
        assert_eq!(blocks(draft)[0], (Role::Body, None, "One."), "{text}");
        assert_eq!(draft.troubles.first().map(|trouble| trouble.place.start), place, "{text}: {:?}", draft.troubles);
    }
}

#[test]
fn the_root_tells_what_a_file_is() {
    let of = |text: &str| recognise(&Source::new("x.xml", text));
    assert_eq!(of(NITF), Some(Format::Nitf));
    assert_eq!(of("<?xml version='1.0'?><!-- x --><n:newsItem xmlns:n='x'/>"), Some(Format::NewsMl));
    assert_eq!(of("<conceptItem/>"), Some(Format::NewsMl));
    for other in ["<project/>", "", "news <nitf/>", "<", "<!DOCTYPE"] {
        assert_eq!(of(other), None, "{other}");
    }
}
