//! What a block is in the story, once its text is known and what stands before it has been read.

use super::block::{Builder, Role};
use super::headline::dateline_length;
use super::plain::{is_byline, is_entry, is_reference, is_reference_heading};

/// Paragraphs longer than this (bytes) announce no list of sources.
const LONGEST_HEADING: usize = 40;

/// Longer bylines (bytes) are passages about their authors.
const LONGEST_BYLINE: usize = 250;

/// What has been read of a story so far.
#[derive(Clone, Debug, Default)]
pub(super) struct SoFar {
    pub(super) has_headline: bool,
    pub(super) body_seen: bool,
    /// Whether the last heading announced a list of sources.
    references: bool,
}

/// What a block is.
pub(super) struct Judgement {
    pub(super) role: Role,
    /// Bytes of the dateline it opens with.
    pub(super) dateline: Option<usize>,
}

impl SoFar {
    /// Nothing, but for what the text around the story has told.
    pub(super) fn new(builder: &Builder<'_>) -> Self {
        Self { has_headline: builder.has_headline(), ..Self::default() }
    }

    /// Settles the role of a block of prose. `role` and `heading` are what its markup says; `text` is what readers see of
    /// it and `source` how it is written.
    pub(super) fn judge(&mut self, role: Role, heading: u8, text: &str, source: &str) -> Judgement {
        // A passage that tells who wrote the story is no line of names.
        let role = if role == Role::Byline && text.len() > LONGEST_BYLINE { Role::Body } else { role };
        let mut judged = Judgement { role, dateline: None };
        if heading > 0 {
            self.references = is_reference_heading(text);
            if role == Role::Headline {
                self.has_headline = true;
            } else if heading == 1 && !self.has_headline && !self.body_seen {
                judged.role = Role::Headline;
                self.has_headline = true;
            }
        } else if matches!(role, Role::Body | Role::List) {
            // The number of a reference in a list is markup, so look at what the source says too.
            let listed = role == Role::List && is_reference(source);
            if listed || is_reference(text) || (self.references && !is_story(role, text, source)) {
                judged.role = Role::Reference;
            } else if role == Role::Body && text.len() < LONGEST_HEADING && is_reference_heading(text) {
                judged.role = Role::Subhead;
                self.references = true;
            } else if role == Role::Body && !self.body_seen && is_byline(text) {
                judged.role = Role::Byline;
            } else if role == Role::Body && !self.body_seen {
                judged.dateline = dateline_length(text);
            }
        }
        self.body_seen |= judged.role == Role::Body;
        judged
    }
}

/// Whether text under a heading that announces sources is no source but goes on with the story: a paragraph of sentences.
fn is_story(role: Role, text: &str, source: &str) -> bool {
    const FEWEST_WORDS: usize = 12;
    role == Role::Body
        && text.ends_with(['.', '!', '?', '”', '"'])
        && !source.contains("http")
        && !is_entry(text)
        && text.split_whitespace().nth(FEWEST_WORDS - 1).is_some()
}
