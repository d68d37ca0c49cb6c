//! `characters`: characters that are not what they seem, that nobody sees, or that stand in two shapes.

use super::{Check, Inspector, Read};
use crate::diagnostic::Level;
use crate::draft::{Mask, Side};
use crate::reading::characters::Hidden;
use crate::rule::Resources;
use crate::source::Span;
use crate::table::Table;

/// Which characters are reported.
#[derive(Debug)]
pub(crate) struct CharacterCheck(What);

#[derive(Clone, Copy, Debug)]
enum What {
    Garbled,
    Hidden,
    LookAlike,
    Apostrophes,
    QuotationMarks,
}

impl Read for CharacterCheck {
    fn read(table: &Table<'_>, _: &Resources<'_>) -> Option<Self> {
        let known = [
            ("garbled", What::Garbled),
            ("hidden", What::Hidden),
            ("look-alike", What::LookAlike),
            ("apostrophes", What::Apostrophes),
            ("quotation-marks", What::QuotationMarks),
        ];
        super::choice(table, "report", &known).map(Self)
    }
}

impl Check for CharacterCheck {
    fn inspect(&self, inspector: &mut Inspector<'_>) {
        match self.0 {
            What::Garbled => garbled(inspector),
            What::Hidden => hidden(inspector),
            What::LookAlike => look_alikes(inspector),
            What::Apostrophes => apostrophes(inspector),
            What::QuotationMarks => quotation_marks(inspector),
        }
    }
}

/// A span with the rest of its word, so that a reader sees where it stands.
fn with_word(text: &str, span: Span) -> Span {
    let part = |c: &char| c.is_alphanumeric();
    let head = text[..span.range().start].chars().rev().take_while(part).map(char::len_utf8).sum::<usize>();
    let tail = text[span.range().end..].chars().take_while(part).map(char::len_utf8).sum::<usize>();
    Span::new(span.range().start - head, span.range().end + tail)
}

/// Neighbours of a list that belong together, each as one span with its part of the list.
fn runs<T>(list: &[T], span_of: impl Fn(&T) -> Span, joined: impl Fn(Span, Span) -> bool) -> Vec<(Span, &[T])> {
    let runs = list.chunk_by(|one, next| joined(span_of(one), span_of(next)));
    runs.map(|run| (span_of(&run[0]).cover(span_of(&run[run.len() - 1])), run)).collect()
}

fn garbled(inspector: &mut Inspector<'_>) {
    let text = inspector.draft.prose.text();
    // A word may be garbled in several places.
    let in_one_word =
        |one: Span, next: Span| text[one.range().end..next.range().start].chars().all(char::is_alphanumeric);
    for (span, places) in runs(&inspector.readings.characters().garbled, |(span, _)| *span, in_one_word) {
        if !inspector.looks_at(span) {
            continue;
        }
        let meant: Option<Vec<(Span, String)>> = places
            .iter()
            .map(|(span, meant)| meant.as_ref().map(|meant| (*span, meant.trim_matches('\u{feff}').to_owned())))
            .collect();
        let shown = with_word(text, span);
        let Some(changes) = meant else {
            let message = "a character was lost here when the text was read in the wrong encoding";
            inspector.report(inspector.finding(shown, message));
            continue;
        };
        let mut put = String::new();
        let mut from = shown.range().start;
        for (span, meant) in &changes {
            put.push_str(&text[from..span.range().start]);
            put.push_str(meant);
            from = span.range().end;
        }
        put.push_str(&text[from..shown.range().end]);
        let put = if put.trim().is_empty() { "a space".to_owned() } else { format!("“{put}”") };
        let message = format!("“{}” was {put} before it was read in the wrong encoding", &text[shown.range()]);
        inspector.report(inspector.finding(shown, message).fix_together(&changes, true));
    }
}

fn hidden(inspector: &mut Inspector<'_>) {
    let text = inspector.draft.prose.text();
    let draft = inspector.draft;
    // A no-break space that is spelt out as an entity can be seen, and another rule speaks of it.
    let is_spelt_out = |span: Span| draft.source.text()[draft.prose.to_source(span).range()].starts_with('&');
    let hidden = inspector.readings.characters().hidden.iter().copied();
    let places: Vec<(Span, Hidden)> = hidden
        .filter(|&(span, kind)| inspector.looks_at(span) && !(kind == Hidden::NoBreak && is_spelt_out(span)))
        .collect();
    // They come with a pasted passage, many at a time: the first of each kind tells of all.
    let mut told: Vec<Hidden> = vec![Hidden::NoBreak];
    for &(span, kind) in &places {
        if told.contains(&kind) {
            continue;
        }
        told.push(kind);
        let (what, goes) = match kind {
            Hidden::Space | Hidden::NoBreak => ("a space without width", true),
            Hidden::Joiner => ("a joiner without width", true),
            Hidden::ByteOrder => ("a byte-order mark", true),
            Hidden::SoftHyphen => ("a soft hyphen", true),
            Hidden::Direction => ("a sign that turns the direction of writing", true),
            Hidden::LineBreak => ("a line separator", false),
            Hidden::Control => ("a control character", false),
            Hidden::PrivateUse => ("a character that shows as a box or not at all", false),
        };
        let alike: Vec<Span> = places.iter().filter(|(_, other)| *other == kind).map(|&(span, _)| span).collect();
        let code = text[span.range()].chars().next().map_or(0, u32::from);
        let others = match alike.len() - 1 {
            0 => String::new(),
            1 => ", and another like it".to_owned(),
            more => format!(", and {more} more like it"),
        };
        let message = format!("{what} (U+{code:04X}){others}");
        let mut finding = inspector.finding(with_word(text, span), message).about_draft(what);
        if goes {
            let changes: Vec<(Span, String)> = alike.into_iter().map(|span| (span, String::new())).collect();
            finding = finding.fix_together(&changes, true);
        }
        inspector.report(finding);
    }
    let spaces: Vec<Span> = places.iter().filter(|(_, kind)| *kind == Hidden::NoBreak).map(|&(span, _)| span).collect();
    // Where a house sets them, there are many: one finding tells.
    let Some(&first) = spaces.first() else { return };
    let message = match spaces.len() {
        1 => "a no-break space between two ordinary words".to_owned(),
        count => format!("{count} no-break spaces between ordinary words"),
    };
    let changes: Vec<(Span, String)> = spaces.iter().map(|&space| (space, " ".to_owned())).collect();
    let finding = inspector.finding(with_word(text, first), message).at_most(Level::Advice);
    inspector.report(finding.about_draft("no-break space").fix_together(&changes, true));
}

fn look_alikes(inspector: &mut Inspector<'_>) {
    let text = inspector.draft.prose.text();
    for (word, latin) in &inspector.readings.characters().look_alikes {
        if !inspector.looks_at(*word) {
            continue;
        }
        let letter = text[word.range()].chars().find(|&c| c > '\u{24f}').unwrap_or(' ');
        let script = if letter < 'Ѐ' { "Greek" } else { "Cyrillic" };
        let message =
            format!("“{}” has the {script} letter {letter} (U+{:04X}) in it", &text[word.range()], u32::from(letter));
        inspector.report(inspector.finding(*word, message).fix(*word, latin, true));
    }
}

/// The fewest of a shape that make it the shape of the draft.
const FEWEST: usize = 3;

fn apostrophes(inspector: &mut Inspector<'_>) {
    let curly = &inspector.readings.characters().apostrophes;
    if curly.is_empty() {
        return;
    }
    let text = inspector.draft.prose.text();
    let bytes = text.as_bytes();
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|byte| byte.is_ascii_alphabetic());
    let straight = memchr::memchr_iter(b'\'', bytes)
        .filter(|&at| letter(at.checked_sub(1)) && letter(Some(at + 1)))
        .map(|at| Span::new(at, at + 1));
    let straight: Vec<Span> = straight.filter(|&span| inspector.looks_at(span)).collect();
    if straight.is_empty() {
        return;
    }
    let curly: Vec<Span> = curly.iter().copied().filter(|&span| inspector.looks_at(span)).collect();
    let straight_is_rare = straight.len() < curly.len();
    let (rare, usual, names, put) = if straight_is_rare {
        (&straight, &curly, ("straight", "curly"), "’")
    } else {
        (&curly, &straight, ("curly", "straight"), "'")
    };
    let Some(&first) = rare.first().filter(|_| usual.len() >= FEWEST) else { return };
    let changes: Vec<(Span, String)> = rare.iter().map(|&span| (span, put.to_owned())).collect();
    let message = counted("apostrophe", names, rare.len(), usual.len());
    let finding = inspector.finding(with_word(text, first), message).evidence(with_word(text, usual[0]), names.1);
    // A straight mark may end a quoted string of front matter or an attribute.
    inspector.report(finding.about_draft("").fix_together(&changes, straight_is_rare));
}

/// `1 straight apostrophe among 10 curly ones`.
fn counted(what: &str, (rare, usual): (&str, &str), few: usize, many: usize) -> String {
    let plural = if few == 1 { "" } else { "s" };
    format!("{few} {rare} {what}{plural} among {many} {usual} ones")
}

fn quotation_marks(inspector: &mut Inspector<'_>) {
    let curly = &inspector.readings.characters().quotation_marks;
    let draft = inspector.draft;
    let text = draft.prose.text();
    if curly.is_empty() || memchr::memchr(b'"', text.as_bytes()).is_none() {
        return;
    }
    let curly: Vec<Span> = curly.iter().copied().filter(|&span| inspector.looks_at(span)).collect();
    let mut straight: Vec<(Span, Side)> = Vec::new();
    for block in inspector.blocks() {
        if draft.text(draft.blocks[block].prose).contains("=\"") {
            continue;
        }
        // Inches and ditto marks are left out, and so is what is markup.
        let marks = draft.quote_marks(&draft.blocks[block]);
        let plain = marks.iter().filter(|mark| &text[mark.span.range()] == "\"" && inspector.looks_at(mark.span));
        straight
            .extend(plain.filter(|mark| !draft.is_masked(mark.span, &[Mask::Link])).map(|mark| (mark.span, mark.side)));
    }
    let straight_is_rare = straight.len() < curly.len();
    let spans: Vec<Span> = straight.iter().map(|&(span, _)| span).collect();
    let (rare, usual, names) = if straight_is_rare {
        (&spans, &curly, ("straight", "curly"))
    } else {
        (&curly, &spans, ("curly", "straight"))
    };
    let Some(&first) = rare.first().filter(|_| usual.len() >= FEWEST) else { return };
    let message = counted("quotation mark", names, rare.len(), usual.len());
    let mut finding = inspector.finding(with_word(text, first), message).about_draft("");
    finding = finding.evidence(with_word(text, usual[0]), names.1);
    let put = |at: usize| match (straight_is_rare, straight.get(at)?.1) {
        (true, Side::Open) => Some("“"),
        (true, Side::Close) => Some("”"),
        _ => None,
    };
    let changes: Option<Vec<(Span, String)>> = if straight_is_rare {
        rare.iter().enumerate().map(|(at, &span)| Some((span, put(at)?.to_owned()))).collect()
    } else {
        Some(rare.iter().map(|&span| (span, "\"".to_owned())).collect())
    };
    if let Some(changes) = changes {
        finding = finding.fix_together(&changes, straight_is_rare);
    }
    inspector.report(finding);
}
