//! An editorial linter for newsrooms.

pub mod diagnostic;
pub mod draft;
pub mod source;
