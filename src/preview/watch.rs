//! The disk's events into "something changed there": a wake-up and no more.
//!
//! Events are lost in bursts, merged, and named differently by every system, so nothing is concluded from them: whoever is woken
//! lists the folder and compares. Reading is no change, and what editors leave beside a file while they save is no file.

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RenameMode};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};

/// What an event says.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Where; empty when the system does not know any more.
    pub paths: Vec<PathBuf>,
    /// Whether a file stands as its writer left it: closed, or moved to its place.
    pub is_settled: bool,
    /// Whether files may have come that nobody reported: a new folder is watched only from now on.
    pub look_again: bool,
}

/// Watches folders until it is dropped.
pub(super) struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches folders with everything below them; `woken` is called from a thread of its own.
    ///
    /// # Errors
    /// When the system watches no more folders (`ENOSPC`), or a folder is not there.
    pub(super) fn start(
        roots: &[PathBuf],
        mut woken: impl FnMut(Touched) + Send + 'static,
    ) -> Result<Self, notify::Error> {
        let known = roots.to_vec();
        let heard = move |event: notify::Result<Event>| {
            if let Some(touched) = meaning(event, &known) {
                woken(touched);
            }
        };
        let mut watcher = RecommendedWatcher::new(heard, Config::default().with_follow_symlinks(false))?;
        for root in roots {
            watcher.watch(root, RecursiveMode::Recursive)?;
        }
        Ok(Self { _watcher: watcher })
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

/// Whether a relative path is hidden, or one that an editor leaves while it saves: vim (`4913`, `x~`, `.x.swp`), Emacs (`#x#`,
/// `.#x`), Kate, `JetBrains`, Word, `sed -i`.
pub(super) fn is_noise(path: &str) -> bool {
    if path.split(['/', '\\']).any(|step| step.starts_with('.')) {
        return true;
    }
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_number = !name.is_empty() && name.bytes().all(|sign| sign.is_ascii_digit());
    let is_sed = name.len() == 9
        && name.strip_prefix("sed").is_some_and(|rest| rest.bytes().all(|sign| sign.is_ascii_alphanumeric()));
    is_number
        || is_sed
        || name.starts_with("~$")
        || (name.starts_with('#') && name.ends_with('#'))
        || name.contains("___jb_")
        || ["~", ".swp", ".swo", ".swx", ".kate-swp", ".tmp"].iter().any(|end| name.ends_with(end))
}
