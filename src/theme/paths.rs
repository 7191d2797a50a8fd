//! The files that every theme has, by their paths in its folder.

/// What the theme is called, what it extends, and for which contract it was written.
pub(super) const MANIFEST: &str = "theme.yaml";

/// The frame of a page.
pub(super) const PAGE: &str = "page.html";

/// The frame of the page for wrong addresses where nobody knows the site's address: it links to nothing and loads nothing.
pub(super) const BARE: &str = "bare.html";

/// The kind of block that a template of a theme draws, by its path: `contact` of `blocks/contact/template.html`.
pub(super) fn kind_of_block(path: &str) -> Option<&str> {
    path.strip_prefix("blocks/")?.strip_suffix("/template.html").filter(|kind| !kind.contains('/'))
}
