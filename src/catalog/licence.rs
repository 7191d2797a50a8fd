//! Licences of contents: what they are called, and the paragraph that the national validator looks for.

use crate::record;
use crate::record::{Date, Keyed, Localized, Text, WebAddress};
use crate::source::Spanned;

record! {
    /// The file `licences.yaml`.
    pub struct Licences {
        /// When somebody last checked the file.
        pub checked_on: Spanned<Date>,
        /// Where the facts come from.
        pub sources: Vec<Text>,
        /// The licences by key.
        pub licences: Keyed<KnownLicence>,
    }
}

record! {
    /// A licence that many public bodies use.
    pub struct KnownLicence {
        /// What people call it; the first is its usual name.
        pub names: Vec<Text>,
        /// Its text.
        pub url: Spanned<WebAddress>,
        /// What the legal notes say of it. The Italian words are those that the validator compares (check C.SI.3.4).
        pub paragraph: Localized,
    }
}

impl KnownLicence {
    /// Whether a written name is one of this licence's.
    #[must_use]
    pub fn is_called(&self, written: &str) -> bool {
        self.names.iter().any(|name| name.eq_ignore_ascii_case(written.trim()))
    }
}
