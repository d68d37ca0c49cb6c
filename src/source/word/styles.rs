//! The styles of a Word document: their names, and what they say of those who have them.

use super::BrokenWord;
use super::xml::{Step, attribute, is_on, value, walk};
use rustc_hash::FxHashMap;

/// How many styles may be based on one another.
const DEEPEST: usize = 16;

/// What is said of a run of text, or by a style of those that have it; `None` where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) language: Option<[u8; 2]>,
}

impl Look {
    /// The same, with what another says where it says nothing.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
            language: self.language.or(other.language),
        }
    }

    /// Takes up what an element among the properties of a run says.
    pub(super) fn take(&mut self, name: &str, of: &quick_xml::events::BytesStart<'_>) {
        match name {
            "b" => self.bold = Some(is_on(of)),
            "i" => self.italic = Some(is_on(of)),
            "vanish" => self.hidden = Some(is_on(of)),
            "lang" => self.language = value(of).and_then(|tag| two_letters(&tag)),
            _ => {}
        }
    }
}

/// The two letters with which the tag of a language begins.
fn two_letters(tag: &str) -> Option<[u8; 2]> {
    let code = tag.split(['-', '_']).next()?.as_bytes();
    let &[a, b] = code else { return None };
    (a.is_ascii_alphabetic() && b.is_ascii_alphabetic()).then_some([a.to_ascii_lowercase(), b.to_ascii_lowercase()])
}

#[derive(Debug, Default)]
struct Style {
    name: Box<str>,
    based_on: Option<u32>,
    look: Look,
    /// The level in the outline, from 1 for headings; 0 for text.
    level: Option<u8>,
    is_listed: Option<bool>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    list: Vec<Style>,
    by_id: FxHashMap<Box<str>, u32>,
    /// What is said of all text.
    every: Look,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(xml: &str) -> Result<Self, BrokenWord> {
        let mut styles = Self::default();
        let mut bases: Vec<Option<Box<str>>> = Vec::new();
        let (mut in_style, mut in_defaults) = (false, false);
        walk(xml, "styles", |step| match step {
            Step::Open { name: "style", of } => {
                let id: Box<str> = attribute(of, "styleId").unwrap_or_default().into();
                styles.by_id.insert(id.clone(), styles.list.len() as u32);
                styles.list.push(Style { name: id, ..Style::default() });
                bases.push(None);
                in_style = true;
            }
            Step::Close { name: "style" } => in_style = false,
            Step::Open { name: "rPrDefault", .. } => in_defaults = true,
            Step::Close { name: "rPrDefault" } => in_defaults = false,
            Step::Open { name, of } if in_defaults => styles.every.take(name, of),
            Step::Open { name, of } if in_style => {
                let (Some(style), Some(base)) = (styles.list.last_mut(), bases.last_mut()) else { return };
                match (name, value(of)) {
                    ("name", Some(name)) => style.name = name.to_lowercase().into(),
                    ("basedOn", Some(id)) => *base = Some(id.into()),
                    ("outlineLvl", Some(level)) => style.level = Some(outline(&level)),
                    ("numId", Some(list)) => style.is_listed = Some(&*list != "0"),
                    _ => style.look.take(name, of),
                }
            }
            _ => {}
        })?;
        for (index, base) in bases.into_iter().enumerate() {
            styles.list[index].based_on = base.and_then(|id| styles.by_id.get(&id).copied());
        }
        Ok(styles)
    }

    /// The style of that identifier.
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// A style and those that it is based on, nearest first.
    fn chain(&self, style: Option<u32>) -> impl Iterator<Item = &Style> {
        let at = |index: u32| self.list.get(index as usize);
        let first = style.and_then(at);
        std::iter::successors(first, move |style| style.based_on.and_then(at)).take(DEEPEST)
    }

    /// The name of a style and those of the styles that it is based on, nearest first, in small letters.
    pub(crate) fn names(&self, style: Option<u32>) -> impl Iterator<Item = &str> {
        self.chain(style).map(|style| &*style.name)
    }

    /// The level in the outline that a style gives, from 1.
    pub(crate) fn level(&self, style: Option<u32>) -> Option<u8> {
        self.chain(style).find_map(|style| style.level).filter(|&level| level > 0)
    }

    /// Whether a style numbers its paragraphs.
    pub(crate) fn is_listed(&self, style: Option<u32>) -> bool {
        self.chain(style).find_map(|style| style.is_listed).unwrap_or(false)
    }

    /// What a style says of its text.
    pub(super) fn look(&self, style: Option<u32>) -> Look {
        self.chain(style).fold(Look::default(), |look, style| look.or(style.look))
    }

    /// What is said of all text.
    pub(super) fn every(&self) -> Look {
        self.every
    }

    /// Whether a style of characters is for code.
    pub(super) fn is_code(&self, style: Option<u32>) -> bool {
        const CODE: [&str; 6] =
            ["html code", "verbatim char", "source text", "code", "html typewriter", "html keyboard"];
        self.names(style).any(|name| CODE.contains(&name))
    }
}

/// The level of a heading, from 1, by what the outline calls it; 0 for text.
pub(super) fn outline(level: &str) -> u8 {
    level.parse::<u8>().ok().filter(|&level| level < 9).map_or(0, |level| level + 1)
}
