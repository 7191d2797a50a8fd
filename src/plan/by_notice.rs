//! What the directory of accounts says of each privacy notice: which accounts it covers, on which platforms they are, who takes
//! their data out of the European Economic Area, and whether its act is older than the notice itself.

use crate::catalog::Platform;
use crate::model::{Account, Act, Informativa, Listed, OwnOperator, Site};
use crate::record::Eye;

/// What one privacy notice covers.
pub struct ByNotice<'s> {
    /// The notice's key in `informative.yaml`.
    pub key: &'s str,
    /// The notice.
    pub notice: &'s Informativa,
    /// The accounts in use that it covers, in the order of the file.
    pub accounts: Vec<Listed<'s>>,
    /// The same accounts in few words: all, all but some, or only some.
    pub covers: Covers<'s>,
    /// The platforms of those accounts, each once, in the order of the accounts.
    pub platforms: Vec<Served<'s>>,
    /// Those who run the accounts' servers outside the European Economic Area, so that the ente takes the data there.
    pub outside: Vec<Transfer<'s>>,
    /// The platforms that are run inside the European Economic Area, which may take the data out themselves. A platform of which that is
    /// not known is in neither list.
    pub inside: Vec<(&'s str, &'s Platform)>,
    /// Its act, where that is older than the notice: an act approves no text that was written after it.
    pub late_act: Option<&'s Act>,
}

/// Which accounts a notice covers.
pub enum Covers<'s> {
    /// No account that is in use.
    Nothing,
    /// All of them.
    All,
    /// All but these: the notice that holds for every account which names no other is told by its exceptions.
    But(Vec<Mention<'s>>),
    /// Only these.
    Only(Vec<Mention<'s>>),
}

/// How an account is named among others.
#[derive(Clone, Copy)]
pub enum Mention<'s> {
    /// By its platform, where all of the platform's accounts are meant.
    Platform(&'s Platform),
    /// By itself.
    Account(Listed<'s>),
}

/// A platform of a notice's accounts, and who runs their servers.
pub struct Served<'s> {
    /// The platform's key.
    pub key: &'s str,
    /// The platform.
    pub platform: &'s Platform,
    /// Those who run a server of their own, one for each account that has such a server.
    pub own_operators: Vec<&'s OwnOperator>,
    /// Whether the platform itself runs the server of some account.
    pub by_platform: bool,
}

/// Somebody outside the European Economic Area who runs servers of accounts.
pub enum Transfer<'s> {
    /// The platform of this key.
    Platform(&'s str, &'s Platform),
    /// Somebody who runs a server of their own of this platform.
    Own(&'s Platform, &'s OwnOperator),
}

impl Mention<'_> {
    /// In words: "Facebook", "Biblioteca (Facebook)".
    #[must_use]
    pub fn words(&self, eye: Eye<'_>) -> String {
        match self {
            Self::Platform(platform) => platform.name.value.clone(),
            Self::Account(listed) => format!("{} ({})", listed.name(eye), listed.platform.name.value),
        }
    }
}

/// What each notice of a site covers of the accounts in use, in the order of the notices.
pub(super) fn by_notice<'s>(site: &'s Site, active: &[Listed<'s>]) -> Vec<ByNotice<'s>> {
    let of = |key: &'s str, notice: &'s Informativa| {
        let accounts: Vec<Listed<'s>> = active.iter().filter(|listed| is_covered_by(listed, key)).copied().collect();
        let platforms: Vec<Served<'s>> = platforms_of(&accounts)
            .into_iter()
            .map(|(key, platform)| {
                let on_it = || accounts.iter().filter(|listed| listed.platform_key == key);
                let own_operators = on_it().filter_map(|listed| listed.account.operator.as_ref()).collect();
                let by_platform = on_it().any(|listed| listed.account.operator.is_none());
                Served { key, platform, own_operators, by_platform }
            })
            .collect();
        ByNotice {
            key,
            notice,
            covers: covers(key, active),
            outside: outside(&platforms),
            inside: inside(&platforms),
            late_act: notice.older_act(&site.acts).map(|(act, _)| act),
            accounts,
            platforms,
        }
    };
    site.informative.informative.0.iter().map(|(key, notice)| of(&key.value, notice)).collect()
}

/// The platforms of some accounts, each once, in the order of the accounts.
pub(super) fn platforms_of<'s>(accounts: &[Listed<'s>]) -> Vec<(&'s str, &'s Platform)> {
    let mut platforms: Vec<(&str, &Platform)> = Vec::new();
    for listed in accounts {
        if platforms.iter().all(|(key, _)| *key != listed.platform_key) {
            platforms.push((listed.platform_key, listed.platform));
        }
    }
    platforms
}

/// Whether the notice of a key covers an account; no two notices have one key.
fn is_covered_by(listed: &Listed<'_>, key: &str) -> bool {
    listed.notice.is_some_and(|(own, _)| own == key)
}

fn covers<'s>(key: &str, active: &[Listed<'s>]) -> Covers<'s> {
    let is_covered = |listed: &Listed<'_>| is_covered_by(listed, key);
    let number = active.iter().filter(|listed| is_covered(listed)).count();
    match number {
        0 => Covers::Nothing,
        _ if number == active.len() => Covers::All,
        _ if key == Account::USUAL_NOTICE => Covers::But(mentions(active, |listed| !is_covered(listed))),
        _ => Covers::Only(mentions(active, is_covered)),
    }
}

/// Some accounts as they are named to people: by their platform, once, where all of the platform's accounts are among them.
fn mentions<'s>(active: &[Listed<'s>], is_wanted: impl Fn(&Listed<'_>) -> bool) -> Vec<Mention<'s>> {
    let mut mentions = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for listed in active.iter().filter(|listed| is_wanted(listed)) {
        let key = listed.platform_key;
        let is_whole = active.iter().all(|other| other.platform_key != key || is_wanted(other));
        if !is_whole {
            mentions.push(Mention::Account(*listed));
        } else if !told.contains(&key) {
            told.push(key);
            mentions.push(Mention::Platform(listed.platform));
        }
    }
    mentions
}

fn outside<'s>(platforms: &[Served<'s>]) -> Vec<Transfer<'s>> {
    let mut found = Vec::new();
    for served in platforms {
        let is_outside = served.platform.operator.eea.as_ref().is_some_and(|eea| !eea.value);
        found.extend((served.by_platform && is_outside).then_some(Transfer::Platform(served.key, served.platform)));
        let own = served.own_operators.iter().filter(|own| own.eea.as_ref().is_some_and(|eea| !eea.value));
        found.extend(own.map(|own| Transfer::Own(served.platform, own)));
    }
    found
}

fn inside<'s>(platforms: &[Served<'s>]) -> Vec<(&'s str, &'s Platform)> {
    let is_inside =
        |served: &&Served<'s>| served.by_platform && served.platform.operator.eea.as_ref().is_some_and(|eea| eea.value);
    platforms.iter().filter(is_inside).map(|served| (served.key, served.platform)).collect()
}
