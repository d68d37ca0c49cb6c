//! The picture of the report in the documentation is what the program prints.

use anstyle::{Color, RgbColor};
use anstyle_svg::{Palette, Term};
use std::path::Path;
use std::process::Command;

/// The draft in the picture, which is the one in the README.
const DRAFT: &str = "seeds/002-hard-slog.txt";

/// Colours that are told apart on a dark ground and on paper: black, red, green, yellow, blue, magenta, cyan, white, and
/// the bright ones. The ground is none of them.
const PALETTE: [RgbColor; 16] = [
    RgbColor(0x3b, 0x41, 0x4d),
    RgbColor(0xff, 0x6b, 0x6b),
    RgbColor(0x8b, 0xd4, 0x9c),
    RgbColor(0xff, 0xcb, 0x6b),
    RgbColor(0x82, 0xaa, 0xff),
    RgbColor(0xd7, 0x9b, 0xf0),
    RgbColor(0x6f, 0xd3, 0xe3),
    RgbColor(0xe4, 0xe7, 0xee),
    RgbColor(0x6b, 0x74, 0x85),
    RgbColor(0xff, 0x8f, 0x8f),
    RgbColor(0xa9, 0xe5, 0xb5),
    RgbColor(0xff, 0xdc, 0x9b),
    RgbColor(0xa8, 0xc4, 0xff),
    RgbColor(0xe6, 0xbe, 0xf7),
    RgbColor(0x9b, 0xe6, 0xf1),
    RgbColor(0xff, 0xff, 0xff),
];

fn draw(ansi: &str) -> String {
    Term::new()
        .palette(Palette(PALETTE))
        .fg_color(Color::Rgb(PALETTE[7]))
        .bg_color(Color::Rgb(RgbColor(0x1c, 0x20, 0x28)))
        .render_svg(ansi)
        // `opacity` means nothing on the spans of a line.
        .replace(".dimmed { opacity: 0.4; }", ".dimmed { fill-opacity: 0.55; }")
}

/// `COPYDESK_ACCEPT=1 cargo test --test picture` draws the picture anew.
#[test]
fn the_picture_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "--color", "always", DRAFT])
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

    let drawn = draw(&format!("\u{1b}[2m$\u{1b}[0m copydesk check {DRAFT}\n\n{}", ansi.trim_end()));
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
