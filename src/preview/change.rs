//! What whoever notices a change in a folder tells: a wake-up and no more.
//!
//! Nothing is concluded from a wake-up: the rebuilder lists the folder and compares.

use crate::diagnostic::Message;
use crate::say;
use std::path::PathBuf;
use std::time::Duration;

/// What changed.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// The paths that changed; empty when the system has lost count.
    pub paths: Vec<PathBuf>,
    /// Whether a file stands as its writer left it: closed, or moved to its place.
    pub is_settled: bool,
    /// Whether files may have come that nobody reported: a new folder is watched only from now on.
    pub look_again: bool,
}

/// What wakes the rebuilder from the disk's side.
#[derive(Debug)]
pub(super) enum Heard {
    /// Something changed.
    Touched(Touched),
    /// From now on the folder is polled at this interval, since nobody reports its changes.
    Looking(Silence, Duration),
    /// The system reports every change: polling ends.
    Resting,
}

/// Why nobody reports changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Silence {
    /// Polling found a change that no event had told.
    Disk,
    /// The system watches no more folders, or for no more programs.
    Exhausted,
    /// The system refuses to watch.
    Refused,
}

impl Silence {
    /// What to tell the author, and the remedy.
    pub(super) fn words(self, every: Duration) -> (Message, Message) {
        let every = every.as_secs();
        let what = match self {
            Self::Disk => say!(
                "questo disco non avvisa quando un file cambia: guardo io, ogni {every} secondi",
                "this disk does not tell when a file changes: it is looked at every {every} seconds"
            ),
            Self::Exhausted => say!(
                "il sistema non può seguire altre cartelle: guardo io se qualcosa cambia, ogni {every} secondi",
                "the system can follow no more folders: they are looked at every {every} seconds"
            ),
            Self::Refused => say!(
                "il sistema non segue questa cartella: guardo io se qualcosa cambia, ogni {every} secondi",
                "the system does not follow this folder: it is looked at every {every} seconds"
            ),
        };
        let remedy = match self {
            Self::Disk | Self::Refused => say!(
                "succede con cartelle di rete, contenitori e WSL (/mnt/c); per vedere subito ogni salvataggio tieni il sito su un disco di questo computer",
                "so it is with network folders, containers and WSL (/mnt/c); to see every save at once, keep the site on a disk of this computer"
            ),
            Self::Exhausted => say!(
                "per vedere subito ogni salvataggio chiudi i programmi che seguono molte cartelle, o fai alzare fs.inotify.max_user_watches e fs.inotify.max_user_instances, e riparti",
                "to see every save at once, close programs that follow many folders, or have fs.inotify.max_user_watches and fs.inotify.max_user_instances raised, and start again"
            ),
        };
        (what, remedy)
    }
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
