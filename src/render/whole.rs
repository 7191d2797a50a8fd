//! The content of pages in other surroundings: all pages on one, and each alone as a fragment for a CMS.

use super::frame::{Finished, Shared};
use crate::catalog::Structure;
use crate::diagnostic::Report;
use crate::html::{HtmlWriter, Surroundings, escape};
use crate::plan::{Page, url};
use crate::tree::{Block, Target, sections};

/// The whole policy: the page that holds all others, and the pages that it holds.
struct WholePolicy<'s, 'a> {
    shared: &'s Shared<'a>,
    /// The page that holds the others.
    page: &'s Page,
    /// What stands on each page of the language.
    trees: &'s [(&'s Page, Vec<Block>)],
}

/// The anchor of a page's part: the page's key, in which an anchor may have no blank.
pub(super) fn anchor_of(page: &Page) -> String {
    page.key.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Whether a page is held: what authors wrote, and the steps of services.
pub(super) fn is_held(page: &Page) -> bool {
    !page.holds_all() && (page.document.is_some() || page.shows(Structure::Service))
}

/// The anchor that a place of a held page has on the page that holds all.
pub(super) fn prefix_of(page: &Page) -> String {
    format!("{}--", anchor_of(page))
}

impl Shared<'_> {
    /// The page that holds all others, with what stands on them.
    pub(super) fn whole(
        &self,
        page: &Page,
        own: &[Block],
        trees: &[(&Page, Vec<Block>)],
        report: &mut Report,
    ) -> Option<Finished> {
        let held = WholePolicy { shared: self, page, trees };
        let address = |target: &Target| self.address(page, target);
        let surroundings = Surroundings { address: &address, prefix: "", deeper: 0, has_scripts: false };
        let mut writer = HtmlWriter::new(surroundings, (self.language, self.lang), self.setup.engine, report);
        let mut content = String::new();
        writer.blocks(own, &mut content);
        let mut parts = sections(own);
        parts.extend(held.write(&mut writer, &mut content));
        self.framed(page, (content, &parts), writer)
    }
}

impl WholePolicy<'_, '_> {
    /// Writes each page as a part; gives the parts' anchors and titles.
    fn write(&self, writer: &mut HtmlWriter<'_>, html: &mut String) -> Vec<(String, String)> {
        let mut sections = Vec::new();
        for (page, blocks) in self.trees.iter().filter(|(page, _)| is_held(page)) {
            let prefix = prefix_of(page);
            let address = |target: &Target| self.inside(page, target);
            let surroundings = Surroundings { address: &address, prefix: &prefix, deeper: 1, has_scripts: false };
            let mut inner = String::new();
            if let Some(lead) = &page.lead {
                inner.push_str("<p class=\"lead\">");
                inner.push_str(&escape(lead));
                inner.push_str("</p>");
            }
            writer.elsewhere(surroundings, blocks, &mut inner);
            writer.part(&anchor_of(page), &page.title, inner, html);
            sections.push((anchor_of(page), page.title.clone()));
        }
        sections
    }

    /// Where a link of a held page leads: to another part where there is one, so that a reader stays on the page.
    fn inside(&self, from: &Page, target: &Target) -> Option<String> {
        let (of, anchor) = match target {
            Target::Here(anchor) => (from, Some(anchor)),
            Target::Page { anchor, .. } => (self.shared.pages.page_of(from, target)?, anchor.as_ref()),
            _ => return self.shared.address(self.page, target),
        };
        if of.lang != self.page.lang || !is_held(of) {
            return self.shared.address(self.page, target);
        }
        Some(url::fragment(&anchor.map_or_else(|| anchor_of(of), |anchor| prefix_of(of) + anchor)))
    }
}

/// A page's content alone, for a CMS that lays its own frame around it. Its links lead to the site itself.
pub(super) fn fragment(shared: &Shared<'_>, page: &Page, blocks: &[Block], base: &str, report: &mut Report) -> String {
    let address = |target: &Target| match target {
        Target::Here(anchor) => Some(url::fragment(anchor)),
        Target::Page { anchor, .. } => {
            let of = shared.pages.page_of(page, target)?;
            let anchor = anchor.as_deref().map(url::fragment);
            // A place of the same page is reached without leaving the page that the CMS has.
            let way = (anchor.is_none() || of.path != page.path).then(|| url::absolute(base, &of.path));
            Some(way.unwrap_or_default() + anchor.as_deref().unwrap_or_default())
        }
        Target::File(path) => shared.pages.site.has_file(path).then(|| url::absolute(base, path)),
        Target::Made(path) => Some(url::absolute(base, path)),
        other => other.outside().map(std::borrow::Cow::into_owned),
    };
    let surroundings = Surroundings { address: &address, prefix: "", deeper: 0, has_scripts: false };
    let mut writer = HtmlWriter::new(surroundings, (shared.language, shared.lang), shared.setup.engine, report);
    let mut html = format!("<div class=\"limpido\" lang=\"{}\">\n", page.lang);
    writer.blocks(blocks, &mut html);
    html.push_str(&writer.engine.drawings(&writer.used));
    html.push_str("\n</div>\n");
    html
}
