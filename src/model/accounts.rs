//! `accounts.yaml`: the official accounts, the closed ones, and those that are not the ente's.

use super::account::{Account, Manager};
use super::defaults::Defaults;
use super::other_account::{ClosedAccount, NotOfficial};
use crate::record;
use crate::record::Localized;

record! {
    /// The file `accounts.yaml`.
    pub struct Accounts {
        /// What holds for every account that does not say otherwise.
        pub defaults: Option<Defaults>,
        /// Official accounts.
        pub accounts: Vec<Account>,
        /// Accounts that were official and are closed.
        pub closed: Vec<ClosedAccount>,
        /// Accounts that name the ente and are not its own.
        pub not_official: Vec<NotOfficial>,
        /// What is and is not published on the accounts.
        pub contents: Option<Contents>,
        /// Who manages which kind of account.
        pub management: Vec<Management>,
        /// How an account is opened, step by step.
        pub opening: Vec<Localized>,
    }
}

record! {
    /// What is and is not published.
    pub struct Contents {
        /// What is.
        pub published: Vec<Localized>,
        /// What is not.
        pub not_published: Vec<Localized>,
        /// What of others is shared again, and after which check.
        pub reshared: Option<Localized>,
        /// Whose the advertising beside the contents is.
        pub advertising: Option<Localized>,
    }
}

record! {
    /// Who manages a kind of account.
    pub struct Management {
        /// Which accounts.
        pub what: Localized,
        /// Who.
        pub manager: Manager,
    }
}
