//! Accounts as written into addresses and handles, by the catalogue; what cannot be one is reported at its place.

use super::account::{Account, Accounts};
use super::other_account::{ClosedAccount, NotOfficial};
use crate::catalog::{AccountKind, Catalog, Identity, NotAnAccount, Platform};
use crate::diagnostic::{Diagnostic, Report};
use crate::record::{Phone, Text, is_placeholder, unknown_name};
use crate::say;
use crate::source::Spanned;

/// The three ways to say which account it is.
struct Written<'a> {
    handle: Option<&'a Text>,
    url: Option<&'a Text>,
    number: Option<&'a Spanned<Phone>>,
    kind: Option<AccountKind>,
}

pub(super) fn of_accounts(accounts: &Accounts, catalog: &Catalog, report: &mut Report) -> Vec<Option<Identity>> {
    accounts.accounts.iter().map(|account| of_account(account, catalog, report)).collect()
}

fn of_account(account: &Account, catalog: &Catalog, report: &mut Report) -> Option<Identity> {
    let platform = find_platform(&account.platform, catalog, report)?;
    let written = Written {
        handle: account.handle.as_ref(),
        url: account.url.as_ref(),
        number: account.number.as_ref(),
        kind: account.kind.as_ref().map(|kind| kind.value),
    };
    resolve(&written, platform, report)
}

/// A closed account may be on a platform that the catalogue does not know (any more): then its address stays as written.
pub(super) fn of_closed(account: &ClosedAccount, catalog: &Catalog, report: &mut Report) -> Option<Identity> {
    let written = Written {
        handle: account.handle.as_ref(),
        url: account.url.as_ref(),
        number: account.number.as_ref(),
        kind: None,
    };
    match catalog.platforms.get(&account.platform.value) {
        Some(platform) => resolve(&written, platform, report),
        None => None,
    }
}

/// An account of others may be a person's profile, so only its form is read, never refused.
pub(super) fn of_not_official(account: &NotOfficial, catalog: &Catalog, report: &mut Report) -> Option<Identity> {
    let platform = find_platform(account.platform.as_ref()?, catalog, report)?;
    if let Some(url) = &account.url {
        return Some(
            platform.from_url(url).unwrap_or_else(|_| Identity { handle: String::new(), url: url.value.clone() }),
        );
    }
    let written = Written { handle: account.handle.as_ref(), url: None, number: None, kind: None };
    resolve(&written, platform, report)
}

fn find_platform<'c>(name: &Text, catalog: &'c Catalog, report: &mut Report) -> Option<&'c Platform> {
    let found = catalog.platforms.get(&name.value);
    if found.is_some() || is_placeholder(name) {
        return found;
    }
    let same = |other: &str| other.eq_ignore_ascii_case(&name.value);
    let today = catalog.platforms.iter().find(|(key, platform)| {
        same(key) || same(&platform.name) || platform.other_names.iter().any(|other| same(other))
    });
    report.push(match today {
        Some((key, platform)) => {
            let (written, now) = (&name.value, &platform.name.value);
            Diagnostic::error(
                "unknown-platform",
                name.span,
                say!("«{written}» nel catalogo è {now}", "“{written}” is {now} in the catalogue"),
            )
            .fix(say!("scrivi «{key}»", "write “{key}”"), name.span, key)
        }
        None => unknown_name("unknown-platform", name, catalog.platforms.keys().map(String::as_str)),
    });
    None
}

fn resolve(written: &Written<'_>, platform: &Platform, report: &mut Report) -> Option<Identity> {
    if [written.handle, written.url].into_iter().flatten().any(|text| is_placeholder(text)) {
        return None;
    }
    if let Some(number) = written.number {
        let found = platform.from_number(&number.value.e164);
        return found
            .map_err(|_| {
                let name = &platform.name.value;
                report.push(
                    Diagnostic::error(
                        "not-an-account",
                        number.span,
                        say!(
                            "su {name} gli account non sono numeri di telefono",
                            "accounts on {name} are not telephone numbers"
                        ),
                    )
                    .hint(say!("scrivi «handle:» o «url:»", "write “handle:” or “url:”")),
                );
            })
            .ok();
    }
    match (written.handle, written.url) {
        (Some(handle), Some(url)) => {
            let by_handle = platform
                .from_handle(handle, written.kind)
                .map_err(|why| report.push(not_an_account(why, handle, platform)));
            let by_url = platform.from_url(url).map_err(|why| report.push(not_an_account(why, url, platform)));
            let (by_handle, by_url) = (by_handle.ok()?, by_url.ok()?);
            if !by_url.handle.is_empty() && by_handle.handle != by_url.handle {
                let (one, other) = (&by_handle.handle, &by_url.handle);
                report.push(
                    Diagnostic::error(
                        "two-accounts",
                        url.span,
                        say!(
                            "l'indirizzo è di «{other}», ma qui si chiama «{one}»",
                            "the address is that of “{other}”, but it is called “{one}” here"
                        ),
                    )
                    .see(handle.span, say!("il nome è qui", "the name is here"))
                    .hint(say!(
                        "tieni solo uno dei due: l'altro si ricava da solo",
                        "keep one of the two: the other follows from it"
                    )),
                );
            }
            Some(Identity { handle: by_handle.handle, url: by_url.url })
        }
        (None, Some(url)) => platform.from_url(url).map_err(|why| report.push(not_an_account(why, url, platform))).ok(),
        // A handle that is an address: people paste what they have.
        (Some(handle), None) if handle.contains('/') => {
            let found = platform.from_url(handle);
            report.push(
                Diagnostic::error(
                    "not-an-account",
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
        (Some(handle), None) => platform
            .from_handle(handle, written.kind)
            .map_err(|why| report.push(not_an_account(why, handle, platform)))
            .ok(),
        (None, None) => None,
    }
}

pub(crate) fn not_an_account(why: NotAnAccount, written: &Text, platform: &Platform) -> Diagnostic {
    let name = &platform.name.value;
    let text = &written.value;
    let rule = "not-an-account";
    let error = |message| Diagnostic::error(rule, written.span, message);
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
        NotAnAccount::SomethingElse => error(say!(
            "questo indirizzo porta a un post, a una ricerca o a un accesso, non a un account di {name}",
            "this address leads to a post, a search or a login, not to an account of {name}"
        ))
        .hint(say!(
            "apri la pagina principale dell'account e copia il suo indirizzo",
            "open the account's main page and copy its address"
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
                "«{handle}» non può essere un nome di account su {name}",
                "“{handle}” cannot be a handle on {name}"
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
                    "copia il nome che sta nell'indirizzo dell'account, senza spazi",
                    "copy the name in the account's address, without spaces"
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
