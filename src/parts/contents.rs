//! What is and is not published on the accounts.

use super::Scope;
use crate::model::Contents;
use crate::tree::{Block, ListRole};

pub(super) fn contents(scope: &Scope<'_>) -> Vec<Block> {
    let Some(contents) = &scope.site().accounts.contents else { return Vec::new() };
    let Contents { span: _, fields: _, published, not_published, reshared, advertising } = contents;
    [
        scope.list_section("si-pubblica", "contents.published", ListRole::Checks, published),
        scope.list_section("non-si-pubblica", "contents.not_published", ListRole::Crosses, not_published),
        scope.text_section("condivisi", "contents.reshared", reshared.as_ref()),
        scope.text_section("pubblicita", "contents.advertising", advertising.as_ref()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
