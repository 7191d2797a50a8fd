//! limpido turns a folder of YAML and Markdown into the policy microsite of an Italian public body.
//!
//! The stair, each stage one room:
//!
//! ```text
//! source -> diagnostic -> record, media -> catalog, i18n, theme -> content -> check -> plan -> render -> pipeline -> publish
//! ```
//!
//! A folder becomes a typed [`content::Site`] with a place for every value; rules look at it ([`check`]); pages are planned
//! ([`plan`]) and rendered in memory ([`render`]). [`pipeline`] walks that stair for one site; at its end stands the gate,
//! [`pipeline::Built::clear`], and [`publish`] takes nothing but what has passed there.
//!
//! A stage returns its value and everything that it noticed ([`diagnostic::Outcome`]); only the machine's own failures are
//! errors ([`diagnostic::Fault`]). `src/README.md` has the map.

pub mod catalog;
pub mod check;
pub mod content;
pub mod diagnostic;
pub mod evidence;
pub mod explain;
pub mod guide;
pub mod i18n;
pub mod init;
pub mod media;
pub mod members;
pub mod overview;
pub mod parts;
pub mod pipeline;
pub mod plan;
pub mod preview;
pub mod publish;
pub mod record;
pub mod render;
pub mod schema;
pub mod sheet;
pub mod source;
pub mod theme;
pub mod tree;
pub mod verify;
pub mod workspace;
