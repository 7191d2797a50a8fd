//! The state of a folder, to tell later whether its bytes have changed: size, time and hash of every file.

use super::change::is_noise;
use crate::source::{Files, Stamp, Unreadable};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Files beyond this size, in bytes, count as changed when their time or size is another: to read them at each save would be felt.
const READ_UP_TO: u64 = 8 * 1024 * 1024;

/// How a folder stood when it was looked at.
#[derive(Default)]
pub(super) struct Snapshot {
    files: BTreeMap<String, (Stamp, u64)>,
}

impl Snapshot {
    /// Looks at a folder. Only files that were touched, or whose time or size differs from `before`, are read: two writes in one
    /// tick of the disk's clock leave the same time.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub(super) fn take(files: &Files, before: &Self, touched: &BTreeSet<String>) -> Result<Self, Unreadable> {
        let mut taken = BTreeMap::new();
        for (path, stamp) in files.stamps()? {
            if is_noise(&path) {
                continue;
            }
            let hash = match before.files.get(&path) {
                // Where the system does not tell the time, the file is read.
                Some((same, hash)) if *same == stamp && stamp.modified.is_some() && !touched.contains(&path) => *hash,
                _ => hash_of(files, &path, &stamp),
            };
            taken.insert(path, (stamp, hash));
        }
        Ok(Self { files: taken })
    }

    /// Whether both hold the same files with the same bytes.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let plain = |(path, (_, hash)): (&String, &(Stamp, u64))| (path.clone(), *hash);
        self.files.iter().map(plain).eq(other.files.iter().map(plain))
    }

    /// The hash of a file's bytes; `None` when it is not there.
    pub(super) fn hash(&self, path: &str) -> Option<u64> {
        self.files.get(path).map(|(_, hash)| *hash)
    }
}

/// The hash of a file's bytes, or of what is known of one that is not read.
pub(super) fn hash_of(files: &Files, path: &str, stamp: &Stamp) -> u64 {
    let mut hasher = DefaultHasher::new();
    if stamp.bytes > READ_UP_TO || stamp.modified.is_none() {
        (stamp.bytes, stamp.modified).hash(&mut hasher);
    } else {
        match files.read(path) {
            Ok(bytes) => bytes.hash(&mut hasher),
            // A file that cannot be read: the pipeline tells the author.
            Err(unreadable) => unreadable.to_string().hash(&mut hasher),
        }
    }
    hasher.finish()
}
