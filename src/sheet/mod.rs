//! Files for people that are no pages of a site: a report as one page that stands alone (no other file, no script, readable by everybody,
//! on paper too), and a table for a spreadsheet.
//!
//! A report's own template extends `sheet.html` with blocks `title`, `style`, `heading`, `about` and `main`; `say(it=…, en=…)` gives the
//! reader's language, `level(of=…)` the word for a level.

mod table;

pub use table::{BYTE_ORDER_MARK, table};

use crate::diagnostic::{Fault, Level, Locale};
use crate::say;
use crate::source::signs::visible;
use tera::{Context, Kwargs, Tera};

/// The page of a report: its template and what it shows. `date` and `version` are in `context`.
///
/// # Errors
/// When a template is broken: then the program itself is at fault.
pub(crate) fn page(template: &str, mut context: Context, locale: Locale) -> Result<String, Fault> {
    let lang = if locale == Locale::It { "it" } else { "en" };
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".html"]);
    tera.register_function("say", move |words: Kwargs, _: &tera::State<'_>| words.must_get::<String>(lang));
    tera.register_function("level", move |words: Kwargs, _: &tera::State<'_>| {
        let word = words.must_get::<String>("of")?;
        tera::TeraResult::Ok(Level::named(&word).map_or(word, |level| level.name(locale).to_owned()))
    });
    context.insert("lang", lang);
    let templates =
        [("sheet.html", include_str!("sheet.html")), ("style.css", include_str!("style.css")), ("page.html", template)];
    let page = tera.add_raw_templates(templates).and_then(|()| tera.render("page.html", &context));
    // Names and texts from files stand on the page: signs that nobody sees must not show them in another order than their own.
    page.map(|page| visible(&page).into_owned()).map_err(|error| {
        let error = error.to_string();
        Fault::refused(
            say!("il modello del rapporto non funziona: {error}", "the report's template does not work: {error}"),
            say!("reinstalla limpido", "install limpido again"),
        )
    })
}
