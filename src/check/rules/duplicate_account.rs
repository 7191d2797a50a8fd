//! Two entries for one account, two accounts with one name, or an account that is the ente's in one list and not in another.

use crate::catalog::Identity;
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::{NotOurs, Official};
use crate::say;
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule { key: Key::DuplicateAccount, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let site = context.site;
    let mut addresses = BTreeMap::new();
    let mut names = BTreeMap::new();
    for Official { account, identity, .. } in site.official() {
        inspection.at(account);
        let place = account.named_at();
        if let Some(identity) = identity {
            // A broadcast list and a number may share the telephone number.
            let kind = account.kind.as_ref().map(|kind| kind.value);
            let keys = identity.keys.iter().map(|key| (account.platform.value.as_str(), key.as_str(), kind));
            let first =
                keys.filter_map(|key| addresses.insert(key, place)).fold(None, |first, other| first.or(Some(other)));
            if let Some(first) = first {
                let url = &identity.url;
                inspection.push(
                    Diagnostic::new(
                        RULE.key,
                        place,
                        say!("questo account è scritto due volte: {url}", "this account is written twice: {url}"),
                    )
                    .see(first, say!("la prima volta è qui", "the first time is here"))
                    .hint(say!("tieni una sola voce", "keep one entry")),
                );
                continue;
            }
        }
        let name = account.own_anchor(identity);
        let place = account.id.as_ref().map_or(place, |id| id.span);
        if let Some(first) = names.insert(name.clone(), place) {
            inspection.push(
                Diagnostic::new(
                    RULE.key,
                    place,
                    say!("due account si chiamano «{name}»", "two accounts are called “{name}”"),
                )
                .see(first, say!("l'altro è qui", "the other is here"))
                .hint(say!("dai a uno dei due un «id:» diverso", "give one of the two another “id:”")),
            );
        }
    }
    contradictions(context, inspection);
}

/// An account among the official ones and among those that are not: whoever asks the page would be told that it is false.
fn contradictions(context: &Context<'_>, inspection: &mut Inspection) {
    let site = context.site;
    for NotOurs { account, identity, platform, .. } in site.not_ours(context.catalog) {
        let (Some((key, _)), Some(identity)) = (platform, identity) else { continue };
        let is_same = |official: &Official<'_>| {
            let has_key = |own: &Identity| own.keys.iter().any(|key| identity.keys.contains(key));
            official.account.platform.value == key && official.identity.is_some_and(has_key)
        };
        if let Some(Official { account: official, .. }) = site.official().find(is_same) {
            let place = account.url.as_ref().or(account.handle.as_ref()).map_or(account.span, |text| text.span);
            inspection.push(
                Diagnostic::new(
                    RULE.key,
                    place,
                    say!("questo account è anche tra quelli ufficiali", "this account is among the official ones too"),
                )
                .see(official.named_at(), say!("qui è ufficiale", "here it is official"))
                .hint(say!("toglilo da uno dei due elenchi", "remove it from one of the two lists")),
            );
        }
    }
}
