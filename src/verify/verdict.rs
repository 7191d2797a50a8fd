//! What may be answered, and why.

use super::KnownAccount;

/// The five answers, and the request to write something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The account is an official account.
    Official,
    /// The account is certainly not an official account.
    NotOurs,
    /// One of several accounts may be meant.
    Which,
    /// The ente lists no such account.
    Unknown,
    /// The address is that of a post.
    Post,
    /// Nothing was written.
    Empty,
}

/// Why an answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing more is to be said.
    Plain,
    /// The account is a post that is shown only under the name of its account.
    Post,
    /// The account was ours and is closed.
    Closed,
    /// Its last day is past.
    Ended,
    /// The account pretends to be ours.
    Fake,
    /// The account is a person's.
    Personal,
    /// The account is somebody else's.
    Other,
    /// The account is like one of ours and is another.
    LookAlike,
    /// A handle without its platform.
    Platform,
    /// A name.
    Name,
    /// An address of another form, which may lead to the same account.
    Form,
    /// The account has the name of one of ours in another place.
    Elsewhere,
    /// The address names no account.
    NoAccount,
    /// The post's address has the name of one of ours, which anybody could write there.
    Names,
    /// A shortened address.
    Short,
}

impl Reason {
    /// The word of the reason, as the table of questions and the phrases have it; empty for none.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Post => "post",
            Self::Closed => "closed",
            Self::Ended => "ended",
            Self::Fake => "fake",
            Self::Personal => "personal",
            Self::Other => "other",
            Self::LookAlike => "look-alike",
            Self::Platform => "platform",
            Self::Name => "name",
            Self::Form => "form",
            Self::Elsewhere => "elsewhere",
            Self::NoAccount => "no-account",
            Self::Names => "names",
            Self::Short => "short",
        }
    }
}

impl Verdict {
    /// The word of the answer.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::NotOurs => "not-ours",
            Self::Which => "which",
            Self::Unknown => "unknown",
            Self::Post => "post",
            Self::Empty => "empty",
        }
    }
}

/// What is said to a visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<'k> {
    /// Which of the answers.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// The accounts that it speaks of.
    pub accounts: Vec<&'k KnownAccount>,
    /// The handle that was asked for, for a look-alike.
    pub held: String,
}
