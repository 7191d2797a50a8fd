//! What is not one site's own: the catalogue and the languages, read once and shared by every site.

use crate::catalog::{self, Catalog};
use crate::diagnostic::{Outcome, Report};
use crate::i18n::{self, Languages};
use crate::source::{Files, Sources, Unreadable};
use std::sync::Arc;

/// Catalogue, languages, and the texts that they came from.
pub struct Workspace {
    /// The catalogue.
    pub catalog: Catalog,
    /// The languages.
    pub languages: Arc<Languages>,
    /// Their texts, for places.
    pub sources: Sources,
}

impl Workspace {
    /// Reads what the program carries.
    ///
    /// # Errors
    /// When a file cannot be read (in a development build they come from the disk).
    pub fn built_in() -> Result<Outcome<Self>, Unreadable> {
        let mut sources = Sources::default();
        let mut report = Report::default();
        let catalog =
            Catalog::load(&Files::built_in("catalog", catalog::BUILT_IN), &mut sources)?.into_report(&mut report);
        let languages =
            Languages::load(&Files::built_in("i18n", i18n::BUILT_IN), &mut sources)?.into_report(&mut report);
        let value = catalog.zip(languages).map(|(catalog, languages)| Self {
            catalog,
            languages: Arc::new(languages),
            sources,
        });
        Ok(Outcome { value, report })
    }
}
