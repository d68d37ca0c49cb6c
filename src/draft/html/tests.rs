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
        <figure><img src=x alt=\"A harbour\"><figcaption>The quay.</figcaption></figure>Last.";
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
        (Role::Caption, "A harbour"),
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
    let page = "<!doctype html><head><style>p {}</style></head><nav><ul><li>Home</ul></nav>\
        <p>Read <script>if (a<b) { x = '<p>' }</script>this<button>Share</button>.<noscript>No</noscript></p>\
        <!-- a --><template><p>no</template><select><option>A</select><pre>x  y</pre>";
    assert_eq!(body(page), ["Read this."]);
    let draft = read(page);
    let roles: Vec<Role> = draft.blocks.iter().map(|block| block.role).collect();
    assert_eq!(roles, [Role::Markup, Role::Body, Role::Code]);
    assert_eq!(draft.source.slice(draft.blocks[2].source), "<pre>x  y</pre>");
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
    assert_eq!(body("<span hidden>a<b>b</span>c</b>d"), ["cd"]);
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

#[test]
fn the_headline_is_that_of_the_story() {
    let of = |page: &str| {
        let draft = read(page);
        let headlines = draft.blocks.iter().filter(|block| block.role == Role::Headline);
        let found: Vec<(String, String)> = headlines
            .map(|block| (draft.text(block.prose).to_owned(), written(&draft, draft.text(block.prose)).to_owned()))
            .collect();
        found
    };
    let same = |text: &str| vec![(text.to_owned(), text.to_owned())];
    let title = "<title>Harbour closes in spring | The Courier</title>";
    let page = format!(
        "<html><head>{title}</head><body><header><h1>The Courier</h1></header><main><article>\
         <h1>Harbour closes</h1><p>Text.</p><h1>Again</h1></article></main><footer>Imprint</footer></body></html>"
    );
    assert_eq!(of(&page), same("Harbour closes"));
    assert_eq!(body(&page), ["Harbour closes", "Text.", "Again"]);
    assert_eq!(of(&format!("{title}<p>Text.</p>")), same("Harbour closes in spring"));
    assert_eq!(
        of("<meta property=\"og:title\" content=\"A &amp; B\"><p>Text.</p>"),
        [("A & B".into(), "A &amp; B".into())]
    );
    let data = "<script type=\"application/ld+json\">{\"@graph\": [{\"@type\": \"Site\"}, \
                {\"headline\": \"The caf\\u00e9\", \"datePublished\": \"2025-06-02\"}]}</script><p>Text.</p>";
    assert_eq!(of(data), [("The café".to_owned(), "The caf\\u00e9".to_owned())]);
    assert_eq!(read(data).date, jiff::civil::Date::new(2025, 6, 2).ok());
    assert_eq!(of("<h1>One</h1><p>Text.</p><h1>Two</h1>"), same("One"));
    assert_eq!(of("---\ntitle: One\n---\n<h1>Two</h1>"), same("One"));
}

#[test]
fn deks_bylines_and_dates_are_told_by_attributes() {
    let page = "<html lang=en-GB><meta property='article:published_time' content='2025-06-02T10:00:00Z'><article>\
        <h1>Harbour closes</h1><p class=\"article__standfirst\">For a year.</p>\
        <div><span class=byline>Ana Silva</span> <time datetime=2025-06-03>3 June</time></div>\
        <p>LISBON (AP) — It rained.</p><div class=\"author\">By Tom Reed</div></article>\
        <p class=byline>By Another</p>";
    let draft = read(page);
    let roles = [Role::Headline, Role::Dek, Role::Byline, Role::Body, Role::Byline];
    assert_eq!(draft.blocks.iter().map(|block| block.role).collect::<Vec<_>>(), roles);
    assert_eq!(masked(&draft, Mask::Dateline), ["LISBON (AP) — "]);
    assert_eq!(draft.language.map(|language| language.code().to_owned()).as_deref(), Some("en"));
    assert_eq!(draft.date, jiff::civil::Date::new(2025, 6, 2).ok());
}

#[test]
fn what_browsers_hide_is_left_out() {
    let page = "<p>One <span style=\"color: red; DISPLAY:none !important\">two</span><i class=sr-only>three</i></p>\
        <div hidden><p>four</div><p aria-hidden=true>five</p><dialog>six</dialog><details><summary>Seven</summary>eight\
        </details><form><p>nine</form>";
    assert_eq!(body(page), ["One", "Seven", "eight"]);
    // Some systems put a whole page into a form.
    assert_eq!(body("<form><h1>One</h1><p>Two</p></form>"), ["One", "Two"]);
}

#[test]
fn furniture_pasted_with_the_text_is_read() {
    let page = "<body><aside>Most read</aside><article><h1>One</h1><p>Two is the text.</p><p>Scroll to Top</p></article>\
        <div>More</div></body>";
    assert_eq!(body(page), ["One", "Two is the text.", "Scroll to Top"]);
}

#[test]
fn deep_and_long_pages_are_read() {
    for unit in
        ["<div>", "<b>", "<ul><li>", "<p><b>x", "</b>", "<a", "<!--", "&", "<script>", "<article><h1>x", "<x hidden>"]
    {
        read(&unit.repeat(20_000));
    }
}
