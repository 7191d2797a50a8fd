//! "Is this account really ours?": what is known of a site's accounts, and the answer to what a visitor writes.
//!
//! Every site publishes [`Known`] as JSON, and the script of its page of accounts answers from that; the same answer is given here from the same data, so
//! that a table of questions (`tests/it/verify.txt`) holds both to one comparison. A "yes" or a "no" is said only where it is certain.

mod answer;
mod likeness;
mod question;
mod verdict;

pub use answer::answer;
pub use likeness::{HandleDifference, difference, similar};
pub use verdict::{Answer, Reason, Verdict};

use crate::catalog::{AddressRules, Catalog, Identity, Platform};
use crate::model::{Closed, Listed, NotOfficialKind, NotOurs, Site};
use crate::record::Eye;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The country code that people leave out of telephone numbers (ITU-T E.164).
const COUNTRY: &str = "39";

/// Everything that the question is answered from.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Known<'a> {
    /// The rules of the platforms that some account below is on, by key.
    pub platforms: BTreeMap<Cow<'a, str>, AddressRules<'a>>,
    /// The accounts: ours, those that were, and those that are not.
    pub accounts: Vec<KnownAccount>,
    /// Hosts of services that shorten addresses.
    pub shorteners: Vec<Cow<'a, str>>,
    /// The code of the country for numbers without one.
    pub country: Cow<'a, str>,
}

/// An account that a visitor may ask for.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct KnownAccount {
    /// What it is.
    pub is: Standing,
    /// Its platform's key; empty when nobody has described the platform.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub platform: String,
    /// The platform's name for people.
    pub on: String,
    /// What its addresses and handles are compared by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
    /// Its handle as it is shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub handle: String,
    /// What people call it.
    pub name: String,
    /// The address; left out for accounts that are not the ente's, so that nobody follows it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// Where the page speaks of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// What an account is to the ente.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The account pretends to be the ente's.
    Fake,
    /// The account is a person's.
    Personal,
    /// The account is somebody else's.
    Other,
    /// The account is the ente's.
    Official,
    /// The account was the ente's.
    Closed,
}

/// What is known of a site's accounts, as a reader of one language calls them.
#[must_use]
pub fn known<'a>(site: &'a Site, catalog: &'a Catalog, eye: Eye<'_>) -> Known<'a> {
    let mut accounts = official(site, catalog, eye);
    accounts.extend(closed(site, catalog, eye));
    accounts.extend(not_official(site, catalog, eye));
    let used = accounts.iter().filter(|account| !account.platform.is_empty());
    let platforms = used.filter_map(|account| {
        let mut rules = AddressRules::of(site.platform(catalog, &account.platform)?);
        // Shapes of addresses that differ only in the kind of account are one for whoever reads an address.
        rules
            .forms
            .dedup_by(|one, other| (&one.path, &one.host, &one.space) == (&other.path, &other.host, &other.space));
        Some((account.platform.clone().into(), rules))
    });
    Known {
        platforms: platforms.collect(),
        accounts,
        shorteners: catalog.shorteners.iter().map(|host| host.value.as_str().into()).collect(),
        country: COUNTRY.into(),
    }
}

fn official(site: &Site, catalog: &Catalog, eye: Eye<'_>) -> Vec<KnownAccount> {
    let one = |listed: Listed<'_>| {
        let identity = listed.identity?;
        Some(KnownAccount {
            is: Standing::Official,
            platform: listed.platform_key.to_owned(),
            on: listed.platform.name.value.clone(),
            keys: identity.keys.clone(),
            handle: identity.handle.clone(),
            name: listed.name(eye),
            url: identity.url.clone(),
            id: listed.anchor.to_owned(),
            until: listed.account.until.as_ref().map(|until| until.value.0.to_string()),
        })
    };
    site.listed(catalog).filter_map(one).collect()
}

fn closed(site: &Site, catalog: &Catalog, eye: Eye<'_>) -> Vec<KnownAccount> {
    let one = |closed: Closed<'_>| {
        let own = closed.account.name.as_ref().map(|name| name.read_by(eye).to_owned());
        let place = place(closed.platform, &closed.account.platform.value);
        known_of(Standing::Closed, place, closed.identity, own, closed.anchor)
    };
    site.closed(catalog).map(one).collect()
}

fn not_official(site: &Site, catalog: &Catalog, eye: Eye<'_>) -> Vec<KnownAccount> {
    let one = |other: NotOurs<'_>| {
        let who = other.account.who.as_ref().map(|who| who.read_by(eye).0.value.clone());
        let standing = match other.account.kind.value {
            NotOfficialKind::Fake => Standing::Fake,
            NotOfficialKind::Personal => Standing::Personal,
            NotOfficialKind::Other => Standing::Other,
        };
        let place = place(other.platform, other.platform_name().unwrap_or_default());
        known_of(standing, place, other.identity, who, other.anchor)
    };
    site.not_ours(catalog).map(one).collect()
}

/// The key of a platform, empty for one that nobody has described, and its name.
fn place(platform: Option<(&str, &Platform)>, written: &str) -> (String, String) {
    match platform {
        Some((key, platform)) => (key.to_owned(), platform.name.value.clone()),
        None => (String::new(), written.to_owned()),
    }
}

fn known_of(
    is: Standing,
    (platform, on): (String, String),
    identity: Option<&Identity>,
    name: Option<String>,
    id: &str,
) -> KnownAccount {
    let handle = identity.map(|identity| identity.handle.clone()).unwrap_or_default();
    let keys = identity.map(|identity| identity.keys.clone()).unwrap_or_default();
    let name = name.unwrap_or_else(|| handle.clone());
    KnownAccount { is, platform, on, keys, handle, name, url: String::new(), id: id.to_owned(), until: None }
}
