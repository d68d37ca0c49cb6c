//! What was found in drafts, kept from one run to the next in a folder of the user's.
//!
//! Entries are looked up by a hash of everything that they depend on, so that none is ever wrong, only unused. They lie in
//! 256 files by the first byte of that hash. A run adds its new entries at the end of each file in one go, so that
//! runs at the same time do not get in each other's way, and makes the file anew from the youngest entries when it has
//! become too large. Every entry has a checksum: what a crash or a full disk has left is passed over.

use super::write::replace;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use twox_hash::XxHash3_64;

/// How many files there are.
const SHARDS: usize = 256;

/// The most bytes that one of them may have: with all of them, 1 GiB. An article of 700 words takes about two thousand.
const LARGEST: usize = (1 << 30) / SHARDS;

/// What each file begins with. It changes when its form does.
const MAGIC: &[u8; 16] = b"copydesk cache 1";

/// Bytes before the content of an entry: its key, its length, its checksum.
const HEAD: usize = 16 + 4 + 8;

/// A cache folder. What goes wrong with it costs time, never the run.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    shards: Vec<Shard>,
}

#[derive(Debug, Default)]
struct Shard {
    known: OnceLock<Known>,
    new: Mutex<Vec<u8>>,
}

/// The entries that a file had when it was read.
#[derive(Debug, Default)]
struct Known {
    bytes: Vec<u8>,
    places: FxHashMap<u128, Range<usize>>,
    /// Where each entry begins.
    starts: Vec<usize>,
    /// Where the last sound entry ends; 0 of a file that is none of ours.
    end: usize,
}

impl Cache {
    /// A cache in that folder, which need not exist yet.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, shards: (0..SHARDS).map(|_| Shard::default()).collect() }
    }

    /// What was kept under a key.
    #[must_use]
    pub fn get(&self, key: u128) -> Option<&[u8]> {
        let number = shard_of(key);
        let known = self.shards[number].known.get_or_init(|| Known::read(&self.file(number)));
        known.places.get(&key).map(|place| &known.bytes[place.clone()])
    }

    /// Keeps something under a key, once it is saved.
    pub fn put(&self, key: u128, content: &[u8]) {
        let mut new = self.shards[shard_of(key)].new.lock().unwrap_or_else(PoisonError::into_inner);
        if MAGIC.len() + new.len() + HEAD + content.len() <= LARGEST {
            append(&mut new, key, content);
        }
    }

    /// Writes what is new.
    ///
    /// # Errors
    /// When the folder cannot be made or a file in it not be written.
    pub fn save(mut self) -> io::Result<()> {
        let is_new = |shard: &mut Shard| !shard.new.get_mut().unwrap_or_else(PoisonError::into_inner).is_empty();
        let changed: Vec<usize> = (0..SHARDS).filter(|&number| is_new(&mut self.shards[number])).collect();
        if changed.is_empty() {
            return Ok(());
        }
        make_folder(&self.folder)?;
        changed.into_par_iter().try_for_each(|number| {
            let shard = &self.shards[number];
            let new = shard.new.lock().unwrap_or_else(PoisonError::into_inner);
            let known = shard.known.get_or_init(|| Known::read(&self.file(number)));
            save_shard(&self.file(number), known, &new)
        })
    }

    fn file(&self, shard: usize) -> PathBuf {
        self.folder.join(format!("{shard:02x}"))
    }
}

fn shard_of(key: u128) -> usize {
    (key >> 120) as usize % SHARDS
}

fn append(bytes: &mut Vec<u8>, key: u128, content: &[u8]) {
    bytes.extend(key.to_le_bytes());
    bytes.extend((content.len() as u32).to_le_bytes());
    bytes.extend(XxHash3_64::oneshot(content).to_le_bytes());
    bytes.extend(content);
}

/// Makes the folder, for its owner only: what is kept quotes drafts.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    // Backups leave such folders out: https://bford.info/cachedir/.
    let tag = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of copydesk. It may be deleted.\n";
    fs::write(folder.join("CACHEDIR.TAG"), tag)
}

/// Adds entries to a file, or makes it anew with the youngest where it would become too large, or is none of ours.
fn save_shard(file: &Path, known: &Known, new: &[u8]) -> io::Result<()> {
    if known.is_sound() && known.end + new.len() <= LARGEST {
        let mut open = OpenOptions::new().append(true).open(file)?;
        return open.write_all(new);
    }
    // The youngest stand last. Of the room, half is left free, so that this is not done each time.
    let room = (LARGEST / 2).saturating_sub(new.len());
    let from = known.starts.iter().find(|&&start| known.end - start <= room).copied().unwrap_or(known.end);
    replace(file, |out| {
        out.write_all(MAGIC)?;
        out.write_all(&known.bytes[from..known.end])?;
        out.write_all(new)
    })
}

impl Known {
    /// Reads a file as far as it is sound.
    fn read(file: &Path) -> Self {
        let mut bytes = Vec::new();
        // Twice what one may have: two runs may have added to it at the same time.
        // A pipe might never end.
        if !file.is_file() {
            return Self::default();
        }
        let read = File::open(file).and_then(|open| open.take(2 * LARGEST as u64).read_to_end(&mut bytes));
        let mut known = Self { bytes, ..Self::default() };
        if read.is_err() || !known.bytes.starts_with(MAGIC) {
            return Self::default();
        }
        known.end = MAGIC.len();
        while let Some((key, content)) = known.entry(known.end) {
            known.starts.push(known.end);
            known.end = content.end;
            known.places.insert(key, content);
        }
        known
    }

    /// The key of the entry that begins there, and where its content is; `None` where there is none, or a broken one.
    fn entry(&self, start: usize) -> Option<(u128, Range<usize>)> {
        let (key, rest) = self.bytes.get(start..)?.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let (sum, rest) = rest.split_first_chunk()?;
        let length = u32::from_le_bytes(*length) as usize;
        let content = rest.get(..length)?;
        let begin = start + HEAD;
        (XxHash3_64::oneshot(content) == u64::from_le_bytes(*sum))
            .then(|| (u128::from_le_bytes(*key), begin..begin + length))
    }

    /// Whether all of the file was read, so that it can be added to.
    fn is_sound(&self) -> bool {
        self.end > 0 && self.end == self.bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key of the first file.
    const KEY: u128 = 7;

    fn saved(folder: &Path, entries: &[(u128, &[u8])]) {
        let cache = Cache::new(folder.to_owned());
        entries.iter().for_each(|(key, content)| cache.put(*key, content));
        cache.save().expect("saved");
    }

    fn kept(folder: &Path, key: u128) -> Option<Vec<u8>> {
        Cache::new(folder.to_owned()).get(key).map(<[u8]>::to_vec)
    }

    #[test]
    fn what_is_put_is_there_in_the_next_run() {
        let room = tempfile::tempdir().expect("a folder");
        let folder = room.path().join("of/copydesk");
        assert_eq!(kept(&folder, KEY), None);
        saved(&folder, &[(KEY, b"first"), (u128::MAX, b"last")]);
        saved(&folder, &[(KEY + 1, b"")]);
        assert_eq!(kept(&folder, KEY).as_deref(), Some(&b"first"[..]));
        assert_eq!(kept(&folder, KEY + 1).as_deref(), Some(&b""[..]));
        assert_eq!(kept(&folder, u128::MAX).as_deref(), Some(&b"last"[..]));
        assert!(folder.join("CACHEDIR.TAG").is_file());
    }

    #[test]
    fn two_runs_at_a_time_keep_what_both_found() {
        let room = tempfile::tempdir().expect("a folder");
        saved(room.path(), &[(KEY, b"first")]);
        let (one, other) = (Cache::new(room.path().to_owned()), Cache::new(room.path().to_owned()));
        assert!(one.get(KEY).is_some() && other.get(KEY).is_some());
        one.put(KEY + 1, b"one");
        other.put(KEY + 2, b"other");
        one.save().expect("saved");
        other.save().expect("saved");
        for key in [KEY, KEY + 1, KEY + 2] {
            assert!(kept(room.path(), key).is_some(), "{key}");
        }
    }

    #[test]
    fn what_is_broken_is_passed_over_and_made_anew() {
        let room = tempfile::tempdir().expect("a folder");
        let file = room.path().join("00");
        saved(room.path(), &[(KEY, b"first"), (KEY + 1, b"second")]);
        let sound = fs::read(&file).expect("a file");
        for end in 0..sound.len() {
            fs::write(&file, &sound[..end]).expect("cut short");
            let whole = MAGIC.len() + HEAD + b"first".len();
            assert_eq!(kept(room.path(), KEY).is_some(), end >= whole, "cut to {end}");
            assert_eq!(kept(room.path(), KEY + 1), None);
            saved(room.path(), &[(KEY + 1, b"again")]);
            assert_eq!(kept(room.path(), KEY + 1).as_deref(), Some(&b"again"[..]), "cut to {end}");
        }
        for at in 0..sound.len() {
            let mut broken = sound.clone();
            broken[at] ^= 1;
            fs::write(&file, &broken).expect("broken");
            let (first, second) = (kept(room.path(), KEY), kept(room.path(), KEY + 1));
            assert!(first.is_none() || first.as_deref() == Some(b"first"), "byte {at}");
            assert!(second.is_none() || second.as_deref() == Some(b"second"), "byte {at}");
        }
    }

    #[test]
    fn a_file_does_not_grow_for_ever() {
        let room = tempfile::tempdir().expect("a folder");
        let file = room.path().join("00");
        let content = vec![b'x'; LARGEST / 5];
        for key in 1..=20 {
            saved(room.path(), &[(key, &content)]);
            assert!(fs::metadata(&file).expect("a file").len() <= LARGEST as u64, "{key}");
            assert!(kept(room.path(), key).is_some(), "{key}");
        }
        assert_eq!(kept(room.path(), 1), None);
        assert!(kept(room.path(), 19).is_some());
        // Too large to be worth it.
        saved(room.path(), &[(21, &vec![b'x'; LARGEST])]);
        assert_eq!(kept(room.path(), 21), None);
    }
}
