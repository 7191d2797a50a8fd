//! What rendering needs beside the pages, and how pages are to be written.

use crate::catalog::Catalog;
use crate::html::Engine;
use crate::i18n::Languages;
use crate::theme::{DEFAULT, Theme};
use std::sync::Arc;

/// What rendering needs beside the pages; the same for every site of a workspace.
pub struct RenderSetup<'a> {
    /// The compiled templates.
    pub engine: &'a Engine,
    /// The theme.
    pub theme: &'a Theme,
    /// The catalogue.
    pub catalog: &'a Catalog,
    /// The languages.
    pub languages: &'a Languages,
    /// How pages are written.
    pub options: Options,
}

/// How pages are written.
#[expect(clippy::struct_excessive_bools, reason = "four answers to four questions")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether to minify the HTML; only a program with the feature `minify` does.
    pub minify: bool,
    /// Whether each page's content is published alone too, for a CMS: `fragments/PAGE.html`.
    pub fragments: bool,
    /// Whether the program's theme stands once beside all sites, not in each: pages then lead to `../assets/`. A theme of the
    /// site's own stays with the site.
    pub shared_assets: bool,
    /// Whether only findings are wanted: with the program's theme no page is then drawn, since the mistakes of a site are all in its
    /// trees. Nothing of it can be published.
    pub findings_only: bool,
    /// The path of the site's root, with a slash at its end (`/social/`), for the page that a host shows at any depth. `None` takes the
    /// path from the site's own address; a preview has a root of its own.
    pub root: Option<Arc<str>>,
}

impl RenderSetup<'_> {
    /// Whether this site's pages lead to assets beside the site.
    pub(super) fn shares_assets(&self) -> bool {
        self.options.shared_assets && self.theme.key == DEFAULT
    }

    /// Whether only findings are wanted from the program's own theme: then what can hold no mistake is left out.
    pub(super) fn leaves_out(&self) -> bool {
        self.options.findings_only && self.theme.key == DEFAULT
    }
}
