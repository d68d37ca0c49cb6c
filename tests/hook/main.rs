//! The hooks for pre-commit, as a newsroom meets them: with a real `pre-commit`, in repositories of their own.
//!
//! Most tests take the definitions of the hooks as they are but for their language, so that pre-commit runs the program
//! that was built for the tests; `wheel.rs` goes the whole way.

#![cfg(unix)]

#[path = "../../src/source/word/fixture.rs"]
#[allow(dead_code)]
mod fixture;

mod changes;
mod commit;
mod desk;
mod documented;
mod newsroom;
mod wheel;
