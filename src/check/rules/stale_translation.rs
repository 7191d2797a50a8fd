//! A translation that is older than the page that it translates.

use crate::check::rule::{Context, Inspection, Rule};
use crate::content::Document;
use crate::diagnostic::{Diagnostic, Key};
use crate::record::Date;
use crate::say;
use crate::source::Spanned;

pub(super) const RULE: Rule = Rule { key: Key::StaleTranslation, run };

/// Pages in other languages than the first, with that language, when the original was changed and when the translation.
fn translations<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a Document, &'a str, &'a Spanned<Date>, &'a Spanned<Date>)> {
    let site = context.site;
    let first = site.languages.first().map_or("", String::as_str);
    let pages = site.documents.iter().filter(move |page| page.lang != first && page.is_public());
    pages.filter_map(move |page| {
        let original = site.documents.iter().find(|other| other.key == page.key && other.lang == first)?;
        Some((page, first, original.front.updated.as_ref()?, page.front.updated.as_ref()?))
    })
}

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for (page, first, changed, translated) in translations(context) {
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
