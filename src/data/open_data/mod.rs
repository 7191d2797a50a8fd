//! The official accounts as open data: what an app or a journalist needs to know whether an account is the ente's.
//!
//! `accounts.json` with its schema, and `accounts.csv`, made for spreadsheets. Fields are called as in the U.S. Digital Registry where it
//! has them (`service_key`, `service_url`, `short_description`). Accounts that are not the ente's are not in it: nobody should
//! copy their addresses by mistake.

mod described;
mod format;

use crate::catalog::Catalog;
use crate::model::{self, Closed, Listed};
use crate::plan::Pages;
use crate::record::{Date, Eye, Localized, PublicPath, plain_name};
use crate::sheet::table;
use crate::source::Spanned;
use described::{Address, Always, Described, If, Word};
use format::{AccountRecord, OpenData, Organization, PublicStatus};
use serde_json::{Value, json};

/// Fields of an account that are in `accounts.json` alone.
const NOT_IN_TABLE: [&str; 4] = ["service_name", "ends_at", "other_urls", "successor"];

/// The files of the open data: their paths, and their texts.
pub(crate) fn open_data(pages: &Pages, catalog: &Catalog) -> [(PublicPath, String); 3] {
    let site = &pages.site;
    let ente = &site.settings.ente;
    let eye = site.eye(site.languages.first().map_or("it", String::as_str));
    // Whoever reads the file later has no other way to know that an account's last day is past.
    let official = site.listed(catalog).filter_map(|listed| of_listed(&listed, pages.today, eye));
    let document = OpenData {
        schema: "accounts.schema.json".to_owned(),
        version: Always,
        organization: Organization {
            name: ente.name.read_by(eye).to_owned(),
            ipa: ente.ipa.as_ref().map(|code| code.value.0.clone()),
            site: Address(ente.site.value.0.clone()),
        },
        updated_at: day(site.acts.last_revision()),
        accounts: official.chain(site.closed(catalog).map(|closed| of_closed(&closed, eye))).collect(),
    };
    // A JSON value always has a text.
    let json = serde_json::to_string_pretty(&document).unwrap_or_default() + "\n";
    let schema = serde_json::to_string_pretty(&schema()).unwrap_or_default() + "\n";
    [("accounts.json", json), ("accounts.schema.json", schema), ("accounts.csv", csv_of(&document.accounts))]
        .map(|(path, text)| (PublicPath::literal(path), text))
}

/// The schema of `accounts.json` (JSON Schema 2020-12), published beside it.
fn schema() -> Value {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Official accounts of an Italian public body",
    });
    if let (Some(schema), Value::Object(document)) = (schema.as_object_mut(), OpenData::schema()) {
        schema.extend(document);
    }
    schema
}

/// An official account; `None` for one without an address, which is an error that was found.
fn of_listed(listed: &Listed<'_>, today: Date, eye: Eye<'_>) -> Option<AccountRecord> {
    let account = listed.account;
    let words = |text: &Option<Localized>| text.as_ref().map(|text| text.read_by(eye).0.value.clone());
    let is_over = listed.is_over(today);
    let status = match account.status.as_ref().map(|status| status.value) {
        _ if is_over => PublicStatus::Closed,
        None | Some(model::Status::Active) => PublicStatus::Active,
        Some(model::Status::Trial) => PublicStatus::Trial,
        Some(model::Status::Suspended) => PublicStatus::Suspended,
    };
    Some(AccountRecord {
        id: listed.anchor.to_owned(),
        service_key: listed.platform_key.to_owned(),
        service_name: listed.platform.name.value.clone(),
        service_display_name: account.name.as_ref().map(|name| name.read_by(eye).to_owned()),
        account: listed.handle().map(str::to_owned),
        service_url: Some(Address(listed.url()?.to_owned())),
        kind: If(Some(Word(listed.kind))),
        status: Word(status),
        unit: If(Some(words(&account.unit))),
        member: If(Some(account.member.as_ref().map(|member| member.name.value.clone()))),
        project: If(Some(words(&account.project))),
        short_description: If(Some(words(&account.purpose))),
        language: If(Some(account.languages.iter().map(|tag| tag.value.0.clone()).collect())),
        emergency: If(Some(account.emergency.as_ref().is_some_and(|emergency| emergency.value))),
        requests: If(Some(account.requests.as_ref().map(|requests| Word(requests.value)))),
        created_at: If(Some(day(account.opened.as_ref()))),
        updated_at: If(Some(day(account.reviewed_on.as_ref()))),
        ends_at: If(Some(day(account.until.as_ref()))),
        closed_at: day(account.until.as_ref().filter(|_| is_over)),
        other_urls: If(Some(account.also.iter().map(|url| Address(url.value.clone())).collect())),
        successor: If(None),
    })
}

/// An account that the ente lists as closed.
fn of_closed(closed: &Closed<'_>, eye: Eye<'_>) -> AccountRecord {
    let account = closed.account;
    // A platform that nobody knows any more keeps the name that the ente gives it.
    let written = &account.platform.value;
    AccountRecord {
        id: closed.anchor.to_owned(),
        service_key: closed.platform.map_or_else(|| plain_name(written), |(key, _)| key.to_owned()),
        service_name: closed.platform.map_or(written, |(_, platform)| &platform.name.value).clone(),
        service_display_name: account.name.as_ref().map(|name| name.read_by(eye).to_owned()),
        account: closed.handle().map(str::to_owned),
        service_url: closed.url().map(|url| Address(url.to_owned())),
        kind: If(None),
        status: Word(PublicStatus::Closed),
        unit: If(None),
        member: If(None),
        project: If(None),
        short_description: If(None),
        language: If(None),
        emergency: If(None),
        requests: If(None),
        created_at: If(None),
        updated_at: If(None),
        ends_at: If(None),
        closed_at: day(account.closed.as_ref()),
        other_urls: If(None),
        successor: If(Some(account.successor.as_ref().map(|successor| successor.name.value.clone()))),
    }
}

/// A date as ISO 8601 writes it.
fn day(date: Option<&Spanned<Date>>) -> Option<String> {
    date.map(|date| date.value.0.to_string())
}

fn csv_of(accounts: &[AccountRecord]) -> String {
    let cell = |value: Option<&Value>| match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        Some(other) => other.to_string(),
    };
    let columns = || AccountRecord::FIELDS.iter().copied().filter(|field| !NOT_IN_TABLE.contains(field));
    let rows = accounts.iter().map(|account| {
        // A record always has a JSON value.
        let account = serde_json::to_value(account).unwrap_or_default();
        columns().map(|column| cell(account.get(column))).collect::<Vec<_>>()
    });
    table(columns(), rows)
}
