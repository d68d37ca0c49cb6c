//! In every format each character that a reader sees leads back to the bytes that spell it: drafts are written character by
//! character in random spellings, with tags in the middle of words, and where each was written is what the reader must find.

use copydesk::draft::{Draft, Format, ReadOptions, Role};
use copydesk::source::{Source, Span};
use proptest::prelude::*;
use std::sync::Arc;

/// What paragraphs are made of. The words begin with a letter, so that no format takes a paragraph for anything else.
const WORDS: [&str; 16] = [
    "The",
    "ferry",
    "café",
    "cafe\u{301}",
    "Zoë’s",
    "\u{1f600}",
    "“No,”",
    "Kyiv",
    "a",
    "said.",
    "R&D",
    "3,000",
    "naïve",
    "e\u{327}\u{301}x",
    "5<6",
    "co-op",
];

/// A character, and where the source spells it.
type Spelt = (char, Span);

/// Choices that are made on the way, from random bytes; 0 when they are used up.
struct Choices<'c>(std::slice::Iter<'c, u8>);

impl Choices<'_> {
    fn next(&mut self) -> u8 {
        self.0.next().copied().unwrap_or(0)
    }

    /// Once in so many times.
    fn one_in(&mut self, times: u8) -> bool {
        self.next() % times == times - 1
    }
}

/// How a format spells a character or a tag.
type Spelling = fn(&mut Choices<'_>, char) -> String;

/// A draft in the making.
struct Writer<'c> {
    source: String,
    seen: Vec<Spelt>,
    choices: Choices<'c>,
}

impl Writer<'_> {
    fn markup(&mut self, text: &str) {
        self.source.push_str(text);
    }

    /// Words with white space between them, and inline tags within them where the format has some.
    fn words(&mut self, words: &[usize], spell: Spelling, inline: Option<(&str, &str)>) {
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                let space = spell(&mut self.choices, ' ');
                self.markup(&space);
            }
            let word = WORDS[word % WORDS.len()];
            let tagged = inline.filter(|_| self.choices.one_in(4));
            let middle = word.chars().count() / 2;
            for (place, character) in word.chars().enumerate() {
                if let Some((open, _)) = tagged.filter(|_| place == middle) {
                    self.markup(open);
                }
                let start = self.source.len();
                let spelt = spell(&mut self.choices, character);
                self.markup(&spelt);
                self.seen.push((character, Span::new(start, self.source.len())));
            }
            if let Some((_, close)) = tagged {
                self.markup(close);
            }
        }
    }
}

/// As it stands. In Markdown `&` and `<` before a letter or digit would be something else.
fn plain(choices: &mut Choices<'_>, character: char) -> String {
    match character {
        ' ' => ["  ", " ", "\t", " "][usize::from(choices.next() % 4)].to_owned(),
        other => other.to_string(),
    }
}

fn markdown(choices: &mut Choices<'_>, character: char) -> String {
    match character {
        ' ' => [" ", "\r\n", "\n", " "][usize::from(choices.next() % 4)].to_owned(),
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        'é' if choices.one_in(2) => "&eacute;".to_owned(),
        other => other.to_string(),
    }
}

fn element(choices: &mut Choices<'_>, character: char) -> String {
    match character {
        ' ' => [" ", "\r\n  ", "\t", "&#32;\n"][usize::from(choices.next() % 4)].to_owned(),
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        other if choices.one_in(5) => format!("&#x{:x};", u32::from(other)),
        other if choices.one_in(9) => format!("&#{};", u32::from(other)),
        other => other.to_string(),
    }
}

fn json(choices: &mut Choices<'_>, character: char) -> String {
    let mut units = [0; 2];
    match character {
        ' ' => " ".to_owned(),
        '"' => "\\\"".to_owned(),
        other if choices.one_in(4) => {
            other.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect()
        }
        other => other.to_string(),
    }
}

/// HTML in a JSON string: each character of the spelling is spelt again.
fn json_html(choices: &mut Choices<'_>, character: char) -> String {
    let html = match character {
        ' ' => " ".to_owned(),
        other => element(choices, other),
    };
    html.chars().map(|inner| json(choices, inner)).collect()
}

/// HTML as escaped text in XML.
fn xml_html(choices: &mut Choices<'_>, character: char) -> String {
    element(choices, character).replace('&', "&amp;").replace("&amp;#32;", "&#32;")
}

/// Writes a story of a headline and paragraphs, as numbers of words.
fn write<'c>(format: Format, headline: &[usize], paragraphs: &[Vec<usize>], choices: &'c [u8]) -> Writer<'c> {
    let mut writer = Writer { source: String::new(), seen: Vec::new(), choices: Choices(choices.iter()) };
    if writer.choices.one_in(3) {
        writer.markup("\u{feff}");
    }
    let (before, spell, between): (&str, Spelling, &str) = match format {
        Format::Text => ("", plain, "\r\n\r\n"),
        Format::Markdown | Format::Mdx => ("# ", plain, "\r\n\r\n"),
        Format::Html => {
            ("<!DOCTYPE html>\r\n<title>x</title><nav>Home</nav><main><h1 class=\"a>b\">", element, "</h1>\r\n")
        }
        Format::ArchieMl => ("headline: ", plain, "\r\n\r\n[+body]\r\n"),
        Format::Nitf => (
            "<?xml version=\"1.0\"?><nitf><body><body.head><hedline><hl1>",
            element,
            "</hl1></hedline></body.head><body.content>",
        ),
        Format::NewsMl => (
            "<newsItem><contentMeta><headline>",
            element,
            "</headline></contentMeta><contentSet><inlineData contenttype=\"text/html\">",
        ),
        Format::Ninjs => ("{\"uri\": \"x\", \"headline\" : \"", json, "\", \"body_xhtml\": \""),
        Format::JsonLines => ("\n{\"body\": 1}\n{\"headline\" : \"", json, "\", \"body\": \""),
        Format::Word => unreachable!("its source is no text"),
    };
    writer.markup(before);
    writer.words(headline, spell, None);
    writer.markup(between);
    let (open, spell, inline, close): (&str, Spelling, _, &str) = match format {
        Format::Text => ("", plain, None, "\r\n\r\n"),
        Format::Markdown | Format::Mdx => ("", markdown, Some(("<b>", "</b>")), "\r\n\r\n"),
        Format::Html => ("<p title='x'>", element, Some(("<a href=x>", "</a>")), "\n"),
        Format::ArchieMl => ("", plain, None, "\r\n\r\n"),
        Format::Nitf => ("<p>", element, Some(("<person>", "</person>")), "</p>"),
        Format::NewsMl => ("&lt;p>", xml_html, Some(("&lt;em&gt;", "&#60;/em>")), "&lt;/p>"),
        Format::Ninjs => ("<p>", json_html, Some(("<b class=\\\"x\\\">", "<\\/b>")), "<\\/p>\\n"),
        _ => ("", json, None, "\\n\\n"),
    };
    for paragraph in paragraphs {
        writer.markup(open);
        writer.words(paragraph, spell, inline);
        writer.markup(close);
    }
    writer.markup(match format {
        Format::NewsMl => "</inlineData></contentSet></newsItem>",
        Format::Ninjs | Format::JsonLines => "\"}",
        _ => "",
    });
    writer
}

/// The characters that readers see, each with where it leads; white space aside.
fn read(format: Format, source: &Arc<Source>) -> Vec<Spelt> {
    let options = ReadOptions { format: Some(format), ..ReadOptions::default() };
    let mut seen = Vec::new();
    for draft in Draft::read_each(source, options) {
        assert!(draft.troubles.is_empty(), "{:?}", draft.troubles);
        for block in draft.blocks.iter().filter(|block| !matches!(block.role, Role::FrontMatter | Role::Markup)) {
            for (at, character) in draft.text(block.prose).char_indices() {
                let start = block.prose.range().start + at;
                let place = draft.prose.to_source(Span::new(start, start + character.len_utf8()));
                seen.push((character, draft.source.in_whole(place).1));
            }
        }
    }
    seen.retain(|(character, _)| !character.is_whitespace());
    seen
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_leads_back_to_its_spelling(
        headline in prop::collection::vec(0..WORDS.len(), 1..6),
        paragraphs in prop::collection::vec(prop::collection::vec(0..WORDS.len(), 8..20), 1..4),
        choices in prop::collection::vec(any::<u8>(), 400),
    ) {
        // A paragraph starts like one.
        let begun = |words: &Vec<usize>| [&[0][..], words].concat();
        let paragraphs: Vec<Vec<usize>> = paragraphs.iter().map(begun).collect();
        for format in Format::ALL.into_iter().filter(|format| *format != Format::Word) {
            let written = write(format, &begun(&headline), &paragraphs, &choices);
            let source = Arc::new(Source::new("x", written.source));
            let found = read(format, &source);
            let shown = |spelt: &[Spelt]| spelt.iter().map(|(character, _)| character).collect::<String>();
            prop_assert_eq!(shown(&found), shown(&written.seen), "{}: {:?}", format, source.text());
            for (one, other) in found.iter().zip(&written.seen) {
                prop_assert_eq!(one, other, "{}: {:?} and {:?} in {:?}", format, source.slice(one.1), source.slice(other.1), source.text());
            }
        }
    }
}

#[test]
fn a_paragraph_that_nobody_wrote_for_readers_is_told_of_and_passed_over() {
    let long = "The ferry left at noon. ".repeat(200_000);
    for (format, before, after) in [
        (Format::Text, "Ferry leaves\n\n", "\n\nThe end of the story came soon."),
        (Format::Markdown, "# Ferry leaves\n\n**", "**\n\nThe end of the story came soon."),
        (Format::Html, "<h1>Ferry leaves</h1><p><b>", "</b></p><p>The end of the story came soon.</p>"),
        (
            Format::Ninjs,
            "{\"headline\": \"Ferry leaves\", \"body_text\": \"",
            "\\n\\nThe end of the story came soon.\"}",
        ),
    ] {
        let source = Arc::new(Source::new("x", format!("{before}{long}{after}")));
        let draft = Draft::read(source, &ReadOptions { format: Some(format), ..ReadOptions::default() });
        let [trouble] = &draft.troubles[..] else { panic!("{format}: {:?}", draft.troubles) };
        assert!(trouble.text.contains("The ferry left at noon."), "{format}: {}", trouble.text);
        assert!(draft.prose.text().ends_with("The end of the story came soon."), "{format}");
        assert!(draft.prose.len() < 100, "{format}");
    }
}
