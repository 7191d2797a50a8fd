//! One site, from its folder to finished pages in memory: the whole stair in one place.
//!
//! `content -> check -> plan -> render`. Each stage gives its value and what it noticed; the stair goes on as long as there
//! is a value, so that one run finds the mistakes of every stage. Nothing is written.

mod built;

pub use built::{Built, Findings, Publishable, SitePieces};

use crate::diagnostic::{Fault, Level, Report};
use crate::html::Engine;
use crate::i18n::Languages;
use crate::layers::Inputs;
use crate::members::Prepared;
use crate::model;
use crate::record::{Date, Reader, Text};
use crate::render::{self, Options, RenderSetup};
use crate::source::{Files, Sources};
use crate::theme::{self, Theme};
use crate::workspace::{self, Workspace};
use crate::{check, plan};
use std::sync::Arc;

/// The stages with everything that all sites share.
pub struct Pipeline {
    workspace: Workspace,
    theme: Theme,
    engine: Engine,
    common: Arc<Sources>,
    themes: Files,
}

impl Pipeline {
    /// The pipeline with what the program carries.
    ///
    /// # Errors
    /// When the program's own data cannot be read, or are broken: then the program itself is at fault.
    pub fn new() -> Result<Self, Fault> {
        let (mut report, mut sources) = (Report::default(), Sources::default());
        let languages = workspace::languages(&mut sources)?.into_report(&mut report).map(Arc::new);
        let themes = Files::built_in("themes", theme::BUILT_IN);
        let nowhere = Files::memory("", std::collections::BTreeMap::new());
        let key = Text::new(theme::DEFAULT.to_owned(), Text::empty().span);
        let theme = Theme::load(&key, &nowhere, &themes, &mut sources)?.into_report(&mut report);
        // Templates and catalogue take most of the time of a start, and need nothing of each other, so that both are read at once.
        let texts = sources.clone();
        let both = theme.as_ref().zip(languages.as_ref());
        let (catalog, engine) = rayon::join(
            || workspace::catalog(&mut sources),
            || both.map(|(theme, languages)| Engine::compile(theme, languages, &texts)),
        );
        let catalog = catalog?.into_report(&mut report);
        let engine = engine.and_then(|engine| engine.into_report(&mut report));
        let common = Arc::new(sources.clone());
        match (languages, theme, catalog, engine) {
            (Some(languages), Some(theme), Some(catalog), Some(engine)) if report.is_empty() => {
                let workspace = Workspace { catalog, languages, sources };
                Ok(Self { workspace, theme, engine, common, themes })
            }
            _ => Err(broken(&report, &common)),
        }
    }

    /// What all sites share.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The texts of what all sites share, for the places in them.
    #[must_use]
    pub fn sources(&self) -> Arc<Sources> {
        Arc::clone(&self.common)
    }

    /// Takes one site through all stages, on a day: rules know what is overdue by then.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn run(&self, files: &Files, today: Date, options: Options) -> Result<Built, Fault> {
        self.run_inputs(&Inputs::alone(files)?, Sources::over(Arc::clone(&self.common)), today, options)
    }

    /// Takes an ente of a workspace through all stages.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn run_member(&self, ente: Prepared, today: Date, options: Options) -> Result<Built, Fault> {
        let Prepared { inputs, sources, mut report } = ente;
        let mut built = self.run_inputs(&inputs, sources, today, options)?;
        report.merge(std::mem::take(&mut built.findings.report));
        report.tell_causes_once();
        built.findings.report = report;
        Ok(built)
    }

    /// Takes a site of several layers through all stages; `sources` stands over [`Pipeline::sources`] and knows the texts of its
    /// values and locks.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn run_inputs(
        &self,
        inputs: &Inputs,
        mut sources: Sources,
        today: Date,
        options: Options,
    ) -> Result<Built, Fault> {
        let files = inputs.files();
        let is_for_preview = options.root.is_some();
        let mut report = Report::default();
        let catalog = &self.workspace.catalog;
        let own_languages = self.own_languages(inputs, &mut sources, &mut report)?;
        let languages = own_languages.as_ref().unwrap_or(&self.workspace.languages);
        let site = model::load(inputs, catalog, languages, &mut sources)?.into_report(&mut report);
        let Some(site) = site else {
            report.tell_causes_once();
            let findings = Findings { report, sources, ..Findings::default() };
            return Ok(Built { findings, pages: None, rendered: None, is_for_preview: false, files: files.clone() });
        };
        let ente = Some(site.settings.ente.name.as_written().to_owned());
        let own = self.own_theme(&site, files, languages, &mut sources, &mut report)?;
        let speaking = own_languages.as_ref().map(|languages| self.engine.speaking(languages));
        let checked =
            check::check(site, catalog, languages, &sources, today, &files.shown("")).into_report(&mut report);
        let mut looks = Vec::new();
        let pages = checked.and_then(|mut checked| {
            looks = std::mem::take(&mut checked.looks);
            plan::plan(checked, catalog).into_report(&mut report)
        });
        let rendered = pages.as_ref().and_then(|pages| {
            let (theme, engine) = match &own {
                OwnTheme::None => (&self.theme, speaking.as_ref().unwrap_or(&self.engine)),
                OwnTheme::Some(theme, engine) => (&**theme, &**engine),
                OwnTheme::Broken => return None,
            };
            let is_finished = !options.findings_only;
            let setup = RenderSetup { engine, theme, catalog, languages, options };
            render::render(pages, &setup).into_report(&mut report).filter(|_| is_finished)
        });
        report.tell_causes_once();
        let links = pages.as_ref().map(plan::Pages::links).unwrap_or_default();
        let findings = Findings { report, sources, ente, looks, pages: links };
        Ok(Built { findings, pages, rendered, is_for_preview, files: files.clone() })
    }

    /// The languages with the site's own phrases (`i18n/it.yaml`), when it has any.
    fn own_languages(
        &self,
        inputs: &Inputs,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<Option<Arc<Languages>>, Fault> {
        let languages = &self.workspace.languages;
        let mut own = Vec::new();
        for tag in languages.tags() {
            let Some(joined) = inputs.joined(&format!("i18n/{tag}.yaml"), sources, report)? else { continue };
            report.merge(Reader::troubles(joined.troubles));
            own.extend(joined.tree.map(|tree| (tag.to_owned(), tree)));
        }
        Ok((!own.is_empty()).then(|| languages.with(&own).into_report(report).map(Arc::new)).flatten())
    }

    /// The theme that a site brings with it.
    fn own_theme(
        &self,
        site: &model::Site,
        files: &Files,
        languages: &Arc<Languages>,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<OwnTheme, Fault> {
        let Some(key) = site.settings.theme.as_ref().filter(|key| key.value != theme::DEFAULT) else {
            return Ok(OwnTheme::None);
        };
        let loaded = Theme::load(key, files, &self.themes, sources)?;
        let is_broken = loaded.report.count(Level::Error) > 0;
        let theme = loaded.into_report(report);
        let Some(theme) = theme.filter(|_| !is_broken) else { return Ok(OwnTheme::Broken) };
        let engine = Engine::compile(&theme, languages, sources).into_report(report);
        Ok(engine.map_or(OwnTheme::Broken, |engine| OwnTheme::Some(Box::new(theme), Box::new(engine))))
    }
}

enum OwnTheme {
    None,
    Some(Box<Theme>, Box<Engine>),
    Broken,
}

/// The fault that the program's own data are broken, which the tests rule out for a release.
fn broken(report: &Report, sources: &Sources) -> Fault {
    let found = crate::diagnostic::human(report, sources, crate::diagnostic::HumanStyle::default());
    Fault::refused(
        crate::diagnostic::Message {
            it: format!("i dati di limpido non sono in ordine:\n{found}"),
            en: format!("limpido's own data are not in order:\n{found}"),
        },
        crate::say!("reinstalla limpido", "install limpido again"),
    )
}
