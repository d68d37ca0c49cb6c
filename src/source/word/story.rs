//! The text of a Word document, a paragraph a line, and what is said of each and marked in it.

use super::styles::{Look, outline};
use super::xml::{Step, attribute, value, walk};
use super::{BrokenWord, Document, Span, Styles};
use quick_xml::events::BytesStart;
use rustc_hash::FxHashMap;

/// How many paragraphs are read. A novel has ten thousand.
const MOST_PARAGRAPHS: usize = 1 << 20;

/// How many paragraphs may stand in text boxes that hang on one paragraph.
const MOST_WAITING: usize = 1 << 16;

/// How many fields may be open. Fields that never end are forgotten, the first ones first.
const MOST_FIELDS: usize = 64;

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the story.
    #[default]
    Story,
    /// In the cell of a table.
    Cell,
    /// In a footnote or an endnote.
    Note,
}

/// What is said of a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Paragraph {
    pub(crate) style: Option<u32>,
    /// Its own level in the outline, from 1; 0 for text.
    pub(crate) level: Option<u8>,
    /// Whether it is an item of a list, where it says so itself.
    pub(crate) is_listed: Option<bool>,
    pub(crate) place: Place,
    /// Whether all of its text is bold.
    pub(crate) is_bold: bool,
}

/// What a stretch of text is marked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    Emphasis,
    Code,
    Link,
}

/// A comment that is addressed to this program, and the text that it is about.
#[derive(Clone, Debug)]
pub(crate) struct Remark {
    pub(crate) text: Box<str>,
    pub(crate) span: Span,
}

/// Comments by their identifiers.
pub(super) type Remarks = FxHashMap<Box<str>, Box<str>>;

/// Reads the comments that are addressed to this program out of `comments.xml`.
pub(super) fn remarks(xml: &str) -> Result<Remarks, BrokenWord> {
    let mut all = Remarks::default();
    let mut open: Option<(Box<str>, String)> = None;
    let mut in_text = false;
    walk(xml, "comments", |step| match step {
        Step::Open { name: "comment", of } => {
            open = Some((attribute(of, "id").unwrap_or_default().into(), String::new()))
        }
        Step::Close { name: "comment" } => {
            if let Some((id, text)) = open.take().filter(|(_, text)| text.trim_start().starts_with("copydesk")) {
                all.insert(id, text.trim().into());
            }
        }
        Step::Open { name: "t", .. } => in_text = true,
        Step::Close { name: "t" } => in_text = false,
        Step::Open { name: "tab" | "br" | "cr", .. } | Step::Close { name: "p" } => {
            if let Some((_, text)) = &mut open {
                text.push(' ');
            }
        }
        Step::Open { name: "noBreakHyphen", .. } => {
            if let Some((_, text)) = &mut open {
                text.push('-');
            }
        }
        Step::Text(piece) if in_text => {
            if let Some((_, text)) = &mut open {
                text.push_str(piece);
            }
        }
        _ => {}
    })?;
    Ok(all)
}

/// An end of what a comment is about, or the place of its mark.
#[derive(Clone, Copy)]
enum End {
    First,
    Last,
    Mark,
}

/// A note at the foot of a page or at the end: where it stands in the text, paragraphs and marks of its part.
struct Note {
    id: Box<str>,
    text: Span,
    paragraphs: (usize, usize),
    marks: (usize, usize),
}

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    about: Paragraph,
    text: String,
    marks: Vec<(Span, Mark)>,
    ends: Vec<(u32, Box<str>, End)>,
    /// What its style says of its text.
    look: Look,
    has_plain: bool,
    /// Where the link begins that is open.
    link: Option<usize>,
    /// Whether its end was deleted, so that the next one goes on with it.
    is_joined: bool,
    /// Its place among the paragraphs that wait for the end of the one they hang on.
    slot: usize,
}

impl Open {
    fn mark(&mut self, from: usize, mark: Mark) {
        let span = Span::new(from, self.text.len());
        match self.marks.iter_mut().rev().take(3).find(|(known, kind)| *kind == mark && known.end == span.start) {
            Some((known, _)) => known.end = span.end,
            None if !span.is_empty() => self.marks.push((span, mark)),
            None => {}
        }
    }
}

/// A field, such as a link or the number of a page.
#[derive(Default)]
struct Field {
    code: String,
    /// Whether its code is being read, which nobody sees, and not what came of it.
    is_code: bool,
    /// Where what came of it begins, if it is a link.
    link: Option<usize>,
}

/// The text of a part, with what is said of it.
#[derive(Default)]
pub(super) struct Story {
    text: String,
    paragraphs: Vec<Paragraph>,
    marks: Vec<(Span, Mark)>,
    ends: Vec<(u32, Box<str>, End)>,
    notes: Vec<Note>,
    /// The marks of notes, by the part that holds them.
    references: Vec<(&'static str, Box<str>)>,
    language: Spoken,
}

/// The languages that text is marked with.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Spoken {
    #[default]
    Nothing,
    Only([u8; 2]),
    Several,
}

impl Spoken {
    fn add(&mut self, other: Self) {
        *self = match (*self, other) {
            (Self::Nothing, other) => other,
            (known, Self::Nothing) => known,
            (known, other) if known == other => known,
            _ => Self::Several,
        };
    }
}

impl Story {
    pub(super) fn read(xml: &str, part: &'static str, styles: &Styles, remarks: &Remarks) -> Result<Self, BrokenWord> {
        let mut reader = Reader::new(styles, remarks, part != "document");
        walk(xml, part, |step| reader.step(&step))?;
        reader.end();
        if reader.story.paragraphs.len() > MOST_PARAGRAPHS || reader.waiting.len() > MOST_WAITING {
            return Err(BrokenWord::TooLarge);
        }
        reader.story.ends.sort_by_key(|&(at, ..)| at);
        Ok(reader.story)
    }

    /// Whether a note of that part is marked in the text.
    pub(super) fn refers_to(&self, part: &str) -> bool {
        self.references.iter().any(|(known, _)| *known == part)
    }

    /// Adds the notes of a part in the order of their marks.
    pub(super) fn append_notes(&mut self, part: &str, from: &Self) {
        let by_id: FxHashMap<&str, &Note> = from.notes.iter().map(|note| (&*note.id, note)).collect();
        let mut wanted: Vec<&Note> = Vec::new();
        let mut seen: FxHashMap<&str, ()> = FxHashMap::default();
        for (_, id) in self.references.iter().filter(|(known, _)| *known == part) {
            if seen.insert(id, ()).is_none() {
                wanted.extend(by_id.get(&**id));
            }
        }
        for note in wanted {
            let start = self.text.len() as u32;
            let moved = |at: u32| at - note.text.start + start;
            self.text.push_str(&from.text[note.text.range()]);
            self.paragraphs.extend(&from.paragraphs[note.paragraphs.0..note.paragraphs.1]);
            let marks = &from.marks[note.marks.0..note.marks.1];
            self.marks.extend(
                marks.iter().map(|&(span, mark)| (Span { start: moved(span.start), end: moved(span.end) }, mark)),
            );
            let before = |at: u32| from.ends.partition_point(|&(end, ..)| end < at);
            let ends = &from.ends[before(note.text.start)..before(note.text.end)];
            self.ends.extend(ends.iter().map(|(at, id, end)| (moved(*at), id.clone(), *end)));
        }
        self.language.add(from.language);
    }

    /// The text, and what the document says of it.
    pub(super) fn finish(self, styles: Styles, texts: Remarks) -> (String, Document) {
        let Self { text, paragraphs, mut marks, ends, language, .. } = self;
        marks.sort_unstable_by_key(|&(span, mark)| (span.start, span.end, mark));
        let mut spans: FxHashMap<&str, [Option<u32>; 3]> = FxHashMap::default();
        for (at, id, end) in &ends {
            spans.entry(id).or_default()[*end as usize].get_or_insert(*at);
        }
        let mut remarks: Vec<Remark> = texts
            .iter()
            .filter_map(|(id, words)| {
                let &[first, last, mark] = spans.get(&**id)?;
                let start = first.or(mark).or(last)?;
                let end = last.or(mark).unwrap_or(start).max(start);
                Some(Remark { text: words.clone(), span: Span { start, end } })
            })
            .collect();
        remarks.sort_unstable_by(|a, b| (a.span, &a.text).cmp(&(b.span, &b.text)));
        let language = match language {
            Spoken::Only(language) => Some(language),
            Spoken::Nothing | Spoken::Several => None,
        };
        (text, Document { paragraphs, marks, remarks, styles, language })
    }
}

/// Takes the steps through a part.
struct Reader<'r> {
    styles: &'r Styles,
    remarks: &'r Remarks,
    story: Story,
    /// Whether the part holds notes.
    is_of_notes: bool,
    /// The paragraphs that are open; all but the first stand in text boxes.
    open: Vec<Open>,
    /// The paragraphs of text boxes, in their order, until the one they hang on has ended.
    waiting: Vec<Option<Open>>,
    /// A paragraph whose end was deleted, and at which depth it stood.
    joined: Option<(usize, Open)>,
    /// How deep the current element stands in one that is passed over.
    skipped: usize,
    in_paragraph_properties: bool,
    in_run_properties: bool,
    look: Look,
    run_style: Option<u32>,
    /// The text of the element that is open, and whether spaces at its ends count.
    run: Option<(String, bool)>,
    in_code: bool,
    fields: Vec<Field>,
    /// Tables in one another.
    cells: usize,
    note: Option<(Box<str>, usize, usize, usize)>,
}

impl<'r> Reader<'r> {
    fn new(styles: &'r Styles, remarks: &'r Remarks, is_of_notes: bool) -> Self {
        Self {
            styles,
            remarks,
            story: Story::default(),
            is_of_notes,
            open: Vec::new(),
            waiting: Vec::new(),
            joined: None,
            skipped: 0,
            in_paragraph_properties: false,
            in_run_properties: false,
            look: Look::default(),
            run_style: None,
            run: None,
            in_code: false,
            fields: Vec::new(),
            cells: 0,
            note: None,
        }
    }

    fn step(&mut self, step: &Step<'_>) {
        match step {
            Step::Open { .. } if self.skipped > 0 => self.skipped += 1,
            Step::Close { .. } if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Step::Open { name, of } => {
                if self.is_passed_over(name) {
                    self.skipped = 1;
                } else if self.in_run_properties || self.in_paragraph_properties {
                    self.property(name, of);
                } else {
                    self.enter(name, of);
                }
            }
            Step::Close { name } => self.leave(name),
            Step::Text(text) => {
                if let Some((run, _)) = &mut self.run {
                    // A line of the text is a paragraph, whatever stands in the file.
                    run.extend(text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
                } else if let Some(field) = self.fields.last_mut().filter(|_| self.in_code) {
                    field.code.push_str(text);
                }
            }
        }
    }

    /// Whether nobody sees what stands in an element: what was deleted, what something once was, the second of two ways to
    /// say one thing, the properties of a frame, and how characters are pronounced.
    fn is_passed_over(&mut self, name: &str) -> bool {
        match name {
            "del" | "moveFrom" if self.in_paragraph_properties => {
                if let Some(open) = self.open.last_mut().filter(|_| self.in_run_properties) {
                    open.is_joined = true;
                }
                true
            }
            _ => matches!(
                name,
                "del" | "moveFrom" | "Fallback" | "rPrChange" | "pPrChange" | "sdtPr" | "sdtEndPr" | "rt"
            ),
        }
    }

    fn property(&mut self, name: &str, of: &BytesStart<'_>) {
        match name {
            "rPr" => self.in_run_properties = true,
            _ if self.in_run_properties && self.in_paragraph_properties => {}
            "rStyle" => self.run_style = value(of).and_then(|id| self.styles.find(&id)),
            _ if self.in_run_properties => self.look.take(name, of),
            _ => {
                let Some(open) = self.open.last_mut() else { return };
                match (name, value(of)) {
                    ("pStyle", Some(id)) => {
                        open.about.style = self.styles.find(&id);
                        open.look = self.styles.look(open.about.style);
                    }
                    ("outlineLvl", Some(level)) => open.about.level = Some(outline(&level)),
                    ("numId", Some(list)) => open.about.is_listed = Some(&*list != "0"),
                    _ => {}
                }
            }
        }
    }

    fn enter(&mut self, name: &str, of: &BytesStart<'_>) {
        match name {
            "p" => self.begin(),
            "pPr" => self.in_paragraph_properties = true,
            "rPr" => self.in_run_properties = true,
            "r" => (self.look, self.run_style) = (Look::default(), None),
            "t" => self.run = Some((String::new(), attribute(of, "space").as_deref() == Some("preserve"))),
            "tab" | "ptab" => self.say("\t"),
            "br" | "cr" => self.say("\u{b}"),
            "noBreakHyphen" => self.say("-"),
            "sym" => {
                let code = attribute(of, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let symbol = code.and_then(|code| symbol(code, &attribute(of, "font").unwrap_or_default()));
                self.say(symbol.unwrap_or('\u{25aa}').encode_utf8(&mut [0; 4]));
            }
            "tc" => self.cells += 1,
            "instrText" => self.in_code = true,
            "fldChar" => self.field(&attribute(of, "fldCharType").unwrap_or_default()),
            "hyperlink" => {
                if let Some(open) = self.open.last_mut() {
                    open.link = Some(open.text.len());
                }
            }
            "footnoteReference" | "endnoteReference" => {
                let part = if name == "footnoteReference" { "footnotes" } else { "endnotes" };
                self.story.references.extend(attribute(of, "id").map(|id| (part, id.into())));
            }
            "footnote" | "endnote" if self.is_of_notes => self.begin_note(of),
            "commentRangeStart" => self.comment(of, End::First),
            "commentRangeEnd" => self.comment(of, End::Last),
            "commentReference" => self.comment(of, End::Mark),
            _ => {}
        }
    }

    fn leave(&mut self, name: &str) {
        match name {
            "p" => self.close(),
            "pPr" => (self.in_paragraph_properties, self.in_run_properties) = (false, false),
            "rPr" => self.in_run_properties = false,
            "t" => {
                if let Some((text, keeps_space)) = self.run.take() {
                    self.say(if keeps_space { &text } else { text.trim_matches([' ', '\t']) });
                }
            }
            "tc" => {
                self.end_joined();
                self.cells = self.cells.saturating_sub(1);
            }
            "txbxContent" => self.end_joined(),
            "instrText" => self.in_code = false,
            "hyperlink" => {
                if let Some(open) = self.open.last_mut()
                    && let Some(from) = open.link.take()
                {
                    open.mark(from, Mark::Link);
                }
            }
            "footnote" | "endnote" => self.end_note(),
            _ => {}
        }
    }

    /// Adds text to the paragraph that is open.
    fn say(&mut self, text: &str) {
        let by_run = self.look.or(self.styles.look(self.run_style));
        let Some(open) = self.open.last_mut() else { return };
        let look = by_run.or(open.look).or(self.styles.every());
        if look.hidden == Some(true) || self.fields.iter().any(|field| field.is_code) {
            return;
        }
        let from = open.text.len();
        open.text.push_str(text);
        if !text.trim().is_empty() {
            open.has_plain |= look.bold != Some(true);
            self.story.language.add(look.language.map_or(Spoken::Nothing, Spoken::Only));
        }
        if by_run.bold == Some(true) || by_run.italic == Some(true) {
            open.mark(from, Mark::Emphasis);
        }
        if self.styles.is_code(self.run_style) {
            open.mark(from, Mark::Code);
        }
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => {
                if self.fields.len() == MOST_FIELDS {
                    self.fields.remove(0);
                }
                self.fields.push(Field { is_code: true, ..Field::default() });
            }
            "separate" => {
                let Some(field) = self.fields.last_mut() else { return };
                field.is_code = false;
                let is_link = field.code.trim_start().starts_with("HYPERLINK");
                field.link = self.open.last().filter(|_| is_link).map(|open| open.text.len());
            }
            "end" => {
                let link = self.fields.pop().and_then(|field| field.link);
                if let (Some(from), Some(open)) = (link, self.open.last_mut()) {
                    open.mark(from.min(open.text.len()), Mark::Link);
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self) {
        let depth = self.open.len();
        let before = self.joined.take_if(|(at, _)| *at == depth).map(|(_, open)| open);
        let place = match (self.is_of_notes, self.cells) {
            (true, _) => Place::Note,
            (false, 0) => Place::Story,
            (false, _) => Place::Cell,
        };
        let mut open = before.unwrap_or_default();
        (open.about, open.look, open.is_joined) = (Paragraph { place, ..Paragraph::default() }, Look::default(), false);
        if depth > 0 {
            open.slot = self.waiting.len();
            // One more than may be tells that there are too many.
            if open.slot <= MOST_WAITING {
                self.waiting.push(None);
            }
        }
        self.open.push(open);
    }

    fn close(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        (self.in_paragraph_properties, self.in_run_properties) = (false, false);
        for field in &mut self.fields {
            // A field that goes on in the next paragraph shows there what came of it, and its link is not one phrase.
            (field.is_code, field.link) = (false, None);
        }
        if let Some(from) = open.link.take() {
            open.mark(from, Mark::Link);
        }
        open.about.is_bold = !open.has_plain && !open.text.trim().is_empty();
        if open.is_joined {
            self.end_joined();
            self.joined = Some((self.open.len(), open));
        } else {
            self.put(open);
        }
    }

    /// Writes a paragraph that has ended, or keeps it until the one that it hangs on has been written.
    fn put(&mut self, open: Open) {
        if !self.open.is_empty() {
            let slot = open.slot;
            if let Some(place) = self.waiting.get_mut(slot) {
                *place = Some(open);
            }
            return;
        }
        self.write(open);
        if self.waiting.len() <= MOST_WAITING {
            for open in std::mem::take(&mut self.waiting).into_iter().flatten() {
                self.write(open);
            }
        }
    }

    fn write(&mut self, open: Open) {
        if self.story.paragraphs.len() > MOST_PARAGRAPHS {
            return;
        }
        let start = self.story.text.len() as u32;
        let moved = |span: Span| Span { start: span.start + start, end: span.end + start };
        self.story.text.push_str(&open.text);
        self.story.text.push('\n');
        self.story.paragraphs.push(open.about);
        self.story.marks.extend(open.marks.into_iter().map(|(span, mark)| (moved(span), mark)));
        self.story.ends.extend(open.ends.into_iter().map(|(at, id, end)| (at + start, id, end)));
    }

    /// Writes the paragraph whose end was deleted where no other one follows.
    fn end_joined(&mut self) {
        if let Some((depth, open)) = self.joined.take() {
            if depth == self.open.len() {
                self.put(open);
            } else {
                self.joined = Some((depth, open));
            }
        }
    }

    fn begin_note(&mut self, of: &BytesStart<'_>) {
        // The lines between text and notes are notes too.
        let is_text = attribute(of, "type").is_none_or(|kind| &*kind == "normal");
        let id = attribute(of, "id").filter(|_| is_text);
        let Story { text, paragraphs, marks, .. } = &self.story;
        self.note = id.map(|id| (id.into(), text.len(), paragraphs.len(), marks.len()));
    }

    fn end_note(&mut self) {
        self.end_joined();
        let Some((id, text, paragraphs, marks)) = self.note.take() else { return };
        let story = &mut self.story;
        story.notes.push(Note {
            id,
            text: Span::new(text, story.text.len()),
            paragraphs: (paragraphs, story.paragraphs.len()),
            marks: (marks, story.marks.len()),
        });
    }

    fn comment(&mut self, of: &BytesStart<'_>, end: End) {
        let Some(id) = attribute(of, "id").filter(|id| self.remarks.contains_key(&**id)) else { return };
        match self.open.last_mut() {
            Some(open) => open.ends.push((open.text.len() as u32, id.into(), end)),
            None => {
                let length = self.story.text.len();
                let at = if matches!(end, End::First) { length } else { length.saturating_sub(1) };
                self.story.ends.push((at as u32, id.into(), end));
            }
        }
    }

    /// The part is over.
    fn end(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
        self.end_joined();
    }
}

/// The character that a symbol stands for: those of fonts that writers use most, and any that has a place in Unicode.
fn symbol(code: u32, font: &str) -> Option<char> {
    // The fonts of symbols have their places in an area of Unicode that says nothing of them.
    let place = code & 0xff;
    let is_private = (0xf000..=0xf0ff).contains(&code);
    match (font.to_ascii_lowercase().as_str(), place) {
        ("symbol", 0xb7) => Some('•'),
        ("symbol", 0xae) | ("wingdings", 0xe0 | 0xf0) => Some('→'),
        ("symbol", 0xb0) => Some('°'),
        ("symbol", 0xb1) => Some('±'),
        ("symbol", 0xb4) => Some('×'),
        ("symbol", 0xa3) => Some('≤'),
        ("symbol", 0xb3) => Some('≥'),
        ("symbol", 0x2d) => Some('−'),
        ("symbol" | "wingdings", 0x20) => Some(' '),
        ("symbol", 0x21..=0x3f) => char::from_u32(place),
        _ if is_private => None,
        _ => char::from_u32(code).filter(|c| !c.is_control()),
    }
}
