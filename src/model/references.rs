//! What the files of a site name by names, looked up once: afterwards everybody takes the thing from its place.

use super::absent::absent;
use super::account::Account;
use super::act::Act;
use super::ente::{MemberBody, Office};
use super::informativa::Informativa;
use super::listed::Listed;
use super::moderation::ConductRule;
use super::site::Site;
use crate::catalog::Catalog;
use crate::diagnostic::{Key, Level, Report};
use crate::record::{Field, Home, Homes, Ref, Referred, Text, Written, is_placeholder, unknown_name};
use crate::source::Span;
use crate::source::yaml::Node;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Something of a site's files that other places name.
pub trait InSite: Referred + Sized {
    /// The thing at a place among all of its kind.
    fn at(site: &Site, place: usize) -> Option<&Self>;
}

macro_rules! in_site {
    ($($type:ty, $home:expr, |$site:ident, $place:ident| $at:expr;)*) => {
        $(
            impl Referred for $type {
                const HOME: Home = $home;
            }

            impl InSite for $type {
                fn at($site: &Site, $place: usize) -> Option<&Self> {
                    $at
                }
            }
        )*
    };
}

in_site! {
    Office, Home::Offices, |site, place| site.settings.ente.offices.at(place);
    MemberBody, Home::Members, |site, place| site.settings.ente.members.at(place);
    Informativa, Home::Notices, |site, place| site.informative.informative.at(place);
    Act, Home::Acts, |site, place| site.acts.acts.get(place);
    ConductRule, Home::Rules, |site, place| site.moderation.rules.get(place);
    Account, Home::Accounts, |site, place| site.accounts.accounts.get(place);
}

impl Site {
    /// What a reference means; `None` where nothing has the name, which was reported.
    #[must_use]
    pub fn named<T: InSite>(&self, reference: &Ref<T>) -> Option<&T> {
        T::at(self, reference.place()?)
    }

    /// The official account that a reference means, joined; `None` also for one on a platform that nobody knows.
    #[must_use]
    pub fn account<'s>(&'s self, catalog: &'s Catalog, reference: &Ref<Account>) -> Option<Listed<'s>> {
        self.listed_at(catalog, reference.place()?)
    }

    /// The notice that covers an account, with its key: the one that it names, else the usual one.
    #[must_use]
    pub fn notice_of(&self, account: &Account) -> Option<(&str, &Informativa)> {
        let place = match &account.informativa {
            Some(named) => named.place(),
            None => self.usual_notice,
        };
        let (key, notice) = self.informative.informative.0.get(place?)?;
        Some((&key.value, notice))
    }

    /// Looks up every name that the five YAML files have.
    pub(super) fn resolve(&mut self, catalog: &Catalog, report: &mut Report) {
        self.usual_notice = self.informative.informative.names().position(|key| key == Account::USUAL_NOTICE);
        let known = NamesByKind::of(self, catalog);
        let homes = &mut NameLookup { known: &known, told: HashSet::new(), trees: &self.trees, report, has_any: false };
        self.settings.resolve(homes);
        self.accounts.resolve(homes);
        self.moderation.resolve(homes);
        self.informative.resolve(homes);
        self.acts.resolve(homes);
        self.has_references = homes.has_any;
    }

    /// Looks up the names in fields that were read with the site beside the five YAML files, such as the front matter of pages.
    pub(super) fn resolve_all<'f, T: Field + 'f>(
        &self,
        fields: impl Iterator<Item = &'f mut T>,
        catalog: &Catalog,
        report: &mut Report,
    ) {
        let known = NamesByKind::of(self, catalog);
        let homes = &mut NameLookup { known: &known, told: HashSet::new(), trees: &self.trees, report, has_any: false };
        for field in fields {
            field.resolve(homes);
        }
    }
}

/// What may be named, by where it stands.
struct NamesByKind {
    offices: KindNames,
    members: KindNames,
    notices: KindNames,
    acts: KindNames,
    rules: KindNames,
    accounts: KindNames,
    norme: KindNames,
}

/// The names of the things of one kind.
struct KindNames {
    all: Vec<String>,
    places: HashMap<String, usize>,
    /// Whether all of them could be read: only then is another name one that nothing has.
    is_whole: bool,
}

/// What is asked while names are looked up: [`NamesByKind`], and the report to which unknown names go.
struct NameLookup<'a> {
    known: &'a NamesByKind,
    /// The places of the names that were reported as unknown. A name in the defaults is looked up for every account, and is reported once.
    told: HashSet<Span>,
    trees: &'a BTreeMap<String, Node>,
    report: &'a mut Report,
    /// Whether there was anything to look up.
    has_any: bool,
}

impl Homes for NameLookup<'_> {
    fn find(&mut self, home: Home, name: &Text) -> Option<usize> {
        let (KindNames { all, places, is_whole }, path) = self.known.at(home);
        // An empty name stands in for one that was refused.
        if name.value.is_empty() {
            return None;
        }
        self.has_any = true;
        if let Some(place) = places.get(&name.value) {
            return Some(*place);
        }
        if *is_whole && !is_placeholder(name) && self.told.insert(name.span) {
            self.report.push_with(Level::Error, || {
                let why = path
                    .split_first()
                    .map(|(file, path)| absent(self.trees, file, path.iter().copied().chain([name.value.as_str()])));
                unknown_name(Key::UnknownReference, name, all.iter().map(String::as_str)).because_of(why)
            });
        }
        None
    }
}

impl NamesByKind {
    fn of(site: &Site, catalog: &Catalog) -> Self {
        let (ente, accounts) = (&site.settings.ente, &site.accounts);
        let (acts, rules) = (&site.acts.acts, &site.moderation.rules);
        // An account without an id is called by its address.
        let are_called = site.official().all(|official| official.account.id.is_some() || official.identity.is_some());
        let of_accounts = accounts.accounts.iter().map(|account| account.fields.id).chain([accounts.fields.accounts]);
        let of_acts = acts.iter().map(|act| act.fields.id).chain([site.acts.fields.acts]);
        let of_rules = rules.iter().map(|rule| rule.fields.id).chain([site.moderation.fields.rules]);
        let notices = &site.informative;
        Self {
            offices: KindNames::new(ente.offices.names(), !ente.fields.offices.is_wrong()),
            members: KindNames::new(ente.members.names(), !ente.fields.members.is_wrong()),
            notices: KindNames::new(notices.informative.names(), !notices.fields.informative.is_wrong()),
            acts: KindNames::new(acts.iter().map(|act| act.id.value.0.as_str()), are_whole(of_acts)),
            rules: KindNames::new(rules.iter().map(|rule| rule.id.value.0.as_str()), are_whole(of_rules)),
            accounts: KindNames::new(
                site.official().map(|official| official.anchor),
                are_called && are_whole(of_accounts),
            ),
            norme: KindNames::new(catalog.norme.norme.names(), true),
        }
    }

    /// What stands in a home, and where that is: the file, named without `.yaml`, and the path in it; nothing for the catalogue.
    fn at(&self, home: Home) -> (&KindNames, &'static [&'static str]) {
        match home {
            Home::Offices => (&self.offices, &["site", "ente", "offices"]),
            Home::Members => (&self.members, &["site", "ente", "members"]),
            Home::Notices => (&self.notices, &["informative", "informative"]),
            Home::Acts => (&self.acts, &["acts", "acts"]),
            Home::Rules => (&self.rules, &["moderation", "rules"]),
            Home::Accounts => (&self.accounts, &["accounts", "accounts"]),
            Home::Norme => (&self.norme, &[]),
        }
    }
}

fn are_whole(mut fields: impl Iterator<Item = Written>) -> bool {
    !fields.any(Written::is_wrong)
}

impl KindNames {
    fn new<'n>(names: impl Iterator<Item = &'n str>, is_whole: bool) -> Self {
        let all: Vec<String> = names.map(str::to_owned).collect();
        let mut places = HashMap::with_capacity(all.len());
        // Of two things with one name the first has it.
        for (place, name) in all.iter().enumerate() {
            places.entry(name.clone()).or_insert(place);
        }
        Self { all, places, is_whole }
    }
}
