//! Blocks into HTML, written once and never read again: text kinds in Rust, into one string; components and the frame by the theme's
//! templates.

mod drawings;
mod engine;
mod filters;
mod meter;
mod text;
mod writer;

pub use engine::Engine;
pub(crate) use text::escape;
pub(crate) use writer::{HtmlWriter, Markup, Surroundings};
