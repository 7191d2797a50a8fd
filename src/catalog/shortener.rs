//! Services that shorten web addresses.

use crate::record;
use crate::record::{Date, Text};
use crate::source::Spanned;

record! {
    /// The file `shorteners.yaml`.
    pub struct Shorteners {
        /// When somebody last checked the file.
        pub checked_on: Spanned<Date>,
        /// Where the facts come from.
        pub sources: Vec<Text>,
        /// Their hosts.
        pub hosts: Vec<Text>,
    }
}
