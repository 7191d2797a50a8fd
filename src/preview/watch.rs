//! The system's events into "something changed there"; where the system sends none, the folder is polled.
//!
//! Events are lost in bursts, merged, and named differently by every system, so nothing is concluded from them. Reading is no
//! change, and what editors leave beside a file while they save is no file.

use super::change::{Heard, Silence, Touched, is_noise};
use super::poller::Poller;
use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RenameMode};
use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};

/// Follows folders until it is dropped.
pub(super) struct Watch {
    _watcher: Option<RecommendedWatcher>,
    _poller: Poller,
}

impl Watch {
    /// Follows folders with everything below them; `heard` is called from threads of its own. Changes that the system does not report are
    /// found by polling.
    pub(super) fn start(roots: &[PathBuf], heard: impl Fn(Heard) + Clone + Send + 'static) -> Self {
        let poller = Poller::start(roots, heard.clone());
        let (ear, known) = (poller.ear(), roots.to_vec());
        let told = move |event: notify::Result<Event>| {
            if event.as_ref().is_err_and(|error| silence(error) == Silence::Exhausted) {
                ear.is_alone(Silence::Exhausted);
            }
            if let Some(touched) = meaning(event, &known) {
                ear.has_heard();
                heard(Heard::Touched(touched));
            }
        };
        let watcher =
            RecommendedWatcher::new(told, Config::default().with_follow_symlinks(false)).and_then(|mut watcher| {
                roots.iter().try_for_each(|root| watcher.watch(root, RecursiveMode::Recursive))?;
                Ok(watcher)
            });
        if let Err(error) = &watcher {
            poller.ear().is_alone(silence(error));
        }
        Self { _watcher: watcher.ok(), _poller: poller }
    }
}

/// Why the system watches no folder.
fn silence(error: &notify::Error) -> Silence {
    match &error.kind {
        ErrorKind::MaxFilesWatch => Silence::Exhausted,
        // No more instances for this user (EMFILE) or this system (ENFILE).
        ErrorKind::Io(error) if cfg!(unix) && matches!(error.raw_os_error(), Some(23 | 24)) => Silence::Exhausted,
        _ => Silence::Refused,
    }
}

fn meaning(event: notify::Result<Event>, roots: &[PathBuf]) -> Option<Touched> {
    let Ok(event) = event else { return Some(Touched { look_again: true, ..Touched::default() }) };
    if event.need_rescan() {
        return Some(Touched { look_again: true, ..Touched::default() });
    }
    let is_settled = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both) | ModifyKind::Metadata(_)) => true,
        EventKind::Access(_) => return None,
        _ => false,
    };
    let is_folder = |path: &PathBuf| roots.contains(path);
    let look_again = matches!(event.kind, EventKind::Create(CreateKind::Folder | CreateKind::Any | CreateKind::Other))
        || event.paths.iter().any(is_folder);
    let paths: Vec<_> = event.paths.into_iter().filter(|path| !is_noise_below(path, roots)).collect();
    (!paths.is_empty()).then_some(Touched { paths, is_settled, look_again })
}

fn is_noise_below(path: &Path, roots: &[PathBuf]) -> bool {
    let below = roots.iter().find_map(|root| path.strip_prefix(root).ok()).unwrap_or(path);
    below.to_str().is_some_and(is_noise)
}
