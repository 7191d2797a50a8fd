//! The kinds of page of a policy, what each must hold, and which structured part the theme draws on it.

use crate::diagnostic::Level;
use crate::record::{Localized, Text};
use crate::source::Spanned;
use crate::{choice, record};

choice! {
    /// The structured part of a page, drawn from the site's YAML.
    pub enum Structure {
        /// The home page: the citizen's questions.
        Home = "home",
        /// The directory of accounts.
        Accounts = "accounts",
        /// Rules of discussion, steps, appeal, hours.
        Moderation = "moderation",
        /// Offices and addresses.
        Contacts = "contacts",
        /// The notices of GDPR articles 13 and 14.
        Informative = "informative",
        /// The three tracks of a request for erasure.
        Oblio = "oblio",
        /// The declaration and the feedback.
        Accessibility = "accessibility",
        /// The licence and the norme.
        Licence = "licence",
        /// What is and is not published.
        Contents = "contents",
        /// Rules for the ente's own people, and what was adopted for them.
        Staff = "staff",
        /// Approving acts and revisions.
        Acts = "acts",
        /// How to join and leave a messaging service.
        Service = "service",
        /// The accounts by platform.
        ByPlatform = "by-platform",
        /// The accounts by part of the ente or project.
        ByUnit = "by-unit",
        /// The accounts by member body.
        ByMember = "by-member",
        /// Short texts for the accounts' own descriptions.
        ProfileTexts = "profile-texts",
        /// QR codes of the accounts.
        Qr = "qr",
        /// All pages on one, for print.
        Whole = "whole",
        /// Prose only.
        None = "none",
    }
}

record! {
    /// A kind of page: the file `LANG/KEY.md` and what belongs to it.
    pub struct DocumentType {
        /// What the page is for, for authors.
        pub purpose: Localized,
        /// Its place in the menu, from 0; the home page is 0.
        pub order: Spanned<u32>,
        /// Whether every site must have it.
        pub required: Spanned<bool>,
        /// The address of the page without `.html`, per language.
        pub slug: Localized,
        /// The structured part that the theme draws.
        pub structure: Spanned<Structure>,
        /// What is on it when no author writes it: then it is made where the site's data give it sense.
        pub generated: Option<Generated>,
        /// What must be written for this page.
        pub requires: Vec<Requirement>,
    }
}

record! {
    /// The head of a page that no author writes; `{name}` is the account that it is about.
    pub struct Generated {
        /// Its title.
        pub title: Localized,
        /// One sentence that says what the page answers.
        pub lead: Option<Localized>,
    }
}

choice! {
    /// How much a missing thing weighs.
    pub enum Weight {
        /// What is missing stops publication.
        Error = "error",
        /// What is missing stops publication under `--strict`.
        Warning = "warning",
        /// What is missing never stops publication.
        Advice = "advice",
    }
}

impl Weight {
    /// The level of its findings.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Error => Level::Error,
            Self::Warning => Level::Warning,
            Self::Advice => Level::Advice,
        }
    }
}

record! {
    /// Something that must be written.
    pub struct Requirement {
        /// Where: file and field, as `moderation.appeal`; `*` is every entry, `+` at least one of the entries, `a|b` one of two.
        pub field: Text,
        /// Other fields that will do instead.
        pub or_fields: Vec<Text>,
        /// What the site says where it is there, as a sentence.
        pub holds: Localized,
        /// What is missing when it is not there, as a sentence.
        pub missing: Localized,
        /// What to do.
        pub hint: Localized,
        /// The key of the norma that asks for it.
        pub norma: Option<Text>,
        /// How much it weighs; an error when absent.
        pub level: Option<Spanned<Weight>>,
    }
}
