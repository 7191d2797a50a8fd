//! Kinds of public body: how they are recognised, who decides for them and who represents them.

use crate::record;
use crate::record::{Date, Keyed, Localized, Text};
use crate::source::Spanned;

record! {
    /// The file `enti.yaml`.
    pub struct EnteKinds {
        /// When somebody last checked the file.
        pub checked_on: Spanned<Date>,
        /// Where the facts come from.
        pub sources: Vec<Text>,
        /// Which facts are not confirmed by a source that was read.
        pub unverified: Vec<Text>,
        /// The kinds, by the words of `ente.kind`.
        pub kinds: Keyed<EnteKindFacts>,
    }
}

record! {
    /// What is usual for a kind of public body.
    pub struct EnteKindFacts {
        /// Its name for people.
        pub name: Localized,
        /// How names of such bodies begin, in small letters.
        pub beginnings: Vec<Text>,
        /// The organ that usually approves a policy.
        pub organ: Option<Localized>,
        /// Who represents it by law.
        pub represented_by: Option<Localized>,
    }
}
