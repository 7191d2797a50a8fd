//! Account addresses and handles: one from the other, in one canonical form.
//!
//! 1. Host: known, without `www.`, `m.`, a language or other prefixes; always `https`.
//! 2. Path: tracking parameters and known tails fall away; posts, shares, logins and persons' profiles are refused.
//! 3. Handle: checked against the platform's rule.

use super::platform::{AccountKind, AddressForm, HandleRule, Platform};
use crate::record::{Deceit, deceit_of_address, deceit_of_name, in_latin, is_host};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

/// What an account is called and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its handle without `@`; for numbers, digits with `+`; empty when the address holds an internal code only.
    pub handle: String,
    /// Its canonical address.
    pub url: String,
}

/// Why something is not the address or handle of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAnAccount {
    /// It cannot be read as a web address.
    NotAnAddress,
    /// It looks like another address or handle; one in Latin letters, if it fits.
    Deceives(Deceit, Option<String>),
    /// It is on another host; the hosts that would fit.
    OtherHost(Vec<String>),
    /// The path leads to something else: a post, a share, a search, a login.
    SomethingElse,
    /// It is the profile of a person.
    Personal,
    /// The handle breaks the platform's rule; a handle that would fit, if there is one.
    BadHandle(String, Option<String>),
    /// The platform makes no address from a handle of this kind of account.
    NoForm,
}

/// Everything but the unreserved signs and `@` and `+`, which platforms use (RFC 3986 §2.3).
const SEGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@').remove(b'+').remove(b':');
/// Where the handle stands in a form.
const HANDLE: &str = "{handle}";
const PREFIXES: [&str; 7] = ["www.", "m.", "mobile.", "web.", "it-it.", "it.", "touch."];

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
        let url = Url::parse(&address).map_err(|_| NotAnAccount::NotAnAddress)?;
        if !matches!(url.scheme(), "http" | "https") || url.port().is_some() {
            return Err(NotAnAccount::NotAnAddress);
        }
        let host = url.host_str().unwrap_or_default().to_lowercase();
        if self.has_any_address() {
            let secure = url.as_str().replacen("http:", "https:", 1);
            let has_host = url.host_str().is_some_and(is_host);
            let identity = Identity { handle: String::new(), url: secure };
            return if has_host { Ok((identity, None)) } else { Err(NotAnAccount::NotAnAddress) };
        }
        let known = |rest: &&str| !self.is_federated() && self.has_host(rest);
        let bare = PREFIXES.iter().find_map(|prefix| host.strip_prefix(prefix).filter(known)).unwrap_or(&host);
        if !self.has_host(bare) {
            return Err(NotAnAccount::OtherHost(self.hosts.iter().map(|host| host.value.clone()).collect()));
        }
        // Bytes that are no UTF-8 are replaced, so that no handle can hide in them.
        let path = percent_encoding::percent_decode_str(url.path()).decode_utf8_lossy();
        let mut segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let same = |word: &str, segment: &str| word.eq_ignore_ascii_case(segment);
        if segments.first().is_some_and(|first| self.not_accounts.iter().any(|word| same(word, first))) {
            return Err(NotAnAccount::SomethingElse);
        }
        if segments.len() > 1 && segments.last().is_some_and(|last| self.tails.iter().any(|tail| same(tail, last))) {
            segments.pop();
        }
        for form in &self.forms {
            if form.host.as_ref().is_some_and(|_| !form.has_host(bare))
                || form.host.is_none() && self.is_form_host(bare)
            {
                continue;
            }
            let Some(handle) = form.matches(bare, &segments, &url) else { continue };
            if form.personal.as_ref().is_some_and(|personal| personal.value) {
                return Err(NotAnAccount::Personal);
            }
            let kind = form.kind.as_ref().map(|kind| kind.value);
            if form.is_code() {
                // A code is taken over as it is, so it must be one: no sign that could mean anything in an address.
                if !handle.chars().all(|c| c.is_ascii_alphanumeric() || "_-+:.@".contains(c)) {
                    return Err(NotAnAccount::SomethingElse);
                }
                let host = form.host.as_ref().or(self.hosts.first()).map_or(bare, |host| host.value.as_str());
                let path: Vec<String> =
                    segments.iter().map(|segment| utf8_percent_encode(segment, SEGMENT).to_string()).collect();
                let rest = form.path.value.find(['?', '#']).map_or("", |at| &form.path.value[at..]);
                let query = rest.replace("{handle}", &handle);
                let url = format!("https://{host}/{}{query}", path.join("/"));
                return Ok((Identity { handle: String::new(), url }, kind));
            }
            let found = if self.has_numbers() {
                self.from_number(&format!("+{handle}"))
            } else if self.is_federated() {
                self.from_handle(&format!("{handle}@{bare}"), None)
            } else {
                self.from_handle(&handle, kind)
            };
            return found.map(|identity| (identity, kind));
        }
        Err(NotAnAccount::SomethingElse)
    }

    /// The account of a handle.
    ///
    /// # Errors
    /// Why it is none.
    pub fn from_handle(&self, written: &str, kind: Option<AccountKind>) -> Result<Identity, NotAnAccount> {
        let fits = |form: &&AddressForm| {
            !form.is_code()
                && !form.personal.as_ref().is_some_and(|personal| personal.value)
                && match (&form.kind, kind) {
                    (Some(own), Some(kind)) => own.value == kind,
                    (_, None) | (None, _) => true,
                }
        };
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
            _ => (bare, self.hosts.first().map(|host| host.value.clone()).unwrap_or_default()),
        };
        let handle = self.handle_of(name)?;
        let form = self.forms.iter().find(fits).ok_or(NotAnAccount::NoForm)?;
        let url = form.build(&handle, &host);
        Ok(Identity { handle: if self.is_federated() { format!("{handle}@{host}") } else { handle }, url })
    }

    /// The account of a telephone number in international form (`+39…`).
    ///
    /// # Errors
    /// When accounts of this platform are no numbers.
    pub fn from_number(&self, e164: &str) -> Result<Identity, NotAnAccount> {
        let form =
            self.forms.iter().find(|form| form.kind.as_ref().is_some_and(|kind| kind.value == AccountKind::Number));
        let host = self.hosts.first().map(|host| host.value.as_str()).unwrap_or_default();
        let form = form.filter(|_| self.has_numbers()).ok_or(NotAnAccount::NoForm)?;
        let digits = e164.trim_start_matches('+');
        if !(8..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotAnAccount::SomethingElse);
        }
        Ok(Identity { handle: format!("+{digits}"), url: form.build(digits, host) })
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

    /// Whether a host is one of this platform's own; never for platforms on any host.
    #[must_use]
    pub fn owns_host(&self, host: &str) -> bool {
        !self.is_federated()
            && self.has_host(PREFIXES.iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(host))
    }

    fn is_federated(&self) -> bool {
        self.hosts.iter().any(|host| host.value == "*")
    }

    fn is_form_host(&self, host: &str) -> bool {
        self.forms.iter().any(|form| form.has_host(host))
    }

    fn has_host(&self, host: &str) -> bool {
        self.is_federated() || self.is_form_host(host) || self.hosts.iter().any(|own| own.value == host)
    }

    fn handle_of(&self, written: &str) -> Result<String, NotAnAccount> {
        let has_any_letters = self.handle.as_ref().is_some_and(HandleRule::has_any_letters);
        let handle = match (self.case_sensitive.value, has_any_letters) {
            (true, _) => written.to_owned(),
            (false, true) => written.to_lowercase(),
            // Letters of other alphabets have small ones that are Latin: `K`, the sign for kelvin.
            (false, false) => written.to_ascii_lowercase(),
        };
        let fits = |handle: &str| match &self.handle {
            Some(rule) => rule.accepts(handle),
            None => handle.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c)),
        };
        if fits(&handle) {
            return Ok(handle);
        }
        let latin = in_latin(&handle);
        if let Some(deceit) = deceit_of_name(&handle).filter(|_| latin.is_ascii() && fits(&latin)) {
            return Err(NotAnAccount::Deceives(deceit, Some(latin)));
        }
        let Some(rule) = &self.handle else { return Err(NotAnAccount::BadHandle(written.to_owned(), None)) };
        let mended: String = handle
            .chars()
            .map(|c| if c.is_ascii() { c.to_string() } else { crate::record::plain_name(&c.to_string()) })
            .collect::<String>()
            .chars()
            .filter(|c| rule.allows(*c))
            .collect();
        Err(NotAnAccount::BadHandle(written.to_owned(), Some(mended).filter(|mended| rule.accepts(mended))))
    }
}

impl AddressForm {
    fn build(&self, handle: &str, host: &str) -> String {
        let host = self.host.as_ref().map_or(host, |own| own.value.as_str());
        format!("https://{host}{}", self.path.value).replace("{handle}", handle)
    }

    fn is_code(&self) -> bool {
        self.code.as_ref().is_some_and(|code| code.value)
    }

    /// Whether this form has a host of its own, and it is this one.
    fn has_host(&self, host: &str) -> bool {
        self.host.as_ref().is_some_and(|own| between(&own.value, host).is_some())
    }

    /// The handle in an address, when the address has this shape.
    fn matches(&self, host: &str, segments: &[&str], url: &Url) -> Option<String> {
        let (path, fragment) = self.path.value.split_once('#').unwrap_or((&self.path.value, ""));
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let pattern: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        if pattern.len() != segments.len() {
            return None;
        }
        let own_host = self.host.as_ref().filter(|own| own.contains(HANDLE));
        let mut handle = own_host.and_then(|own| between(own, host));
        for (expected, found) in pattern.iter().zip(segments) {
            if expected.contains(HANDLE) {
                handle = Some(between(expected, found)?);
            } else if *expected != "*" && !expected.eq_ignore_ascii_case(found) {
                return None;
            }
        }
        if fragment == HANDLE {
            return url.fragment().filter(|fragment| !fragment.is_empty()).map(str::to_owned);
        }
        match query.split_once("={handle}") {
            Some((name, _)) => url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned()),
            None => handle,
        }
    }
}

/// What stands in the place of the handle; empty for a pattern without one that is just the text.
fn between(pattern: &str, text: &str) -> Option<String> {
    let Some((before, after)) = pattern.split_once(HANDLE) else { return (pattern == text).then(String::new) };
    let inner = text.strip_prefix(before)?.strip_suffix(after)?;
    (!inner.is_empty()).then(|| inner.to_owned())
}

impl HandleRule {
    fn allows(&self, c: char) -> bool {
        c.is_ascii_alphanumeric()
            || self.signs.as_ref().is_some_and(|signs| signs.contains(c))
            || self.has_any_letters() && c.is_alphanumeric()
    }

    fn has_any_letters(&self) -> bool {
        self.any_letters.as_ref().is_some_and(|any| any.value)
    }

    fn accepts(&self, handle: &str) -> bool {
        let length = u32::try_from(handle.chars().count()).unwrap_or(u32::MAX);
        let is_on = |flag: &Option<crate::source::Spanned<bool>>| flag.as_ref().is_some_and(|flag| flag.value);
        let host_fits = || {
            handle.contains('.')
                && handle.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
                && !handle.rsplit('.').next().is_some_and(|top| top.starts_with(|c: char| c.is_ascii_digit()))
        };
        (self.min.value..=self.max.value).contains(&length)
            && handle.chars().all(|c| self.allows(c))
            && handle.starts_with(|c: char| c.is_alphabetic() || !is_on(&self.letter_first))
            && !handle.starts_with('.')
            && !handle.ends_with('.')
            && !handle.contains("..")
            && (!is_on(&self.is_host) || host_fits())
    }
}
