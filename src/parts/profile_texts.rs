//! The short text for each account's own description: as much of what matters as the platform has room for.

use super::Scope;
use super::build::{paragraph, section};
use crate::model::{Comments, Listed};
use crate::record::Localized;
use crate::tree::{Block, Kind, text};

pub(super) fn profile_texts(scope: &Scope<'_>) -> Vec<Block> {
    let site = scope.site();
    let words = SharedSentences::new(scope);
    let texts = scope.directory.active.iter().filter_map(|listed| words.of(scope, listed));
    let texts = (1..).zip(texts).map(|(number, text)| text.block(scope, number));
    std::iter::once(paragraph(scope.label("profile.how"), site.accounts.span)).chain(texts).collect()
}

/// What every text says.
struct SharedSentences {
    official: String,
    rules: String,
    brief: Option<String>,
}

struct ProfileText<'s, 'a> {
    listed: &'s Listed<'a>,
    words: String,
    /// Most characters, where that is confirmed.
    limit: Option<usize>,
}

impl SharedSentences {
    fn new(scope: &Scope<'_>) -> Self {
        let site = scope.site();
        let ente = &site.settings.ente;
        // Without an address of its own, the policy is found from the institutional site.
        let (phrase, address) = match &scope.files.home {
            Some(home) => ("profile.rules", home.as_str()),
            None => ("profile.site", ente.site.value.0.as_str()),
        };
        Self {
            official: scope.t_with("profile.official", &[("name", ente.name.read_by(scope.eye))]),
            rules: scope.t_with(phrase, &[("address", address)]),
            brief: site.moderation.channel_text.as_ref().map(|words| scope.plain(words).to_owned()),
        }
    }

    /// The first text that fits into the limit, from the one that says everything to the one that only says whose the account is.
    fn of<'s, 'a>(&self, scope: &Scope<'_>, listed: &'s Listed<'a>) -> Option<ProfileText<'s, 'a>> {
        let (account, platform) = (listed.account, listed.platform);
        let limit = platform.about_characters.as_ref().map(|most| most.value as usize);
        let is_open = account.comments.as_ref().is_none_or(|comments| comments.value != Comments::Closed);
        let (official, rules) = (Some(self.official.as_str()), Some(self.rules.as_str()));
        let purpose = account.purpose.as_ref().map(|words: &Localized| scope.plain(words));
        let brief = self.brief.as_deref().filter(|_| is_open);
        let choices = [
            [official, purpose, brief, rules],
            [official, purpose, rules, None],
            [official, rules, None, None],
            [official, purpose, None, None],
            [official, None, None, None],
        ];
        let words = choices
            .iter()
            .map(|parts| parts.iter().flatten().copied().collect::<Vec<_>>().join(" "))
            .find(|words| limit.is_none_or(|most| words.chars().count() <= most))?;
        // The text is made to fit a limit that is only likely; the page states the limit only where it is confirmed.
        let limit = limit.filter(|_| !platform.is_doubted("about_characters"));
        Some(ProfileText { listed, words, limit })
    }
}

impl ProfileText<'_, '_> {
    fn block(self, scope: &Scope<'_>, number: usize) -> Block {
        let Self { listed, words, limit } = self;
        let span = listed.account.span;
        let characters = words.chars().count().to_string();
        let length = match limit {
            Some(most) => scope.t_with("profile.length", &[("n", &characters), ("most", &most.to_string())]),
            None => scope.t_with("profile.length_unknown", &[("n", &characters)]),
        };
        let mut heading = text(listed.platform.name.value.clone());
        if let Some(name) = &listed.account.name {
            heading.extend([text(": "), scope.name(name)].concat());
        }
        let quote = Kind::Quote(vec![paragraph(text(words), span)]).at(span);
        section(&format!("testo-{number}"), heading, vec![quote, paragraph(text(length), span)], span)
    }
}
