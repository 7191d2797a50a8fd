//! What the directory of accounts says of each privacy notice: which accounts it covers, on which platforms they are, who takes
//! their data out of the European Economic Area, and which of its acts are older than the notice itself.

use super::directory::Live;
use crate::catalog::{Catalog, Identity};
use crate::content::{Account, Informativa};
use crate::record::{Eye, Field, map};
use std::collections::BTreeMap;
use tera::{Map, Value};

/// The directory as notices need it.
pub(super) struct ByNotice<'a> {
    pub live: Live<'a>,
    pub catalog: &'a Catalog,
    pub eye: Eye<'a>,
    /// The platforms in use, by key, as templates see them.
    pub platforms: &'a BTreeMap<&'a str, Value>,
}

impl<'a> ByNotice<'a> {
    /// For each notice the platforms of its accounts: who runs the servers of some of them, and whether the platform runs others.
    pub fn platforms(&self) -> Value {
        self.each(|name, _| {
            let view = |key: &&str| {
                let mut platform = self.platforms.get(key)?.clone().into_map()?;
                let on_it = || self.covered(name).filter(|(account, _)| account.platform.value == *key);
                let own = on_it().filter_map(|(account, _)| account.operator.as_ref());
                platform.insert("own_operators".into(), own.map(|own| own.view(self.eye)).collect::<Vec<_>>().into());
                platform.insert("by_platform".into(), on_it().any(|(account, _)| account.operator.is_none()).into());
                Some(Value::from(platform))
            };
            self.keys(name).iter().filter_map(view).collect::<Vec<_>>().into()
        })
    }

    /// For each notice the platforms whose operator is outside the European Economic Area, so that the ente takes the data there,
    /// and those inside, which may take them out themselves. What is not known is in neither.
    pub fn transfers(&self) -> Value {
        self.each(|name, _| {
            let (mut outside, mut inside) = (Vec::new(), Vec::new());
            for key in self.keys(name) {
                let on_it = || self.covered(name).filter(|(account, _)| account.platform.value == key);
                let known = self.live.site().platform(self.catalog, key).zip(self.platforms.get(key));
                if let Some((platform, view)) = known.filter(|_| on_it().any(|(account, _)| account.operator.is_none()))
                {
                    match &platform.operator.eea {
                        Some(eea) if eea.value => inside.push(view.clone()),
                        Some(_) => outside.push(view.clone()),
                        None => {}
                    }
                }
                for own in on_it().filter_map(|(account, _)| account.operator.as_ref()) {
                    if let Some((_, view)) = known.filter(|_| own.eea.as_ref().is_some_and(|eea| !eea.value)) {
                        let name = view.get_from_path("name").cloned().into();
                        outside.push(map([("name", name), ("own", own.view(self.eye))]));
                    }
                }
            }
            map([("outside", outside.into()), ("inside", inside.into())])
        })
    }

    /// For each notice the accounts that it covers, in words: `all`, `but` some, or `only` some.
    pub fn accounts(&self) -> Value {
        self.each(|name, _| {
            let covers = |account: &Account| account.notice() == name;
            let number = self.live.accounts().filter(|(account, _)| covers(account)).count();
            let others = self.live.accounts().count() - number;
            match (number, others) {
                (0, _) => Value::none(),
                (_, 0) => map([("all", true.into())]),
                // What holds for all that name no other is told by its exceptions.
                _ if name == Account::USUAL_NOTICE => map([("but", self.names(&|account| !covers(account)).into())]),
                _ => map([("only", self.names(&covers).into())]),
            }
        })
    }

    /// For each notice its act, where that is older than the notice: an act approves no text that was written after it.
    pub fn late_acts(&self) -> Value {
        self.each(|_, notice| {
            let late = notice.older_act(&self.live.site().acts).map(|(act, _)| Value::from(act.id.value.0.as_str()));
            late.into_iter().collect::<Vec<_>>().into()
        })
    }

    fn each(&self, value: impl Fn(&str, &Informativa) -> Value) -> Value {
        let notices = self.live.site().informative.informative.0.iter();
        let entry = |(name, notice): &(crate::source::Spanned<String>, Informativa)| {
            (name.value.clone().into(), value(&name.value, notice))
        };
        notices.map(entry).collect::<Map>().into()
    }

    fn covered<'n>(&self, notice: &'n str) -> impl Iterator<Item = (&'a Account, Option<&'a Identity>)> + use<'a, 'n> {
        self.live.accounts().filter(move |(account, _)| account.notice() == notice)
    }

    /// The platforms of a notice's accounts, each once, in the order of the accounts.
    fn keys(&self, notice: &str) -> Vec<&'a str> {
        let mut keys: Vec<&str> = Vec::new();
        for (account, _) in self.covered(notice) {
            if !keys.contains(&account.platform.value.as_str()) {
                keys.push(&account.platform.value);
            }
        }
        keys
    }

    /// The names of some accounts: a platform's, where all of its accounts are among them.
    fn names(&self, wanted: &dyn Fn(&Account) -> bool) -> String {
        let mut names: Vec<String> = Vec::new();
        for (account, identity) in self.live.accounts().filter(|(account, _)| wanted(account)) {
            let on_it = |other: &Account| other.platform.value == account.platform.value;
            let is_whole = self.live.accounts().all(|(other, _)| !on_it(other) || wanted(other));
            let platform = super::directory::platform_name(&account.platform.value, self.live.site(), self.catalog);
            let name = if is_whole {
                platform.to_owned()
            } else {
                format!("{} ({platform})", self.live.site().name_of(account, identity, self.eye))
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    }
}
