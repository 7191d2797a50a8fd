//! What a theme itself writes (ids, addresses, scripts, styles) is looked at once, when the theme is loaded, and so is that the frame shows
//! a page's content. Values that come from the context were looked at where they were made.

use super::flow::{self, TemplateTexts, is_either, reached, times_printed};
use super::joined::Template;
use super::looked::Looked;
use super::markup::{HtmlElement, HtmlPiece, pieces};
use super::paths::{BARE, PAGE, kind_of_block};
use super::tags::tags;
use crate::diagnostic::{Diagnostic, Key, Message, Report};
use crate::say;
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

const BROKEN: Key = Key::BrokenTemplate;

/// Looks at the templates of a theme. Gives the ids that its frame has on every page.
pub(super) fn look_at(
    templates: &BTreeMap<String, Template>,
    sources: &Sources,
    report: &mut Report,
) -> HashSet<String> {
    let text = |template: &Template| sources.get(template.source).map(|source| source.text.as_str());
    let texts: TemplateTexts<'_> =
        templates.iter().filter_map(|(path, template)| Some((path.as_str(), text(template)?))).collect();
    let (of_page, of_bare) = (reached([PAGE], &texts), reached([BARE], &texts));
    let blocks: BTreeSet<&str> = reached(texts.keys().copied().filter(|path| kind_of_block(path).is_some()), &texts);
    let looked: Vec<Looked<'_>> = templates
        .iter()
        .filter(|(path, _)| [&of_page, &of_bare, &blocks].iter().any(|some| some.contains(path.as_str())))
        .filter_map(|(path, template)| {
            let text = *texts.get(path.as_str())?;
            let tags = tags(text);
            let pieces = pieces(text, &tags);
            Some(Looked { path, text, source: template.source, is_sites: template.is_sites, tags, pieces })
        })
        .collect();
    let of = |frame: &BTreeSet<&str>| looked.iter().filter(|one| frame.contains(one.path)).collect::<Vec<_>>();
    doubles(&of(&of_bare), report);
    let ids = doubles(&of(&of_page), report);
    for one in &looked {
        one.look(&ids, blocks.contains(one.path), report);
    }
    for frame in [PAGE, BARE] {
        if let Some(one) = looked.iter().find(|looked| looked.path == frame) {
            report_content(one, &texts, report);
        }
    }
    ids
}

/// Reports ids that a frame has twice; gives all that it has.
fn doubles(frame: &[&Looked<'_>], report: &mut Report) -> HashSet<String> {
    let mut seen: HashMap<&str, (&Looked<'_>, Range<usize>)> = HashMap::new();
    for one in frame {
        for (id, at) in one.ids() {
            let Some((first, place)) = seen.get(id) else {
                seen.insert(id, (one, at));
                continue;
            };
            if first.path == one.path && is_either(one.text, &one.tags, place.start, at.start) {
                continue;
            }
            // Where one of the two places is in the program's theme, the finding stands at the other, which the site's author can change.
            let (here, there) = (one.at(&at), first.at(place));
            let (here, there) = if first.is_sites && !one.is_sites { (there, here) } else { (here, there) };
            let message = say!(
                "l'ancora «{id}» è due volte nella cornice del tema",
                "the anchor “{id}” is twice in the theme's frame"
            );
            report.push(
                Diagnostic::new(Key::DuplicateAnchor, here, message)
                    .hint(say!("dai a una delle due un altro «id»", "give one of the two another “id”"))
                    .see(there, say!("l'altra è qui", "the other one is here")),
            );
        }
    }
    seen.into_keys().map(str::to_owned).collect()
}

impl Looked<'_> {
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
            self.look_at_tag(element, ids, report);
        }
    }

    /// Reports a frame that writes a page's beginning or its end, which the program writes.
    fn look_at_ends(&self, report: &mut Report) {
        let begins = |piece: &HtmlPiece| match piece {
            HtmlPiece::Doctype(at) => Some(at.clone()),
            HtmlPiece::Open(element) => is_of_beginning(element).then(|| element.at.clone()),
            HtmlPiece::Close(..) => None,
        };
        let ends = |piece: &HtmlPiece| match piece {
            HtmlPiece::Close(name, at) => matches!(name.as_str(), "body" | "html").then(|| at.clone()),
            HtmlPiece::Open(_) | HtmlPiece::Doctype(_) => None,
        };
        let mut tell = |places: Vec<Range<usize>>, message: Message, hint: Message| {
            let Some((first, others)) = places.split_first() else { return };
            let found = Diagnostic::new(BROKEN, self.at(first), message).hint(hint);
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
}

/// Whether a start tag is of what the program writes at a page's beginning.
fn is_of_beginning(element: &HtmlElement) -> bool {
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

/// Reports a frame that does not show a page's content once, whichever way it goes.
fn report_content(frame: &Looked<'_>, texts: &TemplateTexts<'_>, report: &mut Report) {
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
            printed.next_back().map_or(0..0, |tag| tag.at.clone()),
        ),
    };
    report.push(Diagnostic::new(BROKEN, frame.at(&at), message).hint(say!(
        "metti {{{{ content }}}} una volta sola, dove deve stare",
        "put {{{{ content }}}} once, where it belongs"
    )));
}
