//! The directory of accounts as templates see it: for one reader's language, as values.

use super::by_notice::{Covers, Mention, Transfer};
use super::directory::{Directory, Group};
use crate::catalog::Platform;
use crate::content::{Closed, Listed, NotOurs, Site};
use crate::record::{Eye, Field, Localized, map};
use std::collections::HashMap;
use tera::{Map, Value};

/// The directory for one language.
#[must_use]
pub fn directory_view(directory: &Directory<'_>, site: &Site, eye: Eye<'_>) -> Value {
    let platforms: HashMap<&str, Value> =
        directory.platforms.iter().map(|(key, platform)| (*key, platform_view(key, platform, eye))).collect();
    let view_of = |key: &str| platforms.get(key).cloned().into();
    let active: Vec<Value> =
        directory.active.iter().map(|listed| listed_view(listed, view_of(listed.platform_key), eye)).collect();
    let closed_before = directory.closed.iter().map(|closed| closed_view(closed, eye));
    let closed: Vec<Value> = directory.over.iter().map(|listed| over_view(listed, eye)).chain(closed_before).collect();
    let not_official: Vec<Value> = directory.not_official.iter().map(|other| not_official_view(other, eye)).collect();
    let of_all = directory.active.iter().filter(|listed| listed.member.is_none()).map(|listed| listed.anchor.into());
    let has_page = |(_, platform): &(&str, &Platform)| platform.operator.accessibility.is_some();
    let unit = |unit: &&Localized| (unit.view(eye), unit.read_by(eye).0.value.clone());
    let member = |member: &&crate::content::Member| (member.name.view(eye), member.name.read_by(eye).to_owned());
    let of_notices = |view: &dyn Fn(&super::ByNotice<'_>) -> Value| -> Value {
        directory.by_notice.iter().map(|of| (of.key.to_owned().into(), view(of))).collect::<Map>().into()
    };
    map([
        ("by_anchor", by_anchor(&active)),
        ("closed_by_anchor", by_anchor(&closed)),
        ("own_addresses", directory.confirming().map(Value::from).collect::<Vec<_>>().into()),
        ("of_all", of_all.collect::<Vec<Value>>().into()),
        ("active", active.into()),
        ("closed", closed.into()),
        ("not_official", not_official.into()),
        ("platforms", directory.platforms.iter().map(|(key, _)| view_of(key)).collect::<Vec<_>>().into()),
        ("has_accessibility_pages", directory.platforms.iter().any(has_page).into()),
        (
            "platforms_of_notice",
            of_notices(&|of| {
                let view = |served: &super::Served<'_>| {
                    let mut platform = view_of(served.key).into_map().unwrap_or_default();
                    let own = served.own_operators.iter().map(|own| own.view(eye)).collect::<Vec<_>>();
                    platform.insert("own_operators".into(), own.into());
                    platform.insert("by_platform".into(), served.by_platform.into());
                    Value::from(platform)
                };
                of.platforms.iter().map(view).collect::<Vec<_>>().into()
            }),
        ),
        (
            "transfers_of_notice",
            of_notices(&|of| {
                let outside = of.outside.iter().map(|transfer| match transfer {
                    Transfer::Platform(key, _) => view_of(key),
                    Transfer::Own(platform, own) => {
                        map([("name", platform.name.value.as_str().into()), ("own", own.view(eye))])
                    }
                });
                let inside = of.inside.iter().map(|(key, _)| view_of(key)).collect::<Vec<_>>();
                map([("outside", outside.collect::<Vec<_>>().into()), ("inside", inside.into())])
            }),
        ),
        (
            "accounts_of_notice",
            of_notices(&|of| match &of.covers {
                Covers::Nothing => Value::none(),
                Covers::All => map([("all", true.into())]),
                Covers::But(mentions) => map([("but", words_of(mentions, eye).into())]),
                Covers::Only(mentions) => map([("only", words_of(mentions, eye).into())]),
            }),
        ),
        (
            "late_acts",
            of_notices(&|of| {
                of.late_act.iter().map(|act| act.id.value.0.as_str().into()).collect::<Vec<Value>>().into()
            }),
        ),
        ("names", names(directory, site, eye)),
        ("units", groups(&directory.units, unit)),
        ("members", groups(&directory.members, member)),
    ])
}

/// Accounts in words, each said once.
fn words_of(mentions: &[Mention<'_>], eye: Eye<'_>) -> String {
    let mut told: Vec<String> = Vec::new();
    for words in mentions.iter().map(|mention| mention.words(eye)) {
        if !told.contains(&words) {
            told.push(words);
        }
    }
    told.join(", ")
}

/// Accounts to be looked up by their anchors.
fn by_anchor(accounts: &[Value]) -> Value {
    let found = accounts.iter().filter_map(|entry| {
        let anchor = entry.get_from_path("anchor").and_then(Value::as_str)?;
        Some((anchor.to_owned().into(), entry.clone()))
    });
    found.collect::<Map>().into()
}

/// Groups of accounts: `[{key, name, accounts}]`, accounts by their anchors.
fn groups<P>(groups: &[Group<'_, P>], name_of: impl Fn(&P) -> (Value, String)) -> Value {
    let view = |group: &Group<'_, P>| {
        let (name, words) = name_of(&group.of);
        let accounts = group.accounts.iter().map(|listed| listed.anchor.into()).collect::<Vec<Value>>();
        map([("key", group.anchor(&words).into()), ("name", name), ("accounts", accounts.into())])
    };
    groups.iter().map(view).collect::<Vec<_>>().into()
}

/// What people call the things that the YAML refers to by id: accounts by their name, acts as they are cited
/// ("Giunta comunale 45/2019"), rules by their number.
fn names(directory: &Directory<'_>, site: &Site, eye: Eye<'_>) -> Value {
    let accounts = directory.active.iter().chain(&directory.over);
    let accounts = accounts.map(|listed| (listed.anchor.to_owned().into(), listed.name(eye).into()));
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

/// A platform for templates: what people need to know of it. The catalogue gives only what somebody has confirmed.
fn platform_view(key: &str, platform: &Platform, eye: Eye<'_>) -> Value {
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

fn listed_view(listed: &Listed<'_>, platform: Value, eye: Eye<'_>) -> Value {
    let mut map = listed.account.view(eye).into_map().unwrap_or_default();
    map.insert("anchor".into(), listed.anchor.into());
    map.insert("kind".into(), listed.kind.word().into());
    map.insert("platform_key".into(), listed.platform_key.into());
    map.insert("platform".into(), platform);
    map.insert("handle".into(), listed.handle().into());
    map.insert("url".into(), listed.url().into());
    map.insert("manager_office".into(), listed.office.map(|office| office.view(eye)).into());
    let helpers = listed.helpers().map(|office| office.view(eye)).collect::<Vec<_>>();
    map.insert("support_offices".into(), helpers.into());
    map.insert("shown_name".into(), listed.name(eye).into());
    map.insert("member_body".into(), listed.member.map(|member| member.view(eye)).into());
    map.insert("hours".into(), listed.hours.map(|hours| hours.view(eye)).into());
    map.insert("notice".into(), listed.notice_key.into());
    map.insert("has_notice".into(), listed.notice.is_some().into());
    map.into()
}

/// An account whose last day is past, as a closed one. Its anchor stays, because links lead there.
fn over_view(listed: &Listed<'_>, eye: Eye<'_>) -> Value {
    map([
        ("anchor", listed.anchor.into()),
        ("platform", listed.platform.name.value.as_str().into()),
        ("name", listed.name(eye).into()),
        ("closed", listed.account.until.view(eye)),
        ("handle", listed.handle().into()),
        ("url", listed.url().into()),
    ])
}

fn closed_view(closed: &Closed<'_>, eye: Eye<'_>) -> Value {
    let mut map = closed.account.view(eye).into_map().unwrap_or_default();
    map.insert("anchor".into(), closed.anchor.into());
    map.insert("platform".into(), closed.platform_name().into());
    map.insert("handle".into(), closed.handle().into());
    map.insert("url".into(), closed.url().into());
    map.into()
}

fn not_official_view(other: &NotOurs<'_>, eye: Eye<'_>) -> Value {
    let mut map = other.account.view(eye).into_map().unwrap_or_default();
    map.insert("platform".into(), other.platform_name().into());
    map.insert("handle".into(), other.handle().into());
    map.insert("url".into(), other.url().into());
    map.into()
}
