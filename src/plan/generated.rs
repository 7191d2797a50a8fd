//! Pages that no author writes: the steps of a messaging service, the accounts in other orders, the whole policy on one page.
//! The catalogue says which there are; the site's own data say which of them make sense.

use super::{Page, Part, url};
use crate::catalog::{Catalog, DocumentType, Generated, Structure};
use crate::diagnostic::Report;
use crate::model::{Official, Site};
use crate::record::{Localized, PublicPath};

/// The pages of a language that are made from the YAML alone.
pub(super) fn pages(site: &Site, catalog: &Catalog, lang: &str, report: &mut Report) -> Vec<Page> {
    let mut pages = Vec::new();
    for (key, kind) in &catalog.documents {
        let Some(generated) = &kind.generated else { continue };
        for subject in subjects(site, kind) {
            pages.push(page(site, lang, (key, kind, generated), subject, report));
        }
    }
    pages
}

/// What a kind of page is made for: nothing, once, or each of some accounts (anchor and name).
fn subjects(site: &Site, kind: &DocumentType) -> Vec<Option<(String, String)>> {
    let accounts = &site.accounts.accounts;
    let once = |makes_sense: bool| if makes_sense { vec![None] } else { Vec::new() };
    match kind.structure.value {
        Structure::Service => site
            .official()
            .filter(|official| official.account.subscribe.is_some())
            .map(|Official { account, anchor, .. }| {
                let name = account.name.as_ref().map_or(anchor, |name| name.as_written());
                Some((anchor.to_owned(), name.to_owned()))
            })
            .collect(),
        Structure::ByPlatform => {
            let first = accounts.first().map(|account| &account.platform.value);
            once(accounts.iter().any(|account| Some(&account.platform.value) != first))
        }
        Structure::ByUnit => once(accounts.iter().any(|account| account.unit.is_some() || account.project.is_some())),
        Structure::ByMember => once(accounts.iter().any(|account| account.member.is_some())),
        Structure::ProfileTexts | Structure::Qr => once(!accounts.is_empty()),
        Structure::Whole => once(true),
        _ => Vec::new(),
    }
}

fn page(
    site: &Site,
    lang: &str,
    (key, kind, generated): (&str, &DocumentType, &Generated),
    subject: Option<(String, String)>,
    report: &mut Report,
) -> Page {
    let eye = site.eye(lang);
    let name = subject.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
    let words = |text: &Localized| text.read_by(eye).0.value.replace("{name}", name);
    let with_subject = |base: &str| match &subject {
        Some((anchor, _)) => format!("{base}-{anchor}"),
        None => base.to_owned(),
    };
    let path = url::page_path(&site.languages, lang, &with_subject(&kind.slug.read_by(eye).0.value));
    let path = PublicPath::new(&path).unwrap_or_else(|trouble| {
        report.push(trouble.found(site.settings.span, &path));
        PublicPath::stand_in(0)
    });
    Page {
        key: with_subject(key),
        lang: lang.to_owned(),
        path,
        parts: Part::of(kind.structure.value),
        title: words(&generated.title),
        lead: generated.lead.as_ref().map(words),
        document: None,
        subject: subject.map(|(anchor, _)| anchor),
        order: kind.order.value,
    }
}
