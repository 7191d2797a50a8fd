//! The page with the QR codes of the accounts.

use super::Scope;
use super::build::{host, paragraph, web_address};
use crate::model::Listed;
use crate::tree::{Block, Kind, QrItem, text};

pub(super) fn qr(scope: &Scope<'_>) -> Vec<Block> {
    let accounts = &scope.directory.active;
    let codes = scope.files.codes.of(accounts);
    let items = accounts.iter().filter_map(|listed| item(scope, listed, codes.get(listed.url()?)?));
    vec![Kind::QrCodes(items.collect()).at(scope.site().accounts.span)]
}

fn item(scope: &Scope<'_>, listed: &Listed<'_>, (size, path): &(usize, String)) -> Option<QrItem> {
    let url = listed.url()?;
    let (name, platform, span) = (listed.name(scope.eye), &listed.platform.name.value, listed.account.span);
    Some(QrItem {
        id: listed.anchor.to_owned(),
        heading: text(format!("{platform}: {name}")),
        label: scope.t_with("qr.of", &[("name", &name), ("platform", platform)]),
        size: *size,
        path: path.clone(),
        blocks: vec![paragraph(scope.label("qr.text"), span), paragraph(web_address(url, text(host(url)), span), span)],
    })
}
