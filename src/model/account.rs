//! An official account, and what holds of it.

use super::act::Act;
use super::ente::{MemberBody, Office};
use super::informativa::Informativa;
use crate::catalog::{AccountKind, Identity, Platform, Readers};
use crate::record::{Date, Hours, Id, LanguageTag, Localized, Name, OneOrMany, Phone, Ref, Text, WebAddress};
use crate::source::Spanned;
use crate::{choice, record};

choice! {
    /// Whether an account works.
    pub enum Status {
        /// The account is in use.
        Active = "active",
        /// The account is tried out.
        Trial = "trial",
        /// The account is not used for now.
        Suspended = "suspended",
    }
}

choice! {
    /// What happens to requests and reports that arrive on an account. One of these, never two at once.
    pub enum Requests {
        /// Messages are answered there.
        Welcome = "welcome",
        /// Messages are answered with the address of the right office.
        Redirected = "redirected",
        /// The ente passes them on to the right office.
        Forwarded = "forwarded",
        /// Messages are not taken.
        Refused = "refused",
    }
}

choice! {
    /// Whether people may comment.
    pub enum Comments {
        /// Everyone may.
        Open = "open",
        /// After approval.
        Approved = "approved",
        /// Nobody may.
        Closed = "closed",
    }
}

choice! {
    /// Whether the ente listens on an account.
    pub enum Direction {
        /// The ente writes only.
        OneWay = "one-way",
        /// The ente reads and answers.
        TwoWay = "two-way",
    }
}

choice! {
    /// Who does the work.
    pub enum ManagedBy {
        /// Staff of the ente.
        Staff = "staff",
        /// A company under contract.
        Contractor = "contractor",
    }
}

choice! {
    /// How an account can be proved to be official.
    pub enum Proof {
        /// The account links this site and this site links it with `rel="me"`.
        RelMe = "rel-me",
        /// The handle is the ente's own domain.
        Domain = "domain",
        /// The platform shows a badge.
        Badge = "badge",
        /// The institutional site names it.
        Site = "site",
    }
}

choice! {
    /// What is published.
    pub enum Format {
        /// Texts.
        Text = "text",
        /// Pictures.
        Image = "image",
        /// Videos.
        Video = "video",
        /// Sound.
        Audio = "audio",
        /// Live broadcasts.
        Live = "live",
        /// Documents.
        Document = "document",
    }
}

record! {
    /// An official account. It has a handle, an address or a number: the rest follows. Handle and address may both be given.
    pub struct Account {
        /// A name for anchors and references; made from platform and handle when absent.
        pub id: Option<Spanned<Id>>,
        /// The platform's key in the catalogue or among the site's own; `other` for one that nobody has described.
        pub platform: Text,
        /// The name of a platform that is `other`.
        pub platform_name: Option<Text>,
        /// The handle, with or without `@`.
        pub handle: Option<Text>,
        /// The address.
        pub url: Option<Text>,
        /// Other addresses of the same account: older ones that still lead to it.
        pub also: Vec<Text>,
        /// The telephone number, for messaging services.
        pub number: Option<Spanned<Phone>>,
        /// Its name as shown on the platform.
        pub name: Option<Name>,
        /// What it is there.
        pub kind: Option<Spanned<AccountKind>>,
        /// Whether it works.
        pub status: Option<Spanned<Status>>,
        /// The part of the ente that it belongs to.
        pub unit: Option<Localized>,
        /// The member body that it belongs to, by its name in `ente.members`.
        pub member: Option<Ref<MemberBody>>,
        /// The project or event that it is for.
        pub project: Option<Localized>,
        /// What it is for.
        pub purpose: Option<Localized>,
        /// What is published there.
        pub contents: Vec<Localized>,
        /// In which forms.
        pub formats: Vec<Spanned<Format>>,
        /// Who manages it.
        pub manager: Option<Manager>,
        /// In which languages it writes.
        pub languages: Vec<Spanned<LanguageTag>>,
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
        /// Who can read it.
        pub readable_by: Option<Spanned<Readers>>,
        /// When it was opened.
        pub opened: Option<Spanned<Date>>,
        /// The act that authorised it, by its name in `acts.yaml`.
        pub authorised_by: Option<Ref<Act>>,
        /// When the entry was last reviewed.
        pub reviewed_on: Option<Spanned<Date>>,
        /// Until when a temporary account works.
        pub until: Option<Spanned<Date>>,
        /// How it was proved to be official.
        pub verified: Option<Verified>,
        /// Whether the ente listens.
        pub direction: Option<Spanned<Direction>>,
        /// How to join a messaging service and how to leave it.
        pub subscribe: Option<Subscribe>,
        /// The notice that covers it, by its name in `informative.yaml`; `social` when absent.
        pub informativa: Option<Ref<Informativa>>,
        /// How to follow it, when not as the platform says.
        pub follow: Option<Localized>,
        /// Who runs the server, when it is not the platform's operator: the ente's own Mastodon.
        pub operator: Option<OwnOperator>,
        /// What else there is to know: advertising, related videos.
        pub notes: Vec<Localized>,
    }
}

record! {
    /// Who manages an account.
    pub struct Manager {
        /// The office, by its name in `ente.offices`.
        pub office: Option<Ref<Office>>,
        /// The offices that help, by their names in `ente.offices`.
        pub supported_by: Option<OneOrMany<Ref<Office>>>,
        /// Staff or a company.
        pub by: Option<Spanned<ManagedBy>>,
        /// A role, or how they work together: "la presidente della commissione".
        pub role: Option<Localized>,
        /// A person, only where the role needs one.
        pub person: Option<Person>,
    }
}

record! {
    /// A person with a term of office.
    pub struct Person {
        /// The name.
        pub name: Text,
        /// Until when.
        pub until: Option<Spanned<Date>>,
    }
}

record! {
    /// How an account was proved to be official.
    pub struct Verified {
        /// By what.
        pub by: OneOrMany<Spanned<Proof>>,
        /// When.
        pub checked_on: Spanned<Date>,
    }
}

record! {
    /// How to join a messaging service and how to leave it.
    pub struct Subscribe {
        /// What to do, one step a line.
        pub steps: Vec<Localized>,
        /// The words to write to join.
        pub join: Option<Text>,
        /// The words to write to confirm that one joins.
        pub accept: Option<Text>,
        /// The words to write to leave.
        pub leave: Option<Text>,
        /// Whether the others cannot see a subscriber's number.
        pub number_hidden: Option<Spanned<bool>>,
        /// Which data are asked.
        pub data: Vec<Localized>,
        /// Another way to join: a paper form, a text message.
        pub alternative: Option<Localized>,
        /// Under which name to save the number: examples.
        pub save_as: Vec<Text>,
        /// How many similar reports are answered: with one message to all.
        pub collective_answer: Option<Localized>,
    }
}

record! {
    /// Who runs the server of an account.
    pub struct OwnOperator {
        /// Who.
        pub name: Name,
        /// Its privacy policy.
        pub privacy: Option<Spanned<WebAddress>>,
        /// Whether it is established in the European Economic Area.
        pub eea: Option<Spanned<bool>>,
    }
}

impl Account {
    /// The notice of every account that names no other.
    pub const USUAL_NOTICE: &str = "social";

    /// The place to show when something is wrong with what the account is called.
    #[must_use]
    pub fn named_at(&self) -> crate::source::Span {
        let text = self.handle.as_ref().or(self.url.as_ref()).map(|text| text.span);
        text.or(self.number.as_ref().map(|number| number.span)).unwrap_or(self.platform.span)
    }

    /// Whether its last day is past.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        self.until.as_ref().is_some_and(|until| until.value < today)
    }

    /// Its kind, or what the platform's accounts usually are.
    #[must_use]
    pub fn kind_on(&self, platform: &Platform) -> AccountKind {
        self.kind.as_ref().map_or_else(|| platform.usual_kind(), |kind| kind.value)
    }

    /// The name that anchors and data files should keep: the author's, or platform and handle, or platform and name. Another account
    /// may have the same, which is an error that `check` finds.
    #[must_use]
    pub fn own_anchor(&self, identity: Option<&Identity>) -> String {
        if let Some(id) = &self.id {
            return id.value.0.clone();
        }
        let shown = || self.name.as_ref().map_or("", |name| name.as_written());
        let rest = match identity {
            Some(identity) if identity.handle.is_empty() => identity.url.rsplit(['/', '=']).next().unwrap_or_default(),
            Some(identity) => identity.handle.as_str(),
            None => shown(),
        };
        crate::record::plain_name(&format!("{}-{rest}", self.platform.value))
    }
}
