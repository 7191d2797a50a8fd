//! The directory of accounts: each account joined with its platform, its office and its notice, for one reader's language.
//! Pages and open data are made from it.

use super::Pages;
use super::by_notice::ByNotice;
use crate::catalog::{Catalog, Identity, Platform};
use crate::content::{Account, ClosedAccount, Direction, NotOfficial, Requests, Site};
use crate::record::{Eye, Field, Text, map, plain_name};
use std::collections::{BTreeMap, HashMap};
use tera::{Map, Value};

/// The platform that confirms an account when the site's pages name its address.
const CONFIRMING: &str = "mastodon";

/// Everything about accounts for one language: `{active, closed, not_official, platforms}`. An account whose last day is past is
/// closed, whichever list it stands in.
#[must_use]
pub fn directory(pages: &Pages, catalog: &Catalog, eye: Eye<'_>) -> Value {
    let site = &pages.site;
    let live = Live { pages };
    let mut anchors: BTreeMap<String, usize> = BTreeMap::new();
    let platforms: BTreeMap<&str, Value> = used(live, |_| true)
        .filter_map(|key| Some((key, platform_view(site.platform(catalog, key)?, key, eye))))
        .collect();
    let platforms_of = |wanted: &dyn Fn(&Account) -> bool| -> Value {
        used(live, wanted).filter_map(|key| platforms.get(key).cloned()).collect::<Vec<_>>().into()
    };
    let active: Vec<Value> = live
        .accounts()
        .filter_map(|(account, identity)| {
            let platform = site.platform(catalog, &account.platform.value)?;
            let mut map = account.view(eye).into_map()?;
            let office = |name: Option<&Text>| {
                name.and_then(|name| site.settings.ente.offices.get(&name.value)).map(|office| office.view(eye))
            };
            let manager = account.manager.as_ref();
            // Two accounts with one name are refused by `check`; the pages stay readable meanwhile.
            let anchor = account.anchor(identity);
            let count = anchors.entry(anchor.clone()).and_modify(|count| *count += 1).or_insert(1);
            map.insert("anchor".into(), if *count == 1 { anchor } else { format!("{anchor}-{count}") }.into());
            map.insert("kind".into(), account.kind_on(platform).word().into());
            map.insert("platform_key".into(), account.platform.value.as_str().into());
            map.insert("platform".into(), platforms.get(account.platform.value.as_str()).cloned().into());
            insert_identity(&mut map, identity);
            map.insert("manager_office".into(), office(manager.and_then(|manager| manager.office.as_ref())).into());
            let helpers =
                manager.and_then(|manager| manager.supported_by.as_ref()).map_or(&[][..], |helpers| &helpers.0);
            map.insert(
                "support_offices".into(),
                helpers.iter().filter_map(|name| office(Some(name))).collect::<Vec<_>>().into(),
            );
            map.insert("shown_name".into(), site.name_of(account, identity, eye).into());
            let member = account.member.as_ref().and_then(|name| site.settings.ente.members.get(&name.value));
            map.insert("member_body".into(), member.map(|member| member.view(eye)).into());
            // Where nobody listens, nobody answers.
            let listens = account.direction.as_ref().is_none_or(|direction| direction.value == Direction::TwoWay);
            let takes_requests = account.requests.as_ref().is_none_or(|requests| requests.value != Requests::Refused);
            if account.hours.is_none() && listens && takes_requests {
                map.insert("hours".into(), site.moderation.hours.view(eye));
            }
            map.insert("notice".into(), account.notice().into());
            let has_notice = site.informative.informative.get(account.notice()).is_some();
            map.insert("has_notice".into(), has_notice.into());
            Some(map.into())
        })
        .collect();
    let closed_before = site.accounts.closed.iter().zip(&site.closed_identities).zip(site.closed_ids(catalog));
    let closed_before = closed_before.map(|((account, identity), id)| {
        let mut map = closed_view(account, identity.as_ref(), eye);
        map.insert("anchor".into(), id.into());
        map.insert("platform".into(), platform_name(&account.platform.value, site, catalog).into());
        Value::from(map)
    });
    let closed: Vec<Value> = live
        .over()
        .map(|(account, identity)| over_view(account, identity, site, catalog, eye))
        .chain(closed_before)
        .collect();
    let not_official: Vec<Value> = site
        .accounts
        .not_official
        .iter()
        .zip(&site.not_official_identities)
        .map(|(account, identity)| {
            let mut map = not_official_view(account, identity.as_ref(), eye);
            let platform = account.platform.as_ref().map(|platform| platform_name(&platform.value, site, catalog));
            map.insert("platform".into(), platform.into());
            Value::from(map)
        })
        .collect();
    let has_page =
        |key: &str| site.platform(catalog, key).is_some_and(|platform| platform.operator.accessibility.is_some());
    let has_accessibility_pages = used(live, |_| true).any(has_page);
    let by_notice = ByNotice { live, catalog, eye, platforms: &platforms };
    let of_all: Vec<Value> = active
        .iter()
        .filter(|entry| entry.get_from_path("member_body").is_none_or(Value::is_none))
        .filter_map(|entry| entry.get_from_path("anchor").cloned())
        .collect();
    let (active_by_anchor, closed_by_anchor) = (by_anchor(&active), by_anchor(&closed));
    let own_addresses: Vec<Value> = active
        .iter()
        .filter(|entry| entry.get_from_path("platform_key").and_then(Value::as_str) == Some(CONFIRMING))
        .filter_map(|entry| entry.get_from_path("url").filter(|url| !url.is_none()).cloned())
        .collect();
    let unit = |account: &Account| account.unit.as_ref().or(account.project.as_ref()).map(|unit| unit.view(eye));
    let member = |account: &Account| {
        let member = site.settings.ente.members.get(&account.member.as_ref()?.value)?;
        Some(member.name.view(eye))
    };
    map([
        ("active", active.into()),
        ("by_anchor", active_by_anchor.into()),
        ("closed_by_anchor", closed_by_anchor.into()),
        ("own_addresses", own_addresses.into()),
        ("of_all", of_all.into()),
        ("closed", closed.into()),
        ("not_official", not_official.into()),
        ("platforms", platforms_of(&|_| true)),
        ("has_accessibility_pages", has_accessibility_pages.into()),
        ("platforms_of_notice", by_notice.platforms()),
        ("transfers_of_notice", by_notice.transfers()),
        ("accounts_of_notice", by_notice.accounts()),
        ("late_acts", by_notice.late_acts()),
        ("names", names(site, eye)),
        ("units", groups(live, catalog, unit)),
        ("members", groups(live, catalog, member)),
    ])
}

/// Accounts to be looked up by their anchors, those that have one.
fn by_anchor(accounts: &[Value]) -> Map {
    let found = accounts.iter().filter_map(|entry| {
        let anchor = entry.get_from_path("anchor").and_then(Value::as_str)?;
        Some((anchor.to_owned().into(), entry.clone()))
    });
    found.collect()
}

/// The site's accounts on the day on which it is made.
#[derive(Clone, Copy)]
pub(super) struct Live<'p> {
    pages: &'p Pages,
}

impl<'p> Live<'p> {
    /// The site.
    pub(super) fn site(self) -> &'p Site {
        &self.pages.site
    }

    fn all(self) -> impl Iterator<Item = (&'p Account, Option<&'p Identity>)> {
        let site = &self.pages.site;
        site.accounts.accounts.iter().zip(site.identities.iter().map(Option::as_ref))
    }

    /// Those that are in use.
    pub(super) fn accounts(self) -> impl Iterator<Item = (&'p Account, Option<&'p Identity>)> {
        self.all().filter(move |(account, _)| !account.is_over(self.pages.today))
    }

    /// Those whose last day is past.
    fn over(self) -> impl Iterator<Item = (&'p Account, Option<&'p Identity>)> {
        self.all().filter(move |(account, _)| account.is_over(self.pages.today))
    }
}

/// The accounts that have something in common, by its name, in the order of the accounts: `[{key, name, accounts}]`.
fn groups(live: Live<'_>, catalog: &Catalog, name_of: impl Fn(&Account) -> Option<Value>) -> Value {
    let mut groups: Vec<(Value, Vec<String>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (account, identity) in live.accounts() {
        // An account on no known platform was reported, and is in no list.
        let is_listed = catalog.platforms.contains_key(&account.platform.value);
        let Some(name) = name_of(account).filter(|_| is_listed) else { continue };
        let anchor = account.anchor(identity);
        // A name in two languages is a map: as text both are told apart.
        let place = *places.entry(name.to_string()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, anchors)) => anchors.push(anchor),
            None => groups.push((name, vec![anchor])),
        }
    }
    let view = |(place, (name, accounts)): (usize, (Value, Vec<String>))| {
        let of_another = || name.get_from_path("text").and_then(Value::as_str);
        let words = name.as_str().or_else(of_another).unwrap_or_default();
        let key = format!("gruppo-{}-{}", place + 1, plain_name(words));
        map([("key", key.into()), ("name", name), ("accounts", accounts.into())])
    };
    groups.into_iter().enumerate().map(view).collect::<Vec<_>>().into()
}

/// The platforms of some accounts by their keys, each once, in the order of the accounts.
fn used(live: Live<'_>, wanted: impl Fn(&Account) -> bool) -> impl Iterator<Item = &str> {
    let mut used: Vec<&str> = Vec::new();
    for (account, _) in live.accounts().filter(|(account, _)| wanted(account)) {
        if !used.contains(&account.platform.value.as_str()) {
            used.push(&account.platform.value);
        }
    }
    used.into_iter()
}

/// What people call the things that the YAML refers to by id: accounts by their name, acts as they are cited
/// ("Giunta comunale 45/2019"), rules by their number.
fn names(site: &Site, eye: Eye<'_>) -> Value {
    let accounts = site.accounts.accounts.iter().zip(&site.identities).map(|(account, identity)| {
        (account.anchor(identity.as_ref()).into(), site.name_of(account, identity.as_ref(), eye).into())
    });
    let acts = site.acts.acts.iter().map(|act| {
        let organ = &act.organ.read_by(eye).0.value;
        let year = act.date.as_ref().map(|date| date.value.0.year().to_string());
        let number =
            [act.number.as_ref().map(|number| number.value.clone()), year].into_iter().flatten().collect::<Vec<_>>();
        (act.id.value.0.clone().into(), format!("{organ} {}", number.join("/")).trim_end().into())
    });
    let rules = site
        .moderation
        .rules
        .iter()
        .enumerate()
        .map(|(place, rule)| (rule.id.value.0.clone().into(), (place + 1).into()));
    map([
        ("accounts", accounts.collect::<Map>().into()),
        ("acts", acts.collect::<Map>().into()),
        ("rules", rules.collect::<Map>().into()),
    ])
}

fn insert_identity(map: &mut Map, identity: Option<&Identity>) {
    let handle = identity.map(|identity| identity.handle.as_str()).filter(|handle| !handle.is_empty());
    map.insert("handle".into(), handle.into());
    let url = identity.map(|identity| identity.url.as_str()).filter(|url| !url.is_empty());
    map.insert("url".into(), url.into());
}

/// A platform for templates: what people need to know of it. The catalogue gives only what somebody has confirmed.
fn platform_view(platform: &Platform, key: &str, eye: Eye<'_>) -> Value {
    let operator = &platform.operator;
    // The framework is for companies of the United States, and says nothing of others.
    let is_american =
        [&operator.country, &operator.group_country].into_iter().flatten().any(|country| country.value == "US");
    let framework = operator.data_privacy_framework.as_ref().filter(|_| is_american);
    map([
        ("key", key.into()),
        ("name", platform.name.value.as_str().into()),
        ("follow", platform.follow.view(eye)),
        ("operator", operator.view(eye)),
        ("is_outside", operator.is_outside().into()),
        ("has_numbers", platform.has_numbers().into()),
        ("framework", framework.map(|known| known.view(eye)).into()),
    ])
}

/// An account whose last day is past, as a closed one. Its anchor stays, because links lead there.
fn over_view(account: &Account, identity: Option<&Identity>, site: &Site, catalog: &Catalog, eye: Eye<'_>) -> Value {
    let mut map = Map::new();
    map.insert("anchor".into(), account.anchor(identity).into());
    map.insert("platform".into(), platform_name(&account.platform.value, site, catalog).into());
    map.insert("name".into(), site.name_of(account, identity, eye).into());
    map.insert("closed".into(), account.until.view(eye));
    insert_identity(&mut map, identity);
    map.into()
}

fn closed_view(account: &ClosedAccount, identity: Option<&Identity>, eye: Eye<'_>) -> Map {
    let mut map = account.view(eye).into_map().unwrap_or_default();
    insert_identity(&mut map, identity);
    map
}

fn not_official_view(account: &NotOfficial, identity: Option<&Identity>, eye: Eye<'_>) -> Map {
    let mut map = account.view(eye).into_map().unwrap_or_default();
    insert_identity(&mut map, identity);
    map
}

pub(super) fn platform_name<'a>(key: &'a str, site: &'a Site, catalog: &'a Catalog) -> &'a str {
    site.platform(catalog, key).map_or(key, |platform| platform.name.value.as_str())
}
