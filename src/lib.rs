//! limpido turns a folder of YAML and Markdown into the policy microsite of an Italian public body.
//!
//! A site is built from its folder, and published when nothing stops it:
//!
//! ```
//! use limpido::diagnostic::{HumanStyle, human};
//! use limpido::{pipeline::Pipeline, record::Date, render::Options, source::Files};
//! use limpido::publish::{Sync, TargetFolder, Way, publish};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let room = tempfile::tempdir()?;
//! # let public = room.path().join("public");
//! let folder = Files::disk("content".as_ref());
//! let today = Date::new(2026, 11, 22).ok_or("a day of the calendar")?;
//! match Pipeline::new()?.run(&folder, today, Options::default())?.clear(false) {
//!     Ok(site) => {
//!         let held = TargetFolder::new(&public, &[], &[])?.hold(Way::Fill, &mut || println!("another run has the folder"))?;
//!         let published = publish(&site, held, (Way::Fill, Sync::Disk))?;
//!         println!("{} files in {}", published.written, public.display());
//!     }
//!     Err(found) => eprintln!("{}", human(&found.report, &found.sources, HumanStyle::default())),
//! }
//! # assert!(public.join("index.html").is_file());
//! # Ok(())
//! # }
//! ```
//!
//! A [`pipeline::Pipeline`] is made once and takes any number of sites, from several threads too. The features `cli` and `preview`, on
//! by default, bring the program and the room `preview` with their crates (clap, tokio, hyper, notify, mimalloc …); who builds sites from
//! Rust writes `default-features = false`. What is public names no crate but serde and `serde_json`: others serialise with them.
//!
//! The stair, each stage one room:
//!
//! ```text
//! source -> diagnostic -> record, media -> catalog, i18n, theme -> layers, prose -> model -> check -> plan -> parts, html, data -> render -> pipeline -> publish
//! ```
//!
//! A folder becomes a typed [`model::Site`] with a place for every value; rules look at it ([`check`]); pages are planned
//! ([`plan`]) and rendered in memory ([`render`]). [`pipeline`] walks that stair for one site; at its end stands the gate,
//! [`pipeline::Built::clear`], and [`publish`] takes nothing but what has passed there.
//!
//! A stage returns its value and everything that it noticed ([`diagnostic::Outcome`]); only the machine's own failures are
//! errors ([`diagnostic::Fault`]). `src/README.md` has the map.

pub mod catalog;
pub mod check;
pub mod data;
pub mod diagnostic;
pub mod enti;
pub mod evidence;
pub mod explain;
pub mod guide;
pub mod html;
pub mod i18n;
pub mod init;
pub mod layers;
pub mod media;
pub mod members;
pub mod model;
pub mod overview;
pub mod parts;
pub mod pipeline;
pub mod plan;
#[cfg(feature = "preview")]
pub mod preview;
pub mod prose;
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
