//! Where in a draft a rule looks.

use crate::draft::{Draft, Mask, Role};
use crate::source::Span;
use crate::table::{Table, Text, suggest};

/// A part of a draft that a rule can name in `in` and `not-in`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Blocks of a role.
    Role(Role),
    /// A front matter field by its name, whatever role it has.
    Field(Box<str>),
    /// Words in quotation marks, and block quotations.
    Quotation,
    /// The text of links.
    Link,
    /// Bold and italic text.
    Emphasis,
    /// The dateline.
    Dateline,
}

impl Place {
    /// Names that are not roles.
    const OTHERS: [(&'static str, Self); 4] = [
        ("quotation", Self::Quotation),
        ("link", Self::Link),
        ("emphasis", Self::Emphasis),
        ("dateline", Self::Dateline),
    ];

    /// All names; a front matter field is `front-matter.NAME`.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let roles = Role::ALL.into_iter().filter(|role| !matches!(role, Role::Code | Role::Markup)).map(Role::name);
        roles.chain(Self::OTHERS.iter().map(|(name, _)| *name))
    }

    fn from_name(name: &str) -> Option<Self> {
        if let Some(field) = name.strip_prefix("front-matter.") {
            return (!field.is_empty()).then(|| Self::Field(field.into()));
        }
        let role = Role::ALL.into_iter().find(|role| role.name() == name && !matches!(role, Role::Code | Role::Markup));
        role.map(Self::Role)
            .or_else(|| Self::OTHERS.iter().find(|(known, _)| *known == name).map(|(_, place)| place.clone()))
    }

    fn holds(&self, draft: &Draft, block: usize, span: Span) -> bool {
        let this = &draft.blocks[block];
        match self {
            Self::Role(role) => this.role == *role,
            Self::Field(name) => this.field.as_deref() == Some(&**name),
            Self::Quotation => this.role == Role::Blockquote || draft.is_masked(span, &[Mask::Quoted]),
            Self::Link => draft.is_masked(span, &[Mask::Link]),
            Self::Emphasis => draft.is_masked(span, &[Mask::Emphasis]),
            Self::Dateline => draft.is_masked(span, &[Mask::Dateline]),
        }
    }

    fn is_block(&self) -> bool {
        matches!(self, Self::Role(_) | Self::Field(_))
    }
}

/// Where a rule looks: `in` and `not-in` of the rule file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    within: Vec<Place>,
    outside: Vec<Place>,
}

impl Scope {
    /// Reads `in` and `not-in`.
    pub(crate) fn read(table: &Table<'_>) -> Self {
        let read = |key| table.strings(key).into_iter().filter_map(|text| place(table, text)).collect();
        Self { within: read("in"), outside: read("not-in") }
    }

    /// Whether the rule names kinds of blocks or front matter fields to look at.
    #[must_use]
    pub fn names_blocks(&self) -> bool {
        self.within.iter().any(Place::is_block)
    }

    /// Whether a span of prose lies where the rule looks. Addresses, code and template tags are never looked at, and
    /// references and front matter only by rules that ask for them.
    #[must_use]
    pub fn allows(&self, draft: &Draft, span: Span) -> bool {
        let Some(block) = draft.block_at(span.start) else { return false };
        self.allows_block(draft, block)
            && (self.within.iter().all(Place::is_block)
                || self.within.iter().filter(|place| !place.is_block()).any(|place| place.holds(draft, block, span)))
            && !self.outside.iter().filter(|place| !place.is_block()).any(|place| place.holds(draft, block, span))
            && !draft.is_masked(span, &[Mask::Url, Mask::Code, Mask::Template])
    }

    /// Whether the rule looks at a block at all.
    #[must_use]
    pub fn allows_block(&self, draft: &Draft, block: usize) -> bool {
        let this = &draft.blocks[block];
        let named = self.within.iter().any(|place| place.is_block() && place.holds(draft, block, this.prose));
        let by_default = match this.role {
            Role::Reference | Role::FrontMatter => false,
            Role::Code | Role::Markup => return false,
            _ => !self.names_blocks(),
        };
        (named || by_default)
            && !self.outside.iter().any(|place| place.is_block() && place.holds(draft, block, this.prose))
    }
}

fn place(table: &Table<'_>, text: Text<'_>) -> Option<Place> {
    let place = Place::from_name(text.value);
    if place.is_none() {
        let remedy = suggest(text.value, Place::names()).unwrap_or_else(|| {
            format!("Known places: {}, and front-matter.NAME.", crate::table::listed(Place::names()))
        });
        table.file().mistake(text.span, format!("there is no place `{}` in a draft", text.value), Some(remedy));
    }
    place
}
