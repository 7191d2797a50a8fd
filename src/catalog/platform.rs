//! A platform: how its accounts are addressed, who answers for it, and how to follow an account there.

use super::doubts::Doubts;
use super::operator::{FactState, Operator};
use crate::record::{Date, Localized, Text};
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
    /// Who can read an account.
    pub enum Readers {
        /// Everybody.
        All = "all",
        /// Everybody, as far as the platform allows.
        AsPlatformAllows = "as-platform-allows",
        /// People without an account of the platform can read a part.
        Partly = "partly",
        /// Only people with an account of the platform.
        Members = "members",
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
        /// Host names of accounts; the first is the one that we write. `*` stands for any host (federated platforms); hosts beside
        /// it are servers that are known to belong to the platform.
        pub hosts: Vec<Text>,
        /// What may stand before a host and changes nothing, beside `www`: `m`, `mobile`.
        pub prefixes: Vec<Text>,
        /// Whether a language or a country may stand before a host: `it-it.facebook.com`, `uk.linkedin.com`.
        pub language_hosts: Option<Spanned<bool>>,
        /// The shapes of an account's address, most usual first. The first that fits the account's kind makes its address.
        pub forms: Vec<AddressForm>,
        /// Whether any https address is an account: a podcast's feed, an app's page at its vendor.
        pub any_address: Option<Spanned<bool>>,
        /// What its accounts usually are, when their addresses do not say it.
        pub usual_kind: Option<Spanned<AccountKind>>,
        /// What a new handle looks like. Accounts that exist may have others: this is no rule for addresses.
        pub handle: Option<HandleRule>,
        /// Addresses of posts that name no account: `/reel/*`, `/watch?v=*`, `//youtu.be/*`. `*` is one step of the path, `**` one or
        /// more, `{number}` digits.
        pub posts: Vec<Text>,
        /// What follows an account's address in the address of a post: `status/**`, `{number}`.
        pub account_posts: Vec<Text>,
        /// Whether such a post is shown only under the name of its own account. Where any other name leads to the same post, the name
        /// in its address proves nothing.
        pub posts_prove_account: Option<Spanned<bool>>,
        /// Words that stand in a handle's place and are never an account: `sharer`, `login`, `watch`.
        pub not_accounts: Vec<Text>,
        /// Last words of a path that may follow an account's address: `about`, `videos`.
        pub tails: Vec<Text>,
        /// Whether small and capital letters differ in a handle.
        pub case_sensitive: Spanned<bool>,
        /// Signs of a handle that do not count: two handles that differ in them only are one account.
        pub ignored_signs: Option<Text>,
        /// Whether accounts are numbers.
        pub numbers: Option<Spanned<bool>>,
        /// How many characters the text about an account may have on the platform.
        pub about_characters: Option<Spanned<u32>>,
        /// Who can read its accounts; the first that fits the account's kind holds.
        pub readable_by: Vec<Reach>,
        /// The kinds of account that nobody can send a message to.
        pub no_messages: Vec<Spanned<AccountKind>>,
        /// The kinds of account that nobody can comment on.
        pub no_comments: Vec<Spanned<AccountKind>>,
        /// Who answers for the platform.
        pub operator: Operator,
        /// How to follow an account, in one sentence.
        pub follow: Option<Localized>,
        /// When somebody last looked at the addresses and handles of this file. What pages say has dates of its own. Absent for a platform
        /// that only an account describes.
        pub checked_on: Option<Spanned<Date>>,
        /// Where the facts come from.
        pub sources: Vec<Text>,
        /// The fields that are not confirmed by a source that was read. They help to recognise accounts; no page prints them.
        pub unverified: Vec<Text>,
    }
}

impl Platform {
    /// Whether who answers for the platform adheres to the EU-US Data Privacy Framework; `None` for a company that has nothing to do
    /// with the United States, of which the framework says nothing.
    #[must_use]
    pub fn framework(&self) -> Option<FactState> {
        let operator = &self.operator;
        let countries = [&operator.country, &operator.group_country];
        let is_american = countries.into_iter().flatten().any(|country| country.value == "US");
        operator.data_privacy_framework.as_ref().filter(|_| is_american).map(|known| known.value)
    }

    /// Whether it gives those who run a page figures on its visitors, for which both answer (CJEU C-210/16), whether it publishes an
    /// arrangement or not: whoever looked for one looked because of the figures.
    #[must_use]
    pub fn has_statistics(&self) -> bool {
        let Operator { joint_control, no_joint_control, .. } = &self.operator;
        joint_control.is_some() || no_joint_control.as_ref().is_some_and(|none| none.value) && !self.has_numbers()
    }

    /// Whether a field is not confirmed by a source that was read: `operator.name`.
    #[must_use]
    pub fn is_doubted(&self, field: &str) -> bool {
        Doubts(&self.unverified).hold(field)
    }

    /// The same without what is not confirmed, so that nobody can print it. What only serves to recognise accounts stays:
    /// hosts, addresses, handles; so does the room for a description, by which a text is chosen.
    #[must_use]
    pub fn confirmed(mut self) -> Self {
        // Taken apart whole: a new field has to be given its place here.
        let Self {
            span: _,
            fields: _,
            name: _,
            other_names: _,
            obsolete_names: _,
            hosts: _,
            prefixes: _,
            language_hosts: _,
            forms: _,
            any_address: _,
            usual_kind: _,
            handle: _,
            posts: _,
            account_posts: _,
            posts_prove_account: _,
            not_accounts: _,
            tails: _,
            case_sensitive: _,
            ignored_signs: _,
            numbers: _,
            about_characters: _,
            readable_by,
            no_messages,
            no_comments,
            operator,
            follow,
            checked_on: _,
            sources: _,
            unverified,
        } = &mut self;
        let doubts = Doubts(unverified);
        doubts.clear(readable_by, "readable_by");
        doubts.clear(no_messages, "no_messages");
        doubts.clear(no_comments, "no_comments");
        doubts.clear(follow, "follow");
        operator.clear_doubted(&doubts);
        self
    }

    /// Who can read such an account, where that is known.
    #[must_use]
    pub fn readers(&self, kind: AccountKind) -> Option<&Spanned<Readers>> {
        let fits = |reach: &&Reach| reach.kind.as_ref().is_none_or(|of| of.value == kind);
        self.readable_by.iter().find(fits).map(|reach| &reach.who)
    }

    /// Whether nobody can send a message to such an account.
    #[must_use]
    pub fn has_no_messages(&self, kind: AccountKind) -> bool {
        self.no_messages.iter().any(|without| without.value == kind)
    }

    /// Whether nobody can comment on such an account.
    #[must_use]
    pub fn has_no_comments(&self, kind: AccountKind) -> bool {
        self.no_comments.iter().any(|without| without.value == kind)
    }

    /// Whether a written name means this platform: its key, its name today, or another that people write.
    #[must_use]
    pub fn is_called(&self, key: &str, written: &str) -> bool {
        let same = |other: &str| other.eq_ignore_ascii_case(written);
        same(key) || same(&self.name) || self.other_names.iter().any(|other| same(other))
    }

    /// What its accounts usually are: as the file says, else as the first address that tells, else profiles.
    #[must_use]
    pub fn usual_kind(&self) -> AccountKind {
        let by_form = || self.forms.iter().find_map(|form| form.kind.as_ref());
        self.usual_kind.as_ref().or_else(by_form).map_or(AccountKind::Profile, |kind| kind.value)
    }
}

record! {
    /// Who can read the accounts of a kind.
    pub struct Reach {
        /// The kind; any, when absent.
        pub kind: Option<Spanned<AccountKind>>,
        /// Who can read them.
        pub who: Spanned<Readers>,
    }
}

record! {
    /// A shape of an account's address.
    pub struct AddressForm {
        /// The path with one `{handle}`, or one `{id}` for the number by which the platform knows the account, and perhaps a query or a
        /// fragment: `/@{handle}`, `/profile.php?id={id}`, `/#{handle}`.
        pub path: Text,
        /// Which kind of account has it; any, when absent.
        pub kind: Option<Spanned<AccountKind>>,
        /// Another host than the platform's first; it may hold the handle: `{handle}.medium.com`.
        pub host: Option<Text>,
        /// Whether such an address belongs to a person and so never to an ente.
        pub personal: Option<Spanned<bool>>,
        /// Whether the handle is an internal code: it is accepted, but no handle to show.
        pub code: Option<Spanned<bool>>,
        /// Whether small and capital letters differ; as on the whole platform when absent, and always in a code.
        pub case_sensitive: Option<Spanned<bool>>,
        /// Which names share one list: the same handle in another space is another account. Handles are in one space, numbers in another,
        /// each kind of code in its own, when absent.
        pub space: Option<Text>,
    }
}

record! {
    /// What a new handle looks like, without `@`.
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
