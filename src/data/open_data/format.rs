//! What `accounts.json` says, field by field. The schema that is published beside it and the columns of `accounts.csv` come from here.
//! Fields may be added within a version of the format; none is removed or changes its meaning.

use super::described::{Address, Always, If, Word, described};
use crate::catalog::AccountKind;
use crate::choice;
use crate::model::Requests;

described! {
    /// The official social media and messaging accounts of a public body, open and closed. An account that is not listed here is not
    /// official. accounts.csv says the same for spreadsheets: there a cell that begins with =, +, - or @ has an apostrophe in front,
    /// which a program takes away. Field names follow the U.S. Digital Registry where it has them.
    pub(super) struct OpenData {
        /// The address of this schema, relative to the file.
        schema as "$schema": String,
        /// The version of this format. Fields may be added within a version, and none is removed or changes its meaning.
        version: Always<1>,
        /// The body that the accounts belong to.
        organization: Organization,
        /// The date of the policy's last revision (ISO 8601).
        updated_at: Option<String>,
        /// The accounts, those that the body lists as closed last.
        accounts: Vec<AccountRecord>,
    }
}

described! {
    /// A public body.
    pub(super) struct Organization {
        /// Its name.
        name: String,
        /// Its code in the index of public bodies (indicepa.gov.it).
        ipa: Option<String>,
        /// Its institutional site.
        site: Address,
    }
}

choice! {
    /// Whether an account works.
    pub enum PublicStatus {
        /// The account is in use.
        Active = "active",
        /// The account is tried out.
        Trial = "trial",
        /// The account is not used for now.
        Suspended = "suspended",
        /// The account is not used any more.
        Closed = "closed",
    }
}

described! {
    /// An account. One that the body lists as closed says less.
    pub(super) struct AccountRecord {
        /// A name that stays the same, and that no other account has; also the anchor of the account on the page of accounts.
        id: String,
        /// The platform: facebook, instagram, x, youtube, …; a name of the body's own for a platform that is in no list.
        service_key: String,
        /// The platform's name for people.
        service_name: String,
        /// The account's name for people.
        service_display_name: Option<String>,
        /// The handle without @, as its owner writes it; a telephone number with its country code; null where the address holds an
        /// internal code only.
        account: Option<String>,
        /// The account's address; null only for a closed account of which no address is known.
        service_url: Option<Address>,
        /// What the account is on its platform.
        kind: If<Word<AccountKind>>,
        /// Whether it works.
        status: Word<PublicStatus>,
        /// The part of the body that it belongs to.
        unit: If<Option<String>>,
        /// The member body that it belongs to.
        member: If<Option<String>>,
        /// The project that it belongs to.
        project: If<Option<String>>,
        /// What it is for, in the site's first language.
        short_description: If<Option<String>>,
        /// The languages that it writes in (BCP 47).
        language: If<Vec<String>>,
        /// Whether it carries emergency notices.
        emergency: If<bool>,
        /// What happens to requests that arrive there.
        requests: If<Option<Word<Requests>>>,
        /// When it was opened (ISO 8601).
        created_at: If<Option<String>>,
        /// When its record was last reviewed (ISO 8601).
        updated_at: If<Option<String>>,
        /// Its last day, when it is known (ISO 8601).
        ends_at: If<Option<String>>,
        /// When it was closed (ISO 8601).
        closed_at: Option<String>,
        /// Other addresses that lead to the same account: older ones.
        other_urls: If<Vec<Address>>,
        /// The id of the account that took its place.
        successor: If<Option<String>>,
    }
}
