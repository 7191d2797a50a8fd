//! What stands in a folder: the files to read, and things that are no files to read.

use std::fmt;

/// A file of a listing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileEntry {
    /// Relative path with `/` between folders.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// Something in a folder that is not a file to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stray {
    /// Relative path, as far as it can be written.
    pub path: String,
    /// What it is.
    pub kind: StrayKind,
}

/// Why a [`Stray`] is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StrayKind {
    /// A symbolic link that leads out of the folder.
    LinkOutside,
    /// A symbolic link that leads nowhere.
    LinkBroken,
    /// A socket, a pipe or a device.
    Special,
    /// A name that is not Unicode.
    Name,
}

/// The files of a folder, sorted by path, and what else was found there.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The files that can be read.
    pub files: Vec<FileEntry>,
    /// What cannot be read.
    pub strays: Vec<Stray>,
}

/// What tells cheaply whether a file may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Size in bytes; 0 for what cannot be read.
    pub bytes: u64,
    /// When it was last written, where the system says so.
    pub modified: Option<std::time::SystemTime>,
}

/// The machine refused to read: always with the path.
#[derive(Debug)]
pub struct Unreadable {
    /// The path as the author would type it.
    pub path: String,
    /// What the operating system said.
    pub error: std::io::Error,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.error)
    }
}

impl std::error::Error for Unreadable {}
