//! What a run over the enti of a workspace is asked.

use super::EntiKnown;
use crate::members::Members;
use crate::pipeline::Pipeline;
use crate::publish::{Sync, Way};
use crate::record::Date;
use crate::render::Options;
use std::path::Path;

/// Where to publish, and how.
#[derive(Clone, Copy)]
pub struct Out<'a> {
    /// The folder in which each ente has its own.
    pub folder: &'a Path,
    /// How a new site takes the place of the old one.
    pub way: Way,
    /// Whether to wait until the disk has kept what was published.
    pub sync: Sync,
    /// Whether published files are read and compared to know that they have not changed, not only the times at which they were written.
    pub verify: bool,
}

/// What a run is asked.
#[expect(clippy::struct_excessive_bools, reason = "four answers to four questions")]
pub struct Run<'a> {
    /// The stages.
    pub pipeline: &'a Pipeline,
    /// The workspace's folder.
    pub root: &'a Path,
    /// The workspace.
    pub members: &'a Members,
    /// Whether nothing in the workspace's own files stops publication: only then is every ente listed.
    pub is_whole: bool,
    /// The day.
    pub today: Date,
    /// How pages are written.
    pub options: Options,
    /// Whether warnings stop publication too.
    pub strict: bool,
    /// Whether enti that have not changed are built too.
    pub all: bool,
    /// Whether the findings of every ente are wanted, not only those of enti that something stops.
    pub wants_findings: bool,
    /// Where to publish; `None` for findings alone.
    pub out: Option<Out<'a>>,
    /// What the run before knew.
    pub before: EntiKnown,
    /// How many enti at once; `None` for as many as the machine has processors.
    pub jobs: Option<usize>,
}
