//! Accounts that are in no use any more, and accounts that are not the ente's.

use super::account::Account;
use crate::record::{Date, Localized, Name, Phone, Ref, Text};
use crate::source::Spanned;
use crate::{choice, record};

record! {
    /// An account that was official.
    pub struct ClosedAccount {
        /// The platform's key, or its name when it no longer exists.
        pub platform: Text,
        /// The handle.
        pub handle: Option<Text>,
        /// The address.
        pub url: Option<Text>,
        /// The number.
        pub number: Option<Spanned<Phone>>,
        /// Its name.
        pub name: Option<Name>,
        /// When it was closed.
        pub closed: Option<Spanned<Date>>,
        /// Why.
        pub reason: Option<Localized>,
        /// What took its place: the `id` of an account.
        pub successor: Option<Ref<Account>>,
    }
}

choice! {
    /// Why an account is not the ente's.
    pub enum NotOfficialKind {
        /// The account is a person's own.
        Personal = "personal",
        /// The account pretends to be the ente.
        Fake = "fake",
        /// The account belongs to somebody else: a group of citizens, another body.
        Other = "other",
    }
}

record! {
    /// An account that names the ente and is not its own.
    pub struct NotOfficial {
        /// Why it is not.
        pub kind: Spanned<NotOfficialKind>,
        /// Whose it is.
        pub who: Option<Localized>,
        /// The platform's key.
        pub platform: Option<Text>,
        /// The handle.
        pub handle: Option<Text>,
        /// The address.
        pub url: Option<Text>,
        /// What else there is to know.
        pub note: Option<Localized>,
        /// When it was reported to the platform or the police.
        pub reported_on: Option<Spanned<Date>>,
    }
}
