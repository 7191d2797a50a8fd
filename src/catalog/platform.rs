//! A platform: how its accounts are addressed, who answers for it, and how to follow an account there.

use crate::record::{Date, Email, Localized, Text, WebAddress};
use crate::source::Spanned;
use crate::{choice, record};

choice! {
    /// What an account is on its platform.
    pub enum AccountKind {
        /// A page of an organisation.
        Page = "page",
        /// An organisation's profile.
        Profile = "profile",
        /// A channel.
        Channel = "channel",
        /// A group in which people write.
        Group = "group",
        /// A list that one number writes to.
        Broadcast = "broadcast",
        /// A number that can be written to.
        Number = "number",
    }
}

choice! {
    /// What is known of a fact that changes.
    pub enum Known {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Not established.
        Unknown = "unknown",
    }
}

record! {
    /// A platform of the catalogue: one file of `data/platforms/`, whose name is its key.
    pub struct Platform {
        /// Its name as people know it today.
        pub name: Text,
        /// Names that people still write: former ones and misspellings.
        pub other_names: Vec<Text>,
        /// Names among those that nobody should read any more: the platform has another, or they are misspelt.
        pub obsolete_names: Vec<Text>,
        /// Host names of accounts; the first is the one that we write. `*` stands for any host (federated platforms).
        pub hosts: Vec<Text>,
        /// The shapes of an account's address, most usual first. The first that fits the account's kind makes its address.
        pub forms: Vec<AddressForm>,
        /// Whether any https address is an account: a podcast's feed, an app's page at its vendor.
        pub any_address: Option<Spanned<bool>>,
        /// What its accounts usually are, when their addresses do not say it.
        pub usual_kind: Option<Spanned<AccountKind>>,
        /// What a handle looks like.
        pub handle: Option<HandleRule>,
        /// First words of a path that are never an account: `sharer`, `login`, `watch`.
        pub not_accounts: Vec<Text>,
        /// Last words of a path that may follow an account's address: `about`, `videos`.
        pub tails: Vec<Text>,
        /// Whether small and capital letters differ in a handle.
        pub case_sensitive: Spanned<bool>,
        /// Whether accounts are numbers.
        pub numbers: Option<Spanned<bool>>,
        /// How many characters the text about an account may have on the platform.
        pub about_characters: Option<Spanned<u32>>,
        /// Who answers for the platform.
        pub operator: Operator,
        /// How to follow an account, in one sentence.
        pub follow: Localized,
        /// When somebody last checked this file.
        pub checked_on: Spanned<Date>,
        /// Where the facts come from.
        pub sources: Vec<Text>,
        /// Which facts are not confirmed by a source that was read.
        pub unverified: Vec<Text>,
    }
}

impl Platform {
    /// What its accounts usually are: as the file says, else as the first address that tells, else profiles.
    #[must_use]
    pub fn usual_kind(&self) -> AccountKind {
        let by_form = || self.forms.iter().find_map(|form| form.kind.as_ref());
        self.usual_kind.as_ref().or_else(by_form).map_or(AccountKind::Profile, |kind| kind.value)
    }
}

record! {
    /// A shape of an account's address.
    pub struct AddressForm {
        /// The path with one `{handle}`, and perhaps a query or a fragment: `/@{handle}`, `/profile.php?id={handle}`, `/#{handle}`.
        pub path: Text,
        /// Which kind of account has it; any, when absent.
        pub kind: Option<Spanned<AccountKind>>,
        /// Another host than the platform's first; it may hold the handle: `{handle}.medium.com`.
        pub host: Option<Text>,
        /// Whether such an address belongs to a person and so never to an ente.
        pub personal: Option<Spanned<bool>>,
        /// Whether the handle is an internal code: it is accepted, but no handle to show.
        pub code: Option<Spanned<bool>>,
    }
}

record! {
    /// What a handle looks like, without `@`.
    pub struct HandleRule {
        /// Fewest characters.
        pub min: Spanned<u32>,
        /// Most characters.
        pub max: Spanned<u32>,
        /// Signs allowed beside the letters a-z and digits, written together: `._-`.
        pub signs: Option<Text>,
        /// Whether letters of any alphabet are allowed.
        pub any_letters: Option<Spanned<bool>>,
        /// Whether it must look like a host name (`comune.it`).
        pub is_host: Option<Spanned<bool>>,
        /// Whether it begins with a letter.
        pub letter_first: Option<Spanned<bool>>,
    }
}

record! {
    /// Who answers for a platform towards people in the European Union.
    pub struct Operator {
        /// The company.
        pub name: Text,
        /// Its postal address.
        pub address: Option<Text>,
        /// Its country (ISO 3166-1 alpha-2).
        pub country: Text,
        /// Whether it is established in the European Economic Area.
        pub eea: Spanned<bool>,
        /// Country of the group that it belongs to (ISO 3166-1 alpha-2).
        pub group_country: Option<Text>,
        /// Its privacy policy.
        pub privacy: Option<Spanned<WebAddress>>,
        /// Its terms of use.
        pub terms: Option<Spanned<WebAddress>>,
        /// Where a person asks for erasure and the other rights.
        pub rights: Option<Spanned<WebAddress>>,
        /// The e-mail address for erasure and the other rights.
        pub rights_email: Option<Spanned<Email>>,
        /// The arrangement of joint control for page statistics (GDPR article 26).
        pub joint_control: Option<Spanned<WebAddress>>,
        /// Where the platform describes its accessibility.
        pub accessibility: Option<Spanned<WebAddress>>,
        /// Whether the group adheres to the EU-US Data Privacy Framework, as of the file's `checked_on`.
        pub data_privacy_framework: Option<Spanned<Known>>,
    }
}
