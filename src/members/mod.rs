//! A folder with `workspace.yaml` into its enti, each with everything that it is made from.
//!
//! 1. Read `workspace.yaml`: which folders or rows are enti, and over which base they stand.
//! 2. Read every version of the base, with what it extends and what it locks.
//! 3. List the enti; each comes with the name of its published folder, its identity and its place.
//!
//! Nothing of an ente is read here but the version of the base that its `site.yaml` asks for.

mod base;
mod codes;
mod diff;
mod files;
mod list;
mod loaded;
mod member;
mod names;
mod provenance;
mod rows;
mod workspace_file;

pub use base::BaseFile;
pub use diff::{Change, Difference, difference};
pub use loaded::{Loaded, Members, Prepared, is_workspace};
pub use member::Member;
pub use provenance::{Setting, settings};
pub use workspace_file::{Assets, FILE, WorkspaceFile};
