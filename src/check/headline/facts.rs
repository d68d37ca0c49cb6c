//! Names and figures of a headline that the story does not have.

use crate::check::Inspector;
use crate::draft::{Block, Draft, Role, Token, TokenKind, is_capitalised, without_possessive};
use crate::reading::calendar;
use crate::reading::words::is_function_word;
use crate::source::Span;

/// The fewest words of a story that can be held to its headline.
const STORY: usize = 80;
/// The fewest words by which capitals of names are told from capitals of titles.
const FEWEST: usize = 3;
/// How many items or subheads make a story of items.
const ITEMS: usize = 3;
/// How many letters two forms of a name have in common: Ukraine, Ukrainian.
const ROOT: usize = 4;

pub(super) fn inspect(inspector: &mut Inspector<'_>) {
    let draft = inspector.draft;
    let Some(headline) = draft.headline() else { return };
    let promised = promised(draft, headline);
    if promised.is_empty() {
        return;
    }
    let story = Story { draft, headline: headline.prose };
    if !story.is_long() {
        return;
    }
    for token in promised {
        let text = draft.text(token.span);
        let (what, told) = match figure(text) {
            Some(figure) => ("figure", story.has_figure(figure)),
            None => ("name", story.has_name(text)),
        };
        if !told {
            let message = format!("the headline has the {what} “{text}”, and the story does not");
            let finding = inspector.finding(token.span, message);
            inspector.report(finding);
        }
    }
}

/// The names and figures of a headline that the story has to have.
fn promised<'d>(draft: &'d Draft, headline: &Block) -> Vec<&'d Token> {
    let names = is_sentence_style(draft, headline);
    let figures = !counts_items(draft);
    let mut opens = true;
    let mut promised = Vec::new();
    for token in &draft.tokens[headline.tokens.clone()] {
        let text = draft.text(token.span);
        if token.kind == TokenKind::Mark {
            opens |= !matches!(text, "," | "&" | "-" | "’" | "'" | "%" | "$" | "£" | "€" | "#");
            continue;
        }
        let first = std::mem::replace(&mut opens, false);
        let counts = match token.kind {
            TokenKind::Number => figures && figure(text).is_some() && stands_alone(draft, token),
            TokenKind::Word => {
                // What stands before a colon is the name of a series: “The Latest”.
                let series = draft.prose.text()[token.span.range().end..].starts_with(':');
                names && !first && !series && is_name(text)
            }
            _ => false,
        };
        if counts {
            promised.push(token);
        }
    }
    promised
}

/// Whether most words of a headline are in small letters, so that capitals are those of names.
fn is_sentence_style(draft: &Draft, headline: &Block) -> bool {
    let words = draft.tokens[headline.tokens.clone()].iter().filter(|token| token.is_word());
    let matter = words.map(|token| draft.text(token.span)).filter(|text| !is_function_word(text)).skip(1);
    let (mut small, mut all) = (0, 0);
    for text in matter {
        all += 1;
        small += usize::from(!is_capitalised(text));
    }
    all >= FEWEST && small * 2 >= all
}

fn is_name(text: &str) -> bool {
    let dated = calendar::weekday(text).is_some() || calendar::month(text).is_some();
    is_capitalised(text) && text.chars().count() > 2 && !is_function_word(text) && !dated && !text.contains('-')
}

/// Whether the story is made of items, which a headline may count: six ways, ten reasons.
fn counts_items(draft: &Draft) -> bool {
    draft.blocks.iter().filter(|block| matches!(block.role, Role::List | Role::Subhead)).take(ITEMS).count() == ITEMS
}

/// Whether a figure is one by itself, and not part of a score, a fraction or an entity.
fn stands_alone(draft: &Draft, token: &Token) -> bool {
    let text = draft.prose.text();
    let (before, after) = (&text[..token.span.range().start], &text[token.span.range().end..]);
    let dated = before.split_whitespace().next_back().is_some_and(|word| calendar::month(word).is_some());
    !dated && !before.ends_with(['-', '–', '#', '/', ':', '.']) && !after.starts_with(['-', '–', '/', ':'])
}

/// The value of a figure in a headline, if the story has to have it: not a year, and not one or nought.
fn figure(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|&c| c != ',').collect();
    let value: f64 = plain.parse().ok()?;
    let year = plain.len() == 4 && (1900.0..2100.0).contains(&value);
    // “Rent 101” is a course for beginners.
    (value >= 2.0 && plain != "101" && !year).then_some(value)
}

/// Short names of headlines, and what a story says instead.
const ALIASES: [(&str, &[&str]); 22] = [
    ("Aussie", &["Australia", "Australian"]),
    ("Aussies", &["Australia", "Australian"]),
    ("Beeb", &["BBC"]),
    ("Beijing", &["China", "Chinese"]),
    ("Brits", &["Britain", "British"]),
    ("Brussels", &["EU", "European"]),
    ("Danish", &["Denmark"]),
    ("Dems", &["Democrats", "Democratic"]),
    ("Dutch", &["Netherlands", "Holland"]),
    ("French", &["France"]),
    ("GOP", &["Republican", "Republicans"]),
    ("Irish", &["Ireland"]),
    ("Kiwi", &["Zealand"]),
    ("Kremlin", &["Moscow", "Russia", "Russian"]),
    ("Moscow", &["Kremlin", "Russia", "Russian"]),
    ("Oscars", &["Academy"]),
    ("Spanish", &["Spain"]),
    ("Swiss", &["Switzerland"]),
    ("Tories", &["Conservative", "Conservatives"]),
    ("Tory", &["Conservative", "Conservatives"]),
    ("Washington", &["US", "U.S.", "American", "America", "States"]),
    ("Welsh", &["Wales"]),
];

/// A story, without its headline. It is searched for the few things that a headline promises, most of which stand in the
/// first paragraphs.
struct Story<'d> {
    draft: &'d Draft,
    headline: Span,
}

impl<'d> Story<'d> {
    fn tokens(&self) -> impl Iterator<Item = &'d Token> {
        let (draft, headline) = (self.draft, self.headline);
        let told = move |block: &&Block| {
            block.prose != headline && !matches!(block.role, Role::FrontMatter | Role::Code | Role::Markup)
        };
        draft.blocks.iter().filter(told).flat_map(|block| &draft.tokens[block.tokens.clone()])
    }

    /// Words with a capital, without possessive endings.
    fn names(&self) -> impl Iterator<Item = &'d str> {
        let draft = self.draft;
        let words = self.tokens().filter(|token| token.is_word()).map(|token| draft.text(token.span));
        words.filter(|text| is_capitalised(text)).map(without_possessive)
    }

    fn is_long(&self) -> bool {
        self.tokens().filter(|token| token.is_word()).take(STORY).count() == STORY
    }

    /// Whether a figure of about that value is in the story, in units, thousands, millions or billions.
    fn has_figure(&self, value: f64) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= a.max(b) * 0.1;
        let scales = [1.0, 1e3, 1e6, 1e9, 1e-3, 1e-6, 1e-9];
        let mut figures = self.tokens().filter_map(|token| value_of(self.draft.text(token.span), token.kind));
        figures.any(|figure| scales.iter().any(|scale| near(value, figure * scale)))
    }

    /// Whether a name is in the story, in this form, another of the same root, in full or as what an abbreviation stands
    /// for.
    fn has_name(&self, name: &str) -> bool {
        let name = without_possessive(name);
        // PCs are several of a PC.
        let letters = name.strip_suffix('s').filter(|stem| stem.len() > 1 && is_upper(stem)).unwrap_or(name);
        let upper = is_upper(letters);
        let root = |text: &str| text.char_indices().nth(ROOT).map(|(at, _)| at);
        let ours = root(name).map(|at| &name[..at]);
        let alias = ALIASES.iter().find(|(short, _)| *short == name).map_or(&[][..], |(_, long)| long);
        let has = |known: &str| {
            known.split(['-', '/']).any(|part| part.eq_ignore_ascii_case(name) || part.eq_ignore_ascii_case(letters))
                || (!upper
                    && ours.is_some_and(|ours| root(known).is_some_and(|at| known[..at].eq_ignore_ascii_case(ours))))
                || (name.len() <= ROOT && shortens(name, known))
                || alias.contains(&known)
        };
        self.names().any(has) || (upper && self.spells(letters))
    }

    /// Whether successive words with a capital have the letters of an abbreviation.
    fn spells(&self, letters: &str) -> bool {
        let letters: Vec<char> = letters.chars().filter(|c| c.is_alphabetic()).collect();
        let initials: Vec<char> = self.names().filter_map(|name| name.chars().next()).collect();
        letters.len() > 1 && initials.windows(letters.len()).any(|window| window == letters)
    }
}

/// The value of a number in figures or words.
fn value_of(text: &str, kind: TokenKind) -> Option<f64> {
    if kind == TokenKind::Mark {
        return None;
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let digits: String =
            text.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).filter(|&c| c != ',').collect();
        return digits.trim_end_matches('.').parse().ok();
    }
    // Twenty-two is the sum of its parts.
    text.split('-').filter_map(in_words).fold(None, |sum, value| Some(sum.unwrap_or(0.0) + value))
}

fn is_upper(text: &str) -> bool {
    text.chars().all(|c| !c.is_lowercase())
}

/// Whether a short form has the letters of a long one in their order, the first of them first: Utd, United.
fn shortens(short: &str, long: &str) -> bool {
    let mut rest = long.chars().flat_map(char::to_lowercase);
    let mut letters = short.chars().flat_map(char::to_lowercase);
    let first = letters.next();
    first.is_some() && rest.next() == first && letters.all(|letter| rest.any(|other| other == letter))
}

/// The value of a number in words.
fn in_words(word: &str) -> Option<f64> {
    const WORDS: [(&str, f64); 33] = [
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("thirteen", 13.0),
        ("fourteen", 14.0),
        ("fifteen", 15.0),
        ("sixteen", 16.0),
        ("seventeen", 17.0),
        ("eighteen", 18.0),
        ("nineteen", 19.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
        ("both", 2.0),
        ("pair", 2.0),
        ("twice", 2.0),
        ("dozen", 12.0),
        ("hundred", 100.0),
        ("half", 50.0),
        ("quarter", 25.0),
    ];
    WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|&(_, value)| value)
}
