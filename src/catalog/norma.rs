//! The norme that requirements cite: how to cite them and where to read them.

use crate::record;
use crate::record::{Date, Home, Keyed, Localized, Ref, Referred, Text, WebAddress, unwritten};
use crate::source::{Sources, Span, Spanned};

record! {
    /// A norma: a law, a regulation, an article of one, a decision.
    pub struct Norma {
        /// In full, as cited at first use.
        pub title: Localized,
        /// In short, as cited after that and in messages.
        pub short: Localized,
        /// Where to read it.
        pub url: Spanned<WebAddress>,
        /// When somebody last checked the address and the citation.
        pub checked_on: Spanned<Date>,
        /// Which parts are not confirmed by a source that was read.
        pub unverified: Option<Text>,
    }
}

record! {
    /// Every norma by its key.
    pub struct Norme {
        /// The norme.
        pub norme: Keyed<Norma>,
    }
}

impl Referred for Norma {
    const HOME: Home = Home::Norme;
}

impl Norme {
    /// No norme at all.
    #[must_use]
    pub fn empty() -> Self {
        let nowhere = Sources::default().add(String::new(), String::new());
        Self { span: Span::start_of(nowhere), fields: unwritten(), norme: Keyed(Vec::new()) }
    }

    /// The norma that a reference means.
    #[must_use]
    pub fn named(&self, reference: &Ref<Norma>) -> Option<&Norma> {
        self.norme.at(reference.place()?)
    }

    /// A norma by its key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Norma> {
        self.norme.get(key)
    }
}
