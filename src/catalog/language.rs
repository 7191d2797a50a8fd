//! Languages as their small words show them, to tell in which one a paragraph is written.

use crate::record;
use crate::record::{Keyed, Localized, Text};

record! {
    /// The file `languages.yaml`.
    pub struct LanguageWords {
        /// Languages by their tags.
        pub languages: Keyed<KnownLanguage>,
    }
}

record! {
    /// A language that a paragraph can be told to be in.
    pub struct KnownLanguage {
        /// What it is called.
        pub name: Localized,
        /// Its most common words, in small letters and without the accents of Italian, with spaces between.
        pub words: Text,
    }
}
