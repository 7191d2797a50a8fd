//! What was found for accounts while the site was read.

use crate::catalog::Identity;

/// What was found for one account.
#[derive(Clone, Debug)]
pub(super) struct FoundAccount {
    /// Its handle and address; `None` where there are none to be had.
    pub identity: Option<Identity>,
    /// Its anchor: see [`super::anchors`].
    pub anchor: String,
}

/// What was found for the accounts of the three lists of `accounts.yaml`, each in the order of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct FoundAccounts {
    pub official: Vec<FoundAccount>,
    pub closed: Vec<FoundAccount>,
    pub not_official: Vec<FoundAccount>,
}
