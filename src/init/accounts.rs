//! The platforms in use, as somebody typed them, into accounts: a platform's name, `platform:handle`, or an address.

use super::Answers;
use crate::catalog::{AccountKind, Catalog, Identity, Parsed, Platform};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{OTHER, not_an_account, unknown_platform};
use crate::record::{PLACEHOLDER, Phone, Scalar, Text};
use crate::say;
use serde::Serialize;

/// An account for the new folder. Just one of handle, address and number is written.
#[derive(Serialize)]
pub(super) struct Draft {
    pub platform: String,
    /// The name of a platform outside the catalogue.
    pub platform_name: Option<String>,
    pub kind: Option<&'static str>,
    pub handle: Option<String>,
    pub url: Option<String>,
    pub number: Option<String>,
    /// A name of the account's own, where an account before it is on the same platform.
    pub id: Option<String>,
}

/// Platforms on which the starter's accounts (`data/accounts.yaml`) take no comments.
const WITHOUT_COMMENTS: [&str; 7] = ["podcast", "spotify", "telegram", "whatsapp", "signal", "io", "municipium"];

impl Draft {
    /// What the starter's marks may call this account: by its platform, by its platform with its kind, and by the comments that it takes.
    pub(super) fn marks(&self) -> impl Iterator<Item = String> + use<> {
        let takes_comments = !WITHOUT_COMMENTS.contains(&self.platform.as_str());
        let names = [self.platform.clone(), format!("{} {}", self.platform, self.kind.unwrap_or_default())];
        names.into_iter().chain(takes_comments.then(|| "commenti".to_owned()))
    }
}

pub(super) fn drafts(answers: &Answers, catalog: &Catalog, report: &mut Report) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for typed in &answers.platforms {
        let Some(mut draft) = draft(typed, catalog, report) else { continue };
        let before = drafts.iter().filter(|other| other.platform == draft.platform).count();
        draft.id = (before > 0).then(|| format!("{}-{}", draft.platform, before + 1));
        drafts.push(draft);
    }
    if answers.platforms.is_empty() {
        let to_fill_in = PLACEHOLDER.to_owned();
        let handle = Some(to_fill_in.clone());
        drafts.push(Draft {
            platform: to_fill_in,
            platform_name: None,
            kind: None,
            handle,
            url: None,
            number: None,
            id: None,
        });
    }
    drafts
}

pub(super) fn draft(typed: &Text, catalog: &Catalog, report: &mut Report) -> Option<Draft> {
    let text = typed.value.trim();
    // "facebook:nome", "Facebook @nome".
    let (name, rest) = match text.split_once(':').or_else(|| text.split_once(char::is_whitespace)) {
        Some((name, rest)) if !rest.starts_with("//") => {
            (name.trim(), Some(rest.trim()).filter(|rest| !rest.is_empty()))
        }
        _ => (text, None),
    };
    let Some((key, platform)) = catalog.platforms.iter().find(|(key, platform)| platform.is_called(key, name)) else {
        let is_address = text.contains('/');
        let Some(parsed) = Parsed::new(text).filter(|_| is_address) else {
            let known = catalog.platforms.keys().map(String::as_str);
            report.push(unknown_platform(&Text::new(name.to_owned(), typed.span), known));
            return None;
        };
        return match catalog.platforms.iter().find(|(_, platform)| platform.owns_host(&parsed.host)) {
            Some(found) => by_address(found, text, typed, report),
            // Nobody knows what an address is on a host that nobody has described: the host may be a server of the fediverse.
            None => Some(Draft {
                platform_name: Some(format!("{PLACEHOLDER} ({})", parsed.host)),
                url: Some(parsed.whole),
                ..empty(OTHER, AccountKind::Page)
            }),
        };
    };
    let Some(rest) = rest else {
        let to_fill_in = Some(PLACEHOLDER.to_owned());
        return Some(if platform.has_numbers() {
            Draft { number: to_fill_in, ..empty(key, AccountKind::Broadcast) }
        } else if platform.has_any_address() {
            Draft { url: to_fill_in, ..empty(key, platform.usual_kind()) }
        } else {
            Draft { handle: to_fill_in, ..empty(key, platform.usual_kind()) }
        });
    };
    if rest.contains("://") || rest.contains('/') {
        return by_address((key, platform), rest, typed, report);
    }
    if platform.has_numbers() {
        return match <Phone as Scalar>::parse(rest, false) {
            Ok(phone) => Some(Draft { number: Some(phone.written), ..empty(key, AccountKind::Broadcast) }),
            Err(wrong) => {
                // The finding's own fix is for the number alone, and would take the place of the whole answer.
                report.push(Diagnostic { hints: Vec::new(), ..wrong.at(typed.span) }.hint(say!(
                    "scrivi «{key}:» e il numero con il prefisso, per esempio {key}:+39 333 1234567",
                    "write “{key}:” and the number with its country code, such as {key}:+39 333 1234567"
                )));
                None
            }
        };
    }
    match platform.from_handle(rest, None) {
        Ok(identity) => Some(Draft { handle: Some(identity.handle), ..empty(key, platform.usual_kind()) }),
        Err(why) => {
            report.push(not_an_account(why, typed, platform));
            None
        }
    }
}

/// An account by its address, which also tells what it is on its platform.
fn by_address(
    (key, platform): (&String, &Platform),
    address: &str,
    typed: &Text,
    report: &mut Report,
) -> Option<Draft> {
    let kind = platform.kind_of_url(address);
    match platform.from_url(address) {
        Ok(identity) if platform.has_numbers() && !identity.handle.is_empty() => {
            Some(Draft { number: Some(identity.handle), ..empty(key, AccountKind::Broadcast) })
        }
        Ok(identity) => {
            let draft = empty(key, kind.unwrap_or_else(|| platform.usual_kind()));
            // A handle is written only where it leads back to the same address, and is none that somebody could take for a slip; otherwise
            // the address is written.
            let leads_back = |identity: &Identity| {
                platform.could_be_new(&identity.handle)
                    && platform.from_handle(&identity.handle, kind).is_ok_and(|found| found.url == identity.url)
            };
            Some(if leads_back(&identity) {
                Draft { handle: Some(identity.handle), ..draft }
            } else {
                Draft { url: Some(identity.url), ..draft }
            })
        }
        Err(why) => {
            report.push(not_an_account(why, typed, platform));
            None
        }
    }
}

fn empty(key: &str, kind: AccountKind) -> Draft {
    Draft {
        platform: key.to_owned(),
        platform_name: None,
        kind: Some(kind.word()),
        handle: None,
        url: None,
        number: None,
        id: None,
    }
}
