//! A link whose words do not say where it leads.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::tree::Link;

pub(super) const RULE: Rule = Rule { key: Key::VagueLink, run };

/// Words that say nothing when they are read alone, as screen readers list links.
const VAGUE: [&str; 28] = [
    "clicca qui",
    "clicca",
    "qui",
    "questo link",
    "link",
    "a questo link",
    "al link",
    "al seguente link",
    "seguente link",
    "leggi",
    "leggi qui",
    "leggi di più",
    "leggi tutto",
    "continua",
    "continua a leggere",
    "vai",
    "vai qui",
    "scopri di più",
    "maggiori informazioni",
    "pagina",
    "questa pagina",
    "here",
    "click here",
    "this link",
    "read more",
    "more",
    "learn more",
    "this page",
];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.reads(&["it", "en"]) {
        return;
    }
    for link in context.links() {
        inspection.at(link);
        let words = link.text.to_lowercase();
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        let is_spelt = || is_address(words) && is_chosen(context, link);
        let says_something = !words.is_empty() && !VAGUE.contains(&words) && !is_spelt();
        if says_something {
            continue;
        }
        let written = &link.text;
        let finding = Diagnostic::new(
            RULE.key,
            link.span,
            say!("«{written}» non dice dove porta il collegamento", "“{written}” does not say where the link leads"),
        )
        .hint(say!(
            "fai del nome della pagina il collegamento: «leggi [le regole](moderazione.md)»",
            "make the page's name the link: “read [the rules](moderazione.md)”"
        ));
        inspection.push(finding);
    }
}

/// Whether words are an address with its path, which screen readers spell sign by sign; a host alone is a name.
fn is_address(words: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| words.strip_prefix(scheme));
    let rest = rest.or_else(|| words.starts_with("www.").then_some(words));
    rest.and_then(|rest| rest.split_once('/')).is_some_and(|(_, path)| !path.is_empty())
}

/// Whether somebody chose the address as the words of the link; one that stands in the prose is a link by itself.
fn is_chosen(context: &Context<'_>, link: &Link) -> bool {
    context.sources.slice(link.span).contains(&format!("]({}", link.text))
}
