//! One file of the disk into its bytes: a regular file, bounded, and beneath its folder at the moment of reading.
//!
//! A path that was looked at can be another file a moment later, so nothing is concluded from an earlier look: the file is opened
//! beneath the handle of its folder, where no link leads out (`openat2` on Linux), without waiting for whoever holds the other end of
//! a pipe, and what was opened is asked what it is.

use cap_fs_ext::OpenOptionsSyncExt;
use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, OpenOptions};
use std::fmt;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

/// Longest file that is read at all, in bytes. The largest honest ones are pictures and PDF in `files/`, and the index of public bodies.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Why a file that is there is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A pipe, a socket, a device or a folder.
    Special,
    /// A link on the way leads out of the folder.
    LeadsOut,
    /// More bytes than any honest file has.
    TooLarge,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Special => "not a regular file",
            Self::LeadsOut => "a link leads out of the folder",
            Self::TooLarge => "too large",
        })
    }
}

impl std::error::Error for Refusal {}

impl Refusal {
    /// The refusal in an error of the system's kind; `None` when the system itself has spoken.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

/// What stands at a path beneath a folder, links followed as long as they stay in it; `None` when there is nothing.
pub(super) fn metadata(root: &Path, path: &str) -> io::Result<Option<cap_std::fs::Metadata>> {
    found(open_root(root).and_then(|root| root.metadata(path)))
}

/// The bytes of a file beneath a folder; `None` when it is not there.
pub(super) fn read(root: &Path, path: &str) -> io::Result<Option<Vec<u8>>> {
    let Some((file, length)) = open(root, path)? else { return Ok(None) };
    if length > MAX_BYTES {
        return Err(io::Error::other(Refusal::TooLarge));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    // A file can grow while it is read.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES { Err(io::Error::other(Refusal::TooLarge)) } else { Ok(Some(bytes)) }
}

/// At most `most` bytes of a file beneath a folder, from a place in it; `None` when the file is not there.
pub(super) fn part(root: &Path, path: &str, from: u64, most: usize) -> io::Result<Option<Vec<u8>>> {
    let Some((mut file, _)) = open(root, path)? else { return Ok(None) };
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// A regular file beneath a folder, and its length in bytes; `None` when it is not there.
fn open(root: &Path, path: &str) -> io::Result<Option<(File, u64)>> {
    let Some(root) = found(open_root(root))? else { return Ok(None) };
    // To open a device can already do something, so the kind is asked for before the file is opened. It is asked for again afterwards,
    // since another file can have taken the place.
    match found(root.metadata(path))? {
        None => return Ok(None),
        Some(data) if !data.is_file() => return Err(io::Error::other(Refusal::Special)),
        Some(_) => {}
    }
    let mut options = OpenOptions::new();
    options.read(true).nonblock(true);
    let Some(file) = found(root.open_with(path, &options))? else { return Ok(None) };
    let data = file.metadata()?;
    if !data.is_file() {
        return Err(io::Error::other(Refusal::Special));
    }
    Ok(Some((file, data.len())))
}

fn open_root(root: &Path) -> io::Result<Dir> {
    let here = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    Dir::open_ambient_dir(here, ambient_authority())
}

/// A file that is not there is no error, and the library's error for a link that leads out becomes our [`Refusal`].
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        // The system's own refusal has a number; the library's has none.
        Err(error) if error.kind() == ErrorKind::PermissionDenied && error.raw_os_error().is_none() => {
            Err(io::Error::other(Refusal::LeadsOut))
        }
        Err(error) => Err(error),
    }
}
