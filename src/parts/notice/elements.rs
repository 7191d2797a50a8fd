//! The elements of a privacy notice, one after the other.

use crate::parts::Scope;
use crate::parts::build::section_of;
use crate::record::Localized;
use crate::source::Span;
use crate::tree::{Block, ListRole, SectionRole};

/// A notice being put together: each element is a heading of the third level with what it says.
pub(super) struct Elements<'s, 'a> {
    pub scope: &'s Scope<'a>,
    /// The notice's key, with which its anchors begin.
    pub id: &'a str,
    pub blocks: Vec<Block>,
}

impl Elements<'_, '_> {
    pub(super) fn anchor(&self, end: &str) -> String {
        format!("{}-{end}", self.id)
    }

    pub(super) fn add(&mut self, end: &str, title: &str, blocks: Vec<Block>, span: Span) {
        let (id, heading) = (self.anchor(end), self.scope.label(title));
        self.blocks.push(section_of(SectionRole::Element, (&id, 3), heading, blocks, span));
    }

    pub(super) fn text(&mut self, end: &str, title: &str, words: Option<&Localized>) {
        if let Some(words) = words {
            self.add(end, title, vec![self.scope.said(words)], words.span);
        }
    }

    pub(super) fn list(&mut self, end: &str, title: &str, texts: &[Localized]) {
        if let Some(list) = self.scope.listed(ListRole::Bullets, texts) {
            let span = list.span;
            self.add(end, title, vec![list], span);
        }
    }
}
