//! Under which licence the contents may be reused, and the norme that the policy follows.

use super::Scope;
use super::build::{list, paragraph, section, section_of, web_or_words};
use crate::model::{Licence, Reference};
use crate::record::PartialDate;
use crate::tree::{Block, GroupRole, Inline, Kind, ListRole, SectionRole, Target, link, text};

pub(super) fn licence(scope: &Scope<'_>) -> Vec<Block> {
    let site = scope.site();
    let licence = site.settings.licence.as_ref().map(|licence| of_licence(scope, licence));
    licence.into_iter().chain(references(scope)).collect()
}

fn of_licence(scope: &Scope<'_>, licence: &Licence) -> Block {
    let Licence { span, fields: _, name, url, terms, commercial_use, attribution, exceptions } = licence;
    let mut blocks = Vec::new();
    blocks.extend(name.as_ref().map(|name| {
        let words = web_or_words(url.as_ref(), text(name.value.clone()));
        paragraph([text(scope.t("licence.text") + " "), words, text(".")].concat(), name.span)
    }));
    blocks.extend(terms.as_ref().map(|words| scope.said(words)));
    blocks.extend(commercial_use.as_ref().map(|may| {
        let key = if may.value { "licence.commercial_yes" } else { "licence.commercial_no" };
        paragraph(scope.label(key), may.span)
    }));
    blocks.extend(attribution.as_ref().map(|words| scope.said(words)));
    if let Some(list) = scope.listed(ListRole::Bullets, exceptions) {
        blocks.extend([paragraph(scope.label("licence.exceptions"), list.span), list]);
    }
    let known = name.as_ref().and_then(|name| scope.catalog.licences.0.iter().find(|(_, known)| known.is_called(name)));
    blocks.extend(known.map(|(_, known)| {
        let text = Kind::Group(GroupRole::LegalText, vec![scope.said(&known.paragraph)]).at(*span);
        let title = scope.label("licence.official");
        section_of(SectionRole::Element, ("testo-ufficiale", 3), title, vec![text], *span)
    }));
    section_of(SectionRole::Licence, ("licenza", 2), scope.label("licence.title"), blocks, *span)
}

fn references(scope: &Scope<'_>) -> Option<Block> {
    let references = &scope.site().acts.references;
    let span = references.first()?.span;
    let list = list(ListRole::Bullets, references.iter().map(|reference| line(scope, reference)), span);
    Some(section("norme", scope.label("licence.references"), vec![list], span))
}

fn line(scope: &Scope<'_>, reference: &Reference) -> Vec<Inline> {
    let Reference { span, fields: _, norma: key, title, organ, date, link: page } = reference;
    let norma = key.as_ref().and_then(|key| scope.catalog.norme.named(key));
    let mut words = match (norma, title) {
        (Some(norma), _) => {
            let page = page.as_ref().unwrap_or(&norma.url);
            vec![link(Target::Web(page.value.0.clone()), scope.say(&norma.title), *span)]
        }
        (None, Some(title)) => web_or_words(page.as_ref(), scope.say(title)),
        (None, None) => Vec::new(),
    };
    // The titles of the catalogue name organ and date already.
    if key.is_none() {
        if let Some(organ) = organ {
            words.extend(text(" – "));
            words.extend(scope.say(organ));
        }
        if let Some(date) = date {
            words.extend(text(", "));
            words.push(scope.partial_date(&date.value));
        }
    }
    words
}

impl Scope<'_> {
    /// A day in words; a month or a year as far as it goes.
    fn partial_date(&self, date: &PartialDate) -> Inline {
        Inline::Time(date.0.clone(), self.language.partial_date_in_words(&date.0))
    }
}
