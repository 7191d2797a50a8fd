//! The answer to one question. The script of the page of accounts takes the same steps in the same order.

use super::likeness::similar;
use super::question::{cleaned, folded, number};
use super::verdict::{Answer, Reason, Verdict};
use super::{Known, KnownAccount, Standing};
use crate::catalog::{AddressReading, AddressRules, NamedAccount, Parsed};

/// Words between a handle and its platform: "@nome su Instagram".
const BETWEEN: [&str; 8] = ["su", "on", "di", "in", "account", "profilo", "pagina", "canale"];

/// Most accounts that a name brings up.
const MOST_NAMED: usize = 8;

/// Answers what a visitor writes, on a day (ISO 8601).
#[must_use]
pub fn answer<'k>(known: &'k Known<'_>, written: &str, today: &str) -> Answer<'k> {
    let text = cleaned(written);
    let asked = Sought { known, today };
    if text.is_empty() {
        return said(Verdict::Empty, Reason::Plain, Vec::new());
    }
    let by_number = number(&text).and_then(|(digits, is_whole)| asked.number(&digits, is_whole));
    by_number
        .or_else(|| asked.address(&text))
        .or_else(|| asked.handle(&text))
        .or_else(|| asked.name(&text, |_| true))
        .or_else(|| asked.with_platform(&text))
        .or_else(|| asked.near(&text))
        .unwrap_or_else(|| said(Verdict::Unknown, Reason::Plain, Vec::new()))
}

fn said(verdict: Verdict, reason: Reason, accounts: Vec<&KnownAccount>) -> Answer<'_> {
    Answer { verdict, reason, accounts, held: String::new() }
}

struct Sought<'q, 'k, 'c> {
    known: &'k Known<'c>,
    today: &'q str,
}

impl<'k> Sought<'_, 'k, '_> {
    fn accounts(&self, fits: impl Fn(&KnownAccount) -> bool) -> Vec<&'k KnownAccount> {
        self.known.accounts.iter().filter(|account| fits(account)).collect()
    }

    fn is_ours(&self, account: &KnownAccount) -> bool {
        account.is == Standing::Official && !self.is_over(account)
    }

    fn is_over(&self, account: &KnownAccount) -> bool {
        account.until.as_deref().is_some_and(|until| until < self.today)
    }

    /// The answer where accounts are certainly meant; `None` where there are none. A listed fake counts more than anything else.
    fn settle(&self, mut meant: Vec<&'k KnownAccount>) -> Option<Answer<'k>> {
        meant.sort_by_key(|account| account.is);
        let first = *meant.first()?;
        let reason = match first.is {
            Standing::Fake => Reason::Fake,
            Standing::Personal => Reason::Personal,
            Standing::Other => Reason::Other,
            Standing::Closed => Reason::Closed,
            Standing::Official
                if meant.iter().all(|account| account.is != Standing::Official || self.is_over(account)) =>
            {
                Reason::Ended
            }
            Standing::Official => {
                meant.retain(|account| self.is_ours(account));
                return Some(said(Verdict::Official, Reason::Plain, meant));
            }
        };
        meant.retain(|account| account.is == first.is);
        Some(said(Verdict::NotOurs, reason, meant))
    }

    /// A telephone number, with its country or without.
    fn number(&self, digits: &str, is_whole: bool) -> Option<Answer<'k>> {
        let whole = [digits.to_owned(), format!("{}{digits}", self.known.country)];
        let wanted = &whole[..if is_whole { 1 } else { 2 }];
        self.settle(self.accounts(|account| {
            let is_number = self.known.platforms.get(account.platform.as_str()).is_some_and(|rules| rules.numbers);
            is_number && wanted.iter().any(|number| account.handle.strip_prefix('+') == Some(number.as_str()))
        }))
    }

    /// A web address. A host alone is one only where it is a platform's.
    fn address(&self, text: &str) -> Option<Answer<'k>> {
        let has_path = text.contains('/');
        if !has_path && (text.contains('@') || text.contains(' ') || !text.contains('.')) {
            return None;
        }
        let Some(parsed) = Parsed::new(text) else {
            return has_path.then(|| said(Verdict::Unknown, Reason::Plain, Vec::new()));
        };
        let plain = format!(" {}", parsed.plain());
        if let Some(answer) = self.settle(self.accounts(|account| account.keys.contains(&plain))) {
            return Some(answer);
        }
        let own = || self.known.platforms.iter().filter(|(_, rules)| !rules.is_federated());
        for (key, rules) in own() {
            if let Some(reading) = rules.read(&parsed) {
                return Some(self.read(key, rules, reading));
            }
        }
        if !has_path {
            return None;
        }
        let is_short = |short: &str| {
            parsed.host == short || parsed.host.strip_suffix(short).is_some_and(|rest| rest.ends_with('.'))
        };
        if self.known.shorteners.iter().any(|short| is_short(short)) {
            return Some(said(Verdict::Post, Reason::Short, Vec::new()));
        }
        // Any host may be a server of the fediverse: an address on a host that is not ours says nothing.
        let federated =
            self.known.platforms.iter().filter(|(_, rules)| rules.is_federated() && !rules.has_any_address());
        for (key, rules) in federated {
            let found = rules.read(&parsed).map(|reading| self.read(key, rules, reading));
            if let Some(found) = found.filter(|found| !found.accounts.is_empty()) {
                return Some(found);
            }
        }
        let last = parsed.steps.last().map_or("", |step| step.trim_start_matches('@'));
        Some(self.elsewhere(last))
    }

    /// What an address on a platform says.
    fn read(&self, key: &str, rules: &AddressRules<'_>, reading: AddressReading) -> Answer<'k> {
        match reading {
            AddressReading::Account(named) => self.named(key, rules, &named),
            AddressReading::Post(Some(named)) => {
                let of = self.named(key, rules, &named);
                match of.verdict {
                    Verdict::Official if rules.posts_prove => Answer { reason: Reason::Post, ..of },
                    Verdict::Official => said(Verdict::Post, Reason::Names, of.accounts),
                    Verdict::NotOurs if rules.posts_prove => of,
                    _ => said(Verdict::Post, Reason::Plain, Vec::new()),
                }
            }
            AddressReading::Post(None) => said(Verdict::Post, Reason::Plain, Vec::new()),
            AddressReading::OtherServer(full) => {
                let wanted = rules.key_of_handle(&full);
                let ours = self.accounts(|account| account.platform == key && account.keys.contains(&wanted));
                let verdict = if ours.is_empty() { Verdict::Unknown } else { Verdict::Which };
                said(verdict, if ours.is_empty() { Reason::Plain } else { Reason::Form }, ours)
            }
            AddressReading::Personal => said(Verdict::Unknown, Reason::Plain, Vec::new()),
            AddressReading::Reserved(_) | AddressReading::Front | AddressReading::Unknown => {
                said(Verdict::Unknown, Reason::NoAccount, Vec::new())
            }
        }
    }

    /// What an account that an address names is to the ente.
    fn named(&self, key: &str, rules: &AddressRules<'_>, named: &NamedAccount) -> Answer<'k> {
        let on = |account: &KnownAccount| account.platform == key;
        if let Some(answer) = self.settle(self.accounts(|account| on(account) && account.keys.contains(&named.key))) {
            return answer;
        }
        // The key may be that of another list of the platform's names, or differ in capital letters where those count.
        let bare = |key: &str| {
            let held = key.split_once(' ').map_or("", |(_, held)| held);
            rules.key("", held, false)
        };
        let wanted = bare(&named.key);
        let same = self.accounts(|account| {
            on(account) && self.is_ours(account) && account.keys.iter().any(|known| bare(known) == wanted)
        });
        if !same.is_empty() {
            return said(Verdict::Which, Reason::Form, same);
        }
        let is_code = named.form.and_then(|form| rules.forms.get(form)).is_some_and(|form| form.code);
        // On servers that know each other the server is a part of the name.
        let held = if rules.is_federated() { format!("{}@{}", named.held, named.host) } else { named.held.clone() };
        let near = self
            .accounts(|account| !is_code && on(account) && self.is_ours(account) && similar(&held, &account.handle));
        if !near.is_empty() {
            return Answer { held, ..said(Verdict::NotOurs, Reason::LookAlike, near) };
        }
        self.elsewhere(&named.held)
    }

    /// A handle that is unknown where it is, and may be like one that is ours in another place.
    fn elsewhere(&self, held: &str) -> Answer<'k> {
        let is_like = |account: &KnownAccount| {
            let ours = local(&account.handle);
            !ours.is_empty() && (ours.eq_ignore_ascii_case(held) || similar(held, ours))
        };
        let like = self.accounts(|account| self.is_ours(account) && is_like(account));
        let reason = if like.is_empty() { Reason::Plain } else { Reason::Elsewhere };
        said(Verdict::Unknown, reason, like)
    }

    /// A handle that stands alone: only the platform tells whose it is.
    fn handle(&self, text: &str) -> Option<Answer<'k>> {
        if text.contains([' ', '/']) {
            return None;
        }
        let meant = self.accounts(|account| self.has_handle(account, text));
        if !meant.iter().any(|account| self.is_ours(account)) {
            return self.settle(meant);
        }
        // The name of a server is in the handle: there is no other platform.
        let is_whole = text.trim_start_matches('@').contains('@');
        if is_whole {
            return self.settle(meant);
        }
        let ours = meant.into_iter().filter(|account| self.is_ours(account)).collect();
        Some(said(Verdict::Which, Reason::Platform, ours))
    }

    /// Whether an account has a handle, or a code, by the rules of its platform.
    fn has_handle(&self, account: &KnownAccount, text: &str) -> bool {
        let bare = text.trim_start_matches('@');
        match self.known.platforms.get(account.platform.as_str()) {
            Some(rules) => {
                let key = rules.key_of_handle(bare);
                let is_code = |known: &String| {
                    known.split_once(' ').is_some_and(|(space, held)| !space.is_empty() && held == bare)
                };
                account.keys.contains(&key) || account.keys.iter().any(is_code)
            }
            None => !account.handle.is_empty() && account.handle.eq_ignore_ascii_case(bare),
        }
    }

    /// A name as people say it: whole, or some words of it.
    fn name(&self, text: &str, fits: impl Fn(&KnownAccount) -> bool) -> Option<Answer<'k>> {
        let wanted = folded(text);
        if wanted.len() < 4 {
            return None;
        }
        let is_in = |whole: &str, part: &str| format!(" {whole} ").contains(&format!(" {part} "));
        let ours = |fits_name: &dyn Fn(&str) -> bool| {
            self.accounts(|account| fits(account) && self.is_ours(account) && fits_name(&folded(&account.name)))
        };
        let joined = wanted.replace(' ', "");
        let whole = ours(&|name| name == wanted || name.replace(' ', "") == joined);
        let found = if whole.is_empty() { ours(&|name| is_in(name, &wanted)) } else { whole };
        if !found.is_empty() {
            return Some(said(Verdict::Which, Reason::Name, found.into_iter().take(MOST_NAMED).collect()));
        }
        // Accounts of others are described in a sentence, which holds their name.
        if !wanted.contains(' ') || wanted.len() < 10 {
            return None;
        }
        self.settle(
            self.accounts(|account| fits(account) && !self.is_ours(account) && is_in(&folded(&account.name), &wanted)),
        )
    }

    /// A handle or a name with its platform: "@nome su Instagram", "Facebook: nome".
    fn with_platform(&self, text: &str) -> Option<Answer<'k>> {
        for (key, rules) in &self.known.platforms {
            for name in rules.names.iter().chain([&rules.name]) {
                let Some(rest) = without_name(text, name) else { continue };
                let on = |account: &KnownAccount| account.platform == **key;
                if let Some((digits, is_whole)) = number(&rest).filter(|_| rules.numbers) {
                    return self.number(&digits, is_whole);
                }
                if !rest.contains(' ') {
                    let bare = rest.trim_start_matches('@');
                    let held = bare.to_owned();
                    let key_of = rules.key_of_handle(bare);
                    let named = NamedAccount { form: None, held, host: String::new(), steps: 0, key: key_of };
                    return Some(self.named(key, rules, &named));
                }
                if let Some(answer) = self.name(&rest, on) {
                    return Some(answer);
                }
            }
        }
        None
    }

    /// A handle or a name that is nearly one of ours.
    fn near(&self, text: &str) -> Option<Answer<'k>> {
        let bare = text.trim_start_matches('@');
        if !text.contains(' ') {
            let handles = self.accounts(|account| self.is_ours(account) && similar(bare, local(&account.handle)));
            if !handles.is_empty() {
                return Some(Answer { held: bare.to_owned(), ..said(Verdict::NotOurs, Reason::LookAlike, handles) });
            }
        }
        let wanted = folded(text);
        let names = self.accounts(|account| self.is_ours(account) && similar(&wanted, &folded(&account.name)));
        (!names.is_empty()).then(|| said(Verdict::Which, Reason::Name, names))
    }
}

/// A handle without the name of its server.
fn local(handle: &str) -> &str {
    handle.split('@').next().unwrap_or(handle)
}

/// What is left of a text that begins or ends with a platform's name; `None` when it does not, or when nothing is left.
fn without_name(text: &str, name: &str) -> Option<String> {
    let is_joint = |sign: char| sign.is_whitespace() || ":,-–()".contains(sign);
    let words: Vec<&str> = text.split(is_joint).filter(|word| !word.is_empty()).collect();
    let named: Vec<&str> = name.split(is_joint).filter(|word| !word.is_empty()).collect();
    let same = |part: &[&str]| {
        part.len() == named.len() && part.iter().zip(&named).all(|(one, other)| one.eq_ignore_ascii_case(other))
    };
    let count = named.len();
    if words.len() <= count {
        return None;
    }
    let mut rest = if same(&words[..count]) {
        &words[count..]
    } else if same(&words[words.len() - count..]) {
        &words[..words.len() - count]
    } else {
        return None;
    };
    let is_between = |word: &&str| BETWEEN.iter().any(|between| between.eq_ignore_ascii_case(word));
    while rest.first().is_some_and(is_between) {
        rest = &rest[1..];
    }
    while rest.last().is_some_and(is_between) {
        rest = &rest[..rest.len() - 1];
    }
    (!rest.is_empty()).then(|| rest.join(" "))
}
