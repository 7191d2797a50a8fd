//! How deeply a page nests its blocks and inlines. Deeper pages are refused: we walk the tree by recursion, which takes stack for each
//! level, and the parser looks at every open block for each line.

use super::builder::{BlockBuilder, MarkdownNode};
use crate::diagnostic::Key;
use crate::say;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::Sourcepos;

/// Deepest nesting of lists, quotations and passages, and of emphasis, links and pictures in a line.
pub(super) const MAX_DEPTH: usize = 24;

impl BlockBuilder<'_> {
    pub(super) fn too_deep_block(&mut self, place: Sourcepos) {
        self.error(
            Key::TooLarge,
            place,
            say!(
                "più di {MAX_DEPTH} livelli di elenchi, citazioni o brani, uno dentro l'altro",
                "more than {MAX_DEPTH} levels of lists, quotations or passages, one inside the other"
            ),
            say!("scrivi elenchi più piatti, e chiudi ogni brano", "write flatter lists, and close each passage"),
        );
    }

    /// Reports emphasis, links and pictures that are nested too deeply in a block; gives whether there are any.
    pub(super) fn is_too_deep(&mut self, block: MarkdownNode<'_>) -> bool {
        let mut depth = 0;
        let deepest = block.traverse().find_map(|edge| match edge {
            NodeEdge::Start(node) => {
                depth += 1;
                (depth > MAX_DEPTH + 1).then_some(node)
            }
            NodeEdge::End(_) => {
                depth -= 1;
                None
            }
        });
        let Some(node) = deepest else { return false };
        let place = node.data.borrow().sourcepos;
        self.error(
            Key::TooLarge,
            place,
            say!(
                "più di {MAX_DEPTH} livelli di corsivi, immagini o collegamenti, uno dentro l'altro",
                "more than {MAX_DEPTH} levels of emphasis, pictures or links, one inside the other"
            ),
            say!("scrivili uno dopo l'altro", "write one after the other"),
        );
        true
    }
}

/// The byte of a text at which a passage (`::: en`) lies in too many others. A list or a quotation that ended may have closed some of them,
/// which is not looked at: a page with so many passages is refused at any rate.
pub(super) fn deep_passage(text: &str) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let inside = line.trim_start_matches(|sign: char| sign.is_ascii_digit() || " \t>-*+.)".contains(sign));
        let rest = inside.trim_start_matches(':');
        let length = inside.len() - rest.len();
        if length >= 3 && !rest.contains(':') {
            match open.iter().position(|opened| *opened <= length).filter(|_| rest.trim().is_empty()) {
                Some(closed) => open.truncate(closed),
                None => open.push(length),
            }
            if open.len() > MAX_DEPTH {
                return Some(at + line.len() - inside.len());
            }
        }
        at += line.len();
    }
    None
}
