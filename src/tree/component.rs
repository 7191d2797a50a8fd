//! The kinds of blocks that every theme draws in its own way: what each says, never how it looks.

use super::{Block, Inline, Target};
use crate::record::Phone;
use crate::source::Span;

/// What a call-out is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallOutRole {
    /// Something to know.
    Note,
    /// Something to do.
    Tip,
    /// Something not to miss.
    Important,
    /// Something that can go wrong.
    Warning,
}

impl CallOutRole {
    /// The word for phrases and classes.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
        }
    }
}

/// Words in a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallOut {
    /// What it is for.
    pub role: CallOutRole,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A section with its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it holds, for themes that draw it in a way of its own.
    pub role: SectionRole,
    /// The anchor of its heading.
    pub id: String,
    /// The level of its heading: 2 to 6.
    pub level: u8,
    /// The words of its heading.
    pub heading: Vec<Inline>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// What a section holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionRole {
    /// Anything.
    Plain,
    /// The first questions of a citizen.
    Questions,
    /// What a reader should know first.
    Clauses,
    /// One of several short ones beside each other.
    Aspect,
    /// Accounts that are closed.
    Closed,
    /// Accounts that are not the ente's.
    NotOfficial,
    /// A privacy notice.
    Notice,
    /// An element of a notice, or another part that has an anchor but is no landmark.
    Element,
    /// What must stand out (GDPR article 21, 4).
    Objection,
    /// The licence, which tools of the State look for.
    Licence,
    /// A part of the whole policy.
    Part,
}

impl SectionRole {
    /// The word for templates.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Questions => "questions",
            Self::Clauses => "clauses",
            Self::Aspect => "aspect",
            Self::Closed => "closed",
            Self::NotOfficial => "not-official",
            Self::Notice => "notice",
            Self::Element => "element",
            Self::Objection => "objection",
            Self::Licence => "licence",
            Self::Part => "part",
        }
    }
}

/// Why some blocks belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupRole {
    /// What an author wrote, where it follows what records say.
    After,
    /// The first, short layer of a notice.
    Brief,
    /// A text that tools of the State look for.
    LegalText,
    /// Short sections beside each other.
    Aspects,
    /// Accounts.
    Accounts,
}

impl GroupRole {
    /// The word for templates.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::After => "after",
            Self::Brief => "brief",
            Self::LegalText => "legal-text",
            Self::Aspects => "aspects",
            Self::Accounts => "accounts",
        }
    }
}

/// One of several columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// How many twelfths of the width it takes where there is room.
    pub width: u8,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// How to reach somebody; each way only where there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// A postal address.
    pub address: Option<Vec<Inline>>,
    /// A telephone number.
    pub phone: Option<Phone>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A certified e-mail address (PEC).
    pub pec: Option<String>,
}

impl Contact {
    /// Whether there is no way at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.address.is_none() && self.phone.is_none() && self.email.is_none() && self.pec.is_none()
    }
}

/// An office, or another body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its anchor.
    pub id: String,
    /// The level of its name, which is a heading: 2 to 6.
    pub level: u8,
    /// Its name.
    pub name: Vec<Inline>,
    /// What there is to know of it.
    pub blocks: Vec<Block>,
}

/// An official account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountCard {
    /// Its anchor.
    pub anchor: String,
    /// Its name.
    pub name: String,
    /// The key of its platform, for a drawing.
    pub platform_key: String,
    /// The name of its platform.
    pub platform: String,
    /// What it is there: a page, a channel.
    pub kind: String,
    /// Where it is.
    pub url: Option<String>,
    /// Its number, or its name with `@`.
    pub handle: Option<String>,
    /// Whether it works as usual, in words; nothing where it does.
    pub status: Option<String>,
    /// Whether it tells of emergencies.
    pub emergency: bool,
    /// Its last day (ISO 8601), for the script that tells a reader when that is past.
    pub until: Option<String>,
    /// What it is for.
    pub purpose: Option<Vec<Inline>>,
    /// What a reader asks first.
    pub facts: Vec<Block>,
    /// The page with its steps.
    pub service: Option<Block>,
    /// What a reader asks later.
    pub details: Vec<Block>,
}

/// A question and the way to its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What it is about, for a drawing.
    pub topic: Topic,
    /// The title of the page that answers.
    pub title: String,
    /// The question.
    pub words: String,
    /// The page that answers.
    pub target: Target,
}

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Whether an account is official.
    Accounts,
    /// Why a comment was removed.
    Moderation,
    /// How to have data erased.
    Oblio,
    /// Whom to call.
    Contacts,
}

impl Topic {
    /// The word for templates.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Moderation => "moderation",
            Self::Oblio => "oblio",
            Self::Contacts => "contacts",
        }
    }
}

/// A platform in use, and the way to its accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformLink {
    /// Its key, for a drawing.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Where its accounts are listed.
    pub target: Target,
}

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Where it stands in the record.
    pub span: Span,
    /// Its anchor, where links lead to it.
    pub id: Option<String>,
    /// When.
    pub when: Vec<Inline>,
    /// What.
    pub title: Vec<Inline>,
    /// What else there is to know.
    pub blocks: Vec<Block>,
}

/// A part that a reader opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accordion {
    /// The anchor of its heading.
    pub id: String,
    /// The level of its heading: 3 to 6.
    pub level: u8,
    /// The words of its heading.
    pub heading: Vec<Inline>,
    /// Whether it is open at first.
    pub is_open: bool,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// The box that says whether an account is official: a script answers, and shows the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its anchor.
    pub id: String,
    /// The file that the script answers from, by its path from the site's root.
    pub data: String,
    /// The script with the answers, which is fetched when somebody turns to the box.
    pub answers: String,
    /// The script that shows the box.
    pub script: String,
}

/// A code to photograph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrItem {
    /// The anchor of the account.
    pub id: String,
    /// Whose account it is.
    pub heading: Vec<Inline>,
    /// What the code is, for those who do not see it.
    pub label: String,
    /// How many modules it is wide, the margin included.
    pub size: usize,
    /// The dark modules, as a path of SVG.
    pub path: String,
    /// What else there is to know.
    pub blocks: Vec<Block>,
}
