//! Markdown.

use super::block::Builder;

pub(super) fn parse(builder: &mut Builder<'_>) {
    let _start = super::front_matter::read(builder);
}
