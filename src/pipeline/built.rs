//! A site that went through the stages, and the gate: only what nothing stops may be published.

use crate::check::Look;
use crate::diagnostic::Report;
use crate::plan::{PageLink, Pages};
use crate::render::Rendered;
use crate::source::{Files, Sources};

/// What was found in one site, with what is needed to show it.
#[derive(Default)]
pub struct Findings {
    /// Everything that was noticed.
    pub report: Report,
    /// The texts, for excerpts.
    pub sources: Sources,
    /// The ente's name; `None` when there is no site to look at.
    pub ente: Option<String>,
    /// What each rule looked for, for reports that say which rules hold.
    pub looks: Vec<Look>,
    /// The pages, as a report names them.
    pub pages: Vec<PageLink>,
}

/// A site that went through the pipeline. Only the pipeline makes one, and nobody can change one, so that its report always tells
/// of these very pages.
pub struct Built {
    pub(super) findings: Findings,
    pub(super) pages: Option<Pages>,
    pub(super) rendered: Option<Rendered>,
    /// Whether the pages are drawn for a preview: they lead to its root, which no site has.
    pub(super) is_for_preview: bool,
    pub(super) files: Files,
}

/// The pieces of a site, for whoever shows it without publishing it.
pub struct SitePieces {
    /// What was found.
    pub findings: Findings,
    /// The planned pages with their site; `None` when reading stopped before.
    pub pages: Option<Pages>,
    /// The finished files; `None` when a mistake left nothing to look at.
    pub rendered: Option<Rendered>,
    /// The site's folder, in which the files lie that are copied as they are.
    pub files: Files,
}

impl Built {
    /// What was found.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// The planned pages with their site; `None` when reading stopped before.
    #[must_use]
    pub fn pages(&self) -> Option<&Pages> {
        self.pages.as_ref()
    }

    /// The finished files; `None` when a mistake left nothing to look at, or only findings were wanted.
    #[must_use]
    pub fn rendered(&self) -> Option<&Rendered> {
        self.rendered.as_ref()
    }

    /// The pieces of the site. They can be shown, and can never be published.
    #[must_use]
    pub fn into_parts(self) -> SitePieces {
        let Self { findings, pages, rendered, is_for_preview: _, files } = self;
        SitePieces { findings, pages, rendered, files }
    }

    /// The gate: the site as it may be published.
    ///
    /// ```no_run
    /// # use limpido::{diagnostic::Fault, pipeline::Pipeline, publish::{publish, Held, Sync, Way}};
    /// # use limpido::{record::Date, render::Options, source::Files};
    /// # fn example(site: &Files, another: Files, today: Date, held: Held) -> Result<(), Fault> {
    /// let built = Pipeline::new()?.run(site, today, Options::default())?;
    /// if let Ok(publishable) = built.clear(false) {
    ///     publish(&publishable, held, (Way::Fill, Sync::Disk))?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Finished files that did not pass the gate are no [`Publishable`]:
    ///
    /// ```compile_fail
    /// # use limpido::{diagnostic::Fault, pipeline::Pipeline, publish::{publish, Held, Sync, Way}};
    /// # use limpido::{record::Date, render::Options, source::Files};
    /// # fn example(site: &Files, another: Files, today: Date, held: Held) -> Result<(), Fault> {
    /// let built = Pipeline::new()?.run(site, today, Options::default())?;
    /// if let Some(rendered) = built.rendered() {
    ///     publish(rendered, held, (Way::Fill, Sync::Disk))?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Nobody can open the gate by emptying the report:
    ///
    /// ```compile_fail
    /// # use limpido::{diagnostic::Fault, pipeline::Pipeline, publish::{publish, Held, Sync, Way}};
    /// # use limpido::{record::Date, render::Options, source::Files};
    /// # fn example(site: &Files, another: Files, today: Date, held: Held) -> Result<(), Fault> {
    /// let mut built = Pipeline::new()?.run(site, today, Options::default())?;
    /// built.findings.report = limpido::diagnostic::Report::default();
    /// if let Ok(publishable) = built.clear(false) {
    ///     publish(&publishable, held, (Way::Fill, Sync::Disk))?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// What has passed the gate is one site with its own files, and takes no other's files:
    ///
    /// ```compile_fail
    /// # use limpido::{diagnostic::Fault, pipeline::Pipeline, publish::{publish, Held, Sync, Way}};
    /// # use limpido::{record::Date, render::Options, source::Files};
    /// # fn example(site: &Files, another: Files, today: Date, held: Held) -> Result<(), Fault> {
    /// let built = Pipeline::new()?.run(site, today, Options::default())?;
    /// if let Ok(mut publishable) = built.clear(false) {
    ///     publishable.files = another;
    ///     publish(&publishable, held, (Way::Fill, Sync::Disk))?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// What was found, when errors or, under `strict`, warnings are among it, or there is nothing to publish because only findings
    /// were wanted or the pages are drawn for a preview.
    pub fn clear(self, strict: bool) -> Result<Publishable, Findings> {
        let Self { findings, pages: _, rendered, is_for_preview, files } = self;
        match rendered {
            Some(rendered) if !is_for_preview && findings.report.is_clear(strict) => {
                Ok(Publishable { findings, rendered, files })
            }
            _ => Err(findings),
        }
    }
}

/// A site that may be published: only [`Built::clear`] makes one, and nothing else is taken for publishing.
pub struct Publishable {
    /// What was found in it and does not stop it: warnings, advice, what was set aside.
    pub findings: Findings,
    rendered: Rendered,
    files: Files,
}

impl Publishable {
    /// The finished files.
    #[must_use]
    pub fn rendered(&self) -> &Rendered {
        &self.rendered
    }

    /// The site's folder, in which the files lie that are copied as they are.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }
}
