//! The text files that a theme makes beside the pages.

use super::manifest::Output;
use crate::diagnostic::Report;
use crate::record::{PublicPath, Text};
use crate::source::Span;

/// A text file that a theme makes from a template, at a path that may be published.
pub struct ThemeOutput {
    /// The template.
    pub template: Text,
    /// Where it is published.
    pub path: PublicPath,
    /// Where the theme says so.
    pub place: Span,
    /// Whether it needs absolute addresses.
    pub needs_base_url: bool,
    /// Whether the site's own theme says so, not the program's: then its author can change it.
    pub is_sites: bool,
}

impl ThemeOutput {
    /// An output of `theme.yaml`, where its path may be published: only the program's may have hidden names, such as `.well-known/security.txt`.
    pub(super) fn checked(output: Output, is_sites: bool, report: &mut Report) -> Option<Self> {
        let Output { template, path, needs_base_url, span: _, fields: _ } = output;
        let checked = if is_sites { PublicPath::new(&path) } else { PublicPath::of_program(&path) };
        let needs_base_url = needs_base_url.is_some_and(|needs| needs.value);
        match checked {
            Ok(checked) => Some(Self { template, path: checked, place: path.span, needs_base_url, is_sites }),
            Err(trouble) => {
                // An empty path was reported when the field was read.
                if !path.is_empty() {
                    report.push(trouble.found(path.span, &path));
                }
                None
            }
        }
    }
}
