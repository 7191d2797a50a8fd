//! The directory of accounts on one day: which are in use, which are closed, on which platforms, of which parts of the ente, and what
//! each privacy notice covers. It has no words of its own: whoever draws it reads them from the records, for a reader's language.

use super::by_notice::{ByNotice, by_notice, platforms_of};
use crate::catalog::{Catalog, Platform};
use crate::model::{Closed, Listed, MemberBody, NotOurs, Site};
use crate::record::{Date, Localized, plain_name};
use std::collections::HashMap;

/// The platform that confirms an account when the site's pages name its address.
const CONFIRMING: &str = "mastodon";

/// Everything about a site's accounts on the day on which the site is made.
pub struct Directory<'s> {
    /// The official accounts in use, in the order of the file.
    pub active: Vec<Listed<'s>>,
    /// The official accounts whose last day is past: closed for everybody, whichever list they stand in.
    pub over: Vec<Listed<'s>>,
    /// The accounts that the ente lists as closed.
    pub closed: Vec<Closed<'s>>,
    /// The accounts that name the ente and are not its own.
    pub not_official: Vec<NotOurs<'s>>,
    /// The platforms of the accounts in use, each once, in the order of the accounts.
    pub platforms: Vec<(&'s str, &'s Platform)>,
    /// The accounts in use by the part of the ente, or else the project, that they belong to.
    pub units: Vec<AccountGroup<'s, &'s Localized>>,
    /// The accounts in use by the member body that they belong to.
    pub members: Vec<AccountGroup<'s, &'s MemberBody>>,
    /// What each privacy notice covers, in the order of the notices.
    pub by_notice: Vec<ByNotice<'s>>,
}

/// The accounts in use that belong to one part of the ente.
pub struct AccountGroup<'s, P> {
    /// The part.
    pub of: P,
    /// The accounts, in the order of the file.
    pub accounts: Vec<Listed<'s>>,
    /// Its place among the groups, from 1.
    place: usize,
}

impl<P> AccountGroup<'_, P> {
    /// The group's anchor on a page that calls it by a name.
    #[must_use]
    pub fn anchor(&self, name: &str) -> String {
        format!("gruppo-{}-{}", self.place, plain_name(name))
    }
}

impl<'s> Directory<'s> {
    /// The directory of a site on a day.
    #[must_use]
    pub fn new(site: &'s Site, catalog: &'s Catalog, today: Date) -> Self {
        let (over, active): (Vec<_>, Vec<_>) = site.listed(catalog).partition(|listed| listed.is_over(today));
        let eye = site.eye(site.languages.first().map_or("", String::as_str));
        // Each account repeats its unit in words. Two units are one where their words are equal in the site's first language.
        let unit = |listed: &Listed<'s>| {
            let unit = listed.account.unit.as_ref().or(listed.account.project.as_ref())?;
            Some((unit, unit.read_by(eye).0.value.as_str()))
        };
        let member = |listed: &Listed<'s>| Some((listed.member?, listed.account.member.as_ref()?.name.value.as_str()));
        Self {
            closed: site.closed(catalog).collect(),
            not_official: site.not_ours(catalog).collect(),
            platforms: platforms_of(&active),
            units: groups(&active, unit),
            members: groups(&active, member),
            by_notice: by_notice(site, &active),
            active,
            over,
        }
    }

    /// What a notice covers, by its key.
    #[must_use]
    pub fn of_notice(&self, key: &str) -> Option<&ByNotice<'s>> {
        self.by_notice.iter().find(|of| of.key == key)
    }

    /// The addresses of accounts that a platform confirms when the site's pages name them (`rel="me"`).
    pub fn confirming(&self) -> impl Iterator<Item = &'s str> {
        self.active.iter().filter(|listed| listed.platform_key == CONFIRMING).filter_map(Listed::url)
    }
}

/// The accounts by the part of the ente that they belong to, in the order of the accounts; `of` gives the part and what tells it from
/// others.
fn groups<'s, P>(
    accounts: &[Listed<'s>],
    of: impl Fn(&Listed<'s>) -> Option<(P, &'s str)>,
) -> Vec<AccountGroup<'s, P>> {
    let mut groups: Vec<AccountGroup<'s, P>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for listed in accounts {
        let Some((part, key)) = of(listed) else { continue };
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.accounts.push(*listed),
            None => groups.push(AccountGroup { of: part, accounts: vec![*listed], place: place + 1 }),
        }
    }
    groups
}
