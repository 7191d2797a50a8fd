//! What may be wrong with a picture.

use std::ops::Range;

/// What is wrong with a picture, or lost of it, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Bytes of the decoded text.
    pub(crate) at: Range<usize>,
    /// What it is.
    pub(crate) trouble: SvgTrouble,
}

/// What a picture cannot be read by, cannot be published with, or loses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SvgTrouble {
    /// The picture is in this encoding, which is not read; empty where its encoding is not known at all.
    Encoding(String),
    /// This sign may not stand in XML.
    Sign(char),
    /// This entity is defined nowhere.
    Entity(String),
    /// This prefix of names is declared nowhere.
    Prefix(String),
    /// Declarations of prefixes that are too many, or not allowed.
    Names,
    /// An attribute is not written as one.
    SvgAttribute,
    /// An element has one attribute twice.
    Twice,
    /// Something else is not written as XML.
    Syntax,
    /// An element ends under another name.
    OtherEnd {
        /// The name that it began with.
        expected: String,
        /// The name that was found.
        found: String,
    },
    /// The text ends before its elements.
    Unclosed,
    /// Something stands before or after the picture.
    TextOutside,
    /// Something stands before `<?xml`.
    LateDeclaration,
    /// The outermost element is not a picture.
    NoPicture,
    /// The outermost element is called `svg`, and lacks the namespace of SVG.
    NoNamespace,
    /// More elements one within the other than this.
    TooDeep(usize),
    /// More elements than this.
    TooMany(usize),
    /// Elements that draw one another too often.
    TooHeavy,
    /// A document type with declarations of its own.
    Declarations,
    /// A style sheet in another file.
    OtherSheet,
    /// This element or attribute runs a program.
    Program(String),
    /// This address leads out of the file.
    Address(String),
    /// This piece of CSS leads out of the file, or may.
    Style(String),
    /// Texts in HTML are left out.
    LostText,
    /// Movement is left out.
    LostMovement,
    /// Links are left out.
    LostLink,
}

impl SvgTrouble {
    /// Whether the picture is published all the same, without something.
    pub(super) fn is_loss(&self) -> bool {
        matches!(self, Self::LostText | Self::LostMovement | Self::LostLink)
    }
}
