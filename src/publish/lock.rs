//! One program at a time in a folder: a lock on a file in it, taken before anything is looked at and kept to the end.
//!
//! The lock is the operating system's (`flock`, `LockFileEx`): it goes with the program that holds it, however that ends, and what
//! stays behind is an empty file. Where a disk knows no locks, as some network disks, nothing is held.

use super::disk::Folder;
use super::folders::{self, beside};
use crate::diagnostic::Fault;
use crate::say;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The file that is locked, in the folder itself.
pub(super) const LOCK: &str = ".limpido-lock";
/// How often a lock that another holds is asked for again, and for how long: a minute in all.
const TRIES: u32 = 600;
const PAUSE: Duration = Duration::from_millis(100);

/// A folder that no other limpido writes into as long as this lives.
pub(super) struct Locked {
    folder: Folder,
    name: String,
    file: File,
    /// The folders that were made for the lock, the outermost first; they are removed when nothing comes into them.
    made: Vec<PathBuf>,
    /// Whether the empty file of the lock goes too: nobody had written in the folder before, or the file stands in a folder of others.
    is_tidy: bool,
}

impl Locked {
    /// Locks a folder for this program alone, and makes the folder when it is not there. While another program holds the lock, `waits` is
    /// called once, and the lock is asked for again for a minute.
    pub(super) fn folder(path: &Path, waits: &mut dyn FnMut()) -> Result<Self, Fault> {
        let open = || Folder::make(path);
        Self::take(open, LOCK.to_owned(), path, waits)
    }

    /// Locks the path of a folder that is not there yet, or that is swapped with another: the lock is a file beside the path, which goes at
    /// the end.
    pub(super) fn beside(path: &Path, waits: &mut dyn FnMut()) -> Result<Self, Fault> {
        let parent = path.parent().unwrap_or(path);
        let name = beside(path, "lock").file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut locked = Self::take(|| Folder::make(parent), name, path, waits)?;
        locked.is_tidy = true;
        Ok(locked)
    }

    fn take(
        open: impl Fn() -> Result<(Folder, Vec<PathBuf>), Fault>,
        name: String,
        shown: &Path,
        waits: &mut dyn FnMut(),
    ) -> Result<Self, Fault> {
        let mut made = Vec::new();
        for number in 0..TRIES {
            let (folder, new) = open()?;
            made.extend(new);
            let fault = |error| Fault::io("non riesco a scrivere", "cannot write", &folder.shown(&name), error);
            let (file, is_tidy) = folder.lock_file(&name).map_err(fault)?;
            let is_held = match file.try_lock() {
                Err(TryLockError::WouldBlock) => false,
                // Any other error comes from a disk that knows no locks: then nothing is held.
                Ok(()) | Err(TryLockError::Error(_)) => true,
            };
            // The program that held the lock may have swapped the folder, or removed the file of the lock, while we waited.
            if is_held && folder.is_in_place() && folder.is_called(&file, &name) {
                return Ok(Self { folder, name, file, made, is_tidy });
            }
            if !is_held {
                if number == 0 {
                    waits();
                }
                std::thread::sleep(PAUSE);
            }
        }
        let shown = shown.display();
        Err(Fault::refused(
            say!("un altro limpido sta scrivendo in {shown}", "another limpido is writing into {shown}"),
            say!("aspetta che finisca e riprova", "wait until it has finished and try again"),
        ))
    }

    /// The folder that is held.
    pub(super) fn held(&self) -> &Folder {
        &self.folder
    }

    /// Whether this run made the folder.
    pub(super) fn is_new(&self) -> bool {
        !self.made.is_empty()
    }

    /// What comes into the folder stays, and so do the folder and its lock.
    pub(super) fn keep(&mut self) {
        self.made.clear();
        self.is_tidy = false;
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        // The file is removed while the lock is held, so that nobody is left with a lock on a file that has no name any more.
        if self.is_tidy {
            self.folder.remove_own(&self.name);
            folders::remove_folders(&self.made);
        }
        let _ = self.file.unlock();
    }
}
