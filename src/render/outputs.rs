//! The text files that the theme makes from templates: `robots.txt`, `sitemap.xml`, headers for web servers. One that comes
//! out empty is not published.

use super::assets::Kept;
use super::frame::WITH_SCRIPT;
use super::{Payload, RenderSetup, Rendered};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::plan::{Pages, url};
use crate::record::TemplateValue as _;
use crate::say;
use crate::theme::ThemeOutput;
use serde_json::{Value, json};
use tera::Context;

pub(super) fn add(pages: &Pages, setup: &RenderSetup<'_>, kept: &Kept, rendered: &mut Rendered, report: &mut Report) {
    let site = &pages.site;
    let base = site.settings.base_url.as_ref().map(|base| base.value.0.as_str());
    let mut context = Context::new();
    context.insert("base_url", &base);
    context.insert("base_path", &base.map(url::path_of));
    // A server's header holds for every page; the pages' own policies are stricter where they can be.
    context.insert("content_security_policy", WITH_SCRIPT);
    context.insert("sheet", &kept.sheet);
    context.insert("scripts", &kept.scripts);
    let eye = site.eye(site.languages.first().map_or("it", String::as_str));
    context.insert_value("security", site.settings.security.template_value(eye));
    context.insert("languages", &site.languages);
    let absolute = |path: &str| base.map(|base| url::absolute(base, path));
    let listed: Vec<Value> = pages
        .pages
        .iter()
        .map(|page| {
            let alternates: Vec<Value> = site
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
    for output in &setup.theme.outputs {
        if output.needs_base_url && base.is_none() {
            continue;
        }
        let text = setup.engine.render(&output.template, &context, report).filter(|text| !text.trim().is_empty());
        if rendered.files.contains_key(&output.path) {
            report.push(taken(output));
        } else if let Some(text) = text {
            let bytes = (text.trim().to_owned() + "\n").into_bytes();
            rendered.files.insert(output.path.clone(), Payload::Bytes(bytes));
        }
    }
}

/// The finding that an output of a theme would take the place of a page or of another file.
fn taken(output: &ThemeOutput) -> Diagnostic {
    let path = &output.path;
    let message = say!("nel sito c'è già un file «{path}»", "the site has a file “{path}” already");
    Diagnostic::new(Key::DuplicateAddress, output.place, message)
        .hint(say!("dai a questo file del tema un altro «path:»", "give this file of the theme another “path:”"))
}
