//! How drafts are written, and how to tell: by the ending of a file's name, or by what it holds where an ending says little.

use crate::source::{Source, Span};
use std::borrow::Cow;
use std::fmt;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Format {
    /// Plain text, a paragraph a line or hard-wrapped.
    #[serde(rename = "text")]
    Text,
    /// Markdown (CommonMark and GitHub's tables), with front matter in YAML, TOML or JSON.
    #[serde(rename = "markdown")]
    Markdown,
    /// Markdown with components, expressions and imports of JavaScript.
    #[serde(rename = "mdx")]
    Mdx,
    /// A page of HTML, or a part of one.
    #[serde(rename = "html")]
    Html,
    /// ArchieML, which shared documents are exported to.
    #[serde(rename = "archieml")]
    ArchieMl,
    /// A document of Microsoft Word (Office Open XML).
    #[serde(rename = "docx")]
    Word,
    /// The News Industry Text Format, XML of the IPTC.
    #[serde(rename = "nitf")]
    Nitf,
    /// NewsML-G2, XML of the IPTC that carries stories and what is known of them.
    #[serde(rename = "newsml-g2")]
    NewsMl,
    /// ninjs, JSON of the IPTC.
    #[serde(rename = "ninjs")]
    Ninjs,
    /// A JSON object a line, each of them a story.
    #[serde(rename = "jsonl")]
    JsonLines,
}

impl Format {
    /// Every format, in the order of the documentation.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Markdown,
        Self::Mdx,
        Self::Html,
        Self::ArchieMl,
        Self::Word,
        Self::Nitf,
        Self::NewsMl,
        Self::Ninjs,
        Self::JsonLines,
    ];

    /// File name endings and the format they stand for.
    const ENDINGS: [(&'static str, Self); 13] = [
        ("txt", Self::Text),
        ("text", Self::Text),
        ("md", Self::Markdown),
        ("markdown", Self::Markdown),
        ("mdown", Self::Markdown),
        ("mdx", Self::Mdx),
        ("html", Self::Html),
        ("htm", Self::Html),
        ("xhtml", Self::Html),
        ("aml", Self::ArchieMl),
        ("archieml", Self::ArchieMl),
        ("docx", Self::Word),
        ("nitf", Self::Nitf),
    ];

    /// The name used in settings and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Mdx => "mdx",
            Self::Html => "html",
            Self::ArchieMl => "archieml",
            Self::Word => "docx",
            Self::Nitf => "nitf",
            Self::NewsMl => "newsml-g2",
            Self::Ninjs => "ninjs",
            Self::JsonLines => "jsonl",
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Markdown => "Markdown",
            Self::Mdx => "MDX",
            Self::Html => "HTML",
            Self::ArchieMl => "ArchieML",
            Self::Word => "Word",
            Self::Nitf => "NITF",
            Self::NewsMl => "NewsML-G2",
            Self::Ninjs => "ninjs",
            Self::JsonLines => "JSON lines",
        }
    }

    /// The ending that names of such files usually have.
    #[must_use]
    pub fn ending(self) -> &'static str {
        let known = Self::ENDINGS.iter().find(|(_, format)| *format == self);
        known.map_or(
            match self {
                Self::NewsMl => "xml",
                Self::Ninjs => "json",
                _ => "jsonl",
            },
            |(ending, _)| ending,
        )
    }

    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format that a file name's ending stands for. Of endings that stand for many things, such as `.xml` and `.json`,
    /// nothing can be said: see [`Format::of`].
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let ending = ending(path)?;
        Self::ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|&(_, format)| format)
    }

    /// The format of a file by its name and, where the ending stands for many things, by what it holds. An ending that
    /// nobody knows is taken for plain text.
    ///
    /// # Errors
    /// [`Unrecognised`] where the ending promises a notation and the file holds nothing of it that is a story.
    pub fn of(source: &Source) -> Result<Self, Unrecognised> {
        if source.is_word() {
            return Ok(Self::Word);
        }
        if let Some(format) = Self::of_path(source.path()) {
            return match format {
                Self::Word => Err(Unrecognised::Word),
                format => Ok(format),
            };
        }
        let is = |wanted: &[&str]| {
            ending(source.path()).is_some_and(|ending| wanted.iter().any(|one| one.eq_ignore_ascii_case(ending)))
        };
        if is(&["xml"]) {
            super::xml::recognise(source).ok_or(Unrecognised::Xml)
        } else if is(&["json"]) {
            super::ninjs::recognise(source).ok_or(Unrecognised::Json)
        } else if is(&["jsonl", "ndjson"]) {
            Ok(Self::JsonLines)
        } else {
            Ok(Self::Text)
        }
    }

    /// Where the stories of a source stand: one, unless the format holds several. There is always one.
    pub(super) fn stories(self, source: &Source) -> Vec<Span> {
        let stories = match self {
            Self::NewsMl => super::xml::stories(source),
            Self::Ninjs => super::ninjs::stories(source),
            Self::JsonLines => super::json_lines::stories(source),
            _ => Vec::new(),
        };
        if stories.is_empty() { vec![source.body()] } else { stories }
    }

    /// How words are written in the source that are to be read as they stand. Markdown lets most marks stand.
    #[must_use]
    pub(crate) fn spelt(self, words: &str) -> Cow<'_, str> {
        if self == Self::Html && words.contains(['&', '<']) {
            Cow::Owned(words.replace('&', "&amp;").replace('<', "&lt;"))
        } else {
            Cow::Borrowed(words)
        }
    }

    /// Whether it is Markdown, with or without JavaScript in it.
    #[must_use]
    pub const fn is_markdown(self) -> bool {
        matches!(self, Self::Markdown | Self::Mdx)
    }

    /// Whether drafts are only read: to write in them would take what made them.
    #[must_use]
    pub const fn is_read_only(self) -> bool {
        matches!(self, Self::Word | Self::Nitf | Self::NewsMl | Self::Ninjs | Self::JsonLines)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A file whose name promises what it does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unrecognised {
    /// A `.docx` that is none.
    #[error("this is not a Word document, whatever its name says")]
    Word,
    /// An `.xml` whose root element is not known.
    #[error("this XML is neither NITF nor NewsML-G2")]
    Xml,
    /// A `.json` that does not look like a story.
    #[error("this JSON is not a ninjs story")]
    Json,
}

fn ending(path: &str) -> Option<&str> {
    Some(path.rsplit(['/', '\\']).next()?.rsplit_once('.')?.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_stand_for_formats() {
        assert_eq!(Format::of_path("desk/a.HTM"), Some(Format::Html));
        assert_eq!(Format::of_path("desk.md/a"), None);
        assert_eq!(Format::of_path("a.xml"), None);
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
        }
    }
}
