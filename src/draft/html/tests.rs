use crate::draft::{Draft, Format, Mask, ReadOptions, Role};
use crate::source::Source;
use std::sync::Arc;

fn read(text: &str) -> Draft {
    let options = ReadOptions { format: Some(Format::Html), ..ReadOptions::default() };
    Draft::read(Arc::new(Source::new("a.html", text)), &options)
}

/// Role and text of each block that has text.
fn blocks(text: &str) -> Vec<(Role, String)> {
    let draft = read(text);
    let blocks = draft.blocks.iter().filter(|block| !block.prose.is_empty());
    blocks.map(|block| (block.role, draft.text(block.prose).to_owned())).collect()
}

fn body(text: &str) -> Vec<String> {
    blocks(text).into_iter().map(|(_, text)| text).collect()
}

/// What is written where a word of the prose comes from.
fn written<'d>(draft: &'d Draft, word: &str) -> &'d str {
    let at = draft.prose.text().find(word).expect("the word");
    draft.source.slice(draft.prose.to_source(crate::source::Span::new(at, at + word.len())))
}

fn masked(draft: &Draft, kind: Mask) -> Vec<&str> {
    draft.masks.iter().filter(|(_, mask)| *mask == kind).map(|&(span, _)| draft.text(span)).collect()
}

#[test]
fn paragraphs_items_cells_and_headings_are_blocks() {
    let page = "<p>One\n  two.<p>Three.\n<h2>Head</h2>Loose text.\n<ul><li>a b<li>c d<ul><li>e</ul></ul>\
        <table><caption>Cap</caption><tr><th>A<td>B</table><blockquote><p>Said.</blockquote>\
        <figure><figcaption>The quay.</figcaption></figure>Last.";
    let wanted = [
        (Role::Body, "One two."),
        (Role::Body, "Three."),
        (Role::Subhead, "Head"),
        (Role::Body, "Loose text."),
        (Role::List, "a b"),
        (Role::List, "c d"),
        (Role::List, "e"),
        (Role::Caption, "Cap"),
        (Role::Table, "A"),
        (Role::Table, "B"),
        (Role::Blockquote, "Said."),
        (Role::Caption, "The quay."),
        (Role::Body, "Last."),
    ];
    assert_eq!(blocks(page), wanted.map(|(role, text)| (role, text.to_owned())));
}

#[test]
fn every_character_leads_back() {
    let draft = read("<p>\r\n  The c<b>af</b>&eacute; &amp; the\r\n\t<i>quay&#8217;s</i>&nbsp;end&copy 👩‍🚀x.</p>");
    assert_eq!(draft.prose.text(), "The café & the quay’s\u{a0}end© 👩‍🚀x.");
    assert_eq!(written(&draft, "café"), "c<b>af</b>&eacute;");
    assert_eq!(written(&draft, "&"), "&amp;");
    assert_eq!(written(&draft, "the quay’s"), "the\r\n\t<i>quay&#8217;s");
    assert_eq!(written(&draft, "©"), "&copy");
    assert_eq!(written(&draft, "👩‍🚀"), "👩‍🚀");
    assert_eq!(masked(&draft, Mask::Emphasis), ["af", "quay’s"]);
    assert_eq!(draft.source.slice(draft.blocks[0].source), draft.source.text());
}

#[test]
fn what_nobody_reads_is_left_out() {
    let page = "<!doctype html><head><title>T</title><style>p {}</style></head><nav><ul><li>Home</ul></nav>\
        <p>Read <script>if (a<b) { x = '<p>' }</script>this<button>Share</button>.<noscript>No</noscript></p>\
        <!-- a --><template><p>no</template><select><option>A</select><pre>x  y</pre>";
    assert_eq!(body(page), ["Read this."]);
    let draft = read(page);
    let roles: Vec<Role> = draft.blocks.iter().map(|block| block.role).collect();
    assert_eq!(roles, [Role::Markup, Role::Markup, Role::Body, Role::Code]);
    assert_eq!(draft.source.slice(draft.blocks[3].source), "<pre>x  y</pre>");
}

#[test]
fn two_line_breaks_part_paragraphs() {
    assert_eq!(body("One<br>two<br>\n<br/>three<br>&nbsp;<br><br>four<br>"), ["One two", "three", "four"]);
    assert_eq!(body("<h2>One<br><br>two</h2>"), ["One two"]);
}

#[test]
fn broken_markup_is_read_as_browsers_read_it() {
    assert_eq!(body("<p>a <b>b <i>c</b> d</i> e</div> f < g <1 & h"), ["a b c d e", "f < g <1 & h"]);
    assert_eq!(body("<p>One<td>two<p>three</td></table>four<!-- never ends <p>five"), ["One", "two", "three", "four"]);
    assert_eq!(body("<p>a<![CDATA[ x ]]>b<!--[if IE]><p>c<![endif]-->d"), ["abd"]);
}

#[test]
fn marks_of_footnotes_are_no_words() {
    let page =
        "<p>Said.<sup><a href=\"#f1\">1</a></sup> And<a href=#f2><sup>[2]</sup></a> 10<sup>2</sup> 1<sup>st</sup>.";
    assert_eq!(body(page), ["Said. And 102 1st."]);
}

#[test]
fn comments_allow_rules() {
    let draft = read("<p>One.</p>\n<!-- copydesk: allow vague-time - why -->\n<p>Two.</p>");
    let [allow] = &draft.allows[..] else { panic!("{:?}", draft.allows) };
    assert!(draft.source.text()[allow.block.expect("a place") as usize..].starts_with("\n<p>Two"));
    assert_eq!(draft.blocks.len(), 2);
}

#[test]
fn template_tags_are_masked() {
    let draft =
        read("<p>By {{ author\n | upcase }} <a href=\"{% url 'x>y' %}\">here</a></p>\n{% if a %}\n<p>b</p>{{< x >}}");
    let texts: Vec<&str> = draft.blocks.iter().map(|block| draft.text(block.prose)).collect();
    assert_eq!(texts, ["By {{ author | upcase }} here", "b", ""]);
    assert_eq!(masked(&draft, Mask::Template), ["{{ author | upcase }}"]);
}
