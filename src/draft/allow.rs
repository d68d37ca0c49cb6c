//! Comments in a draft that allow a rule: `<!-- copydesk: allow rule-id - reason -->`.

use crate::source::Span;

/// Somebody allowed a rule in the draft itself.
#[derive(Clone, Debug)]
pub struct AllowComment {
    /// The rules or families allowed, each with its place in the source.
    pub rules: Vec<(Box<str>, Span)>,
    /// Why, in the words of the comment.
    pub reason: Box<str>,
    /// The comment, or the front matter entry, in the source.
    pub span: Span,
    /// The block it speaks of, by source offset: the one that holds the offset, or else the next. `None` for the
    /// whole draft.
    pub block: Option<u32>,
}
