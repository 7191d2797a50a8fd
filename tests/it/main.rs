//! Every Rust test in one binary: linking is what costs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests may fail"
)]
#![allow(clippy::too_many_lines, reason = "a table of inputs is one literal; splitting it hides its shape")]

mod accounts;
mod architecture;
mod bounds;
mod cases;
mod catalogue;
mod causes;
mod cli;
mod components;
mod confirm;
mod confirm_cli;
mod corpus;
mod data;
mod deceit;
mod defects;
mod evidence;
mod facts;
mod fields;
mod files;
mod frames;
mod given;
mod harness;
mod hints;
mod hostile;
mod imports;
mod init;
mod init_cli;
mod input;
mod languages;
mod listed;
mod many;
mod markdown;
mod members;
mod mission;
mod pages;
mod phrases;
mod pictures;
mod placeholders;
mod preview;
mod preview_attacks;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod preview_silence;
mod publish;
mod readability;
mod rules;
mod safe;
mod said;
mod terminal;
mod themes;
mod trees;
mod verify;
mod waivers;
