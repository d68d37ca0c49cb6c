//! The picture of the report in the documentation is what the program prints.

use std::path::Path;
use std::process::Command;

/// `COPYDESK_ACCEPT=1 cargo test --test picture` draws the picture anew.
#[test]
fn the_picture_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "--color", "always", "seeds/002-hard-slog.txt"])
        .current_dir(root)
        // The width of the terminal in which the tests run must not show.
        .env("COLUMNS", "100")
        .env_remove("NO_COLOR")
        .output()
        .expect("the program was built for this test");
    let complaint = String::from_utf8_lossy(&run.stderr);
    assert!(matches!(run.status.code(), Some(0 | 1)), "the run failed: {complaint}");
    let ansi = String::from_utf8(run.stdout).expect("UTF-8");
    assert!(ansi.contains("\u{1b}["), "there are no colours in the output");

    let drawn = anstyle_svg::Term::new().render_svg(&ansi);
    let path = root.join("docs/terminal.svg");
    if std::env::var_os("COPYDESK_ACCEPT").is_some() {
        std::fs::write(&path, &drawn).expect("the picture can be written");
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept.replace("\r\n", "\n") == drawn,
        "docs/terminal.svg is not what the program prints; look at it after \
         `COPYDESK_ACCEPT=1 cargo test --test picture`"
    );
}
