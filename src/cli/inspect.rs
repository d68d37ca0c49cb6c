//! `copydesk inspect`: what the linter sees in a draft.

mod names;
mod page;
mod sources;
mod times;

use super::arguments::STDIN;
use super::arguments::{Inspect, InspectFormat};
use super::session::{Mistakes, Session};
use super::{Status, Surroundings};
use crate::config::Selection;
use crate::draft::{Block, Draft, Format, Mask};
use crate::input::read::{self, Refused};
use crate::reading::Readings;
use crate::report;
use crate::source::{Place, Span};
use names::{Anchoring, Introduced, Naming};
use serde::Serialize;
use sources::Sourcing;
use std::io::{self, Write};
use times::Timing;

/// One thing that the linter sees.
#[derive(Serialize)]
struct Seen<'d> {
    #[serde(rename = "type")]
    kind: &'static str,
    /// A block's role, or what a range that rules skip is.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    /// Name of the front matter field.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'d str>,
    #[serde(flatten)]
    place: Place,
    text: &'d str,
    /// Of an expression of time, what it says.
    #[serde(flatten)]
    timing: Option<Timing>,
    /// Of a name, what it is taken for.
    #[serde(flatten)]
    naming: Option<Naming>,
    /// Of a time that is said of an event, which one.
    #[serde(flatten)]
    anchoring: Option<Anchoring<'d>>,
    /// Of a sentence or a quotation, what it rests on.
    #[serde(flatten)]
    sourcing: Option<Sourcing<'d>>,
}

impl<'d> Seen<'d> {
    /// A range of prose.
    fn new(kind: &'static str, draft: &'d Draft, span: Span) -> Self {
        Self::at(kind, draft.source.place(draft.prose.to_source(span)), draft.text(span))
    }

    fn at(kind: &'static str, place: Place, text: &'d str) -> Self {
        Self { kind, role: None, field: None, place, text, timing: None, naming: None, anchoring: None, sourcing: None }
    }

    /// What was understood of it, for people.
    fn told(&self) -> Option<String> {
        let told = self.timing.as_ref().map(Timing::in_words);
        let told = told.or_else(|| self.naming.as_ref().map(Naming::in_words));
        let told = told.or_else(|| self.anchoring.as_ref().map(Anchoring::in_words));
        told.or_else(|| self.sourcing.as_ref().and_then(Sourcing::in_words))
    }
}

/// What is known of the draft as a whole.
#[derive(Serialize)]
struct Whole<'d> {
    #[serde(rename = "type")]
    kind: &'static str,
    path: &'d str,
    format: Format,
    encoding: crate::source::Encoding,
    language: Option<&'d str>,
    date: Option<String>,
    words: usize,
}

/// What the draft as a whole rests on.
#[derive(Serialize)]
struct Picture<'d> {
    #[serde(rename = "type")]
    kind: &'static str,
    path: &'d str,
    #[serde(flatten)]
    picture: crate::reading::attribution::Sourcing,
}

pub(super) fn run(options: &Inspect, world: &mut Surroundings<'_>) -> io::Result<Status> {
    let is_stdin = options.draft.as_os_str() == STDIN;
    let shown = match &options.stdin_filename {
        Some(name) if is_stdin => name.clone(),
        _ => options.draft.to_string_lossy().into_owned(),
    };
    let text = if is_stdin { read::read_stream(world.input, &shown) } else { read::read(&options.draft, &shown) };
    let text = match text {
        Ok(text) => text,
        Err(refused) => return refuse(refused, world),
    };
    let path = crate::config::clean(&world.current.join(&shown));
    let folder = path.parent().unwrap_or(&world.current).to_owned();
    let linter = match Session::for_folder(&folder, &options.from, &Selection::default(), world)? {
        Ok(linter) => linter,
        Err(status) => return Ok(status),
    };
    let read_options = options.written.read_options(linter.settings(), &shown, options.date);
    let text = match read::recognised(text, &read_options) {
        Ok(text) => text,
        Err(refused) => return refuse(refused, world),
    };
    let mut page = page::Page::default();
    for draft in Draft::read_each(&text.source, read_options) {
        let readings = Readings::new(&draft, linter.rules().name_lists());
        match options.format {
            InspectFormat::Text => as_text(&draft, &readings, world.out)?,
            InspectFormat::Jsonl => as_lines(&draft, &readings, world.out)?,
            InspectFormat::Html => page.add(&draft, &readings),
        }
    }
    if options.format == InspectFormat::Html {
        page.write(&text.source, world.out)?;
    }
    Ok(Status::Clean)
}

fn refuse(refused: Refused, world: &mut Surroundings<'_>) -> io::Result<Status> {
    let mistakes = Mistakes { diagnostics: vec![*refused.diagnostic], ..Mistakes::default() };
    mistakes.show(report::Format::Terminal, super::arguments::Colour::Auto, world)
}

/// The people whom the draft introduces.
fn people<'d>(draft: &'d Draft, readings: &'d Readings<'_>) -> impl Iterator<Item = Introduced<'d>> {
    let names = readings.names();
    names.people.iter().enumerate().map(|(index, person)| Introduced::of(draft, names, index, person))
}

fn whole(draft: &Draft) -> Whole<'_> {
    Whole {
        kind: "draft",
        path: draft.source.path(),
        format: draft.format,
        encoding: draft.source.encoding(),
        language: draft.language.as_ref().map(crate::draft::Language::code),
        date: draft.date.map(|date| date.to_string()),
        words: draft.tokens.iter().filter(|token| token.is_word()).count(),
    }
}

/// Which of some spans of prose stand in each block, by their index.
fn by_block(draft: &Draft, spans: impl Iterator<Item = Span>) -> Vec<Vec<usize>> {
    let mut of_block = vec![Vec::new(); draft.blocks.len()];
    for (index, span) in spans.enumerate().filter(|(_, span)| !span.is_empty()) {
        let block = draft.block_at(span.start).filter(|&block| draft.blocks[block].prose.contains(span));
        if let Some(block) = block {
            of_block[block].push(index);
        }
    }
    of_block
}

/// The blocks, each followed by its sentences, quotations, expressions of time and ranges that rules skip, in the order of
/// the text.
fn seen<'d>(draft: &'d Draft, readings: &'d Readings<'_>) -> impl Iterator<Item = Seen<'d>> {
    let (anchors, mentions) = (&readings.events().anchors, &readings.names().mentions);
    let masks_of = by_block(draft, draft.masks.iter().map(|&(span, _)| span));
    let quotes_of = by_block(draft, draft.quotes.iter().map(|quote| quote.span));
    let anchors_of = by_block(draft, anchors.iter().map(|anchor| anchor.span));
    let mentions_of = by_block(draft, mentions.iter().map(|mention| mention.span));
    draft.blocks.iter().enumerate().flat_map(move |(index, block)| {
        let mut parts = vec![(0, block.prose.start, of_block(draft, block))];
        let mut add = |span: Span, seen| parts.push((1, span.start, seen));
        for sentence in block.sentences.clone() {
            let (span, sourcing) = (draft.sentences[sentence].span, Sourcing::of_sentence(draft, readings, sentence));
            add(span, Seen { sourcing: Some(sourcing), ..Seen::new("sentence", draft, span) });
        }
        for &number in &quotes_of[index] {
            let (span, sourcing) = (draft.quotes[number].span, Sourcing::of_quotation(draft, readings, number));
            add(span, Seen { sourcing: Some(sourcing), ..Seen::new("quotation", draft, span) });
        }
        for (span, mask) in
            masks_of[index].iter().map(|&mask| draft.masks[mask]).filter(|(_, mask)| *mask != Mask::Quoted)
        {
            let role = serde_json::to_value(mask).ok().and_then(|mask| mask.as_str().map(str::to_owned));
            add(span, Seen { role, ..Seen::new("mask", draft, span) });
        }
        for time in readings.times().within(block.prose) {
            add(time.span, Seen { timing: Some(Timing::of(time)), ..Seen::new("time", draft, time.span) });
        }
        for anchor in anchors_of[index].iter().map(|&anchor| &anchors[anchor]) {
            let anchoring = Some(Anchoring::of(draft, anchor));
            add(anchor.span, Seen { anchoring, ..Seen::new("anchor", draft, anchor.span) });
        }
        for mention in mentions_of[index].iter().map(|&mention| &mentions[mention]) {
            let naming = Some(Naming::of(draft, mention));
            add(mention.span, Seen { naming, ..Seen::new("name", draft, mention.span) });
        }
        // Stable: a sentence comes before a quotation that starts with it.
        parts.sort_by_key(|&(depth, start, _)| (depth, start));
        parts.into_iter().map(|(_, _, seen)| seen)
    })
}

fn of_block<'d>(draft: &'d Draft, block: &'d Block) -> Seen<'d> {
    let span = if block.prose.is_empty() { block.source } else { draft.prose.to_source(block.prose) };
    let text = if block.prose.is_empty() { draft.source.slice(span) } else { draft.text(block.prose) };
    let role = Some(block.role.name().to_owned());
    Seen { role, field: block.field.as_deref(), ..Seen::at("block", draft.source.place(span), text) }
}

fn as_lines(draft: &Draft, readings: &Readings<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", serde_json::to_string(&whole(draft))?)?;
    for one in seen(draft, readings) {
        writeln!(out, "{}", serde_json::to_string(&one)?)?;
    }
    for person in people(draft, readings) {
        writeln!(out, "{}", serde_json::to_string(&person)?)?;
    }
    let picture = Picture { kind: "sourcing", path: draft.source.path(), picture: readings.sourcing() };
    writeln!(out, "{}", serde_json::to_string(&picture)?)?;
    Ok(())
}

fn as_text(draft: &Draft, readings: &Readings<'_>, out: &mut dyn Write) -> io::Result<()> {
    let whole = whole(draft);
    let format = whole.format.title();
    let language = whole.language.unwrap_or("unknown");
    let date = whole.date.as_deref().unwrap_or("unknown");
    writeln!(
        out,
        "{}: {format}, {} words, language {language}, date {date}",
        report::one_line(whole.path),
        whole.words
    )?;
    for one in seen(draft, readings) {
        let at = format!("{}:{}", one.place.line, one.place.column);
        let text = report::one_line(one.text);
        match (one.kind, &one.role) {
            ("block", Some(role)) => {
                let field = one.field.map(|field| format!(" ({field})")).unwrap_or_default();
                writeln!(out, "\n{at:<8}{role}{field}: {text}")?;
            }
            (_, Some(role)) => writeln!(out, "{at:<8}    {role}: {text}")?,
            (kind, None) => {
                let told = one.told().map(|told| format!(": {told}")).unwrap_or_default();
                writeln!(out, "{at:<8}    {kind}: {text}{told}")?;
            }
        }
    }
    for (number, person) in people(draft, readings).enumerate() {
        let forms: Vec<String> = person.forms.iter().map(|(form, times)| format!("{form} ({times})")).collect();
        let gap = if number == 0 { "\n" } else { "" };
        writeln!(out, "{gap}person {}: {}", number + 1, report::one_line(&forms.join(", ")))?;
    }
    writeln!(out, "\n{}", readings.sourcing())?;
    Ok(())
}
