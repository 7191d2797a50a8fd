//! Contents of finished pages in other places: all of them on one page, and each alone as a fragment for a CMS.

use super::drawings::Drawings;
use super::embed::{Embedding, embed};
use super::filters::ICON;
use super::frame::Made;
use super::part::{Part, mark};
use crate::catalog::Structure;
use crate::plan::url;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The parts of the page that holds the whole policy, in the order of the menu: what authors wrote and the steps of services.
pub(super) fn parts(pages: &[Made<'_>]) -> Vec<(Value, Part)> {
    let held: Vec<&Made<'_>> =
        pages.iter().filter(|made| made.page.document.is_some() || made.page.structure == Structure::Service).collect();
    held.iter()
        .enumerate()
        .map(|(number, made)| {
            let key = &made.page.key;
            let to = held.iter().map(|made| made.page);
            let reached = to.map(|to| (url::relative(&made.page.path, &to.path), to.key.as_str())).collect();
            let address = |written: &str| inside(&reached, key, written);
            let anchor = |id: &str| format!("{key}--{id}");
            let part = embed(&made.content, &Embedding { deeper: 1, anchor: &anchor, address: &address });
            let content = mark(number);
            (json!({ "anchor": key, "title": made.page.title, "lead": made.page.lead, "content": content }), part)
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
pub(super) fn fragment(made: &Made<'_>, base: &str, drawings: &Drawings) -> String {
    let page = made.page;
    let address = |written: &str| {
        if written.is_empty() || written.contains(':') || written.starts_with('#') {
            return written.to_owned();
        }
        let (path, fragment) = written.split_once('#').unwrap_or((written, ""));
        let whole = url::absolute(base, &url::join(&page.path, path));
        if fragment.is_empty() { whole } else { format!("{whole}#{fragment}") }
    };
    let Part { html, scan } = embed(&made.content, &Embedding { deeper: 0, anchor: &str::to_owned, address: &address });
    let drawings = drawings.of(&scan, true).html;
    format!("<div class=\"limpido\" lang=\"{}\">\n{html}{drawings}\n</div>\n", page.lang)
}
