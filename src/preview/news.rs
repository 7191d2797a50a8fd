//! What whoever has started the preview is told.

use crate::diagnostic::{Fault, Message, Report};
use crate::source::Sources;

/// What a rebuild brought.
pub enum News<'a> {
    /// A site went through the pipeline.
    Built {
        /// Its name; empty when it is the only one.
        site: &'a str,
        /// What was noticed.
        report: &'a Report,
        /// The texts, for excerpts.
        sources: &'a Sources,
        /// How many files of the site are new, other or gone.
        changes: usize,
        /// Whether the pages of before stay, because the new ones could not be made.
        is_kept: bool,
    },
    /// A workspace was listed, with something to say.
    Listed {
        /// What was noticed.
        report: &'a Report,
        /// The texts, for excerpts.
        sources: &'a Sources,
    },
    /// Nobody reports changes: from now on the folder is polled. Told once.
    Looking {
        /// Why.
        what: &'a Message,
        /// What the author can do about it.
        remedy: &'a Message,
    },
    /// The machine failed.
    Failed(&'a Fault),
}
