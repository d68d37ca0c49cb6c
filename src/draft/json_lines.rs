//! x
use super::block::Builder;
use crate::source::{Source, Span};
pub(super) fn parse(builder: &mut Builder<'_>, _: Span) {
    super::plain::parse(builder);
}
pub(super) fn stories(_: &Source) -> Vec<Span> {
    Vec::new()
}
