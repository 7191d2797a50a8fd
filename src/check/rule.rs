//! What a rule is: a name that says what is wrong, a page that explains it, and a look at the site.

use crate::catalog::Catalog;
use crate::content::Site;
use crate::diagnostic::Report;
use crate::i18n::Languages;
use crate::record::Date;
use crate::source::Sources;

/// A rule: one file of `rules/` and its page beside it.
#[derive(Clone, Copy)]
pub struct Rule {
    /// What is wrong, in words joined by hyphens.
    pub name: &'static str,
    /// Its page, in Markdown: what it checks, why, a wrong and a right example, the norma.
    pub page: &'static str,
    /// Looks at the site and reports what it finds.
    pub run: fn(&Context<'_>, &mut Report),
}

/// What a rule may look at.
pub struct Context<'a> {
    /// The site.
    pub site: &'a Site,
    /// The catalogue.
    pub catalog: &'a Catalog,
    /// The languages.
    pub languages: &'a Languages,
    /// The texts, for excerpts.
    pub sources: &'a Sources,
    /// The day on which the site is looked at.
    pub today: Date,
    /// The site's folder as the author typed it, for files that are missing.
    pub folder: &'a str,
}

impl Context<'_> {
    /// The path of a file of the site, as the author would type it.
    #[must_use]
    pub fn path(&self, file: &str) -> String {
        match self.folder {
            "" | "." => file.to_owned(),
            folder => format!("{}/{file}", folder.trim_end_matches('/')),
        }
    }
}

/// A [`Rule`] from the name of its file.
#[macro_export]
macro_rules! rule {
    ($name:literal, $run:path) => {
        $crate::check::rule::Rule { name: $name, page: include_str!(concat!($name, ".md")), run: $run }
    };
}
