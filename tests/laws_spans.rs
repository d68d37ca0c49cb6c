//! Law: whatever a draft looks like, reading it does not panic, and every place it tells of lies in the source on
//! character boundaries and holds the text that was meant.

use copydesk::draft::{Draft, Format, ReadOptions};
use copydesk::source::{Source, Span};
use proptest::prelude::*;
use std::sync::Arc;

/// Pieces of text that break parsers, in front of, inside and after one another.
const FRAGMENTS: &[&str] = &[
    "---\n",
    "---\r\n",
    "+++\n",
    "...\n",
    "title: ",
    "dek: >-\n  ",
    "dek: |\n  ",
    "'it''s é'",
    "\"a \\u00e9 \\\n b\"",
    "copydesk:\n  allow:\n  - ",
    "names - why",
    "authors: [a, b]\n",
    "k = \"\"\"\n",
    "\"\"\"\n",
    "[t]\n",
    "\u{feff}",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "    ",
    "\t",
    "  \n",
    "\\\n",
    "# ",
    "## ",
    "\n===\n",
    "> ",
    "> > ",
    "* ",
    "  - ",
    "1. ",
    "\n| a | b |\n|---|---|\n| ",
    " | ",
    "\\|",
    "```\n",
    "~~~\n",
    "`",
    "``",
    "[",
    "![",
    "](",
    ")",
    "](x.org \"t\")",
    "]",
    "[^1]",
    "\n[^1]: ",
    "<",
    ">",
    "<b>",
    "</b>",
    "<br>",
    "<div>\n",
    "</div>\n",
    "\n\n<p>",
    "</p>",
    "<P class=\"a>b\">",
    "\n<ul><li>",
    "<table><tr><td>",
    "</td>",
    "<blockquote>\n",
    "<h2>",
    "<figcaption>",
    "<a href='x'>",
    "</a>",
    "<em>",
    "<script>",
    "</script>",
    "<pre>",
    "<svg/>",
    "<img alt=\"A harbour &amp; é\">",
    "<img\n alt='two \n words",
    "{{< img src=\"x\" alt=\"A é \\\"harbour\\\"\" caption=\"The the *quay*\" >}}",
    "{% image alt='The [old](x) <b>pier</b>' %}",
    "alt=\"a b\"",
    "<!-- ",
    " -->",
    "<!-->",
    "<?",
    "?>",
    "<!-- copydesk: allow names - why -->",
    "<!-- copydesk: alow -->",
    "<!-- copydesk: ",
    "{{",
    "}}",
    "{{< ",
    " >}}",
    "{{% ",
    " %}}",
    "{% ",
    " %}",
    "{{< highlight >}}",
    "{{< /highlight >}}",
    "{{ a\nb }}",
    "{{< é \"_x_\" >}}",
    "{",
    "}",
    "{# ",
    " #}",
    "{% raw %}",
    "{% endraw %}",
    "{% comment %}",
    "{% endcomment %}",
    "{{/* ",
    " */}}",
    "{{</* é */>}}",
    "{# copydesk: allow names - why #}",
    "{/* copydesk: allow names - why */}",
    "{/* é */}",
    "{\" \"}",
    "{a ? '}' : `${b}`}",
    "\n\nimport A from 'é'\n",
    "\n\nexport const a = {\n\n}\n",
    "<Note a=\"é\" b={{c: 1}}>",
    "</Note>",
    "<Pic caption=\"Two boats\" />",
    "<>",
    "</>",
    "\n<blockquote>\n",
    "\n</blockquote>\n",
    "<figcaption>",
    "<% é %>",
    "<?= é ?>",
    "- [ ] ",
    "\n> [!NOTE]\n> ",
    "\n: ",
    "\n:é",
    "\n::: {.é}\n",
    "\n:::note[",
    "\n:::tip ",
    "\n:::\n",
    "{: .é a=\"b\"}",
    "\n{.note}\n",
    "]{.note}",
    "{#id}",
    "*[HTML]: ",
    "%% é %%",
    "\n%%\n",
    "$",
    "$$",
    "$x_é$",
    "un*believ*able",
    "un<b>be</b>lievable",
    "https://x.org/_é_/~a_",
    "![a b](c \"A title é\")",
    "~~é gone~~",
    "&amp;",
    "&#8211;",
    "&nbsp;",
    "&ngE;",
    "&#0;",
    "&",
    "\\*",
    "\\",
    "*",
    "**",
    "_",
    "~~",
    "“",
    "”",
    "\"",
    "'",
    "’",
    "é",
    "e\u{301}",
    "Київ",
    "😀",
    "👩‍🚀",
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
    "\0",
    "word",
    "The pier ",
    "By Ana Silva",
    "U.S. ",
    "2025",
    "1,000",
    ". ",
    " — ",
    "TOWN (AP) — ",
    "References",
    "https://x.org/a_b",
    "a@b.org",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::collection::vec(prop::sample::select(FRAGMENTS), 0..40).prop_map(|parts| parts.concat()),
        3 => prop::collection::vec(prop::sample::select(FRAGMENTS), 0..30)
            .prop_map(|parts| format!("---\ntitle: A\n{}\n---\n{0}", parts.concat())),
        1 => any::<String>(),
    ]
}

/// Lines and parts of them that mean something in ArchieML.
const ARCHIEML: &[&str] = &[
    "\n[+body]\n",
    "\n[body]\n",
    "\n[.+list]\n",
    "\n{.image}\n",
    "\n{scope}\r\n",
    "\n[]\n",
    "\n{}\n",
    "\n:end\n",
    "\r\n:skip\r\n",
    "\n:endskip\n",
    "\nbody: ",
    "\nheadline: ",
    "\ncaption:",
    "\n* ",
    "\n\\",
    "\n  \\\\",
    "\ncopydesk.allow: names - why\n",
    "\nquote: ",
    "\nsubhead: ",
    "\na.b: ",
];

fn archieml() -> impl Strategy<Value = String> {
    let part = prop_oneof![prop::sample::select(ARCHIEML), prop::sample::select(FRAGMENTS)];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

/// A string of JSON that spells `text`: characters of the picked kinds are escaped.
fn spelled(text: &str, all: bool) -> String {
    let plain = serde_json::to_string(text).expect("a string");
    if !all {
        return plain;
    }
    let escape = |c: char| {
        let units = |c: char| c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
        if c.is_ascii() && !matches!(c, '/' | '<' | '&') { c.to_string() } else { units(c) }
    };
    plain.chars().map(escape).collect()
}

/// The text of a source span, which must lie on character boundaries.
fn source_text(source: &Source, span: Span) -> &str {
    assert!(span.start <= span.end, "{span:?}");
    source.text().get(span.range()).unwrap_or_else(|| panic!("{span:?} is not in {:?}", source.text()))
}

fn prose_text(draft: &Draft, span: Span) -> &str {
    draft.prose.text().get(span.range()).unwrap_or_else(|| panic!("{span:?} is not in {:?}", draft.prose.text()))
}

fn check(text: &str, format: Format) {
    let whole = Arc::new(Source::new("x", text));
    let draft = Draft::read(whole.clone(), &ReadOptions { format: Some(format), ..ReadOptions::default() });
    // A story among others is a source of its own.
    let source = Arc::clone(&draft.source);
    let mut end = 0;
    for block in &draft.blocks {
        assert!(block.prose.start >= end, "blocks overlap: {:?}", draft.blocks);
        end = block.prose.end;
        prose_text(&draft, block.prose);
        source_text(&source, block.source);
        source_text(&source, draft.prose.to_source(block.prose));
    }
    for token in &draft.tokens {
        let token_text = prose_text(&draft, token.span);
        let place = draft.prose.to_source(token.span);
        let written = source_text(&source, place);
        // Same length, same text: only an entity may be as long as what it stands for.
        let same = written.len() == token_text.len() && !written.contains('&');
        if same || written.chars().all(char::is_alphanumeric) {
            assert_eq!(token_text, written, "{:?}", draft.prose.text());
        }
    }
    for sentence in &draft.sentences {
        let place = draft.prose.to_source(sentence.span);
        assert!(!source_text(&source, place).is_empty() || prose_text(&draft, sentence.span).is_empty());
    }
    for (span, _) in &draft.masks {
        prose_text(&draft, *span);
    }
    for field in &draft.fields {
        source_text(&source, field.span);
    }
    for allow in &draft.allows {
        source_text(&source, allow.span);
        assert!(allow.block.is_none_or(|at| source.text().is_char_boundary(at as usize)));
        for (name, span) in &allow.rules {
            assert_eq!(source_text(&source, *span).trim_matches(['"', '\'']), &**name);
        }
    }
    for trouble in &draft.troubles {
        assert_eq!(whole.text().get(trouble.place.start as usize..trouble.place.end as usize), Some(&*trouble.text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_are_true(text in text()) {
        check(&text, Format::Markdown);
        check(&text, Format::Mdx);
        check(&text, Format::Text);
        check(&text, Format::Html);
    }

    #[test]
    fn places_in_archieml_are_true(text in archieml()) {
        check(&text, Format::ArchieMl);
        check(&format!("[+body]\n{text}"), Format::ArchieMl);
    }

    #[test]
    fn places_in_strings_are_true(text in text(), all in any::<bool>(), name in prop::sample::select(&["md", "text", "html"][..])) {
        let body = spelled(&text, all);
        let row = format!(" {{\"title\" : {body}, \"body_{name}\":[\"One\", {body}]}}");
        check(&row, Format::JsonLines);
        check(&row, Format::Ninjs);
        check(&format!("{{\"dek\": {body},\r\n\"a\": [{body}, 1]}}\r\n{text}"), Format::Markdown);
    }

    #[test]
    fn broken_json_is_told_where_it_breaks(text in text(), cut in any::<prop::sample::Index>()) {
        let whole = format!("{{\"headline\": {}, \"uri\":\n \"x\"}}", spelled(&text, false));
        let mut at = cut.index(whole.len());
        while !whole.is_char_boundary(at) {
            at -= 1;
        }
        for format in [Format::JsonLines, Format::Ninjs, Format::Markdown] {
            check(&whole[..at], format);
            check(&format!("{}{}", &whole[..at], &whole[at..].get(1..).unwrap_or("")), format);
        }
    }
}

/// What is written in a paragraph of HTML, and what readers see of it.
const INKS: &[(&str, &str)] = &[
    ("word", "word"),
    ("The", "The"),
    ("42", "42"),
    (".", "."),
    ("”", "”"),
    ("e\u{301}", "e\u{301}"),
    ("👩‍🚀", "👩‍🚀"),
    ("&amp;", "&"),
    ("&eacute;", "é"),
    ("&#8217;", "’"),
    ("&#x1F600;", "😀"),
    ("&copy", "©"),
    ("&lt;b&gt;", "<b>"),
    ("<b>", ""),
    ("</b>", ""),
    ("<I\r\n class='a>b'>", ""),
    ("</I >", ""),
    ("<a href=x&amp;y>", ""),
    ("</a>", ""),
    ("<wbr/>", ""),
    ("<!-- & word -->", ""),
    ("<span hidden>word</span>", ""),
    (" ", " "),
    (" ", " "),
    ("\r\n\t", " "),
    ("\n", " "),
    ("&#10;", " "),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_say_what_browsers_show(inks in prop::collection::vec(prop::sample::select(INKS), 0..60)) {
        let written: String = inks.iter().map(|(written, _)| *written).collect();
        let shown: String = inks.iter().map(|(_, shown)| *shown).collect();
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let source = Arc::new(Source::new("x", format!("<p>{written}</p>")));
        let options = ReadOptions { format: Some(Format::Html), ..ReadOptions::default() };
        let draft = Draft::read(source.clone(), &options);
        prop_assert_eq!(draft.prose.text(), &shown);
        // Each character leads to what spells it, and to nothing else.
        for (at, character) in shown.char_indices() {
            let written = source_text(&source, draft.prose.to_source(Span::new(at, at + character.len_utf8())));
            let spells = |(ink, meant): &&(&str, &str)| *ink == written && meant.chars().eq([character]);
            let entity = (written == "&lt;" && character == '<') || (written == "&gt;" && character == '>');
            prop_assert!(
                written.chars().eq([character])
                    || entity
                    || (character == ' ' && written.chars().next().is_some_and(char::is_whitespace))
                    || INKS.iter().any(|ink| spells(&ink)),
                "{character:?} of {shown:?} is {written:?}"
            );
        }
    }
}

/// Examples that others wrote, which cannot be kept here: all files of the folder that `COPYDESK_EXAMPLES` names, cut up
/// where one starts, such as the suites of pulldown-cmark.
#[test]
#[ignore = "needs a folder of examples"]
fn places_are_true_in_the_examples_of_others() {
    let folder = std::env::var("COPYDESK_EXAMPLES").expect("COPYDESK_EXAMPLES names a folder");
    let mut examples = 0;
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        for example in text.split("\n````````````````````````````````").chain(text.split("r##\"")) {
            check(example, Format::Markdown);
            check(&example.replace('\n', "\r\n"), Format::Markdown);
            check(example, Format::Mdx);
            examples += 1;
        }
    }
    assert!(examples > 0);
}

#[test]
fn long_and_deep_drafts_are_read() {
    for (unit, times) in [
        ("> ", 5_000),
        ("* ", 2_000),
        ("[", 20_000),
        ("![", 20_000),
        ("{{", 20_000),
        ("<!--", 20_000),
        ("<A b={", 20_000),
        ("$a", 20_000),
        ("{#", 20_000),
        ("~~a", 20_000),
        ("<li>\n", 5_000),
    ] {
        check(&unit.repeat(times), Format::Markdown);
        check(&unit.repeat(times), Format::Mdx);
    }
    for unit in ["{.a}\n", "[.a]\nb: c\n", "[+a]\n[.+b]\n", "a.", ":skip\n", "<!--\n", "a:\n:end\n"] {
        check(&unit.repeat(10_000), Format::ArchieMl);
    }
    for format in [Format::JsonLines, Format::Ninjs, Format::Markdown] {
        let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
        check(
            &format!("{{\"headline\": \"One\", \"associations\": {deep}, \"authors\": {deep}, \"copydesk\": {deep}}}"),
            format,
        );
        check(&format!("{{\"a\": {}", "{\"a\":".repeat(20_000)), format);
    }
    check(&format!("---\na: {}\n---\n", "[".repeat(20_000)), Format::Markdown);
    check(&format!("---\na: \"{}\"\n---\n", "x\n".repeat(20_000)), Format::Markdown);
}
