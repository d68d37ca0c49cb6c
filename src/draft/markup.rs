//! Drafts whose markup is elements: HTML, and the XML of news agencies.
//!
//! What an element means to a reader is its format's business; [`Walker`] turns that, with the text between the tags, into
//! blocks.

pub(super) mod pieces;
mod tokens;
mod walker;

pub(super) use tokens::tokenise;
pub(super) use walker::Walker;

use super::block::{Mask, Role};

/// The name of an element, to be compared with others whatever its capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name(u64);

impl Name {
    pub(super) const fn of(name: &[u8]) -> Self {
        const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
        const PRIME: u64 = 0x0100_0000_01b3;
        let mut key = OFFSET;
        let mut at = 0;
        while at < name.len() {
            key = (key ^ name[at].to_ascii_lowercase() as u64).wrapping_mul(PRIME);
            at += 1;
        }
        Self(key)
    }
}

/// What an element is to a reader.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Element {
    /// Stands in a sentence, perhaps in the middle of a word.
    Inline(Option<Mask>),
    /// The same, raised: a figure of a power, or the mark of a footnote, which is no word.
    Raised,
    /// Stands in a sentence, is as good as a space, and holds no text: a picture.
    Space,
    /// A line break. Two of them part paragraphs.
    Break,
    /// Parts paragraphs, and says no more of the text in it.
    Block,
    /// Says what the text in it is; with the level of a heading, else 0.
    Role(Role, u8),
    /// Program code, as a block.
    Code,
    /// Stands in a sentence, and nobody reads it as part of that.
    Hidden,
    /// Parts paragraphs, and nobody reads it as part of the story.
    Unread,
}

impl Element {
    /// Whether it stands in a sentence.
    pub(super) fn is_in_line(self) -> bool {
        matches!(self, Self::Inline(_) | Self::Raised | Self::Space | Self::Break | Self::Hidden)
    }

    /// Whether it holds text that is a block, or parts of one.
    pub(super) fn is_block(self) -> bool {
        matches!(self, Self::Block | Self::Role(..))
    }

    /// Whether it may stand in the middle of a word.
    pub(super) fn may_stand_in_a_word(self) -> bool {
        matches!(self, Self::Inline(_) | Self::Raised)
    }

    /// Whether the text in it is passed over.
    pub(super) fn is_unread(self) -> bool {
        matches!(self, Self::Code | Self::Hidden | Self::Unread)
    }

    /// The same element where nobody reads it.
    pub(super) fn unread(self) -> Self {
        if self.is_in_line() { Self::Hidden } else { Self::Unread }
    }

    /// The same element with a role.
    pub(super) fn with_role(self, role: Role) -> Self {
        match self {
            Self::Role(_, heading) => Self::Role(role, heading),
            _ => Self::Role(role, 0),
        }
    }
}

/// What text is in an element that says it is `inner`, within one whose text is `outer`. Words of others stay theirs,
/// whatever list they are in, and a list in a cell is of the cell.
fn within(outer: Role, inner: Role) -> Role {
    match (outer, inner) {
        (Role::Reference, _) => outer,
        (_, Role::Body) => outer,
        (Role::Body, _) => inner,
        (Role::Blockquote, Role::List) => outer,
        (Role::List, Role::Blockquote | Role::List) => inner,
        (_, Role::Blockquote | Role::List) => outer,
        _ => inner,
    }
}
