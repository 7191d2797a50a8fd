//! Accounts as written into addresses and handles, by the catalogue; what cannot be one is reported at its place.

use super::account::Account;
use super::accounts::Accounts;
use super::other_account::{ClosedAccount, NotOfficial};
use super::platforms::{OTHER, Platforms};
use crate::catalog::{AccountKind, Identity, NotAnAccount, Parsed, Platform};
use crate::diagnostic::{Diagnostic, Key, Message, Report};
use crate::record::{Phone, Text, is_placeholder, unknown_name};
use crate::say;
use crate::source::{Span, Spanned};

/// The fields by which an entry may say which account is meant.
struct SaidOfAccount<'a> {
    handle: Option<&'a Text>,
    url: Option<&'a Text>,
    number: Option<&'a Spanned<Phone>>,
    kind: Option<AccountKind>,
}

pub(super) fn of_accounts(
    accounts: &Accounts,
    platforms: &Platforms<'_>,
    report: &mut Report,
) -> Vec<Option<Identity>> {
    accounts.accounts.iter().map(|account| of_account(account, platforms, report)).collect()
}

fn of_account(account: &Account, platforms: &Platforms<'_>, report: &mut Report) -> Option<Identity> {
    if account.fields.platform.is_wrong() {
        return None;
    }
    let platform = find_platform(&account.platform, platforms, report)?;
    let written = SaidOfAccount {
        handle: account.handle.as_ref(),
        url: account.url.as_ref(),
        number: account.number.as_ref(),
        kind: account.kind.as_ref().map(|kind| kind.value),
    };
    let also: Vec<Identity> = account
        .also
        .iter()
        .filter(|url| !is_placeholder(url))
        .filter_map(|url| platform.from_url(url).map_err(|why| report.push(not_an_account(why, url, platform))).ok())
        .collect();
    let mut identity = resolve(&written, platform, report)?;
    let is_alone = account.handle.as_ref().filter(|_| account.fields.url.is_absent() && !platform.has_numbers());
    if let Some(handle) = is_alone.filter(|_| !platform.could_be_new(&identity.handle)) {
        report.push(unusual(handle, platform));
    }
    for key in also.into_iter().flat_map(|other| other.keys) {
        if !identity.keys.contains(&key) {
            identity.keys.push(key);
        }
    }
    Some(identity)
}

/// A closed account may be on a platform that nobody knows any more: then it stays as it is written.
pub(super) fn of_closed(account: &ClosedAccount, platforms: &Platforms<'_>, report: &mut Report) -> Option<Identity> {
    let written = SaidOfAccount {
        handle: account.handle.as_ref(),
        url: account.url.as_ref(),
        number: account.number.as_ref(),
        kind: None,
    };
    match platforms.called(&account.platform) {
        Some((_, platform)) => resolve(&written, platform, report),
        None => as_written(account.handle.as_ref(), account.url.as_ref()),
    }
}

/// The identity of an account that is not the ente's. The account may be a person's profile, so its form is read and never refused.
pub(super) fn of_not_official(
    account: &NotOfficial,
    platforms: &Platforms<'_>,
    report: &mut Report,
) -> Option<Identity> {
    let name = account.platform.as_ref()?;
    // Fake accounts are also on platforms that no ente uses.
    if account.url.is_some() && platforms.called(name).is_none() && platforms.near(name).is_none() {
        return as_written(account.handle.as_ref(), account.url.as_ref());
    }
    let platform = find_platform(name, platforms, report)?;
    if let Some(url) = &account.url {
        return platform.from_url(url).ok().or_else(|| as_written(None, Some(url)));
    }
    let written = SaidOfAccount { handle: account.handle.as_ref(), url: None, number: None, kind: None };
    resolve(&written, platform, report)
}

/// An account on a platform that nobody has described: what is written is all that is known.
fn as_written(handle: Option<&Text>, url: Option<&Text>) -> Option<Identity> {
    let handle = handle.filter(|handle| !is_placeholder(handle));
    let url = url.filter(|url| !is_placeholder(url));
    if handle.is_none() && url.is_none() {
        return None;
    }
    let keys = url.and_then(|url| Parsed::new(url)).map(|parsed| format!(" {}", parsed.plain()));
    Some(Identity {
        handle: handle.map(|handle| handle.trim().trim_start_matches('@').to_owned()).unwrap_or_default(),
        url: url.map(|url| url.value.clone()).unwrap_or_default(),
        keys: keys.into_iter().collect(),
    })
}

fn find_platform<'p>(name: &Text, platforms: &'p Platforms<'_>, report: &mut Report) -> Option<&'p Platform> {
    let found = platforms.get(&name.value).filter(|_| !platforms.is_broken(&name.value));
    if found.is_some() || is_placeholder(name) || name.value == OTHER || platforms.is_broken(&name.value) {
        return found;
    }
    report.push(match platforms.called(name) {
        Some((key, platform)) => {
            let (written, now) = (&name.value, &platform.name.value);
            Diagnostic::new(
                Key::UnknownPlatform,
                name.span,
                say!("«{written}» nel catalogo è {now}", "“{written}” is {now} in the catalogue"),
            )
            .fix(say!("scrivi «{key}»", "write “{key}”"), name.span, key)
        }
        None => unknown_platform(name, platforms.keys()),
    });
    None
}

/// A platform that nobody has described: what may stand here, and how one that is missing can be listed all the same.
pub(crate) fn unknown_platform<'k>(name: &Text, known: impl Iterator<Item = &'k str>) -> Diagnostic {
    unknown_name(Key::UnknownPlatform, name, known).hint(say!(
        "se è un'altra piattaforma, scrivi «platform: other» e il suo nome in «platform_name:»",
        "if it is another platform, write “platform: other” and its name in “platform_name:”"
    ))
}

fn resolve(written: &SaidOfAccount<'_>, platform: &Platform, report: &mut Report) -> Option<Identity> {
    if [written.handle, written.url].into_iter().flatten().any(|text| is_placeholder(text)) {
        return None;
    }
    if let Some(number) = written.number {
        let found = platform.from_number(&number.value.e164);
        return found.map_err(|_| report.push(no_numbers(number.span, platform))).ok();
    }
    match (written.handle, written.url) {
        (Some(handle), Some(url)) => both(handle, url, platform, report),
        (None, Some(url)) => platform.from_url(url).map_err(|why| report.push(not_an_account(why, url, platform))).ok(),
        // The handle is an address: people paste what they have at hand.
        (Some(handle), None) if handle.contains('/') => {
            let found = platform.from_url(handle);
            report.push(
                Diagnostic::new(
                    Key::NotAnAccount,
                    handle.span,
                    say!("questo è un indirizzo, non un nome di account", "this is an address, not a handle"),
                )
                .hint(say!(
                    "scrivilo dopo «url:», oppure lascia solo il nome",
                    "write it after “url:”, or leave the name only"
                )),
            );
            found.ok()
        }
        (Some(handle), None) => {
            let found = platform.from_handle(handle, written.kind);
            found.map_err(|why| report.push(not_an_account(why, handle, platform))).ok()
        }
        (None, None) => None,
    }
}

/// An account with both a handle and an address: the address says which account is meant, and the handle is kept as it is written. Both are
/// needed where the names of a server have another domain than its pages.
fn both(handle: &Text, url: &Text, platform: &Platform, report: &mut Report) -> Option<Identity> {
    let mut identity = platform.from_url(url).map_err(|why| report.push(not_an_account(why, url, platform))).ok()?;
    let written = handle.trim().trim_start_matches('@');
    let by_handle = platform.from_handle(handle, None).ok();
    let local = |handle: &str| handle.split('@').next().unwrap_or_default().to_lowercase();
    let differs = match &by_handle {
        Some(_) if platform.is_federated() => local(written) != local(&identity.handle),
        Some(found) => {
            let in_one_list = found
                .keys
                .first()
                .zip(identity.keys.first())
                .is_some_and(|(one, other)| one.split(' ').next() == other.split(' ').next());
            in_one_list && found.keys != identity.keys
        }
        None => !identity.handle.is_empty() && !written.eq_ignore_ascii_case(&identity.handle),
    };
    if differs {
        let other = Some(&identity.handle).filter(|handle| !handle.is_empty()).unwrap_or(&identity.url);
        report.push(
            Diagnostic::new(
                Key::TwoAccounts,
                url.span,
                say!(
                    "l'indirizzo è di «{other}», ma qui si chiama «{written}»",
                    "the address is that of “{other}”, but it is called “{written}” here"
                ),
            )
            .see(handle.span, say!("il nome è qui", "the name is here"))
            .hint(say!(
                "tieni solo uno dei due: l'altro si ricava da solo",
                "keep one of the two: the other follows from it"
            )),
        );
    }
    // Where the address holds an internal code, the handle beside it was never compared with the address: the handle is shown and proves
    // nothing.
    if let Some(found) = by_handle.filter(|_| platform.is_federated()) {
        identity.keys.extend(found.keys.into_iter().filter(|key| !identity.keys.contains(key)).collect::<Vec<_>>());
    }
    written.clone_into(&mut identity.handle);
    Some(identity)
}

fn no_numbers(at: Span, platform: &Platform) -> Diagnostic {
    let name = &platform.name.value;
    Diagnostic::new(
        Key::NotAnAccount,
        at,
        say!("su {name} gli account non sono numeri di telefono", "accounts on {name} are not telephone numbers"),
    )
    .hint(say!("scrivi «handle:» o «url:»", "write “handle:” or “url:”"))
}

/// A handle that nobody could choose today. It may be older than the rule, so this stops nothing.
fn unusual(handle: &Text, platform: &Platform) -> Diagnostic {
    let (name, text) = (&platform.name.value, &handle.value);
    let rule = platform.handle.as_ref();
    let (min, max) = (rule.map_or(1, |rule| rule.min.value), rule.map_or(100, |rule| rule.max.value));
    Diagnostic::new(
        Key::UnusualHandle,
        handle.span,
        say!(
            "«{text}» è un nome insolito: oggi su {name} un nome nuovo ha da {min} a {max} caratteri",
            "“{text}” is an unusual name: today a new name on {name} has {min} to {max} characters"
        ),
    )
    .hint(say!(
        "se l'account esiste va bene così; per togliere questo consiglio scrivi il suo indirizzo dopo «url:», al posto di «handle:»",
        "if the account exists this is right; to silence this advice write its address after “url:” in place of “handle:”"
    ))
}

#[expect(clippy::too_many_lines, reason = "a table: what to say of each reason, and nothing else")]
pub(crate) fn not_an_account(why: NotAnAccount, written: &Text, platform: &Platform) -> Diagnostic {
    let name = &platform.name.value;
    let text = &written.value;
    let rule = Key::NotAnAccount;
    let error = |message| Diagnostic::new(rule, written.span, message);
    match why {
        NotAnAccount::NotAnAddress => error(say!("«{text}» non è un indirizzo web", "“{text}” is not a web address"))
            .hint(say!(
                "copia l'indirizzo dalla barra del browser: comincia con https://",
                "copy the address from the browser's bar: it begins with https://"
            )),
        NotAnAccount::Deceives(deceit, latin) => {
            let found = error(deceit.message());
            match latin {
                Some(latin) => found.fix(say!("forse è «{latin}»", "perhaps it is “{latin}”"), written.span, latin),
                None => found.hint(deceit.remedy()),
            }
        }
        NotAnAccount::OtherHost(hosts) => {
            let hosts = hosts.join(", ");
            error(say!("questo indirizzo non è di {name}", "this address is not one of {name}")).hint(say!(
                "un indirizzo di {name} è su: {hosts}; controlla anche «platform:»",
                "an address of {name} is on: {hosts}; check “platform:” too"
            ))
        }
        NotAnAccount::Post => error(say!(
            "questo indirizzo porta a un post, non a un account di {name}",
            "this address leads to a post, not to an account of {name}"
        ))
        .hint(main_page()),
        NotAnAccount::Reserved(word) => error(say!(
            "su {name} «{word}» è una pagina della piattaforma, non un account",
            "on {name} “{word}” is a page of the platform, not an account"
        ))
        .hint(main_page()),
        NotAnAccount::Front => error(say!(
            "questa è la pagina iniziale di {name}: manca l'account",
            "this is the front page of {name}: the account is missing"
        ))
        .hint(main_page()),
        NotAnAccount::UnknownShape(shapes) => {
            let shapes = shapes.join(", ");
            error(say!(
                "in questo indirizzo non troviamo il nome di un account di {name}",
                "we find no account's name of {name} in this address"
            ))
            .hint(say!(
                "gli indirizzi che conosciamo sono come: {shapes}; apri la pagina principale dell'account e copia il suo",
                "the addresses that we know look like: {shapes}; open the account's main page and copy its address"
            ))
        }
        NotAnAccount::OtherServer(full) => error(say!(
            "questo è il profilo di «{full}» come lo mostra un altro server",
            "this is the profile of “{full}” as another server shows it"
        ))
        .hint(say!(
            "apri il profilo sul suo server e copia quell'indirizzo, o scrivi «handle: \"@{full}\"»",
            "open the profile on its own server and copy that address, or write “handle: \"@{full}\"”"
        )),
        NotAnAccount::Personal => error(say!(
            "questo è il profilo di una persona, non di un ente",
            "this is the profile of a person, not of a public body"
        ))
        .hint(say!(
            "se è un profilo personale, mettilo in «not_official:»; l'ente usa una pagina o un canale",
            "a personal profile belongs in “not_official:”; a public body uses a page or a channel"
        )),
        NotAnAccount::BadHandle(handle, mended) => {
            let diagnostic = error(say!(
                "«{handle}» ha segni che su {name} un nome di account non ha",
                "“{handle}” has signs that a handle on {name} has not"
            ));
            match mended {
                Some(mended) => diagnostic.fix(
                    say!(
                        "forse è «{mended}»: controlla sulla piattaforma",
                        "perhaps it is “{mended}”: check on the platform"
                    ),
                    written.span,
                    mended,
                ),
                None => diagnostic.hint(say!(
                    "copia l'indirizzo dell'account e scrivilo dopo «url:»",
                    "copy the account's address and write it after “url:”"
                )),
            }
        }
        NotAnAccount::NoForm => error(say!(
            "su {name} l'indirizzo di questo tipo di account non si ricava dal nome",
            "on {name} the address of this kind of account does not follow from a handle"
        ))
        .hint(say!("scrivi l'indirizzo intero dopo «url:»", "write the whole address after “url:”")),
    }
}

fn main_page() -> Message {
    say!(
        "apri la pagina principale dell'account e copia il suo indirizzo",
        "open the account's main page and copy its address"
    )
}
