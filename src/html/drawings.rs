//! The drawings of a theme's icons: a page holds those that its templates may use, each once, at its end.

use crate::theme::Icon;
use std::collections::{BTreeMap, BTreeSet};

/// How the anchors of icons begin.
pub(crate) const ICON: &str = "icona-";

/// What a page has used of its theme: its drawings follow from that.
#[derive(Default)]
pub(crate) struct Used {
    /// The blocks that were drawn.
    pub blocks: BTreeSet<String>,
    /// The icons that a block was asked to draw, such as a platform's.
    pub icons: BTreeSet<String>,
}

/// Every drawing of a theme, and which templates name which.
#[derive(Clone, Default)]
pub(crate) struct Drawings {
    symbols: BTreeMap<String, String>,
    /// The icons that each block's template names.
    of_blocks: BTreeMap<String, BTreeSet<String>>,
    /// The icons that the frame's templates name, and those that blocks share.
    of_frame: BTreeSet<String>,
}

impl Drawings {
    /// From a theme's icons and its templates by their paths.
    pub(crate) fn new<'t>(icons: &BTreeMap<String, Icon>, templates: impl Iterator<Item = (&'t str, &'t str)>) -> Self {
        let symbol = |(name, Icon { view_box, shapes }): (&String, &Icon)| {
            let html = format!("<symbol id=\"{ICON}{name}\" viewBox=\"{view_box}\">{shapes}</symbol>");
            (name.clone(), html)
        };
        let mut drawings = Self { symbols: icons.iter().map(symbol).collect(), ..Self::default() };
        for (path, text) in templates {
            let named: BTreeSet<String> = named_in(text).map(str::to_owned).collect();
            let block = path.strip_prefix("blocks/").and_then(|path| path.strip_suffix("/template.html"));
            match block {
                Some(block) => drop(drawings.of_blocks.insert(block.to_owned(), named)),
                None => drawings.of_frame.extend(named),
            }
        }
        drawings
    }

    /// Whether there is a template of a block.
    pub(crate) fn draws(&self, block: &str) -> bool {
        self.of_blocks.contains_key(block)
    }

    /// The drawings for a page, by the blocks and the icons that it used.
    pub(crate) fn of(&self, used: &Used) -> String {
        let of_blocks = used.blocks.iter().filter_map(|block| self.of_blocks.get(block)).flatten();
        let names: BTreeSet<&String> = of_blocks.chain(&self.of_frame).chain(&used.icons).collect();
        let symbols: Vec<&str> =
            names.into_iter().filter_map(|name| self.symbols.get(name)).map(String::as_str).collect();
        if symbols.is_empty() {
            return String::new();
        }
        format!("<svg class=\"sprite\" aria-hidden=\"true\">{}</svg>\n", symbols.concat())
    }
}

/// The icons that a template names: `icon(name="mail", or="platform")`.
fn named_in(template: &str) -> impl Iterator<Item = &str> {
    let calls = template.split("icon(").skip(1).filter_map(|rest| rest.split(')').next());
    calls.flat_map(|call| call.split('"').skip(1).step_by(2))
}
