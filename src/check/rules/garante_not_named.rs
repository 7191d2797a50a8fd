//! A notice that speaks of a complaint and does not say to whom: the authority is the Garante.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::record::{Localized, Text};
use crate::say;
use crate::source::Spanned;

pub(super) const RULE: Rule = Rule { key: Key::GaranteNotNamed, run };

/// What the Garante is called; the last is its name in translations.
const GARANTE: [&str; 5] =
    ["garante", "gpdp", "data protection authority", "datenschutzbehorde", "protection des donnees"];

/// The texts on complaints; one in a language that we do not know may name the Garante in its own way.
fn complaints<'s>(context: &'s Context<'_>) -> impl Iterator<Item = &'s Text> {
    let site = context.site;
    let first = site.languages.first().map_or("", String::as_str);
    let texts = site.informative.informative.0.iter().filter_map(|(_, notice)| notice.complaint.as_ref());
    let is_known =
        move |lang: Option<&Spanned<String>>| ["it", "en"].contains(&lang.map_or(first, |lang| lang.value.as_str()));
    texts.flat_map(Localized::texts).filter(move |(lang, _)| is_known(*lang)).map(|(_, text)| text)
}

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    // Pages are read by frames, which some languages have not.
    if !context.knows_words(RULE.key) {
        inspection.leave_open();
    }
    for passage in context.passages_of(complaints(context)) {
        inspection.at(passage);
        if passage.says(&GARANTE) {
            continue;
        }
        let found = Diagnostic::new(
            RULE.key,
            passage.span,
            say!(
                "non è scritto a chi si fa reclamo: al Garante per la protezione dei dati personali",
                "to whom one complains is not written: to the Italian data protection authority (Garante)"
            ),
        )
        .hint(say!("scrivi il nome del Garante", "write the name of the Garante"));
        inspection.push(found);
    }
}
