//! What a theme writes in so many letters is looked at once, when the theme is loaded: ids, addresses, scripts and styles, and that the
//! frame shows a page's content. What comes from contexts was looked at where it was made.

use super::flow::{self, Texts, is_either, reached, times_printed};
use super::markup::{Attribute, Element, Piece, pieces};
use super::tags::{Tag, tags};
use super::{BARE, FRAME, Template, kind_of_block};
use crate::diagnostic::{Diagnostic, Message, Report};
use crate::say;
use crate::source::{SourceId, Sources, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// The key for what the page's policy, or its place, forbids.
const MARKUP: &str = "theme-markup";
const BROKEN: &str = "broken-template";

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

/// A template that is looked at.
struct Looked<'t> {
    path: &'t str,
    text: &'t str,
    source: SourceId,
    is_sites: bool,
    tags: Vec<Tag>,
    pieces: Vec<Piece>,
}

/// Looks at the templates of a theme. Gives the ids that its frame has on every page.
pub(super) fn look_at(
    templates: &BTreeMap<String, Template>,
    sources: &Sources,
    report: &mut Report,
) -> HashSet<String> {
    let text = |template: &Template| sources.get(template.source).map(|source| source.text.as_str());
    let texts: Texts<'_> =
        templates.iter().filter_map(|(path, template)| Some((path.as_str(), text(template)?))).collect();
    let of_frame = reached(FRAME, &texts);
    let of_bare = reached([BARE], &texts);
    let blocks: BTreeSet<&str> = reached(texts.keys().copied().filter(|path| kind_of_block(path).is_some()), &texts);
    let looked: Vec<Looked<'_>> = templates
        .iter()
        .filter(|(path, _)| {
            of_frame.contains(path.as_str()) || of_bare.contains(path.as_str()) || blocks.contains(path.as_str())
        })
        .filter_map(|(path, template)| {
            let text = *texts.get(path.as_str())?;
            let tags = tags(text);
            let pieces = pieces(text, &tags);
            Some(Looked { path, text, source: template.source, is_sites: template.is_sites, tags, pieces })
        })
        .collect();
    let mut ids = HashSet::new();
    for frame in [&of_frame, &of_bare] {
        let of_this = looked.iter().filter(|looked| frame.contains(looked.path));
        let found = doubles(of_this, report);
        if std::ptr::eq(frame, &of_frame) {
            ids = found;
        }
    }
    for one in &looked {
        one.look(&ids, blocks.contains(one.path), report);
    }
    for frame in [super::PAGE, BARE] {
        if let Some(one) = looked.iter().find(|looked| looked.path == frame) {
            report_content(one, &texts, report);
        }
    }
    ids
}

/// Reports ids that a frame has twice; gives all that it has.
fn doubles<'l, 't: 'l>(frame: impl Iterator<Item = &'l Looked<'t>>, report: &mut Report) -> HashSet<String> {
    let mut seen: HashMap<&str, (&Looked<'_>, Range<usize>)> = HashMap::new();
    for one in frame {
        for (id, at) in one.ids() {
            let Some((first, place)) = seen.get(id) else {
                seen.insert(id, (one, at));
                continue;
            };
            if std::ptr::eq(*first, one) && is_either(one.text, &one.tags, place.start, at.start) {
                continue;
            }
            // Where one of the two is the program's, the site's own is what its author can change.
            let (here, there) = (one.at(&at), first.at(place));
            let (here, there) = if first.is_sites && !one.is_sites { (there, here) } else { (here, there) };
            let message = say!(
                "l'ancora «{id}» è due volte nella cornice del tema",
                "the anchor “{id}” is twice in the theme's frame"
            );
            report.push(
                Diagnostic::error("duplicate-anchor", here, message)
                    .hint(say!("dai a una delle due un altro «id»", "give one of the two another “id”"))
                    .see(there, say!("l'altra è qui", "the other one is here")),
            );
        }
    }
    seen.into_keys().map(str::to_owned).collect()
}

impl Looked<'_> {
    fn at(&self, range: &Range<usize>) -> Span {
        Span::new(self.source, range.clone())
    }

    fn elements(&self) -> impl Iterator<Item = &Element> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Open(element) => Some(element),
            Piece::Close(..) | Piece::Doctype(_) => None,
        })
    }

    /// The ids that the template writes in so many letters.
    fn ids(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        self.elements().filter_map(|element| {
            let id = element.get("id")?;
            Some((id.value.written()?, id.at.clone()))
        })
    }

    fn look(&self, ids: &HashSet<String>, is_of_block: bool, report: &mut Report) {
        self.look_at_ends(report);
        if is_of_block {
            for (id, at) in self.ids() {
                report.push(self.forbidden(
                    &at,
                    say!(
                        "un blocco può stare più volte in una pagina: l'ancora «{id}» sarebbe doppia",
                        "a block may stand on a page several times: there would be two anchors “{id}”"
                    ),
                    say!(
                        "comincia l'«id» con quello che il blocco riceve: id=\"{{{{ id }}}}-{id}\", o toglilo",
                        "begin the “id” with what the block receives: id=\"{{{{ id }}}}-{id}\", or remove it"
                    ),
                ));
            }
        }
        for element in self.elements() {
            self.look_at_element(element, report);
            for attribute in &element.attributes {
                self.look_at_attribute(element, attribute, ids, report);
            }
        }
    }

    /// The program writes a page's beginning and its end.
    fn look_at_ends(&self, report: &mut Report) {
        let begins = |piece: &Piece| match piece {
            Piece::Doctype(at) => Some(at.clone()),
            Piece::Open(element) => is_of_beginning(element).then(|| element.at.clone()),
            Piece::Close(..) => None,
        };
        let ends = |piece: &Piece| match piece {
            Piece::Close(name, at) => matches!(name.as_str(), "body" | "html").then(|| at.clone()),
            Piece::Open(_) | Piece::Doctype(_) => None,
        };
        let mut tell = |places: Vec<Range<usize>>, message: Message, hint: Message| {
            let Some((first, others)) = places.split_first() else { return };
            let found = Diagnostic::error(BROKEN, self.at(first), message).hint(hint);
            let also = |found: Diagnostic, at: &Range<usize>| found.see(self.at(at), say!("anche qui", "here too"));
            report.push(others.iter().fold(found, also));
        };
        tell(
            self.pieces.iter().filter_map(begins).collect(),
            say!(
                "l'inizio della pagina lo scrive limpido: qui sarebbe doppio",
                "limpido writes the beginning of the page: here it would stand twice"
            ),
            say!(
                "togli <!doctype>, <html>, <head>, charset, http-equiv e referrer: page.html comincia da <title>",
                "remove <!doctype>, <html>, <head>, charset, http-equiv and referrer: page.html begins with <title>"
            ),
        );
        tell(
            self.pieces.iter().filter_map(ends).collect(),
            say!(
                "la fine della pagina la scrive limpido, dopo i disegni: qui sarebbe doppia",
                "limpido writes the end of the page, after the drawings: here it would stand twice"
            ),
            say!("togli </body> e </html>", "remove </body> and </html>"),
        );
    }

    fn look_at_element(&self, element: &Element, report: &mut Report) {
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
    fn may_have(&self, script: &Element) -> bool {
        let is_data = script.get("type").and_then(|kind| kind.value.written()) == Some("application/ld+json");
        let is_received = script.get("src").is_some_and(|src| src.value.is_printed());
        is_data || self.path == WITH_SCRIPT && is_received
    }

    fn look_at_attribute(&self, element: &Element, attribute: &Attribute, ids: &HashSet<String>, report: &mut Report) {
        let Attribute { name, value, at, is_quoted } = attribute;
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
        match fetches {
            // The empty icon of a page that asks for nothing.
            true => self.path == BARE && written.starts_with("data:"),
            false => {
                let anchor = written.strip_prefix('#');
                anchor.is_some_and(|anchor| anchor.is_empty() || ids.contains(anchor))
                    || ["https://", "mailto:", "tel:"].iter().any(|scheme| written.starts_with(scheme))
            }
        }
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

    fn forbidden(&self, at: &Range<usize>, message: Message, hint: Message) -> Diagnostic {
        Diagnostic::error(MARKUP, self.at(at), message).hint(hint)
    }
}

fn to_style_sheet() -> Message {
    say!("mettilo in un foglio di stile di «stylesheets:»", "put it into a style sheet of “stylesheets:”")
}

/// Whether a start tag is of what the program writes at a page's beginning.
fn is_of_beginning(element: &Element) -> bool {
    match element.name.as_str() {
        "html" | "head" => true,
        "meta" => {
            let named = element.get("name").and_then(|name| name.value.written());
            element.get("charset").is_some()
                || element.get("http-equiv").is_some()
                || named.is_some_and(|name| name.eq_ignore_ascii_case("referrer"))
        }
        _ => false,
    }
}

/// Whether an attribute holds an address, and whether what is there is fetched for the page.
fn leads(element: &Element, attribute: &str) -> Option<bool> {
    match (element.name.as_str(), attribute) {
        ("link", "href") => {
            let kinds = element.get("rel").and_then(|rel| rel.value.written()).unwrap_or_default().to_lowercase();
            Some(kinds.split_whitespace().any(|kind| FETCHED.contains(&kind)))
        }
        (_, "href" | "xlink:href") => Some(false),
        // An address that a script of ours reads is no attribute of HTML's.
        (_, fetching) if FETCHING.contains(&fetching) => Some(true),
        _ => None,
    }
}

/// Reports a frame that does not show a page's content once, whichever way it goes.
fn report_content(frame: &Looked<'_>, texts: &Texts<'_>, report: &mut Report) {
    let Looked { path, text, .. } = frame;
    let times = times_printed("content", path, texts);
    let mut printed = frame.tags.iter().filter(|tag| flow::prints("content", text, tag));
    let (message, at) = match (times.least, times.most) {
        (1, 1) => return,
        (_, 0) => (
            say!(
                "il modello {path} non mostra il contenuto della pagina",
                "the template {path} does not show the page's content"
            ),
            0..0,
        ),
        (_, 1) => (
            say!(
                "il modello {path} non mostra sempre il contenuto della pagina",
                "the template {path} does not always show the page's content"
            ),
            printed.next().map_or(0..0, |tag| tag.at.clone()),
        ),
        _ => (
            say!(
                "il modello {path} mostra più volte il contenuto della pagina",
                "the template {path} shows the page's content several times"
            ),
            printed.last().map_or(0..0, |tag| tag.at.clone()),
        ),
    };
    report.push(Diagnostic::error(BROKEN, frame.at(&at), message).hint(say!(
        "metti {{{{ content }}}} una volta sola, dove deve stare",
        "put {{{{ content }}}} once, where it belongs"
    )));
}
