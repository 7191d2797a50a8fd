//! A site that has passed the gate ([`Publishable`](crate::pipeline::Publishable)) into a published one, in the folder that is there.
//!
//! 1. Take the target for this run alone, and finish or undo what an earlier run has left ([`TargetFolder::hold`]).
//! 2. Look at it: everything in it is ours by the manifest, or is known to be left by systems and hosts. Anything else is refused.
//! 3. Compare: when every byte is the same, nothing is touched.
//! 4. Stage what is new, put it in its place in an order that breaks no page, remove what is no more (`stage`); or, when asked for,
//!    make the whole site beside the old one and swap the two (`swap`).

mod author;
mod create;
mod disk;
mod folders;
mod lock;
mod manifest;
mod published;
mod report;
mod shared;
mod site;
mod stage;
mod swap;
mod system;
mod target;

pub use author::replace_file;
pub use create::{create, refuse_unless_new};
pub use manifest::MANIFEST;
pub use published::{Published, Sync, Way};
pub use report::write_report;
pub use shared::{publish_shared, retire_shared};
pub use site::{Begun, begin, go_on, publish};
pub use target::{Held, PublishedState, TargetFolder};
