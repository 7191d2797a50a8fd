//! The theme's templates, compiled once and shared by every site: a broken one is a finding at its line.

use super::drawings::{Drawings, Used};
use super::filters;
use super::meter::{Excess, MOST_ENTRIES, MOST_KEPT, MOST_MEGABYTES, Meter, Metered, MeteredText};
use crate::diagnostic::{Diagnostic, Key, Outcome, Place, Report};
use crate::i18n::Languages;
use crate::say;
use crate::source::{Sources, Span};
use crate::theme::{DEFAULT, Theme};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use tera::{Context, ErrorKind, Tera};

/// Compiled templates.
pub struct Engine {
    tera: Tera,
    drawings: Arc<Drawings>,
    /// The anchors that the theme's frame has on every page.
    anchors: Arc<HashSet<String>>,
    places: BTreeMap<String, crate::source::SourceId>,
    /// For a site's own theme: the meter of what it uses, and the templates as they are with the meter's filters in them.
    metered: Option<(Arc<Meter>, BTreeMap<String, Metered>)>,
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
        let named =
            theme.templates.iter().filter_map(|(name, source)| Some((name.as_str(), &*sources.get(*source)?.text)));
        let drawings = Arc::new(Drawings::new(&theme.icons, named));
        let anchors = Arc::new(theme.anchors.clone());
        let mut engine = Self { tera, drawings, anchors, places: theme.templates.clone(), metered: None };
        let texts = theme
            .templates
            .iter()
            .filter_map(|(name, source)| Some((name.as_str(), sources.get(*source)?.text.trim_end())));
        let added = if theme.key == DEFAULT {
            engine.tera.add_raw_templates(texts)
        } else {
            let meter = Arc::new(Meter::default());
            meter.register(&mut engine.tera);
            let texts: BTreeMap<_, _> = texts.map(|(name, text)| (name.to_owned(), Metered::new(text))).collect();
            let added = engine.tera.add_raw_templates(texts.iter().map(|(name, text)| (name, &text.text)));
            engine.metered = Some((meter, texts));
            added
        };
        if let Err(error) = added {
            report.push(engine.finding(&error, None));
            return Outcome { value: None, report };
        }
        Outcome { value: Some(engine), report }
    }

    /// The same templates with the phrases of other languages, for a site that has phrases of its own.
    #[must_use]
    pub fn speaking(&self, languages: &Arc<Languages>) -> Self {
        let mut tera = self.tera.clone();
        filters::register(&mut tera, languages);
        let metered = self.metered.clone();
        Self {
            tera,
            drawings: Arc::clone(&self.drawings),
            anchors: Arc::clone(&self.anchors),
            places: self.places.clone(),
            metered,
        }
    }

    /// Renders a template; an error is a finding in the theme.
    pub(crate) fn render(&self, template: &str, context: &Context, report: &mut Report) -> Option<String> {
        match self.written(template, context)? {
            Ok(text) => Some(text),
            Err(error) => {
                report.push_once(self.finding(&error, Some(template)));
                None
            }
        }
    }

    /// What a template writes; `None` after the finding that the theme does too much.
    fn written(&self, template: &str, context: &Context) -> Option<Result<String, tera::Error>> {
        let Some((meter, _)) = &self.metered else { return Some(self.tera.render(template, context)) };
        if meter.excess().is_some() {
            return None;
        }
        let mut written = MeteredText { text: Vec::new(), meter };
        let done = self.tera.render_to(template, context, &mut written);
        // Templates write text only.
        Some(done.map(|()| String::from_utf8_lossy(&written.text).into_owned()))
    }

    /// The anchors that the theme's frame has on every page.
    pub(crate) fn anchors(&self) -> &HashSet<String> {
        &self.anchors
    }

    /// Whether the theme has a template of its own for a kind of block.
    pub(crate) fn draws(&self, block: &str) -> bool {
        self.drawings.draws(block)
    }

    /// The drawings for a page, by what it used of the theme.
    pub(crate) fn drawings(&self, used: &Used) -> String {
        self.drawings.of(used)
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
        let place: Place = match (self.places.get(name), detail) {
            (Some(source), Some(detail)) => {
                let range = detail.span().range.clone();
                let metered = self.metered.as_ref().and_then(|(_, texts)| texts.get(name));
                let origin = |at| metered.map_or(at, |metered| metered.origin(at));
                Span::new(*source, origin(range.start)..origin(range.end)).into()
            }
            (Some(source), None) => Span::start_of(*source).into(),
            (None, _) => Place::File(name.to_owned()),
        };
        if let Some(excess) = self.metered.as_ref().and_then(|(meter, _)| meter.excess()) {
            return too_much(excess, place);
        }
        let message = say!("il modello del tema non funziona: {words}", "the theme's template does not work: {words}");
        Diagnostic::new(Key::BrokenTemplate, place, message).hint(hint)
    }
}

/// The finding that a theme does more than any page needs.
fn too_much(excess: Excess, place: Place) -> Diagnostic {
    let (message, hint) = match excess {
        Excess::Entries => (
            say!(
                "i cicli del tema passano per più di {MOST_ENTRIES} voci",
                "the theme's loops go over more than {MOST_ENTRIES} entries"
            ),
            say!(
                "non mettere un ciclo dentro l'altro: cerca la voce per nome, o filtra l'elenco prima del ciclo",
                "do not put one loop inside the other: look the entry up by name, or filter the list before the loop"
            ),
        ),
        Excess::Length => (
            say!(
                "questa variabile del tema ha più di {MOST_KEPT} byte, o voci",
                "this variable of the theme has more than {MOST_KEPT} bytes, or entries"
            ),
            say!(
                "non aggiungere una variabile a sé stessa: scrivi i testi dove servono",
                "do not add a variable to itself: write the texts where they are needed"
            ),
        ),
        Excess::Output => (
            say!("il tema scrive più di {MOST_MEGABYTES} MB", "the theme writes more than {MOST_MEGABYTES} MB"),
            say!("scrivi ogni testo una volta sola in ogni pagina", "write each text once on each page"),
        ),
    };
    Diagnostic::new(Key::TooLarge, place, message).hint(hint)
}
