//! `site.yaml`: the site's settings and the ente that it speaks for.

use crate::record::{
    BaseUrl, Colour, Date, Email, FilePath, Hours, IpaCode, Keyed, LanguageTag, Localized, Name, OneOrMany, Phone,
    Province, Ref, Text, WebAddress,
};
use crate::source::Spanned;
use crate::{choice, record};

record! {
    /// The file `site.yaml`.
    pub struct Settings {
        /// The edition of the format that the folder is written in: 1.
        pub edition: Spanned<u32>,
        /// The version of the workspace's base that the ente has approved; a site of its own has none.
        pub base: Option<Spanned<Date>>,
        /// The site's languages; the first is the one of texts that do not name theirs.
        pub languages: OneOrMany<Spanned<LanguageTag>>,
        /// Where the site will be, when it is known: `https://www.comune.it/social`. It gives canonical addresses and a sitemap.
        pub base_url: Option<Spanned<BaseUrl>>,
        /// The theme: `italia`, or a folder of the site's own `themes/`.
        pub theme: Option<Text>,
        /// How the site looks.
        pub look: Option<Appearance>,
        /// The body that the site speaks for.
        pub ente: Ente,
        /// What the policy is, and for whom.
        pub policy: Option<Policy>,
        /// Which office answers what.
        pub contacts: Option<Contacts>,
        /// Accessibility of the site and of what is published.
        pub accessibility: Option<Accessibility>,
        /// Under which licence the ente's contents may be reused.
        pub licence: Option<Licence>,
        /// Whom to tell about a weakness of the site (RFC 9116); published when the site has a host of its own.
        pub security: Option<Security>,
        /// Findings that the ente accepts for a time, each with its reason.
        pub waivers: Vec<Waiver>,
    }
}

record! {
    /// A finding that the ente accepts for a time: a warning or a piece of advice, never an error.
    pub struct Waiver {
        /// The rule's name.
        pub rule: Text,
        /// Why.
        pub because: Localized,
        /// Until when; after that day the finding is back.
        pub until: Spanned<Date>,
        /// Only there: a file, `accounts.yaml`, or a part of one, `accounts.yaml#accounts.facebook`.
        pub place: Option<Text>,
    }
}

record! {
    /// Whom to tell about a weakness of the site: `/.well-known/security.txt` (RFC 9116).
    pub struct Security {
        /// An e-mail address for reports.
        pub email: Option<Spanned<Email>>,
        /// A page for reports.
        pub page: Option<Spanned<WebAddress>>,
        /// Until when this is true; at most a year ahead.
        pub expires: Spanned<Date>,
        /// How reports are handled.
        pub policy: Option<Spanned<WebAddress>>,
    }
}

record! {
    /// How the site looks; logo and slim header are the ente's `logo` and `parent`.
    pub struct Appearance {
        /// The colour of header, links and buttons, as `"#006242"`; white text must be readable on it.
        pub primary: Option<Spanned<Colour>>,
    }
}

choice! {
    /// What kind of body the ente is.
    pub enum EnteKind {
        /// Municipality.
        Comune = "comune",
        /// Province.
        Provincia = "provincia",
        /// Metropolitan city.
        CittaMetropolitana = "citta-metropolitana",
        /// Region.
        Regione = "regione",
        /// Union of municipalities.
        Unione = "unione",
        /// Mountain community.
        ComunitaMontana = "comunita-montana",
        /// Consortium.
        Consorzio = "consorzio",
        /// Health authority.
        AziendaSanitaria = "azienda-sanitaria",
        /// School.
        Scuola = "scuola",
        /// University.
        Universita = "universita",
        /// Any other body.
        Ente = "ente",
    }
}

record! {
    /// The body that the site speaks for.
    pub struct Ente {
        /// Its name.
        pub name: Name,
        /// What kind of body it is.
        pub kind: Spanned<EnteKind>,
        /// Its code in the index of public bodies; bodies that are not in the index have none.
        pub ipa: Option<Spanned<IpaCode>>,
        /// Its institutional site.
        pub site: Spanned<WebAddress>,
        /// Postal address.
        pub address: Option<Name>,
        /// The province that it lies in.
        pub province: Option<Spanned<Province>>,
        /// Switchboard.
        pub phone: Option<Spanned<Phone>>,
        /// General or registry (protocollo) e-mail.
        pub email: Option<Spanned<Email>>,
        /// Certified e-mail.
        pub pec: Option<Spanned<Email>>,
        /// Tax code (codice fiscale).
        pub tax_code: Option<Text>,
        /// The body that it belongs to, shown at the top: the region.
        pub parent: Option<Parent>,
        /// Its coat of arms or logo.
        pub logo: Option<Spanned<FilePath>>,
        /// Where its privacy notices and the register of rights are published, if anywhere else.
        pub privacy_page: Option<Spanned<WebAddress>>,
        /// Where its Amministrazione Trasparente is.
        pub transparency_page: Option<Spanned<WebAddress>>,
        /// The controller (GDPR article 4, 7), when its contacts are not the ente's.
        pub titolare: Option<Titolare>,
        /// The data protection officer (GDPR article 37).
        pub rpd: Option<Rpd>,
        /// Offices by name; other files refer to these names.
        pub offices: Keyed<Office>,
        /// Bodies that belong to it and have accounts under this policy (consortium, union).
        pub members: Keyed<MemberBody>,
    }
}

record! {
    /// The body that an ente belongs to.
    pub struct Parent {
        /// Its name.
        pub name: Name,
        /// Its site.
        pub site: Spanned<WebAddress>,
    }
}

record! {
    /// The controller's contacts. The controller is the ente, never a person.
    pub struct Titolare {
        /// Its name, when it is not the ente's.
        pub name: Option<Name>,
        /// Who represents it by law, as an office: "il Sindaco pro tempore".
        pub represented_by: Option<Localized>,
        /// Postal address.
        pub address: Option<Name>,
        /// Telephone.
        pub phone: Option<Spanned<Phone>>,
        /// E-mail.
        pub email: Option<Spanned<Email>>,
        /// Certified e-mail.
        pub pec: Option<Spanned<Email>>,
    }
}

record! {
    /// The data protection officer's contacts.
    pub struct Rpd {
        /// Who it is: a person, a company or an office.
        pub name: Option<Name>,
        /// Postal address.
        pub address: Option<Name>,
        /// Telephone.
        pub phone: Option<Spanned<Phone>>,
        /// E-mail.
        pub email: Option<Spanned<Email>>,
        /// Certified e-mail.
        pub pec: Option<Spanned<Email>>,
    }
}

record! {
    /// An office of the ente.
    pub struct Office {
        /// Its name.
        pub name: Localized,
        /// What to ask it.
        pub purpose: Option<Localized>,
        /// Postal address, when it is not the ente's.
        pub address: Option<Name>,
        /// Telephone.
        pub phone: Option<Spanned<Phone>>,
        /// E-mail.
        pub email: Option<Spanned<Email>>,
        /// Certified e-mail.
        pub pec: Option<Spanned<Email>>,
        /// When it is open.
        pub hours: Option<Hours>,
        /// Its page on the institutional site.
        pub page: Option<Spanned<WebAddress>>,
    }
}

record! {
    /// A body that belongs to the ente.
    pub struct MemberBody {
        /// Its name.
        pub name: Name,
        /// Its site.
        pub site: Option<Spanned<WebAddress>>,
        /// What else there is to know.
        pub note: Option<Localized>,
    }
}

choice! {
    /// Whom a policy binds.
    pub enum PolicyKind {
        /// People who use the accounts.
        External = "external",
        /// The ente's own people.
        Internal = "internal",
        /// Both.
        Both = "both",
    }
}

record! {
    /// What the policy is.
    pub struct Policy {
        /// Its title.
        pub title: Option<Localized>,
        /// Whom it binds.
        pub kind: Spanned<PolicyKind>,
        /// Whom it speaks to.
        pub audience: Vec<Localized>,
        /// What the accounts are for: to inform, to listen, to promote the territory.
        pub purposes: Vec<Localized>,
        /// What the ente holds itself to: a recognisable look, transparency, ease of use.
        pub principles: Vec<Localized>,
        /// Statements that a policy should make, each of a kind.
        pub clauses: Vec<Clause>,
    }
}

choice! {
    /// A statement that a policy makes.
    pub enum ClauseKind {
        /// What is read on social media has no legal value, and where acts have theirs.
        SiteIsOfficial = "site-is-official",
        /// Accounts do not take the place of the usual contacts.
        NotASubstitute = "not-a-substitute",
        /// Comments are their authors' opinions.
        OpinionsAreAuthors = "opinions-are-authors",
        /// Accounts are pages and channels, never personal profiles.
        NoPersonalProfile = "no-personal-profile",
        /// Other accounts that name the ente are not its own.
        OthersAreNotOurs = "others-are-not-ours",
        /// Third parties' contents are checked but not warranted.
        ThirdParties = "third-parties",
        /// Following an account is not endorsing it.
        FollowingIsNotEndorsement = "following-is-not-endorsement",
        /// Anything else.
        Other = "other",
    }
}

record! {
    /// A statement that a policy makes.
    pub struct Clause {
        /// Which.
        pub kind: Spanned<ClauseKind>,
        /// In which words.
        pub text: Localized,
    }
}

record! {
    /// Which office answers what; the values are names of `ente.offices`.
    pub struct Contacts {
        /// Suggestions on the policy.
        pub policy: Option<Ref<Office>>,
        /// Anything about the accounts.
        pub accounts: Option<Ref<Office>>,
        /// Accessibility feedback.
        pub accessibility: Option<Ref<Office>>,
        /// Reports of false accounts.
        pub fakes: Option<Ref<Office>>,
        /// Answers to frequent questions.
        pub faq: Option<Spanned<WebAddress>>,
    }
}

record! {
    /// What the ente does for accessibility.
    pub struct Accessibility {
        /// The declaration published at form.agid.gov.it.
        pub dichiarazione: Option<Spanned<WebAddress>>,
        /// When the declaration was last made or confirmed.
        pub declared_on: Option<Spanned<Date>>,
        /// The yearly objectives.
        pub objectives: Option<Spanned<WebAddress>>,
        /// Within how many days feedback is answered.
        pub answer_days: Option<Spanned<u32>>,
        /// What the ente does in its posts: alternative texts, captions.
        pub commitments: Vec<Localized>,
        /// What the platforms do not give.
        pub limits: Vec<Localized>,
        /// What the ente says it does not answer for.
        pub disclaimer: Option<Localized>,
    }
}

record! {
    /// A licence.
    pub struct Licence {
        /// Its name and version: `CC BY 4.0`.
        pub name: Option<Text>,
        /// Its text.
        pub url: Option<Spanned<WebAddress>>,
        /// Terms of reuse in the ente's own words.
        pub terms: Option<Localized>,
        /// Whether contents may be used to earn money.
        pub commercial_use: Option<Spanned<bool>>,
        /// How to cite the source.
        pub attribution: Option<Localized>,
        /// What it does not cover.
        pub exceptions: Vec<Localized>,
    }
}
