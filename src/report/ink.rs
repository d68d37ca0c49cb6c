//! The colours of the report for people.

use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::WriteStyle;
use codespan_reporting::term::termcolor::{Color, ColorSpec, WriteColor};
use std::io;

/// A terminal to which codespan-reporting writes in our colours.
pub(super) struct Ink<W> {
    terminal: W,
    /// Whether the line number of the next row is left out, because the row goes on with the line above.
    pub(super) blank_number: bool,
    in_number: bool,
}

impl<W: WriteColor> Ink<W> {
    pub(super) fn new(terminal: W) -> Self {
        Self { terminal, blank_number: false, in_number: false }
    }

    /// The colour of what was mended.
    pub(super) fn set_fixed(&mut self) -> io::Result<()> {
        self.set(Some(Color::Green), |spec| {
            spec.set_bold(true);
        })
    }

    fn set(&mut self, colour: Option<Color>, change: impl FnOnce(&mut ColorSpec)) -> io::Result<()> {
        let mut spec = ColorSpec::new();
        spec.set_fg(colour);
        change(&mut spec);
        self.terminal.set_color(&spec)
    }
}

/// Red and yellow are what editors know from other tools; advice keeps away from both. All are of the eight colours that
/// every theme makes readable on its own background, which the bright ones are not.
fn colour(severity: Severity) -> Color {
    match severity {
        Severity::Bug | Severity::Error => Color::Red,
        Severity::Warning => Color::Yellow,
        Severity::Note | Severity::Help => Color::Magenta,
    }
}

impl<W: WriteColor> io::Write for Ink<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.in_number && self.blank_number {
            self.terminal.write_all(&vec![b' '; bytes.len()])?;
            return Ok(bytes.len());
        }
        self.terminal.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.terminal.flush()
    }
}

impl<W: WriteColor> WriteStyle for Ink<W> {
    fn set_header(&mut self, severity: Severity) -> io::Result<()> {
        self.set(Some(colour(severity)), |spec| {
            spec.set_bold(true);
        })
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.set(None, |spec| {
            spec.set_bold(true);
        })
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.in_number = true;
        self.set_source_border()
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.set_source_border()
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.set(None, |spec| {
            spec.set_dimmed(true);
        })
    }

    fn set_label(&mut self, severity: Severity, style: LabelStyle) -> io::Result<()> {
        match style {
            LabelStyle::Primary => self.set(Some(colour(severity)), |spec| {
                spec.set_bold(true);
            }),
            LabelStyle::Secondary => self.set(Some(Color::Cyan), |_| {}),
        }
    }

    fn reset(&mut self) -> io::Result<()> {
        self.in_number = false;
        self.terminal.reset()
    }
}
