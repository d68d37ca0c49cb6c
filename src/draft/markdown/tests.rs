use super::*;
use crate::draft::{Draft, Format, ReadOptions};
use crate::source::Source;
use std::sync::Arc;

fn read(text: &str) -> Draft {
    let options = ReadOptions { format: Some(Format::Markdown), ..ReadOptions::default() };
    Draft::read(Arc::new(Source::new("x.md", text)), &options)
}

/// Role and prose of each block.
fn blocks(text: &str) -> Vec<(Role, String)> {
    let draft = read(text);
    draft.blocks.iter().map(|block| (block.role, draft.text(block.prose).to_owned())).collect()
}

fn check(text: &str, expected: &[(Role, &str)]) {
    let blocks = blocks(text);
    let blocks: Vec<_> = blocks.iter().map(|(role, text)| (*role, text.as_str())).collect();
    assert_eq!(blocks, expected, "{text}");
}

/// The prose under masks of one kind.
fn masked(text: &str, kind: Mask) -> Vec<String> {
    let draft = read(text);
    draft.masks.iter().filter(|(_, mask)| *mask == kind).map(|(span, _)| draft.text(*span).to_owned()).collect()
}

/// The source that a piece of the prose was taken from.
fn written(text: &str, piece: &str) -> String {
    let draft = read(text);
    let at = draft.prose.text().find(piece).expect("the piece is in the prose");
    draft.source.slice(draft.prose.to_source(Span::new(at, at + piece.len()))).to_owned()
}

#[test]
fn roles() {
    check(
        "# Ferry cut\n\nBy Ana Silva\n\nBody one.\n\n## Why\n\n> Quoted words.\n\n# Late\n",
        &[
            (Role::Headline, "Ferry cut"),
            (Role::Byline, "By Ana Silva"),
            (Role::Body, "Body one."),
            (Role::Subhead, "Why"),
            (Role::Blockquote, "Quoted words."),
            (Role::Subhead, "Late"),
        ],
    );
    check("---\ntitle: A\n---\n# B\n", &[(Role::Headline, "A"), (Role::Subhead, "B")]);
    assert_eq!(read("## Why\n").blocks[0].heading, 2);
}

#[test]
fn lists() {
    check(
        "* one\n  goes on\n  * inner\n\n  after\n* two\n\n  two more\n",
        &[
            (Role::List, "one goes on"),
            (Role::List, "inner"),
            (Role::List, "after"),
            (Role::List, "two"),
            (Role::List, "two more"),
        ],
    );
    let draft = read("Text.\n\n1.  first *item*\n2.  second\n");
    assert_eq!(draft.source.slice(draft.blocks[1].source), "1.  first *item*");
}

#[test]
fn tables_code_and_html() {
    check(
        "| A | B |\n|---|---|\n| c \\| d | |\n\n```\ncode\n```\n\n<div>\nx\n</div>\n\nEnd.\n",
        &[
            (Role::Table, "A"),
            (Role::Table, "B"),
            (Role::Table, "c | d"),
            (Role::Code, ""),
            (Role::Body, "x"),
            (Role::Body, "End."),
        ],
    );
}

#[test]
fn references() {
    check(
        "Text[^1] ends.\n\n[^1]: A note.\n\n[2] Silva, A. (2020)\n\n## Sources\n\n* Harbour board\n\n## More\n\nBody.\n",
        &[
            (Role::Body, "Text ends."),
            (Role::Reference, "A note."),
            (Role::Reference, "[2] Silva, A. (2020)"),
            (Role::Subhead, "Sources"),
            (Role::Reference, "Harbour board"),
            (Role::Subhead, "More"),
            (Role::Body, "Body."),
        ],
    );
    check("1. Silva, A. (2020). *Piers*. Quay Press.\n", &[(Role::Reference, "Silva, A. (2020). Piers. Quay Press.")]);
}

#[test]
fn pictures_give_captions_after_their_block() {
    check(
        "Look ![The *old* pier &amp; quay](p.jpg \"title\") here.\n\nNext ![](x.png).\n",
        &[(Role::Body, "Look here."), (Role::Caption, "The old pier & quay"), (Role::Body, "Next .")],
    );
}

#[test]
fn sentences_keep_what_is_in_them() {
    let text = "The **[big *new* pier](http://x.org \"no\")** and `a  b`<br>fish &amp; chips\\* <http://y.org>.\n";
    assert_eq!(blocks(text)[0].1, "The big new pier and a  b fish & chips* http://y.org.");
    assert_eq!(masked(text, Mask::Link), ["big new pier", "http://y.org"]);
    assert_eq!(masked(text, Mask::Code), ["a  b"]);
    assert_eq!(masked(text, Mask::Emphasis), ["big new pier", "new"]);
    assert_eq!(written(text, "fish & chips"), "fish &amp; chips");
    assert_eq!(written(text, "new pier"), "new* pier");
}

#[test]
fn line_breaks_are_one_space() {
    let text = "> one\r\n> two  \r\n>   three\\\r\n> **four**\r\n";
    assert_eq!(blocks(text)[0].1, "one two three four");
    assert_eq!(written(text, "one two"), "one\r\n> two");
    assert_eq!(written(text, "four"), "four");
    assert_eq!(written(text, "three "), "three\\\r\n> ");
}

#[test]
fn template_tags_stay_whole() {
    let text = "See [the page]({{< ref \"a_b\" >}} \"T\") at {{< param \"x_y_z\" >}} now.\n";
    assert_eq!(blocks(text)[0].1, "See the page at {{< param \"x_y_z\" >}} now.");
    assert_eq!(masked(text, Mask::Template), ["{{< param \"x_y_z\" >}}"]);
    check(
        "{{< img\n  src=\"é\" >}}\nText.\n{{< /img >}}\n\n* {{ x }}\n\n{{ y }} {{ z }}\n",
        &[(Role::Markup, ""), (Role::Body, "Text."), (Role::Markup, ""), (Role::Markup, ""), (Role::Markup, "")],
    );
    check("{{< highlight x >}}\na\n\nb\n{{< /highlight >}}\n", &[(Role::Code, "")]);
}

#[test]
fn datelines() {
    let text = "# A\n\n**HARBOUR TOWN** (AP) — The pier is shut.\n\nWASHINGTON — Not here.\n";
    assert_eq!(masked(text, Mask::Dateline), ["HARBOUR TOWN (AP) — "]);
}

#[test]
fn nothing_that_is_left_out_leaves_two_spaces() {
    let text = "One <!-- note --> two ![x](y) three[^1] four.\n\n[^1]: n\n";
    assert_eq!(blocks(text)[0].1, "One two three four.");
    check("<!-- note --> Text.\n", &[(Role::Body, "Text.")]);
}

#[test]
fn text_in_html_is_read() {
    check(
        "<div class=\"x\">\n<h3>The quay</h3>\n<p>One <b>two</b>\n  three<br/>four &amp; five.</p>\n<ul>\n<li>first\n<li><a href=\"q\">\
         second</a></li>\n</ul>\n<table><tr><th>Pier</th><td>Old &mdash; new</td></tr></table>\n<blockquote><p>Quoted \
         words.</p></blockquote>\n<figure><img src=\"x\" alt=\"A grey  boat\"><figcaption>At dawn</figcaption></figure>\n\
         </div>\n",
        &[
            (Role::Subhead, "The quay"),
            (Role::Body, "One two three four & five."),
            (Role::List, "first"),
            (Role::List, "second"),
            (Role::Table, "Pier"),
            (Role::Table, "Old — new"),
            (Role::Blockquote, "Quoted words."),
            (Role::Caption, "At dawn"),
            (Role::Caption, "A grey boat"),
        ],
    );
    let text = "<p>See <a href=\"x\">the\n pier</a> <em>now</em> &ndash; or <code>a b</code>.</p>\n";
    assert_eq!(masked(text, Mask::Link), ["the pier"]);
    assert_eq!(masked(text, Mask::Emphasis), ["now"]);
    assert_eq!(masked(text, Mask::Code), ["a b"]);
    assert_eq!(written(text, "– or"), "&ndash; or");
    assert_eq!(written(text, "the pier"), "the\n pier");
    let draft = read(text);
    assert_eq!(draft.source.slice(draft.blocks[0].source), text.trim_end());
}

#[test]
fn html_without_text_is_markup() {
    check("<div>\n<script>a b</script><style>c</style><svg><text>d e</text></svg>\n</div>\n", &[(Role::Markup, "")]);
    check("<p>&nbsp;</p>\n", &[(Role::Markup, "")]);
    check("<pre>a\n\nb</pre>\n\nEnd.\n", &[(Role::Markup, ""), (Role::Body, "End.")]);
    check("<p>{{ x }}</p>\n", &[(Role::Markup, "")]);
}

#[test]
fn html_may_span_blocks_and_stand_in_others() {
    check(
        "<p>One\n\ntwo *three*\n\nfour</p>\n\n</div>five\n",
        &[(Role::Body, "One"), (Role::Body, "two three"), (Role::Body, "four"), (Role::Body, "five")],
    );
    check("> <div>\r\n> a\r\n> b\r\n> </div>\r\n", &[(Role::Blockquote, "a b")]);
    check("<div>\n<!-- note --> Text.\n</div>\n", &[(Role::Body, "Text.")]);
    check(
        "<p align=\"center\">Quay news</p>\n\n# Pier shut\n",
        &[(Role::Body, "Quay news"), (Role::Headline, "Pier shut")],
    );
}

#[test]
fn comments_in_html_speak_of_its_blocks() {
    let text = "<div>\n<!-- copydesk: allow names - a reason -->\n<p>One.</p>\n</div>\n";
    let draft = read(text);
    let at = draft.allows[0].block.expect("an offset");
    assert!(draft.blocks[0].source.start >= at);
}

#[test]
fn attributes_give_captions() {
    check(
        "{{< img src=\"x.jpg\" alt=\"A harbour\" caption=\"The *old* [quay](x) &amp; \\\"pier\\\"\" >}}\n\nNext <img \
         src=x alt='Two boats'> one.\n\n{% image x.png alt=\"logo\" caption=\"logo\" %}\n",
        &[
            (Role::Markup, ""),
            (Role::Caption, "A harbour"),
            (Role::Caption, "The old quay & \"pier\""),
            (Role::Body, "Next one."),
            (Role::Caption, "Two boats"),
            (Role::Markup, ""),
        ],
    );
    check(
        "Look: {{< img alt=\"A quay\" caption=\"A quay\" >}}\n\n{% assign title = \"a b\" %}\n",
        &[
            (Role::Body, "Look: {{< img alt=\"A quay\" caption=\"A quay\" >}}"),
            (Role::Caption, "A quay"),
            (Role::Markup, ""),
        ],
    );
    let text = "{{< img alt=\"The the quay\" >}}\n";
    assert_eq!(written(text, "The the"), "The the");
}

#[test]
fn what_systems_add_to_markdown_is_markup() {
    check(
        "- [ ] Book the ferry\n- [x] Call\n\nQuay\n: A place for ships.\n\n> [!NOTE]\n> The quay is *shut*.\n\n> Words of others.\n",
        &[
            (Role::List, "Book the ferry"),
            (Role::List, "Call"),
            (Role::List, "Quay"),
            (Role::List, "A place for ships."),
            (Role::Body, "The quay is shut."),
            (Role::Blockquote, "Words of others."),
        ],
    );
    check(
        "# The pier {#pier}\n\nOne [two *three*]{.note} four.{: .x}\n{: .lead}\n\n:::tip The quay\nText.\n:::\n\n*[GSA]: General \
         Services\n\nThe :tree: is\n:green_leaf: now %% not yet %% here.\n",
        &[
            (Role::Headline, "The pier"),
            (Role::Body, "One two three four."),
            (Role::Markup, ""),
            (Role::Body, "The quay"),
            (Role::Body, "Text."),
            (Role::Markup, ""),
            (Role::Body, "The :tree: is :green_leaf: now here."),
        ],
    );
    let text = "Costs $5 to $10 where $x_1$ is un*believ*able, https://x.org/_a_/.\n\n$$\na\n$$\n";
    check(text, &[(Role::Body, "Costs $5 to $10 where x_1 is unbelievable, https://x.org/_a_/."), (Role::Code, "")]);
    assert_eq!(masked(text, Mask::Code), ["x_1"]);
    assert_eq!(written(text, "unbelievable"), "un*believ*able");
    assert_eq!(written(text, "https://x.org/_a_/"), "https://x.org/_a_/");
}

#[test]
fn what_is_struck_out_is_not_read() {
    check("It opens on ~~Monday~~ Tuesday ~~or **not**~~.\n", &[(Role::Body, "It opens on Tuesday .")]);
    check("~~All of it~~\n\nText.\n", &[(Role::Body, "Text.")]);
}

#[test]
fn titles_of_pictures_are_captions() {
    check(
        "![A quay](a.png \"The old quay\")\n\n![Old boats](b.png 'Old boats')\n",
        &[(Role::Caption, "A quay"), (Role::Caption, "The old quay"), (Role::Caption, "Old boats")],
    );
    assert_eq!(written("![](a.png \"The old quay\")\n", "old"), "old");
}

#[test]
fn template_languages() {
    check(
        "{# a note #}\nThe {# no #}quay {{</* ref \"x\" */>}} is <%= name %> now.\n\n{{#list}}\n{{ x }}\n{{/list}}\n\n{% raw %}{{ \
         name }}{% endraw %}\n",
        &[
            (Role::Markup, ""),
            (Role::Body, "The quay {{</* ref \"x\" */>}} is <%= name %> now."),
            (Role::Markup, ""),
            (Role::Markup, ""),
            (Role::Markup, ""),
            (Role::Markup, ""),
        ],
    );
    let text = "Use `{{ a }}\n_b_ {{ c }}` now.\n";
    assert_eq!(blocks(text)[0].1, "Use {{ a }} _b_ {{ c }} now.");
}

/// Role and prose of each block of an MDX draft.
fn mdx(text: &str) -> Vec<(Role, String)> {
    let options = ReadOptions { format: Some(Format::Mdx), ..ReadOptions::default() };
    let draft = Draft::read(Arc::new(Source::new("x.mdx", text)), &options);
    assert!(draft.troubles.is_empty());
    draft.blocks.iter().map(|block| (block.role, draft.text(block.prose).to_owned())).collect()
}

fn check_mdx(text: &str, expected: &[(Role, &str)]) {
    let blocks = mdx(text);
    let blocks: Vec<_> = blocks.iter().map(|(role, text)| (*role, text.as_str())).collect();
    assert_eq!(blocks, expected, "{text}");
}

#[test]
fn mdx_is_markdown_in_and_around_elements() {
    check_mdx(
        "import {Note} from './note'\n\nexport const x = {\n  a: 1,\n}\n\n# The *quay*\n\nBy Ana Silva\n\nThe pier is {shut} and \
         <b>old</b>{\" \"}<Icon name=\"x\" /> here.\n\n<Note type=\"tip\" title=\"Mind the gap\">\nText with *marks* is read.\n</Note>\n\n\
         {list.map((x) => (\n  <li>{x}</li>\n))}\n",
        &[
            (Role::Markup, ""),
            (Role::Markup, ""),
            (Role::Headline, "The quay"),
            (Role::Byline, "By Ana Silva"),
            (Role::Body, "The pier is {shut} and old here."),
            (Role::Markup, ""),
            (Role::Caption, "Mind the gap"),
            (Role::Body, "Text with marks is read."),
            (Role::Markup, ""),
            (Role::Markup, ""),
        ],
    );
    check_mdx(
        "<figure>\n  <Image src={pic} alt={\"A grey boat\"} />\n  <figcaption>At *dawn*</figcaption>\n</figure>\n\n<blockquote>\nWords \
         of others.\n</blockquote>\n\n- <Item>one</Item>\n- two\n",
        &[
            (Role::Markup, ""),
            (Role::Markup, ""),
            (Role::Caption, "A grey boat"),
            (Role::Caption, "At dawn"),
            (Role::Markup, ""),
            (Role::Markup, ""),
            (Role::Blockquote, "Words of others."),
            (Role::Markup, ""),
            (Role::List, "one"),
            (Role::List, "two"),
        ],
    );
}

#[test]
fn comments_of_mdx_allow() {
    let text = "One.\n\n{/* copydesk: allow names - a reason */}\n\nTwo.\n";
    let options = ReadOptions { format: Some(Format::Mdx), ..ReadOptions::default() };
    let draft = Draft::read(Arc::new(Source::new("x.mdx", text)), &options);
    assert_eq!(&*draft.allows[0].rules[0].0, "names");
    assert_eq!(draft.blocks.len(), 2);
}
