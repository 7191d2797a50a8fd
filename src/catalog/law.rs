//! Laws and decisions that no longer hold, whole or in some articles, and what holds instead. How they are named is data of the language:
//! `phrases/LANG/repealed-law.yaml`.

use crate::record;
use crate::record::{Date, Keyed, Localized, Text};
use crate::source::Spanned;

record! {
    /// The file `laws.yaml`.
    pub struct Laws {
        /// The laws by key: the names of the frames that find them.
        pub laws: Keyed<Law>,
    }
}

record! {
    /// A law, a directive or a decision of which something no longer holds.
    pub struct Law {
        /// Its name, as a message says it.
        pub name: Localized,
        /// The articles that no longer hold; without any, nothing of it does.
        pub repealed: Vec<RepealedArticles>,
        /// Since when.
        pub since: Spanned<Date>,
        /// What put an end to it.
        pub by: Text,
        /// What holds instead.
        pub instead: Localized,
        /// When somebody last checked this.
        pub checked_on: Spanned<Date>,
        /// Where the facts come from.
        pub sources: Vec<Text>,
        /// Which parts are not confirmed by a source that was read.
        pub unverified: Option<Text>,
    }
}

record! {
    /// Articles of a law that no longer hold.
    pub struct RepealedArticles {
        /// One article, `54-bis`, or the first and the last of several: `7-10`.
        pub articles: Text,
        /// What holds instead of these.
        pub instead: Option<Localized>,
    }
}

impl Law {
    /// What holds instead of an article, such as `13` or `54-bis`, that no longer holds; `None` where the article holds. Nothing of a law
    /// without a list holds.
    #[must_use]
    pub fn instead_of(&self, article: &str) -> Option<&Localized> {
        let all = self.repealed.is_empty().then_some(&self.instead);
        let some = || {
            let found = self.repealed.iter().find(|repealed| repealed.holds(article));
            found.map(|repealed| repealed.instead.as_ref().unwrap_or(&self.instead))
        };
        all.or_else(some)
    }
}

impl RepealedArticles {
    fn holds(&self, article: &str) -> bool {
        let ends = self.articles.value.split_once('-').and_then(|(first, last)| {
            Some((first.parse::<u32>().ok()?, last.parse::<u32>().ok()?, article.parse::<u32>().ok()?))
        });
        ends.map_or(self.articles.value == article, |(first, last, article)| (first..=last).contains(&article))
    }
}
