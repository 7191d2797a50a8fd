//! Names of accounts that anchors, references and data files can keep.

use super::account::Account;
use super::found::FoundAccount;
use super::other_account::ClosedAccount;
use crate::catalog::Identity;
use crate::record::plain_name;
use std::collections::{BTreeMap, HashSet};

/// Gives each official account its anchor, in the order of the file. Two accounts with one name are an error that `check` finds; the
/// later one gets a number, so that the preview can show both meanwhile.
pub(super) fn of_official(accounts: &[Account], identities: Vec<Option<Identity>>) -> Vec<FoundAccount> {
    let mut taken = HashSet::new();
    let found = accounts.iter().zip(identities).map(|(account, identity)| {
        let own = account.own_anchor(identity.as_ref());
        let mut anchor = own.clone();
        let mut count = 1;
        while !taken.insert(anchor.clone()) {
            count += 1;
            anchor = format!("{own}-{count}");
        }
        FoundAccount { identity, anchor }
    });
    found.collect()
}

/// Gives each closed account its anchor, in the order of the file: platform and handle. Where several would have one anchor, each gets
/// what tells it from the others, which does not depend on the order in which they are written. `key_of` is the key of the platform
/// that a written name means.
pub(super) fn of_closed<'k>(
    accounts: &[ClosedAccount],
    identities: Vec<Option<Identity>>,
    key_of: impl Fn(&str) -> Option<&'k str>,
) -> Vec<FoundAccount> {
    let usual = |(account, identity): (&ClosedAccount, &Option<Identity>)| {
        let handle = plain_name(identity.as_ref().map_or("", |identity| &identity.handle));
        match key_of(&account.platform.value) {
            // On a platform of the catalogue this form stays even for an account without a handle: such anchors are published, and links
            // lead to them.
            Some(key) if identity.is_some() => format!("closed-{key}-{handle}"),
            _ if handle.is_empty() => named(account, &detail(account, identity.as_ref())),
            _ => named(account, &handle),
        }
    };
    let usual: Vec<String> = accounts.iter().zip(&identities).map(usual).collect();
    let is_shared = |anchor: &String| usual.iter().filter(|other| *other == anchor).count() > 1;
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let found = accounts.iter().zip(identities).zip(&usual).map(|((account, identity), usual)| {
        let detail = detail(account, identity.as_ref());
        let anchor = if is_shared(usual) && !usual.ends_with(&detail) {
            format!("{}-{detail}", usual.trim_end_matches('-'))
        } else {
            usual.clone()
        };
        let count = taken.entry(anchor.clone()).and_modify(|count| *count += 1).or_insert(1);
        let anchor = if *count == 1 { anchor } else { format!("{anchor}-{count}") };
        FoundAccount { identity, anchor }
    });
    found.collect()
}

/// Gives each account that is not the ente's its anchor, by the account's number in the file: of most of them nothing else is sure.
pub(super) fn of_not_official(identities: Vec<Option<Identity>>) -> Vec<FoundAccount> {
    let found = |(at, identity)| FoundAccount { identity, anchor: format!("non-ufficiale-{}", at + 1) };
    identities.into_iter().enumerate().map(found).collect()
}

fn named(account: &ClosedAccount, rest: &str) -> String {
    format!("closed-{}-{rest}", plain_name(&account.platform.value))
}

/// What tells an account without a handle from others: the code in its address, else its name, else the day on which it was closed.
fn detail(account: &ClosedAccount, identity: Option<&Identity>) -> String {
    let code = identity.map(|identity| identity.url.trim_end_matches('/'));
    let code = code.and_then(|url| url.rsplit(['/', '=']).next()).map(plain_name).filter(|code| !code.is_empty());
    let name = || account.name.as_ref().map(|name| plain_name(name.as_written())).filter(|name| !name.is_empty());
    let day = || account.closed.as_ref().map(|day| day.value.0.to_string());
    code.or_else(name).or_else(day).unwrap_or_default()
}
