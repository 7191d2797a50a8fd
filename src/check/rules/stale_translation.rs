//! A translation that is older than the page that it translates.

use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::say;

pub(super) const RULE: Rule = crate::rule!("stale-translation", run, |context| context.site.languages.len() > 1);

fn run(context: &Context<'_>, report: &mut Report) {
    let site = context.site;
    let Some(first) = site.languages.first() else { return };
    for page in site.documents.iter().filter(|page| page.lang != *first && page.is_public()) {
        let original = site.documents.iter().find(|other| other.key == page.key && other.lang == *first);
        let dates =
            original.and_then(|original| Some((original.front.updated.as_ref()?, page.front.updated.as_ref()?)));
        let Some((changed, translated)) = dates else { continue };
        if translated.value >= changed.value {
            continue;
        }
        let (key, date) = (&page.key, changed.value.0);
        report.push(
            Diagnostic::new(
                Level::Warning,
                RULE.name,
                translated.span,
                say!(
                    "la pagina «{first}/{key}.md» è cambiata il {date}, dopo questa traduzione",
                    "the page “{first}/{key}.md” changed on {date}, after this translation"
                ),
            )
            .hint(say!(
                "riporta qui ciò che è cambiato e aggiorna «updated:»",
                "bring here what has changed and update “updated:”"
            )),
        );
    }
}
