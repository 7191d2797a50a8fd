//! The platforms in use, as somebody typed them, into accounts: a platform's name, `platform:handle`, or an address.

use super::Answers;
use crate::catalog::{AccountKind, Catalog};
use crate::content::not_an_account;
use crate::diagnostic::Report;
use crate::record::{PLACEHOLDER, Phone, Scalar, Text, unknown_name};
use serde::Serialize;

/// An account for the new folder. Just one of handle, address and number is written.
#[derive(Serialize)]
pub(super) struct Draft {
    pub platform: String,
    pub kind: Option<&'static str>,
    pub handle: Option<String>,
    pub url: Option<String>,
    pub number: Option<String>,
    /// The same platform once more: it needs a name of its own.
    pub id: Option<String>,
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
        drafts.push(Draft { platform: to_fill_in, kind: None, handle, url: None, number: None, id: None });
    }
    drafts
}

pub(super) fn draft(typed: &Text, catalog: &Catalog, report: &mut Report) -> Option<Draft> {
    let text = typed.value.trim();
    let (name, rest) = match text.split_once(':') {
        Some((name, rest)) if !rest.starts_with("//") => {
            (name.trim(), Some(rest.trim()).filter(|rest| !rest.is_empty()))
        }
        _ => (text, None),
    };
    let is_address = text.contains("://") || rest.is_none() && text.contains('.');
    if is_address {
        let host = text.split("://").last().unwrap_or(text).split('/').next().unwrap_or_default().to_lowercase();
        let found = catalog.platforms.iter().find(|(_, platform)| platform.owns_host(&host));
        // An address on no platform's host: the fediverse has any.
        let (key, platform) = match found {
            Some(found) => found,
            None if text.contains("/@") => catalog.platforms.iter().find(|(key, _)| *key == "mastodon")?,
            None => {
                report.push(unknown_platform(typed, &host, catalog));
                return None;
            }
        };
        return match platform.from_url(text) {
            Ok(identity) if platform.has_numbers() && !identity.handle.is_empty() => {
                Some(Draft { number: Some(identity.handle), ..empty(key, AccountKind::Broadcast) })
            }
            Ok(identity) if identity.handle.is_empty() => {
                Some(Draft { url: Some(identity.url), ..empty(key, platform.usual_kind()) })
            }
            Ok(identity) => Some(Draft { handle: Some(identity.handle), ..empty(key, platform.usual_kind()) }),
            Err(why) => {
                report.push(not_an_account(why, typed, platform));
                None
            }
        };
    }
    let same = |other: &str| other.eq_ignore_ascii_case(name);
    let found = catalog.platforms.iter().find(|(key, platform)| {
        same(key) || same(&platform.name) || platform.other_names.iter().any(|other| same(other))
    });
    let Some((key, platform)) = found else {
        report.push(unknown_platform(typed, name, catalog));
        return None;
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
    if platform.has_numbers() {
        return match <Phone as Scalar>::parse(rest, false) {
            Ok(phone) => Some(Draft { number: Some(phone.written), ..empty(key, AccountKind::Broadcast) }),
            Err(wrong) => {
                report.push(wrong.at(typed.span));
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

fn empty(key: &str, kind: AccountKind) -> Draft {
    Draft { platform: key.to_owned(), kind: Some(kind.word()), handle: None, url: None, number: None, id: None }
}

fn unknown_platform(typed: &Text, name: &str, catalog: &Catalog) -> crate::diagnostic::Diagnostic {
    let name = Text::new(name.to_owned(), typed.span);
    unknown_name("unknown-platform", &name, catalog.platforms.keys().map(String::as_str))
}
