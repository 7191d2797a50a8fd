//! `informative.yaml`: the privacy notices, element by element (GDPR articles 13 and 14), and requests of rights.

use super::act::{Act, ActRole, Acts, Revision};
use super::ente::Office;
use crate::catalog::Norma;
use crate::record::{Date, Email, Keyed, Localized, OneOrMany, Ref, Text, WebAddress};
use crate::source::Spanned;
use crate::{choice, record};

record! {
    /// The file `informative.yaml`.
    pub struct Informative {
        /// The notices by name; `social` covers every account that names no other.
        pub informative: Keyed<Informativa>,
        /// How to ask for one's rights, erasure among them.
        pub requests: Option<RightsRequests>,
    }
}

record! {
    /// A notice.
    pub struct Informativa {
        /// Its title.
        pub title: Localized,
        /// Its version.
        pub version: Option<Text>,
        /// Its date.
        pub date: Option<Spanned<Date>>,
        /// The act that approved it, by its name in `acts.yaml`.
        pub act: Option<Ref<Act>>,
        /// Which activity the notice is about, and why it is given.
        pub scope: Option<Localized>,
        /// Whose data: people who follow, comment, write.
        pub people: Option<Localized>,
        /// Why data are processed, and on which legal basis. Art. 13, par. 1, lett. c.
        pub purposes: Vec<Purpose>,
        /// Which data. Art. 14, par. 1, lett. d.
        pub categories: Vec<Localized>,
        /// Special categories of data, if any. Art. 9.
        pub special_categories: Option<SpecialCategories>,
        /// Where data come from. Art. 14, par. 2, lett. f.
        pub source: Option<Localized>,
        /// How data are processed: by whom, with which care.
        pub how: Option<Localized>,
        /// Who sees the data. Art. 13, par. 1, lett. e.
        pub recipients: Vec<Localized>,
        /// That what is posted can be read, copied and found by anybody.
        pub diffusion: Option<Localized>,
        /// Transfers outside the European Economic Area. Art. 13, par. 1, lett. f.
        pub transfers: Option<Transfers>,
        /// For how long. Art. 13, par. 2, lett. a.
        pub retention: Vec<Retention>,
        /// Which rights. Art. 13, par. 2, lett. b.
        pub rights: Vec<Spanned<Right>>,
        /// How to object, in the ente's own words; it stands in a box of its own. Art. 21, par. 4.
        pub objection: Option<Localized>,
        /// When a right does not apply.
        pub rights_limits: Option<Localized>,
        /// Where to ask, when not as `requests` says.
        pub rights_page: Option<Spanned<WebAddress>>,
        /// How to withdraw consent, where a purpose rests on it. Art. 13, par. 2, lett. c.
        pub consent_withdrawal: Option<Localized>,
        /// The complaint to the Garante. Art. 13, par. 2, lett. d.
        pub complaint: Option<Localized>,
        /// The remedy before a court. Art. 79.
        pub court: Option<Localized>,
        /// Whether data must be given, and what happens if not. Art. 13, par. 2, lett. e.
        pub obligation: Option<Localized>,
        /// Automated decisions and profiling. Art. 13, par. 2, lett. f.
        pub automated: Option<Localized>,
        /// Joint control with the platforms for page statistics. Art. 26, par. 2.
        pub joint_control: Option<Localized>,
        /// What the platforms do on their own account.
        pub platforms: Option<Localized>,
        /// Cookies and embedded parts of platforms.
        pub cookies: Option<Localized>,
        /// Minors.
        pub minors: Option<Localized>,
    }
}

impl Informativa {
    /// Its act and the act's date, where the notice is dated after it: the act approved an earlier text. A notice may bear the
    /// day on which the act's text came into force, when the acts say so.
    #[must_use]
    pub fn older_act<'s>(&self, acts: &'s Acts) -> Option<(&'s Act, &'s Spanned<Date>)> {
        let named = self.act.as_ref()?;
        let act = acts.acts.get(named.place()?)?;
        let (dated, written) = (act.date.as_ref()?, self.date.as_ref()?);
        let of_its_revision = |revision: &Revision| {
            revision.date.value == written.value && revision.act.as_ref().is_some_and(|of| of.is_same(named))
        };
        let approves = act.role.0.iter().any(|role| role.value == ActRole::Approval);
        let begins = approves && acts.in_force.as_ref().is_some_and(|day| day.value == written.value);
        let is_its_day = begins || acts.revisions.iter().any(of_its_revision);
        (dated.value < written.value && !is_its_day).then_some((act, dated))
    }
}

choice! {
    /// The letter of GDPR article 6, paragraph 1.
    pub enum LegalBasis {
        /// Consent.
        Consent = "consent",
        /// Contract.
        Contract = "contract",
        /// Legal obligation.
        LegalObligation = "legal-obligation",
        /// Vital interests.
        VitalInterests = "vital-interests",
        /// Public task.
        PublicTask = "public-task",
        /// Legitimate interests: not for public authorities in their tasks.
        LegitimateInterests = "legitimate-interests",
    }
}

record! {
    /// A purpose with its legal basis.
    pub struct Purpose {
        /// Why.
        pub text: Localized,
        /// On which basis.
        pub basis: OneOrMany<Spanned<LegalBasis>>,
        /// The law or general act that it rests on (D.lgs. 196/2003, article 2-ter).
        pub grounds: Option<Localized>,
        /// The norme that say so, by their keys in the catalogue.
        pub norme: Vec<Ref<Norma>>,
        /// The acts, by their names in `acts.yaml`.
        pub acts: Vec<Ref<Act>>,
    }
}

record! {
    /// Special categories of data.
    pub struct SpecialCategories {
        /// The letters of GDPR article 9, paragraph 2: `[e, g]`.
        pub letters: Vec<Text>,
        /// The norme that allow it, by their keys in the catalogue.
        pub norme: Vec<Ref<Norma>>,
        /// Which data, and what the ente does with them.
        pub text: Localized,
    }
}

record! {
    /// Transfers outside the European Economic Area.
    pub struct Transfers {
        /// What the ente itself does, beyond its accounts; of each platform in use, the page says who takes the data out.
        pub by_ente: Option<Localized>,
        /// What else there is to know of the platforms; seats and safeguards come from the catalogue.
        pub by_platforms: Option<Localized>,
        /// When the bases of transfer were last checked.
        pub checked_on: Option<Spanned<Date>>,
    }
}

record! {
    /// How long some data are kept.
    pub struct Retention {
        /// Which data.
        pub what: Localized,
        /// From when the time counts: "from the removal".
        pub from: Option<Localized>,
        /// For how many days at most.
        pub days: Option<Spanned<u32>>,
        /// For how many months at most.
        pub months: Option<Spanned<u32>>,
        /// For how many months at least.
        pub at_least_months: Option<Spanned<u32>>,
        /// The rule by which the time is found, when no figure can be given.
        pub criterion: Option<Localized>,
    }
}

choice! {
    /// A right of the person.
    pub enum Right {
        /// Art. 15.
        Access = "access",
        /// Art. 16.
        Rectification = "rectification",
        /// Art. 17.
        Erasure = "erasure",
        /// Art. 18.
        Restriction = "restriction",
        /// Art. 20: not for a public task.
        Portability = "portability",
        /// Art. 21.
        Objection = "objection",
        /// Art. 22.
        AutomatedDecisions = "automated-decisions",
    }
}

record! {
    /// How to ask for one's rights.
    pub struct RightsRequests {
        /// The office to write to, by its name in `ente.offices`; the RPD, when absent.
        pub office: Option<Ref<Office>>,
        /// Another e-mail for requests.
        pub email: Option<Spanned<Email>>,
        /// The page of the institutional site with the form.
        pub page: Option<Spanned<WebAddress>>,
        /// Within how many days the ente answers: 30 (GDPR article 12, paragraph 3).
        pub answer_days: Option<Spanned<u32>>,
        /// By how many days it may be put off: 60.
        pub extension_days: Option<Spanned<u32>>,
        /// How the ente makes sure who asks.
        pub identity: Option<Localized>,
        /// Whether asking is free: it is (GDPR article 12, paragraph 5).
        pub free: Option<Spanned<bool>>,
        /// What the ente does with a request, step by step.
        pub steps: Vec<Localized>,
    }
}
