//! Changes to a file as a unified diff, which `git apply` and `patch -p1` make.
//!
//! Lines end with a line feed only, as both programs see them: a carriage return is a byte like any other, and so are the
//! bytes of UTF-16. The library finds the lines that differ; its own writer of diffs would take a lone carriage return for a
//! line end.

use super::path::from_folder;
use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

/// How many lines are shown around those that differ.
const CONTEXT: usize = 3;

/// Writes what makes `after` of `before`; nothing if they are the same. `path` is told as seen from `folder`.
///
/// # Errors
/// When `out` cannot be written to.
pub(crate) fn diff(path: &str, folder: &Path, (before, after): (&[u8], &[u8]), out: &mut dyn Write) -> io::Result<()> {
    let lines = |bytes: &'_ [u8]| bytes.split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (before, after) = (lines(before), lines(after));
    let hunks = group_diff_ops(capture_diff_slices(Algorithm::Myers, &before, &after), CONTEXT);
    let hunks: Vec<_> = hunks.iter().filter(|hunk| hunk.iter().any(|op| !matches!(op, DiffOp::Equal { .. }))).collect();
    if hunks.is_empty() {
        return Ok(());
    }
    let path = from_folder(path, Some(folder));
    let path = path.trim_start_matches('/');
    write!(out, "--- {}\n+++ {}\n", name("a", path), name("b", path))?;
    for hunk in hunks {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        let old = first.old_range().start..last.old_range().end;
        let new = first.new_range().start..last.new_range().end;
        writeln!(out, "@@ -{} +{} @@", numbers(&old), numbers(&new))?;
        for op in hunk {
            if let DiffOp::Equal { .. } = op {
                write_lines(b' ', &before[op.old_range()], out)?;
            } else {
                write_lines(b'-', &before[op.old_range()], out)?;
                write_lines(b'+', &after[op.new_range()], out)?;
            }
        }
    }
    Ok(())
}

/// The first line and how many there are; of none, the line after which they would stand.
fn numbers(lines: &Range<usize>) -> String {
    let start = if lines.is_empty() { lines.start } else { lines.start + 1 };
    format!("{start},{}", lines.len())
}

fn write_lines(sign: u8, lines: &[Vec<u8>], out: &mut dyn Write) -> io::Result<()> {
    for line in lines {
        out.write_all(&[sign])?;
        out.write_all(line)?;
        if !line.ends_with(b"\n") {
            out.write_all(b"\n\\ No newline at end of file\n")?;
        }
    }
    Ok(())
}

/// The name of a file as git writes it: one with a space ends with a tab, and one with characters that would end the line, or
/// the name, is quoted.
fn name(side: &str, path: &str) -> String {
    let is_odd = |c: char| c.is_control() || matches!(c, '"' | '\\');
    if !path.contains(is_odd) {
        return format!("{side}/{path}{}", if path.contains(' ') { "\t" } else { "" });
    }
    let mut quoted = format!("\"{side}/");
    for byte in path.bytes() {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', char::from(byte)]),
            0..0x20 | 0x7f.. => quoted.push_str(&format!("\\{byte:03o}")),
            _ => quoted.push(char::from(byte)),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, before: &[u8], after: &[u8]) -> String {
        let mut out = Vec::new();
        diff(path, Path::new("/desk"), (before, after), &mut out).expect("memory can be written to");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn only_what_differs_is_shown_with_lines_around_it() {
        let before: String = (1..=20).map(|number| format!("line {number}\n")).collect();
        let after = before.replace("line 9\n", "LINE 9\n");
        insta::assert_snapshot!(of("/desk/a.txt", before.as_bytes(), after.as_bytes()), @r"
        --- a/a.txt
        +++ b/a.txt
        @@ -6,7 +6,7 @@
         line 6
         line 7
         line 8
        -line 9
        +LINE 9
         line 10
         line 11
         line 12
        ");
        assert_eq!(of("a.txt", b"same", b"same"), "");
    }

    #[test]
    fn a_file_may_end_without_a_line_end() {
        let end = "\n\\ No newline at end of file\n";
        let wanted = format!("--- a/a.txt\n+++ b/a.txt\n@@ -1,1 +1,1 @@\n-one\rtwo{end}+one{end}");
        assert_eq!(of("a.txt", b"one\rtwo", b"one"), wanted);
        assert!(of("a.txt", b"gone\n", b"").contains("@@ -1,1 +0,0 @@\n-gone\n"));
    }

    #[test]
    fn odd_names_are_quoted() {
        assert_eq!(name("a", "my draft.txt"), "a/my draft.txt\t");
        assert_eq!(name("b", "a\"\n\\é"), "\"b/a\\\"\\012\\\\\\303\\251\"");
        assert_eq!(name("b", "café.txt"), "b/café.txt");
    }
}
