//! Names of closed accounts that data files and anchors can keep.

use super::Site;
use super::other_account::ClosedAccount;
use crate::catalog::{Catalog, Identity};
use crate::record::plain_name;
use std::collections::BTreeMap;

impl Site {
    /// A name for each closed account, in the order of the file: platform and handle. Where several would have one name, each gets what
    /// tells it from the others, which does not depend on the order in which they are written.
    #[must_use]
    pub fn closed_ids(&self, catalog: &Catalog) -> Vec<String> {
        let accounts = || self.accounts.closed.iter().zip(&self.closed_identities);
        let usual: Vec<String> = accounts()
            .map(|(account, identity)| {
                let key = self.platform_called(catalog, &account.platform.value).map(|(key, _)| key);
                let handle = plain_name(identity.as_ref().map_or("", |identity| &identity.handle));
                match key {
                    // Of a platform that the catalogue knows, an account without a handle has always been called so.
                    Some(key) if identity.is_some() => format!("closed-{key}-{handle}"),
                    _ if handle.is_empty() => named(account, &detail(account, identity.as_ref())),
                    _ => named(account, &handle),
                }
            })
            .collect();
        let is_shared = |id: &String| usual.iter().filter(|other| *other == id).count() > 1;
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        accounts()
            .zip(&usual)
            .map(|((account, identity), id)| {
                let detail = detail(account, identity.as_ref());
                let id = if is_shared(id) && !id.ends_with(&detail) {
                    format!("{}-{detail}", id.trim_end_matches('-'))
                } else {
                    id.clone()
                };
                let count = taken.entry(id.clone()).and_modify(|count| *count += 1).or_insert(1);
                if *count == 1 { id } else { format!("{id}-{count}") }
            })
            .collect()
    }
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
