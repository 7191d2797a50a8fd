//! YAML nodes into typed records: one definition of a field for every use.
//!
//! A type that may stand in one of our files implements [`Field`]: how it is read, what it looks like to people
//! ([`Shape`]: schema, documentation, variables in prose) and how templates and data files see it ([`Field::show`]). The
//! macros [`record!`](crate::record!) and [`choice!`](crate::choice!) write that from a Rust type and its doc comments.
//!
//! Reading goes on after a mistake: it is reported, a stand-in takes its place, and the rest of the file is read too, so
//! that an author sees every mistake at once. A site with mistakes is never published, so no stand-in is. The record remembers
//! which of its fields are absent, wrong or given ([`Written`]), so that nobody takes a wrong one for one that is missing.
//!
//! From below: `text` and `shape` say what may be written; `reader` collects what is wrong; `field` is what every type can do;
//! `scalar`, `containers`, `localized` and `reference` are the kinds of fields; `fields` reads a record field by field.

mod broken_yaml;
mod code;
mod colour;
mod contact;
mod containers;
mod date;
mod deceit;
mod field;
mod fields;
mod file_text;
mod hidden;
mod homes;
mod hours;
mod localized;
mod macros;
mod markup;
mod names;
mod parts;
mod public_path;
mod reader;
mod reference;
mod remedy;
mod scalar;
mod shape;
mod template_value;
mod text;
mod written;

pub use code::{FilePath, Id, IpaCode, LanguageTag, Province};
pub use colour::Colour;
pub use contact::{BaseUrl, Email, Phone, WebAddress, is_host, with_small_host};
pub use containers::{Keyed, OneOrMany};
pub use date::{Date, PartialDate};
pub use deceit::{Deceit, deceit_of_address, deceit_of_name, in_latin};
pub use field::{Eye, Field, SeenField, has_every_place};
pub use fields::Fields;
pub use file_text::{read_text, table_text};
pub use hidden::{escaped_sign, hidden_in, is_refused, report_hidden};
pub use homes::{Home, Homes};
pub use hours::{Days, Holidays, Hours, Opening, TimeOfDay, Weekday};
pub use localized::{Localized, Name};
pub use markup::{DRAWN, MeantMarkup, markup_in, signs};
pub use names::{PLACEHOLDER, is_placeholder, nearest, plain_name, unknown_name};
pub use parts::{Parts, TakeApart};
pub use public_path::{PathTrouble, PublicPath, composed};
pub use reader::Reader;
pub use reference::{Ref, Referred};
pub use scalar::{Scalar, Wrong};
pub use shape::{FieldShape, RecordShape, Shape};
pub(crate) use template_value::{TemplateValue, map};
pub use text::{Text, TextKind};
pub use written::{Record, Written, unwritten};
