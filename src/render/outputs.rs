//! Open data, and the text files that the theme makes from templates: `robots.txt`, `sitemap.xml`.

use super::{Payload, Rendered, Room};
use crate::diagnostic::Report;
use crate::plan::{Pages, url};
use crate::record::Field;
use serde_json::{Value, json};
use tera::Context;

pub(super) fn add(pages: &Pages, room: &Room<'_>, rendered: &mut Rendered, report: &mut Report) {
    rendered.files.insert("accounts.json".to_owned(), Payload::Bytes(accounts(pages, room).into_bytes()));
    let base = pages.site.settings.base_url.as_ref().map(|base| base.value.0.as_str());
    let mut context = Context::new();
    context.insert("base_url", &base);
    let absolute = |path: &str| base.map(|base| url::absolute(base, path));
    let listed: Vec<Value> = pages
        .pages
        .iter()
        .map(|page| {
            let alternates: Vec<Value> = pages
                .site
                .languages
                .iter()
                .filter_map(|lang| Some(json!({ "lang": lang, "href": absolute(&pages.find(lang, &page.key)?.path)? })))
                .collect();
            let updated = pages
                .document(page)
                .and_then(|document| document.front.updated.as_ref())
                .map(|date| date.value.0.to_string());
            json!({ "path": page.path, "href": absolute(&page.path), "updated": updated, "alternates": alternates })
        })
        .collect();
    context.insert("pages", &listed);
    for output in &room.theme.outputs {
        if output.needs_base_url.as_ref().is_some_and(|needs| needs.value) && base.is_none() {
            continue;
        }
        if let Some(text) = room.engine.render(&output.template, &context, report) {
            rendered.files.insert(output.path.value.clone(), Payload::Bytes(text.into_bytes()));
        }
    }
}

/// The official accounts as open data: what an app or a journalist needs to know whether an account is the ente's.
/// Accounts that are not the ente's are not in it: nobody should copy their addresses by mistake.
fn accounts(pages: &Pages, room: &Room<'_>) -> String {
    let site = &pages.site;
    let ente = &site.settings.ente;
    let eye = site.eye(site.languages.first().map_or("it", String::as_str));
    let list: Vec<Value> = site
        .accounts
        .accounts
        .iter()
        .zip(&site.identities)
        .filter_map(|(account, identity)| {
            let platform = room.catalog.platforms.get(&account.platform.value)?;
            let identity = identity.as_ref()?;
            let name = account.name.as_ref().map(|name| name.read_by(eye));
            Some(json!({
                "id": account.anchor(Some(identity)),
                "platform": account.platform.value,
                "platform_name": platform.name.value,
                "kind": account.kind_on(platform).word(),
                "name": name,
                "handle": Some(identity.handle.as_str()).filter(|handle| !handle.is_empty()),
                "url": identity.url,
                "status": account.status.as_ref().map_or("active", |status| status.value.word()),
                "unit": account.unit.as_ref().map(|unit| unit.read_by(eye).0.value.as_str()),
                "member": account.member.view(eye),
                "project": account.project.as_ref().map(|project| project.read_by(eye).0.value.as_str()),
                "until": account.until.view(eye),
                "purpose": account.purpose.as_ref().map(|purpose| purpose.read_by(eye).0.value.as_str()),
                "languages": account.languages.view(eye),
                "opened": account.opened.view(eye),
                "reviewed_on": account.reviewed_on.view(eye),
            }))
        })
        .collect();
    let closed: Vec<Value> = site
        .accounts
        .closed
        .iter()
        .zip(&site.closed_identities)
        .filter_map(|(account, identity)| {
            let identity = identity.as_ref()?;
            Some(json!({ "platform": account.platform.value, "handle": identity.handle, "url": identity.url, "closed": account.closed.view(eye) }))
        })
        .collect();
    let document = json!({
        "version": 1,
        "ente": { "name": ente.name.read_by(eye), "ipa": ente.ipa.view(eye), "site": ente.site.view(eye) },
        "updated": site.acts.last_revision().map(|date| date.value.0.to_string()),
        "accounts": list,
        "closed": closed,
    });
    // A JSON value always has a text.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}
