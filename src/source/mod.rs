//! Paths into text with places: the only room that reads the disk.
//!
//! 1. [`Files`] answers "which files are there, and what is in them" for a folder of the disk, for files compiled into the
//!    program, or for files in memory.
//! 2. [`Sources`] keeps every text that was read, so that a [`Span`] can be shown later as file, line and column.
//! 3. [`Layered`] lays folders one over the other.
//! 4. [`signs`] finds the signs in a text that nobody sees, and makes them visible.
//!
//! The room judges no content: what a file means is the business of the rooms above.

mod digest;
mod files;
mod leftovers;
mod listing;
mod opened;
pub mod signs;
mod slip;
mod sources;
mod span;
mod syntax;
pub mod table;
mod text;
mod walk;
pub mod yaml;

pub use digest::hex;
pub use files::{BuiltIn, Files, Layered};
pub use leftovers::{is_of_others, is_of_system};
pub use listing::{FileEntry, Listing, Stamp, Stray, StrayKind, Unreadable};
pub use opened::{MAX_BYTES, Refusal};
pub use slip::{Slip, is_typographic_quote, slip};
pub use sources::{LineColumn, Source, Sources};
pub use span::{SourceId, Span, Spanned};
pub use text::{MAX_TEXT_BYTES, TextTrouble};
