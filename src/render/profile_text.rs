//! The short text for each account's own description: as much of what matters as the platform has room for.

use crate::content::{Comments, Listed};
use crate::i18n::Language;
use crate::plan::{Directory, Pages, url};
use crate::record::{Field, Localized};
use serde_json::{Value, json};

/// A text for each account: `[{anchor, text, characters, limit}]`; `limit` is empty where nobody knows it.
pub(super) fn profile_texts(pages: &Pages, directory: &Directory<'_>, language: &Language, lang: &str) -> Value {
    let site = &pages.site;
    let eye = site.eye(lang);
    let ente = &site.settings.ente;
    let home = site.settings.base_url.as_ref().map(|base| url::absolute(&base.value.0, "index.html"));
    // Without an address of its own, the policy is found from the institutional site.
    let (phrase, address) = match home {
        Some(home) => ("profile.rules", home),
        None => ("profile.site", ente.site.value.0.clone()),
    };
    let words = |text: Option<&Localized>| text.map(|text| text.read_by(eye).0.value.clone());
    let official = language.phrase("profile.official", &[("name", ente.name.read_by(eye))]);
    let rules = language.phrase(phrase, &[("address", &address)]);
    let brief = words(site.moderation.channel_text.as_ref());
    let accounts = directory.active.iter().filter_map(|Listed { account, platform, anchor, .. }| {
        let limit = platform.about_characters.as_ref().map(|most| most.value as usize);
        let purpose = words(account.purpose.as_ref());
        let is_open = account.comments.as_ref().is_none_or(|comments| comments.value != Comments::Closed);
        let brief = brief.clone().filter(|_| is_open);
        // From everything to the least that still says whose the account is.
        let choices = [
            vec![&official, &purpose, &brief, &rules],
            vec![&official, &purpose, &rules],
            vec![&official, &rules],
            vec![&official, &purpose],
            vec![&official],
        ];
        let text = choices
            .iter()
            .map(|parts| parts.iter().filter_map(|part| part.as_deref()).collect::<Vec<_>>().join(" "))
            .find(|text| limit.is_none_or(|most| text.chars().count() <= most))?;
        Some(json!({
            "anchor": anchor,
            "platform": platform.name.value,
            "name": account.name.as_ref().map(|name| name.seen_by(eye)),
            "text": text,
            "characters": text.chars().count(),
            // The text is cut by what is likely; only what is confirmed is said.
            "limit": limit.filter(|_| !platform.is_doubted("about_characters")),
        }))
    });
    accounts.collect()
}
