//! Fixes made: which edits of those that diagnostics offer, and the bytes of the file after them.
//!
//! Only what is reported is mended, so that levels, exceptions and changed lines decide here too. All edits of a fix are made
//! or none. Where two fixes meet the earlier one is made; what is left of the other is found when the text is checked again.

mod apply;
mod choose;
mod follow;
mod quotations;

pub use apply::{Applied, Made, apply};
pub use choose::{Choice, Left, Mended, choose, leave};
pub use follow::{back, lines_after};
pub use quotations::mark_quoted;

/// Which fixes may be made beside those that need no asking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Also those after which the text may mean something else.
    pub unsafe_fixes: bool,
    /// Also those that change what stands in a quotation.
    pub quotations: bool,
}
