//! x
use super::block::Builder;
pub(super) fn parse(builder: &mut Builder<'_>) {
    super::plain::parse(builder);
}
pub(super) fn recognise(_: &crate::source::Source) -> Option<super::Format> {
    None
}
