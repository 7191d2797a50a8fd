//! Folders one over the other: what the upper does not have is found in the lower.

use super::{Entry, Files, Listing, Stray, Unreadable};

/// Folders with their files, the lowest first. Each is listed once, and only what is listed is ever opened.
#[derive(Clone, Default)]
pub struct Layered {
    folders: Vec<(Files, Listing)>,
}

impl Layered {
    /// Lists folders, the lowest first.
    ///
    /// # Errors
    /// When a folder of the disk cannot be read.
    pub fn new(folders: impl IntoIterator<Item = Files>) -> Result<Self, Unreadable> {
        let folders = folders.into_iter().map(|files| files.list().map(|listing| (files, listing)));
        Ok(Self { folders: folders.collect::<Result<_, _>>()? })
    }

    /// Every file, sorted by path.
    #[must_use]
    pub fn list(&self) -> Listing {
        let mut files: Vec<Entry> = Vec::new();
        for (_, listing) in self.folders.iter().rev() {
            let is_new = |entry: &&Entry| files.binary_search_by(|known| known.path.cmp(&entry.path)).is_err();
            let new: Vec<Entry> = listing.files.iter().filter(is_new).cloned().collect();
            files.extend(new);
            files.sort();
        }
        Listing { files, strays: Vec::new() }
    }

    /// What is no file to read, each with its folder.
    pub fn strays(&self) -> impl Iterator<Item = (&Files, &Stray)> {
        self.folders.iter().flat_map(|(files, listing)| listing.strays.iter().map(move |stray| (files, stray)))
    }

    /// The folders that have a file, the lowest first, each with its number.
    pub fn having<'a>(&'a self, path: &'a str) -> impl DoubleEndedIterator<Item = (usize, &'a Files, &'a Entry)> {
        self.folders.iter().enumerate().filter_map(move |(number, (files, listing))| {
            let at = listing.files.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()?;
            Some((number, files, &listing.files[at]))
        })
    }

    /// Every file of every folder, the lowest folder first.
    pub fn all(&self) -> impl Iterator<Item = (&Files, &Entry)> {
        self.folders.iter().flat_map(|(files, listing)| listing.files.iter().map(move |entry| (files, entry)))
    }

    /// How many folders there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.folders.len()
    }

    /// The uppermost folder; `None` when there is none at all.
    #[must_use]
    pub fn top(&self) -> Option<&Files> {
        self.folders.last().map(|(files, _)| files)
    }
}
