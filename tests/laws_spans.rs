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

/// The text of a source span, which must lie on character boundaries.
fn source_text(source: &Source, span: Span) -> &str {
    assert!(span.start <= span.end, "{span:?}");
    source.text().get(span.range()).unwrap_or_else(|| panic!("{span:?} is not in {:?}", source.text()))
}

fn prose_text(draft: &Draft, span: Span) -> &str {
    draft.prose.text().get(span.range()).unwrap_or_else(|| panic!("{span:?} is not in {:?}", draft.prose.text()))
}

fn check(text: &str, format: Format) {
    let source = Arc::new(Source::new("x", text));
    let draft = Draft::read(source.clone(), &ReadOptions { format: Some(format), ..ReadOptions::default() });
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
        assert!(allow.block.is_none_or(|at| text.is_char_boundary(at as usize)));
        for (name, span) in &allow.rules {
            assert_eq!(source_text(&source, *span).trim_matches(['"', '\'']), &**name);
        }
    }
    for trouble in &draft.troubles {
        assert_eq!(source.text().get(trouble.place.start as usize..trouble.place.end as usize), Some(&*trouble.text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_are_true(text in text()) {
        check(&text, Format::Markdown);
        check(&text, Format::Mdx);
        check(&text, Format::Text);
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
    check(&format!("---\na: {}\n---\n", "[".repeat(20_000)), Format::Markdown);
    check(&format!("---\na: \"{}\"\n---\n", "x\n".repeat(20_000)), Format::Markdown);
}
