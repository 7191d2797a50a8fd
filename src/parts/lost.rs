//! What stands at an address that does not exist: what happened, in each language of the site, and where its pages are.

use super::Spoken;
use super::build::{list, paragraph, section};
use crate::i18n::Languages;
use crate::plan::{Page, Pages};
use crate::source::Span;
use crate::tree::{Block, Inline, Kind, ListRole, Target, link, text};

/// The blocks of the page for addresses that do not exist. The words of the first language stand without a section, those of the others in
/// a section each. Where the site's address is not known, nothing can lead anywhere.
#[must_use]
pub fn not_found(pages: &Pages, languages: &Languages, has_links: bool) -> Vec<Block> {
    let site = &pages.site;
    let span = site.settings.span;
    let mut blocks = Vec::new();
    for (place, lang) in site.languages.iter().enumerate() {
        let Some(language) = languages.get(lang) else { continue };
        let spoken = Spoken { eye: site.eye(lang), language };
        let mut words = spoken.t("not_found.text");
        let mut said = Vec::new();
        if has_links {
            words = format!("{words} {}", spoken.t("not_found.from_here"));
            said.push(list(ListRole::Links, ways(pages, lang, span), span));
        }
        said.insert(0, paragraph(text(words), span));
        if place == 0 {
            blocks.extend(said);
        } else {
            let title = spoken.label("not_found.title");
            let section = section(&format!("non-trovata-{lang}"), title, said, span);
            blocks.push(Kind::Language(lang.clone(), vec![section]).at(span));
        }
    }
    blocks
}

/// The pages of a language; those that it does not have come last, in a language that has them.
fn ways(pages: &Pages, lang: &str, span: Span) -> Vec<Vec<Inline>> {
    let way = |page: &Page, words: Vec<Inline>| {
        let target = Target::Page { lang: Some(page.lang.clone()), key: page.key.clone(), anchor: None };
        vec![link(target, words, span)]
    };
    let own = pages.menu(lang).map(|page| way(page, text(page.title.clone())));
    let foreign = |page: &Page| vec![Inline::Foreign(page.lang.clone(), page.title.clone())];
    own.chain(pages.untranslated(lang).into_iter().map(|page| way(page, foreign(page)))).collect()
}
