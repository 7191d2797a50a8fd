//! The catalogue of findings: every key that can be reported, once, with its usual level, its norma and its page.
//!
//! A key is added as one line below and two files of `pages/`; nothing else makes a [`Key`], so a key that is not in the catalogue does
//! not compile.

use super::{Level, Locale, Message, page};

/// Makes the catalogue: `Variant = "key", Level, "norma";`. The norma is a key of the catalogue's `norme.yaml`; it is cited with every
/// finding that cites none itself.
macro_rules! keys {
    ($($variant:ident = $name:literal, $level:ident $(, $norma:literal)?;)*) => {
        /// The key of a finding, which says in words joined by hyphens what is wrong. Keys are ordered by their names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key {
            $(
                #[doc = concat!("`", $name, "`; `pages/", $name, ".md` says what it means.")]
                $variant,
            )*
        }

        impl Key {
            /// Every key, by name.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            const fn entry(self) -> KeyEntry {
                match self {
                    $(Self::$variant => KeyEntry {
                        name: $name,
                        level: Level::$level,
                        norma: keys!(@norma $($norma)?),
                        it: include_str!(concat!("pages/", $name, ".md")),
                        en: include_str!(concat!("pages/", $name, ".en.md")),
                    },)*
                }
            }
        }
    };
    (@norma) => { None };
    (@norma $norma:literal) => { Some($norma) };
}

/// What the catalogue knows of a key.
struct KeyEntry {
    name: &'static str,
    level: Level,
    norma: Option<&'static str>,
    it: &'static str,
    en: &'static str,
}

impl Key {
    /// The key of a name that comes from a text, such as `unknown-field`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let at = Self::ALL.binary_search_by(|key| key.name().cmp(name)).ok()?;
        Self::ALL.get(at).copied()
    }

    /// The name: small letters and hyphens.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.entry().name
    }

    /// How much a finding of this key usually weighs.
    #[must_use]
    pub const fn level(self) -> Level {
        self.entry().level
    }

    /// The norma that every finding of this key cites, by its key in the catalogue of norme.
    #[must_use]
    pub const fn norma(self) -> Option<&'static str> {
        self.entry().norma
    }

    /// The page for a reader, in Markdown. The examples stand in the Italian page alone, and are the same in both languages.
    #[must_use]
    pub fn page(self, locale: Locale) -> String {
        let KeyEntry { it, en, .. } = self.entry();
        match locale {
            Locale::It => it.to_owned(),
            Locale::En => page::with_examples(en, it),
        }
    }

    /// What is required: what holds where nothing is found, in a few words.
    #[must_use]
    pub fn requirement(self) -> Message {
        let KeyEntry { it, en, .. } = self.entry();
        Message { it: page::paragraph(it, "Cosa controlla"), en: page::paragraph(en, "What it checks") }
    }

    /// Which norma requires it, as the page cites norme; `None` where no norma does.
    #[must_use]
    pub fn norma_in_words(self) -> Option<Message> {
        let KeyEntry { it, en, .. } = self.entry();
        let cited = Message { it: page::paragraph(it, "Norma"), en: page::paragraph(en, "Norma") };
        (!page::says_none(&cited.it)).then_some(cited)
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

impl serde::Serialize for Key {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

keys! {
    AccountExpired = "account-expired", Warning;
    AccountWithoutAddress = "account-without-address", Error;
    ActBeforeNotice = "act-before-notice", Warning;
    ActiveDocument = "active-document", Advice;
    ArbitraryModeration = "arbitrary-moderation", Warning, "l-241-1990";
    ArticleOrder = "article-order", Warning;
    BaseCycle = "base-cycle", Error;
    BasisWithoutNorma = "basis-without-norma", Warning, "codice-privacy-2-ter";
    BrokenIcon = "broken-icon", Error;
    BrokenLink = "broken-link", Error;
    BrokenPicture = "broken-picture", Error;
    BrokenTemplate = "broken-template", Error;
    CensorsCriticism = "censors-criticism", Warning, "costituzione-21";
    ClosedWithoutDate = "closed-without-date", Warning;
    ComplaintHindered = "complaint-hindered", Warning, "gdpr-77";
    ConsentByUse = "consent-by-use", Warning, "gdpr-4";
    ConsentWithoutWithdrawal = "consent-without-withdrawal", Error, "gdpr-13";
    ContradictedField = "contradicted-field", Warning;
    ContradictoryDates = "contradictory-dates", Warning;
    ContradictoryService = "contradictory-service", Warning;
    ControlSign = "control-sign", Error;
    CopiesTooShort = "copies-too-short", Warning;
    DanglingConditions = "dangling-conditions", Warning, "costituzione-21";
    DanglingReference = "dangling-reference", Warning;
    DeclarationAddress = "declaration-address", Error, "l-4-2004-3-quater";
    DeclarationOld = "declaration-old", Warning, "l-4-2004-3-quater";
    DuplicateAccount = "duplicate-account", Error;
    DuplicateAddress = "duplicate-address", Error;
    DuplicateAnchor = "duplicate-anchor", Error;
    DuplicateEntry = "duplicate-entry", Error;
    DuplicateField = "duplicate-field", Error;
    EmptyFile = "empty-file", Error;
    EmptyLink = "empty-link", Error;
    EmptyValue = "empty-value", Error;
    EmptyVariable = "empty-variable", Error;
    ErasureConditions = "erasure-conditions", Error, "gdpr-12";
    ForeignImage = "foreign-image", Error;
    GaranteNotNamed = "garante-not-named", Warning, "gdpr-77";
    GroundsMissing = "grounds-missing", Advice, "carta-ue-21";
    HardToRead = "hard-to-read", Warning;
    HeadingOrder = "heading-order", Warning, "l-4-2004";
    ImitatedDeclaration = "imitated-declaration", Warning, "l-4-2004-3-quater";
    ImpossibleHours = "impossible-hours", Warning;
    IndentedCode = "indented-code", Warning;
    InsecureAddress = "insecure-address", Warning;
    InsecureLink = "insecure-link", Error;
    InvalidAddress = "invalid-address", Error;
    InvalidColour = "invalid-colour", Error;
    InvalidDate = "invalid-date", Error;
    InvalidDays = "invalid-days", Error;
    InvalidEmail = "invalid-email", Error;
    InvalidId = "invalid-id", Error;
    InvalidIpaCode = "invalid-ipa-code", Error;
    InvalidLanguage = "invalid-language", Error;
    InvalidName = "invalid-name", Error;
    InvalidPath = "invalid-path", Error;
    InvalidPhone = "invalid-phone", Error;
    InvalidProvince = "invalid-province", Error;
    InvalidTime = "invalid-time", Error;
    InvisibleSign = "invisible-sign", Warning;
    JointControlDenied = "joint-control-denied", Warning, "gdpr-26";
    JointControlMissing = "joint-control-missing", Warning, "gdpr-26";
    LegalBasis = "legal-basis", Error, "gdpr-6";
    LicenceClosed = "licence-closed", Warning, "cad-52";
    LinkOutside = "link-outside", Error;
    LockedValue = "locked-value", Error;
    LongSentence = "long-sentence", Advice;
    LookAlikeHandle = "look-alike-handle", Warning;
    LowContrast = "low-contrast", Error;
    MarkupLeft = "markup-left", Error;
    MemberTwice = "member-twice", Error;
    MinorsOnConsent = "minors-on-consent", Warning, "codice-privacy-2-ter";
    MisleadingLink = "misleading-link", Warning;
    MisplacedNote = "misplaced-note", Error;
    MisplacedText = "misplaced-text", Error;
    MissingAlt = "missing-alt", Error, "l-4-2004";
    MissingColumn = "missing-column", Error;
    MissingField = "missing-field", Error;
    MissingFile = "missing-file", Error;
    MissingFrontMatter = "missing-front-matter", Error;
    MissingPage = "missing-page", Error;
    MissingPlaceholder = "missing-placeholder", Error;
    MissingRequirement = "missing-requirement", Error;
    MissingTranslation = "missing-translation", Advice;
    NoMembers = "no-members", Error;
    NoWayToLeave = "no-way-to-leave", Error, "gdpr-12";
    NotAnAccount = "not-an-account", Error;
    NotCsv = "not-csv", Error;
    NotReviewed = "not-reviewed", Warning;
    NoticeWithoutAccount = "notice-without-account", Advice, "gdpr-13";
    ObjectionMissing = "objection-missing", Error, "gdpr-21";
    ObsoleteName = "obsolete-name", Warning;
    OfficeWithoutContact = "office-without-contact", Warning;
    OnlyNationalPrivacyLaw = "only-national-privacy-law", Warning, "gdpr";
    OnlyOnSocial = "only-on-social", Warning, "l-69-2009-32";
    OtherEnte = "other-ente", Warning;
    PathOutside = "path-outside", Error;
    PeopleExposed = "people-exposed", Warning, "dlgs-33-2013";
    PersonWithoutEnd = "person-without-end", Warning, "gdpr-5";
    PlaceholderLeft = "placeholder-left", Error;
    PluralForms = "plural-forms", Error;
    PolicyWithoutAct = "policy-without-act", Warning;
    PortabilityPromised = "portability-promised", Warning, "gdpr-20";
    RawHtml = "raw-html", Error;
    RealNameRequired = "real-name-required", Warning, "gdpr-5";
    RecordingWithoutNotice = "recording-without-notice", Advice, "gdpr-13";
    RepealedLaw = "repealed-law", Warning;
    ReservedName = "reserved-name", Error;
    RetentionVague = "retention-vague", Warning, "gdpr-13";
    ReviewOverdue = "review-overdue", Warning;
    SameOutput = "same-output", Error;
    ScannedDocument = "scanned-document", Warning;
    SecondTitle = "second-title", Error;
    SecurityContact = "security-contact", Warning;
    ShiftedDuty = "shifted-duty", Warning, "l-4-2004";
    ShortenedAddress = "shortened-address", Warning;
    SimplifiedPicture = "simplified-picture", Advice;
    SpecialCategoriesBasis = "special-categories-basis", Warning, "gdpr-9";
    StaffSilenced = "staff-silenced", Warning, "costituzione-21";
    StaleTranslation = "stale-translation", Warning;
    TaskList = "task-list", Error;
    ThemeCircle = "theme-circle", Error;
    ThemeContract = "theme-contract", Error;
    ThemeMarkup = "theme-markup", Error;
    TitolareIsAPerson = "titolare-is-a-person", Warning, "gdpr-4";
    TooLarge = "too-large", Error;
    TransfersDenied = "transfers-denied", Warning, "gdpr-13";
    TransfersOld = "transfers-old", Warning, "gdpr-13";
    TrialWithoutEnd = "trial-without-end", Warning;
    TwoAccounts = "two-accounts", Error;
    UnclosedBlock = "unclosed-block", Error;
    Unconfirmed = "unconfirmed", Error;
    UnknownBase = "unknown-base", Error;
    UnknownColumns = "unknown-columns", Error;
    UnknownEdition = "unknown-edition", Error;
    UnknownField = "unknown-field", Error;
    UnknownIpaCode = "unknown-ipa-code", Error;
    UnknownLanguage = "unknown-language", Error;
    UnknownPhrase = "unknown-phrase", Error;
    UnknownPlaceholder = "unknown-placeholder", Error;
    UnknownPlatform = "unknown-platform", Error;
    UnknownReference = "unknown-reference", Error;
    UnknownTheme = "unknown-theme", Error;
    UnknownValue = "unknown-value", Error;
    UnknownVariable = "unknown-variable", Error;
    UnmarkedLanguage = "unmarked-language", Warning, "l-4-2004";
    UnreadDocument = "unread-document", Advice;
    UnreadFile = "unread-file", Warning;
    UnreadableContact = "unreadable-contact", Error, "l-4-2004";
    UnreadableMember = "unreadable-member", Error;
    UnreadableText = "unreadable-text", Error;
    UnsafeFile = "unsafe-file", Error;
    UnsafeLink = "unsafe-link", Error;
    UnsafePath = "unsafe-path", Error;
    UnseenTitle = "unseen-title", Warning;
    UnusedLink = "unused-link", Warning;
    UnusedNote = "unused-note", Error;
    UnusualHandle = "unusual-handle", Advice;
    VagueLink = "vague-link", Warning, "l-4-2004";
    WaivedRights = "waived-rights", Warning, "costituzione-24";
    WaiverExpired = "waiver-expired", Warning;
    WaiverUnused = "waiver-unused", Warning;
    WhistleblowingOnSocial = "whistleblowing-on-social", Warning, "dlgs-24-2023";
    WrongAuthority = "wrong-authority", Warning;
    WrongFileType = "wrong-file-type", Error;
    WrongQuotes = "wrong-quotes", Error;
    WrongType = "wrong-type", Error;
    YamlAlias = "yaml-alias", Error;
    YamlSyntax = "yaml-syntax", Error;
    YamlTag = "yaml-tag", Error;
}
