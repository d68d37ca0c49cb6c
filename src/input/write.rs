//! Files that are written whole or not at all.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Puts a file in the place of that one, or where there is none yet: written under another name in its folder first, which
/// then takes its place. Whoever reads it meanwhile, and whatever ends the program meanwhile, finds the old one or the new
/// one. It keeps the mode of the old one. Of a symbolic link, give what it leads to.
///
/// # Errors
/// When it cannot be written, or the old one must not be written to.
pub fn replace(file: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let temporary = beside(file, content)?;
    temporary.persist(file).map(drop).map_err(|failed| failed.error)
}

/// The same for a file that is known: only while it still holds `was`. Whether it does.
///
/// What is written has reached the disk before it takes the place of the old one: a draft is not lost with the power either.
///
/// # Errors
/// When it cannot be read or written, or must not be written to.
pub fn replace_known(file: &Path, was: &[u8], now: &[u8]) -> io::Result<bool> {
    let temporary = beside(file, |out| out.write_all(now))?;
    temporary.as_file().sync_all()?;
    // Last of all, so that there is next to no time in which somebody else's work could be lost.
    if fs::read(file)? != was {
        return Ok(false);
    }
    temporary.persist(file).map_err(|failed| failed.error)?;
    Ok(true)
}

/// A file with that content beside another whose place it is to take, with its mode.
fn beside(file: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<NamedTempFile> {
    let known = fs::metadata(file).ok();
    // The mode keeps nobody from writing who may do everything.
    if known.as_ref().is_some_and(|known| known.permissions().readonly()) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
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
        keep_owner(temporary.as_file(), &known);
        File::set_permissions(temporary.as_file(), known.permissions())?;
    }
    Ok(temporary)
}

/// Gives a file to those whose the old one was, as far as that is permitted: who checks drafts for others, in a container for
/// example, does not take them over.
#[cfg(unix)]
fn keep_owner(file: &File, known: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Ok(own) = file.metadata() else { return };
    if own.gid() != known.gid() {
        let _ = fchown(file, None, Some(known.gid()));
    }
    if own.uid() != known.uid() {
        let _ = fchown(file, Some(known.uid()), None);
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

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
        fs::set_permissions(&file, fs::Permissions::from_mode(0o440)).expect("set");
        let refused = replace_known(&file, b"second", b"third").expect_err("read-only");
        assert_eq!(refused.kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read_to_string(&file).expect("text"), "second");
    }

    #[test]
    fn what_has_changed_meanwhile_is_left_alone() {
        let room = tempfile::tempdir().expect("a folder");
        let file = room.path().join("draft.txt");
        fs::write(&file, "first").expect("written");
        assert!(!replace_known(&file, b"other", b"second").expect("read"));
        assert_eq!(fs::read_to_string(&file).expect("text"), "first");
        assert!(replace_known(&file, b"first", b"second").expect("written"));
        assert_eq!(fs::read_to_string(&file).expect("text"), "second");
        assert_eq!(fs::read_dir(room.path()).expect("a folder").count(), 1, "something is left behind");
    }
}
