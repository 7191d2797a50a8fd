//! The theme's templates, compiled once and shared by every site: a broken one is a finding at its line.

use super::drawings::Drawings;
use super::filters;
use crate::diagnostic::{Diagnostic, Message, Outcome, Report};
use crate::i18n::Languages;
use crate::say;
use crate::source::{Sources, Span};
use crate::theme::Theme;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Context, ErrorKind, Tera};

/// Compiled templates.
pub struct Engine {
    tera: Tera,
    pub(super) drawings: Arc<Drawings>,
    places: BTreeMap<String, crate::source::SourceId>,
}

impl Engine {
    /// Compiles a theme's templates. All are tried, so that several broken ones are found at once.
    #[must_use]
    pub fn compile(theme: &Theme, languages: &Arc<Languages>, sources: &Sources) -> Outcome<Self> {
        let mut report = Report::default();
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html", ".xml"]);
        filters::register(&mut tera, languages);
        filters::register_icons(&mut tera, theme.icons.keys().cloned());
        let drawings = Arc::new(Drawings::new(&theme.icons));
        let mut engine = Self { tera, drawings, places: theme.templates.clone() };
        let texts: Vec<(&str, &str)> = theme
            .templates
            .iter()
            .filter_map(|(name, source)| Some((name.as_str(), sources.get(*source)?.text.trim_end())))
            .collect();
        if let Err(error) = engine.tera.add_raw_templates(texts.iter().copied()) {
            report.push(engine.finding(&error, None));
            return Outcome { value: None, report };
        }
        Outcome { value: Some(engine), report }
    }

    /// The same templates, speaking with other phrases.
    #[must_use]
    pub fn speaking(&self, languages: &Arc<Languages>) -> Self {
        let mut tera = self.tera.clone();
        filters::register(&mut tera, languages);
        Self { tera, drawings: Arc::clone(&self.drawings), places: self.places.clone() }
    }

    /// Renders a template; an error is a finding in the theme.
    pub fn render(&self, template: &str, context: &Context, report: &mut Report) -> Option<String> {
        match self.tera.render(template, context) {
            Ok(text) => Some(text),
            Err(error) => {
                report.push_once(self.finding(&error, Some(template)));
                None
            }
        }
    }

    /// The frame of the theme has no place for a page's content.
    pub(super) fn refuse_frame(&self, report: &mut Report) {
        let message = say!(
            "il modello page.html non mostra il contenuto della pagina",
            "the template page.html does not show the page's content"
        );
        let hint = say!("scrivi {{{{ content }}}} dove deve stare", "write {{{{ content }}}} where it belongs");
        self.refuse("page.html", message, hint, report);
    }

    /// The menu of the theme has no place where an entry begins.
    pub(super) fn refuse_menu(&self, report: &mut Report) {
        let message = say!(
            "il modello menu.html non dice dove comincia ogni voce del menu",
            "the template menu.html does not say where each entry of the menu begins"
        );
        let hint = say!(
            "scrivi {{{{ item.place }}}} prima di ogni voce di «navigation», nel loro ordine",
            "write {{{{ item.place }}}} before each entry of “navigation”, in their order"
        );
        self.refuse("menu.html", message, hint, report);
    }

    fn refuse(&self, template: &str, message: Message, hint: Message, report: &mut Report) {
        let diagnostic = match self.places.get(template) {
            Some(source) => Diagnostic::error("broken-template", Span::start_of(*source), message),
            None => Diagnostic::about_file("broken-template", template, message),
        };
        report.push_once(diagnostic.hint(hint));
    }

    fn finding(&self, error: &tera::Error, template: Option<&str>) -> Diagnostic {
        let hint = say!(
            "correggi il file del tema; «limpido explain themes» dice quali dati riceve ogni modello",
            "mend the theme's file; “limpido explain themes” says which data each template receives"
        );
        let detail = match error.kind() {
            ErrorKind::SyntaxError(detail) | ErrorKind::RenderingError(detail) => Some(detail),
            _ => None,
        };
        let name = detail.map(|detail| detail.filename()).or(template).unwrap_or_default();
        let words = detail.map_or_else(|| error.to_string(), |detail| detail.message().to_owned());
        let message = say!("il modello del tema non funziona: {words}", "the theme's template does not work: {words}");
        match (self.places.get(name), detail) {
            (Some(source), Some(detail)) => {
                let range = detail.span().range.clone();
                Diagnostic::error("broken-template", Span::new(*source, range), message).hint(hint)
            }
            (Some(source), None) => Diagnostic::error("broken-template", Span::start_of(*source), message).hint(hint),
            (None, _) => Diagnostic::about_file("broken-template", name, message).hint(hint),
        }
    }
}
