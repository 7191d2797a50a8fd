//! What is not one site's own: the catalogue and the languages, read once and shared by every site.

use crate::catalog::{self, Catalog};
use crate::diagnostic::Outcome;
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

/// The languages that the program carries.
///
/// # Errors
/// When a file cannot be read (in a development build they come from the disk).
pub fn languages(sources: &mut Sources) -> Result<Outcome<Languages>, Unreadable> {
    Languages::load(&Files::built_in("i18n", i18n::BUILT_IN), sources)
}

/// The catalogue that the program carries.
///
/// # Errors
/// When a file cannot be read (in a development build they come from the disk).
pub fn catalog(sources: &mut Sources) -> Result<Outcome<Catalog>, Unreadable> {
    Catalog::load(&Files::built_in("catalog", catalog::BUILT_IN), sources)
}
