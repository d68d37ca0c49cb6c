//! The `copydesk` command.

use copydesk::cli::{self, Surroundings};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let is_terminal = stdout.is_terminal();
    let mut out = BufWriter::new(stdout.lock());
    let status = std::env::current_dir().and_then(|current| {
        let mut surroundings = Surroundings {
            out: &mut out,
            err: &mut stderr.lock(),
            input: &mut io::stdin().lock(),
            current,
            out_is_terminal: is_terminal,
            err_is_terminal: io::stderr().is_terminal(),
            width: terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)),
            variable: |name| std::env::var(name).ok(),
        };
        let status = cli::run(std::env::args_os(), &mut surroundings)?;
        // Whoever reads the output may stop reading: `copydesk check | head`.
        cli::unless_pipe_is_closed(surroundings.out.flush())?;
        Ok(status)
    });
    match status {
        Ok(status) => ExitCode::from(status as u8),
        Err(error) => {
            let _ = writeln!(io::stderr(), "copydesk: {error}");
            ExitCode::from(cli::Status::CouldNotRun as u8)
        }
    }
}
