//! Accounts joined with what they refer to: the one place where an account meets its address, its anchor, its platform, its notice,
//! its office and its member body. Rules, pages, open data and the answers to visitors read accounts from here.

use super::account::{Account, Direction, Requests};
use super::ente::{Ente, MemberBody, Office};
use super::informativa::Informativa;
use super::other_account::{ClosedAccount, NotOfficial};
use super::site::Site;
use crate::catalog::{AccountKind, Catalog, Identity, Platform};
use crate::record::{Date, Eye, Hours};

/// An official account as it is written, with its address and its anchor; its platform may be one that nobody knows. Rules look at
/// these; whatever is shown is a [`Listed`].
#[derive(Clone, Copy, Debug)]
pub struct Official<'s> {
    /// What is written.
    pub account: &'s Account,
    /// Its handle and address; `None` where there are none to be had.
    pub identity: Option<&'s Identity>,
    /// Its name in addresses, references and open data; no other official account has it.
    pub anchor: &'s str,
}

/// An official account on a known platform, with everything that it refers to: what pages, open data and answers list.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'s> {
    /// What is written.
    pub account: &'s Account,
    /// Its handle and address; `None` where there are none to be had, which is an error that `check` finds.
    pub identity: Option<&'s Identity>,
    /// Its name in addresses, references and open data; no other official account has it.
    pub anchor: &'s str,
    /// Its platform's key.
    pub platform_key: &'s str,
    /// Its platform.
    pub platform: &'s Platform,
    /// What it is on its platform: as written, else what the platform's accounts usually are.
    pub kind: AccountKind,
    /// The notice that covers it, with its key: the one that it names, else that of all that name none. `None` where there is no such
    /// notice, which is an error that was found.
    pub notice: Option<(&'s str, &'s Informativa)>,
    /// The office that manages it.
    pub office: Option<&'s Office>,
    /// The member body that it belongs to.
    pub member: Option<&'s MemberBody>,
    /// When somebody answers: as written, else when the ente answers. `None` too where nobody listens or nothing is answered.
    pub hours: Option<&'s Hours>,
    /// Whose it is.
    ente: &'s Ente,
}

impl<'s> Listed<'s> {
    /// Its handle as its owner writes it, without `@`; `None` where its address holds an internal code only.
    #[must_use]
    pub fn handle(&self) -> Option<&'s str> {
        handle(self.identity)
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> Option<&'s str> {
        url(self.identity)
    }

    /// What people call it: its name; its handle, or the ente's name, where it has none.
    #[must_use]
    pub fn name(&self, eye: Eye<'_>) -> String {
        let name = self.account.name.as_ref().map(|name| name.read_by(eye));
        name.or(self.handle()).unwrap_or_else(|| self.ente.name.read_by(eye)).to_owned()
    }

    /// Whether its last day is past.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        self.account.is_over(today)
    }
}

/// An account that was official, joined with its address, its anchor and its platform.
#[derive(Clone, Copy, Debug)]
pub struct Closed<'s> {
    /// What is written.
    pub account: &'s ClosedAccount,
    /// Its handle and address, where any are known.
    pub identity: Option<&'s Identity>,
    /// Its name in addresses and open data; no other closed account has it.
    pub anchor: &'s str,
    /// Its platform's key and its platform; `None` for one that nobody knows any more.
    pub platform: Option<(&'s str, &'s Platform)>,
}

impl<'s> Closed<'s> {
    /// Its handle as its owner wrote it, without `@`.
    #[must_use]
    pub fn handle(&self) -> Option<&'s str> {
        handle(self.identity)
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> Option<&'s str> {
        url(self.identity)
    }

    /// The platform as the ente calls it: by its name where the ente wrote its key, else as it is written. A platform that has another
    /// name today keeps the one under which people knew the account.
    #[must_use]
    pub fn platform_name(&self) -> &'s str {
        let written = &self.account.platform.value;
        self.platform.filter(|(key, _)| key == written).map_or(written, |(_, platform)| &platform.name.value)
    }
}

/// An account that names the ente and is not its own, joined with its address, its anchor and its platform.
#[derive(Clone, Copy, Debug)]
pub struct NotOurs<'s> {
    /// What is written.
    pub account: &'s NotOfficial,
    /// Its handle and address, where any are known.
    pub identity: Option<&'s Identity>,
    /// Where the page of accounts speaks of it.
    pub anchor: &'s str,
    /// Its platform's key and its platform; `None` where none is written, or one that nobody has described.
    pub platform: Option<(&'s str, &'s Platform)>,
}

impl<'s> NotOurs<'s> {
    /// Its handle, without `@`.
    #[must_use]
    pub fn handle(&self) -> Option<&'s str> {
        handle(self.identity)
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> Option<&'s str> {
        url(self.identity)
    }

    /// Its platform's name, or what is written of it.
    #[must_use]
    pub fn platform_name(&self) -> Option<&'s str> {
        let written = self.account.platform.as_ref().map(|platform| platform.value.as_str());
        self.platform.map(|(_, platform)| platform.name.value.as_str()).or(written)
    }
}

impl Site {
    /// Every official account that is written, in the order of the file.
    pub fn official(&self) -> impl Iterator<Item = Official<'_>> {
        (0..self.accounts.accounts.len()).filter_map(|place| self.official_at(place))
    }

    fn official_at(&self, place: usize) -> Option<Official<'_>> {
        let (account, found) = (self.accounts.accounts.get(place)?, self.found.official.get(place)?);
        Some(Official { account, identity: found.identity.as_ref(), anchor: &found.anchor })
    }

    /// The official accounts on known platforms, in the order of the file. Those on others are errors that were reported already.
    pub fn listed<'s>(&'s self, catalog: &'s Catalog) -> impl Iterator<Item = Listed<'s>> {
        (0..self.accounts.accounts.len()).filter_map(move |place| self.listed_at(catalog, place))
    }

    /// The official account at a place of the file; `None` also where nobody knows its platform.
    pub(super) fn listed_at<'s>(&'s self, catalog: &'s Catalog, place: usize) -> Option<Listed<'s>> {
        let Official { account, identity, anchor } = self.official_at(place)?;
        let platform_key = account.platform.value.as_str();
        let platform = self.platform(catalog, platform_key)?;
        let listens = account.direction.as_ref().is_none_or(|direction| direction.value == Direction::TwoWay);
        let answers = account.requests.as_ref().is_none_or(|requests| requests.value != Requests::Refused);
        let usual_hours = self.moderation.hours.as_ref().filter(|_| listens && answers);
        let office = account.manager.as_ref().and_then(|manager| manager.office.as_ref());
        Some(Listed {
            account,
            identity,
            anchor,
            platform_key,
            platform,
            kind: account.kind_on(platform),
            notice: self.notice_of(account),
            office: office.and_then(|office| self.named(office)),
            member: account.member.as_ref().and_then(|member| self.named(member)),
            hours: account.hours.as_ref().or(usual_hours),
            ente: &self.settings.ente,
        })
    }

    /// The accounts that were official, in the order of the file.
    pub fn closed<'s>(&'s self, catalog: &'s Catalog) -> impl Iterator<Item = Closed<'s>> {
        self.accounts.closed.iter().zip(&self.found.closed).map(move |(account, found)| Closed {
            account,
            identity: found.identity.as_ref(),
            anchor: &found.anchor,
            platform: self.platform_called(catalog, &account.platform.value),
        })
    }

    /// The accounts that name the ente and are not its own, in the order of the file.
    pub fn not_ours<'s>(&'s self, catalog: &'s Catalog) -> impl Iterator<Item = NotOurs<'s>> {
        self.accounts.not_official.iter().zip(&self.found.not_official).map(move |(account, found)| NotOurs {
            account,
            identity: found.identity.as_ref(),
            anchor: &found.anchor,
            platform: account.platform.as_ref().and_then(|written| self.platform_called(catalog, &written.value)),
        })
    }
}

fn handle(identity: Option<&Identity>) -> Option<&str> {
    identity.map(|identity| identity.handle.as_str()).filter(|handle| !handle.is_empty())
}

fn url(identity: Option<&Identity>) -> Option<&str> {
    identity.map(|identity| identity.url.as_str()).filter(|url| !url.is_empty())
}
