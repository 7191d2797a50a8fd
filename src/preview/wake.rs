//! Why the rebuilder wakes.

use super::change::{Silence, Touched};
use std::time::Duration;
use tokio::sync::oneshot;

/// Why the rebuilder wakes.
pub(super) enum Wake {
    /// Something changed on the disk.
    Touched(Touched),
    /// Nobody reports changes: why, and how often the folder is polled.
    Looking(Silence, Duration),
    /// Somebody asks for a site.
    Wanted(Wanted),
    /// The preview ends.
    End,
}

/// A request for a site that is not made yet, or not any more.
pub(super) struct Wanted {
    /// The site.
    pub site: String,
    /// Is told when the site is made.
    pub made: oneshot::Sender<()>,
}
