//! A platform's address rules in the form in which they are compared: what the program reads accounts with, and what the page of
//! accounts gives to its script as JSON. There is one comparison, and these are its data.

use super::parsed::Parsed;
use super::pattern::{Pattern, between};
use super::platform::Platform;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How the accounts of a platform are addressed.
#[expect(clippy::struct_excessive_bools, reason = "four answers to four questions, as the JSON has them")]
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct AddressRules<'a> {
    /// The platform's name for people.
    pub name: Cow<'a, str>,
    /// Other names that people write.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Cow<'a, str>>,
    /// Hosts of accounts; `*` for any.
    pub hosts: Vec<Cow<'a, str>>,
    /// What may stand before a host, beside `www`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prefixes: Vec<Cow<'a, str>>,
    /// Whether a language may stand before a host.
    #[serde(default, skip_serializing_if = "is_false")]
    pub languages: bool,
    /// Shapes of an account's address, in the order in which they are tried.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<FormRules<'a>>,
    /// Shapes of a post's address that names no account.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Cow<'a, str>>,
    /// What follows an account's address in the address of a post.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub account_posts: Vec<Cow<'a, str>>,
    /// Whether a post is shown only under the name of its own account.
    #[serde(default, skip_serializing_if = "is_false")]
    pub posts_prove: bool,
    /// Words in a handle's place that are no account.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reserved: Vec<Cow<'a, str>>,
    /// Last steps that may follow an account's address.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tails: Vec<Cow<'a, str>>,
    /// Signs of a handle that do not count.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub ignored: Cow<'a, str>,
    /// Whether small and capital letters of a handle differ.
    #[serde(default, skip_serializing_if = "is_false")]
    pub exact: bool,
    /// Whether accounts are telephone numbers.
    #[serde(default, skip_serializing_if = "is_false")]
    pub numbers: bool,
}

/// A shape of an account's address.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct FormRules<'a> {
    /// The path, with `{handle}` or `{id}`.
    pub path: Cow<'a, str>,
    /// A host of its own; it may hold the handle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<Cow<'a, str>>,
    /// In which list of names or codes what it holds is looked up; empty for handles.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub space: Cow<'a, str>,
    /// Whether small and capital letters differ in it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub exact: bool,
    /// Whether it is the address of a person.
    #[serde(default, skip_serializing_if = "is_false")]
    pub personal: bool,
    /// Whether it holds a code, which nobody mistypes or imitates.
    #[serde(default, skip_serializing_if = "is_false")]
    pub code: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// An account that an address names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedAccount {
    /// Which shape the address has, by its place; `None` on platforms on which any address is an account.
    pub form: Option<usize>,
    /// The handle or code as it stands in the address.
    pub held: String,
    /// The host without what may stand before it.
    pub host: String,
    /// How many steps of the path belong to the account.
    pub steps: usize,
    /// What tells whether two addresses are one account's: the same text, on the same platform.
    pub key: String,
}

/// What an address on one of the platform's hosts is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressReading {
    /// An account.
    Account(NamedAccount),
    /// A post, and the account that its address names.
    Post(Option<NamedAccount>),
    /// The address of a person.
    Personal,
    /// The profile of an account of another server, as this one shows it: its full name.
    OtherServer(String),
    /// A page of the platform itself: the word that says so.
    Reserved(String),
    /// The platform's front page.
    Front,
    /// An address of a shape that nobody has described.
    Unknown,
}

impl<'a> AddressRules<'a> {
    /// The rules of a platform.
    #[must_use]
    pub fn of(platform: &'a Platform) -> Self {
        let texts =
            |texts: &'a [crate::record::Text]| texts.iter().map(|text| Cow::from(text.value.as_str())).collect();
        let is_on = |flag: &Option<crate::source::Spanned<bool>>| flag.as_ref().is_some_and(|flag| flag.value);
        let forms = platform.forms.iter().map(|form| {
            let is_code = is_on(&form.code);
            let is_exact =
                form.case_sensitive.as_ref().map_or(is_code || platform.case_sensitive.value, |own| own.value);
            let own = form.space.as_ref().map(|space| Cow::from(space.value.as_str()));
            let usual = || match &form.host {
                _ if form.path.contains("{id}") => Cow::from("id"),
                _ if !is_code => Cow::from(""),
                Some(host) => Cow::from(format!("{}{}", host.value, form.path.value)),
                None => Cow::from(form.path.value.as_str()),
            };
            FormRules {
                path: form.path.value.as_str().into(),
                host: form.host.as_ref().map(|host| host.value.as_str().into()),
                space: own.unwrap_or_else(usual),
                exact: is_exact,
                personal: is_on(&form.personal),
                code: is_code && is_exact,
            }
        });
        Self {
            name: platform.name.value.as_str().into(),
            names: texts(&platform.other_names),
            hosts: texts(&platform.hosts),
            prefixes: texts(&platform.prefixes),
            languages: is_on(&platform.language_hosts),
            forms: forms.collect(),
            posts: texts(&platform.posts),
            account_posts: texts(&platform.account_posts),
            posts_prove: is_on(&platform.posts_prove_account),
            reserved: texts(&platform.not_accounts),
            tails: texts(&platform.tails),
            ignored: platform.ignored_signs.as_ref().map_or("", |signs| signs.value.as_str()).into(),
            exact: platform.case_sensitive.value,
            numbers: platform.has_numbers(),
        }
    }

    /// Whether its accounts are on any host, each with a name on its server.
    #[must_use]
    pub fn is_federated(&self) -> bool {
        self.hosts.iter().any(|host| host == "*")
    }

    /// Whether any address is an account.
    #[must_use]
    pub fn has_any_address(&self) -> bool {
        self.is_federated() && self.forms.is_empty()
    }

    /// The platform's host in a written one, without what may stand before it; `None` when it is none of the platform's.
    #[must_use]
    pub fn own_host(&self, written: &str) -> Option<String> {
        if self.is_federated() {
            return Some(written.to_owned());
        }
        let mut host = written;
        loop {
            if self.is_own(host) {
                return Some(host.to_owned());
            }
            let Some((first, rest)) = host.split_once('.') else { break };
            let is_prefix = first == "www"
                || self.prefixes.iter().any(|prefix| prefix == first)
                || self.languages && is_language(first);
            if !is_prefix {
                break;
            }
            host = rest;
        }
        let holds_handle = |form: &FormRules<'_>| {
            form.host.as_deref().is_some_and(|own| between(own, written).is_some_and(|held| !held.is_empty()))
        };
        self.forms.iter().any(holds_handle).then(|| written.to_owned())
    }

    fn is_own(&self, host: &str) -> bool {
        let posts = || self.posts.iter().filter_map(|post| Pattern::new(post).host);
        self.hosts.iter().any(|own| own == host)
            || self.forms.iter().any(|form| form.host.as_deref() == Some(host))
            || posts().any(|own| own == host)
    }

    /// What an address is; `None` when it is on no host of the platform.
    #[must_use]
    pub fn read(&self, parsed: &Parsed) -> Option<AddressReading> {
        let host = self.own_host(&parsed.host)?;
        if self.has_any_address() {
            let key = self.key("", &parsed.plain(), true);
            return Some(AddressReading::Account(NamedAccount {
                form: None,
                held: String::new(),
                host,
                steps: 0,
                key,
            }));
        }
        let is_post = |post: &Cow<'_, str>| {
            let pattern = Pattern::new(post);
            pattern
                .host
                .map_or_else(|| self.hosts.iter().any(|own| *own == host) || self.is_federated(), |own| own == host)
                && pattern.matches(&parsed.steps, parsed).is_some()
        };
        if self.posts.iter().any(is_post) {
            return Some(AddressReading::Post(None));
        }
        let mut count = parsed.steps.len();
        let is_tail = |step: &String| self.tails.iter().any(|tail| tail.eq_ignore_ascii_case(step));
        if count > 1 && is_tail(&parsed.steps[count - 1]) {
            count -= 1;
        }
        match self.account(parsed, count, &host) {
            Some(reading) => Some(reading),
            None => Some(self.post(parsed, &host).unwrap_or_else(|| self.nothing(parsed))),
        }
    }

    /// The account that the first steps of an address name.
    fn account(&self, parsed: &Parsed, steps: usize, host: &str) -> Option<AddressReading> {
        let is_form_host = self.forms.iter().any(|form| form.holds_host(host).is_some());
        let is_usual_host = !is_form_host && (self.is_federated() || self.hosts.iter().any(|own| own == host));
        for (place, form) in self.forms.iter().enumerate() {
            let in_host = match (&form.host, form.holds_host(host)) {
                (Some(_), None) => continue,
                (None, _) if !is_usual_host => continue,
                (_, held) => held.filter(|held| !held.is_empty()),
            };
            let Some(held) = Pattern::new(&form.path).matches(&parsed.steps[..steps], parsed) else { continue };
            let held = in_host.unwrap_or(held);
            let held = held.strip_prefix('@').unwrap_or(&held);
            let first = form.open_step(held, parsed.steps.first());
            if first.is_some_and(|first| self.reserved.iter().any(|word| word.eq_ignore_ascii_case(first))) {
                continue;
            }
            if form.personal {
                return Some(AddressReading::Personal);
            }
            if self.is_federated() && held.contains('@') {
                return Some(AddressReading::OtherServer(held.to_owned()));
            }
            let mut held = held.to_owned();
            if self.numbers && form.space.is_empty() {
                held.retain(|sign| sign.is_ascii_digit());
            }
            if held.is_empty() || !held.chars().all(|sign| sign.is_alphanumeric() || "_-.~+:@·".contains(sign)) {
                continue;
            }
            let name = if self.is_federated() { format!("{held}@{host}") } else { held.clone() };
            let key = self.key(&form.space, &name, form.exact);
            return Some(AddressReading::Account(NamedAccount {
                form: Some(place),
                held,
                host: host.to_owned(),
                steps,
                key,
            }));
        }
        None
    }

    /// The post whose address begins with an account's.
    fn post(&self, parsed: &Parsed, host: &str) -> Option<AddressReading> {
        let all = parsed.steps.len();
        for post in &self.account_posts {
            let pattern = Pattern::new(post);
            let starts = pattern.count().map_or(1..all, |count| all.saturating_sub(count)..all);
            for start in starts.filter(|start| *start < all) {
                if pattern.matches(&parsed.steps[start..], parsed).is_none() {
                    continue;
                }
                match self.account(parsed, start, host) {
                    Some(AddressReading::Account(named)) => return Some(AddressReading::Post(Some(named))),
                    Some(AddressReading::OtherServer(_) | AddressReading::Personal) => {
                        return Some(AddressReading::Post(None));
                    }
                    _ => {}
                }
            }
        }
        None
    }

    fn nothing(&self, parsed: &Parsed) -> AddressReading {
        match parsed.steps.first() {
            None => AddressReading::Front,
            Some(first) if self.reserved.iter().any(|word| word.eq_ignore_ascii_case(first)) => {
                AddressReading::Reserved(first.clone())
            }
            Some(_) => AddressReading::Unknown,
        }
    }

    /// What tells whether two handles are one account: letters and signs that do not count are taken away.
    #[must_use]
    pub fn key(&self, space: &str, held: &str, exact: bool) -> String {
        let mut folded = if exact { held.to_owned() } else { in_small_letters(held) };
        if space.is_empty() {
            folded.retain(|sign| !self.ignored.contains(sign));
        }
        format!("{space} {folded}")
    }

    /// The key of a handle that stands alone.
    #[must_use]
    pub fn key_of_handle(&self, handle: &str) -> String {
        self.key("", handle.trim().trim_start_matches('@'), self.exact)
    }
}

impl FormRules<'_> {
    /// What the host of this shape holds in the handle's place; `None` when the shape has no host of its own, or another.
    fn holds_host(&self, host: &str) -> Option<String> {
        between(self.host.as_deref()?, host)
    }

    /// What of an address could be a word of the platform's own: the handle in its host, or a first step that this shape leaves open.
    fn open_step<'s>(&self, held: &'s str, first: Option<&'s String>) -> Option<&'s str> {
        if self.host.as_deref().is_some_and(|host| host.contains('{')) {
            return Some(held);
        }
        ["/{", "/*/"].iter().any(|open| self.path.starts_with(open)).then(|| first.map(String::as_str))?
    }
}

/// A text in small letters. A letter of another alphabet whose small one is Latin stays as it is: the sign for kelvin is no `k`.
#[must_use]
pub fn in_small_letters(text: &str) -> String {
    let of = |sign: char| {
        let is_latin = sign.is_ascii() || !sign.to_lowercase().next().is_some_and(|small| small.is_ascii());
        if is_latin { sign.to_lowercase().collect() } else { sign.to_string() }
    };
    text.chars().map(of).collect()
}

/// Whether a part of a host may be a language or a country: `it`, `en-gb`.
fn is_language(part: &str) -> bool {
    let mut parts = part.split('-');
    let is_short = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_lowercase());
    parts.next().is_some_and(is_short) && parts.next().is_none_or(is_short) && parts.next().is_none()
}
