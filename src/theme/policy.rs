//! What the policy of the pages forbids a theme to write, and addresses that lead elsewhere from another page.

use super::looked::Looked;
use super::markup::{HtmlAttribute, HtmlElement};
use super::paths::BARE;
use crate::diagnostic::{Diagnostic, Message, Report};
use crate::say;
use std::collections::HashSet;
use std::ops::Range;

/// The one block that brings a script: the box that says whether an account is official.
const WITH_SCRIPT: &str = "blocks/check/template.html";

/// Elements that bring something which the policy of every page forbids.
const FORBIDDEN: [&str; 9] = ["style", "iframe", "frame", "object", "embed", "base", "audio", "video", "applet"];

/// Attributes that fetch something for the page.
const FETCHING: [&str; 7] = ["src", "srcset", "imagesrcset", "poster", "data", "background", "manifest"];

/// What a `link` fetches for the page; other `link`s only name an address.
const FETCHED: [&str; 9] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "manifest",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "modulepreload",
];

impl Looked<'_> {
    /// Looks at a start tag; `ids` are the frame's.
    pub(super) fn look_at_tag(&self, element: &HtmlElement, ids: &HashSet<String>, report: &mut Report) {
        self.look_at_element(element, report);
        for attribute in &element.attributes {
            self.look_at_attribute(element, attribute, ids, report);
        }
    }

    fn look_at_element(&self, element: &HtmlElement, report: &mut Report) {
        let name = &element.name;
        if FORBIDDEN.contains(&name.as_str()) {
            let message = say!(
                "la policy delle pagine vieta <{name}>: il browser non lo mostra",
                "the pages' policy forbids <{name}>: browsers do not show it"
            );
            let hint = match name.as_str() {
                "style" => to_style_sheet(),
                _ => say!("toglilo, o mettici un collegamento", "remove it, or put a link in its place"),
            };
            report.push(self.forbidden(&element.at, message, hint));
        }
        if name == "script" && !self.may_have(element) {
            let message = say!(
                "la policy delle pagine vieta gli script: il browser non lo esegue",
                "the pages' policy forbids scripts: browsers do not run it"
            );
            report.push(self.forbidden(
                &element.at,
                message,
                say!(
                    "toglilo: una pagina funziona senza; solo blocks/check porta lo script che riceve",
                    "remove it: a page works without; only blocks/check brings the script that it receives"
                ),
            ));
        }
    }

    /// Whether a script may stand there: data that no browser runs, or the address that the block of the check receives.
    fn may_have(&self, script: &HtmlElement) -> bool {
        let is_data = script.get("type").and_then(|kind| kind.value.written()) == Some("application/ld+json");
        let is_received = script.get("src").is_some_and(|src| src.value.is_printed());
        is_data || self.path == WITH_SCRIPT && is_received
    }

    fn look_at_attribute(
        &self,
        element: &HtmlElement,
        attribute: &HtmlAttribute,
        ids: &HashSet<String>,
        report: &mut Report,
    ) {
        let HtmlAttribute { name, value, at, is_quoted } = attribute;
        if !is_quoted && value.is_printed() {
            report.push(self.forbidden(
                at,
                say!(
                    "senza virgolette un valore può aggiungere altri attributi",
                    "without quotes a value can add further attributes"
                ),
                say!("scrivi {name}=\"{{{{ … }}}}\"", "write {name}=\"{{{{ … }}}}\""),
            ));
        }
        if name == "style" {
            report.push(self.forbidden(
                at,
                say!(
                    "la policy delle pagine vieta lo stile dentro i tag: il browser non lo applica",
                    "the pages' policy forbids style in tags: browsers do not apply it"
                ),
                to_style_sheet(),
            ));
        } else if name.len() > 2 && name.starts_with("on") {
            report.push(self.forbidden(
                at,
                say!(
                    "la policy delle pagine vieta gli script: il browser non esegue «{name}»",
                    "the pages' policy forbids scripts: browsers do not run “{name}”"
                ),
                say!("toglilo", "remove it"),
            ));
        } else if matches!(name.as_str(), "action" | "formaction") {
            report.push(self.forbidden(
                at,
                say!("la policy delle pagine vieta di spedire moduli", "the pages' policy forbids that forms are sent"),
                say!("toglilo", "remove it"),
            ));
        } else if let Some(fetches) = leads(element, name) {
            let wrong = value.beginnings().into_iter().find(|written| !self.holds(written, fetches, ids));
            wrong.into_iter().for_each(|written| report.push(self.misled(at, written, fetches)));
        }
    }

    /// Whether an address that begins so leads to the same place from every page.
    fn holds(&self, written: &str, fetches: bool, ids: &HashSet<String>) -> bool {
        if fetches {
            // The page that asks for nothing has an empty icon in its own text.
            return self.path == BARE && written.starts_with("data:");
        }
        let anchor = written.strip_prefix('#');
        anchor.is_some_and(|anchor| anchor.is_empty() || ids.contains(anchor))
            || ["https://", "mailto:", "tel:"].iter().any(|scheme| written.starts_with(scheme))
    }

    fn misled(&self, at: &Range<usize>, written: &str, fetches: bool) -> Diagnostic {
        if let Some(anchor) = written.strip_prefix('#').filter(|_| !fetches) {
            let message =
                say!("la cornice del tema non ha l'ancora «{anchor}»", "the theme's frame has no anchor “{anchor}”");
            return self.forbidden(
                at,
                message,
                say!(
                    "nei modelli si scrivono solo le ancore della cornice; le altre arrivano con i dati, i disegni con icon(name=…)",
                    "templates write the frame's anchors alone; others come with the data, drawings with icon(name=…)"
                ),
            );
        }
        let is_elsewhere = written.contains(':') || written.starts_with("//");
        if fetches && is_elsewhere {
            let message = say!(
                "la policy delle pagine vieta di prendere «{written}» da un altro posto",
                "the pages' policy forbids to fetch “{written}” from elsewhere"
            );
            return self.forbidden(
                at,
                message,
                say!(
                    "mettilo in assets/ e usalo dal foglio di stile: url(nome)",
                    "put it into assets/ and use it from the style sheet: url(name)"
                ),
            );
        }
        let message = say!(
            "«{written}» non porta allo stesso posto da ogni pagina",
            "“{written}” does not lead to the same place from every page"
        );
        self.forbidden(
            at,
            message,
            say!(
                "usa un indirizzo che il modello riceve, come {{{{ home }}}}, o uno intero: https://…",
                "use an address that the template receives, such as {{{{ home }}}}, or a whole one: https://…"
            ),
        )
    }
}

fn to_style_sheet() -> Message {
    say!("mettilo in un foglio di stile di «stylesheets:»", "put it into a style sheet of “stylesheets:”")
}

/// Whether an attribute holds an address, and whether what is there is fetched for the page.
fn leads(element: &HtmlElement, attribute: &str) -> Option<bool> {
    match (element.name.as_str(), attribute) {
        ("link", "href") => {
            let kinds = element.get("rel").and_then(|rel| rel.value.written()).unwrap_or_default().to_lowercase();
            Some(kinds.split_whitespace().any(|kind| FETCHED.contains(&kind)))
        }
        (_, "href" | "xlink:href") => Some(false),
        // An attribute that only a script of ours reads is none that HTML knows.
        (_, fetching) if FETCHING.contains(&fetching) => Some(true),
        _ => None,
    }
}
