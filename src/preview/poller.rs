//! Polling: folders whose changes the system does not report are listed again and again, and what differs wakes the rebuilder.
//!
//! Network disks, and those of containers and of WSL, send no events, or none for what others write; and a system follows only so many
//! folders. Whether events come shows only when something changes, so every folder is polled in the beginning. Once the system has told of
//! a change on a disk of which it knows every change, polling ends.
//!
//! A look at a folder compares times and sizes. Files that changed lately are read too: a coarse clock gives two writes the same time.

use super::change::{Heard, Silence, Touched, is_noise};
use super::disk;
use super::snapshot::hash_of;
use crate::source::{Files, Stamp};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// How long between two looks at a folder of an ordinary size.
const PACE: Duration = Duration::from_secs(2);
/// For each so many files, looks are further apart by one more [`PACE`]: polling stays a small part of what the machine does.
const FILES_A_PACE: usize = 4000;
/// For how many looks a file that changed is read: longer than the coarsest clock of a disk (FAT: two seconds).
const READ_FOR: u8 = 2;

/// What the thread that polls is told by the thread that hears events.
enum Order {
    /// The system will report no more changes, or not all.
    Alone(Silence),
    /// The preview ends.
    End,
}

/// Polls folders until it is dropped.
pub(super) struct Poller(Ear);

/// The way from those who hear events to the thread that polls.
#[derive(Clone)]
pub(super) struct Ear {
    heard: Arc<AtomicUsize>,
    orders: Sender<Order>,
}

impl Ear {
    /// The system told of a change.
    pub(super) fn has_heard(&self) {
        self.heard.fetch_add(1, Ordering::Relaxed);
    }

    /// The system tells of no more changes, or not of all.
    pub(super) fn is_alone(&self, why: Silence) {
        let _ = self.orders.send(Order::Alone(why));
    }
}

impl Drop for Poller {
    fn drop(&mut self) {
        let _ = self.0.orders.send(Order::End);
    }
}

impl Poller {
    /// Notes how the folders stand now, and polls them from a thread of its own.
    pub(super) fn start(roots: &[PathBuf], heard: impl Fn(Heard) + Send + 'static) -> Self {
        let (orders, ordered) = mpsc::channel();
        let ear = Ear { heard: Arc::default(), orders };
        let roots = roots.iter().map(|root| PolledFolder::new(root)).collect();
        let looker = Polling { roots, heard: Arc::clone(&ear.heard), last: 0, is_suspicious: false, silence: None };
        std::thread::spawn(move || looker.run(&ordered, &heard));
        Self(ear)
    }

    /// The way to this poller, for those who hear events.
    pub(super) fn ear(&self) -> Ear {
        self.0.clone()
    }
}

/// What the thread that polls knows.
struct Polling {
    roots: Vec<PolledFolder>,
    /// How many changes the system has told of.
    heard: Arc<AtomicUsize>,
    /// How many of them had come at the last look.
    last: usize,
    /// Whether the last look found what the system had not told.
    is_suspicious: bool,
    /// Why the system does not report changes, once that is known.
    silence: Option<Silence>,
}

impl Polling {
    fn run(mut self, ordered: &Receiver<Order>, heard: &impl Fn(Heard)) {
        let mut rests = false;
        loop {
            let order = if rests {
                ordered.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                ordered.recv_timeout(self.pace())
            };
            match order {
                Ok(Order::Alone(why)) => {
                    rests = false;
                    self.begin(why, heard);
                }
                Err(RecvTimeoutError::Timeout) if self.may_rest() => {
                    rests = true;
                    heard(Heard::Resting);
                }
                Err(RecvTimeoutError::Timeout) => self.look(heard),
                Ok(Order::End) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn pace(&self) -> Duration {
        let files: usize = self.roots.iter().map(|root| root.seen.len()).sum();
        PACE * u32::try_from(1 + files / FILES_A_PACE).unwrap_or(1)
    }

    /// Whether the system has told of a change, and tells of all.
    fn may_rest(&self) -> bool {
        self.silence.is_none()
            && self.heard.load(Ordering::Relaxed) > 0
            && self.roots.iter().all(PolledFolder::is_reported)
    }

    /// Says once why polling goes on.
    fn begin(&mut self, why: Silence, heard: &impl Fn(Heard)) {
        if self.silence.is_none() {
            self.silence = Some(why);
            heard(Heard::Looking(why, self.pace()));
        }
    }

    fn look(&mut self, heard: &impl Fn(Heard)) {
        let now = self.heard.load(Ordering::Relaxed);
        let is_told = now != self.last;
        self.last = now;
        // A look may come before the event of the same change: only at the next look is it sure that no event came.
        if self.is_suspicious && !is_told {
            self.begin(Silence::Disk, heard);
        }
        self.is_suspicious = false;
        for root in &mut self.roots {
            if let Some(paths) = root.look() {
                self.is_suspicious = !is_told;
                heard(Heard::Touched(Touched { paths, is_settled: true, look_again: false }));
            }
        }
    }
}

/// A folder with everything below it.
struct PolledFolder {
    path: PathBuf,
    files: Files,
    seen: BTreeMap<String, FileState>,
    /// Whether it could be listed.
    is_there: bool,
}

/// How a file stood.
struct FileState {
    stamp: Stamp,
    /// The hash of its bytes, since it changed.
    hash: u64,
    /// For how many looks it is still read.
    reads: u8,
}

impl PolledFolder {
    fn new(path: &Path) -> Self {
        let files = Files::disk(path);
        let listed = list(&files);
        let is_there = listed.is_some();
        let as_it_is = |(path, stamp)| (path, FileState { stamp, hash: 0, reads: 0 });
        let seen = listed.into_iter().flatten().map(as_it_is).collect();
        Self { path: path.to_owned(), files, seen, is_there }
    }

    /// What changed since the last look; no path when anything may have, `None` when nothing did.
    fn look(&mut self) -> Option<Vec<PathBuf>> {
        let listed = list(&self.files);
        let was_there = std::mem::replace(&mut self.is_there, listed.is_some());
        let changed = listed.map(|now| self.compare(now)).unwrap_or_default();
        if was_there != self.is_there {
            // The folder went away, or is back.
            return Some(Vec::new());
        }
        (!changed.is_empty()).then(|| changed.iter().map(|path| self.path.join(path)).collect())
    }

    fn compare(&mut self, now: BTreeMap<String, Stamp>) -> BTreeSet<String> {
        let mut before = std::mem::take(&mut self.seen);
        let mut changed = BTreeSet::new();
        for (path, stamp) in now {
            let seen = match before.remove(&path) {
                Some(seen) if seen.stamp == stamp && seen.reads == 0 => seen,
                old => {
                    let hash = hash_of(&self.files, &path, &stamp);
                    let reads = match old {
                        Some(old) if old.stamp == stamp && old.hash == hash => old.reads.saturating_sub(1),
                        _ => {
                            changed.insert(path.clone());
                            READ_FOR
                        }
                    };
                    FileState { stamp, hash, reads }
                }
            };
            self.seen.insert(path, seen);
        }
        changed.extend(before.into_keys());
        changed
    }

    /// Whether the system knows of every change below.
    fn is_reported(&self) -> bool {
        let parents = self.seen.keys().filter_map(|path| Path::new(path).parent());
        let folders: BTreeSet<&Path> = parents.chain([Path::new("")]).collect();
        folders.into_iter().all(|folder| disk::tells_all(&self.path.join(folder)))
    }
}

/// Every file with its stamp; `None` when the folder cannot be listed.
fn list(files: &Files) -> Option<BTreeMap<String, Stamp>> {
    let stamps = files.stamps().ok()?;
    Some(stamps.into_iter().filter(|(path, _)| !is_noise(path)).collect())
}
