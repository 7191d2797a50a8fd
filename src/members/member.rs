//! One ente of a workspace, and what is read of it before its turn comes: the base that it asks for, and its code.

use crate::diagnostic::Report;
use crate::record::read_text;
use crate::source::yaml::{self, Node, NodeKind};
use crate::source::{FileEntry, Files, Sources, Span, Spanned, Unreadable};
use std::collections::BTreeMap;

/// The file that makes a folder a site.
pub(super) const SITE: &str = "site.yaml";

/// One ente of a workspace.
pub struct Member {
    /// The name of its published folder, and of the ente on the command line.
    pub name: String,
    /// The name that the ente is known by before its texts are read: the code of its row, or its name.
    pub(super) key: String,
    /// Its folder, from the workspace's; `None` for a row without one.
    pub folder: Option<String>,
    /// What makes it a member: a pattern or a cell.
    pub place: Span,
    /// What its row says, by file.
    pub(super) values: BTreeMap<String, Node>,
}

/// The version of the base that a member asks for; its row comes before its folder.
pub(super) fn pin_of(
    member: &Member,
    own: Option<&Files>,
    sources: &mut Sources,
) -> Result<Option<Spanned<String>>, Unreadable> {
    if let Some(pin) = member.values.get(SITE).and_then(pin) {
        return Ok(Some(pin));
    }
    let Some(own) = own else { return Ok(None) };
    Ok(site_of(own, may_pin, sources)?.as_ref().and_then(pin))
}

/// Whether a YAML text may have a key `base`: most have none, and need not be read for it.
fn may_pin(text: &str) -> bool {
    let is_key = |(at, found): (usize, &str)| {
        let after = &text[at + found.len()..];
        after.trim_start_matches(|sign: char| sign.is_whitespace() || matches!(sign, '"' | '\'')).starts_with(':')
    };
    text.contains('\\') || text.match_indices("base").any(is_key)
}

/// The tree of a folder's `site.yaml`, where its text is `wanted`. What is wrong with that file is reported when it is read for good.
pub(super) fn site_of(
    own: &Files,
    wanted: impl Fn(&str) -> bool,
    sources: &mut Sources,
) -> Result<Option<Node>, Unreadable> {
    let Some(bytes) = own.size(SITE)? else { return Ok(None) };
    let (source, readable) =
        read_text(own, &FileEntry { path: SITE.to_owned(), bytes }, sources, &mut Report::default())?;
    let text = sources.get(source).filter(|_| readable).map_or("", |source| source.text.as_str());
    Ok(if wanted(text) { yaml::parse(text, source).0 } else { None })
}

/// The version of the base that a `site.yaml` asks for.
fn pin(tree: &Node) -> Option<Spanned<String>> {
    let node = tree.get("base")?;
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some(Spanned::new(text.clone(), node.span)),
        _ => None,
    }
}

/// The code of the index of public bodies that a `site.yaml` gives, in small letters, and where it stands.
pub(super) fn code(site: &Node) -> Option<(String, Span)> {
    let node = site.at("ente.ipa")?;
    match &node.kind {
        NodeKind::Scalar { text, .. } => Some((text.to_lowercase(), node.span)),
        _ => None,
    }
}
