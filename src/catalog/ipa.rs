//! The index of public bodies (IPA): what its codes mean, and the words that its names are mended by.

use crate::record;
use crate::record::{Date, Province, Text, unwritten};
use crate::source::Spanned;

record! {
    /// The file `ipa.yaml`.
    pub struct IpaFacts {
        /// When somebody last checked the file.
        pub checked_on: Spanned<Date>,
        /// Where the facts come from.
        pub sources: Vec<Text>,
        /// Which facts are not confirmed by a source that was read.
        pub unverified: Vec<Text>,
        /// Categories of bodies.
        pub categories: Vec<IpaCategory>,
        /// Words of names that are of no kind, in small letters: what many bodies have together.
        pub gatherings: Vec<Text>,
        /// Words that stay in capitals.
        pub acronyms: Vec<Text>,
        /// Words that lost their end, in small letters: their apostrophe is no accent.
        pub cut: Vec<Text>,
        /// Words that end with é, in small letters and without the accent.
        pub acute: Vec<Text>,
        /// Words that stay small inside a name.
        pub small: Vec<Text>,
        /// Provinces by the beginning of ISTAT's code of a municipality.
        pub provinces: Vec<IpaProvince>,
    }
}

record! {
    /// A category of bodies.
    pub struct IpaCategory {
        /// What stands in the column `Codice_Categoria`.
        pub code: Text,
        /// The kind of body, a word of `ente.kind`.
        pub kind: Text,
        /// Whether the category holds consortia and associations of such bodies too.
        pub mixed: Spanned<bool>,
    }
}

record! {
    /// A province.
    pub struct IpaProvince {
        /// ISTAT's code: three figures.
        pub istat: Text,
        /// Its two letters.
        pub sigla: Spanned<Province>,
    }
}

impl IpaFacts {
    /// What stands in for a file that could not be read; its mistakes were reported.
    #[must_use]
    pub fn empty() -> Self {
        let place = Text::empty().span;
        Self {
            span: place,
            fields: unwritten(),
            checked_on: Spanned::new(Date::EPOCH, place),
            sources: Vec::new(),
            unverified: Vec::new(),
            categories: Vec::new(),
            gatherings: Vec::new(),
            acronyms: Vec::new(),
            cut: Vec::new(),
            acute: Vec::new(),
            small: Vec::new(),
            provinces: Vec::new(),
        }
    }

    /// A category by its code.
    #[must_use]
    pub fn category(&self, code: &str) -> Option<&IpaCategory> {
        self.categories.iter().find(|category| category.code.eq_ignore_ascii_case(code))
    }

    /// The letters of the province in which a municipality lies, by ISTAT's code of it.
    #[must_use]
    pub fn province_of(&self, municipality: &str) -> Option<&str> {
        let of = |province: &&IpaProvince| municipality.len() == 6 && municipality.starts_with(province.istat.as_str());
        self.provinces.iter().find(of).map(|province| province.sigla.value.0.as_str())
    }
}
