//! Contents of finished pages in other places: all of them on one page, and each alone as a fragment for a CMS.

use super::embed::{Embedding, embed};
use super::filters::ICON;
use super::frame::{Made, sprite};
use super::scan::scan;
use crate::catalog::Structure;
use crate::plan::url;
use crate::theme::Icon;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The parts of the page that holds the whole policy: what authors wrote and the steps of services, in the order of the menu.
pub(super) fn parts(pages: &[Made<'_>]) -> Vec<Value> {
    let held: Vec<&Made<'_>> =
        pages.iter().filter(|made| made.page.document.is_some() || made.page.structure == Structure::Service).collect();
    held.iter()
        .map(|made| {
            let key = &made.page.key;
            let to = held.iter().map(|made| made.page);
            let reached = to.map(|to| (url::relative(&made.page.path, &to.path), to.key.as_str())).collect();
            let address = |written: &str| inside(&reached, key, written);
            let anchor = |id: &str| format!("{key}--{id}");
            let content = embed(&made.content, &Embedding { deeper: 1, anchor: &anchor, address: &address });
            json!({ "anchor": key, "title": made.page.title, "lead": made.page.lead, "content": content })
        })
        .collect()
}

/// A link from one part to another stays on the page; `reached` has the parts by the addresses that lead to them.
fn inside(reached: &BTreeMap<String, &str>, from: &str, written: &str) -> String {
    let (path, fragment) = written.split_once('#').unwrap_or((written, ""));
    if fragment.starts_with(ICON) {
        return written.to_owned();
    }
    match if path.is_empty() { Some(from) } else { reached.get(path).copied() } {
        Some(key) if fragment.is_empty() => format!("#{key}"),
        Some(key) => format!("#{key}--{fragment}"),
        None => written.to_owned(),
    }
}

/// A page's content alone, for a CMS that lays its own frame around it. Its links lead to the site itself.
pub(super) fn fragment(made: &Made<'_>, base: &str, icons: &BTreeMap<String, Icon>) -> String {
    let page = made.page;
    let address = |written: &str| {
        if written.is_empty() || written.contains(':') || written.starts_with('#') {
            return written.to_owned();
        }
        let (path, fragment) = written.split_once('#').unwrap_or((written, ""));
        let whole = url::absolute(base, &url::join(&page.path, path));
        if fragment.is_empty() { whole } else { format!("{whole}#{fragment}") }
    };
    let content = embed(&made.content, &Embedding { deeper: 0, anchor: &str::to_owned, address: &address });
    let (drawings, _) = sprite(&scan(&content), icons);
    format!("<div class=\"limpido\" lang=\"{}\">\n{}{drawings}\n</div>\n", page.lang, content.trim())
}
