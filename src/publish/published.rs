//! How a site is to be published, and what publishing did.

use std::path::PathBuf;

/// What publishing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that were left alone.
    pub unchanged: usize,
    /// Files of the old site that are no longer in the new one.
    pub removed: usize,
    /// Bytes of the whole site.
    pub bytes: u64,
    /// Files that stay although the new site does not have them: files of ours that somebody has changed, or a folder in which files of
    /// others were set aside.
    pub left_behind: Vec<PathBuf>,
    /// Whether the folder is new and only its owner may read it, so that a web server may not.
    pub is_closed_to_others: bool,
}

/// How the new site takes the place of the old one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// File by file, in the folder that is there.
    #[default]
    Fill,
    /// All at once, by another folder in its place.
    Swap,
}

/// Whether a loss of power may undo what was published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sync {
    /// A loss of power undoes nothing: the disk confirms what is new before anything old goes.
    #[default]
    Disk,
    /// A loss of power may undo what was published: for disks in memory, and for machines that are thrown away.
    Off,
}
