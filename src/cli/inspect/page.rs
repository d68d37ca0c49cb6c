//! `copydesk inspect --format html`: a page by itself that shows the draft as it stands, with all that was read in it.
//!
//! The text of the page's `main` is the text of the source, character by character; what is said of it stands in attributes.
//! Where readings overlap, the text is cut at the ends of each, and a cut shows all of them.

use super::{Seen, people, seen, whole};
use crate::draft::{Draft, Role};
use crate::reading::Readings;
use crate::report;
use crate::source::{Source, Span};
use std::io::{self, Write};

/// Everything about how the page looks.
const STYLE: &str = include_str!("page.css");

/// How many readings of one place are shown. Emphasis in emphasis may be nested without end.
const MOST_AT_ONCE: usize = 12;

/// The kinds of readings, as they are told of in the legend.
const LEGEND: [(&str, &str); 13] = [
    ("sentence", "sentence"),
    ("quotation", "quotation"),
    ("source", "who says it"),
    ("cue", "how it is said"),
    ("name", "name"),
    ("time", "time"),
    ("anchor", "time of an event"),
    ("link", "link"),
    ("url", "address"),
    ("emphasis", "emphasis"),
    ("code", "code, template"),
    ("dateline", "dateline"),
    ("unread", "not read as prose"),
];

/// Something that was read at a place of the source.
struct Layer {
    span: Span,
    class: &'static str,
    told: String,
}

/// A block as it is framed.
struct Frame {
    span: Span,
    role: Role,
    label: String,
}

/// The page, as it grows by the drafts that a file holds.
#[derive(Default)]
pub(super) struct Page {
    frames: Vec<Frame>,
    layers: Vec<Layer>,
    /// The spans of the source that prose was made of.
    read: Vec<Span>,
    about: String,
}

impl Page {
    /// Adds what was read in a draft.
    pub(super) fn add(&mut self, draft: &Draft, readings: &Readings<'_>) {
        let source = &*draft.source;
        for block in &draft.blocks {
            let line = source.line_column(block.source.range().start).0;
            let field = block.field.as_deref().map(|field| format!(" ({field})")).unwrap_or_default();
            let level = if block.heading > 0 { format!(" {}", block.heading) } else { String::new() };
            let place = if source.is_word() { "¶ " } else { "" };
            let label = format!("{place}{line} · {}{level}{field}", block.role.name());
            self.frames.push(Frame { span: block.source, role: block.role, label });
        }
        for one in seen(draft, readings).filter(|one| one.kind != "block") {
            self.reading(source, &one);
        }
        self.read.extend(draft.prose.spans());
        self.about(draft, readings);
    }

    fn reading(&mut self, source: &Source, one: &Seen<'_>) {
        let span =
            |place: crate::source::Place| Span { start: source.decoded(place.start), end: source.decoded(place.end) };
        let told = one.told().map(|told| format!(": {told}")).unwrap_or_default();
        let (class, told) = match (one.kind, one.role.as_deref()) {
            ("mask", Some("link")) => ("link", "link".to_owned()),
            ("mask", Some("url")) => ("url", "address".to_owned()),
            ("mask", Some("emphasis")) => ("emphasis", "emphasis".to_owned()),
            ("mask", Some("dateline")) => ("dateline", "dateline".to_owned()),
            ("mask", role) => ("code", role.unwrap_or("mask").to_owned()),
            ("quotation", _) => ("quotation", format!("quotation{told}")),
            ("name", _) => ("name", format!("name{told}")),
            ("time", _) => ("time", format!("time{told}")),
            ("anchor", _) => ("anchor", format!("anchor{told}")),
            (kind, _) => ("sentence", format!("{kind}{told}")),
        };
        self.layers.push(Layer { span: span(one.place), class, told });
        let parts = one.sourcing.as_ref().into_iter().flat_map(|sourcing| sourcing.parts());
        self.layers.extend(parts.map(|(class, part)| Layer { span: span(part), class, told: String::new() }));
    }

    fn about(&mut self, draft: &Draft, readings: &Readings<'_>) {
        let whole = whole(draft);
        let known = |value: Option<&str>| value.unwrap_or("unknown").to_owned();
        let line = format!(
            "{}, {} words, language {}, date {}",
            whole.format.title(),
            whole.words,
            known(whole.language),
            known(whole.date.as_deref())
        );
        self.about += &format!("<p>{}</p>\n", escaped(&line));
        for trouble in &draft.troubles {
            let told = format!("line {}: {}", trouble.place.line, trouble.message);
            self.about += &format!("<p class=\"trouble\">{}</p>\n", escaped(&told));
        }
        let mut persons = people(draft, readings).peekable();
        if persons.peek().is_some() {
            self.about += "<ol>\n";
            for person in persons {
                let forms: Vec<String> = person.forms.iter().map(|(form, times)| format!("{form} ({times})")).collect();
                self.about += &format!("<li>{}</li>\n", escaped(&forms.join(", ")));
            }
            self.about += "</ol>\n";
        }
        self.about += &format!("<p>{}</p>\n", escaped(&readings.sourcing().to_string()));
    }

    /// Writes the page.
    pub(super) fn write(mut self, source: &Source, out: &mut dyn Write) -> io::Result<()> {
        let path = escaped(source.path());
        write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{path}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{path}</h1>\n{}<ul class=\"legend\">\n",
            self.about
        )?;
        for (class, name) in LEGEND {
            writeln!(out, "<li><span class=\"{class}\">{name}</span></li>")?;
        }
        write!(out, "</ul>\n</header>\n<main>")?;
        self.text(source, out)?;
        writeln!(out, "</main>\n</body>\n</html>")
    }

    fn text(&mut self, source: &Source, out: &mut dyn Write) -> io::Result<()> {
        self.frames.sort_by_key(|frame| (frame.span.start, std::cmp::Reverse(frame.span.end)));
        let mut framed: Vec<&Frame> = Vec::new();
        for frame in &self.frames {
            if framed.last().is_none_or(|last| frame.span.start >= last.span.end) {
                framed.push(frame);
            } else {
                // A caption in a paragraph is told of there.
                self.layers.push(Layer { span: frame.span, class: "inner", told: frame.label.clone() });
            }
        }
        let mut cuts = Cuts::new(&self.layers, &self.read, source);
        for frame in framed {
            cuts.write_between(frame.span.start, out)?;
            let (class, label) = (frame.role.name(), escaped(&frame.label));
            write!(out, "<section class=\"{class}\" dir=\"auto\" data-label=\"{label}\">")?;
            cuts.write_to(frame.span.end, out)?;
            write!(out, "</section>")?;
        }
        cuts.write_between(source.text().len() as u32, out)
    }
}

/// The text of the source, cut where a reading begins or ends.
struct Cuts<'p> {
    source: &'p Source,
    layers: &'p [Layer],
    /// The layers in the order of their starts, and how many have begun.
    order: Vec<usize>,
    begun: usize,
    active: Vec<usize>,
    /// The spans that were read as prose, in order and apart.
    read: Vec<Span>,
    /// How many of these lie behind.
    passed: usize,
    at: u32,
}

impl<'p> Cuts<'p> {
    fn new(layers: &'p [Layer], read: &[Span], source: &'p Source) -> Self {
        let mut order: Vec<usize> = (0..layers.len()).filter(|&index| !layers[index].span.is_empty()).collect();
        order.sort_by_key(|&index| (layers[index].span.start, std::cmp::Reverse(layers[index].span.end)));
        let mut sorted = read.to_vec();
        sorted.sort_unstable();
        let mut read: Vec<Span> = Vec::with_capacity(sorted.len());
        for span in sorted.into_iter().filter(|span| !span.is_empty()) {
            match read.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => read.push(span),
            }
        }
        Self { source, layers, order, begun: 0, active: Vec::new(), read, passed: 0, at: 0 }
    }

    /// Writes the text between frames, up to a place. White space at its ends would only take room.
    fn write_between(&mut self, end: u32, out: &mut dyn Write) -> io::Result<()> {
        let text = self.source.slice(Span { start: self.at, end });
        let first = self.at + (text.len() - text.trim_start().len()) as u32;
        let last = (self.at + text.trim_end().len() as u32).max(first);
        for (end, class) in [(first, "blank"), (last, "between"), (end, "blank")] {
            if self.at < end {
                write!(out, "<div class=\"{class}\">")?;
                self.write_to(end, out)?;
                write!(out, "</div>")?;
            }
        }
        Ok(())
    }

    /// Writes the text up to a place.
    fn write_to(&mut self, end: u32, out: &mut dyn Write) -> io::Result<()> {
        while self.at < end {
            let (next, is_read) = self.next_cut(end);
            self.piece(Span { start: self.at, end: next }, is_read, out)?;
            self.at = next;
        }
        Ok(())
    }

    /// Where the next cut is, and whether the text up to there was read as prose.
    fn next_cut(&mut self, end: u32) -> (u32, bool) {
        let (at, layers) = (self.at, self.layers);
        self.active.retain(|&layer| layers[layer].span.end > at);
        while let Some(&layer) = self.order.get(self.begun).filter(|&&layer| layers[layer].span.start <= at) {
            if layers[layer].span.end > at && self.active.len() < MOST_AT_ONCE {
                self.active.push(layer);
            }
            self.begun += 1;
        }
        while self.read.get(self.passed).is_some_and(|span| span.end <= at) {
            self.passed += 1;
        }
        let mut next = end;
        if let Some(&layer) = self.order.get(self.begun) {
            next = next.min(layers[layer].span.start);
        }
        next = self.active.iter().map(|&layer| layers[layer].span.end).fold(next, u32::min);
        let here = self.read.get(self.passed);
        let is_read = here.is_some_and(|span| span.start <= at);
        next = here.map_or(next, |span| next.min(if is_read { span.end } else { span.start }));
        (next, is_read)
    }

    fn piece(&self, span: Span, is_read: bool, out: &mut dyn Write) -> io::Result<()> {
        let text = escaped(self.source.slice(span));
        let mut classes: Vec<&str> = self.active.iter().map(|&layer| self.layers[layer].class).collect();
        // Line ends and indentation are no markup.
        if !is_read && !text.trim().is_empty() {
            classes.push("unread");
        }
        if classes.is_empty() {
            return out.write_all(text.as_bytes());
        }
        classes.sort_unstable();
        classes.dedup();
        let told: Vec<&str> =
            self.active.iter().map(|&layer| &*self.layers[layer].told).filter(|t| !t.is_empty()).collect();
        write!(out, "<span class=\"{}\"", classes.join(" "))?;
        if !told.is_empty() {
            write!(out, " title=\"{}\"", escaped(&told.join("\n")).replace('\n', "&#10;"))?;
        }
        write!(out, ">{text}</span>")
    }
}

/// A text as it stands in HTML. What would do something to the page, or to the order of its characters, is shown as a sign;
/// each line end is a line feed, as it is to a reader of HTML.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + text.len() / 16);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' | '\t' => safe.push(character),
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => safe.push('\n'),
            // Codes that stand for no character, in Unicode as in HTML.
            '\u{fdd0}'..='\u{fdef}' => safe.push('\u{fffd}'),
            other if u32::from(other) & 0xfffe == 0xfffe => safe.push('\u{fffd}'),
            other => safe.push(report::shown(other)),
        }
    }
    safe
}

#[cfg(test)]
mod tests;
