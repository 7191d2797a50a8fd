//! A notice that speaks of a complaint and does not say to whom: the authority is the Garante.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::record::Localized;
use crate::say;

pub(super) const RULE: Rule =
    crate::rule!("garante-not-named", run, |context| context.has("informative.informative.*.complaint"));

/// What the Garante is called; the last is its name in translations.
const GARANTE: [&str; 5] =
    ["garante", "gpdp", "data protection authority", "datenschutzbehorde", "protection des donnees"];

fn run(context: &Context<'_>, report: &mut Report) {
    for (_, notice) in &context.site.informative.informative.0 {
        // A text in a language that we do not know may name it in its own way.
        let known = ["it", "en"];
        let first = context.site.languages.first().map_or("", String::as_str);
        let texts = notice.complaint.iter().flat_map(Localized::texts);
        let texts = texts
            .filter(|(lang, _)| known.contains(&lang.map_or(first, |lang| lang.value.as_str())))
            .map(|(_, text)| text);
        for passage in context.passages_of(texts).filter(|passage| !passage.says(&GARANTE)) {
            let found = Diagnostic::new(
                Level::Warning,
                RULE.name,
                passage.span,
                say!(
                    "non è scritto a chi si fa reclamo: al Garante per la protezione dei dati personali",
                    "to whom one complains is not written: to the Italian data protection authority (Garante)"
                ),
            )
            .hint(say!("scrivi il nome del Garante", "write the name of the Garante"));
            report.push(context.citing(found, "gdpr-77"));
        }
    }
}
