//! Who answers for a platform: the company, its representative, its policies, and where it takes data.

use super::doubts::Doubts;
use crate::record::{Date, Email, Localized, Text, WebAddress};
use crate::source::Spanned;
use crate::{choice, record};

choice! {
    /// On what a transfer of data out of the European Economic Area rests (GDPR chapter V), the Data Privacy Framework aside.
    pub enum Safeguard {
        /// A decision of adequacy (article 45).
        Adequacy = "adequacy",
        /// The standard clauses of the Commission (article 46).
        Clauses = "clauses",
        /// A derogation (article 49).
        Derogation = "derogation",
    }
}

choice! {
    /// What is known of a fact that changes.
    pub enum FactState {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Not established.
        Unknown = "unknown",
    }
}

record! {
    /// Who answers for a platform towards people in the European Union. What is not known is left out.
    pub struct Operator {
        /// The company. A platform whose servers are run by anybody has none: the account says who.
        pub name: Option<Text>,
        /// Its postal address.
        pub address: Option<Text>,
        /// Its country (ISO 3166-1 alpha-2).
        pub country: Option<Text>,
        /// Whether it is established in the European Economic Area.
        pub eea: Option<Spanned<bool>>,
        /// Country of the group that it belongs to (ISO 3166-1 alpha-2), when it is another.
        pub group_country: Option<Text>,
        /// Its representative in the European Union (GDPR article 27).
        pub representative: Option<Representative>,
        /// What else there is to know of who answers.
        pub note: Option<Localized>,
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
        /// Whether somebody looked for such an arrangement and the platform publishes none.
        pub no_joint_control: Option<Spanned<bool>>,
        /// The authority that leads in supervising it (GDPR article 56).
        pub lead_authority: Option<Localized>,
        /// Where the platform describes its accessibility.
        pub accessibility: Option<Spanned<WebAddress>>,
        /// Whether the company, or its group in the United States, adheres to the EU-US Data Privacy Framework.
        pub data_privacy_framework: Option<Spanned<FactState>>,
        /// The other countries outside the European Economic Area where it keeps data (ISO 3166-1 alpha-2).
        pub data_in: Vec<Text>,
        /// On what else its transfers rest.
        pub safeguards: Vec<Spanned<Safeguard>>,
        /// When somebody read the platform's own policy. Pages print no other day.
        pub checked_on: Option<Spanned<Date>>,
        /// The date of the policy that was read.
        pub policy_of: Option<Spanned<Date>>,
    }
}

record! {
    /// The representative in the European Union of a company outside (GDPR article 27).
    pub struct Representative {
        /// Who.
        pub name: Text,
        /// Postal address.
        pub address: Option<Text>,
    }
}

impl Operator {
    /// Leaves away what is doubted of the operator.
    pub(super) fn clear_doubted(&mut self, doubts: &Doubts<'_>) {
        // Taken apart whole: a new field has to be given its place here.
        let Self {
            span: _,
            fields: _,
            name,
            address,
            country,
            eea,
            group_country,
            representative,
            note,
            privacy,
            terms,
            rights,
            rights_email,
            joint_control,
            no_joint_control,
            lead_authority,
            accessibility,
            data_privacy_framework,
            data_in,
            safeguards,
            checked_on,
            policy_of,
        } = self;
        doubts.clear(name, "operator.name");
        doubts.clear(address, "operator.address");
        doubts.clear(country, "operator.country");
        doubts.clear(eea, "operator.eea");
        doubts.clear(group_country, "operator.group_country");
        doubts.clear(representative, "operator.representative");
        doubts.clear(note, "operator.note");
        doubts.clear(privacy, "operator.privacy");
        doubts.clear(terms, "operator.terms");
        doubts.clear(rights, "operator.rights");
        doubts.clear(rights_email, "operator.rights_email");
        doubts.clear(joint_control, "operator.joint_control");
        doubts.clear(no_joint_control, "operator.no_joint_control");
        doubts.clear(lead_authority, "operator.lead_authority");
        doubts.clear(accessibility, "operator.accessibility");
        doubts.clear(data_privacy_framework, "operator.data_privacy_framework");
        doubts.clear(data_in, "operator.data_in");
        doubts.clear(safeguards, "operator.safeguards");
        doubts.clear(checked_on, "operator.checked_on");
        doubts.clear(policy_of, "operator.policy_of");
    }

    /// Whether the company itself is outside the European Economic Area: then whoever uploads data is the one who takes them out.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        self.eea.as_ref().is_some_and(|eea| !eea.value)
    }
}
