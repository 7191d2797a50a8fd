//! The official accounts as open data: what an app or a journalist needs to know whether an account is the ente's.
//!
//! `accounts.json` with its schema, and `accounts.csv`, made for spreadsheets. Fields are called as in the U.S. Digital Registry where it
//! has them (`service_key`, `service_url`, `short_description`). Accounts that are not the ente's are not in it: nobody should
//! copy their addresses by mistake.

use super::{Payload, Rendered, Room};
use crate::content::Listed;
use crate::plan::Pages;
use crate::record::{Field, Localized, PublicPath, plain_name};
use crate::sheet::table;
use serde_json::{Value, json};

/// The schema of `accounts.json` (JSON Schema 2020-12), published beside it.
const SCHEMA: &str = include_str!("accounts.schema.json");

/// The columns of `accounts.csv`: fields of an account in `accounts.json`.
const COLUMNS: [&str; 17] = [
    "id",
    "service_key",
    "service_display_name",
    "account",
    "service_url",
    "kind",
    "status",
    "unit",
    "member",
    "project",
    "short_description",
    "language",
    "emergency",
    "requests",
    "created_at",
    "updated_at",
    "closed_at",
];

pub(super) fn add(pages: &Pages, room: &Room<'_>, rendered: &mut Rendered) {
    let accounts = accounts(pages, room);
    let site = &pages.site;
    let ente = &site.settings.ente;
    let eye = site.eye(site.languages.first().map_or("it", String::as_str));
    let document = json!({
        "$schema": "accounts.schema.json",
        "version": 1,
        "organization": { "name": ente.name.read_by(eye), "ipa": ente.ipa.seen_by(eye), "site": ente.site.seen_by(eye) },
        "updated_at": site.acts.last_revision().map(|date| date.value.0.to_string()),
        "accounts": accounts,
    });
    // A JSON value always has a text.
    let text = serde_json::to_string_pretty(&document).unwrap_or_default() + "\n";
    let mut put = |path, bytes| rendered.files.insert(PublicPath::literal(path), Payload::Bytes(bytes));
    put("accounts.json", text.into_bytes());
    put("accounts.schema.json", SCHEMA.as_bytes().to_vec());
    put("accounts.csv", csv_of(&accounts));
}

/// Every account that is or was the ente's, in the order of the file.
fn accounts(pages: &Pages, room: &Room<'_>) -> Vec<Value> {
    let site = &pages.site;
    let eye = site.eye(site.languages.first().map_or("it", String::as_str));
    let words = |text: &Option<Localized>| text.as_ref().map(|text| text.read_by(eye).0.value.clone());
    let open = site.listed(room.catalog).filter_map(|listed| {
        let Listed { account, anchor, platform, kind, .. } = listed;
        let url = listed.url()?;
        // Whoever reads the file later has no other way to know that the last day is past.
        let is_over = account.is_over(pages.today);
        Some(json!({
            "id": anchor,
            "service_key": account.platform.value,
            "service_name": platform.name.value,
            "service_display_name": account.name.as_ref().map(|name| name.read_by(eye)),
            "account": listed.handle(),
            "service_url": url,
            "kind": kind.word(),
            "status": if is_over { "closed" } else { account.status.as_ref().map_or("active", |status| status.value.word()) },
            "unit": words(&account.unit),
            "member": account.member.seen_by(eye),
            "project": words(&account.project),
            "short_description": words(&account.purpose),
            "language": account.languages.seen_by(eye),
            "emergency": account.emergency.as_ref().is_some_and(|emergency| emergency.value),
            "requests": account.requests.seen_by(eye),
            "created_at": account.opened.seen_by(eye),
            "updated_at": account.reviewed_on.seen_by(eye),
            "ends_at": account.until.seen_by(eye),
            "closed_at": account.until.as_ref().filter(|_| is_over).map(|until| until.seen_by(eye)),
            "other_urls": account.also.seen_by(eye),
        }))
    });
    let closed = site.closed(room.catalog).map(|closed| {
        let account = closed.account;
        // A platform that nobody knows any more keeps the name that the ente gives it.
        let written = &account.platform.value;
        json!({
            "id": closed.anchor,
            "service_key": closed.platform.map_or_else(|| plain_name(written), |(key, _)| key.to_owned()),
            "service_name": closed.platform.map_or(written.as_str(), |(_, platform)| &platform.name),
            "service_display_name": account.name.as_ref().map(|name| name.read_by(eye)),
            "account": closed.handle(),
            "service_url": closed.url(),
            "status": "closed",
            "closed_at": account.closed.seen_by(eye),
            "successor": account.successor.seen_by(eye),
        })
    });
    open.chain(closed).collect()
}

fn csv_of(accounts: &[Value]) -> Vec<u8> {
    let cell = |value: Option<&Value>| match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        Some(other) => other.to_string(),
    };
    let rows = accounts.iter().map(|account| COLUMNS.map(|column| cell(account.get(column))));
    table(COLUMNS, rows).into_bytes()
}
