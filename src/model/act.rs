//! `acts.yaml`: the acts that approved the policy, its revisions, and what the ente has adopted beside it.

use crate::catalog::Norma;
use crate::record::{Date, FilePath, Id, Localized, OneOrMany, PartialDate, Ref, Text, WebAddress};
use crate::source::Spanned;
use crate::{choice, record};

record! {
    /// The file `acts.yaml`.
    pub struct Acts {
        /// Since when the policy is in force.
        pub in_force: Option<Spanned<Date>>,
        /// Until when, if it has an end.
        pub until: Option<Spanned<Date>>,
        /// When it must be reviewed.
        pub review_due: Option<Spanned<Date>>,
        /// The acts.
        pub acts: Vec<Act>,
        /// What changed and when, newest first or last: they are shown newest first.
        pub revisions: Vec<Revision>,
        /// What the ente has adopted beside the policy.
        pub adopted: Vec<Duty>,
        /// Guidelines and norme that the policy follows.
        pub references: Vec<Reference>,
        /// That a report on the accounts is published every year, and where.
        pub yearly_report: Option<Localized>,
        /// Yearly reports on the accounts.
        pub reports: Vec<YearlyReport>,
    }
}

choice! {
    /// What an act does for the policy.
    pub enum ActRole {
        /// The act approves the policy.
        Approval = "approval",
        /// The act changes the policy.
        Amendment = "amendment",
        /// The act gives guidance for a service.
        Guidance = "guidance",
        /// The act states the public interest that processing rests on.
        PublicInterest = "public-interest",
        /// The act opens or authorises accounts.
        Authorisation = "authorisation",
        /// The act recognises joint control.
        JointControl = "joint-control",
    }
}

record! {
    /// An act.
    pub struct Act {
        /// Its name, for references and its anchor.
        pub id: Spanned<Id>,
        /// Who adopted it: "Giunta comunale".
        pub organ: Localized,
        /// Its number.
        pub number: Option<Text>,
        /// Its date.
        pub date: Option<Spanned<Date>>,
        /// What it is about.
        pub subject: Option<Localized>,
        /// What it does for the policy.
        pub role: OneOrMany<Spanned<ActRole>>,
        /// Where it is published.
        pub link: Option<Spanned<WebAddress>>,
        /// Its text, in the site's `files/`.
        pub file: Option<Spanned<FilePath>>,
    }
}

record! {
    /// A revision of the policy.
    pub struct Revision {
        /// When.
        pub date: Spanned<Date>,
        /// Its number.
        pub version: Option<Text>,
        /// What changed.
        pub note: Option<Localized>,
        /// The act, by its id.
        pub act: Option<Ref<Act>>,
    }
}

choice! {
    /// What the ente adopts beside the policy.
    pub enum DutyKind {
        /// A regulation.
        Regolamento = "regolamento",
        /// Operating procedures.
        Procedura = "procedura",
        /// Instructions for those who use the accounts.
        Istruzioni = "istruzioni",
        /// Training.
        Formazione = "formazione",
        /// The record of processing.
        Registro = "registro",
        /// The assessment of the impact on data protection.
        Valutazione = "valutazione",
        /// The code of conduct.
        Codice = "codice",
        /// The disciplinary rules.
        Disciplinare = "disciplinare",
    }
}

record! {
    /// Something that the ente has adopted.
    pub struct Duty {
        /// What it is.
        pub kind: Spanned<DutyKind>,
        /// Its title.
        pub title: Localized,
        /// Whom it is for.
        pub audience: Vec<Localized>,
        /// When it was adopted or held.
        pub date: Option<Spanned<Date>>,
        /// The act, by its id.
        pub act: Option<Ref<Act>>,
        /// Where it is published; documents for the staff alone have none.
        pub link: Option<Spanned<WebAddress>>,
        /// Its text, in the site's `files/`.
        pub file: Option<Spanned<FilePath>>,
    }
}

record! {
    /// A guideline or norma that the policy follows.
    pub struct Reference {
        /// The norma's key in the catalogue.
        pub norma: Option<Ref<Norma>>,
        /// The title, for what is not in the catalogue.
        pub title: Option<Localized>,
        /// Who issued it.
        pub organ: Option<Localized>,
        /// When: a year, a month or a day.
        pub date: Option<Spanned<PartialDate>>,
        /// Where to read it.
        pub link: Option<Spanned<WebAddress>>,
    }
}

record! {
    /// A yearly report.
    pub struct YearlyReport {
        /// The year.
        pub year: Spanned<u32>,
        /// Its title.
        pub title: Option<Localized>,
        /// Where it is published.
        pub link: Option<Spanned<WebAddress>>,
        /// Its text, in the site's `files/`.
        pub file: Option<Spanned<FilePath>>,
    }
}

impl Acts {
    /// The date of the last revision, or since when the policy is in force.
    #[must_use]
    pub fn last_revision(&self) -> Option<&Spanned<Date>> {
        self.revisions.iter().map(|revision| &revision.date).max_by_key(|date| date.value).or(self.in_force.as_ref())
    }
}
