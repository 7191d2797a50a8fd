//! A translation that is older than the page that it translates.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::Document;
use crate::say;
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule { key: Key::StaleTranslation, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let site = context.site;
    let first = site.languages.first().map_or("", String::as_str);
    let (originals, translations): (Vec<&Document>, Vec<&Document>) =
        site.documents.iter().partition(|page| page.lang == first);
    let originals: BTreeMap<&str, &Document> = originals.into_iter().map(|page| (page.key.as_str(), page)).collect();
    for page in translations.into_iter().filter(|page| page.is_public()) {
        let original = originals.get(page.key.as_str()).and_then(|original| original.front.updated.as_ref());
        let (Some(changed), Some(translated)) = (original, &page.front.updated) else { continue };
        inspection.at(translated);
        if translated.value >= changed.value {
            continue;
        }
        let (key, date) = (&page.key, changed.value.0);
        inspection.push(
            Diagnostic::new(
                RULE.key,
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
