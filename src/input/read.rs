//! A file's bytes to a source, and what has to be said about its encoding.

use crate::diagnostic::{Diagnostic, Level, trouble};
use crate::draft::{Format, ReadOptions, Unrecognised};
use crate::source::{Notice, Source, Span, Unreadable, decode};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Text {
    /// The text.
    pub source: Arc<Source>,
    /// What has to be said about its encoding.
    pub notice: Option<Diagnostic>,
}

/// A file that was not read.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Whether it is no draft at all, such as a picture; in a folder such files are passed over.
    pub is_no_draft: bool,
    /// Why.
    pub diagnostic: Box<Diagnostic>,
}

/// Reads a file. `shown` is its path as it was given.
///
/// # Errors
/// [`Refused`] with a diagnostic for the file.
pub fn read(file: &Path, shown: &str) -> Result<Text, Refused> {
    text(shown, bytes(file, shown)?)
}

/// Reads the bytes of a file.
///
/// # Errors
/// [`Refused`] with a diagnostic for the file.
pub fn bytes(file: &Path, shown: &str) -> Result<Vec<u8>, Refused> {
    let refused = |error: &io::Error| unreadable(shown, explain(error));
    let metadata = file.metadata().map_err(|error| refused(&error))?;
    if metadata.is_dir() {
        return Err(unreadable(shown, "this is a folder".to_owned()));
    }
    // A named pipe or a device may never end.
    if !metadata.is_file() {
        let mut refused = unreadable(shown, "this is not a regular file".to_owned());
        refused.diagnostic.remedy = Some("Pipe it in: `copydesk check - < FILE`.".to_owned());
        return Err(refused);
    }
    if metadata.len() > Source::LARGEST {
        return Err(unreadable(shown, Unreadable::TooLarge { size: metadata.len() }.to_string()));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    File::open(file)
        .and_then(|open| open.take(Source::LARGEST + 1).read_to_end(&mut bytes))
        .map_err(|error| refused(&error))?;
    Ok(bytes)
}

/// Reads all bytes of a stream, such as standard input.
///
/// # Errors
/// [`Refused`] with a diagnostic for the stream.
pub fn stream_bytes(stream: &mut dyn Read, shown: &str) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let read = stream.take(Source::LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(shown, explain(&error)))?;
    Ok(bytes)
}

/// Reads all of a stream.
///
/// # Errors
/// [`Refused`] with a diagnostic for the stream.
pub fn read_stream(stream: &mut dyn Read, shown: &str) -> Result<Text, Refused> {
    text(shown, stream_bytes(stream, shown)?)
}

/// The text of some bytes that are at hand, such as what is staged of a file.
///
/// # Errors
/// [`Refused`] with a diagnostic for the file.
pub fn text(shown: &str, bytes: Vec<u8>) -> Result<Text, Refused> {
    let (source, notice) = decode(shown, bytes).map_err(|error| {
        let is_no_draft = matches!(error, Unreadable::Binary { .. });
        let mut refused = Refused { is_no_draft, ..unreadable(shown, error.to_string()) };
        refused.diagnostic.remedy = error.remedy().map(str::to_owned);
        refused
    })?;
    let notice = notice.map(|notice| encoding(&source, notice));
    Ok(Text { source: Arc::new(source), notice })
}

/// The same text, if it is clear how it is written.
///
/// # Errors
/// [`Refused`] where its name promises what it does not hold, and nobody has said how it is written.
pub fn recognised(text: Text, options: &ReadOptions) -> Result<Text, Refused> {
    match options.format {
        None => match Format::of(&text.source) {
            Err(error) => Err(unrecognised(text.source.path(), error)),
            Ok(_) => Ok(text),
        },
        Some(Format::Word) if !text.source.is_word() => Err(unrecognised(text.source.path(), Unrecognised::Word)),
        Some(_) => Ok(text),
    }
}

/// What is to be said of a file whose name promises what it does not hold.
fn unrecognised(shown: &str, error: Unrecognised) -> Refused {
    let mut refused = unreadable(shown, error.to_string());
    refused.is_no_draft = error != Unrecognised::Word;
    refused.diagnostic.remedy = Some(match error {
        Unrecognised::Word => "Save it as a Word document (.docx), or name it after what it is.".to_owned(),
        Unrecognised::Xml | Unrecognised::Json => {
            "If it is a draft, say how it is written: with `--format-in`, or in `[formats]` in copydesk.toml."
                .to_owned()
        }
    });
    refused
}

/// The diagnostic about a file that cannot be read.
pub(crate) fn unreadable(shown: &str, message: String) -> Refused {
    let diagnostic = Diagnostic::about_file(shown, trouble::UNREADABLE, Level::Error, message);
    Refused { is_no_draft: false, diagnostic: Box::new(diagnostic) }
}

/// What the system says, without its number.
pub(crate) fn explain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "reading it is not permitted".to_owned(),
        _ => {
            let text = error.to_string();
            let end = text.find(" (os error").unwrap_or(text.len());
            text[..end].to_lowercase()
        }
    }
}

fn encoding(source: &Source, notice: Notice) -> Diagnostic {
    let (at, level, message, remedy) = match notice {
        Notice::ReadAsWindows1252 { at } => {
            let message = "this file is not UTF-8; it was read as Windows-1252".to_owned();
            (at, Level::Advice, message, "Save it as UTF-8.")
        }
        Notice::BrokenBytes { at, count } => {
            let places = if count == 1 { "one place".to_owned() } else { format!("{count} places") };
            let message = format!("bytes in {places} cannot be read as text");
            (at, Level::Warning, message, "Restore the characters from the original and save the file as UTF-8.")
        }
    };
    let start = (source.decoded(at) as usize).min(source.text().len());
    let length = source.text()[start..].chars().next().map_or(0, char::len_utf8);
    let span = Span::new(start, start + length);
    Diagnostic::trouble(source, span, trouble::ENCODING, level, message).with_remedy(remedy)
}
