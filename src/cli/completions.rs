//! `copydesk completions`.

use super::arguments::{self, Completions};
use super::{Status, Surroundings};
use std::io;

pub(super) fn run(options: &Completions, world: &mut Surroundings<'_>) -> io::Result<Status> {
    // Written to memory first, since the generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut arguments::command(), "copydesk", &mut script);
    world.out.write_all(&script)?;
    Ok(Status::Clean)
}
