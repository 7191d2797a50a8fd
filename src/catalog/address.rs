//! Account addresses and handles: one from the other, in one form.
//!
//! 1. Host: known, without `www.`, `m.`, a language or other prefixes; always `https`.
//! 2. Path: tracking parameters and known tails fall away; posts, logins and persons' profiles are refused.
//! 3. Handle: as its owner writes it, capital letters too. An address that has the shape of an account's is taken as it is: the rule
//!    for new handles holds for a handle that stands alone.

use super::parsed::Parsed;
use super::platform::{AccountKind, AddressForm, Platform};
use super::rules::{AddressReading, AddressRules, NamedAccount};
use crate::record::{Deceit, deceit_of_address, deceit_of_name, in_latin, is_host};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What an account is called and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its handle without `@`, as its owner writes it; for numbers, digits with `+`; empty when the address holds an internal code only.
    pub handle: String,
    /// Its address.
    pub url: String,
    /// What tells whether it is another account, within its platform: the first is that of its address. Others come from a handle with
    /// another domain and from older addresses.
    pub keys: Vec<String>,
}

/// Why something is not the address or handle of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAnAccount {
    /// The text cannot be read as a web address.
    NotAnAddress,
    /// The text looks like another address or handle; the one in Latin letters, if it fits.
    Deceives(Deceit, Option<String>),
    /// The address is on another host; the hosts that would fit.
    OtherHost(Vec<String>),
    /// The address is that of a post, a video, a story.
    Post,
    /// The address is a page of the platform: a login, a search; the word that says so.
    Reserved(String),
    /// The address is the platform's front page.
    Front,
    /// The address has no shape that we know; the shapes of accounts' addresses.
    UnknownShape(Vec<String>),
    /// The address is what a server shows of an account of another server; its full name.
    OtherServer(String),
    /// The address is the profile of a person.
    Personal,
    /// The handle has a sign that the platform's handles have not; a handle that would fit, if there is one.
    BadHandle(String, Option<String>),
    /// The platform makes no address from a handle of this kind of account.
    NoForm,
}

/// Everything but the unreserved signs and `@` and `+`, which platforms use (RFC 3986 §2.3).
const SEGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@').remove(b'+').remove(b':');

impl Platform {
    /// The account of an address.
    ///
    /// # Errors
    /// Why it is none.
    pub fn from_url(&self, written: &str) -> Result<Identity, NotAnAccount> {
        self.read_url(written).map(|(identity, _)| identity)
    }

    /// What an account is on its platform, when its address tells.
    #[must_use]
    pub fn kind_of_url(&self, written: &str) -> Option<AccountKind> {
        self.read_url(written).ok().and_then(|(_, kind)| kind)
    }

    fn read_url(&self, written: &str) -> Result<(Identity, Option<AccountKind>), NotAnAccount> {
        let address = if written.contains("://") { written.to_owned() } else { format!("https://{written}") };
        if let Some(deceit) = deceit_of_address(&address) {
            return Err(NotAnAccount::Deceives(deceit, None));
        }
        let parsed = Parsed::new(&address).ok_or(NotAnAccount::NotAnAddress)?;
        let rules = AddressRules::of(self);
        let reading = rules
            .read(&parsed)
            .ok_or_else(|| NotAnAccount::OtherHost(self.hosts.iter().map(|host| host.value.clone()).collect()))?;
        let named = match reading {
            AddressReading::Account(named) => named,
            AddressReading::Post(_) => return Err(NotAnAccount::Post),
            AddressReading::Personal => return Err(NotAnAccount::Personal),
            AddressReading::OtherServer(name) => return Err(NotAnAccount::OtherServer(name)),
            AddressReading::Reserved(word) => return Err(NotAnAccount::Reserved(word)),
            AddressReading::Front => return Err(NotAnAccount::Front),
            AddressReading::Unknown => return Err(NotAnAccount::UnknownShape(self.shapes())),
        };
        let Some((place, form)) = named.form.and_then(|place| Some((place, self.forms.get(place)?))) else {
            // On platforms on which any address may be an account, nothing of one is left out.
            return Ok((Identity { handle: String::new(), url: parsed.whole, keys: vec![named.key] }, None));
        };
        if let Some(deceit) = deceit_of_name(&named.held).filter(|_| !self.has_any_letters()) {
            return Err(NotAnAccount::Deceives(deceit, None));
        }
        let kind = form.kind.as_ref().map(|kind| kind.value);
        if self.has_numbers() && rules.forms.get(place).is_some_and(|form| form.space.is_empty()) {
            return self.from_number(&format!("+{}", named.held)).map(|identity| (identity, kind));
        }
        let url = if form.is_code() {
            form.rebuilt(&named, &parsed, self)
        } else {
            let space = &rules.forms.get(place).map(|form| form.space.clone()).unwrap_or_default();
            let usual = self.forms.iter().zip(&rules.forms).find(|(other, rules)| {
                rules.space == *space && !rules.personal && other.fits(kind) && !other.path.contains("{id}")
            });
            let host = if self.is_federated() { named.host.as_str() } else { self.first_host() };
            usual.map_or(form, |(usual, _)| usual).build(&named.held, host)
        };
        let handle = match (form.is_code(), self.is_federated()) {
            (true, _) => String::new(),
            (false, true) => format!("{}@{}", named.held, named.host),
            (false, false) => named.held,
        };
        Ok((Identity { handle, url, keys: vec![named.key] }, kind))
    }

    /// The account of a handle.
    ///
    /// # Errors
    /// Why it is none.
    pub fn from_handle(&self, written: &str, kind: Option<AccountKind>) -> Result<Identity, NotAnAccount> {
        let written = written.trim();
        if self.has_any_address() {
            return Err(NotAnAccount::NoForm);
        }
        if self.has_numbers() {
            return self.from_number(written).map_err(|_| NotAnAccount::BadHandle(written.to_owned(), None));
        }
        let bare = written.strip_prefix('@').unwrap_or(written);
        // Federated platforms: the handle holds the host (`comune@social.example.it`, RFC 7565).
        let (name, host) = match bare.split_once('@') {
            Some((name, host)) if self.is_federated() && is_host(host) => (name, host.to_lowercase()),
            _ if self.is_federated() => return Err(NotAnAccount::BadHandle(written.to_owned(), None)),
            _ => (bare, self.first_host().to_owned()),
        };
        let latin = in_latin(name);
        if let Some(deceit) = deceit_of_name(name).filter(|_| !self.has_signs_of(name) && self.has_signs_of(&latin)) {
            return Err(NotAnAccount::Deceives(deceit, Some(latin).filter(|latin| latin.is_ascii())));
        }
        if !self.has_signs_of(name) {
            return Err(NotAnAccount::BadHandle(name.to_owned(), self.mended(name)));
        }
        let fits = |form: &&AddressForm| !form.path.contains("{id}") && form.fits(kind);
        let form = self.forms.iter().find(fits).ok_or(NotAnAccount::NoForm)?;
        let url = form.build(name, &host);
        // What it would be read as tells what it is: a name may be a word of the platform's own.
        let keys = self.from_url(&url)?.keys;
        let handle = if self.is_federated() { format!("{name}@{host}") } else { name.to_owned() };
        Ok(Identity { handle, url, keys })
    }

    /// The account of a telephone number in international form (`+39…`).
    ///
    /// # Errors
    /// When accounts of this platform are no numbers.
    pub fn from_number(&self, e164: &str) -> Result<Identity, NotAnAccount> {
        let form =
            self.forms.iter().find(|form| form.kind.as_ref().is_some_and(|kind| kind.value == AccountKind::Number));
        let form = form.filter(|_| self.has_numbers()).ok_or(NotAnAccount::NoForm)?;
        let digits = e164.trim_start_matches('+');
        if !(8..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotAnAccount::UnknownShape(self.shapes()));
        }
        let keys = vec![AddressRules::of(self).key_of_handle(digits)];
        Ok(Identity { handle: format!("+{digits}"), url: form.build(digits, self.first_host()), keys })
    }

    /// Whether accounts of this platform are telephone numbers.
    #[must_use]
    pub fn has_numbers(&self) -> bool {
        self.numbers.as_ref().is_some_and(|numbers| numbers.value)
    }

    /// Whether any https address is an account of this platform.
    #[must_use]
    pub fn has_any_address(&self) -> bool {
        self.any_address.as_ref().is_some_and(|any| any.value)
    }

    /// Whether a host is one of this platform's own. Of platforms on any host, only the servers that the catalogue names are.
    #[must_use]
    pub fn owns_host(&self, host: &str) -> bool {
        if self.is_federated() {
            return self.hosts.iter().any(|own| own.value == host);
        }
        AddressRules::of(self).own_host(host).is_some()
    }

    /// Whether accounts have a name on any host: servers that know each other.
    #[must_use]
    pub fn is_federated(&self) -> bool {
        self.hosts.iter().any(|host| host.value == "*")
    }

    fn first_host(&self) -> &str {
        self.hosts.first().map_or("", |host| host.value.as_str())
    }

    /// The shapes of its accounts' addresses, for messages.
    fn shapes(&self) -> Vec<String> {
        let mut shapes: Vec<String> = Vec::new();
        for form in self.forms.iter().filter(|form| !form.is_personal()) {
            let host = form.host.as_ref().map_or(self.first_host(), |host| host.value.as_str());
            let path = form.path.replace("{handle}", "NOME").replace("{id}", "NUMERO").replace('*', "…");
            let shape = format!("{}{path}", host.replace("{handle}", "NOME").replace('*', "server"));
            if !shapes.contains(&shape) {
                shapes.push(shape);
            }
        }
        shapes
    }
}

impl AddressForm {
    fn build(&self, handle: &str, host: &str) -> String {
        let host = self.host.as_ref().map_or(host, |own| own.value.as_str());
        let handle = utf8_percent_encode(handle, SEGMENT).to_string();
        format!("https://{host}{}", self.path.value).replace("{handle}", &handle).replace("{id}", &handle)
    }

    /// The address of a code: its path as it was written, without what does not belong to it.
    fn rebuilt(&self, named: &NamedAccount, parsed: &Parsed, platform: &Platform) -> String {
        let host = self.host.as_ref().map_or(platform.first_host(), |host| host.value.as_str());
        let steps = parsed.steps.iter().take(named.steps);
        let path: Vec<String> = steps.map(|step| utf8_percent_encode(step, SEGMENT).to_string()).collect();
        let rest = self.path.value.find(['?', '#']).map_or("", |at| &self.path.value[at..]);
        let rest = rest.replace("{handle}", &named.held).replace("{id}", &named.held);
        format!("https://{host}/{}{rest}", path.join("/"))
    }

    /// Whether an account of a kind may have its address from a handle here.
    fn fits(&self, kind: Option<AccountKind>) -> bool {
        let fits_kind = match (&self.kind, kind) {
            (Some(own), Some(kind)) => own.value == kind,
            (_, None) | (None, _) => true,
        };
        !self.is_code() && !self.is_personal() && fits_kind
    }

    fn is_code(&self) -> bool {
        self.code.as_ref().is_some_and(|code| code.value)
    }

    fn is_personal(&self) -> bool {
        self.personal.as_ref().is_some_and(|personal| personal.value)
    }
}
