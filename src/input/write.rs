//! Files that are written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Puts a file in the place of that one, or where there is none yet: written under another name in its folder first, which
/// then takes its place. Whoever reads it meanwhile, and whatever ends the program meanwhile, finds the old one or the new
/// one. It keeps the mode of the old one. Of a symbolic link, give what it leads to.
///
/// # Errors
/// When it cannot be written, or the old one must not be written to.
pub fn replace(file: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let known = fs::metadata(file).ok();
    let mut builder = tempfile::Builder::new();
    builder.prefix(".copydesk-");
    #[cfg(unix)]
    {
        // As any new file: others may read it where the usual mask lets them.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(file.parent().unwrap_or(Path::new(".")))?;
    {
        let mut out = BufWriter::new(temporary.as_file_mut());
        content(&mut out)?;
        out.flush()?;
    }
    if let Some(known) = known {
        // What must not be written to is not replaced either.
        OpenOptions::new().append(true).open(file)?;
        File::set_permissions(temporary.as_file(), known.permissions())?;
    }
    temporary.persist(file).map(drop).map_err(|failed| failed.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole() {
        let room = tempfile::tempdir().expect("a folder");
        let file = room.path().join("draft.txt");
        replace(&file, |out| out.write_all(b"a long first text")).expect("written");
        replace(&file, |out| out.write_all(b"second")).expect("written");
        assert_eq!(fs::read_to_string(&file).expect("text"), "second");
        let fails = |out: &mut dyn Write| out.write_all(b"half").and_then(|()| Err(io::Error::other("no more")));
        assert!(replace(&file, fails).is_err());
        assert_eq!(fs::read_to_string(&file).expect("text"), "second");
        assert_eq!(fs::read_dir(room.path()).expect("a folder").count(), 1, "something is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn modes_are_kept() {
        use std::os::unix::fs::PermissionsExt;
        let room = tempfile::tempdir().expect("a folder");
        let file = room.path().join("draft.txt");
        fs::write(&file, "first").expect("written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("set");
        replace(&file, |out| out.write_all(b"second")).expect("written");
        assert_eq!(fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o640);
    }
}
