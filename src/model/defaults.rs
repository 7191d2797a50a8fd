//! What holds for every account that does not say otherwise.

use super::account::{Account, Comments, Direction, Format, Manager, Requests};
use super::informativa::Informativa;
use crate::catalog::{AccountKind, Platform, Readers};
use crate::record;
use crate::record::{Hours, LanguageTag, Localized, Ref, Written};
use crate::source::Spanned;

record! {
    /// What holds for every account that does not say otherwise.
    pub struct Defaults {
        /// Who manages it.
        pub manager: Option<Manager>,
        /// In which languages it writes.
        pub languages: Vec<Spanned<LanguageTag>>,
        /// In which forms it publishes.
        pub formats: Vec<Spanned<Format>>,
        /// What happens to requests.
        pub requests: Option<Spanned<Requests>>,
        /// Whether people may comment.
        pub comments: Option<Spanned<Comments>>,
        /// When somebody answers.
        pub hours: Option<Hours>,
        /// How soon an answer comes.
        pub response: Option<Localized>,
        /// Whether it carries emergency notices.
        pub emergency: Option<Spanned<bool>>,
        /// Whether people without an account of the platform can read it.
        pub readable_by: Option<Spanned<Readers>>,
        /// Whether the ente listens.
        pub direction: Option<Spanned<Direction>>,
        /// The notice that covers it.
        pub informativa: Option<Ref<Informativa>>,
    }
}

impl Account {
    /// Fills the fields that the account leaves out from the defaults, but for those that cannot hold on its platform. A field that the
    /// account has wrong stays wrong; a field that the defaults have wrong is wrong in every account that takes it from them.
    pub(super) fn complete(&mut self, defaults: Option<&Defaults>, platform: Option<&Platform>) {
        // Even without defaults of the site's own, a platform has some: who can read it.
        let readers = platform.and_then(|platform| platform.readers(self.kind_on(platform)));
        if let Some(readers) = readers.filter(|_| self.fields.readable_by.is_absent()) {
            self.fields.readable_by = Written::Given(readers.span);
            self.readable_by = Some(readers.clone());
        }
        let Some(defaults) = defaults else { return };
        macro_rules! take {
            ($field:ident) => {
                take!($field, |_| true)
            };
            ($field:ident, $fits:expr) => {
                if self.fields.$field.is_absent() {
                    self.$field = defaults.$field.as_ref().filter($fits).cloned();
                    if self.$field.is_some() || defaults.fields.$field.is_wrong() {
                        self.fields.$field = defaults.fields.$field;
                    }
                }
            };
        }
        let without = |has_no: fn(&Platform, AccountKind) -> bool| {
            platform.is_some_and(|platform| has_no(platform, self.kind_on(platform)))
        };
        let (no_messages, no_comments) = (without(Platform::has_no_messages), without(Platform::has_no_comments));
        let nobody_writes = no_messages && no_comments;
        take!(manager);
        // Where nobody can write to an account, requests cannot arrive there, so that a default is taken only when it refuses them.
        take!(requests, |requests| !nobody_writes || requests.value == Requests::Refused);
        take!(comments, |_| !no_comments);
        take!(hours);
        take!(response);
        take!(emergency);
        take!(readable_by);
        take!(direction, |direction| !no_messages || direction.value == Direction::OneWay);
        take!(informativa);
        if self.languages.is_empty() && !self.fields.languages.is_wrong() {
            self.languages.clone_from(&defaults.languages);
            self.fields.languages = defaults.fields.languages;
        }
        if self.formats.is_empty() && !self.fields.formats.is_wrong() {
            self.formats.clone_from(&defaults.formats);
            self.fields.formats = defaults.fields.formats;
        }
    }
}
