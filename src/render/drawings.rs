//! The drawings of a theme's icons: a page holds those that it uses, each once.

use super::filters::ICON;
use super::part::{Builder, Part};
use super::scan::Scan;
use crate::theme::Icon;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// What the drawings of a page stand in.
const OPEN: &str = "<svg class=\"sprite\" aria-hidden=\"true\">";
const CLOSE: &str = "</svg>";

/// Every drawing of a theme.
pub(super) struct Drawings {
    symbols: BTreeMap<String, Symbol>,
    open: OnceLock<String>,
}

struct Symbol {
    html: String,
    tight: OnceLock<String>,
}

impl Drawings {
    pub(super) fn new(icons: &BTreeMap<String, Icon>) -> Self {
        let symbol = |(name, Icon { view_box, shapes }): (&String, &Icon)| {
            let html = format!("<symbol id=\"{ICON}{name}\" viewBox=\"{view_box}\">{shapes}</symbol>");
            (name.clone(), Symbol { html, tight: OnceLock::new() })
        };
        Self { symbols: icons.iter().map(symbol).collect(), open: OnceLock::new() }
    }

    /// The drawings that the links of a page ask for; a drawing itself holds no link. Each is made tight once for all pages.
    pub(super) fn of(&self, page: &Scan, minify: bool) -> Part {
        let used: BTreeSet<&str> =
            page.addresses.iter().filter_map(|address| address.strip_prefix('#')?.strip_prefix(ICON)).collect();
        let mut part = Part::default();
        let open = if minify { self.open.get_or_init(|| tight(OPEN)) } else { OPEN };
        for (name, symbol) in used.iter().filter_map(|name| self.symbols.get_key_value(*name)) {
            let within = || tight(&format!("{OPEN}{}", symbol.html)).split_off(open.len());
            part.html.push_str(if minify { symbol.tight.get_or_init(within) } else { &symbol.html });
            part.scan.ids.push(&format!("{ICON}{name}"));
        }
        if !part.html.is_empty() {
            part.html = [open, &part.html, CLOSE].concat();
        }
        part
    }
}

fn tight(html: &str) -> String {
    let mut builder = Builder::new(true);
    builder.add(html);
    builder.finish().html
}
