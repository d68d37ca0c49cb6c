//! What `docs/ci.md` gives people to copy, the action and the job it speaks of: they are read as sites would read them, and
//! their scripts are run.

#![cfg(unix)]

mod action;
mod documents;
mod install;
mod others;
mod read;
mod runner;
