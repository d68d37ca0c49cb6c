//! The report for people: codespan-reporting draws, one row at a time, what [`super::rows`] cuts out.
//!
//! codespan's own `Diagnostic` is not used. Its levels have other names than ours, it draws a label that runs over
//! several lines as a box, and it shows whole lines; its renderer of single rows has what is hard to get right
//! (underlines, hanging messages, wide characters, styles) and none of that.

use super::clean::{one_line, shown};
use super::columns;
use super::fixed::fixed;
use super::ink::Ink;
use super::notes::notes;
use super::rows::{Label, Row, rows};
use super::select::{Entry, select};
use super::summary::{sourcing, statistics, summary};
use super::{Fixing, Options};
use crate::diagnostic::{Diagnostic, Fix, Level, trouble};
use crate::source::{Place, Source, floor_boundary};
use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::files;
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use codespan_reporting::term::{Config, Renderer, WriteStyle};
use rayon::prelude::*;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

/// How many places of evidence are shown with one diagnostic.
const EVIDENCE: usize = 5;

/// The narrowest screen that is written for.
const NARROWEST: usize = 40;

/// How many entries are drawn before they are written, so that a report of any length takes little memory.
const DRAWN_AT_ONCE: usize = 4096;

/// How many entries one thread draws at a time.
const SHARE: usize = 64;

pub(super) fn render(diagnostics: &[Diagnostic], options: &Options<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let entries = select(diagnostics, options.max_per_rule);
    out.write_all(&drawn(options, |screen| screen.fixed(diagnostics, !entries.is_empty()))?)?;
    for batch in (0..entries.len()).step_by(DRAWN_AT_ONCE) {
        let shares = entries[batch..].chunks(SHARE).zip((batch + SHARE..).step_by(SHARE)).take(DRAWN_AT_ONCE / SHARE);
        let draw =
            |(share, next): (&[Entry<'_>], usize)| drawn(options, |screen| screen.entries(share, entries.get(next)));
        let parts: Vec<io::Result<Vec<u8>>> = shares.collect::<Vec<_>>().into_par_iter().map(draw).collect();
        parts.into_iter().try_for_each(|part| out.write_all(&part?))?;
    }
    out.write_all(&drawn(options, |screen| screen.closing(diagnostics))?)
}

/// How many of the findings a run with `--fix` mends, as the end of the summary.
fn offer(diagnostics: &[Diagnostic], options: &Options<'_>) -> String {
    let can_be_mended = |one: &&Diagnostic| one.is_reported() && one.fixes.iter().any(Fix::goes_without_asking);
    match diagnostics.iter().filter(can_be_mended).count() {
        count if count > 0 && options.fixing == Fixing::Possible => format!("; --fix mends {count}"),
        _ => String::new(),
    }
}

/// What is drawn on a screen.
fn drawn(options: &Options<'_>, draw: impl FnOnce(&mut Screen<'_>) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut ansi, mut plain);
    let terminal: &mut dyn WriteColor = if options.colour {
        ansi = Ansi::new(&mut bytes);
        &mut ansi
    } else {
        plain = NoColor::new(&mut bytes);
        &mut plain
    };
    let width = options.width.max(NARROWEST);
    draw(&mut Screen { ink: Ink::new(terminal), config: Config::default(), options, width })?;
    Ok(bytes)
}

/// The labels of one diagnostic in one file.
struct Excerpt<'d> {
    path: &'d str,
    /// What the line under the header points at.
    place: Place,
    source: Arc<Source>,
    labels: Vec<Label<'d>>,
}

struct Screen<'o> {
    ink: Ink<&'o mut dyn WriteColor>,
    config: Config,
    options: &'o Options<'o>,
    width: usize,
}

impl Screen<'_> {
    /// Entries of a report, of which `next` follows.
    fn entries(&mut self, entries: &[Entry<'_>], next: Option<&Entry<'_>>) -> io::Result<()> {
        for (index, entry) in entries.iter().enumerate() {
            match entry {
                Entry::Show(diagnostic) => self.diagnostic(diagnostic)?,
                Entry::More(more) => self.line(&more.to_string())?,
            }
            // Counts of one file stand together.
            if !matches!((entry, entries.get(index + 1).or(next)), (Entry::More(_), Some(Entry::More(_)))) {
                writeln!(self.ink)?;
            }
        }
        Ok(())
    }

    /// What was mended, a line for each edit, before the findings that are left.
    fn fixed(&mut self, diagnostics: &[Diagnostic], is_followed: bool) -> io::Result<()> {
        let mut edits = fixed(diagnostics).peekable();
        let is_empty = edits.peek().is_none();
        for edit in edits {
            write!(self.ink, "{}", edit.place())?;
            self.ink.set_fixed()?;
            write!(self.ink, "{}", edit.head())?;
            self.ink.reset()?;
            writeln!(self.ink, ": {}", edit.told())?;
        }
        if is_followed && !is_empty { writeln!(self.ink) } else { Ok(()) }
    }

    /// What follows the diagnostics.
    fn closing(&mut self, diagnostics: &[Diagnostic]) -> io::Result<()> {
        if self.options.statistics {
            let table = statistics(diagnostics, self.options);
            if !table.is_empty() {
                writeln!(self.ink, "{table}")?;
            }
            let picture = sourcing(self.options);
            if !picture.is_empty() {
                writeln!(self.ink, "{picture}")?;
            }
        }
        if self.options.quiet {
            return Ok(());
        }
        self.bold_line(&format!("{}{}", summary(diagnostics, self.options), offer(diagnostics, self.options)))?;
        let about_copy = |d: &&Diagnostic| d.is_reported() && d.family.as_ref() != trouble::FAMILY;
        if let Some(first) = diagnostics.iter().find(about_copy).filter(|_| self.options.explain_hint) {
            self.line(&format!("why, and what to do: copydesk explain {}", first.rule))?;
        }
        Ok(())
    }

    fn diagnostic(&mut self, diagnostic: &Diagnostic) -> io::Result<()> {
        let (excerpts, mut more) = excerpts(diagnostic, self.options);
        let digits = excerpts.iter().map(last_line_number).max().unwrap_or(1).to_string().len();
        // The gutter is a number, a space, the border and a space; a line end takes a column when it is underlined.
        let cut: Vec<_> = excerpts.iter().map(|e| rows(&e.source, &e.labels, self.width - digits - 4)).collect();
        let padding = cut.iter().flatten().map(|row| row.line + 1).max().unwrap_or(1).to_string().len();

        self.header(diagnostic)?;
        let own_source = excerpts.first().filter(|e| e.path == diagnostic.path.as_ref()).map(|e| e.source.clone());
        if own_source.is_none() {
            self.locus(padding, &diagnostic.path, diagnostic.place, false)?;
        }
        for (index, (excerpt, rows)) in excerpts.iter().zip(&cut).enumerate() {
            if index > 0 {
                self.border(padding)?;
            }
            self.locus(padding, excerpt.path, excerpt.place, excerpt.source.is_word())?;
            self.excerpt(padding, severity(diagnostic.level), excerpt, rows, &mut more)?;
        }
        let mut notes = notes(diagnostic, own_source.as_deref());
        notes.extend(more);
        if !notes.is_empty() && !excerpts.iter().all(|excerpt| excerpt.source.text().is_empty()) {
            self.border(padding)?;
        }
        for note in notes {
            let room = self.width - padding - 3;
            let note = columns::wrap(&note, room, room).join("\n");
            self.renderer().render_snippet_note(padding, &note).map_err(to_io)?;
        }
        Ok(())
    }

    fn line(&mut self, text: &str) -> io::Result<()> {
        for line in columns::wrap(&one_line(text), self.width, self.width) {
            writeln!(self.ink, "{line}")?;
        }
        Ok(())
    }

    fn bold_line(&mut self, text: &str) -> io::Result<()> {
        self.ink.set_header_message()?;
        for (index, line) in columns::wrap(text, self.width, self.width).iter().enumerate() {
            write!(self.ink, "{}{line}", if index == 0 { "" } else { "\n" })?;
        }
        self.ink.reset()?;
        writeln!(self.ink)
    }

    /// `level[rule]: message`, over as many lines as it needs.
    fn header(&mut self, diagnostic: &Diagnostic) -> io::Result<()> {
        let Diagnostic { level, rule, message, .. } = diagnostic;
        self.ink.set_header(severity(*level))?;
        let head = format!("{level}[{rule}]");
        write!(self.ink, "{head}")?;
        self.ink.reset()?;
        let room = self.width.saturating_sub(columns::of_text(&head) + 2);
        for (index, line) in columns::wrap(&one_line(message), room, self.width - 4).iter().enumerate() {
            self.ink.set_header_message()?;
            write!(self.ink, "{}{line}", if index == 0 { ": " } else { "    " })?;
            self.ink.reset()?;
            writeln!(self.ink)?;
        }
        if message.trim().is_empty() {
            writeln!(self.ink)?;
        }
        Ok(())
    }

    /// `┌─ path:line:column`, or the path alone for a file of which there is no text. In a Word document there is nothing to
    /// jump to: people look for the paragraph.
    fn locus(&mut self, padding: usize, path: &str, place: Place, is_word: bool) -> io::Result<()> {
        self.ink.set_source_border()?;
        write!(self.ink, "{:padding$} {}", "", self.config.chars.snippet_start)?;
        self.ink.reset()?;
        write!(self.ink, " {}", one_line(path))?;
        if is_word {
            write!(self.ink, ", paragraph {}", place.line)?;
        } else if place.end > 0 || place.line > 1 {
            write!(self.ink, ":{}:{}", place.line, place.column)?;
        }
        writeln!(self.ink)
    }

    fn border(&mut self, padding: usize) -> io::Result<()> {
        self.renderer().render_snippet_empty(padding, Severity::Note, 0, &[]).map_err(to_io)
    }

    fn renderer(&mut self) -> Renderer<'_, '_> {
        Renderer::new(&mut self.ink, &self.config)
    }

    /// The rows of one file with their underlines; what finds no room beside them is added to the notes.
    fn excerpt(
        &mut self,
        padding: usize,
        severity: Severity,
        excerpt: &Excerpt<'_>,
        rows: &[Row],
        notes: &mut Vec<String>,
    ) -> io::Result<()> {
        // An empty file has nothing to underline.
        if excerpt.source.text().is_empty() {
            return Ok(());
        }
        let room = self.width - padding - 3;
        self.border(padding)?;
        for (index, row) in rows.iter().enumerate() {
            let next_joins = rows.get(index + 1).is_some_and(|next| next.joined);
            if index > 0 && !row.joined {
                self.renderer().render_snippet_break(padding, severity, 0, &[]).map_err(to_io)?;
            }
            let shown = Shown::new(&excerpt.source, row, !row.ends_line && !next_joins, &excerpt.labels);
            let mut labels = Vec::new();
            for (label, part) in &shown.labels {
                // What is written about a label that goes on in the next row is written there.
                let mut message = if label.span.end <= row.until { label.message } else { "" };
                let column = columns::of_text(&shown.text[..part.start]);
                let marks = columns::of_text(shown.text.get(part.clone()).unwrap_or("")).max(1);
                let style = if label.primary { LabelStyle::Primary } else { LabelStyle::Secondary };
                let length = columns::of_text(message);
                if !message.is_empty() && column + marks + 1 + length > room {
                    if column + length <= room {
                        // codespan hangs a message under its label, not beside it, where two labels overlap.
                        labels.push((style, part.clone(), ""));
                    } else {
                        notes.push(format!("line {}: {message}", row.line + 1));
                        message = "";
                    }
                }
                labels.push((style, part.clone(), message));
            }
            labels.sort_by_key(|(_, part, message)| (part.start, part.end, message.is_empty()));
            let same_line = index > 0 && row.joined && rows[index - 1].line == row.line;
            self.ink.blank_number = same_line;
            self.renderer()
                .render_snippet_source(padding, row.line + 1, &shown.text, severity, &labels, 0, &[])
                .map_err(to_io)?;
            self.ink.blank_number = false;
        }
        Ok(())
    }
}

/// A row as it is shown: with marks where text is left out, tabs as spaces, and nothing that a terminal would obey.
struct Shown<'l> {
    text: String,
    /// The labels in this row, with the bytes of `text` to underline: never none.
    labels: Vec<(&'l Label<'l>, Range<usize>)>,
}

impl<'l> Shown<'l> {
    fn new(source: &Source, row: &Row, cut_after: bool, labels: &'l [Label<'l>]) -> Self {
        let parts: Vec<_> = labels.iter().filter_map(|label| Some((label, row.part(&label.span)?))).collect();
        // Spaces at the end of a row are shown only where something is said about them.
        let words = row.span.start + source.text()[row.span.clone()].trim_end_matches(' ').len();
        let ends_here = |(label, part): &(&Label<'_>, Range<usize>)| part.is_empty() || label.span.end <= row.until;
        let ends = parts.iter().filter(|part| ends_here(part)).map(|(_, part)| part.end);
        let end = ends.max().map_or(words, |end| end.max(words));

        let mut text = String::from(if row.cut_before { "… " } else { "" });
        // Where each byte of the source went.
        let mut places = Vec::with_capacity(end - row.span.start + 1);
        for character in source.text()[row.span.start..end].chars() {
            places.extend(std::iter::repeat_n(text.len(), character.len_utf8()));
            match character {
                '\t' => text.extend(std::iter::repeat_n(' ', columns::TAB)),
                // Terminals disagree about its width, and nobody has to see it.
                '\u{feff}' => {}
                _ => text.push(shown(character)),
            }
        }
        places.push(text.len());
        let shown_end = text.len();
        if cut_after {
            text.push_str(" …");
        }
        let place = |at: usize| places[at.saturating_sub(row.span.start).min(places.len() - 1)];
        let labels = parts
            .into_iter()
            .map(|(label, part)| (label, visible(&text, place(part.start)..place(part.end), shown_end)))
            .collect();
        Self { text, labels }
    }
}

/// The range, made to cover something that has a width: an underline starts under a letter, not under its accent.
fn visible(text: &str, range: Range<usize>, end: usize) -> Range<usize> {
    let Range { mut start, end: mut stop } = range;
    let width_at = |at: usize| text[at..].chars().next().map_or(1, columns::of);
    while start > 0 && start < end && width_at(start) == 0 {
        start = floor_boundary(text, start - 1);
    }
    if stop <= start {
        stop = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    start..stop
}

/// The files in which a diagnostic has something to show, its own first, and notes for what cannot be shown.
fn excerpts<'d>(diagnostic: &'d Diagnostic, options: &Options<'_>) -> (Vec<Excerpt<'d>>, Vec<String>) {
    let mut excerpts: Vec<Excerpt<'d>> = Vec::new();
    let mut notes = Vec::new();
    let mut add = |path: &'d str, place: Place, message: &'d str, primary: bool| {
        let known = excerpts.iter().position(|excerpt| excerpt.path == path);
        let Some(index) = known.or_else(|| {
            let source = (options.sources)(path)?;
            excerpts.push(Excerpt { path, place, source, labels: Vec::new() });
            Some(excerpts.len() - 1)
        }) else {
            if !primary {
                notes.push(format!("{}:{}:{}: {}", one_line(path), place.line, place.column, one_line(message)));
            }
            return;
        };
        let excerpt = &mut excerpts[index];
        let span = span_of(&excerpt.source, place);
        excerpt.labels.push(Label { span, message, primary });
    };
    add(&diagnostic.path, diagnostic.place, "", true);
    for evidence in diagnostic.evidence.iter().take(EVIDENCE) {
        add(&evidence.path, evidence.place, &evidence.label, false);
    }
    match diagnostic.evidence.len().saturating_sub(EVIDENCE) {
        0 => {}
        1 => notes.push("and 1 more place".to_owned()),
        more => notes.push(format!("and {more} more places")),
    }
    for excerpt in &mut excerpts {
        excerpt.labels.sort_by_key(|label| (label.span.start, label.span.end));
    }
    (excerpts, notes)
}

/// The place in the decoded text, without a line end at its end; inside the text even if the file has changed.
fn span_of(source: &Source, place: Place) -> Range<usize> {
    let text = source.text();
    let at = |original| floor_boundary(text, source.decoded(original) as usize);
    let start = at(place.start);
    let end = at(place.end).max(start);
    let start = start.min(source.line_span(source.line_index(start)).end as usize);
    start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
}

fn last_line_number(excerpt: &Excerpt<'_>) -> usize {
    excerpt.labels.iter().map(|label| excerpt.source.line_index(label.span.end) + 1).max().unwrap_or(1)
}

/// The severity that codespan-reporting draws a level in; its own names for them are never written.
fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Advice => Severity::Note,
    }
}

/// codespan-reporting fails by itself only for files that it asks for, and it is not given any.
fn to_io(error: files::Error) -> io::Error {
    match error {
        files::Error::Io(error) => error,
        other => io::Error::other(other),
    }
}
